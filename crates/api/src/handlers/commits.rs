//! The commits of a task, from GitHub to one viewer, by the viewer's own token.
//!
//! Nothing of them is kept, logged or counted here (laws 5 and 6): they only pass through.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    web::{Data, Path},
};
use domain::{ids::UserId, names::BranchName, refusal::Refusal, wire::commits::Commits};
use github::Conditional;
use store::repositories::{self, Repository};

use crate::{
    caller::InProject, error::Error, github_trouble, handlers::tasks::TaskPath, state::State,
    task_change,
};

/// What to compare, for whom.
struct Asked {
    viewer: UserId,
    repository: Repository,
    base: BranchName,
    /// There are no commits before there is a branch.
    head: Option<BranchName>,
}

/// List the commits on a task's branch, the newest first, as the caller's GitHub account sees them.
///
/// GitHub's `ETag` is passed through: send it back as `If-None-Match`, and an unchanged list costs
/// nothing of the caller's rate limit. Without a connection, or without access on GitHub, the
/// problem holds nothing of the repository.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath,
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of the list at hand")
    ),
    responses(
        (status = OK, body = Commits, description = "The commits"),
        (status = NOT_MODIFIED, description = "The list at hand is as it is")
    )
)]
#[get("/projects/{key}/tasks/{number}/commits")]
pub(crate) async fn list_commits(
    caller: InProject,
    state: Data<State>,
    request: HttpRequest,
    at: Path<TaskPath>,
) -> Result<HttpResponse, Error> {
    let asked = caller
        .read(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            let repository = task.repository.ok_or(Refusal::NoRepository)?;
            let found = repositories::find(tx, member.project.id, repository).await?;
            let repository = found.ok_or(Refusal::NoRepository)?;
            let base = repository.development_branch.clone();
            Ok(Asked {
                viewer: member.user,
                base: base.ok_or(Refusal::NoDevelopmentBranch)?,
                head: task.branch,
                repository,
            })
        })
        .await?;
    let known = request.headers().get(header::IF_NONE_MATCH);
    let known = known.and_then(|tag| tag.to_str().ok());
    Ok(match compare(&state, &asked, known).await? {
        Conditional::Unchanged => HttpResponse::NotModified().finish(),
        Conditional::Changed { value, etag } => {
            let mut answer = HttpResponse::Ok();
            if let Some(etag) = etag {
                answer.insert_header((header::ETAG, etag));
            }
            answer.json(value)
        }
    })
}

async fn compare(
    state: &State,
    asked: &Asked,
    known: Option<&str>,
) -> Result<Conditional<Commits>, Error> {
    let Asked {
        viewer,
        repository,
        base,
        head,
    } = asked;
    let Some(head) = head else {
        // Who could not see any is told so from the beginning.
        state
            .in_time(async { Ok(state.connections.client(*viewer).await?) })
            .await?;
        return Ok(none_yet(repository));
    };
    github_trouble::ask_about(state, *viewer, repository, async |github| {
        github
            .compare(repository.github_id, base, head, known)
            .await
    })
    .await
}

fn none_yet(repository: &Repository) -> Conditional<Commits> {
    Conditional::Changed {
        value: Commits {
            ahead: 0,
            behind: 0,
            commits: Vec::new(),
            html_url: repository.html_url.clone(),
        },
        etag: None,
    }
}
