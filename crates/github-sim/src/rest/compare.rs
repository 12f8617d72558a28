//! The comparison of two commits by REST.
//! Its commits come oldest first, unlike those of every other list.

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::target::Target;
use crate::git::{Commit, GitError, LogQuery};
use crate::paging::Page;
use crate::refusals::Refusal;
use crate::render::commits;

/// How many commits are given to those who do not ask for pages.
const WITHOUT_PAGES: usize = 250;

/// `GET …/compare/{base}...{head}`
pub(crate) fn show(call: &Call<'_>, target: &Target, range: &str) -> Answer {
    let git = &target.git;
    let (base, head) = range.split_once("...").ok_or_else(Refusal::not_found)?;
    let base = resolve(call, target, base)?;
    let head = resolve(call, target, head)?;
    let (ahead, behind) = git.ahead_behind(&base, &head)?;
    let fork = git
        .merge_base(&base, &head)
        .ok_or_else(Refusal::not_found)?;
    let (page, listed) = commits_of(call, target, &base, &head, ahead)?;
    let changes = if page.number == 1 {
        git.changes(Some(&fork), &head)?
    } else {
        Vec::new()
    };
    let base_commit = git.commit(&base)?.ok_or_else(Refusal::not_found)?;
    let fork_commit = git.commit(&fork)?.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let (view, repository) = (call.state.view(&world), &target.repository);
    let render = |commit: &Commit| commits::commit(view, repository, commit);
    let mut body = json!({
        "base_commit": render(&base_commit),
        "merge_base_commit": render(&fork_commit),
        "status": status(ahead, behind),
        "ahead_by": ahead,
        "behind_by": behind,
        "total_commits": ahead,
        "commits": listed.iter().map(render).collect::<Vec<_>>(),
        "files": commits::files(view, repository, &head, &changes),
    });
    address(
        &mut body,
        &view.api_of(repository),
        &view.page_of(repository),
        range,
    );
    Ok(page.reply(body, ahead, &call.address(), call.request))
}

/// One page of the commits that only the head has, oldest first.
fn commits_of(
    call: &Call<'_>,
    target: &Target,
    base: &str,
    head: &str,
    ahead: usize,
) -> Result<(Page, Vec<Commit>), GitError> {
    let paged = call
        .request
        .query("page")
        .or(call.request.query("per_page"))
        .is_some();
    let page = if paged {
        Page::of(call.request)
    } else {
        Page {
            number: 1,
            size: WITHOUT_PAGES.max(ahead),
        }
    };
    let size = if paged { page.size } else { WITHOUT_PAGES };
    // Git lists newest first: page 1 is the far end of its list.
    let end = ahead.saturating_sub(page.skip());
    let limit = if paged { size.min(end) } else { size };
    let skip = if paged { end.saturating_sub(size) } else { 0 };
    if limit == 0 {
        return Ok((page, Vec::new()));
    }
    let range = format!("{base}..{head}");
    let mut found = target.git.log(&LogQuery {
        range,
        skip,
        limit,
        ..LogQuery::default()
    })?;
    found.reverse();
    Ok((page, found))
}

/// A side of the comparison; `OWNER:` before a branch must be this repository's owner.
fn resolve(call: &Call<'_>, target: &Target, name: &str) -> Result<String, Refusal> {
    let world = call.state.world();
    let name = local_name(&world.account(target.repository.owner).login, name);
    drop(world);
    name.and_then(|name| target.git.resolve(name))
        .ok_or_else(Refusal::not_found)
}

/// The branch in `OWNER:BRANCH`; nothing when that is another owner's.
pub(crate) fn local_name<'a>(owner: &str, name: &'a str) -> Option<&'a str> {
    match name.split_once(':') {
        Some((named, branch)) => named.eq_ignore_ascii_case(owner).then_some(branch),
        None => Some(name),
    }
}

fn status(ahead: usize, behind: usize) -> &'static str {
    match (ahead, behind) {
        (0, 0) => "identical",
        (_, 0) => "ahead",
        (0, _) => "behind",
        _ => "diverged",
    }
}

fn address(body: &mut Value, api: &str, page: &str, range: &str) {
    body["url"] = json!(format!("{api}/compare/{range}"));
    body["html_url"] = json!(format!("{page}/compare/{range}"));
    body["permalink_url"] = json!(format!("{page}/compare/{range}"));
    body["diff_url"] = json!(format!("{page}/compare/{range}.diff"));
    body["patch_url"] = json!(format!("{page}/compare/{range}.patch"));
}
