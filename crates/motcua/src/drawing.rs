//! Drawing of files by a process of its own: a PDF of a stranger may ask for any time and memory, or make its reader
//! fall. The process has so much of each, knows nothing of the server, and whatever ends it is a refusal.

use motcua_core::{Fault, Halt};
use motcua_edge::drawing::Drawing;
use motcua_papers::{FileDrawn, drawn, must_be_drawable, not_drawn};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

/// Seconds that a processor may draw at one file: six pages of a scan take two.
const SECONDS_MAX: u32 = 20;
/// Memory that it may ask for, in kB: the largest photograph takes 400 MB, and the allocator sets one gigabyte aside.
const MEMORY_KB_MAX: u32 = 2_500_000;
/// The most that comes back: six pages as pictures are less than 4 MB.
const ANSWER_MAX: u64 = 32 * 1024 * 1024;

/// Asks this program for another process.
pub struct DrawnApart {
    program: PathBuf,
    seconds: u32,
}

impl DrawnApart {
    /// By the program that runs.
    pub fn here() -> Result<DrawnApart, String> {
        let program = std::env::current_exe().map_err(|error| format!("draw_pages: {error}"))?;
        Ok(DrawnApart { program, seconds: SECONDS_MAX })
    }

    fn begun(&self, name: &str) -> std::io::Result<Child> {
        let DrawnApart { program, seconds } = self;
        let bounded =
            format!("ulimit -t {seconds} && ulimit -v {MEMORY_KB_MAX} && exec \"$0\" draw_pages -- \"$1\"");
        Command::new("/bin/sh")
            .args(["-c", &bounded])
            .arg(program)
            .arg(name)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

impl Drawing for DrawnApart {
    fn drawn(&self, name: &str, bytes: &[u8]) -> Result<FileDrawn, Halt> {
        must_be_drawable(name, bytes)?;
        let mut child = self.begun(name).map_err(Fault::other)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let mut answer = Vec::new();
        std::thread::scope(|both| {
            // It may end before it has read everything.
            both.spawn(|| stdin.map(|mut to| to.write_all(bytes)));
            stdout.map(|from| from.take(ANSWER_MAX).read_to_end(&mut answer))
        });
        let _ = child.kill();
        child.wait().map_err(Fault::other)?;
        Ok(serde_json::from_slice(&answer).map_err(|_| not_drawn(name))?)
    }
}

/// `motcua draw_pages <name>`: the file comes in, its pages go out.
pub fn draw_pages(name: &str) -> ExitCode {
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    match drawn(name, &bytes).map(|drawn| serde_json::to_writer(std::io::stdout().lock(), &drawn)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";
    const PAGES: &str = r#"{"pages":[{"jpeg":"","width":1,"height":1,"text":"x"}],"of":3}"#;

    /// A program that does this when it is asked to draw.
    fn program(does: &str, seconds: u32) -> (TempDir, DrawnApart) {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("motcua");
        std::fs::write(&program, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        (folder, DrawnApart { program, seconds })
    }

    fn said(does: &str) -> Result<usize, String> {
        let (_folder, apart) = program(does, 1);
        match apart.drawn("giay.pdf", PDF) {
            Ok(drawn) => Ok(drawn.of),
            Err(Halt::Refused(why)) => Err(why[0].code.to_string()),
            Err(broke) => panic!("{broke:?}"),
        }
    }

    #[test]
    fn what_is_drawn_comes_back_and_whatever_happens_else_is_a_refusal() {
        let refused = Err("deed.not-drawn".to_string());
        for (does, want) in [
            (format!("cat > /dev/null; echo '{PAGES}'"), Ok(3)),
            // It does not read to the end.
            (format!("echo '{PAGES}'"), Ok(3)),
            ("exit 1".into(), refused.clone()),
            ("echo no".into(), refused.clone()),
            ("kill -SEGV $$".into(), refused.clone()),
            ("while :; do :; done".into(), refused.clone()),
            ("exec cat /dev/zero".into(), refused.clone()),
        ] {
            assert_eq!(said(&does), want, "{does}");
        }
    }

    #[test]
    fn it_has_so_much_memory_and_knows_nothing_of_the_server() {
        let bounded =
            format!("[ $(ulimit -v) = {MEMORY_KB_MAX} ] && [ $(ulimit -t) = 1 ] && [ -z \"$HOME\" ]");
        let named = "[ \"$1\" = draw_pages ] && [ \"$2\" = -- ] && [ \"$3\" = giay.pdf ]";
        assert_eq!(said(&format!("{bounded} && {named} && echo '{PAGES}'")), Ok(3));
    }

    #[test]
    fn what_has_no_pages_is_refused_before_anybody_is_asked() {
        let (_folder, apart) = program(&format!("echo '{PAGES}'"), 1);
        let Err(Halt::Refused(why)) = apart.drawn("giay.txt", b"x") else { panic!("it was drawn") };
        assert_eq!(why[0].code, "document.kind-not-allowed");
    }
}
