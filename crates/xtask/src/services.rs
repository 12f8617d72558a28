//! Programs that run beside us until one ends or the user stops us.
//! None is left behind, whichever way we end.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use rustix::process::{Pid, Signal};

use crate::process;

/// A first start makes the practice world or migrates a database.
const START: Duration = Duration::from_mins(1);
/// Effects in flight are finished or handed back in less.
const END: Duration = Duration::from_secs(15);
const LAST_LINES: usize = 20;

/// The programs that are running now.
pub(crate) struct Services {
    running: Vec<Service>,
    ended: Receiver<Ended>,
    tell: Sender<Ended>,
}

struct Service {
    name: &'static str,
    log: PathBuf,
    group: Pid,
}

struct Ended {
    name: &'static str,
    status: Result<ExitStatus>,
}

impl Services {
    /// None yet.
    pub(crate) fn new() -> Self {
        let (tell, ended) = channel();
        Self {
            running: Vec::new(),
            ended,
            tell,
        }
    }

    /// Starts a program; what it says goes to its log.
    pub(crate) fn start(
        &mut self,
        name: &'static str,
        log: PathBuf,
        command: &mut Command,
    ) -> Result<()> {
        let file = File::create(&log)?;
        command.stdout(file.try_clone()?).stderr(file);
        let child = process::spawn(command)?;
        let group = child.group();
        let tell = self.tell.clone();
        thread::spawn(move || {
            let status = child.wait();
            tell.send(Ended { name, status }).ok();
        });
        self.running.push(Service { name, log, group });
        Ok(())
    }

    /// Waits until the program started last is ready, or fails with what went wrong.
    pub(crate) fn wait_until(&mut self, ready: impl Fn(&Path) -> bool) -> Result<()> {
        let Some(service) = self.running.last() else {
            return Ok(());
        };
        let (name, log) = (service.name, service.log.clone());
        let started = Instant::now();
        while !ready(&log) {
            match self.ended.recv_timeout(Duration::from_millis(25)) {
                Ok(ended) => return Err(self.explain(&ended)),
                Err(_) if started.elapsed() > START => {
                    bail!("{name} is not ready after {START:?}\n{}", last_lines(&log));
                }
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Waits for the user to stop us; a program that ends before is an error.
    pub(crate) fn wait_for_the_end(mut self) -> Result<()> {
        let ended = self.ended.recv()?;
        let reason = self.explain(&ended);
        if process::interrupted() {
            Ok(())
        } else {
            Err(reason)
        }
    }

    fn explain(&mut self, ended: &Ended) -> anyhow::Error {
        let position = self
            .running
            .iter()
            .position(|service| service.name == ended.name);
        let Some(service) = position.map(|position| self.running.remove(position)) else {
            return anyhow!("{} ended", ended.name);
        };
        if process::interrupted() {
            return anyhow!("interrupted");
        }
        let status = match &ended.status {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        anyhow!(
            "{} ended by itself ({status})\n{}",
            service.name,
            last_lines(&service.log)
        )
    }
}

impl Drop for Services {
    /// Asks all to end, newest first, and insists after a while.
    fn drop(&mut self) {
        while let Some(service) = self.running.pop() {
            process::stop(service.group, Signal::TERM);
            if let Err(RecvTimeoutError::Timeout) = self.ended.recv_timeout(END) {
                process::stop(service.group, Signal::KILL);
            }
        }
    }
}

fn last_lines(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
    format!(
        "its last lines, from {}:\n{}",
        log.display(),
        last.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn says_ready(log: &Path) -> bool {
        fs::read_to_string(log).is_ok_and(|said| said.contains("ready"))
    }

    #[test]
    fn a_program_that_ends_before_it_is_ready_is_explained_by_its_last_lines() {
        let folder = tempfile::tempdir().unwrap();
        let mut services = Services::new();
        let mut broken = shell("echo the disk is full >&2; exit 3");
        services
            .start("the server", folder.path().join("log"), &mut broken)
            .unwrap();

        let reason = services.wait_until(says_ready).unwrap_err().to_string();

        assert!(reason.contains("the server ended by itself"), "{reason}");
        assert!(reason.contains("the disk is full"), "{reason}");
    }

    #[test]
    fn when_one_program_ends_the_others_are_ended_in_their_own_way() {
        let folder = tempfile::tempdir().unwrap();
        let farewell = folder.path().join("farewell");
        let mut services = Services::new();
        let script = format!(
            "trap 'echo bye > {}; exit' TERM; echo ready; tail -f /dev/null & wait",
            farewell.display()
        );
        services
            .start(
                "the good one",
                folder.path().join("good"),
                &mut shell(&script),
            )
            .unwrap();
        services.wait_until(says_ready).unwrap();
        services
            .start(
                "the bad one",
                folder.path().join("bad"),
                &mut shell("exit 1"),
            )
            .unwrap();

        let reason = services.wait_for_the_end().unwrap_err().to_string();

        assert!(reason.contains("the bad one"), "{reason}");
        assert_eq!(fs::read_to_string(farewell).unwrap(), "bye\n");
    }
}
