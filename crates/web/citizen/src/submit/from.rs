//! From where a page of a draft was opened, and where it leads.

use super::kept::Opened;
use motcua_core::catalogue::Version;
use motcua_edge::visit::Visit;

/// Whoever came from the last page goes back to it, else on to the next.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct From {
    #[serde(default)]
    pub(super) from: String,
}

impl From {
    /// The same, from a sent form.
    pub(super) fn of(form: &motcua_edge::form::SentForm) -> From {
        From { from: form.get("from").to_string() }
    }

    pub(super) fn is_check(&self) -> bool {
        self.from == "check"
    }

    /// The address after a page was answered: the check page for whoever came from
    /// it and has nothing open, else the page that follows.
    pub(super) fn next(&self, visit: &Visit, opened: &Opened, version: &Version, page: &str) -> String {
        let law = &visit.app.law;
        if self.is_check() {
            let open = opened.draft.next_page(law, version, visit.now.day());
            return format!("/submit/{}/{}", opened.id, open.unwrap_or_else(|| "check".into()));
        }
        let pages = opened.draft.page_names(law, version);
        let place = pages.iter().position(|name| name == page);
        let next = place.and_then(|place| pages.get(place + 1)).map_or("check", String::as_str);
        format!("/submit/{}/{next}", opened.id)
    }

    /// `check` or nothing, for the hidden field.
    pub(super) fn word(&self) -> &'static str {
        if self.is_check() { "check" } else { "" }
    }
}
