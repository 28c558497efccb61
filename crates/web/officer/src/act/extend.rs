//! Xin lỗi và gia hạn (form 04).

use super::scene::{Frame, Scene, Sent, shown};
use super::told_how::{told, ways};
use askama::Template;
use motcua_core::calendar::ClockRules;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_core::{Day, Halt, Moment, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name};
use motcua_messages::Lang;
use motcua_messages::cited;
use motcua_told::explain::many;

#[derive(Template)]
#[template(path = "officer/extend.html")]
struct Extend {
    page: Page,
    frame: Frame,
    /// How often and how long before, and by which text.
    rule: String,
    day: String,
    month: String,
    year: String,
    hour: String,
    agencies: Vec<ChoiceShown>,
    at_fault: String,
    ways: Vec<ChoiceShown>,
    told: String,
    reason: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let form = sent.form;
    let mut wrong = Vec::new();
    let to = moment(form, "to").map_err(|why| wrong.push(why)).ok();
    let told = told(form).map_err(|why| wrong.push(why)).ok();
    let at_fault = AgencyCode::parse(form.get("at_fault"));
    if at_fault.is_err() {
        let unknown = Refusal::of("dossier.unknown-agency").at("at_fault");
        wrong.push(unknown.with("agency", form.get("at_fault")));
    }
    let (Some(to), Some(told), Ok(at_fault)) = (to, told, at_fault) else { return Err(wrong.into()) };
    Ok(rules::Extend { code: sent.code(), to, at_fault, told, reason: sent.typed("reason") }.into())
}

/// A moment in four boxes: `{name}.day`, `.month`, `.year`, `.time` (`17:00`).
pub(crate) fn moment(form: &SentForm, name: &'static str) -> Result<Moment, Refusal> {
    let part = |end: &str| form.get(&format!("{name}.{end}")).to_string();
    let wrong = || Refusal::of("page.moment-unreadable").at(name);
    let number = |end: &str| part(end).parse::<u32>().map_err(|_| wrong());
    let (day, month, year) = (number("day")?, number("month")?, number("year")?);
    let date = i32::try_from(year).ok().and_then(|year| Day::of(year, month, day)).ok_or_else(wrong)?;
    let time = part("time").replace(['h', 'H', 'g', '.'], ":");
    let (hour, minute) = time.split_once(':').unwrap_or((&time, "0"));
    let (hour, minute): (u16, u16) = match (hour.trim().parse(), minute.trim()) {
        (Ok(hour), "") => (hour, 0),
        (Ok(hour), minute) => (hour, minute.parse().map_err(|_| wrong())?),
        _ => return Err(wrong()),
    };
    if hour > 23 || minute > 59 {
        return Err(wrong());
    }
    Ok(date.at(hour * 60 + minute))
}

fn rule(clock: &ClockRules, today: Day, lang: Lang) -> String {
    let (most, before) = (clock.extensions_most(today), clock.extend_before(today));
    let times = many(most.value, "lần", "time", "times", lang);
    let days = many(before.value, "ngày", "day", "days", lang);
    let mut by = vec![cited(most.cited(), lang), cited(before.cited(), lang)];
    by.dedup();
    let by = by.join("; ");
    match lang {
        Lang::Vi => format!("Được hẹn lại nhiều nhất {times}, chậm nhất {days} trước ngày hết hạn ({by})."),
        Lang::En => format!("This may be done {times} at most, by {days} before the due date ({by})."),
    }
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, dossier) = (&scene.signed.visit.app, scene.dossier);
    let submission = &dossier.submission;
    let mut codes = vec![submission.competent.clone(), submission.receiving.clone()];
    codes.extend(dossier.opinions.iter().map(|opinion| opinion.of.clone()));
    codes.extend(dossier.earlier.iter().map(|holder| holder.agency.clone()));
    let mut agencies: Vec<ChoiceShown> = Vec::new();
    for code in &codes {
        if !agencies.iter().any(|choice| choice.value == code.as_str()) {
            agencies.push(ChoiceShown::new(code.as_str(), agency_name(app, code, page.language())));
        }
    }
    let suggested = rules::next_close(&app.law, scene.signed.visit.now, dossier);
    let (year, month, day) = suggested.day().ymd();
    let first = scene.form.filled("key").is_none();
    let typed = |field: &str, suggested: String| if first { suggested } else { scene.typed(field) };
    let view = Extend {
        rule: rule(&app.law.clock, scene.signed.visit.now.day(), page.language()),
        day: typed("to.day", day.to_string()),
        month: typed("to.month", month.to_string()),
        year: typed("to.year", year.to_string()),
        hour: typed("to.time", suggested.clock()),
        agencies,
        at_fault: typed("at_fault", submission.competent.to_string()),
        ways: ways(page.language()),
        told: scene.typed("told"),
        reason: scene.typed("reason"),
        frame,
        page,
    };
    shown(scene, &view)
}
