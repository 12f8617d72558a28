//! What machines and people on GitHub say of a task's work, by the viewer's own token.
//!
//! Nothing of it is kept, logged or counted here (laws 5 and 6): it only passes through.

use actix_web::{
    get,
    web::{Data, Path},
};
use domain::{
    ids::{PullRequestNumber, UserId},
    names::BranchName,
    refusal::Refusal,
    wire::commits::Verdicts,
};
use store::repositories::{self, Repository};

use crate::{
    answer::Answer, caller::InProject, error::Error, github_trouble, handlers::tasks::TaskPath,
    state::State, task_change,
};

/// What to ask about, for whom.
struct Asked {
    viewer: UserId,
    repository: Repository,
    branch: Option<BranchName>,
    pull_request: Option<PullRequestNumber>,
}

/// Show the checks of a task's branch and the reviews of its pull request, as the caller's GitHub
/// account sees them.
///
/// Without a connection, or without access on GitHub, the problem holds nothing of the repository.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = OK, body = Verdicts, description = "Checks and reviews"))
)]
#[get("/projects/{key}/tasks/{number}/verdicts")]
pub(crate) async fn show_verdicts(
    caller: InProject,
    state: Data<State>,
    at: Path<TaskPath>,
) -> Result<Answer<Verdicts>, Error> {
    let asked = caller
        .read(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            let repository = task.repository.ok_or(Refusal::NoRepository)?;
            let found = repositories::find(tx, member.project.id, repository).await?;
            Ok(Asked {
                viewer: member.user,
                repository: found.ok_or(Refusal::NoRepository)?,
                branch: task.branch,
                pull_request: task.link.map(|link| link.number),
            })
        })
        .await?;
    Ok(Answer::ok(look(&state, &asked).await?))
}

async fn look(state: &State, asked: &Asked) -> Result<Verdicts, Error> {
    let repository = &asked.repository;
    github_trouble::ask_about(state, asked.viewer, repository, async |github| {
        let id = repository.github_id;
        let mut verdicts = Verdicts {
            checks: Vec::new(),
            reviews: Vec::new(),
        };
        if let Some(branch) = &asked.branch {
            verdicts.checks = github.checks(id, branch).await?;
        }
        if let Some(number) = asked.pull_request {
            verdicts.reviews = github.reviews(id, number).await?;
        }
        Ok(verdicts)
    })
    .await
}
