//! One random history in this process: deeds, turns and clock in any order, then the law.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use testbed::database::TestDatabase;

use crate::{deeds::Deed, dice::Dice, hands::Weather, stage::Stage};

/// A history that broke no law.
pub(crate) struct Played {
    /// How many faults were ordered.
    pub(crate) faults: u32,
    /// How many processes were killed.
    pub(crate) kills: u32,
    /// How long everything took to come to rest, by the history's clock.
    pub(crate) rest: TimeDelta,
}

/// Plays the history of a seed to its end; an error tells what was broken and all that led there.
pub(crate) async fn play(seed: u64, database: TestDatabase, weather: Weather) -> Result<Played> {
    let mut dice = Dice::new(seed);
    let mut stage = Stage::set(database, &mut dice, weather).await?;
    let mut trail = Vec::new();
    let played = Box::pin(play_on(&mut stage, &mut dice, &mut trail)).await;
    let ended = match played {
        Ok(()) => Box::pin(judge(&stage)).await,
        Err(failed) => Err(failed),
    };
    let rest = ended.with_context(|| format!("history {seed}:\n  {}", trail.join("\n  ")))?;
    Ok(Played {
        faults: stage.faults,
        kills: 0,
        rest,
    })
}

/// Lets everything come to rest, and compares with the law; says how long the rest took to come.
pub(crate) async fn judge(stage: &Stage) -> Result<TimeDelta> {
    let rest = stage.mend().await?;
    let broken = stage.broken_laws().await?;
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    Ok(rest)
}

async fn play_on(stage: &mut Stage, dice: &mut Dice, trail: &mut Vec<String>) -> Result<()> {
    for _ in 0..10 + dice.below(20) {
        let deed = Deed::throw(dice, &stage.cast);
        trail.push(deed.to_string());
        // At once: what the reconciler sees half-way is another history each time.
        let turns = turn(stage, dice.below(6));
        let (done, ()) = tokio::join!(Box::pin(deed.carry_out(&stage.world)), Box::pin(turns));
        done?;
        let told = happen(stage, dice).await?;
        trail.extend(told);
    }
    Ok(())
}

async fn turn(stage: &Stage, times: u32) {
    for _ in 0..times {
        stage.reconciler.turn().await;
    }
}

/// What else may happen between two deeds.
async fn happen(stage: &mut Stage, dice: &mut Dice) -> Result<Option<String>> {
    match (dice.below(12), stage.weather) {
        (0..=3, _) => {
            while stage.reconciler.turn().await {}
            Ok(None)
        }
        (4..=6, Weather::Foul) => Ok(Some(stage.order_fault(dice).await?)),
        (5, Weather::Fair) => Ok(stage.judge_work(dice).await),
        (4, Weather::Fair) => Ok(Some(stage.put_somebody_out(dice).await?)),
        (7, _) => Ok(Some(stage.rename(dice).await)),
        (8, _) => {
            let hours = u64::from(1 + dice.below(12));
            stage.world.wait(Duration::from_hours(hours)).await;
            stage.reconciler.sweep().await;
            Ok(Some(format!("{hours} hours pass")))
        }
        _ => Ok(None),
    }
}
