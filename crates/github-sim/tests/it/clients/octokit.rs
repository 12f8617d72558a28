//! octokit.js: REST with its plugins, OAuth by its own app, its receiver of webhooks.

use std::path::Path;

use super::routes;
use super::script::{INSTALL, folder, run_all};

#[tokio::test]
async fn octokit_finds_its_way_through_everything() {
    let package = folder().join("node_modules/octokit");
    assert!(
        package.is_dir(),
        "octokit.js is not installed, {INSTALL}: {}",
        package.display()
    );
    let taken = run_all(Path::new("node"), "octokit").await;
    routes::compare("octokit.js", &taken);
}
