//! What one line says: whose, where, with which duties on which days.

use super::columns::StaffColumn;
use super::read_list::{ListedPerson, StaffNote};
use crate::account::given::{DUTIES_MAX, too_many_duties};
use crate::account::{GivenDuty, Particulars, Reach, typed_day};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::identity::IdentityNumber;
use crate::text::fold;
use crate::{Law, Refusal};
use std::collections::BTreeMap;

/// A line that was understood.
#[derive(Debug, Clone)]
pub(super) struct StaffLine {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) agency: AgencyCode,
    pub(super) particulars: Particulars,
    pub(super) given: Vec<GivenDuty>,
}

/// What holds where a line says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Otherwise<'a> {
    pub(super) agency: Option<&'a AgencyCode>,
    pub(super) duties: &'a [Duty],
}

/// Reads a line, or says everything that is wrong with it.
pub(super) fn read(
    names: &AgencyNames<'_>,
    person: &ListedPerson,
    otherwise: &Otherwise<'_>,
    notes: &mut Vec<(usize, StaffNote)>,
) -> Result<StaffLine, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut note = |note| notes.push((person.number, note));
    let cell = |column| person.get(column);
    let (number, id) = (person.number, cell(StaffColumn::Id).to_lowercase());
    let name = cell(StaffColumn::Name).to_string();
    let agency = agency(names, cell(StaffColumn::Agency), otherwise, &mut note).map_err(|no| wrong.push(no));
    let identity = identity(cell(StaffColumn::Identity), &mut note).map_err(|no| wrong.push(no));
    let identity = identity.unwrap_or_default();
    let (position, email) =
        (cell(StaffColumn::Position).to_string(), cell(StaffColumn::Email).to_lowercase());
    if cell(StaffColumn::Identity).is_empty() && email.is_empty() {
        wrong.push(Refusal::of("staff.key-missing").at("identity"));
    }
    let from = typed_day(cell(StaffColumn::From), "from").map_err(|no| wrong.push(no)).unwrap_or_default();
    let to = typed_day(cell(StaffColumn::To), "to").map_err(|no| wrong.push(no)).unwrap_or_default();
    let duties = duties(cell(StaffColumn::Duty), otherwise.duties).map_err(|all| wrong.extend(all));
    let given = duties.unwrap_or_default().into_iter().map(|duty| GivenDuty { duty, from, to }).collect();
    match agency {
        Ok(agency) if wrong.is_empty() => {
            let particulars = Particulars { position, identity, email };
            Ok(StaffLine { number, id, name, agency, particulars, given })
        }
        _ => Err(wrong),
    }
}

/// The agency with this code or this name.
fn agency(
    names: &AgencyNames<'_>,
    typed: &str,
    otherwise: &Otherwise<'_>,
    note: &mut impl FnMut(StaffNote),
) -> Result<AgencyCode, Refusal> {
    let unknown = || Refusal::of("account.unknown-agency").at("agency").with("given", typed);
    let named = names.named(typed)?;
    match (named, otherwise.agency) {
        (Some(named), None) => Ok(named.clone()),
        (Some(named), Some(chosen)) if named == chosen => Ok(named.clone()),
        (Some(_), Some(_)) => Err(Refusal::of("staff.other-agency").at("agency").with("given", typed)),
        // One commune's own list names the departments of the commune there.
        (None, Some(chosen)) => {
            if !typed.is_empty() {
                note(StaffNote::UnitLeftOut(typed.to_string()));
            }
            Ok(chosen.clone())
        }
        (None, None) if typed.is_empty() => Err(Refusal::of("staff.agency-missing").at("agency")),
        (None, None) => Err(unknown()),
    }
}

/// The agencies of the keeper's province, or of all that are served, by every name that a list
/// may use.
pub(super) struct AgencyNames<'a> {
    law: &'a Law,
    by_name: BTreeMap<String, Vec<&'a AgencyCode>>,
}

