//! The numbers of the law of time as dated data, `catalogue/clock.toml`: each with
//! the day from which it holds, its article, and whether it was seen in its text.

use super::days::WorkingCalendar;
use super::hours::{parse_clock, parse_trust};
use super::limit::Limit;
use crate::{BadData, Cited, Day, Minute, Refusal, Trust, line_of};
use serde::Deserialize;
use toml::Spanned;

/// The rules that the file must have, by name.
pub const RULES: [&str; 8] = [
    "same_day_cut",
    "acknowledge_within",
    "outage_notice",
    "extend_before",
    "extensions_most",
    "ask_supplement_within",
    "supplement_restarts",
    "lost_day",
];

/// A value of a rule for a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// The first day it holds.
    pub from: Day,
    /// The last day it holds; open when absent.
    pub to: Option<Day>,
    /// The text it stands in, in Vietnamese.
    pub article: String,
    /// Whether it was seen there.
    pub trust: Trust,
}

impl<T> Dated<T> {
    /// The text that the value stands in.
    pub fn cited(&self) -> Cited<'_> {
        Cited { article: &self.article, trust: self.trust }
    }
}

/// The rules of the clock, each through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRules {
    same_day_cut: Through<Minute>,
    acknowledge_within: Through<Limit>,
    outage_notice: Through<Limit>,
    extend_before: Through<u32>,
    extensions_most: Through<u32>,
    ask_supplement_within: Through<Limit>,
    supplement_restarts: Through<()>,
    lost_day: Through<()>,
}

/// The values of one rule, one after the other; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Through<T> {
    first: Dated<T>,
    later: Vec<Dated<T>>,
}

impl<T> Through<T> {
    fn of(values: Vec<Dated<T>>) -> Option<Through<T>> {
        let mut values = values.into_iter();
        Some(Through { first: values.next()?, later: values.collect() })
    }

    /// The value on this day; before the first day of all, the first.
    fn on(&self, day: Day) -> &Dated<T> {
        self.later.iter().rev().find(|dated| dated.from <= day).unwrap_or(&self.first)
    }

    fn all(&self) -> impl Iterator<Item = &Dated<T>> {
        std::iter::once(&self.first).chain(&self.later)
    }
}

/// The values as they are read, before it is known that none is missing.
#[derive(Default)]
struct Lines {
    same_day_cut: Vec<Dated<Minute>>,
    acknowledge_within: Vec<Dated<Limit>>,
    outage_notice: Vec<Dated<Limit>>,
    extend_before: Vec<Dated<u32>>,
    extensions_most: Vec<Dated<u32>>,
    ask_supplement_within: Vec<Dated<Limit>>,
    supplement_restarts: Vec<Dated<()>>,
    lost_day: Vec<Dated<()>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: Spanned<String>,
    value: Spanned<String>,
    from: Spanned<String>,
    to: Option<Spanned<String>>,
    article: Spanned<String>,
    trust: Spanned<String>,
}

impl ClockRules {
    /// Reads files given as (name, text). Everything wrong is told at once, except
    /// that a file which is not TOML of the right shape is one fault. Refused too: a
    /// rule that is not there (`clock.rule-missing`).
    pub fn read(files: &[(&str, &str)]) -> Result<ClockRules, Vec<BadData>> {
        let mut lines = Lines::default();
        let mut bad = Vec::new();
        for (file, text) in files {
            match toml::from_str::<RulesFile>(text) {
                Ok(read) => {
                    for (index, raw) in read.rule.iter().enumerate() {
                        let mut place = Place { file, text, index, bad: &mut bad };
                        lines.take(raw, &mut place);
                    }
                }
                Err(error) => bad.push(BadData::from_toml(file, text, &error)),
            }
        }
        let file = files.first().map_or("clock.toml", |(file, _)| file);
        if bad.is_empty() {
            for name in RULES.into_iter().filter(|name| !lines.has(name)) {
                let why = Refusal::of("clock.rule-missing").with("rule", name);
                bad.push(BadData::new(file, None, "rule", why));
            }
        }
        match lines.whole() {
            Some(rules) if bad.is_empty() => Ok(rules),
            _ => Err(bad),
        }
    }

    /// The calendar with the cuts that these rules have.
    pub fn set_in(&self, calendar: WorkingCalendar) -> WorkingCalendar {
        calendar.with_cuts(self.same_day_cut.all().map(|rule| (rule.from, rule.value)).collect())
    }

    /// The texts of all of them on this day.
    pub(super) fn cited(&self, day: Day) -> [Cited<'_>; 8] {
        [
            self.same_day_cut.on(day).cited(),
            self.acknowledge_within.on(day).cited(),
            self.outage_notice.on(day).cited(),
            self.extend_before.on(day).cited(),
            self.extensions_most.on(day).cited(),
            self.ask_supplement_within.on(day).cited(),
            self.supplement_restarts.on(day).cited(),
            self.lost_day.on(day).cited(),
        ]
    }

    /// Within what an online dossier is to be acknowledged after its sending.
    pub fn acknowledge_within(&self, day: Day) -> &Dated<Limit> {
        self.acknowledge_within.on(day)
    }

    /// How long before it begins a planned outage is to be announced.
    pub fn outage_notice(&self, day: Day) -> &Dated<Limit> {
        self.outage_notice.on(day)
    }

    /// At latest so many days before the due day an extension is to be announced.
    pub fn extend_before(&self, day: Day) -> &Dated<u32> {
        self.extend_before.on(day)
    }

    /// How often the date of one dossier may be put off.
    pub fn extensions_most(&self, day: Day) -> &Dated<u32> {
        self.extensions_most.on(day)
    }

