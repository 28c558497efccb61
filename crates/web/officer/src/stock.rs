//! In trên phôi: a paper of which only the data is printed, over a sheet that a ministry printed. How far the
//! printer of this desk is off is asked here and kept by the device, because it belongs to the printer.

use super::words::procedure_name;
use askama::Template;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use motcua_core::deed::tenths;
use motcua_core::dossier::Dossier;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::ask::Wrongs;
use motcua_edge::cookie::cookie;
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_told::deed::{OverStock, PaperOf, file_name, paper_asked, template};
use motcua_typeset::Nudge;
use serde::Deserialize;
use std::convert::Infallible;

/// The cookie with the printer's offset, in tenths of a millimetre: `12_-5`.
const COOKIE: &str = "stock";
/// A printer that is off by more than this is fed wrongly.
const MOST: i32 = 300;

#[derive(Template)]
#[template(path = "officer/stock.html")]
struct StockPage {
    page: Page,
    code: String,
    procedure: String,
    paper: String,
    is_assumed: bool,
    is_draft: bool,
    right: String,
    down: String,
    check: String,
    print_href: String,
    proof_href: String,
    whole_href: String,
    errors: Wrongs,
    kept: bool,
}

/// What the device remembers of its printer.
pub struct OfDevice(Nudge);

impl<S: Sync> FromRequestParts<S> for OfDevice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<OfDevice, Infallible> {
        Ok(OfDevice(remembered(&parts.headers)))
    }
}

fn remembered(headers: &HeaderMap) -> Nudge {
    let kept = cookie(headers, COOKIE).unwrap_or_default();
    let (right, down) = kept.split_once('_').unwrap_or_default();
    let part = |text: &str| text.parse().ok().filter(|tenths: &i16| i32::from(*tenths).abs() <= MOST);
    Nudge { right: part(right).unwrap_or(0), down: part(down).unwrap_or(0) }
}

/// Which paper, and how far the printer is off as somebody types it, in millimetres.
#[derive(Deserialize)]
pub struct StockQuery {
    #[serde(default)]
    check: String,
    right: Option<String>,
    down: Option<String>,
    /// The sheet by which the printer is set right.
    #[serde(default)]
    proof: String,
}

impl StockQuery {
    fn is_typed(&self) -> bool {
        self.right.is_some() || self.down.is_some()
    }

    /// How far the printer is off, with what of it is no offset: as it was typed, else as the device remembers.
    fn nudge(&self, device: Nudge) -> (Nudge, Vec<Refusal>) {
        let text = |typed: &Option<String>| typed.as_deref().unwrap_or_default().trim().to_string();
        match self.is_typed() {
            true => typed(&text(&self.right), &text(&self.down)),
            false => (device, Vec::new()),
        }
    }
}

