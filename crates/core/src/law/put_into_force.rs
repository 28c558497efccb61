//! Đưa vào áp dụng: an official changes files of the catalogue while the program runs.
//!
//! Whoever hands in is bound by what was in force then, so a version on which open
//! dossiers rest is never altered: a change of it is a new version beside it.

use super::Law;
use super::changes::{VersionChange, between};
use crate::account::{Actor, Officer, Who};
use crate::catalogue::{Duty, ProcedureId};
use crate::directory::{AgencyKind, UnitCode};
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// A file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueFile {
    /// Its name below the catalogue's folder, `forms/khai-tu.2.json`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// A change that was put into force, as history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueChange {
    /// 1, 2, 3 …
    pub number: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Who,
    /// Why: the decision or the mistake behind it.
    pub reason: String,
    /// The files, in the order of their names.
    pub files: Vec<String>,
}

/// Put these files into force.
#[derive(Debug, Clone)]
pub struct PutIntoForce {
    /// New files and changed ones, whole.
    pub files: Vec<CatalogueFile>,
    /// Why.
    pub reason: String,
    /// The last change that the sender saw.
    pub seen: u32,
}

/// How many open dossiers rest on a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenUnder {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The number of the version.
    pub version: u32,
    /// How many.
    pub dossiers: i64,
}

/// What a change is judged by.
pub struct Standing<'a> {
    /// What is in force.
    pub in_force: &'a Law,
    /// What would be: read from the same files by the same rules.
    pub proposed: &'a Law,
    /// The number of the last change.
    pub last: u32,
    /// The province that is served.
    pub province: &'a UnitCode,
    /// Which versions open dossiers rest on.
    pub open: &'a [OpenUnder],
}

/// A change, ready to be written.
#[derive(Debug, Clone)]
pub struct Put {
    /// What history keeps.
    pub change: CatalogueChange,
    /// The texts.
    pub files: Vec<CatalogueFile>,
    /// The versions that it alters in place, on which no open dossier may rest.
    pub altered: Vec<(ProcedureId, u32)>,
}

/// The folders whose files are changed while the program runs, and how they end. Units,
/// agencies, calendars and the rules of the clock are another matter: what is promised
/// by them is moved dossier by dossier.
const CHANGED: [(&str, &str); 5] = [
    ("procedures/", ".toml"),
    ("forms/parts/", ".json"),
    ("forms/", ".json"),
    ("steps/", ".toml"),
    ("reasons/", ".toml"),
];

/// The most that one change may hold.
const FILES_MAX: usize = 40;

/// Whether a file of this name is changed while the program runs.
pub fn may_be_changed(path: &str) -> bool {
    CHANGED.iter().any(|(folder, end)| {
        let stem = path.strip_prefix(folder).and_then(|name| name.strip_suffix(end));
        let is_plain = |stem: &str| {
            let plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
            stem.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && stem.chars().all(plain)
        };
        stem.is_some_and(is_plain)
    })
}

/// The leader of the province's office answers for the catalogue of the province. Everybody
/// else is refused.
pub fn may_change_catalogue(law: &Law, province: &UnitCode, officer: &Officer) -> Result<(), Refusal> {
    let agency = law.directory.agency(&officer.agency);
    let is_here = agency.is_some_and(|agency| {
        agency.kind == AgencyKind::ProvinceOffice && law.directory.province_of(&agency.unit) == Some(province)
    });
    if is_here && officer.has(Duty::Leader) { Ok(()) } else { Err(Refusal::of("catalogue.not-yours")) }
}

/// Judges a change whose files are sound. Refused for whoever does not answer for the
/// catalogue, without a reason, when another change came in between, and where open
/// dossiers would lose the version they began under.
pub fn put_into_force(
    standing: &Standing<'_>,
    actor: &Actor,
    now: Moment,
    command: PutIntoForce,
) -> Result<Put, Halt> {
    may_change_catalogue(standing.in_force, standing.province, actor.officer()?)?;
    if command.seen != standing.last {
        return Err(Refusal::of("catalogue.overtaken").with("number", standing.last).into());
    }
    let mut wrong = Vec::new();
    let mut files = command.files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() {
        wrong.push(Refusal::of("catalogue.nothing-changed").at("files"));
    }
    if files.len() > FILES_MAX {
        wrong.push(Refusal::of("catalogue.too-many-files").at("files").with("limit", FILES_MAX));
    }
    for file in files.iter().filter(|file| !may_be_changed(&file.path)) {
        wrong.push(Refusal::of("catalogue.not-changed-here").at("files").with("file", &file.path));
    }
    let reason = command.reason.trim().to_string();
    if reason.chars().count() < 3 {
        wrong.push(Refusal::of("dossier.reason-missing").at("reason"));
    }
    let changes = between(standing.in_force, standing.proposed);
    wrong.extend(must_be_kept(&changes, standing));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let altered = changes.iter().filter(|change| change.is_in_place());
    let altered = altered.filter_map(|change| Some((change.procedure.clone(), change.was?))).collect();
    let change = CatalogueChange {
        number: standing.last + 1,
        at: now,
        by: actor.name(),
        reason,
        files: files.iter().map(|file| file.path.clone()).collect(),
    };
    Ok(Put { change, files, altered })
}

/// The versions that open dossiers rest on and that would not stay as they are.
pub fn must_be_kept(changes: &[VersionChange], standing: &Standing<'_>) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    for change in changes.iter().filter(|change| change.is_in_place()) {
        let is_it =
            |open: &&OpenUnder| open.procedure == change.procedure && Some(open.version) == change.was;
        if let Some(open) = standing.open.iter().find(is_it).filter(|open| open.dossiers > 0) {
            let why = Refusal::of("catalogue.open-dossiers-keep-their-version").at("files");
            let why = why.with("procedure", &open.procedure).with("version", open.version);
            wrong.push(why.with("next", open.version + 1).with("dossiers", open.dossiers));
        }
    }
    wrong
}
