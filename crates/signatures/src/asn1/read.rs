//! DER, read piece by piece and never copied: a digest is taken of the bytes that came.

/// It is not DER, or not what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotDer;

pub(crate) type Der<T> = Result<T, NotDer>;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const ENUMERATED: u8 = 0x0A;
pub(crate) const UTF8: u8 = 0x0C;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// `[n]`, with something inside.
pub(crate) const fn inside(n: u8) -> u8 {
    0xA0 | n
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    pub tag: u8,
    pub body: &'a [u8],
    /// With tag and length.
    pub whole: &'a [u8],
}

/// Values that stand one after another.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    rest: &'a [u8],
}

impl<'a> Values<'a> {
    pub fn of(bytes: &'a [u8]) -> Values<'a> {
        Values { rest: bytes }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn any(&mut self) -> Der<Value<'a>> {
        let (&tag, after) = self.rest.split_first().ok_or(NotDer)?;
        // Tags of several bytes occur in none of the structures here.
        if tag & 0x1F == 0x1F {
            return Err(NotDer);
        }
        let (&first, after) = after.split_first().ok_or(NotDer)?;
        let (length, after) = match first {
            0..=0x7F => (usize::from(first), after),
            0x81..=0x84 => {
                let count = usize::from(first & 0x7F);
                let digits = after.get(..count).ok_or(NotDer)?;
                let length = digits.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
                (length, &after[count..])
            }
            _ => return Err(NotDer),
        };
        let body = after.get(..length).ok_or(NotDer)?;
        let whole = &self.rest[..self.rest.len() - after.len() + length];
        self.rest = &after[length..];
        Ok(Value { tag, body, whole })
    }

    pub fn take(&mut self, tag: u8) -> Der<Value<'a>> {
        let value = self.any()?;
        if value.tag == tag { Ok(value) } else { Err(NotDer) }
    }

    /// The value if it has this tag; otherwise it stays.
    pub fn maybe(&mut self, tag: u8) -> Der<Option<Value<'a>>> {
        if self.rest.first() == Some(&tag) { self.take(tag).map(Some) } else { Ok(None) }
    }

    pub fn sequence(&mut self) -> Der<Values<'a>> {
        Ok(self.take(SEQUENCE)?.values())
    }

    pub fn all(mut self) -> Der<Vec<Value<'a>>> {
        let mut all = Vec::new();
        while !self.is_empty() {
            all.push(self.any()?);
        }
        Ok(all)
    }
}

impl<'a> Value<'a> {
    pub fn values(self) -> Values<'a> {
        Values::of(self.body)
    }

    /// A bit string of whole bytes.
    pub fn bits(self) -> Der<&'a [u8]> {
        match self.body.split_first() {
            Some((0, bits)) if self.tag == BIT_STRING => Ok(bits),
            _ => Err(NotDer),
        }
    }

    /// A whole number of at most eight bytes.
    pub fn small(self) -> Der<u64> {
        if self.body.is_empty() || self.body.len() > 9 || self.body[0] & 0x80 != 0 {
            return Err(NotDer);
        }
        let digits = if self.body[0] == 0 { &self.body[1..] } else { self.body };
        if digits.len() > 8 {
            return Err(NotDer);
        }
        Ok(digits.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    pub fn is_true(self) -> bool {
        self.tag == 0x01 && self.body == [0xFF]
    }
}

/// The one value that the bytes are, and nothing after it.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Der<Value<'_>> {
    let mut values = Values::of(bytes);
    let value = values.take(tag)?;
    if values.is_empty() { Ok(value) } else { Err(NotDer) }
}
