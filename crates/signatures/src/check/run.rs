//! Every signature of a file, one by one, and what they say together.

use super::changes::additions;
use super::cover::{Signed, is_explained, signed};
use super::judge::{Grounds, Judged, document_time_stamp, is_sound, signature};
use super::report::{
    Addition, Covered, SignatureKind, SignatureReport, SignatureState, SignaturesReport, Unreadable, Verdict,
    Why,
};
use super::trust::TrustAnchors;
use crate::check_data::{CheckData, check_data};
use crate::cms::read::Envelope;
use crate::date;
use crate::pdf::fields::{SignatureField, permission, signature_fields};
use crate::pdf::file::PdfFile;
use crate::pdf::object::Object;
use crate::pdf::parse::is_white;
use crate::pdf::work::Work;
use std::rc::Rc;

/// More signatures than this are not checked: each costs a walk through the file.
const SIGNATURES_MAX: usize = 100;

/// All that can be said of a file's signatures at a moment (milliseconds since 1970). Whatever the bytes are,
/// there is a report.
pub fn check(pdf: &[u8], trust: &TrustAnchors, now_ms: i64) -> SignaturesReport {
    let work = Rc::new(Work::default());
    // What was given up half way is not broken.
    let unreadable = |why| SignaturesReport {
        verdict: None,
        signatures: Vec::new(),
        unreadable: Some(if work.is_over() { Unreadable::TooMuch } else { why }),
    };
    let Ok(file) = PdfFile::read_within(pdf, work.clone()) else { return unreadable(Unreadable::Broken) };
    if file.is_encrypted() {
        return unreadable(Unreadable::Encrypted);
    }
    let Ok(fields) = signature_fields(&file) else { return unreadable(Unreadable::Broken) };
    let fields: Vec<SignatureField> = fields.into_iter().filter(|field| field.is_filled).collect();
    if fields.len() > SIGNATURES_MAX {
        return unreadable(Unreadable::TooMuch);
    }
    // Data that cannot be read proves nothing; the signatures stand without it.
    let data = check_data(&file).unwrap_or_else(|_| CheckData::default());
    let on = Grounds { trust, data: &data, now_ms };
    let judged: Vec<(SignatureField, Option<Signed>, Judged)> =
        fields.into_iter().map(|field| judge(&file, field, &on)).collect();
    let broken: Vec<String> = judged
        .iter()
        .filter(|(.., judged)| !is_sound(judged))
        .map(|(field, ..)| field.name.clone())
        .collect();
    let signatures: Vec<SignatureReport> =
        judged.into_iter().map(|judged| report(&file, judged, &broken)).collect();
    // Half a look is none: what was not reached must not read as broken.
    if work.is_over() {
        return unreadable(Unreadable::TooMuch);
    }
    let verdict = signatures.iter().map(|one| one.verdict).max_by_key(|verdict| verdict.rank());
    SignaturesReport { verdict, signatures, unreadable: None }
}

/// The file as it was when the signature in this field was made. None when that cannot be said.
pub fn signed_revision<'a>(pdf: &'a [u8], field: &str) -> Option<&'a [u8]> {
    let file = PdfFile::read(pdf).ok()?;
    let field = signature_fields(&file).ok()?.into_iter().find(|found| found.name == field)?;
    signed(&file, &field).map(|signed| &pdf[..signed.end])
}

