//! The facts on which it hangs who decides, and what was said of them.

use crate::directory::UnitCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::BTreeMap;
use std::fmt;
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

/// A place that decides. Residence is permanent or temporary; whoever has neither is
/// where they live (Luật Hộ tịch 2014 art 5.4).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecidingFact {
    /// Where the person whose dossier it is lives.
    ApplicantHome,
    /// Where the father lives.
    FatherHome,
    /// Where the mother lives.
    MotherHome,
    /// Where the child lives.
    ChildHome,
    /// Where the bride lives.
    BrideHome,
    /// Where the groom lives.
    GroomHome,
    /// Where the ward lives.
    WardHome,
    /// Where the guardian lives.
    GuardianHome,
    /// Where the adopter lives.
    AdopterHome,
    /// Where the deceased last lived.
    DeceasedLastHome,
    /// Where they died, or where the body was found.
    DeceasedPlace,
    /// Which commune registered, certified or recognised it earlier.
    EarlierRegistry,
    /// Where the parcel of land lies.
    Parcel,
    /// Where the house stands.
    House,
    /// Where the forest is.
    Forest,
    /// Where any other object is that it is about: a pond, a sea area, a plantation.
    ObjectPlace,
    /// The seat, or where the activity takes place.
    Seat,
    /// Where the school is.
    School,
    /// Where the person lodges.
    Lodging,
    /// Where the dwelling is that is moved into, or extended.
    NewDwelling,
    /// Where the employer sits, or the agency of the official at fault.
    Employer,
    /// Where it happened, or is to happen.
    HappenedAt,
    /// Who keeps the original register.
    RegisterKeeper,
}

impl DecidingFact {
    /// The word in the data files and for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// A person may live abroad, or nobody may know where; a parcel lies somewhere.
    pub fn may_be_unknown(self) -> bool {
        use DecidingFact::*;
        matches!(
            self,
            ApplicantHome
                | FatherHome
                | MotherHome
                | ChildHome
                | BrideHome
                | GroomHome
                | WardHome
                | GuardianHome
                | AdopterHome
                | DeceasedLastHome
                | EarlierRegistry
        )
    }

    /// A body of the province may be meant as well as a commune.
    pub fn may_be_province(self) -> bool {
        matches!(self, DecidingFact::Employer | DecidingFact::RegisterKeeper)
    }
}

/// What was said of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceSaid {
    /// In this unit; in one of these, where an old commune was split and nobody has said
    /// into which part.
    In(Vec<UnitCode>),
    /// Outside the country.
    Abroad,
    /// Asked, and not known.
    Unknown,
}

impl PlaceSaid {
    /// In exactly this unit.
    pub fn at(unit: &UnitCode) -> PlaceSaid {
        PlaceSaid::In(vec![unit.clone()])
    }

    /// The form in which it is kept: `abroad`, `unknown`, or codes with spaces between.
    pub fn parse(text: &str) -> Option<PlaceSaid> {
        match text {
            ABROAD => Some(PlaceSaid::Abroad),
            UNKNOWN => Some(PlaceSaid::Unknown),
            codes => {
                let units: Option<Vec<UnitCode>> =
                    codes.split(' ').map(|code| UnitCode::parse(code).ok()).collect();
                units.filter(|units| !units.is_empty()).map(PlaceSaid::In)
            }
        }
    }
}

const ABROAD: &str = "abroad";
const UNKNOWN: &str = "unknown";

impl fmt::Display for PlaceSaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlaceSaid::Abroad => f.write_str(ABROAD),
            PlaceSaid::Unknown => f.write_str(UNKNOWN),
            PlaceSaid::In(units) => {
                let codes: Vec<&str> = units.iter().map(UnitCode::as_str).collect();
                f.write_str(&codes.join(" "))
            }
        }
    }
}

impl Serialize for PlaceSaid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PlaceSaid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PlaceSaid, D::Error> {
        let text = String::deserialize(deserializer)?;
        PlaceSaid::parse(&text).ok_or_else(|| de::Error::custom(format!("no place: {text}")))
    }
}

/// What was said of everything on which it hangs who decides; a dossier keeps it. What is
/// absent was not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidingFacts {
    /// What the matter is about, where that decides (`land`, `movable`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circumstance: Option<String>,
    /// The places.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<DecidingFact, PlaceSaid>,
    /// What the person wrote, where a unit of before July 2025 was found by it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub written: BTreeMap<DecidingFact, String>,
}

impl DecidingFacts {
    /// Nothing was said.
    pub fn is_empty(&self) -> bool {
        self.circumstance.is_none() && self.places.is_empty()
    }
}

/// The field of a place, in every form and in the API.
pub fn place_field(fact: DecidingFact) -> String {
    format!("place.{}", fact.as_str())
}

/// The field of what the matter is about.
pub const CIRCUMSTANCE_FIELD: &str = "place.circumstance";
