//! Processes that are killed at random instants while they decide and act.
//!
//! The clock is a test's; the one real time here is how long a process lives.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use testbed::database::TestDatabase;

use crate::{
    dice::Dice,
    hands::Weather,
    history::{self, Played},
    stage::Stage,
    worker::Task,
};

/// Longer than a lease: what a dead process held is free again.
const BEYOND_A_LEASE: Duration = Duration::from_mins(3);
/// A process lives no longer than this before it is killed.
const LIFE_MILLIS: u32 = 120;

/// Plays a history in which `kills` processes die, `abreast` at a time; then the law.
pub(crate) async fn play(
    seed: u64,
    database: TestDatabase,
    kills: u32,
    abreast: u32,
) -> Result<Played> {
    let mut dice = Dice::new(seed);
    let stage = Stage::set(database, &mut dice, Weather::Fair).await?;
    let folder = tempfile::tempdir()?;
    let mut killed = 0;
    while killed < kills {
        let at_once = abreast.min(kills - killed);
        let mut living = Vec::new();
        for _ in 0..at_once {
            let task = Task::of(&stage, u64::from(dice.below(u32::MAX)));
            living.push(start(&task, &folder.path().join(format!("task-{killed}")))?);
            killed += 1;
        }
        for process in living {
            kill_later(process, dice.below(LIFE_MILLIS)).await?;
        }
        stage.world.wait(BEYOND_A_LEASE).await;
    }
    let ended = history::judge(&stage).await;
    let rest = ended.with_context(|| format!("seed {seed}, {kills} processes killed"))?;
    Ok(Played {
        faults: 0,
        kills,
        rest,
    })
}

fn start(task: &Task, file: &Path) -> Result<Child> {
    std::fs::write(file, serde_json::to_vec(task)?)?;
    let worker = Command::new(std::env::current_exe()?)
        .arg("worker")
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn();
    worker.context("a worker starts")
}

/// SIGKILL: nothing is tidied up.
async fn kill_later(mut process: Child, millis: u32) -> Result<()> {
    tokio::time::sleep(Duration::from_millis(millis.into())).await;
    process.kill()?;
    process.wait()?;
    Ok(())
}
