//! The door to keys with which agencies seal what they issue. Where they lie and how they sign, the
//! binary knows.

use super::key_times::KeyTime;
use motcua_core::directory::AgencyCode;
use motcua_core::{Halt, Moment};

/// Where the mark of a seal stands, and what it shows.
pub struct SealMark {
    /// A PDF of one page, without tags.
    pub drawn: Vec<u8>,
    /// The page, from 1.
    pub page: usize,
    /// Left, lower, right and upper edge in points from the page's lower left corner.
    pub rect: [f64; 4],
    /// What is read out instead of it.
    pub spoken: String,
}

/// Draws the mark of a seal by the name in its certificate.
pub type DrawMark<'p> = dyn Fn(&str) -> Result<SealMark, Halt> + 'p;

/// A paper that is to be sealed.
pub struct ToSeal<'p> {
    /// The agency that issues it.
    pub agency: &'p AgencyCode,
    /// What the agency is called on the paper: the certificate must say so too.
    pub name: &'p str,
    /// The file.
    pub pdf: &'p [u8],
    /// Draws what is seen of the seal, given the name in the certificate that seals; none: nothing is seen.
    pub mark: Option<&'p DrawMark<'p>>,
    /// When.
    pub now: Moment,
    /// A person has signed it: the seal comes behind their signature.
    pub is_signed: bool,
}

/// Keys of agencies.
pub trait Seals: Send + Sync {
    /// Whether this agency has a key here.
    fn has(&self, agency: &AgencyCode) -> bool;

    /// When the certificates of its seal hold; none where it has no key here, or none has answered yet.
    fn times(&self, _: &AgencyCode) -> Vec<KeyTime> {
        Vec::new()
    }

    /// What the mark of the agency's seal will say, for an agency of this name: the name in the certificate that
    /// would seal now.
    fn name_in_mark(&self, _: &AgencyCode, name: &str, _: Moment) -> String {
        name.to_string()
    }

    /// The name in the certificate, where the agency's seal bears another one than the agency, and none that is
    /// its own.
    fn foreign_name(&self, _: &AgencyCode, _: &str) -> Option<String> {
        None
    }

    /// The paper with the agency's seal behind it; none where the agency has no key here. Refused
    /// (`seal.…`) where the key cannot sign: an expired certificate, a token that is gone.
    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt>;
}

/// No agency has one: what is issued is signed and sealed by hand, or not at all.
pub struct NoSeals;

impl Seals for NoSeals {
    fn has(&self, _: &AgencyCode) -> bool {
        false
    }

    fn seal(&self, _: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        Ok(None)
    }
}
