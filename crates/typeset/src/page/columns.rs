//! Columns side by side, as at the foot of a paper: who receives it at the left, who signs at the right.
//! They are kept together on a page. They are read aloud one after the other.

use super::laid::Kind;
use super::pen::Pen;
use crate::face::LINE;
use crate::line::{Line, lines};
use crate::print::{MM, TypesetProblem};
use motcua_core::deed::ColumnsLine;

/// A cell, broken into lines.
struct Cell {
    lines: Vec<Line>,
    size: f32,
    is_left: bool,
}

enum Row {
    Gap(f32),
    Cells(Vec<Cell>),
}

impl Row {
    fn height(&self) -> f32 {
        match self {
            Row::Gap(high) => *high,
            Row::Cells(cells) => {
                cells.iter().map(|cell| cell.lines.len() as f32 * cell.size * LINE).fold(0.0, f32::max)
            }
        }
    }
}

impl Pen {
    pub(super) fn columns(&mut self, shares: &[u16], rows: &[ColumnsLine]) -> Result<(), TypesetProblem> {
        let widths = widths(shares, self.text_width());
        let read = broken(rows, &widths)?;
        let high: f32 = read.iter().map(Row::height).sum();
        if high <= self.whole_page() {
            self.room_for(high);
        }
        let parts = self.parts_of(&read, widths.len());
        for (at, row) in read.iter().enumerate() {
            self.room_for(row.height());
            match row {
                Row::Gap(high) => {
                    // The room above the name of whoever signs, in the last column.
                    if let Some(width) = widths.last() {
                        let left = self.left() + widths.iter().sum::<f32>() - width;
                        self.signs_here(left, *width, *high);
                    }
                    self.down(*high);
                }
                Row::Cells(cells) => self.cells(cells, &widths, &parts[at]),
            }
        }
        Ok(())
    }

    /// How high they are where somebody signs in them; 0 for others.
    pub(super) fn signing_height(&self, shares: &[u16], rows: &[ColumnsLine]) -> Result<f32, TypesetProblem> {
        if !rows.iter().any(|row| matches!(row, ColumnsLine::Gap(_))) {
            return Ok(0.0);
        }
        let read = broken(rows, &widths(shares, self.text_width()))?;
        Ok(read.iter().map(Row::height).sum())
    }

    /// Numbers the cells column by column: in this order they are read.
    fn parts_of(&mut self, rows: &[Row], columns: usize) -> Vec<Vec<usize>> {
        let mut parts = vec![vec![0; columns]; rows.len()];
        for column in 0..columns {
            for (row, parts) in rows.iter().zip(&mut parts) {
                let Row::Cells(cells) = row else { continue };
                let says = |cell: &Cell| cell.lines.iter().any(|line| !line.words.is_empty());
                if let (Some(part), true) = (parts.get_mut(column), cells.get(column).is_some_and(says)) {
                    *part = self.part(Kind::Paragraph);
                }
            }
        }
        parts
    }

    fn cells(&mut self, cells: &[Cell], widths: &[f32], parts: &[usize]) {
        let (top, mut left, mut end) = (self.y(), self.left(), self.y());
        for ((cell, width), part) in cells.iter().zip(widths).zip(parts) {
            self.set_y(top);
            self.within(left, *width);
            for line in &cell.lines {
                let x = if cell.is_left { left } else { left + (width - line.width) / 2.0 };
                self.line(Some(*part), line, cell.size, x, None);
                self.down(cell.size * LINE);
            }
            end = end.max(self.y());
            left += width;
        }
        self.set_y(end);
    }
}

fn broken(rows: &[ColumnsLine], widths: &[f32]) -> Result<Vec<Row>, TypesetProblem> {
    let cell = |(cell, width): (&motcua_core::deed::Column, &f32)| {
        let (size, is_left) = (f32::from(cell.size), cell.is_left);
        Ok(Cell { lines: lines(&cell.runs, size, *width, 0.0)?, size, is_left })
    };
    let row = |row: &ColumnsLine| {
        Ok(match row {
            ColumnsLine::Gap(gap) => Row::Gap(f32::from(*gap) * MM),
            ColumnsLine::Cells(cells) => {
                Row::Cells(cells.iter().zip(widths).map(cell).collect::<Result<_, TypesetProblem>>()?)
            }
        })
    };
    rows.iter().map(row).collect()
}

/// Shares of a width, in points.
pub(super) fn widths(shares: &[u16], whole: f32) -> Vec<f32> {
    let sum: f32 = shares.iter().map(|share| f32::from(*share)).sum();
    shares.iter().map(|share| whole * f32::from(*share) / sum.max(1.0)).collect()
}
