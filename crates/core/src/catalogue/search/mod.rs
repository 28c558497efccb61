//! Finds procedures from the words people use. Everything is in memory: an inverted index
//! over folded syllables and over pairs of neighbours, because Vietnamese words are
//! mostly two syllables long ("khai sinh") and the single ones are common.
//!
//! A question is read as it stands and in the catalogue's own words (`speech`); marks that
//! stayed keys are taken off (`words`), and the better of the readings counts (`rank`).

mod index;
mod rank;
mod speech;
mod words;

pub(super) use index::Index;
pub(super) use speech::Speech;

use super::portal::ProcedureElsewhere;
use super::procedure::Procedure;
use index::Entry;
use rank::{Care, Scored, by_score, tier};
use std::borrow::Cow;
use words::{Typed, typed, without_keys};

/// A longer question is cut: nobody asks one, and it would cost the others.
const LONGEST: usize = 60;
/// What people keep a file of is asked for more often than what only the portal names; so
/// is what somebody has put into plain words.
const OWN_FILE: f32 = 1.1;
const PLAIN: f32 = 1.15;

/// The index over procedures.
pub(super) fn of_procedures(procedures: &[Procedure], speech: &Speech) -> Index {
    Index::of(procedures.iter().map(|procedure| {
        let mut keywords: Vec<Cow<'_, str>> =
            procedure.keywords.iter().map(|word| word.as_str().into()).collect();
        keywords.extend(Some(procedure.plain.as_str().into()).filter(|_| !procedure.plain.is_empty()));
        // A question is read in the catalogue's words; what people wrote in theirs is too.
        let read: Vec<Cow<'_, str>> =
            keywords.iter().filter_map(|word| speech.reworded(word)).map(Cow::from).collect();
        keywords.extend(read);
        let mut english = vec![procedure.plain_en.as_str()];
        // Where nobody has translated the name, it is the Vietnamese one.
        english.extend(Some(procedure.name_en.as_str()).filter(|name| *name != procedure.name));
        english.retain(|name| !name.is_empty());
        Entry {
            names: vec![&procedure.name],
            keywords,
            english,
            field: vec![&procedure.field, &procedure.field_en],
            codes: procedure.codes().collect(),
        }
    }))
}

/// The index over names of procedures of other agencies.
pub(super) fn of_elsewhere(all: &[ProcedureElsewhere]) -> Index {
    Index::of(all.iter().map(|one| Entry {
        names: vec![&one.name],
        keywords: Vec::new(),
        english: Vec::new(),
        field: vec![&one.field],
        codes: vec![&one.code],
    }))
}

/// Places of the procedures that answer, best first.
pub(super) fn procedures(index: &Index, all: &[Procedure], speech: &Speech, query: &str) -> Vec<usize> {
    if let Some(by_code) = index.by_code(query) {
        return by_code;
    }
    let mut best = read(index, speech, query);
    for (score, at) in &mut best {
        *score *= if all[*at].has_own_file() { OWN_FILE } else { 1.0 };
        *score *= if all[*at].plain.is_empty() { 1.0 } else { PLAIN };
    }
    best.sort_by(by_score);
    best.into_iter().map(|(_, at)| at).collect()
}

/// Places of the other agencies' procedures that answer, best first.
pub(super) fn elsewhere(index: &Index, speech: &Speech, query: &str) -> Vec<usize> {
    match index.by_code(query) {
        Some(by_code) => by_code,
        None => read(index, speech, query).into_iter().map(|(_, at)| at).collect(),
    }
}

/// The best of all readings for each entry.
fn read(index: &Index, speech: &Speech, query: &str) -> Vec<Scored> {
    let mut words = typed(query);
    words.truncate(LONGEST);
    words.iter_mut().for_each(|word| plain(index, word));
    let readings: Vec<Vec<String>> =
        speech.readings(&words).into_iter().map(|words| split_glued(index, words)).collect();
    // Less and less carefully, until something answers.
    for (all_loose, half) in [(false, false), (true, false), (false, true)] {
        let care = Care { all_loose, half };
        let found: Vec<Vec<Scored>> = readings.iter().map(|words| tier(index, words, care)).collect();
        if found.iter().any(|found| !found.is_empty()) {
            return better(found);
        }
    }
    Vec::new()
}

/// Each entry once, with its best score.
fn better(mut found: Vec<Vec<Scored>>) -> Vec<Scored> {
    let mut best = found.swap_remove(0);
    for other in found {
        for (score, at) in other {
            match best.iter_mut().find(|(_, known)| *known == at) {
                Some(known) => known.0 = known.0.max(score),
                None => best.push((score, at)),
            }
        }
    }
    best.sort_by(by_score);
    best
}

/// Takes off keys that stayed in the syllable, where only so it is a word we have.
fn plain(index: &Index, word: &mut Typed) {
    if index.term(&word.plain).is_none()
        && let Some(plain) = without_keys(&word.marked).filter(|plain| index.term(plain).is_some())
    {
        word.plain = plain;
    }
}

/// "khaisinh" typed without the space, when both halves are known.
fn split_glued(index: &Index, words: Vec<String>) -> Vec<String> {
    let known = |word: &str| index.term(word).is_some();
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let halves = (2..word.len().saturating_sub(1))
            .filter(|at| word.is_char_boundary(*at))
            .map(|at| word.split_at(at))
            .find(|(left, right)| known(left) && known(right));
        match halves {
            Some((left, right)) if word.len() > 5 && index.begun(&word).is_empty() => {
                out.extend([left.to_string(), right.to_string()]);
            }
            _ => out.push(word),
        }
    }
    out
}

#[cfg(test)]
mod tests;
