//! What is told to the hooks of a repository: the bodies of events.
//! Sending and signing are never done here, see `courier`.

use serde_json::{Map, Value, json};
use url::form_urlencoded;

use crate::accounts::AccountId;
use crate::courier::Parcel;
use crate::hooks::{Delivery, Hook};
use crate::random;
use crate::render::{View, repositories, users};
use crate::repositories::{Repository, RepositoryId};
use crate::state::State;
use crate::world::World;

/// Where the body of an event holds repositories.
const REPOSITORIES: [&str; 3] = [
    "/repository",
    "/pull_request/head/repo",
    "/pull_request/base/repo",
];

/// An event on its way to the hooks of one repository.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event<'a> {
    pub(crate) name: &'a str,
    pub(crate) action: Option<&'a str>,
    pub(crate) repository: RepositoryId,
    pub(crate) sender: AccountId,
}

/// Tells an event to every hook that wants it; `details` is asked only if one does.
pub(crate) fn emit(state: &State, event: Event<'_>, details: impl FnOnce(View<'_>) -> Value) {
    emit_to(state, event, None, details);
}

/// Tells an event to one hook, or to every hook, where it is wanted.
pub(crate) fn emit_to(
    state: &State,
    event: Event<'_>,
    only: Option<u64>,
    details: impl FnOnce(View<'_>) -> Value,
) {
    let parcels = state.change(|world| {
        let Some(repository) = world.repositories.get(&event.repository).cloned() else {
            return Vec::new();
        };
        let wanted: Vec<_> = repository
            .hooks
            .iter()
            .filter(|hook| hook.wants(event.name) && only.is_none_or(|id| id == hook.id))
            .collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let view = View {
            urls: &state.urls,
            world,
        };
        let body = body(view, event, &repository, details(view));
        wanted
            .into_iter()
            .map(|hook| parcel(world, event, hook, &body))
            .collect()
    });
    send(state, parcels);
}

/// Whether any hook of a repository wants to hear of an event.
pub(crate) fn is_wanted(state: &State, repository: RepositoryId, name: &str) -> bool {
    let world = state.world();
    let repository = world.repositories.get(&repository);
    repository.is_some_and(|repository| repository.hooks.iter().any(|hook| hook.wants(name)))
}

/// Greets a new hook, or one that was asked to be pinged.
pub(crate) fn ping(state: &State, repository: RepositoryId, hook: &Hook, sender: AccountId) {
    let event = Event {
        name: "ping",
        action: None,
        repository,
        sender,
    };
    emit_to(state, event, Some(hook.id), |view| {
        let mut details = about(view, repository, hook);
        details["zen"] = json!("Practice makes perfect.");
        details
    });
}

/// Tells a hook that it is being deleted, as long as it is there.
pub(crate) fn bid_farewell(
    state: &State,
    repository: RepositoryId,
    hook: &Hook,
    sender: AccountId,
) {
    let event = Event {
        name: "meta",
        action: Some("deleted"),
        repository,
        sender,
    };
    emit_to(state, event, Some(hook.id), |view| {
        let mut details = about(view, repository, hook);
        // The addresses of a hook end with it.
        if let Some(hook) = details["hook"].as_object_mut() {
            hook.retain(|name, _| !name.ends_with("url") && name != "last_response");
        }
        details
    });
}

fn about(view: View<'_>, repository: RepositoryId, hook: &Hook) -> Value {
    let repository = &view.world.repositories[&repository];
    json!({
        "hook_id": hook.id,
        "hook": crate::render::hooks::hook(view, repository, hook),
    })
}

/// Sends an earlier delivery once more, under the same GUID.
pub(crate) fn redeliver(state: &State, repository: RepositoryId, hook: &Hook, earlier: &Delivery) {
    let parcel = state.change(|world| {
        let delivery = Delivery {
            id: world.next_id(),
            redelivery: true,
            delivered_at: world.now(),
            ..earlier.clone()
        };
        Parcel {
            repository,
            hook: hook.id,
            config: hook.config.clone(),
            delivery,
        }
    });
    send(state, Some(parcel));
}

fn send(state: &State, parcels: impl IntoIterator<Item = Parcel>) {
    for parcel in parcels {
        // The courier is gone only while the simulator stops.
        let _ = state.outbox.send(parcel);
    }
}

fn body(view: View<'_>, event: Event<'_>, repository: &Repository, details: Value) -> Value {
    let mut body = Map::new();
    if let Some(action) = event.action {
        body.insert("action".to_owned(), json!(action));
    }
    if let Value::Object(details) = details {
        body.extend(details);
    }
    let mut rendered = repositories::plain(view, repository);
    if event.name == "push" {
        rendered["created_at"] = json!(repository.created_at.timestamp());
        rendered["pushed_at"] = json!(repository.pushed_at.map(|at| at.timestamp()));
    }
    body.insert("repository".to_owned(), rendered);
    let owner = view.world.account(repository.owner);
    if owner.organization.is_some() {
        body.insert("organization".to_owned(), users::organization(view, owner));
    }
    body.insert(
        "sender".to_owned(),
        users::simple(view, view.world.account(event.sender)),
    );
    let mut body = Value::Object(body);
    // Only in events do repositories tell of what their organization noted about them.
    for place in REPOSITORIES {
        if let Some(Value::Object(repository)) = body.pointer_mut(place) {
            repository.insert("custom_properties".to_owned(), json!({}));
        }
    }
    body
}

fn parcel(world: &mut World, event: Event<'_>, hook: &Hook, body: &Value) -> Parcel {
    let json = body.to_string();
    let body = match hook.config.content_type.as_str() {
        "json" => json,
        _ => form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &json)
            .finish(),
    };
    let delivery = Delivery {
        id: world.next_id(),
        guid: random::guid(),
        event: event.name.to_owned(),
        action: event.action.map(str::to_owned),
        body,
        redelivery: false,
        delivered_at: world.now(),
        seconds: 0.0,
        status_code: 0,
        status: "pending".to_owned(),
        answer: String::new(),
    };
    Parcel {
        repository: event.repository,
        hook: hook.id,
        config: hook.config.clone(),
        delivery,
    }
}
