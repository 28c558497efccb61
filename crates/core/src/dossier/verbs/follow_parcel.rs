//! Theo dõi bưu gửi: what the post says of a parcel, by its system or by an officer who asked it.

use super::post_result::{POST, order_checked};
use super::return_result::returned_by_post;
use crate::act::Actor;
use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, DossierCode, Fact, NothingNew, ParcelNews, ParcelState};
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
/// overtaken, is refused and changes nothing; how a parcel ended stays. Once it is delivered the result is
/// returned, on the day on which the person got it.
pub fn follow_parcel(desk: &mut Desk<'_>, command: FollowParcel) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    match desk.actor {
        Actor::Outside { system } if system == POST => {}
        actor => actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?,
    }
    let order = order_checked(&command.order)?;
    let posted = dossier.parcel().filter(|parcel| parcel.number == command.parcel);
    let parcel = posted.ok_or_else(|| Refusal::of("result.no-such-parcel"))?;
    if dossier.status().is_final() {
        return Err(Refusal::of("result.parcel-ended").into());
    }
    let mut news = command.news;
    if news.state == ParcelState::HandedOver {
        return Err(Refusal::of("result.parcel-state").at("state").into());
    }
    if !order.is_empty() && !parcel.order.is_empty() && order != parcel.order {
        return Err(Refusal::of("result.other-order").at("order").with("order", &parcel.order).into());
    }
    // A clock of another system does not make it happen before it was handed over, nor tomorrow.
    news.at = news.at.max(parcel.handed_over_at).min(desk.now.max(dossier.last_at));
    parcel.must_be_news(&news).map_err(|nothing| match nothing {
        NothingNew::Overtaken => Refusal::of("result.parcel-known"),
        NothingNew::Ended => Refusal::of("result.parcel-ended"),
    })?;
    let is_delivered = news.state == ParcelState::Delivered;
    let got_at = news.at;
    let changes = desk.change(dossier, Fact::ParcelFollowed { parcel: command.parcel, order, news }, None)?;
    if is_delivered { returned_by_post(desk, changes, got_at) } else { Ok(changes) }
}
