//! Sổ: the books in which papers got their numbers, on a page and as pages to be printed and bound
//! (NĐ 30/2020 Điều 16: a register that is kept by a system is printed).

use super::volumes::{self, VolumeRow};
use super::year_books::{BookStanding, standing, unopened};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_core::deed::{CheckCode, Deed, DeedBlock, DeedCell, DeedMade, PageSize, Role, Run};
use motcua_core::dossier::{BookColumns, DeedStanding};
use motcua_core::year_book::{BookClosed, BookKey, BookOf, BookTotal, BookVolume};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_messages::Lang;
use motcua_store::deed::{self, Book, BookLine};
use motcua_typeset::{Print, printable, typeset};
use serde::Deserialize;
use std::ops::Range;

/// Lines on a page.
const LINES: u32 = 100;
/// Lines of a printed book: as many as an office draws in a year.
const LINES_PRINTED: u32 = 20_000;

/// Which book, from which line.
#[derive(Deserialize)]
pub struct BooksQuery {
    #[serde(default)]
    book: String,
    #[serde(default)]
    year: i64,
    #[serde(default)]
    below: Option<i64>,
    /// Only this volume.
    #[serde(default)]
    volume: Option<u32>,
    /// From this number down: somebody looks for it.
    #[serde(default)]
    number: String,
}

#[derive(Template)]
#[template(path = "officer/books.html")]
struct BooksPage {
    page: Page,
    agency: String,
    books: Vec<BookRow>,
    opened: Option<Opened>,
    /// Some book of this year has given no number yet.
    may_open: bool,
}

struct BookRow {
    name: String,
    year: i64,
    last: i64,
    href: String,
}

/// A book that is open.
struct Opened {
    name: String,
    year: i64,
    standing: BookStanding,
    /// What stands over its columns between the day and the dossier.
    heads: Vec<String>,
    is_assumed: bool,
    /// Its volumes, and where the next one is opened; nothing of a book without.
    volumes: Vec<VolumeRow>,
    open_volume_href: String,
    /// The number that was looked for, as it was typed.
    number: String,
    volume: Option<u32>,
    lines: Vec<LineRow>,
    print_href: String,
    /// Where older lines are; empty where there are none.
    older_href: String,
}

struct LineRow {
    number: String,
    day: String,
    cells: Vec<String>,
    code: String,
    state: &'static str,
}

/// `GET /officer/books?book=&year=&volume=&number=&below=`
pub async fn show(signed: Signed, Query(asked): Query<BooksQuery>) -> Reply {
    let may = [Duty::Registry, Duty::Leader, Duty::Case].into_iter().any(|duty| signed.officer.has(duty));
    if !may {
        return Err(Halt::from(Refusal::of("dossier.not-your-duty").with("duty", "registry")).into());
    }
    let agency = &signed.officer.agency;
    let page = signed.visit.page("work", "Sổ cấp giấy", "Books of papers");
    let books = signed.visit.app.read(|rows| deed::books(rows, agency))?;
    let opened = books.iter().find(|book| book.name == asked.book && book.year == asked.year);
    let opened = opened.map(|book| open(&signed, book, &asked, &page)).transpose()?;
    let row = |book: &Book| BookRow {
        name: book.name.clone(),
        year: book.year,
        last: book.last,
        href: format!("/officer/books?{}", query(book)),
    };
    let view = BooksPage {
        agency: agency_name(&signed.visit.app, agency, signed.visit.lang),
        books: books.iter().map(row).collect(),
        opened,
        may_open: !unopened(&signed)?.is_empty(),
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

fn query(book: &Book) -> String {
    let year = book.year.to_string();
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("book", book.name.as_str()), ("year", year.as_str())])
        .finish()
}

