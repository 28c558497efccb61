//! A signing service on this machine that speaks the CSC API and fails in the ways in which services do.

use crate::pretend_http::{HttpHeard, answer, listen};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use motcua_signatures::Certificate;
use serde_json::{Value, json};
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceManner {
    /// It signs for whoever knows the PIN, or consents on their device.
    Honest,
    /// The owner says no on their device.
    OwnerRefuses,
    /// It answers with the signatures of other papers, in another order.
    Mixed,
    /// It consents and then gives back fewer signatures than it was handed digests.
    TooFew,
    /// It consents, and hangs up when it should sign.
    HangsUp,
    /// It never answers.
    Hangs,
    /// 500.
    Broken,
    /// Not JSON.
    WebPage,
}

/// What it signs with: a digest becomes a signature value.
pub type SignsDigest = Box<dyn Fn(&[u8]) -> Vec<u8> + Send + Sync>;

/// The service.
pub struct PretendSigningService {
    address: SocketAddr,
    inside: Arc<Inside>,
}

struct Inside {
    manner: Mutex<ServiceManner>,
    certificates: Vec<Certificate>,
    signs: SignsDigest,
    /// What was consented to: digests, as they were sent.
    consented: Mutex<Vec<Value>>,
    asked: Mutex<Vec<String>>,
    /// Whoever is kept waiting, or they would see it hang up.
    waiting: Mutex<Vec<TcpStream>>,
}

/// The PIN of its key, and the token of whoever may ask it.
pub const PRETEND_PIN: &str = "314159";
/// See [`PRETEND_PIN`].
pub const PRETEND_TOKEN: &str = "pretend-token";
/// The name of its key.
pub const PRETEND_CREDENTIAL: &str = "khoa-thu";

impl PretendSigningService {
    /// Listens on a free port until the program ends. The certificates are the key's own and those above it.
    pub fn start(certificates: Vec<Certificate>, signs: SignsDigest) -> io::Result<PretendSigningService> {
        let inside = Arc::new(Inside {
            manner: Mutex::new(ServiceManner::Honest),
            certificates,
            signs,
            consented: Mutex::default(),
            asked: Mutex::default(),
            waiting: Mutex::default(),
        });
        let shared = inside.clone();
        let address = listen("pretend-signing", move |heard, stream| shared.hear(heard, stream))?;
        Ok(PretendSigningService { address, inside })
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://{}/csc/v1", self.address)
    }

    /// From now on it behaves so.
    pub fn behave(&self, manner: ServiceManner) {
        *locked(&self.inside.manner) = manner;
    }

    /// What it was asked, in that order: `credentials/info`.
    pub fn asked(&self) -> Vec<String> {
        locked(&self.inside.asked).clone()
    }
}

impl Inside {
    fn hear(&self, heard: HttpHeard, stream: TcpStream) {
        let what = heard.path.trim_start_matches("/csc/v1/").to_string();
        locked(&self.asked).push(what.clone());
        let body: Value = serde_json::from_slice(&heard.body).unwrap_or_default();
        let manner = *locked(&self.manner);
        let is_known = heard
            .headers
            .get("authorization")
            .is_some_and(|said| said.strip_prefix("Bearer ").is_some_and(|token| token == PRETEND_TOKEN));
        let says_no = |status: &str, error: &str| {
            (status.to_string(), json!({ "error": error, "error_description": "…" }).to_string())
        };
        let (status, said) = match manner {
            ServiceManner::Hangs => return locked(&self.waiting).push(stream),
            ServiceManner::Broken => ("500 Internal Server Error".to_string(), String::new()),
            ServiceManner::WebPage => ("200 OK".to_string(), "<!doctype html>".to_string()),
            _ if !is_known => says_no("401 Unauthorized", "invalid_token"),
            _ if body["credentialID"] != PRETEND_CREDENTIAL => says_no("400 Bad Request", "invalid_request"),
            _ => match (what.as_str(), manner) {
                ("credentials/info", _) => ("200 OK".to_string(), self.info().to_string()),
                ("credentials/authorize", ServiceManner::OwnerRefuses) => {
                    says_no("400 Bad Request", "access_denied")
                }
                ("credentials/authorize", _) if !knows_the_pin(&body) => {
                    says_no("400 Bad Request", "invalid_pin")
                }
                ("credentials/authorize", _) => {
                    locked(&self.consented).push(hashes(&body));
                    ("200 OK".to_string(), json!({ "SAD": "sad", "expiresIn": 60 }).to_string())
                }
                ("signatures/signHash", ServiceManner::HangsUp) => return,
                ("signatures/signHash", _) => self.signed(&body, manner).map_or_else(
                    || says_no("400 Bad Request", "invalid_request"),
                    |values| ("200 OK".to_string(), json!({ "signatures": values }).to_string()),
                ),
                _ => says_no("404 Not Found", "invalid_request"),
            },
        };
        answer(stream, &status, &["content-type: application/json"], said.as_bytes());
    }

    fn info(&self) -> Value {
        let all: Vec<String> =
            self.certificates.iter().map(|one| BASE64_STANDARD.encode(one.der())).collect();
        json!({ "cert": { "certificates": all }, "multisign": 100 })
    }

    /// Signs what was consented to, once.
    fn signed(&self, body: &Value, manner: ServiceManner) -> Option<Vec<String>> {
        let asked = hashes(body);
        let mut consented = locked(&self.consented);
        let at = consented.iter().position(|known| *known == asked)?;
        consented.swap_remove(at);
        let digest = |one: &Value| BASE64_STANDARD.decode(one.as_str()?).ok();
        let digests: Vec<Vec<u8>> = asked.as_array()?.iter().map(digest).collect::<Option<_>>()?;
        let mut values: Vec<String> =
            digests.iter().map(|digest| BASE64_STANDARD.encode((self.signs)(digest))).collect();
        match manner {
            ServiceManner::Mixed => values.rotate_left(1),
            ServiceManner::TooFew => drop(values.pop()),
            _ => {}
        }
        Some(values)
    }
}

/// Where no PIN is sent, the owner consents on their device.
fn knows_the_pin(body: &Value) -> bool {
    let second = body["authData"].as_array().and_then(|all| all.first()).map(|one| &one["value"]);
    let pin = second.or(body.get("PIN"));
    pin.is_none_or(|pin| *pin == PRETEND_PIN)
}

/// The digests, in either edition.
fn hashes(body: &Value) -> Value {
    body.get("hash").or(body.get("hashes")).cloned().unwrap_or_default()
}

fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
