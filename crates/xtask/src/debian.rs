//! Packages of Debian and Ubuntu: installed by root, or fetched without touching the machine's apt.
//! An ordinary user is told the command; nothing here ever asks for a password.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{process, progress};

/// Where the sources of a recent Rust may be, likeliest first.
const SUITES: [&str; 4] = ["trixie-backports", "forky", "sid", "trixie"];

/// Installs packages as root; tells an ordinary user how.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("missing ({why}): sudo apt-get install {names}");
    if !rustix::process::geteuid().is_root() || !process::exists("apt-get") {
        bail!(by_hand);
    }
    progress::say(&format!("installing {names} by apt-get: {why}"));
    process::quiet("apt-get update", apt_get().arg("update"))?;
    let mut install = apt_get();
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    process::quiet("apt-get install", &mut install).context(by_hand)
}

/// Unpacks `library/` of Rust's sources, in exactly this version, into a folder.
pub(crate) fn unpack_rust_library(version: &str, into: &Path) -> Result<()> {
    let apt = ThrowAwayApt::new()?;
    let package = apt.find_rust_sources(version)?;
    fs::create_dir_all(into)?;
    let mut unpack = Command::new("dpkg-deb");
    let tree = apt.folder.path().join("tree");
    process::quiet("unpacking", unpack.arg("--extract").arg(package).arg(&tree))?;
    let sources = fs::read_dir(tree.join("usr/src"))?.flatten().next();
    let library = sources
        .context("the package holds no sources")?
        .path()
        .join("library");
    let mut copy = Command::new("cp");
    process::quiet("copying", copy.arg("--recursive").arg(library).arg(into))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .arg("--quiet");
    command
}

/// An apt with a state of its own, which asks the machine's mirror for another suite.
struct ThrowAwayApt {
    folder: TempDir,
    mirror: String,
}

impl ThrowAwayApt {
    fn new() -> Result<Self> {
        if !process::exists("apt-get") || !process::exists("dpkg-deb") {
            bail!("this is neither Debian nor Ubuntu");
        }
        let folder = tempfile::tempdir()?;
        for part in ["lists/partial", "cache/archives/partial", "none"] {
            fs::create_dir_all(folder.path().join(part))?;
        }
        let mirror = machines_mirror()?;
        Ok(Self { folder, mirror })
    }

    /// Tries suite after suite for the package in this version, and fetches it.
    fn find_rust_sources(&self, version: &str) -> Result<PathBuf> {
        for suite in SUITES {
            if self.read_lists(suite).is_err() {
                continue;
            }
            // Debian's own Rust for browsers is sometimes newer than its Rust for all else.
            for package in ["rust-src", "rust-web-src"] {
                if let Some(exact) = self.exact_version(package, version)? {
                    progress::say(&format!("{package} {exact} is in {suite}"));
                    return self.download(&format!("{package}={exact}"));
                }
            }
        }
        bail!(
            "no suite of {} has the sources of Rust {version}",
            self.mirror
        )
    }

    fn read_lists(&self, suite: &str) -> Result<()> {
        let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
        let source = format!("deb [signed-by={keys}] {} {suite} main\n", self.mirror);
        fs::write(self.folder.path().join("sources.list"), source)?;
        process::capture(self.tool("apt-get").args(["--quiet", "update"]))?;
        Ok(())
    }

    fn exact_version(&self, package: &str, version: &str) -> Result<Option<String>> {
        let table = process::capture(self.tool("apt-cache").args(["madison", package]))?;
        Ok(pick_version(&table, version))
    }

    fn download(&self, package: &str) -> Result<PathBuf> {
        let mut download = self.tool("apt-get");
        download
            .args(["--quiet", "download", package])
            .current_dir(self.folder.path());
        process::quiet("downloading", &mut download)?;
        let files = fs::read_dir(self.folder.path())?
            .flatten()
            .map(|entry| entry.path());
        let mut packages = files.filter(|path| path.extension().is_some_and(|end| end == "deb"));
        packages.next().context("apt-get downloaded nothing")
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        let settings = [
            ("Dir::Etc::SourceList", "sources.list"),
            ("Dir::Etc::SourceParts", "none"),
            ("Dir::Etc::Preferences", "no-preferences"),
            ("Dir::Etc::PreferencesParts", "none"),
            ("Dir::State::Lists", "lists"),
            ("Dir::Cache", "cache"),
        ];
        for (setting, file) in settings {
            let path = self.folder.path().join(file);
            command
                .arg("-o")
                .arg(format!("{setting}={}", path.display()));
        }
        command.args([
            "-o",
            "Acquire::Languages=none",
            "-o",
            "APT::Sandbox::User=root",
        ]);
        command
    }
}

/// Finds the packaged form of an upstream version in the table of `apt-cache madison`.
fn pick_version(table: &str, version: &str) -> Option<String> {
    let mut packaged = table
        .lines()
        .filter_map(|row| row.split('|').nth(1))
        .map(str::trim);
    let exact = |candidate: &&str| {
        let rest = candidate.strip_prefix(version);
        rest.is_some_and(|rest| rest.starts_with(['+', '-', '~']))
    };
    packaged.find(exact).map(str::to_owned)
}

/// The address from which this machine's own Debian packages come.
fn machines_mirror() -> Result<String> {
    if let Some(mirror) = known_mirror()? {
        return Ok(mirror);
    }
    if rustix::process::geteuid().is_root() {
        process::quiet("apt-get update", apt_get().arg("update"))?;
    }
    known_mirror()?.context("apt knows no Debian mirror (sudo apt-get update)")
}

/// What apt tells of the lists that it has fetched.
fn known_mirror() -> Result<Option<String>> {
    let targets = process::capture(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(LABEL) $(REPO_URI)",
        "Created-By: Packages",
    ]))?;
    let mut mirrors = targets
        .lines()
        .filter_map(|line| line.strip_prefix("Debian "));
    Ok(mirrors.next().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
 rust-src | 1.95.10+dfsg1-1 | mirror sid/main amd64 Packages
 rust-src | 1.95.1+dfsg1-2~bpo13+1 | mirror sid/main amd64 Packages
";

    #[test]
    fn only_the_same_version_of_rust_will_do() {
        let picked = pick_version(TABLE, "1.95.1");

        assert_eq!(picked.as_deref(), Some("1.95.1+dfsg1-2~bpo13+1"));
        assert_eq!(pick_version(TABLE, "1.95.0"), None);
    }
}
