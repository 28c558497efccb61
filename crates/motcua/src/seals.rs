//! Seals of agencies: a folder with one file for each agency that has a key here, `H57.101.pem`, with the
//! key (PKCS #8) and its certificates. Whoever reads such a file can seal in the agency's name.

use crate::private::must_be_private;
use motcua_core::directory::AgencyCode;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::seals::{Seals, ToSeal};
use motcua_signatures::{
    Appearance, Certificate, FileKey, SignatureMark, SignaturePlace, SignatureProblem, Signer, TrustAnchors,
    complete, prepare, reserve,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Keys in files.
pub struct SealFiles {
    keys: BTreeMap<String, FileKey>,
    /// Which certificates were taken back.
    trust: TrustAnchors,
}

impl SealFiles {
    /// Reads all files of the folder; an error names the first that cannot be read, or whose certificate
    /// may not sign papers: better now than when the first paper is issued.
    pub fn read(folder: &Path) -> Result<SealFiles, String> {
        let told = |path: &Path, why: &dyn std::fmt::Display| {
            format!("seals: {}: {why} / không đọc được, cannot be read", path.display())
        };
        let mut keys = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(|error| told(folder, &error))? {
            let path = entry.map_err(|error| told(folder, &error))?.path();
            if path.extension().is_none_or(|end| end != "pem") {
                continue;
            }
            must_be_private(&path).map_err(|why| told(&path, &why))?;
            let text = std::fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
            let key = FileKey::from_pem(&text).map_err(|problem| told(&path, &problem.code()))?;
            if !key.certificate().may_sign() {
                return Err(told(&path, &SignatureProblem::CertificateNotForSigning.code()));
            }
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let code = AgencyCode::parse(stem).map_err(|_| told(&path, &"no agency's code"))?;
            keys.insert(code.to_string(), key);
        }
        Ok(SealFiles { keys, trust: TrustAnchors::default() })
    }

    /// The same, refusing what these lists say was taken back.
    pub fn judged_by(self, trust: TrustAnchors) -> SealFiles {
        SealFiles { trust, ..self }
    }

    /// The certificates of all of them: what was sealed here is known here.
    pub fn certificates(&self) -> Vec<Certificate> {
        self.keys.values().map(|key| key.certificate().clone()).collect()
    }

    /// Certificates that end within so many days: agency and days left.
    pub fn ending(&self, now_ms: i64, within_days: i64) -> Vec<(String, i64)> {
        let left = |(agency, key): (&String, &FileKey)| (agency.clone(), key.certificate().days_left(now_ms));
        self.keys.iter().map(left).filter(|(_, days)| *days <= within_days).collect()
    }
}

impl Seals for SealFiles {
    fn has(&self, agency: &AgencyCode) -> bool {
        self.keys.contains_key(agency.as_str())
    }

    fn until(&self, agency: &AgencyCode) -> Option<Moment> {
        self.keys.get(agency.as_str()).map(|key| Moment(key.certificate().not_after_ms()))
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        let Some(key) = self.keys.get(paper.agency.as_str()) else { return Ok(None) };
        let (certificate, now) = (key.certificate(), paper.now.0);
        if now < certificate.not_before_ms() {
            let day = Moment(certificate.not_before_ms()).day();
            let refusal = Refusal::of("seal.certificate-early").with("agency", paper.name);
            return Err(refusal.with("day", day.vn()).into());
        }
        if certificate.not_after_ms() < now {
            let day = Moment(certificate.not_after_ms()).day();
            return Err(Refusal::of("seal.certificate-over")
                .with("agency", paper.name)
                .with("day", day.vn())
                .into());
        }
        let revoked = self.trust.revoked_since(certificate, key.chain(), now);
        if revoked.is_some_and(|since| since <= now) {
            return Err(Refusal::of("seal.certificate-revoked").with("agency", paper.name).into());
        }
        sealed(key, paper).map(Some).map_err(|problem| match problem {
            SignatureProblem::CertificateNotForSigning | SignatureProblem::KeyUnsupported => {
                Refusal::of("seal.key-unfit").with("agency", paper.name).into()
            }
            problem => Halt::Broke(Fault::other(format!("sealing for {}: {}", paper.agency, problem.code()))),
        })
    }
}

/// The name of the field in which an agency's seal stands.
pub const SEAL_FIELD: &str = "ConDauCoQuan";

fn sealed(key: &FileKey, paper: &ToSeal<'_>) -> Result<Vec<u8>, SignatureProblem> {
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
        certificate: key.certificate().clone(),
        chain: key.chain().to_vec(),
        name: paper.name.to_string(),
        reason: String::new(),
        place: String::new(),
        certifies: false,
    };
    let prepared = prepare(&reserved, &signer, &appearance, paper.now.0)?;
    let value = key.sign(prepared.to_sign())?;
    complete(&prepared, &value, key.chain(), None)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use motcua_core::deed::Deeds;
    use motcua_edge::seals::SealMark;
    use motcua_edge::signers::{PaperToSign, SealPlace};
    use motcua_signatures::pretend::{PretendAuthority, PretendSubject};
    use motcua_signatures::{Verdict, check};
    use motcua_typeset::{Print, seal_mark, typeset};
    use std::sync::OnceLock;

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
        let seals = seals(&agency, trial_authority());
        let place = printed("x").seal.unwrap();
        let drawn = seal_mark(&["Ký bởi: UBND".into()], 80.0, 40.0).unwrap();
        let (page, rect, spoken) = (place.page, place.rect, place.spoken);
        let mark = Some(SealMark { drawn, page, rect, spoken });
        let name = "Ủy ban nhân dân phường Phú Xuân";
        let paper = ToSeal { agency: &agency, name, pdf: signed, mark, now: now(), is_signed: true };
        seals.seal(&paper).unwrap().unwrap()
    }

    fn seals(agency: &AgencyCode, authority: &PretendAuthority) -> SealFiles {
        let valid = (now().0 - 1, now().plus_ms(20 * 24 * 3_600_000).0);
        let subject = PretendSubject::signer("UBND phường Phú Xuân", "UBND phường Phú Xuân", valid);
        let keys = [(agency.to_string(), authority.signer(&subject).unwrap())].into();
        SealFiles { keys, trust: TrustAnchors::default() }
    }

    #[test]
    fn an_agency_with_a_key_seals_a_paper_and_another_byte_shows() {
        let agency = AgencyCode::parse("H57.101").unwrap();
        let years = (now().0 - 1, now().plus_ms(400 * 24 * 3_600_000).0);
        let authority = PretendAuthority::root("Gốc thử", years).unwrap();
        let seals = seals(&agency, &authority);
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
        let seals = seals(&agency, trial_authority());
        let certificate = seals.certificates().remove(0);
        let list = |since: i64| {
            let taken_back = [(&certificate, since)];
            let list = trial_authority().revocation_list(&taken_back, now().0 - 2, years().1).unwrap();
            TrustAnchors::new(vec![trial_authority().certificate().clone()]).with_list(&list).unwrap()
        };
        assert_eq!(seals.until(&agency).map(|until| until.0), Some(certificate.not_after_ms()));
        let seals = seals.judged_by(list(now().0 - 1));
        to_seal(&agency, now(), |paper| {
            let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with a revoked key") };
            assert_eq!(wrong[0].code, "seal.certificate-revoked");
        });
    }

    #[test]
    fn an_agency_without_a_key_seals_nothing_and_an_ended_certificate_is_refused() {
        let (agency, other) = (AgencyCode::parse("H57.101").unwrap(), AgencyCode::parse("H57.102").unwrap());
        let years = (now().0 - 1, now().plus_ms(400 * 24 * 3_600_000).0);
        let seals = seals(&agency, &PretendAuthority::root("Gốc thử", years).unwrap());
        to_seal(&other, now(), |paper| assert_eq!(seals.seal(paper).unwrap(), None));
        to_seal(&agency, now().plus_ms(21 * 24 * 3_600_000), |paper| {
            let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with an ended key") };
            assert_eq!(wrong[0].code, "seal.certificate-over");
        });
    }
}
