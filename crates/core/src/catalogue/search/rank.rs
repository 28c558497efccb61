//! From a question to the entries that answer it, best first.
//!
//! A syllable counts fully when it stands in the text, a little less when the last one is
//! only begun or sounds alike, and about half when it is a slip of the pen. An entry is
//! found when it covers enough of what was asked; among the found, the pairs and the
//! nearness to a whole name or everyday name decide.

use super::index::Index;
use super::words::is_around;
use crate::catalogue::spelling::{letters, near};
use std::collections::HashMap;

const BEGUN: f32 = 0.8;
const SOUNDS: f32 = 0.7;
const MISSPELT: f32 = 0.5;
/// A word that is known may still be another one that sounds alike.
const SOUNDS_BESIDE: f32 = 0.3;
/// The same for one that may be a slip of another.
const MISSPELT_BESIDE: f32 = 0.25;
/// How much a word around the question tells.
const FAINT: f32 = 0.15;

/// The share of the question that an entry must cover to be an answer: of a short one, and
/// of a long one that tells a story.
const ENOUGH: f32 = 0.6;
const ENOUGH_OF_STORY: f32 = 0.12;
/// From so many words on that count it is a story.
const STORY: usize = 8;
/// So many words are short.
const SHORT: usize = 3;

/// How much it tells that a story has a whole everyday name in it.
const CONTAINED: f32 = 0.8;
/// A name whose words tell so much is surely meant.
const TELLING: f32 = 9.0;

/// How many readings of an unclear word are tried in pairs.
const MEANINGS: usize = 8;
/// How many of the best are looked at closely.
const CLOSELY: usize = 40;

/// A place in the list, and how well it answers.
pub(super) type Scored = (f32, usize);

/// A word of the question and its readings.
struct AskedWord<'a> {
    word: &'a str,
    /// (term, how sure).
    meant: Vec<(u32, f32)>,
    counts: bool,
    /// The last word may be unfinished.
    may_go_on: bool,
}

/// What each entry has of the question so far.
struct Tally {
    score: Vec<f32>,
    covered: Vec<f32>,
    whole: f32,
    counting: usize,
}

/// How carefully a question is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Care {
    /// Every word may be a slip, not only unknown ones.
    pub(super) all_loose: bool,
    /// Half of what is else enough will do, where more than a few words were asked.
    pub(super) half: bool,
}

/// The entries that answer these words.
pub(super) fn tier(index: &Index, words: &[String], Care { all_loose, half }: Care) -> Vec<Scored> {
    let only_around = words.iter().all(|word| is_around(word));
    let asked: Vec<AskedWord<'_>> = words
        .iter()
        .enumerate()
        .map(|(nth, word)| {
            let may_go_on = nth + 1 == words.len();
            let meant = hits(index, word, may_go_on, all_loose);
            AskedWord { word, meant, counts: only_around || !is_around(word), may_go_on }
        })
        .collect();
    let mut tally = tally(index, &asked);
    pairs(index, &asked, &mut tally.score);
    let over = tally.counting.clamp(SHORT, STORY) - SHORT;
    let enough = ENOUGH - (ENOUGH - ENOUGH_OF_STORY) * over as f32 / (STORY - SHORT) as f32;
    let enough = if half && tally.counting > SHORT { enough / 2.0 } else { enough };
    let mut best: Vec<Scored> = (0..index.entries())
        .filter(|at| tally.score[*at] > 0.0 && tally.covered[*at] >= enough * tally.whole)
        .map(|at| (tally.score[at] * (tally.covered[at] / tally.whole.max(f32::EPSILON)).powi(2), at))
        .collect();
    best.sort_by(by_score);
    for (score, at) in best.iter_mut().take(CLOSELY) {
        let near = index.phrases[*at]
            .iter()
            .map(|phrase| nearness(index, &asked, phrase) + CONTAINED * contained(index, &asked, phrase));
        *score *= 1.0 + near.fold(0.0, f32::max);
    }
    best.sort_by(by_score);
    best
}

