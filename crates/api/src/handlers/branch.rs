//! A task's branch: created on GitHub by whoever asks, with their own token.
//!
//! This is the one call that changes something on GitHub while the caller waits.

use actix_web::{
    post,
    web::{Data, Path},
};
use domain::{
    activity::ActivityKind, branch::name_for, refusal::Refusal, wire::tasks::Task as Shown,
};
use store::repositories;

use crate::{
    answer::Answer,
    caller::InProject,
    error::Error,
    github_trouble,
    handlers::tasks::TaskPath,
    state::State,
    task_change::{self, Change},
};

/// Create a task's branch from the development branch.
///
/// It is named by the task's key and title. One of that name that is there already is taken.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = CREATED, body = Shown, description = "The task with its branch"))
)]
#[post("/projects/{key}/tasks/{number}/branch")]
pub(crate) async fn create_branch(
    caller: InProject,
    state: Data<State>,
    at: Path<TaskPath>,
) -> Result<Answer<Shown>, Error> {
    let (user, repository, from, name) = caller
        .read(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            let repository = task.may_branch(member.role)?;
            let found = repositories::find(tx, member.project.id, repository).await?;
            let repository = found.ok_or(Refusal::NoRepository)?;
            let from = repository.development_branch.clone();
            let from = from.ok_or(Refusal::NoDevelopmentBranch)?;
            let name = name_for(&member.project.key, task.number, &task.title);
            Ok((member.user, repository, from, name))
        })
        .await?;
    github_trouble::ask_about(&state, user, &repository, async |github| {
        let id = repository.github_id;
        github.create_branch(id, &name, &from).await
    })
    .await?;
    let task = caller
        .write(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            task.may_branch(member.role)?;
            let follows = member.project.options.follows;
            let change = Change {
                detail: name.to_string(),
                decided: (task.branched(name, follows), Vec::new()),
                kind: ActivityKind::BranchCreated,
            };
            let task = task_change::save(tx, &member, change).await?;
            task_change::show(tx, &member, &task).await
        })
        .await?;
    let version = task.version;
    Ok(Answer::created(task).version(version))
}
