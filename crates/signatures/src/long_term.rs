//! What a paper needs so that its signatures can be checked when the authorities are gone, put behind the
//! file (DSS): certificates are valid for three years, and papers are kept for longer.

use crate::certificate::{Certificate, distinct};
use crate::check::TrustAnchors;
use crate::check_data::check_data;
use crate::cms::read::Envelope;
use crate::pdf::fields::signature_fields;
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Data, Dict, Object};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::write::Update;
use crate::problem::SignatureProblem;
use crate::revocation::{Evidence, Known, known};
use crate::sign::{mark, opened};

/// What authorities said, as it was fetched.
#[derive(Clone, Debug, Default)]
pub struct LongTermData {
    /// Certificates that are not in the signatures.
    pub certificates: Vec<Certificate>,
    /// Revocation lists, DER.
    pub lists: Vec<Vec<u8>>,
    /// OCSP answers, DER.
    pub answers: Vec<Vec<u8>>,
}

/// The file with all of it. Each list must be by one of the certificates at hand, each answer about one of them.
pub fn add_long_term_data(pdf: &[u8], data: &LongTermData) -> Result<Vec<u8>, SignatureProblem> {
    let file = opened(pdf)?;
    let known = all_certificates(&file, &data.certificates).map_err(|_| SignatureProblem::PdfBroken)?;
    for list in &data.lists {
        let list = Evidence::list(list).ok_or(SignatureProblem::RevocationListUnfit)?;
        if !known.iter().any(|issuer| list.is_by(issuer)) {
            return Err(SignatureProblem::RevocationListUnfit);
        }
    }
    for answer in &data.answers {
        let answer = Evidence::answer(answer).ok_or(SignatureProblem::OcspUnfit)?;
        let issuers = || known.iter();
        if !known.iter().any(|one| issuers().any(|issuer| answer.is_about(one, issuer))) {
            return Err(SignatureProblem::OcspUnfit);
        }
    }
    let certificates: Vec<Vec<u8>> = known.iter().map(|one| one.der().to_vec()).collect();
    written(&file, &certificates, data).map_err(|_| SignatureProblem::PdfBroken)
}

/// The certificates of the file's signatures for which no word of a revocation is in the file, each with the
/// one that issued it: what has to be fetched. `at_ms` is the moment for which the words must count.
pub fn missing_long_term_data(
    pdf: &[u8],
    at_ms: i64,
) -> Result<Vec<(Certificate, Certificate)>, SignatureProblem> {
    let file = opened(pdf)?;
    let broken = |_: Broken| SignatureProblem::PdfBroken;
    let all = all_certificates(&file, &[]).map_err(broken)?;
    let data = check_data(&file).map_err(broken)?;
    let mut missing = Vec::new();
    for one in &all {
        let issuer = all.iter().find(|issuer| {
            *issuer != one && one.issuer() == issuer.subject() && one.is_signed_by(issuer.key())
        });
        if let Some(issuer) = issuer
            && known(&data.evidence, one, issuer, at_ms) == Known::Nothing
        {
            missing.push((one.clone(), issuer.clone()));
        }
    }
    Ok(missing)
}

/// What is put behind one file at most: a list of a large authority has megabytes.
const LONG_TERM_MAX: usize = 200_000;

