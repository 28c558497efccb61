//! The ways a dossier travels inside: reception → case officer → leader →
//! registry → reception, with each one's share of the time. Few procedures have
//! steps of their own; a few templates serve them all, and a commune may add one.

use crate::Trust;
use crate::directory::{AgencyKind, DepartmentField};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// What an officer may be asked to do: whose turn it is on a dossier, or keeping accounts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Duty {
    /// The reception desk: intake and return.
    Reception,
    /// The case officer.
    Case,
    /// The leader who approves and signs.
    Leader,
    /// The registry clerk who numbers, seals and files.
    Registry,
    /// Whoever keeps the accounts of a province's officers (quản trị cán bộ); no dossier
    /// comes to them.
    Staff,
}

impl Duty {
    /// All of them.
    pub const ALL: [Duty; Duty::COUNT] =
        [Duty::Reception, Duty::Case, Duty::Leader, Duty::Registry, Duty::Staff];

    /// Those at whose desk a dossier lies, in the order in which it meets them.
    pub const DESKS: [Duty; 4] = [Duty::Reception, Duty::Case, Duty::Leader, Duty::Registry];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The duty with this word.
    pub fn parse(text: &str) -> Option<Duty> {
        text.parse().ok()
    }
}

/// How a kind of procedure is handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTemplate {
    /// The stem of its file.
    pub name: String,
    /// What people read.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// In order; the first and the last are the reception desk's.
    pub steps: Vec<WorkStep>,
}

/// One step of the handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkStep {
    /// Its name in files and ledgers.
    pub id: String,
    /// What people read.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Whose turn it is.
    pub duty: Duty,
    /// Which agency takes the step, where it is neither the centre that received the dossier
    /// nor the agency that decides.
    pub agency: Option<StepAgency>,
    /// It goes out together with the steps beside it that say so too, while the desk before them
    /// keeps the dossier: only a step of another agency can.
    pub beside: bool,
    /// Its share of the time, in working hours; 0 when the limit has already
    /// ended (handing over the result).
    pub hours: u32,
    /// Whether the share was seen in a published internal procedure.
    pub trust: Trust,
}

/// The agency that takes a step: the one of this kind that serves the place of the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepAgency {
    /// What it is.
    pub kind: AgencyKind,
    /// What a department is for; no other kind has one.
    pub field: Option<DepartmentField>,
}

impl StepAgency {
    /// The word that names it in messages: of its kind, or of its field.
    pub fn as_str(self) -> &'static str {
        self.field.map_or(self.kind.as_str(), DepartmentField::as_str)
    }

    /// As the files write it: `tax`, `department:construction`.
    pub fn parse(text: &str) -> Option<StepAgency> {
        if let Some(field) = text.strip_prefix("department:") {
            let field = DepartmentField::ALL.into_iter().find(|one| one.as_str() == field)?;
            return Some(StepAgency { kind: AgencyKind::Department, field: Some(field) });
        }
        let kinds = AgencyKind::ALL.into_iter().filter(|kind| *kind != AgencyKind::Department);
        let kind = kinds.into_iter().find(|kind| kind.as_str() == text)?;
        Some(StepAgency { kind, field: None })
    }
}

impl StepTemplate {
    /// The hours of all steps together; of those that go out together, of the longest.
    pub fn hours(&self) -> u32 {
        self.stretches().map(longest).sum()
    }

    /// The step with this id.
    pub fn step(&self, id: &str) -> Option<&WorkStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// A time of so many minutes divided among the steps in proportion to their
    /// hours, to the minute and without remainder: the template is written for
    /// one length, a procedure's limit may be another. Steps that go out together begin at once,
    /// and the next one after the longest of them.
    pub fn shares(&self, minutes: u32) -> Vec<u32> {
        let whole = u64::from(self.hours());
        // Rounding the running total, not each share, leaves nothing over.
        let until =
            |hours: u32| (u64::from(minutes) * u64::from(hours)).checked_div(whole).unwrap_or(0) as u32;
        let mut passed_hours = 0;
        let mut shares = Vec::with_capacity(self.steps.len());
        for together in self.stretches() {
            let given = until(passed_hours);
            shares.extend(together.iter().map(|step| until(passed_hours + step.hours) - given));
            passed_hours += longest(together);
        }
        shares
    }

    /// The steps one after another; those that go out together are one.
    fn stretches(&self) -> impl Iterator<Item = &[WorkStep]> {
        self.steps.chunk_by(|one, next| one.beside && next.beside)
    }
}

fn longest(together: &[WorkStep]) -> u32 {
    together.iter().map(|step| step.hours).max().unwrap_or(0)
}
