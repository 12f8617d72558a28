//! Which part of the simulator a path belongs to.
//! No part is written here; every arm leads to one that is.

use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;
use crate::{control, git_http, oauth_pages, oauth_tokens, pages, rest};

/// Answers a request.
pub(crate) fn dispatch(state: &State, request: &Request) -> Reply {
    match request.parts().as_slice() {
        ["api", "v3", path @ ..] => rest::answer(state, request, path),
        // Tokens guard what is above; below, any site could act through somebody's browser.
        _ if !request.only_reads() && request.is_from_elsewhere() => pages::foreign(),
        ["_sim", path @ ..] => control::answer(state, request, path),
        ["login", "oauth", "access_token"] => oauth_tokens::answer(state, request),
        ["login" | "settings", ..] | ["session"] => oauth_pages::answer(state, request),
        [owner, name, rest @ ..] if git_http::is_git(rest) => {
            git_http::answer(state, request, owner, name, rest)
        }
        path => pages::answer(state, request, path),
    }
}

/// Whether no fault ever strikes: what orders faults must be able to end them, and which browsers
/// ask for an icon is nobody's doing.
pub(crate) fn is_spared(request: &Request) -> bool {
    matches!(
        request.parts().as_slice(),
        ["_sim" | "_page", ..] | ["" | "favicon.ico"]
    )
}

/// Whether a call is written down: REST calls and those to the token endpoint are.
pub(crate) fn is_recorded(request: &Request) -> bool {
    matches!(
        request.parts().as_slice(),
        ["api", "v3", ..] | ["login", "oauth", "access_token"]
    )
}
