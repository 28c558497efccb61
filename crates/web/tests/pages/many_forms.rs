//! Many large forms at once take disk, not memory.
#![cfg(target_os = "linux")]

use crate::kit::Kit;
use crate::steps::birth_draft;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::StreamExt;

const MB: usize = 1024 * 1024;
const FORMS: usize = 50;
const FILE_MB: usize = 12;
/// Below the 600 MB that all files together have, and the more that growing buffers
/// for them would take: two files are looked at at a time and each form has a piece in
/// hand (some 50 MB); the rest is what the allocator keeps for the threads that looked.
const MEMORY_MB: u64 = 400;

/// The most memory that this process has ever had, in MB.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// A form with one large file that is made while it is sent.
fn form(path: &str) -> Request<Body> {
    const ZEROS: &[u8] = &[0; 64 * 1024];
    let head =
        "--x\r\nContent-Disposition: form-data; name=\"paper.giay-chung-sinh\"; filename=\"lon.pdf\"\r\n\r\n";
    let pieces = (0..FILE_MB * MB / ZEROS.len()).map(|_| Bytes::from_static(ZEROS));
    let pieces = std::iter::once(Bytes::from_static(head.as_bytes()))
        .chain(pieces)
        .chain(std::iter::once(Bytes::from_static(b"\r\n--x--\r\n")));
    // Each piece lets the other forms have their turn.
    let body = futures_util::stream::iter(pieces).then(|piece| async move {
        tokio::task::yield_now().await;
        Ok::<_, std::io::Error>(piece)
    });
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from_stream(body))
        .unwrap()
}

#[tokio::test]
async fn fifty_large_forms_at_once_take_little_memory_and_leave_nothing_behind() {
    let kit = Kit::at("2025-07-14T09:00");
    let draft = birth_draft(&kit, &mut kit.browser()).await;
    let before = peak_mb();
    let mut sending = Vec::new();
    for _ in 0..FORMS {
        let (mut browser, request) = (kit.browser(), form(&format!("{draft}/papers")));
        sending.push(tokio::spawn(async move { browser.send(request).await }));
    }
    for sent in sending {
        let answer = sent.await.unwrap();
        // No PDF begins with zeros.
        assert_eq!((answer.status, answer.says("lon.pdf")), (422, true));
    }
    let grown = peak_mb() - before;
    assert!(grown < MEMORY_MB, "{grown} MB more for {} MB of files", FORMS * FILE_MB);
    assert!(!kit.has_arriving(), "what is not kept is gone from the disk");
}
