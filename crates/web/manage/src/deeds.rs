//! Mẫu giấy: templates of papers, each with a sample as a page and as a print.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::deed::{Deed, DeedTemplate};
use motcua_core::law_change::may_change_what_is_shared;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_told::deed::{print_sample, proof_sample};

#[derive(Template)]
#[template(path = "manage/deeds.html")]
struct DeedsPage {
    page: Page,
    rows: Vec<DeedRow>,
}

struct DeedRow {
    id: String,
    title: String,
    used: Vec<String>,
    from: String,
    to: String,
    is_in_use: bool,
    assumed: bool,
}

#[derive(Template)]
#[template(path = "manage/deed.html")]
struct DeedPage {
    page: Page,
    row: DeedRow,
    law: String,
    fields: Vec<FieldRow>,
    sample: Deed,
    source: String,
    may_change: bool,
    has_stock: bool,
    stock_assumed: bool,
}

struct FieldRow {
    label: String,
    name: String,
    from: String,
    is_required: bool,
    may_edit: bool,
}

fn row(template: &DeedTemplate, signed: &Signed, page: &Page) -> DeedRow {
    let law = &signed.visit.app.law;
    let name = |id: &motcua_core::catalogue::ProcedureId| {
        let known = law.catalogue.procedure(id);
        known.map_or_else(|| id.to_string(), |known| page.t(&known.name, &known.name_en).to_string())
    };
    DeedRow {
        id: template.id.to_string(),
        title: page.t(&template.title, &template.title_en).to_string(),
        used: template.procedures.iter().map(name).collect(),
        from: page.day(template.effective_from),
        to: template.effective_to.map(|last| page.day(last)).unwrap_or_default(),
        is_in_use: template.is_in_use(signed.visit.now.day()),
        assumed: template.trust.is_assumed(),
    }
}

/// `GET /manage/deeds`
pub(super) async fn list(signed: Signed) -> Reply {
    let page = signed.visit.page("manage", "Mẫu giấy", "Templates of papers");
    let rows = signed.visit.app.law.deeds.all().map(|template| row(template, &signed, &page)).collect();
    Ok(html(StatusCode::OK, &DeedsPage { rows, page }))
}

/// `GET /manage/deeds/{id}`; with `.pdf` behind the id, its sample as a print; with `.longest.pdf`, with as much as
/// its fields may hold.
pub(super) async fn one(signed: Signed, Path(id): Path<String>) -> Reply {
    let app = &signed.visit.app;
    let named = |id: &str| app.law.deeds.get(id).ok_or_else(|| Halt::from(Refusal::of("page.unknown")));
    if let Some(id) = id.strip_suffix(".stock.pdf") {
        let over = named(id)?.sample_overprint().ok_or_else(|| Halt::from(Refusal::of("page.unknown")))?;
        let (title, now) = (over.title.clone(), signed.visit.now);
        let print = tokio::task::spawn_blocking(move || proof_sample(&over, now));
        let pdf = print.await.map_err(Fault::other)??;
        return Ok(to_read(&format!("Tờ canh phôi {title}.pdf"), pdf));
    }
    if let Some(id) = id.strip_suffix(".pdf") {
        let (deed, now) = match id.strip_suffix(".longest") {
            Some(id) => (named(id)?.longest(), signed.visit.now),
            None => (named(id)?.sample(), signed.visit.now),
        };
        let title = deed.title.clone();
        let print = tokio::task::spawn_blocking(move || print_sample(&deed, now));
        let pdf = print.await.map_err(Fault::other)??;
        return Ok(to_read(&format!("{title}.pdf"), pdf));
    }
    let template = named(&id)?;
    let page = signed.visit.page("manage", &template.title, &template.title_en);
    let field = |field: &motcua_core::deed::DeedField| FieldRow {
        label: page.t(&field.label, &field.label_en).to_string(),
        name: field.name.clone(),
        from: field.from.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        is_required: field.is_required,
        may_edit: field.may_edit,
    };
    let shown = DeedPage {
        row: row(template, &signed, &page),
        law: template.law.clone(),
        fields: template.fields.iter().map(field).collect(),
        sample: template.sample(),
        has_stock: template.has_stock(),
        stock_assumed: template.stock_trust.is_assumed(),
        source: app.books.text(&format!("deeds/{id}.toml")).unwrap_or_default().to_string(),
        may_change: may_change_what_is_shared(&app.law, &signed.officer).is_ok(),
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}
