//! Streams of the file's own machinery, unpacked: Flate with or without a predictor, and nothing else.

use super::object::{Dict, Object};
use super::parse::{Broken, Read};

/// Packed bytes may not grow to more than this: a small file must not fill the memory.
pub(crate) const UNPACKED_BYTES_MAX: usize = 64 << 20;

/// The stream's bytes as they were before they were packed.
pub(crate) fn unpack(dict: &Dict, packed: &[u8]) -> Read<Vec<u8>> {
    let filter = match dict.get("Filter") {
        None | Some(Object::Null) => return Ok(packed.to_vec()),
        Some(Object::Array(filters)) if filters.is_empty() => return Ok(packed.to_vec()),
        Some(Object::Array(filters)) if filters.len() == 1 => &filters[0],
        Some(filter) => filter,
    };
    if *filter != Object::name("FlateDecode") {
        return Err(Broken);
    }
    let plain = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, UNPACKED_BYTES_MAX)
        .map_err(|_| Broken)?;
    let parms = match dict.get("DecodeParms") {
        Some(Object::Array(parms)) => parms.first().and_then(Object::dict),
        Some(parms) => parms.dict(),
        None => None,
    };
    match parms.and_then(|parms| parms.integer("Predictor")).unwrap_or(1) {
        1 => Ok(plain),
        10..=15 => rows(parms.ok_or(Broken)?, &plain),
        _ => Err(Broken),
    }
}

/// Rows of a PNG predictor, each with its kind before it.
fn rows(parms: &Dict, plain: &[u8]) -> Read<Vec<u8>> {
    let of = |key, none| usize::try_from(parms.integer(key).unwrap_or(none)).map_err(|_| Broken);
    let (columns, colors, bits) = (of("Columns", 1)?, of("Colors", 1)?, of("BitsPerComponent", 8)?);
    if columns == 0 || columns > 1 << 20 || !(1..=32).contains(&colors) || !(1..=16).contains(&bits) {
        return Err(Broken);
    }
    let width = (columns * colors * bits).div_ceil(8);
    let step = (colors * bits).div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(plain.len());
    let mut above = vec![0; width];
    for row in plain.chunks(width + 1) {
        let (kind, bytes) = row.split_first().ok_or(Broken)?;
        let mut line = vec![0_u8; width];
        for (at, byte) in bytes.iter().enumerate() {
            let left = if at >= step { line[at - step] } else { 0 };
            let corner = if at >= step { above[at - step] } else { 0 };
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => above[at],
                3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                4 => paeth(left, above[at], corner),
                _ => return Err(Broken),
            };
            line[at] = byte.wrapping_add(guess);
        }
        out.extend(&line[..bytes.len()]);
        above = line;
    }
    Ok(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |of: u8| (guess - i16::from(of)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
