//! Splitting and merging PDFs.

mod make;

use make::pdf::{honest, packed, pages, scan, with};
use make::picture::{jpeg, writing};
use motcua_core::document::Media;
use motcua_papers::pdf::{Binding, Cut, Scan, bind, count, cut, parse_ranges};
use motcua_papers::take;

/// What each page paints, in order.
fn painted(file: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(file).unwrap();
    document.page_iter().map(|page| String::from_utf8(document.get_page_content(page)).unwrap()).collect()
}

fn numbers(file: &[u8]) -> Vec<u32> {
    let number =
        |text: &String| text.split(['(', ')']).nth(1).unwrap().replace("Trang ", "").parse().unwrap();
    painted(file).iter().map(number).collect()
}

#[test]
fn the_chosen_pages_come_in_the_wanted_order_and_no_other_page_can_be_reached() {
    let ten = pages(10, &[]);
    for source in [ten.clone(), packed(&ten)] {
        for wanted in [vec![3], vec![1, 2, 3], vec![9, 2], vec![5, 5], (1..=10).collect()] {
            let made = cut(&[Cut { bytes: &source, pages: wanted.clone() }]).unwrap();
            assert_eq!(numbers(&made), wanted);
            let taken = take("moi.pdf", &made).unwrap();
            assert_eq!((taken.pages, taken.doubts.len()), (Some(wanted.len() as u32), 0));
            let text = String::from_utf8_lossy(&made).into_owned();
            let others = (1..=10).filter(|page| !wanted.contains(page));
            for other in others {
                assert!(!text.contains(&format!("(Trang {other})")), "{other} is still in {wanted:?}");
            }
        }
    }
    let all = cut(&[Cut { bytes: &ten, pages: Vec::new() }]).unwrap();
    assert_eq!(count(&all).unwrap(), 10, "no choice is all of them");
}

#[test]
fn several_files_become_one_with_what_their_pages_inherit() {
    let photograph = scan(&jpeg(&writing(800, 1100)), 800, 1100, 90);
    let three = pages(3, &[]);
    let made = cut(&[
        Cut { bytes: &three, pages: vec![3, 1] },
        Cut { bytes: &photograph, pages: vec![1] },
        Cut { bytes: &three, pages: vec![2] },
    ])
    .unwrap();
    assert_eq!(count(&made).unwrap(), 4);
    let document = lopdf::Document::load_mem(&made).unwrap();
    let of = |at: usize, key: &[u8]| {
        let page = document.page_iter().nth(at).unwrap();
        document.get_dictionary(page).unwrap().get(key).cloned().ok()
    };
    assert_eq!(of(2, b"Rotate").unwrap().as_i64().unwrap(), 90);
    assert!(of(0, b"MediaBox").is_some(), "it stood at the tree before");
    let large = photograph.len() + 2 * three.len();
    assert!(made.len() < large + 4_000, "{} bytes: what pages share is there once", made.len());
}

#[test]
fn nothing_that_leads_elsewhere_comes_along() {
    let linked = with(
        3,
        "/Annots [<< /Subtype /Link /A << /S /URI /URI (http://x) >> >> << /Subtype /Stamp /Contents (Da ky) >>]",
        &[],
    );
    let made = cut(&[Cut { bytes: &linked, pages: vec![1] }]).unwrap();
    let text = String::from_utf8_lossy(&made).into_owned();
    assert!(!text.contains("http://x") && text.contains("Da ky"), "marks stay, links go");
}

#[test]
fn what_cannot_be_cut_is_refused() {
    let page = honest();
    let one = |pages: Vec<u32>| cut(&[Cut { bytes: &page, pages }]).map_err(|refusal| refusal.code);
    assert_eq!(one(vec![2]), Err("document.no-such-page"));
    assert_eq!(one(vec![0]), Err("document.no-such-page"));
    assert_eq!(cut(&[]).unwrap_err().code, "document.no-pages-chosen");
    assert_eq!(cut(&[Cut { bytes: b"x", pages: vec![] }]).unwrap_err().code, "document.pdf-broken");
    assert_eq!(one(vec![1; 2_001]), Err("document.pdf-too-complex"));
}

