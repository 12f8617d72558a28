//! Measuring: builds what people use, and lets the bench use it.
//! No figure is made or kept here.

use std::process::Command;

use anyhow::Result;

use crate::site::{self, Flavour};
use crate::workspace::Workspace;
use crate::{process, progress, run, setup};

/// `cargo xtask bench`.
pub(crate) fn command(workspace: &Workspace) -> Result<()> {
    setup::ensure(workspace)?;
    site::build(workspace, Flavour::Release)?;
    progress::stage("server", || run::build(workspace, true))?;
    progress::stage("bench", || build(workspace))?;
    let binaries = workspace.target.join("release");
    let mut bench = Command::new(binaries.join("bench"));
    bench
        .arg("all")
        .arg("--tasksource")
        .arg(binaries.join("tasksource"))
        .arg("--github-sim")
        .arg(binaries.join("github-sim"))
        .arg("--dist")
        .arg(workspace.root.join("frontend/dist"));
    process::run(&mut bench)
}

fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", "bench"]);
    process::run(cargo.current_dir(&workspace.root))
}
