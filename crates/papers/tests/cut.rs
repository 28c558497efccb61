//! Splitting and merging PDFs.

mod make;

use make::pdf::{honest, packed, pages, scan, with};
use make::picture::{jpeg, writing};
use motcua_papers::pdf::{Cut, count, cut, parse_ranges};
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
