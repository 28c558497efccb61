//! Names and short words that several of the officers' pages use.

use motcua_core::Fault;
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{Dossier, Event, Holder, PersonKind, Status, Submission};
use motcua_edge::app::App;
pub use motcua_edge::page::procedure_name;
use motcua_edge::page::{Page, agency_name};
use motcua_messages::Lang;
use motcua_store::{Rows, account};
use std::collections::BTreeMap;

/// The version under which a dossier was handed in.
pub fn version_of<'a>(app: &'a App, submission: &Submission) -> Option<&'a Version> {
    app.law.catalogue.procedure(&submission.procedure)?.version(submission.version)
}

/// The paper's name in this version; `other` and unknown ones in words too.
pub fn paper_name(version: Option<&Version>, id: &str, lang: Lang) -> String {
    if id == "other" {
        return lang.t("Giấy tờ khác", "Another paper").to_string();
    }
    let found = version.and_then(|version| version.papers.iter().find(|paper| paper.id.as_str() == id));
    found.map_or_else(|| id.to_string(), |paper| lang.t(&paper.name, &paper.name_en).to_string())
}

/// The shape of a status tag.
pub fn status_kind(status: Status) -> &'static str {
    match status {
        Status::Submitted | Status::Accepted | Status::InProcess => "open",
        Status::AwaitingSupplement | Status::AwaitingPayment => "rest",
        Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped => "rest",
        Status::Completed | Status::Returned => "good",
    }
}

/// What kind of person.
pub fn person_kind(kind: PersonKind, page: &Page) -> &str {
    match kind {
        PersonKind::Citizen => page.t("Công dân", "Citizen"),
        PersonKind::Enterprise => page.t("Doanh nghiệp", "Enterprise"),
        PersonKind::StateBody => page.t("Cơ quan nhà nước", "State body"),
        PersonKind::Organisation => page.t("Tổ chức khác", "Other organisation"),
    }
}

/// Names of officers by their account.
pub struct Names(BTreeMap<OfficerId, String>);

impl Names {
    /// Of everybody who appears in this history or holds the dossier.
    pub fn of(rows: &mut dyn Rows, dossier: &Dossier, events: &[Event]) -> Result<Names, Fault> {
        let mut names: BTreeMap<OfficerId, String> = events
            .iter()
            .filter_map(|event| Some((event.who.officer.clone()?, event.who.name.clone())))
            .collect();
        for id in dossier.earlier.iter().chain([&dossier.holder]).filter_map(|holder| holder.officer.clone())
        {
            if !names.contains_key(&id)
                && let Some(found) = account::get(rows, &id)?
            {
                names.insert(id, found.officer.name);
            }
        }
        Ok(Names(names))
    }

    /// The name; the account's own name when nobody is known under it any more.
    pub fn get(&self, id: &OfficerId) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// `Thụ lý, Ủy ban nhân dân phường Phú Xuân (Nguyễn Đình Phước)`.
    pub fn desk(&self, app: &App, holder: &Holder, page: &Page) -> String {
        let lang = page.language();
        let desk = format!(
            "{}, {}",
            motcua_messages::duty(holder.duty, lang),
            agency_name(app, &holder.agency, lang)
        );
        match &holder.officer {
            Some(id) => format!("{desk} ({})", self.get(id)),
            None => desk,
        }
    }
}
