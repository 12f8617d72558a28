//! What a browser downloads: the compressed sizes of the built pages.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use anyhow::{Context, Result};

/// Kilobytes by kind of file, each file compressed with brotli when the pages were built: of what
/// every page downloads, and of all there is.
pub(crate) fn measure(dist: &Path) -> Result<String> {
    let assets = dist.join("assets");
    let page = fs::read_to_string(dist.join("index.html"))?;
    let mut sizes = BTreeMap::<String, [u64; 2]>::new();
    let entries = fs::read_dir(&assets)
        .with_context(|| format!("{} is not there: the pages are not built", assets.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".br") else {
            continue;
        };
        let kind = name.rsplit('.').next().unwrap_or_default();
        let bytes = entry.metadata()?.len();
        let [first, all] = sizes.entry(kind.to_owned()).or_default();
        *all += bytes;
        *first += if page.contains(name) { bytes } else { 0 };
    }
    let mut lines = String::new();
    for (kind, sizes) in sizes {
        let [first, all] = sizes.map(|bytes| bytes.div_ceil(1000));
        writeln!(lines, "  {kind:<12} {first:>8} KB first, {all} KB in all")?;
    }
    Ok(lines)
}
