//! The table of the routes that each client takes, kept in `clients/known/routes.md`.
//! A route is named as the simulator itself names it; no route is written down here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;

use regex::{Captures, Regex};
use serde_json::Value;

use super::script::folder;

const CLIENTS: [&str; 4] = ["octokit.js", "PyGithub", "gh", "fixtures"];

/// Statuses by route, in one column for each client.
type Table = BTreeMap<String, [String; CLIENTS.len()]>;

/// Which routes were taken, and the statuses that came of it.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<String, BTreeSet<u64>>);

impl Taken {
    /// Reads the calls of a simulator by its own table of routes.
    pub(super) fn of(calls: &Value, routes: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let routes: Vec<_> = routes.as_array().unwrap().iter().collect();
        let patterns = routes.iter().map(|route| {
            let route = format!("{} {}", text(&route["method"]), text(&route["path"]));
            (pattern(&route), route)
        });
        let patterns: Vec<_> = patterns.collect();
        let mut taken = Self::default();
        for call in calls.as_array().unwrap() {
            let call_of = format!("{} {}", text(&call["method"]), named(&text(&call["path"])));
            let fitting = patterns
                .iter()
                .find(|(pattern, _)| pattern.is_match(&call_of));
            let route = fitting.map_or(call_of.clone(), |(_, route)| route.clone());
            let statuses = taken.0.entry(route).or_default();
            statuses.insert(call["status"].as_u64().unwrap());
        }
        taken
    }

    /// Takes in what another simulator saw.
    pub(super) fn join(mut self, other: Self) -> Self {
        for (route, statuses) in other.0 {
            self.0.entry(route).or_default().extend(statuses);
        }
        self
    }

    /// The cell of each route.
    fn cells(&self) -> BTreeMap<String, String> {
        let words = |statuses: &BTreeSet<u64>| {
            let words: Vec<_> = statuses.iter().map(u64::to_string).collect();
            words.join(" ")
        };
        let cells = self.0.iter();
        cells
            .map(|(route, statuses)| (route.clone(), words(statuses)))
            .collect()
    }
}

/// A path in the address space of names, without what comes before all paths of the API.
fn named(path: &str) -> String {
    let by_number = Regex::new(r"^/repositories/\d+").unwrap();
    let below = path.strip_prefix("/api/v3").unwrap_or(path);
    by_number.replace(below, "/repos/owner/name").into_owned()
}

/// Names of branches, refs and comparisons hold slashes; those of users and repositories do not.
fn pattern(route: &str) -> Regex {
    let parameter = Regex::new(r"\\\{([^}]*)\\\}").unwrap();
    let escaped = regex::escape(route);
    let source = parameter.replace_all(&escaped, |found: &Captures<'_>| match &found[1] {
        "ref" | "branch" | "basehead" => ".+",
        "path" => ".*",
        _ => "[^/]+",
    });
    Regex::new(&format!("^{source}$")).unwrap()
}

/// Holds what a client took against its column; `UPDATE_CLIENTS=1` keeps the new one.
pub(super) fn compare(client: &str, taken: &Taken) {
    let column = CLIENTS.iter().position(|known| *known == client).unwrap();
    let found = taken.cells();
    let path = folder().join("known/routes.md");
    if std::env::var_os("UPDATE_CLIENTS").is_some() {
        return update(&path, column, &found);
    }
    let mut known = parse(&fs::read_to_string(&path).unwrap_or_default());
    known.retain(|_, cells| !cells[column].is_empty());
    let known = known.into_iter();
    let known: Vec<_> = known
        .map(|(route, cells)| format!("{route}: {}", cells[column]))
        .collect();
    let found = found.iter();
    let found: Vec<_> = found
        .map(|(route, statuses)| format!("{route}: {statuses}"))
        .collect();
    let gone = known.iter().filter(|line| !found.contains(line));
    let fresh = found.iter().filter(|line| !known.contains(line));
    let changes: Vec<_> = gone
        .map(|line| format!("- {line}"))
        .chain(fresh.map(|line| format!("+ {line}")))
        .collect();
    assert!(
        changes.is_empty(),
        "{client} takes other routes than known/routes.md says, if that is meant: \
         UPDATE_CLIENTS=1\n{}",
        changes.join("\n")
    );
}

/// Other clients write their columns at the same time: one after the other.
fn update(path: &Path, column: usize, found: &BTreeMap<String, String>) {
    let lock = File::open(folder().join("package.json")).unwrap();
    lock.lock().unwrap();
    let mut table = parse(&fs::read_to_string(path).unwrap_or_default());
    for cells in table.values_mut() {
        cells[column].clear();
    }
    for (route, statuses) in found {
        table.entry(route.clone()).or_default()[column].clone_from(statuses);
    }
    table.retain(|_, cells| cells.iter().any(|cell| !cell.is_empty()));
    fs::write(path, written(&table)).unwrap();
}

/// Who takes a route: the real clients by name, and the statuses that were recorded of GitHub.
pub(crate) fn takers() -> BTreeMap<String, [String; 2]> {
    let known = fs::read_to_string(folder().join("known/routes.md")).unwrap();
    let taken = parse(&known).into_iter().map(|(route, cells)| {
        let [clients @ .., recorded] = cells;
        let names = CLIENTS.iter().zip(clients);
        let names = names.filter(|(_, statuses)| !statuses.is_empty());
        let names: Vec<_> = names.map(|(name, _)| *name).collect();
        (route, [names.join(", "), recorded])
    });
    taken.collect()
}

fn parse(text: &str) -> Table {
    let mut table = Table::new();
    for line in text.lines().skip(2) {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let route = cells.next().unwrap().trim_matches('`').to_owned();
        let mut cell = || cells.next().unwrap().to_owned();
        table.insert(route, [cell(), cell(), cell(), cell()]);
    }
    table
}

fn written(table: &Table) -> String {
    let mut text = format!("| route | {} |\n", CLIENTS.join(" | "));
    text.push_str("|---|---|---|---|---|\n");
    for (route, cells) in table {
        let _ = writeln!(text, "| `{route}` | {} |", cells.join(" | "));
    }
    text
}
