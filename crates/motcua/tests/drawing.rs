//! `motcua draw_pages`: the program that draws one file and ends.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn drawn(bytes: &[u8]) -> Option<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(["draw_pages", "--", "giay.pdf"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It may end before it has read everything.
    let _ = stdin.write_all(bytes);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

/// A PDF of one page that paints this, with such resources and further objects.
fn pdf(paint: &str, resources: &str, more: &str) -> Vec<u8> {
    let length = paint.len();
    format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << {resources} >> >>\nendobj\n\
         4 0 obj\n<< /Length {length} >>\nstream\n{paint}\nendstream\nendobj\n{more}\
         trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
    .into_bytes()
}

#[test]
fn a_page_comes_out_with_its_words_and_nothing_comes_of_what_is_no_page() {
    let font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    let page = drawn(&pdf("BT /F1 12 Tf 50 700 Td (So 05) Tj ET", font, "")).unwrap();
    assert_eq!((page["of"].as_u64(), page["pages"][0]["text"].as_str()), (Some(1), Some("So 05")));
    assert!(drawn(b"%PDF-1.7\nno\n%%EOF\n").is_none());
    assert!(drawn(b"").is_none());
}

#[test]
fn files_that_go_in_circles_come_to_an_end() {
    // A form that paints itself, twice each time; a page tree that holds itself.
    let form = "5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> \
                /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n";
    let of_itself = pdf("/X Do", "/XObject << /X 5 0 R >>", form);
    let tree = String::from_utf8(pdf("", "", "")).unwrap().replace("/Kids [3 0 R]", "/Kids [2 0 R 3 0 R]");
    let deep = pdf(&"q ".repeat(200_000), "", "");
    let nested = pdf(&format!("{} Do", "[".repeat(200_000)), "", "");
    for file in [of_itself, tree.into_bytes(), deep, nested] {
        if let Some(page) = drawn(&file) {
            assert_eq!(page["pages"].as_array().map(Vec::len), Some(1));
        }
    }
}
