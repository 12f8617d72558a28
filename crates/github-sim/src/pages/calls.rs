//! The calls that the app made, newest first.
//! Bodies and tokens were never written down, so none is shown.

use super::html::{badge, empty, escape, table};
use crate::calls::ReceivedCall;
use crate::state::State;

/// How many of the last calls are seen at once, and how many after a click.
const SHOWN: usize = 15;
const MORE: usize = 200;

/// How many calls are known, and the last of them.
pub(super) fn list(state: &State) -> (usize, String) {
    let all = state.calls.list();
    let rows: Vec<_> = all.iter().rev().take(SHOWN + MORE).map(row).collect();
    if rows.is_empty() {
        let nothing = "No call came in yet. Connect the app, and look again.";
        return (0, empty(nothing));
    }
    let (shown, more) = rows.split_at(SHOWN.min(rows.len()));
    let table = |rows| table(&["Status", "Call", "As"], rows);
    let mut html = table(shown);
    if !more.is_empty() {
        let earlier = format!("{} earlier ones", more.len());
        let details = format!(
            "<details><summary>{earlier}</summary>{}</details>",
            table(more)
        );
        html.push_str(&details);
    }
    (all.len(), html)
}

fn row(call: &ReceivedCall) -> Vec<String> {
    let (class, status) = match call.status {
        0 => ("bad", "cut".to_owned()),
        status @ 200..300 => ("good", status.to_string()),
        status @ 300..400 => ("", status.to_string()),
        status @ 400..500 => ("warn", status.to_string()),
        status => ("bad", status.to_string()),
    };
    let path = call.path.strip_prefix("/api/v3").unwrap_or(&call.path);
    vec![
        badge(class, &status),
        format!(
            "<strong>{}</strong> <code>{}</code>",
            escape(&call.method),
            escape(path)
        ),
        escape(call.login.as_deref().unwrap_or("–")),
    ]
}
