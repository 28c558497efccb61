//! A bank's statement, in whatever form it came: a table (CSV, XLSX), MT940 or camt.053 (ISO 20022).

use crate::sheet;
use motcua_core::document::SheetLine;
use motcua_core::money::statement::{Statement, StatementLine, is_statement_heading, read_mt940, read_table};
use motcua_core::text::line;
use motcua_core::{Day, Halt, Refusal};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// Reads what came under this name.
pub fn statement(name: &str, bytes: &[u8]) -> Result<Statement, Halt> {
    sheet::may_come(bytes.len() as u64).map_err(|why| why.at("file"))?;
    let text = std::str::from_utf8(bytes).map(|text| text.trim_start_matches('\u{feff}'));
    match text {
        Ok(text) if text.trim_start().starts_with('<') => Ok(camt(text)?),
        Ok(text) if text.lines().any(|line| line.starts_with(":60F:") || line.starts_with(":61:")) => {
            Ok(read_mt940(text)?)
        }
        Ok(text) if !name.to_lowercase().ends_with(".xlsx") => {
            Ok(read_table(&sheet::cells::read_statement(text).map_err(|why| why.at("file"))?)?)
        }
        Ok(_) | Err(_) => {
            let is_list = |lines: &[SheetLine]| lines.iter().any(is_statement_heading);
            Ok(read_table(&sheet::list(name, bytes, is_list).map_err(|why| why.at("file"))?)?)
        }
    }
}

/// What is being read of an entry.
#[derive(Default)]
struct Entry {
    line: usize,
    amount: String,
    currency: String,
    is_credit: Option<bool>,
    is_reversal: bool,
    day: Option<Day>,
    number: String,
    payer: String,
    memo: Vec<String>,
}

/// A balance that is being read: its code, amount and sign.
#[derive(Default)]
struct Balance {
    code: String,
    amount: String,
    is_credit: Option<bool>,
}

fn broken(detail: impl std::fmt::Display) -> Refusal {
    Refusal::of("statement.camt").at("file").with("detail", detail)
}

fn vnd(amount: &str) -> Option<i64> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    whole.parse().ok().filter(|_| part.bytes().all(|byte| byte == b'0'))
}

fn camt(text: &str) -> Result<Statement, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    let (mut statement, mut entry, mut balance) = (Statement::default(), None::<Entry>, None::<Balance>);
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                match name.as_str() {
                    "Ntry" => {
                        let line = text.get(..position).map_or(1, |before| before.matches('\n').count() + 1);
                        entry = Some(Entry { line, ..Entry::default() });
                    }
                    "Bal" => balance = Some(Balance::default()),
                    "Amt" if path.last().is_some_and(|last| last == "Ntry") => {
                        let currency = tag.attributes().flatten().find(|one| one.key.as_ref() == b"Ccy");
                        if let (Some(entry), Some(currency)) = (entry.as_mut(), currency) {
                            entry.currency = String::from_utf8_lossy(&currency.value).into_owned();
                        }
                    }
                    _ => {}
                }
                words.clear();
                path.push(name);
            }
            Event::Text(more) => words.push_str(&more.decode().map_err(broken)?),
            Event::CData(more) => words.push_str(&more.decode().map_err(broken)?),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(broken)? {
                Some(letter) => words.push(letter),
                None => {
                    let name = name.decode().map_err(broken)?;
                    words.push_str(resolve_predefined_entity(&name).ok_or_else(|| broken(&name))?);
                }
            },
            Event::End(tag) => {
                said(&path, words.trim(), &mut statement, entry.as_mut(), balance.as_mut());
                words.clear();
                path.pop();
                match tag.local_name().as_ref() {
                    b"Ntry" => statement.lines.extend(entry.take().map(line_of).transpose()?),
                    b"Bal" => {
                        if let Some(balance) = balance.take() {
                            balanced(&balance, &mut statement)?;
                        }
                    }
                    _ => {}
                }
            }
            // Nothing from outside is read, and no name stands for something longer.
            Event::DocType(_) => return Err(broken("DOCTYPE")),
            Event::Eof => break,
            _ => {}
        }
    }
    match statement.lines.is_empty() {
        true => Err(Refusal::of("statement.empty").at("file")),
        false => Ok(statement),
    }
}

