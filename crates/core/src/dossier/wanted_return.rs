//! Nơi và cách nhận kết quả: how the person wants the result. Said when the dossier is handed in, changed by
//! [`choose_return`](super::choose_return) until the result has left.

use crate::catalogue::ProcedureId;
use crate::directory::{AgencyCode, UnitCode};
use crate::form::places_written;
use crate::form::write::read_phone;
use crate::text::line;
use crate::{Day, Law, Refusal};
use serde::{Deserialize, Serialize};

/// How the person wants the result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum WantedReturn {
    /// Tại quầy đã nhận hồ sơ; what holds where nobody asked.
    #[default]
    Counter,
    /// Chỉ tải về: as a file on the dossier's page, and no paper.
    Online,
    /// Tại quầy của nơi khác.
    Centre {
        /// The agency of the other centre.
        agency: AgencyCode,
    },
    /// Qua bưu chính.
    Post(PostAddress),
}

/// Where a parcel goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostAddress {
    /// Who receives it.
    pub receiver: String,
    /// Their telephone, in the way in which numbers are kept.
    pub phone: String,
    /// The commune.
    pub commune: UnitCode,
    /// House, street, hamlet.
    pub detail: String,
}

/// The names of what is asked about it, in forms; refusals stand at them.
pub mod fields {
    /// The way: a word of [`WantedReturn::WAYS`](super::WantedReturn::WAYS).
    pub const WAY: &str = "wanted";
    /// The other centre: its agency's code or the name of its commune.
    pub const CENTRE: &str = "wanted_centre";
    /// Who receives the parcel.
    pub const RECEIVER: &str = "wanted_receiver";
    /// Their telephone.
    pub const PHONE: &str = "wanted_phone";
    /// The commune of the address: its code or its name.
    pub const COMMUNE: &str = "wanted_commune";
    /// House, street, hamlet.
    pub const DETAIL: &str = "wanted_detail";
    /// All of them.
    pub const ALL: [&str; 6] = [WAY, CENTRE, RECEIVER, PHONE, COMMUNE, DETAIL];
}

const NAME_CHARS_MAX: usize = 200;
const DETAIL_CHARS_MAX: usize = 300;

impl WantedReturn {
    /// The words of the ways, in the order in which they are offered.
    pub const WAYS: [&str; 4] = ["counter", "centre", "post", "online"];

    /// The word of the way.
    pub fn way(&self) -> &'static str {
        match self {
            WantedReturn::Counter => "counter",
            WantedReturn::Online => "online",
            WantedReturn::Centre { .. } => "centre",
            WantedReturn::Post(_) => "post",
        }
    }

    /// Whether it is what holds where nobody asked.
    pub fn is_counter(&self) -> bool {
        *self == WantedReturn::Counter
    }

    /// The other centre, where one is wanted.
    pub fn centre(&self) -> Option<&AgencyCode> {
        match self {
            WantedReturn::Centre { agency } => Some(agency),
            WantedReturn::Counter | WantedReturn::Online | WantedReturn::Post(_) => None,
        }
    }

    /// What was written in a form, by the names of [`fields`]. A way that is not said is the counter. `near` is
    /// the province that is meant where none is written; of a parcel the receiver is `person` (name, telephone)
    /// where nobody else is named.
    pub fn written<'t>(
        law: &Law,
        day: Day,
        near: Option<&UnitCode>,
        person: (&str, &str),
        typed: impl Fn(&str) -> &'t str,
    ) -> Result<WantedReturn, Vec<Refusal>> {
        let or_theirs = |field: &str, theirs: &str| match typed(field).trim() {
            "" => theirs.to_string(),
            text => text.to_string(),
        };
        match typed(fields::WAY) {
            "" | "counter" => Ok(WantedReturn::Counter),
            "online" => Ok(WantedReturn::Online),
            "centre" => {
                let agency = centre_written(law, day, near, typed(fields::CENTRE))?;
                Ok(WantedReturn::Centre { agency })
            }
            "post" => {
                let commune = commune_written(law, day, near, typed(fields::COMMUNE));
                let (receiver, phone) =
                    (or_theirs(fields::RECEIVER, person.0), or_theirs(fields::PHONE, person.1));
                let address = address(law, day, (&receiver, &phone), commune, typed(fields::DETAIL))?;
                Ok(WantedReturn::Post(address))
            }
            _ => Err(vec![Refusal::of("result.way-unknown").at(fields::WAY)]),
        }
    }

    /// The same without stray spaces, or all that is wrong with it for a procedure that was handed in at this
    /// agency. The counter of the agency itself is no other centre.
    pub fn checked(
        self,
        law: &Law,
        (procedure, receiving): (&ProcedureId, &AgencyCode),
        day: Day,
    ) -> Result<WantedReturn, Vec<Refusal>> {
        let must_come = || law.catalogue.returns().in_person(procedure, day);
        match self {
            WantedReturn::Counter => Ok(WantedReturn::Counter),
            WantedReturn::Centre { agency } if agency == *receiving => Ok(WantedReturn::Counter),
            WantedReturn::Online => match must_come() {
                None => Ok(WantedReturn::Online),
                Some(rule) => Err(vec![rule.refusal()]),
            },
            WantedReturn::Centre { agency } => {
                if let Some(rule) = must_come() {
                    return Err(vec![rule.refusal()]);
                }
                let known = law.directory.agency_on(&agency, day).filter(|known| known.centre.is_some());
                match known {
                    Some(_) => Ok(WantedReturn::Centre { agency }),
                    None => Err(vec![Refusal::of("result.no-such-centre").at(fields::CENTRE)]),
                }
            }
            WantedReturn::Post(address) => {
                let mut wrong: Vec<Refusal> = must_come().map(|rule| rule.refusal()).into_iter().collect();
                if !law.catalogue.returns().offers_post(receiving) {
                    wrong.push(Refusal::of("result.post-not-offered").at(fields::WAY));
                }
                let PostAddress { receiver, phone, commune, detail } = address;
                match self::address(law, day, (&receiver, &phone), Ok(commune), &detail) {
                    Ok(address) if wrong.is_empty() => Ok(WantedReturn::Post(address)),
                    checked => {
                        wrong.extend(checked.err().into_iter().flatten());
                        Err(wrong)
                    }
                }
            }
        }
    }
}

