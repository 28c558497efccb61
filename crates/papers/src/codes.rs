//! QR codes on photographs and scans, where a file itself does not say which paper it is.

use crate::pdf;
use crate::picture::{self, PIXELS_MAX};
use image::GrayImage;
use image::imageops::{FilterType, resize};
use motcua_core::document::{Media, admit};

/// How many points of all files of one sending are looked at.
pub const CODE_POINTS_MAX: u64 = PIXELS_MAX;
/// A code of 15 mm is still read on A4 with so many points; more only take longer.
const LOOKED_AT_MAX: u32 = 16_000_000;
/// Pages of a scan that are looked at: each page of a paper has its code.
const PAGES_LOOKED_AT: usize = 2;

/// What the codes on a picture, or on the first pages of a scan, say. None where there is none, where the file cannot
/// be read, or where `left` points are not enough for it; what is looked at is taken from them.
pub fn codes_on(name: &str, bytes: &[u8], left: &mut u64) -> Vec<String> {
    let pictures = match admit(name, bytes) {
        Ok(media @ (Media::Jpeg | Media::Png)) => picture::grey(bytes, media, left).into_iter().collect(),
        Ok(Media::Pdf) => pdf::photographs(bytes, PAGES_LOOKED_AT, left),
        Ok(Media::Docx | Media::Xlsx) | Err(_) => Vec::new(),
    };
    pictures.into_iter().flat_map(read).collect()
}

fn read(picture: GrayImage) -> Vec<String> {
    let points = u64::from(picture.width()) * u64::from(picture.height());
    let small = match points > u64::from(LOOKED_AT_MAX) {
        true => {
            let scale = (f64::from(LOOKED_AT_MAX) / points as f64).sqrt();
            let side = |side: u32| ((f64::from(side) * scale) as u32).max(1);
            resize(&picture, side(picture.width()), side(picture.height()), FilterType::Triangle)
        }
        false => picture,
    };
    let (width, height) = (small.width() as usize, small.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        small.get_pixel(x as u32, y as u32).0[0]
    });
    let grids = prepared.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let mut left = CODE_POINTS_MAX;
            assert_eq!(codes_on("anh.png", picture, &mut left), [TEXT]);
            assert!(left < CODE_POINTS_MAX);
        }
        let page = picture::as_page(&pictures[0], Media::Png).unwrap();
        assert_eq!(codes_on("quet.pdf", &page, &mut CODE_POINTS_MAX.clone()), [TEXT]);
    }

    #[test]
    fn nothing_is_decoded_beyond_what_is_left_and_nothing_is_read_where_nothing_is() {
        let picture = png(sheet(4));
        let mut left = 1_000;
        assert_eq!((codes_on("anh.png", &picture, &mut left), left), (Vec::new(), 1_000));
        let page = picture::as_page(&picture, Media::Png).unwrap();
        assert_eq!((codes_on("quet.pdf", &page, &mut left), left), (Vec::new(), 1_000));
        let blank = png(GrayImage::from_pixel(300, 300, Luma([255])));
        for (name, bytes) in [("a.png", &blank[..]), ("a.png", b"x"), ("a.pdf", b"%PDF-1.7"), ("a.txt", b"x")]
        {
            assert_eq!(codes_on(name, bytes, &mut CODE_POINTS_MAX.clone()), Vec::<String>::new());
        }
    }
}
