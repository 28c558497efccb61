//! Pictures.

use crate::make::eicar;
use crate::make::picture::*;
use crate::{Hostile, Want};
use Want::{No, Yes};
use motcua_core::document::{Doubt, Media};
use motcua_papers::take;

const PLAIN: Want = Yes(Some(1), &[]);
const BROKEN: Want = No("document.picture-broken");
const TOO_LARGE: Want = No("document.picture-too-large");
const CONVERT: Want = No("document.convert-picture");

pub fn files() -> Vec<Hostile> {
    let page = writing(1000, 1400);
    let (as_jpeg, as_png) = (jpeg(&page), png(&page));
    let cut = |bytes: &[u8], share: usize| bytes[..bytes.len() * share / 100].to_vec();
    vec![
        ("a PNG of 50,000 by 50,000 points", "a.png", png_of_claimed_size(50_000, 50_000, 8, 2), TOO_LARGE),
        (
            "a PNG one point high and four billion wide",
            "a.png",
            png_of_claimed_size(u32::MAX, 1, 8, 0),
            TOO_LARGE,
        ),
        ("a PNG of 7,000 by 7,000 in 64 bits", "a.png", png_of_claimed_size(7_000, 7_000, 16, 6), TOO_LARGE),
        ("a PNG without points", "a.png", png_of_claimed_size(0, 0, 8, 2), BROKEN),
        ("a PNG that says more than it has", "a.png", png_of_claimed_size(3_000, 3_000, 8, 0), BROKEN),
        ("only the beginning of a PNG", "a.png", b"\x89PNG\r\n\x1a\n".to_vec(), BROKEN),
        ("half a PNG", "a.png", cut(&as_png, 50), BROKEN),
        ("half a JPEG", "a.jpg", cut(&as_jpeg, 60), BROKEN),
        ("a PNG with a book of text inside", "a.png", with_chunk(&as_png, b"tEXt", &[b'k'; 100_000]), PLAIN),
        ("a PNG with a text that unpacks to much", "a.png", with_chunk(&as_png, b"zTXt", &zeros()), PLAIN),
        ("a PNG that is animated", "a.png", with_chunk(&as_png, b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), PLAIN),
        ("a JPEG of 65,535 by 65,535 points", "a.jpg", with_size(&as_jpeg, 65_535, 65_535), TOO_LARGE),
        ("a JPEG without points", "a.jpg", with_size(&as_jpeg, 0, 0), BROKEN),
        ("only the beginning of a JPEG", "a.jpg", b"\xff\xd8\xff\xe0".to_vec(), BROKEN),
        (
            "a JPEG of noise behind its beginning",
            "a.jpg",
            [b"\xff\xd8\xff".to_vec(), noise(9_999)].concat(),
            BROKEN,
        ),
        (
            "a JPEG with a segment longer than the file",
            "a.jpg",
            b"\xff\xd8\xff\xe1\xff\xff\0\0".to_vec(),
            BROKEN,
        ),
        ("a JPEG that says where it was taken", "a.jpg", with_segment(&as_jpeg, 0xe1, &exif(1)), PLAIN),
        ("a JPEG with a virus as a comment", "a.jpg", with_segment(&as_jpeg, 0xfe, &eicar()), PLAIN),
        ("a JPEG with a script as a comment", "a.jpg", with_segment(&as_jpeg, 0xfe, b"<script>"), PLAIN),
        ("a JPEG in the four colours of print", "a.jpg", cmyk(), Yes(Some(1), &[Doubt::Blank])),
        ("a progressive JPEG", "a.jpg", progressive(1), Yes(Some(1), &[Doubt::Blank])),
        ("a JPEG that is drawn 5,000 times", "a.jpg", progressive(5_000), BROKEN),
        ("a chat programme's JPEG", "a.jfif", as_jpeg.clone(), PLAIN),
        ("a phone's HEIC", "a.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), CONVERT),
        ("a HEIC called a JPEG", "a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), CONVERT),
        ("a WebP", "a.webp", b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), CONVERT),
        ("a GIF", "a.gif", b"GIF89a\x01\0\x01\0".to_vec(), CONVERT),
        ("a TIFF", "a.tiff", b"II*\0\x08\0\0\0".to_vec(), CONVERT),
        (
            "an SVG with a script",
            "a.svg",
            b"<svg><script>alert(1)</script></svg>".to_vec(),
            No("document.kind-not-allowed"),
        ),
        ("an SVG called a PNG", "a.png", b"<svg xmlns='x'/>".to_vec(), No("document.not-what-it-says")),
        ("one white point", "a.png", png(&paper(1, 1)), Yes(Some(1), &[Doubt::Blank])),
    ]
}

/// A zlib stream of 20 MB of zeros, as a compressed text named x.
fn zeros() -> Vec<u8> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), vec![0; 20_000_000]);
    stream.compress().unwrap();
    [b"x\0\0".to_vec(), stream.content].concat()
}

