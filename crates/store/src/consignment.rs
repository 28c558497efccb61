//! Hand-over lists of results between offices.

use crate::record::row;
use crate::stored::read;
use crate::{Rows, args};
use motcua_core::Fault;
use motcua_core::consignment::Consignment;
use motcua_core::directory::AgencyCode;

/// The list with this id.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<Consignment>, Fault> {
    row::get(rows, id)
}

/// The lists that are on their way to this agency, the oldest first.
pub fn coming_to(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Consignment>, Fault> {
    let found = rows.rows(
        "select body from consignment where to_agency = ?1 and taken = 0 order by given_at, id limit ?2",
        &args![agency.as_str(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}

/// The lists that this agency gave and nobody has taken over or back, the oldest first.
pub fn under_way_from(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    most: u32,
) -> Result<Vec<Consignment>, Fault> {
    let found = rows.rows(
        "select body from consignment where from_agency = ?1 and taken = 0 order by given_at, id limit ?2",
        &args![agency.as_str(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}

/// The lists that this agency gave, the latest first.
pub fn given_by(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Consignment>, Fault> {
    let found = rows.rows(
        "select body from consignment where from_agency = ?1 order by given_at desc, id desc limit ?2",
        &args![agency.as_str(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}
