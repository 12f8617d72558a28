//! How the switches stand for what nobody is sure of, and the way to turn one.
//! What each of them is about is told in the crate's documentation.

use serde_json::json;

use super::forms::form;
use super::html::{badge, escape, hidden, join, table};
use crate::state::State;
use crate::switches::Switches;

/// How many switches do not stand as usual, and all of them.
pub(super) fn list(state: &State, here: &str) -> (usize, String) {
    let now = json!(state.switches.now());
    let questions = Switches::questions();
    let rows: Vec<_> = questions
        .iter()
        .map(|(name, answers)| {
            let stands = now[name].as_str().map(str::to_owned);
            let stands = stands.unwrap_or_else(|| now[name].to_string());
            row(name, answers, &stands, here)
        })
        .collect();
    let turned = rows.iter().filter(|row| !row[2].is_empty()).count();
    let table = table(&["Switch", "Stands at", ""], &rows);
    let summary = format!("All {} switches, for what nobody is sure of", rows.len());
    let open = if turned > 0 { " open" } else { "" };
    let html = format!("<details{open}><summary>{summary}</summary>{table}</details>");
    (turned, html)
}

fn row(name: &str, answers: &[String], stands: &str, here: &str) -> Vec<String> {
    let mut known: Vec<_> = answers.iter().map(String::as_str).collect();
    if !known.contains(&stands) {
        known.push(stands);
    }
    let options = join(known, |answer| {
        let selected = if answer == stands { " selected" } else { "" };
        format!("<option{selected}>{}</option>", escape(answer))
    });
    let fields = format!(
        "{}<select name=\"answer\" aria-label=\"{name}\">{options}</select>\
         <button class=\"small\" aria-label=\"Turn {name}\">Turn</button>",
        hidden("name", name)
    );
    let unusual = answers.first().filter(|usual| *usual != stands);
    let unusual = unusual.map(|usual| badge("warn", &format!("usually {usual}")));
    vec![
        format!("<code>{name}</code>"),
        form("switch", here, "turn", &fields),
        unusual.unwrap_or_default(),
    ]
}
