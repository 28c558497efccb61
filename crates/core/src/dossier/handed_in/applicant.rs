//! Whose dossier it is.

use crate::form::write::read_phone;
use crate::identity::IdentityNumber;
use crate::text::line;
use crate::{Day, Refusal};
use serde::{Deserialize, Serialize};

/// What kind of person hands in; the portal's numbers 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Công dân
    #[default]
    Citizen,
    /// Doanh nghiệp
    Enterprise,
    /// Cơ quan nhà nước
    StateBody,
    /// Tổ chức khác
    Organisation,
}

/// Whose dossier it is. Only the name is always needed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Applicant {
    /// Full name, as on the birth certificate.
    pub name: String,
    /// What kind of person.
    pub kind: PersonKind,
    /// Personal identification number (12 digits) or old identity card (9).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub identity: String,
    /// `yyyy-MM-dd`, `yyyy-MM` or `yyyy`: old people may only know the year.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub born: String,
    /// Telephone, digits only after [`Applicant::checked`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Where they live.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
}

const NAME_CHARS_MAX: usize = 200;
const TEXT_CHARS_MAX: usize = 500;

impl Applicant {
    /// What is said of a person beside the kind, by name, in the order in which it is
    /// asked.
    pub const FIELDS: [&str; 6] = ["name", "identity", "born", "phone", "email", "address"];

    /// What is said under this name of [`Applicant::FIELDS`]; none for another name.
    pub fn field(&self, name: &str) -> Option<&str> {
        match name {
            "name" => Some(&self.name),
            "identity" => Some(&self.identity),
            "born" => Some(&self.born),
            "phone" => Some(&self.phone),
            "email" => Some(&self.email),
            "address" => Some(&self.address),
            _ => None,
        }
    }

    /// Says something else under this name; `false` where there is no such name.
    #[must_use]
    pub fn put(&mut self, name: &str, text: String) -> bool {
        let field = match name {
            "name" => &mut self.name,
            "identity" => &mut self.identity,
            "born" => &mut self.born,
            "phone" => &mut self.phone,
            "email" => &mut self.email,
            "address" => &mut self.address,
            _ => return false,
        };
        *field = text;
        true
    }

    /// The same person with spaces and separators taken out of numbers, or all
    /// that is wrong with what was typed on this day.
    pub fn checked(mut self, today: Day) -> Result<Applicant, Vec<Refusal>> {
        let mut wrong = Vec::new();
        self.name = line(&self.name).into_owned();
        if self.name.is_empty() {
            wrong.push(Refusal::of("applicant.name-missing").at("name"));
        } else if self.name.chars().count() > NAME_CHARS_MAX {
            wrong.push(Refusal::of("applicant.too-long").at("name").with("limit", NAME_CHARS_MAX));
        } else if !self.name.chars().any(char::is_alphabetic) || self.name.chars().any(char::is_control) {
            wrong.push(Refusal::of("applicant.name-shape").at("name"));
        }
        self.identity = compact(&self.identity);
        let is_number = all_digits(&self.identity) && matches!(self.identity.len(), 9 | 12);
        if !self.identity.is_empty() && !is_number {
            wrong.push(Refusal::of("applicant.identity-shape").at("identity"));
        }
        self.born = self.born.trim().to_string();
        match first_day(&self.born) {
            _ if self.born.is_empty() => {}
            Some(day) if day > today => wrong.push(Refusal::of("applicant.born-later").at("born")),
            Some(_) => {}
            None => wrong.push(Refusal::of("applicant.born-no-such-date").at("born")),
        }
        if is_number && self.identity.len() == 12 {
            let agrees = IdentityNumber::parse(&self.identity)
                .and_then(|number| number.must_agree_with_birth(&self.born));
            wrong.extend(agrees.err().map(|refusal| refusal.at("identity")));
        }
        match read_phone(&self.phone) {
            _ if self.phone.trim().is_empty() => self.phone.clear(),
            Some(phone) => self.phone = phone,
            None => wrong.push(Refusal::of("applicant.phone-shape").at("phone")),
        }
        self.email = self.email.trim().to_string();
        if !self.email.is_empty() && !is_email(&self.email) {
            wrong.push(Refusal::of("applicant.email-shape").at("email"));
        }
        self.address = line(&self.address).into_owned();
        if self.address.chars().count() > TEXT_CHARS_MAX {
            wrong.push(Refusal::of("applicant.too-long").at("address").with("limit", TEXT_CHARS_MAX));
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')')).collect()
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The first day of a birth date that may be only a month or a year.
fn first_day(text: &str) -> Option<Day> {
    let padded = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    Day::parse(&padded).filter(|day| day.ymd().0 >= 1880)
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else { return false };
    !user.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(change: impl FnOnce(&mut Applicant)) -> Result<Applicant, Vec<&'static str>> {
        let mut applicant = Applicant { name: "Nguyễn Thị Hoa".into(), ..Applicant::default() };
        change(&mut applicant);
        applicant
            .checked(Day::of(2025, 7, 14).unwrap())
            .map_err(|all| all.into_iter().map(|r| r.code).collect())
    }

