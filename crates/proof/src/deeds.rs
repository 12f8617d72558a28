//! What people decide here, as the API decides it: the domain's rule, and what follows from it,
//! in one transaction. What the rules refuse does not happen.

use std::fmt;

use anyhow::{Context, Result};
use domain::{
    connection::ConnectionState,
    ids::{TaskId, UserId},
    options::{Follows, Right},
    project::Role,
    refusal::Refusal,
    task::{Consequence, Decided, Outcome, Task},
};
use store::{connections, effects, holds, members, projects, repositories, tasks};
use testbed::world::World;

use crate::{
    cast::{Cast, Link, Person, Work},
    dice::Dice,
};

const ACTOR: Role = Role::Owner;

/// Something that somebody decides here.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Assign(Work, Person),
    Unassign(Work),
    Branch(Work),
    Finish(Work),
    Cancel(Work),
    Reopen(Work),
    Leave(Link, Person),
    Join(Link, Person),
    Connect(Person),
    Disconnect(Person),
    TakeOver(Link, Person),
    Choose(Link, Right, bool),
    Hold(Link, Person),
    Release(Link, Person),
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assign(work, person) => write!(f, "assign {} to {}", work.branch, person.login),
            Self::Unassign(work) => write!(f, "unassign {}", work.branch),
            Self::Branch(work) => write!(f, "branch {}", work.branch),
            Self::Finish(work) => write!(f, "finish {}", work.branch),
            Self::Cancel(work) => write!(f, "cancel {}", work.branch),
            Self::Reopen(work) => write!(f, "reopen {}", work.branch),
            Self::Leave(_, person) => write!(f, "{} leaves a project", person.login),
            Self::Join(_, person) => write!(f, "{} joins a project", person.login),
            Self::Connect(person) => write!(f, "{} connects", person.login),
            Self::Disconnect(person) => write!(f, "{} disconnects", person.login),
            Self::TakeOver(link, person) => {
                write!(f, "{} takes {} over", person.login, link.place)
            }
            Self::Hold(link, person) => {
                write!(f, "{} is held back from {}", person.login, link.place)
            }
            Self::Release(link, person) => {
                write!(
                    f,
                    "{} is held back from {} no longer",
                    person.login, link.place
                )
            }
            Self::Choose(link, right, until_merged) => {
                let (right, project) = (right.as_str(), link.project);
                write!(f, "{project} gives {right}, until merged: {until_merged}")
            }
        }
    }
}

impl Deed {
    /// Whatever comes to somebody's mind; most of it is the daily work with tasks.
    pub(crate) fn throw(dice: &mut Dice, cast: &Cast) -> Self {
        let work = dice.pick(&cast.works).clone();
        let link = dice.pick(&cast.links).clone();
        let developer = dice.pick(&cast.developers).clone();
        let manager = dice.pick(&cast.managers).clone();
        match dice.below(45) {
            0..=9 => Self::Assign(work, developer),
            10..=11 => Self::Unassign(work),
            12..=16 => Self::Branch(work),
            17..=21 => Self::Finish(work),
            22..=23 => Self::Cancel(work),
            24..=27 => Self::Reopen(work),
            28 => Self::Leave(link, developer),
            29..=30 => Self::Join(link, developer),
            31..=33 => Self::Connect(developer),
            34 => Self::Disconnect(developer),
            35..=37 => Self::Connect(manager),
            38 => Self::Disconnect(manager),
            39 => Self::TakeOver(link, manager),
            40 => Self::Hold(link, developer),
            41..=42 => Self::Release(link, developer),
            _ => Self::Choose(link, *dice.pick(&Right::ALL), dice.one_in(2)),
        }
    }

    /// Does it, as far as the rules and GitHub allow it now.
    pub(crate) async fn carry_out(&self, world: &World) -> Result<()> {
        match self {
            Self::Assign(work, person) => assign(world, work, person).await,
            Self::Unassign(work) => decide(world, work.task, |task| task.assign(ACTOR, None)).await,
            Self::Branch(work) => branch(world, work).await,
            Self::Finish(work) => close(world, work, Outcome::Done).await,
            Self::Cancel(work) => close(world, work, Outcome::Canceled).await,
            Self::Reopen(work) => decide(world, work.task, |task| task.reopen(ACTOR)).await,
            Self::Leave(link, person) => leave(world, link, person).await,
            Self::Join(link, person) => join(world, link, person).await,
            Self::Connect(person) => connect(world, person).await,
            Self::Disconnect(person) => disconnect(world, person).await,
            Self::TakeOver(link, person) => take_over(world, link, person).await,
            Self::Hold(link, person) => hold(world, link, person, true).await,
            Self::Release(link, person) => hold(world, link, person, false).await,
            Self::Choose(link, right, until_merged) => {
                choose(world, link, *right, *until_merged).await
            }
        }
    }
}

async fn assign(world: &World, work: &Work, person: &Person) -> Result<()> {
    let project = world.look_at(work.task).await.project;
    let user = person.user;
    let store = world.store();
    let role = store.read(async |tx| members::role(tx, project, user).await);
    let assignee = Some((user, role.await?));
    decide(world, work.task, |task| task.assign(ACTOR, assignee)).await
}

async fn close(world: &World, work: &Work, outcome: Outcome) -> Result<()> {
    let now = world.store().clock().now();
    decide(world, work.task, |task| task.close(ACTOR, outcome, now)).await
}

