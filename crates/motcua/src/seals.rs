//! Seals of agencies: a folder with a file for each key, `H57.101.pem` with the key (PKCS #8) and its
//! certificates, or `H57.101.toml` that says where the key lies. Whoever reads such a file can seal in the
//! agency's name. Several of one agency (`H57.101-2027.pem`) are used each in its time.

use crate::keys::{KeyPlaced, KeyRing};
use crate::lasting::Lasting;
use motcua_core::directory::AgencyCode;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::seals::{Seals, ToSeal};
use motcua_signatures::{
    Appearance, Certificate, KeyOrder, SignatureMark, SignaturePlace, SignatureProblem, Signer, SigningKey,
    prepare, reserve,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Keys of agencies.
#[derive(Default)]
pub struct SealKeys {
    /// Of each agency, the certificate that begins last first.
    of: BTreeMap<String, Vec<SealKey>>,
    lasting: Arc<Lasting>,
}

struct SealKey {
    place: KeyPlaced,
    /// None where the token or the service did not answer at the start.
    certificate: Option<Certificate>,
}

impl SealKeys {
    /// Reads all files of the folder; an error names the first that cannot be used, or whose certificate
    /// may not sign papers: better now than when the first paper is issued. A token or a service that does not
    /// answer now may answer then.
    pub fn read(folder: &Path) -> Result<SealKeys, String> {
        let told = |path: &Path, why: &dyn std::fmt::Display| {
            format!("seals: {}: {why} / không dùng được, cannot be used", path.display())
        };
        let mut ring = KeyRing::default();
        let mut of: BTreeMap<String, Vec<SealKey>> = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(|error| told(folder, &error))? {
            let path = entry.map_err(|error| told(folder, &error))?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let place = match path.extension().and_then(|end| end.to_str()) {
                Some("toml") => ring.read(&path),
                // One without an agency's name belongs to a file that says where the key lies.
                Some("pem") if agency_of(stem).is_some() => KeyPlaced::in_file(&path),
                _ => continue,
            };
            let place = place.map_err(|why| told(&path, &why))?;
            let code = agency_of(stem).ok_or_else(|| told(&path, &"no agency's code"))?;
            let certificate = match place.open("").and_then(|key| key.certificate().cloned()) {
                Ok(certificate) if certificate.may_sign() => Some(certificate),
                Ok(_) => return Err(told(&path, &SignatureProblem::CertificateNotForSigning.code())),
                Err(problem) => {
                    let agency = code.as_str();
                    tracing::warn!(agency, why = problem.code(), "the key of a seal does not answer");
                    None
                }
            };
            of.entry(code.to_string()).or_default().push(SealKey { place, certificate });
        }
        let mut keys = SealKeys { of, lasting: Arc::default() };
        keys.sort();
        Ok(keys)
    }

    fn sort(&mut self) {
        let begins = |key: &SealKey| key.certificate.as_ref().map_or(i64::MAX, Certificate::not_before_ms);
        for keys in self.of.values_mut() {
            keys.sort_by_key(|key| std::cmp::Reverse(begins(key)));
        }
    }

    /// The same, refusing what was taken back, and finished so.
    pub fn finished_by(self, lasting: Arc<Lasting>) -> SealKeys {
        SealKeys { lasting, ..self }
    }

    /// The certificates of all of them: what was sealed here is known here.
    pub fn certificates(&self) -> Vec<Certificate> {
        self.of.values().flatten().filter_map(|key| key.certificate.clone()).collect()
    }

    /// Agencies whose last certificate ends within so many days, and the days left.
    pub fn ending(&self, now_ms: i64, within_days: i64) -> Vec<(String, i64)> {
        let left = |(agency, keys): (&String, &Vec<SealKey>)| {
            Some((agency.clone(), last_to_end(keys)?.days_left(now_ms)))
        };
        self.of.iter().filter_map(left).filter(|(_, days)| *days <= within_days).collect()
    }

    fn sealed_by(&self, key: &SealKey, paper: &ToSeal<'_>) -> Result<Vec<u8>, Halt> {
        let mut key = key.place.open("").map_err(|problem| wrong(problem, paper))?;
        let certificate = key.certificate().map_err(|problem| wrong(problem, paper))?.clone();
        self.must_hold(&certificate, key.chain(), paper)?;
        let made = sealed(&mut *key, &certificate, paper, &self.lasting);
        made.map_err(|problem| wrong(problem, paper))
    }

    fn must_hold(
        &self,
        certificate: &Certificate,
        chain: &[Certificate],
        paper: &ToSeal<'_>,
    ) -> Result<(), Refusal> {
        let now = paper.now.0;
        let refusal = |code| Refusal::of(code).with("agency", paper.name);
        let day = |ms: i64| Moment(ms).day().vn();
        if now < certificate.not_before_ms() {
            return Err(refusal("seal.certificate-early").with("day", day(certificate.not_before_ms())));
        }
        if certificate.not_after_ms() < now {
            return Err(refusal("seal.certificate-over").with("day", day(certificate.not_after_ms())));
        }
        let revoked = self.lasting.trust.revoked_since(certificate, chain, now);
        match revoked.is_some_and(|since| since <= now) {
            true => Err(refusal("seal.certificate-revoked")),
            false => Ok(()),
        }
    }
}

/// `H57.101` of `H57.101` and of `H57.101-2027`.
fn agency_of(stem: &str) -> Option<AgencyCode> {
    AgencyCode::parse(stem.split_once('-').map_or(stem, |(code, _)| code)).ok()
}

fn last_to_end(keys: &[SealKey]) -> Option<&Certificate> {
    let certificates = keys.iter().filter_map(|key| key.certificate.as_ref());
    certificates.max_by_key(|certificate| certificate.not_after_ms())
}

impl Seals for SealKeys {
    fn has(&self, agency: &AgencyCode) -> bool {
        self.of.contains_key(agency.as_str())
    }

    fn until(&self, agency: &AgencyCode) -> Option<Moment> {
        let last = last_to_end(self.of.get(agency.as_str())?)?;
        Some(Moment(last.not_after_ms()))
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        let Some(keys) = self.of.get(paper.agency.as_str()) else { return Ok(None) };
        let mut first = None;
        for key in keys {
            match self.sealed_by(key, paper) {
                Ok(pdf) => return Ok(Some(pdf)),
                // One of before may still hold.
                Err(Halt::Refused(why)) => first = first.or(Some(why)),
                Err(broke @ Halt::Broke(_)) => return Err(broke),
            }
        }
        Err(first.unwrap_or_default().into())
    }
}

fn wrong(problem: SignatureProblem, paper: &ToSeal<'_>) -> Halt {
    use SignatureProblem::*;
    let code = match problem {
        TokenGone | NeverAnswered => "seal.key-gone",
        PinWrong | PinLocked | KeyRefused | NoKey => "seal.key-refused",
        CertificateNotForSigning | CertificateUnreadable | KeyUnsupported | KeyUnreadable | KeyMissing => {
            "seal.key-unfit"
        }
        PdfBroken | PdfEncrypted | PdfLocked | PageMissing | FieldTaken | MarkUnusable | ValueWrong
        | TooLarge | PreparedUnreadable | TimeStampRefused | TimeStampUnreadable | TimeStampOfAnother
        | TimeStampForged | RevocationListUnfit | OcspUnfit | AnswerUnreadable => {
            return Fault::other(format!("sealing for {}: {}", paper.agency, problem.code())).into();
        }
    };
    Refusal::of(code).with("agency", paper.name).into()
}

/// The name of the field in which an agency's seal stands.
pub const SEAL_FIELD: &str = "ConDauCoQuan";

fn sealed(
    key: &mut dyn SigningKey,
    certificate: &Certificate,
    paper: &ToSeal<'_>,
    lasting: &Lasting,
) -> Result<Vec<u8>, SignatureProblem> {
    let field = SEAL_FIELD.to_string();
    let place = paper.mark.as_ref().map(|mark| SignaturePlace {
        field: field.clone(),
        page: mark.page,
        rect: mark.rect,
        spoken: mark.spoken.clone(),
    });
    // Where a person has signed, the place was kept free before, or it is too late for one.
    let reserved = match &place {
        Some(place) if !paper.is_signed => reserve(paper.pdf, std::slice::from_ref(place))?,
        _ => paper.pdf.to_vec(),
    };
    let appearance = match (&paper.mark, place) {
        (Some(mark), Some(place)) => Appearance::Mark(SignatureMark { drawn: mark.drawn.clone(), place }),
        _ => Appearance::Invisible,
    };
    let signer = Signer {
        certificate: certificate.clone(),
        chain: key.chain().to_vec(),
        name: paper.name.to_string(),
        reason: String::new(),
        place: String::new(),
        certifies: false,
    };
    let prepared = prepare(&reserved, &signer, &appearance, paper.now.0)?;
    key.ask(&[KeyOrder { paper: field, to_sign: prepared.to_sign().to_vec() }])?;
    let value = key.replies().pop().ok_or(SignatureProblem::NeverAnswered)?.value?;
    lasting.finished(&prepared, &value, &signer.chain, paper.now)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::lasting::Stamps;
    use motcua_core::DAY_MS;
    use motcua_core::deed::Deeds;
    use motcua_edge::seals::SealMark;
    use motcua_edge::signers::{PaperToSign, SealPlace};
    use motcua_outside::time_stamps::TimeStamps;
    use motcua_outside::time_stamps::pretend::{AuthorityManner, PretendTimeStamps};
    use motcua_signatures::pretend::{PretendAuthority, PretendStamper, PretendSubject};
    use motcua_signatures::{FileKey, PadesLevel, TrustAnchors, Verdict, check};
    use motcua_typeset::{Print, seal_mark, typeset};
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    use std::sync::OnceLock;
    use std::time::Duration;
    use tempfile::TempDir;

    const TEMPLATE: &str = include_str!("../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");

    pub(crate) fn now() -> Moment {
        Moment::parse("2025-07-14T09:00").unwrap()
    }

    /// A paper of ours with the mark of the seal where its signer signs.
    fn to_seal(agency: &AgencyCode, now: Moment, try_it: impl FnOnce(&ToSeal<'_>)) {
        let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", TEMPLATE)]).unwrap();
        let print = Print { made: now, id: "motcua:thu".into(), across: None, foot: None };
        let set = typeset(&deeds.all().next().unwrap().sample(), &print).unwrap();
        let area = set.signature.unwrap();
        let (left, lower) = (f64::from(area.x), f64::from(area.page_height - area.y - 40.0));
        let drawn = seal_mark(&["Ký bởi: Ủy ban nhân dân phường Phú Xuân".into()], 120.0, 40.0).unwrap();
        let (rect, spoken) = ([left, lower, left + 120.0, lower + 40.0], "Con dấu".into());
        let mark = Some(SealMark { drawn, page: area.page + 1, rect, spoken });
        try_it(&ToSeal {
            agency,
            name: "Ủy ban nhân dân phường Phú Xuân",
            pdf: &set.pdf,
            mark,
            now,
            is_signed: false,
        });
    }

    /// From when to when the authority for trials is valid.
    pub(crate) fn years() -> (i64, i64) {
        (now().plus_ms(-400 * 24 * 3_600_000).0, now().plus_ms(400 * 24 * 3_600_000).0)
    }

    /// One for all tests: whoever trusts it trusts all that it certified.
    pub(crate) fn trial_authority() -> &'static PretendAuthority {
        static AUTHORITY: OnceLock<PretendAuthority> = OnceLock::new();
        AUTHORITY.get_or_init(|| PretendAuthority::root("Gốc thử", years()).unwrap())
    }

    /// A paper of ours that a person signs, with the place of the seal beside.
    pub(crate) fn printed(paper: &str) -> PaperToSign {
        let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", TEMPLATE)]).unwrap();
        let print = Print { made: now(), id: format!("motcua:{paper}"), across: None, foot: None };
        let set = typeset(&deeds.all().next().unwrap().sample(), &print).unwrap();
        let area = set.signature.unwrap();
        let (left, lower) = (f64::from(area.x), f64::from(area.page_height - area.y - 40.0));
        let rect = |at: f64| [left + at, lower, left + at + 80.0, lower + 40.0];
        let drawn = seal_mark(&["Ký bởi: Trần Văn Bình".into()], 80.0, 40.0).unwrap();
        let mark =
            SealMark { drawn, page: area.page + 1, rect: rect(90.0), spoken: "Chữ ký của Bình".into() };
        let seal = SealPlace { page: area.page + 1, rect: rect(0.0), spoken: "Con dấu".into() };
        PaperToSign { paper: paper.into(), pdf: set.pdf, mark: Some(mark), seal: Some(seal) }
    }

    /// The seal of an agency behind what a person signed.
    pub(crate) fn seal_over(signed: &[u8]) -> Vec<u8> {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let (_folder, seals) = seals(&agency, trial_authority());
        let place = printed("x").seal.unwrap();
        let drawn = seal_mark(&["Ký bởi: UBND".into()], 80.0, 40.0).unwrap();
        let (page, rect, spoken) = (place.page, place.rect, place.spoken);
        let mark = Some(SealMark { drawn, page, rect, spoken });
        let name = "Ủy ban nhân dân phường Phú Xuân";
        let paper = ToSeal { agency: &agency, name, pdf: signed, mark, now: now(), is_signed: true };
        seals.seal(&paper).unwrap().unwrap()
    }

    /// A folder with these files, that nobody else reads.
    pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        }
        folder
    }

    /// A key of the agency that is valid on these days from now.
    fn key(authority: &PretendAuthority, from_days: i64, to_days: i64) -> String {
        let valid = (now().plus_ms(from_days * DAY_MS).0, now().plus_ms(to_days * DAY_MS).0);
        let subject = PretendSubject::signer("UBND phường Phú Xuân", "UBND phường Phú Xuân", valid);
        authority.signer_file(&subject).unwrap()
    }

    /// Its files are read each time that it seals.
    fn seals(agency: &AgencyCode, authority: &PretendAuthority) -> (TempDir, SealKeys) {
        let folder = folder(&[(&format!("{agency}.pem"), &key(authority, -1, 20))]);
        let seals = SealKeys::read(folder.path()).unwrap();
        (folder, seals)
    }

    #[test]
    fn an_agency_with_a_key_seals_a_paper_and_another_byte_shows() {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let years = (now().0 - 2 * DAY_MS, now().plus_ms(400 * 24 * 3_600_000).0);
        let authority = PretendAuthority::root("Gốc thử", years).unwrap();
        let (_folder, seals) = seals(&agency, &authority);
        let trust = TrustAnchors::new(vec![authority.certificate().clone()]);
        to_seal(&agency, now(), |paper| {
            let mut sealed = seals.seal(paper).unwrap().unwrap();
            assert!(sealed.starts_with(paper.pdf), "nothing that stood there is written anew");
            assert_eq!(check(&sealed, &trust, now().0).verdict, Some(Verdict::Passed));
            sealed[2_000] ^= 1;
            let broken = check(&sealed, &trust, now().0).verdict;
            assert!(matches!(broken, Some(Verdict::Failed(_)) | None), "{broken:?}");
        });
        assert_eq!(seals.ending(now().0, 30), [("H57.101".to_string(), 20)]);
        assert_eq!(seals.ending(now().0, 10), []);
    }

    #[test]
    fn a_seal_whose_certificate_was_taken_back_seals_nothing_more() {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let (_folder, seals) = seals(&agency, trial_authority());
        let certificate = seals.certificates().remove(0);
        let list = |since: i64| {
            let taken_back = [(&certificate, since)];
            let list = trial_authority().revocation_list(&taken_back, now().0 - 2, years().1).unwrap();
            TrustAnchors::new(vec![trial_authority().certificate().clone()]).with_list(&list).unwrap()
        };
        assert_eq!(seals.until(&agency).map(|until| until.0), Some(certificate.not_after_ms()));
        let seals = seals.finished_by(Arc::new(Lasting { trust: list(now().0 - 1), stamps: None }));
        to_seal(&agency, now(), |paper| {
            let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with a revoked key") };
            assert_eq!(wrong[0].code, "seal.certificate-revoked");
        });
    }

    #[test]
    fn an_agency_without_a_key_seals_nothing_and_an_ended_certificate_is_refused() {
        let (agency, other) = (AgencyCode::parse("H57.101").unwrap(), AgencyCode::parse("H57.102").unwrap());
        let years = (now().0 - 2 * DAY_MS, now().plus_ms(400 * 24 * 3_600_000).0);
        let (_folder, seals) = seals(&agency, &PretendAuthority::root("Gốc thử", years).unwrap());
        to_seal(&other, now(), |paper| assert_eq!(seals.seal(paper).unwrap(), None));
        to_seal(&agency, now().plus_ms(21 * 24 * 3_600_000), |paper| {
            let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with an ended key") };
            assert_eq!(wrong[0].code, "seal.certificate-over");
        });
    }

    #[test]
    fn of_several_keys_the_one_that_holds_that_day_seals_and_the_last_end_is_warned_of() {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let authority = trial_authority();
        let files = [("H57.101-2025.pem", -300, 10), ("H57.101-2026.pem", 5, 370)];
        let texts = files.map(|(name, from, to)| (name, key(authority, from, to)));
        let folder = folder(&texts.each_ref().map(|(name, text)| (*name, text.as_str())));
        let seals = SealKeys::read(folder.path()).unwrap();
        let certificate = |days: i64| {
            let mut found = String::new();
            to_seal(&agency, now().plus_ms(days * DAY_MS), |paper| {
                let said = seals.seal(paper).map(|pdf| pdf.unwrap());
                found = match said {
                    Ok(pdf) => check(&pdf, &TrustAnchors::default(), paper.now.0).signatures[0]
                        .signer
                        .as_ref()
                        .unwrap()
                        .serial
                        .clone(),
                    Err(Halt::Refused(why)) => why[0].code.to_string(),
                    Err(broke) => panic!("{broke:?}"),
                };
            });
            found
        };
        let serial = |text: &str| FileKey::from_pem(text).unwrap().certificate().serial();
        let [old, new] = texts.each_ref().map(|(_, text)| serial(text));
        assert_eq!([certificate(0), certificate(7), certificate(20)], [old, new.clone(), new]);
        assert_eq!(certificate(400), "seal.certificate-over");
        assert_eq!(seals.ending(now().0, 30), [], "the new one is there already");
        assert_eq!(seals.ending(now().plus_ms(350 * DAY_MS).0, 30), [("H57.101".to_string(), 20)]);
    }

    #[test]
    fn a_seal_is_stamped_with_the_time_and_lasts_and_does_not_wait_for_a_stamp_that_does_not_come() {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let authority = trial_authority();
        let list = authority.revocation_list(&[], now().0 - DAY_MS, now().plus_ms(DAY_MS).0).unwrap();
        let trust = || TrustAnchors::new(vec![authority.certificate().clone()]);
        let pretend = PretendTimeStamps::start(PretendStamper::of(authority).unwrap(), now()).unwrap();
        let (_folder, seals) = seals(&agency, authority);
        let sealed = |seals: &SealKeys, when: Moment| {
            let mut found = None;
            to_seal(&agency, when, |paper| found = seals.seal(paper).unwrap());
            let report = check(&found.unwrap(), &trust(), when.0);
            assert_eq!(report.verdict, Some(Verdict::Passed), "{report:?}");
            report.signatures[0].level.unwrap()
        };
        let stamps = TimeStamps::new(&pretend.address(), Duration::from_millis(500)).unwrap();
        let trust_with_list = trust().with_list(&list).unwrap();
        let lasting = Lasting {
            trust: trust_with_list,
            stamps: Some(Stamps { authority: stamps, random: |bytes| bytes.fill(7) }),
        };
        let seals = seals.finished_by(Arc::new(lasting));
        assert_eq!(sealed(&seals, now()), PadesLevel::BLT);
        assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS)), PadesLevel::BT, "the list is too old by then");
        pretend.behave(AuthorityManner::Hangs);
        let asked = pretend.asked();
        for _ in 0..3 {
            assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS)), PadesLevel::BB);
        }
        assert_eq!(pretend.asked(), asked + 1, "one that does not answer is left alone for a minute");
        pretend.behave(AuthorityManner::Answers(motcua_signatures::pretend::StamperMood::Forged));
        assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS + 61_000)), PadesLevel::BB);
        pretend.behave(AuthorityManner::Answers(motcua_signatures::pretend::StamperMood::Right));
        assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS + 61_000)), PadesLevel::BT);
    }

    #[test]
    fn a_folder_says_what_cannot_be_used_and_a_service_that_is_away_is_no_reason_not_to_start() {
        let good = key(trial_authority(), -1, 20);
        for (name, text) in [("H57.101.pem", "no key"), ("H57.101.toml", "way = \"letter\""), ("x.toml", "")]
        {
            let folder = folder(&[("H57.102.pem", &good), (name, text)]);
            let said = SealKeys::read(folder.path()).err().unwrap_or_default();
            assert!(said.contains(name), "{name}: {said}");
        }
        let text = "way = \"service\"\naddress = \"http://127.0.0.1:9/csc/v1\"\ncredential = \"con-dau\"\n\
                    access = \"access\"\nsecret = \"pin\"";
        let folder = folder(&[("H57.101.toml", text), ("access", "x"), ("pin", "1")]);
        let seals = SealKeys::read(folder.path()).unwrap();
        let agency = AgencyCode::parse("H57.101").unwrap();
        assert!(seals.has(&agency));
        to_seal(&agency, now(), |paper| {
            let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed by nobody") };
            assert_eq!(wrong[0].code, "seal.key-gone");
        });
    }
}
