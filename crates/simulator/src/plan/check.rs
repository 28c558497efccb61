//! What makes a scenario file refusable: broken references, figures that
//! contradict each other, figures that the planner does not know how to meet.

use crate::plan::figure::{Figure, Measure, WindowName};
use crate::plan::scenario::Scenario;
use crate::plan::totals::Totals;
use motcua_core::{BadData, Minute, Refusal};

/// Office hours as `["07:30", "11:30"]`, ascending and apart.
pub fn sessions(texts: &[[String; 2]]) -> Result<Vec<(Minute, Minute)>, Refusal> {
    let mut sessions: Vec<(Minute, Minute)> = Vec::new();
    for [from, to] in texts {
        let refuse = || Refusal::of("scenario.hours-wrong").with("from", from).with("to", to);
        let (Some(start), Some(end)) = (minute(from), minute(to)) else { return Err(refuse()) };
        if start >= end || sessions.last().is_some_and(|last| last.1 >= start) {
            return Err(refuse());
        }
        sessions.push((start, end));
    }
    if sessions.is_empty() {
        return Err(Refusal::of("scenario.hours-wrong").with("from", "").with("to", ""));
    }
    Ok(sessions)
}

fn minute(text: &str) -> Option<Minute> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (Minute, Minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Everything that is wrong in a scenario that could be read.
pub fn all(scenario: &Scenario, file: &str, bad: &mut Vec<BadData>) {
    let mut say = |line: Option<usize>, field: &str, why| bad.push(BadData::new(file, line, field, why));
    let windows = &scenario.windows;
    let (month, opening, day) = (windows.month, windows.opening, windows.day);
    let nested = month.from == opening.from && opening.to < month.to && day.from > opening.from;
    let days = scenario.working_days();
    if !nested || day.from != day.to || day.to != opening.to || !days.contains(&day.to) {
        say(None, "window", Refusal::of("scenario.windows-do-not-nest"));
        return;
    }
    for (name, value) in per_milles(scenario) {
        if value > 1000 {
            say(None, name, Refusal::of("scenario.share-out-of-range").with("value", value));
        }
    }
    for (name, [low, high]) in [
        ("spread.resolved_in_opening", scenario.spread.resolved_in_opening),
        ("spread.on_time_in_opening", scenario.spread.on_time_in_opening),
        ("spread.resolved", scenario.spread.resolved),
        ("spread.digitised", scenario.spread.digitised),
    ] {
        if low > high || high > 1000 {
            say(None, name, Refusal::of("scenario.share-out-of-range").with("value", high.max(low)));
        }
    }
    let before = scenario.figures.iter().enumerate();
    for (index, figure) in before {
        for why in figure_faults(scenario, figure, &scenario.figures[..index]) {
            say(Some(figure.line), "figure", why);
        }
    }
    if bad.is_empty() {
        for (line, why) in contradictions(scenario) {
            bad.push(BadData::new(file, line, "figure", why));
        }
    }
    if bad.is_empty()
        && let Err(why) = Totals::of(scenario)
    {
        bad.push(BadData::new(file, None, "figure", why));
    }
}

fn per_milles(scenario: &Scenario) -> [(&'static str, u32); 18] {
    let mix = &scenario.mix;
    let helped = mix.by_agent_point + mix.by_volunteer + mix.by_post_office + mix.by_officer;
    let ended = mix.open_supplement + mix.open_payment + mix.withdrawn + mix.stopped;
    [
        ("mix.eligible_before_day", mix.eligible_before_day),
        ("mix.eligible_on_day", mix.eligible_on_day),
        ("mix.eligible_after", mix.eligible_after),
        ("mix.partial_online", mix.partial_online),
        ("mix.post", mix.post),
        ("mix.by_agent_point", mix.by_agent_point),
        ("mix.by_volunteer", mix.by_volunteer),
        ("mix.by_post_office", mix.by_post_office),
        ("mix.by_officer", helped),
        ("mix.refused", mix.refused),
        ("mix.late_after", mix.late_after),
        ("mix.supplement", mix.supplement),
        ("mix.handed_back", mix.handed_back),
        ("mix.open_supplement", mix.open_supplement),
        ("mix.open_payment", mix.open_payment),
        ("mix.withdrawn", mix.withdrawn),
        ("mix.stopped", ended),
        ("mix.open_overdue", mix.open_overdue),
    ]
}

/// What is wrong with one figure by itself or against the ones before it.
fn figure_faults(scenario: &Scenario, figure: &Figure, before: &[Figure]) -> Vec<Refusal> {
    let mut faults = Vec::new();
    let named =
        |code| Refusal::of(code).with("window", figure.window.name()).with("measure", figure.measure.name());
    // What was printed says by whom; what was not must not name anybody.
    let is_sourced = scenario.sources.iter().any(|s| s.id == figure.source);
    if is_sourced == figure.assumed {
        faults.push(Refusal::of("scenario.source-unknown").with("source", &figure.source));
    }
    let same = |f: &&Figure| f.window == figure.window && f.measure == figure.measure;
    if before.iter().filter(same).any(|f| f.unit == figure.unit) {
        faults.push(named("scenario.figure-twice"));
    }
    if figure.leads && (figure.unit.is_none() || before.iter().filter(same).any(|f| f.leads)) {
        faults.push(named("scenario.two-leaders"));
    }
    if let Some([part, whole]) = figure.of {
        if part > whole || whole == 0 {
            faults.push(Refusal::of("scenario.part-exceeds-whole").with("part", part).with("whole", whole));
        } else if figure.percent.is_some_and(|printed| !printed.is_of(part, whole)) {
            faults.push(Refusal::of("scenario.percent-disagrees").with("part", part).with("whole", whole));
        }
    }
    // What the planner meets: counts anywhere; rates of the province as printed;
    // rates of a commune by their two numbers, in the windows where they are free.
    let province = figure.unit.is_none();
    let plannable = match (figure.measure, figure.window) {
        (Measure::Received, _) => figure.count.is_some() && figure.of.is_none() && figure.percent.is_none(),
        (Measure::Overdue, WindowName::Opening) => {
            !province && figure.count == Some(0) && figure.of.is_none() && figure.percent.is_none()
        }
        (_, _) if figure.count.is_some() => false,
        (Measure::DigitisedRate, WindowName::Opening) => {
            !province && figure.of.is_some_and(|[part, whole]| part == whole)
        }
        (Measure::OnlineRate, _) if province => figure.percent.is_some() && figure.of.is_none(),
        (Measure::ResolvedOnlineRate, WindowName::Month) => {
            province && figure.percent.is_some() && figure.of.is_none()
        }
        (Measure::OnlineRate, _)
        | (Measure::OnTimeRate, WindowName::Opening)
        | (Measure::ResolvedRate, WindowName::Month) => !province && figure.of.is_some(),
        _ => false,
    };
    if !plannable {
        faults.push(named("scenario.figure-not-plannable"));
    }
    faults
}

/// What is wrong between the figures of communes and of the province.
fn contradictions(scenario: &Scenario) -> Vec<(Option<usize>, Refusal)> {
    use WindowName::{Day, Month, Opening};
    let mut found = Vec::new();
    for window in [Opening, Day, Month] {
        let Some(total) = scenario.received(window, None) else { continue };
        let of_units: u64 = scenario
            .figures
            .iter()
            .filter(|f| f.window == window && f.unit.is_some())
            .filter_map(|f| f.count)
            .sum();
        if of_units > total {
            let why = Refusal::of("scenario.units-exceed-province");
            found.push((None, why.with("sum", of_units).with("total", total)));
        }
    }
    for figure in scenario.figures.iter() {
        let Some(unit) = figure.unit.as_deref() else { continue };
        let received = scenario.received(figure.window, Some(unit));
        let line = Some(figure.line);
        if let (Measure::Received, Some(inner)) = (figure.measure, figure.count) {
            for (small, large) in [(Day, Opening), (Opening, Month), (Day, Month)] {
                let outer = scenario.received(large, Some(unit));
                if let Some(outer) = outer.filter(|outer| figure.window == small && *outer < inner) {
                    let why = Refusal::of("scenario.received-shrinks");
                    found.push((line, why.with("inner", inner).with("outer", outer)));
                }
            }
        }
        // The denominators of a commune's rates: all it received (all of it
        // eligible, for the online rate), or at most that for what was completed.
        let Some([_, whole]) = figure.of else { continue };
        let fits = match figure.measure {
            Measure::OnTimeRate => received.is_none_or(|received| whole <= received),
            _ => received == Some(whole),
        };
        if !fits {
            let why = Refusal::of("scenario.whole-is-not-received");
            found.push((line, why.with("whole", whole).with("received", received.unwrap_or(0))));
        }
    }
    found
}
