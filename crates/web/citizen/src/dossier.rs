//! The whole dossier, for the person it belongs to.

use super::history::{self, HistoryLine, Stay};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::Fault;
use motcua_core::catalogue::Version;
use motcua_core::deed::Deed;
use motcua_core::dossier::{DeedStanding, Dossier, FormerDeed, State, Verb};
use motcua_core::form::date_in_words;
use motcua_edge::failure::Reply;
use motcua_edge::files::{PapersStanding, standing as standing_of_papers};
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::visit::Visit;
use motcua_questions::answered::Questions;
use motcua_questions::{Block, of_dossier};
use motcua_store::dossier::events;
use motcua_told::clock::{ClockWords, clock_words};
use motcua_told::completed::{SupplementChange, answer_by, asked, changes};
use motcua_told::decided_by;
use motcua_told::deed::{DeedWords, code_text, deed_words, paper_facts, template};
use motcua_told::lead_results::{LeadResult, lead_results};
use motcua_told::linked::{self, LeadView, PartView, relatives};
use motcua_told::money::owed_now;
use motcua_told::paper_words::{consent_words, submitter_words};
use motcua_told::papers::{PaperView, papers_handed, result_held, with_scans, with_signatures};
use motcua_told::result_to_come::result_to_come;
use motcua_told::shares::beside_words;
use motcua_told::standing::{self, DueView};
use motcua_told::wanted::{out_words, wanted_words};

