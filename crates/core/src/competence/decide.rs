//! The answer: which units' agencies decide, what is lacking, or why nobody can say.

use super::facts::{DecidingFact, DecidingFacts, PlaceSaid};
use super::rule::{
    CompetenceRule, CompetenceRules, Decider, Elsewhere, FactsNeeded, NotThisProcedure, TerritorialScope,
};
use crate::Day;
use crate::catalogue::ProcedureId;
use crate::directory::{AgencyKind, Directory, UnitCode};

/// Who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhoDecides<'r> {
    /// These: of several, whoever hands in chooses one.
    Known(Deciders<'r>),
    /// Nobody can say before this is said.
    Ask(Lacking<'r>),
    /// What was said is no matter of this procedure, or not of this province.
    Refused {
        /// The row that says so.
        rule: &'r CompetenceRule,
        /// Why; `None`: it belongs to an agency of another province.
        why: Option<NotThisProcedure>,
        /// Where it belongs instead, where that is known.
        units: Vec<UnitCode>,
    },
    /// No rule is on file.
    NotOnFile(NotOnFile),
}

/// The agencies that are competent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciders<'r> {
    /// The row that says so.
    pub rule: &'r CompetenceRule,
    /// What kind of agency.
    pub decider: Decider,
    /// The units whose agency it is, each once; none where the body has no unit here
    /// ([`Decider::Ministry`]).
    pub units: Vec<UnitCode>,
    /// The places that made it so.
    pub because: Vec<(DecidingFact, UnitCode)>,
}

/// What must be said first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking<'r> {
    /// What the matter is about: one of these words.
    Circumstance(Vec<&'r str>),
    /// These places were not asked.
    Places(Vec<DecidingFact>),
    /// All of these were asked, and none of them lies in a commune of the country.
    AnyPlace(Vec<DecidingFact>),
    /// An old commune was split: which part.
    Part(DecidingFact, Vec<UnitCode>),
    /// A province was named where a commune decides.
    Commune(DecidingFact),
}

/// Why no rule answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOnFile {
    /// There is no row for the procedure.
    NoRule,
    /// There are rows, and none holds on this day.
    NotInForce,
    /// Several levels are named and no text says which one.
    Levels,
    /// The public record shows another procedure's page.
    WrongPage,
}

/// What the centre may do that is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiverMay {
    /// It, or another agency of the same commune's committee, police or command, decides.
    Decide,
    /// Take it and forward it to the competent one.
    Forward,
    /// Help to hand it in online to the competent one.
    HelpOnline,
    /// Neither: it says where to go.
    Refuse,
}

impl CompetenceRules {
    /// Who decides on a procedure that is handed in on this day at a centre of this unit.
    pub fn who_decides<'r>(
        &'r self,
        directory: &Directory,
        procedure: &ProcedureId,
        day: Day,
        receiving: &UnitCode,
        said: &DecidingFacts,
    ) -> WhoDecides<'r> {
        let rules = self.matching(procedure, day, said.circumstance.as_deref());
        if rules.is_empty() {
            let words: Vec<&str> =
                self.circumstances(procedure, day).iter().map(|one| one.word.as_str()).collect();
            return match (self.of(procedure).is_empty(), words.is_empty()) {
                (true, _) => WhoDecides::NotOnFile(NotOnFile::NoRule),
                (false, true) => WhoDecides::NotOnFile(NotOnFile::NotInForce),
                (false, false) => WhoDecides::Ask(Lacking::Circumstance(words)),
            };
        }
        match rules.iter().find(|rule| rule.is_for(said)) {
            Some(rule) => by_rule(rule, directory, receiving, said),
            None => WhoDecides::NotOnFile(NotOnFile::NoRule),
        }
    }
}

