//! Reading `agencies/provinces.toml` and the agencies of a province
//! (`agencies/46.toml`). Officials edit these by hand: every mistake is told
//! with its line, and all at once.

use super::table::{Place, TRUSTS, trust_word, word};
use super::{Agency, AgencyCode, AgencyKind, Centre, DepartmentField, ProvinceCode, Tier, Unit, UnitCode};
use crate::{BadData, Refusal, line_of};
use serde::Deserialize;
use std::collections::HashMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvinces {
    province: Vec<RawProvince>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvince {
    unit: Spanned<String>,
    name: Spanned<String>,
    code: Spanned<String>,
    code_trust: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgencies {
    province: Spanned<String>,
    hours: Spanned<String>,
    agency: Vec<RawAgency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgency {
    code: Spanned<String>,
    code_trust: Spanned<String>,
    kind: Spanned<String>,
    field: Option<Spanned<String>>,
    unit: Spanned<String>,
    name: Spanned<String>,
    name_en: Spanned<String>,
    hours: Option<Spanned<String>>,
    centre: Option<RawCentre>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCentre {
    name: Spanned<String>,
    address: Option<Spanned<String>>,
    opening: Option<Spanned<String>>,
}

/// What a file of agencies says, with the places for the checks that follow.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub(super) provinces: Vec<(Place<'a>, ProvinceName, ProvinceCode)>,
    pub(super) agencies: Vec<(Place<'a>, Of, Agency)>,
}

/// The name written beside a province's code, for the eye and for the check.
pub(super) struct ProvinceName(pub(super) String);

/// The province whose file an agency stands in.
pub(super) struct Of(pub(super) UnitCode);

struct Reader<'a, 'b> {
    file: &'a str,
    text: &'a str,
    bad: &'b mut Vec<BadData>,
}

/// `agencies/provinces.toml`.
pub(super) fn provinces<'a>(file: &'a str, text: &'a str, into: &mut Read<'a>, bad: &mut Vec<BadData>) {
    let raw: RawProvinces = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => return bad.push(BadData::from_toml(file, text, &error)),
    };
    let mut reader = Reader { file, text, bad };
    for (index, raw) in raw.province.iter().enumerate() {
        let within = format!("province[{index}]");
        let unit = reader.parsed(&within, "unit", &raw.unit, UnitCode::parse);
        let name = reader.filled(&within, "name", &raw.name);
        let code = reader.parsed(&within, "code", &raw.code, AgencyCode::parse);
        let trust = reader.word(&within, "code_trust", &raw.code_trust, &TRUSTS, trust_word);
        if let (Some(unit), Some(name), Some(code), Some(code_trust)) = (unit, name, code, trust) {
            let place = reader.place(&raw.unit);
            into.provinces.push((place, ProvinceName(name), ProvinceCode { unit, code, code_trust }));
        }
    }
}

/// `agencies/46.toml` and its like.
pub(super) fn agencies<'a>(file: &'a str, text: &'a str, into: &mut Read<'a>, bad: &mut Vec<BadData>) {
    let raw: RawAgencies = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => return bad.push(BadData::from_toml(file, text, &error)),
    };
    let mut reader = Reader { file, text, bad };
    let province = reader.parsed("", "province", &raw.province, UnitCode::parse);
    let hours = reader.filled("", "hours", &raw.hours);
    for (index, raw) in raw.agency.iter().enumerate() {
        let agency = reader.agency(&format!("agency[{index}]"), raw, hours.as_deref());
        if let (Some(province), Some(agency)) = (&province, agency) {
            into.agencies.push((reader.place(&raw.code), Of(province.clone()), agency));
        }
    }
}

