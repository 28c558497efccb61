//! Papers that do not exist, as files: small, valid, and visibly marked as
//! simulated. Made here, so that no scan of anybody's document is ever shipped.

use motcua_core::Fault;
use motcua_core::document::{FileRef, Media};
use motcua_store::files::Files;

/// The files that all simulated dossiers share.
#[derive(Debug, Clone)]
pub struct Samples {
    form: FileRef,
    proof: FileRef,
    scan: FileRef,
    identity: FileRef,
}

impl Samples {
    /// Stores them.
    pub fn store(files: &Files) -> Result<Samples, Fault> {
        let keep = |bytes: Vec<u8>, media: Media| {
            let (digest, size) = (files.put(&bytes)?, bytes.len() as u64);
            let (name, pages, doubts) = (String::new(), Some(1), Vec::new());
            Ok::<_, Fault>(FileRef { digest, name, size, media, pages, doubts })
        };
        Ok(Samples {
            form: keep(pdf("Application form"), Media::Pdf)?,
            proof: keep(pdf("Supporting document"), Media::Pdf)?,
            scan: keep(pdf("Scan made at the counter"), Media::Pdf)?,
            identity: keep(png(), Media::Png)?,
        })
    }

    /// The file for a paper of the catalogue, under the paper's name.
    pub fn of(&self, paper: &str, scanned: bool) -> FileRef {
        let kind = match paper {
            _ if scanned => &self.scan,
            _ if paper.contains("tuy-than") || paper.contains("can-cuoc") => &self.identity,
            _ if paper.starts_with("to-khai") || paper.starts_with("don-") => &self.form,
            _ => &self.proof,
        };
        let end = if kind.media == Media::Png { "png" } else { "pdf" };
        FileRef { name: format!("{paper}.{end}"), ..kind.clone() }
    }
}

/// The letters of MÔ PHỎNG (simulated) as pen strokes, because no font that every
/// reader of PDF files has can write them. In tenths of a unit, upwards from the
/// baseline; a letter is 40 wide and 60 high.
const LETTERS: [&[&[(i32, i32)]]; 8] = [
    &[&[(0, 0), (0, 60), (20, 30), (40, 60), (40, 0)]],
    &[O, &[(10, 68), (20, 78), (30, 68)]],
    &[],
    &[&[(0, 0), (0, 60), (30, 60), (40, 50), (40, 40), (30, 30), (0, 30)]],
    &[&[(0, 0), (0, 60)], &[(40, 0), (40, 60)], &[(0, 30), (40, 30)]],
    &[O, &[(15, 80), (20, 84), (25, 80), (25, 77), (20, 73), (20, 68)]],
    &[&[(0, 0), (0, 60), (40, 0), (40, 60)]],
    &[&[(40, 50), (30, 60), (10, 60), (0, 50), (0, 10), (10, 0), (30, 0), (40, 10), (40, 28), (24, 28)]],
];
const O: &[(i32, i32)] =
    &[(10, 0), (0, 10), (0, 50), (10, 60), (30, 60), (40, 50), (40, 10), (30, 0), (10, 0)];
const ADVANCE: i32 = 56;

/// Every stroke of the mark, letter after letter.
fn strokes() -> impl Iterator<Item = Vec<(i32, i32)>> {
    LETTERS.iter().enumerate().flat_map(|(index, letter)| {
        let left = index as i32 * ADVANCE;
        letter.iter().map(move |stroke| stroke.iter().map(|(x, y)| (left + x, *y)).collect())
    })
}

/// One A5 page with the mark and a line that says what it stands for.
fn pdf(title: &str) -> Vec<u8> {
    let mut page = String::from("0.72 0.16 0.14 RG 5 w 1 J 1 j\n");
    for stroke in strokes() {
        for (index, (x, y)) in stroke.iter().enumerate() {
            // Four fifths of a point to a tenth of a unit: 346 points wide.
            let (x, y) = (36 + x * 4 / 5, 300 + y * 4 / 5);
            page.push_str(&format!("{x} {y} {} ", if index == 0 { "m" } else { "l" }));
        }
        page.push_str("S\n");
    }
    page.push_str(&format!(
        "BT /F1 16 Tf 36 240 Td ({title}) Tj 0 -24 Td /F1 10 Tf \
         (Simulated for a demonstration of Mot Cua. Not a real document.) Tj ET\n"
    ));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_string(),
        format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut index = String::new();
    for (number, object) in objects.iter().enumerate() {
        index.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!(
        "xref\n0 {size}\n0000000000 65535 f \n{index}trailer\n<< /Size {size} /Root 1 0 R >>\n\
         startxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

const WIDTH: usize = 512;
const HEIGHT: usize = 160;

/// The mark as a picture, one bit a point.
fn png() -> Vec<u8> {
    // Each line begins with its filter (none); 1 is white.
    let line = 1 + WIDTH / 8;
    let mut points = vec![0xff_u8; line * HEIGHT];
    points.iter_mut().step_by(line).for_each(|filter| *filter = 0);
    let mut blacken = |x: i32, y: i32| {
        let (x, y) = (x as usize, y as usize);
        points[y * line + 1 + x / 8] &= !(0x80 >> (x % 8));
    };
    for stroke in strokes() {
        for pair in stroke.windows(2) {
            let [(x0, y0), (x1, y1)] = [pair[0], pair[1]].map(|(x, y)| (40 + x, 110 - y));
            let steps = (x1 - x0).abs().max((y1 - y0).abs()).max(1);
            for step in 0..=steps {
                let (x, y) = (x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps);
                (0..25).for_each(|dot| blacken(x + dot % 5 - 2, y + dot / 5 - 2));
            }
        }
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = |n: usize| (n as u32).to_be_bytes();
    chunk(&mut file, b"IHDR", &[&size(WIDTH)[..], &size(HEIGHT), &[1, 0, 0, 0, 0]].concat());
    // A zlib stream of one block that is stored as it is.
    let length = points.len() as u16;
    let head = [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    chunk(&mut file, b"IDAT", &[&head[..], &points, &adler32(&points).to_be_bytes()].concat());
    chunk(&mut file, b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let from = file.len();
    file.extend(kind);
    file.extend(data);
    let check = crc32(&file[from..]);
    file.extend(check.to_be_bytes());
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1)))
    })
}

fn adler32(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::document::admit;

    #[test]
    fn a_simulated_paper_is_a_file_that_could_have_been_handed_in() {
        assert_eq!(admit("to-khai.pdf", &pdf("Application form")), Ok(Media::Pdf));
        assert_eq!(admit("can-cuoc.png", &png()), Ok(Media::Png));
        assert!(png().len() < 20_000 && pdf("Application form").len() < 3_000);
    }

    #[test]
    fn the_index_of_a_pdf_points_at_its_objects() {
        let file = String::from_utf8(pdf("Application form")).expect("plain text");
        let start = file.rsplit("startxref\n").next().and_then(|tail| tail.lines().next());
        let start: usize = start.and_then(|line| line.parse().ok()).expect("a number");
        assert!(file[start..].starts_with("xref\n"));
        for (number, line) in file[start..].lines().skip(3).take(5).enumerate() {
            let at: usize = line[..10].parse().expect("an offset");
            assert!(file[at..].starts_with(&format!("{} 0 obj", number + 1)), "{line}");
        }
    }

    #[test]
    fn checksums_are_the_published_ones() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }
}
