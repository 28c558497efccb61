//! A bucket, and how it is asked.

use super::Settings;
use futures_util::StreamExt;
use motcua_core::document::FileDigest;
use motcua_core::{Fault, FaultKind};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Key;
use object_store::{BackoffConfig, ClientOptions, Error, ObjectStore, RetryConfig};
use std::fmt;
use std::future::Future;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;
use tokio::runtime::Runtime;

/// The first wait before a request is sent again; it doubles with each.
const BACKOFF: Duration = Duration::from_millis(100);
/// The longest.
const BACKOFF_MAX: Duration = Duration::from_secs(2);
/// A bucket, or what stands in it under a prefix.
pub struct S3 {
    pub(super) client: AmazonS3,
    settings: Settings,
    /// Its own, so that every thread may ask and wait, whatever it runs itself.
    runtime: Option<Runtime>,
}

/// Why a bucket cannot be used, seen before the first file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotReady {
    /// It does not answer; it may later.
    Silent(String),
    /// It answers that it will never do: no such bucket, a wrong key.
    Refused(String),
}

impl S3 {
    /// A client with these settings. Nothing is asked yet.
    pub fn new(settings: Settings) -> Result<S3, Fault> {
        // One for the process; whoever installed one before has done the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let backoff = BackoffConfig { init_backoff: BACKOFF, max_backoff: BACKOFF_MAX, base: 2.0 };
        let retry = RetryConfig { backoff, max_retries: settings.retries, retry_timeout: settings.patience };
        let is_plain = settings.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let options = ClientOptions::new()
            // Else a machine without certificates could not even speak plain HTTP.
            .with_no_system_certificates(is_plain)
            .with_timeout(settings.patience)
            .with_connect_timeout(settings.patience.min(Duration::from_secs(5)))
            .with_allow_http(settings.allow_http);
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.key_id)
            .with_secret_access_key(settings.secret.reveal())
            // One object at a time: not every service deletes in bulk.
            .with_disable_bulk_delete(true)
            .with_client_options(options)
            .with_retry(retry);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("motcua-s3")
            .enable_all()
            .build()
            .map_err(Fault::other)?;
        let client = builder.build().map_err(|error| unavailable(&error))?;
        Ok(S3 { client, settings, runtime: Some(runtime) })
    }

    /// Whether the bucket answers as it should: asked when the server starts, so
    /// that a mistyped key is not found by the first citizen.
    pub fn probe(&self) -> Result<(), NotReady> {
        let mut objects = self.client.list(Some(&self.prefix()));
        let first = self.wait(async move { objects.next().await });
        match first.map_err(|fault| NotReady::Silent(fault.detail))? {
            None | Some(Ok(_)) => Ok(()),
            Some(Err(error)) => {
                let why = whole(&error);
                Err(if says_never(&why) { NotReady::Refused(why) } else { NotReady::Silent(why) })
            }
        }
    }

    pub(super) fn prefix(&self) -> Key {
        Key::from(self.settings.prefix.as_str())
    }

    /// `prefix/ab/ab…`: like the folders of a disk, for whoever looks in.
    pub(super) fn key(&self, digest: &FileDigest) -> Result<Key, Fault> {
        if !digest.is_one() {
            return Err(Fault::other(format!("{:?} is no digest", digest.0)));
        }
        Ok(self.prefix().join(&digest.0[..2]).join(digest.0.as_str()))
    }

    /// Starts on the client's own threads.
    pub(super) fn start<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Receiver<T> {
        let (tell, told) = sync_channel(1);
        if let Some(runtime) = &self.runtime {
            runtime.spawn(async move {
                let _ = tell.send(work.await);
            });
        }
        told
    }

    pub(super) fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.start(work).recv().map_err(|_| Fault::other("the S3 client stopped before it answered"))
    }
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Drop for S3 {
    /// A runtime may not be waited for where others run; nothing is under way that
    /// somebody still waits for.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A bucket that is not there answers like an object that is not there.
pub(super) fn is_no_such_key(error: &Error) -> bool {
    matches!(error, Error::NotFound { .. }) && !whole(error).contains("NoSuchBucket")
}

/// An answer of 4xx will be the same the next time, but for "too late" and "too much".
/// Listing has no kinds of error to go by, only what the service said.
fn says_never(why: &str) -> bool {
    let code = why.split("status code: ").nth(1).and_then(|rest| rest.get(..3));
    code.is_some_and(|code| code.starts_with('4') && !matches!(code, "408" | "429"))
}

pub(super) fn unavailable(error: &Error) -> Fault {
    Fault { kind: FaultKind::ShelfUnavailable, detail: format!("S3: {}", whole(error)) }
}

/// The error with all that is behind it; none of it holds a secret.
fn whole(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(behind) = source {
        let behind_text = behind.to_string();
        if !text.contains(&behind_text) {
            text.push_str(": ");
            text.push_str(&behind_text);
        }
        source = behind.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that cannot be looked for must not be taken for one that is lost.
    #[test]
    fn a_bucket_that_is_not_there_is_no_file_that_is_not_there() {
        let answer = |code: &str| Error::NotFound {
            path: "ab/abcd".into(),
            source: format!("404 Not Found: <Error><Code>{code}</Code></Error>").into(),
        };
        assert!(is_no_such_key(&answer("NoSuchKey")));
        assert!(!is_no_such_key(&answer("NoSuchBucket")));
    }

    #[test]
    fn what_a_service_will_never_do_is_told_from_what_it_may_do_later() {
        for (why, never) in [
            ("Server returned non-2xx status code: 403 Forbidden: <Error>", true),
            ("Server returned non-2xx status code: 404 Not Found: NoSuchBucket", true),
            ("Server returned non-2xx status code: 429 Too Many Requests", false),
            ("Server returned non-2xx status code: 503 Slow Down", false),
            ("error sending request: connection refused", false),
        ] {
            assert_eq!(says_never(why), never, "{why}");
        }
    }
}
