//! Names of things in the catalogue, each with its own type so that they cannot
//! be mixed. They are made freely from text; whether something stands behind a
//! name, the catalogue answers.

use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// As it is written in files and URLs.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_string())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> $name {
                $name(text)
            }
        }

        // A map keyed by ids can be asked with plain text; equality, order and
        // hash are those of the text, as Borrow demands.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

text_id! {
    /// A procedure: the stem of its file. The national code where there is one,
    /// else a readable slug; it never changes, even when the code becomes known.
    ProcedureId
}

text_id! {
    /// A template of a deed: a kind of paper and which version, such as `xac-nhan-hon-nhan.1`.
    DeedId
}

text_id! {
    /// A register of civil status, such as `khai-sinh`.
    RegisterId
}

text_id! {
    /// A case (`trường hợp`) within a version.
    CaseId
}

text_id! {
    /// A paper (`thành phần hồ sơ`) within a version.
    PaperId
}

/// An id made of a name is not longer.
const ID_LETTERS: usize = 48;

impl PaperId {
    /// The name in plain letters, so that it stays the same when papers come before it; the
    /// second of two that begin alike gets a number.
    pub fn of_name(name: &str, is_taken: impl Fn(&str) -> bool) -> PaperId {
        let mut slug: String =
            fold(name).replace(' ', "-").chars().filter(char::is_ascii).take(ID_LETTERS).collect();
        slug = slug.trim_matches('-').to_string();
        if slug.is_empty() {
            slug.push_str("giay-to");
        }
        let mut id = slug.clone();
        let mut number = 2;
        while is_taken(&id) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        PaperId(id)
    }
}

/// The national code (`d.dddddd`) that begins this text, in its proper form.
/// What follows the seven digits must be set off by a dot or another separator.
pub fn national_code(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let first = *bytes.first().filter(|b| b.is_ascii_digit())?;
    let rest = match bytes.get(1)? {
        b'.' | b'-' | b' ' | b',' => text.get(2..)?,
        _ => text.get(1..)?,
    };
    let six = rest.get(..6).filter(|six| six.bytes().all(|b| b.is_ascii_digit()))?;
    let ends = rest[6..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| format!("{}.{six}", char::from(first)))
}
