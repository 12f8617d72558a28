//! What building needs beside Rust and Node, made to be there.
//! Nothing of the user's own system is changed without a line that says so.

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{npm, process, wasm_std};

/// Brings everything that `site` needs; instant when it is there already.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if !process::exists("git") {
        bail!("git is needed: apt-get install git");
    }
    npm::check_node()?;
    wasm_std::ensure(workspace)?;
    npm::ensure(
        &workspace.root.join("frontend"),
        "Tailwind and daisyUI make the style sheet",
    )
}
