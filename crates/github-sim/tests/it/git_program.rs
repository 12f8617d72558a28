//! The real git program as a developer would use it, in a folder that is thrown away.
//! It never reads this machine's own git configuration.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A clone on a developer's machine.
pub(crate) struct Clone {
    folder: TempDir,
}

impl Clone {
    /// Clones with a token; the error is what git said.
    pub(crate) fn make(address: &str, token: &str) -> Result<Self, String> {
        Self::make_by_protocol(address, token, "2")
    }

    /// Clones in this version of git's protocol.
    pub(crate) fn make_by_protocol(
        address: &str,
        token: &str,
        version: &str,
    ) -> Result<Self, String> {
        let folder = tempfile::tempdir().unwrap();
        let address = with_token(address, token);
        let version = format!("protocol.version={version}");
        let clone = [
            "-c", &version, "clone", "-c", &version, "--quiet", &address, ".",
        ];
        run(folder.path(), &clone)?;
        Ok(Self { folder })
    }

    /// Changes a file and commits it on a branch.
    pub(crate) fn commit(&self, branch: &str, message: &str) {
        self.git(&["switch", "--quiet", "--force-create", branch])
            .unwrap();
        std::fs::write(self.folder.path().join("work.txt"), message).unwrap();
        self.git(&["add", "work.txt"]).unwrap();
        self.git(&["commit", "--quiet", "--message", message])
            .unwrap();
    }

    /// Pushes; the error is what git said.
    pub(crate) fn push(&self, what: &[&str]) -> Result<String, String> {
        self.git(&[&["push", "--quiet", "origin"], what].concat())
    }

    /// Runs a git command that must succeed, and gives the packets that it exchanged.
    pub(crate) fn packets(&self, arguments: &[&str]) -> String {
        let output = command(self.folder.path(), arguments)
            .env("GIT_TRACE_PACKET", "1")
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }

    /// Runs any git command.
    pub(crate) fn git(&self, arguments: &[&str]) -> Result<String, String> {
        run(self.folder.path(), arguments)
    }
}

/// Asks a remote for its refs.
pub(crate) fn list_remote(address: &str, token: &str) -> Result<String, String> {
    run(Path::new("."), &["ls-remote", &with_token(address, token)])
}

/// An address that carries a token as its password.
fn with_token(address: &str, token: &str) -> String {
    address.replacen("://", &format!("://x-access-token:{token}@"), 1)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "user.name=Dana", "-c", "user.email=dana@example.com"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if status.success() {
        Ok(text(stdout))
    } else {
        Err(text(stderr))
    }
}
