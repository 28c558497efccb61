//! How people say things: dialects, abbreviations, old names (`catalogue/speech.tsv`).

use super::words::{Typed, syllables, typed};
use std::collections::{HashMap, HashSet};

/// The longest saying, in syllables.
const LONGEST: usize = 5;

/// What people say, and the words of the catalogue for it.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct Speech {
    /// By the folded syllables.
    sayings: HashMap<Vec<String>, Vec<Saying>>,
    /// Syllables of official names. Typed without marks they are those, not a saying of
    /// one syllable that folds to the same: `hạn`, not `hắn`.
    common: HashSet<String>,
}

#[derive(Debug)]
struct Saying {
    said: Vec<Typed>,
    means: Vec<String>,
    /// It means nothing else; others are tried beside what was said.
    is_sure: bool,
}

impl Speech {
    /// Notes one saying.
    pub(in crate::catalogue) fn add(&mut self, said: &str, means: &str, is_sure: bool) {
        let said = typed(said);
        if !said.is_empty() && said.len() <= LONGEST {
            let key = said.iter().map(|word| word.plain.clone()).collect();
            self.sayings.entry(key).or_default().push(Saying { said, means: syllables(means), is_sure });
        }
    }

    /// Learns the syllables of official names; what is all capitals is an abbreviation.
    pub(in crate::catalogue) fn learn<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let words = names.flat_map(str::split_whitespace);
        let words = words.filter(|word| word.chars().any(char::is_lowercase));
        self.common.extend(words.flat_map(syllables));
    }

    /// The question in the words of the catalogue: with the sure sayings only, and, where
    /// that is another one, with all of them.
    pub(super) fn readings(&self, words: &[Typed]) -> Vec<Vec<String>> {
        let sure = self.said(words, true);
        let all = self.said(words, false);
        if all == sure { vec![sure] } else { vec![sure, all] }
    }

    /// A text of the catalogue in its own words, where the sure sayings change it.
    pub(super) fn reworded(&self, text: &str) -> Option<String> {
        let words = typed(text);
        let sure = self.said(&words, true);
        (!sure.iter().eq(words.iter().map(|word| &word.plain))).then(|| sure.join(" "))
    }

    /// From left to right, the longest saying first.
    fn said(&self, words: &[Typed], only_sure: bool) -> Vec<String> {
        let mut out = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST.min(words.len() - at);
            let found = (1..=longest).rev().find_map(|length| {
                let saying = self.saying(&words[at..at + length], only_sure)?;
                Some((length, &saying.means))
            });
            match found {
                Some((length, means)) => {
                    out.extend(means.iter().cloned());
                    at += length;
                }
                None => {
                    out.push(words[at].plain.clone());
                    at += 1;
                }
            }
        }
        out
    }

    fn saying(&self, words: &[Typed], only_sure: bool) -> Option<&Saying> {
        let key: Vec<String> = words.iter().map(|word| word.plain.clone()).collect();
        let sayings = self.sayings.get(&key)?;
        sayings.iter().find(|saying| (saying.is_sure || !only_sure) && self.is_meant(saying, words))
    }

    /// Marks that were typed are the saying's; where none were, one syllable alone must
    /// not be a common word.
    fn is_meant(&self, saying: &Saying, words: &[Typed]) -> bool {
        let same = |(said, word): (&Typed, &Typed)| word.marked.is_ascii() || word.marked == said.marked;
        let is_common = |word: &Typed| word.marked.is_ascii() && self.common.contains(&word.plain);
        let is_clear = match (&saying.said[..], words) {
            ([said], [word]) if word.plain.len() < 3 => said.marked == word.marked || !is_common(word),
            ([_], [word]) => !is_common(word),
            _ => true,
        };
        is_clear && saying.said.iter().zip(words).all(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_saying_is_taken_and_an_unsure_one_tried_beside() {
        let mut speech = Speech::default();
        speech.add("sổ hồng", "giấy chứng nhận", true);
        speech.add("sổ", "quyển", false);
        speech.add("hông", "", true);
        speech.add("hắn", "nó", true);
        speech.add("giai", "trai", true);
        speech.learn(["Gia hạn", "Giải quyết"].into_iter());
        let read = |text: &str| {
            let readings = speech.readings(&typed(text));
            readings.into_iter().map(|words| words.join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(read("làm sổ hồng"), ["lam giay chung nhan"]);
        assert_eq!(read("lam so hong"), ["lam giay chung nhan"]);
        assert_eq!(read("sổ đỏ hông"), ["so do", "quyen do"]);
        assert_eq!(read("màu hồng"), ["mau hong"], "other marks, another word");
        assert_eq!(read("hạn"), ["han"]);
        assert_eq!(read("han"), ["han"], "without marks it is the common word");
        assert_eq!(read("hắn"), ["no"]);
        assert_eq!(read("giai quyet"), ["giai quyet"], "without marks it is the common word");
        assert_eq!(read("khai sinh"), ["khai sinh"]);
    }
}