#[test]
fn ranges_are_read_as_people_write_them() {
    let table: [(&str, Option<Vec<u32>>); 12] = [
        ("1-3, 5", Some(vec![1, 2, 3, 5])),
        ("3", Some(vec![3])),
        ("4-2", Some(vec![4, 3, 2])),
        (" 1 – 2 ; 2 ", Some(vec![1, 2, 2])),
        ("", Some(vec![])),
        (",,", Some(vec![])),
        ("0", None),
        ("1-", None),
        ("-1", None),
        ("a", None),
        ("1-99999", None),
        ("1-2000,1", None),
    ];
    for (text, want) in table {
        assert_eq!(parse_ranges(text).ok(), want, "{text}");
    }
}

/// A page whose font and picture have the names of what leads away elsewhere.
fn named_alike() -> Vec<u8> {
    let picture = jpeg(&writing(400, 500));
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let content = "BT /B 12 Tf 50 500 Td (chu) Tj ET q 400 0 0 500 0 0 cm /P Do Q";
    let head = format!(
        "<< /Type /XObject /Subtype /Image /Width 400 /Height 500 /BitsPerComponent 8 /ColorSpace /DeviceGray \
         /Filter /DCTDecode /Length {} >>",
        picture.len()
    );
    let objects: [Vec<u8>; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /CropBox [10 20 400 500] /Contents 4 0 R \
          /Resources << /Font << /B 5 0 R >> /XObject << /P 6 0 R >> >> >>"
            .to_vec(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        [head.as_bytes(), b"\nstream\n", &picture, b"\nendstream"].concat(),
    ];
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let rows: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let table = format!("xref\n0 7\n0000000000 65535 f \n{rows}");
    bytes.extend(format!("{table}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// The names in a list of resources of a page, each of something that is there.
fn named(file: &[u8], page: usize, list: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(file).unwrap();
    let page = document.page_iter().nth(page).unwrap();
    let resources = document.get_dictionary(page).unwrap().get_deref(b"Resources", &document).unwrap();
    let found = resources.as_dict().unwrap().get_deref(list, &document).unwrap().as_dict().unwrap();
    let is_there = |(name, value): (&Vec<u8>, &lopdf::Object)| {
        let (_, object) = document.dereference(value).unwrap();
        (*object != lopdf::Object::Null).then(|| String::from_utf8_lossy(name).into_owned())
    };
    found.iter().filter_map(is_there).collect()
}

/// Found by a second reader: a certified copy of a photograph was a blank page.
#[test]
fn a_picture_or_a_font_comes_along_whatever_it_is_called() {
    let made = cut(&[Cut { bytes: &named_alike(), pages: vec![1] }]).unwrap();
    assert_eq!(named(&made, 0, b"Font"), ["B"]);
    assert_eq!(named(&made, 0, b"XObject"), ["P"]);
}

fn bound(scans: &[Scan<'_>]) -> Result<Vec<u8>, &'static str> {
    let (marks, paper) = (pages(scans.len(), &[]), honest());
    let (title, keyword) = ("Lời chứng", "7K2M");
    let binding = Binding { scans, marks: &marks, paper: &paper, title, keyword };
    bind(&binding).map_err(|refusal| refusal.code)
}

#[test]
fn a_bound_copy_shows_what_was_seen_of_each_scan_with_its_mark_upon_it() {
    let (photograph, page) = (jpeg(&writing(800, 1100)), named_alike());
    let scans = [Scan { bytes: &page, media: Media::Pdf }, Scan { bytes: &photograph, media: Media::Jpeg }];
    let made = bound(&scans).unwrap();
    assert_eq!(count(&made).unwrap(), 3, "two scans and the paper");
    assert_eq!(named(&made, 0, b"XObject"), ["P", "MotcuaMark"]);
    assert_eq!(named(&made, 1, b"XObject"), ["Picture", "MotcuaMark"]);
    let document = lopdf::Document::load_mem(&made).unwrap();
    let first = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    let edges = first.get(b"MediaBox").unwrap().as_array().unwrap();
    let edges: Vec<f32> = edges.iter().map(|edge| edge.as_float().unwrap()).collect();
    assert_eq!(edges, [10.0, 20.0, 400.0, 500.0], "what was cropped away nobody saw");
    assert!(!first.has(b"CropBox"));
    for page in painted(&made).iter().take(2) {
        assert!(page.contains("/MotcuaMark Do"), "{page}");
    }
    let layers =
        String::from_utf8_lossy(&honest()).replace("/Type /Catalog", "/Type /Catalog /OCProperties << >>");
    assert_eq!(bound(&[Scan { bytes: layers.as_bytes(), media: Media::Pdf }]), Err("comparison.layers"));
}
