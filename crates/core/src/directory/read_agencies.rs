//! Reading `agencies/provinces.toml` and agencies that are written by hand
//! (`agencies/46.toml`). Officials edit these: every mistake is told with its line, and all
//! at once.

use super::settle::AgenciesRead;
use super::table::{Place, TRUSTS, trust_word, word};
use super::written::{CentreWritten, STANDARD_HOURS, WrittenAgency, WrittenCentre, field_fits_kind};
use super::{AgencyCode, AgencyKind, DepartmentField, MapPoint, ProvinceCode, Tier, Unit, UnitCode};
use crate::text::is_line;
use crate::{BadData, Day, Refusal, Trust, line_of};
use serde::Deserialize;
use std::collections::HashMap;
use toml::Spanned;

/// The most letters of a name or an address: it goes onto papers.
const TEXT_MAX: usize = 300;

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
    hours: Option<Spanned<String>>,
    #[serde(default)]
    agency: Vec<RawAgency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgency {
    code: Spanned<String>,
    code_trust: Spanned<String>,
    trust: Option<Spanned<String>>,
    kind: Spanned<String>,
    field: Option<Spanned<String>>,
    unit: Spanned<String>,
    #[serde(default)]
    covers: Vec<Spanned<String>>,
    valid_from: Option<Spanned<String>>,
    valid_to: Option<Spanned<String>>,
    successor: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    name_en: Option<Spanned<String>>,
    hours: Option<Spanned<String>>,
    compared_by: Option<Spanned<i64>>,
    centre: Option<RawCentre>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCentre {
    name: Option<Spanned<String>>,
    address: Option<Spanned<String>>,
    telephone: Option<Spanned<String>>,
    opening: Option<Spanned<String>>,
    point: Option<Spanned<String>>,
    trust: Option<Spanned<String>>,
}

/// A province's code, and the name that stands beside it for the eye and for the check.
pub(super) type ProvinceRead<'a> = (Place<'a>, ProvinceName, ProvinceCode);

/// The name written beside a province's code.
pub(super) struct ProvinceName(String);

struct Reader<'a, 'b> {
    file: &'a str,
    text: &'a str,
    bad: &'b mut Vec<BadData>,
}

/// `agencies/provinces.toml`.
pub(super) fn provinces<'a>(file: &'a str, text: &'a str, bad: &mut Vec<BadData>) -> Vec<ProvinceRead<'a>> {
    let raw: RawProvinces = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            bad.push(BadData::from_toml(file, text, &error));
            return Vec::new();
        }
    };
    let mut reader = Reader { file, text, bad };
    let read = raw.province.iter().enumerate().filter_map(|(index, raw)| {
        let within = format!("province[{index}]");
        let unit = reader.parsed(&within, "unit", &raw.unit, UnitCode::parse);
        let name = reader.filled(&within, "name", &raw.name);
        let code = reader.parsed(&within, "code", &raw.code, AgencyCode::parse);
        let code_trust = reader.trust(&within, "code_trust", &raw.code_trust);
        let known = ProvinceCode { unit: unit?, code: code?, code_trust: code_trust? };
        Some((reader.place(&raw.unit), ProvinceName(name?), known))
    });
    read.collect()
}

/// `agencies/46.toml` and its like.
pub(super) fn agencies<'a>(
    file: &'a str,
    text: &'a str,
    into: &mut AgenciesRead<'a>,
    bad: &mut Vec<BadData>,
) {
    let raw: RawAgencies = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => return bad.push(BadData::from_toml(file, text, &error)),
    };
    let mut reader = Reader { file, text, bad };
    let province = reader.parsed("", "province", &raw.province, |text| {
        let province = UnitCode::parse(text)?;
        // The file is named by its province: whoever may change one file may change no other's agencies.
        let is_named = file.rsplit('/').next() == Some(format!("{province}.toml").as_str());
        if is_named {
            Ok(province)
        } else {
            Err(Refusal::of("directory.file-of-province").with("province", text))
        }
    });
    let hours = match &raw.hours {
        Some(hours) => reader.filled("", "hours", hours),
        None => Some(STANDARD_HOURS.to_string()),
    };
    for (index, raw) in raw.agency.iter().enumerate() {
        let agency = reader.agency(&format!("agency[{index}]"), raw, province.as_ref(), hours.as_deref());
        into.by_hand.extend(agency.map(|agency| (reader.place(&raw.code), agency)));
    }
}

