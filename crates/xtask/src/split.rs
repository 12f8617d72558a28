//! Splits the pages' program into what every page needs and what only some do, which the browser
//! loads when such a page is first shown. `frontend/src/parts.rs` says what belongs together.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// The script that loads parts, as the program names it.
pub(crate) const LOADER: &str = "parts.js";

/// The script that starts the program, as the loader names it.
pub(crate) const SCRIPT: &str = "app.js";

/// What a program was split into.
pub(crate) struct Split {
    /// What every page needs; wasm-bindgen has not seen it yet.
    pub(crate) main: PathBuf,
    /// The rest, under the names by which the loader knows it.
    pub(crate) parts: Vec<PathBuf>,
}

/// Splits a program that was linked with its relocations.
pub(crate) fn split(wasm: &Path, into: &Path) -> Result<Split> {
    let program = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let main = into.join("main.wasm");
    let (link_name, main_module) = (format!("./{LOADER}"), format!("./{SCRIPT}"));
    let mut options = Options::new(&program);
    options.output_dir = into;
    options.main_out_path = &main;
    options.link_name = &link_name;
    options.main_module = &main_module;
    let split = transform(options).map_err(|error| anyhow!("the pages cannot be split: {error:#}"));
    let parts = split?.split_modules;
    Ok(Split { main, parts })
}