/// `GET /officer/dossiers/{code}/stock?check=&right=&down=`
pub async fn get(
    signed: Signed,
    Path(code): Path<String>,
    OfDevice(device): OfDevice,
    Query(asked): Query<StockQuery>,
) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let paper = paper_over_stock(&signed, &dossier, &asked.check)?;
    let kept = asked.is_typed();
    let (nudge, wrong) = asked.nudge(device);
    let mut page = signed.visit.page("work", "In trên phôi", "Print over stock");
    let errors = Wrongs::of(&wrong, page.language(), "main");
    errors.entitle(&mut page);
    let shown = |typed: &Option<String>, tenths: i16| match kept {
        true => typed.clone().unwrap_or_default(),
        false => written(tenths),
    };
    let base = format!("/officer/dossiers/{}", dossier.code());
    let tail = format!("check={}&right={}&down={}", asked.check, written(nudge.right), written(nudge.down));
    let template = template(&signed.visit.app, paper.template.as_str())?;
    let view = StockPage {
        procedure: procedure_name(&signed.visit.app, &dossier.submission.procedure, page.language()),
        paper: paper.deed.title.clone(),
        is_assumed: template.stock_trust.is_assumed(),
        is_draft: paper.made.is_none(),
        right: shown(&asked.right, nudge.right),
        down: shown(&asked.down, nudge.down),
        check: asked.check.clone(),
        print_href: format!("{base}/stock.pdf?{tail}"),
        proof_href: format!("{base}/stock.pdf?proof=1&{tail}"),
        whole_href: format!("{base}/deed.pdf?check={}", asked.check),
        kept: kept && wrong.is_empty(),
        code: dossier.code().to_string(),
        errors,
        page,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = html(status, &view);
    if view.kept {
        let cookie = format!(
            "{COOKIE}={}_{}; Path=/officer; HttpOnly; SameSite=Lax; Max-Age=31536000",
            nudge.right, nudge.down
        );
        // Digits and signs: a cookie of them is always a header.
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// `GET /officer/dossiers/{code}/stock.pdf?check=&right=&down=&proof=`: what is printed over the sheet; with
/// `proof`, the sheet by which the printer is set right.
pub async fn pdf(
    signed: Signed,
    Path(code): Path<String>,
    OfDevice(device): OfDevice,
    Query(asked): Query<StockQuery>,
) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let paper = paper_over_stock(&signed, &dossier, &asked.check)?;
    let (nudge, wrong) = asked.nudge(device);
    if !wrong.is_empty() {
        return Err(Halt::Refused(wrong).into());
    }
    let is_proof = !asked.proof.is_empty();
    let name = file_name(&paper, &dossier);
    let name = format!("{} {name}", if is_proof { "Tờ canh phôi" } else { "In trên phôi" });
    let print = move || paper.over_stock(&dossier, OverStock { nudge, is_proof });
    let typeset = tokio::task::spawn_blocking(print).await.map_err(Fault::other)??;
    let typeset = typeset.ok_or_else(|| Halt::from(Refusal::of("document.unknown")))?;
    Ok(to_read(&name, typeset.pdf))
}

/// The paper with this code, or the one that was decided, or the draft; refused (`document.unknown`) where it
/// is not printed over stock.
fn paper_over_stock(signed: &Signed, dossier: &Dossier, check: &str) -> Result<PaperOf, Halt> {
    let paper = paper_asked(&signed.visit.app, dossier, check)?;
    let paper = paper.filter(|paper| paper.over.is_some());
    paper.ok_or_else(|| Refusal::of("document.unknown").into())
}

/// What was typed, in tenths of a millimetre, and what of it is no offset.
fn typed(right: &str, down: &str) -> (Nudge, Vec<Refusal>) {
    let mut wrong = Vec::new();
    let mut part = |field: &'static str, text: &str| {
        let text = if text.is_empty() { "0" } else { text };
        let read = tenths(text).filter(|tenths| tenths.abs() <= MOST);
        let read = read.and_then(|tenths| i16::try_from(tenths).ok());
        read.unwrap_or_else(|| {
            wrong.push(
                Refusal::of("deed.not-an-offset").at(field).with("value", text).with("most", MOST / 10),
            );
            0
        })
    };
    let nudge = Nudge { right: part("right", right), down: part("down", down) };
    (nudge, wrong)
}

/// `-1,5`.
fn written(tenths: i16) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole},{part}") }
}

/// Where a paper is printed over its stock; empty for one that is printed whole.
pub(super) fn href_of(paper: &PaperOf, dossier: &Dossier) -> String {
    let check = paper.made.as_ref().map(|made| format!("?check={}", made.check.as_str()));
    match paper.over {
        Some(_) => format!("/officer/dossiers/{}/stock{}", dossier.code(), check.unwrap_or_default()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read_as_it_is_written_and_nothing_is_guessed() {
        for tenths in [-300, -15, -5, 0, 5, 12, 300] {
            let (nudge, wrong) = typed(&written(tenths), &written(-tenths));
            assert!(wrong.is_empty() && (nudge.right, nudge.down) == (tenths, -tenths), "{tenths}");
        }
        assert_eq!((written(-5), written(20)), ("-0,5".to_string(), "2".to_string()));
        for text in ["31", "-30,5", "1,25", "x"] {
            assert_eq!(typed(text, "0").1.len(), 1, "{text}");
        }
        assert_eq!(typed("", ""), (Nudge::default(), Vec::new()));
    }

    #[test]
    fn a_device_remembers_its_printer_and_nothing_that_is_none() {
        let device = |cookie: &str| {
            let headers = [(header::COOKIE, HeaderValue::from_str(cookie).unwrap())].into_iter().collect();
            remembered(&headers)
        };
        assert_eq!(device("a=1; stock=12_-5"), Nudge { right: 12, down: -5 });
        for other in ["a=1", "stock=x", "stock=9999_1000"] {
            assert_eq!(device(other), Nudge::default(), "{other}");
        }
    }
}
