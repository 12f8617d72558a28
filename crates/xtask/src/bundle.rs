//! What the server embeds: files named by their content, the page that names them, all compressed
//! ahead. No inline script: the server's Content-Security-Policy would refuse it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::process;
use crate::split::{LOADER, SCRIPT};

/// Where the page says that its links and scripts go.
const MARK: &str = "<!-- assets -->";

/// Node brings both compressions, optimized; built here as crates they would take longer to compile
/// than to use.
const COMPRESS: &str = include_str!("compress.mjs");

/// What the pages are made of, before it has its final names.
pub(crate) struct Parts {
    pub(crate) page: String,
    pub(crate) script: String,
    /// The script that loads the parts that only some pages need.
    pub(crate) loader: String,
    pub(crate) wasm: Vec<u8>,
    /// Those parts, under the names by which the loader knows them.
    pub(crate) rest: Vec<(String, Vec<u8>)>,
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
    let mut folder = Folder {
        dist,
        compressible: Vec::new(),
    };
    for (path, content) in &parts.public {
        folder.write(path, content)?;
    }
    for (path, content) in &parts.snippets {
        folder.write(&Path::new("assets").join(path), content)?;
    }
    let css = folder.write_hashed("app", "css", &parts.css)?;
    let wasm = folder.write_hashed("app", "wasm", &parts.wasm)?;
    let mut loader = parts.loader.clone();
    for (stem, content) in &parts.rest {
        let name = folder.write_hashed(stem, "wasm", content)?;
        loader = loader.replace(&format!("{stem}.wasm"), &name);
    }
    let script = parts.script.replace("app_bg.wasm", &wasm);
    let [script, loader] = folder.write_scripts(&script, &loader)?;
    let start = format!("import init from \"./{script}\";\ninit();\n");
    let start = folder.write_hashed("start", "js", start.as_bytes())?;
    let page = fill_page(&parts.page, &css, &wasm, [&script, &loader], &start)?;
    folder.write(Path::new("index.html"), page.as_bytes())?;
    folder.compress(parts.brotli_quality)
}

fn fill_page(
    page: &str,
    css: &str,
    wasm: &str,
    [script, loader]: [&str; 2],
    start: &str,
) -> Result<String> {
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
        format!("<link rel=\"modulepreload\" href=\"/assets/{loader}\">"),
        format!("<script type=\"module\" src=\"/assets/{start}\"></script>"),
    ];
    Ok(page.replace(MARK, &links.join("\n    ")))
}

struct Folder<'a> {
    dist: &'a Path,
    compressible: Vec<PathBuf>,
}

impl Folder<'_> {
    /// Names a file by its content, so that browsers may keep it for ever.
    fn write_hashed(&mut self, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
        let hash = hex::encode(Sha256::digest(content));
        let name = format!("{stem}-{}.{extension}", &hash[..16]);
        self.write(&Path::new("assets").join(&name), content)?;
        Ok(name)
    }

    /// The two scripts name each other: what names them is made of both.
    fn write_scripts(&mut self, script: &str, loader: &str) -> Result<[String; 2]> {
        let hash = hex::encode(Sha256::digest([script, loader].concat()));
        let names = [
            format!("app-{}.js", &hash[..16]),
            format!("parts-{}.js", &hash[..16]),
        ];
        for (name, text) in names.iter().zip([script, loader]) {
            // Only where they are imported from: the program itself knows the plain names.
            let text = [SCRIPT, LOADER]
                .iter()
                .zip(&names)
                .fold(text.to_owned(), |text, (plain, hashed)| {
                    text.replace(&from(plain), &from(hashed))
                });
            self.write(&Path::new("assets").join(name), text.as_bytes())?;
        }
        Ok(names)
    }

    fn write(&mut self, path: &Path, content: &[u8]) -> Result<()> {
        let file = self.dist.join(path);
        fs::create_dir_all(file.parent().unwrap_or(self.dist))?;
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
        if is_worth_compressing(path) {
            self.compressible.push(file);
        }
        Ok(())
    }

    /// Puts a `.br` and a `.gz` beside each file.
    fn compress(&self, brotli_quality: u8) -> Result<()> {
        let mut node = Command::new("node");
        node.args(["--input-type=module", "--eval", COMPRESS, "--"])
            .arg(brotli_quality.to_string())
            .args(&self.compressible);
        process::quiet("compressing", &mut node)
    }
}

