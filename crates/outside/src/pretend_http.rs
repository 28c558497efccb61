//! What pretend systems that listen on this machine have in common: one request a connection, each in its own
//! thread, so that one that hangs keeps nobody else waiting.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// What was asked.
pub(crate) struct HttpHeard {
    /// `/csc/v1/signatures/signHash`.
    pub path: String,
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Listens on a free port until the program ends. What `hear` does with a connection is its own matter: a
/// connection that it drops is hung up.
pub(crate) fn listen(
    name: &str,
    hear: impl Fn(HttpHeard, TcpStream) + Send + Sync + 'static,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    let hear = Arc::new(hear);
    thread::Builder::new().name(name.into()).spawn(move || {
        for stream in listener.incoming().flatten() {
            let hear = hear.clone();
            thread::spawn(move || {
                // Whoever sends was killed in the middle: nothing was asked.
                if let Ok(heard) = read(&stream) {
                    hear(heard, stream);
                }
            });
        }
    })?;
    Ok(address)
}

/// Answers and hangs up. `status` and each header as they are sent: `200 OK`, `retry-after: 5`.
pub(crate) fn answer(mut stream: TcpStream, status: &str, headers: &[&str], body: &[u8]) {
    let more: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let size = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{more}content-length: {size}\r\nconnection: close\r\n\r\n");
    // Whoever went away meanwhile hears nothing.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

fn read(stream: &TcpStream) -> io::Result<HttpHeard> {
    let mut lines = BufReader::new(stream);
    let (mut headers, mut line) = (BTreeMap::new(), String::new());
    lines.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_string();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.trim().to_string()),
            None => break,
        };
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    Ok(HttpHeard { path, headers, body })
}
