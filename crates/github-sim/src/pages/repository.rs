//! The pages that links of replies lead to: a repository, a branch, a commit, a pull request.
//! They are read only; whoever wants to act uses the API.

use super::html::{escape, link, page, table};
use crate::git::{Commit, GitRepository, LogQuery};
use crate::repositories::Repository;
use crate::state::State;

/// The page of a repository by name, be it today's or a former one.
pub(crate) fn page_of(state: &State, owner: &str, name: &str, rest: &[&str]) -> Option<String> {
    let (found, full_name) = {
        let world = state.world();
        let found = world.repository_named(owner, name);
        let found = found.or_else(|| world.repository_once_named(owner, name))?;
        (found.clone(), world.full_name(found))
    };
    page_below(state, &found, &full_name, rest)
}

fn page_below(state: &State, found: &Repository, full_name: &str, rest: &[&str]) -> Option<String> {
    let git = state.git.open(found.id);
    match rest {
        [] => Some(overview(&git, found, full_name)),
        ["tree" | "commits", branch @ ..] => branch_page(&git, full_name, &branch.join("/")),
        ["commit", sha] => commit_page(&git, full_name, sha),
        ["pull", number] => pull_page(state, found, full_name, number),
        ["pulls"] => Some(page(full_name, "", &pulls(found, full_name))),
        ["compare", range @ ..] => compare_page(&git, full_name, &range.join("/")),
        ["invitations"] => Some(page(
            full_name,
            "narrow",
            "<p>Invitations are answered by the API.</p>",
        )),
        _ => None,
    }
}

fn overview(git: &GitRepository, repository: &Repository, full_name: &str) -> String {
    let branches = git.branches().unwrap_or_default();
    let rows: Vec<_> = branches
        .iter()
        .map(|(name, sha)| {
            let short = &sha[..7];
            vec![
                link(&format!("/{full_name}/tree/{name}"), name),
                link(&format!("/{full_name}/commit/{sha}"), short),
            ]
        })
        .collect();
    let about = escape(
        repository
            .description
            .as_deref()
            .unwrap_or("No description"),
    );
    let kind = if repository.private {
        "Private"
    } else {
        "Public"
    };
    let body = format!(
        "<p>{about} <span class=\"dim\">· {kind}</span></p><h2>Branches</h2>{}\
         <h2>Pull requests</h2>{}",
        table(&["Branch", "Commit"], &rows),
        pulls(repository, full_name),
    );
    page(full_name, "", &body)
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
    let world = state.world();
    let status = if pull.merged.is_some() {
        "merged"
    } else {
        pull.state()
    };
    let body = format!(
        "<p><strong>{status}</strong> · {} wants to merge <code>{}</code> into <code>{}</code></p>\
         <pre>{}</pre><p>{}</p>",
        escape(&world.account(pull.author).login),
        escape(&pull.head),
        escape(&pull.base),
        escape(pull.body.as_deref().unwrap_or_default()),
        link(
            &format!("/{full_name}/compare/{}...{}", pull.base_sha, pull.head_sha),
            "Commits"
        ),
    );
    Some(page(&format!("{} #{number}", pull.title), "", &body))
}

fn pulls(repository: &Repository, full_name: &str) -> String {
    let row = |pull: &crate::pulls::Pull| {
        let address = format!("/{full_name}/pull/{}", pull.number);
        vec![
            link(&address, &format!("#{} {}", pull.number, pull.title)),
            pull.state().to_owned(),
        ]
    };
    let rows: Vec<_> = repository.pulls.iter().map(row).collect();
    table(&["Pull request", "State"], &rows)
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
