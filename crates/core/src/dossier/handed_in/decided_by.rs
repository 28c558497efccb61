//! Which agency decides on what is handed in, or every reason why nobody can say.

use super::Submission;
use crate::catalogue::{Part, ProcedureId, Version};
use crate::competence::{
    CIRCUMSTANCE_FIELD, Competence, Decider, DecidingFact, DecidingFacts, Lacking, NoAgency, ReceiverMay,
    WhoDecides, place_field,
};
use crate::directory::{Agency, AgencyCode, UnitCode};
use crate::{Cited, Day, Law, Refusal};

/// The agencies that decide on a procedure handed in at `receiving`, and what that centre
/// may do; refused with everything that must be said first, or why it is not known.
pub fn competence<'l>(
    law: &'l Law,
    procedure: &ProcedureId,
    day: Day,
    receiving: &Agency,
    said: &DecidingFacts,
) -> Result<(Competence<'l>, ReceiverMay), Vec<Refusal>> {
    match law.competent(procedure, day, &receiving.unit, said) {
        Ok(found) => {
            let may = found.deciders.receiver_may(&law.directory, &receiving.unit);
            Ok((found, may))
        }
        Err(none) => Err(refusals(law, day, none)),
    }
}

/// The one that decides: as chosen among the competent ones; the receiver, where it is one
/// of them; the only one.
pub fn decided_by(
    law: &Law,
    (procedure, version): (&ProcedureId, &Version),
    day: Day,
    receiving: &Agency,
    said: &DecidingFacts,
    chosen: Option<&AgencyCode>,
) -> Result<AgencyCode, Vec<Refusal>> {
    let (found, may_at_all) = competence(law, procedure, day, receiving, said)?;
    let article = found.deciders.rule.article.clone();
    let named = |code: &'static str, field: &'static str| {
        let refusal = Refusal::of(code).at(field).with("agencies", names(law, &found.agencies));
        vec![if article.is_empty() { refusal } else { refusal.under(article.clone()) }]
    };
    let must_be_allowed = |may: ReceiverMay| match may {
        ReceiverMay::Decide | ReceiverMay::Forward => Ok(()),
        ReceiverMay::HelpOnline => Err(named("competence.help-online", "receiving")),
        ReceiverMay::Refuse => Err(named("competence.other-province", "receiving")),
    };
    must_be_allowed(may_at_all)?;
    // What it will open must find its way as well, before anybody is promised anything.
    for part in &version.parts {
        let found = law.competent_for_part(procedure, part, day, &receiving.unit, said);
        found.map_err(|none| refusals(law, day, none))?;
    }
    let is_competent = |code: &&AgencyCode| found.agencies.contains(code);
    let decides = match chosen {
        Some(code) if is_competent(&code) => code.clone(),
        Some(_) => return Err(named("competence.not-among", "competent")),
        None => {
            let own = Some(&receiving.code).filter(is_competent);
            let beside = || {
                found
                    .beside(&law.directory, &receiving.unit, day)
                    .filter(|_| may_at_all == ReceiverMay::Decide)
            };
            let only = || found.agencies.first().filter(|_| found.agencies.len() == 1);
            let one = own.or_else(beside).or_else(only).cloned();
            one.ok_or_else(|| named("competence.choose", "competent"))?
        }
    };
    // Of several the one that is chosen says what this centre may do.
    must_be_allowed(found.only(&decides).receiver_may(&law.directory, &receiving.unit))?;
    Ok(decides)
}

/// The agency that decides on a part: of several the one where the lead is decided.
pub(in crate::dossier) fn part_decided_by(
    law: &Law,
    lead: &Submission,
    part: &Part,
    day: Day,
) -> Result<AgencyCode, Vec<Refusal>> {
    let unit = |code: &AgencyCode| law.directory.agency(code).map(|agency| &agency.unit);
    let gone = || vec![Refusal::of("dossier.no-such-agency").at("competent")];
    let receiving = unit(&lead.receiving).ok_or_else(gone)?;
    // What was handed in before places were asked was promised as if all lay where it is decided.
    let said = match lead.deciding.is_empty() {
        true => law.all_decided_at(&law.competence.of_part(&lead.procedure, part), day, &lead.competent),
        false => lead.deciding.clone(),
    };
    let found = law.competent_for_part(&lead.procedure, part, day, receiving, &said);
    let found = found.map_err(|none| refusals(law, day, none))?;
    let beside = unit(&lead.competent).and_then(|unit| found.beside(&law.directory, unit, day));
    beside.or(found.agencies.first()).cloned().ok_or_else(gone)
}

