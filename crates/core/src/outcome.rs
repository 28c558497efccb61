//! The two channels for failure. A [`Refusal`] is a lawful "no": a value with a
//! stable code. A [`Fault`] is an accident. They never mix, and neither carries
//! a sentence for people: sentences live with the messages, in two languages.

use crate::Cited;
use std::borrow::Cow;
use std::fmt;

/// A lawful "no".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, `feature.reason` (`dossier.not-your-unit`).
    pub code: &'static str,
    /// The input field it is about, when there is one.
    pub field: Option<Cow<'static, str>>,
    /// Named facts for the sentence (`limit_bytes` = `20971520`).
    pub args: Vec<(&'static str, String)>,
    /// The legal text behind it, when there is one.
    pub law: Option<Cow<'static, str>>,
}

impl Refusal {
    /// A refusal with this code and nothing else.
    pub fn of(code: &'static str) -> Refusal {
        Refusal { code, field: None, args: Vec::new(), law: None }
    }

    /// About this field.
    pub fn at(mut self, field: impl Into<Cow<'static, str>>) -> Refusal {
        self.field = Some(field.into());
        self
    }

    /// With this fact for the sentence.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Refusal {
        self.args.push((name, value.to_string()));
        self
    }

    /// Because of this legal text.
    pub fn under(mut self, law: impl Into<Cow<'static, str>>) -> Refusal {
        self.law = Some(law.into());
        self
    }

    /// Because of this legal text, which the sentence names as well (`{law}`, with
    /// `{trust}` where nobody has seen it there).
    pub fn citing(self, cited: Cited<'_>) -> Refusal {
        self.with("law", cited.article).with("trust", cited.trust.as_str()).under(cited.article.to_string())
    }

    /// The value of a named fact.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
}

/// What kind of accident, so that an edge can choose the status and an operator
/// can find the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// No room left on the disk.
    DiskFull,
    /// The database is held by somebody else or the server does not answer;
    /// trying again later may work.
    Unavailable,
    /// The place where files stand (S3) does not answer or lets nobody in; trying
    /// again later may work, and what was sent has not been lost.
    ShelfUnavailable,
    /// The database file or a record in it cannot be read as written.
    Damaged,
    /// Anything else.
    Other,
}

/// An accident: logged once at the edge under a short number that the person
/// also sees.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What kind of accident.
    pub kind: FaultKind,
    /// For the log, never for the page.
    pub detail: String,
}

impl Fault {
    /// An accident of no special kind.
    pub fn other(detail: impl fmt::Display) -> Fault {
        Fault { kind: FaultKind::Other, detail: detail.to_string() }
    }

    /// A record that cannot be read as written.
    pub fn damaged(detail: impl fmt::Display) -> Fault {
        Fault { kind: FaultKind::Damaged, detail: detail.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.detail)
    }
}

impl std::error::Error for Fault {}

/// Why an action ended without changes: refused, or broken.
#[derive(Debug, Clone)]
pub enum Halt {
    /// A lawful "no", with everything that is wrong at once.
    Refused(Vec<Refusal>),
    /// An accident.
    Broke(Fault),
}

impl Halt {
    /// The same, told at this field.
    pub fn at(self, field: impl Into<String>) -> Halt {
        match self {
            Halt::Refused(all) => {
                let field = field.into();
                Halt::Refused(all.into_iter().map(|one| one.at(field.clone())).collect())
            }
            broke => broke,
        }
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Halt {
        Halt::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for Halt {
    fn from(refusals: Vec<Refusal>) -> Halt {
        Halt::Refused(refusals)
    }
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Halt {
        Halt::Broke(fault)
    }
}
