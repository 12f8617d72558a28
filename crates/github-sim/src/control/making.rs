//! Making users, organizations, repositories and commits.
//! A name that is taken is refused, never overwritten.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::json;

use super::looking;
use super::routes::Answer;
use crate::accounts::{Account, AccountId, OrgRole, Organization};
use crate::git::{GitError, NewCommit, Script};
use crate::pushes::moving_refs;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::repositories::{NewRepository, RepositoryId};
use crate::request::Request;
use crate::state::State;
use crate::world::World;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewUser {
    login: String,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewOrganization {
    login: String,
    #[serde(default)]
    restricts_apps: bool,
    base_permission: Option<String>,
    #[serde(default)]
    members: Vec<NewMember>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    login: String,
    role: OrgRole,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedRepository {
    owner: String,
    name: String,
    #[serde(default)]
    private: bool,
    commits: Option<usize>,
    #[serde(default)]
    branches: Vec<String>,
    description: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedCommit {
    repository: serde_json::Value,
    branch: String,
    author: Option<String>,
    email: Option<String>,
    message: String,
}

/// `POST /_sim/users`
pub(super) fn user(state: &State, request: &Request) -> Answer {
    let new: NewUser = request.json()?;
    let id = state.change(|world| {
        refuse_taken(world, &new.login)?;
        Ok::<_, Refusal>(world.add_user(&new.login, new.name))
    })?;
    Ok(Reply::json(201, json!({ "id": id, "login": new.login })))
}

/// `POST /_sim/organizations`
pub(super) fn organization(state: &State, request: &Request) -> Answer {
    let new: NewOrganization = request.json()?;
    let word = new.base_permission.as_deref().unwrap_or("read");
    let base_permission = looking::permission(word)?;
    let id = state.change(|world| {
        refuse_taken(world, &new.login)?;
        let mut members = BTreeMap::new();
        for member in new.members {
            members.insert(looking::user(world, &member.login)?, member.role);
        }
        let part = Organization {
            description: None,
            restricts_apps: new.restricts_apps,
            app_approved: false,
            app_requests: BTreeSet::new(),
            base_permission,
            members,
            teams: BTreeMap::new(),
            sso: None,
        };
        Ok::<_, Refusal>(world.add_organization(&new.login, part))
    })?;
    Ok(Reply::json(201, json!({ "id": id, "login": new.login })))
}

/// `POST /_sim/repositories`
pub(super) fn repository(state: &State, request: &Request) -> Answer {
    let new: WishedRepository = request.json()?;
    let (id, owner) = state.change(|world| add_repository(world, &new))?;
    let git = state.git.create(id, "main")?;
    if new.commits != Some(0) {
        let at = state.world().now();
        git.import(&first_commits(
            &new,
            &person(&owner.login, &owner.email),
            at.timestamp(),
        ))?;
        state.change(|world| world.repositories.get_mut(&id)?.pushed_at.replace(at));
    }
    let world = state.world();
    let made = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    let body = json!({
        "id": id,
        "full_name": world.full_name(made),
        "default_branch": made.default_branch,
        "clone_url": format!("{}.git", state.view(&world).page_of(made)),
    });
    Ok(Reply::json(201, body))
}

fn add_repository(
    world: &mut World,
    new: &WishedRepository,
) -> Result<(RepositoryId, Account), Refusal> {
    let missing = || Refusal::Plain(404, format!("there is no account {}", new.owner));
    let owner = world.account_named(&new.owner).ok_or_else(missing)?.clone();
    if world.repository_named(&new.owner, &new.name).is_some() {
        let message = format!("{}/{} exists", new.owner, new.name);
        return Err(Refusal::Plain(422, message));
    }
    let created_at = world.now();
    let id = world.add_repository(NewRepository {
        owner: owner.id,
        name: &new.name,
        description: new.description.clone(),
        private: new.private,
        created_at,
    });
    Ok((id, owner))
}

/// The history that was asked for, a minute from commit to commit, and then the branches.
fn first_commits(new: &WishedRepository, author: &str, at: i64) -> Script {
    let commits = new.commits.unwrap_or(1);
    let mut script = Script::default();
    for number in 1..=commits {
        let ago = i64::try_from(commits - number).unwrap_or(0) * 60;
        let message = format!("Commit {number}");
        let content = format!("{number}\n").repeat(number);
        script.commit(
            &commit_on("main", author, at - ago, &message, &content),
            None,
        );
    }
    for name in new.branches.iter().filter(|name| *name != "main") {
        script.branch(name, "refs/heads/main");
    }
    script
}

/// `POST /_sim/commits`: a branch that is missing starts at the default branch.
pub(super) fn commit(state: &State, request: &Request) -> Answer {
    let new: WishedCommit = request.json()?;
    let name = new.repository.as_str().map(str::to_owned);
    let name = name.unwrap_or_else(|| new.repository.to_string());
    let found = looking::repository(state, &name)?;
    let (by, author, at) = {
        let world = state.world();
        let login = new.author.as_deref();
        let user = login.and_then(|login| world.user_named(login));
        let login = login.map_or_else(|| world.account(found.owner).login.clone(), str::to_owned);
        let email = new
            .email
            .clone()
            .or_else(|| user.map(|user| user.email.clone()));
        let email = email.unwrap_or_else(|| format!("{login}@example.com"));
        let by: AccountId = user.map_or(found.owner, |user| user.id);
        (by, person(&login, &email), world.now().timestamp())
    };
    moving_refs(state, found.id, by, |git| {
        let start = match git.branch(&new.branch) {
            Some(tip) => Some(tip),
            None => git.branch(&found.default_branch),
        };
        let content = format!("{}\n{}\n", new.message, crate::random::hex(8));
        let path = format!("notes/{}.txt", crate::random::hex(4));
        let mut script = Script::default();
        let mut commit = commit_on(&new.branch, &author, at, &new.message, &content);
        commit.path = &path;
        script.commit(&commit, start.as_deref());
        git.import(&script)
    })?;
    let git = state.git.open(found.id);
    let sha = git.branch(&new.branch).ok_or_else(|| {
        GitError::from(std::io::Error::other(
            "the branch that was just made is not there",
        ))
    })?;
    Ok(Reply::json(201, json!({ "sha": sha })))
}

/// `Name <address>`.
fn person(name: &str, email: &str) -> String {
    let plain = |text: &str| text.replace(['<', '>', '\n'], "");
    format!("{} <{}>", plain(name), plain(email))
}

fn commit_on<'a>(
    branch: &'a str,
    author: &'a str,
    at: i64,
    message: &'a str,
    content: &'a str,
) -> NewCommit<'a> {
    NewCommit {
        branch,
        author,
        at,
        message,
        path: "README.md",
        content,
    }
}

fn refuse_taken(world: &World, login: &str) -> Result<(), Refusal> {
    match world.account_named(login) {
        Some(_) => Err(Refusal::Plain(422, format!("{login} exists"))),
        None => Ok(()),
    }
}
