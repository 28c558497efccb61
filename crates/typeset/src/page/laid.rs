//! What stands on pages: the layout as data.

use crate::face::Face;
use crate::print::Area;

/// A paper on its pages.
pub(crate) struct Laid {
    pub(crate) sheets: Vec<Sheet>,
    /// What it is made of, in the order in which it is read aloud.
    pub(crate) parts: Vec<Kind>,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) margins: Margins,
    pub(crate) signature: Option<Area>,
    /// The blocks of which a word was longer than its line and was cut.
    pub(crate) cut: Vec<usize>,
}

/// A page.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) items: Vec<Item>,
}

/// What a part is for whoever hears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Title,
    Subtitle,
    Paragraph,
    /// A cell of the table that begins at this part, in this row.
    Cell {
        table: usize,
        row: usize,
        is_head: bool,
    },
}

/// Something on a page. Lengths in points from its top left corner.
pub(crate) struct Item {
    /// The part to which it belongs; none for what is not read aloud.
    pub(crate) part: Option<usize>,
    /// The block of the paper to which it belongs, and between which two edges it may stand; none for what is no
    /// part of the paper.
    pub(crate) room: Option<Room>,
    pub(crate) what: What,
}

/// Where a block may stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) block: usize,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

pub(crate) enum What {
    /// Words, by the base of their letters.
    Words { x: f32, y: f32, face: Face, size: f32, text: String, space: f32 },
    /// A line from here to there.
    Rule { x: f32, y: f32, to_x: f32, to_y: f32, thickness: f32 },
    /// A code to be read by a camera: the top left corner and the side.
    Code { x: f32, y: f32, side: f32, holds: String },
    /// Large pale words across the page.
    Mark { text: String },
}

/// Margins (NĐ 30/2020, appendix I: top and bottom 20–25, left 30–35, right 15–20 mm), in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Margins {
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

/// Between paragraphs, at least (appendix I).
pub(super) const AFTER: f32 = 6.0;
/// Between a text and the line below it.
pub(super) const UNDER: f32 = 2.5;
pub(super) const RULE: f32 = 0.6;
