//! Repositories in a list: those first in which something happened.
//! What can be done with one is on its own page, see `repository`.

use super::html::{ago, badge, escape, join, link, person, table};
use crate::render::View;
use crate::repositories::Repository;

/// How many are shown at most; a large world has thousands.
const MOST: usize = 150;

/// The repositories with somebody or something in them, and the others behind a summary.
pub(super) fn list(view: View<'_>, all: &[&Repository]) -> String {
    let (lively, quiet): (Vec<_>, Vec<_>) = all.iter().partition(|one| is_lively(one));
    let more = quiet.len();
    let quiet = if lively.is_empty() {
        rows(view, &quiet)
    } else if more > 0 {
        format!(
            "<details><summary>{more} more, in which nothing happened yet</summary>{}</details>",
            rows(view, &quiet)
        )
    } else {
        String::new()
    };
    let lively = if lively.is_empty() {
        String::new()
    } else {
        rows(view, &lively)
    };
    format!("{lively}{quiet}")
}

/// What kind of repository it is, in badges.
pub(super) fn marks(view: View<'_>, repository: &Repository) -> String {
    let kind = if repository.private {
        "private"
    } else {
        "public"
    };
    let mut html = badge("", kind);
    let parent = view.world.parent_of(repository.id);
    if let Some(parent) = parent {
        let text = format!("fork of {}", view.world.full_name(parent));
        html.push_str(&badge("", &text));
    }
    for (on, class, word) in [
        (repository.archived, "warn", "archived"),
        (view.world.keeps_app_out(repository), "bad", "app kept out"),
        (!repository.has_pull_requests, "warn", "no pull requests"),
        (
            repository.pulls_by_collaborators_only,
            "warn",
            "pull requests by collaborators",
        ),
        (!repository.protected.is_empty(), "", "protected branches"),
    ] {
        if on {
            html.push_str(&badge(class, word));
        }
    }
    html
}

fn is_lively(repository: &Repository) -> bool {
    !(repository.collaborators.is_empty()
        && repository.invitations.is_empty()
        && repository.pulls.is_empty()
        && repository.issues.is_empty()
        && repository.hooks.is_empty())
}

fn rows(view: View<'_>, repositories: &[&Repository]) -> String {
    let now = view.world.now();
    let row = |repository: &&Repository| {
        let name = view.world.full_name(repository);
        let pushed = repository.pushed_at.map(|at| ago(now, at));
        vec![
            format!(
                "{} {}",
                link(&format!("/{name}"), &name),
                marks(view, repository)
            ),
            people(view, repository),
            pushed.unwrap_or_default(),
        ]
    };
    let shown: Vec<_> = repositories.iter().take(MOST).map(row).collect();
    let table = table(&["Repository", "Let in", "Pushed"], &shown);
    let beyond = repositories.len().saturating_sub(MOST);
    if beyond == 0 {
        return table;
    }
    format!("{table}<p class=\"dim\">… and {beyond} more, each on the page of its owner.</p>")
}

fn people(view: View<'_>, repository: &Repository) -> String {
    let collaborators = join(&repository.collaborators, |(id, may)| {
        let role = badge("good", may.role_name());
        format!("{} {role} ", person(view.world.account(*id)))
    });
    let invited = join(&repository.invitations, |one| {
        let login = &view.world.account(one.invitee).login;
        format!("{} {} ", escape(login), badge("warn", "invited"))
    });
    format!("<div class=\"row\">{collaborators}{invited}</div>")
}
