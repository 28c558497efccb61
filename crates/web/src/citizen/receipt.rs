//! Giấy tiếp nhận: the code, the secret, what was received, and what comes next.

use crate::citizen::remembered;
use crate::edge::failure::Reply;
use crate::edge::keyed::{self, Keyed};
use crate::edge::visit::Visit;
use crate::told::receipt::{Reader, shown};
use axum::extract::{Path, Query};
use axum::http::HeaderMap;

/// `GET /receipt/{code}?key=`
pub(super) async fn receipt(
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let is_remembered = remembered::key_of(&headers, &dossier.code().to_string()).is_some();
    shown(&visit, &dossier, &Reader::Person { is_remembered })
}
