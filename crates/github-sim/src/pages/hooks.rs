//! Hooks with what was delivered to them, and the button that sends a delivery again.
//! A secret is never shown.

use super::forms::Button;
use super::html::{ago, badge, empty, escape, join, link, table};
use crate::hooks::{Delivery, Hook};
use crate::render::View;
use crate::repositories::Repository;

/// How many of the last deliveries are shown.
const DELIVERIES: usize = 8;

/// The hooks of some repositories.
pub(super) fn list<'a>(
    view: View<'_>,
    repositories: impl IntoIterator<Item = &'a Repository>,
    here: &str,
) -> String {
    let hooks = repositories.into_iter().flat_map(|repository| {
        let hooks = repository.hooks.iter();
        hooks.map(move |hook| (repository, hook))
    });
    let html = join(hooks, |(repository, hook)| {
        one(view, repository, hook, here)
    });
    if html.is_empty() {
        return empty("There is no hook.");
    }
    html
}

fn one(view: View<'_>, repository: &Repository, hook: &Hook, here: &str) -> String {
    let name = view.world.full_name(repository);
    let state = if hook.active {
        badge("good", "active")
    } else {
        badge("", "inactive")
    };
    let events = join(&hook.events, |event| badge("", event));
    let deliveries = hook.deliveries.iter().rev().take(DELIVERIES);
    let rows: Vec<_> = deliveries
        .map(|sent| delivery(view, repository, hook, sent, here))
        .collect();
    let deliveries = if rows.is_empty() {
        "<p class=\"dim\">Nothing was delivered yet.</p>".to_owned()
    } else {
        table(&["Event", "Answer", ""], &rows)
    };
    format!(
        "<div class=\"card\"><div class=\"row\"><h3>{}</h3>{state}{events}</div>\
         <p><code>{}</code></p>{deliveries}</div><br>",
        link(&format!("/{name}"), &name),
        escape(&hook.config.url),
    )
}

fn delivery(
    view: View<'_>,
    repository: &Repository,
    hook: &Hook,
    sent: &Delivery,
    here: &str,
) -> Vec<String> {
    let event = match &sent.action {
        Some(action) => format!("{}.{action}", sent.event),
        None => sent.event.clone(),
    };
    let again = if sent.redelivery {
        badge("", "again")
    } else {
        String::new()
    };
    let class = match sent.status_code {
        200..300 => "good",
        _ => "bad",
    };
    let answer = match sent.status_code {
        0 => sent.status.clone(),
        code => format!("{code} {}", sent.status),
    };
    let label = format!("Deliver {event} again");
    let (id, hook, sent_id) = (
        repository.id.to_string(),
        hook.id.to_string(),
        sent.id.to_string(),
    );
    let button = Button {
        act: "delivery",
        words: ("Redeliver", &label),
        class: "small",
        fields: &[("repository", &id), ("hook", &hook), ("delivery", &sent_id)],
        here,
    };
    vec![
        format!(
            "{} {again}<br>{}",
            escape(&event),
            ago(view.world.now(), sent.delivered_at)
        ),
        badge(class, &answer),
        button.html(),
    ]
}
