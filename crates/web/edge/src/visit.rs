//! One request, seen as a visit: who, in which language, when.

use super::app::{App, Server};
use super::attempts::place;
use super::cookie::cookie;
use super::failure::Failure;
use super::page::{Page, PageOfficer, agency_name, has_centre};
use super::session;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use motcua_core::account::Reach;
use motcua_core::act::{Actor, Officer};
use motcua_core::catalogue::Duty;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::Above;
use motcua_core::law_change::may_change_catalogue;
use motcua_core::{Halt, Moment, Refusal};
use motcua_messages::Lang;
use motcua_store::account::SignedIn;
use std::sync::Arc;

/// The language of a visit: from `?lang=`, else the cookie, else Vietnamese. The browser's own
/// preference is not asked: a phone sold in English must not hide the language of the country.
pub fn language_of(headers: &HeaderMap, query: Option<&str>) -> Lang {
    let asked = query.and_then(|query| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "lang")
            .map(|(_, value)| value.to_string())
    });
    match asked.as_deref().or(cookie(headers, "lang").as_deref()) {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// One request, seen as a visit.
pub struct Visit {
    /// The server.
    pub app: Arc<App>,
    /// In which language.
    pub lang: Lang,
    /// When it came.
    pub now: Moment,
    /// Path and query, as asked.
    pub path: String,
    /// Who is signed in.
    pub officer: Option<Officer>,
    /// Whether it is known which province the visit is about; where one is served it always is.
    pub province_known: bool,
    /// Who signed in with a one-time password and has to choose one of their own: nobody is
    /// signed in before that.
    pub newcomer: Option<Officer>,
    /// The session that the request carries.
    session: Option<[u8; 32]>,
    /// The place that asks, as far as the network tells: for counting wrong tries and the
    /// room that one place may take.
    pub from: String,
}

impl FromRequestParts<Arc<Server>> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Visit, Failure> {
        let app = server.now_in_force();
        let uri = &parts.uri;
        let path = uri.path_and_query().map_or_else(|| "/".to_string(), |path| path.to_string());
        let now = app.now();
        let session = session::carried(&parts.headers);
        let (officer, newcomer) = match session::officer(&app, session, now)? {
            Some(SignedIn { officer, is_first_use: true, .. }) => (None, Some(officer)),
            Some(SignedIn { officer, is_first_use: false, .. }) => (Some(officer), None),
            None => (None, None),
        };
        let from = parts
            .extensions
            .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
            .map(|info| place(app.proxies.client(info.0.ip(), &parts.headers)))
            .unwrap_or_default();
        let lang = language_of(&parts.headers, uri.query());
        let visit = Visit { app, lang, now, path, officer, newcomer, session, province_known: true, from };
        Ok(if visit.app.serves_several() { visit.with_province(&parts.headers) } else { visit })
    }
}

/// The cookie with the province that a person chose.
pub const PROVINCE: &str = "province";

impl Visit {
    /// Of several provinces the one of the officer's agency, else the one that the person chose.
    fn with_province(self, headers: &HeaderMap) -> Visit {
        let directory = &self.app.law.directory;
        let of_officer = self.officer.as_ref().and_then(|officer| directory.agency(&officer.agency));
        let unit = match of_officer {
            Some(agency) => Some(agency.unit.clone()),
            None => cookie(headers, PROVINCE).and_then(|code| UnitCode::parse(&code).ok()),
        };
        let province = unit.and_then(|unit| directory.province_of(&unit).cloned());
        match province.filter(|province| self.app.law.policy.serves(province)) {
            Some(province) => Visit { app: self.app.about(province), ..self },
            None => Visit { province_known: false, ..self },
        }
    }

    /// The same visit, about the province of this unit.
    pub fn about(self, unit: &UnitCode) -> Visit {
        match self.app.law.directory.province_of(unit).cloned() {
            Some(province) if province != self.app.province => {
                Visit { app: self.app.about(province), province_known: true, ..self }
            }
            _ => Visit { province_known: true, ..self },
        }
    }

    /// Where the person is asked for the province first, and led back here; none when it is known.
    pub fn ask_province(&self) -> Option<String> {
        let back: String = form_urlencoded::byte_serialize(self.path.as_bytes()).collect();
        (!self.province_known).then(|| format!("/province?back={back}"))
    }

    /// The base of a page with this title and place in the navigation.
    pub fn page(&self, nav: &'static str, vi: &str, en: &str) -> Page {
        let title = self.lang.t(vi, en).to_string();
        let officer = self.officer.as_ref().map(|officer| PageOfficer {
            name: officer.name.clone(),
            agency: match &officer.point {
                Some(point) => point.name.clone(),
                None => agency_name(&self.app, &officer.agency, self.lang),
            },
            receives: officer.has(Duty::Reception) && has_centre(&self.app, &officer.agency),
            helps: officer.point.is_some(),
            keeps: may_change_catalogue(&self.app.law, officer).is_ok(),
            keeps_staff: Reach::of(&self.app.law, &Actor::Officer(officer.clone())).is_ok(),
            stands_in_for: officer.stands_in().iter().map(|away| away.name.clone()).collect(),
            works: officer.sits_at_a_desk() || officer.point.is_some(),
            oversees: Above::of(officer, &self.app.law, self.now.day()).is_ok(),
        });
        let mut page = Page { officer, nav, ..Page::bare(&self.app, self.lang, &self.path, title) };
        if self.app.serves_several() && self.officer.is_none() && self.province_known {
            page.province = self.province_name();
        }
        page
    }

    /// The province that the visit is about, by its name today.
    fn province_name(&self) -> String {
        let unit = self.app.law.directory.unit_on(&self.app.province, self.now.day());
        unit.map(|unit| self.lang.t(&unit.full_name, &unit.full_name_en).to_string()).unwrap_or_default()
    }

    /// The officer who is signed in, or the refusal that leads to the log-in.
    pub fn signed_in(&self) -> Result<&Officer, Refusal> {
        self.officer.as_ref().ok_or_else(|| Refusal::of("account.not-signed-in"))
    }

    /// Who is signed in at this moment. A form may come slowly and then wait for its turn: in the
    /// meantime the session may have ended, and a duty too.
    pub fn signed_in_now(&self) -> Result<SignedIn, Halt> {
        let found = session::officer(&self.app, self.session, self.app.now())?;
        Ok(found.ok_or_else(|| Refusal::of("account.not-signed-in"))?)
    }

    /// The officer as the actor of an act, as they are at this moment.
    pub fn actor(&self) -> Result<Actor, Halt> {
        match self.signed_in_now()? {
            SignedIn { officer, is_first_use: false, .. } => Ok(Actor::Officer(officer)),
            SignedIn { .. } => Err(Refusal::of("account.not-signed-in").into()),
        }
    }
}
