//! Whether the parts of linked procedures lead somewhere, once every file was read.

use super::super::procedure::{Procedure, Version};
use super::common::stem;
use crate::{BadData, Refusal};

/// Everything that is wrong with the parts: a procedure or case that is not there, or
/// not on the day on which the lead's version begins; a part that has parts itself.
pub(super) fn wrong(read: &[Procedure], files: &[(&str, &str)]) -> Vec<BadData> {
    let mut bad = Vec::new();
    for procedure in read {
        for version in &procedure.versions {
            for (at, part) in version.parts.iter().enumerate() {
                let mut note = |field: &str, code: &'static str| {
                    let file = files.iter().find(|(file, _)| stem(file) == procedure.id.as_str());
                    let (file, text) = file.copied().unwrap_or_default();
                    let why = Refusal::of(code).with("procedure", &part.procedure).with("case", &part.case);
                    let field = format!("version[{}].part[{at}].{field}", version.number - 1);
                    bad.push(BadData::new(file, line_of_part(text, version, at), field, why));
                };
                let Some(named) = read.iter().find(|other| other.id == part.procedure) else {
                    note("procedure", "catalogue.part-unknown");
                    continue;
                };
                let begins = named.versions.iter().find(|other| other.holds_on(version.effective_from));
                match begins {
                    None => note("procedure", "catalogue.part-not-in-force"),
                    Some(found) if found.case(&part.case).is_none() => {
                        note("case", "catalogue.part-unknown-case")
                    }
                    Some(_) if named.versions.iter().any(|other| !other.parts.is_empty()) => {
                        note("procedure", "catalogue.part-has-parts");
                    }
                    Some(_) => {}
                }
            }
        }
    }
    bad
}

/// The line of the nth `[[version.part]]` of the version with this number.
fn line_of_part(text: &str, version: &Version, nth: usize) -> Option<usize> {
    let mut versions = 0;
    let mut parts = 0;
    for (line, words) in text.lines().enumerate() {
        match words.trim() {
            "[[version]]" => versions += 1,
            "[[version.part]]" if versions == version.number => {
                if parts == nth {
                    return Some(line + 1);
                }
                parts += 1;
            }
            _ => {}
        }
    }
    None
}
