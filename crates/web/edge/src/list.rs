//! A list that somebody pasted from a sheet or saved from one: a first line with the
//! names of the columns, then one line for each person. How its cells are parted says
//! `motcua_papers::sheet::cells`.

use motcua_core::Refusal;
use motcua_core::document::SheetLine;
use motcua_papers::sheet::cells;
use std::collections::{BTreeMap, BTreeSet};

/// One line of a list: cells by the name of their column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListLine {
    /// Its number in what was sent, from 1 for the heading.
    pub number: usize,
    /// What stands in it; empty cells are left out.
    pub cells: BTreeMap<String, String>,
}

/// The lines below the heading; empty ones are left out, as are columns without a name
/// and without a cell, which spreadsheets add. Refused as a whole when there is no
/// heading that `column` knows, when two headings mean one column, when a cell stands
/// under no heading, and when its quotation marks leave open which cell is whose.
pub fn read(text: &str, column: impl Fn(&str) -> Option<String>) -> Result<Vec<ListLine>, Refusal> {
    let mut records = cells::read(text)?.into_iter();
    let heading = records.next().unwrap_or_default().cells;
    let mut columns = Vec::with_capacity(heading.len());
    let mut seen = BTreeSet::new();
    for name in heading.iter().map(|name| name.trim()) {
        if name.is_empty() && heading.len() > 1 {
            columns.push(None);
            continue;
        }
        let refused = |code| {
            let shown: String = name.chars().take(40).collect();
            Refusal::of(code).at("list").with("column", shown)
        };
        let known = column(name).ok_or_else(|| refused("request.list-column"))?;
        if !seen.insert(known.clone()) {
            return Err(refused("request.list-column-twice"));
        }
        columns.push(Some(known));
    }
    let mut lines = Vec::new();
    for SheetLine { number, cells: record } in records {
        let mut cells = BTreeMap::new();
        for (index, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let Some(Some(name)) = columns.get(index) else { return Err(at("request.list-cells", number)) };
            cells.insert(name.clone(), cell.trim().to_string());
        }
        if !cells.is_empty() {
            lines.push(ListLine { number, cells });
        }
    }
    Ok(lines)
}

