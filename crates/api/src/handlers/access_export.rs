//! Who can push, as a file for an access review: one line for each account on each repository.

use actix_web::{HttpResponse, get, http::header, web::Data};
use domain::{
    Timestamp,
    names::ProjectKey,
    wire::access::{Access, RepositoryAccess},
};

use crate::{
    caller::InProject, error::Error, handlers::projects::ProjectPath, live_access, spreadsheet,
    state::State,
};

/// The columns; their names are part of the API.
const COLUMNS: [&str; 14] = [
    "person",
    "github_login",
    "github_account",
    "repository",
    "right",
    "invited_to",
    "because",
    "since",
    "tasks",
    "state",
    "drift",
    "held_back_by",
    "last_looked_at",
    "source",
];

/// Download who can push now as CSV (RFC 4180), for an access review.
///
/// GitHub is asked as for the live view; where it was not to be had, `source` says `records` and
/// `drift` is empty. No cell begins as a formula of a spreadsheet would.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = String, content_type = "text/csv", description = "The file"))
)]
#[get("/projects/{key}/access.csv")]
pub(crate) async fn export_access(
    caller: InProject,
    state: Data<State>,
) -> Result<HttpResponse, Error> {
    let key = caller
        .read(async |_, member| Ok(member.project.key))
        .await?;
    let repositories = live_access::look(&caller, &state).await?;
    let now = state.now();
    let lines = repositories.iter().flat_map(|repository| {
        let accesses = repository.accesses.iter();
        accesses.map(|access| line(&key, repository, access, now))
    });
    let file = spreadsheet::write(&COLUMNS, lines)?;
    let name = format!("{key}-access-{}.csv", now.format("%Y-%m-%d"));
    Ok(HttpResponse::Ok()
        .insert_header((
            header::CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present",
        ))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(file))
}

fn line(
    key: &ProjectKey,
    repository: &RepositoryAccess,
    access: &Access,
    now: Timestamp,
) -> [String; COLUMNS.len()] {
    let person = access.person.as_ref().map(|person| person.name.to_string());
    let right = access.seen.unwrap_or(access.permission);
    let invited = access.invited.map(|right| right.as_str().to_owned());
    let drift = access.drift.map(|drift| drift.as_str().to_owned());
    let looked_at = access.seen.map_or(access.looked_at, |_| Some(now));
    [
        person.unwrap_or_default(),
        access.login.clone().unwrap_or_default(),
        access.account.map_or(String::new(), |id| id.to_string()),
        repository.full_name.clone(),
        right.as_str().to_owned(),
        invited.unwrap_or_default(),
        access.cause.as_str().to_owned(),
        time(access.since),
        tasks(key, access),
        access.state.as_str().to_owned(),
        drift.unwrap_or_default(),
        held_by(access),
        time(looked_at),
        if access.seen.is_some() {
            "github"
        } else {
            "records"
        }
        .to_owned(),
    ]
}

/// The tasks by their keys; those of other projects are not named.
fn tasks(key: &ProjectKey, access: &Access) -> String {
    let here = access.tasks.iter();
    let mut tasks: Vec<_> = here.map(|task| format!("{key}-{}", task.number)).collect();
    if access.elsewhere {
        tasks.push("other projects".to_owned());
    }
    tasks.join(" ")
}

fn held_by(access: &Access) -> String {
    let Some(held) = &access.held else {
        return String::new();
    };
    let by = held.by.as_ref().map(|by| by.name.to_string());
    by.unwrap_or_else(|| "a deleted account".to_owned())
}

fn time(at: Option<Timestamp>) -> String {
    let written = |at: Timestamp| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    at.map_or(String::new(), written)
}
