//! Where things lie: the repository, cargo's target folder, our notes between two runs.
//! Never a path of one machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;

use crate::process;

/// All crates but ours: we are built already, in our own way, and would be built again.
pub(crate) const OTHERS: &str = "--workspace --exclude xtask";

/// The folders every command works in.
pub(crate) struct Workspace {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the user keeps it.
    pub(crate) target: PathBuf,
    /// Whether nothing was built there before this command.
    is_bare: bool,
}

impl Workspace {
    /// Asks cargo, which knows `CARGO_TARGET_DIR` and the user's own configuration.
    pub(crate) fn find() -> Result<Self> {
        let metadata = MetadataCommand::new().no_deps().exec()?;
        let target = metadata.target_directory.into_std_path_buf();
        Ok(Self {
            root: metadata.workspace_root.into_std_path_buf(),
            is_bare: !target.join("debug").exists(),
            target,
        })
    }

    /// Cargo, called in the repository.
    pub(crate) fn cargo(&self, arguments: &str) -> Command {
        let mut cargo = process::cargo();
        cargo.args(arguments.split(' ')).current_dir(&self.root);
        if self.is_bare {
            // A fifth of the time: what is noted for the next build of the same crates.
            cargo.env("CARGO_INCREMENTAL", "0");
        }
        cargo
    }

    /// Does our note of this name say exactly this? Notes remember what is already done.
    pub(crate) fn noted(&self, name: &str, content: &str) -> bool {
        fs::read_to_string(self.note_path(name)).is_ok_and(|noted| noted == content)
    }

    /// Remembers that something is done, for the next run.
    pub(crate) fn note(&self, name: &str, content: &str) -> Result<()> {
        let path = self.note_path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
    }

    fn note_path(&self, name: &str) -> PathBuf {
        self.target.join("xtask-notes").join(name)
    }
}
