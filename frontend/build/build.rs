//! What is made before the pages are compiled: their text in all languages, and for the splitting
//! that follows the linking, what refers to what.

mod messages;
mod write;

use std::{env, error::Error, fs, path::Path};

use messages::Language;

/// The first one is what a person reads whose language is not among them.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("de", "German")];

#[expect(
    clippy::disallowed_methods,
    reason = "this is how cargo tells a build script what it builds for"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let languages = LANGUAGES
        .map(|(folder, name)| Language::read(&Path::new("locales").join(folder), name))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let text = write::modules(&languages)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("text.rs"), text)?;
    Ok(())
}
