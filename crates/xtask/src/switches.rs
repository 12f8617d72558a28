//! The tests of the GitHub client once more under each answer that GitHub may turn out to give.
//! The answers are the practice GitHub's own to tell: none is written down here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::workspace::{OTHERS, Workspace};
use crate::{process, progress, site};

/// What the tests read: one `name=answer`.
const SWITCH: &str = "PRACTICE_SWITCH";
/// Where they leave which switches they depend on.
const ASKED: &str = "PRACTICE_ASKED";
/// All that talks to GitHub. What it answers does not depend on the database: one is enough. A rush
/// is measured against the limits of a GitHub that ends access at once.
const TALKING: &str = "package(/^(github|connections|reconciler)$/) & kind(test) \
    & not test(/::postgres$/) & not test(/^rush::/)";

/// The names of the tests that depend on each switch.
type Asked = BTreeMap<String, Vec<String>>;

/// What tests note of the switches that they depend on.
pub(crate) struct Notes(TempDir);

impl Notes {
    /// None are taken yet.
    pub(crate) fn new() -> Result<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    /// Has the tests that this runs take theirs.
    pub(crate) fn taken_by<'a>(&self, tests: &'a mut Command) -> &'a mut Command {
        tests.env(ASKED, self.0.path())
    }
}

/// Runs under every answer but the usual one all tests that depend on it.
pub(crate) fn test(workspace: &Workspace, notes: &Notes) -> Result<()> {
    site::ensure_some(workspace)?;
    let asked = if process::exists("cargo-nextest") {
        Some(ask(workspace, notes)?)
    } else {
        process::run(&mut workspace.cargo("build --package github-sim"))?;
        None
    };
    for (name, answer) in other_answers(&listed(workspace)?) {
        let wished = format!("{name}={answer}");
        match asked.as_ref().map(|asked| asked.get(&name)) {
            Some(None) => progress::say(&format!("{wished}: no test comes to where it matters")),
            Some(Some(tests)) => run(&wished, nextest(workspace, &filter(tests)))?,
            None => run(&wished, cargo_test(workspace))?,
        }
    }
    Ok(())
}

/// The practice GitHub's own list.
fn listed(workspace: &Workspace) -> Result<String> {
    let program = workspace.target.join("debug/github-sim");
    process::capture(Command::new(program).arg("--list-switches"))
}

/// Which switches the tests depend on: as noted before, or else all are run with the usual answers.
fn ask(workspace: &Workspace, notes: &Notes) -> Result<Asked> {
    let taken = read(notes.0.path())?;
    if !taken.is_empty() {
        return Ok(taken);
    }
    let mut all = nextest(workspace, TALKING);
    process::quiet("the usual answers", notes.taken_by(&mut all))?;
    let asked = read(notes.0.path())?;
    ensure!(!asked.is_empty(), "the tests left no notes of switches");
    Ok(asked)
}

fn read(notes: &Path) -> Result<Asked> {
    let mut asked = Asked::new();
    for file in fs::read_dir(notes)? {
        let file = file?;
        let test = file.file_name().to_string_lossy().into_owned();
        for name in fs::read_to_string(file.path())?.lines() {
            let tests = asked.entry(name.to_owned()).or_default();
            if !tests.contains(&test) {
                tests.push(test.clone());
            }
        }
    }
    Ok(asked)
}

fn run(wished: &str, mut tests: Command) -> Result<()> {
    let started = Instant::now();
    process::quiet(wished, tests.env(SWITCH, wished))
        .with_context(|| format!("with {SWITCH}={wished}"))?;
    let time = progress::seconds(started.elapsed());
    progress::say(&format!("{wished}: {time}"));
    Ok(())
}

fn filter(tests: &[String]) -> String {
    let exactly: Vec<_> = tests.iter().map(|test| format!("test(={test})")).collect();
    format!("{TALKING} & ({})", exactly.join(" + "))
}

/// A line is a switch with its answers, of which the first is the usual one.
fn other_answers(listed: &str) -> Vec<(String, String)> {
    let of_switch = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        let name = words.next().unwrap_or_default();
        let others = words.skip(1).map(|answer| (name.clone(), answer));
        others.collect::<Vec<_>>()
    };
    listed.lines().flat_map(of_switch).collect()
}

/// Built as for all other tests, so that nothing is built twice.
fn nextest(workspace: &Workspace, filter: &str) -> Command {
    let mut tests = workspace.cargo(&format!("nextest run {OTHERS}"));
    // Only tests of what does not talk to GitHub may have asked.
    tests.args(["--no-tests", "pass", "--filterset", filter]);
    tests
}

/// Without nextest all tests share a process, and which of them asked cannot be told.
fn cargo_test(workspace: &Workspace) -> Command {
    let packages = "--package github --package connections --package reconciler";
    let tests = format!("test --test it --no-fail-fast {packages} -- --skip ::postgres");
    workspace.cargo(&tests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_but_the_first_is_tried() {
        let listed = "one 200 400\nother marked gone unmarked\n";
        let tried = [("one", "400"), ("other", "gone"), ("other", "unmarked")];
        let tried = tried.map(|(name, answer)| (name.to_owned(), answer.to_owned()));
        assert_eq!(other_answers(listed), tried);
    }

    #[test]
    fn a_test_is_run_for_each_switch_that_it_noted() {
        let notes = tempfile::tempdir().unwrap();
        fs::write(notes.path().join("a::one"), "first\nsecond\n").unwrap();
        fs::write(notes.path().join("b::two"), "second\nsecond\n").unwrap();

        let asked = read(notes.path()).unwrap();

        assert_eq!(asked["first"], ["a::one"]);
        let mut both = asked["second"].clone();
        both.sort();
        assert_eq!(both, ["a::one", "b::two"]);
        let filter = filter(&both);
        assert!(
            filter.ends_with("(test(=a::one) + test(=b::two))"),
            "{filter}"
        );
    }
}
