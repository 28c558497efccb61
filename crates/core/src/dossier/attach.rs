//! Which file is which paper, when several are scanned at once: by the file's name,
//! else by its place in the pile. A guess for somebody to confirm, never the last word.

use crate::text::fold;
use std::collections::BTreeSet;

/// A paper that may be among the scans.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// It is held as a file already.
    pub has_file: bool,
}

/// For each file, in order, the id of the paper that it most likely is; `other` when
/// nothing is left.
pub fn attach(file_names: &[String], papers: &[Wanted]) -> Vec<String> {
    let mut guesses: Vec<Option<usize>> = file_names.iter().map(|name| by_name(name, papers)).collect();
    let mut free: Vec<usize> =
        (0..papers.len()).filter(|at| !papers[*at].has_file && !guesses.contains(&Some(*at))).collect();
    free.reverse();
    for guess in &mut guesses {
        if guess.is_none() {
            *guess = free.pop();
        }
    }
    guesses.into_iter().map(|at| at.map_or_else(|| "other".to_string(), |at| papers[at].id.clone())).collect()
}

/// The paper whose words the name has most of: two of them at least, or all.
fn by_name(file_name: &str, papers: &[Wanted]) -> Option<usize> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let said = words(stem);
    let score = |paper: &Wanted| {
        [words(&paper.id), words(&paper.name)]
            .into_iter()
            .filter_map(|asked| {
                let found = asked.intersection(&said).count();
                let enough = found >= 2 || (found > 0 && found == asked.len());
                enough.then(|| (found, found * 100 / asked.len()))
            })
            .max()
    };
    let scored = papers.iter().enumerate().filter_map(|(at, paper)| Some((score(paper)?, at)));
    // Of two that are as likely the first wins.
    scored.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

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
        .map(|(id, name)| Wanted { id: id.into(), name: name.into(), has_file: false })
        .to_vec()
    }

    fn guessed(names: &[&str]) -> Vec<String> {
        attach(&names.iter().map(|name| name.to_string()).collect::<Vec<_>>(), &papers())
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
        ] {
            assert_eq!(guessed(&[name]), [want], "{name}");
        }
    }

    #[test]
    fn what_says_nothing_goes_by_its_place_and_never_onto_a_paper_that_has_a_file() {
        let by_place = ["Scan_0001.pdf", "giay chung sinh.pdf", "Scan_0002.pdf"];
        assert_eq!(guessed(&by_place), ["to-khai-dang-ky-khai-sinh", "giay-chung-sinh", "van-ban-uy-quyen"]);
        assert_eq!(guessed(&["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"])[4], "other");
        let mut papers = papers();
        papers[0].has_file = true;
        assert_eq!(attach(&["1.pdf".into()], &papers), ["giay-chung-sinh"]);
        assert!(attach(&[], &papers).is_empty());
        assert_eq!(attach(&["".into()], &[]), ["other"]);
    }
}
