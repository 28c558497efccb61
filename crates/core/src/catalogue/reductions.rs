//! Who pays less, or nothing, by law: a table (`reductions.toml`) that officials edit (Luật Phí và lệ phí 97/2015 Điều
//! 10; who exactly stands in the text of each charge and fee).

use super::ids::ProcedureId;
use super::sheet::{Node, Sheet};
use crate::{BadData, Day, Refusal, Trust};

const TRUST: [(&str, Trust); 2] = [("verified", Trust::Verified), ("assumed", Trust::Assumed)];
const PERCENT_MAX: u8 = 100;

/// A class of people who pay less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReductionClass {
    /// Its name for machines.
    pub id: String,
    /// Who, in Vietnamese.
    pub name: String,
    /// In English.
    pub name_en: String,
    /// By what it is seen that they belong to it.
    pub proof: String,
    /// In English.
    pub proof_en: String,
    /// How much of the whole they do not pay, from 1 to 100.
    pub percent: u8,
    /// For which procedures; empty: for all.
    pub procedures: Vec<ProcedureId>,
    /// The first day.
    pub from: Day,
    /// The last day; open when absent.
    pub to: Option<Day>,
    /// The text that says so.
    pub article: String,
    /// Whether somebody has read it there.
    pub trust: Trust,
}

impl ReductionClass {
    /// Whether it holds for this procedure on this day.
    pub fn holds(&self, procedure: &ProcedureId, day: Day) -> bool {
        let is_here = self.procedures.is_empty() || self.procedures.contains(procedure);
        is_here && self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// Reads the table; each procedure of it must be known.
pub(super) fn read(
    files: &[(&str, &str)],
    is_known: impl Fn(&ProcedureId) -> bool,
) -> Result<Vec<ReductionClass>, Vec<BadData>> {
    let (mut classes, mut bad) = (Vec::<ReductionClass>::new(), Vec::new());
    for (file, text) in files {
        let sheet = Sheet::of(file, text);
        if let Some(tree) = sheet.tree() {
            let root = sheet.root(&tree);
            for node in root.tables("class") {
                let Some(class) = class(&node, &is_known) else { continue };
                if classes.iter().any(|known| known.id == class.id) {
                    node.wrong("id", Refusal::of("catalogue.reduction-twice").with("id", &class.id));
                }
                classes.push(class);
            }
            root.done();
        }
        bad.extend(sheet.into_bad());
    }
    if bad.is_empty() { Ok(classes) } else { Err(bad) }
}

fn class(node: &Node<'_>, is_known: &impl Fn(&ProcedureId) -> bool) -> Option<ReductionClass> {
    let (id, name, name_en) = (node.text("id"), node.text("name"), node.text("name_en"));
    let (proof, proof_en) = (node.text("proof"), node.text("proof_en"));
    let percent = node.number::<u8>("percent", 1, "catalogue.reduction-percent");
    let procedures = node.texts("procedures").unwrap_or_default();
    let (from, to) = (node.day("from"), node.optional_day("to"));
    let (article, trust) = (node.text("article"), node.choice("trust", &TRUST));
    node.done();
    let procedures: Vec<ProcedureId> = procedures.into_iter().map(ProcedureId::from).collect();
    if procedures.iter().any(|id| !is_known(id)) {
        node.wrong("procedures", Refusal::of("catalogue.unknown-procedure"));
    }
    if percent.is_some_and(|percent| percent > PERCENT_MAX) {
        node.wrong("percent", Refusal::of("catalogue.reduction-percent"));
    }
    Some(ReductionClass {
        id: id?,
        name: name?,
        name_en: name_en?,
        proof: proof?,
        proof_en: proof_en?,
        percent: percent?,
        procedures,
        from: from?,
        to: to?,
        article: article?,
        trust: trust?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASS: &str = "[[class]]\nid = \"poor\"\nname = \"Hộ nghèo\"\nname_en = \"Poor households\"\n\
        proof = \"Giấy chứng nhận\"\nproof_en = \"Certificate\"\npercent = 100\nfrom = 2017-01-01\n\
        article = \"Luật 97/2015 Điều 10\"\ntrust = \"assumed\"\n";

    #[test]
    fn a_class_holds_for_its_procedures_from_its_first_day_to_its_last() {
        let text = format!("{CLASS}to = 2026-12-31\nprocedures = [\"p\"]\n");
        let classes = read(&[("reductions.toml", &text)], |id| id.as_str() == "p").unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        for (procedure, on, holds) in [
            ("p", "2016-12-31", false),
            ("p", "2017-01-01", true),
            ("p", "2026-12-31", true),
            ("p", "2027-01-01", false),
            ("q", "2020-01-01", false),
        ] {
            assert_eq!(classes[0].holds(&procedure.into(), day(on)), holds, "{procedure} {on}");
        }
    }

    #[test]
    fn what_cannot_be_so_is_named_by_its_line() {
        let codes = |text: &str| {
            let bad = read(&[("reductions.toml", text)], |_| false).unwrap_err();
            bad.iter().map(|bad| bad.why.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&CLASS.replace("100", "101")), ["catalogue.reduction-percent"]);
        assert_eq!(codes(&CLASS.repeat(2)), ["catalogue.reduction-twice"]);
        assert_eq!(codes(&format!("{CLASS}procedures = [\"q\"]\n")), ["catalogue.unknown-procedure"]);
    }
}
