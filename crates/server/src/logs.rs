//! Logging: structured lines on standard error.
//!
//! No token, no body and no query string ever reaches a log line.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, Logs};

/// Starts logging for the whole process.
pub(crate) fn start(settings: &Logs) -> Result<()> {
    let filter = EnvFilter::try_new(&settings.log)
        .with_context(|| format!("`{}` does not say what to log", settings.log))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => lines.with_ansi(false).init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}
