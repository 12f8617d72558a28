//! Protecting branches from pushes, by git's own hook in the repository.
//! What the simulator itself moves is not asked: it decides before.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use super::{GitError, GitRepository};

impl GitRepository {
    /// From now on refuses pushes to exactly these branches.
    pub(crate) fn protect(&self, branches: &BTreeSet<String>) -> Result<(), GitError> {
        let folder = self.folder.join("hooks");
        fs::create_dir_all(&folder)?;
        let hook = folder.join("update");
        fs::write(&hook, script(branches))?;
        fs::set_permissions(&hook, Permissions::from_mode(0o755))?;
        let folder = folder.display().to_string();
        self.git(&["config", "core.hooksPath", &folder]).map(drop)
    }
}

fn script(branches: &BTreeSet<String>) -> String {
    let mut script = "#!/bin/sh\ncase \"$1\" in\n".to_owned();
    for branch in branches {
        let quoted = branch.replace('\'', "'\\''");
        let _ = writeln!(
            script,
            "'refs/heads/{quoted}') echo \"error: GH006: Protected branch update failed for $1.\" >&2\n\
             echo 'error: Changes must be made through a pull request.' >&2\nexit 1;;"
        );
    }
    script.push_str("esac\n");
    script
}
