//! The product, started as an operator would start it.

use crate::http::Client;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server; stopped when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub host: String,
    /// From starting the process to the first good answer of `/readyz`.
    pub ready_after: Duration,
}

impl Server {
    /// Starts `motcua serve` on this data and waits until it is ready.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures and waits")]
    pub fn start(binary: &Path, data: &Path, database_url: Option<&str>) -> Server {
        let host = free_address();
        let mut command = Command::new(binary);
        command.arg("serve").env("MOTCUA_LISTEN", &host).env("MOTCUA_DATA", data);
        command.env_remove("MOTCUA_DATABASE_URL");
        if let Some(url) = database_url {
            command.env("MOTCUA_DATABASE_URL", url);
        }
        let begun = Instant::now();
        let child = command.stderr(Stdio::null()).spawn().expect("the server starts");
        let mut server = Server { child, host, ready_after: Duration::ZERO };
        loop {
            let ready =
                Client::connect(&server.host).and_then(|mut client| client.send("GET", "/readyz", "", b""));
            if ready.is_ok_and(|answer| answer.status == 200) {
                server.ready_after = begun.elapsed();
                return server;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "the server is not ready after a minute");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Resident memory, in kB.
    pub fn resident_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address at which nobody listens: the one that the system gives next.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").to_string()
}
