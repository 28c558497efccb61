//! QR codes on photographs and scans, where a file itself does not say which paper it is.

use crate::pdf;
use crate::picture;
use crate::points::PointsLeft;
use image::GrayImage;
use motcua_core::document::{Media, admit};
use std::panic::catch_unwind;

/// A code of 15 mm is still read on A4 with so many points; more only take longer.
const LOOKED_AT_MAX: u64 = 9_000_000;
/// Pages of a scan that are looked at: each page of a paper has its code.
const PAGES_LOOKED_AT: usize = 2;

/// What the codes on a picture, or on the first pages of a scan, say. None where there is none, where the file cannot
/// be read, or where the points that are left are not enough for it; what is looked at is taken from them.
pub fn codes_on(name: &str, bytes: &[u8], left: &mut PointsLeft) -> Vec<String> {
    let pictures = match admit(name, bytes) {
        Ok(media @ (Media::Jpeg | Media::Png)) => picture::grey(bytes, media, left).into_iter().collect(),
        Ok(Media::Pdf) => pdf::photographs(bytes, PAGES_LOOKED_AT, left),
        Ok(Media::Docx | Media::Xlsx) | Err(_) => Vec::new(),
    };
    // Whatever the reader trips over, the other files of the sending are still told of.
    pictures.into_iter().flat_map(|picture| catch_unwind(|| read(&picture)).unwrap_or_default()).collect()
}

fn read(picture: &GrayImage) -> Vec<String> {
    let (wide, high) = (picture.width() as usize, picture.height() as usize);
    let each = (1..).find(|each| (wide / each) as u64 * (high / each) as u64 <= LOOKED_AT_MAX).unwrap_or(1);
    let (width, height) = ((wide / each).max(1), (high / each).max(1));
    let points = picture.as_raw();
    // The mean of a square of points for each that is looked at.
    let mean = |x: usize, y: usize| {
        let rows = (y * each..(y * each + each).min(high)).map(|row| &points[row * wide..][..wide]);
        let (mut sum, mut count) = (0_usize, 0);
        for point in rows.flat_map(|row| &row[x * each..(x * each + each).min(wide)]) {
            (sum, count) = (sum + usize::from(*point), count + 1);
        }
        u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
    };
    let grey: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect();
    // It looks at 32 marks of corners at most, and at each point a few times.
    let mut reader = quircs::Quirc::default();
    let codes = reader.identify(width, height, &grey).filter_map(Result::ok);
    codes.filter_map(|code| String::from_utf8(code.decode().ok()?.payload).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::CODE_POINTS_MAX;
    use image::codecs::png::PngEncoder;
    use image::{DynamicImage, GrayImage, Luma, imageops};
    use qrcodegen::{QrCode, QrCodeEcc};

    const TEXT: &str = "HTTPS://MOTCUA.EXAMPLE.VN/V/7K2M9QXT4B8NHW3P5/ABCDEFGHJKMNPQRSTVWXYZ0123456789";

    /// A sheet with a code of so many points for each of its squares, turned a little and grey as scans are.
    fn sheet(scale: u32) -> GrayImage {
        let code = QrCode::encode_text(TEXT, QrCodeEcc::Medium).unwrap();
        let side = code.size() as u32 * scale;
        let mut sheet = GrayImage::from_pixel(side * 4, side * 5, Luma([233]));
        for (x, y) in (0..side).flat_map(|x| (0..side).map(move |y| (x, y))) {
            if code.get_module((x / scale) as i32, (y / scale) as i32) {
                sheet.put_pixel(side * 2 + x, side * 3 + y, Luma([41]));
            }
        }
        imageops::blur(&sheet, 0.6)
    }

    fn png(sheet: GrayImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::ImageLuma8(sheet).write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
        bytes
    }

    #[test]
    fn the_code_of_a_scan_is_read_upright_and_on_its_side_as_a_picture_and_as_a_page() {
        let pictures = [png(sheet(4)), png(imageops::rotate90(&sheet(5))), png(sheet(25))];
        for picture in &pictures {
            let mut left = PointsLeft::of_a_sending();
            assert_eq!(codes_on("anh.png", picture, &mut left), [TEXT]);
            assert!(left.points < CODE_POINTS_MAX && !left.were_short);
        }
        let page = picture::as_page(&pictures[0], Media::Png).unwrap();
        assert_eq!(codes_on("quet.pdf", &page, &mut PointsLeft::of_a_sending()), [TEXT]);
    }

    #[test]
    fn a_sheet_full_of_marks_ends_and_says_nothing() {
        // Squares in squares, as in the corners of a code, as many as fit.
        let edge = |at: u32| at % 9 <= 6;
        let mark = |x: u32, y: u32| {
            let ring = |at: u32| matches!(at % 9, 0 | 6);
            let core = |at: u32| (2..=4).contains(&(at % 9));
            edge(x) && edge(y) && (ring(x) || ring(y) || (core(x) && core(y)))
        };
        assert!(mark(0, 0) && !mark(1, 1) && mark(3, 3));
        let sheet = GrayImage::from_fn(1_800, 1_800, |x, y| Luma([if mark(x, y) { 20 } else { 240 }]));
        assert_eq!(codes_on("anh.png", &png(sheet), &mut PointsLeft::of_a_sending()), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_decoded_beyond_what_is_left_and_nothing_is_read_where_nothing_is() {
        let picture = png(sheet(4));
        let page = picture::as_page(&picture, Media::Png).unwrap();
        for (name, bytes) in [("anh.png", &picture), ("quet.pdf", &page)] {
            let mut left = PointsLeft { points: 1_000, were_short: false };
            assert_eq!(codes_on(name, bytes, &mut left), Vec::<String>::new());
            assert_eq!(left, PointsLeft { points: 1_000, were_short: true }, "{name}");
        }
        let blank = png(GrayImage::from_pixel(300, 300, Luma([255])));
        for (name, bytes) in [("a.png", &blank[..]), ("a.png", b"x"), ("a.pdf", b"%PDF-1.7"), ("a.txt", b"x")]
        {
            assert_eq!(codes_on(name, bytes, &mut PointsLeft::of_a_sending()), Vec::<String>::new());
        }
    }
}
