//! What the keeper of the catalogue sees: procedures with their versions, forms as they
//! are filled in, and changing either without a programmer; and which other systems are told.

mod catalogue;
mod changes;
mod differs;
mod forms;
mod preview;
mod proposal;
mod put_into_force;
mod told;
mod webhook;
mod webhooks;

use crate::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/manage/catalogue", get(catalogue::catalogue))
        .route("/manage/forms", get(forms::list))
        .route("/manage/forms/{form}", get(forms::one))
        .route("/manage/put_into_force", get(put_into_force::get).post(put_into_force::post))
        .route("/manage/changes", get(changes::list))
        .route("/manage/changes/{number}", get(changes::one))
        .route("/manage/webhooks", get(webhooks::list))
        .route("/manage/webhooks/new", get(webhooks::new).post(webhooks::register))
        .route("/manage/webhooks/{id}", get(webhook::one))
        .route("/manage/webhooks/{id}/deliveries/{delivery}", get(webhook::delivery))
        .route("/manage/webhooks/{id}/{verb}", post(webhooks::act))
}

/// `?q=` and `?page=` of a long list.
#[derive(Debug, Default, serde::Deserialize)]
struct Listed {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

/// Rows of one page of a list.
const ROWS: usize = 15;

/// One page of a list: which of its rows, and the way to the others.
struct Slice {
    from: usize,
    to: usize,
    standing: String,
    previous: String,
    next: String,
}

impl Listed {
    fn query(&self) -> String {
        self.q.trim().chars().take(200).collect()
    }

    /// The rows of the page that was asked for, of so many.
    fn slice(&self, path: &str, all: usize, lang: &str) -> Slice {
        let pages = all.div_ceil(ROWS).max(1);
        let number = self.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
        let (from, to) = ((number - 1) * ROWS, (number * ROWS).min(all));
        let href = |number: usize| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            if !self.q.trim().is_empty() {
                pairs.append_pair("q", &self.query());
            }
            format!("{path}?{}", pairs.append_pair("page", &number.to_string()).finish())
        };
        let of = if lang == "en" { "of" } else { "trong" };
        Slice {
            from,
            to,
            standing: format!("{}–{to} {of} {all}", (from + 1).min(to)),
            previous: if number > 1 { href(number - 1) } else { String::new() },
            next: if number < pages { href(number + 1) } else { String::new() },
        }
    }
}
