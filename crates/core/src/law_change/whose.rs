//! Whose a change is, and what of it would bind others: a province's office changes what is its
//! province's, and what provinces share is for whoever runs the installation that they share.

use super::CatalogueFile;
use super::record::province_of_file;
use crate::act::{Actor, Officer};
use crate::directory::{Agency, AgencyCode, AgencyKind};
use crate::law::BesideProcedures;
use crate::{Law, Refusal};

/// Who answers for a change of the catalogue.
#[derive(Debug, Clone, Copy)]
pub enum CatalogueKeeper<'a> {
    /// The leader of a province's office.
    OfProvince(&'a Officer),
    /// The operator, on the command line: for all provinces that the installation serves.
    OfAll,
}

/// The leader of the province's office answers for what is its province's. Everybody else is
/// refused.
pub fn may_change_catalogue(law: &Law, officer: &Officer) -> Result<(), Refusal> {
    if officer.leads_the_province(law) { Ok(()) } else { Err(Refusal::of("catalogue.not-yours")) }
}

/// What all provinces of an installation share (procedures, forms, papers, days off) is changed by the leader of
/// the office of the only one; of several, by whoever runs the installation.
pub fn may_change_what_is_shared(law: &Law, officer: &Officer) -> Result<(), Refusal> {
    may_change_catalogue(law, officer)?;
    let is_theirs_alone = law.policy.province.is_some();
    let knows_others = || law.directory.agencies().iter().any(|agency| !lies_with(law, officer, agency));
    if !is_theirs_alone && knows_others() { Err(Refusal::of("catalogue.shared-with-others")) } else { Ok(()) }
}

impl<'a> CatalogueKeeper<'a> {
    /// The keeper that an actor is.
    pub(super) fn of(law: &Law, actor: &'a Actor) -> Result<CatalogueKeeper<'a>, Refusal> {
        if let Actor::Operator { .. } = actor {
            return Ok(CatalogueKeeper::OfAll);
        }
        let officer = actor.officer()?;
        may_change_catalogue(law, officer)?;
        Ok(CatalogueKeeper::OfProvince(officer))
    }

    /// The agency in whose name the first change is kept.
    pub(super) fn home(self, law: &Law) -> Option<AgencyCode> {
        let is_office = |agency: &&Agency| agency.kind == AgencyKind::ProvinceOffice;
        match self {
            CatalogueKeeper::OfProvince(officer) => Some(officer.agency.clone()),
            CatalogueKeeper::OfAll => {
                law.directory.agencies().iter().find(is_office).map(|office| office.code.clone())
            }
        }
    }
}

/// Whether an agency lies in the officer's province.
fn lies_with(law: &Law, officer: &Officer, agency: &Agency) -> bool {
    let here = officer.province(law);
    here.is_some() && law.directory.province_of(&agency.unit) == here
}

/// What is another province's, and what another province is bound by too: judged by what changes, and
/// not only by the name of the file in which it is written.
pub(super) fn must_be_theirs(
    law: &Law,
    keeper: CatalogueKeeper<'_>,
    files: &[CatalogueFile],
    beside: &BesideProcedures,
) -> Vec<Refusal> {
    let CatalogueKeeper::OfProvince(officer) = keeper else { return Vec::new() };
    let mut wrong = must_be_of_their_province(law, officer, files, beside);
    if let Err(shared) = may_change_what_is_shared(law, officer) {
        let paths = files.iter().map(|file| file.path.as_str());
        let files = paths.filter(|path| province_of_file(path).is_none() && *path != HOURS);
        let used = |name: &str, here: bool| {
            let mut by_it = law.directory.agencies().iter().filter(|agency| agency.hours == name);
            by_it.any(|agency| lies_with(law, officer, agency) == here)
        };
        let sets = beside.hours.iter().map(|change| change.name.as_str());
        let sets = sets.filter(|name| used(name, true) && used(name, false));
        let refused = |what: &str| shared.clone().at("files").with("file", what);
        wrong.extend(files.chain(sets).map(refused));
    }
    wrong
}

/// The file whose sets of hours are judged one by one.
const HOURS: &str = "calendars/hours.toml";

/// Agencies of their own province only, whatever file they are written in, and no hours that only
/// another province has.
fn must_be_of_their_province(
    law: &Law,
    officer: &Officer,
    files: &[CatalogueFile],
    beside: &BesideProcedures,
) -> Vec<Refusal> {
    let here = officer.province(law);
    let is_here = |province: &str| here.is_some_and(|here| here.as_str() == province);
    let files = files.iter().map(|file| file.path.as_str());
    let mut others: Vec<String> = files
        .filter(|path| province_of_file(path).is_some_and(|province| !is_here(province)))
        .map(str::to_string)
        .collect();
    let lies_here = |agency: &Agency| lies_with(law, officer, agency);
    let changed = beside.agencies.iter();
    let elsewhere = changed.filter(|change| !change.before.iter().chain(&change.after).all(lies_here));
    others.extend(elsewhere.map(|change| change.code.to_string()));
    let of_others = |name: &str| {
        let mut by_it = law.directory.agencies().iter().filter(|agency| agency.hours == name).peekable();
        by_it.peek().is_some() && !by_it.any(lies_here)
    };
    let sets = beside.hours.iter().map(|change| change.name.as_str());
    others.extend(sets.filter(|name| of_others(name)).map(str::to_string));
    let refused = |what: String| Refusal::of("catalogue.not-your-province").at("files").with("file", what);
    others.into_iter().map(refused).collect()
}
