//! The key file.

use std::os::unix::fs::PermissionsExt;

use crate::process::{Server, run};

#[tokio::test]
async fn the_first_start_makes_a_key_that_only_its_owner_reads() {
    let server = Server::start().await;
    let file = std::fs::metadata(server.data.path().join("tasksource.key")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_key_that_is_none_stops_the_start_and_is_not_shown() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("tasksource.key"), "not-a-key-but-secret\n").unwrap();
    let output = run(data.path(), "serve", &["--listen", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(
        said.contains("tasksource.key holds no usable keys"),
        "{said}"
    );
    assert!(!said.contains("not-a-key-but-secret"), "{said}");
}
