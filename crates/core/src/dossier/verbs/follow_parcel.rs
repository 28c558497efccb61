//! Theo dõi bưu gửi: what the post says of a parcel, by its system or by an officer who asked it.

use super::post_result::{POST, order_checked, order_told};
use super::return_result::returned_by_post;
use crate::act::Actor;
use crate::catalogue::Duty;
use crate::dossier::link::parts_of;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, NothingNew, ParcelNews, ParcelState};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Note what the post says of a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowParcel {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its parcels.
    pub parcel: u32,
    /// The post's number; empty where it is not said.
    pub order: String,
    /// What it says.
    pub news: ParcelNews,
}

/// The post's own system, or the reception desk that handed the parcel over. The same twice, or what has been
/// overtaken, is refused and changes nothing; how a parcel ended stays. A number that was not known is kept
/// whenever it is told. Once the parcel is delivered the result is returned, on the day on which the person got it.
pub fn follow_parcel(desk: &mut Desk<'_>, command: FollowParcel) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    let is_the_post = match desk.actor {
        Actor::Outside { system } if system == POST => true,
        actor => {
            actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
            false
        }
    };
    if dossier.submission.lead.is_some() {
        return Err(Refusal::of("result.with-its-lead").into());
    }
    let order = if is_the_post { order_told(&command.order) } else { order_checked(&command.order) }?;
    let posted = dossier.parcel().filter(|parcel| parcel.number == command.parcel);
    let parcel = posted.ok_or_else(|| Refusal::of("result.no-such-parcel"))?;
    let mut news = command.news;
    if news.state == ParcelState::HandedOver {
        return Err(Refusal::of("result.parcel-state").at("state").into());
    }
    // The post's system made an order although the office had a number from the post itself: there are two.
    if is_the_post && parcel.is_another_order(&order) {
        let stands = ParcelNews { state: parcel.state, at: parcel.since };
        return followed(desk, dossier, Fact::ParcelFollowed { parcel: command.parcel, order, news: stands });
    }
    if !is_the_post && !order.is_empty() && !parcel.order.is_empty() && order != parcel.order {
        return Err(Refusal::of("result.other-order").at("order").with("order", &parcel.order).into());
    }
    // A clock of another system does not make it happen before it was handed over, nor tomorrow.
    news.at = news.at.max(parcel.handed_over_at).min(desk.now.max(dossier.last_at));
    let is_news = match dossier.status().is_final() {
        true => Err(NothingNew::Ended),
        false => parcel.must_be_news(&news),
    };
    match is_news {
        Ok(()) => {}
        Err(_) if parcel.order.is_empty() && !order.is_empty() => {
            news = ParcelNews { state: parcel.state, at: parcel.since };
        }
        Err(NothingNew::Overtaken) => return Err(Refusal::of("result.parcel-known").into()),
        Err(NothingNew::Ended) => return Err(Refusal::of("result.parcel-ended").into()),
    }
    let is_delivered = is_news.is_ok() && news.state == ParcelState::Delivered;
    let got_at = news.at;
    let fact = Fact::ParcelFollowed { parcel: command.parcel, order, news };
    let changes = followed(desk, dossier, fact)?;
    if is_delivered { returned_by_post(desk, changes, got_at) } else { Ok(changes) }
}

/// The same is so of the results of its parts that are in the parcel.
fn followed(desk: &mut Desk<'_>, dossier: Dossier, fact: Fact) -> Result<Changes, Halt> {
    let mut parts = parts_of(desk, &dossier)?;
    let number = dossier.parcel().map(|parcel| parcel.number);
    parts.retain(|part| part.parcel().map(|parcel| parcel.number) == number);
    let changes = desk.change(dossier, fact.clone(), None)?;
    parts.into_iter().try_fold(changes, |mut changes, part| {
        changes.beside.push(desk.change(part, fact.clone(), None)?.first);
        Ok(changes)
    })
}
