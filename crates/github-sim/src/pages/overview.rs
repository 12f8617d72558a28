//! The first page of a repository: what it is, who is in it, and what can be done with it.
//! What is done there is done as its owner would do it on GitHub.

use super::forms::{Button, choice, form, option, text};
use super::html::{badge, empty, escape, join, link, page, part, person, table};
use super::{hooks, invitations, repositories, world};
use crate::git::GitRepository;
use crate::render::View;
use crate::repositories::Repository;
use crate::state::State;

/// How many branches are shown at most.
const BRANCHES: usize = 100;

/// The page at `/{owner}/{name}`.
pub(super) fn page_of(
    state: &State,
    git: &GitRepository,
    repository: &Repository,
    full_name: &str,
) -> String {
    let branches = git.branches().unwrap_or_default();
    let here = format!("/{full_name}");
    let world = state.world();
    let view = state.view(&world);
    let about = repository.description.as_deref();
    let (_, _, opened, pulls) = world::pulls(view, &[repository]);
    let body = format!(
        "<p>{}</p><div class=\"row\">{}</div><p class=\"dim\">Clone with <code>{}.git</code></p>\
         {}{}{}{}{}",
        escape(about.unwrap_or("No description")),
        repositories::marks(view, repository),
        escape(&view.page_of(repository)),
        people(view, repository, &here),
        part("pulls", "Pull requests", opened, &pulls),
        part(
            "branches",
            "Branches",
            branches.len(),
            &branch_table(repository, full_name, &branches)
        ),
        part(
            "hooks",
            "Hooks",
            repository.hooks.len(),
            &hooks::list(view, [repository], &here)
        ),
        settings(repository, &here),
    );
    page(full_name, "", &body)
}

/// The page at `/{owner}/{name}/invitations`, to which an invitation leads.
pub(super) fn invitations_page(state: &State, found: &Repository, full_name: &str) -> String {
    let world = state.world();
    let html = waiting(state.view(&world), found, &format!("/{full_name}"));
    let html = if html.is_empty() {
        empty("Nobody is invited here.")
    } else {
        html
    };
    page(&format!("Invitations to {full_name}"), "narrow", &html)
}

fn people(view: View<'_>, repository: &Repository, here: &str) -> String {
    let id = repository.id.to_string();
    let row = |login: &str, role: &str, button: String| {
        let account = view.world.account_named(login);
        let name = account.map_or_else(|| escape(login), person);
        vec![name, badge("", role), button]
    };
    let owner = &view.world.account(repository.owner).login;
    let mut rows = vec![row(owner, "owner", String::new())];
    for (user, may) in &repository.collaborators {
        let login = &view.world.account(*user).login;
        let label = format!("Remove {login}");
        let button = Button {
            act: "collaborator",
            words: ("Remove", &label),
            class: "small danger",
            fields: &[("repository", &id), ("login", login), ("do", "remove")],
            here,
        };
        rows.push(row(login, may.role_name(), button.html()));
    }
    let html = format!(
        "{}{}{}",
        table(&["Who", "Role", ""], &rows),
        waiting(view, repository, here),
        add_form(view, repository, here),
    );
    part("people", "People", rows.len(), &html)
}

fn waiting(view: View<'_>, repository: &Repository, here: &str) -> String {
    let all = repository.invitations.iter();
    let html = join(all, |one| invitations::card(view, (repository, one), here));
    if html.is_empty() {
        return html;
    }
    format!("<br><div class=\"cards\">{html}</div>")
}

fn add_form(view: View<'_>, repository: &Repository, here: &str) -> String {
    let users = view.world.accounts.values();
    let others = users.filter(|user| {
        user.organization.is_none()
            && user.id != repository.owner
            && !repository.collaborators.contains_key(&user.id)
    });
    let users = join(others, |user| option(&user.login, &user.login));
    if users.is_empty() {
        return String::new();
    }
    let roles = ["push", "pull", "triage", "maintain", "admin"];
    let fields = format!(
        "<input type=\"hidden\" name=\"repository\" value=\"{}\">\
         <input type=\"hidden\" name=\"do\" value=\"add\">{}{}\
         <button class=\"go\">Add at once</button>",
        repository.id,
        choice("Add by hand", "", "login", &users),
        choice(
            "as",
            "tight",
            "permission",
            &join(roles, |role| option(role, role))
        ),
    );
    format!("<br>{}", form("collaborator", here, "fields card", &fields))
}

fn branch_table(repository: &Repository, full_name: &str, branches: &[(String, String)]) -> String {
    let row = |(name, sha): &(String, String)| {
        let mut marks = String::new();
        if *name == repository.default_branch {
            marks.push_str(&badge("", "default"));
        }
        if repository.protected.contains(name) {
            marks.push_str(&badge("warn", "protected"));
        }
        let tree = link(&format!("/{full_name}/tree/{name}"), name);
        let commit = link(&format!("/{full_name}/commit/{sha}"), &sha[..7]);
        vec![format!("{tree} {marks}"), commit]
    };
    let rows: Vec<_> = branches.iter().take(BRANCHES).map(row).collect();
    if rows.is_empty() {
        return empty("Nothing was pushed yet.");
    }
    table(&["Branch", "Commit"], &rows)
}

fn settings(repository: &Repository, here: &str) -> String {
    let id = repository.id.to_string();
    let fields = format!(
        "<input type=\"hidden\" name=\"repository\" value=\"{id}\">\
         <input type=\"hidden\" name=\"do\" value=\"rename\">{}<button>Rename</button>",
        text("Another name", "wide", "name", &repository.name, "required")
    );
    let delete = Button {
        act: "repository",
        words: ("Delete this repository", "Delete this repository"),
        class: "danger",
        fields: &[("repository", &id), ("do", "delete")],
        here,
    };
    let rename = form("repository", here, "fields", &fields);
    format!(
        "<section id=\"settings\"><h2>By hand</h2><div class=\"card\">{rename}\
         <div class=\"row apart\"><span class=\"dim\">Gone at once, with its commits and private \
         forks.</span>{}</div></div></section>",
        delete.html()
    )
}
