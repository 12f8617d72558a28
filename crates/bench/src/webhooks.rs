//! How long GitHub waits for the answer to a message, by its own list of deliveries.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{
    Programs,
    both::{Both, MANAGER, Practice},
    client::number,
};

/// Each push is a message.
const PUSHES: usize = 100;
const LOOK_EVERY: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_mins(1);

/// How long the answers take while the work that they wake goes on.
pub(crate) async fn measure(programs: &Programs) -> Result<String> {
    let both = Both::start(programs).await?;
    let manager = both.person(MANAGER).await?;
    let repository = both.project(&manager).await?;
    let token = both.practice.token().await?;
    let hooks = format!("repositories/{repository}/hooks");
    let hook = until(&both.practice, (&token, &hooks), 1).await?;
    let hook = number(&hook[0], "id")?;
    for number in 0..PUSHES {
        let message = format!("Push {number}");
        let commit = json!({"repository": repository, "branch": "main", "message": message});
        both.practice.control("commits", &commit).await?;
    }
    let deliveries = format!("{hooks}/{hook}/deliveries?per_page=100");
    let delivered = until(&both.practice, (&token, &deliveries), PUSHES).await?;
    let mut times = delivered.iter().map(waited).collect::<Result<Vec<_>>>()?;
    times.sort_by(f64::total_cmp);
    Ok(format!(
        "  answered              p50 {:.1} ms\n  slowest                   {:.1} ms (of {PUSHES})\n",
        times[PUSHES / 2],
        times[times.len() - 1]
    ))
}

/// What GitHub lists there, once it is that much.
async fn until(
    practice: &Practice,
    (token, path): (&str, &str),
    count: usize,
) -> Result<Vec<Value>> {
    let started = Instant::now();
    loop {
        let listed = practice.asked(token, path).await?;
        let listed = listed.as_array().context("GitHub lists nothing")?;
        if listed.len() >= count {
            return Ok(listed.clone());
        }
        if started.elapsed() > PATIENCE {
            bail!("{path} lists {} and not {count}", listed.len());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// In milliseconds.
fn waited(delivery: &Value) -> Result<f64> {
    let status = &delivery["status_code"];
    ensure!(status == 204, "a message was answered with {status}");
    let seconds = delivery["duration"].as_f64();
    Ok(seconds.context("a delivery without its time")? * 1000.0)
}
