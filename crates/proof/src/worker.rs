//! A process that decides and acts until it is killed: what a server does, on a test's clock.

use std::path::Path;

use anyhow::Result;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use testbed::{
    database::TestDatabase,
    practice::{Address, Practice},
    world::World,
};

use crate::{cast::Cast, deeds::Deed, dice::Dice, stage};

/// What such a process is told.
#[derive(Serialize, Deserialize)]
pub(crate) struct Task {
    seed: u64,
    database: String,
    now: Timestamp,
    github: Address,
    cast: Cast,
}

impl Task {
    /// To work on the database and the GitHub of this stage.
    pub(crate) fn of(stage: &stage::Stage, seed: u64) -> Self {
        Self {
            seed,
            database: stage.world.database.url.clone(),
            now: stage.world.store().clock().now(),
            github: stage.world.practice.address(),
            cast: stage.cast.clone(),
        }
    }
}

/// Decides things and turns the reconciler, for as long as it lives.
pub(crate) async fn run(file: &Path) -> Result<()> {
    let task: Task = serde_json::from_slice(&std::fs::read(file)?)?;
    let database = TestDatabase::attach(task.database, task.now).await;
    let world = World::around(database, Practice::attach(task.github));
    let reconciler = stage::reconciler(&world, true);
    let mut dice = Dice::new(task.seed);
    loop {
        let deed = Deed::throw(&mut dice, &task.cast);
        let turns = Box::pin(async { while reconciler.turn().await {} });
        let (done, ()) = tokio::join!(Box::pin(deed.carry_out(&world)), turns);
        done?;
    }
}
