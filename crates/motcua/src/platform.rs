//! The payment platform that is configured, as pages and work speak to it.

use crate::config::Config;
use crate::system::system_now;
use motcua_core::command::Command;
use motcua_core::directory::AgencyCode;
use motcua_core::money::{OnlineOrder, OnlineReference, PlatformLine};
use motcua_core::{Day, Moment, Refusal};
use motcua_edge::app::Server;
use motcua_edge::platform::{OnlineAsked, OnlinePayments};
use motcua_outside::payment_platform::http::HttpPlatform;
use motcua_outside::payment_platform::pretend::{
    PRETEND_PARTNER, PRETEND_SECRET, PlatformManner, PretendPlatform,
};
use motcua_outside::payment_platform::{NoticeWrong, PaymentPlatform, PlatformAsked, created, queried};
use motcua_outside::s3::Secret;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

/// A person waits for it on a page.
const PLATFORM_PATIENCE: Duration = Duration::from_secs(10);

/// A platform, and what a pretend one waits for.
#[derive(Clone)]
pub struct Connected {
    /// The platform.
    pub platform: Arc<dyn PaymentPlatform>,
    /// Whose money it collects where no bill is known for it.
    pub collects: AgencyCode,
    pretend: Option<Pretending>,
}

/// A pretend platform goes by the clock of the server and tells it, and begins before it.
#[derive(Clone)]
struct Pretending {
    platform: Arc<PretendPlatform>,
    server: Arc<OnceLock<Weak<Server>>>,
}

impl Connected {
    /// What is configured; none where none is.
    pub fn read(config: &Config) -> Result<Option<Connected>, String> {
        let Some(place) = &config.payment_platform else { return Ok(None) };
        let wrong =
            |why: &dyn std::fmt::Display| format!("payment_platform (MOTCUA_PAYMENT_PLATFORM): {why}");
        let collects = collects(config)?.ok_or_else(|| wrong(&"payment_platform_agency"))?;
        let client = |address: &str, partner: &str, secret: Secret| {
            let platform = HttpPlatform::new(address, partner, secret, PLATFORM_PATIENCE);
            platform.map(|platform| Arc::new(platform) as Arc<dyn PaymentPlatform>).map_err(|why| wrong(&why))
        };
        if place != "pretend" {
            let partner = config.payment_platform_partner.as_deref().unwrap_or_default();
            let secret = config.payment_platform_secret.clone().unwrap_or_else(|| Secret::new(""));
            let platform = client(place, partner, secret)?;
            return Ok(Some(Connected { platform, collects, pretend: None }));
        }
        let server: Arc<OnceLock<Weak<Server>>> = Arc::default();
        let held = server.clone();
        let now = move || {
            let server = held.get().and_then(Weak::upgrade);
            server.map_or_else(system_now, |server| server.now())
        };
        let manner = PlatformManner::LateAndTwice;
        let platform = PretendPlatform::begin(manner, Arc::new(now)).map_err(|error| wrong(&error))?;
        let asked = client(&platform.address(), PRETEND_PARTNER, Secret::new(PRETEND_SECRET))?;
        let pretend = Some(Pretending { platform, server });
        Ok(Some(Connected { platform: asked, collects, pretend }))
    }

    /// The server listens: from now on a pretend platform goes by its clock and tells it what it has to say.
    pub fn listens(&self, server: &Arc<Server>, listen: SocketAddr) {
        if let Some(Pretending { platform, server: held }) = &self.pretend {
            let _ = held.set(Arc::downgrade(server));
            let host =
                if listen.ip().is_unspecified() { "127.0.0.1".into() } else { listen.ip().to_string() };
            let host = if host.contains(':') { format!("[{host}]") } else { host };
            platform.tells(&format!("http://{host}:{}/api/v1/payment_notices", listen.port()));
        }
    }
}

/// Whose money the platform collects, as the settings say.
pub fn collects(config: &Config) -> Result<Option<AgencyCode>, String> {
    let Some(text) = config.payment_platform_agency.as_deref().filter(|_| config.payment_platform.is_some())
    else {
        return Ok(None);
    };
    let wrong = || {
        format!(
            "payment_platform_agency (MOTCUA_PAYMENT_PLATFORM_AGENCY): {text:?} không phải mã cơ quan / is no code of an agency"
        )
    };
    AgencyCode::parse(text).map(Some).map_err(|_| wrong())
}

impl OnlinePayments for Connected {
    fn create(&self, order: &OnlineOrder) -> OnlineAsked<Option<Command>> {
        let reference = order.reference.to_string();
        heard(created(self.platform.as_ref(), order, self.collects.clone()), reference)
    }

    fn query(&self, reference: &OnlineReference, begun_at: Moment) -> OnlineAsked<Option<Command>> {
        let asked = queried(self.platform.as_ref(), reference, begun_at, self.collects.clone());
        heard(asked, reference.to_string())
    }

    fn day(&self, day: Day) -> OnlineAsked<Option<Vec<PlatformLine>>> {
        let asked = self.platform.day(day);
        Box::pin(async move { asked.await.ok() })
    }

    fn notice(&self, message: &Value) -> Result<Option<Command>, Refusal> {
        let read = self.platform.notice(message).map_err(|wrong| match wrong {
            NoticeWrong::NotSigned => Refusal::of("money.notice-sign"),
            NoticeWrong::Shape(field) => Refusal::of("money.notice-shape").with("field", field),
        });
        Ok(read?.command(&self.collects))
    }
}

/// What it asks for; nothing where it does not answer, which is told in the log.
fn heard(asked: PlatformAsked<Option<Command>>, reference: String) -> OnlineAsked<Option<Command>> {
    Box::pin(async move {
        asked.await.unwrap_or_else(|why| {
            tracing::warn!(%why, reference, "the payment platform does not answer");
            None
        })
    })
}
