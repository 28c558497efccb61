//! Office hours: when time runs within a working day, and from which day on.

use super::days::WorkingCalendar;
use crate::text::is_line;
use crate::{BadData, Day, Minute, Moment, Refusal, Trust, line_of};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use toml::Spanned;

/// The last minute at which office hours may end: a due moment must print as a
/// time of its own day.
const LATEST_CLOSE: Minute = 23 * 60 + 59;
/// The most letters in which a decision is named.
const TEXT_MAX: usize = 300;

/// An unbroken stretch of office hours within a day, from the minute `from` up
/// to the minute `to`, which is no longer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First minute, from midnight.
    pub from: Minute,
    /// End, minutes from midnight.
    pub to: Minute,
}

impl Span {
    /// `07:30-11:30`, as the data files write it.
    pub fn parse(text: &str) -> Option<Span> {
        let (from, to) = text.split_once('-')?;
        Some(Span { from: parse_clock(from)?, to: parse_clock(to)? })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", clock(self.from), clock(self.to))
    }
}

/// The legal office hours of an agency: the same on every working day, until a day from
/// which others hold (summer, winter, a decision of the province).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OfficeHours {
    /// By which an agency names them (`standard`).
    pub name: String,
    /// Until the first change: at least one, in order, not overlapping.
    spans: Vec<Span>,
    /// Whether those were seen in an official text.
    trust: Trust,
    /// What holds from a day on, the earliest first.
    since: Vec<HoursSince>,
}

/// The hours that hold from a day on, until the next such day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursSince {
    /// The first day.
    pub day: Day,
    /// At least one, in order, not overlapping.
    pub spans: Vec<Span>,
    /// Where it was decided, in Vietnamese.
    pub article: String,
    /// Whether that was seen.
    pub trust: Trust,
}

impl OfficeHours {
    /// Hours with these spans. Refused: no span (`calendar.spans-empty`), a span
    /// that ends where it begins, before it or after 23:59
    /// (`calendar.span-backwards`), spans that overlap or are not in order
    /// (`calendar.spans-out-of-order`).
    pub fn new(name: impl Into<String>, spans: Vec<Span>, trust: Trust) -> Result<OfficeHours, Refusal> {
        match fault_in(&spans) {
            Some((_, refusal)) => Err(refusal),
            None => Ok(OfficeHours { name: name.into(), spans, trust, since: Vec::new() }),
        }
    }

    /// The spans of this day, if it is worked.
    pub fn on(&self, day: Day) -> &[Span] {
        match self.since.iter().rfind(|since| since.day <= day) {
            Some(since) => &since.spans,
            None => &self.spans,
        }
    }

    /// How sure the hours of this day are.
    pub fn trust_on(&self, day: Day) -> Trust {
        self.since.iter().rfind(|since| since.day <= day).map_or(self.trust, |since| since.trust)
    }

    /// What comes to hold after one of these days and by the other.
    pub fn changes(&self, after: Day, until: Day) -> impl Iterator<Item = &HoursSince> {
        self.since.iter().filter(move |since| after < since.day && since.day <= until)
    }

    /// The hours before the first change.
    pub fn at_first(&self) -> (&[Span], Trust) {
        (&self.spans, self.trust)
    }

    /// The changes, the earliest first.
    pub fn since(&self) -> &[HoursSince] {
        &self.since
    }

    /// Whether these and the others are the same on every day up to and with this one, whatever
    /// they are called and however sure they are.
    pub fn are_the_same_until(&self, other: &OfficeHours, until: Day) -> bool {
        let starts = |hours: &OfficeHours| {
            hours.since.iter().map(|since| since.day).filter(|day| *day <= until).collect::<Vec<Day>>()
        };
        self.spans == other.spans
            && starts(self).into_iter().chain(starts(other)).all(|day| self.on(day) == other.on(day))
    }

    /// When the office closes on this day: the end of the last span.
    pub fn close(&self, day: Day) -> Minute {
        close(self.on(day))
    }

    /// Office minutes of this day, when it is worked.
    pub fn minutes_a_day(&self, day: Day) -> i64 {
        minutes_of(self.on(day))
    }

    /// Office minutes before this moment, counted from the calendar's origin: as if the
    /// hours had always been the first ones, and then by how much each change differs.
    pub(super) fn worked_until(&self, moment: Moment, calendar: &WorkingCalendar) -> i64 {
        let day = moment.day();
        let before = calendar.worked_before(day);
        let is_working = calendar.worked_before(day.plus(1)) > before;
        let today = if is_working { minutes_before(self.on(day), moment.minute()) } else { 0 };
        let mut a_day = minutes_of(&self.spans);
        let mut all = before * a_day + today;
        for since in self.since.iter().take_while(|since| since.day <= day) {
            let from_now_on = minutes_of(&since.spans);
            all += (before - calendar.worked_before(since.day)) * (from_now_on - a_day);
            a_day = from_now_on;
        }
        all
    }

