//! The ledger of time of one dossier, drawn and as a table.

use super::super::words::Names;
use motcua_charts::{Ledger, LedgerKind, LedgerPart, ledger};
use motcua_core::act::ledger::{Entry, Keeper};
use motcua_core::calendar::working_minutes;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, Event, Holder};
use motcua_core::{Moment, dossier as rules};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};
use motcua_told::stays::{self, AgencySum, over, share};

/// One stay of the dossier with somebody.
pub struct Stay {
    /// With whom.
    pub who: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Working time.
    pub time: String,
    /// The share of the limit; empty where there is none, and on all but the last
    /// line of a stay.
    pub share: String,
    /// How much was beyond it; empty for nothing.
    pub overrun: String,
    minutes: i64,
    kind: LedgerKind,
}

/// The ledger as a drawing and as rows.
pub struct TimeLedger {
    /// SVG.
    pub svg: String,
    /// The same in words.
    pub stays: Vec<Stay>,
    /// Agency by agency; empty where only one had it.
    pub sums: Vec<AgencySum>,
}

/// Who had the dossier for how long, up to now.
pub fn time_ledger(
    app: &App,
    dossier: &Dossier,
    events: &[Event],
    names: &Names,
    now: Moment,
    page: &Page,
) -> TimeLedger {
    let mut stays = Vec::new();
    for entry in rules::ledger(events, &app.law, now) {
        stays.extend(split_at_due(app, dossier, &entry).into_iter().map(|(from, until, kind)| {
            let agency = agency_of(dossier, &entry.keeper);
            let minutes = working_minutes(from, until, &app.law.calendar, app.law.hours_of(agency));
            let open = entry.open && until == entry.until;
            Stay {
                who: who(app, &entry.keeper, kind, names, page),
                from: page.moment(from),
                until: if open { page.t("đến nay", "until now").to_string() } else { page.moment(until) },
                time: page.working_time(minutes),
                share: if until == entry.until { share(&entry, page) } else { String::new() },
                overrun: if until == entry.until { over(entry.overrun_minutes, page) } else { String::new() },
                minutes,
                kind,
            }
        }));
    }
    let parts: Vec<LedgerPart<'_>> = stays
        .iter()
        // What took no working time stands in the table only.
        .filter(|stay| stay.minutes > 0)
        .map(|stay| LedgerPart {
            who: &stay.who,
            time: &stay.time,
            minutes: u64::try_from(stay.minutes).unwrap_or_default(),
            kind: stay.kind,
        })
        .collect();
    let label = dossier.due_at().map(|due| format!("{} {}", page.t("hạn", "due"), due.day().vn()));
    let due = due_minute(app, dossier, events, now).zip(label.as_deref());
    let total: i64 = stays.iter().map(|stay| stay.minutes).sum();
    let desc = format!("{}: {}", page.t("Tổng thời gian làm việc", "Working time"), page.working_time(total));
    let title = page.t("Ai đã giữ hồ sơ bao lâu", "Who had the dossier for how long");
    let svg = ledger(&Ledger { id: "time", title, desc: &desc, parts: &parts, due });
    // Shares beside the holder are drawn once, as the time that all of them took together.
    stays.extend(rules::ledger_beside(events, &app.law, now).iter().map(|entry| Stay {
        who: who(app, &entry.keeper, LedgerKind::Working, names, page),
        from: page.moment(entry.from),
        until: if entry.open { page.t("đến nay", "until now").into() } else { page.moment(entry.until) },
        time: page.working_time(entry.working_minutes),
        share: share(entry, page),
        overrun: over(entry.overrun_minutes, page),
        minutes: entry.working_minutes,
        kind: LedgerKind::Working,
    }));
    let sums = stays::stays(app, events, now, page).sums;
    TimeLedger { svg, stays, sums }
}

fn agency_of<'a>(dossier: &'a Dossier, keeper: &'a Keeper) -> &'a AgencyCode {
    match keeper {
        Keeper::Desk { agency, .. } | Keeper::Beside { agency, .. } | Keeper::Asked { agency, .. } => agency,
        Keeper::Applicant => &dossier.submission.receiving,
        Keeper::Shared | Keeper::Outage { .. } => &dossier.submission.competent,
    }
}

/// An agency's stay beyond the due date is two: until the date, and over it.
fn split_at_due(app: &App, dossier: &Dossier, entry: &Entry) -> Vec<(Moment, Moment, LedgerKind)> {
    let (from, until) = (entry.from, entry.until);
    if matches!(entry.keeper, Keeper::Applicant | Keeper::Outage { .. }) {
        return vec![(from, until, LedgerKind::Waiting)];
    }
    let done = dossier.completion().map(|(at, _)| at);
    // After the result is ready nothing can be overdue any more.
    let due = dossier.due_at().filter(|due| done.is_none_or(|at| at > *due) && *due < until);
    let over_until = done.map_or(until, |at| at.min(until));
    let Some(due) = due else { return vec![(from, until, LedgerKind::Working)] };
    let pieces = [
        (from, due.max(from), LedgerKind::Working),
        (due.max(from), over_until.max(due.max(from)), LedgerKind::Overrun),
        (over_until.max(due.max(from)), until, LedgerKind::Working),
    ];
    let hours = app.law.hours_of(agency_of(dossier, &entry.keeper));
    let worked = |from, until| working_minutes(from, until, &app.law.calendar, hours);
    pieces.into_iter().filter(|(from, until, _)| worked(*from, *until) > 0).collect()
}

/// Where the due date stands in the drawing, in working minutes from its left.
fn due_minute(app: &App, dossier: &Dossier, events: &[Event], now: Moment) -> Option<u64> {
    let due = dossier.due_at()?;
    let worked = |from, until, agency: &AgencyCode| {
        working_minutes(from, until, &app.law.calendar, app.law.hours_of(agency))
    };
    let until_due: i64 = rules::ledger(events, &app.law, now)
        .iter()
        .filter(|entry| entry.from < due)
        .map(|entry| worked(entry.from, entry.until.min(due), agency_of(dossier, &entry.keeper)))
        .sum();
    let end = dossier.completion().map_or(now, |_| dossier.last_at);
    let to_come = if end < due { worked(end, due, &dossier.submission.competent) } else { 0 };
    u64::try_from(until_due + to_come).ok()
}

fn who(app: &App, keeper: &Keeper, kind: LedgerKind, names: &Names, page: &Page) -> String {
    match keeper {
        Keeper::Shared => {
            let all = page.t("Các cơ quan làm song song", "Agencies side by side");
            match kind {
                LedgerKind::Overrun => format!("{all}, {}", page.t("quá hạn", "overdue")),
                _ => all.to_string(),
            }
        }
        Keeper::Beside { agency, .. } => stays::beside(app, agency, page),
        Keeper::Applicant => page
            .t("Chờ người nộp (không tính vào thời hạn)", "Waiting for the applicant (not counted)")
            .into(),
        Keeper::Outage { cause } => motcua_messages::cause(*cause, page.language()).into(),
        Keeper::Asked { agency, .. } => {
            let agency = agency_name(app, agency, page.language());
            format!("{} {agency}", page.t("Chờ ý kiến của", "Waiting for the opinion of"))
        }
        Keeper::Desk { agency, duty, officer } => {
            let holder = Holder { agency: agency.clone(), duty: *duty, step: 0, officer: officer.clone() };
            let desk = names.desk(app, &holder, page);
            match kind {
                LedgerKind::Overrun => format!("{desk}, {}", page.t("quá hạn", "overdue")),
                _ => desk,
            }
        }
    }
}
