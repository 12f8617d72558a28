//! The standard library for wasm, on machines with rustup's download and on machines without.
//! Nothing is fetched while a library that works is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{debian, process, progress};

/// What the browser runs.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The compiler on the PATH.
struct Rustc {
    description: String,
    version: String,
    sysroot: PathBuf,
}

/// Makes sure that programs for wasm can be built, tested, and linked with LTO.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    let rustc = Rustc::ask()?;
    let note = format!("{}{}", rustc.description, rustc.sysroot.display());
    if rustc.has_library() && workspace.noted("wasm-std", &note) {
        return Ok(());
    }
    if !rustc.links_wasm()? {
        install(&rustc, workspace)?;
        if !rustc.links_wasm()? {
            bail!("the wasm standard library was installed, but a program does not link with it");
        }
        forget_old_builds(workspace)?;
    }
    workspace.note("wasm-std", &note)
}

impl Rustc {
    fn ask() -> Result<Self> {
        let description = process::capture(Command::new("rustc").arg("-vV"))?;
        let sysroot = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
        let version = description
            .lines()
            .find_map(|line| line.strip_prefix("release: "))
            .context("rustc -vV did not name its release")?
            .to_owned();
        Ok(Self {
            description,
            version,
            sysroot: PathBuf::from(sysroot.trim()),
        })
    }

    fn library(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET).join("lib")
    }

    /// The test harness is the last part to be built; with it the library is whole.
    fn has_library(&self) -> bool {
        fs::read_dir(self.library()).is_ok_and(|entries| {
            let mut names = entries.flatten().map(|entry| entry.file_name());
            names.any(|name| name.to_string_lossy().starts_with("libtest-"))
        })
    }

    /// Fat LTO needs bitcode in the library: linking a small program with it proves that.
    fn links_wasm(&self) -> Result<bool> {
        if !self.has_library() {
            return Ok(false);
        }
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("probe.rs");
        fs::write(
            &source,
            "fn main() { println!(\"{:?}\", std::env::args()); }",
        )?;
        let output = Command::new("rustc")
            .args(["--target", TARGET, "-Clto=fat", "-Cpanic=abort", "-o"])
            .arg(folder.path().join("probe.wasm"))
            .arg(&source)
            .output()?;
        Ok(output.status.success())
    }
}

fn install(rustc: &Rustc, workspace: &Workspace) -> Result<()> {
    if rustup_may_download() {
        progress::say("installing the wasm standard library by rustup: the pages run in it");
        let mut rustup = Command::new("rustup");
        let asked = process::quiet("rustup", rustup.args(["target", "add", TARGET]));
        if asked.is_ok() || process::interrupted() {
            return asked;
        }
        progress::say("rustup could not; trying the sources that Debian packages");
    }
    build(rustc, workspace).with_context(|| {
        format!("no wasm standard library: try `rustup target add {TARGET}` by hand")
    })
}

/// rustup is told so on machines where it must not reach the network.
fn rustup_may_download() -> bool {
    let forbidden = std::env::var_os("RUSTUP_AUTO_INSTALL").is_some_and(|value| value == "0");
    !forbidden && process::exists("rustup")
}

/// Builds the library from the compiler's own sources, offline: what it needs lies beside it.
fn build(rustc: &Rustc, workspace: &Workspace) -> Result<()> {
    let sources = rustc.sysroot.join("lib/rustlib/src/rust");
    if !sources.join("library/vendor").is_dir() {
        let version = &rustc.version;
        progress::say(&format!(
            "fetching the sources of Rust {version} from Debian: the wasm library is built from them"
        ));
        debian::unpack_rust_library(version, &sources)?;
    }
    progress::say("building the wasm standard library from these sources: the pages run in it");
    fs::create_dir_all(&workspace.target)?;
    let folder = tempfile::tempdir_in(&workspace.target)?;
    write_empty_package(folder.path())?;
    let vendor = sources.join("library/vendor");
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--release", "--offline", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,test")
        .args(["--config", "source.crates-io.replace-with=\"beside\""])
        .arg("--config")
        .arg(format!(
            "source.beside.directory={:?}",
            vendor.display().to_string()
        ))
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", folder.path().join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        // Cargo leaves bitcode out of a profile without LTO; the pages are linked with it.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    process::quiet("building the wasm standard library", &mut cargo)?;
    let built = folder
        .path()
        .join("target")
        .join(TARGET)
        .join("release/deps");
    copy_libraries(&built, &rustc.library())
}

/// Cargo builds the standard library only for some package; this one is nothing else.
fn write_empty_package(folder: &Path) -> Result<()> {
    let manifest = "[package]\nname = \"nothing\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::create_dir(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    Ok(())
}

/// From there rustc finds them as if rustup had put them; half a library is never there.
fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    let beside = to.with_file_name("lib-being-copied");
    fs::create_dir_all(&beside).with_context(|| format!("cannot write {}", beside.display()))?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        let is_library = path.extension().is_some_and(|end| end == "rlib");
        if is_library && !name.to_string_lossy().starts_with("libnothing-") {
            fs::copy(&path, beside.join(name))?;
        }
    }
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::rename(beside, to)?;
    Ok(())
}

/// Builds against another standard library cannot be linked with this one.
fn forget_old_builds(workspace: &Workspace) -> Result<()> {
    let old = workspace.target.join(TARGET);
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_library_replaces_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (built, library) = (folder.path().join("deps"), folder.path().join("lib"));
        fs::create_dir(&built).unwrap();
        fs::create_dir(&library).unwrap();
        for name in ["libstd-2.rlib", "libstd-2.rmeta", "libnothing-1.rlib"] {
            fs::write(built.join(name), "new").unwrap();
        }
        fs::write(library.join("libstd-1.rlib"), "old").unwrap();

        copy_libraries(&built, &library).unwrap();

        let names = fs::read_dir(&library)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["libstd-2.rlib"]);
    }
}
