//! What became of the communes before July 2025.

use super::csv::{Csv, CsvRow};
use super::spelling::settle;
use super::units::{BEGIN, Record};
use motcua_core::directory::{Matched, Share};
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [&str; 8] = [
    "old_code",
    "old_name",
    "old_district",
    "old_province",
    "new_code",
    "new_full_name",
    "new_province_code",
    "match",
];

/// One line of `succession.tsv`.
pub(super) struct SuccessionLine {
    old_code: String,
    /// Name, district and province.
    old: [String; 3],
    new_code: String,
    share: Share,
    matched: Matched,
}

#[cfg(test)]
impl SuccessionLine {
    /// A line of this old code, all else any.
    pub(super) fn of_code(old_code: &str) -> SuccessionLine {
        SuccessionLine {
            old_code: old_code.into(),
            old: Default::default(),
            new_code: String::new(),
            share: Share::Main,
            matched: Matched::Code,
        }
    }
}

impl SuccessionLine {
    /// The old code; may be empty.
    pub(super) fn old_code(&self) -> &str {
        &self.old_code
    }

    /// The cells, in the order of the columns. Nobody has compared these rows
    /// with the resolutions, so all of them are assumed.
    pub(super) fn cells(&self) -> [String; 9] {
        let [name, district, province] = self.old.clone();
        [
            self.old_code.clone(),
            name,
            district,
            province,
            self.new_code.clone(),
            self.share.as_str().to_string(),
            BEGIN.to_string(),
            "assumed".to_string(),
            self.matched.as_str().to_string(),
        ]
    }
}

/// The columns of the list of communes that went to several.
const SPLIT_COLUMNS: [&str; 4] = ["old_code", "new_code", "new_name", "share"];

/// What the source says of one old commune (all its rows).
#[derive(Default)]
struct Old {
    /// Its code and the successor named beside it.
    coded: Option<(String, String)>,
    /// Every successor, with the surest match.
    successors: BTreeMap<String, Matched>,
}

/// Reads the map and checks its new side against the communes of 2025-07-01.
pub(super) fn read(folder: &Path, communes: &[Record]) -> Result<Vec<SuccessionLine>, String> {
    let csv = Csv::read(&folder.join("commune_merge_map_clean.csv"), &COLUMNS)?;
    let by_code: BTreeMap<&str, &Record> =
        communes.iter().rev().map(|record| (record.code.as_str(), record)).collect();
    let mut olds: BTreeMap<[String; 3], Old> = BTreeMap::new();
    for row in csv.rows() {
        let new_code = row.get("new_code");
        let matched = match row.get("match") {
            "code+name" => Matched::CodeAndName,
            "code" => Matched::Code,
            "name" => Matched::Name,
            other => return Err(row.wrong(format!("unknown match {other}"))),
        };
        let new = by_code.get(new_code).ok_or_else(|| row.wrong("no such commune"))?;
        let same_name = new.full_name() == settle(row.get("new_full_name"));
        if new.parent != row.get("new_province_code") || !(same_name || matched == Matched::Code) {
            return Err(row.wrong("not the commune of that code"));
        }
        // Five special zones were island districts without communes: nothing to say.
        if row.get("old_name").is_empty() {
            continue;
        }
        let names = ["old_name", "old_district", "old_province"].map(|column| settle(row.get(column)));
        let old = olds.entry(names).or_default();
        let surest = old.successors.entry(new_code.to_string()).or_insert(matched);
        *surest = matched.min(*surest);
        let old_code = row.get("old_code");
        if !old_code.is_empty()
            && let Some((other, _)) = old.coded.replace((old_code.to_string(), new_code.to_string()))
        {
            return Err(row.wrong(format!("the same old commune also has the code {other}")));
        }
    }
    let splits = splits(folder, &by_code)?;
    let mut lines: Vec<SuccessionLine> = olds
        .into_iter()
        .flat_map(|(names, old)| {
            let split = old.coded.as_ref().and_then(|(code, _)| splits.get(code));
            match split {
                Some(parts) => parted(names, &old, parts),
                None => lines_of(names, old),
            }
        })
        .collect();
    let order = |line: &SuccessionLine| {
        let [name, district, province] = line.old.clone();
        (line.new_code.clone(), line.old_code.is_empty(), line.old_code.clone(), province, district, name)
    };
    lines.sort_by_key(order);
    Ok(lines)
}

