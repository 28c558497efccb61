//! A paper that was handed in, in words: how many on the table, and how it came to
//! be held as files.

use motcua_core::document::FileRef;
use motcua_core::dossier::{
    BookEntry, ComparedOriginal, Consent, Digitised, PagesOf, PaperHanded, ResultHeld, SharedBack,
    SharedPlace, Submitter,
};
use motcua_edge::page::Page;
use motcua_messages::Lang;

/// `1 bản chính, 2 bản chứng thực, 1 bản chụp`; `xuất trình` for what was given back at
/// once; empty for files and data alone.
pub fn counts(paper: &PaperHanded, page: &Page) -> String {
    if paper.is_only_shown() {
        return page.t("xuất trình", "shown").to_string();
    }
    let some = |count: u16, word: &str| (count > 0).then(|| format!("{count} {word}"));
    let parts = [
        some(paper.originals, page.t("bản chính", "originals")),
        some(paper.certified, page.t("bản chứng thực", "certified copies")),
        some(paper.copies, page.t("bản chụp", "copies")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who made it a file, when, and where it was given back to; a line for each.
pub fn digitised(paper: &PaperHanded, page: &Page) -> Vec<String> {
    paper.digitised.iter().map(|fact| how(fact, page)).chain(shared(&paper.shared, page)).collect()
}

/// The same of a result.
pub fn result_digitised(result: &ResultHeld, page: &Page) -> Vec<String> {
    std::iter::once(how(&result.digitised, page)).chain(shared(&result.shared, page)).collect()
}

fn how(fact: &Digitised, page: &Page) -> String {
    match fact {
        Digitised::Scanned { by, at } => {
            format!("{} {}, {}", page.t("Số hóa bởi", "Digitised by"), by.name, page.moment(*at))
        }
        Digitised::Sent { at } => {
            format!("{} {}", page.t("Gửi bản điện tử", "Sent electronically"), page.moment(*at))
        }
        Digitised::Reused { from, by, at } => format!(
            "{} {from} {} {}, {}",
            page.t("Dùng lại từ hồ sơ", "Reused from dossier"),
            page.t("bởi", "by"),
            by.name,
            page.moment(*at)
        ),
        Digitised::Fetched { source, by, at } => {
            let by = by.as_ref().map(|by| format!(", {} {}", page.t("bởi", "by"), by.name));
            let by = by.unwrap_or_default();
            format!("{} {source}{by}, {}", page.t("Tra cứu trong", "Looked up in"), page.moment(*at))
        }
    }
}

fn shared<'a>(all: &'a [SharedBack], page: &'a Page) -> impl Iterator<Item = String> + 'a {
    all.iter().map(|shared| match shared.to {
        SharedPlace::PersonalStore => format!(
            "{} {}",
            page.t(
                "Người nộp có thể dùng lại cho hồ sơ sau, từ",
                "The person may use it again in a later dossier, since"
            ),
            page.moment(shared.at)
        ),
    })
}

/// `Lê Văn Con, người được ủy quyền (giấy số 12 ngày 01/07/2025)`.
pub fn submitter_words(by: &Submitter, page: &Page) -> String {
    let relation = motcua_messages::relation(by.relation, page.language());
    let paper = match by.authorisation.as_str() {
        "" => String::new(),
        paper => format!(" ({paper})"),
    };
    format!("{}, {relation}{paper}", by.name)
}

/// `Đã nói đồng ý, có mặt; đến 31/07/2025`, or that it was taken back.
pub fn consent_words(given: &Consent, page: &Page) -> String {
    let way = motcua_messages::consent_way(given.way, page.language());
    match given.withdrawn_at {
        Some(at) => format!("{way}; {} {}", page.t("đã rút lại", "taken back"), page.moment(at)),
        None => format!("{way}; {} {}", page.t("đến", "until"), given.until.day().vn()),
    }
}

/// Under which number of which book a result was issued.
pub fn book_entry(entry: &BookEntry, page: &Page) -> String {
    let BookEntry { number, book, day } = entry;
    match page.language() {
        Lang::Vi => format!("Số {number} ngày {}, {book}", day.vn()),
        Lang::En => format!("No. {number} of {}, {book}", day.vn()),
    }
}

/// An original that was compared, in words: “Bằng tốt nghiệp (Đại học Huế): 2 trang, 3 bản, Bản giấy”.
pub fn compared(original: &ComparedOriginal, page: &Page) -> String {
    let ComparedOriginal { name, issued_by, pages, copies, seen, .. } = original;
    let by = if issued_by.is_empty() { String::new() } else { format!(" ({issued_by})") };
    let (of_pages, of_copies) = (page.t("trang", "pages"), page.t("bản", "copies"));
    let seen = motcua_messages::original_seen(*seen, page.language());
    format!("{name}{by}: {pages} {of_pages}, {copies} {of_copies}. {seen}")
}

/// The new file, and from which pages of which files it was made.
pub fn pages_cut(file: &FileRef, from: &[PagesOf], page: &Page) -> Vec<String> {
    let from = from.iter().map(|part| {
        let numbers: Vec<String> = part.pages.iter().map(u32::to_string).collect();
        format!("{}: {} {}", part.name, page.t("trang", "pages"), numbers.join(", "))
    });
    std::iter::once(format!("{} {}", page.t("Tệp mới:", "New file:"), file.name)).chain(from).collect()
}