fn open(signed: &Signed, book: &Book, asked: &BooksQuery, page: &Page) -> Result<Opened, Fault> {
    let (app, agency, year) = (&signed.visit.app, &signed.officer.agency, year_of(book)?);
    let volumes = volumes::volumes(signed, &book.name, year)?;
    let mut numbers = numbers_of(volumes.iter().find(|volume| Some(volume.volume) == asked.volume));
    let first = numbers.start;
    // `7/SCT/BS` is looked for as 7.
    let typed = asked.number.trim().split('/').next().and_then(|number| number.parse::<i64>().ok());
    let below = asked.below.or(typed.map(|number| number.saturating_add(1)));
    numbers.end = numbers.end.min(below.unwrap_or(i64::MAX));
    let lines = app.read(|rows| deed::lines(rows, agency, book, numbers, LINES))?;
    let oldest = lines.last().map(|line| line.number).filter(|number| *number > first);
    let columns = BookColumns::of(&signed.visit.app.law, &book.name, year);
    let names_volumes = volumes.len() > 1 && asked.volume.is_none();
    let mut rows: Vec<LineRow> =
        lines.iter().map(|line| row(signed, &columns, line, names_volumes, page.language())).collect();
    // What nothing is known of has a column in the printed book only, where somebody writes it.
    let says = |column: usize| rows.iter().any(|row| !row.cells[column].is_empty());
    let shown: Vec<bool> = (0..columns.columns.len()).map(says).collect();
    for row in &mut rows {
        let mut shown = shown.iter();
        row.cells.retain(|_| shown.next() == Some(&true));
    }
    let heads = columns.columns.iter().zip(&shown).filter(|(_, shown)| **shown);
    let heads = heads.map(|(column, _)| page.t(&column.label, &column.label_en).to_string());
    Ok(Opened {
        name: book.name.clone(),
        year: book.year,
        standing: standing(signed, BookOf::Deeds(book.name.clone()), year, page)?,
        heads: heads.collect(),
        is_assumed: columns.trust.is_assumed(),
        open_volume_href: volumes::open_href(signed, &volumes, &book.name, year),
        volumes: volumes::rows(&volumes, &book.name, year, asked.volume.unwrap_or(0), page),
        number: asked.number.trim().to_string(),
        volume: asked.volume,
        print_href: format!("/officer/books.pdf?{}", query(book)),
        older_href: match oldest {
            Some(number) => {
                let volume = asked.volume.map(|volume| format!("&volume={volume}")).unwrap_or_default();
                format!("/officer/books?{}{volume}&below={number}", query(book))
            }
            None => String::new(),
        },
        lines: rows,
    })
}

/// The numbers that may stand in a volume; of the whole book, all.
fn numbers_of(volume: Option<&BookVolume>) -> Range<i64> {
    let Some(volume) = volume else { return 1..i64::MAX };
    let last = volume.closed.as_ref().map(|closed| i64::from(closed.last));
    i64::from(volume.first)..last.map_or(i64::MAX, |last| last + 1)
}

fn year_of(book: &Book) -> Result<i32, Fault> {
    i32::try_from(book.year).map_err(Fault::damaged)
}

fn row(signed: &Signed, columns: &BookColumns, line: &BookLine, names_volume: bool, lang: Lang) -> LineRow {
    let known = CheckCode::parse(&line.check).and_then(|check| line.dossier.deed_with(&check));
    let made = known.map(|known| known.made);
    let number = made.map_or_else(|| format!("{:02}", line.number), DeedMade::number_and_symbol);
    let volume = made.and_then(DeedMade::volume_named).filter(|_| names_volume);
    LineRow {
        number: match volume {
            Some(volume) => format!("{number}\n{} {volume}", lang.t("quyển", "volume")),
            None => number,
        },
        day: line.decided_at.day().vn(),
        cells: columns.cells(&signed.visit.app.law, &line.dossier, made),
        code: line.dossier.code().to_string(),
        state: state(known.map(|known| known.standing), lang),
    }
}

