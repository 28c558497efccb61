//! Nhắc hết hạn: the last day of a paper as an entry for the person's own calendar (RFC 5545), with a reminder a month
//! before. It names the paper and nobody.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use motcua_core::{Day, Moment, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::visit::Visit;
use motcua_told::deed::template;

/// `GET /dossiers/{code}/until.ics?key=`
pub(super) async fn until(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let made = dossier.issued_deed()?;
    let template = template(&visit.app, made.template.as_str())?;
    let last = template.last_day(made.day).ok_or_else(|| Refusal::of("page.unknown"))?;
    let words = format!(
        "{} {} {}",
        visit.lang.t(&template.title, &template.title_en),
        made.number_and_symbol(),
        visit.lang.t("hết thời hạn sử dụng", "is no longer usable after this day")
    );
    let entry = calendar_entry(&dossier.id.to_string(), visit.now, last, &words);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"het-han.ics\""),
    ];
    Ok((headers, entry).into_response())
}

fn calendar_entry(id: &str, now: Moment, last: Day, words: &str) -> String {
    let basic = |day: Day| day.to_string().replace('-', "");
    let escaped = words.replace('\\', "\\\\").replace([',', ';'], " ").replace('\n', " ");
    let lines = [
        "BEGIN:VCALENDAR".to_string(),
        "VERSION:2.0".to_string(),
        "PRODID:-//Mot Cua//motcua//VI".to_string(),
        "BEGIN:VEVENT".to_string(),
        format!("UID:until-{id}@motcua"),
        // The moment of the file in UTC, as the standard asks.
        format!("DTSTAMP:{}", stamp(now)),
        format!("DTSTART;VALUE=DATE:{}", basic(last)),
        format!("SUMMARY:{escaped}"),
        "BEGIN:VALARM".to_string(),
        "ACTION:DISPLAY".to_string(),
        "TRIGGER:-P30D".to_string(),
        format!("DESCRIPTION:{escaped}"),
        "END:VALARM".to_string(),
        "END:VEVENT".to_string(),
        "END:VCALENDAR".to_string(),
    ];
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

/// `20250714T020000Z`: seven hours behind the clock here.
fn stamp(now: Moment) -> String {
    let utc = now.plus_ms(-7 * 60 * 60 * 1000);
    format!("{}T{}00Z", utc.day().to_string().replace('-', ""), utc.clock().to_string().replace(':', ""))
}

/// A line of at most 75 bytes; more of it goes on behind a space.
fn folded(line: &str) -> String {
    let (mut out, mut bytes) = (String::new(), 0);
    for letter in line.chars() {
        if bytes + letter.len_utf8() > 73 {
            out.push_str("\r\n ");
            bytes = 1;
        }
        out.push(letter);
        bytes += letter.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_reads_the_day_and_no_line_is_too_long() {
        let now = Moment::parse("2025-07-14T05:00").unwrap();
        let words = "Giấy xác nhận tình trạng hôn nhân, số 05/UBND-XNTTHN; hết thời hạn sử dụng của giấy này";
        let entry = calendar_entry("0197", now, Day::parse("2026-01-14").unwrap(), words);
        assert!(entry.contains("DTSTART;VALUE=DATE:20260114\r\n"));
        assert!(entry.contains("DTSTAMP:20250713T220000Z\r\n"), "{entry}");
        assert!(entry.split("\r\n").all(|line| line.len() <= 75));
        let whole = entry.replace("\r\n ", "");
        assert!(
            whole.contains("SUMMARY:Giấy xác nhận tình trạng hôn nhân  số 05/UBND-XNTTHN  hết"),
            "{whole}"
        );
    }
}
