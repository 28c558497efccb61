//! Liên thông: one dossier that opens others. The parts run beside each other at
//! their own agencies, each with its own clock, history and outcome; the centre that
//! received the lead stays the person's only address (NĐ 61/2018 art 19.6–7).

use crate::act::{Changed, Promise, Record};
use crate::catalogue::{Opens, Part, Version, Way};
use crate::dossier::handed_in::part_decided_by;
use crate::dossier::limit::limit_of;
use crate::dossier::steps::next_holder;
use crate::dossier::{
    Changes, Channel, Desk, Dossier, DossierCode, DossierId, Event, Fact, Outcome, PaperHanded, PartRef,
    Status, Submission, Verb, WantedReturn, is_digitised,
};
use crate::form::Answers;
use crate::{Fault, Halt, Moment, Refusal};

impl DossierId {
    /// The id of a part, derived from the lead's id and the part's place in the catalogue.
    /// Opening the parts a second time therefore finds them opened. The version
    /// says 8 instead of 7, and twelve of the lead's random bits hold the place too, so
    /// that no lead has such an id and no two parts of one lead share one.
    pub fn part(self, place: u16) -> DossierId {
        let mut bytes = self.0;
        let low = u16::from_be_bytes([bytes[6] & 0x0f, bytes[7]]) ^ ((place + 1) & 0x0fff);
        let [high, low] = low.to_be_bytes();
        bytes[6] = 0x80 | high;
        bytes[7] = low;
        DossierId(bytes)
    }
}

impl Dossier {
    /// The dossier whose receipt opens this one: its lead's, or its own.
    pub fn receipt_id(&self) -> DossierId {
        self.submission.lead.unwrap_or(self.id)
    }

    /// Nothing is left to be decided on it.
    pub fn is_ended(&self) -> bool {
        self.status() == Status::Completed || self.status().is_final()
    }
}

/// Adds the parts that wait for the result, once there is one to go on from: decided,
/// or meant by silence. A refusal opens nothing.
pub(super) fn open_parts_of_result(desk: &mut Desk<'_>, changes: Changes) -> Result<Changes, Halt> {
    match changes.first.after.completion() {
        Some((_, Outcome::Approved)) => open_parts(desk, changes, Opens::AfterDecision),
        _ => Ok(changes),
    }
}

/// Adds the parts that this event opens to what the act changes: all of it is
/// written together or not at all.
pub(super) fn open_parts(desk: &mut Desk<'_>, mut changes: Changes, when: Opens) -> Result<Changes, Halt> {
    let lead = &changes.first.after;
    let waiting = desk.version_of(lead)?.parts.clone();
    let mut opened = Vec::new();
    let mut parts = Vec::new();
    for (part, place) in waiting.iter().zip(0..) {
        let id = lead.id.part(place);
        // A lead that is decided a second time has its parts already.
        if part.opens != when || lead.parts.iter().any(|known| known.id == id) {
            continue;
        }
        opened.push(begin_part(desk, lead, id, part)?);
        parts.push(PartRef { id, procedure: part.procedure.clone() });
    }
    if opened.is_empty() {
        return Ok(changes);
    }
    let event = desk.next_event(&changes.first.after, Fact::PartsOpened { parts }, None);
    changes.first = changes.first.and(event)?;
    changes.beside.extend(opened);
    Ok(changes)
}

/// A part, handed in and accepted by the same act and given to the first desk of the
/// agency that decides on it: its clock runs from here.
fn begin_part(
    desk: &mut Desk<'_>,
    lead: &Dossier,
    id: DossierId,
    part: &Part,
) -> Result<Changed<Dossier>, Halt> {
    let at = desk.now.max(lead.last_at);
    let gone = || Fault::other(format!("procedure {} of a part is gone", part.procedure));
    let procedure = desk.law.catalogue.procedure(&part.procedure).ok_or_else(gone)?;
    let version = procedure.version_on(at.day()).ok_or_else(|| {
        let refusal = Refusal::of("dossier.part-not-in-force").with("procedure", &procedure.name);
        refusal.with("day", at.day().vn())
    })?;
    let from = &lead.submission;
    let submission = Submission {
        code: DossierCode { agency: from.receiving.clone(), day: at.day(), number: 0 },
        procedure: procedure.id.clone(),
        version: version.number,
        case: part.case.clone(),
        full_online: version.online == crate::catalogue::Online::Full,
        channel: channel(version, part, from.channel),
        assistance: from.assistance.clone(),
        receiving: from.receiving.clone(),
        competent: part_decided_by(desk.law, from, part, at.day())?,
        deciding: from.deciding.clone(),
        wanted: WantedReturn::default(),
        support_point: from.support_point.clone(),
        applicant: from.applicant.clone(),
        answers: carried_answers(desk, version, part, from),
        papers: carried(version, part, &from.papers),
        form: None,
        submitter: from.submitter.clone(),
        consent: from.consent.clone(),
        lead: Some(lead.id),
    };
    let (limit, trust) = limit_of(version, &part.case, submission.channel)?;
    let promise = Promise::make(desk.law, &submission.competent, limit, trust, at)?;
    let promise = desk.struck(&submission.competent, promise)?;
    let digitised = is_digitised(version, &submission);
    let event = |seq: u32, fact: Fact| told(desk, lead, seq, at, fact);
    let events = vec![
        event(1, Fact::Submitted(Box::new(submission))),
        event(2, Fact::Accepted { promise, digitised, fetched: Vec::new() }),
    ];
    let accepted = Changed::<Dossier>::new(id, events)?;
    // Where the template knows no other desk, reception keeps it.
    match next_holder(desk, &accepted.after) {
        Ok(to) => Ok(accepted.and(event(3, Fact::Forwarded { to }))?),
        Err(_) => Ok(accepted),
    }
}

