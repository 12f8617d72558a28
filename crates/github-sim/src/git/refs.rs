//! Questions about names: branches, refs, and the commit that a name means.
//! Nothing here changes a repository.

use super::{GitError, GitRepository};

impl GitRepository {
    /// Full names and commits of all refs that begin with `prefix`, in order.
    pub(crate) fn refs(&self, prefix: &str) -> Result<Vec<(String, String)>, GitError> {
        // Git looks for whole parts of a name: those before the last.
        let folder = prefix.rsplit_once('/').map_or(prefix, |(folder, _)| folder);
        let text = self.git(&["for-each-ref", "--format=%(objectname) %(refname)", folder])?;
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        let wanted = pairs.filter(|(_, name)| name.starts_with(prefix));
        Ok(wanted
            .map(|(sha, name)| (name.to_owned(), sha.to_owned()))
            .collect())
    }

    /// Whether there is no branch at all.
    pub(crate) fn is_empty(&self) -> Result<bool, GitError> {
        let first = self.git(&["for-each-ref", "--count=1", "refs/heads"])?;
        Ok(first.is_empty())
    }

    /// Short names and commits of all branches.
    pub(crate) fn branches(&self) -> Result<Vec<(String, String)>, GitError> {
        let refs = self.refs("refs/heads/")?;
        Ok(refs
            .into_iter()
            .map(|(name, sha)| (name["refs/heads/".len()..].to_owned(), sha))
            .collect())
    }

    /// The branches that hold a commit.
    pub(crate) fn branches_with(&self, sha: &str) -> Result<Vec<(String, String)>, GitError> {
        let contains = format!("--contains={sha}");
        let format = "--format=%(objectname) %(refname:lstrip=2)";
        let text = self.git(&["for-each-ref", &contains, format, "refs/heads/"])?;
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        Ok(pairs
            .map(|(sha, name)| (name.to_owned(), sha.to_owned()))
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

#[cfg(test)]
mod tests {
    use super::super::example::repository;

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
}
