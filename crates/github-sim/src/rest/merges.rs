//! Merging a pull request by REST: a real merge in the real repository.
//! A head that moved since the caller looked is never merged.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use super::pulls;
use super::target::Target;
use crate::accounts::Account;
use crate::git::{Commit, GitRepository, LogQuery};
use crate::permission::Permission;
use crate::pulls::{Merged, Pull};
use crate::pushes::{change_pull, closing, moving_refs, note_deeds, tell_pull};
use crate::refusals::Refusal;
use crate::reply::Reply;

#[derive(Debug, Deserialize)]
struct Wish {
    sha: Option<String>,
    #[serde(default)]
    merge_method: Method,
    commit_title: Option<String>,
    commit_message: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Method {
    #[default]
    Merge,
    Squash,
    Rebase,
}

/// A merge that is allowed, with those who take part in it.
#[derive(Debug)]
struct Merging {
    pull: Pull,
    wish: Wish,
    author: Account,
    merger: Account,
    /// The login of the repository's owner.
    owner: String,
    at: i64,
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
    let (id, user) = (target.repository.id, call.user()?);
    let merging = prepare(call, target, pull, wish)?;
    let pull = &merging.pull;
    let sha = moving_refs(call.state, id, user, |git| {
        let base = git.branch(&pull.base).ok_or_else(not_mergeable)?;
        let sha = merging.commit(git, &base)?;
        git.set_ref(&format!("refs/heads/{}", pull.base), &sha, Some(&base))?;
        // Marked before the move is looked at, or it would be taken for a merge by push.
        change_pull(call.state, id, pull.number, |pull, at| {
            let (by, sha) = (user, sha.clone());
            pull.base_sha = base;
            pull.close(at, Some(Merged { at, by, sha }));
        });
        note_deeds(call.state, id, pull.number, user, closing(Some(&sha)));
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

fn prepare(call: &Call<'_>, target: &Target, pull: Pull, wish: Wish) -> Result<Merging, Refusal> {
    let (user, world) = (call.user()?, call.state.world());
    let account = |id| world.account(id).clone();
    Ok(Merging {
        author: account(pull.author),
        merger: account(user),
        owner: account(target.repository.owner).login,
        at: world.now().timestamp(),
        pull,
        wish,
    })
}

impl Merging {
    /// Makes the commits of the merge and gives the last one.
    fn commit(&self, git: &GitRepository, base: &str) -> Result<String, Refusal> {
        let head = self.pull.head_sha.as_str();
        match self.wish.merge_method {
            Method::Merge => self.join(git, base, &[base, head], &self.merger, self.usual()),
            Method::Squash => {
                let message = self.squashed(git, base)?;
                self.join(git, base, &[base], &self.author, message)
            }
            Method::Rebase => {
                let tip = git.rebase(base, head, &person(&self.merger), self.at)?;
                tip.ok_or_else(|| Refusal::Plain(405, "This branch can't be rebased".to_owned()))
            }
        }
    }

    /// Makes the one commit of a merge.
    fn join(
        &self,
        git: &GitRepository,
        base: &str,
        parents: &[&str],
        author: &Account,
        (title, body): (String, String),
    ) -> Result<String, Refusal> {
        let tree = git.merge_tree(base, &self.pull.head_sha)?;
        let tree = tree.ok_or_else(not_mergeable)?;
        let title = self.wish.commit_title.as_ref().unwrap_or(&title);
        let body = self.wish.commit_message.as_ref().unwrap_or(&body);
        let message = format!("{title}\n\n{body}");
        let message = message.trim_end();
        Ok(git.commit_tree(&tree, parents, &person(author), message, self.at)?)
    }

    fn usual(&self) -> (String, String) {
        let Pull { number, head, .. } = &self.pull;
        let title = format!("Merge pull request #{number} from {}/{head}", self.owner);
        (title, self.pull.title.clone())
    }

    /// The title of the pull request with all messages, or the only commit's own message.
    fn squashed(&self, git: &GitRepository, base: &str) -> Result<(String, String), Refusal> {
        let mut commits = git.log(&LogQuery {
            range: format!("{base}..{}", self.pull.head_sha),
            limit: 250,
            ..LogQuery::default()
        })?;
        commits.reverse();
        let (title, body) = match commits.as_slice() {
            [only] => {
                let (title, body) = only.message.split_once('\n').unwrap_or((&only.message, ""));
                (title, body.trim().to_owned())
            }
            several => {
                let entry = |commit: &Commit| format!("* {}", commit.message);
                let entries: Vec<_> = several.iter().map(entry).collect();
                (self.pull.title.as_str(), entries.join("\n\n"))
            }
        };
        Ok((format!("{title} (#{})", self.pull.number), body))
    }
}

fn person(account: &Account) -> String {
    let name = account.name.as_deref().unwrap_or(&account.login);
    format!("{name} <{}>", account.noreply())
}

fn not_mergeable() -> Refusal {
    Refusal::Plain(405, "Pull Request is not mergeable".to_owned())
}