fn told(desk: &Desk<'_>, lead: &Dossier, seq: u32, at: Moment, fact: Fact) -> Event {
    Event { at, ..desk.event(seq, lead.home(), fact, None) }
}

/// As the lead was handed in, where the part is offered that way; else the first way
/// in which it is.
fn channel(version: &Version, part: &Part, lead: Channel) -> Channel {
    let offered = |way: &Way| version.offer(&part.case, *way).is_some();
    [lead].into_iter().chain(Way::ALL).find(offered).unwrap_or(lead)
}

/// The answers that the part's own form asks for under the same names; all of them
/// where the part has only the general form, so that its agency has them before it.
fn carried_answers(desk: &Desk<'_>, version: &Version, part: &Part, from: &Submission) -> Answers {
    let own = version.form_in(&part.case).and_then(|_| desk.law.form_of(version, &part.case));
    let asked = |key: &str| own.is_none_or(|form| form.field(key).is_some());
    let answers = from.answers.iter().filter(|(key, _)| asked(key));
    answers.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Papers that the part asks for under the same name come with it; the files are the
/// same, by their digest.
fn carried(version: &Version, part: &Part, papers: &[PaperHanded]) -> Vec<PaperHanded> {
    let asked =
        |paper: &&PaperHanded| version.papers_for(&part.case).any(|asked| asked.id.as_str() == paper.paper);
    papers.iter().filter(asked).cloned().collect()
}

/// The parts of a lead, as they stand.
pub(super) fn parts_of(desk: &mut Desk<'_>, lead: &Dossier) -> Result<Vec<Dossier>, Fault> {
    let mut parts = Vec::with_capacity(lead.parts.len());
    for PartRef { id, .. } in &lead.parts {
        let part = desk.read.dossier_of(*id)?;
        parts.push(part.ok_or_else(|| Fault::damaged(format!("part {id} of {} is gone", lead.id)))?);
    }
    Ok(parts)
}

/// The lead of a part.
pub(super) fn lead_of(desk: &mut Desk<'_>, part: &Dossier) -> Result<Option<Dossier>, Fault> {
    let Some(id) = part.submission.lead else { return Ok(None) };
    let lead = desk.read.dossier_of(id)?;
    lead.map(Some).ok_or_else(|| Fault::damaged(format!("the lead {id} of {} is gone", part.id)))
}

/// Does to every part of a lead what was done to the lead, where that is in order;
/// the others must stay as they were read.
pub(super) fn with_parts(
    desk: &Desk<'_>,
    mut changes: Changes,
    parts: Vec<Dossier>,
    verb: Verb,
    fact: &Fact,
    reason: Option<&str>,
) -> Result<Changes, Halt> {
    for part in parts {
        if part.must_admit(verb).is_ok() {
            let changed = desk.change(part, fact.clone(), reason.map(str::to_string))?;
            changes.beside.push(changed.first);
        } else {
            changes.relies_on.push((part.reference(), part.seq));
        }
    }
    Ok(changes)
}

/// The result is handed over when all of it is there: no part may still run.
pub(super) fn must_all_be_ended(parts: &[Dossier]) -> Result<(), Refusal> {
    let open: Vec<String> =
        parts.iter().filter(|part| !part.is_ended()).map(|part| part.code().to_string()).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Refusal::of("dossier.parts-open")
        .with("codes", open.join(", "))
        .under("Nghị định 61/2018/NĐ-CP Điều 19 khoản 6"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_part_follows_from_its_lead_and_is_nobody_elses() {
        let lead = DossierId::v7(Moment(1_751_327_940_000), [0xab; 10]);
        assert_eq!(lead.part(0), lead.part(0));
        let mut seen: Vec<DossierId> = (0..4094).map(|place| lead.part(place)).collect();
        seen.push(lead);
        seen.sort();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
        assert!(seen.iter().filter(|id| **id != lead).all(|id| id.0[6] >> 4 == 8));
        assert_eq!(DossierId::parse(&lead.part(2).to_string()), Some(lead.part(2)));
    }
}
