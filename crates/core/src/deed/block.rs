//! A deed as it will stand on pages: what is said, in which order, and how large. Not where.

/// On what a deed is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSize {
    /// 210 × 297 mm.
    A4,
    /// 297 × 210 mm: for the columns of a book.
    A4Across,
    /// 148 × 210 mm.
    A5,
}

/// What a line of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the paper is: large, bold, in the middle.
    Title,
    /// What it is about: bold, in the middle, with a rule below.
    Subtitle,
    /// A paragraph: indented, justified.
    Paragraph,
    /// A line that begins at the margin.
    Line,
    /// An item of a list.
    Item,
    /// A line in the middle.
    Centre,
    /// A line at the right margin.
    Right,
}

/// A paper with everything that it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// What it is, for the file and whoever hears it read.
    pub title: String,
    /// On what it is printed.
    pub page: PageSize,
    /// Size of its text, in points.
    pub size: u16,
    /// From top to bottom.
    pub blocks: Vec<DeedBlock>,
    /// Not decided yet: it says so on every page.
    pub is_draft: bool,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum DeedBlock {
    /// The head of an official paper (NĐ 30/2020, appendix I).
    Heading(Heading),
    /// The national heading alone, in the middle.
    National,
    /// A text.
    Text {
        /// What it is.
        role: Role,
        /// Size in points.
        size: u16,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A table with a line around each cell.
    Table {
        /// Widths of the columns, as shares.
        widths: Vec<u16>,
        /// Size in points.
        size: u16,
        /// The first row.
        head: Vec<DeedCell>,
        /// The rows below.
        rows: Vec<Vec<DeedCell>>,
    },
    /// Columns side by side, kept together on one page.
    Columns {
        /// Widths of the columns, as shares.
        widths: Vec<u16>,
        /// Their lines, from top to bottom.
        lines: Vec<ColumnsLine>,
    },
    /// Millimetres of nothing.
    Gap(u16),
    /// What follows begins a new page.
    NewPage,
}

/// The head of an official paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The agency above, where there is one.
    pub above: Option<String>,
    /// The agency.
    pub agency: String,
    /// “Số: 05/UBND-XNTTHN”; none for a paper without a number.
    pub number: Option<String>,
    /// “Huế, ngày 05 tháng 7 năm 2025”.
    pub place_and_day: String,
}

/// The words of a cell.
pub type DeedCell = Vec<Run>;

/// A line of columns.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnsLine {
    /// Millimetres of nothing, to sign in.
    Gap(u16),
    /// A cell for each column.
    Cells(Vec<Column>),
}

/// The cells that say something, column by column: as they are read.
pub fn by_column(lines: &[ColumnsLine]) -> Vec<Vec<&Column>> {
    let mut columns: Vec<Vec<&Column>> = Vec::new();
    for line in lines {
        let ColumnsLine::Cells(cells) = line else { continue };
        columns.resize_with(columns.len().max(cells.len()), Vec::new);
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.extend(Some(cell).filter(|cell| !cell.runs.is_empty()));
        }
    }
    columns
}

/// A cell of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// At the left of its column, not in the middle.
    pub is_left: bool,
    /// Size in points.
    pub size: u16,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Words in one face. A `\n` begins a new line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Deed {
    /// All that it says as plain lines, a block after the other: for tests, for what changed
    /// between two, and for whoever looks for words in it.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for block in &self.blocks {
            block.lines(&mut lines);
        }
        lines.join("\n")
    }
}

/// The national heading and its motto.
pub const NATIONAL: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

impl DeedBlock {
    fn lines(&self, out: &mut Vec<String>) {
        let cells =
            |cells: &[DeedCell]| cells.iter().map(|cell| joined(cell)).collect::<Vec<_>>().join(" | ");
        match self {
            DeedBlock::Heading(heading) => {
                out.extend(heading.above.clone());
                out.push(heading.agency.clone());
                out.extend(NATIONAL.map(str::to_string));
                out.extend(heading.number.clone());
                out.push(heading.place_and_day.clone());
            }
            DeedBlock::National => out.extend(NATIONAL.map(str::to_string)),
            DeedBlock::Text { runs, .. } => out.push(joined(runs)),
            DeedBlock::Table { head, rows, .. } => {
                out.push(cells(head));
                out.extend(rows.iter().map(|row| cells(row)));
            }
            DeedBlock::Columns { lines, .. } => {
                for line in lines {
                    if let ColumnsLine::Cells(columns) = line {
                        let words = columns.iter().map(|column| joined(&column.runs));
                        out.push(words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" | "));
                    }
                }
            }
            DeedBlock::Gap(_) | DeedBlock::NewPage => {}
        }
    }
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
