//! Finding things in all of one's projects at once.
//!
//! Only our own records are searched; GitHub is not asked.

use actix_web::{get, web::Data};
use domain::wire::search::FoundTask;
use serde::Deserialize;
use store::search;
use utoipa::IntoParams;

use crate::{answer::Answer, caller::SignedIn, error::Error, input::Query, state::State};

/// More than this nobody reads in a list that appears while one types.
const MOST: u32 = 20;

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchQuery {
    /// A part of the title; left out, whatever changed last.
    q: Option<String>,
}

/// Find tasks in all projects that one is a member of, those that changed last first.
#[utoipa::path(
    tag = "tasks",
    params(SearchQuery),
    responses((status = OK, body = Vec<FoundTask>, description = "Up to 20 tasks"))
)]
#[get("/tasks")]
pub(crate) async fn find_tasks(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<SearchQuery>,
) -> Result<Answer<Vec<FoundTask>>, Error> {
    let text = query.q.as_deref().unwrap_or_default().trim();
    let found = state
        .read(async |tx| Ok(search::tasks(tx, caller.user, text, MOST).await?))
        .await?;
    Ok(Answer::ok(found))
}
