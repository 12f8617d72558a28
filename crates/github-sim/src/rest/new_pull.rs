//! Making a pull request: every reason for which GitHub refuses one, in its order.
//! One for the same two branches is never made twice, however many ask at once.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use super::compare::local_name;
use super::pulls::rendered;
use super::target::Target;
use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::pulls::Pull;
use crate::pushes::tell_pull;
use crate::refusals::Refusal;

/// What a pull request is made from.
#[derive(Debug, Deserialize)]
struct Wish {
    title: Option<String>,
    head: Option<String>,
    base: Option<String>,
    body: Option<String>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    maintainer_can_modify: bool,
}

/// The two branches, checked, with their commits.
#[derive(Debug)]
struct Sides {
    head: String,
    base: String,
    head_sha: String,
    base_sha: String,
}

/// `POST …/pulls`
pub(crate) fn create(call: &Call<'_>, target: &Target) -> Answer {
    refuse_author(call, target)?;
    let wish: Wish = call.request.json()?;
    let title = wish.title.clone().filter(|title| !title.trim().is_empty());
    let missing = || Refusal::field("PullRequest", "title", "missing_field");
    let title = title.ok_or_else(missing)?;
    let sides = sides(call, target, &wish)?;
    sides.refuse_duplicate(&target.repository.pulls, &owner(call, target))?;
    if target.git.ahead_behind(&sides.base_sha, &sides.head_sha)?.0 == 0 {
        let message = format!("No commits between {} and {}", sides.base, sides.head);
        return Err(Refusal::custom("PullRequest", message));
    }
    let (id, author) = (target.repository.id, call.user()?);
    let number = store(call, target, &wish, title, &sides, author)?;
    let name = format!("refs/pull/{number}/head");
    target.git.set_ref(&name, &sides.head_sha, None)?;
    tell_pull(call.state, id, author, number, "opened", json!({}));
    rendered(call, target, number, 201)
}

/// Refuses who may not open one here, whatever it would be made from.
fn refuse_author(call: &Call<'_>, target: &Target) -> Result<(), Refusal> {
    let (switches, repository) = (&call.state.switches, &target.repository);
    let writes = target.permission >= Permission::Push;
    if !writes && repository.pulls_by_collaborators_only {
        return Err(refused(
            switches.pulls_restricted(),
            "must be a collaborator",
        ));
    }
    target.require(
        Permission::Push,
        "Must have push access to create a pull request.",
    )?;
    if !repository.has_pull_requests {
        let message = "Pull requests are disabled for this repository.";
        return Err(refused(switches.pulls_off(), message));
    }
    let (author, world) = (call.user()?, call.state.world());
    let outside =
        world.is_owned_by_organization(repository) && !world.is_member_of_owner(author, repository);
    match outside.then(|| switches.outsider_pull()) {
        None | Some(201) => Ok(()),
        Some(status) => Err(refused(status, "must be a member of the organization")),
    }
}

fn refused(status: u16, message: &str) -> Refusal {
    match status {
        422 => Refusal::custom("PullRequest", message.to_owned()),
        _ => Refusal::forbidden(message),
    }
}

fn owner(call: &Call<'_>, target: &Target) -> String {
    call.state
        .world()
        .account(target.repository.owner)
        .login
        .clone()
}

fn sides(call: &Call<'_>, target: &Target, wish: &Wish) -> Result<Sides, Refusal> {
    let field = |name, code| Refusal::field("PullRequest", name, code);
    let base = wish
        .base
        .clone()
        .ok_or_else(|| field("base", "missing_field"))?;
    let head = wish
        .head
        .as_deref()
        .ok_or_else(|| field("head", "missing_field"))?;
    let base_sha = target
        .git
        .branch(&base)
        .ok_or_else(|| field("base", "invalid"))?;
    let owner = owner(call, target);
    let head = local_name(&owner, head)
        .ok_or_else(|| field("head", "invalid"))?
        .to_owned();
    let head_sha = target
        .git
        .branch(&head)
        .ok_or_else(|| field("head", "invalid"))?;
    Ok(Sides {
        head,
        base,
        head_sha,
        base_sha,
    })
}

impl Sides {
    fn refuse_duplicate(&self, pulls: &[Pull], owner: &str) -> Result<(), Refusal> {
        let same = |pull: &Pull| pull.is_open() && pull.head == self.head && pull.base == self.base;
        if !pulls.iter().any(same) {
            return Ok(());
        }
        let message = format!("A pull request already exists for {owner}:{}.", self.head);
        Err(Refusal::custom("PullRequest", message))
    }
}

/// Writes the pull request down, unless another call was faster.
fn store(
    call: &Call<'_>,
    target: &Target,
    wish: &Wish,
    title: String,
    sides: &Sides,
    author: AccountId,
) -> Result<u64, Refusal> {
    call.state.change(|world| {
        let (id, now) = (world.next_id(), world.now());
        let owner = world.account(target.repository.owner).login.clone();
        let repository = world.repositories.get_mut(&target.repository.id);
        let repository = repository.ok_or_else(Refusal::not_found)?;
        sides.refuse_duplicate(&repository.pulls, &owner)?;
        let number = repository.next_number();
        repository.pulls.push(Pull {
            id,
            number,
            title,
            body: wish.body.clone(),
            draft: wish.draft,
            author,
            head: sides.head.clone(),
            base: sides.base.clone(),
            head_sha: sides.head_sha.clone(),
            base_sha: sides.base_sha.clone(),
            created_at: now,
            updated_at: now,
            closed_at: None,
            merged: None,
            reviewers: Vec::new(),
            assignees: Vec::new(),
            reviews: Vec::new(),
            maintainer_can_modify: wish.maintainer_can_modify,
        });
        Ok(number)
    })
}
