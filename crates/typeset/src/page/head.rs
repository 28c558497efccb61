//! The head of a paper: the agency at the left, the national heading at the right. Agencies have long
//! names and the page is narrow, so that the largest sizes are taken with which all stands on one line,
//! and where none does, the name of the agency is broken into lines that are about as long.

use super::laid::{Kind, RULE, UNDER};
use super::pen::Pen;
use crate::face::{Face, LINE};
use crate::line::{Line, lines};
use crate::print::{MM, TypesetProblem};
use motcua_core::deed::{Heading, NATIONAL, Run};

/// Between the two halves.
const BETWEEN: f32 = 2.0 * MM;
/// Sizes of the agency's lines and of the first line at the right (appendix I: 12–13 both).
const SIZES: [(f32, f32); 3] = [(13.0, 13.0), (12.0, 13.0), (12.0, 12.0)];
/// The motto, the number and the day.
const MOTTO: f32 = 13.0;

/// A line of the head.
struct Row {
    text: String,
    face: Face,
    size: f32,
    /// The share of its width that the rule below has; 0: none.
    rule: f32,
}

impl Row {
    fn new(text: &str, face: Face, size: f32, rule: f32) -> Row {
        Row { text: text.to_string(), face, size, rule }
    }

    fn width(&self) -> f32 {
        self.face.width(&self.text, self.size)
    }

    fn runs(&self) -> Vec<Run> {
        let bold = matches!(self.face, Face::Bold | Face::BoldItalic);
        let italic = matches!(self.face, Face::Italic | Face::BoldItalic);
        vec![Run { text: self.text.clone(), bold, italic }]
    }
}

impl Pen {
    pub(super) fn heading(&mut self, heading: &Heading, size: f32) -> Result<(), TypesetProblem> {
        // On a slip everything is as much smaller as its text is.
        let scale = (size / 13.0).min(1.0);
        let whole = self.text_width();
        let day = Row::new(&heading.place_and_day, Face::Italic, MOTTO * scale, 0.0);
        let right = |first: f32| {
            vec![
                Row::new(NATIONAL[0], Face::Bold, first * scale, 0.0),
                Row::new(NATIONAL[1], Face::Bold, MOTTO * scale, 1.0),
            ]
        };
        let left = |size: f32| {
            let above = heading.above.iter().map(|above| Row::new(above, Face::Regular, size * scale, 0.0));
            above.chain([Row::new(&heading.agency, Face::Bold, size * scale, 0.4)]).collect::<Vec<_>>()
        };
        let widest = |rows: &[Row]| rows.iter().map(Row::width).fold(0.0, f32::max);
        let fits = |(own, first): &(f32, f32)| {
            widest(&left(*own)) + widest(&right(*first)).max(day.width()) + BETWEEN <= whole
        };
        let (own, first) = SIZES.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1]);
        let right = right(first);
        let right_width = widest(&right).max(day.width());
        let left_width = whole - right_width - BETWEEN;
        let (left_at, right_at) = (self.left(), self.left() + whole - right_width);

        let top = self.y();
        for row in left(own) {
            self.head_row(&row, left_at, left_width)?;
        }
        let left_end = self.y();
        self.set_y(top);
        for row in &right {
            self.head_row(row, right_at, right_width)?;
        }
        // The number and the day stand level.
        let level = left_end.max(self.y()) + 1.5 * MM;
        if let Some(number) = &heading.number {
            self.set_y(level);
            self.head_row(&Row::new(number, Face::Regular, MOTTO * scale, 0.0), left_at, left_width)?;
        }
        let end = self.y().max(level);
        self.set_y(level);
        self.head_row(&day, right_at, right_width)?;
        self.set_y(self.y().max(end));
        self.down(2.0 * MM);
        Ok(())
    }

    /// The national heading alone.
    pub(super) fn national(&mut self, size: f32) -> Result<(), TypesetProblem> {
        let scale = (size / 13.0).min(1.0);
        let (left, width) = (self.left(), self.text_width());
        self.head_row(&Row::new(NATIONAL[0], Face::Bold, MOTTO * scale, 0.0), left, width)?;
        self.head_row(&Row::new(NATIONAL[1], Face::Bold, MOTTO * scale, 1.0), left, width)?;
        self.down(2.0 * MM);
        Ok(())
    }

    fn head_row(&mut self, row: &Row, left: f32, width: f32) -> Result<(), TypesetProblem> {
        let part = self.part(Kind::Paragraph);
        self.within(left, width);
        let mut last = 0.0;
        for line in level_lines(row, width)? {
            let x = left + (width - line.width) / 2.0;
            self.line(Some(part), &line, row.size, x, None);
            self.down(row.size * LINE);
            last = line.width;
        }
        if row.rule > 0.0 {
            self.rule_below(left + width / 2.0, last * row.rule);
        } else {
            self.down(UNDER.min(RULE));
        }
        Ok(())
    }
}

/// As few lines as it takes, each about as long as the others.
fn level_lines(row: &Row, width: f32) -> Result<Vec<Line>, TypesetProblem> {
    let runs = row.runs();
    let fewest = lines(&runs, row.size, width, 0.0)?;
    if fewest.len() < 2 {
        return Ok(fewest);
    }
    let (mut narrow, mut best) = (row.width() / fewest.len() as f32, fewest);
    while narrow < width {
        let tried = lines(&runs, row.size, narrow, 0.0)?;
        if tried.len() <= best.len() {
            best = tried;
            break;
        }
        narrow += MM;
    }
    Ok(best)
}
