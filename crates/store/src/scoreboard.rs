//! Sums of the tally.

use crate::{Row, Rows, args};
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_core::{Day, Fault};

/// The period that was received in, and the last day that the snapshot knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day of acceptance.
    pub from: Day,
    /// Last day of acceptance.
    pub to: Day,
    /// What became true later is not counted.
    pub as_of: Day,
}

macro_rules! sums {
    () => {
        "cast(sum(received) as bigint), cast(sum(eligible) as bigint), cast(sum(online) as bigint), \
         cast(sum(resolved) as bigint), cast(sum(online_resolved) as bigint), \
         cast(sum(on_time) as bigint), cast(sum(digitised) as bigint)"
    };
}

fn counts(row: &Row, first: usize) -> Result<Counts, Fault> {
    let mut columns = [0; 7];
    for (offset, column) in columns.iter_mut().enumerate() {
        *column = row.opt_int(first + offset)?.unwrap_or(0);
    }
    Ok(Counts::from_columns(columns))
}

fn days(period: Period) -> [i64; 3] {
    [period.from, period.to, period.as_of].map(|day| i64::from(day.0))
}

/// One unit's sums. `parent` is the province of a commune and empty for a province.
pub fn of_unit(rows: &mut dyn Rows, parent: &str, unit: &UnitCode, period: Period) -> Result<Counts, Fault> {
    let [from, to, as_of] = days(period);
    let row = rows.row(
        concat!(
            "select ",
            sums!(),
            " from tally where parent = ?1 and unit = ?2 \
         and received_day >= ?3 and received_day <= ?4 and as_day <= ?5"
        ),
        &args![parent, unit.as_str(), from, to, as_of],
    )?;
    row.map_or(Ok(Counts::default()), |row| counts(&row, 0))
}

/// The sums of every unit below a province that has any.
pub fn of_children(
    rows: &mut dyn Rows,
    parent: &UnitCode,
    period: Period,
) -> Result<Vec<(UnitCode, Counts)>, Fault> {
    let [from, to, as_of] = days(period);
    rows.rows(
        concat!(
            "select unit, ",
            sums!(),
            " from tally where parent = ?1 \
         and received_day >= ?2 and received_day <= ?3 and as_day <= ?4 group by unit order by unit"
        ),
        &args![parent.as_str(), from, to, as_of],
    )?
    .iter()
    .map(|row| {
        let unit = UnitCode::parse(row.text(0)?).map_err(|_| Fault::damaged("a unit code in the tally"))?;
        Ok((unit, counts(row, 1)?))
    })
    .collect()
}

/// The sums of a province and of every unit below it, by day of acceptance. One
/// statement, so that the parts of one board are of one moment and add up.
pub fn by_unit_and_day(
    rows: &mut dyn Rows,
    province: &UnitCode,
    period: Period,
) -> Result<Vec<(UnitCode, Day, Counts)>, Fault> {
    let [from, to, as_of] = days(period);
    rows.rows(
        concat!(
            "select unit, received_day, ",
            sums!(),
            " from tally where parent = '' and unit = ?1 \
         and received_day >= ?2 and received_day <= ?3 and as_day <= ?4 group by unit, received_day \
         union all select unit, received_day, ",
            sums!(),
            " from tally where parent = ?1 \
         and received_day >= ?2 and received_day <= ?3 and as_day <= ?4 group by unit, received_day"
        ),
        &args![province.as_str(), from, to, as_of],
    )?
    .iter()
    .map(|row| {
        let unit = UnitCode::parse(row.text(0)?).map_err(|_| Fault::damaged("a unit code in the tally"))?;
        Ok((unit, Day(i32::try_from(row.int(1)?).map_err(Fault::damaged)?), counts(row, 2)?))
    })
    .collect()
}

/// The first and last day on which anything was received in a province.
pub fn span(rows: &mut dyn Rows, province: &UnitCode) -> Result<Option<(Day, Day)>, Fault> {
    let row = rows.row(
        // Each end of the key by itself; both in one aggregate would read all of it.
        "select (select received_day from tally where parent = '' and unit = ?1 \
         order by received_day limit 1), (select received_day from tally where parent = '' and unit = ?1 \
         order by received_day desc limit 1)",
        &args![province.as_str()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let day = |column| -> Result<Option<Day>, Fault> {
        row.opt_int(column)?.map(|day| i32::try_from(day).map(Day).map_err(Fault::damaged)).transpose()
    };
    Ok(day(0)?.zip(day(1)?))
}
