//! Word and Excel files (OOXML): a ZIP that is what it says, unpacks to something
//! bounded, and holds no programme, no other file and nothing that is fetched from
//! elsewhere when it is opened.

use motcua_core::Refusal;
use motcua_core::document::Media;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most entries.
const ENTRIES_MAX: usize = 3_000;
/// The most bytes that all of them unpack to.
const UNPACKED_MAX: u64 = 150 * 1024 * 1024;
/// The most elements in all parts that say what belongs to what: a book of a thousand
/// links and pictures has a few thousand.
const ELEMENTS_MAX: usize = 100_000;
/// The most attributes of one of them; they have four.
const ATTRIBUTES_MAX: usize = 64;
/// How deep they may lie in each other; they lie one deep.
const DEPTH_MAX: usize = 32;

fn broken() -> Refusal {
    Refusal::of("document.office-broken")
}

/// Judges a Word or Excel file. Refused when it cannot be read
/// (`document.office-broken`), unpacks to too much (`document.office-bomb`), or
/// carries macros (`document.office-macro`), other files
/// (`document.office-embedded`) or links that are fetched on opening
/// (`document.office-outside`).
pub(crate) fn judge(bytes: &[u8], media: Media) -> Result<(), Refusal> {
    judge_within(bytes, media, UNPACKED_MAX)
}

/// The same of a file that may unpack to so many bytes and no more.
pub(crate) fn judge_within(bytes: &[u8], media: Media, unpacked_max: u64) -> Result<(), Refusal> {
    must_be_nothing_else(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    // The same name twice: one reader sees the first, another the last.
    if archive.len() != entries_said(bytes).ok_or_else(broken)? || archive.offset() != 0 {
        return Err(broken());
    }
    if archive.len() > ENTRIES_MAX {
        return Err(Refusal::of("document.office-bomb"));
    }
    let mut left = unpacked_max;
    let mut budget = Budget::default();
    let mut has_main = false;
    let mut has_types = false;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| broken())?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| broken())?.to_string();
        must_be_a_part(&name)?;
        if entry.encrypted() || entry.is_symlink() {
            return Err(broken());
        }
        let mut content = Vec::new();
        // One byte more than is allowed tells that there is more.
        entry.take(left + 1).read_to_end(&mut content).map_err(|_| broken())?;
        left = left.checked_sub(content.len() as u64).ok_or_else(|| Refusal::of("document.office-bomb"))?;
        let lower = name.to_ascii_lowercase();
        let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| lower.ends_with(end));
        if is_xml {
            must_be_plain_xml(&content)?;
        }
        if lower.ends_with(".rels") {
            relations(&content, &mut budget)?;
        }
        if lower == "[content_types].xml" {
            content_types(&content, media, &mut budget)?;
            has_types = true;
        }
        has_main |= name == main_part(media);
    }
    if has_types && has_main { Ok(()) } else { Err(Refusal::of("document.not-what-it-says")) }
}

fn main_part(media: Media) -> &'static str {
    match media {
        Media::Xlsx => "xl/workbook.xml",
        _ => "word/document.xml",
    }
}

/// Not also a PDF, and nothing behind the end of the ZIP.
fn must_be_nothing_else(bytes: &[u8]) -> Result<(), Refusal> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Refusal::of("document.not-what-it-says"));
    }
    Ok(())
}

/// How many entries the end of the ZIP says there are; nothing when the file does
/// not end there.
fn entries_said(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().checked_sub(22)?;
    let end = bytes.get(from..)?;
    // Word and Excel write no comment, so the record is the last of the file.
    (end.starts_with(b"PK\x05\x06") && end[20..22] == [0, 0])
        .then(|| usize::from(u16::from_le_bytes([end[10], end[11]])))
}

fn must_be_a_part(name: &str) -> Result<(), Refusal> {
    let steps_out = name.split('/').any(|step| step == "..");
    if name.starts_with('/') || name.contains(['\\', '\0', ':']) || steps_out {
        return Err(broken());
    }
    let lower = name.to_ascii_lowercase();
    let has = |part: &str| lower.contains(part);
    if has("vbaproject") || has("vbadata") || has("activex") || has("macrosheets") {
        return Err(Refusal::of("document.office-macro"));
    }
    if has("embeddings/") || has("oleobject") || has("afchunk") {
        return Err(Refusal::of("document.office-embedded"));
    }
    if has("externallinks/") || lower == "xl/connections.xml" {
        return Err(Refusal::of("document.office-outside"));
    }
    Ok(())
}

