//! Questions to a repository: branches, commits, comparisons, changed files.
//! Nothing here changes a repository.

use super::{GitError, GitRepository};

const FORMAT: &str = "--format=%H%x1f%P%x1f%T%x1f%an%x1f%ae%x1f%ad%x1f%cn%x1f%ce%x1f%cd%x1f%B";
const DATES: &str = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";

/// A commit as git tells it.
#[derive(Debug, Clone)]
pub(crate) struct Commit {
    pub(crate) sha: String,
    pub(crate) parents: Vec<String>,
    pub(crate) tree: String,
    pub(crate) author: Signature,
    pub(crate) committer: Signature,
    pub(crate) message: String,
}

/// Who did something, and when, in GitHub's notation.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) date: String,
}

/// Which commits to list, newest first unless told otherwise.
#[derive(Debug, Clone, Default)]
pub(crate) struct LogQuery {
    /// A commit or a range such as `a..b`.
    pub(crate) range: String,
    pub(crate) skip: usize,
    pub(crate) limit: usize,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) path: Option<String>,
}

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
    /// Full names and commits of all refs that begin with `prefix`, in order.
    pub(crate) fn refs(&self, prefix: &str) -> Result<Vec<(String, String)>, GitError> {
        let text = self.git(&["for-each-ref", "--format=%(objectname) %(refname)"])?;
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        let wanted = pairs.filter(|(_, name)| name.starts_with(prefix));
        Ok(wanted
            .map(|(sha, name)| (name.to_owned(), sha.to_owned()))
            .collect())
    }

    /// Short names and commits of all branches.
    pub(crate) fn branches(&self) -> Result<Vec<(String, String)>, GitError> {
        let refs = self.refs("refs/heads/")?;
        Ok(refs
            .into_iter()
            .map(|(name, sha)| (name["refs/heads/".len()..].to_owned(), sha))
            .collect())
    }

    /// The commit that a branch is at.
    pub(crate) fn branch(&self, name: &str) -> Option<String> {
        self.commit_of(&format!("refs/heads/{name}"))
    }

    /// The commit that a branch, a tag, a full ref or a SHA names.
    pub(crate) fn resolve(&self, name: &str) -> Option<String> {
        let hexadecimal = name.len() >= 4 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let whole = hexadecimal && name.len() == 40;
        let qualified = name.starts_with("heads/") || name.starts_with("tags/");
        let candidates = [
            // Nobody names a branch like a whole SHA, and most questions are by SHA.
            whole.then(|| name.to_owned()),
            Some(format!("refs/heads/{name}")),
            Some(format!("refs/tags/{name}")),
            name.starts_with("refs/").then(|| name.to_owned()),
            qualified.then(|| format!("refs/{name}")),
            (hexadecimal || name == "HEAD").then(|| name.to_owned()),
        ];
        candidates
            .into_iter()
            .flatten()
            .find_map(|candidate| self.commit_of(&candidate))
    }

    /// Commits by a query.
    pub(crate) fn log(&self, query: &LogQuery) -> Result<Vec<Commit>, GitError> {
        let (skip, limit) = (
            format!("--skip={}", query.skip),
            format!("-n{}", query.limit),
        );
        let mut arguments = vec!["log", "-z", FORMAT, DATES, &skip, &limit];
        let filters = query.filters();
        arguments.extend(filters.iter().map(String::as_str));
        let text = self.git(&arguments)?;
        Ok(text
            .split('\0')
            .filter(|entry| !entry.is_empty())
            .filter_map(Commit::parse)
            .collect())
    }

    /// How many commits a query finds, whatever its page.
    pub(crate) fn count(&self, query: &LogQuery) -> Result<usize, GitError> {
        let filters = query.filters();
        let mut arguments = vec!["rev-list", "--count"];
        arguments.extend(filters.iter().map(String::as_str));
        Ok(self.git(&arguments)?.trim().parse().unwrap_or(0))
    }

    /// One commit.
    pub(crate) fn commit(&self, sha: &str) -> Result<Option<Commit>, GitError> {
        let query = LogQuery {
            range: sha.to_owned(),
            limit: 1,
            ..LogQuery::default()
        };
        Ok(self.log(&query)?.pop())
    }

    /// How many commits `head` is ahead of and behind `base`.
    pub(crate) fn ahead_behind(&self, base: &str, head: &str) -> Result<(usize, usize), GitError> {
        let range = format!("{base}...{head}");
        let text = self.git(&["rev-list", "--left-right", "--count", &range])?;
        let mut numbers = text
            .split_whitespace()
            .map(|word| word.parse().unwrap_or(0));
        let behind = numbers.next().unwrap_or(0);
        Ok((numbers.next().unwrap_or(0), behind))
    }

    /// The commit that two others have in common.
    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Option<String> {
        let found = self.git(&["merge-base", one, other]).ok()?;
        Some(found.trim().to_owned()).filter(|sha| !sha.is_empty())
    }

    /// Whether everything of `old` is contained in `new`.
    pub(crate) fn is_ancestor(&self, old: &str, new: &str) -> bool {
        self.git(&["merge-base", "--is-ancestor", old, new]).is_ok()
    }

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

    fn commit_of(&self, name: &str) -> Option<String> {
        // No ref holds these, but to git they mean an ancestor, a date or a path.
        if name.contains(['~', '^', ':']) || name.contains("@{") {
            return None;
        }
        let wanted = format!("{name}^{{commit}}");
        let found = self.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ]);
        Some(found.ok()?.lines().last()?.trim().to_owned())
    }
}

