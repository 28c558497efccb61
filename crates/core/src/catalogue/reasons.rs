//! Reasons that officers often give when they ask for a supplement: data, so that
//! everybody says the same thing in words that a person understands.

use super::sheet::{Node, Sheet};
use crate::{BadData, Refusal};

/// What a common reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonAbout {
    /// A paper.
    Paper,
    /// An answer of the form.
    Field,
    /// Either.
    Any,
}

/// A reason that is often given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonReason {
    /// Where it is offered.
    pub about: ReasonAbout,
    /// What the person reads.
    pub text: String,
    /// The same in English, for officers who read English.
    pub text_en: String,
}

/// Reads files of common reasons, or says everything that is wrong in them.
pub fn read_reasons(files: &[(&str, &str)]) -> Result<Vec<CommonReason>, Vec<BadData>> {
    let (mut reasons, mut bad) = (Vec::new(), Vec::new());
    for (file, text) in files {
        let sheet = Sheet::of(file, text);
        if let Some(tree) = sheet.tree() {
            let root = sheet.root(&tree);
            let tables = root.tables("reason");
            if tables.is_empty() {
                root.wrong("", Refusal::of("data.missing-field").with("name", "reason"));
            }
            reasons.extend(tables.iter().filter_map(reason));
            root.done();
        }
        bad.extend(sheet.into_bad());
    }
    if bad.is_empty() { Ok(reasons) } else { Err(bad) }
}

fn reason(node: &Node<'_>) -> Option<CommonReason> {
    let words = [("paper", ReasonAbout::Paper), ("field", ReasonAbout::Field), ("any", ReasonAbout::Any)];
    let about = node.choice("about", &words);
    let (text, text_en) = (node.text("text"), node.text("text_en"));
    node.done();
    Some(CommonReason { about: about?, text: text?, text_en: text_en? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "[[reason]]\nabout = \"papers\"\ntext = \"\"\ntext_en = \"x\"\nword = 1\n";
        let bad = read_reasons(&[("reasons/a.toml", text), ("reasons/b.toml", "")]).unwrap_err();
        let said: Vec<_> = bad.iter().map(|bad| (bad.why.code, bad.line, bad.field.as_str())).collect();
        assert_eq!(
            said,
            [
                ("data.not-one-of", Some(2), "reason[0].about"),
                ("data.empty", Some(3), "reason[0].text"),
                ("data.unknown-field", Some(5), "reason[0].word"),
                ("data.missing-field", Some(1), ""),
            ]
        );
    }
}
