//! Webhooks by REST: making, changing, deleting, pinging.
//! A secret goes in and never comes out.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::target::Target;
use crate::hooks::{Hook, HookConfig};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::hooks;
use crate::reply::Reply;
use crate::{push_events, webhooks};

/// How many hooks may hear of one event.
const PER_EVENT: usize = 20;

#[derive(Debug, Deserialize)]
struct Wish {
    active: Option<bool>,
    events: Option<Vec<String>>,
    #[serde(default)]
    add_events: Vec<String>,
    #[serde(default)]
    remove_events: Vec<String>,
    config: Option<WishedConfig>,
}

#[derive(Debug, Deserialize)]
struct WishedConfig {
    url: Option<String>,
    content_type: Option<String>,
    insecure_ssl: Option<serde_json::Value>,
    secret: Option<String>,
}

/// Hooks are hidden from everybody but those who administer the repository.
pub(crate) fn require_right(call: &Call<'_>, target: &Target) -> Result<(), Refusal> {
    call.user()?;
    let scopes = &call.viewer.scopes;
    let scope = scopes.has("repo") || scopes.has("read:repo_hook");
    let seen = scope && target.permission >= Permission::Admin;
    if seen {
        Ok(())
    } else {
        Err(Refusal::not_found())
    }
}

/// `GET …/hooks`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Reply {
    let world = call.state.world();
    let (view, repository) = (call.state.view(&world), &target.repository);
    call.page(&repository.hooks, |hook| {
        hooks::hook(view, repository, hook)
    })
}

/// `POST …/hooks`
pub(crate) fn create(call: &Call<'_>, target: &Target) -> Answer {
    let wish: Wish = call.request.json()?;
    let config = config(wish.config)?;
    let events = wish.events.unwrap_or_else(|| vec!["push".to_owned()]);
    refuse(target, &config, &events)?;
    let hook = call.state.change(|world| {
        let (id, now) = (world.next_id(), world.now());
        let hook = Hook {
            id,
            active: wish.active.unwrap_or(true),
            events,
            config,
            created_at: now,
            updated_at: now,
            deliveries: Vec::new(),
        };
        world
            .repositories
            .get_mut(&target.repository.id)?
            .hooks
            .push(hook.clone());
        Some(hook)
    });
    let hook = hook.ok_or_else(Refusal::not_found)?;
    webhooks::ping(call.state, target.repository.id, &hook, call.user()?);
    let reply = rendered(call, target, &hook, 201);
    let location = reply
        .json
        .as_ref()
        .and_then(|body| body["url"].as_str())
        .map(str::to_owned);
    Ok(reply.with("Location", &location.unwrap_or_default()))
}

/// `GET …/hooks/{id}`
pub(crate) fn show(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    Ok(rendered(call, target, find(target, id)?, 200))
}

/// `PATCH …/hooks/{id}`: a configuration without a secret removes the secret.
pub(crate) fn change(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let id = find(target, id)?.id;
    let wish: Wish = call.request.json()?;
    let config = wish.config.map(|wished| config(Some(wished))).transpose()?;
    let changed = call.state.change(|world| {
        let now = world.now();
        let repository = world.repositories.get_mut(&target.repository.id)?;
        let hook = repository.hooks.iter_mut().find(|hook| hook.id == id)?;
        hook.active = wish.active.unwrap_or(hook.active);
        hook.events = wish.events.unwrap_or_else(|| hook.events.clone());
        hook.events
            .retain(|event| !wish.remove_events.contains(event));
        for event in wish.add_events {
            if !hook.events.contains(&event) {
                hook.events.push(event);
            }
        }
        hook.config = config.unwrap_or_else(|| hook.config.clone());
        hook.updated_at = now;
        Some(hook.clone())
    });
    Ok(rendered(
        call,
        target,
        &changed.ok_or_else(Refusal::not_found)?,
        200,
    ))
}

/// `DELETE …/hooks/{id}`
pub(crate) fn delete(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let hook = find(target, id)?;
    let id = hook.id;
    webhooks::bid_farewell(call.state, target.repository.id, hook, call.user()?);
    call.state.change(|world| {
        let hooks = world
            .repositories
            .get_mut(&target.repository.id)
            .map(|r| &mut r.hooks);
        hooks.map(|hooks| hooks.retain(|hook| hook.id != id))
    });
    Ok(Reply::empty(204))
}

/// `POST …/hooks/{id}/pings`
pub(crate) fn ping(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    webhooks::ping(
        call.state,
        target.repository.id,
        find(target, id)?,
        call.user()?,
    );
    Ok(Reply::empty(204))
}

/// `POST …/hooks/{id}/tests`: the newest push once more, for a hook that hears of pushes.
pub(crate) fn test(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let hook = find(target, id)?;
    if hook.wants("push") {
        push_events::tell_newest(
            call.state,
            &target.repository,
            call.user()?,
            &target.git,
            hook.id,
        )?;
    }
    Ok(Reply::empty(204))
}

/// The hook of that id.
pub(crate) fn find<'a>(target: &'a Target, id: &str) -> Result<&'a Hook, Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    target
        .repository
        .hooks
        .iter()
        .find(|hook| hook.id == id)
        .ok_or_else(Refusal::not_found)
}

fn rendered(call: &Call<'_>, target: &Target, hook: &Hook, status: u16) -> Reply {
    let world = call.state.world();
    Reply::json(
        status,
        hooks::hook(call.state.view(&world), &target.repository, hook),
    )
}

fn config(wished: Option<WishedConfig>) -> Result<HookConfig, Refusal> {
    let missing = || Refusal::custom("Hook", "url cannot be blank".to_owned());
    let wished = wished.ok_or_else(missing)?;
    let url = wished
        .url
        .filter(|url| !url.is_empty())
        .ok_or_else(missing)?;
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(Refusal::custom(
            "Hook",
            "url must be http or https".to_owned(),
        ));
    }
    let insecure = wished
        .insecure_ssl
        .is_some_and(|value| value == "1" || value == 1);
    Ok(HookConfig {
        url,
        content_type: wished.content_type.unwrap_or_else(|| "form".to_owned()),
        insecure_ssl: if insecure { "1" } else { "0" }.to_owned(),
        secret: wished.secret.filter(|secret| !secret.is_empty()),
    })
}

fn refuse(target: &Target, config: &HookConfig, events: &[String]) -> Result<(), Refusal> {
    let hooks = &target.repository.hooks;
    if hooks
        .iter()
        .any(|hook| hook.config.url == config.url && hook.events == events)
    {
        let message = "Hook already exists on this repository".to_owned();
        return Err(Refusal::custom("Hook", message));
    }
    for event in events {
        if hooks
            .iter()
            .filter(|hook| hook.events.contains(event))
            .count()
            >= PER_EVENT
        {
            let message = format!("The \"{event}\" event cannot have more than {PER_EVENT} hooks");
            return Err(Refusal::custom("Hook", message));
        }
    }
    Ok(())
}
