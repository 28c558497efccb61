//! What would be handed in and find nobody to decide: procedures without a rule, and kinds
//! of agency that are not on file. A keeper of the catalogue is told before people are.

use super::Law;
use crate::competence::Decider;
use crate::directory::{Agency, AgencyKind, DepartmentField, Tier, Unit, UnitCode};
use crate::{BadData, Day, Refusal};
use std::collections::BTreeMap;

const RULES: &str = "competence/rules.tsv";

type Kinds = BTreeMap<&'static str, (AgencyKind, Option<DepartmentField>)>;

impl Law {
    /// Everything of the kind on this day, in the provinces that are served.
    pub fn undecided(&self, day: Day) -> Vec<BadData> {
        let mut wrong = Vec::new();
        for procedure in self.catalogue.all().iter().filter(|procedure| procedure.version_on(day).is_some()) {
            if self.competence.in_force(&procedure.id, day).next().is_none() {
                let field = procedure.id.as_str();
                wrong.push(BadData::new(RULES, None, field, Refusal::of("competence.not-on-file")));
            }
        }
        let kinds = self.kinds_needed(day);
        for province in self.served(day) {
            for (word, kind) in &kinds {
                let lacks = self.without(*kind, &province, day);
                if let Some(first) = lacks.first() {
                    let why = Refusal::of("competence.agencies-missing")
                        .with("agency_kind", word)
                        .with("count", lacks.len())
                        .with("first", &first.full_name);
                    wrong.push(BadData::new(&format!("agencies/{province}"), None, "kind", why));
                }
            }
        }
        wrong
    }

    /// The communes of the provinces that are served which have on this day no agency of a kind that
    /// procedures need, by the word of the kind; a committee is needed everywhere.
    pub fn unserved(&self, day: Day) -> BTreeMap<&'static str, Vec<UnitCode>> {
        let mut kinds = self.kinds_needed(day);
        kinds.insert(AgencyKind::PeopleCommittee.as_str(), (AgencyKind::PeopleCommittee, None));
        let mut found: BTreeMap<&'static str, Vec<UnitCode>> = BTreeMap::new();
        for province in self.served(day) {
            for (word, kind) in &kinds {
                let lacks = self.without(*kind, &province, day).into_iter().map(|unit| unit.code.clone());
                found.entry(word).or_default().extend(lacks);
            }
        }
        found
    }

    /// The communes of a province that no agency of this kind serves.
    fn without(
        &self,
        (kind, field): (AgencyKind, Option<DepartmentField>),
        province: &UnitCode,
        day: Day,
    ) -> Vec<&Unit> {
        let communes = self.directory.children_on(province, day);
        communes.filter(|unit| self.directory.covering(kind, field, &unit.code, day).is_none()).collect()
    }

    /// The kinds of agency that decide or take a step under the versions of this day.
    fn kinds_needed(&self, day: Day) -> Kinds {
        let mut kinds = Kinds::new();
        for procedure in self.catalogue.all() {
            let Some(version) = procedure.version_on(day) else { continue };
            let steps = self.catalogue.steps(&version.steps);
            for agency in steps.into_iter().flat_map(|steps| &steps.steps).filter_map(|step| step.agency) {
                kinds.insert(agency.as_str(), (agency.kind, agency.field));
            }
            for rule in self.competence.in_force(&procedure.id, day) {
                match rule.decider {
                    Decider::Kind(kind) => drop(kinds.insert(kind.as_str(), (kind, None))),
                    Decider::Department(field) => {
                        kinds.insert(field.as_str(), (AgencyKind::Department, Some(field)));
                    }
                    Decider::UnitBody
                    | Decider::Ministry
                    | Decider::Levels
                    | Decider::WrongPage
                    | Decider::Nobody(_) => {}
                }
            }
        }
        kinds
    }

    /// The provinces that are served and of which any agency is on file.
    fn served(&self, day: Day) -> Vec<UnitCode> {
        let provinces = self.directory.units_on(Tier::Province, day).map(|unit| &unit.code);
        let has_agencies = |province: &&UnitCode| {
            let is_there = |agency: &Agency| self.directory.province_of(&agency.unit) == Some(*province);
            self.directory.agencies().iter().any(is_there)
        };
        provinces.filter(|province| self.policy.serves(province)).filter(has_agencies).cloned().collect()
    }
}
