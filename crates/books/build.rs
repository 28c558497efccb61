//! Packs `catalogue/` for the binary: all texts in one piece, deflated, and a list of their names and lengths. As it
//! stands the catalogue was a tenth of the program.

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
    let catalogue = "../../catalogue";
    println!("cargo::rerun-if-changed={catalogue}");
    let mut files = Vec::new();
    walk(Path::new(catalogue), Path::new(catalogue), &mut files)?;
    files.sort();
    let (mut names, mut packed) = (String::new(), DeflateEncoder::new(Vec::new(), Compression::best()));
    for (name, text) in &files {
        names.push_str(&format!("{name}\t{}\n", text.len()));
        packed.write_all(text.as_bytes())?;
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    fs::write(Path::new(&out).join("catalogue.names"), names)?;
    fs::write(Path::new(&out).join("catalogue.deflate"), packed.finish()?)
}

/// Every file that is text, by its name below the catalogue.
fn walk(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, out)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).map_err(io::Error::other)?;
            out.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
    Ok(())
}
