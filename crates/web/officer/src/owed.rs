//! What a desk owes to others: opinions, answers to the province, shares of dossiers that others hold.

use super::words::procedure_name;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier, Instruction, Opinion, WorkShare};
use motcua_edge::page::{Page, agency_name};
use motcua_edge::signed::Signed;
use motcua_told::due::DueWords;
use motcua_told::instructions::standing;
use motcua_told::shares::stands;

/// Letters of an instruction, and instructions of one dossier, that the page shows.
const QUESTION_CHARS: usize = 160;
const OPEN_NAMED: usize = 3;

/// An opinion or an answer that the officer's agency owes.
pub(super) struct OwedRow {
    pub(super) href: String,
    pub(super) code: String,
    pub(super) asked_by: String,
    pub(super) question: String,
    pub(super) due: DueWords,
}

/// A share that this desk has beside the holder of a dossier.
pub(super) struct ShareRow {
    pub(super) href: String,
    pub(super) code: String,
    pub(super) procedure: String,
    /// Who has the dossier.
    pub(super) lead: String,
    pub(super) since: String,
    pub(super) stands: DueWords,
}

/// A paper that is to replace another and waits for the registry, or one that is to be taken back or handed out.
pub(super) struct ReplacementRow {
    pub(super) href: String,
    pub(super) code: String,
    /// Under which number it was signed; before it what is to be done, where that is not the same for all.
    pub(super) number: String,
    pub(super) procedure: String,
}

/// The replacement of a dossier.
pub(super) fn replacement_row(signed: &Signed, dossier: &Dossier) -> Option<ReplacementRow> {
    let made = &dossier.deed_life.replacement.as_deref()?.made;
    Some(ReplacementRow {
        href: format!("/officer/dossiers/{}/issue_replacement", dossier.code()),
        code: dossier.code().to_string(),
        number: if made.number > 0 { made.number_and_symbol() } else { String::new() },
        procedure: procedure_name(&signed.visit.app, &dossier.submission.procedure, signed.visit.lang),
    })
}

/// The paper of a dossier that is to come back from the person, or to be handed out to them.
pub(super) fn exchange_row(signed: &Signed, dossier: &Dossier) -> Option<ReplacementRow> {
    let lang = signed.visit.lang;
    let back = dossier.deed_to_take_back().map(|made| (made, "take_back_deed"));
    let (made, act) = back.or_else(|| Some((dossier.deed_to_hand_out()?, "hand_out_deed")))?;
    let what = match act {
        "hand_out_deed" => lang.t("Trao bản mới", "Hand out the new one"),
        _ => lang.t("Thu lại bản cũ", "Take the old one back"),
    };
    let number = if made.number > 0 { made.number_and_symbol() } else { String::new() };
    Some(ReplacementRow {
        href: format!("/officer/dossiers/{}/{act}", dossier.code()),
        code: dossier.code().to_string(),
        number: format!("{what} {number}").trim_end().to_string(),
        procedure: procedure_name(&signed.visit.app, &dossier.submission.procedure, lang),
    })
}

/// The shares of a dossier that this desk has.
pub(super) fn share_rows(signed: &Signed, dossier: &Dossier, desk: Duty, page: &Page) -> Vec<ShareRow> {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, page.language());
    let is_mine =
        |share: &&WorkShare| share.given.to.agency == signed.officer.agency && share.given.to.duty == desk;
    let row = |share: &WorkShare| ShareRow {
        href: format!("/officer/dossiers/{}", dossier.code()),
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        lead: agency_name(app, &dossier.holder.agency, lang),
        since: page.moment(share.given_at),
        stands: stands(share, now, page),
    };
    dossier.shares_out().filter(is_mine).map(row).collect()
}

/// The opinions of a dossier that this agency owes.
pub(super) fn owed(signed: &Signed, dossier: &Dossier, page: &Page) -> Vec<OwedRow> {
    let (app, now) = (&signed.visit.app, signed.visit.now);
    let mine = dossier.opinions_awaited().filter(|opinion| opinion.of == signed.officer.agency);
    let row = |opinion: &Opinion| {
        let due = opinion.due.map(|at| (at, page.moment(at)));
        let late = due.as_ref().is_some_and(|(at, _)| *at < now);
        OwedRow {
            href: format!("/officer/dossiers/{}/give_opinion", dossier.code()),
            code: dossier.code().to_string(),
            asked_by: agency_name(app, &dossier.holder.agency, page.language()),
            question: opinion.question.clone(),
            due: DueWords {
                kind: if late { "late" } else { "open" },
                words: if late {
                    page.t("Quá hạn trả lời", "Overdue")
                } else {
                    page.t("Trả lời trước", "Answer by")
                }
                .to_string(),
                date: due.map(|(_, words)| words).unwrap_or_default(),
            },
        }
    };
    mine.map(row).collect()
}

/// What the province asked or instructed on a dossier, and nobody has answered.
pub(super) fn instructions(signed: &Signed, dossier: &Dossier, page: &Page) -> Vec<OwedRow> {
    let (app, now) = (&signed.visit.app, signed.visit.now);
    let row = |one: &Instruction| {
        let (kind, words) = standing(one, now, page);
        let agency = one.who.agency.as_ref();
        OwedRow {
            href: format!("/officer/dossiers/{}/answer_instruction", dossier.code()),
            code: dossier.code().to_string(),
            asked_by: agency.map_or_else(String::new, |code| agency_name(app, code, page.language())),
            // The whole text stands where it is answered.
            question: one.text.chars().take(QUESTION_CHARS).collect(),
            due: DueWords { kind, words: words.to_string(), date: page.moment(one.due) },
        }
    };
    dossier.instructions_open().take(OPEN_NAMED).map(row).collect()
}
