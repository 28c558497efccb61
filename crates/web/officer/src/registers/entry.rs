//! An entry with its notes, and who looked at it.

use super::{entry_named, write_down};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_core::deed::{Register, Said};
use motcua_core::register::{EntryNote, RegisterEntry};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::entry::lookers;
use serde::Deserialize;

/// Looks that the page names.
const LOOKS_MOST: u32 = 20;

#[derive(Template)]
#[template(path = "officer/entry.html")]
struct EntryPage {
    page: Page,
    register: String,
    register_id: String,
    year: i32,
    id: String,
    whose: String,
    place: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    notes: Vec<NoteShown>,
    is_void: bool,
    may_note: bool,
    may_void: bool,
    looks: Vec<String>,
    done: &'static str,
}

/// A note as people read it.
struct NoteShown {
    text: String,
    decision: String,
    /// The dossier that decided it; empty for a decision from elsewhere.
    dossier: String,
    by: String,
    /// Which fields said what before.
    before: Vec<(String, String)>,
    voids: bool,
}

/// What was just done.
#[derive(Deserialize)]
pub struct EntryQuery {
    #[serde(default)]
    done: String,
}

/// `GET /officer/entries/{id}?done=`
pub async fn get(signed: Signed, Path(id): Path<String>, Query(asked): Query<EntryQuery>) -> Reply {
    let (entry, register) = entry_named(&signed, &id)?;
    write_down(&signed, "", &entry.id).await?;
    let looks = signed.visit.app.read(|rows| lookers(rows, &entry.id, LOOKS_MOST))?;
    let whose = entry.whose(register);
    // The name stands on the page and not in its title, which browsers keep.
    let number = &entry.place.number;
    let (vi, en) = (format!("{} số {number}", register.name), format!("{} No. {number}", register.name_en));
    let page = signed.visit.page("work", &vi, &en);
    let is_void = entry.is_void();
    let view = EntryPage {
        register: page.t(&register.name, &register.name_en).to_string(),
        register_id: register.id.to_string(),
        year: entry.place.year,
        place: place(&entry, &page),
        facts: facts(register, &entry.said, &page),
        notes: entry.notes.iter().map(|note| shown(register, note, &page)).collect(),
        may_note: !is_void,
        may_void: !is_void && signed.officer.has(Duty::Leader),
        looks: looks.iter().map(|(at, officer)| format!("{} ({})", page.moment(*at), officer.0)).collect(),
        done: match asked.done.as_str() {
            "enter" => page.t("Đã ghi vào sổ.", "It is entered."),
            "note_entry" => page.t("Đã ghi chú vào mục.", "The note is made."),
            _ => "",
        },
        id: entry.id.clone(),
        whose,
        is_void,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

fn place(entry: &RegisterEntry, page: &Page) -> Vec<(String, String)> {
    let by = format!("{}, {}", entry.entered_by.name, page.moment(entry.entered_at));
    let pairs = [
        (page.t("Số", "Number"), entry.place.number.clone()),
        (page.t("Quyển số", "Volume"), format!("{}/{}", entry.place.volume, entry.place.year)),
        (page.t("Trang số", "Page"), entry.page.clone()),
        (page.t("Ngày đăng ký", "Day of registration"), entry.day.vn()),
        (page.t("Hồ sơ", "Dossier"), entry.dossier.clone().unwrap_or_default()),
        (page.t("Ghi vào hệ thống", "Entered"), by),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    pairs.map(|(name, value)| (name.to_string(), value)).collect()
}

fn facts(
    register: &Register,
    said: &std::collections::BTreeMap<String, Said>,
    page: &Page,
) -> Vec<(String, String)> {
    let pair = |field: &motcua_core::deed::DeedField| {
        let value = field.written(said.get(&field.name)?);
        (!value.is_empty()).then(|| (page.t(&field.label, &field.label_en).to_string(), value))
    };
    register.fields.iter().filter_map(pair).collect()
}

fn shown(register: &Register, note: &EntryNote, page: &Page) -> NoteShown {
    let before = register.fields.iter().filter_map(|field| {
        let was = field.written(note.before.get(&field.name)?);
        let was = if was.is_empty() { page.t("(không ghi)", "(nothing)").to_string() } else { was };
        Some((page.t(&field.label, &field.label_en).to_string(), was))
    });
    NoteShown {
        text: note.text.clone(),
        decision: note.decision.clone(),
        dossier: note.dossier.clone().unwrap_or_default(),
        by: format!("{}, {}", note.who.name, page.moment(note.at)),
        before: before.collect(),
        voids: note.voids,
    }
}
