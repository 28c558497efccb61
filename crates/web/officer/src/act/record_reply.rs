//! Ghi kết quả của cơ quan khác: what came back from an agency that has no accounts here.

use super::scene::{Frame, Scene, Sent, shown};
use crate::papers::{KeptFile, kept_result, read_result};
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCommand, ReplyWord};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};

#[derive(Template)]
#[template(path = "officer/record_reply.html")]
struct RecordReply {
    page: Page,
    frame: Frame,
    /// Which agency.
    of: String,
    /// It decides: what came back is the result.
    decides: bool,
    /// The desk that has it once the agency has done its share.
    desk: String,
    words: Vec<ChoiceShown>,
    word: String,
    text: String,
    kept: Vec<KeptFile>,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let word = ReplyWord::parse(sent.form.get("word"));
    let word = word.ok_or_else(|| Refusal::of("dossier.reply-word-missing").at("word"))?;
    let files = read_result(sent.signed, sent.form)?;
    Ok(rules::RecordReply { code: sent.code(), word, text: sent.typed("text"), files }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang, dossier) = (&scene.signed.visit.app, page.language(), scene.dossier);
    let decides = dossier.holder.agency == dossier.submission.competent;
    let choice = |word: ReplyWord| {
        let hint = match (word, decides) {
            (ReplyWord::Done, true) => page.t("Kết quả: đồng ý", "The result: approved"),
            (ReplyWord::Refused, true) => page.t("Kết quả: từ chối", "The result: refused"),
            (ReplyWord::Done, false) => page.t("Hồ sơ sang bước tiếp theo", "The dossier goes on"),
            (ReplyWord::Refused, false) => {
                page.t("Hồ sơ về bàn đã gửi", "It comes back to the desk that sent it")
            }
            (ReplyWord::NeedsMoney, _) => page.t(
                "Hồ sơ về bàn đã gửi; bàn ấy yêu cầu nộp tiền rồi gửi lại",
                "It comes back to the desk that sent it, which asks for the money and sends it again",
            ),
        };
        ChoiceShown::new(word.as_str(), motcua_messages::reply_word(word, lang)).hint(hint)
    };
    let view = RecordReply {
        of: agency_name(app, &dossier.holder.agency, lang),
        decides,
        desk: scene.names.desk(app, &scene.after.holder, &page),
        words: ReplyWord::ALL.into_iter().map(choice).collect(),
        word: scene.typed("word"),
        text: scene.typed("text"),
        kept: kept_result(scene.signed, scene.form, &page),
        frame,
        page,
    };
    shown(scene, &view)
}
