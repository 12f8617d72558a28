//! Asking for reviews by REST.
//! Only somebody with access can be asked, and never the author.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use super::pulls;
use super::target::Target;
use crate::accounts::AccountId;
use crate::issue_events::Deed;
use crate::permission::Permission;
use crate::pulls::Pull;
use crate::pushes::{change_pull, note_deeds, tell_pull};
use crate::refusals::{REVIEWER_IS_AUTHOR, REVIEWER_IS_STRANGER, Refusal};
use crate::render;
use crate::reply::Reply;

const NO_PUSH: &str = "Must have push access to request reviews.";

#[derive(Debug, Deserialize)]
struct Wish {
    #[serde(default)]
    reviewers: Vec<String>,
}

/// `GET …/requested_reviewers`
pub(crate) fn list(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = pulls::find(target, number)?;
    let world = call.state.world();
    let users = render::users::several(call.state.view(&world), &pull.reviewers);
    Ok(Reply::json(200, json!({ "users": users, "teams": [] })))
}

/// `POST …/requested_reviewers`
pub(crate) fn ask(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let (pull, asked) = read(call, target, number)?;
    let world = call.state.world();
    let refuse = |message: &str| Err(Refusal::Plain(422, message.to_owned()));
    if asked.contains(&pull.author) {
        return refuse(REVIEWER_IS_AUTHOR);
    }
    let stranger =
        |user: &AccountId| world.permission_of(*user, &target.repository) < Permission::Pull;
    if asked.iter().any(stranger) {
        return refuse(REVIEWER_IS_STRANGER);
    }
    drop(world);
    change_pull(
        call.state,
        target.repository.id,
        pull.number,
        |pull, now| {
            pull.reviewers.retain(|known| !asked.contains(known));
            pull.reviewers.extend(&asked);
            pull.updated_at = now;
        },
    );
    tell_each(call, target, &pull, &asked, Deed::ReviewRequested)?;
    pulls::rendered(call, target, pull.number, 201)
}

/// `DELETE …/requested_reviewers`
pub(crate) fn release(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let (pull, named) = read(call, target, number)?;
    change_pull(
        call.state,
        target.repository.id,
        pull.number,
        |pull, now| {
            pull.reviewers.retain(|known| !named.contains(known));
            pull.updated_at = now;
        },
    );
    let known = pull.reviewers.iter().copied();
    let released: Vec<_> = known.filter(|id| named.contains(id)).collect();
    tell_each(call, target, &pull, &released, Deed::ReviewRequestRemoved)?;
    pulls::rendered(call, target, pull.number, 200)
}

/// One event for each reviewer, as GitHub lists and sends them.
fn tell_each(
    call: &Call<'_>,
    target: &Target,
    pull: &Pull,
    reviewers: &[AccountId],
    deed: impl Fn(AccountId) -> Deed,
) -> Result<(), Refusal> {
    let (by, id) = (call.user()?, target.repository.id);
    for reviewer in reviewers {
        let deed = deed(*reviewer);
        let action = deed.word();
        note_deeds(call.state, id, pull.number, by, [deed]);
        let user = {
            let world = call.state.world();
            render::users::simple(call.state.view(&world), world.account(*reviewer))
        };
        let details = json!({ "requested_reviewer": user });
        tell_pull(call.state, id, by, pull.number, action, details);
    }
    Ok(())
}

fn read(call: &Call<'_>, target: &Target, number: &str) -> Result<(Pull, Vec<AccountId>), Refusal> {
    target.require(Permission::Push, NO_PUSH)?;
    let pull = pulls::find(target, number)?;
    let wish: Wish = call.request.json()?;
    let world = call.state.world();
    let invalid = || Refusal::field("PullRequest", "reviewers", "invalid");
    let id = |login: &String| Ok(world.user_named(login).ok_or_else(invalid)?.id);
    let named = wish
        .reviewers
        .iter()
        .map(id)
        .collect::<Result<_, Refusal>>()?;
    Ok((pull, named))
}
