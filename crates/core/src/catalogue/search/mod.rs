//! Finds procedures from the words people use. Everything is in memory: an
//! inverted index over folded syllables and over pairs of neighbours, because
//! Vietnamese words are mostly two syllables long ("khai sinh") and the single
//! ones are common.
//!
//! A query goes through tiers. A syllable counts fully when it stands in the
//! text, a little less when the last one is only begun, and about half when it
//! is a slip of the pen. A procedure is found when it covers enough of what was
//! asked; among the found, the pairs and the nearness to a whole name or
//! everyday name decide.

use super::procedure::Procedure;
use super::spelling::{letters, near};
use crate::text::fold;
use std::collections::HashMap;

const NAME: f32 = 3.0;
const KEYWORD: f32 = 3.0;
const ENGLISH: f32 = 2.0;
const FIELD: f32 = 1.0;

const BEGUN: f32 = 0.8;
const MISSPELT: f32 = 0.5;
/// The share of the question that a procedure must cover to be an answer.
const ENOUGH: f32 = 0.55;
/// How many readings of an unclear word are tried in pairs.
const MEANINGS: usize = 8;
/// How many of the best are looked at closely.
const CLOSELY: usize = 40;

/// Words around the question, folded. They count little when a procedure has
/// them and are not missed when it has not.
const AROUND: [&str; 47] = [
    "toi", "muon", "xin", "can", "cho", "lam", "o", "dau", "nhu", "the", "nao", "gi", "cai", "mot", "cac",
    "nhung", "va", "cua", "hoi", "ve", "voi", "thi", "la", "bi", "duoc", "di", "giup", "em", "anh", "chi",
    "thu", "tuc", "con", "minh", "may", "bao", "lau", "a", "an", "the", "of", "for", "to", "mi", "how", "i",
    "and",
];

/// A syllable or a pair, and where it stands.
#[derive(Debug)]
struct Term {
    text: String,
    letters: u32,
    /// (procedure, weight of the best field), each procedure once.
    found: Vec<(u32, f32)>,
    rarity: f32,
}

/// The index over a list of procedures, which answers with places in that list.
#[derive(Debug)]
pub(super) struct Index {
    /// In the order of their text, so that a prefix is a range.
    terms: Vec<Term>,
    pairs: HashMap<String, Vec<(u32, f32)>>,
    /// Whole names and everyday names of each procedure, as syllables.
    phrases: Vec<Vec<Vec<String>>>,
    codes: Vec<(String, u32)>,
}

impl Index {
    pub(super) fn of(procedures: &[Procedure]) -> Index {
        let mut terms: HashMap<String, Vec<(u32, f32)>> = HashMap::new();
        let mut pairs: HashMap<String, Vec<(u32, f32)>> = HashMap::new();
        let (mut phrases, mut codes) = (Vec::new(), Vec::new());
        for (at, procedure) in (0..).zip(procedures) {
            let mut own_phrases = Vec::new();
            let mut add = |text: &str, weight: f32, is_phrase: bool| {
                let words = syllables(text);
                for word in &words {
                    note(&mut terms, word.clone(), at, weight);
                }
                for pair in words.windows(2) {
                    note(&mut pairs, pair.join(" "), at, weight);
                }
                if is_phrase {
                    own_phrases.push(without_around(words));
                }
            };
            add(&procedure.name, NAME, true);
            for keyword in &procedure.keywords {
                add(keyword, KEYWORD, true);
            }
            add(&procedure.name_en, ENGLISH, true);
            add(&procedure.field, FIELD, false);
            add(&procedure.field_en, FIELD, false);
            phrases.push(own_phrases);
            codes.extend(procedure.codes().map(|code| (digits(code), at)));
        }
        let all = procedures.len() as f32;
        let mut terms: Vec<Term> = terms
            .into_iter()
            .map(|(text, found)| {
                let rarity = rarity(all, found.len());
                let letters = letters(&text);
                Term { text, letters, found, rarity }
            })
            .collect();
        terms.sort_by(|a, b| a.text.cmp(&b.text));
        codes.sort();
        Index { terms, pairs, phrases, codes }
    }

