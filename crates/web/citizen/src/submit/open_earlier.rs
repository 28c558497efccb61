//! Opening an earlier dossier of the same person with its receipt, so that its papers can be used again.

use super::from::From;
use super::kept::{self, Changed, DraftAddress};
use super::papers;
use crate::remembered;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use motcua_core::Refusal;
use motcua_edge::ask::refusals;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::see_other;
use motcua_edge::visit::Visit;

/// `GET /submit/{draft}/reuse`: it stands on the page of the papers.
pub(super) async fn ask(Path(id): Path<String>) -> Reply {
    Ok(see_other(&format!("/submit/{id}/papers#reuse")))
}

/// `POST /submit/{draft}/reuse`: opens an earlier dossier of this person.
pub(super) async fn open(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(from): Query<From>,
    sent: SentForm,
) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let earlier = remembered::open(&visit, &headers, &sent).and_then(|(earlier, _)| {
        earlier.offered_to(&opened.draft.applicant)?;
        Ok(earlier)
    });
    let earlier = match earlier {
        Ok(earlier) => earlier,
        Err(halt) => {
            let refused: Vec<Refusal> =
                refusals(halt)?.into_iter().map(|refusal| refusal.at("code")).collect();
            return papers::shown(&visit, &headers, &opened, &from, sent.get("code"), &refused);
        }
    };
    let changed = kept::change(&visit, &id, |opened| {
        opened.draft.open(earlier.code());
        Ok(())
    })
    .await?;
    Ok(match changed {
        Changed::HandedIn(receipt) => receipt,
        Changed::Saved(opened, ()) => {
            let query = if from.is_check() { "?from=check" } else { "" };
            see_other(&format!("/submit/{}/papers{query}#reuse", opened.id))
        }
    })
}
