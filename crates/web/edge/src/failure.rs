//! A refusal or a fault on its way out.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use motcua_core::Halt;
use std::sync::Arc;

/// What a handler gives back when it cannot give a page.
#[derive(Debug)]
pub struct Failure(pub Halt);

/// What every handler gives back.
pub type Reply = Result<Response, Failure>;

impl<E: Into<Halt>> From<E> for Failure {
    fn from(halt: E) -> Failure {
        Failure(halt.into())
    }
}

/// The failure on its way out to [`render`](super::render::render), which knows the language.
#[derive(Clone)]
pub(super) struct Carried(pub(super) Arc<Halt>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Carried(Arc::new(self.0)));
        response
    }
}
