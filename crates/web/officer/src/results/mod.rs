//! Kết quả chuyển đi: results that go to another centre or by post, and those that came from one.

pub mod choose_return;
pub mod consignment;
pub mod parcel;
pub mod recover_result;

use super::words::procedure_name;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_core::consignment::{Consignment, ConsignmentCommand, HandOverResults};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, DossierCode, ParcelState, ResultOut, ResultStage};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrong, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::dossier::{by_id, parts_of};
use motcua_store::{Rows, consignment as lists, result_out};
use motcua_told::wanted::{centre_name, doubled_words, out_words, parcel_words};

#[derive(Template)]
#[template(path = "officer/results.html")]
struct ResultsPage {
    page: Page,
    errors: Vec<Wrong>,
    /// Ready to be sent, by the centre where they are wanted.
    to_send: Vec<ToCentre>,
    to_post: Vec<ResultRow>,
    /// Wanted elsewhere, and not to be sent yet: each with why.
    held: Vec<ResultRow>,
    coming: Vec<ListRow>,
    missing: Vec<ResultRow>,
    /// Of other offices, missed here.
    missed: Vec<ResultRow>,
    trouble: Vec<ResultRow>,
    posted: Vec<ResultRow>,
    /// Given and not taken over, however long ago.
    under_way: Vec<ListRow>,
    given: Vec<ListRow>,
    /// So many rows of a list are shown, and one has more; 0 where all are.
    cut_at: u32,
}

/// What is wanted at one centre.
struct ToCentre {
    agency: String,
    name: String,
    rows: Vec<ResultRow>,
    /// Of this list alone: the form of another centre, sent after this one, makes another list.
    key: String,
    id: String,
}

/// A result.
struct ResultRow {
    code: String,
    procedure: String,
    applicant: String,
    /// Since when, or how far it is.
    words: String,
    /// What is to be done about it; may be empty.
    advice: String,
    /// What the officer does with it: where, and its name.
    act: Option<(String, &'static str)>,
    /// It stands in the form as ticked.
    is_ticked: bool,
}

/// A hand-over list.
struct ListRow {
    href: String,
    number: String,
    other: String,
    at: String,
    papers: usize,
    stands: &'static str,
    kind: &'static str,
}

/// How many rows of a list are shown.
const ROWS_MAX: u32 = 100;
/// How many lists that were given are shown.
const LISTS_MAX: u32 = 20;

/// Refuses whoever is not at a reception.
fn must_be_at_reception(signed: &Signed) -> Result<(), Refusal> {
    signed.officer.must_have(Duty::Reception, &signed.officer.agency)
}

/// `GET /officer/results`
pub async fn get(signed: Signed) -> Reply {
    must_be_at_reception(&signed)?;
    shown(&signed, &SentForm::default(), &[])
}

/// `POST /officer/results/hand_over_results`: makes a list of what was ticked.
pub async fn hand_over_results(signed: Signed, form: SentForm) -> Reply {
    must_be_at_reception(&signed)?;
    let key = key_of(&form, "hand_over_results")?;
    let to = AgencyCode::parse(form.get("to")).map_err(|_| Refusal::of("request.malformed"))?;
    let codes: Result<Vec<DossierCode>, Refusal> =
        form.under("dossier.").map(|(_, code)| DossierCode::parse(code)).collect();
    let id = form.get("id").to_string();
    let command = HandOverResults { id: id.clone(), to, dossiers: codes? };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, ConsignmentCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/consignments/{id}"))),
        Err(halt) => shown(&signed, &form, &refusals(halt)?),
    }
}

