//! What a browser downloads: the compressed sizes of the built pages.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use anyhow::{Context, Result};

/// Kilobytes by kind of file, each file compressed with brotli when the pages were built.
pub(crate) fn measure(dist: &Path) -> Result<String> {
    let assets = dist.join("assets");
    let mut sizes = BTreeMap::<String, u64>::new();
    let entries = fs::read_dir(&assets)
        .with_context(|| format!("{} is not there: the pages are not built", assets.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(kind) = name
            .strip_suffix(".br")
            .and_then(|name| name.rsplit('.').next())
        {
            *sizes.entry(kind.to_owned()).or_default() += entry.metadata()?.len();
        }
    }
    let mut lines = String::new();
    for (kind, bytes) in sizes {
        writeln!(lines, "  {kind:<12} {:>8} KB", bytes.div_ceil(1000))?;
    }
    Ok(lines)
}
