//! What is made to go wrong: faults and mishaps that wait, and the way to order one.
//! What a fault does is in `faults` and `named_faults`.

use serde_json::{Value, json};

use super::forms::{Button, choice, form, option, text};
use super::html::{badge, empty, escape, join, table};
use crate::named_faults::names;
use crate::state::State;

/// Faults without a name, by the JSON of their order.
const PLAIN: &[(&str, &str)] = &[
    (r#"{"kind":"delay","ms":3000}"#, "answer 3 s late"),
    (r#"{"kind":"cut_before"}"#, "cut the connection, do nothing"),
    (r#"{"kind":"cut_after"}"#, "do it, then cut the connection"),
    (r#"{"kind":"truncated"}"#, "send half of the answer"),
];

/// How many faults and mishaps wait, and the way to order one.
pub(super) fn list(state: &State, here: &str) -> (usize, String) {
    let faults = state.faults.list().into_iter();
    let faults = faults.map(|order| row(&json!(order), "path", "fault"));
    let mishaps = state.mishaps.list().into_iter();
    let mishaps = mishaps.map(|order| row(&json!(order), "event", "mishap"));
    let rows: Vec<_> = faults.chain(mishaps).collect();
    let waiting = if rows.is_empty() {
        empty("Nothing is ordered to go wrong.")
    } else {
        let clear = Button {
            act: "health",
            words: ("Let all be well again", "Let all be well again"),
            class: "small",
            fields: &[],
            here,
        };
        let heads = ["What", "Where", "How often"];
        format!("{}<p>{}</p>", table(&heads, &rows), clear.html())
    };
    (rows.len(), format!("{waiting}{}", order(state, here)))
}

fn row(order: &Value, place: &str, what: &str) -> Vec<String> {
    let method = order["method"].as_str().unwrap_or("any method");
    let at = order[place].as_str().unwrap_or("any event");
    let times = match &order["times"] {
        Value::Null => "always".to_owned(),
        times => format!("{times} × to come"),
    };
    let skip = match order["skip"].as_u64() {
        None | Some(0) => String::new(),
        Some(skip) => format!(", after {skip} more"),
    };
    let method = if place == "path" {
        method
    } else {
        "delivery of"
    };
    vec![
        badge("bad", &described(&order[what])),
        format!("{} <code>{}</code>", escape(method), escape(at)),
        escape(&format!("{times}{skip}")),
    ]
}

/// A fault in a few words: its name or kind, and its numbers.
fn described(fault: &Value) -> String {
    let parts = fault.as_object().into_iter().flatten();
    let words = parts.filter_map(|(field, value)| match (field.as_str(), value) {
        ("kind", kind) if kind == "named" => None,
        ("organization" | "headers" | "body", _) => None,
        ("ms", ms) => Some(format!("{ms} ms")),
        (_, value) => Some(plain(value).replace('_', " ")),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn order(state: &State, here: &str) -> String {
    let world = state.world();
    let mut accounts = world.accounts.values();
    let organization = accounts.find(|account| account.organization.is_some());
    let organization = organization.map(|account| account.login.as_str());
    let plain = join(PLAIN, |(value, text)| option(value, text));
    let named = join(names(), |(name, status)| {
        let value = json!({
            "kind": "named",
            "name": name,
            "organization": organization.unwrap_or_default(),
        });
        let words = name.replace('_', " ");
        option(&value.to_string(), &format!("{status} {words}"))
    });
    let methods = ["", "GET", "POST", "PUT", "PATCH", "DELETE"];
    let methods = join(methods, |method| {
        option(method, if method.is_empty() { "any" } else { method })
    });
    let kinds = format!(
        "<optgroup label=\"The connection\">{plain}</optgroup>\
         <optgroup label=\"A refusal of GitHub\">{named}</optgroup>"
    );
    let fields = format!(
        "{}{}{}{}<button class=\"danger\">Let it go wrong</button>",
        choice("What goes wrong", "wide", "fault", &kinds),
        choice("Method", "tight", "method", &methods),
        text(
            "Path below /api/v3, as a pattern",
            "wide",
            "path",
            "/collaborators/",
            "required"
        ),
        text("Times", "tight", "times", "1", "type=\"number\" min=\"1\""),
    );
    form("fault", here, "fields card", &fields)
}

fn plain(value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    text.unwrap_or_else(|| value.to_string())
}
