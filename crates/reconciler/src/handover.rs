//! What is to be handed over when a task is done: read from the records, with the text as the
//! project wishes it.
//!
//! GitHub is not asked here.

use domain::{
    connection::ConnectionState,
    ids::{GithubAccountId, GithubRepositoryId, TaskId, UserId},
    names::BranchName,
    options::{Closing, Filling},
    pull_request::{PullRequestLink, PullRequestState},
    task::Task,
};
use github::NewPullRequest;
use store::{
    ReadTx, connections as connection_rows,
    projects::{self, Project},
    repositories, reviewers, tasks,
};
use url::Url;

use crate::stewards::{self, Errand, Stewards};

/// GitHub takes no longer title.
const TITLE_MAX: usize = 256;

/// A pull request to be found or opened.
pub(crate) struct Handover {
    pub(crate) repository: GithubRepositoryId,
    pub(crate) new: NewPullRequest,
    /// The one that was handed over before, if there was one.
    pub(crate) known: Option<PullRequestLink>,
    /// Whose review is to be asked for.
    pub(crate) reviewers: Vec<GithubAccountId>,
    pub(crate) assignee: Option<UserId>,
    pub(crate) stewards: Stewards,
}

/// What is to be handed over, or why that cannot be; nothing when nobody waits for it any more.
pub(crate) async fn read(
    tx: &mut ReadTx,
    task: TaskId,
    app_url: &Url,
) -> Result<Option<Result<Handover, PullRequestState>>, store::Error> {
    let task = tasks::find_by_id(tx, task).await?;
    let Some(task) = task.filter(|task| !task.pull_request.is_settled()) else {
        return Ok(None);
    };
    let Some(repository) = repository_of(tx, &task).await? else {
        return Ok(Some(Err(PullRequestState::RepositoryMissing)));
    };
    let Some(head) = task.branch.clone() else {
        return Ok(Some(Err(PullRequestState::BranchMissing)));
    };
    let Some(base) = repository.development_branch else {
        return Ok(Some(Err(PullRequestState::BaseMissing)));
    };
    let Some(project) = projects::find_by_id(tx, task.project).await? else {
        return Ok(None);
    };
    Ok(Some(Ok(Handover {
        repository: repository.github_id,
        new: write_text(&project, &task, (head, base), app_url),
        reviewers: reviewers::accounts(tx, task.project).await?,
        assignee: able_assignee(tx, &task).await?,
        stewards: stewards::find(tx, repository.github_id, Errand::Give).await?,
        known: task.link,
    })))
}

/// The repository of a task, where it is linked.
pub(crate) async fn repository_of(
    tx: &mut ReadTx,
    task: &Task,
) -> Result<Option<repositories::Repository>, store::Error> {
    match task.repository {
        Some(repository) => repositories::find(tx, task.project, repository).await,
        None => Ok(None),
    }
}

async fn able_assignee(tx: &mut ReadTx, task: &Task) -> Result<Option<UserId>, store::Error> {
    let Some(user) = task.assignee else {
        return Ok(None);
    };
    let connection = connection_rows::find(tx, user).await?;
    let able = connection.is_some_and(|found| found.state == ConnectionState::Active);
    Ok(able.then_some(user))
}

fn write_text(
    project: &Project,
    task: &Task,
    (head, base): (BranchName, BranchName),
    app_url: &Url,
) -> NewPullRequest {
    let (address, number) = (app_url.as_str(), task.number.to_string());
    let address = address.trim_end_matches('/');
    let filling = Filling {
        key: &format!("{}-{number}", project.key),
        number: &number,
        title: task.title.as_str(),
        project: project.name.as_str(),
        url: &format!("{address}/projects/{}/tasks/{number}", project.key),
    };
    let Closing { title, text, .. } = &project.options.closing;
    let mut body = filling.fill(text.as_str());
    if project.options.closing.backlink {
        body = format!("{}\n\n[{}]({})", body.trim_end(), filling.key, filling.url);
    }
    NewPullRequest {
        title: filling
            .fill(title.as_str())
            .chars()
            .take(TITLE_MAX)
            .collect(),
        body: body.trim().to_owned(),
        head,
        base,
        draft: project.options.closing.draft,
    }
}
