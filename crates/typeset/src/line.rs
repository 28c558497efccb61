//! Words become lines that are no wider than they may be.

use crate::face::Face;
use crate::print::TypesetProblem;
use motcua_core::deed::Run;

/// A part of a word in one face.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) face: Face,
    pub(crate) text: String,
}

/// What stands between two spaces; it may change its face within.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) parts: Vec<Part>,
    pub(crate) width: f32,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) words: Vec<Word>,
    /// Without stretching its spaces.
    pub(crate) width: f32,
    /// Its text ends here, or a new line was asked for: it is not stretched.
    pub(crate) ends: bool,
    /// A word on it was longer than a line, and goes on in the next one or comes from the one before.
    pub(crate) is_cut: bool,
}

/// What is said in one face on a line, and how wide its spaces are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment {
    pub(crate) face: Face,
    pub(crate) text: String,
    /// From the beginning of the line.
    pub(crate) x: f32,
    pub(crate) space: f32,
}

/// Breaks runs into lines. The first one may be so much narrower (`indent`).
pub(crate) fn lines(runs: &[Run], size: f32, width: f32, indent: f32) -> Result<Vec<Line>, TypesetProblem> {
    let mut out = Vec::new();
    for words in paragraphs(runs, size)? {
        let first = if out.is_empty() { indent } else { 0.0 };
        let mut line = Line::empty();
        let mut room = width - first;
        // What is longer than a line is cut so that its first piece fits beside the indent too.
        let most = room;
        let pieces = words.into_iter().flat_map(|word| {
            let is_cut = word.width > most;
            cut(word, size, most).into_iter().map(move |piece| (piece, is_cut))
        });
        for (word, is_cut) in pieces {
            let gap = if line.words.is_empty() { 0.0 } else { space(&word, size) };
            if !line.words.is_empty() && line.width + gap + word.width > room + 0.01 {
                out.push(std::mem::replace(&mut line, Line::empty()));
                room = width;
                line.width = word.width;
            } else {
                line.width += gap + word.width;
            }
            line.is_cut |= is_cut;
            line.words.push(word);
        }
        line.ends = true;
        out.push(line);
    }
    Ok(out)
}

impl Line {
    fn empty() -> Line {
        Line { words: Vec::new(), width: 0.0, ends: false, is_cut: false }
    }

    /// The line from its beginning, with spaces as wide as it takes to fill `to`; none: as they are.
    pub(crate) fn segments(&self, size: f32, to: Option<f32>) -> Vec<Segment> {
        let gaps = self.words.len().saturating_sub(1);
        let more = match to {
            Some(width) if gaps > 0 && !self.ends => (width - self.width) / gaps as f32,
            _ => 0.0,
        };
        let (mut out, mut x) = (Vec::<Segment>::new(), 0.0);
        for (at, word) in self.words.iter().enumerate() {
            let gap = if at == 0 { 0.0 } else { space(word, size) + more };
            let mut before = at > 0;
            for part in &word.parts {
                let width = part.face.width(&part.text, size);
                match out.last_mut() {
                    Some(last) if last.face == part.face => {
                        if before {
                            last.text.push(' ');
                            x += gap;
                        }
                        last.text.push_str(&part.text);
                    }
                    last => {
                        // The space belongs to what stands before it, so that no word loses it
                        // for whoever copies or hears the text.
                        if let (Some(last), true) = (last, before) {
                            last.text.push(' ');
                            x += gap;
                        }
                        let space = space(word, size) + more;
                        out.push(Segment { face: part.face, text: part.text.clone(), x, space });
                    }
                }
                before = false;
                x += width;
            }
        }
        // A line that goes on below ends with a space, for the same reason.
        if let (false, Some(last)) = (self.ends, out.last_mut()) {
            last.text.push(' ');
        }
        out
    }
}

/// The space before a word.
fn space(word: &Word, size: f32) -> f32 {
    word.parts.first().map_or(0.0, |part| part.face.width(" ", size))
}

