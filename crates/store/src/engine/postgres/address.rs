//! Where the server is and how it is reached: the address as libpq reads it, with its
//! `sslmode` and `sslrootcert`, which the client library does not know in full.

use super::faults::{failed_handshake, fault, told};
use super::tls::{self, Roots};
use motcua_core::Fault;
use std::path::Path;
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Error, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long to wait for a server that does not answer, when the address does not say.
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);

/// An address that makes sense, ready to be connected to.
pub(crate) struct Address {
    config: Config,
    mode: Mode,
    tls: MakeRustlsConnect,
}

/// `sslmode`, as libpq means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// In the clear.
    Disable,
    /// In the clear, or with TLS where the server wants it.
    Allow,
    /// With TLS, or in the clear where that does not work.
    Prefer,
    /// With TLS, without checking the certificate; with a root, only if the root vouches for it.
    Require,
    /// With TLS, if the root vouches for the certificate.
    VerifyCa,
    /// The same, and the certificate must be for the host name.
    VerifyFull,
}

const MODES: [(&str, Mode); 6] = [
    ("disable", Mode::Disable),
    ("allow", Mode::Allow),
    ("prefer", Mode::Prefer),
    ("require", Mode::Require),
    ("verify-ca", Mode::VerifyCa),
    ("verify-full", Mode::VerifyFull),
];

type Wire = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

impl Address {
    /// Reads `postgres://…` or `host=… user=…`, and the file of the roots.
    pub(crate) fn parse(text: &str) -> Result<Address, Fault> {
        let (rest, ours) = take_ours(text)?;
        let mut config: Config = rest.parse().map_err(fault)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_PATIENCE);
        }
        let (mode, roots) = meant(ours.mode.as_deref(), ours.roots.as_deref())?;
        let tls = MakeRustlsConnect::new(tls::client(roots, mode == Mode::VerifyFull)?);
        Ok(Address { config, mode, tls })
    }

    /// A connection for a thread without a runtime.
    pub(crate) fn connect_here(&self) -> Result<postgres::Client, Fault> {
        let connect = |config: &Config| postgres::Config::from(config.clone()).connect(self.tls.clone());
        let (first, second) = self.ways();
        match (connect(&self.by(first)), second) {
            (Err(error), Some(second)) if is_worth_another_way(&error) => {
                self.tell(second, &error);
                connect(&self.by(second)).map_err(fault)
            }
            (connected, _) => connected.map_err(fault),
        }
    }

    /// A connection, and what carries it.
    pub(super) async fn connect(&self) -> Result<(Client, Wire), Fault> {
        let (first, second) = self.ways();
        match (self.by(first).connect(self.tls.clone()).await, second) {
            (Err(error), Some(second)) if is_worth_another_way(&error) => {
                self.tell(second, &error);
                self.by(second).connect(self.tls.clone()).await.map_err(fault)
            }
            (connected, _) => connected.map_err(fault),
        }
    }

    /// How to try first, and how when that is refused.
    fn ways(&self) -> (SslMode, Option<SslMode>) {
        let is_near = |host: &Host| match host {
            Host::Tcp(_) => false,
            #[cfg(unix)]
            Host::Unix(_) => true,
        };
        // A socket in the file system leads to no network.
        if self.config.get_hostaddrs().is_empty() && self.config.get_hosts().iter().all(is_near) {
            return (SslMode::Disable, None);
        }
        match self.mode {
            Mode::Disable => (SslMode::Disable, None),
            Mode::Allow => (SslMode::Disable, Some(SslMode::Require)),
            Mode::Prefer => (SslMode::Prefer, Some(SslMode::Disable)),
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => (SslMode::Require, None),
        }
    }

    fn by(&self, way: SslMode) -> Config {
        let mut config = self.config.clone();
        config.ssl_mode(way);
        config
    }

    fn tell(&self, second: SslMode, error: &Error) {
        if second == SslMode::Disable {
            tracing::warn!(error = told(error), "the database is reached without TLS");
        }
    }
}

/// The server lets nobody in by this way, or TLS did not come about. A wrong password or
/// a server that is not there would be the same again.
fn is_worth_another_way(error: &Error) -> bool {
    error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) || failed_handshake(error)
}

/// What is meant by the two words together.
fn meant(mode: Option<&str>, roots: Option<&str>) -> Result<(Mode, Roots), Fault> {
    let is_system = roots == Some("system");
    let mode = match mode {
        None if is_system => Mode::VerifyFull,
        None => Mode::Prefer,
        Some(word) => {
            MODES.iter().find(|(known, _)| *known == word).map(|(_, mode)| *mode).ok_or_else(|| {
                let known = MODES.map(|(word, _)| word).join(", ");
                Fault::other(format!("sslmode: {word:?} không phải một trong / is not one of: {known}"))
            })?
        }
    };
    let roots = match (mode, roots) {
        (Mode::Disable, _) => Roots::Nobody,
        (Mode::Allow | Mode::Prefer | Mode::Require, None) => Roots::Nobody,
        (Mode::VerifyCa | Mode::VerifyFull, None) => {
            return Err(Fault::other(
                "sslmode=verify-ca, verify-full: thiếu / needs sslrootcert=<tệp, file> | system",
            ));
        }
        (Mode::VerifyFull, Some("system")) => Roots::System,
        (Mode::Allow | Mode::Prefer | Mode::Require | Mode::VerifyCa, Some("system")) => {
            return Err(Fault::other("sslrootcert=system: chỉ dùng với / only with sslmode=verify-full"));
        }
        (Mode::Allow | Mode::Prefer | Mode::Require | Mode::VerifyCa | Mode::VerifyFull, Some(file)) => {
            Roots::read(Path::new(file))?
        }
    };
    Ok((mode, roots))
}

