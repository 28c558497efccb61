//! Whatever comes in, there is an answer: a refusal, a report, never a panic.

use crate::world::{NOW_MS, PAPERS, World, input, long_term_data, signer, stamped, words};
use motcua_property::{any, collection, holds};
use motcua_signatures::pretend::{PretendStamper, StamperMood};
use motcua_signatures::{
    Appearance, Certificate, FileKey, PreparedSignature, SignatureMark, TimeStampQuery, TrustAnchors,
    Unreadable, Verdict, add_long_term_data, check, missing_long_term_data, prepare, reserve,
    signed_revision,
};

fn lasting(world: &World, key: &FileKey, paper: &str) -> Vec<u8> {
    let stamper = PretendStamper::of(&world.root).unwrap();
    let pdf = stamped(&input(paper), key, &stamper, NOW_MS);
    add_long_term_data(&pdf, &long_term_data(world, &pdf, NOW_MS)).unwrap()
}

fn ask_everything(bytes: &[u8], trust: &TrustAnchors, key: &FileKey) {
    let _ = check(bytes, trust, NOW_MS);
    let _ = signed_revision(bytes, "LoiKy");
    let _ = prepare(bytes, &signer(key), &words(), NOW_MS);
    let _ = reserve(bytes, &[]);
    let _ = missing_long_term_data(bytes, NOW_MS);
}

#[test]
fn cut_or_changed_anywhere_a_file_still_gets_an_answer() {
    let world = World::new();
    let (key, trust) = (world.leader(), world.trust());
    for paper in PAPERS {
        let pdf = lasting(&world, &key, paper);
        let last = pdf.len() - 1;
        holds(150, (0..last, collection::vec((0..last, any::<u8>()), 0..4)), |(cut, changes)| {
            let mut bytes = pdf.clone();
            for (at, byte) in &changes {
                bytes[*at] = *byte;
            }
            ask_everything(&bytes, &trust, &key);
            ask_everything(&bytes[..cut], &trust, &key);
        });
    }
}

/// Most bytes of a file are packed pictures and fonts; what a reader stumbles over are words and numbers.
#[test]
fn words_and_numbers_in_the_wrong_place_still_get_an_answer() {
    const WORDS: [&str; 16] = [
        "obj",
        "endobj",
        "stream",
        "xref",
        "trailer",
        "<<",
        ">>",
        "[",
        "]",
        "99999999999999999999",
        "-1",
        "1 0 R",
        "/Prev 0",
        "/Length 99999999",
        "(",
        "<",
    ];
    let world = World::new();
    let (key, trust) = (world.leader(), world.trust());
    for paper in PAPERS {
        let pdf = lasting(&world, &key, paper);
        holds(150, (0..pdf.len(), 0..WORDS.len(), any::<bool>()), |(at, word, inserts)| {
            let word = WORDS[word].as_bytes();
            let after = if inserts { at } else { (at + word.len()).min(pdf.len()) };
            ask_everything(&[&pdf[..at], word, &pdf[after..]].concat(), &trust, &key);
        });
    }
}

#[test]
fn noise_is_no_certificate_no_stamp_no_mark_and_no_prepared_paper() {
    let world = World::new();
    let key = world.leader();
    let query = TimeStampQuery::of_signature(b"value", 7);
    let stamper = PretendStamper::of(&world.root).unwrap();
    let reply = stamper.reply(&query.to_bytes(), NOW_MS, StamperMood::Right).unwrap();
    let mut mark = words();
    holds(300, (collection::vec(any::<u8>(), 0..300), 0..reply.len(), 1..=255_u8), |(noise, at, flip)| {
        let mut changed = reply.clone();
        changed[at] ^= flip;
        let _ = query.answer(&changed);
        assert!(query.answer(&reply[..at]).is_err());
        assert!(query.answer(&noise).is_err());
        assert!(Certificate::from_der(&noise).is_err());
        let mut certificate = key.certificate().der().to_vec();
        let place = at % certificate.len();
        certificate[place] ^= flip;
        let _ = Certificate::from_der(&certificate);
        assert!(PreparedSignature::from_bytes(&noise).is_err());
        assert!(world.trust().with_list(&noise).is_err() && world.trust().with_answer(&noise).is_err());
    });
    if let Appearance::Mark(SignatureMark { drawn, .. }) = &mut mark {
        *drawn = b"%PDF-1.7".to_vec();
    }
    assert!(prepare(&input(PAPERS[0]), &signer(&key), &mark, NOW_MS).is_err());
}

/// Each is small, and would become large or endless for a reader without limits.
#[test]
fn small_files_do_not_fill_the_memory() {
    let world = World::new();
    let xref = |body: &str| {
        let start = 9 + body.len();
        format!(
            "%PDF-1.7\n{body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 9/Root 1 0 R/Prev {start}>>\nstartxref\n{start}\n%%EOF\n"
        )
    };
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 80 << 20], 6);
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 8000000/W[1 1 1]/Filter/FlateDecode/Root 1 0 R/Length {}>>\nstream\n",
        packed.len()
    );
    let tail = b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n";
    for bytes in [
        xref("").into_bytes(),
        [head.as_bytes(), &packed, tail].concat(),
        xref(&"[".repeat(1 << 20)).into_bytes(),
        b"%PDF-1.7\nxref\n0 8000000\nstartxref\n9\n%%EOF\n".to_vec(),
        Vec::new(),
    ] {
        let report = check(&bytes, &world.trust(), NOW_MS);
        assert_eq!((report.verdict, report.unreadable), (None::<Verdict>, Some(Unreadable::Broken)));
    }
}

/// Lists that unpack to a great deal, one behind the other: each alone would pass.
#[test]
fn a_file_that_asks_for_too_much_work_is_left_and_says_so() {
    let world = World::new();
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 60 << 20], 6);
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut before = String::new();
    let mut start = 0;
    for _ in 0..20 {
        start = bytes.len();
        let length = packed.len();
        let dict = format!(
            "<</Type/XRef/Size 9/Index[0 0]/W[1 1 1]/Filter/FlateDecode/Root 1 0 R{before}/Length {length}>>"
        );
        bytes.extend(format!("1 0 obj\n{dict}\nstream\n").bytes());
        bytes.extend(&packed);
        bytes.extend(b"\nendstream\nendobj\n");
        before = format!("/Prev {start}");
    }
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    assert!(bytes.len() < 2 << 20);
    assert_eq!(check(&bytes, &world.trust(), NOW_MS).unreadable, Some(Unreadable::TooMuch));
}
