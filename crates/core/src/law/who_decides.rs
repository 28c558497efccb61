//! Who decides on a procedure under this law, and what must be said to know it.

use super::Law;
use crate::catalogue::{Part, ProcedureId, Version};
use crate::competence::{
    CIRCUMSTANCE_FIELD, Competence, DecidingFact, DecidingFacts, NoAgency, PlaceSaid, place_field,
};
use crate::directory::{AgencyCode, UnitCode};
use crate::form::places_written;
use crate::text::fold;
use crate::{Day, Refusal};

impl Law {
    /// The agencies that decide on a procedure handed in on this day at a centre of this
    /// unit; or why there is none. Never the receiver only because it received.
    pub fn competent(
        &self,
        procedure: &ProcedureId,
        day: Day,
        receiving: &UnitCode,
        said: &DecidingFacts,
    ) -> Result<Competence<'_>, NoAgency<'_>> {
        self.competence.competent(&self.directory, procedure, day, receiving, said)
    }

    /// The places that must be said, for the procedure and for the dossiers that it opens.
    pub fn deciding_facts(
        &self,
        procedure: &ProcedureId,
        version: &Version,
        day: Day,
        said: &DecidingFacts,
    ) -> Vec<DecidingFact> {
        let mut facts = self.competence.facts(procedure, day, said);
        let places = DecidingFacts { circumstance: None, ..said.clone() };
        for part in &version.parts {
            for fact in self.competence.facts(&self.competence.of_part(procedure, part), day, &places) {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts
    }

    /// The agencies that decide on a part of a dossier, from what was said of its lead.
    pub fn competent_for_part(
        &self,
        lead: &ProcedureId,
        part: &Part,
        day: Day,
        receiving: &UnitCode,
        said: &DecidingFacts,
    ) -> Result<Competence<'_>, NoAgency<'_>> {
        self.competent(&self.competence.of_part(lead, part), day, receiving, said)
    }

    /// What was written of it, and what cannot be read: names of communes of today and of
    /// before July 2025, unit codes, or that a place is abroad or not known. What is empty is
    /// absent, and asked for where it is needed.
    pub fn deciding_written<'t>(
        &self,
        (procedure, version): (&ProcedureId, &Version),
        day: Day,
        near: Option<&UnitCode>,
        circumstance: &str,
        written: impl Fn(DecidingFact) -> &'t str,
    ) -> (DecidingFacts, Vec<Refusal>) {
        let known = self.competence.circumstances(procedure, day);
        let mut said = DecidingFacts {
            circumstance: known.iter().find(|one| one.word == circumstance).map(|one| one.word.clone()),
            ..DecidingFacts::default()
        };
        let mut wrong = Vec::new();
        if !circumstance.is_empty() && said.circumstance.is_none() {
            wrong.push(Refusal::of("competence.circumstance-missing").at(CIRCUMSTANCE_FIELD));
        }
        // What was said brings up other places: of whom neither parent is known, where it was found.
        let mut asked: Vec<DecidingFact> = Vec::new();
        loop {
            let next = self.deciding_facts(procedure, version, day, &said);
            let Some(fact) = next.into_iter().find(|fact| !asked.contains(fact)) else { break };
            asked.push(fact);
            let written = written(fact).trim();
            if written.is_empty() {
                continue;
            }
            if let Some(nowhere) = nowhere(written).filter(|_| fact.may_be_unknown()) {
                said.places.insert(fact, nowhere);
                continue;
            }
            let units = places_written(written, near, day, &self.directory);
            if units.is_empty() {
                let shown: String = written.chars().take(WRITTEN_CHARS_MAX).collect();
                let refusal = Refusal::of("competence.place-unknown").at(place_field(fact));
                wrong.push(refusal.with("written", shown));
                continue;
            }
            let named = |unit: &UnitCode| {
                let unit = self.directory.unit_on(unit, day);
                unit.is_some_and(|unit| unit.full_name == written || unit.code.as_str() == written)
            };
            if !matches!(units.as_slice(), [unit] if named(unit)) {
                said.written.insert(fact, written.chars().take(WRITTEN_CHARS_MAX).collect());
            }
            said.places.insert(fact, PlaceSaid::In(units));
        }
        (said, wrong)
    }

    /// Everything that decides lies where this agency is: for dossiers of which nothing else
    /// is known, as when a published month is replayed.
    pub fn all_decided_at(&self, procedure: &ProcedureId, day: Day, agency: &AgencyCode) -> DecidingFacts {
        let Some(unit) = self.directory.agency(agency).map(|agency| &agency.unit) else {
            return DecidingFacts::default();
        };
        // A commune decides: of a province its first.
        let unit = self.directory.children_on(unit, day).next().map_or(unit, |commune| &commune.code);
        let rules = &self.competence;
        let of_every_matter = rules.in_force(procedure, day).any(|rule| rule.circumstance.is_none());
        let first = rules.circumstances(procedure, day).first().map(|one| one.word.clone());
        let circumstance = first.filter(|_| !of_every_matter);
        let version = self.catalogue.procedure(procedure).and_then(|procedure| procedure.version_on(day));
        let about = DecidingFacts { circumstance: circumstance.clone(), ..DecidingFacts::default() };
        let facts = match version {
            Some(version) => self.deciding_facts(procedure, version, day, &about),
            None => rules.facts(procedure, day, &about),
        };
        let places = facts.into_iter().map(|fact| (fact, PlaceSaid::at(unit))).collect();
        DecidingFacts { circumstance, places, ..DecidingFacts::default() }
    }
}

/// What a person wrote is kept beside what was found by it, but not a book.
const WRITTEN_CHARS_MAX: usize = 200;

/// "Nước ngoài" and "không rõ" where a commune was asked for, as forms, lists and programs
/// write them.
fn nowhere(written: &str) -> Option<PlaceSaid> {
    match fold(written).as_str() {
        "nuoc ngoai" | "o nuoc ngoai" | "abroad" => Some(PlaceSaid::Abroad),
        "khong ro" | "khong biet" | "khong khai" | "unknown" => Some(PlaceSaid::Unknown),
        _ => None,
    }
}
