//! Ending tokens that leaked, by whoever found them.
//! How an app ends its own is in `applications`.

use serde::Deserialize;
use serde_json::json;

use super::call::{Answer, Call};
use crate::refusals::Refusal;
use crate::reply::Reply;

/// How many credentials one call may name.
const AT_ONCE: usize = 1000;

#[derive(Debug, Deserialize)]
struct Wish {
    #[serde(default)]
    credentials: Vec<String>,
}

/// `POST /credentials/revoke`: for nobody in particular. What is unknown or ended already is taken
/// like all else, so that nothing can be learned here.
pub(crate) fn revoke(call: &Call<'_>) -> Answer {
    if call.viewer.user.is_some() {
        return Err(Refusal::forbidden(
            "This endpoint is for unauthenticated requests only.",
        ));
    }
    let wish: Wish = call.request.json()?;
    if wish.credentials.is_empty() || wish.credentials.len() > AT_ONCE {
        return Err(Refusal::Unprocessable(
            "credentials must have from 1 to 1000 entries",
        ));
    }
    call.state
        .change(|world| world.end_credentials(&wish.credentials));
    Ok(Reply::json(202, json!({})))
}
