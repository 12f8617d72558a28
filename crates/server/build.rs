//! Rebuilds the binary when the built pages change: they are embedded in it.

fn main() {
    println!("cargo:rerun-if-changed=../../frontend/dist");
}
