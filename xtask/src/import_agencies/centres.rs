//! Addresses of centres, from lists of the offices of communes.

use super::province::AgencyLine;
use crate::import_units::csv::Csv;
use motcua_core::Day;
use motcua_core::directory::{AgencyKind, Directory, MapPoint, UnitCode};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 5] = ["code", "full_name", "office_address", "lat", "lon"];

/// What a file is called that holds such a list: `danang_commune_offices_2025-07.csv`.
const LIST: &str = "commune_offices";

const HEAD: &str = "\
# {province}: địa chỉ nơi tiếp nhận hồ sơ, chỉ những nơi đã biết. Cách đọc, cách sửa: README.md ở thư mục này.
# {province}: where people hand in, as far as it is known. How to read and change it: README.md in this folder.
agency\tname\taddress\ttelephone\topening\tpoint\ttrust
";

/// Where the office of a commune stands.
pub(super) struct OfficePlace {
    address: String,
    point: MapPoint,
}

/// The offices of every list in the folder, by province and commune.
pub(super) fn read(
    folder: &Path,
    directory: &Directory,
    day: Day,
) -> Result<BTreeMap<UnitCode, BTreeMap<UnitCode, OfficePlace>>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut lists: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    lists.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(LIST)));
    lists.sort();
    let mut offices: BTreeMap<UnitCode, BTreeMap<UnitCode, OfficePlace>> = BTreeMap::new();
    for list in lists {
        let csv = Csv::read(&list, &COLUMNS)?;
        for row in csv.rows() {
            let code = UnitCode::parse(row.get("code")).map_err(|_| row.wrong("no code of a unit"))?;
            let unit = directory.unit_on(&code, day).ok_or_else(|| row.wrong("no unit of this code"))?;
            if unit.full_name != row.get("full_name") {
                return Err(row.wrong(format!("{code} is called {}", unit.full_name)));
            }
            let province = unit.parent.clone().ok_or_else(|| row.wrong("not a commune"))?;
            let point = MapPoint::parse(&format!("{}, {}", row.get("lat"), row.get("lon")));
            let point = point.ok_or_else(|| row.wrong("no place on the map"))?;
            let address = tidy(row.get("office_address"));
            offices.entry(province).or_default().insert(code, OfficePlace { address, point });
        }
    }
    Ok(offices)
}

/// One space between words, nothing after the last one.
fn tidy(address: &str) -> String {
    let words: Vec<&str> = address.split_whitespace().collect();
    words.join(" ").trim_end_matches([',', '.', ' ']).to_string()
}

/// The offices as a table of the centres of the committees: assumed, because the lists are not
/// official ones and tell where the committee sits.
pub(super) fn table(
    province: &str,
    offices: &BTreeMap<UnitCode, OfficePlace>,
    lines: &[AgencyLine],
) -> Result<String, String> {
    let mut text = HEAD.replace("{province}", province);
    for (unit, office) in offices {
        let committee =
            lines.iter().find(|line| line.kind == AgencyKind::PeopleCommittee && line.unit == *unit);
        let committee = committee.ok_or_else(|| format!("no committee of {unit}"))?;
        let cells =
            [committee.code.as_str(), "", &office.address, "", "", &office.point.to_string(), "assumed"];
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_single_spaces_and_no_comma_at_its_end() {
        assert_eq!(tidy(" Quốc lộ 14B,  xã Hòa Vang, "), "Quốc lộ 14B, xã Hòa Vang");
    }
}
