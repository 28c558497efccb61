//! The officer at the keyboard. Every officer's page asks for one; whoever is not
//! signed in is led to the sign-in page and back.

use crate::app::Server;
use crate::failure::Failure;
use crate::page::see_other;
use crate::visit::Visit;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use motcua_core::act::{Actor, Officer};
use motcua_core::dossier::{Dossier, DossierCode};
use motcua_core::{Halt, Refusal};
use motcua_store::dossier;
use std::sync::Arc;

/// The officers' pages that a helper has: the first leads to the others.
const HELPERS: [&str; 5] = [
    "/officer/work",
    "/officer/helped",
    "/officer/helped/receipt",
    "/officer/receive",
    "/officer/receive/card",
];

/// A visit by an officer who is signed in.
pub struct Signed {
    /// The visit.
    pub visit: Visit,
    /// Who.
    pub officer: Officer,
}

impl FromRequestParts<Arc<Server>> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Signed, Response> {
        let visit = Visit::from_request_parts(parts, server).await.map_err(IntoResponse::into_response)?;
        match visit.officer.clone() {
            // A helper is no officer: whatever is not theirs is not there.
            Some(officer) if officer.point.is_some() && !HELPERS.contains(&parts.uri.path()) => {
                Err(Failure(Refusal::of("page.unknown").into()).into_response())
            }
            Some(officer) => Ok(Signed { visit, officer }),
            None if visit.newcomer.is_some() => Err(see_other("/officer/password")),
            None if matches!(parts.method, Method::GET | Method::HEAD) => {
                let next: String = form_urlencoded::byte_serialize(visit.path.as_bytes()).collect();
                Err(see_other(&format!("/officer/sign_in?next={next}")))
            }
            // What was typed goes through the sign-in (`held.rs`); this is for whoever has no form.
            None => Err(Failure(Refusal::of("account.not-signed-in").into()).into_response()),
        }
    }
}

impl Signed {
    /// The officer as the actor of an act, as they are at this moment; refused when the session
    /// has ended since the request began.
    pub fn actor(&self) -> Result<Actor, Halt> {
        self.visit.actor()
    }

    /// The officer as they were when the request came: for what a page shows.
    pub fn viewer(&self) -> Actor {
        Actor::Officer(self.officer.clone())
    }

    /// The dossier with this code. A code with a wrong shape, one that nobody has
    /// and one of another agency are the same: unknown.
    pub fn dossier(&self, code: &str) -> Result<Dossier, Halt> {
        self.found(code, |dossier| dossier.is_seen_by(&self.officer))
    }

    /// The same, to be read and not to be acted on: also by whoever oversees it and has looked into it.
    pub fn dossier_to_read(&self, code: &str) -> Result<Dossier, Halt> {
        self.found(code, |dossier| dossier.is_read_by(&self.officer, &self.visit.app.law, self.visit.now))
    }

    /// The same, as whoever oversees it sees it from above.
    pub fn dossier_from_above(&self, code: &str) -> Result<Dossier, Halt> {
        self.found(code, |dossier| {
            dossier.is_overseen_by(&self.officer, &self.visit.app.law, self.visit.now.day())
        })
    }

    fn found(&self, code: &str, is_open: impl Fn(&Dossier) -> bool) -> Result<Dossier, Halt> {
        let unknown = || {
            let shown: String = code.chars().take(40).collect();
            Halt::from(Refusal::of("dossier.unknown").with("code", shown))
        };
        let parsed = DossierCode::parse(code).map_err(|_| unknown())?;
        let found = self.visit.app.read(|rows| dossier::by_code(rows, &parsed))?;
        found.filter(is_open).ok_or_else(unknown)
    }
}
