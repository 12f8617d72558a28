//! The short run, which every change can wait for. Its seed stays the same: what turns it red is a
//! change, not chance.

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

fn no_history_breaks_a_law(database: &str) {
    let played = Command::new(env!("CARGO_BIN_EXE_proof"))
        .args([
            "play",
            "--histories",
            "10",
            "--faults",
            "10",
            "--kills",
            "20",
        ])
        .args(["--only", database, "--seed", "2026"])
        .output()
        .expect("the proof is built");
    let told = String::from_utf8_lossy(&played.stdout);
    let troubles = String::from_utf8_lossy(&played.stderr);
    assert!(played.status.success(), "{told}{troubles}");
    assert_eq!(told.matches(" 0 broken").count(), told.lines().count() - 1);
}

#[test]
fn no_history_breaks_a_law_on_sqlite() {
    no_history_breaks_a_law("sqlite");
}

#[test]
fn no_history_breaks_a_law_on_postgres() {
    no_history_breaks_a_law("postgres");
}

#[test]
fn what_is_kept_has_a_key_that_nobody_else_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept");
    let none = ["--histories", "0", "--faults", "0", "--kills", "0"];
    let played = Command::new(env!("CARGO_BIN_EXE_proof"))
        .args(["play", "--only", "sqlite", "--keep"])
        .arg(&kept)
        .args(none)
        .status();
    assert!(played.expect("the proof is built").success());
    assert!(kept.join("tasksource.db").is_file());
    let key = fs::metadata(kept.join("tasksource.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
}