fn from(name: &str) -> String {
    format!("from \"./{name}\"")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            page: format!("<head>{MARK}</head>"),
            script: "import * as parts from \"./parts.js\"; imports[\"./parts.js\"] = parts; \
                     new URL('app_bg.wasm', import.meta.url)"
                .to_owned(),
            loader: "import { initSync } from \"./app.js\"; fetch('./split_task.wasm')".to_owned(),
            rest: Vec::new(),
            wasm: b"the program".to_vec(),
            css: b"body {}".to_vec(),
            snippets: Vec::new(),
            public: vec![(PathBuf::from("icon.svg"), b"<svg/>".to_vec())],
            brotli_quality: 5,
        }
    }

    fn written(parts: &Parts) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        write(parts, dist.path()).unwrap();
        dist
    }

    fn asset_names(dist: &Path) -> Vec<String> {
        let entries = fs::read_dir(dist.join("assets")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let plain = paths.filter(|path| is_worth_compressing(path));
        plain
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect()
    }

    fn asset(dist: &Path, stem: &str, extension: &str) -> String {
        let mut names = asset_names(dist).into_iter();
        let wanted =
            |name: &String| name.starts_with(stem) && name.rsplit('.').next() == Some(extension);
        names.find(wanted).unwrap()
    }

    #[test]
    fn the_page_names_every_file_by_its_content() {
        let dist = written(&parts());

        let page = fs::read_to_string(dist.path().join("index.html")).unwrap();

        for name in asset_names(dist.path()) {
            assert!(
                page.contains(&format!("/assets/{name}\"")),
                "{name} is not in {page}"
            );
        }
        assert!(
            !page.contains("<script>"),
            "an inline script would be refused"
        );
    }

    #[test]
    fn a_changed_program_changes_the_names_of_all_that_leads_to_it() {
        let before = written(&parts());
        let after = written(&Parts {
            wasm: b"another program".to_vec(),
            ..parts()
        });

        for (stem, extension) in [("app", "wasm"), ("app", "js"), ("start", "js")] {
            let old = asset(before.path(), stem, extension);
            assert_ne!(old, asset(after.path(), stem, extension));
        }
        let css = asset(before.path(), "app", "css");
        assert_eq!(css, asset(after.path(), "app", "css"));
    }

    #[test]
    fn the_script_loads_the_program_by_its_hashed_name() {
        let dist = written(&parts());

        let script = asset(dist.path(), "app", "js");
        let script = fs::read_to_string(dist.path().join("assets").join(script)).unwrap();

        let wasm = asset(dist.path(), "app", "wasm");
        let loader = asset(dist.path(), "parts", "js");
        assert_eq!(
            script,
            format!(
                "import * as parts from \"./{loader}\"; imports[\"./parts.js\"] = parts; \
                 new URL('{wasm}', import.meta.url)"
            )
        );
    }

    #[test]
    fn a_changed_part_changes_the_names_of_all_that_leads_to_it() {
        let with = |content: &[u8]| {
            written(&Parts {
                rest: vec![("split_task".to_owned(), content.to_vec())],
                ..parts()
            })
        };
        let (before, after) = (with(b"the task"), with(b"another task"));

        for (stem, extension) in [("split_task", "wasm"), ("parts", "js"), ("app", "js")] {
            let old = asset(before.path(), stem, extension);
            assert_ne!(old, asset(after.path(), stem, extension));
        }
        let loader = asset(before.path(), "parts", "js");
        let loader = fs::read_to_string(before.path().join("assets").join(loader)).unwrap();
        let (script, part) = (
            asset(before.path(), "app", "js"),
            asset(before.path(), "split_task", "wasm"),
        );
        assert_eq!(
            loader,
            format!("import {{ initSync }} from \"./{script}\"; fetch('./{part}')")
        );
    }

    #[test]
    fn compressed_files_hold_the_same_as_the_plain_ones() {
        let dist = written(&parts());

        for (end, unpack) in [("br", "brotliDecompressSync"), ("gz", "gunzipSync")] {
            let file = dist.path().join(format!("icon.svg.{end}"));
            let script = "const [how, file] = process.argv.slice(1); \
                const { readFileSync } = require('node:fs'); \
                process.stdout.write(require('node:zlib')[how](readFileSync(file)))";
            let mut node = Command::new("node");
            let unpacked = process::capture(node.args(["--eval", script, unpack]).arg(file));

            assert_eq!(unpacked.unwrap(), "<svg/>", "{end}");
        }
    }

    #[test]
    fn files_of_an_older_build_are_gone() {
        let dist = written(&parts());
        let old = asset(dist.path(), "app", "wasm");

        write(
            &Parts {
                wasm: b"another program".to_vec(),
                ..parts()
            },
            dist.path(),
        )
        .unwrap();

        assert!(!dist.path().join("assets").join(old).exists());
    }

    #[test]
    fn a_page_without_a_place_for_its_links_is_refused() {
        let dist = tempfile::tempdir().unwrap();
        let parts = Parts {
            page: "<head></head>".to_owned(),
            ..parts()
        };

        let refusal = write(&parts, dist.path()).unwrap_err().to_string();

        assert!(refusal.contains(MARK), "{refusal}");
    }
}
