//! An entry of a register as its events make it.

use super::decided_dossier::DecidedDossier;
use crate::act::{self, Changed, Cover, Event, LastEvent, Record, RecordFact, Series, Who};
use crate::catalogue::RegisterId;
use crate::deed::{DeedTemplate, Filling, Register, Said};
use crate::directory::AgencyCode;
use crate::text::fold;
use crate::year_book::{BookKey, BookOf, ReadYearBooks};
use crate::{Day, Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What the acts about entries ask of a reader.
pub trait ReadEntries: ReadYearBooks {
    /// The entry with this id.
    fn entry(&mut self, id: &str) -> Result<Option<RegisterEntry>, Fault>;

    /// The entry that stands in this place of a register and is not void.
    fn entry_at(&mut self, place: &EntryPlace) -> Result<Option<RegisterEntry>, Fault>;

    /// Entries of this register and agency that are about somebody of this name, as [`fold`] writes it.
    ///
    /// [`fold`]: crate::text::fold
    fn entries_of(
        &mut self,
        register: &RegisterId,
        agency: &AgencyCode,
        folded: &str,
    ) -> Result<Vec<RegisterEntry>, Fault>;

    /// The entry that was made from this dossier and is not void.
    fn entry_of_dossier(
        &mut self,
        register: &RegisterId,
        dossier: &str,
    ) -> Result<Option<RegisterEntry>, Fault>;

    /// What is to be known of a dossier before its decision is noted.
    fn decided_dossier(&mut self, code: &str) -> Result<Option<DecidedDossier>, Fault>;
}

/// What every act about entries has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadEntries + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<RegisterEntry>>;

/// Where an entry stands: nothing else stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPlace {
    /// Which register.
    pub register: RegisterId,
    /// Whose.
    pub agency: AgencyCode,
    /// Of which year.
    pub year: i32,
    /// Which volume of that year: `01`.
    pub volume: String,
    /// Its number as it is written: `45`, or `45/2009` in an old book. Empty until it is drawn.
    pub number: String,
}

/// What can happen to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EntryFact {
    /// It was entered.
    Entered {
        /// Where.
        place: EntryPlace,
        /// On which page of a book on paper; empty where nobody says.
        page: String,
        /// The day of the registration.
        day: Day,
        /// What it says.
        said: Filling,
        /// The code of the dossier that it was made from; none for an entry of an old book.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dossier: Option<String>,
        /// Who it is about; none in what was entered before this was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alike: Option<Alike>,
    },
    /// Something was put right or changed; the note stands in the event.
    Noted {
        /// By which decision: its number, day and agency.
        decision: String,
        /// The code of the dossier in which it was decided; none for a decision from elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dossier: Option<String>,
        /// What the entry says from then on.
        #[serde(default, skip_serializing_if = "Filling::is_empty")]
        changes: Filling,
        /// The entry counts no more.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        voids: bool,
        /// Who it is about from then on; none where that stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alike: Option<Alike>,
    },
}

/// Who an entry is about, so that somebody who is entered twice is seen, even in one instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// The name, folded, and the day of birth.
    pub who: String,
    /// Whoever entered it looked, and said that it is another person or another event.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_sure: bool,
}

impl RecordFact for EntryFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// A note in an entry (ghi chú): what was changed, by which decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNote {
    /// When it was written.
    pub at: Moment,
    /// By whom.
    pub who: Who,
    /// What it says.
    pub text: String,
    /// By which decision.
    pub decision: String,
    /// The code of the dossier in which it was decided; none for a decision from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// Which fields said what before.
    pub before: Filling,
    /// The entry counts no more since then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voids: bool,
}

/// An entry of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// Its name for machines.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Where it stands.
    pub place: EntryPlace,
    /// On which page of a book on paper; empty where nobody says.
    pub page: String,
    /// The day of the registration.
    pub day: Day,
    /// What it says now.
    pub said: Filling,
    /// The code of the dossier that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// Who it is about; none in what was entered before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alike: Option<Alike>,
    /// When it came here.
    pub entered_at: Moment,
    /// Who entered it.
    pub entered_by: Who,
    /// What was changed since, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<EntryNote>,
}

impl Record for RegisterEntry {
    const KIND: &'static str = "entry";
    type Id = String;
    type Fact = EntryFact;

