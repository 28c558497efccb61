//! A pretend payment platform behind the pages, as the binary connects one.

use motcua_core::command::Command;
use motcua_core::directory::AgencyCode;
use motcua_core::money::{OnlineOrder, OnlineReference, PlatformLine};
use motcua_core::{Day, Moment, Refusal};
use motcua_edge::platform::{OnlineAsked, OnlinePayments};
use motcua_outside::payment_platform::http::HttpPlatform;
use motcua_outside::payment_platform::pretend::{
    PRETEND_PARTNER, PRETEND_SECRET, PlatformManner, PretendPlatform,
};
use motcua_outside::payment_platform::{NoticeWrong, PaymentPlatform, PlatformAsked, created, queried};
use motcua_outside::s3::Secret;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Whose account it pays into: the office of Huế.
pub const COLLECTS: &str = "H57";

/// What a server holds of it.
pub struct ConnectedHere(HttpPlatform);

/// One that stands at this time, and what a server holds of it.
pub fn platform(manner: PlatformManner, now: Moment) -> (Arc<PretendPlatform>, ConnectedHere) {
    let pretend = PretendPlatform::begin(manner, Arc::new(move || now)).unwrap();
    let secret = Secret::new(PRETEND_SECRET);
    let client = HttpPlatform::new(&pretend.address(), PRETEND_PARTNER, secret, Duration::from_secs(5));
    (pretend, ConnectedHere(client.unwrap()))
}

fn collects() -> AgencyCode {
    AgencyCode::parse(COLLECTS).unwrap()
}

fn heard(asked: PlatformAsked<Option<Command>>) -> OnlineAsked<Option<Command>> {
    Box::pin(async move { asked.await.unwrap_or_default() })
}

impl OnlinePayments for ConnectedHere {
    fn create(&self, order: &OnlineOrder) -> OnlineAsked<Option<Command>> {
        heard(created(&self.0, order, collects()))
    }

    fn query(&self, reference: &OnlineReference, begun_at: Moment) -> OnlineAsked<Option<Command>> {
        heard(queried(&self.0, reference, begun_at, collects()))
    }

    fn day(&self, day: Day) -> OnlineAsked<Option<Vec<PlatformLine>>> {
        let asked = self.0.day(day);
        Box::pin(async move { asked.await.ok() })
    }

    fn notice(&self, message: &Value) -> Result<Option<Command>, Refusal> {
        let notice = self.0.notice(message).map_err(|wrong| match wrong {
            NoticeWrong::NotSigned => Refusal::of("money.notice-sign"),
            NoticeWrong::Shape(field) => Refusal::of("money.notice-shape").with("field", field),
        });
        Ok(notice?.command(&collects()))
    }
}
