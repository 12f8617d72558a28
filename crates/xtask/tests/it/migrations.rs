//! Migrations of the two databases go side by side.

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_migration_is_written_for_both_databases() {
    assert_eq!(migrations_of("sqlite"), migrations_of("postgres"));
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let names = migrations_of("sqlite");
    let numbers: Vec<usize> = names
        .iter()
        .map(|name| name.split('_').next().unwrap().parse().unwrap())
        .collect();

    let expected: Vec<usize> = (1..=names.len()).collect();

    assert_eq!(numbers, expected);
}

fn migrations_of(database: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../migrations")
        .join(database);
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
