//! PDF: read under limits, nothing in it that acts, pages counted and looked at;
//! and cut anew at the counter.

mod active;
mod bind;
mod cut;
mod load;
mod look;
mod pages;

pub use bind::{Binding, Scan, bind, must_be_bindable};
pub use cut::{Cut, PAGES_MAX, cut, parse_ranges};

use crate::points::PointsLeft;
use image::GrayImage;
use motcua_core::Refusal;
use motcua_core::document::Doubt;

/// What was seen in a PDF that may be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfSeen {
    /// How many pages.
    pub pages: u32,
    /// What may be wrong with some of them.
    pub doubts: Vec<Doubt>,
}

/// Judges a PDF. Refused when it cannot be read (`document.pdf-broken`), is locked
/// (`document.pdf-locked`), acts when it is opened or carries other files
/// (`document.pdf-active`), is two kinds of file at once
/// (`document.not-what-it-says`) or asks for more than any paper would
/// (`document.pdf-too-complex`).
pub fn judge(bytes: &[u8]) -> Result<PdfSeen, Refusal> {
    load::must_be_nothing_else(bytes)?;
    let readings = load::read(bytes)?;
    for document in readings.all() {
        active::must_be_passive(document)?;
    }
    let document = readings.shown();
    let pages = pages::of(document)?;
    let doubts = look::doubts(document, &pages);
    Ok(PdfSeen { pages: pages.len() as u32, doubts })
}

/// The photographs of the first pages of a scan, in grey: of pages that are one photograph. None where the file
/// cannot be read; those that have more points than are `left` are left out.
pub(crate) fn photographs(bytes: &[u8], pages: usize, left: &mut PointsLeft) -> Vec<GrayImage> {
    let Ok(readings) = load::read(bytes) else { return Vec::new() };
    let document = readings.shown();
    let first = pages::of(document).unwrap_or_default().into_iter().take(pages);
    first.filter_map(|page| look::photograph(document, page, left)).collect()
}

/// How many pages a PDF of the store has.
pub fn count(bytes: &[u8]) -> Result<u32, Refusal> {
    let readings = load::read(bytes)?;
    Ok(pages::of(readings.shown())?.len() as u32)
}
