//! Reading the calendar files, `catalogue/calendars/<year>.toml`: everything
//! wrong in them is told at once, with its line.

use super::days::{CalendarYear, DayKind, FIRST_YEAR, LAST_YEAR, SpecialDay, WorkingCalendar, YearStatus};
use super::hours::parse_trust;
use crate::text::is_line;
use crate::{BadData, Day, Refusal, line_of};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The most letters of an occasion.
const NAME_MAX: usize = 300;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: Spanned<i32>,
    status: Spanned<String>,
    source: Option<String>,
    #[serde(default)]
    day: Vec<RawDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    date: Spanned<String>,
    name: Spanned<String>,
    name_en: Spanned<String>,
    kind: Spanned<String>,
    partner: Option<Spanned<String>>,
    trust: Spanned<String>,
    source: Option<String>,
}

/// Where an entry stands, and the entry where it could be read.
struct Entry<'a> {
    file: &'a str,
    index: usize,
    /// Line of the partner, or of the date where there is none.
    line: usize,
    day: Option<SpecialDay>,
}

#[derive(Default)]
struct Reader<'a> {
    years: BTreeMap<i32, CalendarYear>,
    /// Every date that was written, even where the rest of its entry is wrong.
    entries: BTreeMap<Day, Entry<'a>>,
    bad: Vec<BadData>,
    /// A file could not be read at all: what it would have said is not known.
    unreadable: bool,
}

impl WorkingCalendar {
    /// Reads files given as (name, text), a year each. Everything wrong is told
    /// at once, except that a file which is not TOML of the right shape is one
    /// fault. No file at all is the ordinary week.
    pub fn read(files: &[(&str, &str)]) -> Result<WorkingCalendar, Vec<BadData>> {
        let mut reader = Reader::default();
        for (file, text) in files {
            match toml::from_str::<YearFile>(text) {
                Ok(read) => reader.year(file, text, read),
                Err(error) => {
                    reader.unreadable = true;
                    reader.bad.push(BadData::from_toml(file, text, &error));
                }
            }
        }
        reader.match_partners();
        if !reader.bad.is_empty() {
            return Err(reader.bad);
        }
        let special = reader.entries.into_values().filter_map(|entry| entry.day).collect();
        Ok(WorkingCalendar::assemble(special, reader.years.into_values().collect()))
    }
}

