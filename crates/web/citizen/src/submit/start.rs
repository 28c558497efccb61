//! The first step: a draft of its own address.

use super::draft::Draft;
use super::kept::{self, DraftAddress};
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Way;
use motcua_core::dossier::DossierId;
use motcua_edge::failure::Reply;
use motcua_edge::page::see_other;
use motcua_edge::visit::Visit;

/// `POST /procedures/{id}/submit`: begins a draft. Refused where the procedure
/// cannot be handed in online.
pub(super) async fn start(visit: Visit, Path(id): Path<String>) -> Reply {
    let law = &visit.app.law;
    let procedure =
        law.catalogue.find(&id).ok_or_else(|| Refusal::of("catalogue.unknown-procedure").at("procedure"))?;
    let mut draft = Draft::new(procedure.id.clone());
    let (procedure, version) = draft.procedure(law, visit.now)?;
    law.must_be_handed_in(procedure, visit.now.day(), Way::Online)?;
    (draft.began, draft.carried) = (Some(version.number), Some(version.number));
    let id = DossierId::v7(visit.now, visit.app.random());
    kept::begin(&visit, id, &draft).await?;
    Ok(see_other(&format!("/submit/{id}/case")))
}

/// `GET /submit/{draft}`: goes on where the person left off.
pub(super) async fn go_on(visit: Visit, Path(id): Path<String>) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let page =
        opened.draft.next_page(&visit.app.law, version, visit.now.day()).unwrap_or_else(|| "check".into());
    Ok(see_other(&format!("/submit/{}/{page}", opened.id)))
}
