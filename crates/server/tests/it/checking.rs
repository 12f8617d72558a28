//! `tasksource check`.

use std::os::unix::fs::PermissionsExt;

use crate::process::{Server, run};

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_is_missing_is_named_with_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    let output = run(
        data.path(),
        "check",
        &[
            "--github-api-url",
            "http://127.0.0.1:9",
            "--public-url",
            "http://tasks.example.com",
            "--demo",
        ],
    );
    let said = said(&output);
    assert!(!output.status.success());
    for line in [
        "PROBLEM  public address: http://tasks.example.com/ is not https",
        "PROBLEM  GitHub app: set TASKSOURCE_GITHUB_CLIENT_ID",
        "PROBLEM  demo accounts: their password is public",
        "PROBLEM  GitHub: http://127.0.0.1:9/ does not answer",
        "ok       database",
    ] {
        assert!(said.contains(line), "{line}\nis not in\n{said}");
    }
}

#[tokio::test]
async fn a_key_that_others_can_read_is_unsafe() {
    let server = Server::start().await;
    let key = server.data.path().join("tasksource.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let said = said(&run(
        server.data.path(),
        "check",
        &["--github-api-url", "http://127.0.0.1:9"],
    ));
    assert!(
        said.contains("PROBLEM  keys: others can read it; run chmod 600"),
        "{said}"
    );
}
