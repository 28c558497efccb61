//! A random world: twelve years of a calendar with holidays and swaps, two offices (or four, of which
//! each takes a share) with hours of their own, and procedures with every kind of limit. It is written
//! as the data files that an official would write, and read by the product.

use super::random::Random;
use motcua_core::calendar::{ClockRules, OfficeHoursSet, WorkingCalendar};
use motcua_core::catalogue::Catalogue;
use motcua_core::competence::CompetenceRules;
use motcua_core::directory::Directory;
use motcua_core::form::Forms;
use motcua_core::law::Policy;
use motcua_core::{Day, Law, Minute};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The years of every world's calendar; dossiers come in the first three.
pub const YEARS: std::ops::RangeInclusive<i32> = 2024..=2035;
/// How many limits a world has, each a case of its procedures.
const LIMITS: usize = 12;

/// The agency that receives and decides …
pub const HERE: &str = "H57.101";
/// … and the one that is asked for opinions.
pub const THERE: &str = "H57.103";
/// Agencies that take a share, in worlds where several do.
pub const TAX: &str = "H57.301";
pub const LAND: &str = "H57.302";
/// All of them, by the names of their hours.
const OFFICES: [(&str, &str); 4] = [("here", HERE), ("there", THERE), ("tax", TAX), ("land", LAND)];

/// A world.
pub struct World {
    /// As the rules read it.
    pub law: Law,
    /// As the oracle reads it: one line.
    pub line: Value,
    /// The limits of its cases `c0` to `c11`.
    pub limits: Vec<String>,
    /// What procedure `waits` leaves out while an opinion is awaited; procedure
    /// `counts` leaves out nothing.
    pub most: String,
    /// The hours of the deciding office.
    here: Office,
    /// The steps of its procedures, where agencies share the limit.
    pub steps: Vec<SharedStep>,
    /// After which a same-day dossier is one of the next day.
    pub cut: Minute,
}

/// A step of a procedure of several agencies.
pub struct SharedStep {
    duty: &'static str,
    /// Which agency takes it, by the name of its hours; none: one of the house.
    agency: Option<&'static str>,
    /// It goes out together with those beside it that say so too.
    beside: bool,
    hours: i64,
}

impl SharedStep {
    /// As the oracle reads it.
    pub fn line(&self) -> Value {
        let agency = self.agency.and_then(|name| OFFICES.iter().find(|(other, _)| *other == name));
        let SharedStep { duty, beside, hours, .. } = self;
        json!({ "duty": duty, "agency": agency.map(|(_, code)| code), "beside": beside, "hours": hours })
    }
}

/// A world by chance, in which several agencies share a limit or one has all of it. What the
/// product will not read is a fault of this program.
pub fn world(random: &mut Random, is_shared: bool) -> Result<World, String> {
    let days = days(random);
    let offices: Vec<Office> = (0..if is_shared { 4 } else { 2 }).map(|_| office(random)).collect();
    let cut = *random.one(&[900, 900, 900, 840, 990]);
    let limits: Vec<String> = (0..LIMITS).map(|at| limit(random, at)).collect();
    let most = format!("{} working_days", random.within(1, 15));
    let worked: BTreeMap<String, bool> =
        days.iter().map(|(day, (kind, _))| (day.to_string(), *kind == "swap_worked")).collect();
    let steps = if is_shared { steps(random) } else { Vec::new() };
    let mut line = json!({
        "calendar": {
            "from": format!("{}-01-01", YEARS.start()), "to": format!("{}-12-31", YEARS.end()),
            "days": worked,
        },
        "hours": offices[0].spans, "hours_since": offices[0].since,
        "other_hours": offices[1].spans, "other_hours_since": offices[1].since, "cut_min": cut,
    });
    if is_shared {
        let hours = |office: &Office| json!({ "hours": office.spans, "hours_since": office.since });
        let codes = OFFICES.into_iter().map(|(_, code)| code);
        line["agencies"] =
            codes.zip(&offices).map(|(code, office)| (code.to_string(), hours(office))).collect();
    }
    let law = law(&days, &offices, cut, &limits, &most, &steps)?;
    let here = offices.into_iter().next().ok_or("a world without an office")?;
    Ok(World { law, line, limits, most, here, steps, cut })
}

