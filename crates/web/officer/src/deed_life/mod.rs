//! What becomes of a paper after it was issued: the leader recalls it or signs another in its place, the
//! registry issues that one, the reception desk takes the old one back and hands out the new one.

pub mod hand_out_deed;
pub mod issue_replacement;
pub mod recall_deed;
pub mod replace_deed;
pub mod take_back_deed;

use super::stock;
use super::words::{procedure_name, status_kind};
use motcua_core::Fault;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{DeedKnown, DeedStanding, Dossier};
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_told::deed::{PaperOf, deed_words, file_name, paper_of, template};
use motcua_told::due::{DueWords, due_words};

/// The dossier beside a page that is about its paper.
pub struct OfDossier {
    pub(super) code: String,
    pub(super) procedure: String,
    pub(super) applicant: String,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) due: DueWords,
}

impl OfDossier {
    pub(super) fn of(signed: &Signed, dossier: &Dossier, page: &Page) -> OfDossier {
        let (app, lang) = (&signed.visit.app, signed.visit.lang);
        OfDossier {
            code: dossier.code().to_string(),
            procedure: procedure_name(app, &dossier.submission.procedure, lang),
            applicant: dossier.submission.applicant.name.clone(),
            kind: status_kind(dossier.status()),
            status: motcua_messages::status(dossier.status(), lang),
            due: due_words(dossier, &app.law, signed.visit.now, page),
        }
    }
}

/// A paper of a dossier on the dossier's page.
pub struct DeedRow {
    /// Its print.
    pub href: String,
    /// Where it is printed over its stock; empty for a paper that is printed whole.
    pub stock_href: String,
    /// Where a print is put beside it; empty for a draft.
    pub compare_href: String,
    /// What it is called.
    pub name: String,
    /// Shape of the tag; empty for a draft.
    pub kind: &'static str,
    /// Whether it counts.
    pub state: &'static str,
    /// More about a paper that counts no more.
    pub more: String,
}

/// The papers that were signed; before there is one, the draft.
pub fn rows(signed: &Signed, dossier: &Dossier, page: &Page) -> Result<Vec<DeedRow>, Fault> {
    let (app, href) = (&signed.visit.app, format!("/officer/dossiers/{}/deed.pdf", dossier.code()));
    let signed_papers = dossier
        .deeds_known()
        .map(|known| {
            let made = known.made;
            let template = template(app, made.template.as_str())?;
            let words = deed_words(dossier, &known, template, signed.visit.now.day(), page);
            let counts = matches!(known.standing, DeedStanding::InForce(_));
            let paper = PaperOf::of(app, made)?;
            Ok(DeedRow {
                href: format!("{href}?check={}", made.check.as_str()),
                stock_href: stock::href_of(&paper, dossier),
                compare_href: format!("/officer/compare_print/{}", made.check.as_str()),
                name: file_name(&paper, dossier),
                kind: words.kind,
                state: words.state,
                more: if counts { String::new() } else { words.more },
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    if !signed_papers.is_empty() {
        return Ok(signed_papers);
    }
    let draft = paper_of(app, dossier)?.map(|paper| DeedRow {
        href,
        stock_href: stock::href_of(&paper, dossier),
        compare_href: String::new(),
        name: file_name(&paper, dossier),
        kind: "",
        state: "",
        more: String::new(),
    });
    Ok(draft.into_iter().collect())
}

/// What this officer may do with the paper that was issued: the last word of the address, and its name.
pub fn acts(signed: &Signed, dossier: &Dossier, page: &Page) -> Vec<(&'static str, String)> {
    let may = |duty| signed.officer.must_have(duty, &dossier.submission.competent).is_ok();
    let is_issued = dossier.issued_deed().is_ok();
    let receives = signed.officer.must_have(Duty::Reception, &dossier.submission.receiving).is_ok();
    let is_held = dossier.deed_to_take_back().is_some() && dossier.deed_life.replacement.is_none();
    let (recalled, waits) = (dossier.deed_life.recalled.is_some(), dossier.deed_life.replacement.is_some());
    [
        (
            "issue_replacement",
            waits && may(Duty::Registry),
            page.t("Phát hành bản thay thế", "Issue the replacement"),
        ),
        (
            "hand_out_deed",
            dossier.deed_to_hand_out().is_some() && receives,
            page.t("Trao bản thay thế", "Hand out the replacement"),
        ),
        ("take_back_deed", is_held && receives, page.t("Thu lại bản cũ", "Take the old paper back")),
        ("replace_deed", is_issued && may(Duty::Leader), page.t("Thay thế giấy đã cấp", "Replace the paper")),
        (
            "recall_deed",
            is_issued && !recalled && may(Duty::Leader),
            page.t("Thu hồi giấy đã cấp", "Recall the paper"),
        ),
    ]
    .into_iter()
    .filter(|(_, may, _)| *may)
    .map(|(word, _, name)| (word, name.to_string()))
    .collect()
}

/// A paper in a sentence: `Giấy xác nhận 05-UBND-XNTTHN`, with its state.
fn named(signed: &Signed, dossier: &Dossier, known: &DeedKnown<'_>) -> Result<String, Fault> {
    let paper = PaperOf::of(&signed.visit.app, known.made)?;
    Ok(file_name(&paper, dossier).trim_end_matches(".pdf").to_string())
}
