//! Packs the faces for the binary: each deflated, which is half of it.

use flate2::{Compression, write::DeflateEncoder};
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

#[allow(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where to write through the environment"
)]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=fonts");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    for face in ["Regular", "Bold", "Italic", "BoldItalic"] {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&fs::read(format!("fonts/LiberationSerif-{face}.ttf"))?)?;
        fs::write(Path::new(&out).join(format!("{face}.deflate")), packed.finish()?)?;
    }
    Ok(())
}
