//! What is said of an account's person beside where they work, in the form in which it is kept.

use super::given::Particulars;
use crate::Refusal;
use crate::identity::IdentityNumber;
use crate::text::line;

/// The longest name of a person, a point or a position, in characters.
pub(super) const NAME_CHARS_MAX: usize = 200;
/// The longest e-mail address (RFC 5321).
const EMAIL_CHARS_MAX: usize = 254;

/// One space between words.
pub(super) fn tidy(text: &str) -> String {
    line(text).into_owned()
}

/// A full name as it is kept.
pub(super) fn name_of(typed: &str) -> Result<String, Refusal> {
    let name = tidy(typed);
    match name.chars().any(char::is_alphabetic) && name.chars().count() <= NAME_CHARS_MAX {
        true => Ok(name),
        false => Err(Refusal::of("account.name-missing").at("name").with("limit", NAME_CHARS_MAX)),
    }
}

/// The rest as it is kept, or everything that is wrong with it.
pub(super) fn particulars_of(typed: &Particulars) -> Result<Particulars, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let (position, email) = (tidy(&typed.position), typed.email.trim().to_lowercase());
    if position.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("account.position-long").at("position").with("limit", NAME_CHARS_MAX));
    }
    let identity = match typed.identity.trim() {
        "" => String::new(),
        typed => match IdentityNumber::parse(typed) {
            Ok(number) => number.as_str().to_string(),
            Err(refusal) => {
                wrong.push(refusal.at("identity"));
                String::new()
            }
        },
    };
    if !email.is_empty() && !is_email(&email) {
        wrong.push(Refusal::of("account.email-shape").at("email").with("given", &email));
    }
    if wrong.is_empty() { Ok(Particulars { position, identity, email }) } else { Err(wrong) }
}

/// Something before one `@` and a name with a dot behind it. Whether anybody reads it, only a
/// message could tell.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
    is_plain
        && !name.is_empty()
        && !host.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && text.chars().count() <= EMAIL_CHARS_MAX
}
