//! What an agency is called where nobody gave it a name of its own.

use super::{AgencyKind, DepartmentField, Directory, UnitCode, names};
use crate::Day;

/// What an agency of a unit is called where the data says nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsualNames {
    /// `Ủy ban nhân dân phường Thuận Hóa`.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Its centre.
    pub centre: String,
}

impl Directory {
    /// What an agency of this kind and unit is called on a day, by the unit's name on that day or
    /// nearest to it; empty for a unit that is not on file.
    pub fn usual_names(
        &self,
        kind: AgencyKind,
        field: Option<DepartmentField>,
        unit: &UnitCode,
        day: Day,
    ) -> UsualNames {
        let history = self.history_of(unit);
        let then = history.iter().rfind(|record| record.valid_from <= day).or(history.first());
        let Some(unit) = then else { return UsualNames::default() };
        let (name, name_en) = names::of_agency(kind, field, unit);
        UsualNames { name, name_en, centre: names::of_centre(unit) }
    }
}
