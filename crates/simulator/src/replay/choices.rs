//! What people of the scenario ask for: the procedures of the catalogue that a
//! commune decides by itself, with their limits by way of handing in.

use crate::plan::scenario::Scenario;
use crate::plan::{ProcedureChoice, WayLimits};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{CaseId, Duty, Level, Online, Procedure, ProcedureId, Version, Way};
use motcua_core::competence::Decider;
use motcua_core::directory::AgencyKind;
use motcua_core::{Law, Refusal};

/// A procedure in one of its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChoice {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which case of it.
    pub case: CaseId,
}

/// Out of so many parts, the usual case has all that the others leave.
const PARTS: u32 = 20;

/// The choices and, under the same indices, what the plan has to know of them.
/// Refused when the scenario names a procedure that is not in the catalogue.
pub fn choices(
    law: &Law,
    scenario: &Scenario,
) -> Result<(Vec<CaseChoice>, Vec<ProcedureChoice<Limit>>), Refusal> {
    let asked = &scenario.procedure;
    let known = |id: &str| law.catalogue.procedure(&ProcedureId::from(id)).is_some();
    let unasked = asked.unasked.iter().map(|named| named.split('/').next().unwrap_or_default());
    if let Some(id) = asked.of.keys().map(String::as_str).chain(unasked).find(|id| !known(id)) {
        return Err(Refusal::of("scenario.procedure-unknown").with("procedure", id));
    }
    let (mut choices, mut planned) = (Vec::new(), Vec::new());
    for procedure in law.catalogue.all() {
        let Some(version) = version_of(law, scenario, procedure) else { continue };
        let weight = asked.of.get(procedure.id.as_str()).copied().unwrap_or(asked.usual);
        // Which case it is, an officer finds only on the way; nobody asks for those.
        let is_asked = |case: &&CaseId| !asked.unasked.contains(&format!("{}/{case}", procedure.id));
        let cases = version.cases_for_applicant().map(|case| &case.id);
        let cases: Vec<&CaseId> = cases.filter(is_asked).collect();
        for (index, case) in cases.iter().copied().enumerate() {
            let others = cases.len() as u32 - 1;
            let parts = if index == 0 { PARTS.saturating_sub(3 * others).max(1) } else { 3 };
            choices.push(CaseChoice { procedure: procedure.id.clone(), case: case.clone() });
            planned.push(ProcedureChoice {
                id: format!("{}/{case}", procedure.id),
                full_online: version.online == Online::Full,
                limits: limits(version, case),
                weight: weight * parts,
            });
        }
    }
    Ok((choices, planned))
}

/// The version that holds all month, of a procedure that a commune's people's
/// committee decides through steps of its own.
fn version_of<'a>(law: &Law, scenario: &Scenario, procedure: &'a Procedure) -> Option<&'a Version> {
    let month = scenario.windows.month;
    let version = procedure.version_on(month.from).filter(|version| version.holds_on(month.to))?;
    let steps = law.catalogue.steps(&version.steps)?;
    let own = steps.steps.iter().any(|step| step.duty == Duty::Leader)
        && steps.steps.iter().all(|step| step.agency.is_none());
    let committee = Decider::Kind(AgencyKind::PeopleCommittee);
    let mut rules = law.competence.in_force(&procedure.id, month.from).peekable();
    let decides = rules.peek().is_some() && rules.all(|rule| rule.decider == committee);
    let here = procedure.level == Level::Commune && decides;
    // What only the portal names was not what the published figures are made of.
    if !procedure.has_own_file() {
        return None;
    }
    // What opens other dossiers would be received more than once; the figures know no
    // such dossiers.
    let alone = version.parts.is_empty();
    (own && here && alone).then_some(version)
}

fn limits(version: &Version, case: &CaseId) -> WayLimits<Limit> {
    let of = |way: Way| {
        let limit = version.offer(case, way)?.limit;
        (limit != Limit::Planned).then_some(limit)
    };
    WayLimits { online: of(Way::Online), counter: of(Way::Counter), post: of(Way::Post) }
}
