//! Questions and texts as syllables, the words around a question, and what fingers and
//! keyboards make of syllables.

use crate::text::fold;
use unicode_normalization::UnicodeNormalization;

/// Words around the question, folded. They count little when a procedure has them and
/// are not missed when it has not.
const AROUND: [&str; 112] = [
    "toi", "muon", "xin", "can", "cho", "lam", "o", "dau", "nhu", "the", "nao", "gi", "cai", "mot", "cac",
    "nhung", "va", "cua", "hoi", "ve", "voi", "thi", "la", "bi", "duoc", "di", "giup", "em", "anh", "chi",
    "thu", "tuc", "con", "minh", "may", "bao", "lau", "a", "an", "of", "for", "to", "mi", "how", "i", "and",
    "co", "khong", "chua", "phai", "de", "ma", "roi", "nay", "kia", "nua", "vay", "khi", "nhe", "nha", "da",
    "oi", "ah", "vang", "u", "thoi", "hom", "vua", "se", "den", "cung", "nen", "neu", "biet", "bac", "ong",
    "ba", "chau", "nguoi", "ai", "rang", "is", "does", "where", "what", "need", "get", "want", "in", "on",
    "at", "me", "my", "hay", "xong", "have", "has", "are", "am", "was", "with", "from", "it", "this", "that",
    "would", "like", "be", "if", "or", "when", "there",
];

/// A syllable as it was typed, in small letters, and folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) marked: String,
    pub(super) plain: String,
}

/// The syllables of a text, as they were typed and folded.
pub(super) fn typed(text: &str) -> Vec<Typed> {
    let composed: String = text.nfc().flat_map(char::to_lowercase).collect();
    let words = composed.split(|letter: char| !letter.is_alphanumeric());
    let typed = |word: &str| Typed { plain: final_i(&fold(word)), marked: word.to_string() };
    words.filter(|word| !word.is_empty()).map(typed).filter(|typed| !typed.plain.is_empty()).collect()
}

/// Folded syllables, with the two spellings of a final i ("ký", "kí") made one.
pub(super) fn syllables(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(final_i).collect()
}

/// `ky` → `ki`; `may`, `huy` and `quy` stay.
pub(super) fn final_i(word: &str) -> String {
    let stem = word.strip_suffix('y').unwrap_or(word);
    let ends_open = stem.ends_with(['a', 'e', 'o']) || stem.ends_with('u') && !stem.ends_with("qu");
    if stem.len() == word.len() || stem.is_empty() || ends_open {
        word.to_string()
    } else {
        format!("{stem}i")
    }
}

/// Whether a word only stands around what is asked.
pub(super) fn is_around(word: &str) -> bool {
    AROUND.contains(&word)
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A syllable whose marks were typed as letters or digits and never became marks: Telex
/// (`ddawngs`) or VNI (`d9ang1`). Without marks it is `dang`; `None` where nothing of
/// either is in it.
pub(super) fn without_keys(word: &str) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let has_letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
    let vni: String = word.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    if has_letters && vni.len() < word.len() {
        return Some(final_i(&vni));
    }
    let mut out = String::with_capacity(word.len());
    let mut after_vowel = false;
    for letter in word.chars() {
        let last = out.chars().last();
        match letter {
            // Tones: no Vietnamese syllable has these letters after its vowel.
            's' | 'f' | 'r' | 'x' | 'j' if after_vowel => continue,
            'w' if last.is_some_and(|last| matches!(last, 'a' | 'o' | 'u')) || after_vowel => continue,
            'w' => out.push('u'),
            'a' | 'e' | 'o' if out.contains(letter) && after_vowel => continue,
            'd' if !out.is_empty() && out.starts_with('d') => continue,
            letter => out.push(letter),
        }
        after_vowel |= matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w');
    }
    (out != word && !out.is_empty()).then(|| final_i(&out))
}

/// How a syllable sounds where people do not keep some consonants apart: ch and tr, s and
/// x, d, gi and r, l and n, v and d; at the end n and ng, c and t.
pub(super) fn sound(word: &str) -> String {
    let heads = [
        ("ngh", "ng"),
        ("tr", "ch"),
        ("gi", "z"),
        ("gh", "g"),
        ("ph", "f"),
        ("qu", "w"),
        ("d", "z"),
        ("r", "z"),
        ("v", "z"),
        ("s", "x"),
        ("l", "n"),
        ("k", "c"),
        ("q", "c"),
    ];
    let head = heads.iter().find_map(|(from, to)| word.strip_prefix(from).map(|rest| (*to, rest)));
    let (head, rest) = head.filter(|(_, rest)| !rest.is_empty()).unwrap_or(("", word));
    // gi before a consonant is a vowel too: gìn, giêng.
    let rest = if head == "z" && word.starts_with("gi") && !rest.starts_with(['a', 'e', 'o', 'u']) {
        format!("i{rest}")
    } else {
        rest.to_string()
    };
    let tails = [("ng", "n"), ("nh", "n"), ("ch", "c"), ("t", "c"), ("y", "i")];
    let tail = tails.iter().find_map(|(from, to)| rest.strip_suffix(from).map(|stem| format!("{stem}{to}")));
    format!("{head}{}", tail.filter(|tail| tail.len() > 1).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_stayed_keys_are_taken_off() {
        let table = [
            ("ddawng", Some("dang")),
            ("kys", Some("ki")),
            ("khaisn", Some("khain")),
            ("giaasy", Some("giay")),
            ("giaays", Some("giay")),
            ("chwngs", Some("chung")),
            ("chuwngs", Some("chung")),
            ("nghieepj", Some("nghiep")),
            ("dduowngf", Some("duong")),
            ("d9ang8ng", Some("dangng")),
            ("d9a8ng", Some("dang")),
            ("ky1", Some("ki")),
            ("sinh", None),
            ("xe", None),
            ("trang", None),
            ("2026", None),
            ("đất", None),
        ];
        for (word, want) in table {
            assert_eq!(without_keys(word).as_deref(), want, "{word}");
        }
    }

    #[test]
    fn what_sounds_alike_somewhere_has_one_sound() {
        for (a, b) in [
            ("sinh", "xinh"),
            ("tro", "cho"),
            ("nam", "lam"),
            ("giay", "day"),
            ("rieng", "zieng"),
            ("kinh", "kin"),
            ("cac", "cat"),
            ("vo", "do"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        for (a, b) in [("khai", "kai"), ("hon", "hoa"), ("tam", "cam")] {
            assert_ne!(sound(a), sound(b), "{a} {b}");
        }
    }
}
