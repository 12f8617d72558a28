//! What the server embeds: files named by their content, the page that names them, all compressed
//! ahead. No inline script: the server's Content-Security-Policy would refuse it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// Where the page says that its links and scripts go.
const MARK: &str = "<!-- assets -->";

/// What the pages are made of, before it has its final names.
pub(crate) struct Parts {
    pub(crate) page: String,
    pub(crate) script: String,
    pub(crate) wasm: Vec<u8>,
    pub(crate) css: Vec<u8>,
    /// JavaScript that libraries bring along, under paths that the script names.
    pub(crate) snippets: Vec<(PathBuf, Vec<u8>)>,
    /// Files served under their own names.
    pub(crate) public: Vec<(PathBuf, Vec<u8>)>,
    pub(crate) brotli_quality: u8,
}

/// Writes everything afresh; the page comes last, so that it never names a missing file.
pub(crate) fn write(parts: &Parts, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    let folder = Folder {
        dist,
        brotli_quality: parts.brotli_quality,
    };
    for (path, content) in &parts.public {
        folder.write(path, content)?;
    }
    for (path, content) in &parts.snippets {
        folder.write(&Path::new("assets").join(path), content)?;
    }
    let css = folder.write_hashed("app", "css", &parts.css)?;
    let wasm = folder.write_hashed("app", "wasm", &parts.wasm)?;
    let script = parts.script.replace("app_bg.wasm", &wasm);
    let script = folder.write_hashed("app", "js", script.as_bytes())?;
    let start = format!("import init from \"./{script}\";\ninit();\n");
    let start = folder.write_hashed("start", "js", start.as_bytes())?;
    let page = fill_page(&parts.page, &css, &wasm, &script, &start)?;
    folder.write(Path::new("index.html"), page.as_bytes())
}

fn fill_page(page: &str, css: &str, wasm: &str, script: &str, start: &str) -> Result<String> {
    if !page.contains(MARK) {
        bail!("frontend/index.html has no {MARK} in its head");
    }
    let links = [
        format!("<link rel=\"stylesheet\" href=\"/assets/{css}\">"),
        format!(
            "<link rel=\"preload\" href=\"/assets/{wasm}\" as=\"fetch\" \
             type=\"application/wasm\" crossorigin>"
        ),
        format!("<link rel=\"modulepreload\" href=\"/assets/{script}\">"),
        format!("<script type=\"module\" src=\"/assets/{start}\"></script>"),
    ];
    Ok(page.replace(MARK, &links.join("\n    ")))
}

struct Folder<'a> {
    dist: &'a Path,
    brotli_quality: u8,
}

impl Folder<'_> {
    /// Names a file by its content, so that browsers may keep it for ever.
    fn write_hashed(&self, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
        let hash = hex::encode(Sha256::digest(content));
        let name = format!("{stem}-{}.{extension}", &hash[..16]);
        self.write(&Path::new("assets").join(&name), content)?;
        Ok(name)
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<()> {
        let file = self.dist.join(path);
        fs::create_dir_all(file.parent().unwrap_or(self.dist))?;
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
        if is_worth_compressing(path) {
            fs::write(beside(&file, "br"), self.brotli(content)?)?;
            fs::write(beside(&file, "gz"), gzip(content)?)?;
        }
        Ok(())
    }

    fn brotli(&self, content: &[u8]) -> Result<Vec<u8>> {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: i32::from(self.brotli_quality),
            size_hint: content.len(),
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
        Ok(compressed)
    }
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn is_worth_compressing(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    [
        "html",
        "js",
        "css",
        "wasm",
        "svg",
        "json",
        "txt",
        "webmanifest",
    ]
    .contains(&extension.as_ref())
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
