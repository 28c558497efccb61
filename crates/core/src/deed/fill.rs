//! A template and what its fields say become a paper.

use super::block::{Column, ColumnsLine, Deed, DeedBlock, DeedCell, Heading, Run};
use super::body::{ColumnLine, Inline, PieceWhat, TableRow, What, When};
use super::field::{Filling, Filter, Said};
use super::in_book::BookColumn;
use super::overprint::{Overlay, Overprint, Stock, StockLine};
use super::{DeedTemplate, words};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

impl DeedTemplate {
    /// The paper. A field that says nothing leaves its place empty: whether it may is judged where the
    /// paper is drafted.
    pub fn fill(&self, filling: &Filling, is_draft: bool) -> Deed {
        let blocks = self.blocks(filling).into_iter().map(|(_, block)| block).collect();
        Deed { title: self.title.clone(), page: self.page, size: self.text_size, blocks, is_draft }
    }

    /// In which line of the template's file each block of that paper begins.
    pub fn lines_of_blocks(&self, filling: &Filling) -> Vec<usize> {
        self.blocks(filling).into_iter().map(|(part, _)| self.written.line_of_part(part)).collect()
    }

    /// The blocks, each with the number of the part of the body from which it is.
    fn blocks(&self, filling: &Filling) -> Vec<(usize, DeedBlock)> {
        let mut fill = Fill { template: self, filling, size: self.text_size, row: None };
        let parts = self.body.0.iter().enumerate();
        let held: Vec<_> = parts.filter(|(_, part)| fill.holds(part.when.as_ref())).collect();
        held.into_iter().filter_map(|(at, part)| Some((at, fill.block(&part.what)?))).collect()
    }
}

impl DeedTemplate {
    /// What of the paper is printed over its stock; none for a paper that is printed whole.
    pub fn overprint(&self, filling: &Filling) -> Option<Overprint> {
        let stock = self.stock.as_ref()?;
        let places = self.overlays(stock, filling).into_iter().map(|(_, overlay)| overlay).collect();
        let [width, height] = stock.sheet;
        Some(Overprint { title: self.title.clone(), width, height, places })
    }

    /// In which line of the template's file each of its places stands.
    pub fn lines_of_places(&self, filling: &Filling) -> Vec<usize> {
        let Some(stock) = &self.stock else { return Vec::new() };
        let at = |(line, _): (usize, Overlay)| self.written.line_of_place(line);
        self.overlays(stock, filling).into_iter().map(at).collect()
    }

    fn overlays(&self, stock: &Stock, filling: &Filling) -> Vec<(usize, Overlay)> {
        let fill = Fill { template: self, filling, size: self.text_size, row: None };
        let overlay = |line: &StockLine| {
            let runs = fill.runs(&line.text);
            (line.at, Overlay { place: line.place, size: line.size, runs })
        };
        let held = stock.places.iter().filter(|line| fill.holds(line.when.as_ref()));
        held.map(overlay).filter(|(_, overlay)| !overlay.runs.is_empty()).collect()
    }
}

impl DeedTemplate {
    /// What this column of the book says of a paper that says this; lines of a list one below the other.
    pub(crate) fn in_book_cell(&self, column: &BookColumn, filling: &Filling) -> String {
        let mut fill = Fill { template: self, filling, size: self.text_size, row: None };
        let said = |fill: &Fill<'_>| {
            let text: String = fill.runs(&column.says).into_iter().map(|run| run.text).collect();
            let lines = text.lines().map(|line| line.trim().trim_end_matches([',', ' ']).to_string());
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
        };
        let Some(list) = &column.each else { return said(&fill).join("\n") };
        let Some(Said::List(items)) = filling.get(list) else { return String::new() };
        let mut lines = Vec::new();
        for (at, item) in items.iter().enumerate() {
            fill.row = Some((item, at + 1));
            lines.extend(said(&fill));
        }
        lines.join("\n")
    }
}

/// Dots to write on by hand, as forms print them.
const ROOM_TO_WRITE: &str = "……";

/// What a paper gets only once it is decided: room for it stands in a draft.
const TO_BE_DRAWN: [&str; 2] = ["number", "volume"];

struct Fill<'f> {
    template: &'f DeedTemplate,
    filling: &'f Filling,
    size: u16,
    /// The row of a list that is being printed, and its number.
    row: Option<(&'f BTreeMap<String, String>, usize)>,
}

impl<'f> Fill<'f> {
    fn holds(&self, when: Option<&When>) -> bool {
        when.is_none_or(|when| {
            let says = self.filling.get(&when.field).is_some_and(|said| !said.is_empty());
            says == when.says_something
        })
    }

