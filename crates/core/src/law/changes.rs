//! What a new version of a procedure changes, so that whoever publishes it sees it
//! before anybody is bound by it. Open dossiers keep the version they began under.

use super::{GENERAL, Law};
use crate::catalogue::{
    CaseId, DecidedBy, FeeUnit, Offer, Opens, Procedure, ProcedureId, SilenceMeans, Version,
};
use crate::form::{Form, Group, Kind, Words};
use std::collections::BTreeMap;
use strum::IntoStaticStr;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawDifference {
    /// What it is about.
    pub part: VersionPart,
    /// Which one, as the files call it: a case, `case/way`, a paper, the path of a
    /// question; empty where there is only one.
    pub key: String,
    /// The same for people.
    pub name: Words,
    /// As it was; `None` where there was none.
    pub before: Option<String>,
    /// As it is now; `None` where there is none any more.
    pub after: Option<String>,
}

/// What a version is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum VersionPart {
    /// The name of the procedure.
    Name,
    /// Who decides.
    Competent,
    /// The first day of a version.
    #[strum(serialize = "effective_from")]
    From,
    /// A legal text it rests on.
    #[strum(serialize = "legal_basis")]
    Legal,
    /// What the person receives.
    Result,
    /// What else must be known.
    Note,
    /// How much can be done online.
    Online,
    /// The step template.
    Steps,
    /// A step of it.
    Step,
    /// A case.
    Case,
    /// A time limit.
    Limit,
    /// A fee.
    Fee,
    /// A paper.
    Paper,
    /// The form of a case.
    Form,
    /// A question of a form.
    Field,
    /// How much of the waiting for an opinion is left out of the limit.
    Wait,
    /// What silence means.
    Silence,
    /// A dossier of another procedure that it opens.
    Linked,
}

impl VersionPart {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// A dossier that began under a version rests on this: it may not become another
    /// under its feet. What only says more about a procedure may.
    pub fn binds(self) -> bool {
        !matches!(
            self,
            VersionPart::Name
                | VersionPart::Competent
                | VersionPart::From
                | VersionPart::Legal
                | VersionPart::Result
                | VersionPart::Note
        )
    }
}

/// A version with the law that it stands in (whose forms it names).
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Holds the forms.
    pub law: &'a Law,
    /// The version.
    pub version: &'a Version,
}

/// Everything that differs, part by part, in the order of the files.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Vec<LawDifference> {
    let mut changes = Vec::new();
    let (before, after) = (facts(old), facts(new));
    let mut keys: Vec<&Key> = before.iter().map(|(key, _)| key).collect();
    keys.extend(after.iter().map(|(key, _)| key).filter(|key| before.iter().all(|(there, _)| there != *key)));
    keys.sort_by_key(|(part, _)| *part);
    for key in keys {
        let at =
            |side: &[(Key, Fact)]| side.iter().find(|(there, _)| there == key).map(|(_, fact)| fact.clone());
        let (before, after) = (at(&before), at(&after));
        let said = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.says.clone());
        if said(&before) != said(&after) {
            let name = after.as_ref().or(before.as_ref()).map(|fact| fact.name.clone()).unwrap_or_default();
            let (before, after) = (said(&before), said(&after));
            changes.push(LawDifference { part: key.0, key: key.1.clone(), name, before, after });
        }
    }
    let unsaid = rewritten(old, new, &changes);
    changes.extend(unsaid);
    changes
}

/// Forms that keep their name and mean something else, though no question says so: a
/// rule between answers, a length, a hint.
fn rewritten(old: Side<'_>, new: Side<'_>, said: &[LawDifference]) -> Vec<LawDifference> {
    let mut changes = Vec::new();
    for case in &new.version.cases {
        let form = |side: Side<'_>| side.version.form_in(&case.id).unwrap_or(GENERAL).to_string();
        let (was, is) = (form(old), form(new));
        let (Some(before), Some(after)) = (old.law.forms.get(&was), new.law.forms.get(&is)) else { continue };
        let slug = is.rsplit_once('.').map_or(is.as_str(), |(slug, _)| slug);
        let is_of_form = |change: &LawDifference| {
            change.part == VersionPart::Field && change.key.starts_with(&format!("{slug}: "))
        };
        if was == is && !said.iter().any(is_of_form) && !before.means_the_same(after) {
            let name = Words { vi: case.name.clone(), en: case.name_en.clone() };
            let key = case.id.to_string();
            changes.push(LawDifference {
                part: VersionPart::Form,
                key,
                name,
                before: Some(was),
                after: Some(format!("{is}*")),
            });
        }
    }
    changes
}

