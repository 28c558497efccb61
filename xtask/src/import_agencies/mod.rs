//! `cargo xtask import-agencies [<folder>]`: the agencies of all provinces from the units of
//! the catalogue, the same bytes every time. What a table has already keeps its code; addresses
//! of centres come from lists in the folder.

mod centres;
mod codes;
mod province;

use codes::Known;
use motcua_core::directory::{Directory, Tier};
use motcua_core::{Day, Trust};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// First day of the two tiers: what is made begins with its unit, on this day.
const BEGIN: &str = "2025-07-01";

/// Reads the catalogue's units and the agencies that it has, and writes
/// `agencies/<province>.tsv`, and `.centres.tsv` where a list in `folder` has the province,
/// after the project's own reader has accepted them; says what it wrote.
pub(crate) fn run(folder: Option<&Path>, catalogue: &Path) -> Result<String, String> {
    let mut files = units(catalogue)?;
    let before = read(&files)?;
    let day = Day::parse(BEGIN).ok_or("the first day of the two tiers is no day")?;
    let mut centres = match folder {
        Some(folder) => centres::read(folder, &before, day)?,
        None => BTreeMap::new(),
    };
    let (mut agencies, mut known_centres) = (0, 0);
    let mut written = Vec::new();
    for province in before.units_on(Tier::Province, day) {
        let head = before
            .agency_code_of(&province.code)
            .ok_or_else(|| format!("agencies/provinces.toml: no code for {}", province.code))?;
        let known = Known::of(&before, &province.code);
        let lines = province::lines(&before, province, head, &known, day)?;
        agencies += lines.len();
        let name = format!("agencies/{}.tsv", province.code);
        written.push((name, province::table(&province.full_name, &lines)));
        if let Some(of_province) = centres.remove(&province.code) {
            known_centres += of_province.len();
            let text = centres::table(&province.full_name, &of_province, &lines)?;
            written.push((format!("agencies/{}.centres.tsv", province.code), text));
        }
    }
    files.retain(|(name, _)| !written.iter().any(|(new, _)| new == name));
    let provinces = written.iter().filter(|(name, _)| !name.ends_with(".centres.tsv")).count();
    for (name, text) in &written {
        let path = catalogue.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    files.extend(written);
    let after = read(&files)?;
    let gaps = after.gaps();
    if !gaps.is_empty() {
        return Err(told(&gaps));
    }
    let seen = |agency: &&motcua_core::directory::Agency| agency.code_trust == Trust::Verified;
    Ok(format!(
        "{provinces} provinces, {agencies} agencies ({} with a code that was seen), {known_centres} centres with an address",
        after.agencies().iter().filter(seen).count()
    ))
}

/// The files of units and agencies of the catalogue, by their names below it.
fn units(catalogue: &Path) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for folder in ["units", "agencies"] {
        let entries = fs::read_dir(catalogue.join(folder)).map_err(|error| format!("{folder}: {error}"))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{folder}: {error}"))?.path();
            if path.extension().is_some_and(|end| end == "tsv" || end == "toml") {
                let text =
                    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push((format!("{folder}/{name}"), text));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read(files: &[(String, String)]) -> Result<Directory, String> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Directory::read(&files).map_err(|bad| told(&bad))
}

fn told(bad: &[motcua_core::BadData]) -> String {
    bad.iter().map(|bad| format!("{bad:?}")).collect::<Vec<_>>().join("\n")
}
