//! PDFs written by hand, so that each can be wrong in one way.

use lopdf::{Dictionary, Object, Stream};

/// What a page paints: a line of writing.
pub const WORDS: &str = "BT /F1 12 Tf 50 500 Td (Giay chung sinh) Tj ET";

/// The objects of a PDF of one page that paints this: 1 catalog, 2 pages, 3 page,
/// 4 content.
pub fn objects(paint: &str) -> Vec<String> {
    vec![
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << >> >>".into(),
        format!("<< /Length {} >>\nstream\n{paint}\nendstream", paint.len()),
    ]
}

/// A file of these objects, numbered from 1, with this trailer beside the root.
pub fn file_with_trailer(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut index = String::new();
    for (number, object) in objects.iter().enumerate() {
        index.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(
        format!(
            "xref\n0 {size}\n0000000000 65535 f \n{index}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n\
             startxref\n{start}\n%%EOF\n"
        )
        .bytes(),
    );
    file
}

pub fn file(objects: &[String]) -> Vec<u8> {
    file_with_trailer(objects, "")
}

/// One page of writing.
pub fn honest() -> Vec<u8> {
    file(&objects(WORDS))
}

/// The same with something more in one of its objects (1 catalog, 3 page) and more
/// objects from number 5 on.
pub fn with(object: usize, entry: &str, more: &[&str]) -> Vec<u8> {
    let mut all = objects(WORDS);
    all[object - 1] = all[object - 1].replacen("<<", &format!("<< {entry}"), 1);
    all.extend(more.iter().map(|text| text.to_string()));
    file(&all)
}

/// So many pages; each paints its number, or nothing when it is in `blank`.
pub fn pages(count: usize, blank: &[usize]) -> Vec<u8> {
    let kids: String = (0..count).map(|at| format!("{} 0 R ", 3 + at * 2)).collect();
    let mut all = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 420 595] >>"),
    ];
    for at in 0..count {
        let number = at + 1;
        let paint =
            if blank.contains(&number) { String::new() } else { format!("BT 9 9 Td (Trang {number}) Tj ET") };
        all.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << >> >>", 4 + at * 2));
        all.push(format!("<< /Length {} >>\nstream\n{paint}\nendstream", paint.len()));
    }
    file(&all)
}

/// A page that is this photograph, shown at a size of its own.
pub fn scan(jpeg: &[u8], width: u32, height: u32, rotate: i32) -> Vec<u8> {
    let mut document = lopdf::Document::with_version("1.5");
    let dict = |pairs: Vec<(&str, Object)>| {
        pairs.into_iter().fold(Dictionary::new(), |mut dict, (key, value)| {
            dict.set(key, value);
            dict
        })
    };
    let photograph = Stream::new(
        dict(vec![
            ("Type", "XObject".into()),
            ("Subtype", "Image".into()),
            ("Width", i64::from(width).into()),
            ("Height", i64::from(height).into()),
            ("ColorSpace", "DeviceRGB".into()),
            ("BitsPerComponent", 8.into()),
            ("Filter", "DCTDecode".into()),
        ]),
        jpeg.to_vec(),
    )
    .with_compression(false);
    let photograph = document.add_object(photograph);
    let content =
        document.add_object(Stream::new(Dictionary::new(), b"q 420 0 0 595 0 0 cm /Im0 Do Q".to_vec()));
    let pages = document.new_object_id();
    let shown = dict(vec![("XObject", dict(vec![("Im0", photograph.into())]).into())]);
    let page = document.add_object(dict(vec![
        ("Type", "Page".into()),
        ("Parent", pages.into()),
        ("MediaBox", vec![0.into(), 0.into(), 420.into(), 595.into()].into()),
        ("Rotate", rotate.into()),
        ("Contents", content.into()),
        ("Resources", shown.into()),
    ]));
    document.set_object(
        pages,
        dict(vec![("Type", "Pages".into()), ("Kids", vec![page.into()].into()), ("Count", 1.into())]),
    );
    let catalog = document.add_object(dict(vec![("Type", "Catalog".into()), ("Pages", pages.into())]));
    document.trailer.set("Root", catalog);
    saved(document, false)
}

/// The file rewritten with its objects packed in object streams.
pub fn packed(file: &[u8]) -> Vec<u8> {
    saved(lopdf::Document::load_mem(file).unwrap(), true)
}

fn saved(mut document: lopdf::Document, packed: bool) -> Vec<u8> {
    let mut out = Vec::new();
    if packed {
        document.save_modern(&mut out).unwrap();
    } else {
        document.save_to(&mut out).unwrap();
    }
    out
}

/// A stream that unpacks to so many bytes of this text, as object 5.
pub fn bomb(dict: &str, text: &[u8], bytes: usize) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), text.iter().copied().cycle().take(bytes).collect());
    stream.compress().unwrap();
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects(WORDS).iter().enumerate() {
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let head =
        format!("5 0 obj\n<< {dict} /Filter /FlateDecode /Length {} >>\nstream\n", stream.content.len());
    file.extend(head.bytes());
    file.extend(&stream.content);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n");
    file
}
