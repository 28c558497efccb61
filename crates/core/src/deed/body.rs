//! How the text of a deed is written: lines that an official reads as the paper will stand.
//!
//! ```text
//! @heading                      agency, national heading, number, place and day
//! # GIẤY XÁC NHẬN               what it is: large, bold, centred
//! ## Về việc …                  what it is about, with a rule below
//! Xét đề nghị của **{name}** …  a paragraph; lines that follow each other are one, an empty line ends it
//! > Họ, chữ đệm, tên: {name}    a line of its own, without indent
//! - Như trên;                   an item
//! @centre … / @right …          a line at the middle, at the right
//! ?note Ghi chú: {note}         only where `note` says something; `!note` only where it does not
//! @table 1 6 2                  a table: widths, then its head, then rows
//! | Số | Giấy tờ | Bản |
//! |*papers| {no} | {name} | {copies} |      one row for each of `papers`
//! @columns 1 1                  columns side by side, with `||` between them
//! <**Nơi nhận:** || **CHỦ TỊCH**            `<` left; `<11` left and in that size; `~ 20` leaves millimetres
//! @gap 5    @page    @size 12   room, a new page, the size from here on
//! // not printed
//! ```

use super::block::Role;
use super::field::{Filter, Names};
use crate::Refusal;

/// The text of a template, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Body(pub(super) Vec<Part>);

/// A part, printed if its condition holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) when: Option<When>,
    pub(super) what: What,
}

/// Printed only where a field says something (or says nothing).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    pub(super) field: String,
    pub(super) says_something: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    Heading,
    National,
    Text { role: Role, text: Inline },
    Table { widths: Vec<u16>, head: Vec<Inline>, rows: Vec<TableRow> },
    Columns { widths: Vec<u16>, lines: Vec<ColumnLine> },
    Gap(u16),
    NewPage,
    Size(u16),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableRow {
    /// The field of which each row is printed; none for a row that is printed once.
    pub(super) each: Option<String>,
    pub(super) cells: Vec<Inline>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnLine {
    Gap(u16),
    Cells { when: Option<When>, cells: Vec<ColumnCell> },
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColumnCell {
    pub(super) is_left: bool,
    pub(super) size: Option<u16>,
    pub(super) text: Inline,
}

/// A text with its bold and italic parts and its fields.
pub(super) type Inline = Vec<Piece>;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) what: PieceWhat,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum PieceWhat {
    Text(String),
    Field { name: String, filter: Filter },
    NewLine,
}

/// A mistake, and in which line of the body, from 0.
pub(super) type Wrong = (usize, Refusal);

/// Reads it; in which line of the text, from 0, each part begins; and every mistake. `names` knows the fields
/// that may stand in it.
pub(super) fn read(text: &str, names: &Names<'_>) -> (Body, Vec<usize>, Vec<Wrong>) {
    let mut reader = Reader::new(names);
    let (mut parts, mut begin) = (Vec::new(), Vec::new());
    let printed = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.starts_with("//"));
    let mut lines = printed.peekable();
    while let Some((at, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        let (when, line) = reader.condition(at, line);
        let what = match mark(line) {
            Marked::Mark("heading", "") => Some(What::Heading),
            Marked::Mark("national", "") => Some(What::National),
            Marked::Mark("page", "") => Some(What::NewPage),
            Marked::Mark("gap", rest) => reader.number(at, rest).map(What::Gap),
            Marked::Mark("size", rest) => reader.number(at, rest).map(What::Size),
            Marked::Mark("centre", rest) => Some(reader.text(at, Role::Centre, rest)),
            Marked::Mark("right", rest) => Some(reader.text(at, Role::Right, rest)),
            Marked::Mark("table", rest) => {
                let widths = reader.widths(at, rest);
                let rows = std::iter::from_fn(|| lines.next_if(|(_, line)| line.starts_with('|'))).collect();
                Some(reader.table(at, widths, rows))
            }
            Marked::Mark("columns", rest) => {
                let widths = reader.widths(at, rest);
                let inside = std::iter::from_fn(|| lines.next_if(|(_, line)| !line.is_empty())).collect();
                Some(reader.columns(widths, inside))
            }
            Marked::Mark(word, _) => {
                reader.refuse(at, Refusal::of("deed.unknown-mark").with("mark", format!("@{word}")));
                None
            }
            Marked::Line(role, rest) => Some(reader.text(at, role, rest)),
            Marked::Plain => {
                let mut whole = line.to_string();
                let goes_on = |line: &str| {
                    matches!(mark(line), Marked::Plain)
                        && !line.is_empty()
                        && !line.starts_with(['?', '!', '|'])
                };
                while let Some((_, more)) = lines.next_if(|(_, line)| goes_on(line)) {
                    whole.push(' ');
                    whole.push_str(more);
                }
                Some(reader.text(at, Role::Paragraph, &whole))
            }
        };
        if let Some(what) = what {
            parts.push(Part { when, what });
            begin.push(at);
        }
    }
    (Body(parts), begin, reader.wrong)
}

enum Marked<'l> {
    Mark(&'l str, &'l str),
    Line(Role, &'l str),
    Plain,
}

fn mark(line: &str) -> Marked<'_> {
    if let Some(mark) = line.strip_prefix('@') {
        let (word, rest) = mark.split_once(' ').unwrap_or((mark, ""));
        return Marked::Mark(word, rest.trim());
    }
    let roles = [("## ", Role::Subtitle), ("# ", Role::Title), ("> ", Role::Line), ("- ", Role::Item)];
    let found = roles.into_iter().find_map(|(start, role)| Some((role, line.strip_prefix(start)?)));
    found.map_or(Marked::Plain, |(role, rest)| Marked::Line(role, rest.trim()))
}