/// From the reception desk over one to five steps of work, some at other agencies, some of these beside
/// each other, to whoever signs.
fn steps(random: &mut Random) -> Vec<SharedStep> {
    let step = |duty, agency, hours| SharedStep { duty, agency, beside: false, hours };
    let mut steps = vec![step("reception", None, random.within(1, 8))];
    for _ in 0..random.within(1, 5) {
        let agency = *random.one(&[None, Some("tax"), Some("tax"), Some("land")]);
        steps.push(step("case", agency, random.within(0, 40)));
        if agency.is_none() && random.chance(60) {
            for agency in *random.one(&[&["tax", "land"][..], &["land", "tax"], &["tax"]]) {
                let hours = random.within(0, 40);
                steps.push(SharedStep { beside: true, ..step("case", Some(agency), hours) });
            }
        }
    }
    steps.push(step("leader", None, random.within(0, 16)));
    if random.chance(50) {
        steps.push(step("registry", None, random.within(0, 8)));
    }
    steps.push(step("reception", None, 0));
    steps
}

impl World {
    /// The hours of the deciding office on this day.
    pub fn spans(&self, day: Day) -> &[(Minute, Minute)] {
        let since = self.here.since.range(..=day.to_string()).next_back();
        since.map_or(&self.here.spans, |(_, spans)| spans)
    }
}

