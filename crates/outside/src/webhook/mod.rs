//! A webhook of another system: a signed POST by the rules of Standard Webhooks. It goes
//! to the open internet and to networks that the operator named, nowhere else, whatever a
//! name resolves to; it follows no redirection and reads no answer but its status.

pub mod pretend;
mod retry_after;

pub use retry_after::RetryAfter;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use ipnet::IpNet;
use motcua_core::Fault;
use motcua_core::webhook::{WebhookSecret, is_named, may_be_reached};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, Url, redirect};
use sha2::Sha256;
use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// What the other side said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiverAnswer {
    /// It took the message (2xx).
    Taken(u16),
    /// It wants no more, ever (410).
    Gone,
    /// Another status.
    Refused {
        /// Which.
        status: u16,
        /// When it wants to be asked again, if it is only busy (429, 503).
        again: Option<RetryAfter>,
    },
    /// Nothing: no connection, no answer in time.
    Silent(String),
    /// It was not asked: the address lies where this server tells nobody.
    Inside,
}

/// The client. One serves all webhooks.
pub struct Messenger {
    https: Client,
    plain: Client,
    inside: Arc<[IpNet]>,
}

impl Messenger {
    /// A client that reaches these networks beside the open internet. `patience` is what
    /// a whole message may take.
    pub fn new(inside: &[IpNet], patience: Duration) -> Result<Messenger, Fault> {
        // One for the process; whoever installed one before has done the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let inside: Arc<[IpNet]> = inside.into();
        let client = |is_plain: bool| {
            let guard = Guard { inside: inside.clone(), is_plain };
            let builder = Client::builder()
                .dns_resolver(Arc::new(guard))
                .redirect(redirect::Policy::none())
                .no_proxy()
                .referer(false)
                .timeout(patience)
                .connect_timeout(patience.min(Duration::from_secs(5)))
                .pool_max_idle_per_host(1)
                .user_agent(concat!("motcua/", env!("CARGO_PKG_VERSION")));
            builder.https_only(!is_plain).build().map_err(|error| Fault::other(chain(&error)))
        };
        Ok(Messenger { https: client(false)?, plain: client(true)?, inside })
    }

    /// Sends a message once. `sent_at` is in seconds since 1970, by a clock that is right.
    pub async fn post(
        &self,
        address: &str,
        id: &str,
        sent_at: i64,
        secrets: &[WebhookSecret],
        body: String,
    ) -> ReceiverAnswer {
        let Ok(url) = Url::parse(address) else { return ReceiverAnswer::Inside };
        let is_plain = url.scheme() != "https";
        // A number is not resolved, so the guard of names does not see it.
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        if host.parse::<IpAddr>().is_ok_and(|ip| !may_go(ip, is_plain, &self.inside)) {
            return ReceiverAnswer::Inside;
        }
        let signatures: Vec<String> =
            secrets.iter().filter_map(|secret| signature(secret, id, sent_at, &body)).collect();
        let client = if is_plain { &self.plain } else { &self.https };
        let request = client
            .post(url)
            .header("content-type", "application/cloudevents+json; charset=utf-8")
            .header("webhook-id", id)
            .header("webhook-timestamp", sent_at)
            .header("webhook-signature", signatures.join(" "))
            .body(body);
        match request.send().await {
            Ok(answer) => match answer.status().as_u16() {
                status @ 200..300 => ReceiverAnswer::Taken(status),
                410 => ReceiverAnswer::Gone,
                status => ReceiverAnswer::Refused { status, again: wanted(status, answer.headers()) },
            },
            Err(error) if chain(&error).contains(NOWHERE) => ReceiverAnswer::Inside,
            Err(error) => ReceiverAnswer::Silent(chain(&error.without_url()).chars().take(200).collect()),
        }
    }
}

fn wanted(status: u16, headers: &HeaderMap) -> Option<RetryAfter> {
    let is_busy = matches!(status, 429 | 503);
    headers.get(RETRY_AFTER).filter(|_| is_busy)?.to_str().ok().and_then(RetryAfter::parse)
}

