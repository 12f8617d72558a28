//! Putting commits on top of others, as a merge by rebase does.
//! No working files are needed: every step is a three-way merge of trees.

use std::fmt::Write as _;

use super::{GitError, GitRepository};

impl GitRepository {
    /// Repeats what only `head` has on top of `base`; nothing when a commit does not fit there.
    ///
    /// Authors and messages stay, and `committer` is who repeats them. Merges fall away, and so
    /// does a commit that changes nothing any more.
    pub(crate) fn rebase(
        &self,
        base: &str,
        head: &str,
        committer: &str,
        at: i64,
    ) -> Result<Option<String>, GitError> {
        let range = format!("{base}..{head}");
        let order = ["--reverse", "--topo-order", "--no-merges"];
        let list = self.git(&[&["rev-list"], &order[..], &[&range]].concat())?;
        let committer = format!("{committer} {at} +0000");
        let mut tip = base.to_owned();
        for commit in list.lines() {
            match self.repeat(commit, &tip, &committer)? {
                Some(next) => tip = next,
                None => return Ok(None),
            }
        }
        Ok(Some(tip))
    }

    fn repeat(&self, commit: &str, on: &str, committer: &str) -> Result<Option<String>, GitError> {
        let original = self.git(&["cat-file", "commit", commit])?;
        let (head, message) = original.split_once("\n\n").unwrap_or((&original, ""));
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let (Some(parent), Some(author)) = (field("parent "), field("author ")) else {
            return Ok(None);
        };
        let content = self.tree_of(on)?;
        let write = |tree: &str, parent: &str, message: &str| {
            let mut object = format!("tree {tree}\nparent {parent}\n");
            let _ = write!(
                object,
                "author {author}\ncommitter {committer}\n\n{message}"
            );
            self.write_commit(&object)
        };
        // What is there already, as a sibling of the commit: their common ancestor is its parent.
        let sibling = write(&content, parent, "")?;
        match self.merge_tree(&sibling, commit)? {
            Some(tree) if tree == content => Ok(Some(on.to_owned())),
            Some(tree) => write(&tree, on, message).map(Some),
            None => Ok(None),
        }
    }

    fn tree_of(&self, commit: &str) -> Result<String, GitError> {
        let tree = self.git(&["rev-parse", "--verify", &format!("{commit}^{{tree}}")])?;
        Ok(tree.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Git, GitRepository, NewCommit, Script};

    /// `main` with two files, and commits on branches given as branch, file and content.
    fn repository(folder: &std::path::Path, commits: &[(&str, &str, &str)]) -> GitRepository {
        let repository = Git::find(folder).unwrap().create(1, "main").unwrap();
        let mut script = Script::default();
        let first = [("main", "a.txt", "a\n"), ("main", "b.txt", "b\n")];
        let mut known = vec!["main"];
        for (branch, path, content) in first.iter().chain(commits) {
            if !known.contains(branch) {
                script.branch(branch, "refs/heads/main");
                known.push(branch);
            }
            let commit = NewCommit {
                branch,
                author: "Jo <jo@example.com>",
                at: 0,
                message: content.trim(),
                path,
                content,
            };
            script.commit(&commit, None);
        }
        repository.import(&script).unwrap();
        repository
    }

    fn rebased(repository: &GitRepository) -> Option<String> {
        let (base, head) = (repository.branch("main"), repository.branch("topic"));
        let (base, head) = (base.unwrap(), head.unwrap());
        let committer = "Mo <mo@example.com>";
        repository.rebase(&base, &head, committer, 60).unwrap()
    }

    #[test]
    fn commits_keep_author_and_message_and_get_a_new_committer() {
        let folder = tempfile::tempdir().unwrap();
        let work = [("topic", "a.txt", "1\n"), ("topic", "a.txt", "2\n")];
        let repository = repository(folder.path(), &work);
        let mut script = Script::default();
        let (author, message, path) = ("Al <al@example.com>", "c", "c.txt");
        let (branch, content, at) = ("main", "c\n", 30);
        let later = NewCommit {
            branch,
            author,
            at,
            message,
            path,
            content,
        };
        script.commit(&later, Some("refs/heads/main^0"));
        repository.import(&script).unwrap();
        let tip = rebased(&repository).unwrap();
        let last = repository.commit(&tip).unwrap().unwrap();
        assert_eq!(
            (last.message.as_str(), last.author.name.as_str()),
            ("2", "Jo")
        );
        assert_eq!(last.author.date, "1970-01-01T00:00:00Z");
        assert_eq!(
            (last.committer.name.as_str(), last.parents.len()),
            ("Mo", 1)
        );
        assert_eq!(last.committer.date, "1970-01-01T00:01:00Z");
        let first = repository.commit(&last.parents[0]).unwrap().unwrap();
        assert_eq!(first.parents, [repository.branch("main").unwrap()]);
    }

    #[test]
    fn what_is_there_already_falls_away_and_a_conflict_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let work = [("topic", "a.txt", "1\n"), ("topic", "b.txt", "2\n")];
        let same = repository(folder.path(), &[work[0], work[1], ("main", "a.txt", "1\n")]);
        let tip = rebased(&same).unwrap();
        let last = same.commit(&tip).unwrap().unwrap();
        assert_eq!(last.parents, [same.branch("main").unwrap()]);
        let folder = tempfile::tempdir().unwrap();
        let other = repository(folder.path(), &[work[0], work[1], ("main", "a.txt", "3\n")]);
        assert_eq!(rebased(&other), None);
    }
}
