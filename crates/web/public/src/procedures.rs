//! All procedures: found from the words people use, or by field.

use super::offers::ListedOffer;
use super::portal::ListedElsewhere;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::catalogue::{Catalogue, LifeEvent, Procedure};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;
use serde::Deserialize;

/// So many fit on a page that a slow line loads at once.
const ROWS: usize = 15;
/// The most that a search gives; whoever needs more asks more exactly.
const FOUND_MAX: usize = 60;
/// So many procedures of other agencies stand below what was found, and so many where
/// nothing was.
const ELSEWHERE: usize = 3;
const ONLY_ELSEWHERE: usize = 8;
/// Longer questions are cut: nobody types them.
const QUERY_CHARS_MAX: usize = 200;

/// What is looked for.
#[derive(Deserialize)]
pub struct ProceduresQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    field: String,
    /// What happens in a life.
    #[serde(default)]
    event: String,
    #[serde(default)]
    page: String,
}

#[derive(Template)]
#[template(path = "public/procedures.html")]
struct ProceduresPage {
    page: Page,
    query: String,
    field: String,
    fields: Vec<ChoiceShown>,
    /// What happens in a life: where, and in which words.
    events: Vec<(String, String)>,
    /// The event that was chosen, in words; empty when none was.
    event: String,
    rows: Vec<ListedOffer>,
    /// Some limit or fee of the rows is not confirmed.
    assumed: bool,
    elsewhere: Vec<ListedElsewhere>,
    found: usize,
    standing: String,
    previous: String,
    next: String,
}

/// What happens in a life: where it leads, and in which words.
pub fn events(catalogue: &Catalogue, page: &Page) -> Vec<(String, String)> {
    let told = |event: &LifeEvent| {
        (format!("/procedures?event={}", event.id), page.t(&event.title, &event.title_en).to_string())
    };
    catalogue.life_events().iter().map(told).collect()
}

/// `GET /procedures?q=&field=&event=&page=`
pub async fn procedures(visit: Visit, Query(asked): Query<ProceduresQuery>) -> Reply {
    let catalogue = &visit.app.law.catalogue;
    let query: String = asked.q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let event = catalogue.life_events().iter().find(|event| event.id == asked.event);
    let found: Vec<&Procedure> = match (query.is_empty(), event) {
        (false, _) => catalogue.search(&query, FOUND_MAX),
        (true, Some(event)) => event.procedures.iter().filter_map(|id| catalogue.procedure(id)).collect(),
        (true, None) => catalogue.all().iter().collect(),
    };
    let field = asked.field.trim();
    let mut found: Vec<&Procedure> =
        found.into_iter().filter(|procedure| field.is_empty() || procedure.field == field).collect();
    let mut page = visit.page("procedures", "Thủ tục hành chính", "Procedures");
    if let Some(event) = event.filter(|_| query.is_empty()) {
        page.title = page.t(&event.title, &event.title_en).to_string();
    } else if query.is_empty() {
        // Codes say nothing to a reader; names do.
        found.sort_by_cached_key(|procedure| {
            motcua_core::text::fold(page.t(&procedure.name, &procedure.name_en))
        });
    } else {
        page.title = format!("“{query}” – {}", page.title);
    }
    let pages = found.len().div_ceil(ROWS).max(1);
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let (from, to) = ((number - 1) * ROWS, (number * ROWS).min(found.len()));
    let href = |number: usize| {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", query.as_str()), ("field", field), ("event", &asked.event)] {
            if !value.is_empty() {
                pairs.append_pair(name, value);
            }
        }
        format!("/procedures?{}", pairs.append_pair("page", &number.to_string()).finish())
    };
    let mut fields = vec![ChoiceShown::new("", page.t("Mọi lĩnh vực", "All fields"))];
    fields.extend(catalogue.fields().iter().map(|field| {
        let name = page.t(&field.name, &field.name_en);
        ChoiceShown::new(&field.name, format!("{name} ({})", field.procedures))
    }));
    let standing = match page.lang {
        "en" => format!("{}–{to} of {}", from + 1, found.len()),
        _ => format!("{}–{to} trong {}", from + 1, found.len()),
    };
    let rows: Vec<ListedOffer> = found[from..to]
        .iter()
        .map(|procedure| ListedOffer::of(&visit.app.law, procedure, visit.now.day(), &page))
        .collect();
    let most = if found.is_empty() { ONLY_ELSEWHERE } else { ELSEWHERE };
    let elsewhere = match query.is_empty() {
        true => Vec::new(),
        false => catalogue.search_elsewhere(&query, most),
    };
    let shown = ProceduresPage {
        elsewhere: elsewhere.into_iter().map(|one| ListedElsewhere::of(one, &page)).collect(),
        events: events(catalogue, &page),
        event: event.map(|event| page.t(&event.title, &event.title_en).to_string()).unwrap_or_default(),
        fields,
        assumed: rows.iter().any(|row| row.assumed),
        rows,
        found: found.len(),
        standing,
        previous: if number > 1 { href(number - 1) } else { String::new() },
        next: if number < pages { href(number + 1) } else { String::new() },
        field: field.to_string(),
        query,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}