    /// Places of the procedures that answer, best first.
    pub(super) fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        if let Some(by_code) = self.by_code(query) {
            return by_code.into_iter().take(limit).collect();
        }
        let words = self.split_glued(syllables(query));
        let mut best = self.tier(&words, false);
        if best.is_empty() {
            best = self.tier(&words, true);
        }
        best.truncate(limit);
        best
    }

    /// Part of a code: digits and dots, at least three of them.
    fn by_code(&self, query: &str) -> Option<Vec<usize>> {
        let query = query.trim();
        let is_code = query.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
        let begun = digits(query);
        (is_code && begun.len() >= 3).then(|| {
            let from = self.codes.partition_point(|(code, _)| *code < begun);
            let run = self.codes[from..].iter().take_while(|(code, _)| code.starts_with(&begun));
            run.map(|(_, at)| *at as usize).collect()
        })
    }

    /// "khaisinh" typed without the space, when both halves are known.
    fn split_glued(&self, words: Vec<String>) -> Vec<String> {
        let known = |word: &str| self.terms.binary_search_by(|t| t.text.as_str().cmp(word)).is_ok();
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            let halves = (2..word.len().saturating_sub(1))
                .filter(|at| word.is_char_boundary(*at))
                .map(|at| word.split_at(at))
                .find(|(left, right)| known(left) && known(right));
            match halves {
                Some((left, right)) if word.len() > 5 && self.begun(&word).is_empty() => {
                    out.extend([left.to_string(), right.to_string()]);
                }
                _ => out.push(word),
            }
        }
        out
    }

    /// One attempt; `all_loose` lets every word be a slip, not only unknown ones.
    fn tier(&self, words: &[String], all_loose: bool) -> Vec<usize> {
        let all = self.phrases.len();
        let only_around = words.iter().all(|word| is_around(word));
        let mut score = vec![0.0f32; all];
        let mut covered = vec![0.0f32; all];
        let mut own = vec![(usize::MAX, 0.0f32, 0.0f32); all];
        let mut whole = 0.0;
        let mut meant: Vec<Vec<(&str, f32)>> = Vec::with_capacity(words.len());
        for (nth, word) in words.iter().enumerate() {
            let is_last = nth + 1 == words.len();
            let counts = only_around || !is_around(word);
            let hits = self.hits(word, is_last, all_loose);
            // What nobody has is the rarest of all.
            let asked = hits.iter().map(|(term, _)| term.rarity).fold(0.0, f32::max);
            let asked = if hits.is_empty() { rarity(all as f32, 0) } else { asked };
            whole += if counts { asked } else { 0.0 };
            meant.push(hits.iter().take(MEANINGS).map(|(term, sure)| (term.text.as_str(), *sure)).collect());
            for (term, sure) in hits {
                for &(at, weight) in &term.found {
                    let slot = &mut own[at as usize];
                    if slot.0 != nth {
                        *slot = (nth, 0.0, 0.0);
                    }
                    let faint = if counts { 1.0 } else { 0.2 };
                    let gain = weight * term.rarity * sure * faint - slot.1;
                    if gain > 0.0 {
                        score[at as usize] += gain;
                        slot.1 += gain;
                    }
                    let more = asked * covers(word, sure) - slot.2;
                    if counts && more > 0.0 {
                        covered[at as usize] += more;
                        slot.2 += more;
                    }
                }
            }
        }
        for pair in meant.windows(2) {
            for (left, right) in
                pair[0].iter().flat_map(|left| pair[1].iter().map(move |right| (left, right)))
            {
                let Some(found) = self.pairs.get(&format!("{} {}", left.0, right.0)) else { continue };
                let rarity = rarity(all as f32, found.len());
                for &(at, weight) in found {
                    score[at as usize] += weight * rarity * left.1 * right.1;
                }
            }
        }
        let mut best: Vec<(f32, usize)> = (0..all)
            .filter(|at| score[*at] > 0.0 && covered[*at] >= ENOUGH * whole)
            .map(|at| (score[at] * (covered[at] / whole.max(f32::EPSILON)).powi(2), at))
            .collect();
        let by_score = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        best.sort_by(by_score);
        let asked: Vec<AskedWord<'_>> = words
            .iter()
            .zip(&meant)
            .enumerate()
            .filter(|(_, (word, _))| only_around || !is_around(word))
            .map(|(nth, (word, meant))| AskedWord { word, meant, may_go_on: nth + 1 == words.len() })
            .collect();
        for (score, at) in best.iter_mut().take(CLOSELY) {
            let nearest = self.phrases[*at].iter().map(|p| nearness(&asked, p)).fold(0.0, f32::max);
            *score *= 1.0 + nearest;
        }
        best.sort_by(by_score);
        best.into_iter().map(|(_, at)| at).collect()
    }

    /// The terms a word may mean, each with how sure that is.
    fn hits(&self, word: &str, is_last: bool, all_loose: bool) -> Vec<(&Term, f32)> {
        let begun = self.begun(word);
        let exact = begun.first().filter(|term| term.text == word);
        let mut hits: Vec<(&Term, f32)> = exact.map(|term| (term, 1.0)).into_iter().collect();
        if is_last {
            hits.extend(begun.iter().filter(|term| term.text != word).map(|term| (term, BEGUN)));
        }
        if (hits.is_empty() || all_loose) && word.len() >= 3 {
            let most = if word.len() >= 8 { 2 } else { 1 };
            let bits = letters(word);
            let slips = self.terms.iter().filter(|term| {
                (term.letters ^ bits).count_ones() as usize <= 2 * most
                    && term.text != word
                    && near(&term.text, word, most)
            });
            hits.extend(slips.map(|term| (term, MISSPELT)));
        }
        hits
    }

    /// The terms that begin with this.
    fn begun(&self, prefix: &str) -> &[Term] {
        let from = self.terms.partition_point(|term| term.text.as_str() < prefix);
        let run = self.terms[from..].iter().take_while(|term| term.text.starts_with(prefix)).count();
        &self.terms[from..from + run]
    }
}

