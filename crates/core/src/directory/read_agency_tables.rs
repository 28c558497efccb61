//! Reading the tables of agencies: `agencies/46.tsv`, one line an agency as the law has it
//! everywhere, and `agencies/46.centres.tsv`, one line a centre of which something is known.
//! What is special to an agency (its own name, its days, what it covers) is written by hand in
//! `agencies/46.toml`.

use super::table::{self, Place, TRUSTS, TableRow, trust_word};
use super::written::{CentreLine, CentreWritten, STANDARD_HOURS, WrittenAgency, WrittenCentre};
use super::{AgencyCode, AgencyKind, DepartmentField, MapPoint, UnitCode};
use crate::{BadData, Refusal};

/// Columns of `agencies/….tsv`.
pub(super) const AGENCY_COLUMNS: &[&str] = &["code", "code_trust", "trust", "kind", "field", "unit", "hours"];

/// Columns of `agencies/….centres.tsv`.
pub(super) const CENTRE_COLUMNS: &[&str] =
    &["agency", "name", "address", "telephone", "opening", "point", "trust"];

/// The lines of `agencies/46.tsv`, of the province that the file is named by.
pub(super) fn agencies<'a>(
    file: &'a str,
    text: &'a str,
    bad: &mut Vec<BadData>,
) -> Vec<(Place<'a>, WrittenAgency)> {
    let Some(province) = province_in(file, ".tsv", bad) else { return Vec::new() };
    table::read(file, text, AGENCY_COLUMNS, bad, |row| {
        // Every cell is read before any is given up, so that a row with three
        // mistakes reports three.
        let code = row.agency("code");
        let code_trust = row.word("code_trust", &TRUSTS, trust_word);
        let trust = row.word("trust", &TRUSTS, trust_word);
        let kind = row.word("kind", &AgencyKind::ALL, AgencyKind::as_str);
        let field = match row.cell("field") {
            "" => Some(None),
            _ => row.word("field", &DepartmentField::ALL, DepartmentField::as_str).map(Some),
        };
        if let (Some(kind), Some(field)) = (kind, field)
            && let Err(why) = super::written::field_fits_kind(kind, field)
        {
            row.wrong("field", why);
        }
        let unit = row.code("unit");
        Some(WrittenAgency {
            province: province.clone(),
            code: code?,
            code_trust: code_trust?,
            trust: trust?,
            kind: kind?,
            field: field?,
            unit: unit?,
            covers: Vec::new(),
            valid_from: None,
            valid_to: None,
            successor: None,
            compared_by: 1,
            hours: row.text_if_any("hours").unwrap_or_else(|| STANDARD_HOURS.to_string()),
            name: None,
            name_en: None,
            centre: CentreWritten::Usual,
        })
    })
}

/// The lines of `agencies/46.centres.tsv`.
pub(super) fn centres<'a>(
    file: &'a str,
    text: &'a str,
    bad: &mut Vec<BadData>,
) -> Vec<(Place<'a>, CentreLine)> {
    let Some(province) = province_in(file, ".centres.tsv", bad) else { return Vec::new() };
    table::read(file, text, CENTRE_COLUMNS, bad, |row| {
        let agency = row.agency("agency");
        let point = match row.cell("point") {
            "" => Some(None),
            text => {
                let point = MapPoint::parse(text);
                if point.is_none() {
                    row.wrong("point", Refusal::of("directory.point-unknown").with("value", text));
                }
                point.map(Some)
            }
        };
        let trust = row.word("trust", &TRUSTS, trust_word);
        let centre = WrittenCentre {
            name: row.text_if_any("name"),
            address: row.text_if_any("address"),
            telephone: row.text_if_any("telephone"),
            opening: row.text_if_any("opening"),
            point: point?,
            trust: trust?,
        };
        Some(CentreLine { province: province.clone(), agency: agency?, centre })
    })
}

/// `46` of `agencies/46.tsv`.
fn province_in(file: &str, end: &str, bad: &mut Vec<BadData>) -> Option<UnitCode> {
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(end)).unwrap_or_default();
    let code = UnitCode::parse(stem).ok().filter(UnitCode::is_province);
    if code.is_none() {
        bad.push(BadData::new(file, None, "", Refusal::of("directory.file-unknown")));
    }
    code
}

impl TableRow<'_, '_> {
    fn agency(&mut self, column: &'static str) -> Option<AgencyCode> {
        AgencyCode::parse(self.cell(column)).map_err(|why| self.wrong(column, why)).ok()
    }

    fn text_if_any(&self, column: &'static str) -> Option<String> {
        Some(self.cell(column).trim()).filter(|text| !text.is_empty()).map(str::to_string)
    }
}
