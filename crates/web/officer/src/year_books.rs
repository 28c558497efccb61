//! Books of a year: opened behind a number that was used elsewhere, closed with how much stands in them.

use super::registers;
use askama::Template;
use axum::extract::Query;
use motcua_core::catalogue::Duty;
use motcua_core::year_book::{BookClosed, BookKey, BookOf, CloseBook, OpenBook, YearBookCommand};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::act::{self, Acting};
use motcua_store::year_book;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "officer/open_book.html")]
struct OpenPage {
    page: Page,
    year: i32,
    books: Vec<ChoiceShown>,
    chosen: String,
    last_elsewhere: String,
    volume: String,
    reason: String,
    key: String,
    errors: Wrongs,
}

#[derive(Template)]
#[template(path = "officer/close_book.html")]
struct ClosePage {
    page: Page,
    book: String,
    year: i32,
    entries: u32,
    last: u32,
    /// What its columns add up to.
    totals: Vec<(String, u64)>,
    back: String,
    key: String,
}

/// The books of this year whose numbers are drawn here and of which none was drawn yet.
pub(super) fn unopened(signed: &Signed) -> Result<Vec<String>, Fault> {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let may = signed.officer.has(Duty::Registry) || signed.officer.has(Duty::Leader);
    if !may || !app.law.makes_deeds(agency) {
        return Ok(Vec::new());
    }
    let names: BTreeSet<&String> =
        app.law.deeds.all().filter_map(|template| template.book.as_ref()).collect();
    let year = signed.visit.now.day().ymd().0;
    let mut unopened = Vec::new();
    for name in names {
        let key = BookKey { of: BookOf::Deeds(name.clone()), agency: agency.clone(), year };
        if app.read(|rows| year_book::last_drawn(rows, &key.series()))? == 0 {
            unopened.push(name.clone());
        }
    }
    Ok(unopened)
}

/// `GET /officer/books/open_book`
pub async fn ask_open(signed: Signed) -> Reply {
    shown(&signed, &SentForm::default(), &[])
}

