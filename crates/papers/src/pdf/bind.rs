//! Bản sao điện tử: scans with the paper that certifies them behind, as one file. Each page of a scan bears a mark
//! at its foot, as it is held to be read.

use super::cut::{Copy, done};
use super::load;
use super::pages::{self, PAGES_MAX, inherited};
use crate::picture;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use motcua_core::Refusal;
use motcua_core::document::Media;
use std::collections::BTreeMap;

/// A scan as the store keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// A PDF, or a picture that becomes a page.
    pub media: Media,
}

/// What is put together.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'a> {
    /// The scans, in order.
    pub scans: &'a [Scan<'a>],
    /// A PDF with a page for each page of them: what that page bears.
    pub marks: &'a [u8],
    /// The paper that comes behind.
    pub paper: &'a [u8],
    /// What the file is called.
    pub title: &'a str,
    /// What it says of itself, by which it is found again.
    pub keyword: &'a str,
}

/// Points between the edges of a page and its mark.
const MARGIN: f32 = 8.0;
/// The width in points of a page (A4) on which a mark is as large as it was drawn.
const FULL_WIDTH: f32 = 595.0;
const MARK: &str = "MotcuaMark";

/// Refuses (`comparison.layers`) a PDF that can show one thing or another: nobody could say which of them a copy
/// certifies.
pub fn must_be_bindable(bytes: &[u8]) -> Result<(), Refusal> {
    let readings = load::read(bytes)?;
    let layers = readings.all().any(|read| read.catalog().is_ok_and(|catalog| catalog.has(b"OCProperties")));
    if layers { Err(Refusal::of("comparison.layers")) } else { Ok(()) }
}

/// Puts it together. Refused as [`super::cut`] refuses, and where a scan is neither a PDF nor a picture
/// (`document.pdf-broken`). Of a page, what is seen of it is the whole page: what was cropped away nobody saw.
pub fn bind(binding: &Binding<'_>) -> Result<Vec<u8>, Refusal> {
    let mut out = Document::with_version("1.7");
    let root = out.new_object_id();
    let mut kids = Vec::new();
    let marks = load::read(binding.marks)?;
    let marks = marks.shown();
    let mut drawn = pages::of(marks)?.into_iter();
    // Faces that all marks share are taken once.
    let mut taken = BTreeMap::new();
    for scan in binding.scans {
        let page_of_picture;
        let bytes = match scan.media {
            Media::Pdf => {
                must_be_bindable(scan.bytes)?;
                scan.bytes
            }
            Media::Jpeg | Media::Png => {
                page_of_picture = picture::as_page(scan.bytes, scan.media)?;
                &page_of_picture
            }
            Media::Docx | Media::Xlsx => return Err(load::broken()),
        };
        let readings = load::read(bytes)?;
        let from = readings.shown();
        let mut known = BTreeMap::new();
        for page in pages::of(from)? {
            let mark = drawn.next().ok_or_else(load::broken)?;
            let form = form(&mut Copy { from: marks, out: &mut out, known: &mut taken }, mark)?;
            let seen = Seen::of(from, page);
            let copied = Copy { from, out: &mut out, known: &mut known }.page(page, root);
            lay(&mut out, copied, form, &seen)?;
            kids.push(Object::Reference(copied));
        }
    }
    let readings = load::read(binding.paper)?;
    let from = readings.shown();
    let mut known = BTreeMap::new();
    for page in pages::of(from)? {
        kids.push(Object::Reference(Copy { from, out: &mut out, known: &mut known }.page(page, root)));
    }
    if kids.len() > PAGES_MAX {
        return Err(Refusal::of("document.pdf-too-complex"));
    }
    let said = out.add_object(about(binding));
    done(out, root, kids, dictionary! { "Metadata" => said, "Lang" => Object::string_literal("vi-VN") })
}

/// What the file says of itself, readable without unpacking anything.
fn about(binding: &Binding<'_>) -> Stream {
    let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, keyword) = (plain(binding.title), plain(binding.keyword));
    let xmp = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <pdf:Keywords>{keyword}</pdf:Keywords></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    );
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(kind, xmp.into_bytes()).with_compression(false)
}

