//! Forms 02 to 05 of TT 03/2025/TT-VPCP as they are printed for the person: what is
//! asked for, why not, why late, why stopped. One for each event that tells the person
//! something; what the forms hold beyond their names is not verified (nv).

use crate::completed::{asked_in_two, paper_name};
use crate::paper_words::submitter_words;
use crate::place::place_on;
use askama::Template;
use motcua_core::Refusal;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{Dossier, Event, Fact, answer_by_of};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name_on, procedure_name};
use motcua_questions::answered::Questions;

/// A page with one form.
#[derive(Template)]
#[template(path = "told/notice.html")]
pub struct NoticePage {
    /// Around it.
    pub page: Page,
    /// Where one came from.
    pub back: String,
    /// Its print.
    pub pdf_href: String,
    /// The form.
    pub notice: NoticeText,
}

/// What a form says.
pub struct NoticeText {
    /// The agency that issues it.
    pub issuer: String,
    /// Where it is, as stands before the date.
    pub place: String,
    /// `Mẫu số 02`.
    pub number: &'static str,
    /// Its name.
    pub title: &'static str,
    /// The dossier.
    pub code: String,
    /// Of whom, what and when.
    pub facts: Vec<(&'static str, String)>,
    /// What is asked for, with its why.
    pub asked: Vec<(String, String)>,
    /// What was said in their words; empty for nothing.
    pub reason: String,
    /// What the person may do now.
    pub next: String,
    /// Who signs, and as what.
    pub signs: (&'static str, String),
}

/// The number and the name of the form of this event; none for one that has none.
pub fn named(fact: &Fact, page: &Page) -> Option<(&'static str, &'static str)> {
    let (number, vi, en) = match fact {
        Fact::SupplementAsked { .. } => {
            ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request to supplement and complete a dossier")
        }
        Fact::RejectedAtIntake => ("03", "Phiếu từ chối giải quyết hồ sơ", "Refusal to handle a dossier"),
        Fact::Extended { .. } => {
            ("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ", "Apology and a new date")
        }
        Fact::Stopped | Fact::Withdrawn => {
            ("05", "Thông báo dừng giải quyết hồ sơ", "Notice that the handling has stopped")
        }
        _ => return None,
    };
    Some((number, page.language().t(vi, en)))
}

/// The link words of a history line: `Mẫu 02: Phiếu yêu cầu…`.
pub fn link_words(fact: &Fact, page: &Page) -> Option<String> {
    named(fact, page).map(|(number, title)| format!("{} {number}: {title}", page.t("In mẫu", "Print form")))
}

/// The form of the event with this number. Refused (`page.unknown`) where there is none.
pub fn notice(
    app: &App,
    version: Option<&Version>,
    dossier: &Dossier,
    events: &[Event],
    seq: &str,
    page: &Page,
) -> Result<NoticeText, Refusal> {
    let found = seq.parse().ok().and_then(|seq: u32| events.iter().find(|event| event.seq == seq));
    let named = found.and_then(|event| Some((event, named(&event.fact, page)?)));
    let (event, (number, title)) = named.ok_or_else(|| Refusal::of("page.unknown"))?;
    let lang = page.language();
    let (submission, applicant) = (&dossier.submission, &dossier.submission.applicant);
    let issuer = event.who.agency.as_ref().unwrap_or(&submission.receiving);
    let promised =
        events.iter().filter(|one| one.seq < event.seq).filter_map(|one| one.fact.promise()).next_back();
    let promised = promised.and_then(|promise| promise.at).map(|at| page.moment(at));
    let accepted = dossier.reception.as_ref().map(|reception| page.moment(reception.at));
    let fact = |vi, en, value: String| (lang.t(vi, en), value);
    let mut facts = vec![
        fact("Hồ sơ của", "Dossier of", applicant.name.clone()),
        fact(
            "Người nộp thay",
            "Handed in by",
            submission.submitter.as_ref().map(|by| submitter_words(by, page)).unwrap_or_default(),
        ),
        fact("Nội dung yêu cầu", "Request", procedure_name(app, &submission.procedure, lang)),
        fact("Địa chỉ", "Address", applicant.address.clone()),
        fact(
            "Điện thoại",
            "Telephone",
            [applicant.phone.as_str(), applicant.email.as_str()].join("  ").trim().to_string(),
        ),
        fact("Nộp lúc", "Handed in", page.moment(dossier.submitted_at)),
        fact("Tiếp nhận lúc", "Received at", accepted.unwrap_or_default()),
    ];
    let questions = Questions::of(app, submission, lang);
    let (mut asked, mut next) = (Vec::new(), String::new());
    match &event.fact {
        Fact::SupplementAsked { items, .. } => {
            asked = items.iter().map(|item| asked_in_two(version, questions, item, page)).collect();
            let by = answer_by_of(&app.law, event.at);
            next = format!(
                "{} {} ({}). {}",
                page.t("Xin bổ sung trước hết ngày", "Please complete it by the end of"),
                by.vn(),
                page.t("chưa kiểm chứng", "not verified"),
                page.t(
                    "Gửi tại trang hồ sơ trên mạng, hoặc mang đến nơi nhận hồ sơ. Thời hạn giải quyết tính lại từ đầu khi bổ sung đủ.",
                    "Send it from the dossier’s page or bring it to the centre. The time limit starts anew when it is complete."
                ),
            );
        }
        Fact::Extended { was, at_fault, place, promise, .. } => {
            facts.push(fact(
                "Đã hẹn trả lúc",
                "Promised for",
                was.map(|at| page.moment(at)).unwrap_or_default(),
            ));
            facts.push(fact(
                "Cơ quan để chậm",
                "Agency at fault",
                agency_name_on(app, at_fault, event.at.day(), lang),
            ));
            let new = promise.at.map(|at| page.moment(at)).unwrap_or_default();
            facts.push(fact("Hẹn trả lại lúc", "New date", new));
            // As the receipt names it: the agency's centre, where it has one.
            let agency = app.law.directory.agency_as_of(place, event.at.day());
            let centre = agency.and_then(|agency| agency.centre.as_ref());
            let place = centre.map_or_else(
                || agency_name_on(app, place, event.at.day(), lang),
                |centre| centre.name.clone(),
            );
            facts.push(fact("Nơi trả kết quả", "Returned at", place));
            next = page
                .t(
                    "Chúng tôi xin lỗi quý vị vì chưa giải quyết xong hồ sơ đúng hẹn, và đề nghị được gia hạn đến thời điểm trên.",
                    "We apologise that the dossier was not handled in time, and ask for the new date above.",
                )
                .to_string();
        }
        Fact::Stopped | Fact::Withdrawn => {
            facts.push(fact("Đã hẹn trả lúc", "Promised for", promised.unwrap_or_default()));
            let papers: Vec<String> =
                submission.papers.iter().map(|paper| paper_name(version, &paper.paper, page)).collect();
            facts.push(fact("Giấy tờ đã nộp", "Papers handed in", papers.join("; ")));
        }
        _ => {}
    }
    facts.retain(|(_, value)| !value.is_empty());
    let role = match event.fact {
        Fact::SupplementAsked { .. } => page.t("Người hướng dẫn", "Guided by"),
        Fact::Withdrawn => page.t("Người rút hồ sơ", "Withdrawn by"),
        _ => page.t("Người ký", "Signed by"),
    };
    facts.push((page.t("Lập lúc", "Issued at"), page.moment(event.at)));
    Ok(NoticeText {
        issuer: agency_name_on(app, issuer, event.at.day(), lang),
        place: place_on(app, issuer, event.at.day()),
        number,
        title,
        code: dossier.code().to_string(),
        facts,
        asked,
        reason: event.reason.clone().unwrap_or_default(),
        next,
        signs: (role, event.who.name.clone()),
    })
}

/// What stands in the title of the page.
pub fn page_title(notice: &NoticeText) -> String {
    format!("{} – {}", notice.title, notice.code)
}
