//! What is said to a remote signing service in the manner of the CSC API, and what it answers: bodies of requests.
//! Sending them is not done here.

use super::port::{KeyOrder, KeyReply};
use super::token::two_numbers;
use crate::certificate::{Certificate, KeyKind};
use crate::problem::SignatureProblem;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

/// Which edition of the API the service speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CscEdition {
    /// 1.0.4, which most services have.
    One,
    /// 2.0.
    Two,
}

const SHA256: &str = "2.16.840.1.101.3.4.2.1";

fn hashes(edition: CscEdition, orders: &[KeyOrder]) -> Map<String, Value> {
    let all: Vec<String> = orders.iter().map(|order| BASE64_STANDARD.encode(order.digest())).collect();
    let (list, algorithm) = match edition {
        CscEdition::One => ("hash", "hashAlgo"),
        CscEdition::Two => ("hashes", "hashAlgorithmOID"),
    };
    Map::from_iter([(list.to_string(), json!(all)), (algorithm.to_string(), json!(SHA256))])
}

/// The body for `credentials/info`: whose key it is.
pub fn csc_info(credential: &str) -> Value {
    json!({ "credentialID": credential, "certificates": "chain", "certInfo": true, "authInfo": true })
}

/// The certificates in the answer to `credentials/info`, the key's own first.
pub fn csc_certificates(answer: &Value) -> Result<Vec<Certificate>, SignatureProblem> {
    let all = answer["cert"]["certificates"].as_array().ok_or(SignatureProblem::AnswerUnreadable)?;
    let read = |one: &Value| {
        let der = one.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
        Certificate::from_der(&der.ok_or(SignatureProblem::AnswerUnreadable)?)
    };
    all.iter().map(read).collect()
}

/// The body for `credentials/authorize`: the digests of all papers before the one consent, which is bound
/// to them. `secrets` are what the service asks of its user: `PIN`, `OTP`.
pub fn csc_authorize(
    edition: CscEdition,
    credential: &str,
    orders: &[KeyOrder],
    secrets: &[(&str, &str)],
) -> Value {
    let mut body = hashes(edition, orders);
    body.insert("credentialID".to_string(), json!(credential));
    body.insert("numSignatures".to_string(), json!(orders.len()));
    if edition == CscEdition::One {
        body.remove("hashAlgo");
        body.extend(secrets.iter().map(|(name, value)| (name.to_string(), json!(value))));
    } else {
        let secret = |(name, value): &(&str, &str)| json!({ "id": name, "value": value });
        let secrets: Vec<Value> = secrets.iter().map(secret).collect();
        body.insert("authData".to_string(), json!(secrets));
    }
    Value::Object(body)
}

/// The consent in the answer to `credentials/authorize`, to be shown with [`csc_sign`].
pub fn csc_consent(answer: &Value) -> Result<String, SignatureProblem> {
    answer["SAD"].as_str().map(str::to_string).ok_or(SignatureProblem::AnswerUnreadable)
}

/// The body for `signatures/signHash`, for the same papers in the same order.
pub fn csc_sign(
    edition: CscEdition,
    credential: &str,
    consent: &str,
    orders: &[KeyOrder],
    kind: KeyKind,
) -> Value {
    let algorithm = match kind {
        KeyKind::Rsa => "1.2.840.113549.1.1.11",
        KeyKind::P256 => "1.2.840.10045.4.3.2",
    };
    let mut body = hashes(edition, orders);
    body.insert("credentialID".to_string(), json!(credential));
    body.insert("SAD".to_string(), json!(consent));
    body.insert("signAlgo".to_string(), json!(algorithm));
    Value::Object(body)
}

/// The signatures in the answer to `signatures/signHash`: one for each paper, in the order of the request.
pub fn csc_replies(answer: &Value, orders: &[KeyOrder]) -> Result<Vec<KeyReply>, SignatureProblem> {
    let all = answer["signatures"].as_array().filter(|all| all.len() == orders.len());
    let all = all.ok_or(SignatureProblem::AnswerUnreadable)?;
    let reply = |(order, value): (&KeyOrder, &Value)| {
        let value = value.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
        let value = value.map(|value| two_numbers(&value)).ok_or(SignatureProblem::AnswerUnreadable);
        KeyReply { paper: order.paper.clone(), value }
    };
    Ok(orders.iter().zip(all).map(reply).collect())
}
