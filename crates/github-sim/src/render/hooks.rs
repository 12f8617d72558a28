//! Hooks and deliveries in replies.
//! A secret is always shown masked.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::View;
use crate::clock::iso;
use crate::hooks::{Delivery, Hook};
use crate::repositories::Repository;

/// A hook with how its last delivery went.
pub(crate) fn hook(view: View<'_>, repository: &Repository, hook: &Hook) -> Value {
    let url = format!("{}/hooks/{}", view.api_of(repository), hook.id);
    let last = hook.deliveries.last();
    json!({
        "type": "Repository",
        "id": hook.id,
        "name": "web",
        "active": hook.active,
        "events": hook.events,
        "config": config(hook),
        "created_at": iso(hook.created_at),
        "updated_at": iso(hook.updated_at),
        "url": url,
        "test_url": format!("{url}/test"),
        "ping_url": format!("{url}/pings"),
        "deliveries_url": format!("{url}/deliveries"),
        "last_response": {
            "code": last.map(|delivery| delivery.status_code),
            "status": if last.is_some() { "active" } else { "unused" },
            "message": last.map(|delivery| &delivery.status),
        },
    })
}

/// A delivery in a list.
pub(crate) fn delivery(repository: &Repository, delivery: &Delivery) -> Value {
    json!({
        "id": delivery.id,
        "guid": delivery.guid,
        "delivered_at": iso(delivery.delivered_at),
        "redelivery": delivery.redelivery,
        "duration": delivery.seconds,
        "status": delivery.status,
        "status_code": delivery.status_code,
        "event": delivery.event,
        "action": delivery.action,
        "installation_id": null,
        "repository_id": repository.id,
        "throttled_at": null,
    })
}

/// A delivery with what was sent and answered.
pub(crate) fn delivery_in_full(repository: &Repository, hook: &Hook, sent: &Delivery) -> Value {
    let mut rendered = delivery(repository, sent);
    let form = url::form_urlencoded::parse(sent.body.as_bytes()).next();
    let text = match form {
        Some((name, payload)) if name == "payload" => payload,
        _ => Cow::Borrowed(sent.body.as_str()),
    };
    let payload: Value = serde_json::from_str(&text).unwrap_or(json!({}));
    rendered["url"] = json!(hook.config.url);
    rendered["request"] = json!({
        "headers": { "X-GitHub-Event": sent.event, "X-GitHub-Delivery": sent.guid },
        "payload": payload,
    });
    rendered["response"] = json!({ "headers": {}, "payload": sent.answer });
    rendered
}

fn config(hook: &Hook) -> Value {
    let mut config = Map::new();
    config.insert("url".to_owned(), json!(hook.config.url));
    config.insert("content_type".to_owned(), json!(hook.config.content_type));
    config.insert("insecure_ssl".to_owned(), json!(hook.config.insecure_ssl));
    if hook.config.secret.is_some() {
        config.insert("secret".to_owned(), json!("********"));
    }
    Value::Object(config)
}
