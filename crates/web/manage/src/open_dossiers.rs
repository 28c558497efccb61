//! The open dossiers that agencies have: before one is closed, and after, so that none is lost.

use motcua_core::Halt;
use motcua_core::directory::{AgencyCode, Directory};
use motcua_core::dossier::{Above, soon_late_before};
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_store::oversight::{Facet, Overseen, OverseenPart, facets};
use std::collections::BTreeMap;

/// Of these two parts every open dossier is in one.
const PARTS: [OverseenPart; 2] = [OverseenPart::Running, OverseenPart::Resting];

/// How many of each part.
type Counts = [i64; PARTS.len()];

/// What agencies of the officer's province have.
pub(super) struct OpenDossiers(BTreeMap<String, Counts>);

/// A part of what an agency has, and where it is listed.
pub(super) struct OpenPart {
    pub(super) count: String,
    pub(super) href: String,
    pub(super) words: &'static str,
}

impl OpenDossiers {
    /// Those that the officer sees from above.
    pub(super) fn read(signed: &Signed) -> Result<OpenDossiers, Halt> {
        let (app, now) = (&signed.visit.app, signed.visit.now);
        let above = Above::of(&signed.officer, &app.law, now.day())?;
        let mut all: BTreeMap<String, Counts> = BTreeMap::new();
        for (at, standing) in PARTS.into_iter().enumerate() {
            let overseen = Overseen {
                above: above.clone(),
                standing,
                now,
                soon_before: soon_late_before(&app.law.calendar, now),
                unit: None,
                procedures: None,
                agency: None,
                officer: None,
            };
            for (agency, count) in app.read(|rows| facets(rows, &overseen, Facet::Agency))? {
                all.entry(agency).or_default()[at] = count;
            }
        }
        Ok(OpenDossiers(all))
    }

    /// What this agency has, part by part; nothing where it has none.
    pub(super) fn of(&self, agency: &AgencyCode, page: &Page) -> Vec<OpenPart> {
        let counts = self.0.get(agency.as_str()).copied().unwrap_or_default();
        let part = |(standing, count): (OverseenPart, i64)| OpenPart {
            count: page.count(count),
            href: format!("/manage/oversight?standing={}&agency={agency}", standing.as_str()),
            words: match standing {
                OverseenPart::Resting => {
                    page.language().t("hồ sơ không tính hạn", "whose limit does not run")
                }
                _ => page.language().t("hồ sơ đang tính hạn", "whose limit runs"),
            },
        };
        PARTS.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(part).collect()
    }

    /// The agencies that have ended and have some still, by code.
    pub(super) fn of_ended(&self, directory: &Directory, today: motcua_core::Day) -> Vec<AgencyCode> {
        let codes = self.0.keys().filter_map(|code| AgencyCode::parse(code).ok());
        codes.filter(|code| directory.agency(code).is_none_or(|agency| agency.is_closed_on(today))).collect()
    }
}
