//! What a browser downloads before it shows anything must stay small.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::progress;

/// The program and its scripts, in bytes of brotli.
const PROGRAM: u64 = 350_000;

/// The style sheet, in bytes of brotli.
const STYLE: u64 = 20_000;

/// Refuses pages that have grown too heavy. What only some pages need is loaded with them and does
/// not count.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let page = fs::read_to_string(dist.join("index.html")).context("the pages are not built")?;
    let (mut program, mut style) = (0, 0);
    for name in page
        .split('"')
        .filter_map(|word| word.strip_prefix("/assets/"))
    {
        let file = dist.join("assets").join(format!("{name}.br"));
        let bytes = fs::metadata(&file)
            .with_context(|| format!("{} is not there", file.display()))?
            .len();
        match Path::new(name).extension().and_then(|it| it.to_str()) {
            Some("css") => style += bytes,
            _ => program += bytes,
        }
    }
    progress::say(&format!(
        "the first download: {} KB of program, {} KB of style",
        program.div_ceil(1000),
        style.div_ceil(1000)
    ));
    if program > PROGRAM || style > STYLE {
        bail!(
            "the pages are too heavy: at most {} KB of program and {} KB of style",
            PROGRAM / 1000,
            STYLE / 1000
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(program: usize, style: usize) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        let assets = dist.path().join("assets");
        fs::create_dir(&assets).unwrap();
        let page = r#"<link href="/assets/a.css"><link href="/assets/a.wasm">"#;
        fs::write(dist.path().join("index.html"), page).unwrap();
        fs::write(assets.join("a.css.br"), vec![0; style]).unwrap();
        fs::write(assets.join("a.wasm.br"), vec![0; program]).unwrap();
        fs::write(assets.join("later.wasm.br"), vec![0; 1_000_000]).unwrap();
        dist
    }

    #[test]
    fn only_what_everybody_downloads_first_is_weighed() {
        assert!(check(pages(350_000, 20_000).path()).is_ok());
        assert!(check(pages(350_001, 20_000).path()).is_err());
        assert!(check(pages(350_000, 20_001).path()).is_err());
    }
}
