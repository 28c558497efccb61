//! The catalogue that came with the binary: deflated there (`build.rs`), unpacked once, when it is first asked for.

use flate2::read::DeflateDecoder;
use std::io::Read;
use std::sync::OnceLock;

const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.deflate"));
/// Name and length of each file, in the order in which their texts follow each other.
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.names"));

static TEXTS: OnceLock<String> = OnceLock::new();

/// Every file: name, text; in the order of names.
pub(crate) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest: &'static str = TEXTS.get_or_init(unpacked);
    NAMES.lines().filter_map(move |line| {
        let (name, length) = line.split_once('\t')?;
        let (text, after) = rest.split_at_checked(length.parse().ok()?)?;
        rest = after;
        Some((name, text))
    })
}

fn unpacked() -> String {
    let mut texts = String::with_capacity(length());
    // What this build has packed itself cannot be broken; of a binary that is, nothing could be read anyway.
    DeflateDecoder::new(PACKED).read_to_string(&mut texts).expect("the binary is whole");
    texts
}

fn length() -> usize {
    let lengths = NAMES.lines().filter_map(|line| line.split_once('\t')?.1.parse::<usize>().ok());
    lengths.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_catalogue_comes_out_as_it_went_in() {
        let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue"));
        let mut seen = 0;
        for (name, text) in files() {
            assert_eq!(std::fs::read_to_string(root.join(name)).unwrap(), text, "{name}");
            seen += 1;
        }
        assert_eq!((seen, length()), (NAMES.lines().count(), TEXTS.get().unwrap().len()));
        assert!(seen > 300 && PACKED.len() * 3 < length(), "{seen} files, {} bytes", PACKED.len());
    }
}
