//! The product, started as an operator would start it, and what is measured beside it.

use crate::http::Client;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server; stopped when dropped.
pub struct RunningServer {
    child: Child,
    /// Where it listens.
    pub host: String,
    /// From starting the process to the first good answer of `/readyz`.
    pub ready_after: Duration,
}

impl RunningServer {
    /// Starts `motcua serve` on this data and waits until it is ready.
    pub fn start(binary: &Path, data: &Path, database_url: Option<&str>) -> RunningServer {
        RunningServer::listening(|port| {
            let mut command = Command::new(binary);
            command.arg("serve").env("MOTCUA_LISTEN", format!("127.0.0.1:{port}")).env("MOTCUA_DATA", data);
            command.env_remove("MOTCUA_DATABASE_URL").stderr(Stdio::null());
            if let Some(url) = database_url {
                command.env("MOTCUA_DATABASE_URL", url);
            }
            command
        })
    }

    /// Starts what `command` makes for a free port and waits until it says that it is ready.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures and waits")]
    pub fn listening(command: impl FnOnce(&str) -> Command) -> RunningServer {
        let port = free_port();
        let host = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let child = command(&port).spawn().expect("the server starts");
        let mut server = RunningServer { child, host, ready_after: Duration::ZERO };
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

    /// What it has used of the processors until now.
    pub fn cpu(&self) -> Duration {
        cpu_of(&self.child.id().to_string())
    }

    /// Resident memory, in kB.
    pub fn resident_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process (`self`: this one) has used of the processors until now.
pub fn cpu_of(process: &str) -> Duration {
    // Fields 14 and 15 in hundredths of a second; the name in brackets may have spaces.
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// A port at which nobody listens: the one that the system gives next.
fn free_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port().to_string()
}
