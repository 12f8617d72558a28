//! What a person leaves behind in a project: their open tasks, the access that came with them, and
//! the repositories that their connection acted on.
//!
//! Nothing is decided here; the rule of assigning is asked for each task.

use domain::{activity::ActivityKind, ids::UserId, project::Role, task::Consequence};
use store::{Tx, effects, repositories, tasks};

use crate::{caller::Member, error::Error, record};

/// Takes a person off their open tasks, and has their access looked at on every repository.
pub(crate) async fn unassign(tx: &mut Tx, by: &Member, user: UserId) -> Result<(), Error> {
    let project = by.project.id;
    for task in tasks::open_of(tx, project, user).await? {
        // Who may send somebody away, or goes by themselves, needs no further right for this.
        let (task, _) = task.assign(Role::Manager, None)?;
        let task = tasks::save(tx, &task).await??;
        record::of_task(tx, by, &task, ActivityKind::TaskUnassigned, "");
    }
    // A closed task may still hold access until its pull request is settled.
    let everywhere: Vec<_> = repositories::list(tx, project)
        .await?
        .into_iter()
        .map(|repository| Consequence::Access {
            repository: repository.id,
            user,
        })
        .collect();
    Ok(effects::follow(tx, &everywhere).await?)
}

/// Takes the stewardship of a project's repositories from somebody who leaves it: their connection
/// gives nothing more. Another manager takes over.
pub(crate) async fn lay_down_stewardship(
    tx: &mut Tx,
    by: &Member,
    user: UserId,
) -> Result<(), Error> {
    let mut left = repositories::list(tx, by.project.id).await?;
    left.retain(|repository| repository.steward == Some(user));
    // All of them first, then what follows: no two transactions wait for each other.
    for repository in &mut left {
        repository.steward = None;
        *repository = repositories::save(tx, repository).await??;
    }
    for repository in left {
        effects::enqueue_all_of_repository(tx, repository.github_id).await?;
        let detail = format!(
            "{}/{}; its steward left the project",
            repository.owner, repository.name
        );
        record::of_project(tx, by, ActivityKind::StewardLeft, detail);
    }
    Ok(())
}
