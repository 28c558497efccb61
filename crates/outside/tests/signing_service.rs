//! The real client against a service that answers over HTTP, as a key among keys.

use motcua_outside::s3::Secret;
use motcua_outside::signing_service::pretend::{
    PRETEND_CREDENTIAL, PRETEND_PIN, PRETEND_TOKEN, PretendSigningService, ServiceManner,
};
use motcua_outside::signing_service::{ServiceConsent, ServicePatience, SigningService};
use motcua_signatures::pretend::{PretendAuthority, PretendSubject};
use motcua_signatures::{Appearance, FileKey, Signer};
use motcua_signatures::{
    Certificate, CscEdition, KeyOrder, SignatureProblem, SigningKey, TrustAnchors, Verdict, check, complete,
    prepare,
};
use p256::ecdsa::SigningKey as P256Key;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::DecodePrivateKey;
use std::sync::Arc;
use std::time::Duration;

const NOW_MS: i64 = 1_795_420_743_000;
const YEARS: (i64, i64) = (NOW_MS - 1_000, NOW_MS + 1_000_000_000);
const PAPER: &[u8] = include_bytes!("../../signatures/tests/inputs/paper-table.pdf");

struct Trial {
    service: PretendSigningService,
    authority: PretendAuthority,
}

fn trial() -> Trial {
    let authority = PretendAuthority::root("Gốc thử", YEARS).unwrap();
    let pem = authority.signer_file(&PretendSubject::signer("Trần Văn Bình", "", YEARS)).unwrap();
    let key = FileKey::from_pem(&pem).unwrap();
    let certificates: Vec<Certificate> =
        std::iter::once(key.certificate()).chain(key.chain()).cloned().collect();
    let (private, _) = pem.split_at(pem.find("-----BEGIN CERTIFICATE").unwrap());
    let lines = private.lines().filter(|line| !line.starts_with('-'));
    let der = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, lines.collect::<String>()).unwrap();
    let signing = P256Key::from_pkcs8_der(&der).unwrap();
    let signs = move |digest: &[u8]| {
        let value: p256::ecdsa::DerSignature = signing.sign_prehash(digest).unwrap();
        value.as_bytes().to_vec()
    };
    let service = PretendSigningService::start(certificates, Box::new(signs)).unwrap();
    Trial { service, authority }
}

impl Trial {
    fn client(&self, edition: CscEdition, token: &str) -> Arc<SigningService> {
        let patience = ServicePatience { asked: Duration::from_secs(5), consent: Duration::from_secs(5) };
        Arc::new(SigningService::new(&self.service.address(), edition, Secret::new(token), patience).unwrap())
    }

    /// Each of so many papers signed, or why not.
    fn signed(
        &self,
        edition: CscEdition,
        consent: ServiceConsent,
        count: usize,
    ) -> Result<Vec<Result<Vec<u8>, SignatureProblem>>, SignatureProblem> {
        let mut key = self.client(edition, PRETEND_TOKEN).open(PRETEND_CREDENTIAL, consent)?;
        let certificate = key.certificate()?.clone();
        let chain = key.chain().to_vec();
        let signer = |nth: usize| Signer {
            certificate: certificate.clone(),
            chain: chain.clone(),
            name: String::new(),
            reason: format!("giấy {nth}"),
            place: String::new(),
            certifies: false,
        };
        let prepared: Vec<_> = (0..count)
            .map(|nth| prepare(PAPER, &signer(nth), &Appearance::Invisible, NOW_MS).unwrap())
            .collect();
        let order = |(nth, one): (usize, &motcua_signatures::PreparedSignature)| KeyOrder {
            paper: nth.to_string(),
            to_sign: one.to_sign().to_vec(),
        };
        key.ask(&prepared.iter().enumerate().map(order).collect::<Vec<_>>())?;
        let replies: Vec<_> = std::iter::from_fn(|| key.replies().pop()).collect();
        assert_eq!(replies.len(), count, "each is answered once");
        Ok(prepared
            .iter()
            .zip(replies)
            .map(|(one, reply)| complete(one, &reply.value?, &chain, None))
            .collect())
    }
}

fn pin(pin: &str) -> ServiceConsent {
    ServiceConsent::Pin(Secret::new(pin))
}

#[test]
fn with_one_consent_all_papers_are_signed_in_either_edition() {
    let trial = trial();
    let trust = TrustAnchors::new(vec![trial.authority.certificate().clone()]);
    for edition in [CscEdition::One, CscEdition::Two] {
        for consent in [pin(PRETEND_PIN), ServiceConsent::Device] {
            let all = trial.signed(edition, consent, 3).unwrap();
            for pdf in all {
                assert_eq!(check(&pdf.unwrap(), &trust, NOW_MS).verdict, Some(Verdict::Passed));
            }
        }
    }
    let asked = trial.service.asked();
    assert_eq!(asked[..3], ["credentials/info", "credentials/authorize", "signatures/signHash"]);
    assert_eq!(asked.len(), 4 * 3, "one consent for all papers");
}

#[test]
fn whatever_the_service_does_ends_in_a_clear_state_and_no_paper_gets_the_signature_of_another() {
    use SignatureProblem::*;
    let trial = trial();
    for (manner, typed, want) in [
        (ServiceManner::Honest, "1", PinWrong),
        (ServiceManner::OwnerRefuses, PRETEND_PIN, KeyRefused),
        (ServiceManner::TooFew, PRETEND_PIN, AnswerUnreadable),
        (ServiceManner::HangsUp, PRETEND_PIN, NeverAnswered),
        (ServiceManner::Hangs, PRETEND_PIN, NeverAnswered),
        (ServiceManner::Broken, PRETEND_PIN, NeverAnswered),
        (ServiceManner::WebPage, PRETEND_PIN, AnswerUnreadable),
    ] {
        trial.service.behave(manner);
        assert_eq!(trial.signed(CscEdition::One, pin(typed), 2), Err(want), "{manner:?}");
    }
    trial.service.behave(ServiceManner::Mixed);
    let all = trial.signed(CscEdition::One, pin(PRETEND_PIN), 3).unwrap();
    assert!(all.iter().all(|one| *one == Err(ValueWrong)), "{all:?}");
    trial.service.behave(ServiceManner::Honest);
    let known = trial.client(CscEdition::One, "another").open(PRETEND_CREDENTIAL, pin(PRETEND_PIN));
    assert_eq!(known.err(), Some(KeyRefused));
    let known = trial.client(CscEdition::One, PRETEND_TOKEN).open("another", pin(PRETEND_PIN));
    assert_eq!(known.err(), Some(KeyRefused));
}

#[test]
fn a_pin_goes_over_no_network_in_the_clear() {
    let patience = ServicePatience { asked: Duration::ZERO, consent: Duration::ZERO };
    let new =
        |address: &str| SigningService::new(address, CscEdition::One, Secret::new("x"), patience).is_ok();
    for (address, may) in [
        ("https://ky.example.vn/csc/v1", true),
        ("http://127.0.0.1:9/csc/v1", true),
        ("http://localhost:9/csc/v1", true),
        ("http://ky.example.vn/csc/v1", false),
        ("http://10.0.0.7/csc/v1", false),
        ("ky.example.vn", false),
    ] {
        assert_eq!(new(address), may, "{address}");
    }
}
