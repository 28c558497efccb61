//! A list that somebody pasted from a sheet or saved from one: a first line with the
//! names of the columns, then one line for each person. Tabs, semicolons or commas
//! part the cells; quotes as RFC 4180 has them.

use motcua_core::Refusal;
use std::collections::BTreeMap;

/// One line of a list: cells by the name of their column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in what was sent, from 1 for the heading.
    pub number: usize,
    /// What stands in it; empty cells are left out.
    pub cells: BTreeMap<String, String>,
}

/// The lines below the heading; empty ones are left out. Refused when there is no
/// heading that `column` knows, or a line has more cells than the heading.
pub fn read(text: &str, column: impl Fn(&str) -> Option<String>) -> Result<Vec<Line>, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text.lines().next().unwrap_or_default());
    let mut records = records(text, separator).into_iter();
    let (_, heading) = records.next().unwrap_or_default();
    let mut columns = Vec::with_capacity(heading.len());
    for name in &heading {
        let known = column(name.trim()).ok_or_else(|| {
            let shown: String = name.trim().chars().take(40).collect();
            Refusal::of("request.list-column").at("list").with("column", shown)
        })?;
        columns.push(known);
    }
    let mut lines = Vec::new();
    for (number, record) in records {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > columns.len() {
            return Err(Refusal::of("request.list-cells").at("list").with("line", number));
        }
        let cells = columns.iter().cloned().zip(record.iter().map(|cell| cell.trim().to_string()));
        lines.push(Line { number, cells: cells.filter(|(_, cell)| !cell.is_empty()).collect() });
    }
    Ok(lines)
}

/// What parts the cells of this heading.
fn separator(heading: &str) -> char {
    ['\t', ';'].into_iter().find(|separator| heading.contains(*separator)).unwrap_or(',')
}

/// The records with the number of the line on which each begins.
fn records(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut line, mut begins) = (false, 1, 1);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push((begins, std::mem::take(&mut record)));
                line += 1;
                begins = line;
            }
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            letter if letter == separator && !quoted => record.push(std::mem::take(&mut cell)),
            letter => {
                line += usize::from(letter == '\n');
                cell.push(letter);
            }
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push((begins, record));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(name: &str) -> Option<String> {
        matches!(name, "name" | "born" | "note").then(|| name.to_string())
    }

    fn cells(line: &Line) -> Vec<(&str, &str)> {
        line.cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect()
    }

    #[test]
    fn a_list_is_read_as_sheets_write_it() {
        for text in [
            "name,born\nLê Na,1990\n\n Trần An ,\n",
            "name;born\r\nLê Na;1990\r\n;\r\nTrần An;\r\n",
            "\u{feff}name\tborn\nLê Na\t1990\n\nTrần An",
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
    fn what_cannot_be_read_is_refused_with_its_place() {
        for (text, code) in
            [("name,tuổi\nAn,3", "request.list-column"), ("", "ok"), ("name\nAn,3", "request.list-cells")]
        {
            let said = read(text, columns).map_or_else(|refusal| refusal.code, |_| "ok");
            assert_eq!(said, code, "{text}");
        }
    }
}
