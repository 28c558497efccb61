//! A sheet as text. Tabs, semicolons or commas
//! part the cells; quotes as RFC 4180 has them, and nothing looser: a quotation mark
//! in the wrong place makes one person's cells another person's, so a list with one is
//! refused as a whole, with the line where it stands.

use super::limits::{COLUMNS_MAX, LINES_MAX, too_large};
use motcua_core::Refusal;
use motcua_core::document::SheetLine;
use std::iter::Peekable;
use std::str::Chars;

/// All lines, each with the number of the line on which it begins. The first one is the heading.
pub fn read(text: &str) -> Result<Vec<SheetLine>, Refusal> {
    let text = bare(text);
    let separator = separator(text.lines().next().unwrap_or_default());
    Reader::of(text, separator).records(usize::MAX, usize::MAX)
}

/// The same of a sheet that may have titles above its heading, which part no cells. Refused when
/// it has more lines or columns than a list of staff (`staff.file-large`).
pub fn read_titled(text: &str) -> Result<Vec<SheetLine>, Refusal> {
    read_titled_within(text, LINES_MAX as usize)
}

/// The same of a bank's statement: a day of it has more lines than an office has staff.
pub fn read_statement(text: &str) -> Result<Vec<SheetLine>, Refusal> {
    read_titled_within(text, STATEMENT_LINES_MAX)
}

/// The lines of a statement.
const STATEMENT_LINES_MAX: usize = 100_000;

fn read_titled_within(text: &str, lines: usize) -> Result<Vec<SheetLine>, Refusal> {
    let text = bare(text);
    let parts = |line: &str, separator: char| -> usize {
        line.split('"').step_by(2).map(|bare| bare.matches(separator).count()).sum()
    };
    let most = |separator: &char| text.lines().take(TITLES_MAX).map(|line| parts(line, *separator)).max();
    // Of equals the last is taken.
    let separator = [',', ';', '\t'].into_iter().max_by_key(most).unwrap_or(',');
    // What is written for a form has one separator more on each line.
    Reader::of(text, separator).records(lines, COLUMNS_MAX as usize + 1)
}

/// So many lines are looked at for what parts their cells.
const TITLES_MAX: usize = 60;

fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Text that [`read_titled`] reads as these lines, with their numbers.
pub fn written(lines: &[SheetLine]) -> String {
    // A tab on the first line says what parts the cells, whatever else stands in them.
    let mut text = String::new();
    let mut at = 1;
    for line in lines {
        while at < line.number {
            text.push_str("\t\n");
            at += 1;
        }
        let quoted = |cell: &String| match cell.contains(['"', '\t', '\n', '\r', ',', ';']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"").replace(['\t', '\n', '\r'], " ")),
            false => cell.clone(),
        };
        text.push_str(&line.cells.iter().map(quoted).collect::<Vec<_>>().join("\t"));
        text.push_str("\t\n");
        at += 1;
    }
    text
}

fn at(code: &'static str, line: usize) -> Refusal {
    Refusal::of(code).at("list").with("line", line)
}

/// The separator that this heading uses outside of quotation marks.
fn separator(heading: &str) -> char {
    let bare: String = heading.split('"').step_by(2).collect();
    ['\t', ';'].into_iter().find(|separator| bare.contains(*separator)).unwrap_or(',')
}

/// Reads letter by letter and counts lines as an editor counts them.
struct Reader<'a> {
    letters: Peekable<Chars<'a>>,
    separator: char,
    line: usize,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str, separator: char) -> Reader<'a> {
        Reader { letters: text.chars().peekable(), separator, line: 1 }
    }

    /// The next letter; a line's end in any of its three ways is one `\n`.
    fn next(&mut self) -> Result<Option<char>, Refusal> {
        let letter = match self.letters.next() {
            Some('\r') => {
                self.letters.next_if_eq(&'\n');
                Some('\n')
            }
            letter => letter,
        };
        match letter {
            Some('\n') => self.line += 1,
            // NUL and its like are in no sheet: the file is something else, or damaged.
            Some(letter) if letter.is_control() && letter != '\t' => {
                return Err(at("request.list-control", self.line));
            }
            _ => {}
        }
        Ok(letter)
    }

    /// So many lines of so many cells and no more: a megabyte of line ends is a million lines.
    fn records(mut self, lines_max: usize, cells_max: usize) -> Result<Vec<SheetLine>, Refusal> {
        let mut records = Vec::new();
        while self.letters.peek().is_some() {
            if records.len() == lines_max {
                return Err(too_large());
            }
            let mut record = SheetLine { number: self.line, cells: Vec::new() };
            loop {
                let (cell, end) = self.cell()?;
                if record.cells.len() == cells_max {
                    return Err(too_large());
                }
                record.cells.push(cell);
                if end != Some(self.separator) {
                    break;
                }
            }
            records.push(record);
        }
        Ok(records)
    }

    /// One cell, and what ended it: a separator, a line's end, or nothing more.
    fn cell(&mut self) -> Result<(String, Option<char>), Refusal> {
        if self.letters.next_if_eq(&'"').is_some() {
            let cell = self.quoted()?;
            let line = self.line;
            return match self.next()? {
                Some(end) if end != self.separator && end != '\n' => {
                    Err(at("request.list-quote-closed-early", line))
                }
                end => Ok((cell, end)),
            };
        }
        let mut cell = String::new();
        loop {
            let line = self.line;
            match self.next()? {
                Some('"') => return Err(at("request.list-quote-inside", line)),
                Some(letter) if letter != self.separator && letter != '\n' => cell.push(letter),
                end => return Ok((cell, end)),
            }
        }
    }

    /// A cell in quotes, to the mark that closes it.
    ///
    /// Two people may each have forgotten half a pair of marks: the second half then
    /// closes the first one's cell, and what stands between is a lawful cell of several
    /// lines that holds other people. Such a cell has separators below its first line;
    /// an honest one hardly ever, and can be written on one line.
    fn quoted(&mut self) -> Result<String, Refusal> {
        let opened = self.line;
        let mut cell = String::new();
        let mut holds_cells = false;
        loop {
            match self.next()? {
                Some('"') if self.letters.next_if_eq(&'"').is_some() => cell.push('"'),
                Some('"') if holds_cells => {
                    return Err(at("request.list-quote-lines", opened).with("last", self.line));
                }
                Some('"') => return Ok(cell),
                Some(letter) => {
                    holds_cells |= letter == self.separator && self.line > opened;
                    cell.push(letter);
                }
                None => return Err(at("request.list-quote-open", opened)),
            }
        }
    }
}
