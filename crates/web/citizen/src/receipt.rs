//! Giấy tiếp nhận: the code, the secret, what was received, and what comes next.

use crate::remembered;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use motcua_edge::failure::Reply;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::visit::Visit;
use motcua_told::receipt::{Reader, printed, shown};

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

/// `GET /receipt/{code}/print.pdf?key=`
pub(super) async fn print(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    printed(&visit, &dossier).await
}