/// What one catalogue changes against another in one version of one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionChange {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// The version it is compared with: the one of the same number, else the last before.
    pub was: Option<u32>,
    /// The version as it is now; `None` when it is gone.
    pub is: Option<u32>,
    /// Part by part.
    pub changes: Vec<LawDifference>,
}

impl VersionChange {
    /// A version that was there is another now, or gone: whoever began under it would
    /// not find it as it was.
    pub fn is_in_place(&self) -> bool {
        let is_another = || self.was == self.is && self.changes.iter().any(|change| change.part.binds());
        self.was.is_some() && (self.is.is_none() || is_another())
    }
}

/// What differs between two catalogues, version by version: new ones against the last
/// before them, and those that were there before.
pub fn between(old: &Law, new: &Law) -> Vec<VersionChange> {
    let mut found = Vec::new();
    for procedure in new.catalogue.all() {
        let before = old.catalogue.procedure(&procedure.id);
        for version in &procedure.versions {
            let same = before.and_then(|before| before.version(version.number));
            let was = same.or_else(|| before.and_then(|before| before.versions.last()));
            let changes = was.map(|was| diff(Side { law: old, version: was }, Side { law: new, version }));
            let is_new = same.is_none();
            let mut changes = changes.unwrap_or_default();
            if let Some(before) = before.filter(|_| procedure.versions.last() == Some(version)) {
                changes.splice(0..0, heads(before, procedure));
            }
            if is_new || !changes.is_empty() {
                let (was, is) = (was.map(|was| was.number), Some(version.number));
                found.push(VersionChange { procedure: procedure.id.clone(), was, is, changes });
            }
        }
    }
    for procedure in old.catalogue.all() {
        let now = new.catalogue.procedure(&procedure.id);
        let is_gone = |version: &&Version| now.is_none_or(|now| now.version(version.number).is_none());
        found.extend(procedure.versions.iter().filter(is_gone).map(|version| VersionChange {
            procedure: procedure.id.clone(),
            was: Some(version.number),
            is: None,
            changes: Vec::new(),
        }));
    }
    found
}

