//! A network in front of an S3 service that fails in the ways networks and services
//! do: it answers "busy", breaks in the middle of an upload, or never answers. What
//! it lets through is the real service's.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum S3Manner {
    /// It lets everything through.
    Fair,
    /// It answers so many requests with 503 `SlowDown`, then lets everything through.
    Busy(u32),
    /// It lets so many bytes go to the service, then breaks every connection and takes
    /// no new one.
    Breaks(u64),
    /// It takes connections and never answers.
    Silent,
}

/// The running network.
#[derive(Debug, Clone)]
pub struct Network {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    manner: S3Manner,
    service: SocketAddr,
    /// Connections that are held open in silence, or they would be seen to end.
    held: Vec<TcpStream>,
}

impl Network {
    /// Listens on a free port of this machine until the program ends.
    pub fn before(service: SocketAddr, manner: S3Manner) -> io::Result<Network> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let state = Arc::new(Mutex::new(State { manner, service, held: Vec::new() }));
        let network = Network { address: listener.local_addr()?, state };
        let here = network.clone();
        thread::Builder::new().name("pretend-network".into()).spawn(move || {
            for stream in listener.incoming().flatten() {
                let here = here.clone();
                thread::spawn(move || here.carry(stream));
            }
        })?;
        Ok(network)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it behaves so, towards this service.
    pub fn becomes(&self, manner: S3Manner, service: SocketAddr) {
        let mut state = self.state();
        state.manner = manner;
        state.service = service;
        state.held.clear();
    }

    /// How it behaves now.
    pub fn manner(&self) -> S3Manner {
        self.state().manner
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carry(&self, client: TcpStream) {
        let service = {
            let mut state = self.state();
            match state.manner {
                S3Manner::Silent => return state.held.push(client),
                S3Manner::Breaks(0) => return,
                S3Manner::Busy(left) if left > 0 => {
                    state.manner = if left == 1 { S3Manner::Fair } else { S3Manner::Busy(left - 1) };
                    None
                }
                _ => Some(state.service),
            }
        };
        // Whatever breaks here is what the caller is to see broken.
        let _ = match service {
            None => busy(client),
            Some(service) => self.relay(client, service),
        };
    }

    fn relay(&self, mut client: TcpStream, service: SocketAddr) -> io::Result<()> {
        let mut server = TcpStream::connect(service)?;
        let (mut from, mut to) = (server.try_clone()?, client.try_clone()?);
        thread::spawn(move || {
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
        let mut piece = vec![0; 64 * 1024];
        loop {
            let count = client.read(&mut piece)?;
            let through = self.let_through(count);
            let sent = server.write_all(&piece[..through]);
            if count == 0 || through < count || sent.is_err() {
                let _ = client.shutdown(Shutdown::Both);
                return server.shutdown(Shutdown::Both);
            }
        }
    }

    /// How many of so many bytes go on.
    fn let_through(&self, count: usize) -> usize {
        let mut state = self.state();
        match state.manner {
            S3Manner::Breaks(left) => {
                let through = left.min(count as u64);
                state.manner = S3Manner::Breaks(left - through);
                through as usize
            }
            _ => count,
        }
    }
}

/// Reads the head of a request and says that there is too much to do.
fn busy(mut client: TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let body = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Busy</Message></Error>";
    let answer = format!(
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    client.write_all(answer.as_bytes())?;
    client.shutdown(Shutdown::Write)?;
    // What is still coming is read, or the answer would be lost with a reset.
    io::copy(&mut client, &mut io::sink()).map(drop)
}
