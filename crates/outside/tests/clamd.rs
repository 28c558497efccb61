//! The client against the real daemon, and against a pretend one that dies.

use motcua_outside::clamd::pretend::{ScannerManner, start};
use motcua_outside::clamd::{Address, Clamd, NoAnswer, Scanner, ScannerAnswer};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn eicar() -> Vec<u8> {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "$H+H*"].concat().into_bytes()
}

fn client(address: Address) -> Clamd {
    Clamd { address, patience: Duration::from_secs(20) }
}

fn pretend(manner: ScannerManner) -> Clamd {
    client(Address::Tcp(start(manner).unwrap().to_string()))
}

#[test]
fn an_honest_daemon_tells_clean_from_infected() {
    let daemon = pretend(ScannerManner::Honest);
    assert_eq!(daemon.scan(b"a birth certificate"), Ok(ScannerAnswer::Clean));
    assert_eq!(daemon.scan(b""), Ok(ScannerAnswer::Clean));
    assert_eq!(daemon.scan(&vec![b'x'; 20 * 1024 * 1024]), Ok(ScannerAnswer::Clean));
    assert_eq!(daemon.scan(&eicar()), Ok(ScannerAnswer::Infected("Eicar-Test-Signature".into())));
}

/// However it dies, the file is not scanned: never clean, never a panic.
#[test]
fn a_daemon_that_dies_gives_no_answer() {
    for manner in
        [ScannerManner::HangsUp, ScannerManner::HalfAnAnswer, ScannerManner::TooSmall, ScannerManner::Error]
    {
        let daemon = pretend(manner);
        for file in [b"a birth certificate".to_vec(), vec![b'x'; 4 * 1024 * 1024]] {
            assert!(daemon.scan(&file).is_err(), "{manner:?}");
        }
    }
    let silent = Clamd { patience: Duration::from_millis(50), ..pretend(ScannerManner::Silent) };
    assert!(silent.scan(b"x").is_err());
    // Nobody listens there any more.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(client(Address::Tcp(gone.to_string())).scan(b"x").is_err());
    assert!(client(Address::Local("/nonexistent/clamd.ctl".into())).scan(b"x").is_err());
}

/// The real daemon with one signature of its own, on a socket in a folder that is
/// thrown away. It is stopped when the test ends, however it ends.
struct Real {
    daemon: Child,
    folder: tempfile::TempDir,
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

const PLACES: [&str; 2] = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"];

impl Real {
    /// Nothing when it is not installed.
    fn start() -> Option<Real> {
        let program = PLACES.iter().find(|place| Path::new(place).exists())?;
        let folder = tempfile::tempdir().unwrap();
        let signatures = folder.path().join("signatures");
        std::fs::create_dir(&signatures).unwrap();
        let hex: String = eicar().iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(signatures.join("test.ndb"), format!("Eicar-Test:0:*:{hex}\n")).unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let settings = format!(
            "Foreground yes\nLocalSocket {}\nDatabaseDirectory {}\nTemporaryDirectory {}\n\
             StreamMaxLength 1M\nLogFile {}\nLogVerbose no\n",
            path("clamd.ctl"),
            path("signatures"),
            folder.path().display(),
            path("log"),
        );
        std::fs::write(folder.path().join("clamd.conf"), settings).unwrap();
        let daemon = Command::new(program)
            .arg("--config-file")
            .arg(folder.path().join("clamd.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut real = Real { daemon, folder };
        while !real.answers() {
            let ended = real.daemon.try_wait().unwrap();
            let log = std::fs::read_to_string(real.folder.path().join("log")).unwrap_or_default();
            assert!(ended.is_none(), "clamd ended: {log}");
            std::thread::yield_now();
        }
        Some(real)
    }

    fn answers(&self) -> bool {
        let pong = || {
            let mut stream = UnixStream::connect(self.folder.path().join("clamd.ctl"))?;
            stream.write_all(b"zPING\0")?;
            let mut said = Vec::new();
            stream.read_to_end(&mut said)?;
            Ok::<_, std::io::Error>(said)
        };
        pong().is_ok_and(|said| said == b"PONG\0")
    }
}

#[test]
fn the_real_daemon_is_understood() {
    let Some(real) = Real::start() else {
        // Past the capture of the test's output: `cargo xtask test` listens for it.
        let _ = writeln!(std::io::stderr(), "SKIPPED clamd: clamav-daemon is not installed");
        return;
    };
    let daemon = client(Address::Local(real.folder.path().join("clamd.ctl")));
    assert_eq!(daemon.scan(b"%PDF-1.7 a birth certificate"), Ok(ScannerAnswer::Clean));
    assert_eq!(daemon.scan(&eicar()), Ok(ScannerAnswer::Infected("Eicar-Test.UNOFFICIAL".into())));
    // Hidden behind an honest beginning.
    let hidden = [vec![b' '; 300_000], eicar()].concat();
    assert_eq!(daemon.scan(&hidden), Ok(ScannerAnswer::Infected("Eicar-Test.UNOFFICIAL".into())));
    // Over its own limit it hangs up or says so: not scanned, not clean.
    let NoAnswer(why) = daemon.scan(&vec![b'x'; 3 * 1024 * 1024]).unwrap_err();
    assert!(!why.is_empty());
    // Killed, it gives no answer; started anew, it does.
    drop(real);
    assert!(daemon.scan(b"x").is_err());
}
