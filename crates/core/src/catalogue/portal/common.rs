//! What the tables of the portal have in common.

use crate::Refusal;
use crate::catalogue::ids::national_code;
use std::collections::BTreeMap;

/// The fields of the catalogue by the portal's names: name, English name.
pub(super) type Fields<'t> = BTreeMap<&'t str, (&'t str, &'t str)>;

/// Plain words and keywords of a record, which people wrote.
#[derive(Default)]
pub(super) struct Titles<'t> {
    pub(super) name_en: &'t str,
    pub(super) plain: &'t str,
    pub(super) plain_en: &'t str,
    pub(super) keywords: Vec<String>,
}

/// A national code in its proper form.
pub(super) fn code(text: &str) -> Option<String> {
    national_code(text).filter(|code| code == text)
}

pub(super) const CODE_UNREADABLE: &str = "catalogue.code-unreadable";

/// The one thing that a code may stand for twice in a table.
pub(super) fn twice(code: &str) -> Refusal {
    Refusal::of("catalogue.code-twice").with("code", code).with("other", "procedures.tsv")
}
