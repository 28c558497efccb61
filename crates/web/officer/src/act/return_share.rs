//! Trả phần việc song song: an agency gives back its share, or the desk that speaks for it records that.

use super::scene::{Frame, Scene, Sent, shown};
use crate::papers::{KeptFile, kept_result, read_result};
use crate::rehearse::beside;
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCommand, ReplyWord, WorkShare};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};
use motcua_told::shares::stands;

#[derive(Template)]
#[template(path = "officer/return_share.html")]
struct ReturnShare {
    page: Page,
    frame: Frame,
    /// Who leads: has the dossier meanwhile.
    lead: String,
    /// The shares that the officer may give back, each with its agency and its day.
    shares: Vec<ChoiceShown>,
    /// Which of them has to be said.
    is_asked: bool,
    number: String,
    /// It is recorded for an agency that has nobody for it.
    records: bool,
    words: Vec<ChoiceShown>,
    word: String,
    text: String,
    kept: Vec<KeptFile>,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let number = number_of(sent).ok_or_else(|| Refusal::of("dossier.share-not-chosen").at("number"));
    let word = ReplyWord::parse(sent.form.get("word"));
    let word = word.ok_or_else(|| Refusal::of("dossier.reply-word-missing").at("word"));
    let (number, word) = match (number, word) {
        (Ok(number), Ok(word)) => (Some(number), word),
        (number, word) => return Err(Halt::Refused(number.err().into_iter().chain(word.err()).collect())),
    };
    let files = read_result(sent.signed, sent.form)?;
    Ok(rules::ReturnShare { code: sent.code(), number, word, text: sent.typed("text"), files }.into())
}

/// The share that is meant. What was typed about one never becomes what another agency said.
pub(super) fn number_of(sent: &Sent<'_>) -> Option<u32> {
    sent.form.get("number").parse().ok()
}

/// Which share stands in the form, and whether that has to be asked: the one that was meant, or the
/// only one there is. Of several none is taken for granted, nor is one in the place of another that
/// came back meanwhile.
pub(super) fn meant(scene: &Scene<'_>, shares: &[ChoiceShown]) -> (String, bool) {
    match (scene.form.filled("number"), shares) {
        (None, [only]) => (only.value.clone(), false),
        (Some(number), all) if all.iter().any(|share| share.value == number) => {
            (number.to_string(), all.len() > 1)
        }
        _ => (String::new(), true),
    }
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang, dossier) = (&scene.signed.visit.app, page.language(), scene.dossier);
    let (officer, now) = (&scene.signed.officer, scene.signed.visit.now);
    let staffed = beside(app, dossier)?;
    let mut mine: Vec<&WorkShare> = Vec::new();
    for share in dossier.shares_out() {
        let speaks = staffed.speaks_for(dossier, share)?;
        let is_spoken_for = speaks.is_some_and(|desk| desk.is_worked_or_led_by(officer));
        // What the rule would take of its own accord is there too: somebody's stand-in may give it back.
        let is_first = scene.after.shares_out().all(|out| out.given.number != share.given.number);
        if share.given.to.is_worked_or_led_by(officer) || is_spoken_for || is_first {
            mine.push(share);
        }
    }
    let choice = |word: ReplyWord| {
        let hint = match word {
            ReplyWord::Done => page.t("Cơ quan chủ trì làm tiếp", "The lead goes on with it"),
            ReplyWord::Refused => {
                page.t("Cơ quan chủ trì đọc lý do và cân nhắc", "The lead reads why, and weighs it")
            }
            ReplyWord::NeedsMoney => page.t(
                "Cơ quan chủ trì yêu cầu nộp tiền rồi gửi lại phần việc này",
                "The lead asks for the money and sends this share again",
            ),
        };
        ChoiceShown::new(word.as_str(), motcua_messages::reply_word(word, lang)).hint(hint)
    };
    let shown_share = |share: &&WorkShare| {
        let name = agency_name(app, &share.given.to.agency, lang);
        let stands = stands(share, now, &page);
        let words = [stands.words, stands.date].into_iter().filter(|words| !words.is_empty());
        ChoiceShown::new(share.given.number.to_string(), name).hint(words.collect::<Vec<_>>().join(", "))
    };
    let shares: Vec<ChoiceShown> = mine.iter().map(shown_share).collect();
    let (number, is_asked) = meant(scene, &shares);
    let view = ReturnShare {
        lead: scene.names.desk(app, &dossier.holder, &page),
        records: mine.iter().all(|share| share.given.to.agency != officer.agency),
        shares,
        is_asked,
        number,
        words: ReplyWord::ALL.into_iter().map(choice).collect(),
        word: scene.typed("word"),
        text: scene.typed("text"),
        kept: kept_result(scene.signed, scene.form, &page),
        frame,
        page,
    };
    shown(scene, &view)
}
