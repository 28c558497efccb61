//! What is asked of the list, as it stands in the address.

use motcua_core::act::OfficerId;
use motcua_core::catalogue::{Catalogue, ProcedureId};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Above, DossierId, soon_late_before};
use motcua_core::{Law, Moment};
use motcua_store::dossier::After;
use motcua_store::oversight::{Overseen, OverseenPart};
use serde::Deserialize;

/// `?standing=&unit=&field=&procedure=&agency=&officer=&after=`; `communes=all` shows all of them
/// and no list; `code=` leads to that dossier.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) standing: String,
    pub(super) unit: String,
    pub(super) field: String,
    pub(super) procedure: String,
    pub(super) agency: String,
    pub(super) officer: String,
    pub(super) after: String,
    pub(super) communes: String,
    /// The code of one dossier, to be shown by itself.
    pub(super) code: String,
}

impl Asked {
    /// Which part of the list; what is late, where nothing else is asked for.
    pub(super) fn standing(&self) -> OverseenPart {
        OverseenPart::parse(&self.standing).unwrap_or(OverseenPart::Late)
    }

    /// The dossiers that are asked for. What names nothing that there is narrows nothing.
    pub(super) fn overseen(&self, law: &Law, above: Above, now: Moment) -> Overseen {
        let officer = Some(&self.officer).filter(|officer| !officer.is_empty());
        Overseen {
            above,
            standing: self.standing(),
            now,
            soon_before: soon_late_before(&law.calendar, now),
            unit: UnitCode::parse(&self.unit).ok(),
            procedures: self.procedures(&law.catalogue),
            agency: AgencyCode::parse(&self.agency).ok(),
            officer: officer.map(|officer| OfficerId(officer.clone())),
        }
    }

    /// The one procedure, or all of the field; none where neither is asked for.
    fn procedures(&self, catalogue: &Catalogue) -> Option<Vec<ProcedureId>> {
        // One outside the field is not asked for: the counts know only those of the field.
        let is_of_field = |id: &str| {
            let found = catalogue.procedure(&id.into());
            self.field.is_empty() || found.is_none_or(|procedure| procedure.field == self.field)
        };
        if !self.procedure.is_empty() && is_of_field(&self.procedure) {
            return Some(vec![ProcedureId::from(self.procedure.as_str())]);
        }
        let of_field = catalogue.all().iter().filter(|procedure| procedure.field == self.field);
        let of_field: Vec<ProcedureId> = of_field.map(|procedure| procedure.id.clone()).collect();
        Some(of_field).filter(|ids| !ids.is_empty())
    }

    /// Behind which row the page begins.
    pub(super) fn after(&self) -> Option<After> {
        let (at, id) = self.after.split_once('.')?;
        Some(After { at: at.parse().ok()?, id: DossierId::parse(id)? })
    }

    /// Whether anything narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        [&self.unit, &self.field, &self.procedure, &self.agency, &self.officer]
            .iter()
            .any(|asked| !asked.is_empty())
    }

    /// The address of this.
    pub(super) fn href(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("standing", &self.standing),
            ("unit", &self.unit),
            ("field", &self.field),
            ("procedure", &self.procedure),
            ("agency", &self.agency),
            ("officer", &self.officer),
            ("after", &self.after),
            ("communes", &self.communes),
        ] {
            if !value.is_empty() {
                pairs.append_pair(name, value);
            }
        }
        let pairs = pairs.finish();
        if pairs.is_empty() { "/manage/oversight".to_string() } else { format!("/manage/oversight?{pairs}") }
    }

    /// The same from its first row on.
    pub(super) fn at_the_top(&self) -> Asked {
        Asked { after: String::new(), ..self.clone() }
    }
}
