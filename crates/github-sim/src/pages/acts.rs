//! What the forms of the pages do: act as people on GitHub would.
//! A form of another site never comes this far, see `dispatch`.

use std::collections::HashMap;

use serde_json::json;

use super::html::{escape, link, page};
use crate::by_hand;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::removals;
use crate::reply::Reply;
use crate::repositories::Repository;
use crate::request::Request;
use crate::state::State;
use crate::webhooks::redeliver;

/// The fields of a form that was sent.
struct Form(HashMap<String, String>);

/// Why something could not be done.
type Done = Result<(), Refusal>;

/// Answers `POST /_page/{act}`.
pub(super) fn answer(state: &State, request: &Request, act: &str) -> Reply {
    let form = Form(request.fields());
    let back = form.way_back();
    match follow(state, &form, act) {
        Ok(()) => Reply::see_other(&form.destination(state).unwrap_or(back)),
        Err(Refusal::Plain(status, message)) => refused(status, &message, &back),
        Err(_) => refused(422, "That cannot be done.", &back),
    }
}

fn follow(state: &State, form: &Form, act: &str) -> Done {
    match act {
        "invitation" => invitation(state, form),
        "collaborator" => collaborator(state, form),
        "repository" => repository(state, form),
        "organization" => organization(state, form),
        "fault" => fault(state, form),
        "health" => {
            state.faults.clear();
            state.mishaps.clear();
            Ok(())
        }
        "delivery" => delivery(state, form),
        "switch" => {
            let wished = json!({ form.text("name"): form.text("answer") });
            state.switches.set(&wished).map(drop)
        }
        _ => Err(Refusal::not_found()),
    }
}

fn invitation(state: &State, form: &Form) -> Done {
    let gone = || Refusal::Plain(404, "This invitation is gone.".to_owned());
    let id = form.number("id").ok_or_else(gone)?;
    let accept = form.text("do") == "accept";
    by_hand::answer_invitation(state, id, accept).ok_or_else(gone)
}

fn collaborator(state: &State, form: &Form) -> Done {
    let id = form.repository(state)?.id;
    let user = state
        .world()
        .user_named(form.text("login"))
        .map(|user| user.id);
    let user = user.ok_or_else(Refusal::not_found)?;
    if form.text("do") == "remove" {
        return Ok(by_hand::put_out(state, id, user)?);
    }
    let permission = Permission::parse(form.text("permission"));
    by_hand::let_in(state, id, user, permission.unwrap_or(Permission::Push));
    Ok(())
}

fn repository(state: &State, form: &Form) -> Done {
    let found = form.repository(state)?;
    match form.text("do") {
        "rename" => by_hand::rename(state, &found, found.owner, form.text("name")),
        "delete" => Ok(removals::delete(state, found.id)?),
        _ => Err(Refusal::not_found()),
    }
}

fn organization(state: &State, form: &Form) -> Done {
    state.change(|world| {
        let id = world.account_named(form.text("login")).map(|one| one.id);
        let part = id.and_then(|id| world.organization_mut(id));
        let part = part.ok_or_else(Refusal::not_found)?;
        match form.text("do") {
            "restrict" => part.restricts_apps = true,
            "welcome" => part.restricts_apps = false,
            "approve" => part.app_approved = true,
            "withdraw" => part.app_approved = false,
            _ => return Err(Refusal::not_found()),
        }
        Ok(())
    })
}

fn fault(state: &State, form: &Form) -> Done {
    let wrong = |text: String| Refusal::Plain(422, text);
    let fault: serde_json::Value =
        serde_json::from_str(form.text("fault")).map_err(|error| wrong(error.to_string()))?;
    let method = Some(form.text("method")).filter(|method| !method.is_empty());
    let order = json!({
        "method": method,
        "path": form.text("path"),
        "times": form.number("times"),
        "fault": fault,
    });
    let order = serde_json::from_value(order).map_err(|error| wrong(error.to_string()))?;
    state.faults.add(order).map_err(wrong)
}

fn delivery(state: &State, form: &Form) -> Done {
    let found = form.repository(state)?;
    let (hook, sent) = (form.number("hook"), form.number("delivery"));
    let hook = found.hooks.iter().find(|one| Some(one.id) == hook);
    let hook = hook.ok_or_else(Refusal::not_found)?;
    let sent = hook.deliveries.iter().find(|one| Some(one.id) == sent);
    redeliver(state, found.id, hook, sent.ok_or_else(Refusal::not_found)?);
    Ok(())
}

impl Form {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map(|text| text.trim()).unwrap_or_default()
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.text(name).parse().ok()
    }

    fn repository(&self, state: &State) -> Result<Repository, Refusal> {
        let id = self.number("repository").ok_or_else(Refusal::not_found)?;
        let world = state.world();
        let found = world.repositories.get(&id).cloned();
        found.ok_or_else(|| Refusal::Plain(404, "This repository is gone.".to_owned()))
    }

    /// The page that the form was on; never one of another site.
    fn way_back(&self) -> String {
        let path = self.text("return_to");
        let local = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        if local { path } else { "/" }.to_owned()
    }

    /// Where a repository is after it was renamed or deleted.
    fn destination(&self, state: &State) -> Option<String> {
        if !matches!(self.text("do"), "rename" | "delete") {
            return None;
        }
        let found = self.repository(state);
        let world = state.world();
        let page = found.map(|found| format!("/{}", world.full_name(&found)));
        Some(page.unwrap_or_else(|_| "/".to_owned()))
    }
}

fn refused(status: u16, message: &str, back: &str) -> Reply {
    let body = format!("<p>{}</p><p>{}</p>", escape(message), link(back, "Go back"));
    Reply::html(status, page("That did not work", "narrow", &body))
}
