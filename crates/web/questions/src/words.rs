//! Words of the catalogue on a page.

use motcua_core::form::Words;
use motcua_messages::Lang;

/// The words in the language of the visit.
pub fn words(words: &Words, lang: Lang) -> &str {
    lang.t(&words.vi, &words.en)
}
