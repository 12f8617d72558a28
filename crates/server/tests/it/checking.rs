//! `tasksource check`.

use std::{os::unix::fs::PermissionsExt, path::Path};

use sqlx::{AssertSqlSafe, SqlitePool};

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

/// What is said of the activity in a folder, compared with the witness beside it.
fn activity(data: &Path) -> String {
    let witness = data.join("witness");
    let flags = ["--github-api-url", "http://127.0.0.1:9", "--witness"];
    let flags = [&flags[..], &[witness.to_str().unwrap()]].concat();
    said(&run(data, "check", &flags))
}

/// Does what whoever owns the file can do.
async fn tamper(data: &Path, sql: &str) {
    let url = format!("sqlite://{}/tasksource.db", data.display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    for sql in [
        "DROP TRIGGER activity_is_never_changed",
        "DROP TRIGGER activity_is_never_deleted",
        sql,
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
}

#[tokio::test]
async fn activity_that_was_changed_is_named_by_its_entry() {
    let mut server = Server::start_with(&["--demo"]).await;
    assert!(server.terminate().await, "{}", server.log());
    let data = server.data.path();
    let whole = activity(data);
    assert!(whole.contains("ok       activity"), "{whole}");

    tamper(
        data,
        "UPDATE activity SET detail = 'x' WHERE kind = 'account_created'",
    )
    .await;
    let changed = activity(data);
    for line in [
        "PROBLEM  activity: 4 entries, and it is not whole",
        "the account of Mona Manager, entry 1: it is not what was written",
        "the account of Dana Developer, entry 1: it is not what was written",
    ] {
        assert!(changed.contains(line), "{line}\nis not in\n{changed}");
    }
}

#[tokio::test]
async fn the_witness_of_the_last_check_misses_what_is_gone() {
    let mut server = Server::start_with(&["--demo"]).await;
    assert!(server.terminate().await, "{}", server.log());
    let data = server.data.path();
    assert!(activity(data).contains("ok       activity"));
    let witness = std::fs::read_to_string(data.join("witness")).unwrap();
    assert_eq!(witness.lines().count(), 3, "two accounts, and the server");

    tamper(data, "DELETE FROM chains; DELETE FROM activity").await;
    let missed = activity(data);
    let line = "entry 2: it is not the one that was witnessed, or it is missing";
    assert!(missed.contains(line), "{missed}");
    let kept = std::fs::read_to_string(data.join("witness")).unwrap();
    assert_eq!(kept, witness, "a witness is not made to agree");
}

#[test]
fn a_database_without_tables_has_no_activity_to_prove() {
    let data = tempfile::tempdir().unwrap();
    let said = activity(data.path());
    assert!(
        said.contains("PROBLEM  activity: its tables are not there yet"),
        "{said}"
    );
}
