//! Known ways to show one paper under the signature of another: none may pass.

use crate::world::{
    NOW_MS, PAPERS, VALID_MS, World, finished, input, long_term_data, pictures, pkcs8, prepared, room_of,
    signed, stamped, words,
};
use motcua_signatures::pretend::{PretendStamper, PretendSubject};
use motcua_signatures::{
    Addition, Appearance, Covered, FileKey, SignatureState, Verdict, Why, add_long_term_data, check, complete,
};

/// The paper with a table: its root, its pages, what the first page draws, a font.
const ROOT: u32 = 38;
const PAGES: u32 = 1;
const PAGE: u32 = 24;
const FONT: u32 = 18;
const TITLE: u32 = 36;

fn find(pdf: &[u8], word: &str) -> usize {
    let word = word.as_bytes();
    pdf.windows(word.len()).rposition(|here| here == word).unwrap_or_else(|| panic!("{word:?} is not there"))
}

/// What an object of a plain paper says, without `obj` and `endobj`.
fn body(pdf: &[u8], number: u32) -> String {
    let start = find(pdf, &format!("\n{number} 0 obj\n")) + format!("\n{number} 0 obj\n").len();
    let end = start + pdf[start..].windows(7).position(|here| here == b"\nendobj").unwrap();
    String::from_utf8_lossy(&pdf[start..end]).into_owned()
}

