//! What a request for a supplement is about.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The thing that is wrong or missing. In data and forms it is one text:
/// `paper:giay-chung-sinh`, `field:cha.ho_ten`, `person:phone`, or empty for the dossier
/// as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum About {
    /// The dossier as a whole.
    #[default]
    Whole,
    /// A paper of the procedure, by its id; `other` for one that it does not name.
    Paper(String),
    /// An answer of the form, by its dotted path (`con.0.ho_ten`); what lies below
    /// it is meant too.
    Field(String),
    /// What the dossier says of the person whose it is, by its name in
    /// [`crate::dossier::Applicant::FIELDS`].
    Person(String),
}

impl About {
    /// What this text names. A text without a prefix is a paper: so it was written
    /// before fields could be marked.
    pub fn parse(text: &str) -> About {
        match text.split_once(':') {
            _ if text.is_empty() => About::Whole,
            Some(("paper", id)) => About::Paper(id.to_string()),
            Some(("field", path)) => About::Field(path.to_string()),
            Some(("person", field)) => About::Person(field.to_string()),
            _ => About::Paper(text.to_string()),
        }
    }

    /// Where a refusal about it stands: the name of the input that gives it
    /// (`paper.<id>`, `form.<path>`, `person.<field>`).
    pub fn input(&self) -> String {
        match self {
            About::Whole => "note".to_string(),
            About::Paper(id) => format!("paper.{id}"),
            About::Field(path) => format!("form.{path}"),
            About::Person(field) => format!("person.{field}"),
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            About::Whole => Ok(()),
            About::Paper(id) => write!(f, "paper:{id}"),
            About::Field(path) => write!(f, "field:{path}"),
            About::Person(field) => write!(f, "person:{field}"),
        }
    }
}

impl Serialize for About {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<About, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Ok(About::parse(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_to_text_and_back_and_texts_of_before_are_papers() {
        for (text, about) in [
            ("", About::Whole),
            ("paper:giay-chung-sinh", About::Paper("giay-chung-sinh".into())),
            ("paper:other", About::Paper("other".into())),
            ("field:cha.ho_ten", About::Field("cha.ho_ten".into())),
            ("person:phone", About::Person("phone".into())),
        ] {
            assert_eq!((About::parse(text), about.to_string().as_str()), (about.clone(), text));
            assert_eq!(serde_json::from_value::<About>(text.into()).unwrap(), about);
            assert_eq!(serde_json::to_value(&about).unwrap(), text);
        }
        assert_eq!(About::parse("giay-chung-sinh"), About::Paper("giay-chung-sinh".into()));
    }
}