/// The cells of a row; the bar before a filter parts none.
pub(super) fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    row.split(move |letter| {
        inside = match letter {
            '{' => true,
            '}' => false,
            _ => inside,
        };
        letter == '|' && !inside
    })
}

/// Reads pieces of text, and keeps what is wrong in them.
pub(super) struct Reader<'n> {
    names: &'n Names<'n>,
    wrong: Vec<Wrong>,
    /// The list whose columns may stand in the line that is being read.
    row_of: Option<String>,
}

impl<'n> Reader<'n> {
    pub(super) fn new(names: &'n Names<'n>) -> Reader<'n> {
        Reader { names, wrong: Vec::new(), row_of: None }
    }

    /// Every mistake.
    pub(super) fn into_wrong(self) -> Vec<Wrong> {
        self.wrong
    }

    pub(super) fn refuse(&mut self, at: usize, why: Refusal) {
        self.wrong.push((at, why));
    }

    pub(super) fn condition<'l>(&mut self, at: usize, line: &'l str) -> (Option<When>, &'l str) {
        let Some(rest) = line.strip_prefix(['?', '!']) else { return (None, line) };
        let Some((field, rest)) = rest.split_once(' ') else { return (None, line) };
        if !self.names.has(field) {
            self.refuse(at, Refusal::of("deed.unknown-field").with("name", field));
        }
        let when = When { field: field.to_string(), says_something: line.starts_with('?') };
        (Some(when), rest.trim())
    }

    pub(super) fn number(&mut self, at: usize, text: &str) -> Option<u16> {
        let number = text.parse().ok().filter(|number| (1..=250).contains(number));
        if number.is_none() {
            self.refuse(at, Refusal::of("deed.not-a-measure").with("value", text));
        }
        number
    }

    fn widths(&mut self, at: usize, text: &str) -> Vec<u16> {
        let widths: Vec<u16> = text.split_whitespace().filter_map(|word| self.number(at, word)).collect();
        if widths.is_empty() {
            self.refuse(at, Refusal::of("deed.no-widths"));
        }
        widths
    }

    fn text(&mut self, at: usize, role: Role, text: &str) -> What {
        What::Text { role, text: self.inline(at, text) }
    }

    /// A text in which the columns of this list may stand; of none: its fields.
    pub(super) fn inline_of(&mut self, at: usize, list: Option<&str>, text: &str) -> Inline {
        if let Some(list) = list.filter(|list| !self.names.is_list(list)) {
            self.refuse(at, Refusal::of("deed.unknown-field").with("name", list));
        }
        self.row_of = list.map(str::to_string);
        let inline = self.inline(at, text);
        self.row_of = None;
        inline
    }

    fn must_be_cells(&mut self, at: usize, found: usize, want: usize) {
        if found != want {
            self.refuse(at, Refusal::of("deed.cells").with("found", found).with("want", want));
        }
    }

    fn table(&mut self, at: usize, widths: Vec<u16>, rows: Vec<(usize, &str)>) -> What {
        let mut read = Vec::with_capacity(rows.len());
        for (at, line) in rows {
            let inside = line.trim_start_matches('|').trim_end_matches('|');
            let (each, inside) = match inside.strip_prefix('*').and_then(|rest| rest.split_once('|')) {
                Some((list, rest)) => (Some(list.trim().to_string()), rest),
                None => (None, inside),
            };
            if let Some(list) = each.as_deref().filter(|list| !self.names.is_list(list)) {
                self.refuse(at, Refusal::of("deed.unknown-field").with("name", list));
            }
            self.row_of.clone_from(&each);
            let cells: Vec<Inline> = cells(inside).map(|cell| self.inline(at, cell.trim())).collect();
            self.row_of = None;
            self.must_be_cells(at, cells.len(), widths.len());
            read.push(TableRow { each, cells });
        }
        if read.is_empty() {
            self.refuse(at, Refusal::of("deed.table-empty"));
            return What::Table { widths, head: Vec::new(), rows: read };
        }
        let head = read.remove(0).cells;
        What::Table { widths, head, rows: read }
    }

    fn columns(&mut self, widths: Vec<u16>, lines: Vec<(usize, &str)>) -> What {
        let mut read = Vec::with_capacity(lines.len());
        for (at, line) in lines {
            if let Some(gap) = line.strip_prefix('~') {
                read.extend(self.number(at, gap.trim()).map(ColumnLine::Gap));
                continue;
            }
            let (when, line) = self.condition(at, line);
            let cells: Vec<_> = line.split("||").map(|cell| self.column_cell(at, cell.trim())).collect();
            self.must_be_cells(at, cells.len(), widths.len());
            read.push(ColumnLine::Cells { when, cells });
        }
        What::Columns { widths, lines: read }
    }

    fn column_cell(&mut self, at: usize, cell: &str) -> ColumnCell {
        let Some(rest) = cell.strip_prefix('<') else {
            return ColumnCell { is_left: false, size: None, text: self.inline(at, cell) };
        };
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let (size, rest) = rest.split_at(digits);
        let size = if size.is_empty() { None } else { self.number(at, size) };
        ColumnCell { is_left: true, size, text: self.inline(at, rest.trim()) }
    }

    /// `**bold**`, `*italic*`, `{field|filter}`, ` \ ` for a new line.
    pub(super) fn inline(&mut self, at: usize, text: &str) -> Inline {
        let (mut pieces, mut plain) = (Inline::new(), String::new());
        let (mut bold, mut italic) = (false, false);
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let special = match letter {
                '*' if rest.starts_with("**") => Some((2, None)),
                '*' => Some((1, None)),
                '\\' => Some((1, Some(PieceWhat::NewLine))),
                '{' => {
                    let Some((inside, _)) = rest[1..].split_once('}') else {
                        self.refuse(at, Refusal::of("deed.open-brace"));
                        break;
                    };
                    Some((inside.len() + 2, Some(self.field(at, inside))))
                }
                _ => None,
            };
            let Some((length, what)) = special else {
                plain.push(letter);
                rest = &rest[letter.len_utf8()..];
                continue;
            };
            if !plain.is_empty() {
                let what = PieceWhat::Text(std::mem::take(&mut plain));
                pieces.push(Piece { bold, italic, what });
            }
            match what {
                Some(what) => pieces.push(Piece { bold, italic, what }),
                None if length == 2 => bold = !bold,
                None => italic = !italic,
            }
            rest = &rest[length..];
        }
        if bold || italic {
            self.refuse(at, Refusal::of("deed.open-star"));
        }
        if !plain.is_empty() {
            pieces.push(Piece { bold, italic, what: PieceWhat::Text(plain) });
        }
        pieces
    }

    fn field(&mut self, at: usize, inside: &str) -> PieceWhat {
        let (name, filter) = inside.split_once('|').unwrap_or((inside, ""));
        let (name, filter) = (name.trim(), filter.trim());
        let kind = match &self.row_of {
            Some(list) => self.names.in_list(list, name),
            None => self.names.kind(name),
        };
        let Some(kind) = kind else {
            self.refuse(at, Refusal::of("deed.unknown-field").with("name", name));
            return PieceWhat::Text(String::new());
        };
        let Some(filter) = Filter::of(filter, kind) else {
            let why = Refusal::of("deed.unknown-filter").with("filter", filter).with("name", name);
            self.refuse(at, why);
            return PieceWhat::Text(String::new());
        };
        PieceWhat::Field { name: name.to_string(), filter }
    }
}
