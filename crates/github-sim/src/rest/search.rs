//! The search for repositories, as far as a picker needs it.
//! It finds by part of the name; ranking is never attempted.

use serde_json::json;

use super::call::{Answer, Call};
use crate::paging::Page;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::repositories;
use crate::repositories::Repository;
use crate::world::World;

/// A search as it was typed.
#[derive(Debug, Default)]
struct Query<'a> {
    words: Vec<String>,
    owners: Vec<&'a str>,
    /// `true` or `only`; without it forks are not found.
    fork: Option<&'a str>,
}

/// `GET /search/repositories`
pub(crate) fn repositories(call: &Call<'_>) -> Answer {
    let text = call
        .request
        .query("q")
        .ok_or_else(|| Refusal::field("Search", "q", "missing"))?;
    let query = Query::parse(text);
    let world = call.state.world();
    let found: Vec<_> = world
        .repositories
        .values()
        .filter(|repository| query.finds(&world, repository))
        .map(|repository| {
            (
                repository,
                world.permission_through_app(&call.viewer, repository),
            )
        })
        .filter(|(_, permission)| *permission >= Permission::Pull)
        .collect();
    let page = Page::of(call.request);
    let view = call.state.view(&world);
    let items: Vec<_> = page
        .cut(&found)
        .iter()
        .map(|(repository, permission)| {
            let mut item = repositories::listed(view, repository, *permission);
            item["score"] = json!(1.0);
            item
        })
        .collect();
    let body = json!({ "total_count": found.len(), "incomplete_results": false, "items": items });
    Ok(page.reply(body, found.len(), &call.address(), call.request))
}

impl<'a> Query<'a> {
    fn parse(text: &'a str) -> Self {
        let mut query = Self::default();
        for word in text.split_whitespace() {
            match word.split_once(':') {
                Some(("user" | "org", owner)) => query.owners.push(owner),
                Some(("fork", which)) => query.fork = Some(which),
                // `in:name` changes nothing: only names are searched.
                Some(_) => {}
                None => query.words.push(word.to_ascii_lowercase()),
            }
        }
        query
    }

    fn finds(&self, world: &World, repository: &Repository) -> bool {
        let owner = &world.account(repository.owner).login;
        let name = repository.name.to_ascii_lowercase();
        let belongs =
            self.owners.is_empty() || self.owners.iter().any(|o| o.eq_ignore_ascii_case(owner));
        let wanted = match self.fork {
            Some("only") => world.forks.contains_key(&repository.id),
            Some("true") => true,
            _ => !world.forks.contains_key(&repository.id),
        };
        wanted && belongs && self.words.iter().all(|word| name.contains(word.as_str()))
    }
}
