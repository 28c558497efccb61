//! Pictures of pages.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Luma};
use std::io::Cursor;

/// A page of writing: lines of words of uneven strokes, as print looks from afar.
pub fn writing(width: u32, height: u32) -> GrayImage {
    let line = height / 40;
    GrayImage::from_fn(width, height, |x, y| {
        let in_margin =
            x < width / 12 || x > width - width / 12 || y < height / 20 || y > height - height / 20;
        let (row, deep) = (y / line, y % line);
        // Letters of one line do not stand below those of another.
        let x = x + row.wrapping_mul(2_654_435_761) % 97;
        let is_gap = ((x / 10).wrapping_mul(2_654_435_761).wrapping_add(row * 40_503) >> 7) % 5 == 0;
        // A stroke of three points in a letter of ten; letters are half a line high.
        let is_stroke = x % 10 < 3 || (deep < 3 && x % 10 < 8);
        let is_ink = !in_margin && !is_gap && deep < line / 2 && is_stroke;
        Luma([if is_ink { 30 } else { 245 }])
    })
}

pub fn blurred(page: &GrayImage, sigma: f32) -> GrayImage {
    image::imageops::blur(page, sigma)
}

/// Paper with the noise of a scanner and nothing else.
pub fn paper(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663)) >> 5 & 7;
        Luma([238 + noise as u8])
    })
}

/// A page on a dark table, with a shadow over half of it.
pub fn on_a_table(page: &GrayImage) -> GrayImage {
    let (width, height) = page.dimensions();
    GrayImage::from_fn(width * 3 / 2, height * 3 / 2, |x, y| {
        let inside = (width / 4..width * 5 / 4).contains(&x) && (height / 4..height * 5 / 4).contains(&y);
        if !inside {
            return Luma([40 + (x / 50 % 2 * 6) as u8]);
        }
        let light = if x + y < width { 100 } else { 65 };
        let value = u32::from(page.get_pixel(x - width / 4, y - height / 4).0[0]);
        Luma([(value * light / 100) as u8])
    })
}

pub fn png(page: &GrayImage) -> Vec<u8> {
    let mut out = Vec::new();
    page.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).unwrap();
    out
}

pub fn jpeg(page: &GrayImage) -> Vec<u8> {
    let mut out = Vec::new();
    let points = DynamicImage::ImageLuma8(page.clone()).into_rgb8();
    JpegEncoder::new_with_quality(&mut out, 85)
        .write_image(&points, points.width(), points.height(), ExtendedColorType::Rgb8)
        .unwrap();
    out
}

/// A JPEG with a segment put in behind its first mark.
pub fn with_segment(jpeg: &[u8], mark: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, mark], &length, data, &jpeg[2..]].concat()
}

/// Exif that says how the camera was held, and where: 16.46° N, 107.59° E.
pub fn exif(orientation: u16) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let [high, low] = orientation.to_be_bytes();
    out.extend(3_u16.to_be_bytes());
    out.extend(entry(0x0112, 3, 1, [high, low, 0, 0]));
    out.extend(entry(0x8825, 4, 1, 50_u32.to_be_bytes()));
    out.extend(entry(0x0110, 2, 4, *b"GPS\0"));
    out.extend(0_u32.to_be_bytes());
    out.extend(2_u16.to_be_bytes());
    out.extend(entry(1, 2, 2, *b"N\0\0\0"));
    out.extend(entry(2, 2, 4, *b"1646"));
    out.extend(0_u32.to_be_bytes());
    out
}

/// A PNG whose head says so many points, with nothing behind it.
pub fn png_of_claimed_size(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([depth, colour, 0, 0, 0]);
    chunk(&mut out, b"IHDR", &head);
    // A stream of zeros that goes on and on would stand here.
    chunk(&mut out, b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]);
    chunk(&mut out, b"IEND", &[]);
    out
}

/// A chunk put in before the first data of a PNG.
pub fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut more = Vec::new();
    chunk(&mut more, kind, data);
    [&png[..33], &more, &png[33..]].concat()
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let mut crc = !0_u32;
    for byte in &out[from..] {
        crc = (0..8)
            .fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1)));
    }
    out.extend((!crc).to_be_bytes());
}
