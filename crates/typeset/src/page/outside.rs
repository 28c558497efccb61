//! What stands outside its place: words over the edge of their column, lines below the foot of their page.

use super::laid::{Item, Laid, Room, What};

/// What is drawn may be so far off: letters are measured in fractions of a point.
const HAIR: f32 = 0.5;
/// Words that are told, at most.
const TOLD: usize = 60;

/// Something that stands outside its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The block of the paper.
    pub(crate) block: usize,
    /// The words, as far as it takes to find them.
    pub(crate) words: String,
}

impl Laid {
    /// All that stands outside its place, each block once.
    pub(crate) fn outside(&self) -> Vec<Outside> {
        let mut found: Vec<Outside> = Vec::new();
        for item in self.sheets.iter().flat_map(|sheet| &sheet.items) {
            let Some(room) = item.room.filter(|room| self.is_outside(item, *room)) else { continue };
            if found.iter().all(|known| known.block != room.block) {
                let words = match &item.what {
                    What::Words { text, .. } => text.trim().chars().take(TOLD).collect(),
                    _ => String::new(),
                };
                found.push(Outside { block: room.block, words });
            }
        }
        found
    }

    /// Whether whoever signs has no room on the page for it.
    pub(crate) fn signs_outside(&self) -> bool {
        let bottom = self.height - self.margins.bottom;
        self.signature.as_ref().is_some_and(|area| area.y + area.height > bottom + HAIR)
    }

    fn is_outside(&self, item: &Item, room: Room) -> bool {
        let (top, bottom) = (self.margins.top - HAIR, self.height - self.margins.bottom + HAIR);
        // A column may itself be outside the page.
        let left = room.left.max(self.margins.left) - HAIR;
        let right = room.right.min(self.width - self.margins.right) + HAIR;
        match &item.what {
            What::Words { x, y, face, size, text, space } => {
                let seen = text.trim_end();
                let spaces = seen.matches(' ').count() as f32;
                let end = x + face.width(&seen.replace(' ', ""), *size) + spaces * space;
                *x < left || end > right || *y > bottom || y - size * crate::face::ASCENT < top
            }
            What::Rule { x, y, to_x, to_y, .. } => {
                let (from, to) = (self.margins.left - HAIR, self.width - self.margins.right + HAIR);
                x.min(*to_x) < from || x.max(*to_x) > to || y.min(*to_y) < top || y.max(*to_y) > bottom
            }
            What::Code { .. } | What::Mark { .. } => false,
        }
    }
}