/// A page of the marks as something that another page can show.
fn form(copy: &mut Copy<'_>, mark: ObjectId) -> Result<(ObjectId, [f32; 2]), Refusal> {
    let content = copy.from.get_page_content(mark);
    let edges = edges(copy.from, mark, b"MediaBox").ok_or_else(load::broken)?;
    let resources = inherited(copy.from, mark, b"Resources").cloned().unwrap_or(Dictionary::new().into());
    let resources = copy.object(&resources, 0);
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
        "BBox" => edges.map(Object::Real).to_vec(),
    };
    let form = copy.out.add_object(Stream::new(dict, content));
    Ok((form, [edges[2] - edges[0], edges[3] - edges[1]]))
}

/// How a page is held to be read.
struct Seen {
    /// Its edges: left, lower, right, upper.
    edges: [f32; 4],
    /// Quarters of a turn, clockwise.
    turns: i64,
}

impl Seen {
    fn of(from: &Document, page: ObjectId) -> Seen {
        let whole = edges(from, page, b"MediaBox").unwrap_or([0.0, 0.0, FULL_WIDTH, 842.0]);
        let turned = inherited(from, page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
        let edges = edges(from, page, b"CropBox").unwrap_or(whole);
        Seen { edges, turns: turned.rem_euclid(360) / 90 }
    }

    /// Where a mark as large as this is laid: at the right of the lower edge as it is seen, below and beside what
    /// papers made here have at their foot.
    fn place(&self, [wide, high]: [f32; 2]) -> [f32; 6] {
        let [left, lower, right, upper] = self.edges;
        let (across, up) = (right - left, upper - lower);
        let (seen_wide, seen_high) = if self.turns % 2 == 0 { (across, up) } else { (up, across) };
        let scale = (seen_wide / FULL_WIDTH).min(seen_high / high / 4.0).max(0.01);
        let (x, y) = ((seen_wide - (wide + MARGIN) * scale).max(0.0), MARGIN * scale);
        // Where the lower left corner is as it is seen, and which way is right and up from there.
        let (corner, along, upwards) = match self.turns {
            0 => ([left, lower], [1.0, 0.0], [0.0, 1.0]),
            1 => ([right, lower], [0.0, 1.0], [-1.0, 0.0]),
            2 => ([right, upper], [-1.0, 0.0], [0.0, -1.0]),
            _ => ([left, upper], [0.0, -1.0], [1.0, 0.0]),
        };
        let at = |axis: usize| corner[axis] + along[axis] * x + upwards[axis] * y;
        let [a, b] = along.map(|part| part * scale);
        let [c, d] = upwards.map(|part| part * scale);
        [a, b, c, d, at(0), at(1)]
    }
}

fn edges(from: &Document, page: ObjectId, key: &[u8]) -> Option<[f32; 4]> {
    let all = inherited(from, page, key)?.as_array().ok()?;
    let number =
        |object: &Object| from.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
    let [a, b, c, d]: [f32; 4] = all.iter().map(number).collect::<Option<Vec<_>>>()?.try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// Lays the mark upon a page that was copied: behind what is drawn there, whatever state that leaves.
fn lay(
    out: &mut Document,
    page: ObjectId,
    (form, size): (ObjectId, [f32; 2]),
    seen: &Seen,
) -> Result<(), Refusal> {
    let whole = out.get_dictionary(page).map_err(|_| load::broken())?.clone();
    let resolved = |object: Option<&Object>| {
        object.and_then(|object| out.dereference(object).ok()).map(|(_, object)| object.clone())
    };
    let mut resources = match resolved(whole.get(b"Resources").ok()) {
        Some(Object::Dictionary(dict)) => dict,
        _ => Dictionary::new(),
    };
    let mut shown = match resolved(resources.get(b"XObject").ok()) {
        Some(Object::Dictionary(dict)) => dict,
        _ => Dictionary::new(),
    };
    shown.set(MARK, form);
    resources.set("XObject", shown);
    let contents = match whole.get(b"Contents").ok() {
        Some(contents) => match resolved(Some(contents)) {
            Some(Object::Array(parts)) => parts,
            _ => vec![contents.clone()],
        },
        None => Vec::new(),
    };
    let place = seen.place(size).map(|number| format!("{number:.4}")).join(" ");
    let before = out.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let after = format!("\nQ q {place} cm /{MARK} Do Q\n");
    let after = out.add_object(Stream::new(Dictionary::new(), after.into_bytes()));
    let all: Vec<Object> = std::iter::once(before.into()).chain(contents).chain([after.into()]).collect();
    let page = out.get_dictionary_mut(page).map_err(|_| load::broken())?;
    page.remove(b"CropBox");
    page.set("MediaBox", seen.edges.map(Object::Real).to_vec());
    page.set("Resources", resources);
    page.set("Contents", all);
    Ok(())
}