/// The signature of a message under one secret (Standard Webhooks, `v1`); none when the
/// secret is no secret.
pub fn signature(secret: &WebhookSecret, id: &str, sent_at: i64, body: &str) -> Option<String> {
    let key = secret.0.strip_prefix(WebhookSecret::PREFIX)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&BASE64.decode(key).ok()?).ok()?;
    mac.update(format!("{id}.{sent_at}.{body}").as_bytes());
    Some(format!("v1,{}", BASE64.encode(mac.finalize().into_bytes())))
}

/// Plain HTTP only goes where the operator named the network.
fn may_go(ip: IpAddr, is_plain: bool, inside: &[IpNet]) -> bool {
    if is_plain { is_named(ip, inside) } else { may_be_reached(ip, inside) }
}

/// What the guard says, found again in what the client says of it.
const NOWHERE: &str = "resolves to no address that may be told";

/// Resolves names, and forgets what may not be reached: asked at each connection, so that
/// a name which pointed outside when it was registered does not point inside later.
struct Guard {
    inside: Arc<[IpNet]>,
    is_plain: bool,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (inside, is_plain) = (self.inside.clone(), self.is_plain);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let open: Vec<SocketAddr> =
                found.filter(|address| may_go(address.ip(), is_plain, &inside)).collect();
            if open.is_empty() {
                return Err(format!("{} {NOWHERE}", name.as_str()).into());
            }
            Ok(Box::new(open.into_iter()) as Addrs)
        })
    }
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::pretend::{Receiver, ReceiverManner};
    use super::*;

    fn secret(text: &str) -> WebhookSecret {
        WebhookSecret(text.into())
    }

    fn loopback() -> Vec<IpNet> {
        vec!["127.0.0.0/8".parse().unwrap()]
    }

    async fn post(inside: &[IpNet], address: &str) -> ReceiverAnswer {
        let messenger = Messenger::new(inside, Duration::from_millis(500)).unwrap();
        let secrets = [secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")];
        messenger.post(address, "msg_1", 1_614_265_330, &secrets, "{}".into()).await
    }

    /// The example of the reference libraries of Standard Webhooks.
    #[test]
    fn a_message_is_signed_as_the_standard_says() {
        let signed = signature(
            &secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(signature(&secret("no secret"), "a", 0, "b"), None);
    }

    #[tokio::test]
    async fn what_the_receiver_does_is_told_apart() {
        let refused = |status, again| ReceiverAnswer::Refused { status, again };
        let in_two_minutes = Some(RetryAfter::InMs(120_000));
        for (manner, told) in [
            (ReceiverManner::Honest, ReceiverAnswer::Taken(204)),
            (ReceiverManner::Broken, refused(500, None)),
            (ReceiverManner::Busy { retry_after: "120" }, refused(503, in_two_minutes)),
            (ReceiverManner::Busy { retry_after: "soon" }, refused(503, None)),
            (ReceiverManner::TooMany { retry_after: "120" }, refused(429, in_two_minutes)),
            (ReceiverManner::Gone, ReceiverAnswer::Gone),
            (ReceiverManner::SendsElsewhere, refused(307, None)),
        ] {
            let receiver = Receiver::start(manner).unwrap();
            assert_eq!(post(&loopback(), &receiver.address()).await, told, "{manner:?}");
            assert_eq!(receiver.messages().len(), 1, "{manner:?}: once, and nothing is followed");
        }
        for manner in [ReceiverManner::Hangs, ReceiverManner::HangsUp] {
            let receiver = Receiver::start(manner).unwrap();
            let told = post(&loopback(), &receiver.address()).await;
            assert!(matches!(told, ReceiverAnswer::Silent(_)), "{manner:?}: {told:?}");
        }
    }

    #[tokio::test]
    async fn nothing_inside_is_told_however_it_is_named() {
        let receiver = Receiver::start(ReceiverManner::Honest).unwrap();
        let port = receiver.port();
        for host in ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "localhost"] {
            for scheme in ["http", "https"] {
                let told = post(&[], &format!("{scheme}://{host}:{port}/")).await;
                assert_eq!(told, ReceiverAnswer::Inside, "{scheme}://{host}");
            }
        }
        // Another network was named; this one was not.
        let other = ["10.0.0.0/8".parse().unwrap()];
        assert_eq!(post(&other, &receiver.address()).await, ReceiverAnswer::Inside);
        assert!(receiver.messages().is_empty());
    }
}
