//! Keys with which officers sign what they decided: a folder with one file for each who has one here,
//! `lan.lanhdao.toml`, that says where the key lies. Keys themselves never stand in it.

use crate::keys::{KeyPlaced, KeyRing, time_of};
use crate::lasting::Lasting;
use crate::seals::SEAL_FIELD;
use motcua_core::act::OfficerId;
use motcua_core::text::name_words;
use motcua_core::{Moment, Refusal};
use motcua_edge::key_times::{KeyTime, ends_soon};
use motcua_edge::signers::{KeyWay, PaperToSign, SignedPdf, Signers, Sitting};
use motcua_signatures::{
    Appearance, Certificate, PaperState, PreparedSignature, SignatureMark, SignaturePlace, SignatureProblem,
    Signer, SigningBatch, SigningKey, prepare, reserve,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Where the keys of officers lie.
pub struct SignerKeys {
    of: Arc<BTreeMap<String, SignerKey>>,
    lasting: Arc<Lasting>,
}

struct SignerKey {
    place: KeyPlaced,
    /// None until the token or the service has answered.
    certificate: Mutex<Option<Certificate>>,
}

impl SignerKey {
    fn is(&self, certificate: Certificate) {
        *self.certificate.lock().unwrap_or_else(PoisonError::into_inner) = Some(certificate);
    }

    fn time(&self) -> Option<KeyTime> {
        let known = self.certificate.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().map(time_of)
    }

    /// Looks whose key it is and when it ends, which the log says of one that ends soon.
    fn look(&self, officer: &str, now: Moment) {
        match self.place.certificate() {
            Ok(certificate) => self.is(certificate),
            Err(problem) => {
                let why = problem.code();
                tracing::warn!(officer, why, "the key of an officer does not show its certificate");
            }
        }
        if let Some(ends) = self.time().and_then(|time| ends_soon(&[time], now)) {
            let days = ends.left_days;
            tracing::warn!(officer, days, "the certificate of an officer’s key ends soon");
        }
    }
}

impl SignerKeys {
    /// Reads all files of the folder; an error names the first that cannot be used.
    pub fn read(folder: &Path, lasting: Arc<Lasting>) -> Result<SignerKeys, String> {
        let told = |path: &Path, why: &dyn std::fmt::Display| {
            format!("signers: {}: {why} / không dùng được, cannot be used", path.display())
        };
        let (mut of, mut ring) = (BTreeMap::new(), KeyRing::default());
        for entry in std::fs::read_dir(folder).map_err(|error| told(folder, &error))? {
            let path = entry.map_err(|error| told(folder, &error))?.path();
            if path.extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let place = ring.read(&path).map_err(|why| told(&path, &why))?;
            if place.secret.is_some() {
                // Whoever runs the server would sign in their name.
                return Err(told(&path, &"secret: một người tự nhập mã PIN, a person types their PIN"));
            }
            let officer = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            of.insert(officer.to_string(), SignerKey { place, certificate: Mutex::default() });
        }
        Ok(SignerKeys { of: Arc::new(of), lasting })
    }

    /// Looks at the certificates of all of them, one after the other. Tokens and services may let one wait: those
    /// are looked at on a thread of their own, which is given back.
    pub fn look(&self, now: Moment) -> Option<JoinHandle<()>> {
        let (at_hand, far): (Vec<_>, Vec<_>) = self.of.iter().partition(|(_, key)| key.place.is_at_hand());
        at_hand.into_iter().for_each(|(officer, key)| key.look(officer, now));
        let far: Vec<String> = far.into_iter().map(|(officer, _)| officer.clone()).collect();
        let of = self.of.clone();
        let look = move || far.iter().for_each(|officer| of[officer].look(officer, now));
        (!self.of.values().all(|key| key.place.is_at_hand())).then(|| std::thread::spawn(look))
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
        if self
            .lasting
            .trust
            .revoked_since(&certificate, key.chain(), now.0)
            .is_some_and(|since| since <= now.0)
        {
            return Err(of_it("signing.certificate-revoked"));
        }
        Ok(certificate)
    }
}

impl Signers for SignerKeys {
    fn way(&self, officer: &OfficerId) -> Option<KeyWay> {
        self.of.get(&officer.0).map(|key| key.place.way())
    }

    fn time(&self, officer: &OfficerId) -> Option<KeyTime> {
        self.of.get(&officer.0)?.time()
    }

    fn sign(
        &self,
        sitting: &Sitting<'_>,
        papers: Vec<PaperToSign>,
        each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
    ) -> Result<(), Refusal> {
        let known = self.of.get(&sitting.officer.0).ok_or_else(|| Refusal::of("signing.no-key"))?;
        let place = &known.place;
        let _alone = place.alone();
        let mut key = place.open(sitting.secret).map_err(refusal)?;
        // It may be another one than when the server started.
        known.is(key.certificate().map_err(refusal)?.clone());
        let name = place.name.as_deref().unwrap_or(sitting.name);
        let certificate = self.must_hold(&*key, name, sitting.now)?;
        // A key that lies here answers at once, or never; a service was waited for when it was asked.
        sit(&mut *key, &certificate, sitting, papers, (each, &mut || false), &self.lasting);
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
    lasting: &Lasting,
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
    let finish = |prepared: &PreparedSignature, value: &[u8]| {
        let pdf = lasting.finished(prepared, value, &chain, sitting.now)?;
        Ok(SignedPdf { pdf, certificate: certificate.common_name().to_string() })
    };
    let mut told = BTreeSet::new();
    while batch.is_waiting() {
        let settled = batch.take_from(key);
        if settled.is_empty() && !looks_again() {
            batch.give_up(SignatureProblem::NeverAnswered);
        }
        tell(&batch, &finish, &mut told, each);
    }
    tell(&batch, &finish, &mut told, each);
}

/// A paper with its signature, or why it has none.
type Finished = Result<SignedPdf, SignatureProblem>;

fn tell(
    batch: &SigningBatch,
    finish: &dyn Fn(&PreparedSignature, &[u8]) -> Finished,
    told: &mut BTreeSet<String>,
    each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
) {
    for one in batch.papers() {
        if told.contains(&one.paper) {
            continue;
        }
        let outcome = match &one.state {
            PaperState::Waiting => continue,
            PaperState::Signed(value) => finish(&one.prepared, value),
            PaperState::Unsigned(problem) => Err(*problem),
        };
        told.insert(one.paper.clone());
        each(&one.paper, outcome.map_err(refusal));
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
        SignatureProblem::ValueWrong => "signing.other-answer",
        SignatureProblem::AnswerUnreadable => "signing.answer-unreadable",
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
    use crate::seals::tests::{folder, now, printed, seal_over, trial_authority, years};
    use motcua_core::DAY_MS;
    use motcua_outside::signing_service::pretend::{
        PRETEND_CREDENTIAL, PRETEND_TOKEN, PretendSigningService,
    };
    use motcua_signatures::pretend::{PretendService, PretendSubject, ServiceMood};
    use motcua_signatures::{FileKey, SignatureState, TrustAnchors, check};
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    const NAME: &str = "Trần Văn Bình";

    fn trial_key(name: &str, from_days: i64, to_days: i64) -> FileKey {
        let valid = (now().plus_ms(from_days * DAY_MS).0, now().plus_ms(to_days * DAY_MS).0);
        let subject = PretendSubject::signer(name, "UBND phường Phú Xuân", valid);
        trial_authority().signer(&subject).unwrap()
    }

    fn trial_file(name: &str, to_days: i64) -> String {
        let valid = (now().plus_ms(-DAY_MS).0, now().plus_ms(to_days * DAY_MS).0);
        let subject = PretendSubject::signer(name, "UBND phường Phú Xuân", valid);
        trial_authority().signer_file(&subject).unwrap()
    }

    #[test]
    fn a_service_is_asked_when_a_certificate_ends_and_for_no_consent() {
        let own = FileKey::from_pem(&trial_file(NAME, 20)).unwrap();
        let certificates = std::iter::once(own.certificate()).chain(own.chain()).cloned().collect();
        let service = PretendSigningService::start(certificates, Box::new(|_| Vec::new())).unwrap();
        let text = format!(
            "way = \"service\"\naddress = \"{}\"\ncredential = \"{PRETEND_CREDENTIAL}\"\naccess = \"access\"",
            service.address()
        );
        let folder = folder(&[("lan.toml", &text), ("access", PRETEND_TOKEN)]);
        let keys = SignerKeys::read(folder.path(), Arc::default()).unwrap();
        keys.look(now()).unwrap().join().unwrap();
        assert_eq!(keys.time(&OfficerId("lan".into())).unwrap().until, now().plus_ms(20 * DAY_MS));
        assert_eq!(service.asked(), ["credentials/info"]);
    }

    fn keys(trust: TrustAnchors) -> SignerKeys {
        let lasting = Arc::new(Lasting { trust, stamps: None });
        SignerKeys { of: Arc::default(), lasting }
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
        sit(&mut service, &certificate, &sitting, papers, (&mut each, &mut again), &Lasting::default());
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
            (ServiceMood::ForAnother, 5, Err("signing.other-answer")),
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
        let read = || SignerKeys::read(folder.path(), Arc::default());
        write("lan.toml", "way = \"file\"\nkey = \"lan.pem\"");
        assert!(read().err().unwrap().contains("lan.toml"), "the key is missing");
        write("lan.pem", "no key");
        assert!(read().err().unwrap().contains("lan.toml"));
        write("lan.toml", "way = \"letter\"");
        assert!(read().err().unwrap().contains("lan.toml"));
        write("lan.pin", "1234");
        std::fs::set_permissions(folder.path().join("lan.pin"), Permissions::from_mode(0o600)).unwrap();
        let service = "way = \"service\"\naddress = \"https://ky.example.vn/csc/v1\"\ncredential = \"lan\"\naccess = \"lan.pin\"";
        for (more, way) in [("", KeyWay::Pin), ("\nconsent = \"device\"", KeyWay::Device)] {
            write("lan.toml", &format!("{service}{more}"));
            assert_eq!(read().unwrap().way(&OfficerId("lan".into())), Some(way));
        }
        write("lan.toml", &format!("{service}\nsecret = \"lan.pin\""));
        assert!(read().err().unwrap().contains("PIN"), "nobody else signs in their name");
        write("lan.pem", &trial_file(NAME, 20));
        std::fs::set_permissions(folder.path().join("lan.pem"), Permissions::from_mode(0o600)).unwrap();
        write("lan.toml", "way = \"file\"\nkey = \"lan.pem\"");
        let keys = read().unwrap();
        let officer = OfficerId("lan".into());
        assert_eq!(keys.time(&officer), None);
        assert!(keys.look(now()).is_none(), "nobody was waited for");
        assert_eq!(keys.time(&officer).unwrap().until, now().plus_ms(20 * DAY_MS));
        std::fs::remove_file(folder.path().join("lan.toml")).unwrap();
        let none = read().unwrap();
        assert_eq!(none.way(&OfficerId("lan".into())), None);
    }
}
