//! Four short pages about this service itself.

use askama::Template;
use axum::http::StatusCode;
use motcua_core::calendar::{HOLIDAYS, counted_by};
use motcua_core::document::{FILE_BYTES_MAX, FILES_MAX};
use motcua_edge::cookie::REMEMBERED_DAYS;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;
use motcua_messages::cited;

#[derive(Template)]
#[template(path = "public/help.html")]
struct HelpPage {
    page: Page,
    file_mb: u64,
    files: usize,
}

/// `GET /help`
pub async fn help(visit: Visit) -> Reply {
    let page = visit.page("", "Trợ giúp", "Help");
    let (file_mb, files) = (FILE_BYTES_MAX / 1024 / 1024, FILES_MAX);
    Ok(html(StatusCode::OK, &HelpPage { page, file_mb, files }))
}

#[derive(Template)]
#[template(path = "public/accessibility.html")]
struct AccessibilityPage {
    page: Page,
}

/// `GET /accessibility`
pub async fn accessibility(visit: Visit) -> Reply {
    let page = visit.page("", "Khả năng tiếp cận", "Accessibility");
    Ok(html(StatusCode::OK, &AccessibilityPage { page }))
}

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct PrivacyPage {
    page: Page,
    /// For how many days a device remembers receipts.
    remembered_days: i64,
}

/// `GET /privacy`
pub async fn privacy(visit: Visit) -> Reply {
    let page = visit.page("", "Dữ liệu cá nhân", "Personal data");
    Ok(html(StatusCode::OK, &PrivacyPage { page, remembered_days: REMEMBERED_DAYS }))
}

#[derive(Template)]
#[template(path = "public/sources.html")]
struct SourcesPage {
    page: Page,
    procedures: usize,
    assumed: usize,
    /// The texts by which limits are counted.
    counted_by: Vec<String>,
    /// The text by which there are holidays.
    holidays: String,
}

/// `GET /sources`
pub async fn sources(visit: Visit) -> Reply {
    let catalogue = &visit.app.law.catalogue;
    let day = visit.now.day();
    let has_doubts = |procedure: &&motcua_core::catalogue::Procedure| {
        procedure.version_on(day).is_none_or(|version| !version.unverified().is_empty())
    };
    let counted_by = counted_by(&visit.app.law.clock, day).into_iter();
    let shown = SourcesPage {
        holidays: cited(HOLIDAYS, visit.lang),
        counted_by: counted_by.map(|text| cited(text, visit.lang)).collect(),
        page: visit.page("", "Nguồn và mã nguồn mở", "Sources and source code"),
        procedures: catalogue.all().len(),
        assumed: catalogue.all().iter().filter(has_doubts).count(),
    };
    Ok(html(StatusCode::OK, &shown))
}
