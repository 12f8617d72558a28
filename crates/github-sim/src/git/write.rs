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
        let arguments = ["hash-object", "-t", "commit", "-w", "--stdin"];
        let output = self.attempt(&arguments, object.as_bytes())?;
        if !output.status.success() {
            return Err(refused(&arguments, &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}
