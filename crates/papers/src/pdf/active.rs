//! What acts when a PDF is opened, or hides other files in it. A paper only has to
//! be read; whatever else it can do is refused, wherever in the file it stands and
//! however its name is written (the reader has already turned `/J#53` into `/JS`).

use lopdf::{Dictionary, Document, Object};
use motcua_core::Refusal;

/// Entries that hold a programme, a form that is one, or other files.
const KEYS: [(&[u8], &str); 9] = [
    (b"JS", "JavaScript"),
    (b"JavaScript", "JavaScript"),
    (b"XFA", "XFA"),
    (b"EmbeddedFiles", "EmbeddedFile"),
    (b"EF", "EmbeddedFile"),
    (b"RF", "EmbeddedFile"),
    (b"RichMediaContent", "RichMedia"),
    (b"RichMediaSettings", "RichMedia"),
    (b"RichMediaExecute", "RichMedia"),
];
/// Kinds of action that do more than turn to a page or follow a link.
const ACTIONS: [&[u8]; 9] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"Rendition",
    b"RichMediaExecute",
    b"GoToE",
    b"Movie",
    b"Sound",
];
/// Marks on a page that hold files or play something.
const MARKS: [&[u8]; 6] = [b"FileAttachment", b"RichMedia", b"Screen", b"Movie", b"Sound", b"3D"];
/// Actions that may happen by themselves when the file is opened.
const HARMLESS: [&[u8]; 2] = [b"GoTo", b"Named"];

/// Refused (`document.pdf-active`) when anything in it acts.
pub(super) fn must_be_passive(document: &Document) -> Result<(), Refusal> {
    let found = in_dictionary(document, &document.trailer)
        .or_else(|| document.objects.values().find_map(|object| in_object(document, object)));
    match found {
        Some(what) => Err(Refusal::of("document.pdf-active").with("found", what)),
        None => Ok(()),
    }
}

/// The depth of an object is limited by the reader that made it.
fn in_object(document: &Document, object: &Object) -> Option<String> {
    match object {
        Object::Array(items) => items.iter().find_map(|item| in_object(document, item)),
        Object::Dictionary(dict) => in_dictionary(document, dict),
        Object::Stream(stream) => in_dictionary(document, &stream.dict),
        _ => None,
    }
}

fn in_dictionary(document: &Document, dict: &Dictionary) -> Option<String> {
    let name = |key: &[u8]| match dict.get_deref(key, document) {
        Ok(Object::Name(name)) => Some(name.as_slice()),
        _ => None,
    };
    if let Some((_, what)) = KEYS.iter().find(|(key, _)| dict.has(key)) {
        return Some(what.to_string());
    }
    if let Some(action) = name(b"S").filter(|action| ACTIONS.contains(action)) {
        return Some(String::from_utf8_lossy(action).into_owned());
    }
    if let Some(mark) = name(b"Subtype").filter(|mark| MARKS.contains(mark)) {
        return Some(String::from_utf8_lossy(mark).into_owned());
    }
    if name(b"Type") == Some(b"EmbeddedFile") {
        return Some("EmbeddedFile".to_string());
    }
    if dict.get_deref(b"AA", document).is_ok_and(|actions| holds_an_action(document, actions)) {
        return Some("AA".to_string());
    }
    if let Ok(Object::Dictionary(action)) = dict.get_deref(b"OpenAction", document) {
        let kind = action.get_deref(b"S", document).and_then(Object::as_name);
        if !kind.is_ok_and(|kind| HARMLESS.contains(&kind)) || action.has(b"Next") {
            return Some("OpenAction".to_string());
        }
    }
    dict.iter().find_map(|(_, value)| in_object(document, value))
}

/// `AA` is also what a font may be called on a page: only a dictionary of actions
/// is one.
fn holds_an_action(document: &Document, actions: &Object) -> bool {
    let Object::Dictionary(actions) = actions else { return false };
    actions.iter().any(|(_, action)| match document.dereference(action) {
        Ok((_, Object::Dictionary(action))) => action.has(b"S"),
        _ => false,
    })
}
