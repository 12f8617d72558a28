//! `PyGithub`: it follows the addresses in replies, and none may leave the base address.

use std::path::Path;

use super::routes;
use super::script::{INSTALL, run_all};

#[tokio::test]
async fn pygithub_finds_its_way_by_the_addresses_in_replies() {
    // Beside cargo's own folder for tests, where `cargo xtask` makes it.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let python = target.join("pygithub/bin/python");
    assert!(
        python.is_file(),
        "PyGithub is not installed, {INSTALL}: {}",
        python.display()
    );
    let taken = run_all(&python, "pygithub").await;
    routes::compare("PyGithub", &taken);
}