/// Words stand at this path.
fn said(
    path: &[String],
    words: &str,
    statement: &mut Statement,
    entry: Option<&mut Entry>,
    balance: Option<&mut Balance>,
) {
    let ends = |tail: &[&str]| {
        path.len() >= tail.len()
            && path[path.len() - tail.len()..].iter().zip(tail).all(|(is, wants)| is == wants)
    };
    if let Some(balance) = balance {
        match () {
            () if ends(&["Cd"]) => balance.code = words.to_string(),
            () if ends(&["Bal", "Amt"]) => balance.amount = words.to_string(),
            () if ends(&["Bal", "CdtDbtInd"]) => balance.is_credit = Some(words == "CRDT"),
            () => {}
        }
        return;
    }
    let Some(entry) = entry else {
        if ends(&["Acct", "Id", "IBAN"]) || ends(&["Acct", "Id", "Othr", "Id"]) {
            statement.account = words.to_string();
        }
        return;
    };
    match () {
        () if ends(&["Ntry", "Amt"]) => entry.amount = words.to_string(),
        () if ends(&["Ntry", "CdtDbtInd"]) => entry.is_credit = Some(words == "CRDT"),
        () if ends(&["Ntry", "RvslInd"]) => entry.is_reversal = words == "true",
        () if ends(&["BookgDt", "Dt"]) || ends(&["BookgDt", "DtTm"]) => {
            entry.day = words.get(..10).and_then(Day::parse);
        }
        () if ends(&["Ntry", "AcctSvcrRef"]) => entry.number = words.to_string(),
        () if ends(&["Refs", "AcctSvcrRef"]) && entry.number.is_empty() => entry.number = words.to_string(),
        () if ends(&["RmtInf", "Ustrd"]) => entry.memo.push(words.to_string()),
        () if ends(&["AddtlNtryInf"]) && entry.memo.is_empty() => entry.memo.push(words.to_string()),
        () if ends(&["Dbtr", "Nm"]) || ends(&["Dbtr", "Pty", "Nm"]) => entry.payer = words.to_string(),
        () => {}
    }
}

fn line_of(entry: Entry) -> Result<StatementLine, Refusal> {
    let at = entry.line;
    if entry.currency != "VND" && !entry.currency.is_empty() {
        return Err(Refusal::of("statement.no-amount").at("file").with("line", at));
    }
    let amount = vnd(&entry.amount).zip(entry.is_credit);
    let (vnd, is_credit) =
        amount.ok_or_else(|| Refusal::of("statement.no-amount").at("file").with("line", at))?;
    let day = entry.day.ok_or_else(|| Refusal::of("statement.no-day").at("file").with("line", at))?;
    // The sign is that of the booking; that it takes another one back is said beside it.
    Ok(StatementLine {
        line: at,
        day,
        number: entry.number,
        vnd: if is_credit { vnd } else { -vnd },
        payer: line(&entry.payer).into_owned(),
        memo: line(&entry.memo.concat()).into_owned(),
    })
}

fn balanced(balance: &Balance, statement: &mut Statement) -> Result<(), Refusal> {
    let amount = vnd(&balance.amount).ok_or_else(|| broken("Bal/Amt"))?;
    let amount = if balance.is_credit == Some(false) { -amount } else { amount };
    match balance.code.as_str() {
        "OPBD" | "PRCD" => statement.opening_vnd = Some(amount),
        "CLBD" => statement.closing_vnd = Some(amount),
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::money::statement::must_add_up;

    const CAMT: &str = r#"<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Acct><Id><Othr><Id>0071001234567</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">100000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">196000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="VND">99000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2025-11-03</Dt></BookgDt><AcctSvcrRef>FT1</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>NGUYEN VAN A &amp; CON</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>MBVCB.4525.MC7K2M9QX</Ustrd><Ustrd>T4B8.CT tu 0351</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="VND">3000</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><DtTm>2025-11-03T10:00:00</DtTm></BookgDt><AddtlNtryInf>phi</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>"#;

    #[test]
    fn camt_053_says_the_same_as_the_other_forms() {
        let read = statement("x.xml", CAMT.as_bytes()).unwrap();
        assert_eq!(read.account, "0071001234567");
        assert_eq!(must_add_up(&read), Ok(()));
        let told: Vec<(&str, i64, &str, &str)> = read
            .lines
            .iter()
            .map(|line| (line.number.as_str(), line.vnd, line.payer.as_str(), line.memo.as_str()))
            .collect();
        let words = "MBVCB.4525.MC7K2M9QXT4B8.CT tu 0351";
        assert_eq!(told, [("FT1", 99_000, "NGUYEN VAN A & CON", words), ("", -3_000, "", "phi")]);
        assert_eq!(read.lines[0].line, 6);
    }

    #[test]
    fn what_is_hostile_or_broken_is_refused() {
        let code = |text: &str| match statement("x.xml", text.as_bytes()) {
            Err(Halt::Refused(wrong)) => wrong[0].code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "statement.camt");
        assert_eq!(code("<Document></Document>"), "statement.empty");
        assert_eq!(code(&CAMT.replace("99000.00", "99000.50")), "statement.no-amount");
        assert_eq!(
            code(&CAMT.replace("<Amt Ccy=\"VND\">3000", "<Amt Ccy=\"USD\">3000")),
            "statement.no-amount"
        );
        assert_eq!(code(&CAMT.replace("2025-11-03</Dt>", "x</Dt>")), "statement.no-day");
    }
}
