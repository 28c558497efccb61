//! Files as people send them.

use std::io::Cursor;

/// A PDF of one page with this word on it; the same word, the same bytes.
pub fn pdf(word: &str) -> &'static [u8] {
    let paint = format!("BT /F1 12 Tf 50 500 Td ({word}) Tj ET");
    let text = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{paint}\nendstream\nendobj\n\
         trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n",
        paint.len()
    );
    Box::leak(text.into_bytes().into_boxed_slice())
}

/// A picture of a page with lines of writing.
pub fn png() -> Vec<u8> {
    let page = image::GrayImage::from_fn(900, 1200, |x, y| {
        let is_ink = y % 40 < 16 && (x / 7 + y / 40 * 3) % 3 != 0 && (90..810).contains(&x);
        image::Luma([if is_ink { 20 } else { 250 }])
    });
    let mut bytes = Vec::new();
    page.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// A photograph (PNG) of a sheet with a code that says this.
pub fn png_of_code(text: &str) -> Vec<u8> {
    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).unwrap();
    let side = code.size() as u32 * 4;
    let is_dark = |x: u32, y: u32| code.get_module(x as i32 / 4 - 8, y as i32 / 4 - 8);
    let sheet = image::GrayImage::from_fn(side + 64, side + 64, |x, y| {
        image::Luma([if is_dark(x, y) { 20 } else { 240 }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    sheet.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
