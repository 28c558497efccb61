//! What is wrong with a list that somebody brought, as a page shows it.

use motcua_core::Refusal;
use motcua_messages::Lang;

/// What is wrong, and where.
pub(super) struct ListMistake {
    /// Empty for the list as a whole.
    pub(super) line: String,
    pub(super) column: &'static str,
    pub(super) why: String,
}

impl ListMistake {
    /// `line` as the sheet's own program counts, 0 for the list as a whole.
    pub(super) fn of(line: usize, column: &'static str, why: &Refusal, lang: Lang) -> ListMistake {
        let line = if line == 0 { String::new() } else { line.to_string() };
        ListMistake { line, column, why: motcua_messages::sentence(why, lang) }
    }
}
