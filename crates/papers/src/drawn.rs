//! Pages as pictures, with what can be read on them: what two papers are compared by. Only the number of pages and the
//! points of what comes out are bounded here. What a hostile PDF costs before that is bounded by whoever asks: a
//! process of its own, with so much time and memory.

use crate::kind;
use crate::picture;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, RgbImage, RgbaImage};
use motcua_core::Refusal;
use motcua_core::document::{Media, admit, clean_name};
use serde::{Deserialize, Serialize};
use std::panic::catch_unwind;

/// Pages of one file that are drawn.
pub const PAGES_DRAWN_MAX: usize = 6;
/// Letters of a page that are compared.
pub const LETTERS_READ_MAX: usize = 20_000;
/// How large a page is drawn: A4 with 110 points to the inch, so that small print can be read.
const WIDTH_MAX: u32 = 920;
const HEIGHT_MAX: u32 = 1_310;
/// A page without a side cannot be drawn.
const SIDE_MIN: f32 = 1.0;
const QUALITY: u8 = 80;
/// Outlines of letters are given for letters of this height.
const EM: f64 = 1_000.0;

/// The first pages of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDrawn {
    /// At most [`PAGES_DRAWN_MAX`].
    pub pages: Vec<PageDrawn>,
    /// How many pages it has.
    pub of: usize,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageDrawn {
    /// A JPEG in base64, as pages carry it.
    pub jpeg: String,
    /// How wide, in points.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// The letters on it, a line for each line; none on a picture.
    pub text: String,
}

/// Whether a file with this name is of a kind that has pages to be drawn; refused with what it is else.
pub fn must_be_drawable(name: &str, bytes: &[u8]) -> Result<Media, Refusal> {
    let shown = clean_name(name);
    match admit(name, bytes).map_err(|refusal| kind::explained(refusal, &shown, bytes))? {
        media @ (Media::Jpeg | Media::Png | Media::Pdf) => Ok(media),
        Media::Docx | Media::Xlsx => Err(not_drawn(name)),
    }
}

/// That it cannot be drawn, or costs too much.
pub fn not_drawn(name: &str) -> Refusal {
    Refusal::of("deed.not-drawn").with("file", clean_name(name))
}

/// Draws the first pages of a JPEG, PNG or PDF. Refused (`deed.not-drawn`) where it cannot be read.
pub fn drawn(name: &str, bytes: &[u8]) -> Result<FileDrawn, Refusal> {
    let drawn = match must_be_drawable(name, bytes)? {
        Media::Pdf => catch_unwind(|| of_pdf(bytes)).ok().flatten(),
        media => {
            let page = picture::whole(bytes, media).ok().and_then(|picture| page_of(picture, String::new()));
            page.map(|page| FileDrawn { pages: vec![page], of: 1 })
        }
    };
    drawn.ok_or_else(|| not_drawn(name))
}

fn of_pdf(bytes: &[u8]) -> Option<FileDrawn> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let all = pdf.pages();
    let pages = all.iter().take(PAGES_DRAWN_MAX).map(drawn_page).collect::<Option<Vec<_>>>()?;
    (!pages.is_empty()).then_some(FileDrawn { pages, of: all.len() })
}

fn drawn_page(page: &Page<'_>) -> Option<PageDrawn> {
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite() && width >= SIDE_MIN && height >= SIDE_MIN) {
        return None;
    }
    let scale = (WIDTH_MAX as f32 / width).min(HEIGHT_MAX as f32 / height);
    let out = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let settings = InterpreterSettings::default();
    let drawn = hayro::render(page, &RenderCache::new(), &settings, &RenderSettings::default(), &out);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let points = RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec())?;
    page_of(DynamicImage::ImageRgba8(points).into_rgb8(), letters(page))
}

fn page_of(picture: RgbImage, text: String) -> Option<PageDrawn> {
    let picture = match picture.width() > WIDTH_MAX || picture.height() > HEIGHT_MAX {
        true => {
            DynamicImage::ImageRgb8(picture).resize(WIDTH_MAX, HEIGHT_MAX, FilterType::Triangle).into_rgb8()
        }
        false => picture,
    };
    let mut jpeg = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    let (width, height) = picture.dimensions();
    Some(PageDrawn { jpeg: BASE64_STANDARD.encode(jpeg), width, height, text })
}

/// What can be read on a page, in the order in which it was written.
fn letters(page: &Page<'_>) -> String {
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, 1e6, 1e6);
    let mut context =
        Context::new(Affine::IDENTITY, area, &cache, page.xref(), InterpreterSettings::default());
    let mut reader = LetterReader::default();
    interpret_page(page, &mut context, &mut reader);
    reader.text
}

/// Gathers the letters of a page. A step down or back is a new line, a step to the right a space.
#[derive(Default)]
struct LetterReader {
    text: String,
    /// Where the last letter ended, and how high it was.
    last: Option<(f64, f64, f64)>,
}

impl LetterReader {
    fn read(&mut self, glyph: &Glyph<'_>, at: Affine) {
        if self.text.len() >= LETTERS_READ_MAX {
            return;
        }
        let [across, up, _, high, x, y] = at.as_coeffs();
        let (wide, size) = (across.hypot(up) * EM, high.abs().max(across.hypot(up)) * EM);
        if let Some((end, line, height)) = self.last {
            let is_lower = (y - line).abs() > height * 0.4;
            if is_lower || x < end - height * 1.5 {
                self.text.push('\n');
            } else if x > end + height * 0.14 && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.text.push(letter),
            Some(BfString::String(letters)) => self.text.push_str(&letters),
            // A letter that the file does not name is there all the same.
            None => self.text.push('\u{fffd}'),
        }
        let advance = f64::from(advance.unwrap_or_default()) / EM;
        self.last = Some((x + advance * wide, y, size));
    }
}

