//! What a workbook would cost to read, asked before it is read. The reader believes what a workbook
//! says of itself: it makes room for as many texts as are announced, copies a format for each
//! style that names it and a path for each sheet, and reads a part as often as sheets name it.

use super::limits::{CELLS_MAX, SHEETS_MAX, too_large};
use crate::office::{Budget, Element, elements};
use motcua_core::Refusal;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most styles of cells; each has a copy of its font, fill and format.
const STYLES_MAX: usize = 20_000;
/// The longest attribute of the parts that say what belongs to what, in bytes. Excel allows 255
/// characters of a format.
const ATTRIBUTE_BYTES_MAX: usize = 1_500;
/// Where the reader looks, in small letters: it does not tell capitals apart.
const BOOK: &str = "xl/workbook.xml";

fn broken() -> Refusal {
    Refusal::of("staff.file-kind")
}

/// Refuses a workbook that would cost more than the largest honest list (`staff.file-large`), and
/// one whose parts are not where they belong (`staff.file-kind`). It unpacks to something bounded:
/// that was judged before.
pub(super) fn must_be_light(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let (mut parts, mut sheets, mut targets) = (BTreeSet::new(), Vec::new(), BTreeMap::new());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|_| broken())?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| broken())?.to_ascii_lowercase();
        let mut content = Vec::new();
        match name.as_str() {
            "_rels/.rels"
            | BOOK
            | "xl/_rels/workbook.xml.rels"
            | "xl/styles.xml"
            | "xl/sharedstrings.xml" => {
                entry.read_to_end(&mut content).map_err(|_| broken())?;
            }
            _ => {}
        }
        match name.as_str() {
            "_rels/.rels" => must_lead_to_the_book(&content)?,
            BOOK => sheets.extend(sheets_of(&content)?),
            "xl/_rels/workbook.xml.rels" => each(&content, |element| {
                if element.name == b"Relationship" {
                    targets.insert(element.get(b"Id").to_string(), element.get(b"Target").to_string());
                }
                Ok(())
            })?,
            "xl/styles.xml" => styles(&content)?,
            "xl/sharedstrings.xml" => shared_texts(&content)?,
            _ => {}
        }
        // Two parts that differ in capitals only: one would be weighed and the other read.
        if !parts.insert(name) {
            return Err(broken());
        }
    }
    // No part is read twice, under two names or under one.
    let (mut names, mut read) = (BTreeSet::new(), BTreeSet::new());
    for (name, id) in sheets {
        let target = targets.get(&id).ok_or_else(broken)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_string);
        let path = path.to_ascii_lowercase();
        if !parts.contains(&path) || !names.insert(name) || !read.insert(path) {
            return Err(broken());
        }
    }
    Ok(())
}

/// Each element of a part whose attributes are as short as those of honest workbooks.
fn each(content: &[u8], mut see: impl FnMut(&Element<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut said = Ok(());
    elements(content, &mut Budget::default(), |element| {
        if said.is_ok() {
            let is_long = element.attributes.iter().any(|(_, value)| value.len() > ATTRIBUTE_BYTES_MAX);
            said = if is_long { Err(too_large()) } else { see(element) };
        }
    })?;
    said
}

/// The book that is read is the one that was judged.
fn must_lead_to_the_book(content: &[u8]) -> Result<(), Refusal> {
    each(content, |element| {
        let target = element.get(b"Target");
        let is_book = element.get(b"Type").ends_with("/officeDocument");
        match is_book && target.strip_prefix('/').unwrap_or(target) != BOOK {
            true => Err(broken()),
            false => Ok(()),
        }
    })
}

/// The sheets by their name in small letters, with what leads to their part.
fn sheets_of(content: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let mut sheets = Vec::new();
    each(content, |element| {
        if element.name != b"sheet" {
            return Ok(());
        }
        if sheets.len() == SHEETS_MAX {
            return Err(too_large());
        }
        // Of two the reader takes the last.
        let id = element.attributes.iter().rev().find(|(name, _)| name == b"id" || name.ends_with(b":id"));
        let id = id.map(|(_, id)| id.clone()).unwrap_or_default();
        sheets.push((element.get(b"name").to_lowercase(), id));
        Ok(())
    })?;
    Ok(sheets)
}

fn styles(content: &[u8]) -> Result<(), Refusal> {
    let mut left = STYLES_MAX;
    each(content, |element| {
        if element.name == b"xf" {
            left = left.checked_sub(1).ok_or_else(too_large)?;
        }
        Ok(())
    })
}

/// Texts that cells share: no more than there may be cells, and no more announced.
fn shared_texts(content: &[u8]) -> Result<(), Refusal> {
    let (mut reader, mut left) = (Reader::from_reader(content), CELLS_MAX);
    loop {
        let element = match reader.read_event().map_err(|_| broken())? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return Ok(()),
            _ => continue,
        };
        match element.local_name().as_ref() {
            b"si" => left = left.checked_sub(1).ok_or_else(too_large)?,
            b"sst" => {
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|_| broken())?;
                    if attribute.key.as_ref() != b"uniqueCount" {
                        continue;
                    }
                    let said = std::str::from_utf8(&attribute.value).map_err(|_| broken())?;
                    let said: u64 = said.trim().parse().map_err(|_| too_large())?;
                    if said > u64::from(CELLS_MAX) {
                        return Err(too_large());
                    }
                }
            }
            _ => {}
        }
    }
}
