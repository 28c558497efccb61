//! A receiver of webhooks that keeps what it hears, and fails in every way that was seen
//! in real ones.

use crate::pretend_http::{HttpHeard, answer, listen};
use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiverManner {
    /// As it should: 204.
    Honest,
    /// 500.
    Broken,
    /// 503, and when it wants to be asked again.
    Busy {
        /// `Retry-After`.
        retry_after: &'static str,
    },
    /// 429, and when it wants to be asked again.
    TooMany {
        /// `Retry-After`.
        retry_after: &'static str,
    },
    /// 410: it wants no more, ever.
    Gone,
    /// It sends whoever comes to another address.
    SendsElsewhere,
    /// It takes the message and never answers.
    Hangs,
    /// It takes the message and hangs up without a word, so that nobody knows whether it
    /// has it.
    HangsUp,
}

/// A message that it heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Message {
    /// `webhook-id`: the same for the same message.
    pub fn id(&self) -> &str {
        self.headers.get("webhook-id").map_or("", String::as_str)
    }
}

/// A receiver that listens on this machine until the program ends.
pub struct Receiver {
    address: SocketAddr,
    ear: Arc<Ear>,
}

struct Ear {
    heard: Mutex<Heard>,
    /// Told of each message.
    more: Condvar,
}

struct Heard {
    manner: ReceiverManner,
    messages: Vec<Message>,
    /// Whoever is kept waiting, or they would see it hang up.
    waiting: Vec<TcpStream>,
}

impl Receiver {
    /// Listens on a free port.
    pub fn start(manner: ReceiverManner) -> io::Result<Receiver> {
        let heard = Heard { manner, messages: Vec::new(), waiting: Vec::new() };
        let ear = Arc::new(Ear { heard: Mutex::new(heard), more: Condvar::new() });
        let shared = ear.clone();
        let address = listen("pretend-webhook", move |heard, stream| hear(heard, stream, &shared))?;
        Ok(Receiver { address, ear })
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://{}/motcua", self.address)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on it behaves so.
    pub fn behave(&self, manner: ReceiverManner) {
        self.ear.lock().manner = manner;
    }

    /// What it has heard, in that order.
    pub fn messages(&self) -> Vec<Message> {
        self.ear.lock().messages.clone()
    }

    /// Waits until it has heard so many messages, but no longer than this; whether it has.
    pub fn has_heard(&self, messages: usize, at_most: Duration) -> bool {
        let too_few = |heard: &mut Heard| heard.messages.len() < messages;
        let waited = self.ear.more.wait_timeout_while(self.ear.lock(), at_most, too_few);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

impl Ear {
    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hear(heard: HttpHeard, stream: TcpStream, ear: &Ear) {
    let Ok(body) = String::from_utf8(heard.body) else { return };
    let manner = {
        let mut all = ear.lock();
        all.messages.push(Message { headers: heard.headers, body });
        all.manner
    };
    ear.more.notify_all();
    let (status, more) = match manner {
        ReceiverManner::Honest => ("204 No Content", String::new()),
        ReceiverManner::Broken => ("500 Internal Server Error", String::new()),
        ReceiverManner::Busy { retry_after } => ("503 Service Unavailable", wants(retry_after)),
        ReceiverManner::TooMany { retry_after } => ("429 Too Many Requests", wants(retry_after)),
        ReceiverManner::Gone => ("410 Gone", String::new()),
        ReceiverManner::SendsElsewhere => ("307 Temporary Redirect", "location: /elsewhere".into()),
        ReceiverManner::HangsUp => return,
        ReceiverManner::Hangs => {
            ear.lock().waiting.push(stream);
            return;
        }
    };
    let headers: Vec<&str> = Some(more.as_str()).filter(|more| !more.is_empty()).into_iter().collect();
    answer(stream, status, &headers, b"");
}

fn wants(retry_after: &str) -> String {
    format!("retry-after: {retry_after}")
}
