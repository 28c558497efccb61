//! What one text says otherwise than another.

use similar::{ChangeTag, TextDiff};

/// A piece of a text that is in one of two, or in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPiece {
    /// In which.
    pub side: TextSide,
    /// What it says.
    pub text: String,
}

/// Where a piece of a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSide {
    /// In both.
    Both,
    /// Only in the one of before.
    Before,
    /// Only in the one of after.
    After,
}

impl TextPiece {
    /// Whether only the one of before says it.
    pub fn is_gone(&self) -> bool {
        self.side == TextSide::Before
    }

    /// Whether only the one of after says it.
    pub fn is_new(&self) -> bool {
        self.side == TextSide::After
    }
}

/// How many words are told before and behind a difference.
const WORDS_AROUND: usize = 6;

/// The lines that are in one of the two, in their order.
pub fn different_lines(before: &str, after: &str) -> Vec<TextPiece> {
    let diff = TextDiff::from_lines(before, after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| piece(change.tag(), change.value().trim_end())).collect()
}

/// The words that are in one of the two, with some of those around them; none where both say the same. Where a line
/// breaks does not matter.
pub fn different_words(before: &str, after: &str) -> Vec<TextPiece> {
    let before: Vec<&str> = before.split_whitespace().collect();
    let after: Vec<&str> = after.split_whitespace().collect();
    let diff = TextDiff::from_slices(&before, &after);
    let mut pieces: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in diff.iter_all_changes() {
        match pieces.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, words)) => words.push(change.value()),
            None => pieces.push((change.tag(), vec![change.value()])),
        }
    }
    if pieces.iter().all(|(tag, _)| *tag == ChangeTag::Equal) {
        return Vec::new();
    }
    let last = pieces.len() - 1;
    let told = |(nth, (tag, words)): (usize, &(ChangeTag, Vec<&str>))| match tag {
        ChangeTag::Equal => piece(*tag, &around(words, nth > 0, nth < last)),
        _ => piece(*tag, &words.join(" ")),
    };
    pieces.iter().enumerate().map(told).collect()
}

/// The ends of words that both say: behind a difference, and before the next one.
fn around(words: &[&str], is_behind: bool, is_before: bool) -> String {
    let kept = WORDS_AROUND * (usize::from(is_behind) + usize::from(is_before));
    if words.len() <= kept {
        return words.join(" ");
    }
    let head = if is_behind { words[..WORDS_AROUND].join(" ") } else { String::new() };
    let tail = if is_before { words[words.len() - WORDS_AROUND..].join(" ") } else { String::new() };
    format!("{head} … {tail}").trim().to_string()
}

fn piece(tag: ChangeTag, text: &str) -> TextPiece {
    let side = match tag {
        ChangeTag::Equal => TextSide::Both,
        ChangeTag::Delete => TextSide::Before,
        ChangeTag::Insert => TextSide::After,
    };
    TextPiece { side, text: text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TextSide::{After, Before, Both};

    #[test]
    fn words_that_differ_are_told_with_some_around_them_wherever_lines_break() {
        let many = "a b c d e f g h i j k l m n o p";
        for (before, after, told) in [
            ("một hai ba", "một\nhai  ba", vec![]),
            ("", "", vec![]),
            ("số 05 ngày", "số 06 ngày", vec![(Both, "số"), (Before, "05"), (After, "06"), (Both, "ngày")]),
            ("số", "số 06", vec![(Both, "số"), (After, "06")]),
            (
                &format!("x {many} y"),
                &format!("z {many} z"),
                vec![
                    (Before, "x"),
                    (After, "z"),
                    (Both, "a b c d e f … k l m n o p"),
                    (Before, "y"),
                    (After, "z"),
                ],
            ),
            (&format!("{many} y"), many, vec![(Both, "… k l m n o p"), (Before, "y")]),
        ] {
            let found = different_words(before, after);
            let found: Vec<(TextSide, &str)> =
                found.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
            assert_eq!(found, told, "{before} / {after}");
        }
    }
}