fn by_rule<'r>(
    rule: &'r CompetenceRule,
    directory: &Directory,
    receiving: &UnitCode,
    said: &DecidingFacts,
) -> WhoDecides<'r> {
    match rule.decider {
        Decider::Levels => return WhoDecides::NotOnFile(NotOnFile::Levels),
        Decider::WrongPage => return WhoDecides::NotOnFile(NotOnFile::WrongPage),
        Decider::Nobody(why) => {
            return WhoDecides::Refused { rule, why: Some(why), units: Vec::new() };
        }
        Decider::Kind(_) | Decider::Department(_) | Decider::UnitBody | Decider::Ministry => {}
    }
    let places = match known(&rule.needs, said) {
        Ok(places) => places,
        Err(lacking) => return WhoDecides::Ask(lacking),
    };
    let known = |units: Vec<UnitCode>, because| {
        WhoDecides::Known(Deciders { rule, decider: rule.decider, units, because })
    };
    match rule.scope {
        TerritorialScope::Country => known(vec![receiving.clone()], Vec::new()),
        TerritorialScope::Province => {
            let here = directory.province_of(receiving);
            let is_here = |unit: &UnitCode| directory.province_of(unit) == here;
            let all = || places.iter().flat_map(|(_, units)| units.iter());
            // Both parts of a split commune lie in one province: no need to ask which.
            if all().all(is_here) {
                let because = places.iter().filter_map(|(fact, units)| Some((*fact, units.first()?.clone())));
                return known(vec![receiving.clone()], because.collect());
            }
            let unclear = places.iter().find(|(_, units)| units.iter().any(is_here));
            match unclear {
                Some((fact, units)) if units.len() > 1 => {
                    WhoDecides::Ask(Lacking::Part(*fact, units.to_vec()))
                }
                _ => WhoDecides::Refused { rule, why: None, units: each_once(all()) },
            }
        }
        TerritorialScope::Place => {
            let mut because = Vec::new();
            for (fact, units) in places {
                let [unit] = units else { return WhoDecides::Ask(Lacking::Part(fact, units.to_vec())) };
                let is_province = unit.is_province();
                if is_province && !fact.may_be_province() {
                    return WhoDecides::Ask(Lacking::Commune(fact));
                }
                because.push((fact, unit.clone()));
            }
            let units = match rule.decider {
                Decider::Ministry => Vec::new(),
                Decider::Department(_) | Decider::Kind(AgencyKind::ProvinceOffice) => {
                    each_once(because.iter().filter_map(|(_, unit)| directory.province_of(unit)))
                }
                _ => each_once(because.iter().map(|(_, unit)| unit)),
            };
            known(units, because)
        }
    }
}

/// The places that decide, or what must be said first.
fn known<'s>(
    needs: &FactsNeeded,
    said: &'s DecidingFacts,
) -> Result<Vec<(DecidingFact, &'s [UnitCode])>, Lacking<'static>> {
    let at = |fact: &DecidingFact| match said.places.get(fact) {
        Some(PlaceSaid::In(units)) => Some((*fact, units.as_slice())),
        Some(PlaceSaid::Abroad | PlaceSaid::Unknown) | None => None,
    };
    let unasked = |fact: &&DecidingFact| !said.places.contains_key(fact);
    match needs {
        FactsNeeded::None => Ok(Vec::new()),
        FactsNeeded::AnyOf(facts) => {
            let lacking: Vec<DecidingFact> = facts.iter().filter(unasked).copied().collect();
            if !lacking.is_empty() {
                return Err(Lacking::Places(lacking));
            }
            let known: Vec<_> = facts.iter().filter_map(at).collect();
            if known.is_empty() { Err(Lacking::AnyPlace(facts.clone())) } else { Ok(known) }
        }
        FactsNeeded::FirstOf(facts) => {
            for fact in facts {
                if unasked(&fact) {
                    return Err(Lacking::Places(vec![*fact]));
                }
                if let Some(known) = at(fact) {
                    return Ok(vec![known]);
                }
            }
            Err(Lacking::AnyPlace(facts.clone()))
        }
    }
}

fn each_once<'u>(units: impl Iterator<Item = &'u UnitCode>) -> Vec<UnitCode> {
    let mut once: Vec<UnitCode> = Vec::new();
    for unit in units {
        if !once.contains(unit) {
            once.push(unit.clone());
        }
    }
    once
}

impl Deciders<'_> {
    /// What a centre of this unit may do.
    pub fn receiver_may(&self, directory: &Directory, receiving: &UnitCode) -> ReceiverMay {
        let is_of_commune = match self.decider {
            Decider::Kind(kind) => {
                matches!(kind, AgencyKind::PeopleCommittee | AgencyKind::Police | AgencyKind::MilitaryCommand)
            }
            Decider::UnitBody => true,
            _ => false,
        };
        if is_of_commune && self.units.contains(receiving) {
            return ReceiverMay::Decide;
        }
        let here = directory.province_of(receiving);
        let mut places = self.units.iter().chain(self.because.iter().map(|(_, unit)| unit));
        match self.rule.elsewhere {
            Elsewhere::HelpsOnline => ReceiverMay::HelpOnline,
            Elsewhere::ForwardsAnywhere => ReceiverMay::Forward,
            Elsewhere::Forwards if places.any(|unit| directory.province_of(unit) == here) => {
                ReceiverMay::Forward
            }
            Elsewhere::Forwards => ReceiverMay::Refuse,
        }
    }
}