/// `POST /officer/books/open_book`
pub async fn open_book(signed: Signed, form: SentForm) -> Reply {
    let key = key_of(&form, "open_book")?;
    let command = OpenBook {
        name: form.get("name").to_string(),
        last_elsewhere: form.get("last_elsewhere").parse().unwrap_or(0),
        volume: match form.get("volume").trim() {
            "" => 0,
            typed => typed.parse().unwrap_or(u32::MAX),
        },
        reason: form.get("reason").to_string(),
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, YearBookCommand::from(command)).await {
        Ok(_) => Ok(see_other("/officer/books")),
        Err(halt) => shown(&signed, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let unopened = unopened(signed)?;
    if unopened.is_empty() {
        return Err(Halt::from(Refusal::of("book.in-use")).into());
    }
    let mut page = signed.visit.page("work", "Sổ đang dùng dở", "A book in use");
    let errors = Wrongs::of(wrong, signed.visit.lang, "name");
    errors.entitle(&mut page);
    let view = OpenPage {
        year: signed.visit.now.day().ymd().0,
        books: unopened.iter().map(|name| ChoiceShown::new(name.as_str(), name.as_str())).collect(),
        chosen: form.get("name").to_string(),
        last_elsewhere: form.get("last_elsewhere").to_string(),
        volume: form.get("volume").to_string(),
        reason: form.get("reason").to_string(),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// Which book.
#[derive(Deserialize)]
pub struct BookQuery {
    #[serde(default)]
    book: String,
    #[serde(default)]
    register: String,
    #[serde(default)]
    year: i32,
}

impl BookQuery {
    fn of(&self) -> BookOf {
        match self.register.as_str() {
            "" => BookOf::Deeds(self.book.clone()),
            id => BookOf::Register(id.into()),
        }
    }
}

/// What is to be said of a book where it is shown: that it is closed, or where it is closed.
pub struct BookStanding {
    /// When and by whom it was closed, with how much; empty while it is open.
    pub closed: String,
    /// Where the officer closes it; empty where they may not, or its year runs.
    pub close_href: String,
}

/// See [`BookStanding`].
pub(super) fn standing(signed: &Signed, of: BookOf, year: i32, page: &Page) -> Result<BookStanding, Fault> {
    let (app, agency) = (&signed.visit.app, signed.officer.agency.clone());
    let key = BookKey { of, agency, year };
    let kept = app.read(|rows| year_book::get(rows, &key.id()))?;
    let closed = kept.as_ref().and_then(|book| book.closed.as_ref()).map(|closed| {
        let sums = closed.totals.iter().map(|total| {
            let of = page.t(&total.of, &total.of_en).to_lowercase();
            format!(", {of} {}", page.count(i64::try_from(total.sum).unwrap_or(i64::MAX)))
        });
        format!(
            "{} {}, {}. {} {}, {} {}{}.",
            page.t("Đã khóa", "Closed"),
            page.moment(closed.at),
            closed.by.name,
            page.t("Tổng cộng", "In all"),
            closed.entries,
            page.t("số cuối", "last number"),
            closed.last,
            sums.collect::<String>()
        )
    });
    let may = signed.officer.has(Duty::Leader)
        && match closing(signed, key.of.clone(), year) {
            Ok(_) => true,
            Err(Halt::Refused(_)) => false,
            Err(Halt::Broke(fault)) => return Err(fault),
        };
    let year = year.to_string();
    let query = match &key.of {
        BookOf::Deeds(name) => [("book", name.as_str()), ("year", &year)],
        BookOf::Register(id) => [("register", id.as_str()), ("year", &year)],
    };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    Ok(BookStanding {
        closed: closed.unwrap_or_default(),
        close_href: if may { format!("/officer/books/close_book?{query}") } else { String::new() },
    })
}

/// How the book would be closed, by whoever asks; refused as closing it would be.
fn closing(signed: &Signed, of: BookOf, year: i32) -> Result<BookClosed, Halt> {
    let (app, actor) = (&signed.visit.app, signed.viewer());
    let asking = Acting::of(&app.law, &actor, signed.visit.now);
    let command = YearBookCommand::from(CloseBook { of, year });
    let book = app.read(|rows| act::asked(rows, &asking, command))?;
    Ok(book.closed.ok_or_else(|| Fault::other("closing closes"))?)
}

/// `GET /officer/books/close_book?book=|register=&year=`
pub async fn ask_close(signed: Signed, Query(asked): Query<BookQuery>) -> Reply {
    let closed = closing(&signed, asked.of(), asked.year)?;
    let page = signed.visit.page("work", "Khóa sổ", "Close the book");
    let view = ClosePage {
        book: name(&signed, &asked, &page)?,
        year: asked.year,
        entries: closed.entries,
        last: closed.last,
        totals: closed
            .totals
            .iter()
            .map(|total| (page.t(&total.of, &total.of_en).to_string(), total.sum))
            .collect(),
        back: back(&asked),
        key: fresh_key(&signed.visit.app),
        page,
    };
    Ok(html(axum::http::StatusCode::OK, &view))
}

/// `POST /officer/books/close_book?book=|register=&year=`
pub async fn close_book(signed: Signed, Query(asked): Query<BookQuery>, form: SentForm) -> Reply {
    let command = CloseBook { of: asked.of(), year: asked.year };
    let key = key_of(&form, &format!("close_book {:?} {}", asked.of(), asked.year))?;
    let sending = Sending { key: Some(key), ..Sending::default() };
    send(&signed.visit.app, &signed.actor()?, sending, YearBookCommand::from(command)).await?;
    Ok(see_other(&back(&asked)))
}

fn back(asked: &BookQuery) -> String {
    match asked.register.as_str() {
        "" => {
            let year = asked.year.to_string();
            let pairs = [("book", asked.book.as_str()), ("year", year.as_str())];
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            format!("/officer/books?{query}")
        }
        id => format!("/officer/registers/{id}/{}", asked.year),
    }
}

fn name(signed: &Signed, asked: &BookQuery, page: &Page) -> Result<String, Halt> {
    match asked.register.as_str() {
        "" => Ok(asked.book.clone()),
        id => {
            let register = registers::register_named(signed, id)?;
            Ok(page.t(&register.name, &register.name_en).to_string())
        }
    }
}