    /// The first moment before which so many office minutes have passed since the
    /// calendar's origin: the end of a span rather than the start of the next.
    pub(super) fn moment_after(&self, worked: i64, calendar: &WorkingCalendar) -> Moment {
        // The hours in whose days the last of the minutes is worked, and what was before.
        let (mut spans, mut days_before, mut minutes_before) = (&self.spans, 0, 0);
        for since in &self.since {
            let days = calendar.worked_before(since.day);
            let minutes = minutes_before + (days - days_before) * minutes_of(spans);
            if minutes >= worked {
                break;
            }
            (spans, days_before, minutes_before) = (&since.spans, days, minutes);
        }
        let (left, a_day) = (worked - minutes_before, minutes_of(spans).max(1));
        let days = (left - 1).div_euclid(a_day);
        calendar.nth_worked(days_before + days).at(minute_after(spans, left - days * a_day))
    }

    /// The first office minute at or after this minute of a working day.
    pub(super) fn open_from(&self, day: Day, minute: Minute) -> Option<Minute> {
        self.on(day).iter().find(|span| minute < span.to).map(|span| minute.max(span.from))
    }
}

fn close(spans: &[Span]) -> Minute {
    spans.last().map_or(0, |span| span.to)
}

/// Office minutes of a working day before this minute.
fn minutes_before(spans: &[Span], minute: Minute) -> i64 {
    spans.iter().map(|span| i64::from(minute.min(span.to).saturating_sub(span.from))).sum()
}

/// Office minutes of a whole working day.
fn minutes_of(spans: &[Span]) -> i64 {
    spans.iter().map(|span| i64::from(span.to - span.from)).sum()
}

/// The first minute of the day before which so many office minutes have passed.
fn minute_after(spans: &[Span], worked: i64) -> Minute {
    let mut left = worked;
    for span in spans {
        let length = i64::from(span.to - span.from);
        if left <= length {
            return span.from + left as Minute;
        }
        left -= length;
    }
    close(spans)
}

fn must_follow(last: Option<&HoursSince>, day: Day) -> Result<(), Refusal> {
    match last.filter(|last| day <= last.day) {
        Some(last) => Err(Refusal::of("calendar.hours-out-of-order")
            .with("day", day.vn())
            .with("before", last.day.vn())),
        None => Ok(()),
    }
}

