//! DER, written from the inside out.

use super::read::{BIT_STRING, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, UTF8};

/// One value with its tag and length.
pub(crate) fn value(tag: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match body.len() {
        length @ 0..=0x7F => out.push(length as u8),
        length => {
            let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
            out.push(0x80 | digits.len() as u8);
            out.extend(digits);
        }
    }
    out.extend(body);
    out
}

pub(crate) fn group(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    value(tag, &parts.concat())
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    group(SEQUENCE, parts)
}

/// A set in the order that DER asks for.
pub(crate) fn set(mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    value(SET, &parts.concat())
}

pub(crate) fn oid(body: &[u8]) -> Vec<u8> {
    value(OID, body)
}

pub(crate) fn octets(body: &[u8]) -> Vec<u8> {
    value(OCTET_STRING, body)
}

pub(crate) fn bits(body: &[u8]) -> Vec<u8> {
    group(BIT_STRING, &[&[0], body])
}

pub(crate) fn utf8(text: &str) -> Vec<u8> {
    value(UTF8, text.as_bytes())
}

/// A whole number from its bytes, which may begin with zeros.
pub(crate) fn number(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits.iter().copied().skip_while(|byte| *byte == 0).collect();
    let sign: &[u8] = if digits.first().is_none_or(|byte| byte & 0x80 != 0) { &[0] } else { &[] };
    group(INTEGER, &[sign, &digits])
}

pub(crate) fn small(number_: u64) -> Vec<u8> {
    number(&number_.to_be_bytes())
}

pub(crate) fn time(text: &str) -> Vec<u8> {
    value(GENERALIZED_TIME, text.as_bytes())
}
