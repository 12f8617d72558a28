//! The pages are split into parts after they are linked, which needs to know what refers to what.

#[expect(
    clippy::disallowed_methods,
    reason = "this is how cargo tells a build script what it builds for"
)]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
