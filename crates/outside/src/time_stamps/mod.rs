//! A time-stamping authority (RFC 3161 over HTTP): says that a signature was there at a moment, so that it
//! can be checked when its certificate has ended.

pub mod pretend;

use crate::http::{ask, client};
use motcua_core::{Fault, Moment};
use motcua_signatures::{SignatureProblem, TimeStampQuery, TimeStampToken};
use reqwest::{Client, Url};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// An authority that is reached over HTTP.
pub struct TimeStamps {
    client: Client,
    at: Url,
    /// It gave no stamp: until then it is not asked again.
    silent_until: Mutex<Moment>,
}

/// A list of 50 does not wait 50 times for an authority that is away.
const SILENT_MS: i64 = 60_000;
/// A stamp with its certificates has some 5 kB.
const ANSWER_MAX: usize = 100_000;

impl TimeStamps {
    /// The authority at this address. `patience` is what one question may take.
    pub fn new(address: &str, patience: Duration) -> Result<TimeStamps, Fault> {
        let at = Url::parse(address).map_err(Fault::other)?;
        Ok(TimeStamps { client: client(patience)?, at, silent_until: Mutex::new(Moment(i64::MIN)) })
    }

    /// A stamp on a signature value. The nonce must be another one each time. Waits for the answer: never
    /// called where others are served.
    pub fn stamp(&self, value: &[u8], nonce: u64, now: Moment) -> Result<TimeStampToken, SignatureProblem> {
        if now < *self.silent_until() {
            return Err(SignatureProblem::NeverAnswered);
        }
        let query = TimeStampQuery::of_signature(value, nonce);
        let request = self.client.post(self.at.clone()).header("content-type", "application/timestamp-query");
        let answer = ask(request.body(query.to_bytes()), ANSWER_MAX);
        let answer = answer.filter(|answer| (200..300).contains(&answer.status));
        let stamp =
            answer.ok_or(SignatureProblem::NeverAnswered).and_then(|answer| query.answer(&answer.body));
        if stamp.is_err() {
            *self.silent_until() = now.plus_ms(SILENT_MS);
        }
        stamp
    }

    fn silent_until(&self) -> MutexGuard<'_, Moment> {
        self.silent_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
