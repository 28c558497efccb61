//! Bổ sung: the person's answer to exactly what was marked. The clock starts again
//! from zero, and what stood there before stays beside what stands there now.

use super::accept::check_papers;
use super::act::{Changes, Desk};
use super::ask_supplement::version_of;
use super::corrected::{is_under, put_answer};
use super::paper::taken_in;
use super::{
    About, Corrected, Dossier, DossierCode, Fact, PaperHanded, State, Verb, WrongItem, answer_at,
    is_digitised,
};
use crate::account::Actor;
use crate::catalogue::{Duty, Version};
use crate::document::FILES_MAX;
use crate::form::{self, ANSWER_BYTES_MAX, Answers};
use crate::{Day, Fault, Halt, Law, Refusal};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the person hands in in answer.
#[derive(Debug, Clone)]
pub struct Supplement {
    /// Which dossier.
    pub code: DossierCode,
    /// Papers that were asked for; one that was marked takes the place of what was
    /// handed in under its name.
    pub papers: Vec<PaperHanded>,
    /// New answers by their path; null takes an answer away. Only marked ones.
    pub answers: BTreeMap<String, Value>,
    /// What they say to it. With words, a marked thing may stay as it is.
    pub note: String,
}

/// The person, or the reception desk for them, completes the dossier.
pub fn supplement(desk: &mut Desk<'_>, command: Supplement) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Supplement)?;
    if let Actor::Officer(officer) = desk.actor {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let State::AwaitingSupplement { items, .. } = &dossier.state else {
        return Err(Fault::damaged(format!("{} awaits no supplement", dossier.id)).into());
    };
    let version = version_of(desk, &dossier)?;
    let submission = &dossier.submission;
    let note = command.note.trim().to_string();
    let (mut corrected, answers) = corrected(&dossier, items, command.answers)?;
    if command.papers.is_empty() && corrected.is_empty() && note.is_empty() {
        return Err(Refusal::of("dossier.nothing-supplemented").at("papers").into());
    }
    check_papers(version, &submission.case, &command.papers)?;
    must_be_asked(items, &command.papers)?;
    if note.is_empty() {
        must_be_answered(items, &command.papers, &corrected)?;
    }
    if !corrected.is_empty() {
        corrected = judged(desk, version, &dossier, corrected, answers)?;
    }
    let replaces = replaced(&dossier, items, &command.papers);
    let papers = taken_in(command.papers, &desk.actor.name(), desk.now);
    let kept = submission.papers.iter().filter(|paper| !replaces.contains(&paper.paper));
    let all: Vec<PaperHanded> = kept.chain(&papers).cloned().collect();
    desk.must_take_no_viruses(&papers)?;
    if all.iter().map(|paper| paper.files.len()).sum::<usize>() > FILES_MAX {
        return Err(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX).into());
    }
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let promise = reception.promise.restarted(desk.law, &submission.competent, desk.now)?;
    let promise = desk.struck(&submission.competent, promise)?;
    let fact =
        Fact::Supplemented { papers, replaces, answers: corrected, promise, digitised: is_digitised(&all) };
    desk.change(dossier, fact, Some(note).filter(|note| !note.is_empty()))
}

/// The last day on which an answer is hoped for; none while nothing is asked.
pub fn answer_by(law: &Law, dossier: &Dossier) -> Option<Day> {
    match dossier.state {
        State::AwaitingSupplement { since, .. } => {
            Some(since.day().plus(i32::try_from(law.policy.answer_within.0).unwrap_or(i32::MAX / 2)))
        }
        _ => None,
    }
}

/// The answers that really change, and the form after it. Refuses what was not
/// marked.
fn corrected(
    dossier: &Dossier,
    items: &[WrongItem],
    new: BTreeMap<String, Value>,
) -> Result<(Vec<Corrected>, Answers), Vec<Refusal>> {
    let before = &dossier.submission.answers;
    let mut answers = before.clone();
    let (mut changed, mut wrong) = (Vec::new(), Vec::new());
    for (path, value) in new {
        let shown: String = path.chars().take(60).collect();
        let at = || format!("form.{shown}");
        let marked = |item: &WrongItem| matches!(&item.about, About::Field(mark) if is_under(&path, mark));
        if !items.iter().any(marked) {
            wrong.push(Refusal::of("dossier.field-not-asked").at(at()).with("field", &shown));
            continue;
        }
        let after = Some(value).filter(|value| !value.is_null());
        let stood = answer_at(before, &path).cloned();
        if stood == after {
            continue;
        }
        if !put_answer(&mut answers, &path, after.clone()) {
            wrong.push(Refusal::of("dossier.unknown-field").at(at()).with("field", &shown));
            continue;
        }
        changed.push(Corrected { path, before: stood, after });
    }
    if wrong.is_empty() { Ok((changed, answers)) } else { Err(wrong) }
}

