//! Changes to a repository: refs, made-up commits, merges.
//! What people push is never handled here, see `serve`.

use std::fmt::Write as _;

use super::repository::refused;
use super::{GitError, GitRepository};

/// A commit for the simulator to make: one line in a file that grows.
#[derive(Debug, Clone)]
pub(crate) struct NewCommit<'a> {
    pub(crate) branch: &'a str,
    /// `Name <address>`.
    pub(crate) author: &'a str,
    /// Seconds since 1970.
    pub(crate) at: i64,
    pub(crate) message: &'a str,
    pub(crate) path: &'a str,
    pub(crate) content: &'a str,
}

/// A run of commits, made by one `git fast-import`.
#[derive(Debug, Default)]
pub(crate) struct Script(String);

impl Script {
    /// Adds a commit on top of its branch, or of `from` when that is given.
    pub(crate) fn commit(&mut self, commit: &NewCommit<'_>, from: Option<&str>) {
        let NewCommit {
            branch,
            author,
            at,
            message,
            path,
            content,
        } = commit;
        let _ = writeln!(self.0, "commit refs/heads/{branch}");
        let _ = writeln!(
            self.0,
            "author {author} {at} +0000\ncommitter {author} {at} +0000"
        );
        let _ = writeln!(self.0, "data {}\n{message}", message.len());
        if let Some(from) = from {
            let _ = writeln!(self.0, "from {from}");
        }
        let _ = writeln!(
            self.0,
            "M 100644 inline {path}\ndata {}\n{content}\n",
            content.len()
        );
    }

    /// Makes a branch at a commit or at another branch.
    pub(crate) fn branch(&mut self, name: &str, from: &str) {
        let _ = writeln!(self.0, "reset refs/heads/{name}\nfrom {from}\n");
    }
}

impl GitRepository {
    /// Makes the commits of a script.
    pub(crate) fn import(&self, script: &Script) -> Result<(), GitError> {
        let arguments = ["fast-import", "--quiet", "--force"];
        let output = self.attempt(&arguments, script.0.as_bytes())?;
        if output.status.success() {
            Ok(())
        } else {
            Err(refused(&arguments, &output))
        }
    }

    /// Writes a large history down so that it is quick to read: its refs, and who is whose parent.
    pub(crate) fn tidy(&self) -> Result<(), GitError> {
        self.git(&["pack-refs", "--all"])?;
        self.git(&["commit-graph", "write", "--reachable"])
            .map(drop)
    }

    /// Takes over the branches and tags of another repository, or only one branch.
    pub(crate) fn take_over(&self, other: &Self, branch: Option<&str>) -> Result<(), GitError> {
        let from = other.folder.display().to_string();
        let names = match branch {
            Some(branch) => vec![format!("+refs/heads/{branch}:refs/heads/{branch}")],
            None => ["heads", "tags"]
                .map(|kind| format!("+refs/{kind}/*:refs/{kind}/*"))
                .to_vec(),
        };
        let mut arguments = vec![
            "fetch",
            "--quiet",
            "--no-write-fetch-head",
            "--no-tags",
            &from,
        ];
        arguments.extend(names.iter().map(String::as_str));
        self.git(&arguments).map(drop)
    }

    /// Makes a ref, or moves it when it is still at `old`.
    pub(crate) fn set_ref(&self, name: &str, new: &str, old: Option<&str>) -> Result<(), GitError> {
        let mut arguments = vec!["update-ref", "--end-of-options", name, new];
        arguments.extend(old);
        self.git(&arguments).map(drop)
    }

    /// Deletes a ref.
    pub(crate) fn delete_ref(&self, name: &str) -> Result<(), GitError> {
        self.git(&["update-ref", "-d", name]).map(drop)
    }

    /// Whether git accepts this as the name of a ref.
    pub(crate) fn accepts_name(&self, name: &str) -> bool {
        self.git(&["check-ref-format", name]).is_ok()
    }

