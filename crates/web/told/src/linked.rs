//! Linked dossiers on a page: every part of a lead with who has it, where it stands
//! and when it is due; and the way back from a part to its lead.

use crate::shares::with_others;
use crate::standing::{self, DueView};
use motcua_core::catalogue::{Part, Version};
use motcua_core::dossier::{Dossier, Status};
use motcua_core::{Fault, Halt, Moment};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name, procedure_name};
use motcua_messages::Lang;
use motcua_store::dossier::{by_id, parts_of};

/// A part of a lead.
pub struct PartView {
    /// Its code.
    pub code: String,
    /// Its page; empty where none may be opened.
    pub href: String,
    /// Which procedure.
    pub procedure: String,
    /// Who has it now; empty when nobody has anything to do.
    pub holder: String,
    /// The shape of the status.
    pub kind: &'static str,
    /// The status in words.
    pub status: &'static str,
    /// When it is due.
    pub due: Option<DueView>,
    /// Something is asked of the applicant: where it is answered.
    pub supplement: String,
}

/// The lead of a part.
pub struct LeadView {
    /// Its code.
    pub code: String,
    /// Its page.
    pub href: String,
}

/// The lead and the parts of a dossier, as they stand.
pub fn relatives(app: &App, dossier: &Dossier) -> Result<(Option<Dossier>, Vec<Dossier>), Fault> {
    app.read(|rows| {
        let lead = dossier.submission.lead.map(|id| by_id(rows, id)).transpose()?.flatten();
        Ok((lead, parts_of(rows, dossier)?))
    })
}

/// The tag and the words for the status of a dossier. A lead whose own result is ready is
/// shown as running while one of its parts runs.
pub fn status(dossier: &Dossier, parts: &[Dossier], lang: Lang) -> (&'static str, &'static str) {
    if dossier.status() == Status::Completed && parts.iter().any(|part| !part.is_ended()) {
        let words = lang.t(
            "Phần đầu đã có kết quả, các phần khác đang giải quyết",
            "First part decided, others under way",
        );
        return ("open", words);
    }
    (standing::status_kind(dossier.status()), motcua_messages::status(dossier.status(), lang))
}

/// The procedures of those parts that its version has and that are not opened yet.
pub fn to_come(
    app: &App,
    version: Option<&Version>,
    dossier: &Dossier,
    parts: &[Dossier],
    lang: Lang,
) -> Vec<String> {
    if dossier.is_ended() && dossier.status() != Status::Completed {
        return Vec::new();
    }
    let is_open = |part: &&Part| parts.iter().any(|open| open.submission.procedure == part.procedure);
    let missing = version.into_iter().flat_map(|version| &version.parts).filter(|part| !is_open(part));
    missing.map(|part| procedure_name(app, &part.procedure, lang)).collect()
}

/// The parts in words. `href` gives the page of a part below its address, or nothing.
pub fn parts(
    app: &App,
    parts: &[Dossier],
    now: Moment,
    page: &Page,
    href: impl Fn(&Dossier, &str) -> String,
) -> Result<Vec<PartView>, Halt> {
    let lang = page.language();
    let view = |part: &Dossier| {
        let holder = match part.is_ended() {
            true => String::new(),
            false => {
                let desk = motcua_messages::duty(part.holder.duty, lang);
                let holder = format!("{}, {desk}", agency_name(app, &part.holder.agency, lang));
                with_others(app, part, holder, page)
            }
        };
        Ok(PartView {
            code: part.code().to_string(),
            href: href(part, ""),
            procedure: procedure_name(app, &part.submission.procedure, lang),
            holder,
            kind: standing::status_kind(part.status()),
            status: motcua_messages::status(part.status(), lang),
            due: standing::due(app, part, now, page)?,
            supplement: match part.status() {
                Status::AwaitingSupplement => href(part, "/supplement"),
                _ => String::new(),
            },
        })
    };
    parts.iter().map(view).collect()
}
