//! Merging a pull request by REST: a real merge in the real repository.
//! A head that moved since the caller looked is never merged.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use super::pulls;
use super::target::Target;
use crate::accounts::Account;
use crate::git::GitRepository;
use crate::permission::Permission;
use crate::pulls::{Merged, Pull};
use crate::pushes::{change_pull, moving_refs, tell_pull};
use crate::refusals::Refusal;
use crate::reply::Reply;

#[derive(Debug, Deserialize)]
struct Wish {
    sha: Option<String>,
    merge_method: Option<String>,
    commit_title: Option<String>,
    commit_message: Option<String>,
}

/// `GET …/pulls/{number}/merge`: 204 when merged.
pub(crate) fn check(_: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = pulls::find(target, number)?;
    if pull.merged.is_some() {
        Ok(Reply::empty(204))
    } else {
        Err(Refusal::not_found())
    }
}

/// `PUT …/pulls/{number}/merge`
pub(crate) fn merge(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    target.require(Permission::Push, "Must have push access to merge.")?;
    let pull = pulls::find(target, number)?;
    let wish: Wish = call.request.json()?;
    refuse(&pull, &wish)?;
    if target.repository.protected.contains(&pull.base) {
        let message = "At least 1 approving review is required by reviewers with write access.";
        return Err(Refusal::Plain(405, message.to_owned()));
    }
    let user = call.user()?;
    let (author, owner, now) = {
        let world = call.state.world();
        let owner = world.account(target.repository.owner).login.clone();
        (world.account(user).clone(), owner, world.now())
    };
    let id = target.repository.id;
    let sha = moving_refs(call.state, id, user, |git| {
        let base = git.branch(&pull.base).ok_or_else(not_mergeable)?;
        let sha = commit(git, &pull, &wish, &base, &author, &owner, now.timestamp())?;
        git.set_ref(&format!("refs/heads/{}", pull.base), &sha, Some(&base))?;
        // Marked before the move is looked at, or it would be taken for a merge by push.
        change_pull(call.state, id, pull.number, |pull, at| {
            let (by, sha) = (user, sha.clone());
            pull.base_sha = base;
            pull.close(at, Some(Merged { at, by, sha }));
        });
        Ok::<_, Refusal>(sha)
    })?;
    tell_pull(call.state, id, user, pull.number, "closed", json!({}));
    let message = "Pull Request successfully merged";
    Ok(Reply::json(
        200,
        json!({ "sha": sha, "merged": true, "message": message }),
    ))
}

fn refuse(pull: &Pull, wish: &Wish) -> Result<(), Refusal> {
    if wish.sha.as_ref().is_some_and(|sha| *sha != pull.head_sha) {
        let message = "Head branch was modified. Review and try the merge again.";
        return Err(Refusal::Plain(409, message.to_owned()));
    }
    if pull.draft || !pull.is_open() {
        Err(not_mergeable())
    } else {
        Ok(())
    }
}

fn commit(
    git: &GitRepository,
    pull: &Pull,
    wish: &Wish,
    base: &str,
    author: &Account,
    owner: &str,
    at: i64,
) -> Result<String, Refusal> {
    let tree = git
        .merge_tree(base, &pull.head_sha)?
        .ok_or_else(not_mergeable)?;
    let (parents, usual) = match wish.merge_method.as_deref() {
        None | Some("merge") => {
            let title = format!(
                "Merge pull request #{} from {owner}/{}",
                pull.number, pull.head
            );
            (
                vec![base, pull.head_sha.as_str()],
                format!("{title}\n\n{}", pull.title),
            )
        }
        Some("squash") => (vec![base], format!("{} (#{})", pull.title, pull.number)),
        Some(_) => {
            let message = "Rebase merges are not allowed on this repository.";
            return Err(Refusal::Plain(405, message.to_owned()));
        }
    };
    let message = match (&wish.commit_title, &wish.commit_message) {
        (Some(title), Some(message)) => format!("{title}\n\n{message}"),
        (Some(title), None) => title.clone(),
        _ => usual,
    };
    let name = author.name.as_deref().unwrap_or(&author.login);
    let person = format!("{name} <{}>", author.noreply());
    Ok(git.commit_tree(&tree, &parents, &person, &message, at)?)
}

fn not_mergeable() -> Refusal {
    Refusal::Plain(405, "Pull Request is not mergeable".to_owned())
}
