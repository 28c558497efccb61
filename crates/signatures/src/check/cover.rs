//! Of which bytes a signature is, and whether what follows them explains itself.

use crate::pdf::fields::{SignatureField, signature_fields};
use crate::pdf::file::{PdfFile, Placed};
use crate::pdf::object::{Dict, Id, Object};
use crate::pdf::parse::{Parser, is_white};
use crate::pdf::xref::{Entry, Section, data_after};
use std::collections::HashSet;

/// A signature as it stands in the file.
pub(crate) struct Signed {
    pub dict: Dict,
    /// What was signed: before and after the signature's own value.
    before: usize,
    after: usize,
    /// The end of the file when it was signed.
    pub end: usize,
    /// The envelope.
    pub envelope: Vec<u8>,
}

impl Signed {
    /// The bytes that were signed.
    pub fn parts<'a>(&self, bytes: &'a [u8]) -> [&'a [u8]; 2] {
        [&bytes[..self.before], &bytes[self.after..self.end]]
    }
}

/// The signature in a field. None when it is not built so that nothing can hide in it: all bytes but the
/// value itself are signed, the value is where the file's own list of objects says, and the signed part is
/// a file of its own that has this signature.
pub(crate) fn signed(file: &PdfFile<'_>, field: &SignatureField) -> Option<Signed> {
    let id = field.value?;
    let Some(Entry::At { offset, .. }) = file.place(id.number) else { return None };
    let Placed { object: Object::Dict(dict), contents, end: object_end } = file.placed(id, offset).ok()?
    else {
        return None;
    };
    let contents = contents.filter(|_| !dict.is_doubled)?;
    let envelope = dict.get("Contents")?.text()?.to_vec();
    let ranges: Vec<usize> = dict
        .get("ByteRange")?
        .array()?
        .iter()
        .map(|edge| edge.integer().and_then(|edge| usize::try_from(edge).ok()))
        .collect::<Option<_>>()?;
    let [0, before, after, rest] = ranges[..] else { return None };
    let end = after.checked_add(rest)?;
    let value = file.bytes.get(before..after)?;
    let is_value = value.len() > 2
        && value.starts_with(b"<")
        && value.ends_with(b">")
        && value[1..value.len() - 1].iter().all(u8::is_ascii_hexdigit);
    let fits = contents == (before, after) && is_value && offset < before && object_end <= end;
    if !fits || end > file.bytes.len() {
        return None;
    }
    let then = file.earlier(end).ok()?;
    let had = signature_fields(&then).ok()?.iter().any(|then| then.id == field.id && then.value == Some(id));
    let is_same = had && then.place(id.number) == file.place(id.number);
    is_same.then_some(Signed { dict, before, after, end, envelope })
}

/// Whether all bytes after `end` are updates as the standard builds them: objects that a section lists,
/// the sections, and nothing else that a reader who repairs files could take for an object.
pub(crate) fn is_explained(file: &PdfFile<'_>, end: usize) -> bool {
    let Ok(then) = file.earlier(end) else { return false };
    if file.work.spend(file.bytes.len() - end).is_err() {
        return false;
    }
    let last = then.sections[0].offset;
    let newer: Vec<&Section> = file.sections.iter().take_while(|section| section.offset >= end).collect();
    // The history that was signed must go on below what was added.
    if file.sections.get(newer.len()).is_none_or(|section| section.offset != last) {
        return false;
    }
    let listed: HashSet<(u32, usize)> = newer
        .iter()
        .flat_map(|section| &section.entries)
        .filter_map(|(number, entry)| match entry {
            Entry::At { offset, .. } => Some((*number, *offset)),
            Entry::Free | Entry::Inside { .. } => None,
        })
        .collect();
    let mut at = end;
    loop {
        match step(file, &newer, &listed, at) {
            Some(next) if next == file.bytes.len() => return true,
            Some(next) if next > at => at = next,
            _ => return false,
        }
    }
}

/// Past one thing that explains itself.
fn step(file: &PdfFile<'_>, newer: &[&Section], listed: &HashSet<(u32, usize)>, at: usize) -> Option<usize> {
    let mut parser = Parser::new(file.bytes, at);
    let first = parser.peek()?;
    if is_white(first) {
        return Some(at + file.bytes[at..].iter().take_while(|byte| is_white(**byte)).count());
    }
    if first == b'%' {
        let line = file.bytes[at..].iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
        let text = &file.bytes[at..at + line];
        let has = |word: &[u8]| text.windows(word.len()).any(|here| here == word);
        let is_silent = !has(b"obj") && !has(b"trailer") && !has(b"startxref");
        return is_silent.then_some(at + line);
    }
    if parser.takes("startxref") {
        let offset = usize::try_from(parser.digits().ok()?).ok()?;
        return newer.iter().any(|section| section.offset == offset).then_some(parser.at);
    }
    if parser.takes("xref") {
        let section = newer.iter().find(|section| section.offset == at && !section.is_stream)?;
        return past_table(&mut parser, section);
    }
    let id = parser.head().ok()?;
    let is_section = newer.iter().any(|section| section.beside == Some(at) || section.offset == at);
    if is_section {
        return past_section_stream(file, at, id);
    }
    if !listed.contains(&(id.number, at)) {
        return None;
    }
    file.placed(id, at).ok().map(|placed| placed.end)
}

fn past_table(parser: &mut Parser<'_>, section: &Section) -> Option<usize> {
    loop {
        parser.skip();
        if parser.takes("trailer") {
            break;
        }
        let (_, count) = (parser.digits().ok()?, parser.digits().ok()?);
        if count > section.entries.len() as u64 {
            return None;
        }
        for _ in 0..count {
            parser.digits().ok()?;
            parser.digits().ok()?;
            parser.skip();
            parser.at += 1;
        }
    }
    let trailer = parser.object().ok()?;
    (trailer.dict() == Some(&section.trailer)).then_some(parser.at)
}

fn past_section_stream(file: &PdfFile<'_>, at: usize, id: Id) -> Option<usize> {
    let mut parser = Parser::new(file.bytes, at);
    if parser.head().ok()? != id {
        return None;
    }
    let Object::Dict(dict) = parser.object().ok()? else { return None };
    let from = data_after(&mut parser).ok()?;
    parser.at = from.checked_add(usize::try_from(dict.integer("Length")?).ok()?)?;
    parser.skip();
    if !parser.takes("endstream") {
        return None;
    }
    parser.skip();
    parser.takes("endobj").then_some(parser.at)
}
