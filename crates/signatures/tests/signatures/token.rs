//! A token that SoftHSM2 plays: asked with the judges (`MOTCUA_TEST_JUDGES=1`). Where its tokens lie comes from the
//! environment, so the test calls itself as a child with an environment of its own.

use crate::judges::{are_asked, said, setting};
use crate::world::{NOW_MS, PAPERS, World, input, signer, words};
use motcua_signatures::pretend::PretendSubject;
use motcua_signatures::{
    PaperState, SignatureProblem, SigningBatch, SigningKey, TokenKey, TokenModule, Verdict, check, complete,
    prepare,
};
use std::path::{Path, PathBuf};
use std::process::Command;

const LIBRARIES: [&str; 3] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
];
const PIN: &str = "123456";

#[test]
fn a_token_signs_fifty_papers_with_one_pin_and_none_twice_when_it_is_pulled_out() {
    if !are_asked() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    std::fs::create_dir(&tokens).unwrap();
    let settings = folder.path().join("softhsm2.conf");
    let text = format!("directories.tokendir = {}\nobjectstore.backend = file\n", tokens.display());
    std::fs::write(&settings, text).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "token::what_the_child_does", "--nocapture"])
        .env("SOFTHSM2_CONF", &settings)
        .env("MOTCUA_TOKENS", &tokens)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&[child.stdout, child.stderr].concat()).into_owned();
    assert!(child.status.success() && text.contains("the token was pulled out after 20"), "{text}");
}

#[test]
fn what_the_child_does() {
    let Some(tokens) = setting("MOTCUA_TOKENS") else { return };
    let world = World::new();
    let library = LIBRARIES.iter().map(Path::new).find(|library| library.exists());
    let library = library.expect("softhsm2 is missing");
    for (label, pem) in [("Lãnh đạo", "rsa-2048.pem"), ("Văn thư", "p256.pem")] {
        plug_in(&world, library, label, pem);
    }
    let module = TokenModule::load(library).unwrap();
    let plugged = module.tokens().unwrap();
    assert_eq!(plugged.len(), 2, "{plugged:?}");
    for token in &plugged {
        assert_eq!(module.open(&token.serial, None, "000000").err(), Some(SignatureProblem::PinWrong));
        let unknown = module.open(&token.serial, Some("00"), PIN);
        assert_eq!(unknown.err(), Some(SignatureProblem::KeyMissing));
        let mut key = module.open(&token.serial, None, PIN).unwrap();
        assert_eq!(key.certificate().unwrap().common_name(), token.label);
        signs_fifty(&world, &mut key);
    }
    assert_eq!(module.open("no such token", None, PIN).err(), Some(SignatureProblem::TokenGone));
    let mut key = module.open(&plugged[0].serial, None, PIN).unwrap();
    is_pulled_out(&world, &mut key, Path::new(&tokens));
    drop(key);
    let serial = &plugged[0].serial;
    assert_eq!(module.open(serial, None, PIN).err(), Some(SignatureProblem::TokenGone));
    std::fs::remove_dir(&tokens).unwrap();
    std::fs::rename(drawer(Path::new(&tokens)), &tokens).unwrap();
    // Put back, it signs again without a new start.
    signs_fifty(&world, &mut module.open(serial, None, PIN).unwrap());
    assert_eq!(module.open(serial, None, "000000").err(), Some(SignatureProblem::PinWrong));
    let gone = TokenModule::load(Path::new("/no/such/library.so"));
    assert_eq!(gone.err(), Some(SignatureProblem::TokenGone));
}

fn plug_in(world: &World, library: &Path, label: &str, pem: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(pem);
    let key = world.authority.signer_with_key(
        &PretendSubject::signer(label, "", crate::world::VALID_MS),
        &crate::world::pkcs8(pem),
    );
    let key = key.unwrap();
    let der = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(der.path(), key.certificate().der()).unwrap();
    let (file, der) = (file.to_str().unwrap(), der.path().to_str().unwrap());
    let run = |program: &str, arguments: &[&str]| {
        let (went_well, text) = said(program, arguments);
        assert!(went_well, "{program}: {text}");
    };
    run("softhsm2-util", &["--init-token", "--free", "--label", label, "--so-pin", "0000", "--pin", PIN]);
    run("softhsm2-util", &["--import", file, "--token", label, "--label", label, "--id", "01", "--pin", PIN]);
    let library = library.to_str().unwrap();
    let object = ["--write-object", der, "--type", "cert", "--id", "01", "--label", label];
    let token = ["--module", library, "--token-label", label, "--login", "--pin", PIN];
    run("pkcs11-tool", &[&token[..], &object].concat());
}

fn batch(key: &TokenKey, world: &World) -> SigningBatch {
    let certificate = key.certificate().unwrap().clone();
    let signer = motcua_signatures::Signer { certificate, ..signer(&world.leader()) };
    let paper = |n: usize| {
        let pdf = [&input(PAPERS[n % 2])[..], format!("\n% {n}\n").as_bytes()].concat();
        (n.to_string(), prepare(&pdf, &signer, &words(), NOW_MS).unwrap())
    };
    SigningBatch::new((0..50).map(paper).collect())
}

fn signs_fifty(world: &World, key: &mut TokenKey) {
    let mut batch = batch(key, world);
    batch.ask(key).unwrap();
    while !batch.take_from(key).is_empty() {}
    for one in batch.papers() {
        let PaperState::Signed(value) = &one.state else { panic!("{:?}", one.state) };
        let pdf = complete(&one.prepared, value, &world.authority.chain(), None).unwrap();
        assert_eq!(check(&pdf, &world.trust(), NOW_MS).verdict, Some(Verdict::Passed));
    }
}

/// Where a token lies that is pulled out.
fn drawer(tokens: &Path) -> PathBuf {
    tokens.with_extension("drawer")
}

fn is_pulled_out(world: &World, key: &mut TokenKey, tokens: &Path) {
    let mut batch = batch(key, world);
    batch.ask(key).unwrap();
    for _ in 0..20 {
        assert_eq!(batch.take_from(key).len(), 1);
    }
    std::fs::rename(tokens, drawer(tokens)).unwrap();
    std::fs::create_dir(tokens).unwrap();
    while batch.is_waiting() {
        assert!(!batch.take_from(key).is_empty());
    }
    let signed = batch.papers().iter().filter(|one| matches!(one.state, PaperState::Signed(_))).count();
    let gone = PaperState::Unsigned(SignatureProblem::TokenGone);
    let not_signed = batch.papers().iter().filter(|one| one.state == gone).count();
    assert_eq!((signed, not_signed), (20, 30));
    println!("the token was pulled out after {signed}");
}
