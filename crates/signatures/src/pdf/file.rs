//! A PDF as its cross-reference says it is. Nothing is repaired: what one program repairs in one
//! way and another one in another is how a signed paper shows two faces.

use super::inflate::{UNPACKED_BYTES_MAX, unpack};
use super::object::{Data, Dict, Id, Object};
use super::parse::{Broken, Parser, Read};
use super::work::{ENTRY_BYTES, Work};
use super::xref::{Entry, Section, data_after, sections};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Text of objects that is parsed of one file, streams apart. Comments let many objects share their
/// text: without an end a small file would fill the memory.
const PARSED_BYTES_MAX: usize = 32 << 20;

pub(crate) struct PdfFile<'a> {
    pub bytes: &'a [u8],
    /// The newest first.
    pub sections: Vec<Section>,
    places: BTreeMap<u32, Entry>,
    read: RefCell<HashMap<u32, Rc<Object>>>,
    packed: RefCell<HashMap<u32, Rc<Packed>>>,
    unpacked_bytes: Cell<usize>,
    parsed_bytes: Cell<usize>,
    under_way: RefCell<HashSet<u32>>,
    /// Shared with what was read of the file as it stood earlier.
    pub work: Rc<Work>,
}

/// An object stream, unpacked, and where in it each object begins.
struct Packed {
    plain: Vec<u8>,
    begins: Vec<(u32, usize)>,
}

/// An object of the file itself, with where its `/Contents` stands.
pub(crate) struct Placed {
    pub object: Object,
    pub contents: Option<(usize, usize)>,
    /// Just after `endobj`.
    pub end: usize,
}

impl<'a> PdfFile<'a> {
    pub fn read(bytes: &'a [u8]) -> Read<PdfFile<'a>> {
        PdfFile::read_within(bytes, Rc::default())
    }

    /// The file as it stood when it ended here; what that costs is counted together with the rest.
    pub fn earlier(&self, end: usize) -> Read<PdfFile<'a>> {
        PdfFile::read_within(self.bytes.get(..end).ok_or(Broken)?, self.work.clone())
    }

