//! From closing a task to the end of access, in a system that has nothing else to do.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    Programs,
    both::{Both, MANAGER},
    client::{Client, number, text},
};

/// Few enough that GitHub's pace lets each go on at once.
const TASKS: usize = 5;
const DEVELOPER: &str = "dev-dana";
/// How often the product is asked whether it is over.
const LOOK_EVERY: Duration = Duration::from_millis(2);
const PATIENCE: Duration = Duration::from_mins(1);

/// What closing one task took.
struct Closed {
    /// From the request to the page that says that access has ended, in milliseconds.
    whole: f64,
    /// The part of it in which GitHub was at work.
    github: f64,
}

/// How long it takes, and how much of that is GitHub's.
pub(crate) async fn measure(programs: &Programs) -> Result<String> {
    let both = Both::start(programs).await?;
    let manager = both.person(MANAGER).await?;
    let developer = both.person(DEVELOPER).await?;
    let repository = both.project(&manager).await?;
    let email = format!("{DEVELOPER}@example.com");
    manager
        .post(
            "projects/BENCH/members",
            &json!({"email": email, "role": "developer"}),
        )
        .await?;
    let assignee = text(&developer.get("me").await?, "id")?;
    let mut closed = Vec::new();
    for _ in 0..TASKS {
        let task = work(&both, (&manager, &developer), repository, &assignee).await?;
        closed.push(close(&both, &manager, &task).await?);
    }
    closed.sort_by(|a, b| a.whole.total_cmp(&b.whole));
    let Closed { whole, github } = &closed[TASKS / 2];
    Ok(format!(
        "  closed to revoked     p50 {whole:.0} ms\n  calls to GitHub           {github:.0} ms\n  \
         added                     {:.0} ms (median of {TASKS}, pull request included)\n",
        whole - github
    ))
}

/// A task that somebody has worked on; gives its path.
async fn work(
    both: &Both,
    (manager, developer): (&Client, &Client),
    repository: i64,
    assignee: &str,
) -> Result<String> {
    let task = manager
        .post("projects/BENCH/tasks", &json!({"title": "Measure"}))
        .await?;
    let path = format!("projects/BENCH/tasks/{}", number(&task, "number")?);
    let assign = json!({"assignee": assignee});
    let version = number(&task, "version")?;
    manager
        .change(Method::PUT, &format!("{path}/assignee"), version, &assign)
        .await?;
    until(manager, &path, "granted").await?;
    let task = developer
        .post(&format!("{path}/branch"), &json!({}))
        .await?;
    let commit =
        json!({"repository": repository, "branch": text(&task, "branch")?, "message": "Work"});
    both.practice.control("commits", &commit).await?;
    Ok(path)
}

async fn close(both: &Both, manager: &Client, path: &str) -> Result<Closed> {
    let before = calls(both).await?.len();
    let version = number(&manager.get(path).await?, "version")?;
    let started = Instant::now();
    let done = json!({"outcome": "done"});
    manager
        .change(Method::POST, &format!("{path}/close"), version, &done)
        .await?;
    until(manager, path, "ended").await?;
    let whole = started.elapsed().as_secs_f64() * 1000.0;
    let made = calls(both).await?;
    let took = |call: &Value| call["took_us"].as_f64().unwrap_or_default();
    let github = made.iter().skip(before).map(took).sum::<f64>() / 1000.0;
    Ok(Closed { whole, github })
}

async fn calls(both: &Both) -> Result<Vec<Value>> {
    let calls = both.practice.noted("calls").await?;
    Ok(calls.as_array().cloned().unwrap_or_default())
}

/// Waits until the task says so of its access.
async fn until(client: &Client, path: &str, state: &str) -> Result<()> {
    let started = Instant::now();
    loop {
        let task = client.get(path).await?;
        if task["access"]["state"] == state {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            bail!("the access of {path} is {} and not {state}", task["access"]);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
