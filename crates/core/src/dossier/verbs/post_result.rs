//! Giao kết quả cho bưu chính.

use crate::act::Tell;
use crate::dossier::link::parts_of;
use crate::dossier::results_of_parts::along;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, PostAddress, WantedReturn};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Hand the result to the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostResult {
    /// Which dossier.
    pub code: DossierCode,
    /// The post's number, where the office has it from the post itself; empty: the order is made with the post's
    /// system, where one is connected, which answers with its number.
    pub order: String,
}

/// The name under which the post is connected.
pub const POST: &str = "post";

/// What kind of message asks the post for an order.
pub const ORDER_PARCEL: &str = "vn.motcua.parcel.order";

/// An order as the post is asked for it. Kept as JSON in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelOrder {
    /// Whose result: the code of the dossier.
    pub dossier: DossierCode,
    /// Which of its parcels.
    pub parcel: u32,
    /// Who sends it: the name of the agency.
    pub from: String,
    /// Who receives it.
    pub receiver: String,
    /// Their telephone.
    pub phone: String,
    /// The whole address in a line.
    pub address: String,
    /// The code of the commune.
    pub commune: String,
}

const ORDER_CHARS_MAX: usize = 50;
/// The longest number of the post's own system that is kept.
pub const TOLD_CHARS_MAX: usize = 200;

/// The reception desk of the agency that the dossier was handed in at, once there is a result and the person
/// wants it by post. The results of all its parts are in the same parcel.
pub fn post_result(desk: &mut Desk<'_>, command: PostResult) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    dossier.must_be_sent_by(desk.actor.officer()?)?;
    if dossier.submission.lead.is_some() {
        return Err(Refusal::of("result.with-its-lead").into());
    }
    let parts = parts_of(desk, &dossier)?;
    dossier.must_be_ready_to_go(&parts)?;
    let WantedReturn::Post(address) = &dossier.submission.wanted else {
        return Err(Refusal::of("result.not-by-post").into());
    };
    let order = order_checked(&command.order)?;
    let parcel = dossier.parcels + 1;
    let asks = (order.is_empty() && desk.law.policy.asks_the_post)
        .then(|| asked(desk, &dossier, parcel, address))
        .transpose()?;
    let fact = Fact::ResultPosted { parcel, order };
    let mut changes = along(desk, desk.change(dossier, fact.clone(), None)?, parts, &fact)?;
    changes.tell.extend(asks);
    Ok(changes)
}

/// The post's number without stray spaces; may be empty.
pub(super) fn order_checked(order: &str) -> Result<String, Refusal> {
    let order = order.trim();
    let is_number = order.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'));
    match is_number && order.len() <= ORDER_CHARS_MAX {
        true => Ok(order.to_string()),
        false => Err(Refusal::of("result.order-number").at("order").with("most", ORDER_CHARS_MAX)),
    }
}

/// The number that the post's own system tells: in whatever letters, so that none is lost. Refused is what no
/// number can be.
pub(super) fn order_told(order: &str) -> Result<String, Refusal> {
    let order = order.trim();
    match order.chars().count() <= TOLD_CHARS_MAX && !order.chars().any(char::is_control) {
        true => Ok(order.to_string()),
        false => Err(Refusal::of("result.order-number").at("order").with("most", TOLD_CHARS_MAX)),
    }
}

fn asked(desk: &Desk<'_>, dossier: &Dossier, parcel: u32, address: &PostAddress) -> Result<Tell, Fault> {
    let directory = &desk.law.directory;
    let day = desk.now.day();
    let from = directory.agency_as_of(&dossier.submission.receiving, day);
    let unit = |code| directory.unit_on(code, day).map(|unit| unit.full_name.as_str());
    let places = [unit(&address.commune), directory.province_of(&address.commune).and_then(unit)];
    let line: Vec<&str> =
        std::iter::once(address.detail.as_str()).chain(places.into_iter().flatten()).collect();
    let order = ParcelOrder {
        dossier: dossier.code().clone(),
        parcel,
        from: from.map(|agency| agency.name.clone()).unwrap_or_default(),
        receiver: address.receiver.clone(),
        phone: address.phone.clone(),
        address: line.join(", "),
        commune: address.commune.to_string(),
    };
    Ok(Tell {
        system: POST.into(),
        kind: ORDER_PARCEL.into(),
        subject: dossier.code().to_string(),
        data: serde_json::to_string(&order).map_err(Fault::other)?,
    })
}