fn noise(bytes: u32) -> Vec<u8> {
    (0..bytes).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// The size in the head of a baseline JPEG.
fn with_size(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut out = jpeg.to_vec();
    let at = jpeg.windows(2).position(|pair| pair == b"\xff\xc0").unwrap();
    out[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    out[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    out
}

/// 64 by 64 points of one colour, coded by hand from the tables of a grey JPEG: each
/// block is "no change" (00) and "nothing more" (1010).
fn by_hand(frame: &[u8], scans: &[(&[u8], Vec<u8>)]) -> Vec<u8> {
    let mut grey = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut grey, 60);
    image::ImageEncoder::write_image(encoder, &[128; 64], 8, 8, image::ExtendedColorType::L8).unwrap();
    let mut out = b"\xff\xd8\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0".to_vec();
    let mut at = 2;
    while grey[at + 1] != 0xda {
        let end = at + 2 + usize::from(u16::from_be_bytes([grey[at + 2], grey[at + 3]]));
        if matches!(grey[at + 1], 0xdb | 0xc4) {
            out.extend(&grey[at..end]);
        }
        at = end;
    }
    out.extend(frame);
    for (head, data) in scans {
        out.extend(*head);
        out.extend(data);
    }
    out.extend(b"\xff\xd9");
    out
}

fn cmyk() -> Vec<u8> {
    let frame = b"\xff\xc0\0\x14\x08\0\x40\0\x40\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0";
    let head = b"\xff\xda\0\x0e\x04\x01\0\x02\0\x03\0\x04\0\0\x3f\0";
    by_hand(frame, &[(head, [0x28, 0xa2, 0x8a].repeat(64))])
}

fn progressive(scans: usize) -> Vec<u8> {
    let frame = b"\xff\xc2\0\x0b\x08\0\x40\0\x40\x01\x01\x11\0";
    let first: (&[u8], Vec<u8>) = (b"\xff\xda\0\x08\x01\x01\0\0\0\0", vec![0; 16]);
    let more: (&[u8], Vec<u8>) = (b"\xff\xda\0\x08\x01\x01\0\x01\x3f\0", vec![0xaa; 32]);
    let mut all = vec![first];
    all.extend(std::iter::repeat_n(more, scans));
    by_hand(frame, &all)
}

/// However the camera was held, the page stands upright and nothing of the camera
/// is left.
#[test]
fn a_picture_stands_upright_and_tells_nothing() {
    let page = writing(1000, 1400);
    let mark = |picture: &image::GrayImage| {
        // Which corner is dark.
        let (w, h) = picture.dimensions();
        let corners = [(20, 20), (w - 20, 20), (20, h - 20), (w - 20, h - 20)];
        corners.map(|(x, y)| picture.get_pixel(x, y).0[0] < 128)
    };
    let mut marked = page.clone();
    (0..40).for_each(|x| (0..40).for_each(|y| marked.put_pixel(x, y, image::Luma([0]))));
    for orientation in 1..=8_u16 {
        // The picture as a camera held that way would store it.
        let stored = match orientation {
            1 => marked.clone(),
            2 => image::imageops::flip_horizontal(&marked),
            3 => image::imageops::rotate180(&marked),
            4 => image::imageops::flip_vertical(&marked),
            5 => image::imageops::flip_horizontal(&image::imageops::rotate90(&marked)),
            6 => image::imageops::rotate270(&marked),
            7 => image::imageops::flip_horizontal(&image::imageops::rotate270(&marked)),
            _ => image::imageops::rotate90(&marked),
        };
        let sent = with_segment(&jpeg(&stored), 0xe1, &exif(orientation));
        let taken = take("a.jpg", &sent).unwrap();
        assert_eq!((taken.media, taken.doubts.as_slice()), (Media::Jpeg, &[][..]), "{orientation}");
        let kept = image::load_from_memory(&taken.bytes).unwrap().into_luma8();
        assert_eq!(kept.dimensions(), (1000, 1400), "{orientation}");
        assert_eq!(mark(&kept), [true, false, false, false], "{orientation}");
        assert!(!taken.bytes.windows(4).any(|word| word == b"Exif" || word == b"1646"), "{orientation}");
    }
    let sent = with_segment(&jpeg(&page), 0xfe, &eicar());
    let kept = take("a.jpg", &sent).unwrap();
    assert!(!kept.bytes.windows(5).any(|word| word == b"EICAR"));
}
