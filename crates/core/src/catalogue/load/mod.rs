//! From the text of the files to sound procedures, or to the list of everything
//! that is wrong. What is checked, and the codes: the table in `tests.rs`.

mod common;
mod events;
mod parts;
mod version;

pub(super) use events::{life_events, speech};

use super::ids::{ProcedureId, national_code};
use super::procedure::*;
use super::seen::Origin;
use super::sheet::Node;
use super::steps::{Duty, StepAgency, StepTemplate, WorkStep};
use crate::{BadData, Refusal, Trust};
use common::{Names, TOO_SMALL, TRUST, all, inner_id, is_id, read_file, stem};
use std::collections::{BTreeMap, HashMap};

/// What sound files hold: procedures, and step templates by name.
type Sound = (Vec<Procedure>, BTreeMap<String, StepTemplate>);

pub(super) fn read(procedures: &[(&str, &str)], steps: &[(&str, &str)]) -> Result<Sound, Vec<BadData>> {
    let mut bad = Vec::new();
    let mut templates = BTreeMap::new();
    for (file, text) in steps {
        if let Some(template) = read_file(file, text, &mut bad, |node| step_template(node, stem(file))) {
            templates.insert(template.name.clone(), template);
        }
    }
    // A template whose file is broken is named once, not again by every
    // procedure that uses it.
    let names: Names<'_> = steps.iter().map(|(file, _)| stem(file)).collect();
    let mut taken = Taken::default();
    let mut read = Vec::new();
    for (file, text) in procedures {
        read.extend(read_file(file, text, &mut bad, |node| procedure(node, file, &names, &mut taken)));
    }
    if bad.is_empty() {
        bad.extend(parts::wrong(&read, procedures));
    }
    if bad.is_empty() { Ok((read, templates)) } else { Err(bad) }
}

/// What other files have already claimed.
#[derive(Default)]
struct Taken {
    ids: HashMap<String, String>,
    codes: HashMap<String, String>,
    fields: HashMap<String, String>,
}

impl Taken {
    fn id(&mut self, node: &Node<'_>, file: &str, id: &str) {
        if let Some(other) = self.ids.insert(id.to_string(), file.to_string()) {
            node.wrong("id", Refusal::of("catalogue.id-twice").with("id", id).with("other", other));
        }
    }

    fn code(&mut self, node: &Node<'_>, file: &str, field: &str, code: &str) {
        if let Some(other) = self.codes.insert(code.to_string(), file.to_string()) {
            node.wrong(field, Refusal::of("catalogue.code-twice").with("code", code).with("other", other));
        }
    }

    fn field(&mut self, node: &Node<'_>, field: &str, english: &str) {
        let first = self.fields.entry(field.to_string()).or_insert(english.to_string());
        if first != english {
            let why = Refusal::of("catalogue.field-translated-twice");
            node.wrong("field_en", why.with("field", field).with("other", first));
        }
    }
}

fn id_of(node: &Node<'_>, field: &'static str, stem: &str) -> Option<String> {
    let id = node.text(field)?;
    if id != stem {
        node.wrong(field, Refusal::of("catalogue.id-not-file-name").with("id", &id).with("file", stem));
    }
    if !is_id(&id) {
        node.wrong(field, Refusal::of("catalogue.id-unreadable").with("id", &id));
    }
    Some(id)
}

fn step_template(node: &Node<'_>, stem: &str) -> Option<StepTemplate> {
    let name = id_of(node, "name", stem);
    let (title, title_en) = (node.text("title"), node.text("title_en"));
    let tables = node.tables("step");
    let mut seen = Vec::new();
    let steps = all(tables.iter().enumerate().map(|(at, table)| {
        // The person hands in and takes back at the same desk, whoever works
        // in between (NĐ 61/2018 art 17, 20).
        let at_desk = at == 0 || at + 1 == tables.len();
        step(table, at_desk, &mut seen)
    }));
    if tables.is_empty() {
        node.wrong("", Refusal::of("catalogue.no-step"));
    } else if steps.as_ref().is_some_and(|steps| steps.iter().all(|step| step.hours == 0)) {
        node.wrong("step", Refusal::of("catalogue.steps-without-time"));
    }
    if let Some(steps) = &steps {
        beside(&tables, steps);
    }
    node.done();
    Some(StepTemplate { name: name?, title: title?, title_en: title_en?, steps: steps? })
}