fn start_of_xref(pdf: &[u8]) -> usize {
    let at = find(pdf, "startxref") + 10;
    let digits: String =
        pdf[at..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// An update as the standard builds it, that makes objects say something else.
fn updated(pdf: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    updated_with(pdf, objects, ROOT, start_of_xref(pdf), "")
}

fn updated_with(pdf: &[u8], objects: &[(u32, String)], root: u32, before: usize, more: &str) -> Vec<u8> {
    let mut out = pdf.to_vec();
    let mut table = String::new();
    for (number, body) in objects {
        if body.is_empty() {
            table += &format!("{number} 1\n0000000000 00001 f \n");
            continue;
        }
        table += &format!("{number} 1\n{:010} 00000 n \n", out.len());
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let start = out.len();
    let trailer = format!("<</Size 500/Root {root} 0 R/Info {TITLE} 0 R/Prev {before}{more}>>");
    out.extend(format!("xref\n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

fn stream(text: &str) -> String {
    format!("<</Length {}>>\nstream\n{text}\nendstream", text.len())
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old} is not in {text}");
    text.replace(old, new)
}

/// Bytes in place of others of the same length.
fn overwritten(pdf: &[u8], old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let at = find(pdf, old);
    [&pdf[..at], new.as_bytes(), &pdf[at + old.len()..]].concat()
}

fn ranges(pdf: &[u8]) -> String {
    let at = find(pdf, "/ByteRange ");
    let end = at + 1 + pdf[at + 1..].iter().position(|byte| *byte == b'/').unwrap();
    String::from_utf8_lossy(&pdf[at..end]).into_owned()
}

/// The same words, padded to the same length.
fn padded(text: &str, like: &str) -> String {
    format!("{text:<width$}", width = like.len())
}

/// What was added behind a paper that was signed.
fn updates(pdf: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let page = body(pdf, PAGE);
    let root = body(pdf, ROOT);
    let with_note = replaced(&page, "/Annots [", "/Annots [400 0 R ");
    let widget =
        format!("<</Type/Annot/Subtype/FreeText/Rect[50 50 500 800]/F 4/AP<</N 401 0 R>>/P {PAGE} 0 R>>");
    let drawn = stream("0 0 400 400 re f");
    let form = replaced(&drawn, "<<", "<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<<>>");
    let fields = find(pdf, "/Fields [") + 9;
    let fields: String =
        pdf[fields..].iter().map(|byte| char::from(*byte)).take_while(|letter| *letter != ']').collect();
    let form_at = find(pdf, "/AcroForm ") + 10;
    let form_number: String =
        pdf[form_at..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
    let form_number: u32 = form_number.parse().unwrap();
    let with_field = |more: &str| {
        let field = format!(
            "<</Type/Annot/Subtype/Widget/Rect[50 50 500 800]/F 4/T(moi)/P {PAGE} 0 R/AP<</N 401 0 R>>{more}>>"
        );
        updated(
            pdf,
            &[
                (form_number, format!("<</Fields [{fields} 400 0 R]/SigFlags 3>>")),
                (400, field),
                (401, form.clone()),
                (PAGE, with_note.clone()),
            ],
        )
    };
    let contents: String = {
        let at = page.find("/Contents ").unwrap() + 10;
        page[at..].chars().take_while(char::is_ascii_digit).collect()
    };
    let before = start_of_xref(pdf);
    let first_before = start_of_xref(&input(PAPERS[0]));
    vec![
        ("another content in its place", updated(pdf, &[(contents.parse().unwrap(), drawn.clone())])),
        (
            "the page draws something else",
            updated(
                pdf,
                &[
                    (PAGE, replaced(&page, &format!("/Contents {contents} 0 R"), "/Contents 400 0 R")),
                    (400, drawn.clone()),
                ],
            ),
        ),
        ("a page is gone", updated(pdf, &[(PAGES, replaced(&body(pdf, PAGES), " 25 0 R", ""))])),
        ("the page is another size", updated(pdf, &[(PAGE, replaced(&page, "841.8898", "641.8898"))])),
        ("another root", updated_with(pdf, &[(400, replaced(&root, "/Lang", "/Long"))], 400, before, "")),
        (
            "the root acts when it is opened",
            updated(pdf, &[(ROOT, replaced(&root, "<<", "<</OpenAction[24 0 R/Fit]"))]),
        ),
        (
            "a layer that can be switched off",
            updated(pdf, &[(ROOT, replaced(&root, "<<", "<</OCProperties<</D<<>>/OCGs[]>>"))]),
        ),
        ("another font", updated(pdf, &[(FONT, replaced(&body(pdf, FONT), "19 0 R", "22 0 R"))])),
        ("what covered something is gone", updated(pdf, &[(contents.parse().unwrap(), String::new())])),
        (
            "a note over the page",
            updated(pdf, &[(PAGE, with_note.clone()), (400, widget), (401, form.clone())]),
        ),
        ("a field for a signature that shows something and is empty", with_field("/FT/Sig")),
        ("a field with a text", with_field("/FT/Tx/V(200.000)")),
        (
            "a field with a signature that is none",
            with_field("/FT/Sig/V<</Type/Sig/Contents<00>/ByteRange[0 1 2 3]>>"),
        ),
        (
            "another title",
            updated(pdf, &[(TITLE, replaced(&body(pdf, TITLE), "/Title", "/Subject(x)/Title"))]),
        ),
        (
            "objects without a list of them",
            [pdf, format!("{contents} 0 obj\n{drawn}\nendobj\n").as_bytes()].concat(),
        ),
        (
            "objects without a list, and an end",
            [pdf, format!("{contents} 0 obj\n{drawn}\nendobj\nstartxref\n{before}\n%%EOF\n").as_bytes()]
                .concat(),
        ),
        (
            "objects that the list does not name",
            updated(
                &[pdf, format!("{contents} 0 obj\n{drawn}\nendobj\n").as_bytes()].concat(),
                &[(450, "null".to_string())],
            ),
        ),
        (
            "objects in a comment",
            [pdf, format!("%{contents} 0 obj {drawn} endobj\n%%EOF\n").replace('\n', " ").as_bytes(), b"\n"]
                .concat(),
        ),
        (
            "a history that leaves the signature out",
            updated_with(pdf, &[(450, "null".to_string())], ROOT, first_before, ""),
        ),
        (
            "another text is read out",
            updated(pdf, &[(10, replaced(&body(pdf, 10), "/S/P", "/S/P/ActualText(200)"))]),
        ),
        ("two half lists", {
            let hidden = [pdf, format!("{contents} 0 obj\n{drawn}\nendobj\n").as_bytes()].concat();
            let rows = [&[1][..], &(pdf.len() as u32).to_be_bytes(), &[0, 0]].concat();
            let head = format!(
                "460 0 obj\n<</Type/XRef/W[1 4 2]/Size 500/Index[{contents} 1]/Length {}>>\nstream\n",
                rows.len()
            );
            let beside = hidden.len();
            let hidden = [&hidden[..], head.as_bytes(), &rows, b"\nendstream\nendobj\n"].concat();
            updated_with(&hidden, &[(450, "null".to_string())], ROOT, before, &format!("/XRefStm {beside}"))
        }),
    ]
}

#[test]
fn nothing_that_shows_something_else_may_follow_a_signature() {
    let world = World::new();
    let key = world.leader();
    for appearance in [Appearance::Invisible, words()] {
        let pdf = signed(&input(PAPERS[0]), &key, &appearance);
        let mut cases = updates(&pdf);
        assert!(cases.len() > 20);
        // The same once more with a signature of somebody who is trusted over all of it.
        let covered: Vec<_> = cases
            .iter()
            .filter(|(_, changed)| check(changed, &world.trust(), NOW_MS).unreadable.is_none())
            .filter(|(name, _)| !name.contains("without a list") && !name.contains("comment"))
            // Whoever signs this signs a paper that nobody signed before.
            .filter(|(name, _)| !name.contains("leaves the signature out"))
            .map(|(name, changed)| (*name, signed(changed, &key, &Appearance::Invisible)))
            .collect();
        assert!(covered.len() > 10, "{}", covered.len());
        cases.extend(covered);
        for (name, changed) in cases {
            let report = check(&changed, &world.trust(), NOW_MS);
            assert_ne!(report.verdict, Some(Verdict::Passed), "{name}: {report:?}");
            if report.unreadable.is_none() && !report.signatures.is_empty() {
                let first = &report.signatures[0];
                assert_eq!(first.verdict, Verdict::Failed(Why::ChangedAfterwards), "{name}: {report:?}");
                assert_eq!(first.state, SignatureState::Changed);
                let Covered::Revision { bytes, then } = &first.covered else { panic!("{name}: {first:?}") };
                assert_eq!((*bytes, then.is_empty()), (pdf.len(), false), "{name}");
            }
        }
    }
}

#[test]
fn a_signature_counts_only_for_all_the_bytes_but_its_own() {
    let world = World::new();
    let key = world.leader();
    let pdf = signed(&input(PAPERS[0]), &key, &Appearance::Invisible);
    let room = room_of(&pdf);
    let ranges = ranges(&pdf);
    let numbers: Vec<usize> = ranges
        .trim_start_matches("/ByteRange [")
        .trim_end()
        .trim_end_matches(']')
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [_, start, end, rest] = numbers[..] else { panic!("{ranges}") };
    assert_eq!((start, end), (room.start, room.end));
    let with = |text: String| overwritten(&pdf, &ranges, &padded(&text, &ranges));
    // The end of the file moved away from the signature, with something of one's own between.
    let inserted = b"24 0 obj\n<</Type/Page>>\nendobj\n";
    let wrapped = |pdf: &[u8]| [&pdf[..end], inserted, &pdf[end..]].concat();
    let moved = end + inserted.len();
    let cases = [
        ("no ranges", overwritten(&pdf, "/ByteRange", "/ByteRonge")),
        ("empty ranges", with("/ByteRange []".to_string())),
        ("ranges of nothing", with("/ByteRange [0 0 0 0]".to_string())),
        ("two numbers", with(format!("/ByteRange [0 {}]", pdf.len()))),
        ("a negative number", with(format!("/ByteRange [0 {start} {end} -1]"))),
        ("more than there is", with(format!("/ByteRange [0 {start} {end} {}]", rest + 9))),
        ("less than there is", with(format!("/ByteRange [0 {start} {end} {}]", rest - 9))),
        ("an overflow", with(format!("/ByteRange [0 {start} {end} 99999999999]"))),
        ("not from the beginning", with(format!("/ByteRange [9 {} {end} {rest}]", start - 9))),
        ("not up to the value", with(format!("/ByteRange [0 {} {end} {rest}]", start - 9))),
        ("the other way round", with(format!("/ByteRange [0 {end} {start} {rest}]"))),
        ("wrapped", wrapped(&with(format!("/ByteRange [0 {start} {moved} {rest}]")))),
        ("wrapped, and not said", wrapped(&pdf)),
        ("no value", overwritten(&pdf, "/Contents <", "/Cantents <")),
        ("an empty value", [&pdf[..start + 1], b">", &pdf[start + 1..]].concat()),
        ("a value of zeros", {
            let zeros = vec![b'0'; room.len() - 2];
            [&pdf[..start + 1], &zeros, &pdf[end - 1..]].concat()
        }),
        ("something behind the value", {
            let mut changed = pdf.clone();
            changed[end - 2] = b'1';
            changed
        }),
        ("the value ends early", {
            let mut changed = pdf.clone();
            changed[end - 20] = b'>';
            changed
        }),
        ("another format", overwritten(&pdf, "/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 ")),
        ("a value of another paper", {
            let other = signed(&input(PAPERS[1]), &key, &Appearance::Invisible);
            let value = &other[room_of(&other)];
            assert_eq!(value.len(), room.len());
            [&pdf[..start], value, &pdf[end..]].concat()
        }),
    ];
    for (name, changed) in cases {
        let report = check(&changed, &world.trust(), NOW_MS);
        assert_ne!(report.verdict, Some(Verdict::Passed), "{name}: {report:?}");
        for one in &report.signatures {
            assert_ne!(one.state, SignatureState::Valid, "{name}");
            assert_eq!(one.covered, Covered::Nothing, "{name}: {one:?}");
        }
    }
}

#[test]
fn a_field_that_points_to_a_copy_of_the_signature_has_none() {
    let world = World::new();
    let pdf = signed(&input(PAPERS[0]), &world.leader(), &Appearance::Invisible);
    let value_at = find(&pdf, "/Type /Sig/");
    let start = pdf[..value_at].iter().rposition(|byte| *byte == b'j').unwrap() + 2;
    let end = start + pdf[start..].windows(7).position(|here| here == b"\nendobj").unwrap();
    let copy = String::from_utf8_lossy(&pdf[start..end]).into_owned();
    let field_at = find(&pdf, "/FT /Sig");
    let number_at = pdf[..field_at].windows(7).rposition(|here| here == b"endobj\n").unwrap() + 7;
    let number: String =
        pdf[number_at..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
    let number: u32 = number.parse().unwrap();
    let field = body(&pdf, number);
    let value: String =
        field[field.find("/V ").unwrap() + 3..].chars().take_while(|letter| *letter != 'R').collect();
    let changed = updated(
        &pdf,
        &[(number, replaced(&field, &format!("/V {value}R"), "/V 400 0 R")), (400, copy.clone())],
    );
    let overridden = updated(&pdf, &[(value.split(' ').next().unwrap().parse().unwrap(), copy)]);
    for changed in [changed, overridden] {
        let report = check(&changed, &world.trust(), NOW_MS);
        assert_eq!(report.verdict, Some(Verdict::Failed(Why::Format)), "{report:?}");
    }
}

/// The same key, name and number in another certificate: only what stands under the signature tells.
#[test]
fn another_certificate_of_the_same_key_is_not_the_one_that_signed() {
    let world = World::new();
    let pkcs8 = pkcs8("p256.pem");
    let of = |from_ms: i64| {
        let subject = PretendSubject::signer("Nguyễn Văn An", "", (from_ms, VALID_MS.1));
        world.authority.signer_with_key(&subject, &pkcs8).unwrap()
    };
    let key = of(VALID_MS.0);
    let pdf = signed(&input(PAPERS[0]), &key, &Appearance::Invisible);
    let digits = |key: &FileKey| -> String {
        key.certificate().der().iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let other =
        (1..200).map(|n| of(VALID_MS.0 + n * 1_000)).find(|other| digits(other).len() == digits(&key).len());
    let other = other.unwrap();
    assert_eq!(other.certificate().serial(), key.certificate().serial());
    let report = check(&overwritten(&pdf, &digits(&key), &digits(&other)), &world.trust(), NOW_MS);
    assert_eq!(report.verdict, Some(Verdict::Indeterminate(Why::NoSigningCertificate)), "{report:?}");
}

#[test]
fn a_further_signature_that_does_not_hold_speaks_against_the_file() {
    let world = World::new();
    let key = world.leader();
    let once = signed(&input(PAPERS[0]), &key, &pictures());
    let twice = signed(&once, &key, &words());
    let mut changed = twice.clone();
    let at = once.len() + find(&twice[once.len()..], "/M ") + 6;
    changed[at] ^= 1;
    let report = check(&changed, &world.trust(), NOW_MS);
    let verdicts: Vec<Verdict> = report.signatures.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [Verdict::Failed(Why::ChangedAfterwards), Verdict::Failed(Why::Hash)]);
    let broken = Addition::BrokenSignature("LoiKy".to_string());
    assert!(
        matches!(&report.signatures[0].covered, Covered::Revision { then, .. } if then.contains(&broken))
    );
}

/// Two hundred papers with what may follow a signature: none is suspected.
#[test]
fn good_papers_raise_no_alarm() {
    let world = World::new();
    let (leader, clerk) = (world.leader(), world.rsa("Văn thư", "rsa-2048.pem"));
    let stamper = PretendStamper::of(&world.root).unwrap();
    let mut good = 0;
    for paper in PAPERS {
        for lines in 0..25 {
            // Files end in many ways, and some have lines behind their end.
            let end = ["", "\n", "\r\n", "\n\n% giấy\n", "\r"][lines % 5];
            let begin = [&input(paper)[..], end.as_bytes(), &vec![b' '; lines][..]].concat();
            let hybrid = paper == PAPERS[0] && lines % 2 == 1;
            let begin = if hybrid { as_office_writes(&begin) } else { begin };
            let once = signed(&begin, &leader, &pictures());
            let twice = signed(&once, &clerk, &words());
            let stamped = stamped(&begin, &leader, &stamper, NOW_MS);
            let lasting = add_long_term_data(&stamped, &long_term_data(&world, &stamped, NOW_MS)).unwrap();
            for pdf in [once, twice, stamped, signed(&lasting, &clerk, &pictures())] {
                let report = check(&pdf, &world.trust(), NOW_MS);
                assert_eq!(report.verdict, Some(Verdict::Passed), "{paper} {lines}: {report:?}");
                good += 1;
            }
        }
    }
    assert_eq!(good, 200);
}

/// A file with a table and a stream beside it, in which an object stands that the table calls free.
fn as_office_writes(pdf: &[u8]) -> Vec<u8> {
    let before = start_of_xref(pdf);
    let pdf = [pdf, b"\n"].concat();
    let rows = [&[1][..], &(pdf.len() as u32).to_be_bytes(), &[0, 0]].concat();
    let object = b"90 0 obj\n<</Type/Whatever>>\nendobj\n";
    let head =
        format!("91 0 obj\n<</Type/XRef/W[1 4 2]/Size 92/Index[90 1]/Length {}>>\nstream\n", rows.len());
    let beside = pdf.len() + object.len();
    let hidden = [&pdf[..], object, head.as_bytes(), &rows, b"\nendstream\nendobj\n"].concat();
    updated_with(&hidden, &[(90, String::new())], ROOT, before, &format!("/XRefStm {beside}"))
}

#[test]
fn a_value_that_was_kept_too_long_is_no_bigger_than_its_room() {
    let world = World::new();
    let key = world.leader();
    let prepared = prepared(&input(PAPERS[0]), &key, &Appearance::Invisible);
    let value = key.sign(prepared.to_sign()).unwrap();
    let many: Vec<_> = (0..60).map(|_| world.leader().certificate().clone()).collect();
    let refused = complete(&prepared, &value, &many, None);
    assert_eq!(refused, Err(motcua_signatures::SignatureProblem::TooLarge));
    assert!(finished(&prepared, &key, key.chain()).is_ok());
}
