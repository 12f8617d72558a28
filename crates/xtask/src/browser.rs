//! The real programs in a real browser, driven by Playwright. What is done there stands in `e2e`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::site::{self, Flavour};
use crate::workspace::Workspace;
use crate::{debian, npm, process, progress, run, setup};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Playwright's tests, on the programs that stand in that folder of the target folder.
pub(crate) fn playwright(workspace: &Workspace, programs: &str) -> Result<Command> {
    let folder = workspace.root.join("e2e");
    npm::ensure(&folder, "Playwright drives the browser")?;
    let programs = workspace.target.join(programs);
    let mut playwright = Command::new(folder.join("node_modules/.bin/playwright"));
    playwright
        .arg("test")
        .current_dir(&folder)
        .env("CHROMIUM_BIN", browser()?)
        .env("TASKSOURCE_BIN", programs.join("tasksource"))
        .env("GITHUB_SIM_BIN", programs.join("github-sim"));
    Ok(playwright)
}

/// `cargo xtask lighthouse`: what people use is built, and measured as on a phone.
pub(crate) fn lighthouse(workspace: &Workspace) -> Result<()> {
    setup::ensure(workspace)?;
    site::build(workspace, Flavour::Release)?;
    progress::stage("server", || run::build(workspace, true))?;
    let mut playwright = playwright(workspace, "release")?;
    let folder = workspace.root.join("e2e/lighthouse");
    npm::ensure(&folder, "Lighthouse measures the pages")?;
    process::run(playwright.args(["--config", "lighthouse/playwright.config.ts"]))
}

fn browser() -> Result<PathBuf> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    debian::install(
        &["chromium", "fonts-liberation"],
        "the end-to-end tests drive it",
    )?;
    find().context("chromium was installed, but is not on the PATH")
}

fn find() -> Option<PathBuf> {
    BROWSERS.into_iter().find_map(process::find)
}
