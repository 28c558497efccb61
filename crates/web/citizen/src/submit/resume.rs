//! Going on later or on another device: by the address of the draft, which whoever
//! has it may read and change, or by a short code that lives a day.

use super::frame;
use super::kept::{self, DraftAddress, KEPT_DAYS, KEPT_MS, Opened};
use crate::origin::origin;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use motcua_core::{MINUTE_MS, Refusal};
use motcua_edge::act::keep;
use motcua_edge::ask::{Wrongs, retry_after, status_of_form};
use motcua_edge::attempts::Tried;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::secret::{short_code, short_code_digest};
use motcua_edge::visit::Visit;
use motcua_store::draft;
use motcua_told::qr;

#[derive(Template)]
#[template(path = "citizen/resume_how.html")]
struct HowPage {
    page: Page,
    procedure: String,
    saved: String,
    /// The last day on which the draft is there if nobody touches it.
    kept_until: String,
    kept_days: i64,
    code_hours: i64,
    /// On with it here.
    here: String,
    /// The whole address.
    address: String,
    qr: String,
    /// A code that was just given, and until when it works.
    code: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "citizen/resume.html")]
struct ResumePage {
    page: Page,
    code: String,
    wrongs: Wrongs,
}

/// For how many hours a short code leads to its draft.
const CODE_HOURS: i64 = 24;

/// `GET /submit/{draft}/resume`: says how.
pub(super) async fn how(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Reply {
    match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => shown(&visit, &headers, &opened, None),
        DraftAddress::HandedIn(receipt) => Ok(see_other(&receipt)),
    }
}

/// `POST /submit/{draft}/resume`: gives a short code. Only its digest is stored,
/// so it is shown once, here.
pub(super) async fn give_code(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let code = short_code(visit.app.random());
    let until = visit.now.plus_ms(CODE_HOURS * 60 * MINUTE_MS);
    let give = draft::give_code(&short_code_digest(&code), opened.id, visit.now, until);
    keep(&visit.app, give).await?;
    let until = visit.page("", "", "").moment(until);
    shown(&visit, &headers, &opened, Some((code, until)))
}

/// `GET /resume`: asks for the code.
pub(super) async fn ask(visit: Visit) -> Reply {
    asked(&visit, String::new(), &[])
}

/// `POST /resume`: goes on with the draft of this code. Wrong tries are counted for
/// the place they come from (`account.too-many-tries`).
pub(super) async fn resume(visit: Visit, form: SentForm) -> Reply {
    let code: String = form.get("code").chars().take(40).collect();
    let tried = Tried::Resume { from: &visit.from };
    if let Err(refusal) = visit.app.attempts.check(tried, visit.now) {
        return asked(&visit, code, &[refusal.at("code")]);
    }
    if code.is_empty() {
        return asked(&visit, code, &[Refusal::of("draft.code-missing").at("code")]);
    }
    let digest = short_code_digest(&code);
    match visit.app.read(|rows| draft::by_code(rows, &digest, visit.now))? {
        Some(id) => Ok(see_other(&format!("/submit/{id}"))),
        None => {
            visit.app.attempts.wrong(tried, visit.now);
            asked(&visit, code, &[Refusal::of("draft.unknown-code").at("code").with("hours", CODE_HOURS)])
        }
    }
}

fn asked(visit: &Visit, code: String, refused: &[Refusal]) -> Reply {
    let mut page = visit.page("procedures", "Làm tiếp hồ sơ đang dở", "Go on with a draft");
    let wrongs = Wrongs::of(refused, visit.lang, "code");
    wrongs.entitle(&mut page);
    Ok(retry_after(html(status_of_form(refused), &ResumePage { code, wrongs, page }), refused))
}

fn shown(visit: &Visit, headers: &HeaderMap, opened: &Opened, code: Option<(String, String)>) -> Reply {
    let (procedure, _) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let page =
        visit.page("procedures", "Làm tiếp sau hoặc trên máy khác", "Go on later or on another device");
    let here = format!("/submit/{}", opened.id);
    let address = format!("{}{here}", origin(headers));
    let title = page.t("Mã QR của đường dẫn làm tiếp", "QR code of the address to go on").to_string();
    let shown = HowPage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        saved: frame::saved(&page, opened.saved_at, visit.now),
        kept_until: page.day(opened.saved_at.plus_ms(KEPT_MS).day()),
        kept_days: KEPT_DAYS,
        code_hours: CODE_HOURS,
        here,
        qr: qr::svg(&address, &title).unwrap_or_default(),
        address,
        code,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}
