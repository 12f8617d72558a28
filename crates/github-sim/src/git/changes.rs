//! The files that two commits differ in.
//! Nothing here changes a repository.

use super::{GitError, GitRepository};

/// A file that differs between two commits.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) path: String,
    pub(crate) status: &'static str,
    pub(crate) blob: String,
    pub(crate) additions: u64,
    pub(crate) deletions: u64,
}

impl GitRepository {
    /// The files that differ; the first commit of a history is compared with nothing.
    pub(crate) fn changes(&self, from: Option<&str>, to: &str) -> Result<Vec<Change>, GitError> {
        let mut arguments = vec![
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--numstat",
            "--no-commit-id",
        ];
        match from {
            Some(from) => arguments.extend([from, to]),
            None => arguments.extend(["--root", to]),
        }
        let text = self.git(&arguments)?;
        Ok(parse_changes(&text))
    }
}

/// Reads `--raw -z` entries (`:mode mode sha sha X\0path`) and then `--numstat -z` ones.
fn parse_changes(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut words = text.split('\0');
    while let Some(word) = words.next() {
        if let Some(raw) = word.strip_prefix(':') {
            let columns: Vec<_> = raw.split(' ').collect();
            let (Some(path), [_, _, _, blob, kind]) = (words.next(), columns.as_slice()) else {
                continue;
            };
            changes.push(change(path, blob, kind));
        } else if let [added, deleted, path] = word.splitn(3, '\t').collect::<Vec<_>>().as_slice()
            && let Some(change) = changes
                .iter_mut()
                .find(|change: &&mut Change| change.path == *path)
        {
            change.additions = added.parse().unwrap_or(0);
            change.deletions = deleted.parse().unwrap_or(0);
        }
    }
    changes
}

fn change(path: &str, blob: &str, kind: &str) -> Change {
    let status = match kind {
        "A" => "added",
        "D" => "removed",
        _ => "modified",
    };
    Change {
        path: path.to_owned(),
        status,
        blob: blob.to_owned(),
        additions: 0,
        deletions: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::LogQuery;
    use super::super::example::repository;

    #[test]
    fn changes_are_counted_by_file() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let log = LogQuery {
            range: "feature".to_owned(),
            limit: 9,
            ..LogQuery::default()
        };
        let commits = repository.log(&log).unwrap();
        let changes = repository
            .changes(Some(&commits[2].sha), &commits[0].sha)
            .unwrap();
        let told: Vec<_> = changes
            .iter()
            .map(|one| (one.path.as_str(), one.status, one.additions, one.deletions))
            .collect();
        assert_eq!(
            told,
            [("a.txt", "modified", 2, 1), ("b c.txt", "added", 1, 0)]
        );
        assert_eq!(repository.changes(None, &commits[2].sha).unwrap().len(), 1);
        let backwards = repository
            .changes(Some(&commits[0].sha), &commits[1].sha)
            .unwrap();
        assert_eq!(
            (backwards[0].status, backwards[0].deletions),
            ("removed", 1)
        );
    }
}
