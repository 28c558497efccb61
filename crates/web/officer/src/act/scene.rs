//! What the page of an act is made from, whichever act it is.

use crate::dossier::history::EventLine;
use crate::words::Names;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::Refusal;
use motcua_core::document::FileRef;
use motcua_core::dossier::{Dossier, DossierCode, Event};
use motcua_edge::ask::Wrongs;
use motcua_edge::failure::Failure;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_told::due::DueWords;

/// What every act page shows around its own questions.
pub struct Frame {
    /// What the act is called.
    pub(super) heading: &'static str,
    /// The dossier's code.
    pub(super) code: String,
    /// The dossier's page.
    pub(super) href: String,
    pub(super) procedure: String,
    pub(super) applicant: String,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) due: DueWords,
    pub(super) seq: u32,
    pub(super) key: String,
    pub(super) errors: Wrongs,
    /// What happened since the officer opened the page.
    pub(super) changed: Vec<EventLine>,
}

/// What an act's page is made from.
pub(super) struct Scene<'a> {
    pub(super) signed: &'a Signed,
    /// As it is.
    pub(super) dossier: &'a Dossier,
    /// As the act would make it.
    pub(super) after: &'a Dossier,
    pub(super) events: &'a [Event],
    pub(super) names: &'a Names,
    /// What was typed; nothing at first.
    pub(super) form: &'a SentForm,
    /// What was wrong with it.
    pub(super) wrong: &'a [Refusal],
    pub(super) status: StatusCode,
}

impl Scene<'_> {
    /// An answer, kept from the form that was refused.
    pub(super) fn typed(&self, field: &str) -> String {
        self.form.get(field).to_string()
    }
}

/// A form that was sent for an act: by whom, and about which dossier.
pub(super) struct Sent<'a> {
    pub(super) signed: &'a Signed,
    pub(super) dossier: &'a Dossier,
    pub(super) form: &'a SentForm,
    /// The paper that was decided, kept as a file, where that is what is issued.
    pub(super) paper: Option<FileRef>,
}

impl Sent<'_> {
    /// The code of the dossier.
    pub(super) fn code(&self) -> DossierCode {
        self.dossier.code().clone()
    }

    /// An answer in words; empty when there is none.
    pub(super) fn typed(&self, field: &str) -> String {
        self.form.get(field).to_string()
    }
}

/// A page with the status of its scene.
pub(super) fn shown(scene: &Scene<'_>, view: &impl Template) -> Result<Response, Failure> {
    Ok(html(scene.status, view))
}

/// When the result would be promised after the act.
pub(super) fn promised_after(scene: &Scene<'_>, page: &Page) -> String {
    match scene.after.due_at() {
        Some(at) => page.moment(at),
        None => page.t("theo kế hoạch hằng năm", "by the yearly plan").to_string(),
    }
}
