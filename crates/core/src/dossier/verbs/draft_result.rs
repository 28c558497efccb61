//! Dự thảo kết quả: the paper that the dossier is to end with, made from what is known. Whoever has the
//! dossier drafts it, as often as needed; the leader's decision gives it its number and its day.

use crate::catalogue::DeedId;
use crate::deed::{DeedDraft, DeedField, DeedMade, DeedTemplate, Filling, Said, SignAs};
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, KnownFacts, Outcome};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Draft the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftResult {
    /// Which dossier.
    pub code: DossierCode,
    /// By which template.
    pub template: DeedId,
    /// What the drafter says; a field that is not named here says what is known.
    pub said: Filling,
}

/// Whoever has the dossier drafts what it is to end with, until the leader has decided. What is known
/// and may not be edited is taken from where it is known, not from what is sent.
pub fn draft_result(desk: &mut Desk<'_>, command: DraftResult) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    dossier.must_be_drafted_by(desk.actor.officer()?)?;
    let today = desk.now.max(dossier.last_at).day();
    let DraftResult { template, said, .. } = command;
    let template = desk.law.deed_of(&dossier, today, &template);
    let template = template.ok_or_else(|| Refusal::of("deed.unknown-template").at("template"))?;
    let known = KnownFacts::new(desk.law, &dossier, today).filling(template);
    let filling = filled(template, &known, &said, DeedField::is_open)?;
    let draft = Box::new(DeedDraft { template: template.id.clone(), filling });
    desk.change(dossier, Fact::ResultDrafted { draft }, None)
}

/// Rows of a list: some pages of a paper.
const ROWS_MOST: usize = 200;

/// What the fields say: what is known, or what was said of those that are open. Refused with everything
/// that is wrong, each at its field.
pub(super) fn filled(
    template: &DeedTemplate,
    known: &Filling,
    said: &Filling,
    is_open: fn(&DeedField, Option<&Said>) -> bool,
) -> Result<Filling, Vec<Refusal>> {
    let strangers = said.keys().filter(|name| template.field(name).is_none());
    let mut wrong: Vec<Refusal> =
        strangers.map(|name| Refusal::of("deed.unknown-field").at(name.clone()).with("name", name)).collect();
    let mut filling = Filling::new();
    for field in &template.fields {
        let (known, said) = (known.get(&field.name), said.get(&field.name));
        let says = if is_open(field, known) { said.or(known) } else { known };
        match says.filter(|says| !says.is_empty()) {
            None if field.is_required => wrong.push(field.refused("deed.field-missing")),
            None => {}
            Some(Said::List(rows)) if rows.len() > ROWS_MOST => {
                wrong.push(field.refused("deed.too-many-rows").with("most", ROWS_MOST));
            }
            Some(says) if says.kind() != field.kind => wrong.push(field.refused("deed.field-kind")),
            Some(says) if says.letters() > usize::from(field.most) => {
                wrong.push(field.refused("deed.field-long").with("most", field.most));
            }
            Some(says) => {
                filling.insert(field.name.clone(), says.clone());
            }
        }
    }
    if wrong.is_empty() { Ok(filling) } else { Err(wrong) }
}

impl DeedField {
    /// Whether the drafter says it: it may be edited, or nothing is known.
    pub fn is_open(&self, known: Option<&Said>) -> bool {
        self.may_edit || known.is_none()
    }
}

/// The paper that a decision makes of the draft: its number is drawn when it is written.
pub(super) fn decided_paper(
    desk: &Desk<'_>,
    dossier: &Dossier,
    outcome: Outcome,
    sign: SignAs,
) -> Result<Box<DeedMade>, Halt> {
    let draft = dossier.draft.as_ref().ok_or_else(|| Refusal::of("deed.nothing-drafted"))?;
    let day = desk.now.max(dossier.last_at).day();
    let template = desk.law.deed_of(dossier, day, &draft.template);
    let template = template.ok_or_else(|| Refusal::of("deed.template-over"))?;
    if template.approves != (outcome == Outcome::Approved) {
        return Err(Refusal::of("deed.other-outcome").at("outcome").into());
    }
    Ok(Box::new(signed(desk, dossier, template, draft.filling.clone(), sign)?))
}

/// The paper that says this, signed now by whoever acts.
pub(super) fn signed(
    desk: &Desk<'_>,
    dossier: &Dossier,
    template: &DeedTemplate,
    mut filling: Filling,
    sign: SignAs,
) -> Result<DeedMade, Halt> {
    let day = desk.now.max(dossier.last_at).day();
    filling.extend(KnownFacts::new(desk.law, dossier, day).of_the_agency(Some(desk.actor.officer()?)));
    let [authority, post] = sign.capacity.lines(template.by_chair).map(|line| Said::Text(line.to_string()));
    filling.extend([("authority".to_string(), authority), ("post".to_string(), post)]);
    Ok(DeedMade {
        template: template.id.clone(),
        filling,
        agency: dossier.submission.competent.clone(),
        book: template.book.clone(),
        number: 0,
        symbol: template.symbol.clone(),
        day,
        check: sign.check,
    })
}
