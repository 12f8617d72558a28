//! The practice GitHub as a program: what it prints, and how it ends.

use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;

/// Starts the program and gives it with the address that it printed.
async fn start(data: &Path) -> (Child, String) {
    start_with(data, &[]).await
}

/// The same with further arguments.
async fn start_with(data: &Path, more: &[&str]) -> (Child, String) {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_github-sim"));
    command
        .args(["--listen", "127.0.0.1:0", "--seed", "empty", "--data"])
        .arg(data)
        .args(more);
    let mut child = command
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let address = line
        .strip_prefix("practice GitHub ready at ")
        .unwrap()
        .to_owned();
    (child, address)
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

#[tokio::test]
async fn it_says_where_it_is_and_saves_when_it_is_asked_to_end() {
    let (data, http) = (tempfile::tempdir().unwrap(), client());
    let (mut child, address) = start(data.path()).await;
    let mona = json!({ "login": "mona" });
    http.post(format!("{address}/_sim/users"))
        .json(&mona)
        .send()
        .await
        .unwrap();
    let id = child.id().unwrap().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(child.wait().await.unwrap().success());

    let (_child, address) = start(data.path()).await;
    let world = http
        .get(format!("{address}/_sim/world"))
        .send()
        .await
        .unwrap();
    let world: Value = world.json().await.unwrap();
    assert_eq!(world["users"][0]["login"], "mona");
}

#[tokio::test]
async fn a_killed_one_loses_nothing_that_was_saved() {
    let (data, http) = (tempfile::tempdir().unwrap(), client());
    let (mut child, address) = start(data.path()).await;
    let mona = json!({ "login": "mona" });
    http.post(format!("{address}/_sim/users"))
        .json(&mona)
        .send()
        .await
        .unwrap();
    let saved = data.path().join("world.json");
    while !std::fs::read_to_string(&saved).is_ok_and(|text| text.contains("mona")) {
        tokio::task::yield_now().await;
    }
    child.kill().await.unwrap();
    let (_child, address) = start(data.path()).await;
    let world = http
        .get(format!("{address}/_sim/world"))
        .send()
        .await
        .unwrap();
    let world: Value = world.json().await.unwrap();
    assert_eq!(world["users"][0]["login"], "mona");
}

#[test]
fn a_world_that_cannot_be_read_is_named_and_left_alone() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("world.json"), "not a world").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_github-sim"));
    let output = command
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .output();
    let output = output.unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("world.json"), "{said}");
    assert_eq!(
        std::fs::read_to_string(data.path().join("world.json")).unwrap(),
        "not a world"
    );
}

#[tokio::test]
async fn it_starts_with_its_switches_turned() {
    let (data, http) = (tempfile::tempdir().unwrap(), client());
    let more = ["--switch", "dead_token=404", "--switch", "git_renamed=404"];
    let (_child, address) = start_with(data.path(), &more).await;
    let switches = http.get(format!("{address}/_sim/switches")).send().await;
    let switches: Value = switches.unwrap().json().await.unwrap();
    assert_eq!(switches["dead_token"], 404);
    assert_eq!(switches["git_renamed"], 404);
    assert_eq!(switches["git_unreadable"], 404);
    assert_eq!(switches["git_dead_token"], 401);
}

#[test]
fn a_wrong_switch_is_refused_with_the_names_that_it_lists() {
    let program = || Command::new(env!("CARGO_BIN_EXE_github-sim"));
    let listed = program().arg("--list-switches").output().unwrap();
    assert!(listed.status.success());
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("token_error 200 400\n"), "{listed}");
    let data = tempfile::tempdir().unwrap();
    let mut wrong = program();
    wrong.args(["--switch", "nonsense=1", "--listen", "127.0.0.1:0"]);
    let refused = wrong.arg("--data").arg(data.path()).output().unwrap();
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    for line in listed.lines() {
        let name = line.split(' ').next().unwrap();
        assert!(said.contains(name), "{name} is not in: {said}");
    }
}

#[test]
fn its_help_names_every_setting() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_github-sim"));
    let help = String::from_utf8(command.arg("--help").output().unwrap().stdout).unwrap();
    for setting in [
        "listen",
        "data",
        "client-id",
        "client-secret",
        "redirect-uri",
        "seed",
        "switch",
        "list-switches",
    ] {
        assert!(help.contains(&format!("--{setting}")), "{setting}");
    }
}
