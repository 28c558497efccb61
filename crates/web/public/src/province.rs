//! Choosing one of several provinces that an installation serves: a cookie, and back to where
//! one was.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use motcua_core::Refusal;
use motcua_core::directory::{Tier, UnitCode};
use motcua_core::text::fold;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html, is_own_path, see_other};
use motcua_edge::visit::{PROVINCE, Visit};
use serde::Deserialize;

/// Where to go on.
#[derive(Deserialize)]
pub struct Onward {
    #[serde(default)]
    back: String,
}

impl Onward {
    fn path(&self) -> &str {
        if is_own_path(&self.back) { &self.back } else { "/" }
    }
}

#[derive(Template)]
#[template(path = "public/province.html")]
struct ProvincePage {
    page: Page,
    /// Name and address, by name.
    provinces: Vec<(String, String)>,
}

/// `GET /province?back=/…`
pub async fn province(visit: Visit, Query(onward): Query<Onward>) -> Reply {
    if !visit.app.serves_several() {
        return Ok(see_other(onward.path()));
    }
    let page = visit.page("home", "Chọn tỉnh, thành phố", "Choose your province");
    let back: String = form_urlencoded::byte_serialize(onward.path().as_bytes()).collect();
    let law = &visit.app.law;
    let served = law.directory.units_on(Tier::Province, visit.now.day());
    let mut served: Vec<_> = served.filter(|unit| law.policy.serves(&unit.code)).collect();
    served.sort_by_key(|unit| fold(&unit.name));
    let provinces = served
        .into_iter()
        .map(|unit| {
            let name = visit.lang.t(&unit.full_name, &unit.full_name_en).to_string();
            (name, format!("/province/{}?back={back}", unit.code))
        })
        .collect();
    Ok(html(StatusCode::OK, &ProvincePage { page, provinces }))
}

/// `GET /province/{code}?back=/…`
pub async fn choose(visit: Visit, Path(code): Path<String>, Query(onward): Query<Onward>) -> Reply {
    let unknown = || Refusal::of("directory.unknown-unit");
    let province = UnitCode::parse(&code).ok().filter(UnitCode::is_province).ok_or_else(unknown)?;
    let law = &visit.app.law;
    if law.directory.unit_on(&province, visit.now.day()).is_none() || !law.policy.serves(&province) {
        return Err(unknown().into());
    }
    let mut response = see_other(onward.path());
    let cookie = format!("{PROVINCE}={province}; Path=/; SameSite=Lax; Max-Age=31536000");
    // Two digits: a cookie of them is always a header.
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
