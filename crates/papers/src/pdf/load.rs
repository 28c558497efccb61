//! Reading a PDF that somebody unknown made. Readers of PDF repair what is broken,
//! each in its own way, so the file is read twice: as its index says, and as a
//! reader does that finds the index broken and looks for the objects itself. What
//! either of them would see is judged.

use lopdf::{Document, LoadOptions, Object, ObjectId};
use motcua_core::Refusal;
use std::cell::Cell;

/// The most objects, and parts of objects. An object takes about a hundred bytes of
/// memory, however short it is in the file.
const PARTS_MAX: usize = 3_000_000;
/// The most bytes that all object streams may unpack to.
const UNPACKED_MAX: usize = 12 * 1024 * 1024;
/// The most bytes of the file outside its streams.
const OUTSIDE_MAX: usize = 8 * 1024 * 1024;
/// Behind its end mark a PDF has at most this many bytes, all of them white.
const TAIL_MAX: usize = 2048;

/// A PDF as readers see it.
pub(super) struct Readings {
    /// What a person sees.
    shown: Document,
    /// The other reading, where there is one.
    other: Option<Document>,
}

impl Readings {
    /// As it is written, unless that has no pages and the other reading has some.
    fn of(written: Option<Document>, found: Option<Document>) -> Option<Readings> {
        match (written, found) {
            (Some(written), Some(found)) if !has_pages(&written) && has_pages(&found) => {
                Some(Readings { shown: found, other: Some(written) })
            }
            (Some(shown), other) => Some(Readings { shown, other }),
            (None, found) => found.map(|shown| Readings { shown, other: None }),
        }
    }

    /// Every way in which it can be read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Document> {
        std::iter::once(&self.shown).chain(self.other.iter())
    }

    /// What a person sees.
    pub(super) fn shown(&self) -> &Document {
        &self.shown
    }
}

fn has_pages(document: &Document) -> bool {
    document.page_iter().next().is_some()
}

pub(super) fn broken() -> Refusal {
    Refusal::of("document.pdf-broken")
}

fn too_complex() -> Refusal {
    Refusal::of("document.pdf-too-complex")
}

/// A PDF that is also a ZIP, or goes on behind its end, is made to be taken for
/// something else.
pub(super) fn must_be_nothing_else(bytes: &[u8]) -> Result<(), Refusal> {
    let polyglot = || Refusal::of("document.not-what-it-says");
    // The end of a ZIP lies within the last 64 kB.
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    if find(tail, b"PK\x05\x06").is_some() {
        return Err(polyglot());
    }
    let Some(end) = rfind(bytes, b"%%EOF") else { return Err(broken()) };
    let behind = &bytes[end + 5..];
    let is_white = |byte: &u8| matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    if behind.len() > TAIL_MAX || !behind.iter().all(is_white) {
        return Err(polyglot());
    }
    Ok(())
}

/// Reads it in both ways.
pub(super) fn read(bytes: &[u8]) -> Result<Readings, Refusal> {
    if outside_streams(bytes) > OUTSIDE_MAX {
        return Err(too_complex());
    }
    let written = once(bytes, false)?;
    let found = once(bytes, true)?;
    let locked = || Refusal::of("document.pdf-locked");
    let unread = || if find(bytes, b"/Encrypt").is_some() { locked() } else { broken() };
    let readings = Readings::of(written, found).ok_or_else(unread)?;
    let is_locked = |document: &Document| document.trailer.has(b"Encrypt") || document.was_encrypted();
    if readings.all().any(is_locked) {
        return Err(locked());
    }
    Ok(readings)
}

thread_local! {
    /// What is left of the two allowances while a document is read, and whether
    /// they were passed. The reader calls a bare function for each object.
    static PARTS_LEFT: Cell<usize> = const { Cell::new(0) };
    static UNPACKED_LEFT: Cell<usize> = const { Cell::new(0) };
    static PASSED: Cell<bool> = const { Cell::new(false) };
}

/// Nothing when it cannot be read in this way.
fn once(bytes: &[u8], force_reconstruct: bool) -> Result<Option<Document>, Refusal> {
    PARTS_LEFT.set(PARTS_MAX);
    UNPACKED_LEFT.set(UNPACKED_MAX);
    PASSED.set(false);
    let options = LoadOptions {
        filter: Some(within_allowance),
        max_decompressed_size: Some(UNPACKED_MAX),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let read = Document::load_mem_with_options(bytes, options);
    match read {
        _ if PASSED.get() => Err(too_complex()),
        Ok(document) => Ok(Some(document)),
        Err(lopdf::Error::Decompress(_)) => Err(too_complex()),
        Err(_) => Ok(None),
    }
}

/// Called before an object is kept, and before a stream of objects is unpacked.
fn within_allowance(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if PASSED.get() {
        return None;
    }
    let spend =
        |left: &'static std::thread::LocalKey<Cell<usize>>, cost: usize| match left.get().checked_sub(cost) {
            Some(rest) => left.set(rest),
            None => PASSED.set(true),
        };
    spend(&PARTS_LEFT, parts(object));
    if let Object::Stream(stream) = &*object
        && stream.dict.has_type(b"ObjStm")
    {
        match stream.get_plain_content_with_limit(UNPACKED_LEFT.get()) {
            Ok(content) => spend(&UNPACKED_LEFT, content.len()),
            Err(lopdf::Error::Decompress(_)) => PASSED.set(true),
            Err(_) => {}
        }
    }
    // The reader goes on with `object` itself for one kind of object, and with what
    // it gets back for another.
    (!PASSED.get()).then(|| (id, object.clone()))
}

fn parts(object: &Object) -> usize {
    match object {
        Object::Array(items) => 1 + items.iter().map(parts).sum::<usize>(),
        Object::Dictionary(dict) => 1 + dict.iter().map(|(_, value)| 1 + parts(value)).sum::<usize>(),
        Object::Stream(stream) => 1 + stream.dict.iter().map(|(_, value)| 1 + parts(value)).sum::<usize>(),
        _ => 1,
    }
}

/// Bytes that are not between `stream` and `endstream`.
fn outside_streams(bytes: &[u8]) -> usize {
    let (mut outside, mut rest) = (0, bytes);
    while let Some(start) = find(rest, b"stream") {
        outside += start;
        rest = &rest[start + 6..];
        match find(rest, b"endstream") {
            Some(end) => rest = &rest[end + 9..],
            None => break,
        }
    }
    outside + rest.len()
}

pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