    fn block(&mut self, what: &What) -> Option<DeedBlock> {
        Some(match what {
            What::Heading => DeedBlock::Heading(self.heading()),
            What::National => DeedBlock::National,
            What::Gap(gap) => DeedBlock::Gap(*gap),
            What::NewPage => DeedBlock::NewPage,
            What::Size(size) => {
                self.size = *size;
                return None;
            }
            What::Text { role, text } => {
                DeedBlock::Text { role: *role, size: self.size, runs: self.runs(text) }
            }
            What::Table { widths, head, rows } => {
                let head = head.iter().map(|cell| self.runs(cell)).collect();
                let rows = rows.iter().flat_map(|row| self.rows(row)).collect();
                DeedBlock::Table { widths: widths.clone(), size: self.size, head, rows }
            }
            What::Columns { widths, lines } => {
                let lines = lines.iter().filter_map(|line| self.columns(line)).collect();
                DeedBlock::Columns { widths: widths.clone(), lines }
            }
        })
    }

    fn heading(&self) -> Heading {
        let word = |name: &str| self.say(name, Filter::AsIs);
        let number = self.template.symbol.as_ref();
        let number = number.map(|symbol| format!("Số: {}/{symbol}", self.say("number", Filter::Two)));
        let day = match self.say("day", Filter::Long) {
            empty if empty.is_empty() => "ngày …… tháng …… năm ……".to_string(),
            day => day,
        };
        let place = word("place");
        let place_and_day = if place.is_empty() { words::capital(&day) } else { format!("{place}, {day}") };
        let above = Some(word("agency_above")).filter(|above| !above.is_empty());
        Heading { above, agency: word("agency"), number, place_and_day }
    }

    fn rows(&mut self, row: &TableRow) -> Vec<Vec<DeedCell>> {
        let Some(list) = &row.each else {
            return vec![row.cells.iter().map(|cell| self.runs(cell)).collect()];
        };
        let Some(Said::List(items)) = self.filling.get(list) else { return Vec::new() };
        let mut rows = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            self.row = Some((item, at + 1));
            rows.push(row.cells.iter().map(|cell| self.runs(cell)).collect());
        }
        self.row = None;
        rows
    }

    fn columns(&mut self, line: &ColumnLine) -> Option<ColumnsLine> {
        Some(match line {
            ColumnLine::Gap(gap) => ColumnsLine::Gap(*gap),
            ColumnLine::Cells { when, .. } if !self.holds(when.as_ref()) => return None,
            ColumnLine::Cells { cells, .. } => {
                let column = |cell: &super::body::ColumnCell| Column {
                    is_left: cell.is_left,
                    size: cell.size.unwrap_or(self.size),
                    runs: self.runs(&cell.text),
                };
                let cells: Vec<Column> = cells.iter().map(column).collect();
                // Of somebody who signs in one line, the second one leaves no room.
                if cells.iter().all(|cell| cell.runs.is_empty()) {
                    return None;
                }
                ColumnsLine::Cells(cells)
            }
        })
    }

    /// The words. A label never stands bare: behind a colon there are dots to write on where nothing is said.
    fn runs(&self, text: &Inline) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::with_capacity(text.len());
        let is_label = |runs: &[Run]| {
            let before = runs.iter().rev().map(|run| run.text.trim_end()).find(|text| !text.is_empty());
            before.is_some_and(|text| text.ends_with(':'))
        };
        for piece in text {
            let text = match &piece.what {
                PieceWhat::Text(text) => text.nfc().collect(),
                PieceWhat::NewLine => "\n".to_string(),
                PieceWhat::Field { name, filter } => match self.say(name, *filter) {
                    nothing if nothing.is_empty() && is_label(&runs) => ROOM_TO_WRITE.to_string(),
                    said => said,
                },
            };
            if !text.is_empty() {
                runs.push(Run { text, bold: piece.bold, italic: piece.italic });
            }
        }
        runs
    }

    fn say(&self, name: &str, filter: Filter) -> String {
        let said = match self.row {
            Some((_, no)) if name == "no" => no.to_string(),
            Some((row, _)) => row.get(name).cloned().unwrap_or_default(),
            None => match filter.say(self.filling.get(name)) {
                nothing if nothing.is_empty() && TO_BE_DRAWN.contains(&name) => ROOM_TO_WRITE.to_string(),
                said => said,
            },
        };
        // A font draws composed letters best, and a paper has one way of writing.
        said.nfc().collect()
    }
}
