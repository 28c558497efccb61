//! What a new version of a procedure changes.

use crate::Law;
use crate::calendar::Limit;
use crate::catalogue::{Online, Version};
use crate::law::ClockStart;
use crate::law::changes::{Change, Part, Side, diff};

fn changes(law: &Law, old: &Version, new: &Version) -> Vec<Change> {
    diff(Side { law, version: old }, Side { law, version: new })
}

#[test]
fn a_version_differs_from_another_in_what_was_changed_and_in_nothing_else() {
    let law = super::law::law(ClockStart::Acceptance);
    let old = &law.catalogue.procedure(&"p".into()).unwrap().versions[0];
    assert_eq!(changes(&law, old, old), []);
    let mut new = old.clone();
    new.online = if old.online == Online::Full { Online::Partial } else { Online::Full };
    new.papers[0].copies += 1;
    new.ways[0].limit = Limit::SameDay;
    new.ways[0].fee_text = "Miễn".into();
    new.cases[0].form = Some("none.1".into());
    let said = changes(&law, old, &new);
    let parts: Vec<Part> = said.iter().map(|change| change.part).collect();
    assert_eq!(parts, [Part::Online, Part::Limit, Part::Fee, Part::Paper, Part::Form], "{said:#?}");
    assert_eq!(said[4].before.as_deref(), Some("chung.1"));
    new.papers.clear();
    new.cases.iter_mut().for_each(|case| case.form = Some("none.1".into()));
    let gone = changes(&law, old, &new);
    let papers = gone.iter().filter(|change| change.part == Part::Paper && change.after.is_none());
    assert_eq!(papers.count(), old.papers.len());
    let fields = gone.iter().filter(|change| change.part == Part::Field && change.after.is_none());
    assert_eq!(fields.count(), 2, "the two questions of the general form are asked no more");
}
