//! Four faces in the metric of Times (Liberation Serif 2.1.5, SIL Open Font License), and how wide
//! their letters are. Vietnamese letters are composed ones, each with its own glyph, so that a text is
//! its letters side by side; as in office programs, letters are not moved towards each other. Letters of other
//! languages of the country (Ê Đê, Gia Rai: ô̆ ơ̆) have a mark of their own, which is put over its letter.

use crate::print::TypesetProblem;
use crate::unhinted::unhinted;
use flate2::read::DeflateDecoder;
use motcua_core::deed::Run;
use motcua_core::text::is_seen;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;
use std::io::Read;
use std::sync::{LazyLock, OnceLock};

/// Which of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

pub(crate) const FACES: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

/// The height of a line over the size of its letters, as office programs set Times at “single”.
pub(crate) const LINE: f32 = 1.15;
/// How far the base of the letters lies below the top of a line, over their size.
pub(crate) const ASCENT: f32 = 0.891;

/// Glyphs and widths of one face.
pub(crate) struct Letters {
    known: HashMap<char, (u32, f32)>,
    edges: HashMap<char, Edges>,
}

/// Where the ink of a letter ends, over its size, from where it begins on its base.
#[derive(Debug, Clone, Copy)]
struct Edges {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Edges {
    fn middle(self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// A letter in its place: how far it is moved from where the letters before it end. Lengths over the size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LetterPlaced {
    /// Where it begins in the text.
    pub(crate) at: usize,
    pub(crate) letter: char,
    pub(crate) glyph: u32,
    pub(crate) width: f32,
    pub(crate) right: f32,
    pub(crate) up: f32,
}

/// Between a letter and a mark above it, over the size.
const BETWEEN: f32 = 0.02;

static FILES: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];

static PRINTED: LazyLock<[Vec<u8>; 4]> =
    LazyLock::new(|| FACES.map(|face| unhinted(face.file()).unwrap_or_else(|| face.file().to_vec())));

static LETTERS: LazyLock<[Letters; 4]> = LazyLock::new(|| FACES.map(|face| Letters::read(face.file())));

impl Face {
    pub(crate) fn of(run: &Run) -> Face {
        match (run.bold, run.italic) {
            (false, false) => Face::Regular,
            (true, false) => Face::Bold,
            (false, true) => Face::Italic,
            (true, true) => Face::BoldItalic,
        }
    }

    /// The file, unpacked when it is first needed.
    pub(crate) fn file(self) -> &'static [u8] {
        FILES[self as usize].get_or_init(|| {
            let mut file = Vec::new();
            // What this build has packed itself cannot be broken; by a binary that is, no paper could be made anyway.
            DeflateDecoder::new(self.packed()).read_to_end(&mut file).expect("the binary is whole");
            file
        })
    }

    fn packed(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!(concat!(env!("OUT_DIR"), "/Regular.deflate")),
            Face::Bold => include_bytes!(concat!(env!("OUT_DIR"), "/Bold.deflate")),
            Face::Italic => include_bytes!(concat!(env!("OUT_DIR"), "/Italic.deflate")),
            Face::BoldItalic => include_bytes!(concat!(env!("OUT_DIR"), "/BoldItalic.deflate")),
        }
    }

    /// The file as it goes into a paper.
    pub(crate) fn printed(self) -> &'static [u8] {
        &PRINTED[self as usize]
    }

    /// The glyph of a letter and its width over the size; none for a letter that the face lacks.
    pub(crate) fn glyph(self, letter: char) -> Option<(u32, f32)> {
        LETTERS[self as usize].known.get(&letter).copied()
    }

    /// The letters of a text, each mark in the middle of its letter and above what stands there already.
    pub(crate) fn placed(self, text: &str) -> Vec<LetterPlaced> {
        let edges = &LETTERS[self as usize].edges;
        let mut out: Vec<LetterPlaced> = Vec::new();
        // Of the last letter that is no mark: its middle, seen from its end, and its top with its marks.
        let mut below: Option<(f32, f32)> = None;
        for (at, letter) in text.char_indices() {
            let Some((glyph, width)) = self.glyph(letter) else { continue };
            let own = edges.get(&letter).copied();
            let mut placed = LetterPlaced { at, letter, glyph, width, right: 0.0, up: 0.0 };
            match (is_mark(letter), own, &mut below) {
                (true, Some(mark), Some((middle, top))) => {
                    placed.right = *middle - mark.middle();
                    if mark.bottom > 0.0 {
                        placed.up = (*top + BETWEEN - mark.bottom).max(0.0);
                        *top = mark.top + placed.up;
                    }
                }
                (true, _, _) => {}
                (false, own, _) => below = own.map(|own| (own.middle() - width, own.top)),
            }
            out.push(placed);
        }
        out
    }

    /// How wide a text is, in points.
    pub(crate) fn width(self, text: &str, size: f32) -> f32 {
        text.chars().filter_map(|letter| self.glyph(letter)).map(|(_, width)| width * size).sum()
    }

    /// Refuses a text with a letter that the face lacks.
    pub(crate) fn must_have(self, text: &str) -> Result<(), TypesetProblem> {
        // Letters that are not seen, or are another's in every font, would let a paper say what nobody reads.
        let is_unfit = |letter: &char| is_unseen(*letter) || self.glyph(*letter).is_none();
        match text.chars().find(is_unfit) {
            None => Ok(()),
            Some(letter) => {
                let word = text.split_whitespace().find(|word| word.contains(letter)).unwrap_or(text);
                Err(TypesetProblem::NoLetter(letter, word.to_string()))
            }
        }
    }
}

