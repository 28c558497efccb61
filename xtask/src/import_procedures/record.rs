//! A record as it was read.

/// What was read of one procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub code: String,
    pub name: String,
    pub field: String,
    pub decision: String,
    /// The kind of agency that decides, one of the words that the catalogue knows.
    pub agency: String,
    /// Who decides, in the portal's words.
    pub authority: String,
    pub result: String,
    pub laws: Vec<String>,
    pub seen: String,
    /// The last part of its address on the portal.
    pub address: String,
    pub ways: Vec<WaySeen>,
    pub papers: Vec<PaperSeen>,
    /// A limit that a newer reading has, and the text that it names.
    pub newer: Option<(String, String)>,
    /// Limits that differ from way to way: the ways hide cases.
    pub hides_cases: bool,
}

/// A way of handing in.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WaySeen {
    pub way: &'static str,
    /// In the catalogue's words; empty when none could be read.
    pub limit: String,
    /// What the portal says instead.
    pub said: String,
    pub fee: FeeSeen,
}

/// A fee.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FeeSeen {
    /// `free`, `amount`, `province`, `not_given`, `see_text`.
    pub kind: &'static str,
    pub vnd: Option<u64>,
    pub unit: &'static str,
    pub text: String,
}

/// A paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PaperSeen {
    pub name: String,
    /// When it is asked for; empty when always.
    pub when: String,
    pub originals: u64,
    pub copies: u64,
}
