//! The front page: the whole practice world at a glance.
//! It shows no token, no code and no secret.

use super::html::{escape, link, page, table};
use crate::repositories::Repository;
use crate::state::State;
use crate::world::World;

/// How many of the last calls are shown.
const CALLS: usize = 50;

/// The page at `/`.
pub(crate) fn page_of(state: &State) -> String {
    let world = state.world();
    let body = format!(
        "<p class=\"dim\">API at {}</p><h2>Accounts</h2>{}<h2>Pull requests</h2>{}\
         <h2>Hooks</h2>{}<h2>Last calls</h2>{}<h2>Repositories</h2>{}",
        escape(&state.urls.api),
        accounts(&world),
        pulls(&world),
        hooks(&world),
        calls(state),
        repositories(&world),
    );
    page("The practice world", "", &body)
}

fn accounts(world: &World) -> String {
    let row = |account: &crate::accounts::Account| {
        let granted = world.grants.authorizations.get(&account.id);
        let granted = granted
            .map(|granted| granted.scopes.for_header())
            .unwrap_or_default();
        let address = format!("/{}", account.login);
        vec![
            link(&address, &account.login),
            account.kind().to_owned(),
            escape(&granted),
        ]
    };
    let rows: Vec<_> = world.accounts.values().map(row).collect();
    table(&["Login", "Kind", "Granted to the app"], &rows)
}

fn repositories(world: &World) -> String {
    let row = |repository: &Repository| {
        let name = world.full_name(repository);
        let login = |id: &u64| escape(&world.account(*id).login);
        let people = repository.collaborators.iter();
        let people = people.map(|(id, may)| format!("{} ({})", login(id), may.role_name()));
        let invited = repository.invitations.iter().map(|one| login(&one.invitee));
        vec![
            link(&format!("/{name}"), &name),
            if repository.private {
                "private"
            } else {
                "public"
            }
            .to_owned(),
            people.collect::<Vec<_>>().join(", "),
            invited.collect::<Vec<_>>().join(", "),
        ]
    };
    let rows: Vec<_> = world.repositories.values().map(row).collect();
    table(&["Repository", "", "Collaborators", "Invited"], &rows)
}

fn pulls(world: &World) -> String {
    let all = world
        .repositories
        .values()
        .flat_map(|r| r.pulls.iter().map(move |pull| (r, pull)));
    let rows: Vec<_> = all
        .map(|(repository, pull)| {
            let name = world.full_name(repository);
            let address = format!("/{name}/pull/{}", pull.number);
            let text = format!("{name}#{} {}", pull.number, pull.title);
            vec![link(&address, &text), pull.state().to_owned()]
        })
        .collect();
    table(&["Pull request", "State"], &rows)
}

fn hooks(world: &World) -> String {
    let all = world
        .repositories
        .values()
        .flat_map(|r| r.hooks.iter().map(move |hook| (r, hook)));
    let rows: Vec<_> = all
        .map(|(repository, hook)| {
            let last = hook.deliveries.last();
            let last = last.map(|last| format!("{} → {}", last.event, last.status));
            vec![
                escape(&world.full_name(repository)),
                escape(&hook.config.url),
                escape(&hook.events.join(", ")),
                escape(&last.unwrap_or_default()),
            ]
        })
        .collect();
    table(&["Repository", "Address", "Events", "Last delivery"], &rows)
}

fn calls(state: &State) -> String {
    let all = state.calls.list();
    let last = all.iter().rev().take(CALLS);
    let rows: Vec<_> = last
        .map(|call| {
            let login = call.login.as_deref().unwrap_or("–");
            vec![
                call.status.to_string(),
                escape(&call.method),
                escape(&call.path),
                escape(login),
            ]
        })
        .collect();
    table(&["Status", "Method", "Path", "As"], &rows)
}
