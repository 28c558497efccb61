//! Seals of agencies: a folder with one file for each agency that has a key here, `H57.101.pem`, with the
//! key (PKCS #8) and its certificates. Whoever reads such a file can seal in the agency's name.

use motcua_core::directory::AgencyCode;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::seals::{Seals, ToSeal};
use motcua_signatures::{
    Appearance, Certificate, FileKey, SignatureMark, SignaturePlace, SignatureProblem, Signer, complete,
    prepare, reserve,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Keys in files.
pub struct SealFiles(BTreeMap<String, FileKey>);

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
            let text = std::fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
            let key = FileKey::from_pem(&text).map_err(|problem| told(&path, &problem.code()))?;
            if !key.certificate().may_sign() {
                return Err(told(&path, &SignatureProblem::CertificateNotForSigning.code()));
            }
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let code = AgencyCode::parse(stem).map_err(|_| told(&path, &"no agency's code"))?;
            keys.insert(code.to_string(), key);
        }
        Ok(SealFiles(keys))
    }

    /// The certificates of all of them: what was sealed here is known here.
    pub fn certificates(&self) -> Vec<Certificate> {
        self.0.values().map(|key| key.certificate().clone()).collect()
    }

    /// Certificates that end within so many days: agency and days left.
    pub fn ending(&self, now_ms: i64, within_days: i64) -> Vec<(String, i64)> {
        let left = |(agency, key): (&String, &FileKey)| (agency.clone(), key.certificate().days_left(now_ms));
        self.0.iter().map(left).filter(|(_, days)| *days <= within_days).collect()
    }
}

impl Seals for SealFiles {
    fn has(&self, agency: &AgencyCode) -> bool {
        self.0.contains_key(agency.as_str())
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        let Some(key) = self.0.get(paper.agency.as_str()) else { return Ok(None) };
        let (certificate, now) = (key.certificate(), paper.now.0);
        if now < certificate.not_before_ms() {
            let day = motcua_core::Moment(certificate.not_before_ms()).day();
            let refusal = Refusal::of("seal.certificate-early").with("agency", paper.name);
            return Err(refusal.with("day", day.vn()).into());
        }
        if certificate.not_after_ms() < now {
            let day = motcua_core::Moment(certificate.not_after_ms()).day();
            return Err(Refusal::of("seal.certificate-over")
                .with("agency", paper.name)
                .with("day", day.vn())
                .into());
        }
        sealed(key, paper).map(Some).map_err(|problem| match problem {
            SignatureProblem::CertificateNotForSigning | SignatureProblem::KeyUnsupported => {
                Refusal::of("seal.key-unfit").with("agency", paper.name).into()
            }
            problem => Halt::Broke(Fault::other(format!("sealing for {}: {}", paper.agency, problem.code()))),
        })
    }
}

fn sealed(key: &FileKey, paper: &ToSeal<'_>) -> Result<Vec<u8>, SignatureProblem> {
    let field = "ConDauCoQuan".to_string();
    let place = paper.mark.as_ref().map(|mark| SignaturePlace {
        field: field.clone(),
        page: mark.page,
        rect: mark.rect,
        spoken: mark.spoken.clone(),
    });
    let reserved = match &place {
        Some(place) => reserve(paper.pdf, std::slice::from_ref(place))?,
        None => paper.pdf.to_vec(),
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
mod tests {
    use super::*;
    use motcua_core::Moment;
    use motcua_core::deed::Deeds;
    use motcua_edge::seals::SealMark;
    use motcua_signatures::pretend::{PretendAuthority, PretendSubject};
    use motcua_signatures::{TrustAnchors, Verdict, check};
    use motcua_typeset::{Print, seal_mark, typeset};

    const TEMPLATE: &str = include_str!("../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");

    fn now() -> Moment {
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
            agency, name: "Ủy ban nhân dân phường Phú Xuân", pdf: &set.pdf, mark, now
        });
    }

    fn seals(agency: &AgencyCode, authority: &PretendAuthority) -> SealFiles {
        let valid = (now().0 - 1, now().plus_ms(20 * 24 * 3_600_000).0);
        let subject = PretendSubject::signer("UBND phường Phú Xuân", "UBND phường Phú Xuân", valid);
        SealFiles([(agency.to_string(), authority.signer(&subject).unwrap())].into())
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
