//! Objects to bytes, and an update after the end of a file: what stands there already stays byte by byte.

use super::file::PdfFile;
use super::object::{Data, Dict, Id, Object};
use super::parse::Read;
use super::xref;
use std::collections::BTreeMap;

/// Objects that are new or other than before.
pub(crate) struct Update<'a> {
    pub file: &'a PdfFile<'a>,
    changed: BTreeMap<u32, (u16, Object)>,
    next: u32,
}

/// The file with its update, and where each of its objects begins.
pub(crate) struct Written {
    pub bytes: Vec<u8>,
    pub places: BTreeMap<u32, usize>,
}

impl<'a> Update<'a> {
    pub fn of(file: &'a PdfFile<'a>) -> Update<'a> {
        Update { file, changed: BTreeMap::new(), next: file.next_number() }
    }

    /// A number for an object that is to come.
    pub fn reserve(&mut self) -> Id {
        self.next += 1;
        Id { number: self.next - 1, generation: 0 }
    }

    pub fn add(&mut self, object: Object) -> Id {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    pub fn set(&mut self, id: Id, object: Object) {
        self.changed.insert(id.number, (id.generation, object));
    }

    /// The object as it will be.
    pub fn get(&self, id: Id) -> Read<Object> {
        match self.changed.get(&id.number) {
            Some((_, object)) => Ok(object.clone()),
            None => Ok((*self.file.get(id)?).clone()),
        }
    }

    /// The object, or what it points to, as it will be.
    pub fn resolve(&self, object: &Object) -> Read<Object> {
        match object {
            Object::Ref(id) => self.get(*id),
            other => Ok(other.clone()),
        }
    }

    /// Appends a section of the kind that the file ends with: readers stumble over a mixture.
    /// `mark` makes the second half of the file's identifier another one.
    pub fn write(self, mark: [u8; 16]) -> Read<Written> {
        let mut bytes = self.file.bytes.to_vec();
        if !bytes.ends_with(b"\n") && !bytes.ends_with(b"\r") {
            bytes.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for (number, (generation, object)) in &self.changed {
            places.insert(*number, bytes.len());
            bytes.extend(format!("{number} {generation} obj\n").bytes());
            put(&mut bytes, object, self.file);
            bytes.extend(b"\nendobj\n");
        }
        let is_stream = self.file.sections[0].is_stream;
        let own = if is_stream { Some(self.next) } else { None };
        let size = i64::from(self.next) + i64::from(is_stream);
        let trailer = self.trailer(size, mark)?;
        let start = bytes.len();
        match own {
            Some(own) => {
                places.insert(own, start);
                let (index, rows) = self.rows(&places);
                let widths = [1, 4, 2].map(Object::Integer).to_vec();
                let dict = Dict::default()
                    .with("Type", Object::name("XRef"))
                    .with("W", Object::Array(widths))
                    .with("Index", Object::Array(index))
                    .with("Length", Object::Integer(rows.len() as i64));
                let dict = trailer.entries.into_iter().fold(dict, |mut dict, entry| {
                    dict.entries.push(entry);
                    dict
                });
                bytes.extend(format!("{own} 0 obj\n").bytes());
                put(&mut bytes, &Object::Stream(dict, Data::New(rows)), self.file);
                bytes.extend(b"\nendobj\n");
            }
            None => {
                bytes.extend(b"xref\n");
                for run in runs(&places) {
                    bytes.extend(format!("{} {}\n", run[0].0, run.len()).bytes());
                    for (number, offset) in run {
                        let generation = self.changed[&number].0;
                        bytes.extend(format!("{offset:010} {generation:05} n \n").bytes());
                    }
                }
                bytes.extend(b"trailer\n");
                put(&mut bytes, &Object::Dict(trailer), self.file);
                bytes.push(b'\n');
            }
        }
        bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        Ok(Written { bytes, places })
    }

    fn trailer(&self, size: i64, mark: [u8; 16]) -> Read<Dict> {
        let before = self.file.trailer();
        let mut trailer = Dict::default().with("Size", Object::Integer(size));
        for key in ["Root", "Info"] {
            if let Some(value) = before.get(key) {
                trailer.set(key, value.clone());
            }
        }
        let ids = self.file.array_at(before, "ID")?;
        let first = ids.first().cloned().unwrap_or(Object::Text(mark.to_vec()));
        trailer.set("ID", Object::Array(vec![first, Object::Text(mark.to_vec())]));
        Ok(trailer.with("Prev", Object::Integer(xref::start(self.file.bytes)? as i64)))
    }

    fn rows(&self, places: &BTreeMap<u32, usize>) -> (Vec<Object>, Vec<u8>) {
        let (mut index, mut rows) = (Vec::new(), Vec::new());
        for run in runs(places) {
            index.push(Object::Integer(i64::from(run[0].0)));
            index.push(Object::Integer(run.len() as i64));
            for (number, offset) in run {
                rows.push(1);
                rows.extend((offset as u32).to_be_bytes());
                rows.extend(self.changed.get(&number).map_or(0, |(generation, _)| *generation).to_be_bytes());
            }
        }
        (index, rows)
    }
}

/// Numbers that follow each other, with their offsets.
fn runs(places: &BTreeMap<u32, usize>) -> Vec<Vec<(u32, usize)>> {
    let mut runs: Vec<Vec<(u32, usize)>> = Vec::new();
    for (number, offset) in places {
        match runs.last_mut() {
            Some(run) if run[run.len() - 1].0 + 1 == *number => run.push((*number, *offset)),
            _ => runs.push(vec![(*number, *offset)]),
        }
    }
    runs
}

fn put(out: &mut Vec<u8>, object: &Object, file: &PdfFile<'_>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Bool(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Integer(value) => out.extend(value.to_string().bytes()),
        Object::Real(value) => out.extend(value.bytes()),
        Object::Name(name) => put_name(out, name),
        Object::Text(text) => put_text(out, text),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                put(out, item, file);
            }
            out.push(b']');
        }
        Object::Dict(dict) => put_dict(out, dict, file),
        Object::Stream(dict, data) => {
            put_dict(out, dict, file);
            out.extend(b"\nstream\n");
            out.extend(file.data(data));
            out.extend(b"\nendstream");
        }
        Object::Ref(id) => out.extend(format!("{} {} R", id.number, id.generation).bytes()),
        Object::Raw(bytes) => out.extend(bytes),
    }
}

fn put_dict(out: &mut Vec<u8>, dict: &Dict, file: &PdfFile<'_>) {
    out.extend(b"<<");
    for (key, value) in &dict.entries {
        put_name(out, key);
        out.push(b' ');
        put(out, value, file);
    }
    out.extend(b">>");
}

fn put_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        let is_plain = byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(byte);
        if is_plain {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    let is_plain = text.iter().all(|byte| matches!(byte, b' '..=b'~') && !b"()\\".contains(byte));
    if is_plain {
        out.push(b'(');
        out.extend(text);
        out.push(b')');
    } else {
        out.push(b'<');
        out.extend(text.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()));
        out.push(b'>');
    }
}
