//! Child programs: run to their end, stopped with us. No shell ever parses a line of ours.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::progress;

static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// A child in a process group of its own, so that its children stop with it.
pub(crate) struct Running {
    child: Child,
    group: Pid,
}

/// On Ctrl-C or SIGTERM every child is asked to end; we end when the last of them has.
pub(crate) fn stop_children_on_signals() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            for group in running().iter() {
                stop(*group, Signal::TERM);
            }
        }
    });
    Ok(())
}

/// Did the user ask us to stop?
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Cargo, as if it were called by hand. What the cargo that started us says of our own package
/// would else stand in its environment, and build scripts that look at it (ring's does) would
/// build anew each time that the two kinds of call take turns.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Starts a child that goes on while we do other things.
pub(crate) fn spawn(command: &mut Command) -> Result<Running> {
    // Held over the start, so that no child is born between the signal and its being passed on.
    let mut children = running();
    if interrupted() {
        bail!("interrupted");
    }
    let child = command
        .process_group(0)
        // A group in the background must not read the terminal.
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", words(command)))?;
    let group = Pid::from_child(&child);
    children.push(group);
    Ok(Running { child, group })
}

impl Running {
    /// The group to which a signal can be sent.
    pub(crate) fn group(&self) -> Pid {
        self.group
    }

    /// Waits for the child's end.
    pub(crate) fn wait(mut self) -> Result<ExitStatus> {
        let status = self.child.wait();
        running().retain(|group| *group != self.group);
        Ok(status?)
    }
}

/// Sends a signal to a child and its children; one that has ended already is no error.
pub(crate) fn stop(group: Pid, signal: Signal) {
    kill_process_group(group, signal).ok();
}

/// Runs to the end with the output shown; a failure is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = spawn(command)?.wait()?;
    judge(command, status)
}

/// Runs to the end silently; the output is shown only when it fails.
pub(crate) fn quiet(what: &str, command: &mut Command) -> Result<()> {
    let log = tempfile::NamedTempFile::new()?;
    // One open file, so that what is said in turn stands in turn.
    let output = log.reopen()?;
    command.stdout(output.try_clone()?).stderr(output);
    let status = progress::heartbeat(what, || spawn(command)?.wait())?;
    if !status.success() {
        eprint!("{}", fs::read_to_string(log.path())?);
    }
    judge(command, status)
}

/// Runs a short command and returns what it says.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("cannot start {}", words(command)))?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    judge(command, output.status)?;
    Ok(String::from_utf8(output.stdout)?)
}

/// Is there a program of this name on the PATH?
pub(crate) fn exists(program: &str) -> bool {
    find(program).is_some()
}

/// Where the program of this name lies on the PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut candidates = std::env::split_paths(&path).map(|folder| folder.join(program));
    candidates.find(|candidate| candidate.is_file())
}

fn judge(command: &Command, status: ExitStatus) -> Result<()> {
    if interrupted() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("`{}` failed ({status})", words(command));
    }
    Ok(())
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

fn running() -> MutexGuard<'static, Vec<Pid>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_names_the_command_and_its_status() {
        let failure = run(&mut shell("exit 7")).unwrap_err().to_string();

        assert!(failure.contains("sh -c exit 7"), "{failure}");
        assert!(failure.contains('7'), "{failure}");
    }

    #[test]
    fn cargo_is_not_told_of_our_own_package() {
        for name in ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR"] {
            assert!(
                std::env::var_os(name).is_some(),
                "{name} is set by what runs this test"
            );

            assert!(
                cargo().get_envs().any(|set| set == (name.as_ref(), None)),
                "{name}"
            );
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = run(&mut Command::new("no-such-program")).unwrap_err();

        assert!(failure.to_string().contains("no-such-program"), "{failure}");
        assert_eq!(find("no-such-program"), None);
    }

    #[test]
    fn a_stopped_child_takes_its_own_children_along() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        run(Command::new("mkfifo").arg(&pipe)).unwrap();
        let script = format!("tail -f /dev/null > {} & wait", pipe.display());
        let child = spawn(&mut shell(&script)).unwrap();
        // Opens once the grandchild holds the other end, and reads to the end once it is gone.
        let grandchild = fs::File::open(&pipe).unwrap();

        stop(child.group(), Signal::TERM);

        assert_eq!(std::io::read_to_string(grandchild).unwrap(), "");
        assert!(!child.wait().unwrap().success());
    }
}
