//! What addresses in replies lead to beside pages: files, raw files, patches, archives.
//! Like all pages they are open to everybody here, private or not.

use super::html::{escape, page};
use super::repository;
use crate::git::GitRepository;
use crate::reply::Reply;
use crate::state::State;

const TEXT: &str = "text/plain; charset=utf-8";

/// Answers what is about a file or a whole tree; nothing when the path is another page.
pub(super) fn answer(state: &State, owner: &str, name: &str, rest: &[&str]) -> Option<Reply> {
    let (found, full_name) = repository::find(state, owner, name)?;
    let git = state.git.open(found.id);
    match rest {
        ["blob", place @ ..] => {
            let text = String::from_utf8_lossy(&file(&git, place)?).into_owned();
            let body = format!("<pre>{}</pre>", escape(&text));
            let title = format!("{full_name} · {}", place.join("/"));
            Some(Reply::html(200, page(&title, "", &body)))
        }
        ["raw", place @ ..] => Some(Reply::bytes(200, TEXT, file(&git, place)?)),
        ["tree", place @ ..] => {
            // A branch by itself is a page of commits.
            let (commit, folder) = parted(&git, place).filter(|(_, folder)| !folder.is_empty())?;
            let (sha, _) = git.at_path(&commit, &folder)?;
            let names: Vec<_> = git
                .tree(&sha, false)?
                .into_iter()
                .map(|one| one.path)
                .collect();
            let body = format!("<pre>{}</pre>", escape(&names.join("\n")));
            let title = format!("{full_name} · {}", place.join("/"));
            Some(Reply::html(200, page(&title, "", &body)))
        }
        ["archive", file] => archive(&git, &found.name, file),
        ["compare", range @ ..] => {
            let range = range.join("/");
            let (range, form) = range.rsplit_once('.')?;
            let (base, head) = range.split_once("...")?;
            let (base, head) = (git.resolve(base)?, git.resolve(head)?);
            patch(&git, form, &format!("{base}..{head}"))
        }
        ["pull", number] => {
            let (number, form) = number.split_once('.')?;
            let number: u64 = number.parse().ok()?;
            let pull = found.pulls.iter().find(|pull| pull.number == number)?;
            let range = format!("{}..{}", pull.base_sha, pull.head_sha);
            patch(&git, form, &range)
        }
        _ => None,
    }
}

/// The changes of a range in one, or commit by commit.
fn patch(git: &GitRepository, form: &str, range: &str) -> Option<Reply> {
    let text = match form {
        "diff" => git.git(&["diff", &range.replace("..", "...")]),
        "patch" => git.git(&["format-patch", "--stdout", range]),
        _ => return None,
    };
    Some(Reply::bytes(200, TEXT, text.ok()?.into_bytes()))
}

fn archive(git: &GitRepository, name: &str, file: &str) -> Option<Reply> {
    let (commit, format) = file.split_once('.')?;
    let kind = match format {
        "zip" => "application/zip",
        "tar.gz" => "application/x-gzip",
        _ => return None,
    };
    let folder = format!("{name}-{}", commit.get(..7)?);
    let bytes = git.archive(commit, format, &folder).ok()?;
    Some(Reply::bytes(200, kind, bytes))
}

fn file(git: &GitRepository, place: &[&str]) -> Option<Vec<u8>> {
    let (commit, path) = parted(git, place)?;
    let (sha, _) = git.at_path(&commit, &path)?;
    git.blob(&sha)
}

/// Parts `a/b/c.txt` into the commit that `a` or `a/b` means and the path within it.
fn parted(git: &GitRepository, place: &[&str]) -> Option<(String, String)> {
    (1..=place.len()).find_map(|end| {
        let commit = git.resolve(&place[..end].join("/"))?;
        Some((commit, place[end..].join("/")))
    })
}
