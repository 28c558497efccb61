//! Bưu gửi: the result on its way by post, and how far what the post says of it goes.

use crate::Moment;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How far a parcel is, in the order in which it goes.
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
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ParcelState {
    /// Đã giao bưu điện: handed over by the office, or told to the post; it has said nothing yet.
    HandedOver,
    /// Chưa đặt được vận đơn: the post would not take the order, or never answered. The office still has the paper.
    NotOrdered,
    /// Đã tạo vận đơn.
    Ordered,
    /// Bưu điện đã nhận.
    Taken,
    /// Đang chuyển.
    UnderWay,
    /// Phát không thành: it may be tried again.
    Failed,
    /// Thất lạc: what is lost may turn up.
    Lost,
    /// Đã chuyển hoàn: it is back at the office.
    SentBack,
    /// Đã phát: the person has it.
    Delivered,
}

impl ParcelState {
    /// All of them.
    pub const ALL: [ParcelState; ParcelState::COUNT] = [
        ParcelState::HandedOver,
        ParcelState::NotOrdered,
        ParcelState::Ordered,
        ParcelState::Taken,
        ParcelState::UnderWay,
        ParcelState::Failed,
        ParcelState::Lost,
        ParcelState::SentBack,
        ParcelState::Delivered,
    ];

    /// What the post may say of a parcel that it has: not what happened before.
    pub fn said_by_the_post() -> impl Iterator<Item = ParcelState> {
        ParcelState::ALL.into_iter().filter(|state| *state > ParcelState::Ordered)
    }

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The state with this word.
    pub fn parse(text: &str) -> Option<ParcelState> {
        text.parse().ok()
    }

    /// Nothing comes after it, whatever is said later.
    pub fn is_final(self) -> bool {
        matches!(self, ParcelState::SentBack | ParcelState::Delivered)
    }

    /// The reception has something to do about it.
    pub fn is_trouble(self) -> bool {
        matches!(
            self,
            ParcelState::NotOrdered | ParcelState::Failed | ParcelState::Lost | ParcelState::SentBack
        )
    }
}

/// A result that was handed to the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Which of the dossier's parcels, from 1.
    pub number: u32,
    /// The post's own number; empty until it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// Orders that the post's system made beside that one: somebody cancels them there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_ordered: Vec<String>,
    /// When the office handed it over.
    pub handed_over_at: Moment,
    /// How far it is, as far as the post has said.
    pub state: ParcelState,
    /// When that happened, by the post's word.
    pub since: Moment,
}

/// What the post, or an officer who asked it, says of a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelNews {
    /// How far it is.
    pub state: ParcelState,
    /// When that happened.
    pub at: Moment,
}

/// Why news of a parcel says nothing new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NothingNew {
    /// It is known, or something later is.
    Overtaken,
    /// The parcel has ended otherwise: that stays.
    Ended,
}

impl Parcel {
    /// Whether this number is of an order beside the one that is known, and not known yet.
    pub fn is_another_order(&self, order: &str) -> bool {
        let is_known = || self.order == order || self.also_ordered.iter().any(|known| known == order);
        !order.is_empty() && !self.order.is_empty() && !is_known()
    }

    /// Keeps a number that was told.
    pub(super) fn keep_order(&mut self, order: &str) {
        if self.is_another_order(order) {
            self.also_ordered.push(order.to_string());
        } else if self.order.is_empty() {
            self.order = order.to_string();
        }
    }

    /// The post may still be asked for its order: it has none, and nothing was heard of it.
    pub fn waits_for_an_order(&self) -> bool {
        self.order.is_empty() && self.state == ParcelState::HandedOver
    }

    /// The office has it no more, and does not know that it ended.
    pub fn is_out(&self) -> bool {
        !matches!(
            self.state,
            ParcelState::NotOrdered | ParcelState::SentBack | ParcelState::Delivered | ParcelState::Lost
        )
    }

    /// Whether this is news. The post repeats itself and tells things out of order: what happened later
    /// counts, at the same time what is farther on; how it ended counts whenever it is told, and stays.
    pub fn must_be_news(&self, news: &ParcelNews) -> Result<(), NothingNew> {
        if self.state.is_final() {
            return Err(if news.state == self.state { NothingNew::Overtaken } else { NothingNew::Ended });
        }
        let is_later = (news.at, news.state) > (self.since, self.state) && news.state != self.state;
        // An order's number comes with an early state, which may be told late.
        let is_first = self.state == ParcelState::HandedOver;
        if news.state.is_final() || is_later || is_first { Ok(()) } else { Err(NothingNew::Overtaken) }
    }
}