pub(super) fn by_score(a: &Scored, b: &Scored) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// Word by word: what each entry gains, and how much of the question it covers.
fn tally(index: &Index, asked: &[AskedWord<'_>]) -> Tally {
    let all = index.entries();
    let mut tally = Tally { score: vec![0.0; all], covered: vec![0.0; all], whole: 0.0, counting: 0 };
    // Of several readings of a word, each entry has the best.
    let mut own = vec![(usize::MAX, 0.0f32, 0.0f32); all];
    for (nth, asked) in asked.iter().enumerate() {
        // What nobody has is the rarest of all.
        let rarest = asked.meant.iter().filter(|(_, sure)| *sure > SOUNDS_BESIDE);
        let rarest = rarest.map(|(term, _)| index.terms[*term as usize].rarity).fold(0.0, f32::max);
        let weight = if asked.meant.is_empty() { index.rarity(0) } else { rarest };
        if asked.counts {
            tally.whole += weight;
            tally.counting += 1;
        }
        let faint = if asked.counts { 1.0 } else { FAINT };
        for (term, sure) in &asked.meant {
            let term = &index.terms[*term as usize];
            for &(at, of_field) in &term.found {
                let at = at as usize;
                if own[at].0 != nth {
                    own[at] = (nth, 0.0, 0.0);
                }
                let gain = of_field * term.rarity * sure * faint - own[at].1;
                if gain > 0.0 {
                    tally.score[at] += gain;
                    own[at].1 += gain;
                }
                let more = weight * covers(asked.word, *sure) - own[at].2;
                if asked.counts && more > 0.0 {
                    tally.covered[at] += more;
                    own[at].2 += more;
                }
            }
        }
    }
    tally
}

/// Neighbours that stand together in an entry tell more than each alone.
fn pairs(index: &Index, asked: &[AskedWord<'_>], score: &mut [f32]) {
    for pair in asked.windows(2) {
        let readings = |asked: &AskedWord<'_>| asked.meant.iter().take(MEANINGS).copied().collect::<Vec<_>>();
        let (lefts, rights) = (readings(&pair[0]), readings(&pair[1]));
        for (left, left_sure) in &lefts {
            for (right, right_sure) in &rights {
                let Some(found) = index.pairs.get(&(*left, *right)) else { continue };
                let rarity = index.rarity(found.len());
                for &(at, weight) in found {
                    score[at as usize] += weight * rarity * left_sure * right_sure;
                }
            }
        }
    }
}

/// The terms a word may mean, each with how sure that is, the surest first.
fn hits(index: &Index, word: &str, is_last: bool, all_loose: bool) -> Vec<(u32, f32)> {
    let exact = index.term(word);
    let mut hits: Vec<(u32, f32)> = exact.map(|term| (term, 1.0)).into_iter().collect();
    // A word that only stands around is not the beginning of another one.
    if is_last && !(exact.is_some() && is_around(word)) {
        hits.extend(index.begun(word).filter(|term| Some(*term) != exact).map(|term| (term, BEGUN)));
    }
    let is_known = !hits.is_empty();
    let alike = if is_known { SOUNDS_BESIDE } else { SOUNDS };
    let sounding = index.sounding(word).iter().copied();
    let new: Vec<u32> = sounding.filter(|term| hits.iter().all(|(known, _)| known != term)).collect();
    hits.extend(new.into_iter().map(|term| (term, alike)));
    if (!is_known || all_loose) && word.len() >= 3 {
        let most = if word.len() >= 8 { 2 } else { 1 };
        let bits = letters(word);
        let slips = (0..).zip(&index.terms).filter(|(_, term)| {
            (term.letters ^ bits).count_ones() as usize <= 2 * most
                && term.text != word
                && near(&term.text, word, most)
        });
        let sure = if is_known { MISSPELT_BESIDE } else { MISSPELT };
        hits.extend(slips.map(|(at, _)| (at, sure)));
    }
    surest(hits)
}

/// Each term once, with its surest reading.
fn surest(hits: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let mut best: HashMap<u32, f32> = HashMap::new();
    let mut order = Vec::with_capacity(hits.len());
    for (term, sure) in hits {
        let known = best.entry(term).or_insert_with(|| {
            order.push(term);
            sure
        });
        *known = known.max(sure);
    }
    order.into_iter().map(|term| (term, best[&term])).collect()
}

/// How much of what a word asks is answered by a reading of it. A slip in a short word is
/// as likely another word ("chiếu", "phiếu"): alone it is no answer.
fn covers(word: &str, sure: f32) -> f32 {
    match sure > MISSPELT {
        true => sure,
        false if sure < MISSPELT => 0.7 * sure,
        false if word.len() >= 6 => 0.7,
        false => 0.45,
    }
}

/// The share of two phrases that they have in common, 0 to 1: mostly of the words that
/// count, a little of all, so that of two that say the same the shorter is nearer.
fn nearness(index: &Index, asked: &[AskedWord<'_>], phrase: &[u32]) -> f32 {
    let around = |term: &u32| index.terms[*term as usize].is_around;
    let only_around = phrase.iter().all(around);
    let counted = share(
        index,
        asked.iter().filter(|asked| asked.counts),
        phrase.iter().filter(|term| only_around || !around(term)),
    );
    0.85 * counted + 0.15 * share(index, asked.iter(), phrase.iter())
}

/// How much of an everyday name of two or more words is in the question, 0 to 1.
fn contained(index: &Index, asked: &[AskedWord<'_>], phrase: &[u32]) -> f32 {
    let (mut all, mut common, mut words) = (0.0, 0.0, 0);
    for term in phrase {
        let rarity = index.terms[*term as usize].rarity;
        let told = if index.terms[*term as usize].is_around { FAINT * rarity } else { rarity };
        words += 1;
        all += told;
        let sure = asked.iter().filter_map(|asked| {
            asked
                .meant
                .iter()
                .find(|(meant, sure)| meant == term && *sure > SOUNDS_BESIDE)
                .map(|(_, sure)| *sure)
        });
        common += told * sure.fold(0.0, f32::max);
    }
    if words < 2 || all == 0.0 { 0.0 } else { (common / all).powi(2) * (common / TELLING).min(1.0) }
}

fn share<'a>(
    index: &Index,
    asked: impl Iterator<Item = &'a AskedWord<'a>>,
    phrase: impl Iterator<Item = &'a u32> + Clone,
) -> f32 {
    let is = |asked: &AskedWord<'_>, other: &u32| {
        let meant = asked.meant.iter().any(|(term, sure)| term == other && *sure > SOUNDS_BESIDE);
        meant || asked.may_go_on && index.terms[*other as usize].text.starts_with(asked.word)
    };
    let (mut all, mut common) = (0, 0);
    for asked in asked {
        all += 1;
        common += usize::from(phrase.clone().any(|other| is(asked, other)));
    }
    let length = phrase.count();
    let both = all + length - common.min(length);
    if both == 0 { 0.0 } else { common as f32 / both as f32 }
}
