//! The acts that ask for nothing but a reason: `reject_at_intake`, `hand_back`,
//! `withdraw`, `stop`, `reopen`, `move_due`.

use super::scene::{Frame, Scene, Sent, promised_after, shown};
use askama::Template;
use motcua_core::dossier::{
    DossierCommand, HandBack, MoveDue, Mover, RejectAtIntake, Reopen, Stop, Withdraw, answer_by,
};
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;

/// The verbs that this page asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReasonVerb {
    RejectAtIntake,
    HandBack,
    Withdraw,
    Stop,
    Reopen,
    MoveDue,
}

#[derive(Template)]
#[template(path = "officer/with_reason.html")]
struct WithReason {
    page: Page,
    frame: Frame,
    does: Vec<String>,
    question: &'static str,
    hint: &'static str,
    reason: String,
    submit: &'static str,
    grave: bool,
    /// The last day on which the person may still answer; empty when nothing is awaited.
    awaited_until: String,
    /// It is stopped although they may.
    although_awaited: bool,
}

pub(super) fn action(verb: ReasonVerb, sent: &Sent<'_>) -> DossierCommand {
    let (code, reason) = (sent.code(), sent.typed("reason"));
    let although_awaited = sent.form.filled("although_awaited").is_some();
    match verb {
        ReasonVerb::RejectAtIntake => RejectAtIntake { code, reason }.into(),
        ReasonVerb::HandBack => HandBack { code, reason }.into(),
        ReasonVerb::Withdraw => Withdraw { code, reason }.into(),
        ReasonVerb::Stop => Stop { code, reason, although_awaited }.into(),
        ReasonVerb::MoveDue => MoveDue { code, by: Mover::Calendar { decision: reason } }.into(),
        ReasonVerb::Reopen => Reopen { code, reason }.into(),
    }
}

pub(super) fn page(verb: ReasonVerb, page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let lang = page.language();
    let say = |vi: &'static str, en: &'static str| lang.t(vi, en);
    let does = does(verb, scene, &page);
    let (question, hint, submit, grave) = match verb {
        ReasonVerb::RejectAtIntake => (
            say("Lý do không tiếp nhận", "Why it is not accepted"),
            say(
                "Người nộp đọc lý do này. Ghi rõ cơ quan có thẩm quyền hoặc điều không đúng, và họ nên làm gì.",
                "The applicant reads it. Say which agency is competent or what is not right, and what they should do.",
            ),
            say("Từ chối tiếp nhận", "Do not accept"),
            true,
        ),
        ReasonVerb::HandBack => (
            say("Lý do trả lại", "Why it is handed back"),
            say("Người nhận lại cần biết phải làm gì thêm.", "Whoever gets it back must know what to do."),
            say("Trả lại bước trước", "Hand back"),
            false,
        ),
        ReasonVerb::Withdraw => (
            say("Lý do rút, theo lời người nộp", "Why, in the applicant’s words"),
            "",
            say("Rút hồ sơ", "Withdraw"),
            true,
        ),
        ReasonVerb::Stop => (
            say("Lý do dừng giải quyết", "Why it is stopped"),
            say("Người nộp đọc lý do này.", "The applicant reads it."),
            say("Dừng giải quyết", "Stop"),
            true,
        ),
        ReasonVerb::MoveDue => (
            say(
                "Văn bản làm thay đổi ngày nghỉ hoặc giờ làm việc",
                "The decision that changed days off or office hours",
            ),
            say(
                "Người nộp đọc dòng này. Ví dụ: Công văn 12729/VPCP-KGVX",
                "The applicant reads it, for example the number of the official letter.",
            ),
            say("Dời ngày hẹn", "Move the date"),
            false,
        ),
        ReasonVerb::Reopen => (
            say("Quyết định mở lại và lý do", "The decision and its reason"),
            "",
            say("Mở lại hồ sơ", "Reopen"),
            false,
        ),
    };
    let reason = scene.typed("reason");
    let (law, today) = (&scene.signed.visit.app.law, scene.signed.visit.now.day());
    let awaited = answer_by(law, scene.dossier).filter(|until| verb == ReasonVerb::Stop && today <= *until);
    let view = WithReason {
        awaited_until: awaited.map(|until| until.vn()).unwrap_or_default(),
        although_awaited: scene.form.filled("although_awaited").is_some(),
        page,
        frame,
        does,
        question,
        hint,
        reason,
        submit,
        grave,
    };
    shown(scene, &view)
}

/// What the act does, in plain words.
fn does(verb: ReasonVerb, scene: &Scene<'_>, page: &Page) -> Vec<String> {
    let text = |vi: &str, en: &str| page.t(vi, en).to_string();
    match verb {
        ReasonVerb::RejectAtIntake => vec![
            text(
                "Hồ sơ kết thúc ở đây và người nộp được báo lý do.",
                "The dossier ends here and the applicant is told why.",
            ),
            text(
                "Chỉ dùng khi không thuộc thẩm quyền hoặc không phải hồ sơ. Hồ sơ chỉ thiếu giấy tờ thì tiếp nhận rồi yêu cầu bổ sung.",
                "Only where the agency is not competent or it is no dossier. One that only lacks papers is accepted and supplemented.",
            ),
        ],
        ReasonVerb::HandBack => {
            let desk = scene.names.desk(&scene.signed.visit.app, &scene.after.holder, page);
            vec![
                format!("{} {desk}.", page.t("Hồ sơ trở về:", "The dossier goes back to:")),
                text("Thời hạn vẫn chạy.", "The time limit keeps running."),
            ]
        }
        ReasonVerb::Withdraw => vec![text(
            "Hồ sơ kết thúc theo yêu cầu của người nộp. Không mở lại được; muốn làm tiếp phải nộp hồ sơ mới.",
            "The dossier ends at the applicant’s request. It cannot be reopened; going on takes a new dossier.",
        )],
        ReasonVerb::Stop => vec![text(
            "Dừng giải quyết; thời hạn không chạy nữa. Lãnh đạo có thể mở lại bằng một quyết định ghi lý do.",
            "Handling stops and no time limit runs. The leader may reopen it by a decision with its reason.",
        )],
        ReasonVerb::MoveDue => vec![format!(
            "{} {}.",
            page.t(
                "Lịch làm việc đã thay đổi sau khi hẹn. Ngày hẹn tính theo lịch nay:",
                "The calendar has changed since the promise. The date by the calendar of today:",
            ),
            promised_after(scene, page)
        )],
        ReasonVerb::Reopen => vec![format!(
            "{} {}.",
            page.t(
                "Hồ sơ trở lại xử lý và thời hạn tính lại từ đầu. Hẹn trả mới:",
                "The dossier is in process again and its limit starts from zero. New due date:",
            ),
            promised_after(scene, page)
        )],
    }
}
