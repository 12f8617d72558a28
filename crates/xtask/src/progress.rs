//! What the user sees while it takes long: the stage, its time, the total.
//! Nothing is decided here.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs one stage under its name and says how long it took.
pub(crate) fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {name}");
    let started = Instant::now();
    let result = work()?;
    println!("    {name}: {}", seconds(started.elapsed()));
    Ok(result)
}

/// Runs a whole command; the last line says how long all of it took.
pub(crate) fn total(work: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    let result = work();
    let outcome = if result.is_ok() { "done" } else { "failed" };
    println!("==> {outcome} after {}", seconds(started.elapsed()));
    result
}

/// Says what is installed and why, in one line.
pub(crate) fn say(line: &str) {
    println!("    {line}");
}

/// Runs silent work and shows every now and then that it still goes on.
pub(crate) fn heartbeat<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (stop, stopped) = channel();
    thread::scope(|scope| {
        scope.spawn(move || beat(name, &stopped));
        let result = work();
        drop(stop);
        result
    })
}

fn beat(name: &str, stopped: &Receiver<()>) {
    let started = Instant::now();
    while stopped.recv_timeout(Duration::from_secs(15)) == Err(RecvTimeoutError::Timeout) {
        println!("    … {name} ({})", seconds(started.elapsed()));
    }
}

/// `3.4 s`, or `2 min 5 s` where tenths say nothing.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        whole @ 60.. => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_exactly_as_they_are_worth() {
        assert_eq!(seconds(Duration::from_millis(3_449)), "3.4 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 5 s");
    }
}