/// The words of an address that are ours to understand.
#[derive(Default, Debug, PartialEq, Eq)]
struct Ours {
    mode: Option<String>,
    roots: Option<String>,
}

impl Ours {
    /// Takes a word, if it is one.
    fn take(&mut self, name: &str, value: String) -> bool {
        match name {
            "sslmode" => self.mode = Some(value),
            "sslrootcert" => self.roots = Some(value),
            _ => return false,
        }
        true
    }
}

/// The address without our words, and these.
fn take_ours(text: &str) -> Result<(String, Ours), Fault> {
    let mut ours = Ours::default();
    let is_url = ["postgres://", "postgresql://"].iter().any(|prefix| text.starts_with(prefix));
    if is_url {
        // A password may hold a question mark.
        let behind_credentials = text.find('@').map_or(0, |at| at + 1);
        let Some(mark) = text[behind_credentials..].find('?').map(|mark| mark + behind_credentials) else {
            return Ok((text.to_string(), ours));
        };
        let mut others = Vec::new();
        for pair in text[mark + 1..].split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !ours.take(name, decoded(value)?) {
                others.push(pair);
            }
        }
        return Ok((format!("{}?{}", &text[..mark], others.join("&")), ours));
    }
    let mut others = String::new();
    for word in words(text) {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        if !ours.take(name.trim(), unquoted(value.trim())) {
            others.push_str(word);
            others.push(' ');
        }
    }
    Ok((others, ours))
}

/// `%2F` → `/`.
fn decoded(text: &str) -> Result<String, Fault> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_err(|_| Fault::other("database_url: không phải UTF-8 / is not UTF-8"))
}

/// The words `name = 'value'` of an address that is no URL; blanks may stand around `=`,
/// and in quotes.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut quoted, mut escaped) = (Vec::new(), None, false, false);
    let mut has_value = false;
    let mut is_behind_sign = false;
    for (at, letter) in text.char_indices() {
        let begun = *start.get_or_insert(at);
        if letter.is_whitespace() && !quoted && !escaped {
            if has_value {
                words.push(&text[begun..at]);
                (start, has_value, is_behind_sign) = (None, false, false);
            } else if text[begun..at].trim().is_empty() {
                start = None;
            }
            continue;
        }
        has_value |= is_behind_sign;
        is_behind_sign |= letter == '=';
        quoted ^= letter == '\'' && !escaped;
        escaped = letter == '\\' && !escaped;
    }
    words.extend(start.map(|start| &text[start..]));
    words
}

fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(value);
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        out.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_are_taken_out_of_an_address_and_nothing_else() {
        let ours = |mode: &str, roots: &str| {
            let word = |word: &str| (!word.is_empty()).then(|| word.to_string());
            Ours { mode: word(mode), roots: word(roots) }
        };
        let table = [
            ("postgres://a@h/d", "postgres://a@h/d", ours("", "")),
            ("postgres://a:p?q@h/d?sslmode=require", "postgres://a:p?q@h/d?", ours("require", "")),
            (
                "postgresql://a@h:1/d?host=%2Frun&sslrootcert=%2Fetc%2Fm%E1%BB%99t.crt&sslmode=verify-full&options=-c%20x",
                "postgresql://a@h:1/d?host=%2Frun&options=-c%20x",
                ours("verify-full", "/etc/một.crt"),
            ),
            ("host=h sslmode=allow user=a", "host=h user=a ", ours("allow", "")),
            (
                "  host = h  sslrootcert = '/a b\\'c.crt'\tpassword='sslmode=x y' ",
                "host = h password='sslmode=x y' ",
                ours("", "/a b'c.crt"),
            ),
        ];
        for (text, rest, expected) in table {
            let (left, found) = take_ours(text).unwrap();
            assert_eq!((left.as_str(), found), (rest, expected), "{text}");
            assert!(rest.parse::<Config>().is_ok(), "{rest}");
        }
    }

    #[test]
    fn words_that_mean_nothing_together_are_told_in_both_languages() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.crt");
        std::fs::write(&empty, "no certificate").unwrap();
        let empty = format!("sslrootcert={}", empty.display());
        let table = [
            ("sslmode=always", "is not one of: disable, allow, prefer, require, verify-ca, verify-full"),
            ("sslmode=verify-full", "needs sslrootcert"),
            ("sslmode=verify-ca", "needs sslrootcert"),
            ("sslmode=require&sslrootcert=system", "only with sslmode=verify-full"),
            ("sslrootcert=/no/such/file", "/no/such/file"),
            (empty.as_str(), "holds no certificate"),
        ];
        for (words, said) in table {
            let fault = Address::parse(&format!("postgres://a:secret@h/d?{words}")).err().expect(words);
            assert!(fault.detail.contains(said) && fault.detail.contains(" / "), "{words}: {fault}");
            assert!(!fault.detail.contains("secret"));
        }
    }

    #[test]
    fn a_socket_in_the_file_system_is_reached_in_the_clear() {
        let way = |text: &str| Address::parse(text).unwrap().ways().0;
        assert_eq!(way("postgres:///d?host=/run/postgresql&user=a&sslmode=require"), SslMode::Disable);
        assert_eq!(way("postgres://a@h/d?sslmode=require"), SslMode::Require);
        assert_eq!(way("postgres://a@h/d"), SslMode::Prefer);
    }
}