#[derive(Template)]
#[template(path = "citizen/dossier.html")]
struct DossierPage {
    page: Page,
    code: String,
    key: String,
    status: &'static str,
    status_kind: &'static str,
    due: Option<DueView>,
    clock: ClockWords,
    advice: Advice,
    facts: Vec<(&'static str, String)>,
    answers: Vec<Block>,
    papers: Vec<PaperView>,
    held: PapersStanding,
    result: Vec<PaperView>,
    paper: Option<PaperIssued>,
    changes: Vec<SupplementChange>,
    lead: Option<LeadView>,
    parts: Vec<PartView>,
    /// What came of each part.
    part_results: Vec<LeadResult>,
    to_come: Vec<String>,
    history: Vec<HistoryLine>,
    stays: Vec<Stay>,
    chart: String,
    receipt: String,
    /// Where a link to the result is made; none where there is no result to show.
    share: Option<String>,
    supplement: Option<String>,
    /// Where charges and fees are paid, and what of it is to be paid; none where nothing is owed.
    pay: Option<(String, String)>,
    withdraw: Option<String>,
    /// How the result is wanted, and where it is once it has left; empty where none is to come.
    returns: Vec<String>,
    /// Where that is changed, while it can be.
    choose_return: Option<String>,
    /// Where a consent is taken back, while there is one to take.
    withdraw_consent: Option<String>,
}

/// Where charges and fees are paid, with what is still to pay.
fn pay(visit: &Visit, dossier: &Dossier, page: &Page) -> Result<Option<(String, String)>, Fault> {
    let now = owed_now(&visit.app, dossier, None)?;
    let words = match now.left_vnd() {
        0 if now.unasked.is_empty() => page.t("Đã nộp đủ", "All is paid").to_string(),
        0 => page.t("Số tiền được tính theo số lượng", "The amount depends on how many").to_string(),
        left => format!("{} {}", page.t("Còn phải nộp", "Still to pay"), page.money(left)),
    };
    Ok((!now.is_nothing()).then(|| (keyed::href(visit, dossier, "/pay"), words)))
}

/// What the person should do now.
struct Advice {
    kind: &'static str,
    heading: &'static str,
    sentences: Vec<String>,
}

/// `GET /dossiers/{code}?key=`
pub(super) async fn dossier(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let app = &visit.app;
    let history = app.read(|rows| events(rows, dossier.id))?;
    let mut page = visit.page("track", "", "");
    page.title = format!("{} {}", page.t("Hồ sơ", "Dossier"), dossier.code());
    let submission = &dossier.submission;
    let procedure = app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let questions = Questions::of(app, submission, visit.lang);
    let (lead, parts) = relatives(app, &dossier)?;
    let siblings = lead.as_ref().map(|lead| relatives(app, lead)).transpose()?.map(|(_, parts)| parts);
    let (stays, chart) = history::ledger(&visit, &dossier, &history, &page);
    let may = |verb: Verb, below: &str| {
        dossier.must_admit(verb).is_ok().then(|| keyed::href(&visit, &dossier, below))
    };
    let (status_kind, status) = linked::status(&dossier, &parts, visit.lang);
    let shown = DossierPage {
        code: dossier.code().to_string(),
        key: motcua_edge::secret::secret_of(&app.receipt_key, &dossier),
        status,
        status_kind,
        to_come: linked::to_come(app, version, &dossier, &parts, visit.lang),
        due: standing::due(app, &dossier, visit.now, &page)?,
        clock: clock_words(app, &dossier, visit.now, &page, false)?,
        advice: advice(&visit, (&dossier, &parts), lead.as_ref().zip(siblings.as_deref()), version, &page),
        lead: lead
            .as_ref()
            .map(|lead| LeadView { code: lead.code().to_string(), href: keyed::href(&visit, lead, "") }),
        parts: linked::parts(app, &parts, visit.now, &page, |part, below| keyed::href(&visit, part, below))?,
        part_results: lead_results(
            app,
            &parts.iter().collect::<Vec<_>>(),
            visit.now,
            &page,
            |part, file| keyed::href(&visit, part, &format!("/files/{file}")),
        )?,
        facts: facts(&visit, &dossier, version, &page),
        answers: of_dossier(app, &dossier, &page),
        papers: with_signatures(
            app,
            with_scans(app, papers_handed(version, &submission.papers, &page), &dossier, &page)?,
            &page,
        )?,
        held: standing_of_papers(version, submission, &page),
        result: with_signatures(app, result_held(&dossier, &page), &page)?,
        paper: paper_issued(&visit, &dossier, &page)?,
        changes: changes(version, questions, &dossier, &history, &page, |file| {
            keyed::href(&visit, &dossier, &format!("/files/{}", file.digest.0))
        }),
        history: history::lines(&visit, version, &dossier, &history, &page),
        stays,
        chart,
        share: dossier.result_to_show().ok().map(|_| keyed::href(&visit, &dossier, "/share")),
        receipt: keyed::receipt_href(&visit, &dossier),
        supplement: may(Verb::Supplement, "/supplement"),
        pay: pay(&visit, &dossier, &page)?,
        withdraw_consent: may_take_back(&dossier).then(|| keyed::href(&visit, &dossier, "/withdraw_consent")),
        withdraw: may(Verb::Withdraw, "/withdraw"),
        returns: returns(&visit, &dossier, &page),
        choose_return: dossier
            .must_be_changeable()
            .is_ok()
            .then(|| keyed::href(&visit, &dossier, "/choose_return")),
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// The paper with which it ended, once it was issued.
struct PaperIssued {
    /// What it says; none once it was recalled.
    deed: Option<Deed>,
    check_href: String,
    words: DeedWords,
    /// What it is.
    title: String,
    /// Its number, day, and what it is good for until when.
    facts: Vec<(&'static str, String)>,
    /// What its code holds: it can be checked by that without a network.
    code_text: String,
    /// Its last day for a calendar; none where that is over, or there is none.
    reminder: Option<String>,
    /// Which papers it stands for, and what was wrong with each.
    replaces: Vec<String>,
    /// That the person holds one that counts no more, and should bring it; empty where they do not.
    brings: String,
}

fn paper_issued(visit: &Visit, dossier: &Dossier, page: &Page) -> Result<Option<PaperIssued>, Fault> {
    let known = dossier.deeds_known().next();
    let Some(known) = known.filter(|known| known.standing != DeedStanding::Decided) else {
        return Ok(None);
    };
    let template = template(&visit.app, known.made.template.as_str())?;
    let counts = matches!(known.standing, DeedStanding::InForce(_));
    let replaced = |former: &FormerDeed| {
        let (number, day) = (former.made.number_and_symbol(), former.made.day.vn());
        let words = page.t("Giấy này thay cho giấy số", "This stands for No.");
        let because = page.t("vì", "because");
        let of = page.t("ngày", "of");
        format!("{words} {number} {of} {day}, {because}: “{}”.", former.reason.trim_end_matches('.'))
    };
    let words = deed_words(dossier, &known, template, visit.now.day(), page);
    let held = dossier.deed_to_take_back().map(|made| {
        let old = page.t("Quý vị còn giữ bản cũ", "You still have the old paper");
        // Some are of no book.
        let number = match made.number {
            0 => String::new(),
            _ => format!(" {} {}", page.t("số", "No."), made.number_and_symbol()),
        };
        let bring = match counts {
            true => page.t(
                "không còn giá trị: hãy mang đến đổi.",
                "which counts no more: please bring it to be exchanged.",
            ),
            false => page
                .t("không còn giá trị: hãy mang đến nộp lại.", "which counts no more: please bring it back."),
        };
        format!("{old}{number}, {bring}")
    });
    let to_come = dossier.deed_to_hand_out().map(|_| {
        let come = page.t(
            "Quý vị chưa nhận bản này: mời đến nơi đã nộp hồ sơ để nhận.",
            "You have not got this paper yet: please come for it to where the dossier was handed in.",
        );
        come.to_string()
    });
    let held = held.or(to_come);
    let is_ahead = template.last_day(known.made.day).is_some_and(|last| last > visit.now.day());
    Ok(Some(PaperIssued {
        deed: counts.then(|| known.made.paper(template)),
        check_href: format!("/verify/{}", known.made.check.as_str()),
        title: page.t(&template.title, &template.title_en).to_string(),
        facts: paper_facts(known.made, &words, page),
        code_text: code_text(&visit.app, known.made, dossier.whose(template, known.made)),
        reminder: (counts && is_ahead).then(|| keyed::href(visit, dossier, "/until.ics")),
        words,
        replaces: dossier.deed_life.former.iter().map(replaced).collect(),
        brings: held.unwrap_or_default(),
    }))
}

/// How the result is wanted, and where it is once it has left. A part's goes with its lead's.
fn returns(visit: &Visit, dossier: &Dossier, page: &Page) -> Vec<String> {
    let submission = &dossier.submission;
    if submission.lead.is_some() || dossier.status().is_final() {
        return Vec::new();
    }
    let wanted = wanted_words(&visit.app, &submission.wanted, &submission.receiving, page);
    [Some(wanted), out_words(&visit.app, dossier, page)].into_iter().flatten().collect()
}

/// A consent is there, or papers that could be used again.
fn may_take_back(dossier: &Dossier) -> bool {
    dossier.not_reused_since.is_none()
        && (dossier.submission.consent.is_some() || !dossier.reusable().is_empty())
}

fn facts(
    visit: &Visit,
    dossier: &Dossier,
    version: Option<&Version>,
    page: &Page,
) -> Vec<(&'static str, String)> {
    let app = &visit.app;
    let submission = &dossier.submission;
    let applicant = &submission.applicant;
    let fact = |vi, en, value: String| (visit.lang.t(vi, en), value);
    let procedure = app.law.catalogue.procedure(&submission.procedure).map_or_else(
        || submission.procedure.to_string(),
        |procedure| page.t(&procedure.name, &procedure.name_en).to_string(),
    );
    let case = version
        .filter(|version| version.cases.len() > 1)
        .and_then(|version| version.case(&submission.case))
        .map(|case| page.t(&case.name, &case.name_en).to_string());
    let way = motcua_messages::way(submission.channel, visit.lang).to_string();
    let way = match &submission.assistance {
        None => way,
        Some(help) => {
            let helper = motcua_messages::helper(help.kind, visit.lang);
            let name = if help.name.is_empty() { String::new() } else { format!(" ({})", help.name) };
            format!("{way}, {} {helper}{name}", page.t("người giúp:", "helped by:"))
        }
    };
    let submitter = submission.submitter.as_ref().map(|by| submitter_words(by, page)).unwrap_or_default();
    let consent = submission.consent.as_ref().map(|given| consent_words(given, page)).unwrap_or_default();
    let mut facts = vec![
        fact("Thủ tục", "Procedure", procedure),
        fact("Trường hợp", "Case", case.unwrap_or_default()),
        fact("Nơi nhận", "Received by", agency_name(app, &submission.receiving, visit.lang)),
        fact("Nơi giải quyết", "Decided by", agency_name(app, &submission.competent, visit.lang)),
        fact("Cùng lúc làm ở", "At the same time with", beside_words(app, dossier, page)),
        fact("Vì", "Because of", decided_by::places(app, dossier, page)),
        fact("Nộp lúc", "Handed in", page.moment(dossier.submitted_at)),
        fact("Cách nộp", "How", way),
        fact("Người đứng tên", "Whose dossier", applicant.name.clone()),
        fact("Người nộp thay", "Handed in by", submitter),
        fact("Điều đã đồng ý", "Agreed to", consent),
        fact("Số định danh cá nhân", "Identity number", applicant.identity.clone()),
        fact("Ngày sinh", "Date of birth", date_in_words(&applicant.born)),
        fact("Điện thoại", "Telephone", applicant.phone.clone()),
        fact("Thư điện tử", "E-mail", applicant.email.clone()),
        fact("Địa chỉ", "Address", applicant.address.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// Until when the answer to a request is hoped for.
fn until(visit: &Visit, dossier: &Dossier, page: &Page) -> Option<String> {
    let (day, over) = answer_by(&visit.app, dossier, visit.now)?;
    let doubt = page.t("chưa kiểm chứng", "not verified");
    Some(match over {
        false => format!(
            "{} {day} ({doubt}).",
            page.t("Xin bổ sung trước hết ngày", "Please answer by the end of")
        ),
        true => format!(
            "{} {day} ({doubt}). {}",
            page.t("Đã quá ngày", "It is past"),
            page.t(
                "Quý vị vẫn bổ sung được; xin gửi sớm, vì cơ quan có thể dừng giải quyết hồ sơ.",
                "You can still complete it; please do so soon, as the agency may stop the dossier.",
            )
        ),
    })
}

fn advice(
    visit: &Visit,
    (dossier, parts): (&Dossier, &[Dossier]),
    lead: Option<(&Dossier, &[Dossier])>,
    version: Option<&Version>,
    page: &Page,
) -> Advice {
    let nothing = page.t("Không cần làm gì lúc này", "Nothing to do now");
    let centre = visit.app.law.directory.agency(&dossier.submission.receiving);
    let centre = centre.and_then(|agency| agency.centre.as_ref()).map(|centre| centre.name.clone());
    let centre = centre.unwrap_or_else(|| agency_name(&visit.app, &dossier.submission.receiving, visit.lang));
    let say = |vi: String, en: String| match page.lang {
        "en" => en,
        _ => vi,
    };
    let (kind, heading, sentences) = match &dossier.state {
        State::Submitted => ("", nothing, vec![page.t(
            "Cán bộ sẽ kiểm tra hồ sơ. Khi được tiếp nhận, ngày hẹn trả hiện ở trang này.",
            "An officer will check the dossier. Once it is accepted, the due date stands on this page.",
        ).to_string()]),
        State::Accepted | State::InProcess => ("", nothing, vec![page.t(
            "Nếu còn thiếu giấy tờ, cán bộ báo một lần, nêu đủ từng thứ. Xin xem lại trang này trước ngày hẹn.",
            "If something is missing, you are asked once, for all of it. Please look here again before the due date.",
        ).to_string()]),
        State::AwaitingSupplement { items, .. } => (
            "soon",
            page.t("Xin quý vị bổ sung hồ sơ", "Please complete the dossier"),
            {
                let questions = Questions::of(&visit.app, &dossier.submission, visit.lang);
                let asked = items.iter().map(|item| asked(version, questions, item, page));
                asked.chain(until(visit, dossier, page)).collect()
            },
        ),
        State::AwaitingPayment { amount_vnd, .. } => (
            "soon",
            page.t("Xin quý vị nộp phí, lệ phí", "Please pay the fee"),
            vec![say(
                format!(
                    "Số tiền: {}. Chuyển khoản ở mục “Phí, lệ phí” dưới đây, hoặc nộp tại {centre}, mang theo mã hồ sơ.",
                    page.money(*amount_vnd)
                ),
                format!(
                    "Amount: {}. Pay by transfer under “Charges and fees” below, or at {centre}; bring the code.",
                    page.money(*amount_vnd)
                ),
            )],
        ),
        State::Completed { .. } if parts.iter().any(|part| !part.is_ended()) => (
            "",
            page.t("Các hồ sơ thành phần đang được giải quyết", "The parts are being handled"),
            vec![say(
                format!("Hồ sơ chính đã có kết quả. Tất cả kết quả được trả một lần tại {centre} khi mọi hồ sơ thành phần xong."),
                format!("The main dossier is decided. All results are handed over together at {centre} when every part is done."),
            )],
        ),
        State::Completed { outcome, .. } => {
            let outcome = motcua_messages::outcome(*outcome, visit.lang);
            let result = say(format!("Kết quả: {outcome}."), format!("Result: {outcome}."));
            let told = result_to_come(&visit.app, dossier, lead, page);
            (told.kind, told.heading, vec![format!("{result} {}", told.words)])
        }
        State::Returned { how, outcome, .. } => (
            "good",
            page.t("Đã trả kết quả", "The result was returned"),
            vec![format!("{}. {}.", motcua_messages::outcome(*outcome, visit.lang), motcua_messages::return_way(*how, visit.lang))],
        ),
        State::RejectedAtIntake { reason, .. } => (
            "late",
            page.t("Hồ sơ không được tiếp nhận", "The dossier was not accepted"),
            vec![
                say(format!("Lý do: {reason}"), format!("Reason: {reason}")),
                page.t("Quý vị có thể sửa theo lý do trên rồi nộp hồ sơ mới.", "You can put this right and hand in a new dossier.").to_string(),
            ],
        ),
        State::Stopped { reason, .. } => (
            "late",
            page.t("Hồ sơ đã dừng giải quyết", "The dossier was stopped"),
            vec![say(format!("Lý do: {reason}"), format!("Reason: {reason}"))],
        ),
        State::Withdrawn { .. } => {
            ("", page.t("Quý vị đã rút hồ sơ", "You withdrew the dossier"), Vec::new())
        }
    };
    Advice { kind, heading, sentences }
}
