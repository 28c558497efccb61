//! Bổ sung: the person's answer to exactly what was marked. The clock starts again
//! from zero, and what stood there before stays beside what stands there now.

use crate::catalogue::Duty;
use crate::document::FILES_MAX;
use crate::dossier::handed_in::{check_papers, differences, is_under, taken_in};
use crate::dossier::{
    About, Applicant, Changes, Corrected, Desk, Dossier, DossierCode, Fact, PaperHanded, Rehearsal, State,
    Submission, Verb, WrongItem, answer_at, form_under, is_digitised, put_answer,
};
use crate::form::{self, ANSWER_BYTES_MAX, Answers, Form};
use crate::{Day, Fault, Halt, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the person hands in in answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supplement {
    /// Which dossier.
    pub code: DossierCode,
    /// Papers that were asked for; one that was marked takes the place of what was
    /// handed in under its name.
    pub papers: Vec<PaperHanded>,
    /// New answers by their path; null takes an answer away. Only marked ones.
    pub answers: BTreeMap<String, Value>,
    /// What is said otherwise of the person, by its name in [`Applicant::FIELDS`]; empty
    /// takes it away. Only what was marked.
    pub person: BTreeMap<String, String>,
    /// What they say to it. With words, a marked thing may stay as it is.
    pub note: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Supplement {
    let (papers, answers, person) = Default::default();
    Supplement { code: on.code(), papers, answers, person, note: on.words() }
}

/// The person, or the reception desk for them, completes the dossier.
pub fn supplement(desk: &mut Desk<'_>, command: Supplement) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Supplement)?;
    if let Some(officer) = desk.actor.person_or_officer()? {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let State::AwaitingSupplement { items, .. } = &dossier.state else {
        return Err(Fault::damaged(format!("{} awaits no supplement", dossier.id)).into());
    };
    let version = desk.version_of(&dossier)?;
    let submission = &dossier.submission;
    let note = command.note.trim().to_string();
    // A dossier that names no form was not judged by one.
    let form = form_under(desk.law, submission).filter(|_| submission.form.is_some());
    let marks = marks(form, items);
    let person = corrected_person(&dossier.submission.applicant, items, command.person, desk.now.day());
    let (person, (mut corrected, answers)) =
        both(person, corrected(&dossier, form, &marks, command.answers))?;
    if command.papers.is_empty() && corrected.is_empty() && person.is_empty() && note.is_empty() {
        return Err(Refusal::of("dossier.nothing-supplemented").at("papers").into());
    }
    check_papers(version, &submission.case, &command.papers)?;
    must_be_asked(items, &command.papers)?;
    if note.is_empty() {
        must_be_answered(form, items, &command.papers, &corrected, &person)?;
    }
    if !corrected.is_empty() {
        corrected = judged(desk, form, &dossier, corrected, answers)?;
    }
    let replaces = replaced(&dossier, items, &command.papers);
    let papers = taken_in(command.papers, desk.actor, desk.now)?;
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
    let digitised =
        is_digitised(desk.version_of(&dossier)?, &Submission { papers: all, ..submission.clone() });
    let fact = Fact::Supplemented { papers, replaces, answers: corrected, person, promise, digitised };
    desk.change(dossier, fact, Some(note).filter(|note| !note.is_empty()))
}

/// The last day on which an answer is expected; none if nothing is asked. If that is a day
/// off, the next working day (Civil Code art 148.5).
pub fn answer_by(law: &Law, dossier: &Dossier) -> Option<Day> {
    match dossier.state {
        State::AwaitingSupplement { since, .. } => Some(answer_by_of(law, since)),
        _ => None,
    }
}

/// The last day for a request that was made at this moment.
pub fn answer_by_of(law: &Law, asked: Moment) -> Day {
    let days = i32::try_from(law.policy.answer_within.0).unwrap_or(i32::MAX / 2);
    law.calendar.next_working(asked.day().plus(days.saturating_sub(1)))
}

/// What is said otherwise of the person and was marked, as the rule of handing in leaves
/// it: the whole person is judged again on the day of the correction.
fn corrected_person(
    before: &Applicant,
    items: &[WrongItem],
    new: BTreeMap<String, String>,
    today: Day,
) -> Result<Vec<Corrected>, Vec<Refusal>> {
    let is_marked =
        |field: &str| items.iter().any(|item| matches!(&item.about, About::Person(mark) if mark == field));
    let at = |refusal: Refusal, field: &str| {
        let shown: String = field.chars().take(60).collect();
        refusal.at(format!("person.{shown}")).with("field", shown)
    };
    let (mut person, mut wrong) = (before.clone(), Vec::new());
    for (field, text) in new {
        let is_same = before.field(&field) == Some(text.trim());
        if !person.put(&field, text) {
            wrong.push(at(Refusal::of("dossier.unknown-field"), &field));
        } else if !is_marked(&field) && !is_same {
            wrong.push(at(Refusal::of("dossier.field-not-asked"), &field));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if person == *before {
        return Ok(Vec::new());
    }
    let person =
        person.checked(today).map_err(|wrong| wrong.into_iter().map(in_person).collect::<Vec<_>>())?;
    let said = |person: &Applicant, field: &str| {
        person.field(field).filter(|text| !text.is_empty()).map(Value::from)
    };
    let fields = Applicant::FIELDS.into_iter();
    let fields = fields.map(|field| (field, said(before, field), said(&person, field)));
    let changed = fields.filter(|(field, was, is)| was != is && is_marked(field));
    Ok(changed.map(|(field, before, after)| Corrected { path: field.into(), before, after }).collect())
}

/// The place of a refusal about a person, among the inputs of a supplement.
fn in_person(refusal: Refusal) -> Refusal {
    match refusal.field.clone() {
        Some(field) => refusal.at(format!("person.{field}")),
        None => refusal,
    }
}

/// Both, or all that is wrong with either.
fn both<A, B>(one: Result<A, Vec<Refusal>>, other: Result<B, Vec<Refusal>>) -> Result<(A, B), Vec<Refusal>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err([one.err(), other.err()].into_iter().flatten().flatten().collect()),
    }
}

/// The form with the new answers in it, before it is judged, and what changes by them.
/// Refuses what was not marked. What a correction brings up may be answered with it.
fn corrected(
    dossier: &Dossier,
    form: Option<&Form>,
    marks: &[&str],
    new: BTreeMap<String, Value>,
) -> Result<(Vec<Corrected>, Answers), Vec<Refusal>> {
    let before = &dossier.submission.answers;
    let mut answers = before.clone();
    let (mut changed, mut wrong, mut unmarked) = (Vec::new(), Vec::new(), Vec::new());
    let named: Vec<String> = new.keys().cloned().collect();
    for (path, value) in new {
        let shown: String = path.chars().take(60).collect();
        let after = Some(value).filter(|value| !value.is_null());
        let stood = answer_at(before, &path).cloned();
        if !marks.iter().any(|mark| is_under(&path, mark)) {
            unmarked.push(path.clone());
        } else if stood == after {
            continue;
        }
        if !put_answer(&mut answers, &path, after.clone()) {
            let refusal = Refusal::of("dossier.unknown-field").at(format!("form.{shown}"));
            wrong.push(refusal.with("field", &shown));
            continue;
        }
        changed.push(Corrected { path, before: stood, after });
    }
    let is_new = |path: &str| form.is_some_and(|form| !form.asks(path, before) && form.asks(path, &answers));
    for path in unmarked.iter().filter(|path| !is_new(path)) {
        let shown: String = path.chars().take(60).collect();
        let refusal = Refusal::of("dossier.field-not-asked").at(format!("form.{shown}"));
        wrong.push(refusal.with("field", &shown));
    }
    for path in changed.iter().filter_map(|one| outdated(form, &one.path, &named)).flatten() {
        let _ = put_answer(&mut answers, &path, None);
    }
    if wrong.is_empty() { Ok((changed, answers)) } else { Err(wrong) }
}

/// The parts of an address that a corrected one makes untrue: the old address where the
/// place was named anew, the place where the old address was. A part that was sent along
/// is the person's own word.
fn outdated(form: Option<&Form>, path: &str, named: &[String]) -> Option<Vec<String>> {
    let address = form?.question_of(path);
    let part = path.strip_prefix(address)?.strip_prefix('.')?;
    let others: &[&str] = match part {
        "tinh" | "xa" => &["cu"],
        "cu" => &["tinh", "xa"],
        _ => &[],
    };
    let others = others.iter().map(|other| format!("{address}.{other}"));
    Some(others.filter(|other| !named.contains(other)).collect())
}

/// The marked answers as people are asked for them: a mark on one part of an address stands
/// for the whole address.
fn marks<'i>(form: Option<&Form>, items: &'i [WrongItem]) -> Vec<&'i str> {
    let mark = |item: &'i WrongItem| match &item.about {
        About::Field(path) => Some(question_of(form, path)),
        About::Whole | About::Paper(_) | About::Person(_) => None,
    };
    items.iter().filter_map(mark).collect()
}