    fn begin(id: String, event: &Event<EntryFact>) -> Option<RegisterEntry> {
        let EntryFact::Entered { place, page, day, said, dossier, alike } = &event.fact else { return None };
        Some(RegisterEntry {
            id,
            last: event.into(),
            place: place.clone(),
            page: page.clone(),
            day: *day,
            said: said.clone(),
            dossier: dossier.clone(),
            alike: alike.clone(),
            entered_at: event.at,
            entered_by: event.who.clone(),
            notes: Vec::new(),
        })
    }

    fn apply(&mut self, event: &Event<EntryFact>) -> Result<(), Fault> {
        let EntryFact::Noted { decision, dossier, changes, voids, alike } = &event.fact else {
            return Err(Fault::damaged(format!("the entry {} was entered twice", self.id)));
        };
        if let Some(alike) = alike {
            self.alike = Some(alike.clone());
        }
        let mut before = Filling::new();
        for (field, now) in changes {
            let nothing = Said::Text(String::new());
            let was = if now.is_empty() {
                self.said.remove(field)
            } else {
                self.said.insert(field.clone(), now.clone())
            };
            before.insert(field.clone(), was.unwrap_or(nothing));
        }
        self.notes.push(EntryNote {
            at: event.at,
            who: event.who.clone(),
            text: event.reason.clone().unwrap_or_default(),
            decision: decision.clone(),
            dossier: dossier.clone(),
            before,
            voids: *voids,
        });
        Ok(())
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.place.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }

    /// From 1 each year, in each register of an agency, through all its volumes.
    fn series(event: &Event<EntryFact>) -> Option<Series> {
        match &event.fact {
            EntryFact::Entered { place, .. } if place.number.is_empty() => Some(place.series()),
            _ => None,
        }
    }

    fn numbered(&mut self, event: &mut Event<EntryFact>, number: u32) {
        if let EntryFact::Entered { place, .. } = &mut event.fact {
            place.number = format!("{number:02}");
            self.place.number.clone_from(&place.number);
        }
    }
}

impl EntryPlace {
    /// The counter of its numbers.
    pub fn series(&self) -> Series {
        self.book().series()
    }

    /// In which book it stands.
    pub fn book(&self) -> BookKey {
        let (agency, of) = (self.agency.clone(), BookOf::Register(self.register.clone()));
        BookKey { of, agency, year: self.year }
    }

    /// The number that its writing begins with: 45 of `45/2009`.
    pub fn counted(&self) -> Option<u32> {
        let digits = self.number.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    }

    /// The place without the ways to write it: `45`, `045` and `45/2009` of one year are one number, `1` and
    /// `01` one volume. Nothing else that counts has the same.
    pub fn slot(&self) -> String {
        let plain = |text: &str| {
            let (digits, rest) =
                text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
            format!("{}{}", digits.trim_start_matches('0'), fold(rest))
        };
        let number = self.number.trim_end_matches(&format!("/{}", self.year));
        format!("{} {}", plain(&self.volume), plain(number))
    }
}

impl RegisterEntry {
    /// Whether it counts.
    pub fn is_void(&self) -> bool {
        self.notes.iter().any(|note| note.voids)
    }

    /// Refuses a paper by this template of this agency that is to be taken from it: of another register or
    /// agency, or void.
    pub fn must_give(&self, template: &DeedTemplate, agency: &AgencyCode) -> Result<(), Refusal> {
        if self.place.agency != *agency || template.register.as_ref() != Some(&self.place.register) {
            return Err(Refusal::of("register.unknown-entry").at("entry"));
        }
        if self.is_void() {
            return Err(Refusal::of("register.void").at("entry"));
        }
        Ok(())
    }

    /// Refuses (`register.noted-already`) to note the decision of a dossier a second time.
    pub fn must_not_be_noted_from(&self, code: &str) -> Result<(), Refusal> {
        match self.notes.iter().any(|note| note.dossier.as_deref() == Some(code)) {
            true => Err(Refusal::of("register.noted-already").with("code", code)),
            false => Ok(()),
        }
    }

    /// About whom: the first of the names that its register looks for.
    pub fn whose(&self, register: &Register) -> String {
        whose_in(register, &self.said).to_string()
    }

    /// What a field says in words; none where it says nothing.
    pub fn text(&self, field: &str) -> Option<&str> {
        text_in(&self.said, field)
    }
}

/// The first of the names that a register looks for.
pub(super) fn whose_in<'s>(register: &Register, said: &'s Filling) -> &'s str {
    register.whose.iter().find_map(|field| text_in(said, field)).unwrap_or_default()
}

fn text_in<'s>(said: &'s Filling, field: &str) -> Option<&'s str> {
    match said.get(field)? {
        Said::Text(text) => Some(text),
        _ => None,
    }
}