fn shown(signed: &Signed, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let mut page = signed.visit.page("work", "Kết quả chuyển đi", "Results on their way");
    let errors = Wrongs::of(wrong, signed.visit.lang, "to_send");
    errors.entitle(&mut page);
    let (stages, coming, (under_way, given)) = app.read(|rows| {
        let mut held = Vec::new();
        let found = result_out::of_stage(rows, agency, ResultStage::ToSend, ROWS_MAX)?;
        let to_send = may_go(rows, found, &mut held)?;
        let found = result_out::of_stage(rows, agency, ResultStage::ToPost, ROWS_MAX)?;
        let to_post = may_go(rows, found, &mut held)?;
        let mut of = |stage| result_out::of_stage(rows, agency, stage, ROWS_MAX);
        let stages = OnLists {
            to_send,
            to_post,
            held,
            missing: of(ResultStage::Missing)?,
            missed: Vec::new(),
            trouble: of(ResultStage::PostTrouble)?,
            posted: of(ResultStage::Posted)?,
        };
        let stages = OnLists { missed: result_out::missed_at(rows, agency, ROWS_MAX)?, ..stages };
        let coming = lists::coming_to(rows, agency, ROWS_MAX)?;
        let under_way = lists::under_way_from(rows, agency, ROWS_MAX)?;
        let mut given = lists::given_by(rows, agency, LISTS_MAX)?;
        given.retain(|list| !list.is_under_way());
        Ok::<_, Halt>((stages, coming, (under_way, given)))
    })?;
    let rows = |dossiers: &[Dossier]| -> Vec<ResultRow> {
        dossiers.iter().map(|one| row(signed, one, &page)).collect()
    };
    let view = ResultsPage {
        errors: errors.all().to_vec(),
        to_send: by_centre(signed, &stages.to_send, form, &page),
        to_post: rows(&stages.to_post),
        held: stages.held.iter().map(|(one, why)| row_held(signed, one, why, &page)).collect(),
        missing: rows(&stages.missing),
        missed: rows(&stages.missed),
        trouble: rows(&stages.trouble),
        posted: rows(&stages.posted),
        coming: coming.iter().map(|list| list_row(signed, list, &list.from, &page)).collect(),
        cut_at: if stages.is_full() || under_way.len() >= ROWS_MAX as usize { ROWS_MAX } else { 0 },
        under_way: under_way.iter().map(|list| list_row(signed, list, &list.to, &page)).collect(),
        given: given.iter().map(|list| list_row(signed, list, &list.to, &page)).collect(),
        page,
    };
    Ok(html(if wrong.is_empty() { StatusCode::OK } else { status_of_form(wrong) }, &view))
}

/// The dossiers on the lists of a reception.
struct OnLists {
    to_send: Vec<Dossier>,
    to_post: Vec<Dossier>,
    held: Vec<(Dossier, Refusal)>,
    missing: Vec<Dossier>,
    missed: Vec<Dossier>,
    trouble: Vec<Dossier>,
    posted: Vec<Dossier>,
}

impl OnLists {
    /// A list may have more than was asked for.
    fn is_full(&self) -> bool {
        let to_go = [self.to_send.len() + self.held.len(), self.to_post.len() + self.held.len()];
        let lists = [&self.missing, &self.missed, &self.trouble, &self.posted].map(Vec::len);
        to_go.into_iter().chain(lists).any(|rows| rows >= ROWS_MAX as usize)
    }
}

/// Those of these that may be sent as the person wants; the others are kept, each with why it may not. What goes with
/// its lead's is left out.
fn may_go(
    rows: &mut dyn Rows,
    found: Vec<Dossier>,
    held: &mut Vec<(Dossier, Refusal)>,
) -> Result<Vec<Dossier>, Fault> {
    let mut ready = Vec::with_capacity(found.len());
    for dossier in found {
        let lead = dossier.submission.lead.map(|id| by_id(rows, id)).transpose()?.flatten();
        if lead.is_some_and(|lead| !dossier.follows(&lead)) {
            continue;
        }
        let mut parts = parts_of(rows, &dossier)?;
        // What went ahead is there already.
        parts.retain(|part| part.goes_to().is_none() || part.is_astray());
        match dossier.must_be_ready_to_go(&parts) {
            Ok(()) => ready.push(dossier),
            Err(why) => held.push((dossier, why)),
        }
    }
    Ok(ready)
}

/// A result that may not be sent yet.
fn row_held(signed: &Signed, dossier: &Dossier, why: &Refusal, page: &Page) -> ResultRow {
    let advice = motcua_messages::sentence(why, signed.visit.lang);
    ResultRow { advice, act: None, ..row(signed, dossier, page) }
}

fn by_centre(signed: &Signed, dossiers: &[Dossier], form: &SentForm, page: &Page) -> Vec<ToCentre> {
    let mut all: Vec<ToCentre> = Vec::new();
    for dossier in dossiers {
        let Some(to) = dossier.result_stands().and_then(|stands| stands.other) else { continue };
        // What was sent and refused is the same form again.
        let is_sent = form.get("to") == to.as_str();
        let is_ticked =
            !is_sent || form.under("dossier.").any(|(_, code)| code == dossier.code().to_string());
        let row = ResultRow { is_ticked, ..row(signed, dossier, page) };
        let kept = |name: &str| match form.filled(name).filter(|_| is_sent) {
            Some(typed) => typed.to_string(),
            None => fresh_key(&signed.visit.app),
        };
        match all.iter_mut().find(|known| known.agency == to.as_str()) {
            Some(known) => known.rows.push(row),
            None => all.push(ToCentre {
                agency: to.to_string(),
                name: centre_name(&signed.visit.app, &to, page),
                rows: vec![row],
                key: kept("key"),
                id: kept("id"),
            }),
        }
    }
    all
}

