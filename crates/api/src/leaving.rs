//! What a person leaves behind in a project: their open tasks, the access that came with them, and
//! the repositories that their connection acted on.
//!
//! Nothing is decided here; the rule of assigning is asked for each task.

use domain::{activity::ActivityKind, ids::UserId, project::Role, task::Consequence};
use store::{
    Tx, effects,
    repositories::{self, Repository},
    tasks,
};

use crate::{caller::Member, error::Error, record};

/// Takes a person off their open tasks, and has their access looked at on every repository.
pub(crate) async fn unassign(tx: &mut Tx, by: &Member, user: UserId) -> Result<(), Error> {
    free_tasks(tx, by, user).await?;
    look_at_access(tx, by, user).await
}

/// The same for who leaves the project; what their connection acted on waits for another manager to
/// take over.
pub(crate) async fn leave(tx: &mut Tx, by: &Member, user: UserId) -> Result<(), Error> {
    free_tasks(tx, by, user).await?;
    let left = lay_down_stewardship(tx, by, user).await?;
    look_at_access(tx, by, user).await?;
    for repository in left {
        effects::enqueue_all_of_repository(tx, repository.github_id).await?;
    }
    Ok(())
}

async fn free_tasks(tx: &mut Tx, by: &Member, user: UserId) -> Result<(), Error> {
    for task in tasks::open_of(tx, by.project.id, user).await? {
        // Who may send somebody away, or goes by themselves, needs no further right for this.
        let (task, _) = task.assign(Role::Manager, None)?;
        let task = tasks::save(tx, &task).await??;
        record::of_task(tx, by, &task, ActivityKind::TaskUnassigned, "");
    }
    Ok(())
}

/// A closed task may still hold access until its pull request is settled.
async fn look_at_access(tx: &mut Tx, by: &Member, user: UserId) -> Result<(), Error> {
    let everywhere: Vec<_> = repositories::list(tx, by.project.id)
        .await?
        .into_iter()
        .map(|repository| Consequence::Access {
            repository: repository.id,
            user,
        })
        .collect();
    Ok(effects::follow(tx, &everywhere).await?)
}

/// Takes the stewardship of a project's repositories from somebody: their connection gives nothing
/// more there. Gives those repositories.
async fn lay_down_stewardship(
    tx: &mut Tx,
    by: &Member,
    user: UserId,
) -> Result<Vec<Repository>, Error> {
    let mut left = repositories::list(tx, by.project.id).await?;
    left.retain(|repository| repository.steward == Some(user));
    for repository in &mut left {
        repository.steward = None;
        *repository = repositories::save(tx, repository).await??;
        let detail = format!(
            "{}/{}; its steward left the project",
            repository.owner, repository.name
        );
        record::of_project(tx, by, ActivityKind::StewardLeft, detail);
    }
    Ok(left)
}