fn refusals(law: &Law, day: Day, none: NoAgency<'_>) -> Vec<Refusal> {
    let why = match none {
        // The agencies of a province that is not served are not on file here; nobody here can add them.
        NoAgency::Missing(deciders, Some(unit)) if !serves(law, &unit) => {
            let rule = deciders.rule;
            let refusal = Refusal::of("competence.province-of").at("receiving");
            let refusal = refusal.with("places", named(law, &unit, day));
            return vec![refusal.citing(Cited { article: &rule.article, trust: rule.trust })];
        }
        NoAgency::Missing(deciders, unit) => {
            let refusal = Refusal::of("competence.no-agency").at("procedure");
            let refusal = refusal.with("agency_kind", word(deciders.decider));
            return vec![refusal.with("unit", unit.map(|unit| named(law, &unit, day)).unwrap_or_default())];
        }
        NoAgency::Rule(why) => why,
    };
    let lacks = |code: &'static str, fact: DecidingFact| Refusal::of(code).at(place_field(fact));
    match why {
        // Not met: what is known has agencies, or is missing.
        WhoDecides::Known(_) => vec![Refusal::of("competence.not-on-file").at("procedure")],
        WhoDecides::Ask(Lacking::Circumstance(_)) => {
            vec![Refusal::of("competence.circumstance-missing").at(CIRCUMSTANCE_FIELD)]
        }
        WhoDecides::Ask(Lacking::Places(facts)) => {
            facts.into_iter().map(|fact| lacks("competence.place-missing", fact)).collect()
        }
        WhoDecides::Ask(Lacking::AnyPlace(facts)) => {
            facts.into_iter().take(1).map(|fact| lacks("competence.nowhere", fact)).collect()
        }
        WhoDecides::Ask(Lacking::Part(fact, units)) => {
            let candidates: Vec<String> = units.iter().map(|unit| named(law, unit, day)).collect();
            vec![lacks("competence.which-part", fact).with("candidates", candidates.join("; "))]
        }
        WhoDecides::Ask(Lacking::Commune(fact)) => vec![lacks("competence.commune-missing", fact)],
        WhoDecides::Refused { rule, why, units } => {
            let cited = Cited { article: &rule.article, trust: rule.trust };
            let refusal = match why {
                Some(why) => Refusal::of(why.code()).at("procedure"),
                None => {
                    let places: Vec<String> = units.iter().map(|unit| named(law, unit, day)).collect();
                    Refusal::of("competence.province-of").at("receiving").with("places", places.join("; "))
                }
            };
            vec![refusal.citing(cited)]
        }
        WhoDecides::NotOnFile(why) => vec![Refusal::of(why.code()).at("procedure")],
    }
}

/// Whether the installation serves the province of this unit.
fn serves(law: &Law, unit: &UnitCode) -> bool {
    law.directory.province_of(unit).is_none_or(|province| law.policy.serves(province))
}

fn word(decider: Decider) -> &'static str {
    match decider {
        Decider::Kind(kind) => kind.as_str(),
        Decider::Department(field) => field.as_str(),
        Decider::UnitBody => "unit_body",
        Decider::Ministry => "ministry",
        Decider::Levels | Decider::WrongPage | Decider::Nobody(_) => "",
    }
}

fn names(law: &Law, agencies: &[AgencyCode]) -> String {
    let name =
        |code: &AgencyCode| law.directory.agency(code).map_or(code.to_string(), |one| one.name.clone());
    agencies.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// `Phường Thuận Hóa, Thành phố Huế`
fn named(law: &Law, code: &UnitCode, day: Day) -> String {
    let unit = law.directory.unit_on(code, day);
    let above =
        unit.and_then(|unit| unit.parent.as_ref()).and_then(|above| law.directory.unit_on(above, day));
    let names: Vec<&str> = unit.into_iter().chain(above).map(|unit| unit.full_name.as_str()).collect();
    if names.is_empty() { code.to_string() } else { names.join(", ") }
}
