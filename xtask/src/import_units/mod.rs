//! `cargo xtask import-units <folder>`: the published lists become the
//! project's own data files, the same bytes every time.

pub(crate) mod csv;
mod former_names;
mod spelling;
mod succession;
mod units;

use motcua_core::directory::Directory;
use std::path::Path;

const UNIT_COLUMNS: &str =
    "code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision";
const SUCCESSION_COLUMNS: &str =
    "old_code\told_name\told_district\told_province\tnew_code\tshare\teffective\ttrust\tmatched";

/// Reads the lists in `folder` and writes four files into `out`, after the
/// project's own reader has accepted them; says what it wrote.
pub(crate) fn run(folder: &Path, out: &Path) -> Result<String, String> {
    let provinces = units::read(folder, "provinces")?;
    let communes = units::read(folder, "communes")?;
    let successions = succession::read(folder, &communes)?;
    let former = former_names::read(folder, &successions)?;
    let files = [
        ("provinces.tsv", table(UNIT_COLUMNS, provinces.iter().map(units::Record::cells))),
        ("communes.tsv", table(UNIT_COLUMNS, communes.iter().map(units::Record::cells))),
        (
            "succession.tsv",
            table(SUCCESSION_COLUMNS, successions.iter().map(succession::SuccessionLine::cells)),
        ),
        ("former_names.tsv", table("old_code\tletters", former.iter().cloned())),
    ];
    let named: Vec<(String, &str)> =
        files.iter().map(|(name, text)| (format!("units/{name}"), text.as_str())).collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    Directory::read(&named).map_err(|bad| {
        let lines: Vec<String> = bad.iter().map(|bad| format!("{bad:?}")).collect();
        lines.join("\n")
    })?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    for (name, text) in &files {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(format!(
        "provinces.tsv: {} records; communes.tsv: {} records; succession.tsv: {} rows; \
         former_names.tsv: {} names",
        provinces.len(),
        communes.len(),
        successions.len(),
        former.len()
    ))
}

fn table<const N: usize>(columns: &str, rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("{columns}\n");
    for row in rows {
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    text
}
