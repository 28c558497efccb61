//! A file for spreadsheets: UTF-8 with its mark, so that Excel reads Vietnamese, and no cell that a
//! spreadsheet would take for a formula.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A table in the making.
pub struct Csv {
    text: String,
    separator: char,
}

impl Csv {
    /// With these column names.
    pub fn new(columns: &[&str]) -> Csv {
        Csv::separated(',', columns)
    }

    /// The same with another sign between cells.
    pub fn separated(separator: char, columns: &[&str]) -> Csv {
        let mut csv = Csv { text: "\u{feff}".to_string(), separator };
        csv.row(columns.iter().copied());
        csv
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push(self.separator);
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        // A leading apostrophe makes it text; numbers of ours never begin so.
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let quoted = is_formula || cell.contains(['"', ',', ';', '\r', '\n']);
        if !quoted {
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        if is_formula {
            self.text.push('\'');
        }
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }

    /// The file; the name in ASCII.
    pub fn reply(self, name: &str) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
        ];
        (headers, self.text).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        let mut csv = Csv::new(&["Đơn vị", "n"]);
        csv.row(["=HYPERLINK(\"http://x\")", "1"]);
        csv.row(["@a", "a,b"]);
        csv.row(["two\nlines", ""]);
        let want = "\u{feff}Đơn vị,n\r\n\"'=HYPERLINK(\"\"http://x\"\")\",1\r\n\"'@a\",\"a,b\"\r\n\"two\nlines\",\r\n";
        assert_eq!(csv.text, want);
    }
}