fn step(node: &Node<'_>, at_desk: bool, seen: &mut Vec<String>) -> Option<WorkStep> {
    let id = inner_id(node, seen, "catalogue.step-twice");
    let (name, name_en) = (node.text("name"), node.text("name_en"));
    let duties = [
        ("reception", Duty::Reception),
        ("case", Duty::Case),
        ("leader", Duty::Leader),
        ("registry", Duty::Registry),
    ];
    let duty = node.choice("duty", &duties);
    if at_desk && duty.is_some_and(|duty| duty != Duty::Reception) {
        node.wrong("duty", Refusal::of("catalogue.steps-not-at-reception"));
    }
    let agency = step_agency(node, duty);
    let beside = node.flag_or_no("beside");
    let hours = node.number("hours", 0, TOO_SMALL);
    let trust = node.choice("trust", &TRUST);
    node.done();
    Some(WorkStep {
        id: id?,
        name: name?,
        name_en: name_en?,
        duty: duty?,
        agency: agency?,
        beside: beside?,
        hours: hours?,
        trust: trust?,
    })
}

/// What goes out together has one lead, who has the dossier meanwhile: the desk of the house that
/// works on it right before. And each agency has one share at a time.
fn beside(tables: &[Node<'_>], steps: &[WorkStep]) {
    let is_lead = |step: &WorkStep| step.duty == Duty::Case && step.agency.is_none();
    for (at, (node, step)) in tables.iter().zip(steps).enumerate().filter(|(_, (_, step))| step.beside) {
        let before = &steps[..at];
        let begins = before.iter().rposition(|step| !step.beside).map_or(0, |last| last + 1);
        if step.agency.is_none() {
            node.wrong("beside", Refusal::of("catalogue.step-beside-at-home"));
        } else if begins == at && !before.last().is_some_and(is_lead) {
            node.wrong("beside", Refusal::of("catalogue.step-beside-without-lead"));
        } else if before[begins..].iter().any(|other| other.agency == step.agency) {
            node.wrong("agency", Refusal::of("catalogue.step-beside-twice"));
        }
    }
}

/// The other agency that takes the step, if one does. What is received and returned, decided and
/// issued stays where the law has put it (NĐ 61/2018 art 17, 20), so only work on it goes there.
fn step_agency(node: &Node<'_>, duty: Option<Duty>) -> Option<Option<StepAgency>> {
    let Some(text) = node.optional_text("agency")? else { return Some(None) };
    let agency = StepAgency::parse(&text);
    if agency.is_none() {
        node.wrong("agency", Refusal::of("catalogue.step-agency-unknown").with("value", &text));
    } else if duty.is_some_and(|duty| duty != Duty::Case) {
        node.wrong("agency", Refusal::of("catalogue.step-agency-not-case"));
        return None;
    }
    agency.map(Some)
}

fn procedure(node: &Node<'_>, file: &str, templates: &Names<'_>, taken: &mut Taken) -> Option<Procedure> {
    let id = id_of(node, "id", stem(file));
    if let Some(id) = &id {
        taken.id(node, file, id);
    }
    let code = code(node, file, taken);
    let other_codes = other_codes(node, file, taken);
    let (name, name_en) = (node.text("name"), node.text("name_en"));
    let (field, field_en) = (node.text("field"), node.text("field_en"));
    if let (Some(field), Some(english)) = (&field, &field_en) {
        taken.field(node, field, english);
    }
    let level = node.choice("level", &[("commune", Level::Commune), ("province", Level::Province)]);
    let competents = Competent::ALL.map(|competent| (competent.as_str(), competent));
    let competent = node.choice("competent", &competents);
    let keywords = node.texts("keywords");
    let (plain, plain_en) = (node.optional_text("plain"), node.optional_text("plain_en"));
    let tables = node.tables("version");
    let versions = versions(&tables, templates);
    if tables.is_empty() {
        node.wrong("", Refusal::of("catalogue.no-version"));
    }
    node.done();
    let (code, code_trust) = code?;
    Some(Procedure {
        id: id?.into(),
        code,
        code_trust,
        other_codes: other_codes?,
        name: name?,
        name_en: name_en?,
        field: field?,
        field_en: field_en?,
        level: level?,
        competent: competent?,
        keywords: keywords?,
        plain: plain?.unwrap_or_default(),
        plain_en: plain_en?.unwrap_or_default(),
        origin: Origin::OwnFile,
        authority: String::new(),
        versions: versions?,
    })
}

/// What counters receive most; nothing without the file.
pub(super) fn often(
    files: &[(&str, &str)],
    is_known: impl Fn(&ProcedureId) -> bool,
) -> Result<Vec<ProcedureId>, Vec<BadData>> {
    let mut bad = Vec::new();
    let mut all = Vec::new();
    for (file, text) in files {
        let read = read_file(file, text, &mut bad, |node| {
            let ids: Vec<ProcedureId> = node.texts("often")?.into_iter().map(ProcedureId::from).collect();
            for id in ids.iter().filter(|id| !is_known(id)) {
                node.wrong("often", Refusal::of("catalogue.often-unknown").with("id", id));
            }
            node.done();
            Some(ids)
        });
        all.extend(read.unwrap_or_default());
    }
    if bad.is_empty() { Ok(all) } else { Err(bad) }
}

/// Each version on its own, and that none begins while another holds.
fn versions(tables: &[Node<'_>], templates: &Names<'_>) -> Option<Vec<Version>> {
    let periods: Vec<_> = tables.iter().map(version::period).collect();
    for (at, pair) in periods.windows(2).enumerate() {
        let [Some(earlier), Some(later)] = pair else { continue };
        let node = &tables[at + 1];
        if later.from < earlier.from {
            let why = Refusal::of("catalogue.versions-out-of-order");
            node.wrong("effective_from", why.with("earlier", earlier.from));
        } else if earlier.to.is_none_or(|last| later.from <= last) {
            let why = Refusal::of("catalogue.versions-overlap");
            node.wrong("effective_from", why.with("earlier", at + 1).with("later", at + 2));
        }
    }
    let read = tables.iter().zip(periods).zip(1..);
    all(read.map(|((node, period), number)| version::version(node, number, period, templates)))
}

fn is_code(text: &str) -> bool {
    national_code(text).as_deref() == Some(text)
}

/// The code and its trust; `""` says that it has not been found.
fn code(node: &Node<'_>, file: &str, taken: &mut Taken) -> Option<(Option<String>, Trust)> {
    let code = node.text_or_empty("code");
    let trust = node.choice("code_trust", &TRUST);
    let code = code?;
    if code.is_empty() {
        if trust == Some(Trust::Verified) {
            node.wrong("code_trust", Refusal::of("catalogue.verified-without-code"));
        }
        return Some((None, trust?));
    }
    if !is_code(&code) {
        node.wrong("code", Refusal::of("catalogue.code-unreadable").with("value", &code));
    }
    taken.code(node, file, "code", &code);
    Some((Some(code), trust?))
}

fn other_codes(node: &Node<'_>, file: &str, taken: &mut Taken) -> Option<Vec<String>> {
    let codes = node.texts("other_codes")?;
    for code in &codes {
        if !is_code(code) {
            node.wrong("other_codes", Refusal::of("catalogue.code-unreadable").with("value", code));
        }
        taken.code(node, file, "other_codes", code);
    }
    Some(codes)
}

#[cfg(test)]
mod tests;