fn note(into: &mut HashMap<String, Vec<(u32, f32)>>, text: String, at: u32, weight: f32) {
    let found = into.entry(text).or_default();
    match found.last_mut() {
        Some((last, best)) if *last == at => *best = best.max(weight),
        _ => found.push((at, weight)),
    }
}

/// How much of what a word asks is answered by a reading of it. A slip in a
/// short word is as likely another word ("chiếu", "phiếu"): alone it is no answer.
fn covers(word: &str, sure: f32) -> f32 {
    match sure > MISSPELT {
        true => sure,
        false if word.len() >= 6 => 0.7,
        false => 0.45,
    }
}

/// How much a term tells: many have it, little.
fn rarity(all: f32, found: usize) -> f32 {
    (1.0 + all / (found as f32 + 0.5)).ln()
}

/// Folded syllables, with the two spellings of a final i ("ký", "kí") made one.
fn syllables(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let stem = word.strip_suffix('y').unwrap_or(word);
            let ends_open = stem.ends_with(['a', 'e', 'o']) || stem.ends_with('u') && !stem.ends_with("qu");
            if stem.len() == word.len() || stem.is_empty() || ends_open {
                word.to_string()
            } else {
                format!("{stem}i")
            }
        })
        .collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn is_around(word: &str) -> bool {
    AROUND.contains(&word)
}

fn without_around(words: Vec<String>) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| !is_around(word)).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

/// A word of the question and its readings.
struct AskedWord<'a> {
    word: &'a str,
    meant: &'a [(&'a str, f32)],
    /// The last word may be unfinished.
    may_go_on: bool,
}

impl AskedWord<'_> {
    fn is(&self, other: &str) -> bool {
        self.meant.iter().any(|(text, _)| *text == other) || self.may_go_on && other.starts_with(self.word)
    }
}

/// The share of two phrases that they have in common, 0 to 1.
fn nearness(asked: &[AskedWord<'_>], phrase: &[String]) -> f32 {
    let common = asked.iter().filter(|asked| phrase.iter().any(|other| asked.is(other))).count();
    let both = asked.len() + phrase.len() - common.min(phrase.len());
    if both == 0 { 0.0 } else { common as f32 / both as f32 }
}

#[cfg(test)]
mod tests;