fn judge(
    file: &PdfFile<'_>,
    field: SignatureField,
    on: &Grounds<'_>,
) -> (SignatureField, Option<Signed>, Judged) {
    let Some(signed) = signed(file, &field) else { return (field, None, Judged::nothing(Why::Format)) };
    let parts = signed.parts(file.bytes);
    if file.work.spend(parts.iter().map(|part| part.len()).sum()).is_err() {
        return (field, None, Judged::nothing(Why::Format));
    }
    let format = match signed.dict.get("SubFilter") {
        Some(Object::Name(name)) => &name[..],
        _ => b"",
    };
    let judged = match format {
        b"ETSI.RFC3161" => document_time_stamp(&signed.envelope, parts, on),
        b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached" => match Envelope::read(&signed.envelope) {
            Ok(envelope) => signature(&envelope, parts, format == b"ETSI.CAdES.detached", on),
            Err(_) => Judged::nothing(Why::Format),
        },
        // Formats that sign a SHA-1, and such as nobody here knows.
        _ => Judged { verdict: Verdict::Indeterminate(Why::Algorithm), ..Judged::nothing(Why::Format) },
    };
    (field, Some(signed), judged)
}

fn report(
    file: &PdfFile<'_>,
    (field, signed, judged): (SignatureField, Option<Signed>, Judged),
    broken: &[String],
) -> SignatureReport {
    let dict = signed.as_ref().map(|signed| &signed.dict);
    let is_stamp = dict.is_some_and(|dict| dict.is("SubFilter", "ETSI.RFC3161"));
    let permission = permission(file, &field);
    let kind = match (is_stamp, permission) {
        (true, _) => SignatureKind::DocumentTimeStamp,
        (false, Some(_)) => SignatureKind::Certification,
        (false, None) => SignatureKind::Approval,
    };
    let claimed = dict.and_then(|dict| dict.get("M")).and_then(Object::text);
    let covered = match &signed {
        Some(signed) if is_sound(&judged) => covered(file, signed, broken),
        _ => Covered::Nothing,
    };
    let verdict = match &covered {
        Covered::Revision { then, .. } if !then.iter().all(|one| may_follow(one, permission)) => {
            Verdict::Failed(Why::ChangedAfterwards)
        }
        _ => judged.verdict,
    };
    let level = judged.level.filter(|_| !matches!(verdict, Verdict::Failed(_)));
    SignatureReport {
        field: field.name,
        kind,
        state: state(verdict),
        verdict,
        signer: judged.signer,
        claimed_ms: claimed.and_then(date::of_pdf),
        stamped_ms: judged.stamped_ms,
        covered,
        level,
        revocation: judged.revocation,
    }
}

/// After a certification that allows nothing, only what checking needs may come.
fn may_follow(addition: &Addition, permission: Option<i64>) -> bool {
    let forbids_signatures = permission.is_some_and(|permission| permission < 2);
    addition.is_allowed() && !(forbids_signatures && matches!(addition, Addition::Signature(_)))
}

fn covered(file: &PdfFile<'_>, signed: &Signed, broken: &[String]) -> Covered {
    if file.bytes[signed.end..].iter().all(|byte| is_white(*byte)) {
        return Covered::WholeFile;
    }
    let bytes = signed.end;
    if !is_explained(file, signed.end) {
        return Covered::Revision { bytes, then: vec![Addition::Unexplained] };
    }
    let then = match file.earlier(signed.end) {
        Ok(before) => additions(&before, file),
        Err(_) => vec![Addition::Unexplained],
    };
    // A further signature that does not hold explains nothing of what came with it.
    let then = then.into_iter().map(|one| match one {
        Addition::Signature(name) if broken.contains(&name) => Addition::BrokenSignature(name),
        one => one,
    });
    Covered::Revision { bytes, then: then.collect() }
}

fn state(verdict: Verdict) -> SignatureState {
    match verdict {
        Verdict::Passed => SignatureState::Valid,
        Verdict::Failed(Why::Revoked) | Verdict::Indeterminate(Why::RevokedWithoutProof) => {
            SignatureState::Revoked
        }
        Verdict::Failed(Why::Expired | Why::NotYetValid) | Verdict::Indeterminate(Why::OutOfBounds) => {
            SignatureState::Expired
        }
        Verdict::Failed(_) => SignatureState::Changed,
        Verdict::Indeterminate(Why::NoChain) => SignatureState::UnknownIssuer,
        Verdict::Indeterminate(_) => SignatureState::Unconcluded,
    }
}
