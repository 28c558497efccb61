//! `cargo xtask import-procedures <folder>`: what was read on the national portal
//! becomes the project's own data files, the same bytes every time. The national base
//! will be read again: put the newer records in the folder and run it once more.

mod beside;
mod commune_list;
mod defence;
mod files;
mod portal;
mod record;
mod tables;
mod words;

use beside::Beside;
use files::file_of;
use record::Record;
use std::collections::BTreeMap;
use std::path::Path;

/// Who read records, in which shape of file, and the day of that reading.
struct Source {
    /// What its file begins with; the rest of the name is the month.
    begins: &'static str,
    seen: &'static str,
    read: fn(&serde_json::Value) -> Result<Option<Record>, String>,
}

/// Where two sources have a code, the earlier one in this list is taken.
const SOURCES: [Source; 3] = [
    Source { begins: "procedures_commune_portal_", seen: "2026-07-20", read: portal::record },
    Source { begins: "procedures_nuicam_", seen: "2026-08-06", read: commune_list::record },
    Source { begins: "procedures_defence_", seen: "2026-01-02", read: defence::record },
];

/// Reads the records in `folder` and writes the tables into `out`; says what it wrote.
pub(crate) fn run(folder: &Path, out: &Path) -> Result<String, String> {
    let beside = Beside::read(folder)?;
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let (mut hidden, mut left_out) = (Vec::new(), 0);
    for source in SOURCES {
        for mut record in read(folder, &source)? {
            if let Some(why) = beside.hidden(&record.code) {
                hidden.push((record.code, why));
            } else if let Some(agency) = beside.agency(&record.code) {
                record.seen = source.seen.into();
                record.agency = agency.kind;
                if record.authority.is_empty() {
                    record.authority = agency.authority;
                }
                record.newer = beside.newer(&record);
                records.entry(record.code.clone()).or_insert(record);
            } else {
                // Nobody has said who decides it.
                left_out += 1;
            }
        }
    }
    hidden.sort();
    hidden.dedup();
    let names = beside.names(&records);
    let tables = [
        ("procedures.tsv", tables::procedures(&records)),
        ("ways.tsv", tables::ways(&records)),
        ("papers.tsv", tables::papers(&records)),
        ("names.tsv", names),
        ("hidden.tsv", tables::hidden(&hidden)),
    ];
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    for (name, text) in &tables {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let lines: Vec<String> =
        tables.iter().map(|(name, text)| format!("{name}: {} rows", text.lines().count() - 1)).collect();
    Ok(format!("{}; {left_out} records of other desks left out", lines.join("; ")))
}

/// The records of a source: one JSON object a line.
fn read(folder: &Path, source: &Source) -> Result<Vec<Record>, String> {
    let path = file_of(folder, source.begins, ".jsonl")?;
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut records = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let at = |why: String| format!("{}:{number}: {why}", path.display());
        let value = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        records.extend((source.read)(&value).map_err(at)?);
    }
    Ok(records)
}

#[cfg(test)]
mod tests;