    /// The tree of a three-way merge, or nothing when there are conflicts.
    pub(crate) fn merge_tree(&self, base: &str, head: &str) -> Result<Option<String>, GitError> {
        let arguments = ["merge-tree", "--write-tree", base, head];
        let output = self.attempt(&arguments, b"")?;
        let text = String::from_utf8_lossy(&output.stdout);
        match output.status.code() {
            Some(0) => Ok(text.lines().next().map(str::to_owned)),
            Some(1) => Ok(None),
            _ => Err(refused(&arguments, &output)),
        }
    }

    /// Makes a commit as GitHub's own pages do: `author` wrote it, GitHub committed it.
    pub(crate) fn commit_tree(
        &self,
        tree: &str,
        parents: &[&str],
        author: &str,
        message: &str,
        at: i64,
    ) -> Result<String, GitError> {
        let mut object = format!("tree {tree}\n");
        for parent in parents {
            let _ = writeln!(object, "parent {parent}");
        }
        let _ = write!(
            object,
            "author {author} {at} +0000\ncommitter GitHub <noreply@github.com> {at} +0000\n\n{message}\n"
        );
        self.write_commit(&object)
    }

    /// Writes a commit down that is given as git keeps it.
    pub(super) fn write_commit(&self, object: &str) -> Result<String, GitError> {
        let arguments = ["hash-object", "-t", "commit", "-w", "--stdin"];
        let output = self.attempt(&arguments, object.as_bytes())?;
        if !output.status.success() {
            return Err(refused(&arguments, &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Git, GitRepository};
    use super::{NewCommit, Script};

    /// `main`, and two branches that change the same file.
    fn repository(folder: &std::path::Path) -> GitRepository {
        let repository = Git::find(folder).unwrap().create(1, "main").unwrap();
        let mut script = Script::default();
        for (branch, content) in [("main", "0\n"), ("one", "1\n"), ("two", "2\n")] {
            if branch != "main" {
                script.branch(branch, "refs/heads/main");
            }
            let (author, path) = ("Jo <jo@example.com>", "same.txt");
            let commit = NewCommit {
                branch,
                author,
                at: 0,
                message: branch,
                path,
                content,
            };
            script.commit(&commit, None);
        }
        repository.import(&script).unwrap();
        repository
    }

    #[test]
    fn a_merge_is_made_unless_both_sides_changed_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let tip = |name: &str| repository.branch(name).unwrap();
        let tree = repository
            .merge_tree(&tip("main"), &tip("one"))
            .unwrap()
            .unwrap();
        assert_eq!(
            repository.merge_tree(&tip("one"), &tip("two")).unwrap(),
            None
        );
        let parents = [tip("main"), tip("one")];
        let parents: Vec<_> = parents.iter().map(String::as_str).collect();
        let made = repository.commit_tree(&tree, &parents, "Jo <jo@example.com>", "Merge", 60);
        let commit = repository.commit(&made.unwrap()).unwrap().unwrap();
        assert_eq!(commit.parents, parents);
        assert_eq!(commit.committer.email, "noreply@github.com");
        assert_eq!(commit.author.date, "1970-01-01T00:01:00Z");
    }

    #[test]
    fn a_ref_moves_only_from_where_it_is_thought_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let (one, two) = (
            repository.branch("one").unwrap(),
            repository.branch("two").unwrap(),
        );
        assert!(
            repository
                .set_ref("refs/heads/main", &one, Some(&two))
                .is_err()
        );
        repository
            .set_ref("refs/heads/one", &two, Some(&one))
            .unwrap();
        assert_eq!(repository.branch("one"), Some(two));
        repository.delete_ref("refs/heads/one").unwrap();
        assert_eq!(repository.branch("one"), None);
    }

    #[test]
    fn names_that_git_would_refuse_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        assert!(repository.accepts_name("refs/heads/feature/web-1"));
        for name in [
            "refs/heads/a..b",
            "refs/heads/a b",
            "refs/heads/.a",
            "refs/heads/a.lock",
        ] {
            assert!(!repository.accepts_name(name), "{name}");
        }
    }
}
