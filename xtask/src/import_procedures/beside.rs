//! What stands beside the records: who decides, the names of all procedures, limits of
//! a newer reading, and which pages are another procedure's.

use super::files::file_of;
use super::record::Record;
use super::tables::line;
use super::words;
use crate::import_units::csv::Csv;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows of the district level, which is no more since 1 July 2025.
const OF_THE_DISTRICT: [&str; 3] = ["1.010385", "1.011727", "6.001435"];

/// What is known beside the records.
pub(super) struct Beside {
    agencies: BTreeMap<String, String>,
    hidden: BTreeMap<String, String>,
    newer: BTreeMap<String, (String, String)>,
    names: BTreeMap<String, [String; 5]>,
}

/// Who decides a procedure.
pub(super) struct AgencySeen {
    pub kind: String,
    pub authority: String,
}

impl Beside {
    /// Reads the lists in `folder`.
    pub(super) fn read(folder: &Path) -> Result<Beside, String> {
        let rules =
            Csv::read(&file_of(folder, "competence_rules_", ".csv")?, &["code", "agency_kind", "mark"])?;
        let (mut agencies, mut hidden) = (BTreeMap::new(), BTreeMap::new());
        for row in rules.rows() {
            if row.get("mark") == "defect" {
                hidden.insert(row.get("code").to_string(), "page_of_another".to_string());
            }
            agencies.insert(row.get("code").to_string(), row.get("agency_kind").to_string());
        }
        hidden.extend(OF_THE_DISTRICT.map(|code| (code.to_string(), "district_level".to_string())));
        let columns = ["code", "limit_in_nuicam_export", "newest_law_in_nuicam"];
        let list = Csv::read(&file_of(folder, "limits_newer_law_", ".csv")?, &columns)?;
        let mut newer = BTreeMap::new();
        for row in list.rows() {
            let limit = newer_limit(row.get(columns[1]));
            if !limit.is_empty() {
                newer.insert(row.get("code").to_string(), (limit, row.get(columns[2]).to_string()));
            }
        }
        let columns = ["code", "name", "field", "ministry", "level", "url"];
        let list = Csv::read(&file_of(folder, "procedures_index_portal_", ".csv")?, &columns)?;
        let mut names = BTreeMap::new();
        for row in list.rows() {
            let name = words::short(&words::tidy(row.get("name")), 200);
            let address = words::address(row.get("url"));
            let level = level(row.get("level")).map_err(|why| row.wrong(why))?;
            let cells = [
                name,
                words::tidy(row.get("field")),
                ministry(row.get("ministry")).map_err(|why| row.wrong(why))?,
                level,
                address,
            ];
            names.insert(row.get("code").to_string(), cells);
        }
        Ok(Beside { agencies, hidden, newer, names })
    }

    /// Why this code must not be shown.
    pub(super) fn hidden(&self, code: &str) -> Option<String> {
        self.hidden.get(code).cloned()
    }

    /// The kind of agency that decides, in the catalogue's words.
    pub(super) fn agency(&self, code: &str) -> Option<AgencySeen> {
        let said = self.agencies.get(code)?;
        let (kind, authority) = match said.split_once("->") {
            Some((_, to)) => (forwarded(to), words::tidy(to)),
            None if said.contains("or higher") => ("people_committee_or_higher", levels(said)),
            None if said.contains("so_xay_dung") => ("road_manager", String::new()),
            None if said.starts_with("people_committee") => ("people_committee", String::new()),
            None => (said.as_str(), String::new()),
        };
        Some(AgencySeen { kind: kind.to_string(), authority })
    }

    /// The limit of the newer reading, where it is another one than the record's.
    pub(super) fn newer(&self, record: &Record) -> Option<(String, String)> {
        let newer = self.newer.get(&record.code)?;
        let same = !record.ways.is_empty() && record.ways.iter().all(|seen| seen.limit == newer.0);
        (!same).then(|| newer.clone())
    }

    /// The table of names, without those that have a record and those that are hidden.
    pub(super) fn names(&self, records: &BTreeMap<String, Record>) -> String {
        let mut text = "code\tname\tfield\tministry\tlevel\taddress\n".to_string();
        for (code, [name, field, ministry, level, address]) in &self.names {
            if !records.contains_key(code) && !self.hidden.contains_key(code) {
                line(&mut text, &[code, name, field, ministry, level, address]);
            }
        }
        text
    }
}

/// What the commune sends on: to a department of the province, which every directory has, or
/// not; and what does not come to the commune, but to the soldier's own unit.
pub(super) fn forwarded(to: &str) -> &'static str {
    let to = words::tidy(to);
    match () {
        () if to.starts_with("Sở ") => "department",
        () if ["đại đội", "trung đoàn"].iter().any(|unit| to.contains(unit)) => "army_unit",
        () => "forwarded",
    }
}

/// `3 wd`, `03 wd / 02 wd`, `45 day`: only what says one thing.
fn newer_limit(text: &str) -> String {
    match text.split(' ').collect::<Vec<_>>()[..] {
        [number, unit @ ("wd" | "day")] => {
            words::limit(number.parse().ok(), Some(if unit == "wd" { "working_day" } else { "day" }))
        }
        _ => String::new(),
    }
}

/// `people_committee or higher: ask (levels Cấp tỉnh,Cấp xã)` → `Cấp tỉnh, Cấp xã`.
fn levels(text: &str) -> String {
    let inside = text.split("(levels").nth(1).unwrap_or_default().trim_matches([' ', ')']);
    inside.split(',').map(str::trim).collect::<Vec<_>>().join(", ")
}

/// The ministry's sign, as its decisions have it.
fn ministry(name: &str) -> Result<String, String> {
    let signs = [
        ("Bộ Tài chính", "BTC"),
        ("Bộ Nông nghiệp và Môi trường", "BNNMT"),
        ("Bộ Xây dựng", "BXD"),
        ("Bộ Công an", "BCA"),
        ("Bộ Tư pháp", "BTP"),
        ("Ngân hàng Nhà nước", "NHNN"),
        ("Tòa án nhân dân", "TAND"),
    ];
    let found = signs.iter().find(|(known, _)| *known == name);
    found.map(|(_, sign)| sign.to_string()).ok_or_else(|| format!("unknown ministry {name:?}"))
}

/// The levels of a procedure as letters: commune, province, ministry, other.
fn level(text: &str) -> Result<String, String> {
    let letter = |word: &str| match word.trim() {
        "Cấp xã" => Ok('c'),
        "Cấp tỉnh" => Ok('p'),
        "Cấp bộ" => Ok('m'),
        "Cơ quan khác" => Ok('o'),
        other => Err(format!("unknown level {other:?}")),
    };
    text.split(';').map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_limit_that_says_two_things_is_none() {
        for (text, want) in [
            ("3 wd", "3 working_days"),
            ("45 day", "45 days"),
            ("03 wd / 02 wd (text)", ""),
            ("at receipt", ""),
        ] {
            assert_eq!(newer_limit(text), want, "{text}");
        }
    }

    #[test]
    fn levels_become_letters_and_an_unknown_one_is_told() {
        assert_eq!(level("Cấp bộ; Cấp tỉnh; Cấp xã").as_deref(), Ok("mpc"));
        assert_eq!(level("Cấp huyện"), Err("unknown level \"Cấp huyện\"".into()));
        assert_eq!(levels("people_committee or higher: ask (levels Cấp tỉnh,Cấp xã)"), "Cấp tỉnh, Cấp xã");
    }
}
