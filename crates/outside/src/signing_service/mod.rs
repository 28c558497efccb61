//! A signing service far away, in the manner of the CSC API: it keeps the key, is handed digests, and signs
//! when the key's owner consents.

pub mod pretend;

use crate::http::{ask, client, is_this_machine};
use crate::s3::Secret;
use motcua_core::Fault;
use motcua_signatures::{
    Certificate, CscEdition, KeyOrder, KeyReply, SignatureProblem, SigningKey, csc_authorize,
    csc_certificates, csc_consent, csc_info, csc_replies, csc_sign,
};
use reqwest::{Client, Url};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// A service that is reached over HTTP.
pub struct SigningService {
    client: Client,
    base: Url,
    edition: CscEdition,
    token: Secret,
    patience: ServicePatience,
}

/// How long one question may take.
#[derive(Debug, Clone, Copy)]
pub struct ServicePatience {
    /// Where the service only reckons.
    pub asked: Duration,
    /// Where somebody consents: with a telephone that they have to find first.
    pub consent: Duration,
}

/// How the owner of a key consents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceConsent {
    /// With a PIN that is sent along.
    Pin(Secret),
    /// On a device of theirs, which the service asks meanwhile.
    Device,
}

/// A key at a service.
pub struct ServiceKey {
    service: Arc<SigningService>,
    credential: String,
    consent: ServiceConsent,
    certificate: Certificate,
    chain: Vec<Certificate>,
    replies: VecDeque<KeyReply>,
}

/// 50 signatures with their frame, or a chain of certificates.
const ANSWER_MAX: usize = 1_000_000;

impl SigningService {
    /// The service at this address (`https://…/csc/v1`). Refused where PIN and token would go over the network
    /// in the clear.
    pub fn new(
        base: &str,
        edition: CscEdition,
        token: Secret,
        patience: ServicePatience,
    ) -> Result<SigningService, Fault> {
        let base = Url::parse(&format!("{}/", base.trim_end_matches('/'))).map_err(Fault::other)?;
        if base.scheme() != "https" && !is_this_machine(&base) {
            return Err(Fault::other("address: https, or this machine"));
        }
        let longest = patience.asked.max(patience.consent);
        Ok(SigningService { client: client(longest)?, base, edition, token, patience })
    }

    /// A key of it. Asks the service whose it is.
    pub fn open(
        self: &Arc<Self>,
        credential: &str,
        consent: ServiceConsent,
    ) -> Result<ServiceKey, SignatureProblem> {
        let said = self.asked("credentials/info", &csc_info(credential), self.patience.asked)?;
        let mut all = csc_certificates(&said)?.into_iter();
        let certificate = all.next().ok_or(SignatureProblem::AnswerUnreadable)?;
        Ok(ServiceKey {
            service: self.clone(),
            credential: credential.to_string(),
            consent,
            certificate,
            chain: all.collect(),
            replies: VecDeque::new(),
        })
    }

    fn asked(&self, what: &str, body: &Value, patience: Duration) -> Result<Value, SignatureProblem> {
        let at = self.base.join(what).map_err(|_| SignatureProblem::NoKey)?;
        let request = self.client.post(at).bearer_auth(self.token.reveal()).timeout(patience);
        let request = request.header("content-type", "application/json").body(body.to_string());
        let answer = ask(request, ANSWER_MAX).ok_or(SignatureProblem::NeverAnswered)?;
        let said: Option<Value> = serde_json::from_slice(&answer.body).ok();
        match answer.status {
            200..300 => said.ok_or(SignatureProblem::AnswerUnreadable),
            status => Err(refused(status, said.as_ref())),
        }
    }
}

/// What a refusal of the service means (CSC API, section on errors).
fn refused(status: u16, said: Option<&Value>) -> SignatureProblem {
    match said.and_then(|said| said["error"].as_str()) {
        Some("invalid_pin") => SignatureProblem::PinWrong,
        Some("locked_credential" | "pin_locked") => SignatureProblem::PinLocked,
        Some(_) => SignatureProblem::KeyRefused,
        None if matches!(status, 401 | 403) => SignatureProblem::KeyRefused,
        None => SignatureProblem::NeverAnswered,
    }
}

impl SigningKey for ServiceKey {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Ok(&self.certificate)
    }

    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem> {
        let (edition, credential) = (self.service.edition, self.credential.as_str());
        let secrets = match &self.consent {
            ServiceConsent::Pin(pin) => vec![("PIN", pin.reveal())],
            ServiceConsent::Device => Vec::new(),
        };
        let body = csc_authorize(edition, credential, orders, &secrets);
        let ServicePatience { asked, consent } = self.service.patience;
        let consent = csc_consent(&self.service.asked("credentials/authorize", &body, consent)?)?;
        let body = csc_sign(edition, credential, &consent, orders, self.certificate.key_kind()?);
        self.replies.extend(csc_replies(&self.service.asked("signatures/signHash", &body, asked)?, orders)?);
        Ok(())
    }

    fn replies(&mut self) -> Vec<KeyReply> {
        self.replies.pop_front().into_iter().collect()
    }
}
