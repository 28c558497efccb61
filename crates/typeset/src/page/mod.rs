//! Where everything of a paper stands: its blocks from top to bottom, on as many pages as they need.

mod columns;
mod head;
mod laid;
mod outside;
mod over;
mod pen;
mod table;
#[cfg(test)]
mod tests;

use crate::face::LINE;
use crate::print::{MM, Print, TypesetProblem};
use laid::AFTER;
use motcua_core::deed::{Deed, DeedBlock, PageSize, Role, Run};
use pen::Pen;

pub(crate) use laid::{Item, Kind, Laid, Margins, What};
pub(crate) use outside::Outside;
pub(crate) use over::{lay_over, lay_proof};

const A4: (f32, f32, Margins) = (
    210.0 * MM,
    297.0 * MM,
    Margins { top: 20.0 * MM, bottom: 20.0 * MM, left: 30.0 * MM, right: 15.0 * MM },
);
/// The same on its side, bound at the top of its pages.
const A4_ACROSS: (f32, f32, Margins) = (
    297.0 * MM,
    210.0 * MM,
    Margins { top: 25.0 * MM, bottom: 15.0 * MM, left: 20.0 * MM, right: 15.0 * MM },
);
/// Slips: no text sets their margins; these leave room for a punch and a thumb.
const A5: (f32, f32, Margins) = (
    148.0 * MM,
    210.0 * MM,
    Margins { top: 12.0 * MM, bottom: 20.0 * MM, left: 15.0 * MM, right: 12.0 * MM },
);

/// The first line of a paragraph begins 1.27 cm further right.
const INDENT: f32 = 12.7 * MM;
/// Puts a paper on its pages.
pub(crate) fn lay_out(deed: &Deed, print: &Print) -> Result<Laid, TypesetProblem> {
    let (width, height, margins) = match deed.page {
        PageSize::A4 => A4,
        PageSize::A4Across => A4_ACROSS,
        PageSize::A5 => A5,
    };
    let mut pen = Pen::new(width, height, margins);
    for (at, block) in deed.blocks.iter().enumerate() {
        let follows = signing_after(&pen, &deed.blocks[at + 1..])?;
        pen.follows(follows);
        pen.begin_block(at);
        pen.block(block, deed.size)?;
    }
    pen.number_pages();
    if let Some(foot) = &print.foot {
        pen.foot_mark(foot)?;
    }
    let mut laid = pen.done();
    if let Some(across) = deed.is_draft.then_some("DỰ THẢO").or(print.across) {
        for sheet in &mut laid.sheets {
            let mark = What::Mark { text: across.into() };
            sheet.items.push(Item { part: None, room: None, what: mark });
        }
    }
    Ok(laid)
}

/// How high the place to sign is that comes next, with the gaps before it; 0 where something else comes. It never
/// stands alone on a page: whoever signs there would sign under nothing.
fn signing_after(pen: &Pen, rest: &[DeedBlock]) -> Result<f32, TypesetProblem> {
    let gaps = rest.iter().map_while(|block| match block {
        DeedBlock::Gap(gap) => Some(f32::from(*gap) * MM),
        _ => None,
    });
    let gaps: Vec<f32> = gaps.collect();
    match rest.get(gaps.len()) {
        Some(DeedBlock::Columns { widths, lines }) => {
            let high = pen.signing_height(widths, lines)?;
            Ok(if high > 0.0 { high + gaps.iter().sum::<f32>() + AFTER } else { 0.0 })
        }
        _ => Ok(0.0),
    }
}