impl<'a> Reader<'a> {
    fn year(&mut self, file: &'a str, text: &str, read: YearFile) {
        let year = *read.year.get_ref();
        let mut wrong = |at: usize, field: &str, why: Refusal| {
            self.bad.push(BadData::new(file, line_of(text, at), field, why));
        };
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            let why = Refusal::of("calendar.year-out-of-range")
                .with("year", year)
                .with("first", FIRST_YEAR)
                .with("last", LAST_YEAR);
            wrong(read.year.span().start, "year", why);
        } else if self.years.contains_key(&year) {
            wrong(read.year.span().start, "year", Refusal::of("calendar.year-twice").with("year", year));
        }
        let status = match read.status.get_ref().as_str() {
            "announced" => YearStatus::Announced,
            "proposed" => YearStatus::Proposed,
            other => {
                let why = Refusal::of("calendar.status-unknown").with("status", other);
                wrong(read.status.span().start, "status", why);
                YearStatus::Proposed
            }
        };
        self.years.entry(year).or_insert(CalendarYear { year, status, source: read.source });
        for (index, raw) in read.day.into_iter().enumerate() {
            self.day(file, text, year, index, raw);
        }
    }

    fn day(&mut self, file: &'a str, text: &str, year: i32, index: usize, raw: RawDay) {
        let found_before = self.bad.len();
        let bad = &mut self.bad;
        let mut wrong = |value: &Spanned<String>, field: &str, why: Refusal| {
            bad.push(BadData::new(
                file,
                line_of(text, value.span().start),
                format!("day[{index}].{field}"),
                why,
            ));
        };
        for (value, field) in [(&raw.name, "name"), (&raw.name_en, "name_en")] {
            if value.get_ref().trim().is_empty() {
                wrong(value, field, Refusal::of("calendar.name-missing"));
            } else if !is_line(value.get_ref(), NAME_MAX) {
                wrong(value, field, Refusal::of("directory.too-long").with("limit", NAME_MAX));
            }
        }
        let trust = parse_trust(raw.trust.get_ref()).map_err(|why| wrong(&raw.trust, "trust", why)).ok();
        let kind = DayKind::parse(raw.kind.get_ref());
        if kind.is_none() {
            let why = Refusal::of("calendar.kind-unknown").with("kind", raw.kind.get_ref());
            wrong(&raw.kind, "kind", why);
        }
        let mut date = |value: &Spanned<String>, field: &str| {
            let day = Day::parse(value.get_ref());
            if day.is_none() {
                wrong(value, field, Refusal::of("calendar.date-not-real").with("date", value.get_ref()));
            }
            day
        };
        let partner = raw.partner.as_ref().and_then(|value| date(value, "partner"));
        let Some(day) = date(&raw.date, "date") else { return };
        if day.ymd().0 != year {
            let why = Refusal::of("calendar.date-of-other-year").with("date", day).with("year", year);
            wrong(&raw.date, "date", why);
        }
        if let Some(first) = self.entries.get(&day) {
            let why = Refusal::of("calendar.day-twice").with("date", day).with("file", first.file);
            wrong(&raw.date, "date", why);
            return;
        }
        if let Some(kind) = kind {
            if let Some(why) = pointless(kind, day) {
                wrong(&raw.kind, "kind", why);
            }
            let swap = matches!(kind, DayKind::SwapOff | DayKind::SwapWorked);
            match &raw.partner {
                None if swap => {
                    wrong(&raw.date, "partner", Refusal::of("calendar.partner-missing").with("date", day));
                }
                Some(value) if kind == DayKind::Off => {
                    wrong(value, "partner", Refusal::of("calendar.partner-unwanted").with("date", day));
                }
                _ => {}
            }
        }
        let line = line_of(text, raw.partner.as_ref().unwrap_or(&raw.date).span().start);
        let whole = match (kind, trust) {
            (Some(kind), Some(trust)) if self.bad.len() == found_before => Some(SpecialDay {
                day,
                name: raw.name.into_inner(),
                name_en: raw.name_en.into_inner(),
                kind,
                partner,
                trust,
                source: raw.source,
            }),
            _ => None,
        };
        self.entries.insert(day, Entry { file, index, line, day: whole });
    }

    /// The two days of a swap name each other; a compensation, if it names a day,
    /// names a holiday on a weekly rest day. An entry that is wrong in itself has
    /// been told already and is not judged again through its partner.
    fn match_partners(&mut self) {
        for entry in self.entries.values() {
            let Some(special) = &entry.day else { continue };
            let Some(partner) = special.partner else { continue };
            let code = match self.entries.get(&partner) {
                None if self.unreadable && !self.years.contains_key(&partner.ymd().0) => continue,
                None => "calendar.partner-not-listed",
                Some(Entry { day: None, .. }) => continue,
                Some(Entry { day: Some(other), .. }) => {
                    let agrees = match special.kind {
                        DayKind::Off => true,
                        DayKind::Compensation => other.kind == DayKind::Off && partner.weekday().is_weekend(),
                        DayKind::SwapOff => {
                            other.kind == DayKind::SwapWorked && other.partner == Some(special.day)
                        }
                        DayKind::SwapWorked => {
                            other.kind == DayKind::SwapOff && other.partner == Some(special.day)
                        }
                    };
                    if agrees {
                        continue;
                    }
                    "calendar.partner-disagrees"
                }
            };
            let why = Refusal::of(code).with("date", special.day).with("partner", partner);
            let field = format!("day[{}].partner", entry.index);
            self.bad.push(BadData::new(entry.file, entry.line, field, why));
        }
    }
}

/// A day that is as the ordinary week has it, though its kind says otherwise. A
/// holiday may fall on a Sunday; a day off in place of another may not.
fn pointless(kind: DayKind, day: Day) -> Option<Refusal> {
    let code = match (kind, day.weekday().is_weekend()) {
        (DayKind::SwapWorked, false) => "calendar.worked-anyway",
        (DayKind::SwapOff | DayKind::Compensation, true) => "calendar.off-anyway",
        _ => return None,
    };
    Some(Refusal::of(code).with("date", day))
}
