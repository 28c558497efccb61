//! The procedure whose next version is written.

use crate::keeper::must_be_ours;
use crate::proposal::mark;
use motcua_books::edit::{ProcedureEdit, is_in_place};
use motcua_core::catalogue::{Procedure, Version};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Halt, Refusal};
use motcua_edge::signed::Signed;

/// What the page begins with.
pub(super) struct Edited<'a> {
    pub(super) procedure: &'a Procedure,
    /// Its last version, which the fields begin with.
    pub(super) last: &'a Version,
    /// What they say at first.
    pub(super) edit: ProcedureEdit,
    /// Tells whether somebody else has changed its file meanwhile.
    pub(super) mark: String,
}

impl<'a> Edited<'a> {
    pub(super) fn of(signed: &'a Signed, id: &str) -> Result<Edited<'a>, Halt> {
        let path = format!("procedures/{id}.toml");
        must_be_ours(signed, &path)?;
        let app = &signed.visit.app;
        let unknown = || Refusal::of("catalogue.unknown-procedure");
        let procedure = app.law.catalogue.procedure(&id.into()).ok_or_else(unknown)?;
        let last = procedure.versions.last().ok_or_else(unknown)?;
        let from = first_day(procedure, last, signed.visit.now.day());
        let edit = ProcedureEdit::of(procedure, from).ok_or_else(unknown)?;
        let text = app.books.text(&path).unwrap_or_default().to_string();
        Ok(Edited { procedure, last, edit, mark: mark(&[CatalogueFile { path, text }]) })
    }
}

/// The day that is suggested. From tomorrow: nobody's rules change while they fill in a form. A
/// version that is still to come keeps its day; where nothing could be handed in, today does.
fn first_day(procedure: &Procedure, last: &Version, today: Day) -> Day {
    let tomorrow = today.plus(1);
    match is_in_place(procedure, tomorrow, today) {
        true if last.ways.is_empty() => today,
        true => last.effective_from,
        false => tomorrow,
    }
}