/// The assignee creates the branch and works on it.
async fn branch(world: &World, work: &Work) -> Result<()> {
    let task = world.look_at(work.task).await;
    let Some(user) = task.assignee.filter(|_| task.may_branch(ACTOR).is_ok()) else {
        return Ok(());
    };
    let Ok(client) = world.connections.client(user).await else {
        return Ok(());
    };
    let (branch, main) = (work.branch.parse()?, "main".parse()?);
    if client
        .create_branch(work.place, &branch, &main)
        .await
        .is_err()
    {
        return Ok(());
    }
    let practice = &world.practice;
    practice.commit(work.place, &work.branch, "Work").await;
    decide(world, work.task, |task| {
        task.may_branch(ACTOR)?;
        Ok((task.branched(branch, Follows::default()), Vec::new()))
    })
    .await
}

async fn leave(world: &World, link: &Link, person: &Person) -> Result<()> {
    let (project, user) = (link.project, person.user);
    let left = world.store().write(async |tx| {
        for task in tasks::open_of(tx, project, user).await? {
            if let Ok((task, _)) = task.assign(ACTOR, None) {
                // Outdated is impossible: it was read in this transaction.
                tasks::save(tx, &task).await?.ok();
            }
        }
        let linked = repositories::list(tx, project).await?;
        let everywhere: Vec<_> = linked
            .into_iter()
            .map(|repository| Consequence::Access {
                repository: repository.id,
                user,
            })
            .collect();
        effects::follow(tx, &everywhere).await?;
        members::remove(tx, project, user).await
    });
    left.await?;
    Ok(())
}

async fn join(world: &World, link: &Link, person: &Person) -> Result<()> {
    let (project, user) = (link.project, person.user);
    let store = world.store();
    let role = store.read(async |tx| members::role(tx, project, user).await);
    if role.await?.is_none() {
        world.developer(project, user).await;
    }
    Ok(())
}

/// GitHub may fail half-way; then nothing is connected.
async fn connect(world: &World, person: &Person) -> Result<()> {
    let (practice, connections) = (&world.practice, &world.connections);
    let redirect = practice.redirect();
    let url = connections
        .start(person.user, "/profile/settings", redirect)
        .await?;
    let back = practice.authorize(&person.login, &url, &[]).await;
    let code = back.code.as_deref();
    let finished = connections.finish(person.user, &back.state, code, None);
    finished.await.ok();
    Ok(())
}

async fn disconnect(world: &World, person: &Person) -> Result<()> {
    let user = person.user;
    let store = world.store();
    let found = store.read(async |tx| connections::find(tx, user).await);
    if found.await?.is_some() {
        world.disconnect(user).await;
    }
    Ok(())
}

async fn take_over(world: &World, link: &Link, person: &Person) -> Result<()> {
    let user = person.user;
    let store = world.store();
    let found = store.read(async |tx| connections::find(tx, user).await);
    match found.await? {
        Some(found) if found.state == ConnectionState::Active => appoint(world, link, user).await,
        _ => Ok(()),
    }
}

/// A manager ends somebody's access whatever the tasks say, or lets the tasks have their say again.
async fn hold(world: &World, link: &Link, person: &Person, held: bool) -> Result<()> {
    let (place, user) = (link.place, person.user);
    let done = world.store().write(async |tx| {
        let changed = if held {
            holds::hold(tx, place, user, user).await?
        } else {
            holds::release(tx, place, user).await?
        };
        if changed {
            let repository = link.repository;
            effects::follow(tx, &[Consequence::Access { repository, user }]).await?;
        }
        Ok::<_, store::Error>(())
    });
    Ok(done.await?)
}

/// Somebody else may save the project at this very moment: then nothing is chosen.
async fn choose(world: &World, link: &Link, right: Right, until_merged: bool) -> Result<()> {
    let chosen = world.store().write(async |tx| {
        let Some(mut project) = projects::find_by_id(tx, link.project).await? else {
            return Ok(());
        };
        project.options.right = right;
        project.options.closing.until_merged = until_merged;
        if projects::save(tx, &project).await?.is_ok() {
            effects::enqueue_all_of_project(tx, link.project).await?;
        }
        Ok::<_, store::Error>(())
    });
    Ok(chosen.await?)
}

/// From now on this user's connection acts on the repository.
pub(crate) async fn appoint(world: &World, link: &Link, steward: UserId) -> Result<()> {
    let (project, id) = (link.project, link.repository);
    let store = world.store();
    let found = store.read(async |tx| repositories::find(tx, project, id).await);
    let repository = found.await?.context("the repository is linked")?;
    world.appoint(&repository, Some(steward)).await;
    Ok(())
}

/// Load, decide, save, and let follow what follows.
async fn decide(
    world: &World,
    task: TaskId,
    rule: impl FnOnce(Task) -> Result<Decided, Refusal>,
) -> Result<()> {
    let decided = world.store().write(async |tx| {
        let Some(task) = tasks::find_by_id(tx, task).await? else {
            return Ok(());
        };
        let Ok((task, consequences)) = rule(task) else {
            return Ok(());
        };
        if tasks::save(tx, &task).await?.is_ok() {
            effects::follow(tx, &consequences).await?;
        }
        Ok::<_, store::Error>(())
    });
    Ok(decided.await?)
}
