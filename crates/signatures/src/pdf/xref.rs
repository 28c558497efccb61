//! Where the objects of a file stand: its cross-reference sections, the newest first.

use super::inflate::unpack;
use super::object::{Dict, Object};
use super::parse::{Broken, Parser, Read};
use super::work::Work;

/// No object has a higher number (PDF/A's own limit).
const NUMBER_MAX: i64 = 8_388_607;

/// More updates than this have no honest reason.
const SECTIONS_MAX: usize = 1_000;

/// A packed section could list objects without end.
const ENTRIES_MAX: usize = 2_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Free,
    At { offset: usize, generation: u16 },
    Inside { stream: u32, index: usize },
}

/// One section with its trailer.
pub(crate) struct Section {
    pub offset: usize,
    pub is_stream: bool,
    pub trailer: Dict,
    pub entries: Vec<(u32, Entry)>,
    /// Where a hybrid file's second half stands.
    pub beside: Option<usize>,
}

/// Where the last section begins, as the end of the file says.
pub(crate) fn start(bytes: &[u8]) -> Read<usize> {
    let word = b"startxref";
    let from = bytes.len().saturating_sub(2048);
    let at = bytes[from..].windows(word.len()).rposition(|here| here == word).ok_or(Broken)? + from;
    let mut parser = Parser::new(bytes, at + word.len());
    let offset = parser.digits()?;
    usize::try_from(offset).map_err(|_| Broken)
}

/// All sections, followed from the last one back.
pub(crate) fn sections(bytes: &[u8], work: &Work) -> Read<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut next = Some(start(bytes)?);
    while let Some(offset) = next {
        if sections.len() >= SECTIONS_MAX || sections.iter().any(|section| section.offset == offset) {
            return Err(Broken);
        }
        let section = section(bytes, offset, work)?;
        next = previous(&section.trailer, "Prev")?;
        sections.push(section);
        if sections.iter().map(|section| section.entries.len()).sum::<usize>() > ENTRIES_MAX {
            return Err(Broken);
        }
    }
    Ok(sections)
}

fn previous(trailer: &Dict, key: &str) -> Read<Option<usize>> {
    match trailer.get(key) {
        None => Ok(None),
        Some(value) => {
            let value = value.integer().ok_or(Broken)?;
            usize::try_from(value).map(Some).map_err(|_| Broken)
        }
    }
}

fn section(bytes: &[u8], offset: usize, work: &Work) -> Read<Section> {
    let mut parser = Parser::new(bytes, offset);
    parser.skip();
    if !parser.takes("xref") {
        let (trailer, entries) = stream(bytes, offset, work)?;
        return Ok(Section { offset, is_stream: true, trailer, entries, beside: None });
    }
    let mut entries = Vec::new();
    loop {
        parser.skip();
        if parser.takes("trailer") {
            break;
        }
        table(&mut parser, &mut entries)?;
    }
    let Object::Dict(trailer) = parser.object()? else { return Err(Broken) };
    let beside = previous(&trailer, "XRefStm")?;
    if let Some(beside) = beside {
        // What the table calls free may stand in the stream beside it.
        let (_, hidden) = stream(bytes, beside, work)?;
        entries.retain(|(_, entry)| *entry != Entry::Free);
        entries.extend(hidden);
    }
    Ok(Section { offset, is_stream: false, trailer, entries, beside })
}

fn table(parser: &mut Parser<'_>, entries: &mut Vec<(u32, Entry)>) -> Read<()> {
    let (first, count) = (parser.digits()?, parser.digits()?);
    if first.saturating_add(count) > NUMBER_MAX as u64 + 1 {
        return Err(Broken);
    }
    for number in first..first + count {
        let (offset, generation) = (parser.digits()?, parser.digits()?);
        parser.skip();
        let entry = match parser.peek() {
            Some(b'n') => Entry::At {
                offset: usize::try_from(offset).map_err(|_| Broken)?,
                generation: u16::try_from(generation).map_err(|_| Broken)?,
            },
            Some(b'f') => Entry::Free,
            _ => return Err(Broken),
        };
        parser.at += 1;
        entries.push((number as u32, entry));
    }
    Ok(())
}

/// A stream with its bytes, whose length must stand in it.
fn stream(bytes: &[u8], offset: usize, work: &Work) -> Read<(Dict, Vec<(u32, Entry)>)> {
    let mut parser = Parser::new(bytes, offset);
    parser.head()?;
    let Object::Dict(dict) = parser.object()? else { return Err(Broken) };
    let length = usize::try_from(dict.integer("Length").ok_or(Broken)?).map_err(|_| Broken)?;
    let from = data_after(&mut parser)?;
    let packed = bytes.get(from..from.checked_add(length).ok_or(Broken)?).ok_or(Broken)?;
    if !dict.is("Type", "XRef") || dict.is_doubled {
        return Err(Broken);
    }
    let plain = unpack(&dict, packed)?;
    work.spend(plain.len())?;
    let entries = entries(&dict, &plain)?;
    Ok((dict, entries))
}

/// Past the word `stream` and the end of its line.
pub(crate) fn data_after(parser: &mut Parser<'_>) -> Read<usize> {
    parser.skip();
    if !parser.takes("stream") {
        return Err(Broken);
    }
    if parser.peek() == Some(b'\r') {
        parser.at += 1;
    }
    if parser.peek() != Some(b'\n') {
        return Err(Broken);
    }
    Ok(parser.at + 1)
}

fn entries(dict: &Dict, plain: &[u8]) -> Read<Vec<(u32, Entry)>> {
    let size = dict.integer("Size").filter(|size| (0..=NUMBER_MAX + 1).contains(size)).ok_or(Broken)?;
    let widths: Vec<usize> = dict
        .get("W")
        .and_then(Object::array)
        .ok_or(Broken)?
        .iter()
        .map(|width| {
            width.integer().and_then(|width| usize::try_from(width).ok()).filter(|width| *width <= 8)
        })
        .collect::<Option<_>>()
        .ok_or(Broken)?;
    let [kind, second, third] = widths[..] else { return Err(Broken) };
    let whole = vec![Object::Integer(0), Object::Integer(size)];
    let index = dict.get("Index").and_then(Object::array).unwrap_or(&whole);
    let mut rows = plain.chunks_exact((kind + second + third).max(1));
    let mut entries = Vec::new();
    for pair in index.chunks(2) {
        let [Some(first), Some(count)] = [pair.first(), pair.get(1)].map(|n| n.and_then(Object::integer))
        else {
            return Err(Broken);
        };
        if first < 0 || count < 0 || first.saturating_add(count) > NUMBER_MAX + 1 {
            return Err(Broken);
        }
        if entries.len() + count as usize > ENTRIES_MAX {
            return Err(Broken);
        }
        for number in first..first + count {
            let row = rows.next().ok_or(Broken)?;
            let value = |from: usize, width: usize| {
                row[from..from + width].iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte))
            };
            let (a, b) = (value(kind, second), value(kind + second, third));
            let entry = match if kind == 0 { 1 } else { value(0, kind) } {
                1 => Entry::At {
                    offset: usize::try_from(a).map_err(|_| Broken)?,
                    generation: u16::try_from(b).map_err(|_| Broken)?,
                },
                2 => Entry::Inside {
                    stream: u32::try_from(a).map_err(|_| Broken)?,
                    index: usize::try_from(b).map_err(|_| Broken)?,
                },
                _ => Entry::Free,
            };
            entries.push((number as u32, entry));
        }
    }
    Ok(entries)
}
