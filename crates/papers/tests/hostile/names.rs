//! Names that lie.

use crate::make::{pdf, picture};
use crate::{Hostile, Want};
use Want::{No, Yes};

pub fn files() -> Vec<Hostile> {
    let page = || pdf::honest();
    let kind = No("document.kind-not-allowed");
    vec![
        ("nothing at all", "rong.pdf", Vec::new(), No("document.empty")),
        ("21 MB", "lon.pdf", vec![b'%'; 21 * 1024 * 1024], No("document.too-large")),
        ("no extension", "giay", page(), kind),
        ("a programme", "giay.exe", b"MZ\x90\0".to_vec(), kind),
        ("a programme called a paper", "giay.pdf.exe", page(), kind),
        ("a paper called a programme's paper", "giay.exe.pdf", page(), Yes(Some(1), &[])),
        ("a name cut by a NUL", "giay.pdf\0.exe", page(), kind),
        ("a NUL before the true extension", "giay.exe\0.pdf", page(), Yes(Some(1), &[])),
        ("a name that reads from right to left", "giay\u{202e}fdp.exe", page(), kind),
        ("a name of dots", "....", page(), kind),
        ("a name with a last dot", "giay.pdf.", page(), kind),
        ("a name that climbs out", "../../../etc/passwd.pdf", page(), Yes(Some(1), &[])),
        ("a stream of another file system", "giay.pdf::$DATA", page(), kind),
        ("a name of 10,000 letters", long_name(), page(), Yes(Some(1), &[])),
        ("capital letters", "GIAY.PDF", page(), Yes(Some(1), &[])),
        (
            "a picture called a PDF",
            "giay.pdf",
            picture::png(&picture::writing(60, 80)),
            No("document.not-what-it-says"),
        ),
        ("a PDF called a picture", "anh.jpg", page(), No("document.not-what-it-says")),
        (
            "a JPEG called a PNG",
            "anh.png",
            picture::jpeg(&picture::writing(60, 80)),
            No("document.not-what-it-says"),
        ),
    ]
}

fn long_name() -> &'static str {
    Box::leak(format!("{}.pdf", "dài".repeat(3_333)).into_boxed_str())
}
