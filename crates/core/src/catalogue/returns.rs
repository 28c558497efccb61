//! How results may be returned: which agencies offer the post, and which results the person must receive in
//! person: a table (`returns.toml`) that officials edit.

use super::ids::ProcedureId;
use super::sheet::{Node, Sheet};
use crate::directory::AgencyCode;
use crate::{BadData, Cited, Day, Refusal, Trust};

const TRUST: [(&str, Trust); 2] = [("verified", Trust::Verified), ("assumed", Trust::Assumed)];

/// What holds of returning results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnRules {
    /// Agencies whose reception hands nothing over to the post.
    without_post: Vec<AgencyCode>,
    in_person: Vec<InPerson>,
}

/// A result that the person must receive in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPerson {
    /// Of which procedure.
    pub procedure: ProcedureId,
    /// The first day.
    pub from: Day,
    /// The last day; open when absent.
    pub to: Option<Day>,
    /// Why, in Vietnamese, as the end of a sentence.
    pub why: String,
    /// The same in English.
    pub why_en: String,
    /// The text that says so.
    pub article: String,
    /// Whether somebody has read it there.
    pub trust: Trust,
}

impl InPerson {
    /// Why another way is refused.
    pub fn refusal(&self) -> Refusal {
        let refusal =
            Refusal::of("result.in-person").at("wanted").with("why", &self.why).with("why_en", &self.why_en);
        refusal.citing(Cited { article: &self.article, trust: self.trust })
    }
}

impl ReturnRules {
    /// Whether the reception of this agency hands results over to the post.
    pub fn offers_post(&self, agency: &AgencyCode) -> bool {
        !self.without_post.contains(agency)
    }

    /// That the result of this procedure is received in person, where it is so on this day.
    pub fn in_person(&self, procedure: &ProcedureId, day: Day) -> Option<&InPerson> {
        let holds = |rule: &&InPerson| {
            rule.procedure == *procedure && rule.from <= day && rule.to.is_none_or(|last| day <= last)
        };
        self.in_person.iter().find(holds)
    }
}

/// Reads the table; each procedure of it must be known.
pub(super) fn read(
    files: &[(&str, &str)],
    is_known: impl Fn(&ProcedureId) -> bool,
) -> Result<ReturnRules, Vec<BadData>> {
    let (mut rules, mut bad) = (ReturnRules::default(), Vec::new());
    for (file, text) in files {
        let sheet = Sheet::of(file, text);
        if let Some(tree) = sheet.tree() {
            let root = sheet.root(&tree);
            for code in root.texts("without_post").unwrap_or_default() {
                match AgencyCode::parse(&code) {
                    Ok(code) => rules.without_post.push(code),
                    Err(why) => root.wrong("without_post", why),
                }
            }
            let tables = root.tables("in_person");
            rules.in_person.extend(tables.iter().filter_map(|node| in_person(node, &is_known)));
            root.done();
        }
        bad.extend(sheet.into_bad());
    }
    if bad.is_empty() { Ok(rules) } else { Err(bad) }
}

fn in_person(node: &Node<'_>, is_known: &impl Fn(&ProcedureId) -> bool) -> Option<InPerson> {
    let procedure = node.text("procedure").map(ProcedureId::from);
    let (from, to) = (node.day("from"), node.optional_day("to"));
    let (why, why_en) = (node.text("why"), node.text("why_en"));
    let (article, trust) = (node.text("article"), node.choice("trust", &TRUST));
    node.done();
    let rule = InPerson {
        procedure: procedure?,
        from: from?,
        to: to?,
        why: why?,
        why_en: why_en?,
        article: article?,
        trust: trust?,
    };
    if !is_known(&rule.procedure) {
        node.wrong("procedure", Refusal::of("catalogue.unknown-procedure"));
        return None;
    }
    Some(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "without_post = [\"H57.102\"]\n[[in_person]]\nprocedure = \"p\"\nfrom = \"2025-07-01\"\n\
         to = \"2025-12-31\"\nwhy = \"ký sổ\"\nwhy_en = \"signs\"\narticle = \"x\"\ntrust = \"assumed\"\n";

    fn codes(text: &str) -> Vec<(&'static str, Option<usize>)> {
        let bad = read(&[("returns.toml", text)], |id| id.as_str() == "p").unwrap_err();
        bad.iter().map(|bad| (bad.why.code, bad.line)).collect()
    }

    #[test]
    fn a_rule_holds_for_its_procedure_and_its_days() {
        let rules = read(&[("returns.toml", RULE)], |id| id.as_str() == "p").unwrap();
        let on = |day: &str| rules.in_person(&"p".into(), Day::parse(day).unwrap()).is_some();
        let days = ["2025-06-30", "2025-07-01", "2025-12-31", "2026-01-01"].map(on);
        assert_eq!(days, [false, true, true, false]);
        assert!(rules.in_person(&"q".into(), Day::parse("2025-07-01").unwrap()).is_none());
        let offers = ["H57.101", "H57.102"].map(|code| rules.offers_post(&AgencyCode::parse(code).unwrap()));
        assert_eq!(offers, [true, false]);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        assert_eq!(codes(&RULE.replace("\"p\"", "\"q\"")), [("catalogue.unknown-procedure", Some(3))]);
        assert_eq!(codes(&RULE.replace("assumed", "sure")), [("data.not-one-of", Some(9))]);
        assert_eq!(codes("whatever = 1\n"), [("data.unknown-field", Some(1))]);
    }
}