type Days = BTreeMap<Day, (&'static str, Option<Day>)>;

/// Holidays alone and in rows, some on rest days with a day off in their place, and
/// weekdays swapped for Saturdays and Sundays, now and then across the new year.
fn days(random: &mut Random) -> Days {
    let mut days = Days::new();
    let (first, last) = (Day::of(*YEARS.start(), 1, 1), Day::of(*YEARS.end(), 12, 31));
    let (Some(first), Some(last)) = (first, last) else { return days };
    let mut day = first.plus(random.within(0, 30) as i32);
    while day < last.plus(-20) {
        let row = if random.chance(20) { random.within(4, 9) } else { random.within(1, 2) } as i32;
        for day in (0..row).map(|at| day.plus(at)) {
            days.entry(day).or_insert(("off", None));
        }
        let holiday = day;
        let free = |days: &Days, from: Day, weekend: bool| {
            let mut all = (0..12).map(|at| from.plus(at));
            all.find(|day| day.weekday().is_weekend() == weekend && !days.contains_key(day))
        };
        if holiday.weekday().is_weekend()
            && days.get(&holiday) == Some(&("off", None))
            && let Some(instead) = free(&days, holiday.plus(row), false)
        {
            days.insert(instead, ("compensation", Some(holiday)));
        } else if random.chance(40)
            && let Some(off) = free(&days, holiday.plus(row), false)
            && let Some(worked) = free(&days, holiday.plus(random.within(-12, 8) as i32), true)
            && worked >= first
        {
            days.insert(off, ("swap_off", Some(worked)));
            days.insert(worked, ("swap_worked", Some(off)));
        }
        day = day.plus(random.within(8, 60) as i32);
    }
    days
}

/// The hours of an office.
struct Office {
    spans: Vec<(Minute, Minute)>,
    /// Others, from a day on.
    since: BTreeMap<String, Vec<(Minute, Minute)>>,
}

/// One world in two changes its hours, now and then every few weeks.
fn office(random: &mut Random) -> Office {
    let mut since = BTreeMap::new();
    if let (true, Some(first)) = (random.chance(50), Day::of(*YEARS.start(), 1, 1)) {
        let mut day = first.plus(random.within(-30, 300) as i32);
        for _ in 0..random.within(1, 12) {
            since.insert(day.to_string(), spans(random));
            let most = *random.one(&[40, 250]);
            day = day.plus(random.within(1, most) as i32);
        }
    }
    Office { spans: spans(random), since }
}

/// Offices of seven and a half hours, of eight, and of any spans.
fn spans(random: &mut Random) -> Vec<(Minute, Minute)> {
    match random.within(0, 9) {
        0..=2 => vec![(450, 690), (810, 1020)],
        3..=4 => vec![(420, 690), (810, 1020)],
        5 => vec![(480, 870)],
        6 => vec![(0, 361), (361, 720), (1380, 1439)],
        _ => {
            let mut edges: Vec<i64> = (0..2 * random.within(1, 3)).map(|_| random.within(0, 1439)).collect();
            edges.sort_unstable();
            edges.dedup();
            let pairs = edges.chunks_exact(2).map(|pair| (pair[0] as Minute, pair[1] as Minute));
            let spans: Vec<_> = pairs.collect();
            // So short a day would carry long limits out of the calendar.
            let minutes: Minute = spans.iter().map(|(from, to)| to - from).sum();
            if minutes < 180 { vec![(450, 690)] } else { spans }
        }
    }
}

/// Each kind in every world, short ones more often than long.
fn limit(random: &mut Random, at: usize) -> String {
    let long = random.chance(10);
    let upto = |random: &mut Random, short: i64, most: i64| random.within(1, if long { most } else { short });
    match at {
        0 | 1 => "same_day".into(),
        2 => "planned".into(),
        3..=5 => format!("{} working_hours", upto(random, 40, 3000)),
        6..=8 => format!("{} working_days", upto(random, 20, 700)),
        9 => format!("{} days", upto(random, 40, 1000)),
        10 => format!("{} days", upto(random, 10, 400)),
        _ => format!("{} working_days", random.within(1, 3)),
    }
}

fn law(
    days: &Days,
    offices: &[Office],
    cut: Minute,
    limits: &[String],
    most: &str,
    steps: &[SharedStep],
) -> Result<Law, String> {
    let years: Vec<String> = YEARS.map(|year| year_file(year, days)).collect();
    let years: Vec<(&str, &str)> = years.iter().map(|text| ("calendar", text.as_str())).collect();
    let mut hours = String::new();
    let listed = |spans: &[(Minute, Minute)]| {
        let spans = spans.iter().map(|(from, to)| format!("\"{}-{}\"", clock(*from), clock(*to)));
        spans.collect::<Vec<_>>().join(",")
    };
    let named = OFFICES.into_iter().map(|(name, _)| name).zip(offices);
    for (name, office) in std::iter::once(("standard", &offices[0])).chain(named) {
        let spans = listed(&office.spans);
        let _ = writeln!(hours, "[[hours]]\nname = \"{name}\"\nspans = [{spans}]\ntrust = \"verified\"");
        for (day, spans) in &office.since {
            let spans = listed(spans);
            let _ = writeln!(
                hours,
                "[[hours.since]]\nday = \"{day}\"\nspans = [{spans}]\narticle = \"x\"\ntrust = \"verified\""
            );
        }
    }
    let clock_file = include_str!("../../../catalogue/clock.toml");
    let rules = clock_file.replace("value = \"15:00\"", &format!("value = \"{}\"", clock(cut)));
    let is_shared = !steps.is_empty();
    let template = if is_shared { shared_template(steps) } else { STEPS.to_string() };
    let mut procedures = vec![
        ("procedures/counts.toml", procedure("counts", "people_committee", "", limits)),
        ("procedures/waits.toml", procedure("waits", "people_committee", most, limits)),
    ];
    let (mut agencies, mut rules_of) = (AGENCIES.to_string(), RULES.to_string());
    if is_shared {
        let land = |id, most| procedure(id, "land_registry", most, limits);
        procedures.push(("procedures/land_counts.toml", land("land_counts", "")));
        procedures.push(("procedures/land_waits.toml", land("land_waits", most)));
        agencies.push_str(SHARED_AGENCIES);
        rules_of.push_str(SHARED_RULES);
    }
    let procedures: Vec<(&str, &str)> =
        procedures.iter().map(|(file, text)| (*file, text.as_str())).collect();
    let told =
        |what: &str, wrong: Vec<motcua_core::BadData>| format!("the {what} of a random world: {wrong:#?}");
    let mut law = Law::new(
        Directory::read(&[
            ("units/provinces.tsv", PROVINCE),
            ("units/communes.tsv", COMMUNES),
            ("agencies/provinces.toml", CODES),
            ("agencies/46.toml", &agencies),
        ])
        .map_err(|wrong| told("agencies", wrong))?,
        WorkingCalendar::read(&years).map_err(|wrong| told("calendar", wrong))?,
        OfficeHoursSet::read(&[("hours", &hours)]).map_err(|wrong| told("hours", wrong))?,
        Catalogue::read(&procedures, &[("steps/short.toml", &template)])
            .map_err(|wrong| told("procedures", wrong))?,
        Forms::read(&[("forms/chung.2.json", GENERAL_FORM)]).map_err(|wrong| told("forms", wrong))?,
        ClockRules::read(&[("clock", &rules)]).map_err(|wrong| told("rules", wrong))?,
        Policy::default(),
    )
    .map_err(|wrong| told("law", wrong))?;
    let rules = CompetenceRules::read(&[("competence/rules.tsv", &rules_of)]);
    law.competence = rules.map_err(|wrong| told("rules of competence", wrong))?;
    Ok(law)
}

/// A general form must be there; who comes to the counter declares on paper.
const GENERAL_FORM: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "motcua:form/chung.2",
  "title": "Đơn", "x-title-en": "Request", "type": "object",
  "properties": { "viec": { "title": "Việc gì?", "x-title-en": "What?", "type": "string" } },
  "unevaluatedProperties": false,
  "x-pages": [{ "id": "don", "title": "Đơn", "title_en": "Request", "fields": ["viec"] }]
}"#;

