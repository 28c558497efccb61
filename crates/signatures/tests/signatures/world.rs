use motcua_signatures::pretend::{PretendAuthority, PretendStamper, PretendSubject, StamperMood};
use motcua_signatures::{
    Appearance, Certificate, FileKey, LongTermData, PreparedSignature, SignatureMark, SignaturePlace,
    SignatureProblem, Signer, TimeStampQuery, TrustAnchors, complete, missing_long_term_data, prepare,
};
use std::path::PathBuf;

/// 23 November 2026, 14:59:03 in Việt Nam.
pub const NOW_MS: i64 = 1_795_420_743_000;
pub const DAY_MS: i64 = 86_400_000;
pub const VALID_MS: (i64, i64) = (NOW_MS - 100 * DAY_MS, NOW_MS + 1_000 * DAY_MS);

/// A root, an authority below it, and people whom it certified.
pub struct World {
    pub root: PretendAuthority,
    pub authority: PretendAuthority,
}

impl World {
    pub fn new() -> World {
        let root = PretendAuthority::root("Gốc giả lập", VALID_MS).unwrap();
        let authority = root.below("Cơ quan chứng thực giả lập", VALID_MS).unwrap();
        World { root, authority }
    }

    pub fn trust(&self) -> TrustAnchors {
        TrustAnchors::new(vec![self.root.certificate().clone()])
    }

    pub fn leader(&self) -> FileKey {
        self.authority
            .signer(&PretendSubject::signer("Nguyễn Văn An", "UBND phường Phú Xuân", VALID_MS))
            .unwrap()
    }

    pub fn rsa(&self, name: &str, file: &str) -> FileKey {
        let subject = PretendSubject::signer(name, "UBND phường Phú Xuân", VALID_MS);
        self.authority.signer_with_key(&subject, &pkcs8(file)).unwrap()
    }
}

pub fn input(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(name)).unwrap()
}

/// The body of a PEM file of the inputs.
pub fn pkcs8(name: &str) -> Vec<u8> {
    use base64::Engine;
    let pem = String::from_utf8(input(name)).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    base64::prelude::BASE64_STANDARD.decode(body).unwrap()
}

/// Papers as Typst writes them, with each kind of cross-reference.
pub const PAPERS: [&str; 2] = ["paper-table.pdf", "paper-streams.pdf"];

pub fn signer(key: &FileKey) -> Signer {
    Signer {
        certificate: key.certificate().clone(),
        chain: key.chain().to_vec(),
        name: String::new(),
        reason: "Ký ban hành".to_string(),
        place: "Huế".to_string(),
        certifies: false,
    }
}

/// The leader's signature with the agency's seal, on page 2.
pub fn pictures() -> Appearance {
    Appearance::Mark(SignatureMark { drawn: input("mark-pictures.pdf"), place: place("ChuKyLanhDao", 2) })
}

/// Words that say who signed, on page 1.
pub fn words() -> Appearance {
    Appearance::Mark(SignatureMark { drawn: input("mark-text.pdf"), place: place("LoiKy", 1) })
}

pub fn place(field: &str, page: usize) -> SignaturePlace {
    let (field, spoken) = (field.to_string(), "Chữ ký của Nguyễn Văn An".to_string());
    SignaturePlace { field, page, rect: [330.0, 300.0, 500.0, 362.0], spoken }
}

pub fn prepared(pdf: &[u8], key: &FileKey, appearance: &Appearance) -> PreparedSignature {
    prepare(pdf, &signer(key), appearance, NOW_MS).unwrap()
}

pub fn signed(pdf: &[u8], key: &FileKey, appearance: &Appearance) -> Vec<u8> {
    finished(&prepared(pdf, key, appearance), key, key.chain()).unwrap()
}

pub fn finished(
    prepared: &PreparedSignature,
    key: &FileKey,
    chain: &[Certificate],
) -> Result<Vec<u8>, SignatureProblem> {
    complete(prepared, &key.sign(prepared.to_sign())?, chain, None)
}

/// Where the value of the last signature stands, with its brackets.
pub fn room_of(pdf: &[u8]) -> std::ops::Range<usize> {
    let word = b"/Contents <";
    let start = pdf.windows(word.len()).rposition(|here| here == word).unwrap() + word.len() - 1;
    start..start + pdf[start..].iter().position(|byte| *byte == b'>').unwrap() + 1
}

/// A signature with a time stamp.
pub fn stamped(pdf: &[u8], key: &FileKey, stamper: &PretendStamper, at_ms: i64) -> Vec<u8> {
    let prepared = prepared(pdf, key, &words());
    let value = key.sign(prepared.to_sign()).unwrap();
    let query = TimeStampQuery::of_signature(&value, 7);
    let reply = stamper.reply(&query.to_bytes(), at_ms, StamperMood::Right).unwrap();
    complete(&prepared, &value, key.chain(), Some(&query.answer(&reply).unwrap())).unwrap()
}

/// All that is needed to check a paper of this world later, fetched at a moment.
pub fn long_term_data(world: &World, pdf: &[u8], at_ms: i64) -> LongTermData {
    let next_ms = at_ms + 7 * DAY_MS;
    let mut data = LongTermData::default();
    for (one, issuer) in missing_long_term_data(pdf, at_ms).unwrap() {
        if &issuer == world.root.certificate() {
            data.lists.push(world.root.revocation_list(&[], at_ms, next_ms).unwrap());
        } else {
            data.answers.push(world.authority.ocsp(&one, None, at_ms, next_ms).unwrap());
        }
    }
    data
}
