//! `life_events.toml`: what happens in a life, and the procedures that it calls for; and
//! `speech.tsv`: how people say things.

use super::super::events::LifeEvent;
use super::super::ids::ProcedureId;
use super::super::search::Speech;
use super::super::table;
use super::common::{all, inner_id, read_file};
use crate::{BadData, Refusal};

/// The events in the order of the file; each procedure must be one that is known.
pub(in crate::catalogue) fn life_events(
    files: &[(&str, &str)],
    is_known: impl Fn(&ProcedureId) -> bool,
) -> Result<Vec<LifeEvent>, Vec<BadData>> {
    let mut bad = Vec::new();
    let mut events = Vec::new();
    for (file, text) in files {
        let read = read_file(file, text, &mut bad, |node| {
            let mut seen = Vec::new();
            let events = all(node.tables("event").iter().map(|node| {
                let id = inner_id(node, &mut seen, "catalogue.event-twice");
                let (title, title_en) = (node.text("title"), node.text("title_en"));
                let procedures: Vec<ProcedureId> =
                    node.texts("procedures")?.into_iter().map(ProcedureId::from).collect();
                for id in procedures.iter().filter(|id| !is_known(id)) {
                    node.wrong("procedures", Refusal::of("catalogue.event-unknown").with("id", id));
                }
                node.done();
                Some(LifeEvent { id: id?, title: title?, title_en: title_en?, procedures })
            }));
            node.done();
            events
        });
        events.extend(read.unwrap_or_default());
    }
    if bad.is_empty() { Ok(events) } else { Err(bad) }
}

/// What people say, and the catalogue's words for it.
pub(in crate::catalogue) fn speech(files: &[(&str, &str)]) -> Result<Speech, Vec<BadData>> {
    let mut bad = Vec::new();
    let mut speech = Speech::default();
    for file in files {
        let rows = table::rows(*file, &["said", "means", "sure"], &mut bad, |row| {
            let is_sure = row.choice("sure", &[("yes", true), ("no", false)]);
            Some((row.text("said")?, row.cell("means"), is_sure?))
        });
        rows.into_iter().for_each(|(said, means, is_sure)| speech.add(said, means, is_sure));
    }
    if bad.is_empty() { Ok(speech) } else { Err(bad) }
}
