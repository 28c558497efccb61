//! Names that communes had lost in mergers before July 2025.

use super::csv::Csv;
use super::succession::SuccessionLine;
use motcua_core::text::fold;
use std::collections::BTreeSet;
use std::path::Path;

const COLUMNS: [&str; 2] = ["code_2025_06", "former_name_key"];

/// Kinds that stand before a name, as the list writes them.
const KINDS: [&str; 3] = ["phuong", "xa", "thitran"];

/// `[code, letters]` of every such name, sorted, each once. The list has each name with and without its
/// kind, and names of units that the project does not know.
pub(super) fn read(folder: &Path, known: &[SuccessionLine]) -> Result<Vec<[String; 2]>, String> {
    of(&Csv::read(&folder.join("old_commune_aliases_before_2025.csv"), &COLUMNS)?, known)
}

fn of(csv: &Csv, known: &[SuccessionLine]) -> Result<Vec<[String; 2]>, String> {
    let codes: BTreeSet<&str> = known.iter().map(SuccessionLine::old_code).collect();
    let mut all: BTreeSet<[String; 2]> = BTreeSet::new();
    for row in csv.rows() {
        // Some of the list still have their marks.
        let (code, letters) = (row.get("code_2025_06"), fold(row.get("former_name_key")).replace(' ', ""));
        if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(row.wrong("a name without letters"));
        }
        if codes.contains(code) {
            all.insert([code.to_string(), letters]);
        }
    }
    let with_kind = |[code, letters]: &[String; 2]| {
        let bare = KINDS.iter().find_map(|kind| letters.strip_prefix(kind)).filter(|bare| !bare.is_empty());
        bare.is_some_and(|bare| all.contains(&[code.clone(), bare.to_string()]))
    };
    Ok(all.iter().filter(|name| !with_kind(name)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: &str) -> Result<Vec<[String; 2]>, String> {
        let csv = Csv::parse("names.csv", &format!("code_2025_06,former_name_key\n{rows}"), &COLUMNS)?;
        let known = [SuccessionLine::of_code("19756"), SuccessionLine::of_code("")];
        of(&csv, &known)
    }

    #[test]
    fn a_name_stands_once_without_its_kind_and_only_of_a_commune_on_file() {
        let rows = "19756,phuongphuhiep\n19756,phuhiep\n\
                    19756,xaphongthu\n19756,xa\n99999,dau\n";
        let names: Vec<String> = told(rows).unwrap().into_iter().map(|[_, letters]| letters).collect();
        // What stands there with its kind only is kept as it stands: "Xa" may begin a name.
        assert_eq!(names, ["phuhiep", "xa", "xaphongthu"]);
    }

    #[test]
    fn marks_and_spaces_are_left_out_and_a_name_without_letters_stops_the_import() {
        assert_eq!(told("19756,Phú Hiệp\n").unwrap(), [["19756", "phuhiep"].map(String::from)]);
        for key in ["", "?"] {
            assert!(told(&format!("19756,{key}\n")).unwrap_err().contains("without letters"), "{key}");
        }
    }
}