/// The file with what is trusted and known here of the certificates of its signatures and time stamps, so that it
/// can be checked for longer than they are valid. None where it has all of that, where of some certificate nothing is
/// known for this moment, and where it would be more than 200 kB.
pub fn made_to_last(
    pdf: &[u8],
    trust: &TrustAnchors,
    at_ms: i64,
) -> Result<Option<Vec<u8>>, SignatureProblem> {
    let file = opened(pdf)?;
    let broken = |_: Broken| SignatureProblem::PdfBroken;
    let known_there = check_data(&file).map_err(broken)?.evidence;
    let all = all_certificates(&file, trust.anchors()).map_err(broken)?;
    let own = all_certificates(&file, &[]).map_err(broken)?;
    let mut data = LongTermData::default();
    for one in own.iter().filter(|one| !trust.anchors().contains(one)) {
        let is_above = |above: &&Certificate| {
            *above != one && one.issuer() == above.subject() && one.is_signed_by(above.key())
        };
        let Some(issuer) = all.iter().find(is_above) else { return Ok(None) };
        if !own.contains(issuer) && !data.certificates.contains(issuer) {
            data.certificates.push(issuer.clone());
        }
        if known(&known_there, one, issuer, at_ms) != Known::Nothing {
            continue;
        }
        let piece = match trust.word_about(one, issuer, at_ms) {
            Some(Evidence::List(list)) => (&mut data.lists, &list.der),
            Some(Evidence::Answer(answer)) => (&mut data.answers, &answer.der),
            None => return Ok(None),
        };
        if !piece.0.contains(piece.1) {
            piece.0.push(piece.1.clone());
        }
    }
    let size: usize = data.lists.iter().chain(&data.answers).map(Vec::len).sum();
    match size {
        0 => Ok(None),
        _ if size > LONG_TERM_MAX => Ok(None),
        _ => add_long_term_data(pdf, &data).map(Some),
    }
}

/// Those that were given, those of the signatures and of their time stamps, and those that the file has beside them.
fn all_certificates(file: &PdfFile<'_>, given: &[Certificate]) -> Read<Vec<Certificate>> {
    let mut all = given.to_vec();
    for field in signature_fields(file)?.iter().filter_map(|field| field.value) {
        let value = file.get(field)?;
        let contents = value.dict().and_then(|value| value.get("Contents")).and_then(Object::text);
        let Some(Ok(envelope)) = contents.map(Envelope::read) else { continue };
        if let Some(Ok(stamp)) = envelope.time_stamp.map(Envelope::read) {
            all.extend(stamp.certificates);
        }
        all.extend(envelope.certificates);
    }
    all.extend(check_data(file)?.certificates);
    Ok(distinct(all))
}

fn written(file: &PdfFile<'_>, certificates: &[Vec<u8>], data: &LongTermData) -> Read<Vec<u8>> {
    let mut update = Update::of(file);
    let (root_id, root) = file.root()?;
    let mut dss = file.dict_at(&root, "DSS")?.unwrap_or_default().with("Type", Object::name("DSS"));
    for (key, pieces) in [("Certs", certificates), ("CRLs", &data.lists), ("OCSPs", &data.answers)] {
        let mut list = file.array_at(&dss, key)?;
        let there = plain(file, &list)?;
        for piece in pieces.iter().filter(|piece| !there.contains(piece)) {
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(piece, 6);
            let dict = Dict::default()
                .with("Filter", Object::name("FlateDecode"))
                .with("Length", Object::Integer(packed.len() as i64));
            list.push(Object::Ref(update.add(Object::Stream(dict, Data::New(packed)))));
        }
        if !list.is_empty() {
            dss.set(key, Object::Array(list));
        }
    }
    match root.get("DSS").and_then(Object::id) {
        Some(id) => update.set(id, Object::Dict(dss)),
        None => {
            let id = update.add(Object::Dict(dss));
            update.set(root_id, Object::Dict(root.with("DSS", Object::Ref(id))));
        }
    }
    let said = [certificates, &data.lists, &data.answers].concat().concat();
    Ok(update.write(mark(&[file.bytes, &said]))?.bytes)
}

/// What the file carries already.
fn plain(file: &PdfFile<'_>, list: &[Object]) -> Read<Vec<Vec<u8>>> {
    let mut pieces = Vec::new();
    for piece in list {
        if let Object::Stream(dict, data) = &*file.resolve(piece)? {
            pieces.extend(crate::pdf::inflate::unpack(dict, file.data(data)));
        }
    }
    Ok(pieces)
}
