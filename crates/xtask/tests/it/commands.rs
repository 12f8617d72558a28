//! The commands refuse what they cannot do, in words, before they build anything.

use std::net::TcpListener;
use std::process::{Command, Output};

#[test]
fn an_unknown_stage_is_refused_with_the_known_ones() {
    let output = xtask(&["test", "--only", "everything"]);

    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for stage in [
        "format", "setup", "site", "lint", "deny", "clients", "tests", "switches", "e2e",
    ] {
        assert!(said.contains(stage), "{stage} is not in: {said}");
    }
}

#[test]
fn a_taken_port_is_named_with_the_option_that_changes_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();

    let output = xtask(&["run", "--port", &port]);

    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
    assert!(said.contains("--port"), "{said}");
}

#[test]
fn half_of_the_github_credentials_is_refused() {
    let output = command(&["run"])
        .env("TASKSOURCE_GITHUB_CLIENT_ID", "an-id")
        .output()
        .unwrap();

    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("TASKSOURCE_GITHUB_CLIENT_SECRET, or neither"),
        "{said}"
    );
}

fn xtask(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(arguments)
        .env_remove("TASKSOURCE_GITHUB_CLIENT_ID")
        .env_remove("TASKSOURCE_GITHUB_CLIENT_SECRET");
    command
}
