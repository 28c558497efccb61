//! Where people hand in: chosen from a list where that is short, else by typing a name.

use motcua_core::directory::{AgencyCode, UnitCode, UnitFound};
use motcua_core::text::fold;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::visit::Visit;
use std::collections::BTreeSet;

/// The longest list from which a person can choose by looking through it.
const LIST_MAX: usize = 60;

/// How many centres a person is asked to choose from after a name that fits several.
const SEVERAL_MAX: usize = 12;

/// What a person's words name.
pub(crate) enum CentreFound {
    One(AgencyCode),
    /// Those that fit, by value and name: the person says which.
    Several(Vec<ChoiceShown>),
    None,
}

/// The centres of the province of the visit.
pub(crate) struct Centres {
    /// By name: the agency and its commune.
    offered: Vec<(UnitCode, ChoiceShown)>,
}

impl Centres {
    /// Of the communes whose agencies have a centre today.
    pub(crate) fn of(visit: &Visit) -> Centres {
        let directory = &visit.app.law.directory;
        let day = visit.now.day();
        let mut offered: Vec<(String, (UnitCode, ChoiceShown))> = directory
            .children_on(&visit.app.province, day)
            .flat_map(|commune| {
                let name = visit.lang.t(&commune.full_name, &commune.full_name_en).to_string();
                let key = fold(&commune.name);
                directory.agencies_in_on(&commune.code, day).filter(|agency| agency.centre.is_some()).map(
                    move |agency| {
                        let choice = ChoiceShown::new(agency.code.to_string(), name.clone());
                        (key.clone(), (commune.code.clone(), choice))
                    },
                )
            })
            .collect();
        offered.sort_by(|(one, _), (other, _)| one.cmp(other));
        Centres { offered: offered.into_iter().map(|(_, centre)| centre).collect() }
    }

    /// Whether the name is typed, because the list is too long to look through.
    pub(crate) fn are_typed(&self) -> bool {
        self.offered.len() > LIST_MAX
    }

    /// All of them, by name.
    pub(crate) fn choices(&self) -> Vec<ChoiceShown> {
        self.offered.iter().map(|(_, choice)| choice.clone()).collect()
    }

    /// The name of the centre with this code; what was typed where it is none.
    pub(crate) fn name_of(&self, value: &str) -> String {
        let known = self.offered.iter().find(|(_, choice)| choice.value == value);
        known.map_or_else(|| value.to_string(), |(_, choice)| choice.text.clone())
    }

    /// What is meant by a code, a name in any spelling, or the name of an old commune.
    pub(crate) fn find(&self, visit: &Visit, typed: &str) -> CentreFound {
        let code = AgencyCode::parse(typed).ok();
        if let Some(code) = code.filter(|code| self.offered.iter().any(|(_, it)| it.value == code.as_str())) {
            return CentreFound::One(code);
        }
        if !self.are_typed() {
            return CentreFound::None;
        }
        let folded = fold(typed);
        let is_called = |(_, choice): &&(UnitCode, ChoiceShown)| fold(&choice.text) == folded;
        let called: Vec<&(UnitCode, ChoiceShown)> = self.offered.iter().filter(is_called).collect();
        if let [(_, only)] = called.as_slice() {
            return AgencyCode::parse(&only.value).map_or(CentreFound::None, CentreFound::One);
        }
        let fitting = self.fitting(visit, typed, &folded);
        match fitting.as_slice() {
            [] => CentreFound::None,
            [(is_exact, only)] if *is_exact => {
                AgencyCode::parse(&only.value).map_or(CentreFound::None, CentreFound::One)
            }
            _ => CentreFound::Several(fitting.into_iter().map(|(_, choice)| choice).collect()),
        }
    }

    /// The centres that answer to a name, and whether it is theirs whole and now. Under an old
    /// name they say so, and the person confirms it.
    fn fitting(&self, visit: &Visit, typed: &str, folded: &str) -> Vec<(bool, ChoiceShown)> {
        let (directory, today) = (&visit.app.law.directory, visit.now.day());
        let is_here = |hit: &UnitFound<'_>| self.offered.iter().any(|(unit, _)| *unit == hit.unit.code);
        let mut found = directory.communes_named(without_kind(folded), today);
        found.retain(is_here);
        let is_exact = !found.is_empty();
        if !is_exact {
            found = directory.find_units(typed, today, FOUND_MAX);
        }
        let mut seen = BTreeSet::new();
        let mut fitting = Vec::new();
        for hit in found {
            let here = self.offered.iter().filter(|(unit, _)| *unit == hit.unit.code);
            for (_, choice) in here {
                if seen.insert(choice.value.clone()) {
                    let was = hit.was.map(|old| {
                        format!("{} {}", visit.lang.t("trước 7/2025:", "before July 2025:"), old.old_name)
                    });
                    let choice = ChoiceShown { hint: was.unwrap_or_default(), ..choice.clone() };
                    fitting.push((is_exact && hit.was.is_none(), choice));
                }
            }
        }
        fitting.truncate(SEVERAL_MAX);
        fitting
    }
}

/// How many units of the country are looked at for those of the province.
const FOUND_MAX: usize = 400;

/// `xa kim boi` → `kim boi`.
fn without_kind(folded: &str) -> &str {
    let kinds = ["xa ", "phuong ", "thi tran ", "dac khu "];
    kinds.iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(folded)
}
