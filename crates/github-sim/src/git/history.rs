//! Questions about commits: one, a list, and how two of them relate.
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

impl GitRepository {
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

#[cfg(test)]
mod tests {
    use super::super::example::repository;
    use super::LogQuery;

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
