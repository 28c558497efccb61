//! What is known of a procedure from the national portal: when and where it was read,
//! and what of it cannot be promised here.

use super::way::Way;
use crate::Day;
use crate::calendar::Limit;
use strum::IntoStaticStr;

/// Where the catalogue has a procedure from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file of its own, written and kept by people.
    OwnFile,
    /// The tables that were read on the national portal.
    Portal,
}

/// When and where a version was read on the national portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenOnPortal {
    /// The day of the reading.
    pub on: Day,
    /// The page; empty where it is not known.
    pub address: String,
    /// Limits differ from way to way because the ways hide cases.
    pub hides_cases: bool,
    /// The limit of a newer reading, with the text that it names, where it is another
    /// one: to be compared with that text.
    pub newer: Option<(Limit, String)>,
}

/// A way that the portal names and by which nothing can be handed in here, because no
/// date could be promised or whoever decides is on no directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The way.
    pub way: Way,
    /// Why.
    pub why: WhyWithheld,
    /// The limit, where one was read all the same.
    pub limit: Option<Limit>,
    /// What the portal says about the limit, in Vietnamese; may be empty.
    pub said: String,
    /// The fee in words.
    pub fee_text: String,
    /// The same in English.
    pub fee_text_en: String,
}

/// Why nothing can be handed in by a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum WhyWithheld {
    /// The portal gives no limit, or one that cannot be read.
    NoLimit,
    /// The portal gives several limits and does not say for which case each holds.
    HidesCases,
    /// The commune takes the papers in, and an agency decides that no directory has: of the
    /// army, or of the centre.
    DecidedElsewhere,
    /// It is handed in at the soldier's own unit.
    TakenElsewhere,
}

impl WhyWithheld {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
