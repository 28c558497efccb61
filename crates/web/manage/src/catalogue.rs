//! Danh mục thủ tục: every procedure with its versions, which of them hold, and how many
//! open dossiers rest on each.

use super::portal_differs;
use super::slice::{Listed, Slice};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::Day;
use motcua_core::catalogue::{Catalogue, Procedure, Version};
use motcua_core::form::GENERAL;
use motcua_core::law_change::{OpenUnder, may_change_catalogue, may_change_what_is_shared};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::catalogue::open_by_version;
use motcua_told::explain;

#[derive(Template)]
#[template(path = "manage/catalogue.html")]
struct CataloguePage {
    page: Page,
    query: String,
    found: usize,
    rows: Vec<ProcedureRow>,
    slice: Slice,
    may_change: bool,
    may_change_shared: bool,
}

struct ProcedureRow {
    name: String,
    href: String,
    code: String,
    code_assumed: bool,
    /// When it was read on the national portal; empty for what has its own file.
    seen: String,
    /// Where the national portal says something else.
    differs: Vec<String>,
    versions: Vec<VersionRow>,
    change: String,
    edit: String,
    next: String,
}

struct VersionRow {
    number: u32,
    kind: &'static str,
    state: String,
    period: String,
    forms: Vec<String>,
    open: String,
    unverified: usize,
}

/// `GET /manage/catalogue?q=&page=`
pub(super) async fn catalogue(signed: Signed, Query(asked): Query<Listed>) -> Reply {
    let app = &signed.visit.app;
    let open = app.read(open_by_version)?;
    let query = asked.query();
    let mut found: Vec<&Procedure> = match query.is_empty() {
        true => app.law.catalogue.all().iter().collect(),
        false => app.law.catalogue.search(&query, 60),
    };
    let mut page = signed.visit.page("manage", "Danh mục thủ tục", "Catalogue");
    if query.is_empty() {
        found.sort_by_cached_key(|one| motcua_core::text::fold(page.t(&one.name, &one.name_en)));
    } else {
        page.title = format!("“{query}” – {}", page.title);
    }
    let slice = asked.slice("/manage/catalogue", found.len(), page.lang);
    let today = signed.visit.now.day();
    let catalogue = &app.law.catalogue;
    let rows =
        found[slice.from..slice.to].iter().map(|one| row(catalogue, one, &open, today, &page)).collect();
    let shown = CataloguePage {
        found: found.len(),
        rows,
        slice,
        may_change: may_change_catalogue(&app.law, &signed.officer).is_ok(),
        may_change_shared: may_change_what_is_shared(&app.law, &signed.officer).is_ok(),
        query,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

fn row(
    catalogue: &Catalogue,
    procedure: &Procedure,
    open: &[OpenUnder],
    today: Day,
    page: &Page,
) -> ProcedureRow {
    ProcedureRow {
        name: page.t(&procedure.name, &procedure.name_en).to_string(),
        href: format!("/procedures/{}", procedure.id),
        code: procedure.code.clone().unwrap_or_default(),
        code_assumed: procedure.code_trust.is_assumed(),
        seen: procedure.versions.last().map(|version| explain::seen(version, page)).unwrap_or_default(),
        differs: portal_differs::told(catalogue, procedure, today, page),
        // The newest first: it is the one that is looked for.
        versions: procedure
            .versions
            .iter()
            .rev()
            .map(|version| version_row(procedure, version, open, today, page))
            .collect(),
        change: format!("/manage/put_into_force?file=procedures/{}.toml", procedure.id),
        edit: format!("/manage/procedures/{}/edit", procedure.id),
        next: format!("/manage/put_into_force?next={}", procedure.id),
    }
}

fn version_row(
    procedure: &Procedure,
    version: &Version,
    open: &[OpenUnder],
    today: Day,
    page: &Page,
) -> VersionRow {
    let (kind, state) = if version.holds_on(today) {
        ("good", page.t("đang áp dụng", "in force"))
    } else if version.effective_from > today {
        ("soon", page.t("sắp áp dụng", "to come"))
    } else {
        ("rest", page.t("đã hết", "past"))
    };
    let from = format!("{} {}", page.t("từ", "from"), version.effective_from.vn());
    let period = match version.effective_to {
        Some(to) => format!("{from} {} {}", page.t("đến", "to"), to.vn()),
        None => from,
    };
    let is_it = |open: &&OpenUnder| open.procedure == procedure.id && open.version == version.number;
    let open = open.iter().find(is_it).map_or(0, |open| open.dossiers);
    VersionRow {
        number: version.number,
        kind,
        state: state.to_string(),
        period,
        forms: forms_of(version),
        open: page.count(open),
        unverified: version.unverified().len(),
    }
}

/// The forms of a version, each once, in the order of its cases.
pub(super) fn forms_of(version: &Version) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for case in &version.cases {
        let form = version.form_in(&case.id).unwrap_or(GENERAL);
        if forms.iter().all(|known| known != form) {
            forms.push(form.to_string());
        }
    }
    forms
}
