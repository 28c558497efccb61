//! A data file (catalogue, calendar, units, agencies) that cannot be accepted.

use crate::Refusal;

/// What is wrong in a data file, and where. `motcua catalogue check` prints it;
/// the sentence for `why` lives with the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadData {
    /// The file, as it was named to the loader.
    pub file: String,
    /// Line, from 1, where it can be told.
    pub line: Option<usize>,
    /// The field, with dots for what is inside (`version[0].way.limit`); empty
    /// when the file as a whole is meant.
    pub field: String,
    /// Stable code and facts.
    pub why: Refusal,
}

impl BadData {
    /// Wrong at this line and field for this reason.
    pub fn new(
        file: &str,
        line: impl Into<Option<usize>>,
        field: impl Into<String>,
        why: Refusal,
    ) -> BadData {
        BadData { file: file.to_string(), line: line.into(), field: field.into(), why }
    }

    /// A file that is not TOML, or whose fields have the wrong type or name;
    /// `text` is the file, for the line number.
    pub fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> BadData {
        let line = error.span().map(|span| line_of(text, span.start));
        BadData::new(file, line, "", Refusal::of("data.syntax").with("detail", error.message()))
    }
}

/// The line, from 1, that holds this byte.
pub fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count()
}
