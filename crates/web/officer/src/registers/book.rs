//! A register in one year, as its book: on a page, and as pages to be printed and bound.

use super::{EntryRow, href, register_named, row};
use crate::books::{in_all, printed, said, text};
use crate::year_books::{BookStanding, standing};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::deed::{Deed, DeedBlock, PageSize, Register, Role};
use motcua_core::register::RegisterEntry;
use motcua_core::year_book::{BookKey, BookOf};
use motcua_core::{Fault, Halt};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_messages::Lang;
use motcua_store::entry::in_book;
use motcua_typeset::printable;
use serde::Deserialize;

/// Entries on a page.
const ENTRIES: u32 = 100;
/// Entries of a printed book.
const ENTRIES_PRINTED: u32 = 20_000;

#[derive(Template)]
#[template(path = "officer/register_book.html")]
struct BookPage {
    page: Page,
    name: String,
    year: i32,
    standing: BookStanding,
    rows: Vec<EntryRow>,
    print_href: String,
    first_href: String,
    next_href: String,
}

/// From which entry on.
#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    from: i64,
}

/// `GET /officer/registers/{register}/{year}?from=`
pub async fn show(
    signed: Signed,
    Path((id, year)): Path<(String, i32)>,
    Query(asked): Query<PageQuery>,
) -> Reply {
    let register = register_named(&signed, &id)?;
    let (agency, from) = (&signed.officer.agency, asked.from.max(0));
    super::write_down(&signed, &format!("book {id} {year} {from}"), "").await?;
    let found = signed.visit.app.read(|rows| in_book(rows, agency, &register.id, year, from, ENTRIES + 1))?;
    let lang = signed.visit.lang;
    let name = lang.t(&register.name, &register.name_en).to_string();
    let title = format!("{name}, {year}");
    let page = signed.visit.page("work", &title, &title);
    let base = format!("/officer/registers/{id}/{year}");
    let rows = found.iter().take(ENTRIES as usize).map(|entry| row(&signed, entry, href(entry), &page));
    let view = BookPage {
        standing: standing(&signed, BookOf::Register(register.id.clone()), year, &page)?,
        rows: rows.collect(),
        print_href: format!("{base}/book.pdf"),
        first_href: if from > 0 { base.clone() } else { String::new() },
        next_href: match found.len() > ENTRIES as usize {
            true => format!("{base}?from={}", from + i64::from(ENTRIES)),
            false => String::new(),
        },
        name,
        year,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// `GET /officer/registers/{register}/{year}/book.pdf`: the whole book with what every entry says.
pub async fn print(signed: Signed, Path((id, year)): Path<(String, i32)>) -> Reply {
    register_named(&signed, &id)?;
    super::write_down(&signed, &format!("book {id} {year}"), "").await?;
    let name = format!("{id} {year}.pdf");
    let work = move || -> Result<Vec<u8>, Halt> {
        let register = register_named(&signed, &id)?;
        let (agency, app) = (&signed.officer.agency, &signed.visit.app);
        let found = app.read(|rows| in_book(rows, agency, &register.id, year, 0, ENTRIES_PRINTED))?;
        let mut blocks = vec![
            text(Role::Centre, &agency_name(app, agency, Lang::Vi).to_uppercase()),
            text(Role::Title, &register.name.to_uppercase()),
            text(Role::Subtitle, &format!("Năm {year}, {} mục", found.len())),
        ];
        let rows = found.iter().map(|entry| {
            let place = format!("{}\nQ. {}\n{}", entry.place.number, entry.place.volume, entry.day.vn());
            [place, facts(register, entry), notes(register, entry)]
                .map(|text| said(&printable(&text)))
                .to_vec()
        });
        let head = ["Số, quyển, ngày", "Nội dung đăng ký", "Ghi chú"].map(said).to_vec();
        blocks.push(DeedBlock::Table { widths: vec![12, 45, 20], size: 10, head, rows: rows.collect() });
        let key = BookKey { of: BookOf::Register(register.id.clone()), agency: agency.clone(), year };
        let closed = app.read(|rows| motcua_store::year_book::get(rows, &key.id()))?;
        let closed = closed.and_then(|kept| kept.closed);
        blocks.push(text(Role::Line, &printable(&in_all("sổ", closed.as_ref(), found.len(), &[]))));
        let title = format!("{} năm {year}", register.name);
        let paper = Deed { title, page: PageSize::A4, size: 12, is_draft: false, blocks };
        printed(&signed, &paper)
    };
    let bytes = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, bytes))
}

fn facts(register: &Register, entry: &RegisterEntry) -> String {
    let fact = |field: &motcua_core::deed::DeedField| {
        let value = field.written(entry.said.get(&field.name)?);
        (!value.is_empty()).then(|| format!("{}: {value}", field.label))
    };
    register.fields.iter().filter_map(fact).collect::<Vec<_>>().join("; ")
}

fn notes(register: &Register, entry: &RegisterEntry) -> String {
    let before = |note: &motcua_core::register::EntryNote| {
        let was = register.fields.iter().filter_map(|field| {
            let was = field.written(note.before.get(&field.name)?);
            Some(format!("{}: {}", field.label, if was.is_empty() { "(không ghi)" } else { &was }))
        });
        was.collect::<Vec<_>>().join("; ")
    };
    let note = |note: &motcua_core::register::EntryNote| {
        let void = if note.voids { "ĐÃ HỦY. " } else { "" };
        let before = match before(note) {
            none if none.is_empty() => none,
            said => format!("; trước đó ghi {said}"),
        };
        format!("{void}{} ({}{before})", note.text, note.decision)
    };
    entry.notes.iter().map(note).collect::<Vec<_>>().join(". ")
}