fn at(code: &'static str, line: usize) -> Refusal {
    Refusal::of(code).at("list").with("line", line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_property::{Just, Strategy, any, collection, holds, prop_oneof, sample};

    fn columns(name: &str) -> Option<String> {
        matches!(name, "name" | "born" | "note").then(|| name.to_string())
    }

    fn cells(line: &ListLine) -> Vec<(&str, &str)> {
        line.cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect()
    }

    #[test]
    fn a_list_is_read_as_sheets_write_it() {
        for text in [
            "name,born\nLê Na,1990\n\n Trần An ,\n",
            "name;born\r\nLê Na;1990\r\n;\r\nTrần An;\r\n",
            "\u{feff}name\tborn\nLê Na\t1990\n\nTrần An",
            "name,born\rLê Na,1990\r\rTrần An\r",
            "\"name\";\"born\"\n\"Lê Na\";\"1990\"\n\n\"Trần An\"",
        ] {
            let lines = read(text, columns).unwrap();
            assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 4], "{text}");
            assert_eq!(cells(&lines[0]), [("born", "1990"), ("name", "Lê Na")]);
            assert_eq!(cells(&lines[1]), [("name", "Trần An")]);
        }
        let lines = read("name,note\n\"Lê, Na\",\"hai\ndòng \"\"nháy\"\"\"\nAn,x", columns).unwrap();
        assert_eq!(cells(&lines[0]), [("name", "Lê, Na"), ("note", "hai\ndòng \"nháy\"")]);
        assert_eq!(lines[1].number, 4, "lines are counted as an editor counts them");
    }

    #[test]
    fn columns_that_a_spreadsheet_adds_are_left_out_and_a_cell_under_no_heading_is_not() {
        let lines = read("name;born;;\nLê Na;1990;;;;\n;;;\nTrần An", columns).unwrap();
        assert_eq!(cells(&lines[0]), [("born", "1990"), ("name", "Lê Na")]);
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 4]);
        let refused = read("name;born;;\nLê Na;1990\nAn;1990;;dư", columns).unwrap_err();
        assert_eq!((refused.code, said(&refused)), ("request.list-cells", "line=3".to_string()));
    }

    fn said(refusal: &Refusal) -> String {
        let pairs = refusal.args.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_place() {
        for (text, code, place) in [
            ("", "ok", ""),
            ("name,tuổi\nAn,3", "request.list-column", "column=tuổi"),
            ("name,born, name \nAn,3,Na", "request.list-column-twice", "column=name"),
            ("name\nAn,3", "request.list-cells", "line=2"),
            // Never closed, wherever it opens.
            ("name,note\nAn,\"Na\nBa,Na\nTư,Na", "request.list-quote-open", "line=2"),
            ("name,note\nAn,x\n\"Ba,Na\r\nTư,Na\r\n", "request.list-quote-open", "line=3"),
            ("name,note\nAn,x\nBa,\"", "request.list-quote-open", "line=3"),
            ("name,note\nAn,\"x\"\"\nBa,x", "request.list-quote-open", "line=2"),
            ("\"name,note\nAn,x", "request.list-quote-open", "line=1"),
            // Closed before the cell ends.
            ("name,note\nAn,\"Na\"x\nBa,y", "request.list-quote-closed-early", "line=2"),
            ("name,note\nAn,\"Na\" \nBa,y", "request.list-quote-closed-early", "line=2"),
            ("name,note\nAn,\"Na\nBa\"x\nTư,y", "request.list-quote-closed-early", "line=3"),
            // In the midst of a cell that has none around it.
            ("name,note\nAn,5\" ống\nBa,y", "request.list-quote-inside", "line=2"),
            ("name,note\nAn,x\nBa, \"y\"", "request.list-quote-inside", "line=3"),
            ("name,note\nAn,x\nBa,y\"", "request.list-quote-inside", "line=3"),
            // Two halves of two people's marks.
            ("name,note\nAn,\"Na\nBa,Na\"\nTư,x", "request.list-quote-lines", "line=2 last=3"),
            ("name,note\nAn,\"Na\nBa,\"Na\"", "request.list-quote-lines", "line=2 last=3"),
            ("name,born,note\nAn,\"Na,x\nTư\nBa,Na\",y", "request.list-quote-lines", "line=2 last=4"),
            // No text.
            ("name,note\nAn,\0\n", "request.list-control", "line=2"),
            ("name,note\nAn,\"\n\u{1b}\"", "request.list-control", "line=3"),
        ] {
            let read = read(text, columns).map_or_else(
                |refusal| (refusal.code, said(&refusal), refusal.field.clone()),
                |_| ("ok", String::new(), Some("list".into())),
            );
            assert_eq!(read, (code, place.to_string(), Some("list".into())), "{text:?}");
        }
    }
    /// A cell as people fill it in: with marks, separators and, now and then, a line's end.
    fn cell() -> impl Strategy<Value = String> {
        let odd = ["", " ", "\"", "\"\"", "a;b", "a,b", "a\tb", "5\" ống", "hai\ndòng", "Lê Thị \"Na\""];
        prop_oneof![sample::select(odd.map(String::from).to_vec()), "[a-zđ ,;\"'0-9]{0,12}"]
    }

    /// A cell in quotation marks, as a sheet writes it.
    fn quoted(cell: &str) -> String {
        format!("\"{}\"", cell.replace('"', "\"\""))
    }

    #[test]
    fn what_a_sheet_writes_is_what_is_read() {
        let rows = collection::vec([cell(), cell(), cell()], 0..5);
        let ways = (sample::select(vec!['\t', ';', ',']), sample::select(vec!["\n", "\r\n", "\r"]));
        holds(2_000, (rows, ways), |(rows, (separator, end))| {
            let separator = separator.to_string();
            let heading = ["name", "born", "note"].join(&separator);
            let row = |row: &[String; 3]| row.each_ref().map(|cell| quoted(cell)).join(&separator);
            let text: Vec<String> = [heading].into_iter().chain(rows.iter().map(row)).collect();
            let kept = |row: &[String; 3]| -> Vec<String> {
                let cells = [&row[1], &row[0], &row[2]].map(|cell| cell.trim().to_string());
                cells.into_iter().filter(|cell| !cell.is_empty()).collect()
            };
            let want: Vec<_> = rows.iter().map(kept).filter(|cells| !cells.is_empty()).collect();
            let lines = read(&text.join(end), columns).unwrap();
            let told: Vec<Vec<String>> =
                lines.into_iter().map(|line| line.cells.into_values().collect()).collect();
            assert_eq!(told, want);
        });
    }

    #[test]
    fn whatever_is_sent_is_read_or_refused_with_its_place() {
        let text =
            prop_oneof![any::<String>(), "(name|born|note|[a-z]|[\t;,\"\r\n]){0,24}", Just(String::new())];
        holds(2_000, text, |text: String| {
            if let Err(refusal) = read(&text, columns) {
                assert_eq!(refusal.field.as_deref(), Some("list"), "{}", refusal.code);
            }
        });
    }
}
