//! Quyển: the volumes of a book in one year, and the page on which the next one is opened.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_core::year_book::{
    BookClosed, BookKey, BookOf, BookVolume, OpenVolume, YearBook, YearBookCommand,
};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::year_book;
use serde::Deserialize;

/// A volume where its book is shown.
pub struct VolumeRow {
    /// `02/2026`.
    pub name: String,
    /// From which number to which, opened and closed when and by whom, with how much.
    pub says: String,
    /// Its lines.
    pub href: String,
    /// Its pages to print.
    pub print_href: String,
    /// It is the one that is shown.
    pub is_shown: bool,
}

/// The volumes of a book of the officer's agency in one year, the oldest first; none where it is not kept in volumes.
pub(super) fn volumes(signed: &Signed, name: &str, year: i32) -> Result<Vec<BookVolume>, Fault> {
    let (app, agency) = (&signed.visit.app, signed.officer.agency.clone());
    let is_kept_so = app.law.keeps_volumes(&agency, name);
    let key = BookKey { of: BookOf::Deeds(name.to_string()), agency, year };
    let kept = app.read(|rows| year_book::get(rows, &key.id()))?;
    let has_several = kept.as_ref().is_some_and(|book| !book.volumes.is_empty());
    Ok(if is_kept_so || has_several { YearBook::volumes(kept.as_ref()) } else { Vec::new() })
}

/// The same as a page shows them.
pub(super) fn rows(volumes: &[BookVolume], name: &str, year: i32, shown: u32, page: &Page) -> Vec<VolumeRow> {
    let row = |volume: &BookVolume| {
        let query = query(name, year, volume.volume);
        VolumeRow {
            name: BookVolume::named(volume.volume, year),
            says: says(volume, page),
            href: format!("/officer/books?{query}"),
            print_href: format!("/officer/books.pdf?{query}"),
            is_shown: volume.volume == shown,
        }
    };
    volumes.iter().map(row).collect()
}

fn query(name: &str, year: i32, volume: u32) -> String {
    let (year, volume) = (year.to_string(), volume.to_string());
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("book", name), ("year", &year), ("volume", &volume)])
        .finish()
}

fn says(volume: &BookVolume, page: &Page) -> String {
    let opened = volume
        .opened
        .as_ref()
        .map(|opened| format!("; {} {}, {}", page.t("mở", "opened"), page.moment(opened.at), opened.by.name));
    let from = page.t("từ số", "from number");
    let opened = opened.unwrap_or_default();
    match &volume.closed {
        Some(BookClosed { at, by, last, entries, .. }) => format!(
            "{from} {} {} {last}{opened}; {} {}, {}: {entries} {}",
            volume.first,
            page.t("đến", "to"),
            page.t("khóa", "closed"),
            page.moment(*at),
            by.name,
            page.t("việc", "acts")
        ),
        None => format!("{from} {}{opened}; {}", volume.first, page.t("đang dùng", "in use")),
    }
}

/// Where this officer opens the next volume; empty where they may not, or the year of the book is over.
pub(super) fn open_href(signed: &Signed, volumes: &[BookVolume], name: &str, year: i32) -> String {
    let may = signed.officer.has(Duty::Registry) || signed.officer.has(Duty::Leader);
    let in_use = volumes.last().filter(|volume| volume.closed.is_none());
    match in_use.filter(|_| may && signed.visit.now.day().ymd().0 == year) {
        Some(in_use) => format!("/officer/books/open_volume?{}", query(name, year, in_use.volume + 1)),
        None => String::new(),
    }
}

/// The next volume of which book.
#[derive(Deserialize)]
pub struct VolumeQuery {
    #[serde(default)]
    book: String,
    #[serde(default)]
    volume: u32,
}

#[derive(Template)]
#[template(path = "officer/open_volume.html")]
struct OpenVolumePage {
    page: Page,
    book: String,
    /// The one that is opened, and the one that is closed by it.
    volume: String,
    full: String,
    full_says: String,
    first: String,
    reason: String,
    back: String,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/books/open_volume?book=&volume=`
pub async fn ask(signed: Signed, Query(asked): Query<VolumeQuery>) -> Reply {
    shown(&signed, &asked, &SentForm::default(), &[])
}

/// `POST /officer/books/open_volume?book=&volume=`
pub async fn open_volume(signed: Signed, Query(asked): Query<VolumeQuery>, form: SentForm) -> Reply {
    let key = key_of(&form, &format!("open_volume {} {}", asked.book, asked.volume))?;
    let command = OpenVolume {
        name: asked.book.clone(),
        volume: asked.volume,
        first: match form.get("first").trim() {
            "" => 0,
            typed => typed.parse().unwrap_or(u32::MAX),
        },
        reason: form.get("reason").to_string(),
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, YearBookCommand::from(command)).await {
        Ok(_) => Ok(see_other(&back(&signed, &asked))),
        Err(halt) => shown(&signed, &asked, &form, &refusals_at_fields(halt)?),
    }
}

fn back(signed: &Signed, asked: &VolumeQuery) -> String {
    let year = signed.visit.now.day().ymd().0;
    format!("/officer/books?{}", query(&asked.book, year, asked.volume))
}

fn shown(signed: &Signed, asked: &VolumeQuery, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, agency) = (&signed.visit.app, signed.officer.agency.clone());
    let year = signed.visit.now.day().ymd().0;
    let volumes = volumes(signed, &asked.book, year)?;
    let in_use = volumes.last().filter(|volume| volume.closed.is_none());
    let in_use = in_use.ok_or_else(|| Refusal::of("book.no-volumes").with("book", &asked.book));
    let in_use = in_use.map_err(Halt::from)?;
    let key = BookKey { of: BookOf::Deeds(asked.book.clone()), agency, year };
    let last = app.read(|rows| year_book::last_drawn(rows, &key.series()))?;
    let mut page = signed.visit.page("work", "Mở quyển mới", "Open a new volume");
    let errors = Wrongs::of(wrong, signed.visit.lang, "first");
    errors.entitle(&mut page);
    let view = OpenVolumePage {
        book: asked.book.clone(),
        volume: BookVolume::named(in_use.volume + 1, year),
        full: BookVolume::named(in_use.volume, year),
        full_says: says(in_use, &page),
        first: form.filled("first").map_or_else(|| (last + 1).to_string(), str::to_string),
        reason: form.get("reason").to_string(),
        back: format!("/officer/books?{}", query(&asked.book, year, in_use.volume)),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(if wrong.is_empty() { StatusCode::OK } else { status_of_form(wrong) }, &view))
}
