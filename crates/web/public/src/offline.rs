//! Kiểm tra khi không có mạng: a page that is saved and then needs nobody. It knows the public key of this installation
//! and the names of its agencies and papers, and reads what the code on a paper says by itself.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::statement::{StatementKey, short};
use motcua_edge::visit::Visit;
use serde_json::{Map, Value, json};

/// The page as it is saved; what differs from place to place stands between double braces.
const SAVED: &str = include_str!("../assets/offline.html");

#[derive(Template)]
#[template(path = "public/offline.html")]
struct OfflinePage {
    page: Page,
    key: String,
}

/// `GET /verify/offline`: what it is, and where it is saved.
pub async fn about(visit: Visit) -> Reply {
    let page = visit.page("", "Kiểm tra giấy khi không có mạng", "Check a paper without a network");
    let key = hex::encode(StatementKey::of(&visit.app.receipt_key).public());
    Ok(html(StatusCode::OK, &OfflinePage { page, key }))
}

/// `GET /verify/offline.html`: the page itself.
pub async fn save(visit: Visit) -> Reply {
    let law = &visit.app.law;
    let agencies = law.directory.agencies();
    let agencies: Map<String, Value> = agencies
        .iter()
        .map(|agency| (hex::encode(short(agency.code.as_str())), json!(agency.name)))
        .collect();
    let templates: Map<String, Value> = law
        .deeds
        .all()
        .map(|known| {
            let name = hex::encode(&short(known.id.as_str())[..3]);
            (name, json!([known.title, known.symbol.clone().unwrap_or_default()]))
        })
        .collect();
    let site = match visit.app.site.as_str() {
        "" => visit.lang.t("trang này", "this site").to_string(),
        site => site.to_string(),
    };
    let plain = |text: String| text.replace('<', "\\u003c");
    let saved = SAVED
        .replace(
            "{{keys}}",
            &json!([hex::encode(StatementKey::of(&visit.app.receipt_key).public())]).to_string(),
        )
        .replace("{{agencies}}", &plain(Value::Object(agencies).to_string()))
        .replace("{{templates}}", &plain(Value::Object(templates).to_string()))
        .replace("{{site}}", &site.replace('&', "&amp;").replace('<', "&lt;"))
        .replace("{{saved}}", &visit.now.day().vn());
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"kiem-tra-giay.html\""),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, saved).into_response())
}

/// `GET /V/{code}/{statement}`: where a camera leads with a network; what the paper says of itself is not needed then.
pub async fn from_code(Path((code, _)): Path<(String, String)>) -> Reply {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(see_other(&format!("/verify/{code}")))
}