/// What differs in the procedure itself, whatever its version.
fn heads(old: &Procedure, new: &Procedure) -> Vec<LawDifference> {
    let said = |part, before: &str, after: &str| LawDifference {
        part,
        key: String::new(),
        name: Words::default(),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    let both = [
        said(VersionPart::Name, &old.name, &new.name),
        said(VersionPart::Competent, old.competent.as_str(), new.competent.as_str()),
    ];
    both.into_iter().filter(|change| change.before != change.after).collect()
}

type Key = (VersionPart, String);

#[derive(Clone)]
struct Fact {
    name: Words,
    says: String,
}

fn facts(Side { law, version }: Side<'_>) -> Vec<(Key, Fact)> {
    let mut facts = Vec::new();
    let mut add = |part: VersionPart, key: String, name: Words, says: String| {
        facts.push(((part, key), Fact { name, says }))
    };
    let words = |vi: &str, en: &str| Words { vi: vi.to_string(), en: en.to_string() };
    add(VersionPart::From, String::new(), Words::default(), version.effective_from.to_string());
    for text in &version.legal_basis {
        add(
            VersionPart::Legal,
            text.number.clone(),
            Words::default(),
            format!("{} {}", text.number, text.title),
        );
    }
    for (part, says) in [(VersionPart::Result, &version.result), (VersionPart::Note, &version.note)] {
        if !says.is_empty() {
            add(part, String::new(), Words::default(), says.clone());
        }
    }
    add(VersionPart::Online, String::new(), Words::default(), version.online.as_str().to_string());
    add(VersionPart::Steps, String::new(), Words::default(), version.steps.clone());
    for step in law.catalogue.steps(&version.steps).map(|steps| steps.steps.as_slice()).unwrap_or_default() {
        let beside = if step.beside { ", beside" } else { "" };
        let says = format!("{} ({}, {} h{beside})", step.name, step.duty.as_str(), step.hours);
        add(VersionPart::Step, step.id.clone(), words(&step.name, &step.name_en), says);
    }
    if let Some(wait) = &version.wait_for_opinion {
        add(VersionPart::Wait, String::new(), Words::default(), wait.to_string());
    }
    if let Some(silence) = &version.silence {
        let means = if silence.means == SilenceMeans::Approved { "approved" } else { "refused" };
        let says = format!("{} → {means} ({})", silence.after, silence.article);
        add(VersionPart::Silence, String::new(), Words::default(), says);
    }
    for part in &version.parts {
        let when = if part.opens == Opens::AtAcceptance { "submit" } else { "lead" };
        let name = law.catalogue.procedure(&part.procedure);
        let name = name.map(|found| words(&found.name, &found.name_en)).unwrap_or_default();
        add(VersionPart::Linked, part.procedure.to_string(), name, format!("{} ({when})", part.case));
    }
    for case in &version.cases {
        let found = if case.decided_by == DecidedBy::Officer { " (officer)" } else { "" };
        let within = case.within.as_ref().map(|within| format!(" (≤ {} {})", within.days, within.since));
        let says = format!("{}{found}{}", case.name, within.unwrap_or_default());
        add(VersionPart::Case, case.id.to_string(), words(&case.name, &case.name_en), says);
    }
    for offer in &version.ways {
        let case = offer.case.as_ref().map_or("*", CaseId::as_str);
        let key = format!("{case}/{}", offer.way.as_str());
        let name = offer.case.as_ref().and_then(|case| version.case(case));
        let name = name.map(|case| words(&case.name, &case.name_en)).unwrap_or_default();
        add(VersionPart::Limit, key.clone(), name.clone(), offer.limit.to_string());
        let amount = amount(offer);
        add(VersionPart::Fee, key, name, format!("{amount}{}", offer.fee_text));
    }
    for paper in &version.papers {
        let need = match (paper.required, paper.by_form) {
            (true, true) => "* (form)",
            (true, false) => "*",
            (false, true) => " (form)",
            (false, false) => "",
        };
        let cases: Vec<&str> = paper.cases.iter().map(CaseId::as_str).collect();
        let cases = if cases.is_empty() { String::new() } else { format!(" [{}]", cases.join(", ")) };
        let says = format!("{}{need} ({}+{}){cases}", paper.name, paper.originals, paper.copies);
        add(VersionPart::Paper, paper.id.to_string(), words(&paper.name, &paper.name_en), says);
    }
    let mut seen: Vec<&str> = Vec::new();
    for case in &version.cases {
        let id = version.form_in(&case.id).unwrap_or(GENERAL);
        add(VersionPart::Form, case.id.to_string(), words(&case.name, &case.name_en), id.to_string());
        if let Some(form) = law.forms.get(id).filter(|_| !seen.contains(&id)) {
            seen.push(id);
            // Of several forms, each question stands under its own, in any version of it.
            let slug = id.rsplit_once('.').map_or(id, |(slug, _)| slug);
            for (path, Fact { name, says }) in questions(form) {
                add(VersionPart::Field, format!("{slug}: {path}"), name, says);
            }
        }
    }
    facts
}

/// `8000 đồng; ` with what it is paid for, another price from some unit on and the most.
fn amount(offer: &Offer) -> String {
    let Some(fee) = offer.fee_vnd else { return String::new() };
    let each = match offer.fee_unit {
        FeeUnit::Dossier => "",
        FeeUnit::Copy => "/bản",
        FeeUnit::Page => "/trang",
        FeeUnit::Act => "/việc",
    };
    let step = offer.fee_step.map(|step| format!(", {} đồng ≥ {}", step.vnd, step.from)).unwrap_or_default();
    let most = offer.fee_max_vnd.map(|most| format!(", ≤ {most} đồng")).unwrap_or_default();
    let kind = offer.fee_kind.map(|kind| format!(" ({})", kind.as_str())).unwrap_or_default();
    format!("{fee} đồng{each}{kind}{step}{most}; ")
}

/// Every question of a form by its path, with what it asks for.
fn questions(form: &Form) -> BTreeMap<String, Fact> {
    let mut all = BTreeMap::new();
    collect(form.questions(), &mut all);
    all
}

fn collect(group: &Group, out: &mut BTreeMap<String, Fact>) {
    for field in group.every() {
        let need = if group.always_needs(&field.key) { "*" } else { "" };
        let says = format!("{}{need} [{}]", field.title.vi, kind(&field.kind));
        out.insert(field.path.clone(), Fact { name: field.title.clone(), says });
        if let Kind::Group(inner) | Kind::Repeated { group: inner, .. } = &field.kind {
            collect(inner, out);
        }
    }
}

fn kind(kind: &Kind) -> String {
    let listed = |choices: &[crate::form::Choice]| {
        choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(" | ")
    };
    match kind {
        Kind::Text { .. } => "text".into(),
        Kind::Name => "name".into(),
        Kind::Choice(choices) => listed(choices),
        Kind::Choices(choices) => format!("{} …", listed(choices)),
        Kind::Date => "date".into(),
        Kind::PartialDate => "date, or a year".into(),
        Kind::Number { is_whole, unit } => format!("{} {unit}", if *is_whole { "integer" } else { "number" }),
        Kind::Phone => "telephone".into(),
        Kind::Identity => "identity number".into(),
        Kind::Email => "e-mail".into(),
        Kind::Address(_) => "address".into(),
        Kind::Group(_) => "group".into(),
        Kind::Repeated { min, max, .. } => format!("{min}–{max} times"),
    }
}
