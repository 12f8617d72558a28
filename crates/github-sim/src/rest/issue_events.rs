//! Events of issues and pull requests by REST, and their timelines.
//! Nothing is noted here: whoever does something writes that down.

use super::call::{Answer, Call};
use super::issues::{self, parsed};
use super::pulls;
use super::target::Target;
use crate::clock::iso;
use crate::issue_events::IssueEvent;
use crate::refusals::Refusal;
use crate::render::{self, View, issue_events as render_events};
use crate::reply::Reply;
use crate::repositories::Repository;

/// `GET …/issues/events`: the newest first.
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Reply {
    let world = call.state.world();
    let view = call.state.view(&world);
    let events: Vec<_> = target.repository.events.iter().rev().collect();
    call.page(&events, |event| with_issue(view, &target.repository, event))
}

/// `GET …/issues/events/{event_id}`
pub(crate) fn show(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let mut events = target.repository.events.iter();
    let event = events.find(|event| event.id.to_string() == id);
    let event = event.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(Reply::json(
        200,
        with_issue(view, &target.repository, event),
    ))
}

/// `GET …/issues/{number}/events`: the oldest first.
pub(crate) fn list_of_issue(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let events = of_issue(target, number)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(call.page(&events, |event| {
        render_events::event(view, &target.repository, event)
    }))
}

/// `GET …/issues/{number}/timeline`: events, and what a pull request has beside them.
pub(crate) fn timeline(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let (events, repository) = (of_issue(target, number)?, &target.repository);
    let pull = pulls::find(target, number).ok();
    let commits = pull.as_ref().map(|pull| pulls::commits_of(target, pull));
    let commits = commits.transpose()?.unwrap_or_default();
    let world = call.state.world();
    let view = call.state.view(&world);
    let mut entries = Vec::new();
    for commit in &commits {
        let entry = render_events::committed(view, repository, commit);
        entries.push((commit.committer.date.clone(), entry));
    }
    if let Some(pull) = &pull {
        let reviewed = |review| render_events::reviewed(view, repository, pull, review);
        let reviews = pull.reviews.iter();
        entries.extend(reviews.map(|review| (iso(review.at), reviewed(review))));
    }
    for event in events {
        let entry = render_events::in_timeline(view, repository, event);
        entries.push((iso(event.at), entry));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(call.page(&entries, |(_, entry)| entry.clone()))
}

/// The events of an issue or pull request that there is.
fn of_issue<'a>(target: &'a Target, number: &str) -> Result<Vec<&'a IssueEvent>, Refusal> {
    let number = parsed(number)?;
    let repository = &target.repository;
    issues::find(repository, number).ok_or_else(Refusal::not_found)?;
    let events = repository.events.iter();
    Ok(events.filter(|event| event.number == number).collect())
}

fn with_issue(view: View<'_>, of: &Repository, event: &IssueEvent) -> serde_json::Value {
    let mut rendered = render_events::event(view, of, event);
    if let Some((issue, pull)) = issues::find(of, event.number) {
        rendered["issue"] = render::issues::full(view, of, &issue, pull);
    }
    rendered
}
