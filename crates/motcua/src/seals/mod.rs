//! Seals of agencies: a folder with a file for each key, `H57.101.pem` with the key (PKCS #8) and its
//! certificates, or `H57.101.toml` that says where the key lies. Whoever reads such a file can seal in the
//! agency's name. Several of one agency (`H57.101-2027.pem`) are used each in its time.

use crate::keys::{KeyPlaced, KeyRing, time_of};
use crate::lasting::Lasting;
use motcua_core::directory::AgencyCode;
use motcua_core::text::name_words;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::key_times::{KeyEnds, KeyTime, ends_soon};
use motcua_edge::seals::{Seals, ToSeal};
use motcua_signatures::{
    Appearance, Certificate, KeyOrder, SignatureMark, SignaturePlace, SignatureProblem, Signer, SigningKey,
    prepare, reserve,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keys of agencies.
#[derive(Default)]
pub struct SealKeys {
    of: BTreeMap<String, Vec<SealKey>>,
    lasting: Arc<Lasting>,
}

struct SealKey {
    place: KeyPlaced,
    /// None until the token or the service has answered.
    certificate: Mutex<Option<Certificate>>,
    standing: Mutex<KeyStanding>,
}

/// Whether a key is asked.
#[derive(Clone, Copy)]
enum KeyStanding {
    Asked,
    /// It did not answer: not before then.
    AwayUntil(Moment),
    /// It refused its PIN: never again, or its tries would be used up.
    Refused(SignatureProblem),
}

/// A list of 50 does not wait 50 times for a key that is away.
const AWAY_MS: i64 = 60_000;

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
            place.must_open_itself().map_err(|what| told(&path, &what))?;
            let certificate = match place.open("").and_then(|key| key.certificate().cloned()) {
                Ok(certificate) if certificate.may_sign() => Some(certificate),
                Ok(_) => return Err(told(&path, &SignatureProblem::CertificateNotForSigning.code())),
                Err(problem @ (SignatureProblem::PinWrong | SignatureProblem::PinLocked)) => {
                    return Err(told(&path, &problem.code()));
                }
                Err(problem) => {
                    let agency = code.as_str();
                    tracing::warn!(agency, why = problem.code(), "the key of a seal does not answer");
                    None
                }
            };
            let (certificate, standing) = (Mutex::new(certificate), Mutex::new(KeyStanding::Asked));
            of.entry(code.to_string()).or_default().push(SealKey { place, certificate, standing });
        }
        Ok(SealKeys { of, lasting: Arc::default() })
    }

    /// The same, refusing what was taken back, and finished so.
    pub fn finished_by(self, lasting: Arc<Lasting>) -> SealKeys {
        SealKeys { lasting, ..self }
    }

    /// The certificates of all of them: what was sealed here is known here.
    pub fn certificates(&self) -> Vec<Certificate> {
        self.of.values().flatten().filter_map(SealKey::certificate).collect()
    }

    /// Agencies whose certificates end soon, or leave a gap.
    pub fn ending(&self, now: Moment) -> Vec<(String, KeyEnds)> {
        let told = |(agency, keys): (&String, &Vec<SealKey>)| {
            Some((agency.clone(), ends_soon(&times_of(keys), now)?))
        };
        self.of.iter().filter_map(told).collect()
    }

    /// Agencies whose certificates all bear a name that is not theirs (as `name` says), and that name.
    pub fn foreign(&self, name: impl Fn(&AgencyCode) -> Option<String>) -> Vec<(String, String)> {
        let told = |agency: &String| {
            let code = AgencyCode::parse(agency).ok()?;
            Some((agency.clone(), self.foreign_name(&code, &name(&code)?)?))
        };
        self.of.keys().filter_map(told).collect()
    }

    fn sealed_by(&self, key: &SealKey, paper: &ToSeal<'_>) -> Result<Vec<u8>, Halt> {
        use SignatureProblem::{NeverAnswered, PinLocked, PinWrong, TokenGone};
        let standing = *locked(&key.standing);
        match standing {
            KeyStanding::Refused(problem) => return Err(wrong(problem, paper)),
            KeyStanding::AwayUntil(until) if paper.now < until => return Err(wrong(NeverAnswered, paper)),
            KeyStanding::Asked | KeyStanding::AwayUntil(_) => {}
        }
        let _alone = key.place.alone();
        self.made_by(key, paper).map_err(|why| match why {
            Unsealed::Halted(halt) => halt,
            Unsealed::Problem(problem) => {
                match problem {
                    PinWrong | PinLocked => *locked(&key.standing) = KeyStanding::Refused(problem),
                    TokenGone | NeverAnswered => {
                        *locked(&key.standing) = KeyStanding::AwayUntil(paper.now.plus_ms(AWAY_MS));
                    }
                    _ => {}
                }
                wrong(problem, paper)
            }
        })
    }

    fn made_by(&self, key: &SealKey, paper: &ToSeal<'_>) -> Result<Vec<u8>, Unsealed> {
        let mut opened = key.place.open("")?;
        let certificate = opened.certificate()?.clone();
        *locked(&key.certificate) = Some(certificate.clone());
        self.must_hold(key, &certificate, opened.chain(), paper)?;
        sealed(&mut *opened, &certificate, paper, &self.lasting)
    }

    /// The keys to be asked, in that order, and why the others are not: of those whose certificate is known the
    /// newest that holds now, then those that have not answered yet.
    fn in_order<'k>(&self, keys: &'k [SealKey], paper: &ToSeal<'_>) -> (Vec<&'k SealKey>, Option<Refusal>) {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        let mut why: Option<(i64, Refusal)> = None;
        for key in keys {
            let Some(certificate) = key.certificate() else {
                unknown.push(key);
                continue;
            };
            let ends = certificate.not_after_ms();
            match self.must_hold(key, &certificate, &[], paper) {
                Ok(()) => known.push((certificate.not_before_ms(), key)),
                // The one that ends last says the most.
                Err(refusal) if why.as_ref().is_none_or(|(last, _)| *last < ends) => {
                    why = Some((ends, refusal));
                }
                Err(_) => {}
            }
        }
        known.sort_by_key(|(begins, _)| std::cmp::Reverse(*begins));
        let all = known.into_iter().map(|(_, key)| key).chain(unknown).collect();
        (all, why.map(|(_, refusal)| refusal))
    }

    fn must_hold(
        &self,
        key: &SealKey,
        certificate: &Certificate,
        chain: &[Certificate],
        paper: &ToSeal<'_>,
    ) -> Result<(), Refusal> {
        let now = paper.now.0;
        let refusal = |code| Refusal::of(code).with("agency", paper.name);
        if !key.is_of(certificate, paper.name) {
            return Err(refusal("seal.other-agency").with("certificate", whose(certificate)));
        }
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

fn times_of(keys: &[SealKey]) -> Vec<KeyTime> {
    keys.iter().filter_map(SealKey::certificate).map(|certificate| time_of(&certificate)).collect()
}

impl SealKey {
    fn certificate(&self) -> Option<Certificate> {
        locked(&self.certificate).clone()
    }

    /// Whether it is a key of an agency of this name: its certificate says that name, or the one that the file
    /// beside the key gives for it.
    fn is_of(&self, certificate: &Certificate, agency: &str) -> bool {
        name_words(whose(certificate)) == name_words(self.place.name.as_deref().unwrap_or(agency))
    }
}

/// Whose certificate it is. Some authorities name an agency only as an organisation; where somebody else is
/// named too, it is theirs.
fn whose(certificate: &Certificate) -> &str {
    match certificate.common_name() {
        "" => certificate.organisation(),
        name => name,
    }
}

fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why a key has not sealed.
enum Unsealed {
    Problem(SignatureProblem),
    Halted(Halt),
}

impl From<SignatureProblem> for Unsealed {
    fn from(problem: SignatureProblem) -> Unsealed {
        Unsealed::Problem(problem)
    }
}

impl From<Refusal> for Unsealed {
    fn from(refusal: Refusal) -> Unsealed {
        Unsealed::Halted(refusal.into())
    }
}

impl From<Halt> for Unsealed {
    fn from(halt: Halt) -> Unsealed {
        Unsealed::Halted(halt)
    }
}

impl Seals for SealKeys {
    fn has(&self, agency: &AgencyCode) -> bool {
        self.of.contains_key(agency.as_str())
    }

    fn times(&self, agency: &AgencyCode) -> Vec<KeyTime> {
        self.of.get(agency.as_str()).map(|keys| times_of(keys)).unwrap_or_default()
    }

    fn name_in_mark(&self, agency: &AgencyCode, name: &str, now: Moment) -> String {
        let Some(keys) = self.of.get(agency.as_str()) else { return name.to_string() };
        let paper = ToSeal { agency, name, pdf: &[], mark: None, now, is_signed: false };
        let (asked, _) = self.in_order(keys, &paper);
        let said = asked.first().and_then(|key| match key.certificate() {
            Some(certificate) => Some(whose(&certificate).to_string()),
            None => key.place.name.clone(),
        });
        said.unwrap_or_else(|| name.to_string())
    }

    fn foreign_name(&self, agency: &AgencyCode, name: &str) -> Option<String> {
        let keys = self.of.get(agency.as_str())?;
        let known = keys.iter().filter_map(|key| Some((key, key.certificate()?)));
        let (own, foreign): (Vec<_>, Vec<_>) =
            known.partition(|(key, certificate)| key.is_of(certificate, name));
        let (_, certificate) = foreign.first().filter(|_| own.is_empty())?;
        Some(whose(certificate).to_string())
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        let Some(keys) = self.of.get(paper.agency.as_str()) else { return Ok(None) };
        let (asked, over) = self.in_order(keys, paper);
        let mut first = None;
        for key in asked {
            match self.sealed_by(key, paper) {
                Ok(pdf) => return Ok(Some(pdf)),
                // One of before may still hold.
                Err(Halt::Refused(why)) => first = first.or(Some(why)),
                Err(broke @ Halt::Broke(_)) => return Err(broke),
            }
        }
        let over = over.map(|refusal| vec![refusal]);
        Err(first.or(over).unwrap_or_default().into())
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
        ValueWrong | AnswerUnreadable => "seal.answer-unfit",
        PdfBroken | PdfEncrypted | PdfLocked | PageMissing | FieldTaken | MarkUnusable | TooLarge
        | PreparedUnreadable | TimeStampRefused | TimeStampUnreadable | TimeStampOfAnother
        | TimeStampForged | RevocationListUnfit | OcspUnfit => {
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
) -> Result<Vec<u8>, Unsealed> {
    let field = SEAL_FIELD.to_string();
    let mark = paper.mark.map(|draw| draw(whose(certificate))).transpose()?;
    let place = mark.as_ref().map(|mark| SignaturePlace {
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
    let appearance = match (&mark, place) {
        (Some(mark), Some(place)) => Appearance::Mark(SignatureMark { drawn: mark.drawn.clone(), place }),
        _ => Appearance::Invisible,
    };
    let signer = Signer {
        certificate: certificate.clone(),
        chain: key.chain().to_vec(),
        name: whose(certificate).to_string(),
        reason: String::new(),
        place: String::new(),
        certifies: false,
    };
    let prepared = prepare(&reserved, &signer, &appearance, paper.now.0)?;
    key.ask(&[KeyOrder { paper: field, to_sign: prepared.to_sign().to_vec() }])?;
    let value = key.replies().pop().ok_or(SignatureProblem::NeverAnswered)?.value?;
    Ok(lasting.finished(&prepared, &value, &signer.chain, paper.now)?)
}

#[cfg(test)]
pub(crate) mod tests;