/// Whoever receives decides: who is competent is no question of time.
const RULES: &str = "\
code\tcircumstance\tfrom\tto\twhen\tfacts\twho\tscope\telsewhere\tarticle\ttrust
counts\t\t1990-01-01\t\t\t-\tpeople_committee\tcountry\tforwards\t\tassumed
waits\t\t1990-01-01\t\t\t-\tpeople_committee\tcountry\tforwards\t\tassumed
";

/// The same for what the land registry decides.
const SHARED_RULES: &str = "\
land_counts\t\t1990-01-01\t\t\t-\tland_registry\tcountry\tforwards\t\tassumed
land_waits\t\t1990-01-01\t\t\t-\tland_registry\tcountry\tforwards\t\tassumed
";

fn year_file(year: i32, days: &Days) -> String {
    let mut text = format!("year = {year}\nstatus = \"announced\"\n");
    for (day, (kind, partner)) in days.iter().filter(|(day, _)| day.ymd().0 == year) {
        let partner = partner.map_or(String::new(), |partner| format!("partner = \"{partner}\"\n"));
        let _ = write!(
            text,
            "[[day]]\ndate = \"{day}\"\nname = \"x\"\nname_en = \"x\"\nkind = \"{kind}\"\ntrust = \"verified\"\n{partner}"
        );
    }
    text
}

fn clock(minute: Minute) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The file of a template with these steps.
fn shared_template(steps: &[SharedStep]) -> String {
    let mut text = String::from("name = \"short\"\ntitle = \"x\"\ntitle_en = \"x\"\n");
    for (at, SharedStep { duty, agency, beside, hours }) in steps.iter().enumerate() {
        let kind = |name: &str| if name == "land" { "land_registry" } else { "tax" };
        let agency = agency.map_or(String::new(), |name| format!("agency = \"{}\"\n", kind(name)));
        let _ = write!(
            text,
            "[[step]]\nid = \"s{at}\"\nname = \"x\"\nname_en = \"x\"\nduty = \"{duty}\"\n{agency}\
             beside = {beside}\nhours = {hours}\ntrust = \"assumed\"\n"
        );
    }
    text
}

