//! Legal texts as pages name them, and the doubt about what nobody has read in one.

use super::Lang;
use motcua_core::{Cited, Trust};

/// The words of a citation, the longer before the shorter.
const WORDS: [(&str, &str); 19] = [
    (", nay là ", ", now "),
    ("Bộ luật Dân sự ", "Civil Code "),
    ("Bộ luật Lao động ", "Labour Code "),
    ("Luật Bảo hiểm y tế", "Health Insurance Law"),
    ("Luật Cư trú ", "Residence Law "),
    ("Luật Đất đai ", "Land Law "),
    ("Luật Hòa giải ở cơ sở ", "Grassroots Mediation Law "),
    ("Luật Hộ tịch ", "Civil Status Law "),
    ("Luật Lý lịch tư pháp ", "Criminal Records Law "),
    ("Luật Nghĩa vụ quân sự ", "Military Service Law "),
    ("Luật Nuôi con nuôi ", "Adoption Law "),
    ("Luật Trách nhiệm bồi thường của Nhà nước ", "State Compensation Liability Law "),
    ("Luật Trẻ em ", "Children Law "),
    ("Luật ", "Law "),
    ("Thông tư ", "Circular "),
    ("Cổng Dịch vụ công quốc gia ", "National portal "),
    ("Nghị định ", "Decree "),
    (" Điều ", " article "),
    (" khoản ", "."),
];

/// A legal text as it is cited: `Nghị định 61/2018/NĐ-CP Điều 19 khoản 9`, in English
/// `Decree 61/2018/NĐ-CP article 19.9`.
pub fn law(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.to_string(),
        Lang::En => WORDS.iter().fold(text.to_string(), |text, (vi, en)| text.replace(vi, en)),
    }
}

/// The same, with the doubt where nobody has read the rule there.
pub fn cited(cited: Cited<'_>, lang: Lang) -> String {
    law(cited.article, lang) + doubt(cited.trust, lang)
}

/// What stands behind a fact that is not verified.
pub fn doubt(trust: Trust, lang: Lang) -> &'static str {
    match trust {
        Trust::Verified => "",
        Trust::Seen => lang.t(" – theo Cổng Dịch vụ công quốc gia", " – as the national portal has it"),
        Trust::Assumed => lang.t(" – chưa kiểm chứng", " – not verified"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_text_is_cited_in_either_language() {
        let text = Cited::assumed("Nghị định 61/2018/NĐ-CP Điều 19 khoản 9, nay là Nghị định 118/2025/NĐ-CP");
        assert_eq!(cited(text, Lang::Vi), format!("{} – chưa kiểm chứng", text.article));
        let en = "Decree 61/2018/NĐ-CP article 19.9, now Decree 118/2025/NĐ-CP – not verified";
        assert_eq!(cited(text, Lang::En), en);
        assert_eq!(
            cited(Cited::verified("Bộ luật Dân sự 2015 Điều 148"), Lang::En),
            "Civil Code 2015 article 148"
        );
    }

    fn files(folder: &Path, out: &mut Vec<PathBuf>) {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { files(&path, out) } else { out.push(path) }
        }
    }

    /// A page that repeats an article goes on citing it when the catalogue or the rule has
    /// another.
    #[test]
    fn no_page_and_no_sentence_names_an_article_itself() {
        let mut all = Vec::new();
        files(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(), &mut all);
        all.retain(|file| file.extension().is_some_and(|end| end == "html" || end == "rs"));
        all.retain(|file| !file.components().any(|part| part.as_os_str() == "tests"));
        assert!(all.len() > 200, "the rooms of the web are not where this test looks");
        all.retain(|file| !file.ends_with("messages/src/law.rs"));
        let mut wrong = Vec::new();
        for file in all {
            let text = std::fs::read_to_string(&file).unwrap();
            let lines = text.split("mod tests {").next().unwrap().lines().enumerate();
            for (at, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("//")) {
                let has = |word: &str| {
                    let after = line.split(word).skip(1);
                    after.map(str::chars).any(|mut next| next.next().is_some_and(|c| c.is_ascii_digit()))
                };
                if ["Nghị định ", "Decree ", "Điều ", "article ", "articles "].into_iter().any(has) {
                    wrong.push(format!("{}:{}: {}", file.display(), at + 1, line.trim()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
