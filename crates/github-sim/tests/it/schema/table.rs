//! The table of all routes with what checks each, for the documentation of the crate.
//! It is written from what was seen, never by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::addresses::{Followed, OTHERWISE};
use super::judge::{Refusal, Report};
use crate::clients::routes::takers;

/// What the tour through one version of the API found.
pub(super) struct Tour {
    pub(super) version: &'static str,
    /// The statuses that GitHub describes, by route.
    pub(super) described: BTreeMap<String, Vec<String>>,
    pub(super) report: Report,
    pub(super) followed: Followed,
}

/// Routes that only a GitHub App may take, which no caller here is.
const FOR_APPS: &[&str] = &[
    "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    "POST /repos/{owner}/{repo}/check-runs",
];

impl Tour {
    /// Routes that refused at best.
    pub(super) fn routes_without_success(&self) -> Vec<String> {
        let gave = |route: &str| self.seen(route).any(|status| status < 300 || status == 302);
        let silent = self.described.keys().filter(|route| !gave(route));
        silent
            .filter(|route| !FOR_APPS.contains(&route.as_str()))
            .cloned()
            .collect()
    }

    /// The statuses of a route in words: given by itself, when ordered, described but never given.
    fn cells(&self, route: &str) -> [String; 3] {
        let ordered = self.ordered(route);
        let ordered = ordered.filter(|status| self.seen(route).all(|seen| seen != *status));
        let described = self.described.get(route).into_iter().flatten();
        let never = described
            .filter_map(|status| status.parse().ok())
            .filter(|status| {
                let mut given = self.seen(route).chain(self.ordered(route));
                given.all(|given| given != *status)
            });
        [words(self.seen(route)), words(ordered), words(never)]
    }

    fn seen(&self, route: &str) -> impl Iterator<Item = u16> {
        self.report.seen.get(route).into_iter().flatten().copied()
    }

    fn ordered(&self, route: &str) -> impl Iterator<Item = u16> {
        let ordered = self.report.ordered.get(route);
        ordered.into_iter().flatten().copied()
    }
}

/// The whole page: routes, refusals of any route, addresses that answer otherwise.
pub(super) fn of(old: &Tour, new: &Tour) -> String {
    let mut page = String::new();
    let titles = [
        "route",
        "given",
        "only when ordered",
        "described, never given",
        "real clients",
        "recorded",
    ];
    line(&mut page, &titles);
    line(&mut page, &["---"; 6]);
    let (takers, nobody) = (takers(), Default::default());
    // The token endpoint is no part of GitHub's description.
    let seen = old.report.seen.keys();
    let beside = seen.filter(|route| route.contains("access_token"));
    for route in old.described.keys().chain(beside) {
        let (before, after) = (old.cells(route), new.cells(route));
        let both = |place: usize| match (&before[place], &after[place]) {
            (before, after) if before == after => before.clone(),
            (before, after) => format!("{before}; {}: {after}", new.version),
        };
        let (name, known) = (format!("`{route}`"), route.split(" as ").next());
        let [clients, recorded] = known.and_then(|known| takers.get(known)).unwrap_or(&nobody);
        let given = [both(0), both(1), both(2)];
        line(
            &mut page,
            &[&name, &given[0], &given[1], &given[2], clients, recorded],
        );
    }
    refusals(&mut page, old, new);
    otherwise(&mut page);
    page
}

/// Which objects have which fields, and in how many kinds of replies.
pub(super) fn fields(report: &Report) -> String {
    let mut text = String::new();
    for (fields, kinds) in &report.fields {
        let _ = writeln!(text, "{kinds} × {fields}");
    }
    text
}

/// Refusals of any route that no route gave by either version.
pub(super) fn refusals_never_given(old: &Tour, new: &Tour) -> Vec<String> {
    let never = all_refusals(old, new).filter(|(_, routes)| *routes == 0);
    never
        .map(|(one, _)| format!("{} {}", one.status, one.message))
        .collect()
}

/// The refusals that any route may give, each with the number of routes that gave it.
fn all_refusals<'a>(old: &'a Tour, new: &'a Tour) -> impl Iterator<Item = (&'a Refusal, usize)> {
    let both = old.report.refusals.iter().zip(&new.report.refusals);
    both.map(|(before, after)| (after, before.routes.max(after.routes)))
}

fn refusals(page: &mut String, old: &Tour, new: &Tour) {
    page.push_str("\nRefusals that any route may give, so that GitHub describes them for few:\n\n");
    line(page, &["status", "message", "why", "routes"]);
    line(page, &["---"; 4]);
    for (one, routes) in all_refusals(old, new) {
        let (status, message) = (one.status.to_string(), format!("`{}`", one.message));
        line(page, &[&status, &message, &one.why, &routes.to_string()]);
    }
}

fn otherwise(page: &mut String) {
    page.push_str("\nAddresses in replies that answer otherwise than with a success:\n\n");
    line(page, &["address", "status", "why"]);
    line(page, &["---"; 3]);
    for (pattern, status, why) in OTHERWISE {
        line(page, &[&format!("`{pattern}`"), &status.to_string(), why]);
    }
}

fn words(statuses: impl Iterator<Item = u16>) -> String {
    let words: Vec<_> = statuses.map(|status| status.to_string()).collect();
    words.join(" ")
}

fn line(page: &mut String, cells: &[&str]) {
    let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}
