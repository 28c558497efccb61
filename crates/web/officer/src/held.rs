//! What an officer typed is not lost when the session has ended meanwhile: it goes
//! through the sign-in page, and whoever signed in sends it on with one press.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;

/// A form on its way through the sign-in.
#[derive(Debug, Clone, Default)]
pub struct HeldForm {
    /// Where it was going.
    pub to: String,
    /// Its fields, as browsers write them; empty when there was no form.
    pub fields: String,
    /// The names of its files, which do not come along.
    pub files: String,
}

impl HeldForm {
    /// As the sign-in page sends it.
    pub fn of(form: &SentForm) -> HeldForm {
        HeldForm {
            to: form.get("next").to_string(),
            fields: form.raw("held").to_string(),
            files: form.get("held_files").to_string(),
        }
    }

    /// There was a form.
    pub fn is_there(&self) -> bool {
        !self.fields.is_empty()
    }

    fn pairs(&self) -> Pairs {
        form_urlencoded::parse(self.fields.as_bytes()).into_owned().collect()
    }
}

#[derive(Template)]
#[template(path = "officer/held.html")]
struct HeldPage {
    page: Page,
    to: String,
    fields: Pairs,
    files: String,
}

/// Signed in again: what was typed, to be sent on.
pub fn shown(visit: &Visit, held: &HeldForm) -> Response {
    let page = visit.page("work", "Gửi tiếp nội dung vừa nhập", "Send on what you typed");
    let view = HeldPage { page, to: held.to.clone(), fields: held.pairs(), files: held.files.clone() };
    html(StatusCode::OK, &view)
}
