//! What the platform collected and sent back on a day: lines with bars between the fields, in Base64. Which fields is
//! public nowhere; these are assumed, with a heading that names them.

use super::wire::{stamp, unstamp};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::Fault;
use motcua_core::money::{PlatformLine, PlatformLineKind};

const HEADING: &str = "Loai|MaThamChieu|MaGiaoDich|SoTien|ThoiGianGD";

/// Reads such a file. A file of which one line cannot be read is no file: a sum of the rest would be wrong.
pub fn read_day_file(text: &str) -> Result<Vec<PlatformLine>, Fault> {
    let bytes = STANDARD.decode(text.trim()).map_err(Fault::damaged)?;
    let text = String::from_utf8(bytes).map_err(Fault::damaged)?;
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if lines.next().map(str::trim) != Some(HEADING) {
        return Err(Fault::damaged("the platform's list of a day begins with another heading"));
    }
    (2..).zip(lines).map(|(nth, line)| read_line(line).ok_or_else(|| wrong(nth, line))).collect()
}

fn wrong(nth: usize, line: &str) -> Fault {
    Fault::damaged(format!("line {nth} of the platform's list of a day: {line}"))
}

fn read_line(line: &str) -> Option<PlatformLine> {
    let fields: Vec<&str> = line.trim().split('|').collect();
    let [kind, reference, transaction, amount, at] = fields.as_slice() else { return None };
    let kind = match *kind {
        "PAY" => PlatformLineKind::Came,
        "REFUND" => PlatformLineKind::WentBack,
        _ => return None,
    };
    let (reference, transaction) = (reference.to_string(), transaction.to_string());
    (!transaction.is_empty()).then_some(())?;
    Some(PlatformLine { kind, reference, transaction, amount_vnd: amount.parse().ok()?, at: unstamp(at)? })
}

/// The file of these lines: what a pretend platform answers, and what is answered to one.
pub fn write_day_file(lines: &[PlatformLine]) -> String {
    let mut text = format!("{HEADING}\n");
    for PlatformLine { kind, reference, transaction, amount_vnd, at } in lines {
        let kind = match kind {
            PlatformLineKind::Came => "PAY",
            PlatformLineKind::WentBack => "REFUND",
        };
        text.push_str(&format!("{kind}|{reference}|{transaction}|{amount_vnd}|{}\n", stamp(*at)));
    }
    STANDARD.encode(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::Moment;

    #[test]
    fn a_day_is_read_as_it_was_written_and_a_torn_one_not_at_all() {
        let line = |kind, transaction: &str, amount_vnd| PlatformLine {
            kind,
            reference: "MC01".into(),
            transaction: transaction.into(),
            amount_vnd,
            at: Moment::parse("2025-11-03T23:59:59").unwrap(),
        };
        let lines =
            [line(PlatformLineKind::Came, "A1", 20_000), line(PlatformLineKind::WentBack, "A1", 5_000)];
        assert_eq!(read_day_file(&write_day_file(&lines)).unwrap(), lines);
        assert_eq!(read_day_file(&write_day_file(&[])).unwrap(), []);
        let encoded = |text: &str| STANDARD.encode(text);
        for wrong in [
            "x".to_string(),
            encoded("PAY|MC01|A1|20000|20251103235959\n"),
            encoded(&format!("{HEADING}\nPAY|MC01|A1|20000\n")),
            encoded(&format!("{HEADING}\nPAY|MC01|A1|20.000|20251103235959\n")),
            encoded(&format!("{HEADING}\nPAY|MC01||20000|20251103235959\n")),
            encoded(&format!("{HEADING}\nOTHER|MC01|A1|20000|20251103235959\n")),
        ] {
            assert!(read_day_file(&wrong).is_err(), "{wrong}");
        }
    }
}
