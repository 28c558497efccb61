//! `POST /api/v1/batches`: many dossiers in one request. Each is handed in by itself
//! under a key of its own (the sender's key and its place), so each has its own
//! outcome and a batch that is sent again makes nothing twice.

use super::answer::json;
use super::body::{digest, received};
use super::submit::{Receipt, hand_in, idempotency_key, must_be_json};
use axum::extract::Request;
use axum::http::StatusCode;
use motcua_core::dossier::must_be_a_batch;
use motcua_core::{Halt, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::visit::Visit;
use motcua_store::Key;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Outcome {
    done: usize,
    not_done: usize,
    /// In the order in which they were sent.
    items: Vec<Item>,
}

/// What became of one item: a receipt, or everything that is wrong with it.
#[derive(Serialize)]
struct Item {
    status: u16,
    receipt: Option<Receipt>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct Wrong {
    code: &'static str,
    field: Option<String>,
    detail: String,
}

/// Hands each of them in, or says why not.
pub(super) async fn batch(visit: Visit, request: Request) -> Reply {
    let name = idempotency_key(request.headers())?;
    must_be_json(request.headers())?;
    let value = received(request).await?;
    let fields = value.as_object().ok_or_else(|| wrong_type("", "object"))?;
    if let Some(unknown) = fields.keys().find(|name| *name != "dossiers") {
        let shown: String = unknown.chars().take(60).collect();
        return Err(Refusal::of("request.unknown-field").at(shown).into());
    }
    let items = fields.get("dossiers").ok_or_else(|| Refusal::of("request.field-missing").at("dossiers"))?;
    let items = items.as_array().ok_or_else(|| wrong_type("dossiers", "array"))?;
    must_be_a_batch(items.len()).map_err(|refusal| refusal.at("dossiers"))?;
    let mut told = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let key = Key { key: format!("api-batch:{place}:{name}"), digest: digest(item) };
        told.push(ended(&visit, key, item.clone()).await);
    }
    let done = told.iter().filter(|item| item.receipt.is_some()).count();
    Ok(json(StatusCode::OK, &Outcome { done, not_done: told.len() - done, items: told }))
}

fn wrong_type(at: &'static str, expected: &'static str) -> Refusal {
    Refusal::of("request.wrong-type").at(at).with("expected", expected)
}

async fn ended(visit: &Visit, key: Key, item: Value) -> Item {
    match hand_in(visit, key, item).await {
        Ok(receipt) => Item { status: 201, receipt: Some(receipt), errors: Vec::new() },
        Err(Halt::Refused(refusals)) => Item {
            status: refusals.first().map_or(422, |refusal| motcua_messages::status_of(refusal).as_u16()),
            receipt: None,
            errors: refusals.iter().map(|refusal| wrong(refusal, visit)).collect(),
        },
        Err(Halt::Broke(fault)) => {
            tracing::error!(%fault, "an item of a batch");
            Item { status: 500, receipt: None, errors: Vec::new() }
        }
    }
}

fn wrong(refusal: &Refusal, visit: &Visit) -> Wrong {
    Wrong {
        code: refusal.code,
        field: refusal.field.as_deref().map(str::to_string),
        detail: motcua_messages::sentence(refusal, visit.lang),
    }
}
