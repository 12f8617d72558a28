//! Invitations that wait, with the buttons by which the invited one answers.
//! Anybody may press them: nothing here is real.

use super::forms::Button;
use super::html::{ago, badge, link, person};
use crate::accounts::AccountId;
use crate::render::View;
use crate::repositories::{Invitation, Repository};

/// An invitation with the repository that it leads to.
pub(super) type Waiting<'a> = (&'a Repository, &'a Invitation);

/// All that wait for an answer, the newest first.
pub(super) fn all(view: View<'_>) -> Vec<Waiting<'_>> {
    let repositories = view.world.repositories.values();
    let all = repositories.flat_map(|repository| {
        let invitations = repository.invitations.iter();
        invitations.map(move |one| (repository, one))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, one)| std::cmp::Reverse(one.created_at));
    all
}

/// Those that wait for one user.
pub(super) fn of(view: View<'_>, user: AccountId) -> Vec<Waiting<'_>> {
    let mut own = all(view);
    own.retain(|(_, one)| one.invitee == user);
    own
}

/// An invitation with its buttons.
pub(super) fn card(view: View<'_>, (repository, one): Waiting<'_>, here: &str) -> String {
    let world = view.world;
    let (name, now) = (world.full_name(repository), world.now());
    let guest = world.account(one.invitee);
    let expired = one.expired(now);
    let button = |word: &str, answer: &str, class: &str| {
        let label = format!("{word} {name} as {}", guest.login);
        Button {
            act: "invitation",
            words: (word, &label),
            class: &format!("small {class}"),
            fields: &[("id", &one.id.to_string()), ("do", answer)],
            here,
        }
        .html()
    };
    let accept = if expired {
        badge("warn", "expired")
    } else {
        button("Accept", "accept", "go")
    };
    format!(
        "<div class=\"card\"><div class=\"row\">{} <span class=\"dim\">may</span> {} \
         <span class=\"dim\">in</span> {}</div><div class=\"row\">\
         <span class=\"dim\">invited by {}</span> {}</div><div class=\"row\">{accept}{}</div></div>",
        person(guest),
        badge("", one.permission.role_name()),
        link(&format!("/{name}"), &name),
        super::html::escape(&world.account(one.inviter).login),
        ago(now, one.created_at),
        button("Decline", "decline", ""),
    )
}