fn state(standing: Option<DeedStanding<'_>>, lang: Lang) -> &'static str {
    match standing {
        None => lang.t("bỏ, không phát hành", "given up"),
        Some(DeedStanding::Decided) => lang.t("chờ phát hành", "to be issued"),
        Some(DeedStanding::InForce(_)) => lang.t("đã phát hành", "issued"),
        Some(DeedStanding::Recalled(_)) => lang.t("đã thu hồi", "recalled"),
        Some(DeedStanding::ReplacedBy(_)) => lang.t("đã được thay thế", "replaced"),
    }
}

/// `GET /officer/books.pdf?book=&year=&volume=`: the whole book or one volume, of a very long one the last numbers.
pub async fn print(signed: Signed, Query(asked): Query<BooksQuery>) -> Reply {
    if !signed.officer.has(Duty::Registry) && !signed.officer.has(Duty::Leader) {
        return Err(Halt::from(Refusal::of("dossier.not-your-duty").with("duty", "registry")).into());
    }
    let name = match asked.volume {
        Some(volume) => format!("{} {} quyen {volume:02}.pdf", asked.book, asked.year),
        None => format!("{} {}.pdf", asked.book, asked.year),
    };
    let work = move || -> Result<Vec<u8>, Halt> {
        let (agency, app) = (&signed.officer.agency, &signed.visit.app);
        let books = app.read(|rows| deed::books(rows, agency))?;
        let book = books.into_iter().find(|book| book.name == asked.book && book.year == asked.year);
        let book = book.ok_or_else(|| Refusal::of("page.unknown"))?;
        let year = year_of(&book)?;
        let volumes = volumes::volumes(&signed, &book.name, year)?;
        let volume = match asked.volume {
            Some(asked) => {
                let found = volumes.iter().find(|volume| volume.volume == asked);
                Some(found.ok_or_else(|| Refusal::of("page.unknown"))?)
            }
            None => None,
        };
        let numbers = numbers_of(volume);
        let mut lines = app.read(|rows| deed::lines(rows, agency, &book, numbers, LINES_PRINTED))?;
        lines.reverse();
        let first = lines.first().map_or(1, |line| line.number);
        let last = lines.last().map_or(book.last, |line| line.number);
        let names_volumes = volumes.len() > 1 && volume.is_none();
        let columns = BookColumns::of(&app.law, &book.name, year);
        let mut totals = columns.totals();
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            columns.add(&mut totals, &app.law, &line.dossier, line.made());
            let LineRow { number, day, cells, code, state } =
                row(&signed, &columns, line, names_volumes, Lang::Vi);
            let all = [number, day].into_iter().chain(cells).chain([code, state.to_string()]);
            rows.push(all.map(|text| said(&printable(&text))).collect());
        }
        let own = columns.columns.iter();
        let heads = ["Số", "Ngày"].into_iter().chain(own.clone().map(|column| column.label.as_str()));
        let head = heads.chain(["Hồ sơ", "Ghi chú"]).map(said).collect();
        let widths = [18, 12].into_iter().chain(own.map(|column| column.width)).chain([23, 12]).collect();
        let key = BookKey { of: BookOf::Deeds(book.name.clone()), agency: agency.clone(), year };
        let closed = app.read(|rows| motcua_store::year_book::get(rows, &key.id()))?;
        let closed = match volume {
            Some(volume) => volume.closed.clone(),
            None => closed.and_then(|kept| kept.closed),
        };
        let mut which = format!("Năm {}, từ số {first:02} đến số {last:02}", book.year);
        let mut title = format!("{} năm {}", book.name, book.year);
        if let Some(volume) = volume {
            let named = BookVolume::named(volume.volume, year);
            which = format!("Quyển số {named}, từ số {first:02} đến số {last:02}");
            if let Some(opened) = &volume.opened {
                which = format!("{which}; mở ngày {}, {}", opened.at.day().vn(), opened.by.name);
            }
            title = format!("{title}, quyển số {named}");
        }
        let what = if volume.is_some() { "quyển" } else { "sổ" };
        let paper = Deed {
            title,
            page: PageSize::A4Across,
            size: 12,
            is_draft: false,
            blocks: vec![
                text(Role::Centre, &agency_name(app, agency, Lang::Vi).to_uppercase()),
                text(Role::Title, &book.name.to_uppercase()),
                text(Role::Subtitle, &printable(&which)),
                DeedBlock::Table { widths, size: 10, head, rows },
                text(Role::Line, &printable(&in_all(what, closed.as_ref(), lines.len(), &totals))),
            ],
        };
        printed(&signed, &paper)
    };
    let bytes = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, bytes))
}

/// What stands below a printed book: how much is in it, as it was closed or as it is printed.
pub(crate) fn in_all(
    what: &str,
    closed: Option<&BookClosed>,
    printed: usize,
    totals: &[BookTotal],
) -> String {
    let sums = |totals: &[BookTotal]| {
        totals.iter().map(|total| format!("; {}: {}", total.of, total.sum)).collect::<String>()
    };
    match closed {
        Some(closed) => format!(
            "Khóa {what} ngày {}, {}: {} việc, số cuối {:02}{}.",
            closed.at.day().vn(),
            closed.by.name,
            closed.entries,
            closed.last,
            sums(&closed.totals)
        ),
        None => format!("Chưa khóa {what}. Tổng cộng: {printed} việc{}.", sums(totals)),
    }
}

/// A book as a file.
pub(crate) fn printed(signed: &Signed, book: &Deed) -> Result<Vec<u8>, Halt> {
    let (agency, now) = (&signed.officer.agency, signed.visit.now);
    let id = format!("motcua:{agency}:{}:{now:?}", book.title);
    let print = Print { made: now, id, across: None, foot: None };
    Ok(typeset(book, &print).map_err(|problem| Fault::other(problem.to_string()))?.pdf)
}

pub(crate) fn said(text: &str) -> DeedCell {
    vec![Run { text: text.to_string(), bold: false, italic: false }]
}

pub(crate) fn text(role: Role, text: &str) -> DeedBlock {
    DeedBlock::Text { role, size: 13, runs: said(text) }
}
