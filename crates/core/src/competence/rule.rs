//! A dated row of the rules, and all of them.

use super::facts::{DecidingFact, DecidingFacts, PlaceSaid};
use crate::catalogue::{Part, ProcedureId};
use crate::directory::{AgencyKind, DepartmentField};
use crate::{Day, Trust};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

/// Which places must be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactsNeeded {
    /// None: the place decides nothing.
    None,
    /// All of them are asked; each that is known makes its place competent.
    AnyOf(Vec<DecidingFact>),
    /// The first that is known decides; the next is asked only where it is not.
    FirstOf(Vec<DecidingFact>),
}

impl FactsNeeded {
    /// All that may have to be asked.
    pub fn all(&self) -> &[DecidingFact] {
        match self {
            FactsNeeded::None => &[],
            FactsNeeded::AnyOf(facts) | FactsNeeded::FirstOf(facts) => facts,
        }
    }
}

/// Why this is the wrong procedure for what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, EnumCount, VariantArray)]
pub enum NotThisProcedure {
    /// A guardian who lives abroad (Luật Hộ tịch 2014 art 39 speaks of two who live here).
    #[strum(serialize = "competence.guardian-abroad")]
    GuardianAbroad,
    /// An adopter who lives abroad (Luật Nuôi con nuôi 2010 art 9.2).
    #[strum(serialize = "competence.adopter-abroad")]
    AdopterAbroad,
    /// A plot in an industrial or economic zone (NĐ 217/2026 art 53.2).
    #[strum(serialize = "competence.zone-board")]
    ZoneBoard,
}

impl NotThisProcedure {
    /// The code of the refusal.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// What decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decider {
    /// An agency of this kind.
    Kind(AgencyKind),
    /// The province's department of this field.
    Department(DepartmentField),
    /// The commune's committee or, where a body of the province is meant, the province's
    /// office.
    UnitBody,
    /// A body of the ministry, which has no code here.
    Ministry,
    /// The record names several levels and no text says which one: nobody is guessed.
    Levels,
    /// The public record of this code shows another procedure's page, or a body that has
    /// ended: nothing is known.
    WrongPage,
    /// Nobody: what was said is not a matter of this procedure.
    Nobody(NotThisProcedure),
}

/// Where an agency of the right kind must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, EnumCount, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum TerritorialScope {
    /// At the place that decides.
    Place,
    /// Anywhere in its province.
    Province,
    /// Anywhere in the country.
    Country,
}

impl TerritorialScope {
    /// The word in the data file.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a centre may do that is not competent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, EnumCount, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Elsewhere {
    /// Take it and forward it, within the province (NĐ 118/2025).
    Forwards,
    /// Take it and forward it, across provinces too.
    ForwardsAnywhere,
    /// Help to hand it in online to the competent one, anywhere (NĐ 120/2025 art 5.1).
    HelpsOnline,
}

impl Elsewhere {
    /// The word in the data file.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// One row: who decides on a procedure, from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetenceRule {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// What the matter must be about; `None` where no other row says so.
    pub circumstance: Option<String>,
    /// The first day on which it holds.
    pub from: Day,
    /// The last; open when absent.
    pub to: Option<Day>,
    /// Only where all of this was said of places; empty: whatever was said.
    pub when: Vec<(DecidingFact, PlaceSaid)>,
    /// Which places decide.
    pub needs: FactsNeeded,
    /// What kind of agency.
    pub decider: Decider,
    /// Where it must be.
    pub scope: TerritorialScope,
    /// What another centre may do.
    pub elsewhere: Elsewhere,
    /// The text behind it; empty where it was derived from the field alone.
    pub article: String,
    /// Whether it was read there.
    pub trust: Trust,
}

impl CompetenceRule {
    /// Whether the row holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether it holds for what was said.
    pub(super) fn is_for(&self, said: &DecidingFacts) -> bool {
        self.when.iter().all(|(fact, place)| said.places.get(fact) == Some(place))
    }
}

/// What a matter can be about, where that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// Its name in files and for programs.
    pub word: String,
    /// What people read.
    pub name: String,
    /// The same in English.
    pub name_en: String,
}

/// All rows, by procedure, in the order of the file.
#[derive(Debug, Default)]
pub struct CompetenceRules {
    pub(super) rules: Vec<CompetenceRule>,
    pub(super) circumstances: Vec<Circumstance>,
}

impl CompetenceRules {
    /// Every row.
    pub fn all(&self) -> &[CompetenceRule] {
        &self.rules
    }

    /// The rows of a procedure, on whatever day.
    pub fn of(&self, procedure: &ProcedureId) -> &[CompetenceRule] {
        let from = self.rules.partition_point(|rule| rule.procedure < *procedure);
        let many = self.rules[from..].partition_point(|rule| rule.procedure == *procedure);
        &self.rules[from..from + many]
    }

    /// Under which name the rows for a part of a dossier stand: `lead/part` where the lead's
    /// places decide on it as well (whose residence is deleted is the deceased), else its own.
    pub fn of_part(&self, lead: &ProcedureId, part: &Part) -> ProcedureId {
        let own = ProcedureId::from(format!("{lead}/{}", part.procedure).as_str());
        if self.of(&own).is_empty() { part.procedure.clone() } else { own }
    }

    /// The rows of a procedure that hold on this day.
    pub fn in_force<'r>(
        &'r self,
        procedure: &ProcedureId,
        day: Day,
    ) -> impl Iterator<Item = &'r CompetenceRule> + use<'r> {
        self.of(procedure).iter().filter(move |rule| rule.holds_on(day))
    }

    /// What the matter may be about, where that decides; in the order of the rows.
    pub fn circumstances(&self, procedure: &ProcedureId, day: Day) -> Vec<&Circumstance> {
        let mut found: Vec<&Circumstance> = Vec::new();
        for word in self.in_force(procedure, day).filter_map(|rule| rule.circumstance.as_deref()) {
            let known = self.circumstances.iter().find(|known| known.word == word);
            found.extend(known.filter(|known| !found.iter().any(|seen| seen.word == known.word)));
        }
        found
    }

    /// The rows for what the matter is about: its own, else those for every other matter.
    /// None: it must be said first.
    pub fn matching<'r>(
        &'r self,
        procedure: &ProcedureId,
        day: Day,
        circumstance: Option<&str>,
    ) -> Vec<&'r CompetenceRule> {
        let mut rules: Vec<&CompetenceRule> = self.in_force(procedure, day).collect();
        let own =
            circumstance.filter(|word| rules.iter().any(|rule| rule.circumstance.as_deref() == Some(*word)));
        rules.retain(|rule| rule.circumstance.as_deref() == own);
        rules
    }

    /// The places that have to be asked, each once: those on which it hangs which row holds,
    /// and those of the row that holds for what was said so far.
    pub fn facts(&self, procedure: &ProcedureId, day: Day, said: &DecidingFacts) -> Vec<DecidingFact> {
        let rules = self.matching(procedure, day, said.circumstance.as_deref());
        let conditions = rules.iter().flat_map(|rule| rule.when.iter().map(|(fact, _)| *fact));
        let holding = rules.iter().find(|rule| rule.is_for(said));
        let needed = holding.into_iter().flat_map(|rule| rule.needs.all().iter().copied());
        let mut facts = Vec::new();
        for fact in conditions.chain(needed) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        facts
    }
}
