//! Where things lie: the repository, cargo's target folder, our notes between two runs.
//! Never a path of one machine.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// The folders every command works in.
pub(crate) struct Workspace {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the user keeps it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks cargo, which knows `CARGO_TARGET_DIR` and the user's own configuration.
    pub(crate) fn find() -> Result<Self> {
        let answer = process::capture(process::cargo().args([
            "metadata",
            "--no-deps",
            "--format-version=1",
        ]))?;
        let metadata: serde_json::Value = serde_json::from_str(&answer)?;
        let folder = |name: &str| {
            let path = metadata[name].as_str().map(PathBuf::from);
            path.with_context(|| format!("cargo metadata did not name its {name}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
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