    #[test]
    fn numbers_are_read_in_all_written_ways() {
        let read = person(|a| {
            a.phone = "84 905.123-456".into();
            a.identity = "046 090 001 234".into();
            a.born = "1990".into();
            a.email = "hoa@example.vn".into();
            a.name = "  Nguyễn   Thị Hoa ".into();
        })
        .unwrap();
        assert_eq!((read.phone.as_str(), read.identity.as_str()), ("0905123456", "046090001234"));
        assert_eq!(read.name, "Nguyễn Thị Hoa");
    }

    #[test]
    fn what_is_wrong_is_said_all_at_once_and_by_field() {
        let wrong = Applicant {
            name: " ".into(),
            identity: "12345".into(),
            born: "1990-02-30".into(),
            phone: "abc".into(),
            email: "a@b".into(),
            ..Applicant::default()
        }
        .checked(Day::of(2025, 7, 14).unwrap())
        .unwrap_err();
        let fields: Vec<_> = wrong.iter().filter_map(|r| r.field.as_deref()).collect();
        assert_eq!(fields, ["name", "identity", "born", "phone", "email"]);
    }

    #[test]
    fn a_number_of_twelve_digits_agrees_with_the_birthday() {
        for (identity, born, want) in [
            ("046090001234", "1990-05-01", Ok(())),
            ("046090001234", "", Ok(())),
            ("191234567", "1945", Ok(())),
            ("046090001234", "1945", Err(vec!["identity.other-year"])),
            ("046990001234", "", Err(vec!["identity.nobody-yet"])),
        ] {
            let read = person(|a| (a.identity, a.born) = (identity.into(), born.into()));
            assert_eq!(read.map(|_| ()), want, "{identity} {born}");
        }
    }

    #[test]
    fn nobody_is_born_later_than_today() {
        for (born, want) in [
            ("2025-07-14", None),
            ("2025", None),
            ("2025-07-15", Some("applicant.born-later")),
            ("2025-08", Some("applicant.born-later")),
            ("2030", Some("applicant.born-later")),
        ] {
            assert_eq!(person(|a| a.born = born.into()).err().map(|all| all[0]), want, "{born}");
        }
    }

    #[test]
    fn names_of_all_peoples_are_names() {
        for name in ["H'Hen Niê", "Y Ƀhăm Êban", "Lò Thị Mai-Anh", "K’Brểu", "A"] {
            assert!(person(|a| a.name = name.into()).is_ok(), "{name}");
        }
        assert_eq!(person(|a| a.name = "12345".into()).unwrap_err(), ["applicant.name-shape"]);
        assert_eq!(person(|a| a.name = "x".repeat(201)).unwrap_err(), ["applicant.too-long"]);
    }
}