impl<'a> Device<'a> for LetterReader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // What a machine has read from a scan and hidden behind it is not what stands on the paper.
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            self.read(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::png::PngEncoder;
    use image::{GrayImage, Luma};

    /// A PDF of so many pages, each with this text, in a box of this size.
    fn pdf(pages: usize, media_box: &str, paint: &str) -> Vec<u8> {
        let kids: Vec<String> = (0..pages).map(|nth| format!("{} 0 R", nth + 5)).collect();
        let mut text = format!(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
             2 0 obj\n<< /Type /Pages /Kids [{}] /Count {pages} >>\nendobj\n\
             3 0 obj\n<< /Length {} >>\nstream\n{paint}\nendstream\nendobj\n\
             4 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
            kids.join(" "),
            paint.len()
        );
        for nth in 0..pages {
            text.push_str(&format!(
                "{} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox {media_box} /Contents 3 0 R \
                 /Resources << /Font << /F1 4 0 R >> >> >>\nendobj\n",
                nth + 5
            ));
        }
        text.push_str("trailer\n<< /Root 1 0 R >>\n%%EOF\n");
        text.into_bytes()
    }

    const TWO_LINES: &str = "BT /F1 12 Tf 50 700 Td (So 05, ngay) Tj 90 0 Td (mot) Tj -90 -20 Td (hai) Tj ET";
    const A4: &str = "[0 0 595 842]";

    fn points(page: &PageDrawn) -> GrayImage {
        let jpeg = BASE64_STANDARD.decode(&page.jpeg).unwrap();
        image::load_from_memory(&jpeg).unwrap().into_luma8()
    }

    #[test]
    fn a_page_is_drawn_with_its_letters_and_its_words_are_read_line_by_line() {
        let file = drawn("giay.pdf", &pdf(2, A4, TWO_LINES)).unwrap();
        assert_eq!((file.pages.len(), file.of), (2, 2));
        let page = &file.pages[0];
        assert_eq!(page.text, "So 05, ngay mot\nhai");
        assert_eq!((page.width, page.height), (920, 1_301));
        let points = points(page);
        let ink = |x: u32, y: u32| points.get_pixel(x, y).0[0] < 128;
        let band = |top: u32| (top..top + 20).any(|y| (60..200).any(|x| ink(x, y)));
        assert!(band(205) && !band(400), "what is written at the top stands at the top");
    }

    #[test]
    fn only_the_first_pages_are_drawn_and_no_page_is_larger_than_a_screen() {
        let file = drawn("giay.pdf", &pdf(PAGES_DRAWN_MAX + 3, A4, TWO_LINES)).unwrap();
        assert_eq!((file.pages.len(), file.of), (PAGES_DRAWN_MAX, PAGES_DRAWN_MAX + 3));
        for media_box in ["[0 0 200000 100]", "[0 0 100 200000]", "[0 0 200000 200000]", "[0 0 9 9]"] {
            let file = drawn("giay.pdf", &pdf(1, media_box, TWO_LINES));
            for page in file.iter().flat_map(|file| &file.pages) {
                assert!(page.width <= WIDTH_MAX && page.height <= HEIGHT_MAX, "{media_box}: {page:?}");
            }
        }
        let long = format!("BT /F1 1 Tf 9 9 Td ({}) Tj ET", "a".repeat(60_000));
        assert!(drawn("giay.pdf", &pdf(1, A4, &long)).unwrap().pages[0].text.len() <= LETTERS_READ_MAX + 4);
    }

    #[test]
    fn what_a_machine_wrote_behind_a_scan_is_not_read() {
        let hidden = "BT 3 Tr /F1 12 Tf 50 700 Td (khac) Tj ET";
        assert_eq!(drawn("quet.pdf", &pdf(1, A4, hidden)).unwrap().pages[0].text, "");
    }

    #[test]
    fn a_photograph_is_one_page_and_shrunk() {
        let photograph = GrayImage::from_fn(3_000, 4_000, |x, _| Luma([if x < 1_500 { 20 } else { 240 }]));
        let mut png = Vec::new();
        DynamicImage::ImageLuma8(photograph).write_with_encoder(PngEncoder::new(&mut png)).unwrap();
        let file = drawn("anh.png", &png).unwrap();
        assert_eq!((file.pages.len(), file.of, file.pages[0].text.as_str()), (1, 1, ""));
        assert_eq!((file.pages[0].width, file.pages[0].height), (920, 1_227));
        let points = points(&file.pages[0]);
        assert!(points.get_pixel(100, 600).0[0] < 60 && points.get_pixel(800, 600).0[0] > 200);
    }

    #[test]
    fn whatever_is_no_page_is_refused() {
        let bare = pdf(1, A4, TWO_LINES);
        for (name, bytes, code) in [
            ("a.pdf", &b"%PDF-1.7 and nothing else"[..], "deed.not-drawn"),
            ("a.pdf", &bare[..bare.len() / 3], "deed.not-drawn"),
            ("a.png", b"\x89PNG\r\n\x1a\nno more", "deed.not-drawn"),
            ("a.pdf", b"no", "document.not-what-it-says"),
            ("a.txt", b"no", "document.kind-not-allowed"),
        ] {
            assert_eq!(drawn(name, bytes).unwrap_err().code, code, "{name}");
        }
    }
}