/// The words between one asked-for line break and the next.
fn paragraphs(runs: &[Run], size: f32) -> Result<Vec<Vec<Word>>, TypesetProblem> {
    let mut all = vec![Vec::new()];
    let mut word = Word { parts: Vec::new(), width: 0.0 };
    for run in runs {
        let face = Face::of(run);
        face.must_have(&run.text.replace(['\n', '\t'], " "))?;
        for letter in run.text.chars() {
            if matches!(letter, ' ' | '\n' | '\t') {
                let whole = std::mem::replace(&mut word, Word { parts: Vec::new(), width: 0.0 });
                if let (false, Some(last)) = (whole.parts.is_empty(), all.last_mut()) {
                    last.push(whole);
                }
                if letter == '\n' {
                    all.push(Vec::new());
                }
                continue;
            }
            word.width += face.glyph(letter).map_or(0.0, |(_, width)| width * size);
            match word.parts.last_mut() {
                Some(part) if part.face == face => part.text.push(letter),
                _ => word.parts.push(Part { face, text: letter.into() }),
            }
        }
    }
    if let (false, Some(last)) = (word.parts.is_empty(), all.last_mut()) {
        last.push(word);
    }
    Ok(all)
}

/// A word that is wider than a line, in pieces that are not.
fn cut(word: Word, size: f32, width: f32) -> Vec<Word> {
    if word.width <= width {
        return vec![word];
    }
    let mut out = vec![Word { parts: Vec::new(), width: 0.0 }];
    for part in &word.parts {
        for letter in part.text.chars() {
            let wide = part.face.glyph(letter).map_or(0.0, |(_, width)| width * size);
            if out.last().is_some_and(|last| last.width + wide > width && !last.parts.is_empty()) {
                out.push(Word { parts: Vec::new(), width: 0.0 });
            }
            if let Some(last) = out.last_mut() {
                last.width += wide;
                match last.parts.last_mut() {
                    Some(before) if before.face == part.face => before.text.push(letter),
                    _ => last.parts.push(Part { face: part.face, text: letter.into() }),
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, bold: bool) -> Run {
        Run { text: text.into(), bold, italic: false }
    }

    fn said(lines: &[Line]) -> Vec<String> {
        let words = |line: &Line| -> Vec<String> {
            line.words.iter().map(|word| word.parts.iter().map(|part| part.text.as_str()).collect()).collect()
        };
        lines.iter().map(|line| words(line).join(" ")).collect()
    }

    #[test]
    fn lines_are_broken_at_spaces_and_where_it_is_asked() {
        let runs =
            [run("Xét đề nghị của ông ", false), run("Trần", true), run(", sinh năm 1990\nHết", false)];
        let first = Face::Regular.width("Xét đề nghị của", 13.0) + 5.0;
        let width = Face::Bold.width("ông Trần, sinh năm 1990", 13.0) + 5.0;
        let broken = lines(&runs, 13.0, width, width - first).unwrap();
        assert_eq!(said(&broken), ["Xét đề nghị của", "ông Trần, sinh năm 1990", "Hết"]);
        assert_eq!(broken.iter().map(|line| line.ends).collect::<Vec<_>>(), [false, true, true]);
        assert!(broken[0].width <= first && broken[1].width <= width);
    }

    #[test]
    fn a_stretched_line_fills_its_width_and_loses_no_space() {
        let runs = [run("Một hai ", false), run("ba bốn", true), run(" năm sáu bảy tám chín", false)];
        let broken = lines(&runs, 13.0, 160.0, 0.0).unwrap();
        let segments = broken[0].segments(13.0, Some(160.0));
        let whole: String = segments.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(whole, format!("{} ", said(&broken)[0]));
        let last = segments.last().unwrap();
        let spaces = last.text.trim_end().matches(' ').count() as f32;
        let letters = last.face.width(&last.text.trim_end().replace(' ', ""), 13.0);
        assert!((last.x + letters + spaces * last.space - 160.0).abs() < 0.1, "{segments:?}");
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut_and_nothing_of_it_is_lost() {
        let long = "x".repeat(100);
        let broken = lines(&[run(&long, false)], 13.0, 100.0, 0.0).unwrap();
        assert!(broken.len() > 5 && broken.iter().all(|line| line.width <= 100.0));
        assert_eq!(said(&broken).concat(), long);
    }
}
