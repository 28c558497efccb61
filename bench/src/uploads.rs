//! How fast a file arrives in durable pieces, beside a raw copy of the same bytes
//! with the same fsyncs in the same run.

use crate::http::{Client, HttpAnswer};
use crate::scale::Scale;
use crate::server::RunningServer;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

const TUS: &str = "Tus-Resumable: 1.0.0\r\n";

pub fn run(scale: &Scale, binary: &Path) {
    let (_, bytes) = scale.uploads;
    println!("\n## Upload of a file of {:.1} MB, durable, MB/s\n", bytes as f64 / 1e6);
    println!("| pieces of | through HTTP, judged and kept | raw copy with an fsync for each piece | ratio |");
    println!("|---|---|---|---|");
    let folder = tempfile::tempdir().expect("a folder");
    let server = RunningServer::start(binary, &folder.path().join("data"), None);
    for piece in [256 * 1024, 4 * 1024 * 1024] {
        let ours = through_http(scale, &server, piece);
        let raw = raw_copy(scale, &folder.path().join("raw"), piece);
        println!("| {} kB | {ours:.0} | {raw:.0} | {:.2} |", piece / 1024, ours / raw);
    }
}

/// A PDF of one page and a long stream; each round another, so that none is kept
/// already.
fn pdf(round: u64, bytes: usize) -> Vec<u8> {
    let paint = "BT 50 500 Td (Do luong) Tj ET";
    let mut file = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << >> >> endobj\n\
         4 0 obj << /Length {} >>\nstream\n{paint}\nendstream endobj\n\
         5 0 obj << /Length {bytes} >>\nstream\n",
        paint.len()
    )
    .into_bytes();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64 ^ round;
    for _ in 0..bytes / 8 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        file.extend(seed.to_le_bytes());
    }
    file.extend(b"\nendstream endobj\ntrailer << /Root 1 0 R /Size 6 >>\n%%EOF\n");
    file
}

fn send(
    client: &mut Client,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
    status: u16,
) -> HttpAnswer {
    let answer = client.send(method, path, headers, body).expect("the server answers");
    assert_eq!(answer.status, status, "{method} {path}: {}", String::from_utf8_lossy(&answer.body));
    answer
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn through_http(scale: &Scale, server: &RunningServer, piece: usize) -> f64 {
    let (rounds, bytes) = scale.uploads;
    let mut client = Client::connect(&server.host).expect("the server answers");
    let mut seconds = 0.0;
    for round in 0..rounds {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let begun = send(&mut client, "POST", "/procedures/1.004873/submit", form, b"", 303);
        let location = begun.header("location").expect("a draft").to_string();
        let draft = location.split('/').nth(2).expect("its id").to_string();
        let file = pdf(round * 1_000 + piece as u64, bytes);
        let said = format!("filename YS5wZGY=,paper b3RoZXI=,draft {}", base64(draft.as_bytes()));
        let headers = format!("{TUS}Upload-Length: {}\r\nUpload-Metadata: {said}\r\n", file.len());
        let made = send(&mut client, "POST", "/uploads", &headers, b"", 201);
        let url = made.header("location").expect("an upload").to_string();
        let begun = Instant::now();
        for (nth, bytes) in file.chunks(piece).enumerate() {
            let headers = format!(
                "{TUS}Content-Type: application/offset+octet-stream\r\nUpload-Offset: {}\r\n",
                nth * piece
            );
            send(&mut client, "PATCH", &url, &headers, bytes, 204);
        }
        seconds += begun.elapsed().as_secs_f64();
    }
    (rounds as usize * bytes) as f64 / 1e6 / seconds
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn raw_copy(scale: &Scale, path: &Path, piece: usize) -> f64 {
    let (rounds, bytes) = scale.uploads;
    let mut seconds = 0.0;
    for round in 0..rounds {
        let file_bytes = pdf(round, bytes);
        let begun = Instant::now();
        let mut file = File::create(path).expect("a file");
        for piece in file_bytes.chunks(piece) {
            file.write_all(piece).and_then(|()| file.sync_data()).expect("room on the disk");
        }
        seconds += begun.elapsed().as_secs_f64();
    }
    (rounds as usize * bytes) as f64 / 1e6 / seconds
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let shown = digit <= group.len();
            out.push(if shown { char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]) } else { '=' });
        }
    }
    out
}
