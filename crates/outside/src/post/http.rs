//! The real client: `POST {base}/orders` and `GET {base}/orders/{number}/news`, JSON, a bearer token.

use super::{Asked, PostOffice, PostRefused};
use crate::http::client;
use crate::s3::Secret;
use motcua_core::dossier::{ParcelNews, ParcelOrder, ParcelState, TOLD_CHARS_MAX};
use motcua_core::{Fault, Moment};
use reqwest::{Client, RequestBuilder, Url};
use serde_json::Value;
use std::time::Duration;

/// A post that is reached over HTTP.
pub struct HttpPost {
    client: Client,
    base: Url,
    token: Secret,
}

impl HttpPost {
    /// A client of the post at this address. `patience` is what one question may take.
    pub fn new(base: &str, token: Secret, patience: Duration) -> Result<HttpPost, Fault> {
        let base = Url::parse(&format!("{}/", base.trim_end_matches('/'))).map_err(Fault::other)?;
        Ok(HttpPost { client: client(patience)?, base, token })
    }

    fn at(&self, path: &[&str]) -> Result<Url, PostRefused> {
        let mut url = self.base.clone();
        let nowhere = || PostRefused::Never("an address without a path".into());
        url.path_segments_mut().map_err(|()| nowhere())?.pop_if_empty().extend(path);
        Ok(url)
    }
}

impl PostOffice for HttpPost {
    fn order(&self, name: &str, order: &ParcelOrder) -> Asked<String> {
        let asked = self.at(&["orders"]).map(|url| {
            let body = serde_json::to_string(order).unwrap_or_default();
            let request =
                self.client.post(url).bearer_auth(self.token.reveal()).header("idempotency-key", name);
            request.header("content-type", "application/json").body(body)
        });
        Box::pin(async move {
            let said = answered(asked?).await?;
            let number = said.get("order").and_then(Value::as_str).map(str::trim).unwrap_or_default();
            let may_be_kept =
                number.chars().count() <= TOLD_CHARS_MAX && !number.chars().any(char::is_control);
            match !number.is_empty() && may_be_kept {
                true => Ok(number.to_string()),
                false => Err(PostRefused::NoAnswer("no number of an order".into())),
            }
        })
    }

    fn track(&self, number: &str) -> Asked<Vec<ParcelNews>> {
        let asked = self.at(&["orders", number, "news"]);
        let asked = asked.map(|url| self.client.get(url).bearer_auth(self.token.reveal()));
        Box::pin(async move {
            let said = answered(asked?).await?;
            let all = said.get("news").and_then(Value::as_array).cloned().unwrap_or_default();
            Ok(all.iter().filter_map(news).collect())
        })
    }
}

fn news(said: &Value) -> Option<ParcelNews> {
    let state = ParcelState::parse(said.get("state")?.as_str()?)?;
    Some(ParcelNews { state, at: Moment(said.get("at_ms")?.as_i64()?) })
}

/// The answer as JSON. 400, 404, 409 and 422 are a no; everything else that is no success is no answer.
async fn answered(request: RequestBuilder) -> Result<Value, PostRefused> {
    let no_answer = |error: reqwest::Error| PostRefused::NoAnswer(error.without_url().to_string());
    let answer = request.send().await.map_err(no_answer)?;
    match answer.status().as_u16() {
        200..300 => {
            let text = answer.text().await.map_err(no_answer)?;
            serde_json::from_str(&text).map_err(|error| PostRefused::NoAnswer(error.to_string()))
        }
        status @ (400 | 404 | 409 | 422) => Err(PostRefused::Never(status.to_string())),
        status => Err(PostRefused::NoAnswer(status.to_string())),
    }
}