fn row(signed: &Signed, dossier: &Dossier, page: &Page) -> ResultRow {
    let app = &signed.visit.app;
    let ready = dossier.completion().map(|(at, _)| page.moment(at)).unwrap_or_default();
    let words = match &dossier.result_out {
        None if dossier.parts.is_empty() => format!("{} {ready}", page.t("có kết quả", "ready since")),
        None => format!(
            "{} {ready}, {}",
            page.t("có kết quả", "ready since"),
            page.t("kèm kết quả các hồ sơ thành phần", "with the results of its parts")
        ),
        Some(ResultOut::Posted(parcel)) => [Some(parcel_words(parcel, page)), doubled_words(parcel, page)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(". "),
        Some(
            ResultOut::Sent { .. }
            | ResultOut::There { .. }
            | ResultOut::Missing { .. }
            | ResultOut::Follows { .. },
        ) => out_words(app, dossier, page).unwrap_or_default(),
    };
    let code = dossier.code().to_string();
    let act = match &dossier.result_out {
        _ if dossier.is_astray() => Some(("recover_result", page.t("Đã có lại", "It is there again"))),
        None if dossier.submission.wanted.centre().is_none() => {
            Some(("post_result", page.t("Giao bưu chính", "Hand to the post")))
        }
        Some(ResultOut::Posted(parcel)) if parcel.state == ParcelState::NotOrdered => {
            Some(("post_result", page.t("Giao bưu chính lại", "Hand it to the post again")))
        }
        Some(ResultOut::Posted(parcel)) if parcel.is_out() => {
            Some(("follow_parcel", page.t("Ghi tình trạng", "Record the outcome")))
        }
        Some(ResultOut::Posted(_)) => {
            Some(("choose_return", page.t("Ghi nơi nhận mới", "Choose again where it goes")))
        }
        None
        | Some(
            ResultOut::Sent { .. }
            | ResultOut::There { .. }
            | ResultOut::Missing { .. }
            | ResultOut::Follows { .. },
        ) => None,
    };
    ResultRow {
        procedure: procedure_name(app, &dossier.submission.procedure, signed.visit.lang),
        applicant: dossier.submission.applicant.name.clone(),
        advice: advice(dossier, page).to_string(),
        is_ticked: false,
        act: act.map(|(word, name)| (format!("/officer/dossiers/{code}/{word}"), name)),
        code,
        words,
    }
}

/// What to do next about a parcel that did not arrive.
fn advice(dossier: &Dossier, page: &Page) -> &'static str {
    match dossier.parcel().map(|parcel| parcel.state) {
        Some(ParcelState::NotOrdered) => page.t(
            "Bản giấy còn ở đây. Hỏi bưu chính vì sao, sửa địa chỉ nếu cần, rồi giao lại.",
            "The paper is still here. Ask the post why, correct the address if need be, then hand it over again.",
        ),
        Some(ParcelState::Failed) => page.t(
            "Gọi người nhận, hỏi lại địa chỉ và giờ ở nhà; báo bưu chính phát lại.",
            "Call the receiver about the address and the hours; ask the post to try again.",
        ),
        Some(ParcelState::SentBack) => page.t(
            "Gọi người nộp: đến nhận tại quầy, hay gửi lại đến địa chỉ nào.",
            "Call the applicant: will they come, or where is it to be sent again?",
        ),
        Some(ParcelState::Lost) => page.t(
            "Khiếu nại với bưu chính; báo người nộp; tìm thấy hoặc làm lại bản giấy thì ghi “Đã có lại”.",
            "Complain to the post and tell the applicant; once it is found or made again, record that.",
        ),
        Some(
            ParcelState::HandedOver
            | ParcelState::Ordered
            | ParcelState::Taken
            | ParcelState::UnderWay
            | ParcelState::Delivered,
        )
        | None => "",
    }
}

fn list_row(signed: &Signed, list: &Consignment, other: &AgencyCode, page: &Page) -> ListRow {
    let (kind, stands) = stands(list, page);
    ListRow {
        href: format!("/officer/consignments/{}", list.id),
        number: list.number_of_year(),
        other: centre_name(&signed.visit.app, other, page),
        at: page.moment(list.given_at),
        papers: list.dossiers.len(),
        kind,
        stands,
    }
}

/// How far a list is: the kind of its tag, and words.
fn stands(list: &Consignment, page: &Page) -> (&'static str, &'static str) {
    if list.taken_back.is_some() {
        return ("late", page.t("Đã thu lại", "Taken back"));
    }
    match &list.taken {
        None => ("", page.t("Đang chuyển, chưa ký nhận", "On its way, not taken over")),
        Some(taken) if taken.missing.is_empty() => ("good", page.t("Đã nhận đủ", "All was taken over")),
        Some(_) => ("late", page.t("Nhận thiếu", "Something was missing")),
    }
}
