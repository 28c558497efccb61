//! A post that carries nothing: late, forgetful, and saying things twice and out of order. It ships, so that a
//! demonstration and every test has one.

use super::{Asked, PostOffice, PostRefused};
use motcua_core::Moment;
use motcua_core::dossier::{ParcelNews, ParcelOrder, ParcelState};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostManner {
    /// It delivers what it takes, and says everything once, in order.
    Honest,
    /// It delivers, but says everything one step late, twice, and the last first.
    Muddled,
    /// Nobody is at home: it fails and brings the parcel back.
    SendsBack,
    /// It loses the parcel.
    Loses,
    /// It takes the order and its answer is lost, once for each order.
    AnswersLost,
    /// It is down.
    Silent,
    /// It will not take the parcel.
    Refuses,
    /// Of each eight parcels one is lost and one comes back; the rest is as [`PostManner::Muddled`].
    Mixed,
}

/// The pretend post.
pub struct PretendPost {
    now: Arc<dyn Fn() -> Moment + Send + Sync>,
    step_ms: i64,
    inside: Mutex<Inside>,
}

struct Inside {
    manner: PostManner,
    /// By the name under which it was asked for.
    orders: BTreeMap<String, Order>,
}

struct Order {
    number: String,
    at: Moment,
    manner: PostManner,
}

impl PretendPost {
    /// One that goes by this clock and takes so long from one step to the next.
    pub fn new(
        manner: PostManner,
        step_ms: i64,
        now: Arc<dyn Fn() -> Moment + Send + Sync>,
    ) -> Arc<PretendPost> {
        let inside = Mutex::new(Inside { manner, orders: BTreeMap::new() });
        Arc::new(PretendPost { now, step_ms, inside })
    }

    /// From now on it behaves so; what was ordered goes on as it was ordered.
    pub fn behave(&self, manner: PostManner) {
        self.inside().manner = manner;
    }

    /// How many orders it has.
    pub fn orders(&self) -> usize {
        self.inside().orders.len()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ordered(&self, name: &str) -> Result<String, PostRefused> {
        let at = (self.now)();
        let mut inside = self.inside();
        let manner = inside.manner;
        match manner {
            PostManner::Silent => return Err(PostRefused::NoAnswer("the post is down".into())),
            PostManner::Refuses => return Err(PostRefused::Never("422".into())),
            PostManner::Honest
            | PostManner::Muddled
            | PostManner::SendsBack
            | PostManner::Loses
            | PostManner::AnswersLost
            | PostManner::Mixed => {}
        }
        if let Some(known) = inside.orders.get(name) {
            return Ok(known.number.clone());
        }
        let nth = inside.orders.len();
        // The time is in it, so that no number comes again after a restart.
        let number = format!("VN{:X}{nth}", at.0.unsigned_abs() / 1000);
        let fate = match (manner, nth % 8) {
            (PostManner::Mixed, 3) => PostManner::SendsBack,
            (PostManner::Mixed, 6) => PostManner::Loses,
            (PostManner::Mixed, _) => PostManner::Muddled,
            (manner, _) => manner,
        };
        inside.orders.insert(name.to_string(), Order { number: number.clone(), at, manner: fate });
        match manner {
            PostManner::AnswersLost => Err(PostRefused::NoAnswer("it hung up".into())),
            _ => Ok(number),
        }
    }

    fn tracked(&self, number: &str) -> Result<Vec<ParcelNews>, PostRefused> {
        use ParcelState::*;
        let now = (self.now)();
        let inside = self.inside();
        if inside.manner == PostManner::Silent {
            return Err(PostRefused::NoAnswer("the post is down".into()));
        }
        // What it was never asked for, or forgot when it was started again.
        let Some(order) = inside.orders.values().find(|order| order.number == number) else {
            return Ok(Vec::new());
        };
        let way: &[ParcelState] = match order.manner {
            PostManner::SendsBack => &[Ordered, Taken, UnderWay, Failed, SentBack],
            PostManner::Loses => &[Ordered, Taken, Lost],
            PostManner::Honest
            | PostManner::Muddled
            | PostManner::AnswersLost
            | PostManner::Silent
            | PostManner::Refuses
            | PostManner::Mixed => &[Ordered, Taken, UnderWay, Delivered],
        };
        let is_muddled = order.manner == PostManner::Muddled;
        let late_ms = if is_muddled { self.step_ms } else { 0 };
        let happened = way
            .iter()
            .zip(0_i64..)
            .map(|(state, nth)| ParcelNews { state: *state, at: order.at.plus_ms(nth * self.step_ms) });
        let mut said: Vec<ParcelNews> = happened.filter(|news| news.at.plus_ms(late_ms) <= now).collect();
        if is_muddled {
            let again = said.clone();
            said.extend(again);
            said.reverse();
        }
        Ok(said)
    }
}

impl PostOffice for PretendPost {
    fn order(&self, name: &str, _: &ParcelOrder) -> Asked<String> {
        let said = self.ordered(name);
        Box::pin(async move { said })
    }

    fn track(&self, number: &str) -> Asked<Vec<ParcelNews>> {
        let said = self.tracked(number);
        Box::pin(async move { said })
    }
}
