//! For which fields a department answers in its province: by the table in the catalogue, and by
//! which departments the province has.

use super::Law;
use crate::Day;
use crate::directory::{AgencyKind, DepartmentField, UnitCode};
use std::collections::BTreeSet;

impl Law {
    /// The fields for which this department of this province answers on this day.
    pub fn fields_of_department(
        &self,
        department: DepartmentField,
        province: &UnitCode,
        day: Day,
    ) -> BTreeSet<&str> {
        let is_there = |field: DepartmentField| {
            self.directory.covering(AgencyKind::Department, Some(field), province, day).is_some()
        };
        let rows = self.catalogue.field_departments(day);
        rows.filter(|row| row.departments.iter().copied().find(|one| is_there(*one)) == Some(department))
            .map(|row| row.field.as_str())
            .collect()
    }
}