/// UTF-8 without a document type: entities are where bombs and readers of other
/// files live. Also no field that starts a programme.
fn must_be_plain_xml(content: &[u8]) -> Result<(), Refusal> {
    let has = |what: &[u8]| content.windows(what.len()).any(|window| window == what);
    if content.starts_with(b"\xff\xfe") || content.starts_with(b"\xfe\xff") || content.contains(&0) {
        return Err(broken());
    }
    if has(b"<!DOCTYPE") || has(b"<!ENTITY") {
        return Err(broken());
    }
    if has(b"DDEAUTO") || has(b"<ddeLink") {
        return Err(Refusal::of("document.office-outside"));
    }
    Ok(())
}

/// How much is looked at in all the parts that are read element by element. A limit on
/// bytes is no limit on work: a part of a few kilobytes may unpack to millions of elements.
pub(crate) struct Budget {
    elements: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { elements: ELEMENTS_MAX }
    }
}

/// One element: its local name, and its attributes read once, by their whole name.
pub(crate) struct Element<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) attributes: Vec<(Vec<u8>, String)>,
}

impl Element<'_> {
    /// The value of an attribute; empty where it is not there.
    pub(crate) fn get(&self, name: &[u8]) -> &str {
        self.attributes.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }
}

/// Each element of a part. Refused when it is no XML, and when it has more elements or
/// attributes, or is deeper, than any file of these kinds (`document.office-bomb`).
pub(crate) fn elements(
    content: &[u8],
    budget: &mut Budget,
    mut see: impl FnMut(&Element<'_>),
) -> Result<(), Refusal> {
    let bomb = || Refusal::of("document.office-bomb");
    let mut reader = Reader::from_reader(content);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        depth += usize::from(matches!(event, Event::Start(_)));
        if depth > DEPTH_MAX {
            return Err(bomb());
        }
        match event {
            Event::Start(element) | Event::Empty(element) => {
                budget.elements = budget.elements.checked_sub(1).ok_or_else(bomb)?;
                let mut attributes = Vec::new();
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|_| broken())?;
                    if attributes.len() == ATTRIBUTES_MAX {
                        return Err(bomb());
                    }
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| broken())?;
                    attributes.push((attribute.key.as_ref().to_vec(), value.into_owned()));
                }
                see(&Element { name: element.local_name().as_ref(), attributes });
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Only a link that a person clicks may lead out of the file.
fn relations(content: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut found = None;
    elements(content, budget, |element| {
        if element.name != b"Relationship" {
            return;
        }
        let (kind, target) = (element.get(b"Type").to_ascii_lowercase(), element.get(b"Target"));
        let is_link = kind.ends_with("/hyperlink")
            && ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| target.starts_with(start));
        if element.get(b"TargetMode").eq_ignore_ascii_case("external") && !is_link {
            found = Some("document.office-outside");
        }
        if kind.ends_with("/vbaproject") || kind.contains("activex") {
            found = Some("document.office-macro");
        }
        if kind.ends_with("/oleobject") || kind.ends_with("/package") && !kind.contains("metadata") {
            found = Some("document.office-embedded");
        }
    })?;
    found.map_or(Ok(()), |code| Err(Refusal::of(code)))
}

/// The types must name the main part of the kind that the extension says.
fn content_types(content: &[u8], media: Media, budget: &mut Budget) -> Result<(), Refusal> {
    let main = format!("/{}", main_part(media));
    let wanted = match media {
        Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    };
    let (mut macros, mut is_wanted) = (false, false);
    elements(content, budget, |element| {
        let kind = element.get(b"ContentType");
        let lower = kind.to_ascii_lowercase();
        macros |= lower.contains("macroenabled") || lower.contains("vbaproject") || lower.contains("activex");
        is_wanted |= element.get(b"PartName") == main && kind == wanted;
    })?;
    if macros {
        return Err(Refusal::of("document.office-macro"));
    }
    if is_wanted { Ok(()) } else { Err(Refusal::of("document.not-what-it-says")) }
}