/// What was not asked for comes as `other`, so that nothing that was in order is
/// replaced by mistake. A request about the whole leaves every paper open.
fn must_be_asked(items: &[WrongItem], papers: &[PaperHanded]) -> Result<(), Refusal> {
    if items.iter().any(|item| item.about == About::Whole) {
        return Ok(());
    }
    match papers.iter().find(|paper| paper.paper != "other" && !is_marked(items, &paper.paper)) {
        None => Ok(()),
        Some(paper) => {
            let at = format!("paper.{}", paper.paper);
            Err(Refusal::of("dossier.paper-not-asked").at(at).with("paper", &paper.paper))
        }
    }
}

/// Whoever says nothing to it must bring everything that was marked.
fn must_be_answered(
    items: &[WrongItem],
    papers: &[PaperHanded],
    corrected: &[Corrected],
) -> Result<(), Vec<Refusal>> {
    let answered = |item: &&WrongItem| match &item.about {
        About::Whole => true,
        About::Paper(id) => papers.iter().any(|paper| paper.paper == *id),
        About::Field(mark) => corrected.iter().any(|correction| is_under(&correction.path, mark)),
    };
    let open: Vec<Refusal> = items
        .iter()
        .filter(|item| !answered(item))
        .map(|item| Refusal::of("dossier.item-unanswered").at(item.about.input()).with("why", &item.why))
        .collect();
    if open.is_empty() { Ok(()) } else { Err(open) }
}

/// The papers whose earlier version gives way: marked, handed in before and now
/// again. Papers without a name of their own only add up.
fn replaced(dossier: &Dossier, items: &[WrongItem], papers: &[PaperHanded]) -> Vec<String> {
    let mut ids: Vec<String> = papers
        .iter()
        .map(|paper| &paper.paper)
        .filter(|id| *id != "other" && is_marked(items, id))
        .filter(|id| dossier.submission.papers.iter().any(|before| before.paper == **id))
        .cloned()
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

fn is_marked(items: &[WrongItem], paper: &str) -> bool {
    items.iter().any(|item| matches!(&item.about, About::Paper(id) if id == paper))
}

/// The corrections as the rule of handing in leaves them: the whole form is judged
/// again, texts are tidied, and what is computed from a corrected answer follows it.
/// A dossier older than its forms has none to be judged by.
fn judged(
    desk: &Desk<'_>,
    version: &Version,
    dossier: &Dossier,
    corrected: Vec<Corrected>,
    answers: Answers,
) -> Result<Vec<Corrected>, Halt> {
    let submission = &dossier.submission;
    let form = submission.form.as_ref().and_then(|_| desk.law.form_of(version, &submission.case));
    let Some(form) = form else {
        let long = serde_json::to_string(&answers).map_err(Fault::other)?.len() > ANSWER_BYTES_MAX;
        if long {
            return Err(Refusal::of("dossier.answers-too-long").at("answers").into());
        }
        return Ok(corrected);
    };
    let judged = form::judge(form, answers, desk.now.day(), &desk.law.directory)?;
    let before = &submission.answers;
    let mut told = Vec::with_capacity(corrected.len());
    let mut after = before.clone();
    for Corrected { path, before, .. } in corrected {
        let now = answer_at(&judged, &path).cloned();
        if put_answer(&mut after, &path, now.clone()) && before != now {
            told.push(Corrected { path, before, after: now });
        }
    }
    for key in before.keys().chain(judged.keys()) {
        if after.get(key) != judged.get(key) && told.iter().all(|one| one.path != *key) {
            let (before, now) = (before.get(key).cloned(), judged.get(key).cloned());
            after.insert(key.clone(), now.clone().unwrap_or_default());
            told.push(Corrected { path: key.clone(), before, after: now });
        }
    }
    Ok(told)
}
