//! Looks at the pages of a PDF as far as that is possible without drawing them:
//! a page on which nothing is painted is blank, and a page that is one photograph
//! is measured like a photograph.

use super::pages::inherited;
use crate::legible;
use crate::picture::{self, PIXELS_MAX};
use crate::points::PointsLeft;
use image::GrayImage;
use lopdf::{Document, Object, ObjectId, Stream};
use motcua_core::document::{Doubt, Media};
use std::collections::BTreeSet;

/// Operators that put something on the page.
const PAINTS: [&[u8]; 16] =
    [b"Tj", b"TJ", b"'", b"\"", b"Do", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"EI"];
const WRITES: [&[u8]; 4] = [b"Tj", b"TJ", b"'", b"\""];
/// The most bytes of what a page paints.
const CONTENT_MAX: usize = 4 * 1024 * 1024;
/// How many pages are looked at: a long file is mostly like its beginning.
const LOOKED_AT_MAX: usize = 24;
/// How many points of photographs are looked at in all.
const POINTS_MAX: u64 = 4 * PIXELS_MAX;

pub(super) fn doubts(document: &Document, pages: &[ObjectId]) -> Vec<Doubt> {
    let mut points = POINTS_MAX;
    let all = pages.iter().take(LOOKED_AT_MAX).flat_map(|page| of_page(document, *page, &mut points));
    all.collect::<BTreeSet<Doubt>>().into_iter().collect()
}

fn of_page(document: &Document, page: ObjectId, points: &mut u64) -> Vec<Doubt> {
    // What cannot be unpacked is not blank; readers say so themselves.
    let Ok(content) = document.get_page_content_with_limit(page, CONTENT_MAX) else { return Vec::new() };
    let tokens = || content.split(|byte| b" \t\r\n\0\x0c[]()<>/".contains(byte));
    let has = |operators: &[&[u8]]| tokens().any(|token| operators.contains(&token));
    let has_marks = document.get_dictionary(page).is_ok_and(|page| page.has(b"Annots"));
    if !has(&PAINTS) {
        return if has_marks { Vec::new() } else { vec![Doubt::Blank] };
    }
    if has(&WRITES) {
        return Vec::new();
    }
    let Some(photograph) = only_photograph(document, page) else { return Vec::new() };
    let side = |key: &[u8]| photograph.dict.get_deref(key, document).and_then(Object::as_i64).unwrap_or(0);
    let size = side(b"Width").max(0) as u64 * side(b"Height").max(0) as u64;
    let Some(rest) = points.checked_sub(size) else { return Vec::new() };
    *points = rest;
    let Some(grey) = picture::grey_of_jpeg(&photograph.content) else { return Vec::new() };
    let turn = inherited(document, page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let grey = if turn.rem_euclid(180) == 90 { image::imageops::rotate90(&grey) } else { grey };
    let mut doubts = legible::doubts(&grey);
    if turns_what_it_paints(&content) {
        doubts.retain(|doubt| *doubt != Doubt::Sideways);
    }
    doubts
}

/// The points of the one photograph of a page; none where it has more than are left.
pub(super) fn photograph(document: &Document, page: ObjectId, left: &mut PointsLeft) -> Option<GrayImage> {
    picture::grey(&only_photograph(document, page)?.content, Media::Jpeg, left)
}

/// The one JPEG of a page that paints nothing else.
fn only_photograph(document: &Document, page: ObjectId) -> Option<&Stream> {
    let resources = inherited(document, page, b"Resources")?.as_dict().ok()?;
    let objects = resources.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
    let mut streams = objects.iter().filter_map(|(_, object)| {
        document.dereference(object).ok().and_then(|(_, object)| object.as_stream().ok())
    });
    let only = streams.next().filter(|_| streams.next().is_none())?;
    (only.filters().ok()? == [b"DCTDecode"]).then_some(only)
}

/// Whether what is painted is turned by a quarter: `0 b c 0 x y cm`.
fn turns_what_it_paints(content: &[u8]) -> bool {
    let tokens: Vec<&[u8]> = content.split(u8::is_ascii_whitespace).filter(|t| !t.is_empty()).collect();
    let number = |token: &[u8]| std::str::from_utf8(token).ok().and_then(|text| text.parse::<f64>().ok());
    tokens.windows(7).filter(|window| window[6] == b"cm").any(|window| {
        let [a, b] = [number(window[0]), number(window[1])].map(|n| n.unwrap_or_default().abs());
        b > a
    })
}
