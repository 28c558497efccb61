//! The field that holds a signature, and where it stands. Fields for later signatures can be made
//! beforehand: a paper's structure may not change any more once somebody has signed it.

use super::structure::tag;
use crate::digest::sha256;
use crate::pdf::fields::{SignatureField, pages, signature_fields};
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Data, Dict, Id, Object, text_of};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::write::Update;
use crate::problem::SignatureProblem;

/// Where on a paper a signature stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SignaturePlace {
    /// The name of its field, unique in the paper; empty for one that is free.
    pub field: String,
    /// The page, from 1.
    pub page: usize,
    /// Left, lower, right and upper edge in points from the page's lower left corner.
    pub rect: [f64; 4],
    /// What is read out instead of the mark.
    pub spoken: String,
}

/// Makes empty fields before the first signature, so that all who sign a tagged paper find their place in
/// its structure. Once somebody has signed it is too late.
pub fn reserve(pdf: &[u8], places: &[SignaturePlace]) -> Result<Vec<u8>, SignatureProblem> {
    let file = opened(pdf)?;
    let mut fields = signature_fields(&file).map_err(|_| SignatureProblem::PdfBroken)?;
    if fields.iter().any(|field| field.is_filled) {
        return Err(SignatureProblem::PdfLocked);
    }
    let mut update = Update::of(&file);
    for place in places {
        let name = free_name(&place.field, &fields)?;
        let blank = update.add(blank(place.rect));
        let page = page(&file, place.page)?;
        let new = NewField { name: &name, page, rect: place.rect, spoken: &place.spoken, is_tagged: true };
        let id = new.add(&mut update, Some(blank), None).map_err(|_| SignatureProblem::PdfBroken)?;
        fields.push(SignatureField { id, name, dict: Dict::default(), value: None, is_filled: false });
    }
    let written = update.write(mark(&[pdf])).map_err(|_| SignatureProblem::PdfBroken)?;
    Ok(written.bytes)
}

/// A file that can be signed as far as its form goes.
pub(crate) fn opened(pdf: &[u8]) -> Result<PdfFile<'_>, SignatureProblem> {
    let file = PdfFile::read(pdf).map_err(|_| SignatureProblem::PdfBroken)?;
    if file.is_encrypted() { Err(SignatureProblem::PdfEncrypted) } else { Ok(file) }
}

pub(crate) fn page(file: &PdfFile<'_>, number: usize) -> Result<Id, SignatureProblem> {
    let pages = pages(file).map_err(|_| SignatureProblem::PdfBroken)?;
    number.checked_sub(1).and_then(|at| pages.get(at).copied()).ok_or(SignatureProblem::PageMissing)
}

/// The second half of a file's identifier: another one for each update, and the same for the same one.
pub(crate) fn mark(of: &[&[u8]]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&sha256(&of.iter().flat_map(|part| sha256(part)).collect::<Vec<u8>>())[..16]);
    half
}

/// The name that was wished for, or the next that is free.
pub(crate) fn free_name(wished: &str, fields: &[SignatureField]) -> Result<String, SignatureProblem> {
    let is_free = |name: &String| fields.iter().all(|field| field.name != *name);
    if !wished.is_empty() {
        let is_plain = !wished.contains('.');
        return Some(wished.to_string())
            .filter(is_free)
            .filter(|_| is_plain)
            .ok_or(SignatureProblem::FieldTaken);
    }
    (1..).map(|n| format!("ChuKy{n}")).find(is_free).ok_or(SignatureProblem::FieldTaken)
}

/// What is shown of a field that nobody has signed: nothing. PDF/A wants it drawn all the same.
fn blank(rect: [f64; 4]) -> Object {
    let size = [0.0, 0.0, rect[2] - rect[0], rect[3] - rect[1]];
    let form = Dict::default()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Form"))
        .with("BBox", edges(size))
        .with("Resources", Object::Dict(Dict::default()))
        .with("Length", Object::Integer(0));
    Object::Stream(form, Data::New(Vec::new()))
}

fn edges(rect: [f64; 4]) -> Object {
    Object::Array(rect.iter().map(|edge| Object::Real(format!("{edge:.2}"))).collect())
}

pub(crate) fn drawn(form: Id) -> Object {
    Object::Dict(Dict::default().with("N", Object::Ref(form)))
}

/// A field that the paper does not have yet.
pub(crate) struct NewField<'a> {
    pub name: &'a str,
    pub page: Id,
    pub rect: [f64; 4],
    pub spoken: &'a str,
    pub is_tagged: bool,
}

impl NewField<'_> {
    /// Puts it on its page, into the form, and into the structure where there is one.
    pub fn add(&self, update: &mut Update<'_>, form: Option<Id>, value: Option<Id>) -> Read<Id> {
        let (root_id, _) = update.file.root()?;
        let Object::Dict(mut root) = update.get(root_id)? else { return Err(Broken) };
        let id = update.reserve();
        let key = if self.is_tagged { tag(update, &root, id, self.page, self.spoken)? } else { None };
        // Shown, printed, and where it is.
        let flags = 4 + 128;
        let mut widget = Dict::default()
            .with("Type", Object::name("Annot"))
            .with("Subtype", Object::name("Widget"))
            .with("FT", Object::name("Sig"))
            .with("T", text_of(self.name))
            .with("TU", text_of(self.spoken))
            .with("F", Object::Integer(flags))
            .with("Rect", edges(self.rect))
            .with("P", Object::Ref(self.page));
        if let Some(form) = form {
            widget.set("AP", drawn(form));
        }
        if let Some(value) = value {
            widget.set("V", Object::Ref(value));
        }
        if let Some(key) = key {
            widget.set("StructParent", Object::Integer(key));
        }
        update.set(id, Object::Dict(widget));

        let Object::Dict(mut page) = update.get(self.page)? else { return Err(Broken) };
        append(update, &mut page, "Annots", Object::Ref(id))?;
        if key.is_some() && page.get("Tabs").is_none() {
            page.set("Tabs", Object::name("S"));
        }
        update.set(self.page, Object::Dict(page));

        let form = root.get("AcroForm").cloned();
        let mut dict = match &form {
            None => Dict::default(),
            Some(form) => match update.resolve(form)? {
                Object::Dict(dict) => dict,
                _ => return Err(Broken),
            },
        };
        append(update, &mut dict, "Fields", Object::Ref(id))?;
        dict.set("SigFlags", Object::Integer(3));
        match form.as_ref().and_then(Object::id) {
            Some(id) => update.set(id, Object::Dict(dict)),
            None => {
                let form = update.add(Object::Dict(dict));
                root.set("AcroForm", Object::Ref(form));
                update.set(root_id, Object::Dict(root));
            }
        }
        Ok(id)
    }
}

/// One item more in a list, wherever the list stands.
fn append(update: &mut Update<'_>, dict: &mut Dict, key: &str, item: Object) -> Read<()> {
    let before = dict.get(key).cloned();
    let mut items = match before.as_ref().map(|list| update.resolve(list)).transpose()? {
        None | Some(Object::Null) => Vec::new(),
        Some(Object::Array(items)) => items,
        Some(_) => return Err(Broken),
    };
    items.push(item);
    match before.as_ref().and_then(Object::id) {
        Some(id) => update.set(id, Object::Array(items)),
        None => dict.set(key, Object::Array(items)),
    }
    Ok(())
}
