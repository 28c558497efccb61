//! Files that are two kinds at once, and a virus that every scanner knows.

use crate::make::{eicar, office, pdf, picture};
use crate::{Hostile, Want};
use Want::{No, Yes};

const OTHER: Want = No("document.not-what-it-says");

pub fn files() -> Vec<Hostile> {
    let join = |first: Vec<u8>, second: Vec<u8>| [first, second].concat();
    let page = picture::writing(1000, 1400);
    let comment = |text: &str| {
        let file = String::from_utf8_lossy(&pdf::honest()).replacen(
            "%PDF-1.7\n",
            &format!("%PDF-1.7\n%{text}\n"),
            1,
        );
        file.into_bytes()
    };
    vec![
        ("a PDF that is also a ZIP", "a.pdf", join(pdf::honest(), office::docx()), OTHER),
        (
            "a PDF with a page of the web behind it",
            "a.pdf",
            join(pdf::honest(), b"<script>alert(1)</script>".to_vec()),
            OTHER,
        ),
        ("a PDF with 4 kB of nothing behind it", "a.pdf", join(pdf::honest(), vec![b' '; 4_096]), OTHER),
        ("a PDF with a virus behind it", "a.pdf", join(pdf::honest(), eicar()), OTHER),
        ("a PDF with a page of the web as a comment", "a.pdf", comment("<html><script>"), Yes(Some(1), &[])),
        (
            "a picture with a PDF behind it",
            "a.jpg",
            join(picture::jpeg(&page), pdf::honest()),
            Yes(Some(1), &[]),
        ),
        (
            "a picture with a ZIP behind it",
            "a.png",
            join(picture::png(&page), office::docx()),
            Yes(Some(1), &[]),
        ),
        ("a ZIP with a PDF in front", "a.docx", join(pdf::honest(), office::docx()), OTHER),
        (
            "a ZIP that begins with a PDF's head inside",
            "a.docx",
            office::docx_with(&[("%PDF-1.7", "x")]),
            OTHER,
        ),
        ("a virus by itself", "a.pdf", eicar(), OTHER),
        ("a virus as a text", "eicar.com", eicar(), No("document.kind-not-allowed")),
    ]
}
