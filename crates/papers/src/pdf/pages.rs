//! The pages of a PDF, in order, with what they inherit.

use super::load::broken;
use lopdf::{Document, Object, ObjectId};
use motcua_core::Refusal;
use std::collections::BTreeSet;

/// The most pages of one file.
pub const PAGES_MAX: usize = 2_000;
const DEPTH_MAX: usize = 64;

/// The pages. Refused when there is none, a page stands in the tree twice, or
/// there are too many.
pub(super) fn of(document: &Document) -> Result<Vec<ObjectId>, Refusal> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    // What is still to be visited, the next last.
    let mut ahead = vec![(root.map_err(|_| broken())?, 0)];
    while let Some((id, depth)) = ahead.pop() {
        if !seen.insert(id) || depth > DEPTH_MAX {
            return Err(broken());
        }
        // Readers leave out what is not there.
        let Ok(node) = document.get_dictionary(id) else { continue };
        let kids = node.get_deref(b"Kids", document).and_then(Object::as_array);
        match (node.has_type(b"Page"), kids) {
            (false, Ok(kids)) => {
                let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
                ahead.extend(kids.map(|kid| (kid, depth + 1)));
            }
            _ => pages.push(id),
        }
        if pages.len() > PAGES_MAX || ahead.len() > PAGES_MAX * 4 {
            return Err(Refusal::of("document.pdf-too-complex"));
        }
    }
    if pages.is_empty() { Err(broken()) } else { Ok(pages) }
}

/// What a page says about itself, or inherits.
pub(super) fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEPTH_MAX {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}
