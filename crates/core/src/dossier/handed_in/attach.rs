//! Which file is which paper, when several are scanned at once: by the file's name. A
//! name that says nothing is not guessed at by its place in the pile: a paper under the
//! wrong name is worse than one that somebody still has to name. A guess for somebody to
//! confirm, never the last word.

use crate::text::fold;
use std::collections::BTreeSet;

/// A paper that may be among the scans.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// It lies on the counter and is not held as a file yet.
    pub waits: bool,
}

/// What a file was taken for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// The paper with this id: the file's name says so.
    Named(String),
    /// The paper with this id: the only one that waits for a file, and this the only file
    /// whose name says nothing.
    OnlyOne(String),
    /// Nothing says which.
    Unknown,
}

impl Guess {
    /// The id of the paper; `other` for one that is not known.
    pub fn paper(&self) -> &str {
        match self {
            Guess::Named(id) | Guess::OnlyOne(id) => id,
            Guess::Unknown => "other",
        }
    }
}

/// For each file, in order, which paper it most likely is.
pub fn attach(file_names: &[String], papers: &[Wanted]) -> Vec<Guess> {
    let named: Vec<Option<usize>> = file_names.iter().map(|name| by_name(name, papers)).collect();
    let waiting = papers.iter().enumerate().filter(|(at, paper)| paper.waits && !named.contains(&Some(*at)));
    let waiting: Vec<&Wanted> = waiting.map(|(_, paper)| paper).collect();
    let only = match (waiting.as_slice(), named.iter().filter(|at| at.is_none()).count()) {
        ([only], 1) => Guess::OnlyOne(only.id.clone()),
        _ => Guess::Unknown,
    };
    let guess = |at: Option<usize>| at.map_or_else(|| only.clone(), |at| Guess::Named(papers[at].id.clone()));
    named.into_iter().map(guess).collect()
}

/// The paper whose words the name has most of: two of them at least, or all.
fn by_name(file_name: &str, papers: &[Wanted]) -> Option<usize> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let said = words(stem);
    let squeezed: String = fold(stem).chars().filter(|c| c.is_alphabetic()).collect();
    let score = |paper: &Wanted| {
        [&paper.id, &paper.name]
            .into_iter()
            .filter_map(|text| {
                let asked = words(text);
                let found = asked.intersection(&said).count().max(run(text, &squeezed));
                let enough = found >= 2 || (found > 0 && found == asked.len());
                enough.then(|| (found, found * 100 / asked.len()))
            })
            .max()
    };
    let scored = papers.iter().enumerate().filter_map(|(at, paper)| Some((score(paper)?, at)));
    // Of two that are as likely the first wins.
    scored.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

/// How many words of a name stand one after the other in a file's name that has no spaces:
/// `chungsinh.jpg`. One word alone may be part of any other.
fn run(name: &str, squeezed: &str) -> usize {
    let name = fold(name);
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let runs = (0..words.len()).flat_map(|from| (from + 2..=words.len()).map(move |to| (from, to)));
    let found = runs.filter(|(from, to)| {
        let run = words[*from..*to].concat();
        run.chars().count() >= RUN_LETTERS_MIN && squeezed.contains(&run)
    });
    found.map(|(from, to)| to - from).max().unwrap_or(0)
}

const RUN_LETTERS_MIN: usize = 6;

fn words(text: &str) -> BTreeSet<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn papers() -> Vec<Wanted> {
        [
            ("to-khai-dang-ky-khai-sinh", "Tờ khai đăng ký khai sinh"),
            ("giay-chung-sinh", "Giấy chứng sinh"),
            ("van-ban-uy-quyen", "Văn bản ủy quyền"),
            ("ho-chieu", "Hộ chiếu hoặc thẻ căn cước"),
        ]
        .map(|(id, name)| Wanted { id: id.into(), name: name.into(), waits: false })
        .to_vec()
    }

    fn guessed(names: &[&str], papers: &[Wanted]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        attach(&names, papers).iter().map(|guess| guess.paper().to_string()).collect()
    }

    #[test]
    fn a_name_says_which_paper_it_is_however_it_is_written() {
        for (name, want) in [
            ("Giấy chứng sinh.pdf", "giay-chung-sinh"),
            ("GIAY_CHUNG_SINH_Nguyen.PDF", "giay-chung-sinh"),
            ("tờ khai.pdf", "to-khai-dang-ky-khai-sinh"),
            ("to-khai-khai-sinh (2).pdf", "to-khai-dang-ky-khai-sinh"),
            ("uy quyen.jpg", "van-ban-uy-quyen"),
            ("ho chieu.jpg", "ho-chieu"),
            ("thẻ căn cước mặt trước.png", "ho-chieu"),
            ("chungsinh.jpg", "giay-chung-sinh"),
            ("tokhai5trang.pdf", "to-khai-dang-ky-khai-sinh"),
            ("GiayUyQuyen2.pdf", "van-ban-uy-quyen"),
            ("hieuchinh.pdf", "other"),
        ] {
            assert_eq!(guessed(&[name], &papers()), [want], "{name}");
        }
    }

    #[test]
    fn what_says_nothing_is_not_guessed_by_its_place() {
        let pile = ["Scan_0001.pdf", "giay chung sinh.pdf", "Scan_0002.pdf"];
        assert_eq!(guessed(&pile, &papers()), ["other", "giay-chung-sinh", "other"]);
        let mut ticked = papers();
        ticked[0].waits = true;
        assert_eq!(
            guessed(&pile, &ticked),
            ["other", "giay-chung-sinh", "other"],
            "one of the two, but which"
        );
        assert_eq!(guessed(&["Scan_0001.pdf"], &ticked), ["to-khai-dang-ky-khai-sinh"], "only one waits");
        ticked[2].waits = true;
        assert_eq!(guessed(&["Scan_0001.pdf"], &ticked), ["other"], "two wait");
        let named_and_one = ["uy quyen.pdf", "Scan_0001.pdf"];
        assert_eq!(guessed(&named_and_one, &ticked), ["van-ban-uy-quyen", "to-khai-dang-ky-khai-sinh"]);
        assert!(attach(&[], &ticked).is_empty());
        assert_eq!(guessed(&[""], &[]), ["other"]);
    }
}
