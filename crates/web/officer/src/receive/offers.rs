//! What would be promised if the dossier were received now, for every case and
//! way: there is nothing to choose before one can see it.

use motcua_core::Halt;
use motcua_core::catalogue::{Case, Version, Way};
use motcua_core::directory::AgencyCode;
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_told::clock::promise_from;
use motcua_told::explain::{self, limit};

/// A case with its ways.
pub struct CaseOffers {
    /// The case; empty when there is only one.
    pub case: String,
    /// What each way gives.
    pub ways: Vec<WayOffer>,
}

/// What is promised for a case that comes in one of these ways.
pub struct WayOffer {
    /// The ways for which it is the same.
    pub ways: Vec<&'static str>,
    /// The due date.
    pub due: String,
    /// The time limit in words.
    pub limit: String,
    /// The fee.
    pub fee: String,
    /// The limit, the days behind it or the fee have not been checked.
    pub is_assumed: bool,
}

/// Of this version at the officer's counter, now, where this agency decides.
pub fn offers(
    signed: &Signed,
    competent: &AgencyCode,
    version: &Version,
    page: &Page,
) -> Result<Vec<CaseOffers>, Halt> {
    let lang = page.language();
    let offered = |case: &Case| {
        let mut ways: Vec<WayOffer> = Vec::new();
        for way in [Way::Counter, Way::Online, Way::Post] {
            let offer = way_offer(signed, competent, version, case, way, page)?;
            let Some(mut offer) = offer else { continue };
            match ways.iter_mut().find(|found| found.is_same(&offer)) {
                Some(found) => found.ways.append(&mut offer.ways),
                None => ways.push(offer),
            }
        }
        let name = if version.cases.len() > 1 { lang.t(&case.name, &case.name_en) } else { "" };
        Ok(CaseOffers { case: name.to_string(), ways })
    };
    version.cases.iter().map(offered).collect()
}

impl WayOffer {
    fn is_same(&self, other: &WayOffer) -> bool {
        (&self.due, &self.limit, &self.fee, self.is_assumed)
            == (&other.due, &other.limit, &other.fee, other.is_assumed)
    }

    /// `Trực tiếp tại quầy, trực tuyến`.
    pub fn label(&self) -> String {
        self.ways.join(", ")
    }
}

fn way_offer(
    signed: &Signed,
    competent: &AgencyCode,
    version: &Version,
    case: &Case,
    way: Way,
    page: &Page,
) -> Result<Option<WayOffer>, Halt> {
    let Some(offer) = version.offer(&case.id, way) else { return Ok(None) };
    let promise = match promise_from(&signed.visit.app, offer, competent, signed.visit.now) {
        Ok(promise) => promise,
        // No date can be counted: there is none to show.
        Err(Halt::Refused(_)) => return Ok(None),
        Err(broke) => return Err(broke),
    };
    Ok(Some(WayOffer {
        ways: vec![motcua_messages::way(way, page.language())],
        due: match promise.at {
            Some(at) => page.moment(at),
            None => page.t("Theo kế hoạch hằng năm", "By the yearly plan").to_string(),
        },
        limit: limit(offer.limit, page.language()),
        fee: explain::fee(offer, page),
        is_assumed: promise.trust.and(offer.fee_trust).is_assumed(),
    }))
}
