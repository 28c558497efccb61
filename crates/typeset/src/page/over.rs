//! Over stock: words in the places that were measured on a sheet which somebody else printed, moved as far
//! as the printer is off; and the sheet with which one finds out how far that is.

use super::laid::{Item, Kind, Laid, Margins, What};
use crate::face::{Face, LINE};
use crate::line::{Line, lines};
use crate::print::{MM, Nudge, Print, TypesetProblem};
use motcua_core::deed::{Overlay, Overprint, Run, StockPlace, Tenths};

/// What does not fit is printed smaller, by this much each time, down to that.
const STEP: f32 = 0.5;
const SMALLEST: f32 = 7.0;
/// Letters stand so far above the line on which one writes.
const ABOVE: f32 = 0.7 * MM;
/// The crosses stand so far from the edges of the sheet.
const CROSS: f32 = 20.0 * MM;
const CROSS_ARM: f32 = 6.0 * MM;
const HAIR: f32 = 0.25;
const SMALL: f32 = 7.0;

/// Puts the words where they stand. Refused where some do not fit, however small.
pub(crate) fn lay_over(over: &Overprint, nudge: Nudge, print: &Print) -> Result<Laid, TypesetProblem> {
    let mut sheet = Over::new(over, nudge);
    for overlay in &over.places {
        sheet.overlay(overlay)?;
    }
    Ok(sheet.done(print))
}

/// The same with a frame around each place, a ruler at two edges and crosses near the corners: printed on
/// white paper and held against a sheet of stock.
pub(crate) fn lay_proof(over: &Overprint, nudge: Nudge, print: &Print) -> Result<Laid, TypesetProblem> {
    let mut sheet = Over::new(over, nudge);
    sheet.rulers();
    sheet.crosses()?;
    for overlay in &over.places {
        sheet.frame(overlay.place);
        sheet.overlay(overlay)?;
    }
    Ok(sheet.done(print))
}

struct Over {
    width: f32,
    height: f32,
    nudge: [f32; 2],
    items: Vec<Item>,
    parts: Vec<Kind>,
}

impl Over {
    fn new(over: &Overprint, nudge: Nudge) -> Over {
        let nudge = [nudge.right, nudge.down].map(|tenths| f32::from(tenths) * MM / 10.0);
        let [width, height] = [over.width, over.height].map(points);
        Over { width, height, nudge, items: Vec::new(), parts: Vec::new() }
    }

    fn done(mut self, print: &Print) -> Laid {
        if let Some(across) = print.across {
            self.put(None, What::Mark { text: across.into() });
        }
        let margins = Margins { top: 0.0, bottom: 0.0, left: 0.0, right: 0.0 };
        let (width, height) = (self.width, self.height);
        let sheets = vec![super::laid::Sheet { items: self.items }];
        Laid { sheets, parts: self.parts, width, height, margins, signature: None, cut: Vec::new() }
    }

    fn put(&mut self, part: Option<usize>, what: What) {
        self.items.push(Item { part, room: None, what });
    }

    fn overlay(&mut self, overlay: &Overlay) -> Result<(), TypesetProblem> {
        let (lines, size) = fitting(overlay)?;
        self.parts.push(Kind::Paragraph);
        let part = self.parts.len() - 1;
        let [right, down] = self.nudge;
        let (left, last) = (points(overlay.place.left) + right, points(overlay.place.base) - ABOVE + down);
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let y = last - (count - 1 - at) as f32 * size * LINE;
            for segment in line.segments(size, None) {
                let (x, face, text, space) = (left + segment.x, segment.face, segment.text, segment.space);
                self.put(Some(part), What::Words { x, y, face, size, text, space });
            }
        }
        Ok(())
    }

    fn rule(&mut self, from: [f32; 2], to: [f32; 2]) {
        let [right, down] = self.nudge;
        let (x, y, to_x, to_y) = (from[0] + right, from[1] + down, to[0] + right, to[1] + down);
        self.put(None, What::Rule { x, y, to_x, to_y, thickness: HAIR });
    }

    fn frame(&mut self, place: StockPlace) {
        let [left, base, width, high] = [place.left, place.base, place.width, place.high].map(points);
        let (top, end) = (base - high, left + width);
        let corners = [[left, top], [end, top], [end, base], [left, base], [left, top]];
        for side in corners.windows(2) {
            self.rule(side[0], side[1]);
        }
    }

    /// Millimetres along the upper and the left edge; every tenth is longer.
    fn rulers(&mut self) {
        let (width, height) = (self.width, self.height);
        let long = |at: u16| match at % 10 {
            0 => 6.0,
            5 => 4.0,
            _ => 2.5,
        };
        for at in (10..).take_while(|at| f32::from(*at) * MM < width) {
            let x = f32::from(at) * MM;
            self.rule([x, 8.0 * MM], [x, (8.0 + long(at)) * MM]);
        }
        for at in (10..).take_while(|at| f32::from(*at) * MM < height) {
            let y = f32::from(at) * MM;
            self.rule([8.0 * MM, y], [(8.0 + long(at)) * MM, y]);
        }
    }

    /// A cross near each corner, and beside the first one what to do.
    fn crosses(&mut self) -> Result<(), TypesetProblem> {
        for x in [CROSS, self.width - CROSS] {
            for y in [CROSS, self.height - CROSS] {
                self.rule([x - CROSS_ARM, y], [x + CROSS_ARM, y]);
                self.rule([x, y - CROSS_ARM], [x, y + CROSS_ARM]);
            }
        }
        let said = "Tờ canh: mỗi chữ thập phải cách hai mép giấy gần nhất đúng 20 mm. Chữ thập lệch bao nhiêu thì dịch lại bấy nhiêu.";
        let run = Run { text: said.to_string(), bold: false, italic: true };
        let [right, down] = self.nudge;
        for (at, line) in
            lines(&[run], SMALL, self.width - 2.0 * (CROSS + CROSS_ARM), 0.0)?.iter().enumerate()
        {
            for segment in line.segments(SMALL, None) {
                let x = CROSS + CROSS_ARM + MM + segment.x + right;
                let y = CROSS - MM + down + at as f32 * SMALL * LINE;
                let (face, text, space) = (segment.face, segment.text, segment.space);
                self.put(None, What::Words { x, y, face, size: SMALL, text, space });
            }
        }
        Ok(())
    }
}

/// The words in the largest size in which they fit into their place.
fn fitting(overlay: &Overlay) -> Result<(Vec<Line>, f32), TypesetProblem> {
    let (width, high) = (points(overlay.place.width), points(overlay.place.high));
    let mut size = f32::from(overlay.size);
    loop {
        let broken = lines(&overlay.runs, size, width, 0.0)?;
        if broken.len() as f32 * size * LINE <= high && !is_cut(&overlay.runs, size, width) {
            return Ok((broken, size));
        }
        if size <= SMALLEST {
            let said: String = overlay.runs.iter().map(|run| run.text.as_str()).collect();
            return Err(TypesetProblem::NoRoom(said));
        }
        size = (size - STEP).max(SMALLEST);
    }
}

/// Whether some word is longer than the line.
fn is_cut(runs: &[Run], size: f32, width: f32) -> bool {
    let wide = |run: &Run, word: &str| Face::of(run).width(word, size) > width;
    runs.iter().any(|run| run.text.split_whitespace().any(|word| wide(run, word)))
}

fn points(tenths: Tenths) -> f32 {
    f32::from(tenths) * MM / 10.0
}
