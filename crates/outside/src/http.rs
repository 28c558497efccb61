//! Requests to systems outside: the client, and one request for callers on a thread that may wait.

use motcua_core::Fault;
use reqwest::{Client, RequestBuilder, Url, redirect};
use std::net::IpAddr;
use std::time::Duration;

/// What came back.
pub(crate) struct HttpAnswer {
    /// The status of HTTP.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// A client that follows nobody elsewhere. `patience` is what one request may take.
pub(crate) fn client(patience: Duration) -> Result<Client, Fault> {
    // One for the process; whoever installed one before has done the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .timeout(patience)
        .connect_timeout(patience.min(Duration::from_secs(5)))
        // Whoever waits on a thread has a runtime for each request, and a connection ends with it.
        .pool_max_idle_per_host(0)
        .user_agent(concat!("motcua/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(Fault::other)
}

/// Sends it and waits. None where no whole answer of at most so many bytes came.
pub(crate) fn ask(request: RequestBuilder, most: usize) -> Option<HttpAnswer> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let answer = runtime.block_on(async {
        let mut answer = request.send().await.ok()?;
        let (status, mut body) = (answer.status().as_u16(), Vec::new());
        while let Some(piece) = answer.chunk().await.ok()? {
            if body.len() + piece.len() > most {
                return None;
            }
            body.extend_from_slice(&piece);
        }
        Some(HttpAnswer { status, body })
    });
    // A name that is still being looked up keeps nobody waiting.
    runtime.shutdown_background();
    answer
}

pub(crate) fn is_this_machine(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
