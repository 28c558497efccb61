//! The virus scanner ClamAV, asked through its daemon: `INSTREAM` over TCP or a
//! local socket. Whatever is not a clear answer is no answer: the file stays
//! unscanned and is asked about again.

pub mod pretend;

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

/// What the scanner said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScannerAnswer {
    /// It found nothing.
    Clean,
    /// It found this.
    Infected(String),
}

/// Why there is no answer: for the log and the officer's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAnswer(pub String);

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whoever can be asked about a file.
pub trait Scanner: Send + Sync {
    /// Scans the bytes.
    fn scan(&self, bytes: &[u8]) -> Result<ScannerAnswer, NoAnswer>;
}

/// Where the daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `host:port`
    Tcp(String),
    /// `/run/clamav/clamd.ctl`
    Local(PathBuf),
}

impl Address {
    /// `127.0.0.1:3310`, `unix:/run/clamav/clamd.ctl` or `/run/clamav/clamd.ctl`.
    pub fn parse(text: &str) -> Option<Address> {
        let path = text.strip_prefix("unix:").unwrap_or(text);
        if path.starts_with('/') {
            return Some(Address::Local(path.into()));
        }
        let (host, port) = text.rsplit_once(':')?;
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        (!host.is_empty() && is_port).then(|| Address::Tcp(text.to_string()))
    }
}

/// The real daemon.
#[derive(Debug, Clone)]
pub struct Clamd {
    /// Where it listens.
    pub address: Address,
    /// How long connecting, and each reading or writing, may take.
    pub patience: Duration,
}

/// The daemon's own limit is usually 25 MB; files are at most 20.
const PIECE_BYTES: usize = 64 * 1024;
/// The longest answer that is read.
const ANSWER_BYTES_MAX: u64 = 4096;

impl Scanner for Clamd {
    fn scan(&self, bytes: &[u8]) -> Result<ScannerAnswer, NoAnswer> {
        let said = match &self.address {
            Address::Tcp(address) => self.connected(address).and_then(|mut stream| asked(&mut stream, bytes)),
            #[cfg(unix)]
            Address::Local(path) => UnixStream::connect(path).and_then(|mut stream| {
                stream.set_read_timeout(Some(self.patience))?;
                stream.set_write_timeout(Some(self.patience))?;
                asked(&mut stream, bytes)
            }),
            #[cfg(not(unix))]
            Address::Local(_) => Err(io::Error::other("no local sockets on this system")),
        };
        said.map_err(|error| NoAnswer(error.to_string())).and_then(|said| understood(&said))
    }
}

impl Clamd {
    fn connected(&self, address: &str) -> io::Result<TcpStream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, format!("{address}: no such host"));
        for address in address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, self.patience) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(self.patience))?;
                    stream.set_write_timeout(Some(self.patience))?;
                    return Ok(stream);
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Sends the file in pieces with their lengths, ended by an empty one, and reads
/// what comes back up to the NUL that ends it.
fn asked(stream: &mut (impl Read + Write), bytes: &[u8]) -> io::Result<Vec<u8>> {
    let sent = send(stream, bytes);
    let mut said = Vec::new();
    let read = stream.take(ANSWER_BYTES_MAX).read_to_end(&mut said);
    // A daemon that has enough says so and hangs up while we still send.
    match (sent, read) {
        (_, Ok(_)) if said.ends_with(b"\0") => Ok(said),
        (Err(error), _) | (_, Err(error)) => Err(error),
        (Ok(()), Ok(_)) => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "half an answer")),
    }
}

fn send(stream: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(b"zINSTREAM\0")?;
    for piece in bytes.chunks(PIECE_BYTES) {
        stream.write_all(&(piece.len() as u32).to_be_bytes())?;
        stream.write_all(piece)?;
    }
    stream.write_all(&0_u32.to_be_bytes())?;
    stream.flush()
}

/// `stream: OK`, `stream: Eicar-Test-Signature FOUND`, or an error.
fn understood(said: &[u8]) -> Result<ScannerAnswer, NoAnswer> {
    let text = String::from_utf8_lossy(said);
    let text = text.trim_end_matches('\0').trim();
    let answer = text.strip_prefix("stream: ").unwrap_or(text);
    match answer.strip_suffix(" FOUND") {
        Some(name) => Ok(ScannerAnswer::Infected(name.chars().take(200).collect())),
        None if answer == "OK" => Ok(ScannerAnswer::Clean),
        None => Err(NoAnswer(text.chars().take(200).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_answer_is_one() {
        let table: [(&[u8], Result<ScannerAnswer, &str>); 7] = [
            (b"stream: OK\0", Ok(ScannerAnswer::Clean)),
            (
                b"stream: Eicar-Test-Signature FOUND\0",
                Ok(ScannerAnswer::Infected("Eicar-Test-Signature".into())),
            ),
            (b"INSTREAM size limit exceeded. ERROR\0", Err("INSTREAM size limit exceeded. ERROR")),
            (b"stream: Can't allocate memory ERROR\0", Err("stream: Can't allocate memory ERROR")),
            (b"\0", Err("")),
            (b"stream: NOT OK\0", Err("stream: NOT OK")),
            (b"\xff\xfe\0", Err("\u{fffd}\u{fffd}")),
        ];
        for (said, want) in table {
            assert_eq!(understood(said), want.map_err(|why| NoAnswer(why.into())), "{said:?}");
        }
    }

    #[test]
    fn an_address_is_a_port_or_a_socket() {
        assert_eq!(Address::parse("127.0.0.1:3310"), Some(Address::Tcp("127.0.0.1:3310".into())));
        assert_eq!(Address::parse("/run/c.ctl"), Some(Address::Local("/run/c.ctl".into())));
        assert_eq!(Address::parse("unix:/run/c.ctl"), Some(Address::Local("/run/c.ctl".into())));
        for wrong in ["", "clamd", "clamd:", ":3310", "clamd:0", "clamd:99999"] {
            assert_eq!(Address::parse(wrong), None, "{wrong}");
        }
    }
}
