//! Pages of one or several PDFs, in a wanted order, as a new one. Only what the
//! chosen pages show is copied: no other page can be reached from them, and no
//! link, script or form comes along.

use super::load;
pub use super::pages::PAGES_MAX;
use super::pages::{self, inherited};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use motcua_core::Refusal;
use std::collections::BTreeMap;

/// Pages to take from one file.
#[derive(Debug, Clone)]
pub struct Cut<'a> {
    /// The PDF.
    pub bytes: &'a [u8],
    /// Which pages, counted from 1, in the order in which they are wanted; empty =
    /// all.
    pub pages: Vec<u32>,
}

/// What a page keeps of its own.
const OF_PAGE: [&[u8]; 4] = [b"Contents", b"UserUnit", b"Group", b"Annots"];
/// What a page may inherit.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What leads from a page to other pages or to acts.
const LEADS_AWAY: [&[u8]; 14] = [
    b"A",
    b"AA",
    b"B",
    b"Dest",
    b"IRT",
    b"OC",
    b"P",
    b"PA",
    b"Parent",
    b"PieceInfo",
    b"Popup",
    b"Metadata",
    b"StructParent",
    b"StructParents",
];
const DEPTH_MAX: usize = 110;

/// Makes the new file. Refused when a page is not there (`document.no-such-page`),
/// none is chosen, or the result would be too long.
pub fn cut(cuts: &[Cut<'_>]) -> Result<Vec<u8>, Refusal> {
    let mut out = Document::with_version("1.7");
    let root = out.new_object_id();
    let mut kids = Vec::new();
    for cut in cuts {
        let readings = load::read(cut.bytes)?;
        let from = readings.shown();
        let pages = pages::of(from)?;
        let all: Vec<u32> = (1..=pages.len() as u32).collect();
        let wanted = if cut.pages.is_empty() { &all } else { &cut.pages };
        let mut known = BTreeMap::new();
        let mut copy = Copy { from, out: &mut out, known: &mut known };
        for number in wanted {
            let page = (*number as usize).checked_sub(1).and_then(|at| pages.get(at));
            let page = page.ok_or_else(|| {
                Refusal::of("document.no-such-page").with("page", number).with("pages", pages.len())
            })?;
            kids.push(Object::Reference(copy.page(*page, root)));
        }
        if kids.len() > PAGES_MAX {
            return Err(Refusal::of("document.pdf-too-complex"));
        }
    }
    if kids.is_empty() {
        return Err(Refusal::of("document.no-pages-chosen"));
    }
    done(out, root, kids, Dictionary::new())
}

/// The file with these pages, whose catalog says this besides.
pub(super) fn done(
    mut out: Document,
    root: ObjectId,
    kids: Vec<Object>,
    mut catalog: Dictionary,
) -> Result<Vec<u8>, Refusal> {
    let count = kids.len() as i64;
    out.set_object(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    catalog.set("Type", "Catalog");
    catalog.set("Pages", root);
    let catalog = out.add_object(catalog);
    out.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    out.save_to(&mut bytes).map_err(|_| load::broken())?;
    Ok(bytes)
}

/// Takes objects from one file into another.
pub(super) struct Copy<'a> {
    pub(super) from: &'a Document,
    pub(super) out: &'a mut Document,
    /// Those that were taken already, by their old numbers.
    pub(super) known: &'a mut BTreeMap<ObjectId, ObjectId>,
}

impl Copy<'_> {
    /// A page, as a kid of this tree.
    pub(super) fn page(&mut self, page: ObjectId, parent: ObjectId) -> ObjectId {
        let mut dict = dictionary! { "Type" => "Page", "Parent" => parent };
        let own = self.from.get_dictionary(page).ok();
        for key in OF_PAGE {
            if let Some(value) = own.and_then(|own| own.get(key).ok()) {
                let value = self.object(value, 0);
                dict.set(key, value);
            }
        }
        for key in INHERITED {
            if let Some(value) = inherited(self.from, page, key) {
                let value = self.object(value, 0);
                dict.set(key, value);
            }
        }
        self.out.add_object(dict)
    }

    /// Anything, with all that it leads to.
    pub(super) fn object(&mut self, object: &Object, depth: usize) -> Object {
        if depth > DEPTH_MAX {
            return Object::Null;
        }
        match object {
            Object::Reference(id) => self.reference(*id, depth),
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.object(item, depth + 1)).collect())
            }
            Object::Dictionary(dict) => Object::Dictionary(self.dict(dict, depth)),
            Object::Stream(stream) => {
                let dict = self.dict(&stream.dict, depth);
                let mut copied = Stream::new(dict, stream.content.clone());
                copied.allows_compression = false;
                Object::Stream(copied)
            }
            plain => plain.clone(),
        }
    }

    /// What leads away is left out of what says what it is: annotations, forms, pictures. In a list of fonts or
    /// pictures the same words are only their names.
    fn dict(&mut self, dict: &Dictionary, depth: usize) -> Dictionary {
        let mut out = Dictionary::new();
        let is_a_list = !says_what_it_is(dict);
        for (key, value) in dict.iter().filter(|(key, _)| is_a_list || !LEADS_AWAY.contains(&key.as_slice()))
        {
            let value = self.object(value, depth + 1);
            out.set(key.clone(), value);
        }
        out
    }

    /// A copied object keeps one copy; pages, trees of pages and catalogs that a
    /// chosen page speaks of are left out.
    fn reference(&mut self, id: ObjectId, depth: usize) -> Object {
        if let Some(known) = self.known.get(&id) {
            return Object::Reference(*known);
        }
        let Ok(object) = self.from.get_object(id) else { return Object::Null };
        let is_structure = |dict: &Dictionary| {
            matches!(dict.get_type(), Ok(b"Page" | b"Pages" | b"Catalog" | b"StructElem" | b"StructTreeRoot"))
        };
        if object.as_dict().is_ok_and(is_structure) {
            return Object::Null;
        }
        let new = self.out.new_object_id();
        self.known.insert(id, new);
        let object = self.object(object, depth + 1);
        self.out.set_object(new, object);
        Object::Reference(new)
    }
}

fn says_what_it_is(dict: &Dictionary) -> bool {
    [b"Type".as_slice(), b"Subtype"]
        .iter()
        .any(|key| dict.get(key).is_ok_and(|value| value.as_name().is_ok()))
}

/// `1-3, 5, 9-7` as pages in that order. Refused (`document.page-ranges`) when it
/// is anything else or asks for too many.
pub fn parse_ranges(text: &str) -> Result<Vec<u32>, Refusal> {
    let wrong = || Refusal::of("document.page-ranges");
    let mut pages = Vec::new();
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (first, last) = match part.split_once(['-', '–']) {
            Some((first, last)) => (first.trim(), last.trim()),
            None => (part, part),
        };
        let number = |text: &str| match text.parse::<u32>() {
            Ok(number) if (1..=PAGES_MAX as u32).contains(&number) => Ok(number),
            _ => Err(wrong()),
        };
        let (first, last) = (number(first)?, number(last)?);
        if first <= last {
            pages.extend(first..=last);
        } else {
            pages.extend((last..=first).rev());
        }
        if pages.len() > PAGES_MAX {
            return Err(wrong());
        }
    }
    Ok(pages)
}
