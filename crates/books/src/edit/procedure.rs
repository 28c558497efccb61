//! The next version of a procedure as fields: what a page asks of it, and the file that says so.

mod write;

use motcua_core::Day;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{
    CaseId, FeeUnit, LegalText, Offer, Online, Paper, PaperId, Procedure, Version, Way,
};

/// What is asked of a procedure and of its next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureEdit {
    /// The first day of the version.
    pub from: Day,
    /// The decision that publishes it; empty where none is known.
    pub decision: String,
    /// The name of the procedure, in all its versions.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// What it does for a person; may be empty.
    pub plain: String,
    /// The same in English.
    pub plain_en: String,
    /// The name of the step template.
    pub steps: String,
    /// How much can be done online.
    pub online: Online,
    /// Why not everything; may be empty.
    pub partial_reason: String,
    /// What the person receives; may be empty.
    pub result: String,
    /// The same in English.
    pub result_en: String,
    /// What else must be known; may be empty.
    pub note: String,
    /// The same in English.
    pub note_en: String,
    /// The legal texts.
    pub laws: Vec<LawEdit>,
    /// Limits and fees by case and way.
    pub ways: Vec<WayEdit>,
    /// The papers.
    pub papers: Vec<PaperEdit>,
}

/// A legal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawEdit {
    /// The number under which it stands in the file; empty for a new one.
    pub was: String,
    /// Number and sign.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// When it was issued, when known.
    pub issued: Option<Day>,
    /// Somebody has compared what stands here now.
    pub is_verified: bool,
}

/// What a way offers in a case, or in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayEdit {
    /// The case; `None` where no other offer names the case.
    pub case: Option<CaseId>,
    /// The way.
    pub way: Way,
    /// The statutory limit.
    pub limit: Limit,
    /// Somebody has compared the limit.
    pub is_limit_verified: bool,
    /// The fee for one unit, in đồng, when known.
    pub fee_vnd: Option<u64>,
    /// What it is paid for.
    pub fee_unit: FeeUnit,
    /// The fee in words.
    pub fee_text: String,
    /// The same in English.
    pub fee_text_en: String,
    /// Somebody has compared the fee.
    pub is_fee_verified: bool,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperEdit {
    /// Its name in the file; `None` for a new one, which gets one from its name.
    pub id: Option<PaperId>,
    /// What people read.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// How many originals.
    pub originals: u32,
    /// How many copies.
    pub copies: u32,
    /// Whether everybody hands it in.
    pub is_required: bool,
    /// The answers of the form say all that it says.
    pub by_form: bool,
    /// Every case that asks for it.
    pub cases: Vec<CaseId>,
    /// Somebody has compared what stands here now.
    pub is_verified: bool,
}

/// Whether the last version itself becomes what the fields say: its first day is still to come, or
/// is the day that is asked for, or it offers no way yet and so nobody has handed anything in.
/// Otherwise a new version begins beside it.
pub fn is_in_place(procedure: &Procedure, from: Day, today: Day) -> bool {
    let may_be =
        |last: &Version| last.effective_from > today || last.effective_from == from || last.ways.is_empty();
    procedure.versions.last().is_some_and(may_be)
}

impl ProcedureEdit {
    /// What the procedure and its last version say, from this day on. `None` without a version.
    pub fn of(procedure: &Procedure, from: Day) -> Option<ProcedureEdit> {
        let last = procedure.versions.last()?;
        Some(ProcedureEdit {
            from,
            decision: last.decision.clone().unwrap_or_default(),
            name: procedure.name.clone(),
            name_en: procedure.name_en.clone(),
            plain: procedure.plain.clone(),
            plain_en: procedure.plain_en.clone(),
            steps: last.steps.clone(),
            online: last.online,
            partial_reason: last.partial_reason.clone().unwrap_or_default(),
            result: last.result.clone(),
            result_en: last.result_en.clone(),
            note: last.note.clone(),
            note_en: last.note_en.clone(),
            laws: last.legal_basis.iter().map(law).collect(),
            ways: last.ways.iter().map(way).collect(),
            papers: last.papers.iter().map(|one| paper(one, last)).collect(),
        })
    }
}

fn law(text: &LegalText) -> LawEdit {
    LawEdit {
        was: text.number.clone(),
        number: text.number.clone(),
        title: text.title.clone(),
        issued: text.issued,
        is_verified: false,
    }
}

fn way(offer: &Offer) -> WayEdit {
    WayEdit {
        case: offer.case.clone(),
        way: offer.way,
        limit: offer.limit,
        is_limit_verified: false,
        fee_vnd: offer.fee_vnd,
        fee_unit: offer.fee_unit,
        fee_text: offer.fee_text.clone(),
        fee_text_en: offer.fee_text_en.clone(),
        is_fee_verified: false,
    }
}

fn paper(paper: &Paper, version: &Version) -> PaperEdit {
    let asks = |case: &CaseId| paper.cases.is_empty() || paper.cases.contains(case);
    PaperEdit {
        id: Some(paper.id.clone()),
        name: paper.name.clone(),
        name_en: paper.name_en.clone(),
        originals: paper.originals,
        copies: paper.copies,
        is_required: paper.required,
        by_form: paper.by_form,
        cases: version.cases.iter().map(|case| case.id.clone()).filter(asks).collect(),
        is_verified: false,
    }
}
