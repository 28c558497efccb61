//! Ghi vào sổ: an entry is made, from a dossier or from an old book.

use super::entry::{Alike, Changes, Desk, EntryFact, EntryPlace, RegisterEntry, whose_in};
use crate::act::{Changed, Officer};
use crate::catalogue::{Duty, RegisterId};
use crate::deed::{DeedField, Filling, Register, Said, day_of, judged};
use crate::directory::AgencyCode;
use crate::text::fold;
use crate::{Day, Halt, Law, Refusal};
use serde::{Deserialize, Serialize};

/// How an entry gets its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberAs {
    /// The next one of the year.
    Drawn,
    /// As it is written in a book on paper, or on the paper that was made.
    Written(String),
}

/// Where an entry is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// In which volume of the year.
    pub volume: String,
    /// On which page; empty where nobody says.
    pub page: String,
    /// Under which number.
    pub number: NumberAs,
    /// The day of the registration; none where what was typed is no day.
    pub day: Option<Day>,
}

/// Make an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enter {
    /// Its name for machines, made before it is sent.
    pub id: String,
    /// In which register.
    pub register: RegisterId,
    /// Where in it.
    pub at: Where,
    /// What it says.
    pub said: Filling,
    /// The code of the dossier that it is made from; none for an old book.
    pub dossier: Option<String>,
    /// Somebody looked at what is unlikely (the same person again, a number far ahead) and says that it is
    /// so.
    pub is_sure: bool,
}

const VOLUME_CHARS: usize = 20;
const PAGE_CHARS: usize = 20;
const NUMBER_CHARS: usize = 30;
/// Numbers of a register in a year, and how far ahead of the last one a typed number is no slip.
const NUMBER_MOST: u32 = 99_999;
const AHEAD_MOST: u32 = 20;
/// Before this year nobody here kept such books.
const FIRST_YEAR: i32 = 1900;

/// Whoever works on cases of a commune's committee, or leads it, keeps its registers.
pub fn must_keep(law: &Law, officer: &Officer) -> Result<(), Refusal> {
    officer.must_have_one_of([Duty::Case, Duty::Leader])?;
    match law.makes_deeds(&officer.agency) {
        true => Ok(()),
        false => Err(Refusal::of("register.not-kept-here")),
    }
}

/// In the register of the officer's own agency. Refused with everything that is wrong; and once where the
/// same is registered already, so that somebody looks.
pub fn enter(desk: &mut Desk<'_>, command: Enter) -> Result<Changes, Halt> {
    Ok(entered(desk, command)?.into())
}

/// The entry, in the register of the officer's own agency.
pub(super) fn entered(desk: &mut Desk<'_>, command: Enter) -> Result<Changed<RegisterEntry>, Halt> {
    let officer = desk.actor.officer()?;
    let agency = officer.agency.clone();
    must_keep(desk.law, officer)?;
    if desk.read.entry(&command.id)?.is_some() {
        return Err(Refusal::of("register.entered-already").into());
    }
    let Enter { id, register, at, said, dossier, is_sure } = command;
    let found = desk.law.registers.get(register.as_str());
    let found = found.ok_or_else(|| Refusal::of("register.unknown").at("register"))?;
    let (said, mut wrong) = match judged(&found.fields, &said) {
        Ok(said) => (said, Vec::new()),
        Err(wrong) => (Filling::new(), wrong),
    };
    if wrong.is_empty() {
        wrong.extend(found.unsaid(&said));
    }
    wrong.extend(bad_identities(found, &said));
    wrong.extend(later(found, &said, at.day.unwrap_or(desk.now.day())));
    let place = placed(found, agency, &at, desk.now.day(), dossier.is_some(), &mut wrong);
    let (Some(day), true) = (at.day, wrong.is_empty()) else { return Err(wrong.into()) };
    let book = desk.read.year_book(&place.book().id())?;
    if book.is_some_and(|book| book.closed.is_some()) {
        return Err(Refusal::of("book.closed").at("day").with("year", place.year).into());
    }
    if !place.number.is_empty() && desk.read.entry_at(&place)?.is_some() {
        return Err(Refusal::of("register.number-taken").at("number").with("number", &place.number).into());
    }
    // Behind a number that is typed the counter goes on.
    let ahead = place.counted().filter(|_| found.draws && place.year == desk.now.day().ymd().0);
    if let (Some(number), false) = (ahead, is_sure) {
        let last = desk.read.last_drawn(&place.series())?;
        if number > last + AHEAD_MOST {
            let far = Refusal::of("register.number-far").at("is_sure").with("number", number);
            return Err(far.with("last", last).into());
        }
    }
    if let Some(code) = &dossier
        && desk.read.entry_of_dossier(&register, code)?.is_some()
    {
        return Err(Refusal::of("register.dossier-entered").with("code", code).into());
    }
    let alike = alike(found, &said, is_sure);
    let fact = EntryFact::Entered { place, page: at.page.trim().to_string(), day, said, dossier, alike };
    let made = desk.begin::<RegisterEntry>(id, &officer.agency, fact, None)?.first;
    if !is_sure {
        must_be_new(desk, found, &made.after)?;
    }
    Ok(made)
}

