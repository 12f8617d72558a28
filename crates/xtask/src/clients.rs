//! Real clients of GitHub, and what its makers publish of it: what its practice copy is tried with.
//! Nothing of it is part of the product, and none of it may run a script of its own.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::workspace::Workspace;
use crate::{debian, npm, process, progress};

/// Whether this Python can make a folder for packages: Debian has that in a package of its own.
const HAS_VENV: &str = "import ensurepip, venv";

/// Brings all of them; instant when they are there already.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    npm::check_node()?;
    let simulator = workspace.root.join("crates/github-sim");
    let why = "GitHub's own description of its API";
    npm::ensure(&simulator.join("schema"), why)?;
    let why = "octokit.js, and what its makers recorded of GitHub";
    npm::ensure(&simulator.join("clients"), why)?;
    pygithub(workspace)?;
    gh()
}

/// `PyGithub` in the target folder, exactly as its requirements say.
fn pygithub(workspace: &Workspace) -> Result<()> {
    let requirements = workspace
        .root
        .join("crates/github-sim/clients/requirements.txt");
    let lock = fs::read(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let wanted = hex::encode(Sha256::digest(lock));
    let folder = workspace.target.join("pygithub");
    let python = folder.join("bin/python");
    if python.is_file() && workspace.noted("pygithub", &wanted) {
        return Ok(());
    }
    if !has_venv() {
        let why = "PyGithub is tried on the practice GitHub";
        debian::install(&["python3", "python3-venv"], why)?;
    }
    progress::say("installing PyGithub into the target folder: it is tried on the practice GitHub");
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"]).arg(&folder);
    process::quiet("python3 -m venv", &mut make)?;
    let mut install = Command::new(python);
    install
        .args(["-m", "pip", "install", "--quiet", "--no-input"])
        .args([
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--requirement",
        ])
        .arg(requirements);
    process::quiet("pip install", &mut install)?;
    // Written last: an installation that was cut off is made again.
    workspace.note("pygithub", &wanted)
}

fn has_venv() -> bool {
    let mut look = Command::new("python3");
    let output = look.args(["-c", HAS_VENV]).output();
    output.is_ok_and(|output| output.status.success())
}

/// GitHub's command line, of whatever version the system has.
fn gh() -> Result<()> {
    if !process::exists("gh") {
        debian::install(&["gh"], "gh is tried on the practice GitHub")?;
    }
    if !process::exists("gh") {
        bail!("gh was installed, but is not on the PATH");
    }
    Ok(())
}
