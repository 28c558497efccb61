//! Dated records of units from two editions of the published list.

use super::csv::{Csv, CsvRow};
use super::spelling::{plain, settle};
use motcua_core::directory::UnitKind;
use std::collections::BTreeMap;
use std::path::Path;

/// First day of the two tiers, and of every unit here.
pub(super) const BEGIN: &str = "2025-07-01";
/// The list of codes for that day.
const LIST: &str = "QĐ 19/2025/QĐ-TTg";
/// Day of the one change of kind since, and the last day before it.
const CHANGE: &str = "2026-04-30";
const BEFORE_CHANGE: &str = "2026-04-29";

/// The units whose kind changed on [`CHANGE`], with the resolution. Any other
/// difference between the editions stops the import until somebody has looked.
const CHANGED: [(&str, &[&str]); 2] = [
    ("NQ 30/2026/QH16", &["75"]),
    (
        "NQ 237/NQ-UBTVQH16",
        &["25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485"],
    ),
];

/// Names that the earlier edition had wrong: code, wrong, right.
const CORRECTED: [(&str, &str, &str); 1] = [("00745", "Phó Bảng", "Phố Bảng")];

/// One line of `provinces.tsv` or `communes.tsv`.
pub(super) struct Record {
    pub(super) code: String,
    pub(super) valid_from: &'static str,
    pub(super) valid_to: &'static str,
    pub(super) kind: UnitKind,
    pub(super) name: String,
    pub(super) parent: String,
    pub(super) decision: &'static str,
}

impl Record {
    /// `Phường Thuận Hóa`.
    pub(super) fn full_name(&self) -> String {
        format!("{} {}", words(self.kind).0, self.name)
    }

    /// The cells, in the order of the columns.
    pub(super) fn cells(&self) -> [String; 9] {
        [
            self.code.clone(),
            self.valid_from.to_string(),
            self.valid_to.to_string(),
            self.kind.as_str().to_string(),
            self.name.clone(),
            self.full_name(),
            format!("{} {}", plain(&self.name), words(self.kind).1),
            self.parent.clone(),
            self.decision.to_string(),
        ]
    }
}

/// Vietnamese and English word of a kind.
fn words(kind: UnitKind) -> (&'static str, &'static str) {
    match kind {
        UnitKind::Province => ("Tỉnh", "Province"),
        UnitKind::City => ("Thành phố", "City"),
        UnitKind::Commune => ("Xã", "Commune"),
        UnitKind::Ward => ("Phường", "Ward"),
        UnitKind::SpecialZone => ("Đặc khu", "Special Zone"),
    }
}

#[derive(PartialEq)]
struct Named {
    kind: UnitKind,
    name: String,
    parent: String,
}

/// Reads both editions of a tier (`provinces` or `communes`), by code and day.
pub(super) fn read(folder: &Path, tier: &str) -> Result<Vec<Record>, String> {
    let parent_column = (tier == "communes").then_some("province_code");
    let columns: Vec<&str> = ["code", "name", "full_name"].into_iter().chain(parent_column).collect();
    let edition = |day: &str| -> Result<BTreeMap<String, Named>, String> {
        let csv = Csv::read(&folder.join(format!("{tier}_{day}.csv")), &columns)?;
        csv.rows().map(|row| Ok((row.get("code").to_string(), named(row, parent_column)?))).collect()
    };
    dated(edition(BEGIN)?, edition(CHANGE)?)
}

fn named(row: CsvRow<'_>, parent_column: Option<&str>) -> Result<Named, String> {
    let full_name = settle(row.get("full_name"));
    let name = settle(row.get("name"));
    let parent = parent_column.map(|column| row.get(column)).unwrap_or_default().to_string();
    let fits = |kind: &UnitKind| {
        full_name.strip_prefix(words(*kind).0).is_some_and(|rest| rest.strip_prefix(' ') == Some(&name))
    };
    let kind = UnitKind::ALL.into_iter().find(fits).ok_or_else(|| row.wrong("not a kind and a name"))?;
    Ok(Named { kind, name, parent })
}

fn dated(before: BTreeMap<String, Named>, mut after: BTreeMap<String, Named>) -> Result<Vec<Record>, String> {
    let mut records = Vec::with_capacity(before.len() + 16);
    for (code, old) in before {
        let new = after.remove(&code).ok_or_else(|| format!("{code} is gone from the later list"))?;
        let record = |named: Named, valid_from, valid_to, decision| Record {
            code: code.clone(),
            valid_from,
            valid_to,
            kind: named.kind,
            name: named.name,
            parent: named.parent,
            decision,
        };
        let decision = CHANGED.iter().find(|(_, codes)| codes.contains(&code.as_str()));
        let corrected = CORRECTED
            .iter()
            .any(|(wrong, from, to)| (*wrong, *from, *to) == (code.as_str(), &old.name, &new.name));
        match decision {
            Some((decision, _))
                if old.kind != new.kind && old.name == new.name && old.parent == new.parent =>
            {
                records.push(record(old, BEGIN, BEFORE_CHANGE, LIST));
                records.push(record(new, CHANGE, "", decision));
            }
            None if old == new || corrected && old.kind == new.kind && old.parent == new.parent => {
                records.push(record(new, BEGIN, "", LIST));
            }
            _ => {
                let (was, is) = (old.name, new.name);
                return Err(format!("{code} {was} → {is}: the lists differ and no decision says why"));
            }
        }
    }
    if let Some((code, _)) = after.first_key_value() {
        return Err(format!("{code} is not in the earlier list"));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(code: &str, kind: UnitKind, name: &str) -> BTreeMap<String, Named> {
        BTreeMap::from([(code.to_string(), Named { kind, name: name.to_string(), parent: "75".to_string() })])
    }

    #[test]
    fn a_change_without_a_decision_stops_the_import() {
        let ward = |name: &str| edition("00004", UnitKind::Ward, name);
        assert_eq!(dated(ward("Ba Đình"), ward("Ba Đình")).unwrap().len(), 1);
        assert!(dated(ward("Ba Đình"), ward("Ba Dinh")).is_err());
        assert!(dated(ward("Ba Đình"), edition("00004", UnitKind::Commune, "Ba Đình")).is_err());
        assert!(dated(ward("Ba Đình"), BTreeMap::new()).is_err());
        assert!(dated(BTreeMap::new(), ward("Ba Đình")).is_err());
    }

    #[test]
    fn a_decided_change_of_kind_makes_two_records_that_meet() {
        let records = dated(
            edition("26368", UnitKind::Commune, "Long Thành"),
            edition("26368", UnitKind::Ward, "Long Thành"),
        )
        .unwrap();
        let told: Vec<_> =
            records.iter().map(|r| (r.valid_from, r.valid_to, r.full_name(), r.decision)).collect();
        assert_eq!(
            told,
            [
                (BEGIN, "2026-04-29", "Xã Long Thành".to_string(), LIST),
                (CHANGE, "", "Phường Long Thành".to_string(), "NQ 237/NQ-UBTVQH16"),
            ]
        );
        // Decided, but the lists do not show it: somebody must look.
        let same = || edition("26368", UnitKind::Ward, "Long Thành");
        assert!(dated(same(), same()).is_err());
    }

    #[test]
    fn a_corrected_name_was_right_from_the_first_day() {
        let records = dated(
            edition("00745", UnitKind::Commune, "Phó Bảng"),
            edition("00745", UnitKind::Commune, "Phố Bảng"),
        )
        .unwrap();
        assert_eq!((records.len(), records[0].full_name().as_str()), (1, "Xã Phố Bảng"));
    }
}