/// The communes that went to several: every successor with its share, by old code. The
/// other list names only one of them.
fn splits(
    folder: &Path,
    by_code: &BTreeMap<&str, &Record>,
) -> Result<BTreeMap<String, Vec<(String, Share)>>, String> {
    let csv = Csv::read(&folder.join("commune_splits_2025.csv"), &SPLIT_COLUMNS)?;
    let known = |code: &str| by_code.get(code).copied();
    // The list has a draft code for one of them: then its name tells, in the province of the
    // other parts.
    let called = |row: &CsvRow<'_>| {
        let parts = csv.rows().filter(|other| other.get("old_code") == row.get("old_code"));
        let province = parts.filter_map(|other| known(other.get("new_code"))).map(|part| &part.parent).next();
        let name = settle(row.get("new_name"));
        let fits = |unit: &&&Record| Some(&unit.parent) == province && unit.full_name() == name;
        by_code.values().find(fits).copied()
    };
    let mut splits: BTreeMap<String, Vec<(String, Share)>> = BTreeMap::new();
    for row in csv.rows() {
        let share = match row.get("share") {
            "main" => Share::Main,
            "part" => Share::Part,
            other => return Err(row.wrong(format!("unknown share {other}"))),
        };
        let new = known(row.get("new_code")).or_else(|| called(&row));
        let new = new.ok_or_else(|| row.wrong("no such commune"))?;
        splits.entry(row.get("old_code").to_string()).or_default().push((new.code.clone(), share));
    }
    Ok(splits)
}

/// The lines of an old commune of which the list of splits knows all parts.
fn parted(names: [String; 3], old: &Old, parts: &[(String, Share)]) -> Vec<SuccessionLine> {
    let old_code = old.coded.as_ref().map(|(code, _)| code.clone()).unwrap_or_default();
    parts
        .iter()
        .map(|(new_code, share)| SuccessionLine {
            old_code: old_code.clone(),
            old: names.clone(),
            new_code: new_code.clone(),
            share: *share,
            matched: old.successors.get(new_code).copied().unwrap_or(Matched::Code),
        })
        .collect()
}

/// The successor that the source names beside the code is the main one; others
/// that it names for the same commune got a part. Where it names several and no
/// code, which one is the main one is not known.
fn lines_of(names: [String; 3], old: Old) -> Vec<SuccessionLine> {
    let alone = old.successors.len() == 1;
    let (old_code, main) = old.coded.unwrap_or_default();
    old.successors
        .into_iter()
        .map(|(new_code, matched)| SuccessionLine {
            old_code: old_code.clone(),
            old: names.clone(),
            share: if alone || new_code == main { Share::Main } else { Share::Part },
            new_code,
            matched,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(coded: Option<(&str, &str)>, successors: &[&str]) -> Vec<(String, String, Share)> {
        let old = Old {
            coded: coded.map(|(old, new)| (old.to_string(), new.to_string())),
            successors: successors.iter().map(|new| (new.to_string(), Matched::Name)).collect(),
        };
        lines_of(Default::default(), old).into_iter().map(|l| (l.old_code, l.new_code, l.share)).collect()
    }

    #[test]
    fn the_successor_beside_the_code_is_the_main_one_and_others_got_a_part() {
        let line = |old: &str, new: &str, share| (old.to_string(), new.to_string(), share);
        assert_eq!(told(Some(("00167", "00166")), &["00166"]), [line("00167", "00166", Share::Main)]);
        assert_eq!(
            told(Some(("00166", "00166")), &["00160", "00166"]),
            [line("00166", "00160", Share::Part), line("00166", "00166", Share::Main)]
        );
        assert_eq!(told(None, &["26882"]), [line("", "26882", Share::Main)]);
        assert_eq!(
            told(None, &["26878", "26882"]),
            [line("", "26878", Share::Part), line("", "26882", Share::Part)]
        );
    }
}