/// A mark that stands over or under the letter before it and takes no room of its own.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || !is_seen(&letter)
        || matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}')
}

/// Whether every face has this letter; what nobody sees is no letter.
pub(crate) fn is_printed(letter: char) -> bool {
    letter == '\t' || (!is_unseen(letter) && FACES.iter().all(|face| face.glyph(letter).is_some()))
}

/// The text without signs that nobody sees, and with the number of each letter that papers are not printed with
/// (`[U+674E]`): for lists and slips, of which one name must not stop the others. Asked-for line breaks stay.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push('\n'),
            letter if letter.is_whitespace() => out.push(' '),
            letter if is_unseen(letter) => {}
            letter if is_printed(letter) => out.push(letter),
            letter => out.push_str(&format!("[U+{:04X}]", u32::from(letter))),
        }
    }
    out
}

impl Letters {
    fn read(file: &'static [u8]) -> Letters {
        // The files are part of this program: a test reads them all.
        let Ok(font) = FontRef::new(file) else {
            return Letters { known: HashMap::new(), edges: HashMap::new() };
        };
        let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let known = font.charmap().mappings().filter_map(|(letter, glyph)| {
            let letter = char::from_u32(letter)?;
            let width = if is_mark(letter) { 0.0 } else { widths.advance_width(glyph)? };
            Some((letter, (glyph.to_u32(), width)))
        });
        let edges = font.charmap().mappings().filter_map(|(letter, glyph)| {
            let ink = widths.bounds(glyph)?;
            let edges = Edges { left: ink.x_min, right: ink.x_max, top: ink.y_max, bottom: ink.y_min };
            Some((char::from_u32(letter)?, edges))
        });
        Letters { known: known.collect(), edges: edges.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::MM;

    /// Measured apart from this program, in millimetres.
    #[test]
    fn lines_of_heads_are_as_wide_as_they_were_measured() {
        let table = [
            (Face::Bold, 12.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 88.3),
            (Face::Bold, 13.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 95.7),
            (Face::Bold, 13.0, "Độc lập - Tự do - Hạnh phúc", 56.1),
            (Face::Regular, 12.0, "ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", 74.8),
            (Face::Bold, 12.0, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", 89.4),
            (Face::Italic, 13.0, "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019", 96.4),
        ];
        for (face, size, text, want) in table {
            let found = face.width(text, size) / MM;
            assert!((found - want).abs() < 0.6, "{text}: {found} mm, measured {want}");
        }
    }

    #[test]
    fn a_mark_stands_over_the_middle_of_its_letter_and_above_the_mark_that_is_there() {
        for face in FACES {
            let edges = &LETTERS[face as usize].edges;
            for letter in "ôêơưoeuÔÊƠƯă".chars() {
                let text = format!("x{letter}\u{306}n");
                let placed = face.placed(&text);
                let [_, base, mark, _] = placed[..] else { panic!("{placed:?}") };
                let (below, ink) = (edges[&base.letter], edges[&mark.letter]);
                // The mark is drawn from where the letter ends.
                let middle = base.width + mark.right + ink.middle();
                assert!((middle - below.middle()).abs() < 0.001, "{face:?} {letter}");
                assert!(ink.bottom + mark.up >= below.top, "{face:?} {letter}");
                assert_eq!(face.width(&text, 13.0), face.width(&format!("x{letter}n"), 13.0));
            }
            let twice = face.placed("o\u{302}\u{306}");
            let tops = |nth: usize| edges[&twice[nth].letter].top + twice[nth].up;
            assert!(edges[&'\u{306}'].bottom + twice[2].up >= tops(1), "{face:?}: stacked");
            let under = face.placed("ê\u{323}");
            assert_eq!(under[1].up, 0.0, "a mark below stays below");
        }
    }

    #[test]
    fn every_vietnamese_letter_is_there_and_a_letter_that_is_not_is_named() {
        let letters =
            "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ₫“”–…";
        for face in FACES {
            face.must_have(letters).unwrap();
            face.must_have(&letters.to_uppercase()).unwrap();
        }
        let wrong = Face::Regular.must_have("Nguyễn Văn 李 Bình").unwrap_err();
        assert_eq!(wrong, TypesetProblem::NoLetter('李', "李".into()));
        for unseen in ['\u{202e}', '\u{200b}', '\u{f004}'] {
            assert!(Face::Regular.must_have(&format!("a{unseen}b")).is_err(), "{unseen:?}");
        }
        assert_eq!(printable("Trần 李\u{200b} An\t😀\nHuế"), "Trần [U+674E] An [U+1F600]\nHuế");
    }
}
