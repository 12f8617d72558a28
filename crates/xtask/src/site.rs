//! The pages, from Rust and CSS to `frontend/dist`, rebuilt only when something they are made of
//! has changed. What the server embeds is never written by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::bundle::{self, Parts};
use crate::split::{self, Split};
use crate::workspace::Workspace;
use crate::{process, progress, setup, wasm_std};

/// How to build the pages.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build for daily use: small, which takes some minutes longer.
    #[arg(long)]
    release: bool,
}

/// For whom the pages are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// For the one who edits or tries them: built fast.
    Dev,
    /// For daily use: small.
    Release,
}

impl Flavour {
    /// `--release` as given on a command line.
    pub(crate) fn from_release(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }

    fn brotli_quality(self) -> u8 {
        match self {
            Self::Dev => 5,
            Self::Release => 11,
        }
    }
}

/// `cargo xtask site`.
pub(crate) fn command(workspace: &Workspace, args: &Args) -> Result<()> {
    progress::stage("setup", || setup::ensure(workspace))?;
    let flavour = Flavour::from_release(args.release);
    progress::stage("site", || build(workspace, flavour))
}

/// The server embeds the pages and does not compile without: builds them where there are none.
pub(crate) fn ensure_some(workspace: &Workspace) -> Result<()> {
    if workspace.root.join("frontend/dist/index.html").is_file() {
        return Ok(());
    }
    setup::ensure(workspace)?;
    build(workspace, Flavour::Dev)
}

/// Builds the pages into `frontend/dist`; the set-up must have been done.
pub(crate) fn build(workspace: &Workspace, flavour: Flavour) -> Result<()> {
    let wasm = compile(workspace, flavour)?;
    let inputs = fingerprint(workspace, flavour, &wasm)?;
    let dist = workspace.root.join("frontend/dist");
    if dist.join("index.html").is_file() && workspace.noted("site", &inputs) {
        return Ok(());
    }
    // A build that is cut off must not pass for the one before.
    workspace.note("site", "being built")?;
    let parts = make_parts(workspace, flavour, &wasm)?;
    bundle::write(&parts, &dist)?;
    workspace.note("site", &inputs)
}

fn compile(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo
        .args([
            "build",
            "--package",
            "frontend",
            "--target",
            wasm_std::TARGET,
        ])
        .args(["--profile", flavour.profile()])
        .current_dir(&workspace.root);
    process::run(&mut cargo)?;
    let folder = workspace.target.join(wasm_std::TARGET);
    Ok(folder.join(flavour.profile()).join("frontend.wasm"))
}

/// All that the pages are made of, and the program that makes them.
fn fingerprint(workspace: &Workspace, flavour: Flavour, wasm: &Path) -> Result<String> {
    let frontend = workspace.root.join("frontend");
    let mut files = vec![wasm.to_owned()];
    for name in ["index.html", "styles.css", "package-lock.json"] {
        files.push(frontend.join(name));
    }
    for folder in ["src", "public"] {
        files.extend(files_under(&frontend.join(folder))?);
    }
    let mut hash = Sha256::new();
    hash.update(flavour.profile());
    // Gone when it was built anew while it ran; then the pages are made again next time.
    let ourselves = fs::metadata(std::env::current_exe()?)
        .and_then(|file| file.modified())
        .ok();
    hash.update(format!("{ourselves:?}"));
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hex::encode(hash.finalize()))
}

/// Every file below a folder, in one order; none where the folder is missing.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn make_parts(workspace: &Workspace, flavour: Flavour, wasm: &Path) -> Result<Parts> {
    let frontend = workspace.root.join("frontend");
    let work = tempfile::tempdir()?;
    let Split { main, parts } = split::split(wasm, work.path())?;
    bind(&main, flavour, work.path())?;
    let css = work.path().join("app.css");
    make_style_sheet(&frontend, &css)?;
    let read =
        |path: PathBuf| fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
    let mut rest = Vec::new();
    for path in parts {
        let stem = path.file_stem().unwrap_or_default();
        rest.push((stem.to_string_lossy().into_owned(), read(path.clone())?));
    }
    let mut snippets = Vec::new();
    for path in files_under(&work.path().join("snippets"))? {
        snippets.push((
            path.strip_prefix(work.path())?.to_owned(),
            read(path.clone())?,
        ));
    }
    let public_folder = frontend.join("public");
    let mut public = Vec::new();
    for path in files_under(&public_folder)? {
        public.push((
            path.strip_prefix(&public_folder)?.to_owned(),
            read(path.clone())?,
        ));
    }
    Ok(Parts {
        page: fs::read_to_string(frontend.join("index.html"))?,
        script: fs::read_to_string(work.path().join(split::SCRIPT))?,
        loader: fs::read_to_string(work.path().join(split::LOADER))?,
        wasm: read(work.path().join("app_bg.wasm"))?,
        rest,
        css: read(css)?,
        snippets,
        public,
        brotli_quality: flavour.brotli_quality(),
    })
}

/// Makes the JavaScript through which the browser starts the wasm.
fn bind(wasm: &Path, flavour: Flavour, into: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(wasm)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // Left out, starting without an argument fails in the browser.
        .omit_default_module_path(false)
        .remove_name_section(flavour == Flavour::Release)
        .remove_producers_section(true)
        // The parts share the main program's memory and table.
        .keep_lld_exports(true)
        .generate(into)
        .context("wasm-bindgen could not read the front-end")
}

fn make_style_sheet(frontend: &Path, into: &Path) -> Result<()> {
    let mut tailwind = Command::new(frontend.join("node_modules/.bin/tailwindcss"));
    tailwind
        .args(["--input", "styles.css", "--minify", "--output"])
        .arg(into)
        .current_dir(frontend);
    process::quiet("tailwind", &mut tailwind)
}
