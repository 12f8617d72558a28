//! Running the scripts of a client, each in a world of its own, all at once.
//! What a script says is shown only when it fails.

use std::path::{Path, PathBuf};
use std::process::Output;

use futures_util::future::join_all;
use tokio::process::Command;

use super::routes::Taken;
use super::world::World;

/// What to do when a client is not there.
pub(super) const INSTALL: &str = "run `cargo xtask test --only clients`";

/// The folder of the clients.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

/// Runs every script in a folder and gives all routes that were taken.
pub(super) async fn run_all(program: &Path, scripts: &str) -> Taken {
    let mut found: Vec<_> = std::fs::read_dir(folder().join(scripts))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{scripts} holds no script");
    let outcomes = join_all(found.iter().map(|script| run(program, script))).await;
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    let failed: Vec<_> = failed.into_iter().filter_map(Result::err).collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
    let taken = done.into_iter().map(Result::unwrap);
    taken.fold(Taken::default(), Taken::join)
}

/// Runs one script; the error is what it said.
pub(super) async fn run(program: &Path, script: &Path) -> Result<Taken, String> {
    let world = World::open().await;
    let mut command = Command::new(program);
    command
        .arg(script)
        .current_dir(folder())
        .envs(world.environment())
        .env("PYTHONPATH", folder())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_PROXY", "*")
        .kill_on_drop(true);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().await.unwrap();
    if status.success() {
        return Ok(world.taken().await);
    }
    let (stdout, stderr) = (
        String::from_utf8_lossy(&stdout),
        String::from_utf8_lossy(&stderr),
    );
    Err(format!("{}:\n{stdout}{stderr}", script.display()))
}
