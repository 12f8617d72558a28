//! Commits by REST, read from git at each call.
//! What is reported about them is in `statuses` and `checks`.

use super::call::{Answer, Call};
use super::target::Target;
use crate::git::LogQuery;
use crate::paging::Page;
use crate::refusals::Refusal;
use crate::render::commits;
use crate::reply::Reply;

/// `GET …/commits`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Answer {
    let request = call.request;
    let name = request
        .query("sha")
        .unwrap_or(&target.repository.default_branch);
    let Some(range) = target.git.resolve(name) else {
        return Err(if target.is_empty()? {
            Refusal::empty_repository()
        } else {
            Refusal::not_found()
        });
    };
    let page = Page::of(request);
    let text = |name: &str| request.query(name).map(str::to_owned);
    let query = LogQuery {
        range,
        skip: page.skip(),
        limit: page.size,
        since: text("since"),
        until: text("until"),
        author: request.query("author").map(|author| address(call, author)),
        path: text("path"),
    };
    let found = target.git.log(&query)?;
    // Counting walks the whole history: only when this page cannot be the only one.
    let alone = page.number == 1 && found.len() < page.size;
    let total = if alone {
        found.len()
    } else {
        target.git.count(&query)?
    };
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = found
        .iter()
        .map(|commit| commits::commit(view, &target.repository, commit))
        .collect();
    Ok(page.reply(body, total, &call.address(), request))
}

/// `GET …/commits/{ref}`
pub(crate) fn show(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let sha = resolve(target, name)?;
    let commit = target.git.commit(&sha)?.ok_or_else(Refusal::not_found)?;
    let changes = target
        .git
        .changes(commit.parents.first().map(String::as_str), &sha)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(Reply::json(
        200,
        commits::with_files(view, &target.repository, &commit, &changes),
    ))
}

/// The commit that is meant by a branch, a tag or a SHA.
pub(super) fn resolve(target: &Target, name: &str) -> Result<String, Refusal> {
    if let Some(sha) = target.git.resolve(name) {
        return Ok(sha);
    }
    if target.is_empty()? {
        return Err(Refusal::empty_repository());
    }
    Err(Refusal::Plain(
        422,
        format!("No commit found for SHA: {name}"),
    ))
}

/// A login stands for the address that its commits carry.
fn address(call: &Call<'_>, author: &str) -> String {
    let world = call.state.world();
    world
        .user_named(author)
        .map_or_else(|| author.to_owned(), |user| user.email.clone())
}