impl Pen {
    fn block(&mut self, block: &DeedBlock, size: u16) -> Result<(), TypesetProblem> {
        match block {
            DeedBlock::Heading(heading) => self.heading(heading, f32::from(size)),
            DeedBlock::National => self.national(f32::from(size)),
            DeedBlock::Text { role, size, runs } => self.text(*role, f32::from(*size), runs),
            DeedBlock::Table { widths, size, head, rows } => self.table(widths, f32::from(*size), head, rows),
            DeedBlock::Columns { widths, lines } => self.columns(widths, lines),
            DeedBlock::Gap(gap) => {
                self.down(f32::from(*gap) * MM);
                Ok(())
            }
            DeedBlock::NewPage => {
                self.new_page();
                Ok(())
            }
        }
    }

    fn text(&mut self, role: Role, size: f32, runs: &[Run]) -> Result<(), TypesetProblem> {
        let bold =
            |runs: &[Run]| runs.iter().map(|run| Run { bold: true, ..run.clone() }).collect::<Vec<_>>();
        match role {
            Role::Title => self.centred(Kind::Title, size + 1.0, &bold(runs), 0.0),
            Role::Subtitle => self.centred(Kind::Subtitle, size, &bold(runs), 0.4),
            Role::Centre => self.centred(Kind::Paragraph, size, runs, 0.0),
            Role::Right => self.right(size, runs),
            Role::Paragraph => self.paragraph(size, runs, INDENT, true),
            Role::Line => self.paragraph(size, runs, 0.0, false),
            Role::Item => {
                let dash = Run { text: "- ".into(), bold: false, italic: false };
                self.paragraph(size, &[&[dash], runs].concat(), INDENT, true)
            }
        }
    }

    /// A paragraph, broken between pages where at least two of its lines stand on each.
    fn paragraph(
        &mut self,
        size: f32,
        runs: &[Run],
        indent: f32,
        justified: bool,
    ) -> Result<(), TypesetProblem> {
        let width = self.text_width();
        let lines = crate::line::lines(runs, size, width, indent)?;
        let part = self.part(Kind::Paragraph);
        let high = size * LINE;
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            // A first line alone at the foot, or a last one alone at the head, reads badly.
            let (together, is_end) = match count - at {
                1 => (1.0, at == 0),
                2 => (2.0, true),
                _ if at == 0 => (2.0, false),
                _ => (1.0, false),
            };
            let needed = high * together;
            self.room_for(if is_end { self.with_what_follows(needed) } else { needed });
            let first = if at == 0 { indent } else { 0.0 };
            let to = justified.then_some(width - first);
            let left = self.left() + first;
            self.line(Some(part), line, size, left, to);
            self.down(high);
        }
        self.down(AFTER);
        Ok(())
    }

    /// Lines in the middle, with a rule of this share of their width below.
    fn centred(&mut self, kind: Kind, size: f32, runs: &[Run], rule: f32) -> Result<(), TypesetProblem> {
        let width = self.text_width();
        let lines = crate::line::lines(runs, size, width, 0.0)?;
        let part = self.part(kind);
        // A title is not parted from what follows it.
        self.room_for(self.with_what_follows(size * LINE * (lines.len() as f32 + 2.0)));
        let mut widest = 0.0_f32;
        for line in &lines {
            let left = self.left() + (width - line.width) / 2.0;
            self.line(Some(part), line, size, left, None);
            self.down(size * LINE);
            widest = widest.max(line.width);
        }
        if rule > 0.0 {
            self.rule_below(self.left() + width / 2.0, widest * rule);
        }
        self.down(AFTER);
        Ok(())
    }

    fn right(&mut self, size: f32, runs: &[Run]) -> Result<(), TypesetProblem> {
        let width = self.text_width();
        let part = self.part(Kind::Paragraph);
        let lines = crate::line::lines(runs, size, width, 0.0)?;
        for (at, line) in lines.iter().enumerate() {
            let is_last = at + 1 == lines.len();
            self.room_for(if is_last { self.with_what_follows(size * LINE) } else { size * LINE });
            let left = self.left() + width - line.width;
            self.line(Some(part), line, size, left, None);
            self.down(size * LINE);
        }
        self.down(AFTER);
        Ok(())
    }
}
