//! Reviews of pull requests by REST: listing, giving, dismissing.
//! What a review says line by line is never kept here.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use super::pulls;
use super::target::Target;
use crate::issue_events::Deed;
use crate::permission::Permission;
use crate::pulls::{Pull, Review, Verdict};
use crate::pushes::{change_pull, note_deeds};
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::webhooks::{self, Event};

const UNKNOWN_EVENT: &str =
    "Variable $event of type PullRequestReviewEvent was provided invalid value";

#[derive(Debug, Deserialize)]
struct Wish {
    body: Option<String>,
    event: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Dismissal {
    message: Option<String>,
}

/// `GET …/pulls/{number}/reviews`, in the order in which they were given.
pub(crate) fn list(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = pulls::find(target, number)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(call.page(&pull.reviews, |review| {
        render::reviews::review(view, &target.repository, &pull, review)
    }))
}

/// `POST …/pulls/{number}/reviews`: given at once; one that stays a draft is not known here.
pub(crate) fn give(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = pulls::find(target, number)?;
    let (user, wish): (_, Wish) = (call.user()?, call.request.json()?);
    let verdict = verdict(&wish, user == pull.author)?;
    let review = call.state.change(|world| Review {
        id: world.next_id(),
        user,
        body: wish.body.unwrap_or_default(),
        verdict,
        sha: pull.head_sha.clone(),
        at: world.now(),
    });
    change_pull(
        call.state,
        target.repository.id,
        pull.number,
        |pull, now| {
            pull.reviewers.retain(|asked| *asked != user);
            pull.reviews.push(review.clone());
            pull.updated_at = now;
        },
    );
    tell(call, target, &pull, "submitted", &review)?;
    Ok(rendered(call, target, &pull, &review))
}

/// `PUT …/pulls/{number}/reviews/{id}/dismissals`
pub(crate) fn dismiss(call: &Call<'_>, target: &Target, number: &str, id: &str) -> Answer {
    target.require(
        Permission::Push,
        "Must have push access to dismiss reviews.",
    )?;
    let pull = pulls::find(target, number)?;
    let known = |review: &&Review| review.id.to_string() == id;
    let review = pull
        .reviews
        .iter()
        .find(known)
        .ok_or_else(Refusal::not_found)?;
    let dismissal: Dismissal = call.request.json()?;
    let message = dismissal.message.unwrap_or_default();
    if message.trim().is_empty() {
        return Err(Refusal::Unprocessable("Message can't be blank"));
    }
    let dismissed = Review {
        verdict: Verdict::Dismissed,
        ..review.clone()
    };
    change_pull(
        call.state,
        target.repository.id,
        pull.number,
        |pull, now| {
            for review in pull
                .reviews
                .iter_mut()
                .filter(|review| review.id == dismissed.id)
            {
                review.verdict = Verdict::Dismissed;
            }
            pull.updated_at = now;
        },
    );
    let deed = Deed::ReviewDismissed {
        review: review.id,
        verdict: review.verdict,
        message,
    };
    let (id, user) = (target.repository.id, call.user()?);
    note_deeds(call.state, id, pull.number, user, [deed]);
    tell(call, target, &pull, "dismissed", &dismissed)?;
    Ok(rendered(call, target, &pull, &dismissed))
}

/// What a review comes to, if this caller may say so.
fn verdict(wish: &Wish, own: bool) -> Result<Verdict, Refusal> {
    let silent = wish.body.as_deref().unwrap_or_default().trim().is_empty();
    let refuse = |text| Err(Refusal::Unprocessable(text));
    match wish.event.as_deref() {
        Some("APPROVE") if own => refuse("Can not approve your own pull request"),
        Some("REQUEST_CHANGES") if own => {
            refuse("Can not request changes on your own pull request")
        }
        Some("APPROVE") => Ok(Verdict::Approved),
        Some("REQUEST_CHANGES" | "COMMENT") if silent => refuse("Body can't be blank"),
        Some("REQUEST_CHANGES") => Ok(Verdict::ChangesRequested),
        Some("COMMENT") => Ok(Verdict::Commented),
        _ => refuse(UNKNOWN_EVENT),
    }
}

fn rendered(call: &Call<'_>, target: &Target, pull: &Pull, review: &Review) -> Reply {
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = render::reviews::review(view, &target.repository, pull, review);
    Reply::json(200, body)
}

fn tell(
    call: &Call<'_>,
    target: &Target,
    pull: &Pull,
    action: &str,
    review: &Review,
) -> Result<(), Refusal> {
    let event = Event {
        name: "pull_request_review",
        action: Some(action),
        repository: target.repository.id,
        sender: call.user()?,
    };
    webhooks::emit(call.state, event, |view| {
        json!({
            "review": render::reviews::told(view, &target.repository, pull, review),
            "pull_request": render::pulls::listed(view, &target.repository, pull),
        })
    });
    Ok(())
}
