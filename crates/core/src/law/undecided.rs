//! What would be handed in and find nobody to decide: procedures without a rule, and kinds
//! of agency that are not on file. A keeper of the catalogue is told before people are.

use super::Law;
use crate::competence::Decider;
use crate::directory::{Agency, AgencyKind, DepartmentField, Tier, UnitCode};
use crate::{BadData, Day, Refusal};
use std::collections::BTreeMap;

const RULES: &str = "competence/rules.tsv";

impl Law {
    /// Everything of the kind on this day, in the provinces that are served.
    pub fn undecided(&self, day: Day) -> Vec<BadData> {
        let in_force = self.catalogue.all().iter().filter(|procedure| procedure.version_on(day).is_some());
        let mut wrong = Vec::new();
        let mut kinds: BTreeMap<&'static str, (AgencyKind, Option<DepartmentField>)> = BTreeMap::new();
        for procedure in in_force {
            let mut rules = self.competence.in_force(&procedure.id, day).peekable();
            if rules.peek().is_none() {
                let field = procedure.id.as_str();
                wrong.push(BadData::new(RULES, None, field, Refusal::of("competence.not-on-file")));
            }
            let version = procedure.version_on(day);
            let steps = version.and_then(|version| self.catalogue.steps(&version.steps));
            for agency in steps.into_iter().flat_map(|steps| &steps.steps).filter_map(|step| step.agency) {
                kinds.insert(agency.as_str(), (agency.kind, agency.field));
            }
            for rule in rules {
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
        for province in self.served(day) {
            let communes: Vec<_> = self.directory.children_on(&province, day).collect();
            for (word, (kind, field)) in &kinds {
                let lacks = communes
                    .iter()
                    .filter(|commune| self.directory.covering(*kind, *field, &commune.code, day).is_none());
                let lacks: Vec<&str> = lacks.map(|commune| commune.full_name.as_str()).collect();
                if let Some(first) = lacks.first() {
                    let why = Refusal::of("competence.agencies-missing")
                        .with("agency_kind", word)
                        .with("count", lacks.len())
                        .with("first", first);
                    wrong.push(BadData::new(&format!("agencies/{province}"), None, "kind", why));
                }
            }
        }
        wrong
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