/// Where it stands; what is wrong with that is added.
fn placed(
    register: &Register,
    agency: AgencyCode,
    at: &Where,
    today: Day,
    is_of_a_dossier: bool,
    wrong: &mut Vec<Refusal>,
) -> EntryPlace {
    let year = at.day.unwrap_or(today).ymd().0;
    if at.day.is_none() {
        wrong.push(Refusal::of("register.day-unreadable").at("day"));
    }
    if at.day.is_some_and(|day| day > today) || year < FIRST_YEAR {
        wrong.push(Refusal::of("register.day-unlikely").at("day").with("first", FIRST_YEAR));
    }
    let volume = at.volume.trim();
    if volume.is_empty() || volume.chars().count() > VOLUME_CHARS {
        wrong.push(Refusal::of("register.volume").at("volume").with("most", VOLUME_CHARS));
    }
    if at.page.trim().chars().count() > PAGE_CHARS {
        wrong.push(Refusal::of("register.page").at("page").with("most", PAGE_CHARS));
    }
    let number = match &at.number {
        NumberAs::Written(number) => number.trim(),
        NumberAs::Drawn => "",
    };
    let is_written = matches!(at.number, NumberAs::Written(_));
    let begins = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse::<u32>();
    let is_number = begins.is_ok_and(|number| (1..=NUMBER_MOST).contains(&number));
    if is_written && (!is_number || number.chars().count() > NUMBER_CHARS) {
        wrong.push(Refusal::of("register.number").at("number").with("most", NUMBER_CHARS));
    }
    // A number is drawn for what is registered now; an old book has its own.
    let may_draw = register.draws && is_of_a_dossier && year == today.ymd().0;
    if !is_written && !may_draw {
        wrong.push(Refusal::of("register.number-missing").at("number"));
    }
    let (register, number, volume) = (register.id.clone(), number.to_string(), volume.to_string());
    EntryPlace { register, agency, year, volume, number }
}

/// Who an entry is about, for seeing that somebody is registered twice: the name, and the day of birth as
/// it is written.
pub(super) fn likeness(law: &Law, entry: &RegisterEntry) -> (String, String) {
    let register = law.registers.get(entry.place.register.as_str());
    register.map(|register| likeness_in(register, &entry.said)).unwrap_or_default()
}

fn likeness_in(register: &Register, said: &Filling) -> (String, String) {
    let born = register.born.as_ref().and_then(|born| {
        let field = register.field(born)?;
        Some(field.written(said.get(&field.name)?))
    });
    // `5/1/1938` and `05/01/1938` are one day.
    let born = born.map(|written| day_of(&written).map_or(written, |day| day.vn()));
    (fold(whose_in(register, said)), born.unwrap_or_default())
}

/// The same as it is kept with an entry that says this; none where nobody is named.
pub(super) fn alike(register: &Register, said: &Filling, is_sure: bool) -> Option<Alike> {
    let (name, born) = likeness_in(register, said);
    (!name.is_empty()).then(|| Alike { who: format!("{name} {born}").trim_end().to_string(), is_sure })
}

/// Refuses (`register.alike`) what is about the same person, born the same day, as another entry.
fn must_be_new(desk: &mut Desk<'_>, register: &Register, entry: &RegisterEntry) -> Result<(), Halt> {
    let who = likeness(desk.law, entry);
    let alike = desk.read.entries_of(&register.id, &entry.place.agency, &who.0)?;
    let same = alike.iter().find(|other| !other.is_void() && likeness(desk.law, other) == who);
    match same {
        None => Ok(()),
        Some(same) => {
            let refusal = Refusal::of("register.alike").at("is_sure").with("number", &same.place.number);
            Err(refusal.with("year", same.place.year).with("volume", &same.place.volume).into())
        }
    }
}

/// What is registered has happened: no day of an entry lies after this one (`register.day-later`).
pub(super) fn later(register: &Register, said: &Filling, day: Day) -> Vec<Refusal> {
    let lies_later = |field: &&DeedField| match said.get(&field.name) {
        Some(Said::Day(said)) => *said > day,
        Some(Said::Date(said)) => said.earliest() > day,
        Some(Said::Text(_) | Said::Number(_) | Said::List(_)) | None => false,
    };
    let fields = register.fields.iter().filter(lies_later);
    fields.map(|field| field.refused("register.day-later").with("day", day.vn())).collect()
}

/// Identity numbers have nine or twelve digits: a sheet that took one for an amount has lost its zero.
fn bad_identities(register: &Register, said: &Filling) -> Vec<Refusal> {
    let is_bad = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number && ![9, 12].contains(&text.len())
    };
    let fields = register.fields.iter().filter(|field| register.identities.contains(&field.name));
    let bad = fields.filter(|field| matches!(said.get(&field.name), Some(Said::Text(text)) if is_bad(text)));
    bad.map(|field| field.refused("register.identity-digits")).collect()
}
