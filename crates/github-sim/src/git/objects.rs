//! The raw objects of a repository: trees and blobs, and an archive of a whole tree.
//! Nothing here changes a repository.

use super::{GitError, GitRepository};

/// An entry of a tree.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) mode: String,
    /// `blob`, `tree` or `commit`.
    pub(crate) kind: String,
    pub(crate) sha: String,
    /// Only a blob has a size.
    pub(crate) size: Option<u64>,
    pub(crate) path: String,
}

impl GitRepository {
    /// The entries of a tree, or of the tree of a commit; nothing when there is no such tree.
    pub(crate) fn tree(&self, sha: &str, deep: bool) -> Option<Vec<Entry>> {
        let mut arguments = vec!["ls-tree", "-z", "-l"];
        if deep {
            arguments.extend(["-r", "-t"]);
        }
        arguments.extend(["--", sha]);
        let text = self.git(&arguments).ok()?;
        Some(text.split('\0').filter_map(Entry::parse).collect())
    }

    /// The SHA of what is at a path within a commit, and whether it is a `blob` or a `tree`.
    pub(crate) fn at_path(&self, commit: &str, path: &str) -> Option<(String, String)> {
        self.object(&format!("{commit}:{path}"))
    }

    /// The SHA and the kind of an object.
    pub(crate) fn object(&self, name: &str) -> Option<(String, String)> {
        let question = format!("{name}\n");
        let check = ["cat-file", "--batch-check=%(objectname) %(objecttype)"];
        let output = self.attempt(&check, question.as_bytes()).ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let (sha, kind) = text.trim_end().split_once(' ')?;
        // What is not there is told as `NAME missing`.
        let known = ["blob", "tree", "commit", "tag"].contains(&kind);
        known.then(|| (sha.to_owned(), kind.to_owned()))
    }

    /// What is in a blob; nothing when it is none.
    pub(crate) fn blob(&self, sha: &str) -> Option<Vec<u8>> {
        let output = self.attempt(&["cat-file", "blob", sha], b"").ok()?;
        output.status.success().then_some(output.stdout)
    }

    /// All files of a commit in one, as `tar.gz` or `zip`, within a folder of that name.
    pub(crate) fn archive(
        &self,
        commit: &str,
        format: &str,
        folder: &str,
    ) -> Result<Vec<u8>, GitError> {
        let (format, prefix) = (format!("--format={format}"), format!("--prefix={folder}/"));
        let arguments = ["archive", &format, &prefix, commit];
        let output = self.attempt(&arguments, b"")?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(super::repository::refused(&arguments, &output))
    }

    /// Who made how many commits, the busiest first: name, address, number.
    pub(crate) fn authors(&self, commit: &str) -> Result<Vec<(String, String, usize)>, GitError> {
        let text = self.git(&["shortlog", "-s", "-n", "-e", commit, "--"])?;
        let line = |line: &str| {
            let (number, who) = line.trim().split_once('\t')?;
            let (name, address) = who.strip_suffix('>')?.split_once(" <")?;
            Some((name.to_owned(), address.to_owned(), number.parse().ok()?))
        };
        Ok(text.lines().filter_map(line).collect())
    }
}

impl Entry {
    /// Reads `mode kind sha size\tpath`, where the size of what is no blob is `-`.
    fn parse(line: &str) -> Option<Self> {
        let (columns, path) = line.split_once('\t')?;
        let columns: Vec<_> = columns.split_whitespace().collect();
        let [mode, kind, sha, size] = columns.as_slice() else {
            return None;
        };
        Some(Self {
            mode: (*mode).to_owned(),
            kind: (*kind).to_owned(),
            sha: (*sha).to_owned(),
            size: size.parse().ok(),
            path: path.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::repository;

    #[test]
    fn a_file_is_found_by_its_path_and_read_by_its_sha() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let tip = repository.branch("feature").unwrap();
        let entries = repository.tree(&tip, true).unwrap();
        let paths: Vec<_> = entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["a.txt", "b c.txt"]);
        assert_eq!(
            (entries[1].kind.as_str(), entries[1].size),
            ("blob", Some(2))
        );
        let (sha, kind) = repository.at_path(&tip, "b c.txt").unwrap();
        assert_eq!((&sha, kind.as_str()), (&entries[1].sha, "blob"));
        assert_eq!(repository.blob(&sha).unwrap(), b"4\n");
        assert_eq!(repository.blob(&tip), None);
        assert_eq!(repository.at_path(&tip, "none"), None);
        assert!(repository.tree(&sha, false).is_none());
    }

    #[test]
    fn commits_are_counted_by_author() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let tip = repository.branch("feature").unwrap();
        let jo = ("Jo Doe".to_owned(), "jo@example.com".to_owned(), 3);
        assert_eq!(repository.authors(&tip).unwrap(), [jo]);
    }

    #[test]
    fn an_archive_is_what_it_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path());
        let tip = repository.branch("main").unwrap();
        assert!(
            repository
                .archive(&tip, "zip", "site")
                .unwrap()
                .starts_with(b"PK")
        );
        let packed = repository.archive(&tip, "tar.gz", "site").unwrap();
        assert!(packed.starts_with(&[0x1f, 0x8b]));
        assert!(repository.archive(&tip, "none", "site").is_err());
    }
}