    pub fn read_within(bytes: &'a [u8], work: Rc<Work>) -> Read<PdfFile<'a>> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Broken);
        }
        let sections = sections(bytes, &work)?;
        work.spend(sections.iter().map(|section| section.entries.len()).sum::<usize>() * ENTRY_BYTES)?;
        let mut places = BTreeMap::new();
        for section in &sections {
            for (number, entry) in &section.entries {
                places.entry(*number).or_insert(*entry);
            }
        }
        let (read, packed, under_way) = Default::default();
        let (unpacked_bytes, parsed_bytes) = Default::default();
        Ok(PdfFile { bytes, sections, places, read, packed, unpacked_bytes, parsed_bytes, under_way, work })
    }

    pub fn trailer(&self) -> &Dict {
        &self.sections[0].trailer
    }

    pub fn is_encrypted(&self) -> bool {
        self.sections.iter().any(|section| section.trailer.get("Encrypt").is_some())
    }

    pub fn place(&self, number: u32) -> Option<Entry> {
        self.places.get(&number).copied()
    }

    /// One more than the highest number in use.
    pub fn next_number(&self) -> u32 {
        let size = self.trailer().integer("Size").and_then(|size| u32::try_from(size).ok()).unwrap_or(0);
        size.max(self.places.last_key_value().map_or(1, |(number, _)| number + 1))
    }

    pub fn root(&self) -> Read<(Id, Dict)> {
        let id = self.trailer().get("Root").and_then(Object::id).ok_or(Broken)?;
        match &*self.get(id)? {
            Object::Dict(dict) if !dict.is_doubled => Ok((id, dict.clone())),
            _ => Err(Broken),
        }
    }

    /// An object by its reference; one that is nowhere is null, as the standard says.
    pub fn get(&self, id: Id) -> Read<Rc<Object>> {
        if let Some(object) = self.read.borrow().get(&id.number) {
            return Ok(object.clone());
        }
        // A stream whose length stands in the stream itself, or a packed object that holds its own stream.
        if !self.under_way.borrow_mut().insert(id.number) {
            return Err(Broken);
        }
        let object = self.read_object(id);
        self.under_way.borrow_mut().remove(&id.number);
        let object = Rc::new(object?);
        self.read.borrow_mut().insert(id.number, object.clone());
        Ok(object)
    }

    fn read_object(&self, id: Id) -> Read<Object> {
        match self.place(id.number) {
            None | Some(Entry::Free) => Ok(Object::Null),
            Some(Entry::At { generation, .. }) if generation != id.generation => Ok(Object::Null),
            Some(Entry::At { offset, .. }) => Ok(self.placed(id, offset)?.object),
            Some(Entry::Inside { stream, index }) => self.inside(id.number, stream, index),
        }
    }

    /// The object that stands at an offset and must be the one that is looked for.
    pub fn placed(&self, id: Id, offset: usize) -> Read<Placed> {
        let mut parser = Parser::new(self.bytes, offset);
        if !parser.peek().is_some_and(|byte| byte.is_ascii_digit()) || parser.head()? != id {
            return Err(Broken);
        }
        let object = parser.object()?;
        self.count(parser.at - offset)?;
        let contents = parser.contents;
        parser.skip();
        if parser.takes("endobj") {
            return Ok(Placed { object, contents, end: parser.at });
        }
        let Object::Dict(dict) = object else { return Err(Broken) };
        let from = data_after(&mut parser)?;
        let length = self.resolve(dict.get("Length").ok_or(Broken)?)?.integer().ok_or(Broken)?;
        let to = from.checked_add(usize::try_from(length).map_err(|_| Broken)?).ok_or(Broken)?;
        if to > self.bytes.len() {
            return Err(Broken);
        }
        parser.at = to;
        parser.skip();
        if !parser.takes("endstream") {
            return Err(Broken);
        }
        parser.skip();
        if !parser.takes("endobj") {
            return Err(Broken);
        }
        Ok(Placed { object: Object::Stream(dict, Data::At(from..to)), contents: None, end: parser.at })
    }

    fn inside(&self, number: u32, stream: u32, index: usize) -> Read<Object> {
        let packed = self.packed(stream)?;
        let (found, begins) = *packed.begins.get(index).ok_or(Broken)?;
        if found != number {
            return Err(Broken);
        }
        let mut parser = Parser::new(&packed.plain, begins);
        let object = parser.object()?;
        self.count(parser.at - begins)?;
        Ok(object)
    }

    fn count(&self, bytes: usize) -> Read<()> {
        self.work.spend(bytes)?;
        self.parsed_bytes.set(self.parsed_bytes.get() + bytes);
        if self.parsed_bytes.get() > PARSED_BYTES_MAX { Err(Broken) } else { Ok(()) }
    }

    fn packed(&self, stream: u32) -> Read<Rc<Packed>> {
        if let Some(packed) = self.packed.borrow().get(&stream) {
            return Ok(packed.clone());
        }
        let Some(Entry::At { .. }) = self.place(stream) else { return Err(Broken) };
        let object = self.get(Id { number: stream, generation: 0 })?;
        let Object::Stream(dict, data) = &*object else { return Err(Broken) };
        if !dict.is("Type", "ObjStm") {
            return Err(Broken);
        }
        let plain = unpack(dict, self.data(data))?;
        self.work.spend(plain.len())?;
        self.unpacked_bytes.set(self.unpacked_bytes.get() + plain.len());
        if self.unpacked_bytes.get() > UNPACKED_BYTES_MAX {
            return Err(Broken);
        }
        let of = |key| dict.integer(key).and_then(|n| usize::try_from(n).ok()).ok_or(Broken);
        let (count, first) = (of("N")?, of("First")?);
        let mut parser = Parser::new(&plain, 0);
        let mut begins = Vec::new();
        for _ in 0..count.min(plain.len()) {
            let number = u32::try_from(parser.digits()?).map_err(|_| Broken)?;
            let begin = usize::try_from(parser.digits()?).map_err(|_| Broken)?;
            begins.push((number, first.checked_add(begin).ok_or(Broken)?));
        }
        let packed = Rc::new(Packed { plain, begins });
        self.packed.borrow_mut().insert(stream, packed.clone());
        Ok(packed)
    }

    /// The object itself, or what it points to; a pointer to a pointer is broken.
    pub fn resolve(&self, object: &Object) -> Read<Rc<Object>> {
        let Object::Ref(id) = object else { return Ok(Rc::new(object.clone())) };
        let found = self.get(*id)?;
        if matches!(*found, Object::Ref(_)) { Err(Broken) } else { Ok(found) }
    }

    pub fn data<'b>(&'b self, data: &'b Data) -> &'b [u8] {
        match data {
            Data::At(range) => &self.bytes[range.clone()],
            Data::New(bytes) => bytes,
        }
    }

    pub fn dict_at(&self, dict: &Dict, key: &str) -> Read<Option<Dict>> {
        let Some(value) = dict.get(key) else { return Ok(None) };
        match &*self.resolve(value)? {
            Object::Null => Ok(None),
            Object::Dict(dict) => Ok(Some(dict.clone())),
            _ => Err(Broken),
        }
    }

    pub fn array_at(&self, dict: &Dict, key: &str) -> Read<Vec<Object>> {
        let Some(value) = dict.get(key) else { return Ok(Vec::new()) };
        match &*self.resolve(value)? {
            Object::Null => Ok(Vec::new()),
            Object::Array(items) => Ok(items.clone()),
            _ => Err(Broken),
        }
    }
}