impl<'a> Reader<'a, '_> {
    fn agency(
        &mut self,
        within: &str,
        raw: &RawAgency,
        province: Option<&UnitCode>,
        hours: Option<&str>,
    ) -> Option<WrittenAgency> {
        let code = self.parsed(within, "code", &raw.code, AgencyCode::parse);
        let code_trust = self.trust(within, "code_trust", &raw.code_trust);
        let trust = self.trust_if_any(within, raw.trust.as_ref());
        let kind = self.word(within, "kind", &raw.kind, &AgencyKind::ALL, AgencyKind::as_str);
        let field = self.if_any(raw.field.as_ref(), |reader, field| {
            reader.word(within, "field", field, &DepartmentField::ALL, DepartmentField::as_str)
        });
        if let (Some(kind), Some(field)) = (kind, field)
            && let Err(why) = field_fits_kind(kind, field)
        {
            let place = self.place(raw.field.as_ref().unwrap_or(&raw.kind));
            self.bad.push(place.bad(&format!("{within}.field"), why));
        }
        let unit = self.parsed(within, "unit", &raw.unit, UnitCode::parse);
        let covers: Vec<Option<UnitCode>> = (raw.covers.iter().enumerate())
            .map(|(at, code)| self.parsed(within, &format!("covers[{at}]"), code, UnitCode::parse))
            .collect();
        for (at, one) in raw.covers.iter().enumerate() {
            if raw.covers[..at].iter().any(|other| other.get_ref().trim() == one.get_ref().trim()) {
                let why = Refusal::of("directory.cover-twice").with("unit", one.get_ref());
                self.bad.push(self.place(one).bad(&format!("{within}.covers[{at}]"), why));
                return None;
            }
        }
        let valid_from = self.day(within, "valid_from", raw.valid_from.as_ref());
        let valid_to = self.day(within, "valid_to", raw.valid_to.as_ref());
        let successor = self.if_any(raw.successor.as_ref(), |reader, code| {
            reader.parsed(within, "successor", code, AgencyCode::parse)
        });
        let name = self.text(within, "name", raw.name.as_ref());
        let name_en = self.text(within, "name_en", raw.name_en.as_ref());
        let hours = match &raw.hours {
            Some(own) => self.filled(within, "hours", own),
            None => hours.map(str::to_string),
        };
        let compared_by = self.people(within, raw.compared_by.as_ref(), kind);
        let centre = match &raw.centre {
            Some(raw) => self
                .centre(&format!("{within}.centre"), raw)
                .map(|centre| CentreWritten::Known(Box::new(centre))),
            None => Some(CentreWritten::Usual),
        };
        Some(WrittenAgency {
            province: province?.clone(),
            code: code?,
            code_trust: code_trust?,
            trust: trust?,
            kind: kind?,
            field: field?,
            unit: unit?,
            covers: covers.into_iter().collect::<Option<Vec<UnitCode>>>()?,
            valid_from: valid_from?,
            valid_to: valid_to?,
            successor: successor?,
            hours: hours?,
            compared_by: compared_by?,
            name: name?,
            name_en: name_en?,
            centre: centre?,
        })
    }

    fn centre(&mut self, within: &str, raw: &RawCentre) -> Option<WrittenCentre> {
        let name = self.text(within, "name", raw.name.as_ref());
        let address = self.text(within, "address", raw.address.as_ref());
        let telephone = self.text(within, "telephone", raw.telephone.as_ref());
        let opening = self.text(within, "opening", raw.opening.as_ref());
        let point = self.if_any(raw.point.as_ref(), |reader, point| {
            reader.parsed(within, "point", point, |text| {
                let unknown = || Refusal::of("directory.point-unknown").with("value", text);
                MapPoint::parse(text).ok_or_else(unknown)
            })
        });
        let trust = self.trust_if_any(within, raw.trust.as_ref());
        Some(WrittenCentre {
            name: name?,
            address: address?,
            telephone: telephone?,
            opening: opening?,
            point: point?,
            trust: trust?,
        })
    }

    /// By how many people originals are compared: who certifies nothing says nothing of it.
    fn people(&mut self, within: &str, value: Option<&Spanned<i64>>, kind: Option<AgencyKind>) -> Option<u8> {
        let Some(value) = value else { return Some(1) };
        let people = u8::try_from(*value.get_ref()).ok().filter(|people| (1..=2).contains(people));
        let why = match (people, kind) {
            (Some(_), Some(kind)) if kind != AgencyKind::PeopleCommittee => {
                Refusal::of("directory.certifies-nothing").with("kind", kind.as_str())
            }
            (Some(people), _) => return Some(people),
            (None, _) => Refusal::of("deed.compared-by").with("value", value.get_ref()),
        };
        self.bad.push(self.place(value).bad(&format!("{within}.compared_by"), why));
        None
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
            text if !is_line(text, TEXT_MAX) => {
                Err(Refusal::of("directory.too-long").with("limit", TEXT_MAX))
            }
            text => Ok(text.to_string()),
        })
    }

    /// A value that may be absent: the outer `None` is a wrong one.
    fn if_any<T>(
        &mut self,
        value: Option<&Spanned<String>>,
        read: impl Fn(&mut Self, &Spanned<String>) -> Option<T>,
    ) -> Option<Option<T>> {
        match value {
            Some(value) => read(self, value).map(Some),
            None => Some(None),
        }
    }

    fn text(&mut self, within: &str, field: &str, value: Option<&Spanned<String>>) -> Option<Option<String>> {
        self.if_any(value, |reader, value| reader.filled(within, field, value))
    }

    fn day(&mut self, within: &str, field: &str, value: Option<&Spanned<String>>) -> Option<Option<Day>> {
        self.if_any(value, |reader, value| {
            reader.parsed(within, field, value, |text| {
                Day::parse(text).ok_or_else(|| Refusal::of("directory.date-unknown").with("value", text))
            })
        })
    }

    fn trust(&mut self, within: &str, field: &str, value: &Spanned<String>) -> Option<Trust> {
        self.word(within, field, value, &TRUSTS, trust_word)
    }

    /// What says nothing is assumed.
    fn trust_if_any(&mut self, within: &str, value: Option<&Spanned<String>>) -> Option<Trust> {
        let read = self.if_any(value, |reader, value| reader.trust(within, "trust", value))?;
        Some(read.unwrap_or(Trust::Assumed))
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

/// Sorts the codes of provinces and checks them: no province twice, every name beside its unit.
pub(super) fn check_provinces(
    provinces: &mut [ProvinceRead<'_>],
    units: &[(Place<'_>, Unit)],
    bad: &mut Vec<BadData>,
) {
    let latest: HashMap<&UnitCode, &Unit> = units
        .iter()
        .filter(|(_, unit)| unit.level == Tier::Province)
        .map(|(_, unit)| (&unit.code, unit))
        .collect();
    provinces.sort_by(|(_, _, a), (_, _, b)| a.unit.cmp(&b.unit));
    for pair in provinces.windows(2) {
        let [(earlier_place, _, earlier), (later_place, _, later)] = pair else { continue };
        if earlier.unit == later.unit {
            let why = Refusal::of("directory.province-twice")
                .with("unit", &later.unit)
                .with("other_line", earlier_place.line);
            bad.push(later_place.bad("unit", why));
        }
    }
    for (place, ProvinceName(name), known) in provinces.iter() {
        match latest.get(&known.unit) {
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
