//! The faces without the little programs by which letters are fitted to the dots of a coarse screen. Papers are
//! printed, or shown by programs that draw letters as they are; with these programs, which are as long as the letters
//! themselves, a paper of four faces is a third larger.

/// Tables of programs, and of what they made for certain sizes.
const PROGRAMS: [&[u8; 4]; 6] = [b"fpgm", b"prep", b"cvt ", b"hdmx", b"VDMX", b"LTSH"];

/// Flags of a part of a letter that is put together from others (OpenType, `glyf`).
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const FOUR_SCALES: u16 = 0x0080;
const HAS_PROGRAM: u16 = 0x0100;

/// The same face without them; none for a file that is no TrueType face.
pub(crate) fn unhinted(file: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(file)?;
    let of = |tag: &[u8; 4]| tables.iter().find(|(known, _)| known == tag).map(|(_, table)| *table);
    let (glyphs, places) = (of(b"glyf")?, of(b"loca")?);
    let is_long = u16_at(of(b"head")?, 50)? != 0;
    let (glyphs, places) = without_programs(glyphs, places, is_long)?;
    let kept = tables.iter().filter(|(tag, _)| !PROGRAMS.contains(&tag));
    let kept: Vec<(&[u8; 4], &[u8])> = kept
        .map(|(tag, table)| match tag {
            b"glyf" => (tag, glyphs.as_slice()),
            b"loca" => (tag, places.as_slice()),
            _ => (tag, *table),
        })
        .collect();
    written(file.get(..4)?, &kept)
}

fn tables(file: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let count = usize::from(u16_at(file, 4)?);
    let table = |at: usize| {
        let row = file.get(12 + 16 * at..28 + 16 * at)?;
        let (from, length) = (u32_at(row, 8)? as usize, u32_at(row, 12)? as usize);
        Some((*row.first_chunk::<4>()?, file.get(from..from.checked_add(length)?)?))
    };
    (0..count).map(table).collect()
}

/// The letters one after the other, and where each begins.
fn without_programs(glyphs: &[u8], places: &[u8], is_long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let width = if is_long { 4 } else { 2 };
    let place = |at: usize| match is_long {
        true => Some(u32_at(places, 4 * at)? as usize),
        false => Some(usize::from(u16_at(places, 2 * at)?) * 2),
    };
    let (mut out, mut begins) = (Vec::with_capacity(glyphs.len()), Vec::with_capacity(places.len()));
    let mut begin = |out: &Vec<u8>| -> Option<()> {
        match is_long {
            true => begins.extend(u32::try_from(out.len()).ok()?.to_be_bytes()),
            false => begins.extend(u16::try_from(out.len() / 2).ok()?.to_be_bytes()),
        }
        Some(())
    };
    for at in 0..(places.len() / width).checked_sub(1)? {
        begin(&out)?;
        let glyph = glyphs.get(place(at)?..place(at + 1)?)?;
        if !glyph.is_empty() {
            out.extend(glyph_without_program(glyph)?);
            out.resize(out.len().next_multiple_of(4), 0);
        }
    }
    begin(&out)?;
    Some((out, begins))
}

fn glyph_without_program(glyph: &[u8]) -> Option<Vec<u8>> {
    let contours = u16_at(glyph, 0)? as i16;
    if let Ok(contours) = usize::try_from(contours) {
        // A head of ten bytes, the end of each contour, the program, the points.
        let at = 10 + 2 * contours;
        let points = at + 2 + usize::from(u16_at(glyph, at)?);
        return Some([glyph.get(..at)?, &[0, 0], glyph.get(points..)?].concat());
    }
    let (mut out, mut at) = (glyph.to_vec(), 10);
    loop {
        let flags = u16_at(glyph, at)?;
        out.get_mut(at..at + 2)?.copy_from_slice(&(flags & !HAS_PROGRAM).to_be_bytes());
        let moved = if flags & WORDS == 0 { 2 } else { 4 };
        let scaled = match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & FOUR_SCALES != 0 => 8,
            _ => 0,
        };
        at += 4 + moved + scaled;
        if flags & MORE == 0 {
            out.truncate(at);
            return Some(out);
        }
    }
}

fn written(kind: &[u8], tables: &[(&[u8; 4], &[u8])]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()? as u16;
    let search = 16 << power;
    let mut out = kind.to_vec();
    out.extend([count, search, power, count * 16 - search].into_iter().flat_map(u16::to_be_bytes));
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in tables {
        out.extend(*tag);
        for number in [sum(table), u32::try_from(at).ok()?, u32::try_from(table.len()).ok()?] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend(*table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}

fn sum(table: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut four = [0; 4];
        four[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(four)
    };
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::FACES;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, OutlinePen};
    use skrifa::{FontRef, MetadataProvider};

    /// The lines of a letter.
    #[derive(Default, PartialEq, Debug)]
    struct Lines(Vec<(char, [f32; 6])>);

    impl OutlinePen for Lines {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.push(('q', [a, b, x, y, 0.0, 0.0]));
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0.push(('c', [a, b, c, d, x, y]));
        }
        fn close(&mut self) {
            self.0.push(('z', [0.0; 6]));
        }
    }

    #[test]
    fn every_letter_of_every_face_is_the_same_without_its_program() {
        for face in FACES {
            let plain = unhinted(face.file()).unwrap();
            assert!(plain.len() * 10 < face.file().len() * 9, "{face:?}: {} bytes", plain.len());
            let [was, is] = [face.file(), plain.as_slice()].map(|file| FontRef::new(file).unwrap());
            let drawn = |font: &FontRef<'_>, glyph| {
                let mut lines = Lines::default();
                let settings = DrawSettings::unhinted(Size::new(100.0), LocationRef::default());
                font.outline_glyphs().get(glyph).unwrap().draw(settings, &mut lines).unwrap();
                lines
            };
            let mut seen = 0;
            for (letter, glyph) in was.charmap().mappings() {
                assert_eq!(is.charmap().map(letter), Some(glyph));
                assert_eq!(drawn(&was, glyph), drawn(&is, glyph), "{face:?} {letter:#x}");
                let width = |font: &FontRef<'_>| {
                    font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
                };
                assert_eq!(width(&was), width(&is));
                seen += 1;
            }
            assert!(seen > 2_000, "{seen}");
        }
    }

    #[test]
    fn what_is_no_face_is_none() {
        assert_eq!(unhinted(b""), None);
        assert_eq!(unhinted(&[0; 64]), None);
        for length in [10, 100, 1_000, 100_000] {
            assert_eq!(unhinted(&FACES[0].file()[..length]), None, "{length}");
        }
    }
}
