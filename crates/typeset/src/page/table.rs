//! A table with a line around each cell. Its first row stands again at the head of each page that the
//! table reaches; a row is not parted unless it is higher than a page.

use super::columns::widths;
use super::laid::{AFTER, Kind, What};
use super::pen::Pen;
use crate::face::LINE;
use crate::line::{Line, lines};
use crate::print::TypesetProblem;
use motcua_core::deed::{DeedCell, Run};

/// Between a cell's line and its words.
const PAD: f32 = 3.5;
const THICKNESS: f32 = 0.5;

/// Lines of each cell of a row.
type RowLines = Vec<Vec<Line>>;

impl Pen {
    pub(super) fn table(
        &mut self,
        shares: &[u16],
        size: f32,
        head: &[DeedCell],
        rows: &[Vec<DeedCell>],
    ) -> Result<(), TypesetProblem> {
        let widths = widths(shares, self.text_width());
        let bold =
            |cell: &DeedCell| cell.iter().map(|run| Run { bold: true, ..run.clone() }).collect::<DeedCell>();
        let head = broken(&head.iter().map(bold).collect::<Vec<_>>(), &widths, size)?;
        let head_high = height(&head, size);
        let table = self.next_part();
        for (row, cells) in rows.iter().enumerate() {
            let cells = broken(cells, &widths, size)?;
            let mut rest = cells;
            let own_high = height(&rest, size);
            let is_last = row + 1 == rows.len();
            let first_high = if is_last { self.with_what_follows(own_high) } else { own_high };
            if row == 0 {
                // The head is not parted from the first row.
                self.room_for((head_high + first_high).min(self.whole_page()));
                self.row(&head, &widths, size, Some((table, 0, true)));
            } else if self.room_for(first_high.min(self.whole_page() - head_high)) {
                self.row(&head, &widths, size, None);
            }
            // Where a row is higher than a page, as many of its lines as there is room for.
            let parts = self.cell_parts(&rest, (table, row + 1, false));
            loop {
                let fit = ((self.room() - 2.0 * PAD) / (size * LINE)).floor().max(1.0) as usize;
                let over = rest.iter().any(|lines| lines.len() > fit);
                let now: RowLines = rest.iter().map(|lines| lines[..lines.len().min(fit)].to_vec()).collect();
                self.cells_of(&now, &widths, size, Some(&parts));
                if !over {
                    break;
                }
                rest = rest.into_iter().map(|mut lines| lines.split_off(lines.len().min(fit))).collect();
                self.new_page();
                self.row(&head, &widths, size, None);
            }
        }
        if rows.is_empty() {
            self.room_for(head_high);
            self.row(&head, &widths, size, Some((table, 0, true)));
        }
        self.down(AFTER);
        Ok(())
    }

    fn row(&mut self, cells: &RowLines, widths: &[f32], size: f32, read: Option<(usize, usize, bool)>) {
        let parts = read.map(|read| self.cell_parts(cells, read));
        self.cells_of(cells, widths, size, parts.as_deref());
    }

    fn cell_parts(&mut self, cells: &RowLines, (table, row, is_head): (usize, usize, bool)) -> Vec<usize> {
        cells.iter().map(|_| self.part(Kind::Cell { table, row, is_head })).collect()
    }

    fn cells_of(&mut self, cells: &RowLines, widths: &[f32], size: f32, parts: Option<&[usize]>) {
        let (top, high) = (self.y(), height(cells, size));
        let mut left = self.left();
        for (at, (lines, width)) in cells.iter().zip(widths).enumerate() {
            self.set_y(top + PAD);
            self.within(left, *width);
            for line in lines {
                // What the head says is in the middle, as numbers in a narrow column are.
                let is_head = line
                    .words
                    .iter()
                    .all(|word| word.parts.iter().all(|part| part.face == crate::face::Face::Bold));
                let x = if is_head { left + (width - line.width) / 2.0 } else { left + PAD };
                self.line(parts.map(|parts| parts[at]), line, size, x, None);
                self.down(size * LINE);
            }
            self.frame(left, top, *width, high);
            left += width;
        }
        self.set_y(top + high);
    }

    fn frame(&mut self, x: f32, y: f32, width: f32, high: f32) {
        let (to_x, to_y) = (x + width, y + high);
        for (x, y, to_x, to_y) in
            [(x, y, to_x, y), (x, to_y, to_x, to_y), (x, y, x, to_y), (to_x, y, to_x, to_y)]
        {
            self.put(None, What::Rule { x, y, to_x, to_y, thickness: THICKNESS });
        }
    }
}

fn broken(cells: &[DeedCell], widths: &[f32], size: f32) -> Result<RowLines, TypesetProblem> {
    cells.iter().zip(widths).map(|(cell, width)| lines(cell, size, width - 2.0 * PAD, 0.0)).collect()
}

fn height(cells: &RowLines, size: f32) -> f32 {
    cells.iter().map(Vec::len).max().unwrap_or(1).max(1) as f32 * size * LINE + 2.0 * PAD
}
