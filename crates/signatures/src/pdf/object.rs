//! What a PDF is made of.

use std::ops::Range;

/// An indirect object's number and generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id {
    pub number: u32,
    pub generation: u16,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Integer(i64),
    /// As it was written, so that nothing is rounded.
    Real(String),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Dict, Data),
    Ref(Id),
    /// Only in what is written: bytes as they are, with places for what is known later.
    Raw(Vec<u8>),
}

/// A stream's bytes: a place in the file that was read, or new ones.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    At(Range<usize>),
    New(Vec<u8>),
}

/// Keys in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dict {
    pub entries: Vec<(Vec<u8>, Object)>,
    /// A key stood twice: programs would differ about what it says.
    pub is_doubled: bool,
}

impl Dict {
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.entries.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    pub fn set(&mut self, key: &str, value: Object) {
        match self.entries.iter_mut().find(|(name, _)| name == key.as_bytes()) {
            Some((_, old)) => *old = value,
            None => self.entries.push((key.as_bytes().to_vec(), value)),
        }
    }

    pub fn with(mut self, key: &str, value: Object) -> Dict {
        self.set(key, value);
        self
    }

    pub fn is(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Some(Object::Name(value)) if value == name.as_bytes())
    }

    pub fn integer(&self, key: &str) -> Option<i64> {
        self.get(key).and_then(Object::integer)
    }
}

impl Object {
    pub fn name(name: &str) -> Object {
        Object::Name(name.as_bytes().to_vec())
    }

    pub fn integer(&self) -> Option<i64> {
        match self {
            Object::Integer(value) => Some(*value),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Integer(value) => Some(*value as f64),
            Object::Real(value) => value.parse().ok(),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&[u8]> {
        match self {
            Object::Text(value) => Some(value),
            _ => None,
        }
    }

    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// A dictionary, or a stream's.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) | Object::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    pub fn id(&self) -> Option<Id> {
        match self {
            Object::Ref(id) => Some(*id),
            _ => None,
        }
    }
}

/// Text as PDF has it in dictionaries: ASCII as it is, all else UTF-16 with its mark.
pub(crate) fn text_of(text: &str) -> Object {
    if text.is_ascii() {
        return Object::Text(text.as_bytes().to_vec());
    }
    Object::Text([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect())
}

/// The other way round. What is neither UTF-16 nor UTF-8 is read letter by letter.
pub(crate) fn words_of(text: &[u8]) -> String {
    if let Some(rest) = text.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> =
            rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    let text = text.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(text);
    match std::str::from_utf8(text) {
        Ok(text) => text.to_string(),
        Err(_) => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}