impl<'a> Reader<'a, '_> {
    fn agency(&mut self, within: &str, raw: &RawAgency, hours: Option<&str>) -> Option<Agency> {
        let code = self.parsed(within, "code", &raw.code, AgencyCode::parse);
        let code_trust = self.word(within, "code_trust", &raw.code_trust, &TRUSTS, trust_word);
        let kind = self.word(within, "kind", &raw.kind, &AgencyKind::ALL, AgencyKind::as_str);
        let field = match &raw.field {
            Some(field) => {
                self.word(within, "field", field, &DepartmentField::ALL, DepartmentField::as_str).map(Some)
            }
            None => Some(None),
        };
        self.field_fits_kind(within, &raw.kind, kind, raw.field.is_some());
        let unit = self.parsed(within, "unit", &raw.unit, UnitCode::parse);
        let name = self.filled(within, "name", &raw.name);
        let name_en = self.filled(within, "name_en", &raw.name_en);
        let hours = match &raw.hours {
            Some(own) => self.filled(within, "hours", own),
            None => hours.map(str::to_string),
        };
        let centre = match &raw.centre {
            Some(raw) => self.centre(&format!("{within}.centre"), raw).map(Some),
            None => Some(None),
        };
        Some(Agency {
            code: code?,
            code_trust: code_trust?,
            name: name?,
            name_en: name_en?,
            unit: unit?,
            kind: kind?,
            field: field?,
            centre: centre?,
            hours: hours?,
        })
    }

    fn field_fits_kind(
        &mut self,
        within: &str,
        at: &Spanned<String>,
        kind: Option<AgencyKind>,
        has_field: bool,
    ) {
        let Some(kind) = kind else { return };
        let why = match (kind, has_field) {
            (AgencyKind::Department, false) => Refusal::of("directory.department-without-field"),
            (kind, true) if kind != AgencyKind::Department => {
                Refusal::of("directory.field-of-no-department").with("kind", kind.as_str())
            }
            _ => return,
        };
        self.bad.push(self.place(at).bad(&format!("{within}.field"), why));
    }

    fn centre(&mut self, within: &str, raw: &RawCentre) -> Option<Centre> {
        let name = self.filled(within, "name", &raw.name);
        let address = raw.address.as_ref().map(|address| self.filled(within, "address", address));
        let opening = raw.opening.as_ref().map(|opening| self.filled(within, "opening", opening));
        Some(Centre { name: name?, address: address.flatten(), opening: opening.flatten() })
    }

    fn place<T>(&self, value: &Spanned<T>) -> Place<'a> {
        Place { file: self.file, line: line_of(self.text, value.span().start) }
    }

    fn parsed<T>(
        &mut self,
        within: &str,
        field: &str,
        value: &Spanned<String>,
        parse: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let field = if within.is_empty() { field.to_string() } else { format!("{within}.{field}") };
        parse(value.get_ref()).map_err(|why| self.bad.push(self.place(value).bad(&field, why))).ok()
    }

    fn filled(&mut self, within: &str, field: &str, value: &Spanned<String>) -> Option<String> {
        self.parsed(within, field, value, |text| match text.trim() {
            "" => Err(Refusal::of("directory.field-empty")),
            text => Ok(text.to_string()),
        })
    }

    fn word<T: Copy>(
        &mut self,
        within: &str,
        field: &str,
        value: &Spanned<String>,
        all: &[T],
        as_str: fn(T) -> &'static str,
    ) -> Option<T> {
        self.parsed(within, field, value, |text| word(text, all, as_str))
    }
}

/// Sorts agencies and province codes and checks them: no code twice, every
/// agency in a unit of the province of its file, every name beside its unit.
pub(super) fn check(read: &mut Read<'_>, units: &[(Place<'_>, Unit)], bad: &mut Vec<BadData>) {
    // The last record of a code counts: agencies are those of today.
    let latest: HashMap<&UnitCode, &Unit> = units.iter().map(|(_, unit)| (&unit.code, unit)).collect();
    read.agencies.sort_by(|(_, _, a), (_, _, b)| a.code.cmp(&b.code));
    for pair in read.agencies.windows(2) {
        let [(earlier_place, _, earlier), (later_place, _, later)] = pair else { continue };
        if earlier.code == later.code {
            let why = Refusal::of("directory.agency-code-twice")
                .with("code", &later.code)
                .with("other_file", earlier_place.file)
                .with("other_line", earlier_place.line);
            bad.push(later_place.bad("code", why));
        }
    }
    for (place, Of(province), agency) in &read.agencies {
        let Some(unit) = latest.get(&agency.unit) else {
            bad.push(place.bad("unit", Refusal::of("directory.unit-unknown").with("unit", &agency.unit)));
            continue;
        };
        if unit.parent.as_ref().unwrap_or(&unit.code) != province {
            let why =
                Refusal::of("directory.unit-elsewhere").with("unit", &agency.unit).with("province", province);
            bad.push(place.bad("unit", why));
        }
    }
    read.provinces.sort_by(|(_, _, a), (_, _, b)| a.unit.cmp(&b.unit));
    for pair in read.provinces.windows(2) {
        let [(earlier_place, _, earlier), (later_place, _, later)] = pair else { continue };
        if earlier.unit == later.unit {
            let why = Refusal::of("directory.province-twice")
                .with("unit", &later.unit)
                .with("other_line", earlier_place.line);
            bad.push(later_place.bad("unit", why));
        }
    }
    for (place, ProvinceName(name), known) in &read.provinces {
        match latest.get(&known.unit).filter(|unit| unit.level == Tier::Province) {
            None => {
                bad.push(place.bad("unit", Refusal::of("directory.unit-unknown").with("unit", &known.unit)))
            }
            Some(unit) if unit.name != *name => {
                let why = Refusal::of("directory.name-differs")
                    .with("unit", &known.unit)
                    .with("want", &unit.name)
                    .with("got", name);
                bad.push(place.bad("name", why));
            }
            Some(_) => {}
        }
    }
}
