//! The inverted index: syllables, pairs of neighbours, whole phrases and codes of each
//! entry.

use super::words::{digits, is_around, sound, syllables};
use crate::catalogue::national_code;
use crate::catalogue::spelling::letters;
use std::borrow::Cow;
use std::collections::HashMap;

/// The weight of where words stand.
pub(super) const NAME: f32 = 3.0;
pub(super) const KEYWORD: f32 = 3.0;
pub(super) const ENGLISH: f32 = 2.0;
pub(super) const FIELD: f32 = 1.0;

/// A name of so many syllables counts fully; in a longer one each syllable tells less.
const NAME_SYLLABLES: f32 = 14.0;

/// A syllable, and where it stands.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) text: String,
    pub(super) letters: u32,
    /// (entry, weight of the best field), each entry once.
    pub(super) found: Vec<(u32, f32)>,
    pub(super) rarity: f32,
    /// It only stands around what is asked.
    pub(super) is_around: bool,
}

/// What is searched for, and where its words stand.
pub(super) struct Entry<'a> {
    pub(super) names: Vec<&'a str>,
    pub(super) keywords: Vec<Cow<'a, str>>,
    pub(super) english: Vec<&'a str>,
    pub(super) field: Vec<&'a str>,
    pub(super) codes: Vec<&'a str>,
}

/// The index over a list of entries, which answers with places in that list.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct Index {
    /// In the order of their text, so that a prefix is a range.
    pub(super) terms: Vec<Term>,
    pub(super) pairs: HashMap<(u32, u32), Vec<(u32, f32)>>,
    /// Whole names and everyday names of each entry, as syllables.
    pub(super) phrases: Vec<Vec<Vec<u32>>>,
    codes: Vec<(String, u32)>,
    /// Terms by how they sound.
    sounds: HashMap<String, Vec<u32>>,
}

/// Terms and pairs while they are gathered, by the order in which they came.
#[derive(Default)]
struct Gathered {
    ids: HashMap<String, u32>,
    texts: Vec<String>,
    found: Vec<Vec<(u32, f32)>>,
    pairs: HashMap<(u32, u32), Vec<(u32, f32)>>,
}

impl Gathered {
    fn id(&mut self, word: String) -> u32 {
        let next = self.texts.len() as u32;
        let id = *self.ids.entry(word.clone()).or_insert(next);
        if id == next {
            self.texts.push(word);
            self.found.push(Vec::new());
        }
        id
    }

    /// The syllables of a text of one entry.
    fn add(&mut self, text: &str, at: u32, weight: f32) -> Vec<u32> {
        let ids: Vec<u32> = syllables(text).into_iter().map(|word| self.id(word)).collect();
        for id in &ids {
            note(&mut self.found[*id as usize], at, weight);
        }
        for pair in ids.windows(2) {
            note(self.pairs.entry((pair[0], pair[1])).or_default(), at, weight);
        }
        ids
    }
}

fn note(found: &mut Vec<(u32, f32)>, at: u32, weight: f32) {
    match found.last_mut() {
        Some((last, best)) if *last == at => *best = best.max(weight),
        _ => found.push((at, weight)),
    }
}

impl Index {
    pub(super) fn of<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        let mut gathered = Gathered::default();
        let (mut phrases, mut codes) = (Vec::new(), Vec::new());
        for (at, entry) in (0..).zip(entries) {
            let mut own: Vec<Vec<u32>> = Vec::new();
            for name in entry.names {
                let length = name.split(' ').count() as f32;
                let weight = NAME * (0.4 + 0.6 * (NAME_SYLLABLES / length).min(1.0));
                own.push(gathered.add(name, at, weight));
            }
            own.extend(entry.keywords.iter().map(|keyword| gathered.add(keyword, at, KEYWORD)));
            own.extend(entry.english.iter().map(|name| gathered.add(name, at, ENGLISH)));
            for field in entry.field {
                gathered.add(field, at, FIELD);
            }
            phrases.push(own);
            codes.extend(entry.codes.iter().map(|code| (digits(code), at)));
        }
        codes.sort();
        sorted(gathered, phrases, codes)
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.phrases.len()
    }

    /// Part of a code: digits and dots, at least three of them.
    pub(super) fn by_code(&self, query: &str) -> Option<Vec<usize>> {
        // Also as a dossier's code begins: `1.001193.000.00.00.H57`.
        let national = national_code(query);
        let query = national.as_deref().unwrap_or(query.trim());
        let is_code = query.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
        let begun = digits(query);
        (is_code && begun.len() >= 3).then(|| {
            let from = self.codes.partition_point(|(code, _)| *code < begun);
            let run = self.codes[from..].iter().take_while(|(code, _)| code.starts_with(&begun));
            run.map(|(_, at)| *at as usize).collect()
        })
    }

    /// The term with exactly this text.
    pub(super) fn term(&self, word: &str) -> Option<u32> {
        self.terms.binary_search_by(|term| term.text.as_str().cmp(word)).ok().map(|at| at as u32)
    }

    /// The places of the terms that begin with this.
    pub(super) fn begun(&self, prefix: &str) -> std::ops::Range<u32> {
        let from = self.terms.partition_point(|term| term.text.as_str() < prefix);
        let run = self.terms[from..].iter().take_while(|term| term.text.starts_with(prefix)).count();
        from as u32..(from + run) as u32
    }

    /// The terms that sound like this.
    pub(super) fn sounding(&self, word: &str) -> &[u32] {
        self.sounds.get(&sound(word)).map(Vec::as_slice).unwrap_or_default()
    }

    /// How much a term of so many entries tells: many have it, little.
    pub(super) fn rarity(&self, found: usize) -> f32 {
        rarity(self.entries(), found)
    }
}

fn rarity(all: usize, found: usize) -> f32 {
    (1.0 + all as f32 / (found as f32 + 0.5)).ln()
}

/// Terms in the order of their text, and everything that named them by the old order.
fn sorted(gathered: Gathered, phrases: Vec<Vec<Vec<u32>>>, codes: Vec<(String, u32)>) -> Index {
    let all = phrases.len();
    let mut order: Vec<u32> = (0..gathered.texts.len() as u32).collect();
    order.sort_by(|a, b| gathered.texts[*a as usize].cmp(&gathered.texts[*b as usize]));
    let mut place = vec![0u32; order.len()];
    for (new, old) in (0..).zip(&order) {
        place[*old as usize] = new;
    }
    let mut found = gathered.found;
    let mut sounds: HashMap<String, Vec<u32>> = HashMap::new();
    let mut terms = Vec::with_capacity(order.len());
    for (new, old) in (0..).zip(order) {
        let text = gathered.texts[old as usize].clone();
        sounds.entry(sound(&text)).or_default().push(new);
        let found = std::mem::take(&mut found[old as usize]);
        terms.push(Term {
            letters: letters(&text),
            rarity: rarity(all, found.len()),
            is_around: is_around(&text),
            text,
            found,
        });
    }
    let at = |id: u32| place[id as usize];
    let pairs = gathered.pairs.into_iter().map(|((a, b), found)| ((at(a), at(b)), found)).collect();
    let placed = |phrase: Vec<u32>| phrase.into_iter().map(at).collect();
    let phrases = phrases.into_iter().map(|own| own.into_iter().map(placed).collect()).collect();
    Index { terms, pairs, phrases, codes, sounds }
}
