//! Dự thảo kết quả: the paper that the dossier is to end with, made from what is known. Whoever has the
//! dossier drafts it, as often as needed; the leader's decision gives it its number and its day.

use crate::act::{Record, RecordRef};
use crate::catalogue::DeedId;
use crate::deed::{DeedDraft, DeedMade, DeedTemplate, EntryUsed, Filling, PersonSignature, SignAs, judged};
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, KnownFacts, Outcome};
use crate::register::RegisterEntry;
use crate::year_book::YearBook;
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
    /// From which entry of a register it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

/// Whoever has the dossier drafts what it is to end with, until the leader has decided. What is known
/// and may not be edited is taken from where it is known, not from what is sent.
pub fn draft_result(desk: &mut Desk<'_>, command: DraftResult) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    dossier.must_be_drafted_by(desk.actor.officer()?)?;
    let today = desk.now.max(dossier.last_at).day();
    let DraftResult { template, said, entry, .. } = command;
    let template = desk.law.deed_of(&dossier, today, &template);
    let template = template.ok_or_else(|| Refusal::of("deed.unknown-template").at("template"))?;
    dossier.must_be_compared_for(desk.law, template)?;
    let entry = match entry {
        Some(id) => Some(usable_entry(desk, template, &id)?),
        None if desk.law.stands_in_a_register(template) => {
            return Err(Refusal::of("register.entry-first").at("entry").into());
        }
        None => None,
    };
    let known = KnownFacts::new(desk.law, &dossier, today).with_entry(entry.as_ref());
    let is_open = |name: &String| template.field(name).is_none_or(|field| known.is_open(field));
    let said = said.into_iter().filter(|(name, _)| is_open(name));
    let said: Filling = known.filling(&template.fields).into_iter().chain(said).collect();
    let filling = judged(&template.fields, &said)?;
    let entry = entry.map(|entry| EntryUsed { seq: entry.last.seq, id: entry.id });
    let draft = Box::new(DeedDraft { template: template.id.clone(), filling, entry });
    desk.change(dossier, Fact::ResultDrafted { draft }, None)
}

/// Refuses a paper that says what its entry does not say any more: that is void, or something was noted in
/// it since.
pub(super) fn must_be_as_entered(desk: &mut Desk<'_>, used: Option<&EntryUsed>) -> Result<(), Halt> {
    let Some(EntryUsed { id, seq }) = used else { return Ok(()) };
    match desk.read.entry(id)? {
        Some(entry) if entry.last.seq == *seq && !entry.is_void() => Ok(()),
        _ => Err(Refusal::of("register.changed-since").into()),
    }
}

/// The entry from which a paper by this template can be taken: of its register, of the officer's own
/// agency, and not void.
pub(super) fn usable_entry(
    desk: &mut Desk<'_>,
    template: &DeedTemplate,
    id: &str,
) -> Result<RegisterEntry, Halt> {
    let agency = &desk.actor.officer()?.agency;
    let entry = desk.read.entry(id)?;
    let entry = entry.ok_or_else(|| Refusal::of("register.unknown-entry").at("entry"))?;
    entry.must_give(template, agency)?;
    Ok(entry)
}

/// The paper that a decision makes of the draft: its number is drawn when it is written.
pub(super) fn decided_paper(
    desk: &mut Desk<'_>,
    dossier: &Dossier,
    outcome: Outcome,
    sign: SignAs,
) -> Result<(Box<DeedMade>, Option<BookRead>), Halt> {
    let draft = dossier.draft.as_ref().ok_or_else(|| Refusal::of("deed.nothing-drafted"))?;
    let day = desk.now.max(dossier.last_at).day();
    let template = desk.law.deed_of(dossier, day, &draft.template);
    let template = template.ok_or_else(|| Refusal::of("deed.template-over"))?;
    if template.approves != (outcome == Outcome::Approved) {
        return Err(Refusal::of("deed.other-outcome").at("outcome").into());
    }
    must_be_as_entered(desk, draft.entry.as_ref())?;
    dossier.must_be_compared_for(desk.law, template)?;
    let (made, book) = signed(desk, dossier, template, draft.filling.clone(), sign)?;
    Ok((Box::new(DeedMade { entry: draft.entry.clone(), ..made }), book))
}

/// The book of a paper as it was read, with the number of its last event; 0 where nothing is to be said of it. The act
/// holds only while it stands so: what is numbered in the instant in which the book is closed, or a volume opened, is
/// asked again.
pub(super) type BookRead = (RecordRef, u32);

/// The paper that says this, signed now by whoever acts, in the volume that is in use.
pub(super) fn signed(
    desk: &mut Desk<'_>,
    dossier: &Dossier,
    template: &DeedTemplate,
    mut filling: Filling,
    sign: SignAs,
) -> Result<(DeedMade, Option<BookRead>), Halt> {
    let officer = desk.actor.officer()?;
    let signature = match sign.with_key {
        true => PersonSignature::Awaited { officer: officer.id.clone() },
        false => PersonSignature::ByHand,
    };
    let day = desk.now.max(dossier.last_at).day();
    let facts = KnownFacts::new(desk.law, dossier, day);
    filling.extend(facts.of_the_signer(template, officer, sign.capacity));
    let mut made = DeedMade {
        template: template.id.clone(),
        filling,
        agency: dossier.submission.competent.clone(),
        book: template.book.clone(),
        number: 0,
        volume: None,
        symbol: template.symbol.clone(),
        day,
        check: sign.check,
        entry: None,
        signature,
    };
    let Some(key) = made.book_key() else { return Ok((made, None)) };
    let kept = desk.read.year_book(&key.id())?;
    if kept.as_ref().is_some_and(|book| book.closed.is_some()) {
        return Err(Refusal::of("book.closed").with("year", key.year).into());
    }
    made.volume = template.in_volumes.then(|| YearBook::volume_in_use(kept.as_ref()).volume);
    let reference = RecordRef { kind: YearBook::KIND, id: key.id().into_bytes() };
    let seq = kept.map_or(0, |book| book.last.seq);
    Ok((made, Some((reference, seq))))
}
