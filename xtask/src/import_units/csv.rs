//! Comma-separated values with a header line, as RFC 4180 has them.

use std::path::Path;

/// A list with named columns.
pub(crate) struct Csv {
    file: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a [`Csv`].
#[derive(Clone, Copy)]
pub(crate) struct CsvRow<'a> {
    csv: &'a Csv,
    cells: &'a [String],
}

impl Csv {
    /// Reads a file that has at least these columns.
    pub(crate) fn read(path: &Path, columns: &[&str]) -> Result<Csv, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Csv::parse(&path.display().to_string(), &text, columns)
    }

    /// Reads a text that has at least these columns.
    pub(crate) fn parse(file: &str, text: &str, columns: &[&str]) -> Result<Csv, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let read: Result<Vec<Vec<String>>, _> = reader.deserialize().collect();
        let mut records = read.map_err(|error| format!("{file}: {error}"))?;
        if records.is_empty() {
            return Err(format!("{file}: empty"));
        }
        let header = records.remove(0);
        if let Some(missing) = columns.iter().find(|column| !header.iter().any(|cell| cell == *column)) {
            return Err(format!("{file}: no column {missing}"));
        }
        if let Some(at) = records.iter().position(|record| record.len() != header.len()) {
            return Err(format!("{file}: record {} has {} cells", at + 1, records[at].len()));
        }
        Ok(Csv { file: file.to_string(), columns: header, rows: records })
    }

    /// The rows below the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = CsvRow<'_>> {
        self.rows.iter().map(|cells| CsvRow { csv: self, cells })
    }
}

impl<'a> CsvRow<'a> {
    /// The cell of one of the columns that were asked for on reading.
    pub(crate) fn get(self, column: &str) -> &'a str {
        let at = self.csv.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).map(|cell| cell.trim()).unwrap_or_default()
    }

    /// What is wrong with this row, and where it is.
    pub(crate) fn wrong(self, why: impl std::fmt::Display) -> String {
        format!("{}: {}: {why}", self.csv.file, self.cells.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_both_line_ends_are_read() {
        let csv = Csv::parse("t", "\u{feff}a,b\r\n1,\"x, \"\"y\"\"\"\n 2 ,", &["b"]).unwrap();
        let cells: Vec<(&str, &str)> = csv.rows().map(|row| (row.get("a"), row.get("b"))).collect();
        assert_eq!(cells, [("1", "x, \"y\""), ("2", "")]);
    }

    #[test]
    fn a_missing_column_and_a_short_row_are_told() {
        assert_eq!(Csv::parse("t", "a,b\n1,2\n", &["c"]).err().as_deref(), Some("t: no column c"));
        assert_eq!(
            Csv::parse("t", "a,b\n1,2\n3\n", &["a"]).err().as_deref(),
            Some("t: record 2 has 1 cells")
        );
        assert_eq!(Csv::parse("t", "", &[]).err().as_deref(), Some("t: empty"));
    }
}
