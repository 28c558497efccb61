//! A client of a few lines: one connection kept open, one request after another.
//! A library would measure itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// One kept connection.
pub struct Client {
    reader: BufReader<TcpStream>,
    host: String,
}

/// What came back.
pub struct HttpAnswer {
    /// HTTP status.
    pub status: u16,
    /// Header lines.
    pub head: Vec<String>,
    /// Body.
    pub body: Vec<u8>,
}

impl HttpAnswer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Client {
    /// Connects.
    pub fn connect(host: &str) -> std::io::Result<Client> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        Ok(Client { reader: BufReader::new(stream), host: host.to_string() })
    }

    /// Sends one request and reads its answer.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> std::io::Result<HttpAnswer> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{headers}\r\n",
            self.host,
            body.len()
        );
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        self.reader.get_mut().write_all(&request)?;
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line.trim().is_empty() {
                break;
            }
            lines.push(line.trim_end().to_string());
        }
        let status = lines.first().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let mut answer = HttpAnswer { status: status.unwrap_or(0), head: lines, body: Vec::new() };
        let length = answer.header("content-length").and_then(|value| value.parse().ok());
        match length {
            Some(length) => {
                answer.body = vec![0; length];
                self.reader.read_exact(&mut answer.body)?;
            }
            None if answer.header("transfer-encoding").is_some() => self.chunks(&mut answer.body)?,
            None => {}
        }
        Ok(answer)
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> std::io::Result<()> {
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16).map_err(std::io::Error::other)?;
            let start = body.len();
            body.resize(start + size + 2, 0);
            self.reader.read_exact(&mut body[start..])?;
            body.truncate(start + size);
            if size == 0 {
                return Ok(());
            }
        }
    }
}
