//! Keys with which officers sign what they decided: a folder with one file for each who has one here,
//! `lan.lanhdao.toml`, that says where the key lies. Keys themselves never stand in it.

use crate::seals::SEAL_FIELD;
use motcua_core::act::OfficerId;
use motcua_core::text::name_words;
use motcua_core::{Moment, Refusal};
use motcua_edge::signers::{KeyWay, PaperToSign, SignedPdf, Signers, Sitting};
use motcua_signatures::{
    Appearance, Certificate, FileKey, PaperState, PreparedSignature, SignatureMark, SignaturePlace,
    SignatureProblem, Signer, SigningBatch, SigningKey, TokenModule, TrustAnchors, complete, prepare,
    reserve,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Where the keys of officers lie.
pub struct SignerKeys {
    of: BTreeMap<String, KeyPlace>,
    modules: BTreeMap<PathBuf, TokenModule>,
    trust: TrustAnchors,
    /// A token serves one sitting at a time.
    sitting: Mutex<()>,
}

/// Where a key lies, as its file says.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case", deny_unknown_fields)]
enum KeyPlace {
    /// On a token or in a security module (PKCS #11) at this server.
    Token {
        /// The library of its maker.
        module: PathBuf,
        /// Its serial number.
        token: String,
        /// Which of its certificates, by number; none: the first that may sign papers.
        certificate: Option<String>,
        /// The name in the certificate, where that is not the officer's.
        name: Option<String>,
    },
    /// In a file (PEM), for trials.
    File {
        /// Which, beside this file.
        key: PathBuf,
        /// The name in the certificate, where that is not the officer's.
        name: Option<String>,
    },
}

impl KeyPlace {
    fn name(&self) -> Option<&str> {
        match self {
            KeyPlace::Token { name, .. } | KeyPlace::File { name, .. } => name.as_deref(),
        }
    }
}

impl SignerKeys {
    /// Reads all files of the folder; an error names the first that cannot be used. `trust` says which
    /// certificates were taken back.
    pub fn read(folder: &Path, trust: TrustAnchors) -> Result<SignerKeys, String> {
        let told = |path: &Path, why: &dyn std::fmt::Display| {
            format!("signers: {}: {why} / không dùng được, cannot be used", path.display())
        };
        let (mut of, mut modules) = (BTreeMap::new(), BTreeMap::new());
        for entry in std::fs::read_dir(folder).map_err(|error| told(folder, &error))? {
            let path = entry.map_err(|error| told(folder, &error))?.path();
            if path.extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
            let mut place: KeyPlace = toml::from_str(&text).map_err(|error| told(&path, &error))?;
            match &mut place {
                KeyPlace::File { key, .. } => {
                    *key = folder.join(&*key);
                    file_key(key).map_err(|why| told(&path, &why))?;
                }
                KeyPlace::Token { module, .. } => {
                    if !modules.contains_key(module) {
                        let loaded = TokenModule::load(module).map_err(|why| told(&path, &why.code()))?;
                        modules.insert(module.clone(), loaded);
                    }
                }
            }
            let officer = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            of.insert(officer.to_string(), place);
        }
        Ok(SignerKeys { of, modules, trust, sitting: Mutex::default() })
    }

    fn open(&self, place: &KeyPlace, secret: &str) -> Result<Box<dyn SigningKey>, SignatureProblem> {
        match place {
            KeyPlace::File { key, .. } => {
                let key = file_key(key).map_err(|_| SignatureProblem::KeyUnreadable)?;
                Ok(Box::new(key))
            }
            KeyPlace::Token { module, token, certificate, .. } => {
                let module = self.modules.get(module).ok_or(SignatureProblem::TokenGone)?;
                let key = module.open(token, certificate.as_deref(), secret)?;
                Ok(Box::new(key))
            }
        }
    }

    /// Refuses a key that is somebody else's, or whose certificate does not hold now.
    fn must_hold(&self, key: &dyn SigningKey, name: &str, now: Moment) -> Result<Certificate, Refusal> {
        let certificate = key.certificate().map_err(refusal)?.clone();
        let of_it = |code| Refusal::of(code).with("name", name);
        if !certificate.may_sign() || certificate.key_kind().is_err() {
            return Err(Refusal::of("signing.key-unfit"));
        }
        if name_words(certificate.common_name()) != name_words(name) {
            return Err(of_it("signing.other-person").with("certificate", certificate.common_name()));
        }
        let day = |ms: i64| Moment(ms).day().vn();
        if now.0 < certificate.not_before_ms() {
            return Err(of_it("signing.certificate-early").with("day", day(certificate.not_before_ms())));
        }
        if certificate.not_after_ms() < now.0 {
            return Err(of_it("signing.certificate-over").with("day", day(certificate.not_after_ms())));
        }
        if self.trust.revoked_since(&certificate, key.chain(), now.0).is_some_and(|since| since <= now.0) {
            return Err(of_it("signing.certificate-revoked"));
        }
        Ok(certificate)
    }
}

fn file_key(path: &Path) -> Result<FileKey, String> {
    crate::private::must_be_private(path)?;
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    FileKey::from_pem(&text).map_err(|problem| problem.code().to_string())
}

impl Signers for SignerKeys {
    fn way(&self, officer: &OfficerId) -> Option<KeyWay> {
        self.of.get(&officer.0).map(|place| match place {
            KeyPlace::Token { .. } => KeyWay::Pin,
            KeyPlace::File { .. } => KeyWay::File,
        })
    }

    fn sign(
        &self,
        sitting: &Sitting<'_>,
        papers: Vec<PaperToSign>,
        each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
    ) -> Result<(), Refusal> {
        let place = self.of.get(&sitting.officer.0).ok_or_else(|| Refusal::of("signing.no-key"))?;
        let _alone = self.sitting.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut key = self.open(place, sitting.secret).map_err(refusal)?;
        let name = place.name().unwrap_or(sitting.name);
        let certificate = self.must_hold(&*key, name, sitting.now)?;
        // A key that lies here answers at once, or never.
        sit(&mut *key, &certificate, sitting, papers, (each, &mut || false));
        Ok(())
    }
}

/// Who is told what became of a paper, and whether to look for answers again after there was none.
type Told<'t> = (&'t mut dyn FnMut(&str, Result<SignedPdf, Refusal>), &'t mut dyn FnMut() -> bool);

/// One consent for all papers; each is told of once.
fn sit(
    key: &mut dyn SigningKey,
    certificate: &Certificate,
    sitting: &Sitting<'_>,
    papers: Vec<PaperToSign>,
    (each, looks_again): Told<'_>,
) {
    let chain = key.chain().to_vec();
    let mut all = Vec::new();
    for paper in papers {
        match prepared(&paper, certificate, &chain, sitting) {
            Ok(prepared) => all.push((paper.paper, prepared)),
            Err(problem) => each(&paper.paper, Err(refusal(problem))),
        }
    }
    let mut batch = SigningBatch::new(all);
    // What it refuses as a whole is told of each paper below.
    let _ = batch.ask(key);
    let mut told = std::collections::BTreeSet::new();
    while batch.is_waiting() {
        let settled = batch.take_from(key);
        if settled.is_empty() && !looks_again() {
            batch.give_up(SignatureProblem::NeverAnswered);
        }
        tell(&batch, &chain, certificate, &mut told, each);
    }
    tell(&batch, &chain, certificate, &mut told, each);
}

fn tell(
    batch: &SigningBatch,
    chain: &[Certificate],
    certificate: &Certificate,
    told: &mut std::collections::BTreeSet<String>,
    each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
) {
    for one in batch.papers() {
        let outcome = match &one.state {
            PaperState::Waiting => continue,
            PaperState::Signed(value) => complete(&one.prepared, value, chain, None),
            PaperState::Unsigned(problem) => Err(*problem),
        };
        if told.insert(one.paper.clone()) {
            let signed = |pdf| SignedPdf { pdf, certificate: certificate.common_name().to_string() };
            each(&one.paper, outcome.map(signed).map_err(refusal));
        }
    }
}

/// The name of the field in which whoever decided signs.
const PERSON_FIELD: &str = "ChuKyNguoiKy";

/// The paper with room for the signature, and with the place of the seal kept free.
fn prepared(
    paper: &PaperToSign,
    certificate: &Certificate,
    chain: &[Certificate],
    sitting: &Sitting<'_>,
) -> Result<PreparedSignature, SignatureProblem> {
    let person = paper.mark.as_ref().map(|mark| SignaturePlace {
        field: PERSON_FIELD.to_string(),
        page: mark.page,
        rect: mark.rect,
        spoken: mark.spoken.clone(),
    });
    let seal = paper.seal.as_ref().map(|seal| SignaturePlace {
        field: SEAL_FIELD.to_string(),
        page: seal.page,
        rect: seal.rect,
        spoken: seal.spoken.clone(),
    });
    let places: Vec<SignaturePlace> = person.iter().cloned().chain(seal).collect();
    let reserved = reserve(&paper.pdf, &places)?;
    let appearance = match (&paper.mark, person) {
        (Some(mark), Some(place)) => Appearance::Mark(SignatureMark { drawn: mark.drawn.clone(), place }),
        _ => Appearance::Invisible,
    };
    let signer = Signer {
        certificate: certificate.clone(),
        chain: chain.to_vec(),
        name: sitting.name.to_string(),
        reason: String::new(),
        place: String::new(),
        certifies: false,
    };
    prepare(&reserved, &signer, &appearance, sitting.now.0)
}

fn refusal(problem: SignatureProblem) -> Refusal {
    Refusal::of(match problem {
        SignatureProblem::TokenGone => "signing.token-gone",
        SignatureProblem::PinWrong => return Refusal::of("signing.pin-wrong").at("pin"),
        SignatureProblem::PinLocked => "signing.pin-locked",
        SignatureProblem::KeyRefused => "signing.refused",
        SignatureProblem::NeverAnswered => "signing.never-answered",
        SignatureProblem::ValueWrong | SignatureProblem::AnswerUnreadable => "signing.other-answer",
        SignatureProblem::NoKey => "signing.no-key",
        SignatureProblem::PdfBroken
        | SignatureProblem::PdfEncrypted
        | SignatureProblem::PdfLocked
        | SignatureProblem::PageMissing
        | SignatureProblem::FieldTaken
        | SignatureProblem::MarkUnusable
        | SignatureProblem::TooLarge
        | SignatureProblem::PreparedUnreadable => "signing.not-kept",
        SignatureProblem::CertificateUnreadable
        | SignatureProblem::CertificateNotForSigning
        | SignatureProblem::KeyUnsupported
        | SignatureProblem::KeyUnreadable
        | SignatureProblem::KeyMissing => "signing.key-unfit",
        SignatureProblem::TimeStampRefused
        | SignatureProblem::TimeStampUnreadable
        | SignatureProblem::TimeStampOfAnother
        | SignatureProblem::TimeStampForged
        | SignatureProblem::RevocationListUnfit
        | SignatureProblem::OcspUnfit => "signing.not-kept",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seals::tests::{now, printed, seal_over, trial_authority, years};
    use motcua_core::DAY_MS;
    use motcua_signatures::pretend::{PretendService, PretendSubject, ServiceMood};
    use motcua_signatures::{SignatureState, check};

    const NAME: &str = "Trần Văn Bình";

    fn trial_key(name: &str, from_days: i64, to_days: i64) -> FileKey {
        let valid = (now().plus_ms(from_days * DAY_MS).0, now().plus_ms(to_days * DAY_MS).0);
        let subject = PretendSubject::signer(name, "UBND phường Phú Xuân", valid);
        trial_authority().signer(&subject).unwrap()
    }

    fn keys(trust: TrustAnchors) -> SignerKeys {
        SignerKeys { of: BTreeMap::new(), modules: BTreeMap::new(), trust, sitting: Mutex::default() }
    }

    fn outcomes(mood: ServiceMood, looks: u32, count: usize) -> Vec<(String, Result<Vec<u8>, &'static str>)> {
        let key = trial_key(NAME, -1, 20);
        let certificate = key.certificate().clone();
        let mut service = PretendService::new(key, mood);
        let officer = OfficerId("lan".into());
        let sitting = Sitting { officer: &officer, name: NAME, secret: "", now: now() };
        let papers = (0..count).map(|nth| printed(&format!("P{nth}"))).collect();
        let (mut told, mut left) = (Vec::new(), looks);
        let mut each = |paper: &str, outcome: Result<SignedPdf, Refusal>| {
            told.push((paper.to_string(), outcome.map(|signed| signed.pdf).map_err(|why| why.code)));
        };
        let mut again = || {
            let looks = left > 0;
            left = left.saturating_sub(1);
            looks
        };
        sit(&mut service, &certificate, &sitting, papers, (&mut each, &mut again));
        told
    }

    #[test]
    fn whoever_decided_signs_and_the_seal_comes_behind_without_breaking_it() {
        let told = outcomes(ServiceMood::InTime, 0, 1);
        let signed = told[0].1.clone().unwrap();
        assert!(signed.starts_with(&printed("P0").pdf), "nothing that stood there is written anew");
        let sealed = seal_over(&signed);
        assert!(sealed.starts_with(&signed));
        let trust = TrustAnchors::new(vec![trial_authority().certificate().clone()]);
        for (pdf, count) in [(&signed, 1), (&sealed, 2)] {
            let report = check(pdf, &trust, now().0);
            let states: Vec<_> = report.signatures.iter().map(|one| one.state).collect();
            assert_eq!(states, vec![SignatureState::Valid; count], "{report:?}");
        }
        let mut broken = sealed.clone();
        broken[2_000] ^= 1;
        let report = check(&broken, &trust, now().0);
        assert!(report.signatures.iter().all(|one| one.state == SignatureState::Changed), "{report:?}");
    }

    #[test]
    fn a_service_that_is_late_answers_twice_for_another_or_never_ends_in_a_clear_state() {
        for (mood, looks, want) in [
            (ServiceMood::InTime, 0, Ok(())),
            (ServiceMood::Late(3), 5, Ok(())),
            (ServiceMood::Late(9), 5, Err("signing.never-answered")),
            (ServiceMood::Twice, 5, Ok(())),
            (ServiceMood::ForAnother, 5, Err("signing.never-answered")),
            (ServiceMood::Never, 5, Err("signing.never-answered")),
            (ServiceMood::Refuses, 5, Err("signing.refused")),
        ] {
            let told = outcomes(mood, looks, 3);
            let names: Vec<&str> = told.iter().map(|(paper, _)| paper.as_str()).collect();
            assert_eq!(names, ["P0", "P1", "P2"], "{mood:?}: each is told of once");
            for (_, outcome) in &told {
                assert_eq!(outcome.as_ref().map(drop).map_err(|why| *why), want, "{mood:?}");
            }
        }
    }

    #[test]
    fn a_key_that_is_anothers_ended_early_or_taken_back_signs_nothing() {
        let trust = || TrustAnchors::new(vec![trial_authority().certificate().clone()]);
        let taken_back = trial_key(NAME, -9, 9);
        let list = trial_authority()
            .revocation_list(&[(taken_back.certificate(), now().0 - DAY_MS)], now().0 - 1, years().1)
            .unwrap();
        let fresh = trial_key(&NAME.to_uppercase(), -9, 9);
        for (key, trust, want) in [
            (fresh, trust(), None),
            (trial_key(NAME, -9, 9), trust().with_list(&list).unwrap(), None),
            (trial_key("Lê Thị Cúc", -9, 9), trust(), Some("signing.other-person")),
            (trial_key(&format!("{NAME}h"), -9, 9), trust(), Some("signing.other-person")),
            (trial_key(&format!("{NAME} Anh"), -9, 9), trust(), Some("signing.other-person")),
            (trial_key(NAME, -9, -1), trust(), Some("signing.certificate-over")),
            (trial_key(NAME, 1, 9), trust(), Some("signing.certificate-early")),
            (taken_back, trust().with_list(&list).unwrap(), Some("signing.certificate-revoked")),
        ] {
            let said = keys(trust).must_hold(&key, NAME, now());
            assert_eq!(said.err().map(|refusal| refusal.code), want);
        }
    }

    #[test]
    fn a_folder_says_who_signs_with_what_and_a_key_that_others_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let read = || SignerKeys::read(folder.path(), TrustAnchors::default());
        write("lan.toml", "way = \"file\"\nkey = \"lan.pem\"");
        assert!(read().err().unwrap().contains("lan.toml"), "the key is missing");
        write("lan.pem", "no key");
        assert!(read().err().unwrap().contains("lan.toml"));
        write("lan.toml", "way = \"letter\"");
        assert!(read().err().unwrap().contains("lan.toml"));
        std::fs::remove_file(folder.path().join("lan.toml")).unwrap();
        let none = read().unwrap();
        assert_eq!(none.way(&OfficerId("lan".into())), None);
    }
}
