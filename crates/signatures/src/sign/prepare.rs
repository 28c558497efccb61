//! The first step: the paper as it will be, with room for the signature, and what is to be signed.

use super::appearance::{Appearance, SignatureMark, import};
use super::field::{NewField, drawn, free_name, mark, opened, page};
use crate::asn1::oid;
use crate::asn1::read::{SEQUENCE, SET, only};
use crate::certificate::Certificate;
use crate::cms::make::{signature_algorithm, signed_attributes};
use crate::date;
use crate::digest::{Hash, sha256};
use crate::holds::{Holds, holds};
use crate::pdf::fields::{SignatureField, permission, signature_fields};
use crate::pdf::object::{Dict, Id, Object, text_of};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::write::{Update, Written};
use crate::problem::SignatureProblem;

/// Who signs, and what the signature says beside that.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The certificate of the key that will sign.
    pub certificate: Certificate,
    /// Those above it. They are needed again at the end; here they say how much room they will take.
    pub chain: Vec<Certificate>,
    /// As whom the paper names the signer; the certificate's own name when it is empty.
    pub name: String,
    /// Why it is signed; may be empty.
    pub reason: String,
    /// Where; may be empty.
    pub place: String,
    /// Of a paper's first signature: afterwards only further signatures are allowed.
    pub certifies: bool,
}

/// A paper that waits for its signature value. Kept as bytes, it can wait for days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedSignature {
    pub(crate) pdf: Vec<u8>,
    /// Where `<00…00>` stands.
    pub(crate) room: (usize, usize),
    pub(crate) certificate: Certificate,
    pub(crate) attributes: Vec<u8>,
}

const MAGIC: &[u8] = b"motcua-prepared-signature 1\n";

/// What signature, attributes and a time stamp take at most, beside certificates.
const ROOM_BYTES: usize = 3_072 + 12_288;

impl PreparedSignature {
    /// What the key signs, hashing it itself: the signed attributes.
    pub fn to_sign(&self) -> &[u8] {
        &self.attributes
    }

    /// Its SHA-256, for keys that are handed a digest.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&self.attributes)
    }

    /// The certificate whose key must sign.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Whether this value is the certificate's signature of this paper.
    pub fn accepts(&self, value: &[u8]) -> bool {
        let Ok(kind) = self.certificate.key_kind() else { return false };
        let algorithm = signature_algorithm(kind);
        only(&algorithm, SEQUENCE).is_ok_and(|algorithm| {
            holds(self.certificate.key(), algorithm, Hash::Sha256, &self.attributes, value) == Holds::Yes
        })
    }

    /// To be kept until the signature comes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.room.0 as u64).to_be_bytes());
        out.extend((self.room.1 as u64).to_be_bytes());
        for part in [self.certificate.der(), &self.attributes, &self.pdf] {
            out.extend((part.len() as u64).to_be_bytes());
            out.extend(part);
        }
        out
    }

    /// What was kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<PreparedSignature, SignatureProblem> {
        kept(bytes).ok_or(SignatureProblem::PreparedUnreadable)
    }
}

fn kept(bytes: &[u8]) -> Option<PreparedSignature> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let number = |rest: &mut &[u8]| -> Option<usize> {
        let (digits, after) = rest.split_first_chunk::<8>()?;
        *rest = after;
        usize::try_from(u64::from_be_bytes(*digits)).ok()
    };
    let room = (number(&mut rest)?, number(&mut rest)?);
    let mut parts = Vec::new();
    for _ in 0..3 {
        let length = number(&mut rest)?;
        let (part, after) = rest.split_at_checked(length)?;
        parts.push(part);
        rest = after;
    }
    let [certificate, attributes, pdf] = parts[..] else { return None };
    let here = pdf.get(room.0..room.1)?;
    let is_room = here.starts_with(b"<") && here.ends_with(b">") && here.len() > 2;
    let is_whole = rest.is_empty() && is_room && attributes.first() == Some(&SET);
    let certificate = Certificate::from_der(certificate).ok()?;
    is_whole.then(|| PreparedSignature {
        pdf: pdf.to_vec(),
        room,
        certificate,
        attributes: attributes.to_vec(),
    })
}

/// Makes the paper as it will be, as an update behind the file: earlier signatures stay valid. `at_ms` is
/// the time that the signature claims.
pub fn prepare(
    pdf: &[u8],
    signer: &Signer,
    appearance: &Appearance,
    at_ms: i64,
) -> Result<PreparedSignature, SignatureProblem> {
    signer.certificate.key_kind()?;
    if !signer.certificate.may_sign() {
        return Err(SignatureProblem::CertificateNotForSigning);
    }
    let file = opened(pdf)?;
    let broken = |_| SignatureProblem::PdfBroken;
    let fields = signature_fields(&file).map_err(broken)?;
    let is_locked =
        fields.iter().any(|field| permission(&file, field).is_some_and(|permission| permission < 2));
    if is_locked {
        return Err(SignatureProblem::PdfLocked);
    }
    let certificates = signer.chain.iter().chain([&signer.certificate]);
    let room = ROOM_BYTES + certificates.map(|certificate| certificate.der().len()).sum::<usize>();
    let is_first = !fields.iter().any(|field| field.is_filled);
    let certifies = is_first && signer.certifies;

    let mut update = Update::of(&file);
    let value = update.add(Object::Dict(value(signer, at_ms, room, certifies)));
    place(&mut update, &fields, appearance, value)?;
    if certifies {
        certify(&mut update, value).map_err(broken)?;
    }
    let mark = mark(&[pdf, signer.certificate.der(), &at_ms.to_be_bytes()]);
    let written = update.write(mark).map_err(broken)?;
    let (pdf, room) = fill_ranges(written, value).map_err(broken)?;
    let digest = Hash::Sha256.of(&[&pdf[..room.0], &pdf[room.1..]]);
    let attributes = signed_attributes(oid::DATA, &digest, &signer.certificate);
    Ok(PreparedSignature { pdf, room, certificate: signer.certificate.clone(), attributes })
}

