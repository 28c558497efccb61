//! Thẻ quét: what a scanner typed fills in the person, and the person's last dossier
//! fills in what the card does not say. Works as a small form of its own; what stood
//! in the large one comes along where the browser can carry it.

use super::last_seen::last_seen;
use super::may::{in_force, must_receive};
use super::read::place_of_card;
use super::screen::{ScreenTold, show};
use motcua_core::dossier::Dossier;
use motcua_core::identity::{Card, CardDoubt};
use motcua_core::{Day, Halt};
use motcua_edge::ask::refusals;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;

/// `POST /officer/receive/card`
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    must_receive(&signed)?;
    let procedure = form.get("procedure").to_string();
    let (procedure, version) = in_force(&signed, &procedure)?;
    let mut form = form.with_papers(&signed.visit.app).await?;
    let (wrong, lines) = match fill(&signed, &mut form) {
        Ok(lines) => (Vec::new(), lines),
        Err(halt) => (refusals(halt)?, Vec::new()),
    };
    if wrong.is_empty() {
        place_of_card(&signed, &procedure.id, version, &mut form);
    }
    let filled = wrong.is_empty();
    show(&signed, procedure, version, &form, ScreenTold { wrong, lines, filled, ..ScreenTold::default() })
}

/// Fills in what is known; gives what to tell the officer about it.
fn fill(signed: &Signed, form: &mut SentForm) -> Result<Vec<String>, Halt> {
    let lang = signed.visit.lang;
    let typed = form.get("card").to_string();
    let mut lines = Vec::new();
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let is_number = matches!(digits.len(), 9 | 12) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut numbers = vec![digits];
    if is_number {
        form.set("identity", numbers[0].clone());
    } else {
        let card = Card::read(&typed).map_err(|refusal| refusal.at("card"))?;
        form.set("kind", "citizen");
        form.set("name", card.name.as_str());
        form.set("identity", card.number.as_str());
        set_born(form, &card.born.to_string());
        if !card.address.is_empty() {
            form.set("address", card.address.as_str());
        }
        lines.push(lang.t("Đã điền từ thẻ.", "Filled in from the card.").to_string());
        lines.extend(
            card.doubts.iter().map(|doubt| doubt_said(*doubt, lang.t("vi", "en") == "vi").to_string()),
        );
        numbers = vec![card.number.as_str().to_string(), card.old_number];
    }
    for number in numbers {
        if let Some(earlier) = last_seen(signed, &number)? {
            lines.push(copy(&earlier, form, signed));
            return Ok(lines);
        }
    }
    let none = lang.t("Chưa có hồ sơ trước nào để lấy thêm.", "There is no earlier dossier to copy from.");
    lines.push(none.to_string());
    Ok(lines)
}

fn doubt_said(doubt: CardDoubt, vi: bool) -> &'static str {
    match (doubt, vi) {
        (CardDoubt::Name, true) => "Hãy xem lại họ tên: máy quét có thể đã làm mất dấu.",
        (CardDoubt::Name, false) => "Look at the name: the scanner may have lost its marks.",
        (CardDoubt::Address, true) => "Hãy xem lại nơi ở: máy quét có thể đã làm mất chữ.",
        (CardDoubt::Address, false) => "Look at the address: the scanner may have lost letters.",
    }
}

/// Fills the fields that are still empty; says from which dossier, and which.
fn copy(earlier: &Dossier, form: &mut SentForm, signed: &Signed) -> String {
    let lang = signed.visit.lang;
    let person = &earlier.submission.applicant;
    let mut copied = Vec::new();
    if form.filled("born.year").is_none() && !person.born.is_empty() {
        set_born(form, &person.born);
        copied.push(lang.t("ngày sinh", "birthday"));
    }
    for (field, value, name) in [
        ("name", &person.name, lang.t("họ tên", "name")),
        ("phone", &person.phone, lang.t("số điện thoại", "telephone")),
        ("email", &person.email, lang.t("thư điện tử", "e-mail")),
        ("address", &person.address, lang.t("nơi ở", "address")),
    ] {
        if form.filled(field).is_none() && !value.is_empty() {
            form.set(field, value.as_str());
            copied.push(name);
        }
    }
    let (code, day) = (earlier.code(), earlier.submitted_at.day().vn());
    let from = lang.t("Lấy từ hồ sơ", "Taken from dossier");
    let what = match copied.is_empty() {
        true => lang.t("không có gì mới", "nothing new").to_string(),
        false => copied.join(", "),
    };
    format!("{from} {code}, {} {day}: {what}.", lang.t("ngày", "of"))
}

fn set_born(form: &mut SentForm, born: &str) {
    let (year, month, day) = match Day::parse(born).map(Day::ymd) {
        Some((year, month, day)) => (year.to_string(), month.to_string(), day.to_string()),
        None => {
            let mut parts = born.split('-').map(str::to_string);
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), String::new())
        }
    };
    for (field, value) in [("born.year", year), ("born.month", month), ("born.day", day)] {
        form.set(field, value);
    }
}
