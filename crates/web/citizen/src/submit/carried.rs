//! A draft that was begun under one version of its procedure and goes on under the next:
//! everything typed stays, what is new is asked, and the person is told what changed.

use super::answers;
use super::draft::{Draft, name_of};
use motcua_core::catalogue::{Procedure, Version};
use motcua_core::form::Form;
use motcua_core::law::changes::{Side, VersionPart, diff};
use motcua_edge::form::Pairs;
use motcua_edge::page::Page;
use motcua_edge::visit::Visit;
use motcua_told::differs::{DifferenceLine, line};

/// What the person is told.
pub(super) struct Renewed {
    /// From when the new version holds.
    pub from: String,
    /// What it changes for them.
    pub lines: Vec<DifferenceLine>,
}

/// What a version changes for whoever hands in; the rest is the office's affair.
const THEIRS: [VersionPart; 6] = [
    VersionPart::Online,
    VersionPart::Case,
    VersionPart::Limit,
    VersionPart::Fee,
    VersionPart::Paper,
    VersionPart::Field,
];

/// What changed since the draft was begun; none while its version holds.
pub(super) fn renewed(
    visit: &Visit,
    draft: &Draft,
    (procedure, version): (&Procedure, &Version),
    page: &Page,
) -> Option<Renewed> {
    let was = draft.began.filter(|began| *began != version.number)?;
    let was = procedure.version(was)?;
    let law = &*visit.app.law;
    let changes = diff(Side { law, version: was }, Side { law, version });
    let theirs = changes.iter().filter(|change| THEIRS.contains(&change.part));
    Some(Renewed {
        from: page.day(version.effective_from),
        lines: theirs.map(|change| line(change, page)).collect(),
    })
}

/// Carries a draft over to the version that holds now: files of papers that are no longer
/// asked for become other papers, pages with new questions are asked again, and what was
/// typed on a page that is gone goes to the page that asks it now.
pub(super) fn carry_over(visit: &Visit, draft: &mut Draft) {
    let law = &visit.app.law;
    let Ok((procedure, version)) = draft.procedure(law, visit.now) else { return };
    let Some(was) = draft.carried.filter(|carried| *carried != version.number) else { return };
    draft.settle_papers(version);
    let before = procedure.version(was).and_then(|before| draft.form(law, before));
    if let (Some(before), Some(now)) = (before, draft.form(law, version)) {
        ask_what_is_new(draft, before, now);
        move_what_is_typed(visit, draft, now);
    }
    draft.carried = Some(version.number);
}

fn ask_what_is_new(draft: &mut Draft, before: &Form, now: &Form) {
    for page in now.pages() {
        if page.fields.iter().any(|key| before.field(key).is_none()) {
            draft.pages.reopen(&name_of(page));
        }
    }
}

fn move_what_is_typed(visit: &Visit, draft: &mut Draft, now: &Form) {
    let names: Vec<String> = now.pages().iter().map(name_of).collect();
    for gone in draft
        .pages
        .typed_names()
        .into_iter()
        .filter(|name| name.starts_with("form/") && !names.contains(name))
    {
        let Some(typed) = draft.pages.typed(&gone).cloned() else { continue };
        for page in now.pages() {
            let asks = |name: &str| {
                let key = name.split('.').next().unwrap_or_default();
                page.fields.iter().any(|field| field == key)
            };
            let here: Pairs = typed.iter().filter(|(name, _)| asks(name)).cloned().collect();
            if here.is_empty() {
                continue;
            }
            let name = name_of(page);
            let mut all = match draft.pages.typed(&name) {
                Some(pairs) => pairs.clone(),
                None => answers::pairs(visit, draft, &page.id).unwrap_or_default(),
            };
            all.retain(|(known, _)| here.iter().all(|(name, _)| name != known));
            all.extend(here);
            draft.pages.set_typed(&name, all);
        }
    }
}
