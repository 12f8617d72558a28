//! Handing recorded replies to the validator, and holding its report against what is known.
//! It runs in node: the description is a JavaScript package, and so is the best validator.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::scene::Scene;

const INSTALL: &str = "run `npm ci --ignore-scripts` in crates/github-sim/schema";

/// What the validator found.
#[derive(Debug, Deserialize)]
struct Report {
    failures: Vec<String>,
    covered: BTreeMap<String, Coverage>,
    /// Objects by the fields that they have, with the number of kinds of replies that hold such.
    fields: BTreeMap<String, usize>,
    unnoticed: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Coverage {
    described: Vec<String>,
    seen: Vec<u16>,
}

/// Fails unless every reply is as described and the known coverage and fields are the same.
pub(super) fn check(scene: &Scene) {
    let report = validate(scene);
    assert!(
        report.failures.is_empty(),
        "{} replies are not as GitHub describes them:\n{}",
        report.failures.len(),
        report.failures.join("\n")
    );
    compare(&format!("covered-{}.md", scene.version), &report.table());
    compare(&format!("fields-{}.txt", scene.version), &report.fields());
    assert!(
        report.unnoticed.is_empty(),
        "nobody would notice if these went missing:\n{}",
        report.unnoticed.join("\n")
    );
}

fn validate(scene: &Scene) -> Report {
    let folder = folder();
    assert!(
        folder.join("node_modules/@octokit/openapi").is_dir(),
        "GitHub's description is not installed: {INSTALL}"
    );
    let mut node = Command::new("node")
        .arg("check.mjs")
        .arg(scene.practice.web("/"))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<_> = scene.replies.iter().map(ToString::to_string).collect();
    let mut input = node.stdin.take().unwrap();
    input.write_all(lines.join("\n").as_bytes()).unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "the validator failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

impl Report {
    /// Route by route: what GitHub describes, and what was seen and validated here.
    fn table(&self) -> String {
        let mut table = "| route | described | seen |\n|---|---|---|\n".to_owned();
        for (route, coverage) in &self.covered {
            let mut seen = coverage.seen.clone();
            seen.sort_unstable();
            let seen: Vec<_> = seen.iter().map(u16::to_string).collect();
            let described = coverage.described.join(" ");
            let _ = writeln!(table, "| `{route}` | {described} | {} |", seen.join(" "));
        }
        table
    }

    fn fields(&self) -> String {
        let mut text = String::new();
        for (line, kinds) in &self.fields {
            let _ = writeln!(text, "{kinds} × {line}");
        }
        text
    }
}

/// Holds a text against the file that is kept; `UPDATE_SCHEMA=1` keeps the new one.
fn compare(name: &str, found: &str) {
    let path = folder().join("known").join(name);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        return std::fs::write(&path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (known, found) = (lines(&known), lines(found));
    let gone = known.iter().filter(|line| !found.contains(line));
    let fresh = found.iter().filter(|line| !known.contains(line));
    let changes: Vec<_> = gone
        .map(|line| format!("- {line}"))
        .chain(fresh.map(|line| format!("+ {line}")))
        .collect();
    let hint = "if that is meant: UPDATE_SCHEMA=1";
    assert!(
        changes.is_empty(),
        "{name}, {hint}:\n{}",
        changes.join("\n")
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")
}
