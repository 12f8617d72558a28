//! The pages that checks lead to: one run, and the practice app that reports it.
//! Nothing can be run again here.

use super::html::{badge, escape, join, link, page};
use crate::reports::CheckSuite;
use crate::repositories::Repository;

/// What was reported about a commit, as badges that lead on.
pub(super) fn list(found: &Repository, full_name: &str, sha: &str) -> String {
    let statuses = join(found.latest_statuses_of(sha), |status| {
        let state = serde_json::json!(status.state);
        outcome(&status.context, state.as_str().unwrap_or_default())
    });
    let suites = found.suites.iter().filter(|suite| suite.sha == sha);
    let runs = suites.flat_map(CheckSuite::latest);
    let checks = join(runs, |run| {
        let address = format!("/{full_name}/runs/{}", run.id);
        format!(
            "{} {}",
            outcome(&run.name, &run.word()),
            link(&address, "Details")
        )
    });
    if statuses.is_empty() && checks.is_empty() {
        return "<p class=\"dim\">Nothing was reported about its last commit.</p>".to_owned();
    }
    format!("<div class=\"row\">{statuses}{checks}</div>")
}

fn outcome(name: &str, word: &str) -> String {
    let class = match word {
        "success" => "good",
        "failure" | "error" | "timed_out" | "cancelled" => "bad",
        "neutral" | "skipped" => "",
        _ => "warn",
    };
    badge(class, &format!("{name}: {}", word.replace('_', " ")))
}

/// A check run by its number.
pub(crate) fn run_page(found: &Repository, full_name: &str, id: &str) -> Option<String> {
    let suites = found.suites.iter();
    let mut runs = suites.flat_map(|suite| suite.runs.iter().map(move |run| (suite, run)));
    let (suite, run) = runs.find(|(_, run)| run.id.to_string() == id)?;
    let body = format!(
        "<p><strong>{}</strong> · for {}</p><h2>{}</h2><pre>{}</pre>",
        escape(&run.word()),
        link(
            &format!("/{full_name}/commit/{}", suite.sha),
            &suite.sha[..7]
        ),
        escape(run.title.as_deref().unwrap_or("No title")),
        escape(run.summary.as_deref().unwrap_or("No summary")),
    );
    Some(page(&format!("{full_name} · {}", run.name), "", &body))
}

/// The practice app.
pub(crate) fn app_page() -> String {
    let body = "<p>Reports checks as a GitHub App would. A test says what, by the control API.</p>";
    page("Practice checks", "narrow", body)
}
