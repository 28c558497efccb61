//! Words of the catalogue on a page.

use crate::messages::Lang;
use motcua_core::form::Words;

/// The words in the language of the visit.
pub fn words(words: &Words, lang: Lang) -> &str {
    lang.t(&words.vi, &words.en)
}
