//! A statement as a table (CSV, XLSX). Vietnamese banks agree on no form: lines of a letterhead come first, columns have
//! many names. The heading is the first line with a day, words and an amount.

use super::{Statement, StatementLine, amount_of, day_of};
use crate::Refusal;
use crate::document::SheetLine;
use crate::text::{fold, line};

/// What a column says, by the folded words of its heading; the first that fits.
const COLUMNS: [(Column, &[&str]); 8] = [
    (
        Column::Day,
        &["ngay giao dich", "ngay hach toan", "ngay hieu luc", "ngay gd", "transaction date", "date", "ngay"],
    ),
    (
        Column::Number,
        &[
            "so tham chieu",
            "ma giao dich",
            "so giao dich",
            "so ct",
            "so chung tu",
            "so but toan",
            "ma gd",
            "so gd",
            "reference",
            "transaction number",
            "ref",
        ],
    ),
    (Column::In, &["so tien ghi co", "phat sinh co", "ghi co", "tien vao", "credit", "co"]),
    (Column::Out, &["so tien ghi no", "phat sinh no", "ghi no", "tien ra", "debit", "no"]),
    (Column::Amount, &["so tien", "amount"]),
    (
        Column::Memo,
        &["noi dung", "dien giai", "mo ta", "chi tiet", "description", "details", "remark", "remarks"],
    ),
    (Column::Payer, &["ten nguoi chuyen", "nguoi chuyen", "ten doi ung", "doi ung", "payer", "sender"]),
    (Column::Balance, &["so du", "balance"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Day,
    Number,
    In,
    Out,
    Amount,
    Memo,
    Payer,
    Balance,
}

fn column_of(cell: &str) -> Option<Column> {
    let folded = fold(cell);
    let folded = folded.trim();
    let is_it = |name: &&&str| folded == **name || folded.starts_with(&format!("{name} "));
    let exact = COLUMNS.iter().find(|(_, names)| names.contains(&folded));
    let found = exact.or_else(|| COLUMNS.iter().find(|(_, names)| names.iter().any(|name| is_it(&name))));
    found.map(|(column, _)| *column)
}

fn columns_of(heading: &SheetLine) -> Vec<Option<Column>> {
    let mut seen = Vec::new();
    let mut once = |column: Column| {
        let is_new = !seen.contains(&column);
        seen.push(column);
        is_new
    };
    heading.cells.iter().map(|cell| column_of(cell).filter(|column| once(*column))).collect()
}

/// Whether this line is the heading of a statement.
pub fn is_statement_heading(heading: &SheetLine) -> bool {
    let columns = columns_of(heading);
    let has = |column| columns.contains(&Some(column));
    has(Column::Day) && has(Column::Memo) && (has(Column::In) || has(Column::Amount))
}

/// Reads it. What is wrong is named with its line; lines below the last day (sums, signatures) are passed over.
pub fn read_table(lines: &[SheetLine]) -> Result<Statement, Vec<Refusal>> {
    let Some(at) = lines.iter().position(is_statement_heading) else {
        return Err(vec![Refusal::of("statement.no-heading").at("file")]);
    };
    let columns = columns_of(&lines[at]);
    let (mut statement, mut wrong) = (Statement::default(), Vec::new());
    for row in &lines[at + 1..] {
        let cell = |column: Column| {
            let at = columns.iter().position(|known| *known == Some(column));
            at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
        };
        let Some((day, behind)) = day_of(cell(Column::Day)) else {
            // A line with an amount and no day is torn, not a sum: sums stand without words.
            let is_torn = !cell(Column::Memo).is_empty()
                && !cell(Column::In).is_empty()
                && !cell(Column::Day).is_empty();
            if is_torn {
                wrong.push(Refusal::of("statement.no-day").at("file").with("line", row.number));
            }
            continue;
        };
        let vnd = match (cell(Column::In), cell(Column::Out), cell(Column::Amount)) {
            ("", "", "") => None,
            ("", "", amount) => amount_of(amount),
            ("", out, _) => amount_of(out).map(|vnd| -vnd.abs()),
            (came, "", _) => amount_of(came),
            (came, out, _) => amount_of(came).zip(amount_of(out)).map(|(came, out)| came - out.abs()),
        };
        let Some(vnd) = vnd else {
            wrong.push(Refusal::of("statement.no-amount").at("file").with("line", row.number));
            continue;
        };
        let behind = behind.split_whitespace().find(|word| !word.contains(':')).unwrap_or_default();
        let number = match cell(Column::Number) {
            "" => behind,
            number => number,
        };
        statement.lines.push(StatementLine {
            line: row.number,
            day,
            number: number.to_string(),
            vnd,
            payer: line(cell(Column::Payer)).into_owned(),
            memo: line(cell(Column::Memo)).into_owned(),
        });
    }
    if statement.lines.is_empty() && wrong.is_empty() {
        wrong.push(Refusal::of("statement.empty").at("file"));
    }
    if wrong.is_empty() { Ok(statement) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Day;

    fn sheet(text: &str) -> Vec<SheetLine> {
        let cells = |line: &str| line.split('|').map(|cell| cell.replace("\\n", "\n")).collect();
        text.lines().enumerate().map(|(at, line)| SheetLine { number: at + 1, cells: cells(line) }).collect()
    }

    #[test]
    fn heads_of_letters_sums_and_torn_words_do_no_harm() {
        let lines = sheet(
            "NGÂN HÀNG X\nSao kê tài khoản|0071001234567\n\
             STT|Ngày giao dịch|Số tham chiếu|Ghi nợ|Ghi có|Số dư|Nội dung\n\
             1|03/11/2025|FT1||99,000|199,000|MBVCB.4525.MC7K2M9\\nQXT4B8.CT tu 0351\n\
             2|03/11/2025|FT2|50,000||149,000|phi\n\
             ||Cộng|50,000|99,000||\n\
             Người lập|||||| ",
        );
        let statement = read_table(&lines).unwrap();
        let told: Vec<(usize, &str, i64)> =
            statement.lines.iter().map(|line| (line.line, line.number.as_str(), line.vnd)).collect();
        assert_eq!(told, [(4, "FT1", 99_000), (5, "FT2", -50_000)]);
        assert_eq!(statement.lines[0].memo, "MBVCB.4525.MC7K2M9 QXT4B8.CT tu 0351");
        assert_eq!(statement.lines[0].day, Day::of(2025, 11, 3).unwrap());
    }

    #[test]
    fn a_number_behind_the_day_is_its_number() {
        let lines =
            sheet("Ngày|Mô tả|Số tiền\n03/11/2025\\n10004067|abc|8.000\n03/11/2025 14:30:00|abc|-3.000");
        let told = read_table(&lines).unwrap();
        let told: Vec<(&str, i64)> = told.lines.iter().map(|line| (line.number.as_str(), line.vnd)).collect();
        assert_eq!(told, [("10004067", 8_000), ("", -3_000)]);
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line_and_nothing_is_taken() {
        for (text, code) in [
            ("a|b", "statement.no-heading"),
            ("Ngày|Mô tả|Số tiền", "statement.empty"),
            ("Ngày|Mô tả|Số tiền\n03/11/2025|abc|12,50", "statement.no-amount"),
            ("Ngày|Mô tả|Ghi có\n31/02/2025|abc|8.000", "statement.no-day"),
        ] {
            assert_eq!(read_table(&sheet(text)).unwrap_err()[0].code, code, "{text}");
        }
    }
}