    /// Within what after its reception a person is to be asked to complete a dossier.
    pub fn ask_supplement_within(&self, day: Day) -> &Dated<Limit> {
        self.ask_supplement_within.on(day)
    }

    /// A completed dossier has its whole limit again.
    pub fn supplement_restarts(&self, day: Day) -> &Dated<()> {
        self.supplement_restarts.on(day)
    }

    /// A day is lost when at least half of its office minutes are.
    pub fn lost_day(&self, day: Day) -> &Dated<()> {
        self.lost_day.on(day)
    }
}

impl Lines {
    fn whole(self) -> Option<ClockRules> {
        Some(ClockRules {
            same_day_cut: Through::of(self.same_day_cut)?,
            acknowledge_within: Through::of(self.acknowledge_within)?,
            outage_notice: Through::of(self.outage_notice)?,
            extend_before: Through::of(self.extend_before)?,
            extensions_most: Through::of(self.extensions_most)?,
            ask_supplement_within: Through::of(self.ask_supplement_within)?,
            supplement_restarts: Through::of(self.supplement_restarts)?,
            lost_day: Through::of(self.lost_day)?,
        })
    }

    fn take(&mut self, raw: &RawRule, place: &mut Place<'_>) {
        let Some(dates) = place.dates(raw) else { return };
        match raw.name.get_ref().as_str() {
            "same_day_cut" => place.add(&mut self.same_day_cut, raw, dates, parse_clock),
            "acknowledge_within" => place.add(&mut self.acknowledge_within, raw, dates, limit),
            "outage_notice" => place.add(&mut self.outage_notice, raw, dates, limit),
            "extend_before" => place.add(&mut self.extend_before, raw, dates, |text| match limit(text) {
                Some(Limit::Days(days)) => Some(days),
                _ => None,
            }),
            "extensions_most" => place.add(&mut self.extensions_most, raw, dates, |text| text.parse().ok()),
            "ask_supplement_within" => place.add(&mut self.ask_supplement_within, raw, dates, limit),
            // Other readings of these two would be other programs, not other numbers.
            "supplement_restarts" => {
                place.add(&mut self.supplement_restarts, raw, dates, |text| {
                    (text == "from_zero").then_some(())
                });
            }
            "lost_day" => {
                place.add(&mut self.lost_day, raw, dates, |text| (text == "half_of_the_day").then_some(()));
            }
            other => place.wrong(&raw.name, "name", Refusal::of("clock.rule-unknown").with("rule", other)),
        }
    }

    fn has(&self, name: &str) -> bool {
        match name {
            "same_day_cut" => !self.same_day_cut.is_empty(),
            "acknowledge_within" => !self.acknowledge_within.is_empty(),
            "outage_notice" => !self.outage_notice.is_empty(),
            "extend_before" => !self.extend_before.is_empty(),
            "extensions_most" => !self.extensions_most.is_empty(),
            "ask_supplement_within" => !self.ask_supplement_within.is_empty(),
            "supplement_restarts" => !self.supplement_restarts.is_empty(),
            "lost_day" => !self.lost_day.is_empty(),
            _ => false,
        }
    }
}

fn limit(text: &str) -> Option<Limit> {
    Limit::parse(text).ok().filter(|limit| *limit != Limit::Planned)
}

/// One rule of a file, for telling what is wrong with it.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    index: usize,
    bad: &'a mut Vec<BadData>,
}

type Dates = (Day, Option<Day>, Trust);

impl Place<'_> {
    fn wrong(&mut self, at: &Spanned<String>, field: &str, why: Refusal) {
        let line = line_of(self.text, at.span().start);
        self.bad.push(BadData::new(self.file, line, format!("rule[{}].{field}", self.index), why));
    }

    fn dates(&mut self, raw: &RawRule) -> Option<Dates> {
        let before = self.bad.len();
        let mut day = |at: &Spanned<String>, field: &str| {
            let day = Day::parse(at.get_ref());
            if day.is_none() {
                let why = Refusal::of("calendar.date-not-real").with("date", at.get_ref());
                self.wrong(at, field, why);
            }
            day
        };
        let from = day(&raw.from, "from");
        let to = raw.to.as_ref().map(|to| day(to, "to"));
        let trust = parse_trust(raw.trust.get_ref());
        if let Err(why) = &trust {
            self.wrong(&raw.trust, "trust", why.clone());
        }
        if raw.article.get_ref().trim().is_empty() {
            self.wrong(&raw.article, "article", Refusal::of("clock.article-missing"));
        }
        if let (Some(from), Some(Some(to))) = (from, to)
            && to < from
            && let Some(at) = &raw.to
        {
            self.wrong(at, "to", Refusal::of("catalogue.ends-before-it-begins").with("from", from));
        }
        let dates = (from?, to.flatten(), trust.ok()?);
        (self.bad.len() == before).then_some(dates)
    }

    /// One after the other: a value begins after the one before it has ended.
    fn add<T>(
        &mut self,
        rule: &mut Vec<Dated<T>>,
        raw: &RawRule,
        (from, to, trust): Dates,
        parse: impl Fn(&str) -> Option<T>,
    ) {
        let Some(value) = parse(raw.value.get_ref()) else {
            let why = Refusal::of("clock.value-unreadable").with("rule", raw.name.get_ref());
            return self.wrong(&raw.value, "value", why.with("value", raw.value.get_ref()));
        };
        if rule.last().is_some_and(|last| last.to.is_none_or(|to| to >= from)) {
            let why = Refusal::of("clock.rule-overlaps").with("rule", raw.name.get_ref());
            return self.wrong(&raw.from, "from", why);
        }
        rule.push(Dated { value, from, to, article: raw.article.get_ref().clone(), trust });
    }
}
