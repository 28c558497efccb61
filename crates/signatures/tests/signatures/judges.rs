//! Programs that are not ours say what they think of what was signed here. They are asked when
//! `MOTCUA_TEST_JUDGES=1`, and one that is missing then is a failure.

use crate::world::{NOW_MS, PAPERS, World, input, long_term_data, pictures, place, signed, stamped, words};
use motcua_signatures::pretend::PretendStamper;
use motcua_signatures::{Appearance, Certificate, add_long_term_data, reserve};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

#[allow(clippy::disallowed_methods, reason = "the tests' own configuration")]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

pub fn are_asked() -> bool {
    let asked = setting("MOTCUA_TEST_JUDGES").is_some_and(|value| value == "1");
    if !asked {
        let _ = writeln!(std::io::stderr(), "SKIPPED judges of signatures: MOTCUA_TEST_JUDGES is not set");
    }
    asked
}

pub fn said(program: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is missing: {error}"));
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

struct Paper {
    _folder: tempfile::TempDir,
    file: PathBuf,
    root: PathBuf,
}

impl Paper {
    fn new(pdf: &[u8], root: &Certificate) -> Paper {
        use base64::Engine;
        let folder = tempfile::tempdir().unwrap();
        let (file, root_file) = (folder.path().join("paper.pdf"), folder.path().join("root.pem"));
        std::fs::write(&file, pdf).unwrap();
        let body = base64::prelude::BASE64_STANDARD.encode(root.der());
        let pem = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        std::fs::write(&root_file, pem).unwrap();
        if let Some(kept) = setting("MOTCUA_TEST_JUDGES_KEEP") {
            std::fs::copy(&file, Path::new(&kept).join(format!("{}.pdf", pdf.len()))).unwrap();
            std::fs::copy(&root_file, Path::new(&kept).join("root.pem")).unwrap();
        }
        Paper { _folder: folder, file, root: root_file }
    }

    fn path(&self) -> &str {
        self.file.to_str().unwrap()
    }

    /// How many signatures pdfsig finds, and how many it calls valid.
    fn pdfsig(&self) -> (usize, usize) {
        let (_, text) = said("pdfsig", &[self.path()]);
        (
            text.matches("Signature Type:").count(),
            text.matches("Signature Validation: Signature is Valid.").count(),
        )
    }

    /// How many signatures pyHanko finds, and how many it calls intact, trusted and followed by nothing but what may.
    fn pyhanko(&self) -> (usize, usize, String) {
        let python = setting("MOTCUA_TEST_PYTHON").unwrap_or_else(|| "python3".to_string());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/signatures/pyhanko_says.py");
        let (_, text) =
            said(&python, &[script, self.path(), self.root.to_str().unwrap(), &NOW_MS.to_string()]);
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("signature ")).collect();
        (lines.len(), lines.iter().filter(|line| line.ends_with(" good")).count(), text)
    }

    fn is_good(&self, signatures: usize) {
        let (clean, text) = said("qpdf", &["--check", self.path()]);
        assert!(clean, "{text}");
        assert_eq!(self.pdfsig(), (signatures, signatures));
        let (found, good, text) = self.pyhanko();
        assert_eq!((found, good), (signatures, signatures), "{text}");
    }
}

#[test]
fn one_two_and_three_signatures_are_valid_to_all_judges_and_one_changed_byte_to_none() {
    if !are_asked() {
        return;
    }
    let world = World::new();
    for paper in PAPERS {
        let keys =
            [world.rsa("Nguyễn Văn An", "rsa-2048.pem"), world.leader(), world.rsa("Sở", "rsa-3072.pem")];
        let marks = [pictures(), words(), Appearance::Invisible];
        // Once with a place in the structure for the first alone, once for all.
        let mut pdf = if paper == PAPERS[0] {
            input(paper)
        } else {
            reserve(&input(paper), &[place("ChuKyLanhDao", 2), place("LoiKy", 1)]).unwrap()
        };
        for (at, (key, mark)) in keys.iter().zip(&marks).enumerate() {
            pdf = signed(&pdf, key, mark);
            Paper::new(&pdf, world.root.certificate()).is_good(at + 1);
        }
        // In the text of the first page, which all three signed.
        pdf[1_000] ^= 1;
        let changed = Paper::new(&pdf, world.root.certificate());
        assert_eq!(changed.pdfsig().1, 0, "{paper}");
        let (_, good, text) = changed.pyhanko();
        assert_eq!(good, 0, "{paper}: {text}");
    }
}

#[test]
fn time_stamps_and_what_is_needed_later_are_good_to_all_judges_and_further_signatures_too() {
    if !are_asked() {
        return;
    }
    let world = World::new();
    let stamper = PretendStamper::of(&world.authority).unwrap();
    for paper in PAPERS {
        let pdf = stamped(&input(paper), &world.rsa("Nguyễn Văn An", "rsa-2048.pem"), &stamper, NOW_MS);
        Paper::new(&pdf, world.root.certificate()).is_good(1);
        let pdf = add_long_term_data(&pdf, &long_term_data(&world, &pdf, NOW_MS)).unwrap();
        Paper::new(&pdf, world.root.certificate()).is_good(1);
        let pdf = signed(&pdf, &world.leader(), &pictures());
        Paper::new(&pdf, world.root.certificate()).is_good(2);
        let pdf = add_long_term_data(&pdf, &long_term_data(&world, &pdf, NOW_MS)).unwrap();
        Paper::new(&pdf, world.root.certificate()).is_good(2);
    }
}