impl LogQuery {
    fn filters(&self) -> Vec<String> {
        let named = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("--{name}={value}"))
        };
        let options = [
            named("since", &self.since),
            named("until", &self.until),
            self.author.as_ref().map(|_| "--fixed-strings".to_owned()),
            named("author", &self.author),
        ];
        let mut filters: Vec<_> = options.into_iter().flatten().collect();
        filters.push("--end-of-options".to_owned());
        filters.push(self.range.clone());
        filters.push("--".to_owned());
        filters.extend(self.path.clone());
        filters
    }
}

impl Commit {
    fn parse(entry: &str) -> Option<Self> {
        let mut fields = entry.splitn(10, '\u{1f}').map(str::to_owned);
        let sha = fields.next()?;
        let parents = fields
            .next()?
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let tree = fields.next()?;
        let mut signature = || {
            Some(Signature {
                name: fields.next()?,
                email: fields.next()?,
                date: fields.next()?,
            })
        };
        let (author, committer) = (signature()?, signature()?);
        let message = fields.next()?.trim_end().to_owned();
        Some(Self {
            sha,
            parents,
            tree,
            author,
            committer,
            message,
        })
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
    use super::super::{Git, GitRepository, NewCommit, Script};
    use super::LogQuery;

    /// `main` with two commits, and `feature` with one more that deletes nothing.
    fn repository(folder: &std::path::Path) -> GitRepository {
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

    #[test]
    fn a_commit_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let sha = repository.branch("feature").unwrap();
        let commit = repository.commit(&sha).unwrap().unwrap();
        assert_eq!(commit.message, "b c.txt\n\nSaid with \u{e4} and \u{1f600}.");
        assert_eq!(commit.author.name, "Jo Doe");
        assert_eq!(commit.author.date, "1970-01-02T00:00:00Z");
        assert_eq!(commit.parents, [repository.branch("main").unwrap()]);
    }

    #[test]
    fn a_name_is_a_branch_a_ref_or_a_sha_and_never_an_option() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let sha = repository.branch("main").unwrap();
        for name in [
            "main",
            "heads/main",
            "refs/heads/main",
            "HEAD",
            &sha,
            &sha[..7],
        ] {
            assert_eq!(repository.resolve(name).as_ref(), Some(&sha), "{name}");
        }
        for name in [
            "",
            "none",
            "main~1",
            "--all",
            "..",
            "main..feature",
            &sha[..3],
        ] {
            assert_eq!(repository.resolve(name), None, "{name}");
        }
    }

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

    #[test]
    fn a_log_is_cut_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let range = "main".to_owned();
        let query = LogQuery {
            range,
            skip: 1,
            limit: 5,
            ..LogQuery::default()
        };
        assert_eq!(repository.log(&query).unwrap().len(), 1);
        assert_eq!(repository.count(&query).unwrap(), 2);
        assert_eq!(repository.ahead_behind("main", "feature").unwrap(), (1, 0));
        assert!(repository.is_ancestor("main", "feature"));
    }
}