/// The sets of office hours that a deployment knows, by name.
#[derive(Debug, Clone, Default)]
pub struct OfficeHoursSet {
    by_name: BTreeMap<String, OfficeHours>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursFile {
    #[serde(default)]
    hours: Vec<RawHours>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHours {
    name: Spanned<String>,
    spans: Spanned<Vec<Spanned<String>>>,
    trust: Spanned<String>,
    #[serde(default)]
    since: Vec<RawSince>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSince {
    day: Spanned<String>,
    spans: Spanned<Vec<Spanned<String>>>,
    article: Spanned<String>,
    trust: Spanned<String>,
}

/// Where hours stand in their file, for telling what is wrong with them.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    /// `hours[0]`, `hours[0].since[1]`
    of: String,
    bad: &'a mut Vec<BadData>,
}

impl Place<'_> {
    fn wrong(&mut self, at: usize, field: &str, why: Refusal) {
        let line = line_of(self.text, at);
        self.bad.push(BadData::new(self.file, line, format!("{}.{field}", self.of), why));
    }

    fn trust(&mut self, raw: &Spanned<String>) -> Option<Trust> {
        let trust = parse_trust(raw.get_ref());
        trust.map_err(|why| self.wrong(raw.span().start, "trust", why)).ok()
    }

    fn spans(&mut self, raw: &Spanned<Vec<Spanned<String>>>) -> Option<Vec<Span>> {
        let mut spans = Vec::new();
        for (at, span) in raw.get_ref().iter().enumerate() {
            match Span::parse(span.get_ref()) {
                Some(read) => spans.push(read),
                None => {
                    let why = Refusal::of("calendar.span-unreadable").with("span", span.get_ref());
                    self.wrong(span.span().start, &format!("spans[{at}]"), why);
                }
            }
        }
        // Only when all were read do their places still tell the place in the file.
        if spans.len() < raw.get_ref().len() {
            return None;
        }
        let Some((at, why)) = fault_in(&spans) else { return Some(spans) };
        match raw.get_ref().get(at) {
            Some(span) => self.wrong(span.span().start, &format!("spans[{at}]"), why),
            None => self.wrong(raw.span().start, "spans", why),
        }
        None
    }

    fn since(&mut self, raw: &RawSince, last: Option<&HoursSince>) -> Option<HoursSince> {
        let day = Day::parse(raw.day.get_ref());
        if day.is_none() {
            let why = Refusal::of("calendar.date-not-real").with("date", raw.day.get_ref());
            self.wrong(raw.day.span().start, "day", why);
        }
        if let Some(Err(why)) = day.map(|day| must_follow(last, day)) {
            self.wrong(raw.day.span().start, "day", why);
        }
        let article = raw.article.get_ref().trim().to_string();
        if article.is_empty() {
            self.wrong(raw.article.span().start, "article", Refusal::of("clock.article-missing"));
        } else if !is_line(&article, TEXT_MAX) {
            let why = Refusal::of("directory.too-long").with("limit", TEXT_MAX);
            self.wrong(raw.article.span().start, "article", why);
        }
        let (spans, trust) = (self.spans(&raw.spans), self.trust(&raw.trust));
        Some(HoursSince { day: day?, spans: spans?, article, trust: trust? })
    }
}

impl RawHours {
    /// The checked hours; what is wrong goes to `bad`, and then there are none.
    fn check(
        &self,
        file: &str,
        text: &str,
        index: usize,
        first_of_its_name: bool,
        bad: &mut Vec<BadData>,
    ) -> Option<OfficeHours> {
        let found_before = bad.len();
        let mut place = Place { file, text, of: format!("hours[{index}]"), bad };
        let name = self.name.get_ref();
        if name.trim().is_empty() {
            place.wrong(self.name.span().start, "name", Refusal::of("calendar.name-missing"));
        } else if !first_of_its_name {
            let why = Refusal::of("calendar.hours-twice").with("name", name);
            place.wrong(self.name.span().start, "name", why);
        }
        let (trust, spans) = (place.trust(&self.trust), place.spans(&self.spans));
        let mut since: Vec<HoursSince> = Vec::new();
        for (at, raw) in self.since.iter().enumerate() {
            place.of = format!("hours[{index}].since[{at}]");
            since.extend(place.since(raw, since.last()));
        }
        if place.bad.len() > found_before {
            return None;
        }
        Some(OfficeHours { name: name.clone(), spans: spans?, trust: trust?, since })
    }
}

impl OfficeHoursSet {
    /// Reads files given as (name, text). Everything wrong is told at once,
    /// except that a file which is not TOML of the right shape is one fault.
    pub fn read(files: &[(&str, &str)]) -> Result<OfficeHoursSet, Vec<BadData>> {
        let mut set = OfficeHoursSet::default();
        let mut names = BTreeSet::new();
        let mut bad = Vec::new();
        for (file, text) in files {
            match toml::from_str::<HoursFile>(text) {
                Ok(read) => {
                    for (index, raw) in read.hours.iter().enumerate() {
                        let first_of_its_name = names.insert(raw.name.get_ref().clone());
                        if let Some(hours) = raw.check(file, text, index, first_of_its_name, &mut bad) {
                            set.by_name.insert(hours.name.clone(), hours);
                        }
                    }
                }
                Err(error) => bad.push(BadData::from_toml(file, text, &error)),
            }
        }
        if bad.is_empty() { Ok(set) } else { Err(bad) }
    }

    /// The hours of this name.
    pub fn get(&self, name: &str) -> Option<&OfficeHours> {
        self.by_name.get(name)
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = &OfficeHours> {
        self.by_name.values()
    }
}

/// `verified` or `assumed`, as the data files write it.
pub(super) fn parse_trust(text: &str) -> Result<Trust, Refusal> {
    match text {
        "verified" => Ok(Trust::Verified),
        "assumed" => Ok(Trust::Assumed),
        _ => Err(Refusal::of("calendar.trust-unknown").with("trust", text)),
    }
}

/// What is wrong with a list of spans, and at which of them.
fn fault_in(spans: &[Span]) -> Option<(usize, Refusal)> {
    if spans.is_empty() {
        return Some((0, Refusal::of("calendar.spans-empty")));
    }
    for (at, span) in spans.iter().enumerate() {
        let told = |code| Refusal::of(code).with("from", clock(span.from)).with("to", clock(span.to));
        if span.from >= span.to || span.to > LATEST_CLOSE {
            return Some((at, told("calendar.span-backwards")));
        }
        if at > 0 && span.from < spans[at - 1].to {
            return Some((at, told("calendar.spans-out-of-order")));
        }
    }
    None
}

/// `07:30`, two digits each.
pub(super) fn parse_clock(text: &str) -> Option<Minute> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str, limit: Minute| -> Option<Minute> {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok())?.filter(|n| *n < limit)
    };
    Some(number(hour, 24)? * 60 + number(minute, 60)?)
}

fn clock(minute: Minute) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
