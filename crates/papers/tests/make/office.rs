//! Word and Excel files, part by part.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const WORD_MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub const EXCEL_MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/// A ZIP of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub fn types(part: &str, kind: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"{part}\" ContentType=\"{kind}\"/></Types>"
    )
}

pub fn relation(kind: &str, target: &str, mode: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
         Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
         Target=\"{target}\" TargetMode=\"{mode}\"/></Relationships>"
    )
}

const BODY: &str =
    "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Tờ khai</w:t></w:r></w:p></w:body></w:document>";

/// A Word file with these parts beside its own, or instead of them.
pub fn docx_with(more: &[(&str, &str)]) -> Vec<u8> {
    let kinds = types("/word/document.xml", WORD_MAIN);
    let main = relation("officeDocument", "word/document.xml", "Internal");
    let usual =
        [("[Content_Types].xml", kinds.as_str()), ("_rels/.rels", &main), ("word/document.xml", BODY)];
    let kept = usual.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let parts: Vec<(&str, &[u8])> = kept.chain(more).map(|(name, text)| (*name, text.as_bytes())).collect();
    zip(&parts)
}

pub fn docx() -> Vec<u8> {
    docx_with(&[])
}

pub fn xlsx() -> Vec<u8> {
    let kinds = types("/xl/workbook.xml", EXCEL_MAIN);
    zip(&[("[Content_Types].xml", kinds.as_bytes()), ("xl/workbook.xml", b"<workbook/>")])
}
