//! What a project chooses about its work on GitHub: the right that tasks give, how they are handed
//! over, and what moves their status.
//!
//! GitHub is asked for one thing only, who a new reviewer is, and never inside a transaction.

use actix_web::{get, patch, web::Data};
use domain::{
    activity::ActivityKind,
    ids::{GithubAccountId, ProjectId, UserId},
    names::Login,
    options,
    project::Action,
    wire::options::{Closing, EditOptions, ProjectOptions},
};
use store::{
    ReadTx, Tx, effects, members,
    projects::{self, Project},
    reviewers::{self, Reviewers},
};

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::projects::ProjectPath,
    input::Json,
    record,
    state::State,
    version::IfMatch,
};

/// The most reviewers of either kind.
const REVIEWERS: usize = 20;

/// A GitHub account with what it is called.
type Account = (GithubAccountId, Login);

/// Show what a project chooses about its work on GitHub.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = ProjectOptions, description = "The choices"))
)]
#[get("/projects/{key}/options")]
pub(crate) async fn show_options(caller: InProject) -> Result<Answer<ProjectOptions>, Error> {
    let shown = caller
        .read(async |tx, member| show(tx, member.project).await)
        .await?;
    Ok(versioned(shown))
}

/// Change what a project chooses about its work on GitHub; what is left out stays.
///
/// What was given follows at once: it gets the new size, and what was there before stays.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = ProjectOptions, description = "The choices as changed"))
)]
#[patch("/projects/{key}/options")]
pub(crate) async fn edit_options(
    caller: InProject,
    state: Data<State>,
    based_on: IfMatch,
    Json(body): Json<EditOptions>,
) -> Result<Answer<ProjectOptions>, Error> {
    let (user, known) = caller
        .read(async |tx, member| {
            based_on.check(member.project.version)?;
            member.may(Action::Manage)?;
            Ok((member.user, reviewers::list(tx, member.project.id).await?))
        })
        .await?;
    let accounts = match &body.closing {
        Some(closing) => find_accounts(&state, user, closing, known.accounts).await?,
        None => Vec::new(),
    };
    let shown = caller
        .write(async |tx, member| {
            based_on.check(member.project.version)?;
            member.may(Action::Manage)?;
            let project = change(tx, &member, body, accounts).await?;
            show(tx, project).await
        })
        .await?;
    Ok(versioned(shown))
}

/// The accounts behind the logins; GitHub is asked for those that were not chosen before.
async fn find_accounts(
    state: &State,
    user: UserId,
    closing: &Closing,
    known: Vec<Account>,
) -> Result<Vec<Account>, Error> {
    if closing.reviewers.len().max(closing.reviewer_logins.len()) > REVIEWERS {
        let words = format!("choose at most {REVIEWERS}");
        return Err(Error::field("closing.reviewers", words));
    }
    let mut accounts = Vec::new();
    for login in &closing.reviewer_logins {
        let same = |(_, old): &&Account| old.as_str().eq_ignore_ascii_case(login.as_str());
        accounts.push(match known.iter().find(same) {
            Some(account) => account.clone(),
            None => find_account(state, user, login).await?,
        });
    }
    Ok(accounts)
}

async fn find_account(state: &State, user: UserId, login: &Login) -> Result<Account, Error> {
    let found = state.ask_github(user, async |github| github.account_named(login).await);
    match found.await {
        Ok(account) => Ok((account.id, login.clone())),
        Err(Error::Github(github::Error::NotFound)) => Err(Error::field(
            "closing.reviewer_logins",
            format!("GitHub knows nobody called {login}"),
        )),
        Err(error) => Err(error),
    }
}

async fn change(
    tx: &mut Tx,
    member: &Member,
    body: EditOptions,
    accounts: Vec<Account>,
) -> Result<Project, Error> {
    let mut project = member.project.clone();
    let mut said = Vec::new();
    if let Some(right) = body.right {
        said.push(format!("tasks give {}", right.as_str()));
        project.options.right = right;
    }
    if let Some(closing) = body.closing {
        said.push("how tasks are handed over".to_owned());
        let members = closing.reviewers.clone();
        must_be_members(tx, project.id, &members).await?;
        reviewers::replace(tx, project.id, &Reviewers { members, accounts }).await?;
        project.options.closing = chosen(closing);
    }
    if let Some(follows) = body.follows {
        said.push("what a status follows".to_owned());
        project.options.follows = follows;
    }
    let project = projects::save(tx, &project).await??;
    effects::enqueue_all_of_project(tx, project.id).await?;
    record::of_project(tx, member, ActivityKind::OptionsChanged, said.join("; "));
    Ok(project)
}

fn chosen(closing: Closing) -> options::Closing {
    options::Closing {
        title: closing.title,
        text: closing.text,
        backlink: closing.backlink,
        draft: closing.draft,
        until_merged: closing.until_merged,
    }
}

async fn must_be_members(
    tx: &mut ReadTx,
    project: ProjectId,
    users: &[UserId],
) -> Result<(), Error> {
    for (n, user) in users.iter().enumerate() {
        if members::role(tx, project, *user).await?.is_none() {
            let field = format!("closing.reviewers.{n}");
            return Err(Error::field(
                field,
                "this person is no member of the project",
            ));
        }
    }
    Ok(())
}

async fn show(tx: &mut ReadTx, project: Project) -> Result<ProjectOptions, Error> {
    let reviewers = reviewers::list(tx, project.id).await?;
    let closing = project.options.closing;
    Ok(ProjectOptions {
        right: project.options.right,
        closing: Closing {
            title: closing.title,
            text: closing.text,
            backlink: closing.backlink,
            draft: closing.draft,
            until_merged: closing.until_merged,
            reviewers: reviewers.members,
            reviewer_logins: reviewers
                .accounts
                .into_iter()
                .map(|(_, login)| login)
                .collect(),
        },
        follows: project.options.follows,
        version: project.version,
    })
}

fn versioned(shown: ProjectOptions) -> Answer<ProjectOptions> {
    let version = shown.version;
    Answer::ok(shown).version(version)
}
