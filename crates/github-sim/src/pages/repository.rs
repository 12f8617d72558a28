//! The pages that links of replies lead to: a repository, a branch, a commit, a pull request.
//! They are read only; what can be done with a repository is in `overview`.

use super::html::{escape, link, page, table};
use super::{overview, reports, world};
use crate::git::{Commit, GitRepository, LogQuery};
use crate::repositories::Repository;
use crate::state::State;

/// The page of a repository by name, be it today's or a former one.
pub(crate) fn page_of(state: &State, owner: &str, name: &str, rest: &[&str]) -> Option<String> {
    let (found, full_name) = find(state, owner, name)?;
    page_below(state, &found, &full_name, rest)
}

/// The repository of that name with its full name of today.
pub(super) fn find(state: &State, owner: &str, name: &str) -> Option<(Repository, String)> {
    let world = state.world();
    let found = world.repository_named(owner, name);
    let found = found.or_else(|| world.repository_once_named(owner, name))?;
    Some((found.clone(), world.full_name(found)))
}

fn page_below(state: &State, found: &Repository, full_name: &str, rest: &[&str]) -> Option<String> {
    let git = state.git.open(found.id);
    match rest {
        [] => Some(overview::page_of(state, &git, found, full_name)),
        ["tree" | "commits", branch @ ..] => branch_page(&git, full_name, &branch.join("/")),
        ["commit", sha] => commit_page(&git, full_name, sha),
        ["pull", number] => pull_page(state, found, full_name, number),
        ["runs", id] => reports::run_page(found, full_name, id),
        ["issues", number] => issue_page(state, found, full_name, number),
        ["pulls"] => Some(page(full_name, "", &pulls(state, found))),
        ["compare", range @ ..] => compare_page(&git, full_name, &range.join("/")),
        ["invitations"] => Some(overview::invitations_page(state, found, full_name)),
        _ => None,
    }
}

fn branch_page(git: &GitRepository, full_name: &str, branch: &str) -> Option<String> {
    let range = git.resolve(branch)?;
    let found = git
        .log(&LogQuery {
            range,
            limit: 50,
            ..LogQuery::default()
        })
        .ok()?;
    Some(page(
        &format!("{full_name} · {branch}"),
        "",
        &commits(&found, full_name),
    ))
}

fn compare_page(git: &GitRepository, full_name: &str, range: &str) -> Option<String> {
    let (base, head) = range.split_once("...")?;
    let range = format!("{}..{}", git.resolve(base)?, git.resolve(head)?);
    let found = git
        .log(&LogQuery {
            range,
            limit: 250,
            ..LogQuery::default()
        })
        .ok()?;
    Some(page(
        &format!("{full_name} · {base} … {head}"),
        "",
        &commits(&found, full_name),
    ))
}

fn commit_page(git: &GitRepository, full_name: &str, sha: &str) -> Option<String> {
    let sha = git.resolve(sha)?;
    let commit = git.commit(&sha).ok()??;
    let difference = git.git(&["show", "--format=", &sha]).ok()?;
    let body = format!(
        "<p>{} · <span class=\"dim\">{}</span></p><pre>{}</pre><pre>{}</pre>",
        escape(&commit.author.name),
        escape(&commit.author.date),
        escape(&commit.message),
        escape(&difference),
    );
    Some(page(&format!("{full_name} · {}", &sha[..7]), "", &body))
}

fn pull_page(
    state: &State,
    repository: &Repository,
    full_name: &str,
    number: &str,
) -> Option<String> {
    let number: u64 = number.parse().ok()?;
    let pull = repository.pulls.iter().find(|pull| pull.number == number)?;
    let status = world::state_of(pull);
    let world = state.world();
    let body = format!(
        "<p>{status} {} wants to merge <code>{}</code> into <code>{}</code></p>\
         {}{}<p>{}</p>",
        escape(&world.account(pull.author).login),
        escape(&pull.head),
        escape(&pull.base),
        preformatted(pull.body.as_deref()),
        reports::list(repository, full_name, &pull.head_sha),
        link(
            &format!("/{full_name}/compare/{}...{}", pull.base_sha, pull.head_sha),
            "Commits"
        ),
    );
    Some(page(&format!("{} #{number}", pull.title), "", &body))
}

fn issue_page(
    state: &State,
    repository: &Repository,
    full_name: &str,
    number: &str,
) -> Option<String> {
    let number: u64 = number.parse().ok()?;
    let mut issues = repository.issues.iter();
    let Some(issue) = issues.find(|issue| issue.number == number) else {
        return pull_page(state, repository, full_name, &number.to_string());
    };
    let world = state.world();
    let login = |id: &u64| escape(&world.account(*id).login);
    let assignees: Vec<_> = issue.assignees.iter().map(login).collect();
    let body = format!(
        "<p><strong>{}</strong> · by {} · looked after by {}</p>{}",
        issue.state(),
        login(&issue.author),
        if assignees.is_empty() {
            "nobody".to_owned()
        } else {
            assignees.join(", ")
        },
        preformatted(issue.body.as_deref()),
    );
    let title = format!("{} #{number}", issue.title);
    Some(page(&title, "", &body))
}

fn preformatted(text: Option<&str>) -> String {
    let text = text.filter(|text| !text.trim().is_empty());
    text.map(|text| format!("<pre>{}</pre>", escape(text)))
        .unwrap_or_default()
}

fn pulls(state: &State, repository: &Repository) -> String {
    let world = state.world();
    world::pulls(state.view(&world), &[repository]).3
}

fn commits(commits: &[Commit], full_name: &str) -> String {
    let row = |commit: &Commit| {
        let headline = commit.message.lines().next().unwrap_or_default();
        vec![
            link(&format!("/{full_name}/commit/{}", commit.sha), headline),
            escape(&commit.author.name),
            escape(&commit.author.date),
        ]
    };
    let rows: Vec<_> = commits.iter().map(row).collect();
    table(&["Commit", "Author", "Date"], &rows)
}
