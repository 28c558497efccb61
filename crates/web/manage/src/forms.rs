//! Tờ khai: which forms there are and who uses them; one of them as it is filled in.

use super::catalogue::forms_of;
use super::preview::{PreviewPage, preview};
use super::slice::{Listed, Slice};
use super::told::{FormTold, told};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::form::Form;
use motcua_core::law_change::may_change_what_is_shared;
use motcua_core::text::fold;
use motcua_core::{Law, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_questions::words;

#[derive(Template)]
#[template(path = "manage/forms.html")]
struct FormsPage {
    page: Page,
    query: String,
    rows: Vec<FormRow>,
    slice: Slice,
}

struct FormRow {
    id: String,
    title: String,
    assumed: bool,
    used: Vec<Use>,
}

/// A version of a procedure that uses a form.
struct Use {
    name: String,
    href: String,
    version: u32,
}

#[derive(Template)]
#[template(path = "manage/form.html")]
struct FormPage {
    page: Page,
    id: String,
    title: String,
    assumed: bool,
    used: Vec<Use>,
    told: FormTold,
    pages: Vec<PreviewPage>,
    source: String,
    parts: Vec<String>,
    may_change: bool,
}

/// `GET /manage/forms?q=&page=`
pub(super) async fn list(signed: Signed, Query(asked): Query<Listed>) -> Reply {
    let law = &signed.visit.app.law;
    let mut page = signed.visit.page("manage", "Tờ khai", "Forms");
    let query = asked.query();
    let wanted = fold(&query);
    let is_meant = |form: &&Form| {
        let title = form.title();
        let text = fold(&format!("{} {} {}", form.id().replace('-', " "), title.vi, title.en));
        wanted.split(' ').all(|word| text.contains(word)) || form.id() == query
    };
    let found: Vec<&Form> = law.forms.all().filter(is_meant).collect();
    if !query.is_empty() {
        page.title = format!("“{query}” – {}", page.title);
    }
    let slice = asked.slice("/manage/forms", found.len(), page.lang);
    let row = |form: &&Form| FormRow {
        id: form.id().to_string(),
        title: words(form.title(), signed.visit.lang).to_string(),
        assumed: form.trust().is_assumed(),
        used: used(law, form.id(), &page),
    };
    let rows = found[slice.from..slice.to].iter().map(row).collect();
    Ok(html(StatusCode::OK, &FormsPage { rows, slice, query, page }))
}

/// `GET /manage/forms/{name.version}`
pub(super) async fn one(signed: Signed, Path(id): Path<String>) -> Reply {
    let app = &signed.visit.app;
    let form = app.law.forms.get(&id).ok_or_else(|| Refusal::of("page.unknown"))?;
    let title = form.title();
    let page = signed.visit.page("manage", &title.vi, &title.en);
    let path = format!("forms/{id}.json");
    let source = app.books.text(&path).unwrap_or_default().to_string();
    let shown = FormPage {
        title: words(title, signed.visit.lang).to_string(),
        assumed: form.trust().is_assumed(),
        used: used(&app.law, &id, &page),
        told: told(form, &page),
        pages: preview(form, &app.law.directory, &signed.visit, &page, "v-"),
        parts: parts_in(&source),
        source,
        may_change: may_change_what_is_shared(&app.law, &signed.officer).is_ok(),
        id,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// Every version of a procedure in which this form is filled in.
fn used(law: &Law, form: &str, page: &Page) -> Vec<Use> {
    let mut used = Vec::new();
    for procedure in law.catalogue.all() {
        let versions =
            procedure.versions.iter().filter(|version| forms_of(version).iter().any(|f| f == form));
        used.extend(versions.map(|version| Use {
            name: page.t(&procedure.name, &procedure.name_en).to_string(),
            href: format!("/manage/catalogue?q={}", procedure.id),
            version: version.number,
        }));
    }
    used
}

/// The shared pieces that a form names, each once.
fn parts_in(source: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for after in source.split("motcua:part/").skip(1) {
        let name: String =
            after.chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_').collect();
        if !name.is_empty() && !parts.contains(&name) {
            parts.push(name);
        }
    }
    parts
}
