//! The receipt that an officer or a helper prints for the person. It carries the person's
//! secret, so it is opened here and nowhere else among officers' pages, by whoever may,
//! and that it was opened is written down before it is shown.

use super::helped;
use axum::extract::{Path, Query};
use motcua_core::act::Officer;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Dossier;
use motcua_core::{Halt, Refusal};
use motcua_edge::act::keep;
use motcua_edge::failure::Reply;
use motcua_edge::signed::Signed;
use motcua_store::printed::{self as printings, Printing};
use motcua_told::receipt::{Reader, printed, shown};
use serde::Deserialize;

/// Whether this officer prints the receipts of such dossiers: whoever receives them.
pub fn may_print(officer: &Officer, dossier: &Dossier) -> Result<(), Refusal> {
    officer.must_have(Duty::Reception, &dossier.submission.receiving)
}

/// `GET /officer/dossiers/{code}/receipt`
pub async fn receipt(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    may_print(&signed.officer, &dossier)?;
    printed_by(&signed, &dossier, format!("/officer/dossiers/{}", dossier.code())).await
}

/// `GET /officer/dossiers/{code}/receipt.pdf`
pub async fn print(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    may_print(&signed.officer, &dossier)?;
    written_down(&signed, &dossier).await?;
    printed(&signed.visit, &dossier).await
}

/// Of which dossier.
#[derive(Deserialize)]
pub struct ReceiptQuery {
    #[serde(default)]
    code: String,
}

/// `GET /officer/helped/receipt?code=`: of what the helper has just handed in.
pub async fn of_helped(signed: Signed, Query(asked): Query<ReceiptQuery>) -> Reply {
    let dossier = helped::just_handed_in(&signed, &asked.code)?.ok_or_else(|| {
        let shown: String = asked.code.chars().take(40).collect();
        Refusal::of("dossier.unknown").with("code", shown)
    })?;
    printed_by(&signed, &dossier, "/officer/helped".to_string()).await
}

/// That it was opened, before it is shown.
async fn written_down(signed: &Signed, dossier: &Dossier) -> Result<(), Halt> {
    let (officer, at) = (signed.officer.id.clone(), signed.visit.now);
    let printing = Printing { dossier: dossier.id, at, officer, what: "receipt".to_string() };
    keep(&signed.visit.app, printings::add(&printing)).await
}

async fn printed_by(signed: &Signed, dossier: &Dossier, back: String) -> Reply {
    written_down(signed, dossier).await?;
    shown(&signed.visit, dossier, &Reader::Officer { officer: &signed.officer, back })
}
