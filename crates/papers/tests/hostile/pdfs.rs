//! PDFs.

use crate::make::pdf::*;
use crate::make::picture;
use crate::{Hostile, Want};
use Want::{No, Yes};
use motcua_core::document::Doubt;

const ACTIVE: Want = No("document.pdf-active");
const BROKEN: Want = No("document.pdf-broken");
const COMPLEX: Want = No("document.pdf-too-complex");
const LOCKED: Want = No("document.pdf-locked");
const ONE: Want = Yes(Some(1), &[]);

const SCRIPT: &str = "<< /S /JavaScript /JS (app.alert(1)) >>";

pub fn files() -> Vec<Hostile> {
    let mut all = active();
    all.extend(odd());
    all.into_iter().map(|(what, bytes, want)| (what, "giay.pdf", bytes, want)).collect()
}

fn active() -> Vec<(&'static str, Vec<u8>, Want)> {
    vec![
        ("a script on opening", with(1, &format!("/OpenAction {SCRIPT}"), &[]), ACTIVE),
        ("a script on opening, elsewhere in the file", with(1, "/OpenAction 5 0 R", &[SCRIPT]), ACTIVE),
        (
            "a script with its name in hexadecimal",
            with(1, "/OpenAction << /S /J#61vaScript /J#53 (x) >>", &[]),
            ACTIVE,
        ),
        (
            "a script with all of its name in hexadecimal",
            with(1, "/#4f#70enAction << /#53 /#4aavaScript /#4a#53 (x) >>", &[]),
            ACTIVE,
        ),
        (
            "a script among the names",
            with(1, "/Names << /JavaScript << /Names [(a) 5 0 R] >> >>", &[SCRIPT]),
            ACTIVE,
        ),
        ("a script packed in an object stream", packed(&with(1, "/OpenAction 5 0 R", &[SCRIPT])), ACTIVE),
        ("a script that nothing leads to", with(1, "", &[SCRIPT]), ACTIVE),
        ("a script when a page is turned to", with(3, &format!("/AA << /O {SCRIPT} >>"), &[]), ACTIVE),
        (
            "a link when a page is turned to",
            with(3, "/AA << /O << /S /URI /URI (http://x) >> >>", &[]),
            ACTIVE,
        ),
        ("a link that opens by itself", with(1, "/OpenAction << /S /URI /URI (http://x) >>", &[]), ACTIVE),
        (
            "an act behind a turn of the page",
            with(1, "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI >> >>", &[]),
            ACTIVE,
        ),
        (
            "a programme to start",
            with(3, "/Annots [<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>]", &[]),
            ACTIVE,
        ),
        (
            "a form that sends itself",
            with(3, "/Annots [<< /Subtype /Widget /A << /S /SubmitForm /F (http://x) >> >>]", &[]),
            ACTIVE,
        ),
        (
            "a form that fetches",
            with(3, "/Annots [<< /Subtype /Widget /A << /S /ImportData /F (x) >> >>]", &[]),
            ACTIVE,
        ),
        (
            "an XFA form",
            with(1, "/AcroForm << /XFA 5 0 R >>", &["<< /Length 5 >>\nstream\n<xdp>\nendstream"]),
            ACTIVE,
        ),
        (
            "a file in the file",
            with(
                1,
                "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>",
                &[
                    "<< /Type /Filespec /EF << /F 6 0 R >> >>",
                    "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
                ],
            ),
            ACTIVE,
        ),
        (
            "a file as a mark on the page",
            with(3, "/Annots [<< /Subtype /FileAttachment /FS << /F (a.exe) >> >>]", &[]),
            ACTIVE,
        ),
        ("a film", with(3, "/Annots [<< /Subtype /RichMedia >>]", &[]), ACTIVE),
        ("a script that only a repairing reader finds", hidden_from_the_index(), ACTIVE),
        (
            "a script that an update added",
            updated(
                &with(1, "", &[]),
                &format!("1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction {SCRIPT} >>\nendobj\n"),
            ),
            ACTIVE,
        ),
        (
            "a link that a person clicks",
            with(3, "/Annots [<< /Subtype /Link /A << /S /URI /URI (http://hue.gov.vn) >> >>]", &[]),
            ONE,
        ),
        ("an opening that turns to a page", with(1, "/OpenAction [3 0 R /Fit]", &[]), ONE),
        (
            "a font called AA",
            with(
                3,
                "/Resources << /Font << /AA << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
                &[],
            ),
            ONE,
        ),
        ("a form that only has fields", with(1, "/AcroForm << /Fields [] >>", &[]), ONE),
    ]
}

