//! What is seen of a signature: a page of a PDF, taken over with its fonts and pictures.

use super::field::SignaturePlace;
use crate::pdf::fields::{inherited, pages};
use crate::pdf::file::PdfFile;
use crate::pdf::inflate::unpack;
use crate::pdf::object::{Data, Dict, Id, Object};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::write::Update;
use crate::problem::SignatureProblem;
use std::collections::HashMap;

/// What is seen of a signature on the paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Appearance {
    /// Nothing: an annex, a copy.
    Invisible,
    /// A mark on a page.
    Mark(SignatureMark),
}

/// A mark on a page: a person's signature, an agency's seal, or words that say who signed and when.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureMark {
    /// A PDF of one untagged page, for instance made by Typst: fonts come embedded, pictures with
    /// their transparency.
    pub drawn: Vec<u8>,
    /// Where it stands. A reserved field keeps its own page and edges.
    pub place: SignaturePlace,
}

/// A mark of more objects than this is none.
const OBJECTS_MAX: usize = 2_000;

/// Takes the drawing into the file that is signed, as a form that a field can show.
pub(crate) fn import(update: &mut Update<'_>, drawn: &[u8]) -> Result<Id, SignatureProblem> {
    take(update, drawn).map_err(|_| SignatureProblem::MarkUnusable)
}

fn take(update: &mut Update<'_>, drawn: &[u8]) -> Read<Id> {
    let drawn = PdfFile::read(drawn)?;
    let all = pages(&drawn)?;
    let [page] = all[..] else { return Err(Broken) };
    if drawn.is_encrypted() {
        return Err(Broken);
    }
    let content = content(&drawn, page)?;
    // Tags of the drawing would point into the structure of a file that is not there any more.
    if content.windows(5).any(|here| here == b"/MCID") {
        return Err(Broken);
    }
    let bounds = inherited(&drawn, page, "MediaBox")?.ok_or(Broken)?;
    let bounds = drawn.resolve(&bounds)?;
    if bounds.array().is_none_or(|edges| edges.len() != 4 || edges.iter().any(|edge| edge.number().is_none()))
    {
        return Err(Broken);
    }
    let resources = match inherited(&drawn, page, "Resources")? {
        Some(resources) => (*drawn.resolve(&resources)?).clone(),
        None => Object::Dict(Dict::default()),
    };
    let mut copies = Copies { from: &drawn, known: HashMap::new() };
    let resources = copies.copy(update, &resources)?;
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&content, 6);
    let form = Dict::default()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Form"))
        .with("BBox", (*bounds).clone())
        .with("Resources", resources)
        .with("Filter", Object::name("FlateDecode"))
        .with("Length", Object::Integer(packed.len() as i64));
    Ok(update.add(Object::Stream(form, Data::New(packed))))
}

/// What is drawn, of all parts of the page.
fn content(drawn: &PdfFile<'_>, page: Id) -> Read<Vec<u8>> {
    let page = drawn.get(page)?;
    let contents = page.dict().and_then(|page| page.get("Contents")).ok_or(Broken)?;
    let parts = match &*drawn.resolve(contents)? {
        Object::Array(parts) => parts.clone(),
        _ => vec![contents.clone()],
    };
    let mut content = Vec::new();
    for part in parts {
        let part = drawn.resolve(&part)?;
        let Object::Stream(dict, data) = &*part else { return Err(Broken) };
        content.extend(unpack(dict, drawn.data(data))?);
        content.push(b'\n');
    }
    Ok(content)
}

/// Objects of the drawing under their new numbers.
struct Copies<'a> {
    from: &'a PdfFile<'a>,
    known: HashMap<u32, Id>,
}

impl Copies<'_> {
    fn copy(&mut self, update: &mut Update<'_>, object: &Object) -> Read<Object> {
        Ok(match object {
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.copy(update, item)).collect::<Read<_>>()?)
            }
            Object::Dict(dict) => Object::Dict(self.dict(update, dict)?),
            Object::Stream(dict, data) => {
                Object::Stream(self.dict(update, dict)?, Data::New(self.from.data(data).to_vec()))
            }
            Object::Ref(id) => Object::Ref(self.reference(update, *id)?),
            plain => plain.clone(),
        })
    }

    fn dict(&mut self, update: &mut Update<'_>, dict: &Dict) -> Read<Dict> {
        let mut copy = Dict::default();
        for (key, value) in &dict.entries {
            // The way back to pages and tags stays behind.
            if !matches!(&key[..], b"Parent" | b"StructParent" | b"StructParents" | b"P") {
                let value = self.copy(update, value)?;
                copy.entries.push((key.clone(), value));
            }
        }
        Ok(copy)
    }

    fn reference(&mut self, update: &mut Update<'_>, id: Id) -> Read<Id> {
        if let Some(known) = self.known.get(&id.number) {
            return Ok(*known);
        }
        if self.known.len() >= OBJECTS_MAX {
            return Err(Broken);
        }
        let new = update.reserve();
        self.known.insert(id.number, new);
        let object = self.from.get(id)?;
        let copy = self.copy(update, &object)?;
        update.set(new, copy);
        Ok(new)
    }
}
