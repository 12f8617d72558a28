//! A small repository for the tests of this folder.

use super::{Git, GitRepository, NewCommit, Script};

/// `main` with two commits, and `feature` with one more that deletes nothing.
pub(super) fn repository(folder: &std::path::Path) -> GitRepository {
    let git = Git::find(folder).unwrap();
    let repository = git.create(1, "main").unwrap();
    let mut script = Script::default();
    for (branch, path, content) in [
        ("main", "a.txt", "1\n"),
        ("main", "a.txt", "2\n3\n"),
        ("feature", "b c.txt", "4\n"),
    ] {
        if branch == "feature" {
            script.branch("feature", "refs/heads/main");
        }
        let message = format!("{path}\n\nSaid with \u{e4} and \u{1f600}.");
        let author = "Jo Doe <jo@example.com>";
        let commit = NewCommit {
            branch,
            author,
            at: 86_400,
            message: &message,
            path,
            content,
        };
        script.commit(&commit, None);
    }
    repository.import(&script).unwrap();
    repository
}
