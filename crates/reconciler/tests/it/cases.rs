//! The table of cases in the module documentation names tests that are there.

use std::{fs, path::Path};

#[test]
fn every_case_of_the_law_is_held_by_tests_that_are_there() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(crates.join(path)).unwrap_or_default();
    let table = read("reconciler/tests/it/main.rs");
    let mut held = 0;
    for row in table.lines().filter(|line| line.starts_with("//! | ")) {
        let mut words = row.split('`');
        while let (Some(before), Some(test)) = (words.next(), words.next()) {
            let Some((story, name)) = test.split_once("::") else {
                continue;
            };
            let elsewhere = ["api", "connections"];
            let before = before.trim_end();
            let elsewhere = elsewhere.into_iter().find(|name| before.ends_with(name));
            let path = format!("{}/tests/it/{story}.rs", elsewhere.unwrap_or("reconciler"));
            let there = read(&path).contains(&format!("fn {name}("));
            assert!(there, "{test} is not in {path}");
            held += 1;
        }
    }
    assert!(held > 40, "the table was read: {held}");
}
