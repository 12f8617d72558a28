//! The few Node programs we use, installed exactly as their lock file says.
//! Nothing is fetched that the lock does not name, and no package may run a script of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{process, progress};

/// The oldest that the tools below still run on.
const OLDEST_NODE: u32 = 20;

/// Fails with what to do where Node is missing or too old.
pub(crate) fn check_node() -> Result<()> {
    let missing = "Node 20 or newer with npm is needed: see https://nodejs.org/en/download";
    if !process::exists("node") || !process::exists("npm") {
        bail!("{missing}");
    }
    let version = process::capture(Command::new("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(OLDEST_NODE..) => Ok(()),
        _ => bail!("{missing}; here is {}", version.trim()),
    }
}

/// Installs the packages of a folder, unless they are there and the lock file is the same.
pub(crate) fn ensure(folder: &Path, why: &str) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let wanted = hex::encode(Sha256::digest(lock));
    let mark = folder.join("node_modules").join(".installed-lock");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    progress::say(&format!("installing npm packages: {why}"));
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::quiet("npm ci", npm.current_dir(folder))?;
    // Written last: an installation that was cut off is made again.
    fs::write(mark, wanted)?;
    Ok(())
}