fn procedure(id: &str, competent: &str, most: &str, limits: &[String]) -> String {
    let mut text = format!(
        "id = \"{id}\"\ncode = \"\"\ncode_trust = \"assumed\"\nname = \"x\"\nname_en = \"x\"\nfield = \"x\"\n\
         field_en = \"x\"\nlevel = \"commune\"\ncompetent = \"{competent}\"\nkeywords = []\n\
         [[version]]\neffective_from = \"2020-01-01\"\nonline = \"full\"\nsteps = \"short\"\nresult = \"\"\n\
         result_en = \"\"\nnote = \"\"\nnote_en = \"\"\n"
    );
    if !most.is_empty() {
        let _ = writeln!(text, "wait_for_opinion = \"{most}\"");
    }
    for at in 0..limits.len() {
        let _ = write!(text, "[[version.case]]\nid = \"c{at}\"\nname = \"x{at}\"\nname_en = \"x{at}\"\n");
    }
    for (at, limit) in limits.iter().enumerate() {
        let _ = write!(
            text,
            "[[version.way]]\ncase = \"c{at}\"\nway = \"counter\"\nlimit = \"{limit}\"\nlimit_trust = \"verified\"\n\
             fee_text = \"x\"\nfee_text_en = \"x\"\nfee_trust = \"assumed\"\n"
        );
    }
    text.push_str(
        "[[version.paper]]\nid = \"form\"\nname = \"x\"\nname_en = \"x\"\noriginals = 1\ncopies = 0\n\
         required = true\ntrust = \"assumed\"\n",
    );
    text
}

const PROVINCE: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
46\t2020-01-01\t\tcity\tHuế\tThành phố Huế\tHue City\t\tx
";
const COMMUNES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
19753\t2020-01-01\t\tward\tPhú Xuân\tPhường Phú Xuân\tPhu Xuan Ward\t46\tx
19777\t2020-01-01\t\tward\tVỹ Dạ\tPhường Vỹ Dạ\tVy Da Ward\t46\tx
";
const CODES: &str =
    "[[province]]\nunit = \"46\"\nname = \"Huế\"\ncode = \"H57\"\ncode_trust = \"verified\"\n";
const AGENCIES: &str = r#"
province = "46"
hours = "standard"
[[agency]]
code = "H57.101"
code_trust = "assumed"
kind = "people_committee"
unit = "19753"
hours = "here"
name = "x"
name_en = "x"
centre = { name = "x" }
[[agency]]
code = "H57.103"
code_trust = "assumed"
kind = "people_committee"
unit = "19777"
hours = "there"
name = "y"
name_en = "y"
centre = { name = "y" }
"#;
const SHARED_AGENCIES: &str = r#"
[[agency]]
code = "H57.301"
code_trust = "assumed"
kind = "tax"
unit = "46"
hours = "tax"
name = "t"
name_en = "t"
[[agency]]
code = "H57.302"
code_trust = "assumed"
kind = "land_registry"
unit = "46"
hours = "land"
name = "l"
name_en = "l"
"#;
const STEPS: &str = r#"
name = "short"
title = "x"
title_en = "x"
[[step]]
id = "receive"
name = "x"
name_en = "x"
duty = "reception"
hours = 2
trust = "assumed"
[[step]]
id = "sign"
name = "x"
name_en = "x"
duty = "leader"
hours = 8
trust = "assumed"
[[step]]
id = "return"
name = "x"
name_en = "x"
duty = "reception"
hours = 0
trust = "assumed"
"#;
