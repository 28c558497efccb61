//! Word and Excel.

use crate::make::office::*;
use crate::{Hostile, Want};
use Want::{No, Yes};

const PLAIN: Want = Yes(None, &[]);
const BROKEN: Want = No("document.office-broken");
const MACRO: Want = No("document.office-macro");
const OUTSIDE: Want = No("document.office-outside");
const EMBEDDED: Want = No("document.office-embedded");
const BOMB: Want = No("document.office-bomb");
const OTHER: Want = No("document.not-what-it-says");

pub fn files() -> Vec<Hostile> {
    let rels = "word/_rels/document.xml.rels";
    let related = |kind: &str, target: &str, mode: &str| docx_with(&[(rels, &relation(kind, target, mode))]);
    let body = |text: &str| docx_with(&[("word/document.xml", text)]);
    let macro_main = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let macro_types = types("/word/document.xml", macro_main);
    let mut behind = docx();
    behind.extend(b"MZ and more");
    vec![
        ("an honest Word file", "a.docx", docx(), PLAIN),
        ("an honest workbook", "a.xlsx", xlsx(), PLAIN),
        ("a workbook called a Word file", "a.docx", xlsx(), OTHER),
        ("a ZIP called a Word file", "a.docx", zip(&[("a.exe", b"MZ")]), OTHER),
        ("a ZIP", "a.zip", zip(&[("a.exe", b"MZ")]), No("document.archive")),
        ("a Word file with a macro", "a.docx", docx_with(&[("word/vbaProject.bin", "x")]), MACRO),
        (
            "a Word file that says it has macros",
            "a.docx",
            docx_with(&[("[Content_Types].xml", &macro_types)]),
            MACRO,
        ),
        ("a Word file of the kind for macros", "a.docm", docx(), MACRO),
        (
            "a template from elsewhere",
            "a.docx",
            related("attachedTemplate", "http://x/evil.dotm", "External"),
            OUTSIDE,
        ),
        ("a picture from elsewhere", "a.docx", related("image", "http://x/seen.png", "External"), OUTSIDE),
        ("a link into a share", "a.docx", related("hyperlink", "file://server/share", "External"), OUTSIDE),
        (
            "a link that a person clicks in Word",
            "a.docx",
            related("hyperlink", "https://hue.gov.vn", "External"),
            PLAIN,
        ),
        (
            "an object of another programme",
            "a.docx",
            related("oleObject", "embeddings/o.bin", "Internal"),
            EMBEDDED,
        ),
        ("a file in a Word file", "a.docx", docx_with(&[("word/embeddings/a.bin", "x")]), EMBEDDED),
        ("a control in a Word file", "a.docx", docx_with(&[("word/activeX/a.xml", "<x/>")]), MACRO),
        (
            "a field that starts a programme",
            "a.docx",
            body("<w:p><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:p>"),
            OUTSIDE,
        ),
        ("a workbook that asks a server", "a.xlsx", with_part(xlsx(), "xl/externalLinks/a.xml"), OUTSIDE),
        (
            "a Word file that reads another file",
            "a.docx",
            body("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"),
            BROKEN,
        ),
        (
            "a Word file of a billion laughs",
            "a.docx",
            body("<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"),
            BROKEN,
        ),
        ("a Word file in another alphabet", "a.docx", body("\u{feff}<x>\0</x>"), BROKEN),
        (
            "a Word file that unpacks to 200 MB",
            "a.docx",
            docx_with(&[("word/media/a.bmp", &"0".repeat(200 * 1024 * 1024))]),
            No("document.office-bomb"),
        ),
        ("a Word file of 4,000 parts", "a.docx", many(), No("document.office-bomb")),
        // Each of these cost minutes or hours of looking when it was a few kilobytes.
        ("a relation of 50,000 attributes", "a.docx", docx_with(&[(rels, &attributes(50_000))]), BOMB),
        (
            "a type of 50,000 attributes",
            "a.docx",
            docx_with(&[("[Content_Types].xml", &attributes(50_000))]),
            BOMB,
        ),
        ("a relation of 60 attributes", "a.docx", docx_with(&[(rels, &attributes(60))]), PLAIN),
        (
            "a relation with the same attribute twice",
            "a.docx",
            docx_with(&[(rels, "<Relationship Target=\"a\" Target=\"b\"/>")]),
            BROKEN,
        ),
        ("100,001 relations", "a.docx", docx_with(&[(rels, &"<Relationship/>".repeat(100_001))]), BOMB),
        (
            "100,001 relations in two parts",
            "a.docx",
            docx_with(&[
                (rels, &"<Relationship/>".repeat(60_000)),
                ("word/_rels/footer.xml.rels", &"<Relationship/>".repeat(40_001)),
            ]),
            BOMB,
        ),
        ("relations 33 deep", "a.docx", docx_with(&[(rels, &"<a>".repeat(33))]), BOMB),
        ("a part that climbs out", "a.docx", docx_with(&[("../../evil.xml", "<x/>")]), BROKEN),
        ("half a Word file", "a.docx", docx()[..300].to_vec(), BROKEN),
        ("something behind a Word file", "a.docx", behind, BROKEN),
        (
            "a Word file of 1997",
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            No("document.office-old"),
        ),
        (
            "a Word file with a password",
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            No("document.office-old"),
        ),
    ]
}

fn attributes(count: usize) -> String {
    let each: String = (0..count).map(|at| format!(" a{at}=\"x\"")).collect();
    format!("<Relationship{each}/>")
}

fn many() -> Vec<u8> {
    let names: Vec<String> = (0..4_000).map(|at| format!("word/{at}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "<x/>")).collect();
    docx_with(&parts)
}

fn with_part(_: Vec<u8>, part: &'static str) -> Vec<u8> {
    let kinds = types("/xl/workbook.xml", EXCEL_MAIN);
    zip(&[("[Content_Types].xml", kinds.as_bytes()), ("xl/workbook.xml", b"<workbook/>"), (part, b"<x/>")])
}