/// Into the field that waits for it, or into a new one.
fn place(
    update: &mut Update<'_>,
    fields: &[SignatureField],
    appearance: &Appearance,
    value: Id,
) -> Result<(), SignatureProblem> {
    let broken = |_| SignatureProblem::PdfBroken;
    let Appearance::Mark(SignatureMark { drawn: page_drawn, place }) = appearance else {
        let page = page(update.file, 1)?;
        let name = free_name("", fields)?;
        let new = NewField { name: &name, page, rect: [0.0; 4], spoken: "Chữ ký số", is_tagged: false };
        return new.add(update, None, Some(value)).map(|_| ()).map_err(broken);
    };
    let form = import(update, page_drawn)?;
    let waiting = fields.iter().find(|field| field.name == place.field && !field.is_filled);
    if let Some(field) = waiting.filter(|field| field.dict.is("Subtype", "Widget")) {
        let filled = field.dict.clone().with("AP", drawn(form)).with("V", Object::Ref(value));
        update.set(field.id, Object::Dict(filled));
        return Ok(());
    }
    let page = page(update.file, place.page)?;
    let name = free_name(&place.field, fields)?;
    // What somebody has signed keeps its structure: programs that check take any change of it for a forgery.
    let is_tagged = !fields.iter().any(|field| field.is_filled);
    let new = NewField { name: &name, page, rect: place.rect, spoken: &place.spoken, is_tagged };
    new.add(update, Some(form), Some(value)).map(|_| ()).map_err(broken)
}

/// Says in the root which signature limits what may follow.
fn certify(update: &mut Update<'_>, value: Id) -> Read<()> {
    let (id, root) = update.file.root()?;
    let permissions = update.file.dict_at(&root, "Perms")?.unwrap_or_default();
    let Object::Dict(root) = update.get(id)? else { return Err(Broken) };
    let permissions = permissions.with("DocMDP", Object::Ref(value));
    update.set(id, Object::Dict(root.with("Perms", Object::Dict(permissions))));
    Ok(())
}

const RANGES: &[u8] = b"[0 0000000000 0000000000 0000000000]";

fn value(signer: &Signer, at_ms: i64, room: usize, certifies: bool) -> Dict {
    let name = if signer.name.is_empty() { signer.certificate.common_name() } else { &signer.name };
    let empty = [b"<".to_vec(), vec![b'0'; room * 2], b">".to_vec()].concat();
    let mut value = Dict::default()
        .with("Type", Object::name("Sig"))
        .with("Filter", Object::name("Adobe.PPKLite"))
        .with("SubFilter", Object::name("ETSI.CAdES.detached"))
        .with("ByteRange", Object::Raw(RANGES.to_vec()))
        .with("Contents", Object::Raw(empty))
        .with("M", text_of(&date::pdf(at_ms)))
        .with("Name", text_of(name));
    for (key, text) in [("Reason", &signer.reason), ("Location", &signer.place)] {
        if !text.is_empty() {
            value.set(key, text_of(text));
        }
    }
    if certifies {
        let parms = Dict::default()
            .with("Type", Object::name("TransformParams"))
            .with("P", Object::Integer(2))
            .with("V", Object::name("1.2"));
        let reference = Dict::default()
            .with("Type", Object::name("SigRef"))
            .with("TransformMethod", Object::name("DocMDP"))
            .with("TransformParams", Object::Dict(parms));
        value.set("Reference", Object::Array(vec![Object::Dict(reference)]));
    }
    value
}

/// Writes into the signature of which bytes it is: all but its own value.
fn fill_ranges(written: Written, value: Id) -> Read<(Vec<u8>, (usize, usize))> {
    let mut pdf = written.bytes;
    let from = *written.places.get(&value.number).ok_or(Broken)?;
    let find = |pdf: &[u8], word: &[u8]| {
        pdf[from..].windows(word.len()).position(|here| here == word).map(|at| from + at).ok_or(Broken)
    };
    let ranges = find(&pdf, RANGES)?;
    let before = b"/Contents ";
    let start = find(&pdf, b"/Contents <0")? + before.len();
    let end = start + pdf[start..].iter().position(|byte| *byte == b'>').ok_or(Broken)? + 1;
    let text = format!("[0 {start} {end} {}]", pdf.len() - end);
    let padded = format!("{text:<width$}", width = RANGES.len());
    pdf[ranges..ranges + RANGES.len()].copy_from_slice(padded.as_bytes());
    Ok((pdf, (start, end)))
}
