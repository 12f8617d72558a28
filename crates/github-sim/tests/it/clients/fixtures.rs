//! What GitHub itself once answered, recorded by the makers of octokit and replayed here.

use std::path::Path;

use super::routes;
use super::script::{INSTALL, folder, run};

#[tokio::test]
async fn recorded_calls_are_answered_as_github_answered_them() {
    let package = folder().join("node_modules/@octokit/fixtures");
    assert!(
        package.is_dir(),
        "the recorded replies are not installed, {INSTALL}: {}",
        package.display()
    );
    let outcome = run(Path::new("node"), &folder().join("fixtures/replay.mjs")).await;
    let taken = outcome.unwrap_or_else(|said| panic!("\n{said}"));
    routes::compare("fixtures", &taken);
}