fn odd() -> Vec<(&'static str, Vec<u8>, Want)> {
    let page = picture::writing(1000, 1400);
    let soft = picture::blurred(&page, 4.0);
    let side = image::imageops::rotate90(&page);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) \
                  /U (12345678901234567890123456789012) /P -4 >> /ID [(a) (a)]";
    let text = |content: &str| format!("%PDF-1.7\n{content}").into_bytes();
    vec![
        ("an honest PDF", honest(), ONE),
        ("an honest PDF packed in object streams", packed(&pages(3, &[])), Yes(Some(3), &[])),
        ("a PDF whose last page is blank", pages(3, &[3]), Yes(Some(3), &[Doubt::Blank])),
        ("a scan", scan(&picture::jpeg(&page), 1000, 1400, 0), ONE),
        ("a blurred scan", scan(&picture::jpeg(&soft), 1000, 1400, 0), Yes(Some(1), &[Doubt::Blurred])),
        ("a scan on its side", scan(&picture::jpeg(&side), 1400, 1000, 0), Yes(Some(1), &[Doubt::Sideways])),
        ("a scan on its side that the page turns upright", scan(&picture::jpeg(&side), 1400, 1000, 270), ONE),
        ("only the beginning of a PDF", b"%PDF-1.7\n".to_vec(), BROKEN),
        ("only the two ends of a PDF", text("%%EOF\n"), BROKEN),
        ("half a PDF", honest()[..200].to_vec(), BROKEN),
        (
            "HTML called a PDF",
            b"<html><script>alert(1)</script></html>".to_vec(),
            No("document.not-what-it-says"),
        ),
        ("HTML with the head of a PDF", text("<script>alert(1)</script>\n%%EOF"), BROKEN),
        ("a PDF with a password", file_with_trailer(&objects(WORDS), locked), LOCKED),
        (
            "a PDF without pages",
            file(&[
                "<< /Type /Catalog /Pages 2 0 R >>".into(),
                "<< /Type /Pages /Kids [] /Count 0 >>".into(),
            ]),
            BROKEN,
        ),
        (
            "a tree of pages that bites its tail",
            file(&[
                "<< /Type /Catalog /Pages 2 0 R >>".into(),
                "<< /Type /Pages /Kids [2 0 R] /Count 1 >>".into(),
            ]),
            BROKEN,
        ),
        ("a page that stands twice", twice(), BROKEN),
        ("a page that is its own parent", with(3, "/Parent 3 0 R", &[]), ONE),
        ("a tree of pages 3,000 deep", chain(3_000), BROKEN),
        ("2,500 pages", pages(2_500, &[]), COMPLEX),
        ("brackets 5,000 deep", with(1, &format!("/Odd {deep}"), &[]), BROKEN),
        ("9 MB of brackets", with(1, &format!("/Odd [{}]", "[]".repeat(4_500_000)), &[]), COMPLEX),
        (
            "an object stream that unpacks to 300 MB",
            bomb("/Type /ObjStm /N 1 /First 5", b"5 0 [0 0 0 0 ", 300_000_000),
            COMPLEX,
        ),
        ("a page that unpacks to 300 MB", with_bomb_page(), ONE),
        ("an index for two billion objects", honest_with_index("0 2147483647"), ONE),
        ("an index that leads to itself", prev_loop(), ONE),
        ("a length that lies", lying_length(), ONE),
        ("no index at all", no_index(), ONE),
    ]
}

/// The catalog in the index is harmless; a second one stands later in the file,
/// where a reader that searches for itself finds it.
fn hidden_from_the_index() -> Vec<u8> {
    let honest = honest();
    let at = honest.windows(5).position(|word| word == b"xref\n").unwrap();
    let evil = format!("1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction {SCRIPT} >>\nendobj\n");
    let text = String::from_utf8_lossy(&honest[at..])
        .replace(&format!("startxref\n{at}"), &format!("startxref\n{}", at + evil.len()));
    [&honest[..at], evil.as_bytes(), text.as_bytes()].concat()
}

fn updated(file: &[u8], objects: &str) -> Vec<u8> {
    let before = file.windows(5).position(|word| word == b"xref\n").unwrap();
    let (start, index) = (file.len(), file.len() + objects.len());
    let tail = format!(
        "xref\n1 1\n{start:010} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev {before} >>\nstartxref\n{index}\n%%EOF\n"
    );
    [file, objects.as_bytes(), tail.as_bytes()].concat()
}

fn chain(depth: usize) -> Vec<u8> {
    let mut all = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_string()];
    all.extend((0..depth).map(|at| format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", at + 3)));
    all.push("<< /Type /Page /MediaBox [0 0 9 9] >>".into());
    file(&all)
}

fn with_bomb_page() -> Vec<u8> {
    let bomb = bomb("", b"BT (x) Tj ET ", 300_000_000);
    let text = "/Contents 4 0 R";
    let at = bomb.windows(text.len()).position(|word| word == text.as_bytes()).unwrap();
    let mut out = bomb.clone();
    out[at..at + text.len()].copy_from_slice(b"/Contents 5 0 R");
    out
}

fn honest_with_index(range: &str) -> Vec<u8> {
    let file = String::from_utf8_lossy(&honest()).replace("0 5\n0000000000", &format!("{range}\n0000000000"));
    file.into_bytes()
}

fn prev_loop() -> Vec<u8> {
    let honest = honest();
    let at = honest.windows(5).position(|word| word == b"xref\n").unwrap();
    file_with_trailer(&objects(WORDS), &format!("/Prev {at}"))
}

fn twice() -> Vec<u8> {
    let mut all = objects(WORDS);
    all[1] = "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>".into();
    file(&all)
}

fn lying_length() -> Vec<u8> {
    let mut all = objects(WORDS);
    all[3] = all[3].replace(&format!("/Length {}", WORDS.len()), "/Length 999999999");
    file(&all)
}

fn no_index() -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects(WORDS).iter().enumerate() {
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    file.extend(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file
}
