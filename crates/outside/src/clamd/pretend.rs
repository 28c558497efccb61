//! A daemon that speaks like the real one, knows one virus, and dies in every way
//! that was seen in real ones.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScannerManner {
    /// As it should.
    Honest,
    /// It takes the file and hangs up without a word.
    HangsUp,
    /// It begins to answer and dies.
    HalfAnAnswer,
    /// It takes the file and never answers.
    Silent,
    /// It hangs up in the middle of the file, as a daemon does whose limit is
    /// smaller than the file.
    TooSmall,
    /// It answers that something went wrong.
    Error,
}

/// The test virus of the scanners' makers, in two halves, so that no scanner takes
/// this program for it.
const EICAR: [&str; 2] = ["EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE"];

/// Listens on a free port of this machine until the program ends; gives the
/// address.
pub fn start(manner: ScannerManner) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    thread::Builder::new().name("pretend-clamd".into()).spawn(move || {
        // One that is silent holds its callers, or they would see it hang up.
        let mut held = Vec::new();
        for stream in listener.incoming().flatten() {
            if let Ok(Some(stream)) = answer(stream, manner) {
                held.push(stream);
            }
        }
    })?;
    Ok(address)
}

fn answer(mut stream: TcpStream, manner: ScannerManner) -> io::Result<Option<TcpStream>> {
    let mut command = [0; 10];
    stream.read_exact(&mut command)?;
    if &command != b"zINSTREAM\0" {
        stream.write_all(b"UNKNOWN COMMAND\0")?;
        return Ok(None);
    }
    let mut file = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = u64::from(u32::from_be_bytes(length));
        if length == 0 {
            break;
        }
        if manner == ScannerManner::TooSmall {
            return Ok(None);
        }
        (&mut stream).take(length).read_to_end(&mut file)?;
    }
    let virus = EICAR.concat();
    let found = file.windows(virus.len()).any(|window| window == virus.as_bytes());
    let said: &[u8] = match manner {
        ScannerManner::Honest if found => b"stream: Eicar-Test-Signature FOUND\0",
        ScannerManner::Honest => b"stream: OK\0",
        ScannerManner::HangsUp | ScannerManner::TooSmall => b"",
        ScannerManner::HalfAnAnswer => b"stream: O",
        ScannerManner::Error => b"stream: Can't allocate memory ERROR\0",
        ScannerManner::Silent => return Ok(Some(stream)),
    };
    stream.write_all(said)?;
    Ok(None)
}