fn question_of<'p>(form: Option<&Form>, path: &'p str) -> &'p str {
    form.map_or(path, |form| form.question_of(path))
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

/// Without an explanation (`note`), everything that was marked must be answered.
fn must_be_answered(
    form: Option<&Form>,
    items: &[WrongItem],
    papers: &[PaperHanded],
    corrected: &[Corrected],
    person: &[Corrected],
) -> Result<(), Vec<Refusal>> {
    let answered = |item: &&WrongItem| match &item.about {
        About::Whole => true,
        About::Paper(id) => papers.iter().any(|paper| paper.paper == *id),
        About::Field(mark) => {
            corrected.iter().any(|correction| is_under(&correction.path, question_of(form, mark)))
        }
        About::Person(field) => person.iter().any(|correction| correction.path == *field),
    };
    let open: Vec<Refusal> = items
        .iter()
        .filter(|item| !answered(item))
        .map(|item| Refusal::of("dossier.item-unanswered").at(item.about.input()).with("why", &item.why))
        .collect();
    if open.is_empty() { Ok(()) } else { Err(open) }
}

/// The papers whose earlier version is replaced: marked, handed in before and now again.
/// Papers under `other` are only added.
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
/// again, texts are tidied, and what follows from a corrected answer follows it.
/// A dossier older than its forms has none to be judged by.
fn judged(
    desk: &Desk<'_>,
    form: Option<&Form>,
    dossier: &Dossier,
    corrected: Vec<Corrected>,
    answers: Answers,
) -> Result<Vec<Corrected>, Halt> {
    let Some(form) = form else {
        let long = serde_json::to_string(&answers).map_err(Fault::other)?.len() > ANSWER_BYTES_MAX;
        if long {
            return Err(Refusal::of("dossier.answers-too-long").at("answers").into());
        }
        return Ok(corrected);
    };
    let judged = form::judge(form, answers, desk.now.day(), &desk.law.directory)?;
    Ok(differences(&dossier.submission.answers, &judged))
}
