//! A real S3 server for tests, on a folder: it checks signatures and speaks
//! multipart. It can be killed in the middle of whatever it does and started again
//! on what it left.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use motcua_outside::s3::{S3, Secret, Settings};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

const KEY_ID: &str = "motcua-test";
const KEY: &str = "a-key-that-opens-nothing-else";
/// The bucket that is there.
pub const BUCKET: &str = "motcua";
/// What objects stand under.
pub const PREFIX: &str = "tep/2025";

/// A running server.
pub struct Server {
    runtime: Option<Runtime>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts one on this folder, with the bucket in it.
    pub fn start(root: &Path) -> Server {
        std::fs::create_dir_all(root.join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(root).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY_ID, KEY));
        let service = service.build().into_shared();
        // Bound without a runtime: a test may run in one of its own.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.unwrap();
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let served = Builder::new(TokioExecutor::new());
                    let _ = served.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        Server { runtime: Some(runtime), address }
    }

    /// Kills it: connections break, nothing is tidied up.
    pub fn kill(self) {}
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Settings that reach a server, or a network in front of one, at this address.
pub fn settings(address: SocketAddr) -> Settings {
    let usual = Settings::of(&format!("s3://{BUCKET}/{PREFIX}"), KEY_ID, Secret::new(KEY)).unwrap();
    Settings {
        endpoint: Some(format!("http://{address}")),
        allow_http: true,
        patience: Duration::from_secs(20),
        ..usual
    }
}

/// A client with the right key.
pub fn client(address: SocketAddr) -> S3 {
    S3::new(settings(address)).unwrap()
}

/// Every object in the bucket, by its path on the server's disk.
pub fn objects(root: &Path) -> Vec<PathBuf> {
    let mut folders = vec![root.join(BUCKET)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}