/// An address, or all that is wrong with it.
fn address(
    law: &Law,
    day: Day,
    (receiver, phone): (&str, &str),
    commune: Result<UnitCode, Refusal>,
    detail: &str,
) -> Result<PostAddress, Vec<Refusal>> {
    let (receiver, detail) = (line(receiver).into_owned(), line(detail).into_owned());
    let mut wrong = Vec::new();
    if !receiver.chars().any(char::is_alphabetic) || receiver.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("result.receiver-missing").at(fields::RECEIVER));
    }
    let phone = read_phone(phone);
    if phone.is_none() {
        wrong.push(Refusal::of("result.phone-missing").at(fields::PHONE));
    }
    let is_there = |unit: &UnitCode| !unit.is_province() && law.directory.unit_on(unit, day).is_some();
    let unknown = || Refusal::of("result.commune-unknown").at(fields::COMMUNE);
    let commune = commune.and_then(|unit| if is_there(&unit) { Ok(unit) } else { Err(unknown()) });
    if detail.is_empty() || detail.chars().count() > DETAIL_CHARS_MAX {
        wrong.push(Refusal::of("result.address-missing").at(fields::DETAIL).with("most", DETAIL_CHARS_MAX));
    }
    match (phone, commune) {
        (Some(phone), Ok(commune)) if wrong.is_empty() => {
            Ok(PostAddress { receiver, phone, commune, detail })
        }
        (_, commune) => {
            wrong.extend(commune.err());
            Err(wrong)
        }
    }
}

/// The commune that these words name: its code, its name of today or one of before July 2025.
fn commune_written(law: &Law, day: Day, near: Option<&UnitCode>, written: &str) -> Result<UnitCode, Refusal> {
    let refused = |code| Refusal::of(code).at(fields::COMMUNE);
    let mut units = places_written(written.trim(), near, day, &law.directory);
    units.retain(|unit| !unit.is_province());
    match units.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(refused("result.commune-unknown")),
        // An old commune that was divided: the person says which part.
        _ => Err(refused("result.commune-several")),
    }
}

fn centre_written(
    law: &Law,
    day: Day,
    near: Option<&UnitCode>,
    written: &str,
) -> Result<AgencyCode, Vec<Refusal>> {
    if let Ok(code) = AgencyCode::parse(written.trim()) {
        return Ok(code);
    }
    let refused = || vec![Refusal::of("result.no-such-centre").at(fields::CENTRE)];
    let unit = commune_written(law, day, near, written).map_err(|_| refused())?;
    let mut here = law.directory.agencies_in_on(&unit, day).filter(|agency| agency.centre.is_some());
    here.next().map(|agency| agency.code.clone()).ok_or_else(refused)
}
