//! The place on the page where the next thing goes.

use super::laid::{Item, Kind, Laid, Margins, RULE, Room, Sheet, UNDER, What};
use crate::face::{ASCENT, Face};
use crate::line::Line;
use crate::print::{Area, FootMark, MM, TypesetProblem};

/// The side of the code below a page.
const CODE: f32 = 15.0 * MM;
/// Size of the words beside it.
const FOOT_SIZE: f32 = 9.0;
/// Size of the number of a page (appendix I: 13–14, in the middle of the top margin, not on page 1).
const NUMBER_SIZE: f32 = 13.0;

pub(super) struct Pen {
    width: f32,
    height: f32,
    margins: Margins,
    sheets: Vec<Sheet>,
    parts: Vec<Kind>,
    signature: Option<Area>,
    /// From the top of the page.
    y: f32,
    /// The block that is being put, and the edges of the column in which it goes on.
    room: Room,
    cut: Vec<usize>,
    /// How high what follows the block is that must not stand on a page without an end of it.
    follows: f32,
}

impl Pen {
    pub(super) fn new(width: f32, height: f32, margins: Margins) -> Pen {
        let y = margins.top;
        let sheets = vec![Sheet::default()];
        let room = Room { block: 0, left: margins.left, right: width - margins.right };
        let (parts, cut) = (Vec::new(), Vec::new());
        Pen { width, height, margins, sheets, parts, signature: None, y, room, cut, follows: 0.0 }
    }

    pub(super) fn done(self) -> Laid {
        let Pen { width, height, margins, sheets, parts, signature, cut, .. } = self;
        Laid { sheets, parts, width, height, margins, signature, cut }
    }

    /// What is put from now on is of this block of the paper.
    pub(super) fn begin_block(&mut self, block: usize) {
        self.room = Room { block, left: self.margins.left, right: self.width - self.margins.right };
    }

    /// What is put from now on stands between these two edges.
    pub(super) fn within(&mut self, left: f32, width: f32) {
        self.room = Room { left, right: left + width, ..self.room };
    }

    pub(super) fn left(&self) -> f32 {
        self.margins.left
    }

    pub(super) fn text_width(&self) -> f32 {
        self.width - self.margins.left - self.margins.right
    }

    pub(super) fn y(&self) -> f32 {
        self.y
    }

    pub(super) fn set_y(&mut self, y: f32) {
        self.y = y;
    }

    pub(super) fn down(&mut self, by: f32) {
        self.y += by;
    }

    /// Room that is left on the page.
    pub(super) fn room(&self) -> f32 {
        self.height - self.margins.bottom - self.y
    }

    /// The room of a whole page.
    pub(super) fn whole_page(&self) -> f32 {
        self.height - self.margins.bottom - self.margins.top
    }

    /// What must follow the end of the next block on its page.
    pub(super) fn follows(&mut self, high: f32) {
        self.follows = high;
    }

    /// As much as these last lines of a block need with what must follow them; no more than a page has.
    pub(super) fn with_what_follows(&self, high: f32) -> f32 {
        let both = high + self.follows;
        if both <= self.whole_page() { both } else { high }
    }

    /// Goes on to the next page where so much does not fit on this one. Whether it did.
    pub(super) fn room_for(&mut self, high: f32) -> bool {
        let turns = high > self.room() + 0.01 && self.y > self.margins.top + 0.01;
        if turns {
            self.new_page();
        }
        turns
    }

    pub(super) fn new_page(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = self.margins.top;
    }

    /// A new part of what is read aloud.
    pub(super) fn part(&mut self, kind: Kind) -> usize {
        self.parts.push(kind);
        self.parts.len() - 1
    }

    /// The number that the next part will have.
    pub(super) fn next_part(&self) -> usize {
        self.parts.len()
    }

    pub(super) fn put(&mut self, part: Option<usize>, what: What) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.items.push(Item { part, room: Some(self.room), what });
        }
    }

    /// A line whose top is where the pen is.
    pub(super) fn line(&mut self, part: Option<usize>, line: &Line, size: f32, left: f32, to: Option<f32>) {
        let y = self.y + size * ASCENT;
        if line.is_cut && self.cut.last() != Some(&self.room.block) {
            self.cut.push(self.room.block);
        }
        for segment in line.segments(size, to) {
            let x = left + segment.x;
            let (face, text, space) = (segment.face, segment.text, segment.space);
            self.put(part, What::Words { x, y, face, size, text, space });
        }
    }

    /// A rule below the line that ends at the pen, around this middle.
    pub(super) fn rule_below(&mut self, middle: f32, length: f32) {
        let y = self.y + UNDER;
        let (x, to_x) = (middle - length / 2.0, middle + length / 2.0);
        self.put(None, What::Rule { x, y, to_x, to_y: y, thickness: RULE });
        self.down(UNDER + RULE);
    }

    /// Whoever signs does it here: `high` below the pen. The last such place counts.
    pub(super) fn signs_here(&mut self, x: f32, width: f32, high: f32) {
        let page = self.sheets.len() - 1;
        self.signature = Some(Area { page, x, y: self.y, width, height: high, page_height: self.height });
    }

    /// Numbers every page but the first.
    pub(super) fn number_pages(&mut self) {
        let (middle, y) = (self.width / 2.0, self.margins.top / 2.0 + NUMBER_SIZE / 3.0);
        for (at, sheet) in self.sheets.iter_mut().enumerate().skip(1) {
            let (face, text) = (Face::Regular, (at + 1).to_string());
            let x = middle - face.width(&text, NUMBER_SIZE) / 2.0;
            let what = What::Words { x, y, face, size: NUMBER_SIZE, text, space: 0.0 };
            sheet.items.push(Item { part: None, room: None, what });
        }
    }

    /// A code for a camera with its two lines, below every page. It is read aloud once.
    pub(super) fn foot_mark(&mut self, foot: &FootMark) -> Result<(), TypesetProblem> {
        let top = self.height - self.margins.bottom + 1.0 * MM;
        let said = &foot.lines;
        let part = self.part(Kind::Paragraph);
        for text in said {
            Face::Regular.must_have(text)?;
        }
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            let part = (at == 0).then_some(part);
            let (x, holds) = (self.margins.left, foot.holds.clone());
            sheet.items.push(Item {
                part: None,
                room: None,
                what: What::Code { x, y: top, side: CODE, holds },
            });
            for (line, text) in said.iter().enumerate() {
                let face = if line == 0 { Face::Bold } else { Face::Regular };
                let y = top + 6.0 * MM + line as f32 * FOOT_SIZE * 1.35;
                let (x, size) = (self.margins.left + CODE + 3.0 * MM, FOOT_SIZE);
                let space = face.width(" ", size);
                let what = What::Words { x, y, face, size, text: text.clone(), space };
                sheet.items.push(Item { part, room: None, what });
            }
        }
        Ok(())
    }
}
