//! Bytes to objects, without guessing: what is not as the standard says is broken.

use super::object::{Dict, Id, Object};

/// Something in the file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

pub(crate) type Read<T> = Result<T, Broken>;

/// Keys of one dictionary: each is compared with those before it.
const KEYS_MAX: usize = 10_000;

/// How deep arrays and dictionaries may stand in each other.
const DEPTH_MAX: u32 = 64;

pub(crate) struct Parser<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// Where the value of `/Contents` stood in the dictionary that was read last, at its first level.
    pub contents: Option<(usize, usize)>,
}

pub(crate) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Parser<'a> {
        Parser { bytes, at, contents: None }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Past white space and comments.
    pub fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            if is_white(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// Takes the word if it stands here, and ends here.
    pub fn takes(&mut self, word: &str) -> bool {
        let here = self.bytes.get(self.at..).unwrap_or_default();
        let ends = here.get(word.len()).is_none_or(|byte| is_white(*byte) || is_delimiter(*byte));
        let is_here = here.starts_with(word.as_bytes()) && ends;
        if is_here {
            self.at += word.len();
        }
        is_here
    }

    /// A whole number of digits alone.
    pub fn digits(&mut self) -> Read<u64> {
        self.skip();
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[from..self.at]).map_err(|_| Broken)?;
        digits.parse().map_err(|_| Broken)
    }

    /// `12 0 obj`
    pub fn head(&mut self) -> Read<Id> {
        let number = u32::try_from(self.digits()?).map_err(|_| Broken)?;
        let generation = u16::try_from(self.digits()?).map_err(|_| Broken)?;
        self.skip();
        if self.takes("obj") { Ok(Id { number, generation }) } else { Err(Broken) }
    }

    pub fn object(&mut self) -> Read<Object> {
        self.contents = None;
        self.value(0)
    }

    fn value(&mut self, depth: u32) -> Read<Object> {
        if depth > DEPTH_MAX {
            return Err(Broken);
        }
        self.skip();
        match self.peek().ok_or(Broken)? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal().map(Object::Text),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(depth).map(Object::Dict),
            b'<' => self.hexadecimal().map(Object::Text),
            b'[' => self.array(depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ if self.takes("true") => Ok(Object::Bool(true)),
            _ if self.takes("false") => Ok(Object::Bool(false)),
            _ if self.takes("null") => Ok(Object::Null),
            _ => Err(Broken),
        }
    }

    fn array(&mut self, depth: u32) -> Read<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.value(depth + 1)?);
        }
    }

    fn dict(&mut self, depth: u32) -> Read<Dict> {
        self.at += 2;
        let mut dict = Dict::default();
        loop {
            self.skip();
            if self.bytes.get(self.at..).is_some_and(|here| here.starts_with(b">>")) {
                self.at += 2;
                return Ok(dict);
            }
            if self.peek() != Some(b'/') || dict.entries.len() >= KEYS_MAX {
                return Err(Broken);
            }
            let key = self.name()?;
            self.skip();
            let from = self.at;
            let value = self.value(depth + 1)?;
            if depth == 0 && key == b"Contents" {
                self.contents = Some((from, self.at));
            }
            match dict.entries.iter_mut().find(|(name, _)| *name == key) {
                Some((_, old)) => {
                    *old = value;
                    dict.is_doubled = true;
                }
                None => dict.entries.push((key, value)),
            }
        }
    }

    fn name(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_white(*byte) && !is_delimiter(*byte)) {
            let pair = (self.bytes.get(self.at + 1).copied(), self.bytes.get(self.at + 2).copied());
            match (byte, pair) {
                (b'#', (Some(high), Some(low))) => match (hex(high), hex(low)) {
                    (Some(high), Some(low)) => {
                        name.push(high * 16 + low);
                        self.at += 3;
                    }
                    _ => return Err(Broken),
                },
                _ => {
                    name.push(byte);
                    self.at += 1;
                }
            }
        }
        Ok(name)
    }

    fn literal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.peek().ok_or(Broken)?;
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    text.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                    text.push(byte);
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                }
                b'\\' => self.escape(&mut text)?,
                _ => text.push(byte),
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Read<()> {
        let byte = self.peek().ok_or(Broken)?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    if let Some(digit @ b'0'..=b'7') = self.peek() {
                        value = value * 8 + u32::from(digit - b'0');
                        self.at += 1;
                    }
                }
                text.push(value as u8);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hexadecimal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut half) = (Vec::new(), None);
        loop {
            let byte = self.peek().ok_or(Broken)?;
            self.at += 1;
            match (byte, half) {
                (b'>', half) => {
                    text.extend(half.map(|high: u8| high * 16));
                    return Ok(text);
                }
                (byte, _) if is_white(byte) => {}
                (byte, None) => half = Some(hex(byte).ok_or(Broken)?),
                (byte, Some(high)) => {
                    text.push(high * 16 + hex(byte).ok_or(Broken)?);
                    half = None;
                }
            }
        }
    }

    /// A number, or the reference that begins with one.
    fn number(&mut self) -> Read<Object> {
        let from = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            self.at += 1;
        }
        if self.peek().is_some_and(|byte| !is_white(byte) && !is_delimiter(byte)) {
            return Err(Broken);
        }
        let word = std::str::from_utf8(&self.bytes[from..self.at]).map_err(|_| Broken)?;
        let Ok(value) = word.parse::<i64>() else {
            let is_number = word.parse::<f64>().is_ok();
            return if is_number { Ok(Object::Real(word.to_string())) } else { Err(Broken) };
        };
        let after = self.at;
        if let Some(id) = self.reference(value) {
            return Ok(Object::Ref(id));
        }
        self.at = after;
        Ok(Object::Integer(value))
    }

    fn reference(&mut self, number: i64) -> Option<Id> {
        let number = u32::try_from(number).ok()?;
        self.skip();
        let generation = u16::try_from(self.digits().ok()?).ok()?;
        self.skip();
        self.takes("R").then_some(Id { number, generation })
    }
}
