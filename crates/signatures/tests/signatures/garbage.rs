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

/// A paper with these objects behind its font and these entries in its catalog; signed, and then given a catalog
/// in which one of them is another.
fn signed_and_changed(catalog: &str, objects: &[String], then: &str, now: &str) -> (World, Vec<u8>) {
    let (world, content) = (World::new(), "BT /F1 30 Tf 60 700 Td (x) Tj ET");
    let mut all = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_string(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .into(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into(),
    ];
    all.extend_from_slice(objects);
    let (mut bytes, mut places) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (at, object) in all.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let (start, size) = (bytes.len(), all.len() + 1);
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    bytes.extend(format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    let stamper = PretendStamper::of(&world.root).unwrap();
    let mut signed = stamped(&bytes, &world.leader(), &stamper, NOW_MS);
    let text: String = signed.iter().map(|byte| char::from(*byte)).collect();
    let at = text.rfind("\n1 0 obj").expect("a new catalog") + 9;
    let catalog = text[at..at + text[at..].find("endobj").unwrap()].replace(then, now);
    assert!(catalog.contains(now), "{catalog}");
    let word = |word: &str| text[text.rfind(word).unwrap() + word.len()..].trim_start();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let (previous, size) = (digits(word("startxref")), digits(word("/Size")));
    let start = signed.len();
    let object = format!("1 0 obj\n{catalog}\nendobj\n");
    let table = start + object.len();
    let tail = format!(
        "xref\n1 1\n{start:010} 00000 n \ntrailer\n<</Size {size}/Root 1 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
    );
    signed.extend(object.chars().map(|letter| letter as u8));
    signed.extend(tail.bytes());
    (world, signed)
}

/// Found by a second reader: 9 kB ended the program, because rings were followed into each other.
#[test]
fn objects_that_name_each_other_in_a_ring_are_compared_to_an_end() {
    let rings = ["[[6 0 R]]".to_string(), "[[7 0 R]]".to_string()];
    let (world, evil) = signed_and_changed("/Xa 6 0 R/Xb 7 0 R/X 6 0 R", &rings, "/X 6 0 R", "/X [7 0 R]");
    let report = check(&evil, &world.trust(), NOW_MS);
    assert_eq!(report.signatures.len(), 1);
    assert_ne!(report.verdict, Some(Verdict::Passed));
}

/// Found by a second reader: each branch of a tree hung 300 times into the one above it.
#[test]
fn a_tree_whose_branches_are_all_the_same_is_looked_at_once() {
    let kids = |next: usize| format!("<</Kids[{}]>>", format!("{next} 0 R ").repeat(300));
    let mut objects =
        vec!["1".to_string(), "2".into(), "<</Type/StructTreeRoot/K[]/ParentTree 9 0 R>>".into()];
    objects.extend((10..18).map(kids));
    objects.push("<</Nums[]>>".into());
    let catalog = "/X 6 0 R/StructTreeRoot 8 0 R";
    let (world, evil) = signed_and_changed(catalog, &objects, "/X 6 0 R", "/X 7 0 R");
    let report = check(&evil, &world.trust(), NOW_MS);
    assert_eq!(report.signatures.len(), 1);
    assert!(matches!(report.verdict, Some(Verdict::Failed(_))), "{:?}", report.verdict);
}
