//! Pages and signature fields of a file.

use super::file::PdfFile;
use super::object::{Dict, Id, Object, words_of};
use super::parse::{Broken, Read};
use std::collections::HashSet;

/// More fields or pages than this are not walked.
const WALKED_MAX: usize = 100_000;

/// A field for a signature, empty or signed.
#[derive(Clone)]
pub(crate) struct SignatureField {
    pub id: Id,
    pub name: String,
    pub dict: Dict,
    /// What it holds, where it is an object of its own.
    pub value: Option<Id>,
    /// It holds something, of whatever kind.
    pub is_filled: bool,
}

/// All signature fields, in the order of the form.
pub(crate) fn signature_fields(file: &PdfFile<'_>) -> Read<Vec<SignatureField>> {
    let (_, root) = file.root()?;
    let Some(form) = file.dict_at(&root, "AcroForm")? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting: Vec<(Object, String, bool)> = file
        .array_at(&form, "Fields")?
        .into_iter()
        .rev()
        .map(|field| (field, String::new(), false))
        .collect();
    while let Some((field, before, is_signature)) = waiting.pop() {
        let id = field.id().ok_or(Broken)?;
        if !seen.insert(id.number) || seen.len() > WALKED_MAX {
            return Err(Broken);
        }
        let object = file.get(id)?;
        let Some(dict) = object.dict() else { continue };
        let own = dict.get("T").map(|text| file.resolve(text)).transpose()?;
        let own = own.as_ref().and_then(|text| text.text()).map(words_of);
        let name = match own {
            Some(own) if before.is_empty() => own,
            Some(own) => format!("{before}.{own}"),
            None => before,
        };
        let is_signature = if dict.get("FT").is_some() { dict.is("FT", "Sig") } else { is_signature };
        let kids = file.array_at(dict, "Kids")?;
        // A field whose kids have no names of their own is one field with several places.
        let is_parent = kids.iter().any(|kid| {
            kid.id()
                .and_then(|kid| file.get(kid).ok())
                .is_some_and(|kid| kid.dict().is_some_and(|kid| kid.get("T").is_some()))
        });
        if is_parent {
            waiting.extend(kids.into_iter().rev().map(|kid| (kid, name.clone(), is_signature)));
        } else if is_signature {
            let value = dict.get("V").and_then(Object::id);
            let is_filled = dict.get("V").is_some_and(|value| *value != Object::Null);
            found.push(SignatureField { id, name, dict: dict.clone(), value, is_filled });
        }
    }
    Ok(found)
}

/// The pages in their order.
pub(crate) fn pages(file: &PdfFile<'_>) -> Read<Vec<Id>> {
    let (_, root) = file.root()?;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![root.get("Pages").and_then(Object::id).ok_or(Broken)?];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.number) || seen.len() > WALKED_MAX {
            return Err(Broken);
        }
        let object = file.get(id)?;
        let dict = object.dict().ok_or(Broken)?;
        if dict.get("Kids").is_some() {
            let kids = file.array_at(dict, "Kids")?;
            let kids: Option<Vec<Id>> = kids.iter().rev().map(Object::id).collect();
            waiting.extend(kids.ok_or(Broken)?);
        } else {
            found.push(id);
        }
    }
    Ok(found)
}

/// What a page has of its own or from the nodes above it.
pub(crate) fn inherited(file: &PdfFile<'_>, page: Id, key: &str) -> Read<Option<Object>> {
    let mut at = page;
    for _ in 0..64 {
        let object = file.get(at)?;
        let dict = object.dict().ok_or(Broken)?;
        if let Some(value) = dict.get(key) {
            return Ok(Some(value.clone()));
        }
        match dict.get("Parent").and_then(Object::id) {
            Some(parent) => at = parent,
            None => return Ok(None),
        }
    }
    Err(Broken)
}

/// What a certifying signature allows afterwards (DocMDP), if the field holds one.
pub(crate) fn permission(file: &PdfFile<'_>, field: &SignatureField) -> Option<i64> {
    let object = file.get(field.value?).ok()?;
    let references = file.array_at(object.dict()?, "Reference").ok()?;
    references.iter().find_map(|reference| {
        let reference = file.resolve(reference).ok()?;
        let reference = reference.dict()?;
        if !reference.is("TransformMethod", "DocMDP") {
            return None;
        }
        let parms = file.dict_at(reference, "TransformParams").ok()?;
        Some(parms.and_then(|parms| parms.integer("P")).unwrap_or(2))
    })
}