impl<'a> AgencyNames<'a> {
    pub(super) fn of(law: &'a Law, reach: &Reach) -> AgencyNames<'a> {
        let (directory, of_keeper) = (&law.directory, reach.province(law));
        let mut by_name: BTreeMap<String, Vec<&AgencyCode>> = BTreeMap::new();
        for agency in directory.agencies() {
            let province = directory.province_of(&agency.unit).unwrap_or(&agency.unit);
            if law.policy.serves(province) && of_keeper.is_none_or(|of_keeper| of_keeper == province) {
                let names = [fold(&agency.name), fold(&agency.name_en)];
                // `Phường Phú Xuân` means its committee, not its police.
                let unit = names[0].strip_prefix("uy ban nhan dan ").map(str::to_string);
                for name in names.into_iter().chain(unit) {
                    let codes = by_name.entry(name).or_default();
                    if !codes.contains(&&agency.code) {
                        codes.push(&agency.code);
                    }
                }
            }
        }
        AgencyNames { law, by_name }
    }

    /// The agency with this code or this name. Refused when two have it.
    fn named(&self, typed: &str) -> Result<Option<&'a AgencyCode>, Refusal> {
        let by_code = AgencyCode::parse(typed).ok();
        if let Some(found) = by_code.and_then(|code| self.law.directory.agency(&code)) {
            return Ok(Some(&found.code));
        }
        let said = fold(typed);
        let said = match said.strip_prefix("ubnd ") {
            Some(rest) => format!("uy ban nhan dan {rest}"),
            None => said,
        };
        match self.by_name.get(&said).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([one]) => Ok(Some(one)),
            Some(_) => Err(Refusal::of("staff.agency-twice").at("agency").with("given", typed)),
        }
    }
}

/// Twelve digits. Sheet programs take a number's first zeros away; they come back where the number
/// is one then. A number that was rounded is lost.
fn identity(typed: &str, note: &mut impl FnMut(StaffNote)) -> Result<String, Refusal> {
    let bare: String =
        typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '.' | '-')).collect();
    if bare.is_empty() {
        return Ok(String::new());
    }
    let is_rounded = |c: char| matches!(c, 'e' | 'E' | '+' | ',');
    if typed.contains(is_rounded) && typed.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Refusal::of("staff.number-lost").at("identity").with("given", typed));
    }
    let is_digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let whole =
        if is_digits && (10..12).contains(&bare.len()) { format!("{bare:0>12}") } else { bare.clone() };
    let number = IdentityNumber::parse(&whole).map_err(|refusal| refusal.at("identity"))?;
    if whole != bare {
        note(StaffNote::ZerosRestored(whole));
    }
    Ok(number.as_str().to_string())
}

/// Duties by their words in either language, parted by commas, semicolons, strokes or lines.
fn duties(typed: &str, otherwise: &[Duty]) -> Result<Vec<Duty>, Vec<Refusal>> {
    if typed.is_empty() {
        return match otherwise {
            [] => Err(vec![Refusal::of("staff.duty-missing").at("duty")]),
            duties => Ok(duties.to_vec()),
        };
    }
    let (mut duties, mut wrong) = (Vec::new(), Vec::new());
    let parts = typed.split([',', ';', '/', '+', '\n']).map(str::trim).filter(|part| !part.is_empty());
    for (nth, part) in parts.enumerate() {
        // Each that is unknown is told.
        if nth == DUTIES_MAX {
            return Err(vec![too_many_duties()]);
        }
        match duty(part) {
            Some(duty) if duties.contains(&duty) => {}
            Some(duty) => duties.push(duty),
            None => wrong.push(Refusal::of("staff.unknown-duty").at("duty").with("given", part)),
        }
    }
    if wrong.is_empty() { Ok(duties) } else { Err(wrong) }
}

/// A duty by what offices call it. A position is not a duty: nobody leads because a list calls
/// them "PCT".
fn duty(part: &str) -> Option<Duty> {
    if let Some(duty) = Duty::parse(&fold(part)) {
        return Some(duty);
    }
    Some(match fold(part).as_str() {
        "tiep nhan" | "mot cua" | "tiep nhan va tra ket qua" | "tiep nhan tra ket qua" => Duty::Reception,
        "thu ly" | "xu ly" | "thu ly ho so" | "xu ly ho so" => Duty::Case,
        "lanh dao" | "ky duyet" => Duty::Leader,
        "van thu" => Duty::Registry,
        "quan tri can bo" => Duty::Staff,
        _ => return None,
    })
}
