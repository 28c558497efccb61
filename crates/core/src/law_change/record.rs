//! The catalogue in force as its events make it.

use crate::act::{self, Changed, Cover, Event, LastEvent, Record, RecordFact, Who};
use crate::catalogue::{DeedId, ProcedureId};
use crate::directory::AgencyCode;
use crate::{Fault, Halt, Law, Moment};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use strum::IntoStaticStr;

/// A file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueFile {
    /// Its name below the catalogue's folder, `forms/khai-tu.2.json`.
    pub path: String,
    /// All of it.
    pub text: String,
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

/// The folders whose files are changed while the program runs, and how they end. Units, the
/// rules of the clock and of competence are the State's and come with the program; which code a
/// province's dossiers begin with is settled before the first of them.
const CHANGED: [(&str, &str); 10] = [
    ("procedures/", ".toml"),
    ("forms/parts/", ".json"),
    ("forms/", ".json"),
    ("deeds/", ".toml"),
    ("registers/", ".toml"),
    ("steps/", ".toml"),
    ("reasons/", ".toml"),
    ("agencies/", ".toml"),
    ("agencies/", ".tsv"),
    ("calendars/", ".toml"),
];

/// Whether a file of this name is changed while the program runs.
pub fn may_be_changed(path: &str) -> bool {
    let is_known = CHANGED.iter().any(|(folder, end)| {
        let stem = path.strip_prefix(folder).and_then(|name| name.strip_suffix(end));
        let is_plain = |stem: &str| {
            let plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
            stem.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && stem.chars().all(plain)
        };
        stem.is_some_and(is_plain)
    });
    is_known && path != "agencies/provinces.toml"
}

/// The province whose agencies a file names: `46` of `agencies/46.toml` and
/// `agencies/46.centres.tsv`.
pub(super) fn province_of_file(path: &str) -> Option<&str> {
    path.strip_prefix("agencies/")?.split('.').next()
}

/// What the acts about the catalogue ask of a reader.
pub trait ReadLawChanges {
    /// The catalogue as it was last changed; none before the first change.
    fn law_in_force(&mut self) -> Result<Option<LawInForce>, Fault>;

    /// How many open dossiers rest on each version of each procedure.
    fn open_by_version(&mut self) -> Result<Vec<OpenUnder>, Fault>;

    /// The templates by which a paper was ever drafted or made.
    fn templates_used(&mut self) -> Result<Vec<DeedId>, Fault>;

    /// The law that these files would make, laid over what is in force; refused with
    /// all that is wrong with them.
    fn proposed(&mut self, files: &[CatalogueFile]) -> Result<Arc<Law>, Halt>;
}

/// What every act about the catalogue has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadLawChanges + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<LawInForce>>;

/// What can happen to the catalogue in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LawFact {
    /// Files were put into force; why stands in the event.
    PutIntoForce {
        /// Whole, in the order of their names.
        files: Vec<CatalogueFile>,
        /// The versions that were altered in place, on which no open dossier rested.
        altered: Vec<(ProcedureId, u32)>,
        /// The templates that were put right on the day on which they began, by which nobody had drafted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaced: Vec<DeedId>,
    },
}

impl RecordFact for LawFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The catalogue in force, as far as it was changed while the program ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawInForce {
    /// The last change.
    #[serde(flatten)]
    pub last: LastEvent,
    /// The agency that answers for it: of whoever made the first change.
    pub home: AgencyCode,
}

/// There is one catalogue in an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TheLaw;

impl AsRef<[u8]> for TheLaw {
    fn as_ref(&self) -> &[u8] {
        LawInForce::KIND.as_bytes()
    }
}

impl Record for LawInForce {
    const KIND: &'static str = "law";
    type Id = TheLaw;
    type Fact = LawFact;

    fn begin(_: TheLaw, event: &Event<LawFact>) -> Option<LawInForce> {
        Some(LawInForce { last: event.into(), home: event.place.clone() })
    }

    fn apply(&mut self, _: &Event<LawFact>) -> Result<(), Fault> {
        Ok(())
    }

    fn cover(&self) -> Cover<'_, Self::Id> {
        Cover { id: &TheLaw, home: &self.home, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}

/// A change that was put into force, as its event tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueChange {
    /// 1, 2, 3 …
    pub number: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Who,
    /// Why: the decision or the mistake behind it.
    pub reason: String,
    /// The names of the files, in their order.
    pub files: Vec<String>,
}

impl From<Event<LawFact>> for CatalogueChange {
    fn from(event: Event<LawFact>) -> CatalogueChange {
        let LawFact::PutIntoForce { files, .. } = event.fact;
        CatalogueChange {
            number: event.seq,
            at: event.at,
            by: event.who,
            reason: event.reason.unwrap_or_default(),
            files: files.into_iter().map(|file| file.path).collect(),
        }
    }
}
