//! Whether somebody will be able to read a page: told from its points alone, with
//! thresholds that were measured on pages of writing made for the purpose
//! (`tests/legible.rs` prints and checks them). Doubts, never refusals.

use image::GrayImage;
use image::imageops::thumbnail;
use motcua_core::document::Doubt;

/// Pages are looked at in this size: A4 then has about 137 points an inch, at
/// which ten-point print can just be read.
const LONG_SIDE: u32 = 1600;
/// Fewer points than this on the long side lose the small print of a page.
const COARSE_BELOW: u32 = 800;
/// Side of the squares into which a page is cut, in points.
const BLOCK: u32 = 32;
/// A square whose points differ by less (standard deviation of 0 to 255) holds
/// nothing but paper, shadow and noise.
const SPREAD_MIN: f64 = 14.0;
/// A page with a smaller share of squares that hold something is blank.
const WRITTEN_MIN: f64 = 0.004;
/// Sharpness of the sharper squares below which small writing cannot be read.
const SHARP_MIN: f64 = 0.45;
/// By how much the columns must be more uneven than the rows before the writing
/// is said to lie on its side.
const SIDEWAYS_MIN: f64 = 2.5;

/// What can be told about a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Share of squares that hold something, 0 to 1.
    pub written: f64,
    /// Change between neighbouring points against the spread of the square, in the
    /// sharper squares: 1 and more is sharp, under a half is blurred.
    pub sharpness: f64,
    /// Unevenness of columns against that of rows: lines of writing make rows
    /// uneven, so that a large value means writing on its side.
    pub sideways: f64,
}

/// The doubts about a page.
pub(crate) fn doubts(page: &GrayImage) -> Vec<Doubt> {
    let coarse = page.width().max(page.height()) < COARSE_BELOW;
    let mut doubts = doubts_of(&measure(page));
    // A small picture is never sharp enough; saying it once is enough.
    if coarse && !doubts.contains(&Doubt::Blank) {
        doubts.retain(|doubt| *doubt != Doubt::Blurred);
        doubts.push(Doubt::Coarse);
    }
    doubts
}

fn doubts_of(measures: &Measures) -> Vec<Doubt> {
    // Of nothing, nothing more can be said.
    if measures.written < WRITTEN_MIN {
        return vec![Doubt::Blank];
    }
    let mut doubts = Vec::new();
    if measures.sharpness < SHARP_MIN {
        doubts.push(Doubt::Blurred);
    }
    if measures.sideways > SIDEWAYS_MIN {
        doubts.push(Doubt::Sideways);
    }
    doubts
}

/// Measures a page.
pub fn measure(page: &GrayImage) -> Measures {
    let page = reduced(page);
    let (width, height) = page.dimensions();
    let mut sharpness = Vec::new();
    let mut squares = 0_u32;
    for top in (0..height.saturating_sub(BLOCK - 1)).step_by(BLOCK as usize) {
        for left in (0..width.saturating_sub(BLOCK - 1)).step_by(BLOCK as usize) {
            squares += 1;
            let (spread, change) = square(&page, left, top);
            if spread >= SPREAD_MIN * SPREAD_MIN {
                sharpness.push(change / spread);
            }
        }
    }
    let written = if squares == 0 { 0.0 } else { sharpness.len() as f64 / f64::from(squares) };
    sharpness.sort_by(f64::total_cmp);
    // Three quarters up: a page on a dark table is sharp where it is written on.
    let sharpness = sharpness.get(sharpness.len() * 3 / 4).copied().unwrap_or_default();
    Measures { written, sharpness, sideways: sideways(&page) }
}

fn reduced(page: &GrayImage) -> GrayImage {
    let (width, height) = page.dimensions();
    let long = width.max(height);
    if long <= LONG_SIDE {
        return page.clone();
    }
    let side = |side: u32| (u64::from(side) * u64::from(LONG_SIDE) / u64::from(long)).max(1) as u32;
    thumbnail(page, side(width), side(height))
}

fn at(page: &GrayImage, x: u32, y: u32) -> f64 {
    f64::from(page.as_raw()[(y * page.width() + x) as usize])
}

/// Variance of the points of a square, and the mean square of their Laplacian.
fn square(page: &GrayImage, left: u32, top: u32) -> (f64, f64) {
    let (mut sum, mut squares, mut change) = (0.0, 0.0, 0.0);
    for y in top..top + BLOCK {
        for x in left..left + BLOCK {
            let value = at(page, x, y);
            sum += value;
            squares += value * value;
            if x > left && x + 1 < left + BLOCK && y > top && y + 1 < top + BLOCK {
                let around =
                    at(page, x - 1, y) + at(page, x + 1, y) + at(page, x, y - 1) + at(page, x, y + 1);
                change += (around - 4.0 * value).powi(2);
            }
        }
    }
    let count = f64::from(BLOCK * BLOCK);
    let inner = f64::from((BLOCK - 2) * (BLOCK - 2));
    let mean = sum / count;
    (squares / count - mean * mean, change / inner)
}

/// Ink along columns against ink along rows, each as the mean square of the
/// difference of neighbours, inside the page without its margins.
fn sideways(page: &GrayImage) -> f64 {
    let (width, height) = page.dimensions();
    let (left, right) = (width / 10, width - width / 10);
    let (top, bottom) = (height / 10, height - height / 10);
    if right - left < BLOCK || bottom - top < BLOCK {
        return 1.0;
    }
    let row = |y: u32| (left..right).map(|x| at(page, x, y)).sum::<f64>() / f64::from(right - left);
    let column = |x: u32| (top..bottom).map(|y| at(page, x, y)).sum::<f64>() / f64::from(bottom - top);
    let rows: Vec<f64> = (top..bottom).map(row).collect();
    let columns: Vec<f64> = (left..right).map(column).collect();
    let uneven = |line: &[f64]| {
        let pairs = line.windows(4).map(|window| (window[3] - window[0]).powi(2));
        pairs.sum::<f64>() / line.len() as f64
    };
    (uneven(&columns) + 0.05) / (uneven(&rows) + 0.05)
}
