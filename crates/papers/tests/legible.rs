//! The thresholds of legibility, on pages whose state is known.

mod make;

use image::GrayImage;
use image::imageops::{rotate90, rotate270};
use make::picture::{blurred, jpeg, on_a_table, paper, writing};
use motcua_core::document::Doubt;
use motcua_papers::{measure, take};

fn doubts(page: &GrayImage) -> Vec<Doubt> {
    take("trang.jpg", &jpeg(page)).unwrap().doubts
}

#[test]
fn pages_in_a_known_state_are_seen_as_what_they_are() {
    let page = writing(1240, 1754);
    let table: [(&str, GrayImage, &[Doubt]); 14] = [
        ("as scanned", page.clone(), &[]),
        ("as photographed by a phone", writing(3000, 4000), &[]),
        ("on a dark table in half a shadow", on_a_table(&page), &[]),
        ("a little soft, still readable", blurred(&page, 0.8), &[]),
        ("a wide page", writing(1754, 1240), &[]),
        ("out of focus", blurred(&page, 3.0), &[Doubt::Blurred]),
        ("moved", blurred(&page, 5.0), &[Doubt::Blurred]),
        ("out of focus on a table", on_a_table(&blurred(&page, 4.0)), &[Doubt::Blurred]),
        ("on its right side", rotate90(&page), &[Doubt::Sideways]),
        ("on its left side", rotate270(&page), &[Doubt::Sideways]),
        ("white paper", paper(1240, 1754), &[Doubt::Blank]),
        ("the lens was covered", GrayImage::from_pixel(1200, 900, image::Luma([3])), &[Doubt::Blank]),
        ("a thumbnail", image::imageops::thumbnail(&page, 300, 424), &[Doubt::Coarse]),
        ("a white thumbnail", paper(300, 424), &[Doubt::Blank]),
    ];
    let mut wrong = Vec::new();
    for (what, page, want) in table {
        let seen = doubts(&page);
        if seen != want {
            wrong.push(format!("{what}: {seen:?}, not {want:?}; {:?}", measure(&page)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A sharp and a blurred page lie far enough from the threshold on both sides.
#[test]
fn sharpness_falls_as_a_page_gets_softer() {
    let page = writing(1240, 1754);
    let of = |sigma: f32| measure(&blurred(&page, sigma)).sharpness;
    let steps = [0.5, 1.0, 1.5, 2.0, 3.0, 4.0].map(of);
    assert!(steps.windows(2).all(|pair| pair[0] > pair[1]), "{steps:?}");
    assert!(measure(&page).sharpness > 1.0 && steps[4] < 0.2, "{steps:?}");
}
