//! A QR code as an image in the page, so that a telephone can take an address over.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// White around the squares, in squares, as the standard asks.
const MARGIN: i32 = 4;

/// An SVG that holds this text; nothing when it is too long for any QR code.
/// `title` says to whom cannot see it what it is.
pub fn svg(text: &str, title: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN);
            }
            x += run.max(1);
        }
    }
    let title: String = title.chars().filter(|c| !matches!(c, '<' | '>' | '&' | '"')).collect();
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{title}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_small_image_with_a_name_and_no_markup_of_others() {
        let svg =
            svg("https://motcua.example/submit/0197c347-9da0-7fff-bfff-ffffffffffff", "a<b>\"c").unwrap();
        assert!(svg.contains("viewBox=\"0 0 41 41\"") && svg.contains("aria-label=\"abc\""), "{svg}");
        assert!(svg.len() < 12_000, "{}", svg.len());
        // The corner that every QR code has: seven dark squares.
        assert!(svg.contains("M4 4h7v1h-7z"));
        assert!(super::svg(&"x".repeat(4000), "x").is_none());
    }
}
