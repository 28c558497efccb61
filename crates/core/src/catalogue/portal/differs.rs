//! Where the portal's record says something else than a procedure's own file. Nothing is
//! overwritten: an official sees both and decides.

use super::ways::BY_PROVINCE;
use crate::Day;
use crate::calendar::Limit;
use crate::catalogue::ids::ProcedureId;
use crate::catalogue::procedure::{Procedure, Version, Way};
use crate::catalogue::seen::SeenOnPortal;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalDiffers {
    /// The procedure that has its own file.
    pub procedure: ProcedureId,
    /// By which way.
    pub way: Way,
    /// What differs.
    pub says: PortalSays,
    /// The day on which the portal said so.
    pub on: Day,
}

/// What differs: what our file has, and what the portal has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalSays {
    /// No case of ours has the portal's limit.
    Limit {
        /// Our limits, case by case, each once.
        ours: Vec<Limit>,
        /// The portal's.
        portal: Limit,
    },
    /// No case of ours has the limit of a newer reading, which names this text.
    NewerLimit {
        /// Our limits, case by case, each once.
        ours: Vec<Limit>,
        /// The limit of the newer reading.
        newer: Limit,
        /// The text that it names.
        law: String,
    },
    /// No case of ours has the portal's fee, in đồng.
    Fee {
        /// Our fees, case by case, each once; `None` where ours is not known.
        ours: Vec<Option<u64>>,
        /// The portal's words.
        portal: String,
    },
    /// We do not offer a way that the portal has.
    WayMissing,
}

/// Everything in which the portal's record differs from the version of ours that holds
/// on this day, or from the last one.
pub(in crate::catalogue) fn differs(ours: &Procedure, record: &Procedure, day: Day) -> Vec<PortalDiffers> {
    let (Some(version), Some(theirs)) =
        (ours.version_on(day).or(ours.versions.last()), record.versions.last())
    else {
        return Vec::new();
    };
    let Some(seen) = &theirs.seen else { return Vec::new() };
    Way::ALL.into_iter().flat_map(|way| by_way(ours, version, theirs, seen, way)).collect()
}

fn by_way(
    ours: &Procedure,
    version: &Version,
    theirs: &Version,
    seen: &SeenOnPortal,
    way: Way,
) -> Vec<PortalDiffers> {
    let told = |says| PortalDiffers { procedure: ours.id.clone(), way, says, on: seen.on };
    let offers: Vec<_> = version.ways.iter().filter(|offer| offer.way == way).collect();
    // By a way that is withheld for want of a limit the portal may still name a fee.
    let offered = theirs.ways.iter().find(|offer| offer.way == way);
    let offered = offered.map(|offer| (Some(offer.limit), offer.fee_vnd, &offer.fee_text));
    let withheld = || theirs.withheld.iter().find(|withheld| withheld.way == way);
    let portal = offered.or_else(|| withheld().map(|withheld| (None, None, &withheld.fee_text)));
    let Some((limit, fee_vnd, fee_text)) = portal else { return Vec::new() };
    if offers.is_empty() {
        return vec![told(PortalSays::WayMissing)];
    }
    let mut limits: Vec<Limit> = Vec::new();
    let mut fees: Vec<Option<u64>> = Vec::new();
    for offer in &offers {
        if !limits.contains(&offer.limit) {
            limits.push(offer.limit);
        }
        if !fees.contains(&offer.fee_vnd) {
            fees.push(offer.fee_vnd);
        }
    }
    let mut found = Vec::new();
    let newer = seen.newer.as_ref();
    // A limit that only the newer reading has is told as the newer one.
    let is_other =
        |theirs: &Limit| !limits.contains(theirs) && newer.is_none_or(|(limit, _)| limit != theirs);
    if let Some(portal) = limit.filter(is_other) {
        found.push(told(PortalSays::Limit { ours: limits.clone(), portal }));
    }
    if let Some((limit, law)) = newer.filter(|(limit, _)| !limits.contains(limit)) {
        found.push(told(PortalSays::NewerLimit { ours: limits, newer: *limit, law: law.clone() }));
    }
    let differs = match fee_vnd {
        Some(vnd) => !fees.contains(&Some(vnd)),
        // The province sets it: an amount of ours would be a guess.
        None => fee_text == BY_PROVINCE && !fees.contains(&None),
    };
    if differs {
        found.push(told(PortalSays::Fee { ours: fees, portal: fee_text.clone() }));
    }
    found
}
