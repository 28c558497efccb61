//! Agencies as the files have them: what is left out follows from the kind and the unit.

use super::{Agency, AgencyCode, AgencyKind, Centre, DepartmentField, MapPoint, Unit, UnitCode, names};
use crate::{Day, Refusal, Trust};

/// The office hours of an agency that names none.
pub const STANDARD_HOURS: &str = "standard";

/// An agency before its unit is looked at.
pub(super) struct WrittenAgency {
    /// The province of the file.
    pub(super) province: UnitCode,
    pub(super) code: AgencyCode,
    pub(super) code_trust: Trust,
    pub(super) trust: Trust,
    pub(super) kind: AgencyKind,
    pub(super) field: Option<DepartmentField>,
    pub(super) unit: UnitCode,
    pub(super) covers: Vec<UnitCode>,
    /// None: from the first day of its unit.
    pub(super) valid_from: Option<Day>,
    pub(super) valid_to: Option<Day>,
    pub(super) successor: Option<AgencyCode>,
    pub(super) hours: String,
    pub(super) compared_by: u8,
    /// None: after its kind and its unit, as the unit is called on the day.
    pub(super) name: Option<String>,
    pub(super) name_en: Option<String>,
    pub(super) centre: CentreWritten,
}

/// What is said of the centre of an agency.
pub(super) enum CentreWritten {
    /// Nothing: a committee has one, another agency none.
    Usual,
    Known(Box<WrittenCentre>),
}

pub(super) struct WrittenCentre {
    /// None: after the unit.
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) telephone: Option<String>,
    pub(super) opening: Option<String>,
    pub(super) point: Option<MapPoint>,
    pub(super) trust: Trust,
}

/// A line of a table of centres.
pub(super) struct CentreLine {
    pub(super) province: UnitCode,
    pub(super) agency: AgencyCode,
    pub(super) centre: WrittenCentre,
}

/// A department says its field, and nobody else has one.
pub(super) fn field_fits_kind(kind: AgencyKind, field: Option<DepartmentField>) -> Result<(), Refusal> {
    match (kind, field) {
        (AgencyKind::Department, None) => Err(Refusal::of("directory.department-without-field")),
        (AgencyKind::Department, Some(_)) | (_, None) => Ok(()),
        (_, Some(_)) => Err(Refusal::of("directory.field-of-no-department").with("kind", kind.as_str())),
    }
}

impl WrittenAgency {
    /// The records of the agency, the earliest first: one for each record of its unit that it
    /// is named after. `history` is that of its unit and not empty.
    pub(super) fn records(&self, history: &[&Unit]) -> Vec<Agency> {
        let Some(first) = history.first() else { return Vec::new() };
        let from = self.valid_from.unwrap_or(first.valid_from);
        let named_by_unit = self.name.is_none() || self.name_en.is_none() || self.has_centre_of_unit();
        let holds = |unit: &&&Unit| {
            self.valid_to.is_none_or(|last| unit.valid_from <= last)
                && unit.valid_to.is_none_or(|last| from <= last)
        };
        let mut of: Vec<&Unit> = history.iter().filter(holds).copied().collect();
        if of.is_empty() || !named_by_unit {
            // The days are those of the agency: what is wrong with them is told elsewhere.
            return history.last().map(|unit| self.record(unit, from, self.valid_to)).into_iter().collect();
        }
        of.sort_by_key(|unit| unit.valid_from);
        let earlier = |one: Option<Day>, other: Option<Day>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let many = of.len();
        let record = |(at, unit): (usize, &&Unit)| {
            let begins = if at == 0 { from } else { from.max(unit.valid_from) };
            let ends = if at + 1 == many { self.valid_to } else { earlier(self.valid_to, unit.valid_to) };
            self.record(unit, begins, ends)
        };
        of.iter().enumerate().map(record).collect()
    }

    fn has_centre_of_unit(&self) -> bool {
        match &self.centre {
            CentreWritten::Usual => self.has_centre_usually(),
            CentreWritten::Known(centre) => centre.name.is_none(),
        }
    }

    fn has_centre_usually(&self) -> bool {
        matches!(self.kind, AgencyKind::PeopleCommittee | AgencyKind::ProvinceOffice)
    }

    fn record(&self, unit: &Unit, valid_from: Day, valid_to: Option<Day>) -> Agency {
        let (usual, usual_en) = names::of_agency(self.kind, self.field, unit);
        Agency {
            code: self.code.clone(),
            code_trust: self.code_trust,
            trust: self.trust,
            name: self.name.clone().unwrap_or(usual),
            name_en: self.name_en.clone().unwrap_or(usual_en),
            unit: self.unit.clone(),
            covers: self.covers.clone(),
            kind: self.kind,
            field: self.field,
            centre: self.centre_of(unit).map(Box::new),
            hours: self.hours.clone(),
            compared_by: self.compared_by,
            valid_from,
            valid_to,
            successor: self.successor.clone(),
        }
    }

    fn centre_of(&self, unit: &Unit) -> Option<Centre> {
        let known = match &self.centre {
            CentreWritten::Usual if self.has_centre_usually() => None,
            CentreWritten::Usual => return None,
            CentreWritten::Known(known) => Some(known.as_ref()),
        };
        let text = |of: fn(&WrittenCentre) -> &Option<String>| known.and_then(|known| of(known).clone());
        Some(Centre {
            name: text(|known| &known.name).unwrap_or_else(|| names::of_centre(unit)),
            address: text(|known| &known.address),
            telephone: text(|known| &known.telephone),
            opening: text(|known| &known.opening),
            point: known.and_then(|known| known.point),
            trust: known.map_or(Trust::Assumed, |known| known.trust),
        })
    }
}
