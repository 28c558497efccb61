//! Office hours: when time runs within a working day.

use crate::{BadData, Minute, Refusal, Trust, line_of};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The last minute at which office hours may end: a due moment must print as a
/// time of its own day.
const LATEST_CLOSE: Minute = 23 * 60 + 59;

/// An unbroken stretch of office hours within a day, from the minute `from` up
/// to the minute `to`, which is no longer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First minute, from midnight.
    pub from: Minute,
    /// End, minutes from midnight.
    pub to: Minute,
}

/// The legal office hours of an agency, the same on every working day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OfficeHours {
    /// By which an agency names them (`standard`).
    pub name: String,
    /// At least one, in order, not overlapping.
    pub spans: Vec<Span>,
    /// Whether they were seen in an official text.
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
            None => Ok(OfficeHours { name: name.into(), spans, trust }),
        }
    }

    /// When the office closes: the end of the last span.
    pub fn close(&self) -> Minute {
        self.spans.last().map_or(0, |span| span.to)
    }

    /// Office minutes in a whole working day.
    pub fn minutes_a_day(&self) -> i64 {
        self.minutes_before(Minute::MAX)
    }

    /// Office minutes of a working day before this minute.
    pub(super) fn minutes_before(&self, minute: Minute) -> i64 {
        self.spans.iter().map(|span| i64::from(minute.min(span.to).saturating_sub(span.from))).sum()
    }

    /// The first minute of the day before which so many office minutes have
    /// passed: the end of the morning rather than the start of the afternoon.
    pub(super) fn minute_after(&self, worked: i64) -> Minute {
        let mut left = worked;
        for span in &self.spans {
            let length = i64::from(span.to - span.from);
            if left <= length {
                return span.from + left as Minute;
            }
            left -= length;
        }
        self.close()
    }

    /// The first office minute at or after this minute of a working day.
    pub(super) fn open_from(&self, minute: Minute) -> Option<Minute> {
        self.spans.iter().find(|span| minute < span.to).map(|span| minute.max(span.from))
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
        let mut wrong = |at: usize, field: &str, why: Refusal| {
            bad.push(BadData::new(file, line_of(text, at), format!("hours[{index}].{field}"), why));
        };
        let name = self.name.get_ref();
        if name.trim().is_empty() {
            wrong(self.name.span().start, "name", Refusal::of("calendar.name-missing"));
        } else if !first_of_its_name {
            wrong(self.name.span().start, "name", Refusal::of("calendar.hours-twice").with("name", name));
        }
        let trust = parse_trust(self.trust.get_ref());
        if let Err(why) = &trust {
            wrong(self.trust.span().start, "trust", why.clone());
        }
        let mut spans = Vec::new();
        for (at, span) in self.spans.get_ref().iter().enumerate() {
            match parse_span(span.get_ref()) {
                Some(read) => spans.push(read),
                None => wrong(
                    span.span().start,
                    &format!("spans[{at}]"),
                    Refusal::of("calendar.span-unreadable").with("span", span.get_ref()),
                ),
            }
        }
        // Only when all were read do their places still tell the place in the file.
        if spans.len() == self.spans.get_ref().len()
            && let Some((at, why)) = fault_in(&spans)
        {
            match self.spans.get_ref().get(at) {
                Some(span) => wrong(span.span().start, &format!("spans[{at}]"), why),
                None => wrong(self.spans.span().start, "spans", why),
            }
        }
        if bad.len() > found_before {
            return None;
        }
        Some(OfficeHours { name: name.clone(), spans, trust: trust.ok()? })
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

/// `07:30-11:30`.
fn parse_span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once('-')?;
    Some(Span { from: parse_clock(from)?, to: parse_clock(to)? })
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
