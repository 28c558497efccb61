//! What happened to a dossier, told to the person it belongs to, and who had it
//! for how long.

use motcua_charts::{Ledger, LedgerKind, LedgerPart};
use motcua_core::act::ledger::{Entry, Keeper};
use motcua_core::act::{RecordFact, WhoKind};
use motcua_core::calendar::working_minutes;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{Dossier, Event, Fact, ledger_beside};
use motcua_edge::keyed;
use motcua_edge::page::{Page, agency_name, agency_name_on};
use motcua_edge::visit::Visit;
use motcua_questions::answered::Questions;
use motcua_told::history::{HistoryFor, Telling};
use motcua_told::notice;
use motcua_told::stays::{beside, over, share};

/// One event.
pub(super) struct HistoryLine {
    /// What.
    pub title: &'static str,
    /// When.
    pub time: String,
    /// Who, and for which agency.
    pub who: String,
    /// Why, as it was said; may be empty.
    pub reason: String,
    /// What belongs to it.
    pub details: Vec<String>,
    /// The form that is printed of it: where, and what it is called.
    pub form: Option<(String, String)>,
}

/// The history, oldest first.
pub(super) fn lines(
    visit: &Visit,
    version: Option<&Version>,
    dossier: &Dossier,
    events: &[Event],
    page: &Page,
) -> Vec<HistoryLine> {
    // As it was handed in: what was corrected since is told with its correction.
    let first = events.first().map(|event| &event.fact);
    let handed_in =
        if let Some(Fact::Submitted(handed_in)) = first { handed_in } else { &dossier.submission };
    let telling = Telling {
        app: &visit.app,
        version,
        questions: Questions::of(&visit.app, handed_in, visit.lang),
        page,
        reader: HistoryFor::Applicant,
    };
    let line = |event: &Event| HistoryLine {
        title: motcua_messages::event(event.fact.kind(), visit.lang),
        time: page.moment(event.at),
        who: match (&event.who.agency, event.who.kind) {
            (None, WhoKind::System) => motcua_messages::who(&event.who, visit.lang),
            (Some(agency), _) => format!(
                "{}, {}",
                motcua_messages::who(&event.who, visit.lang),
                agency_name_on(&visit.app, agency, event.at.day(), visit.lang)
            ),
            (None, WhoKind::Person | WhoKind::Clock | WhoKind::Operator) => {
                page.t("Quý vị", "You").to_string()
            }
        },
        // What offices say among themselves is their own affair.
        reason: event.reason.clone().filter(|_| !event.fact.is_among_offices()).unwrap_or_default(),
        details: telling.details(&event.fact),
        form: notice::link_words(&event.fact, page)
            .map(|words| (keyed::href(visit, dossier, &format!("/notices/{}", event.seq)), words)),
    };
    events.iter().map(line).collect()
}

/// One line of the table below the chart of time.
pub(super) struct Stay {
    /// Who had it.
    pub who: String,
    /// From when.
    pub from: String,
    /// Until when; for whoever has it now, that they have.
    pub until: String,
    /// How long, in office hours.
    pub time: String,
    /// The share of the limit; empty where there is none.
    pub share: String,
    /// How much was beyond it; empty for nothing.
    pub overrun: String,
}

/// The ledger of time as a table, and as a chart; nothing before the first minute.
pub(super) fn ledger(visit: &Visit, dossier: &Dossier, events: &[Event], page: &Page) -> (Vec<Stay>, String) {
    let entries = motcua_core::dossier::ledger(events, &visit.app.law, visit.now);
    if entries.iter().all(|entry| entry.working_minutes == 0) {
        return (Vec::new(), String::new());
    }
    let beside = ledger_beside(events, &visit.app.law, visit.now);
    let mut all: Vec<&Entry> = entries.iter().chain(&beside).collect();
    all.sort_by_key(|entry| entry.from);
    let stays = all
        .into_iter()
        .map(|entry| Stay {
            who: who(visit, entry, events, page),
            from: page.moment(entry.from),
            until: if entry.open {
                page.t("đến nay", "until now").to_string()
            } else {
                page.moment(entry.until)
            },
            time: page.working_time(entry.working_minutes),
            share: share(entry, page),
            overrun: over(entry.overrun_minutes, page),
        })
        .collect();
    (stays, chart(visit, dossier, events, &entries, page))
}

fn who(visit: &Visit, entry: &Entry, events: &[Event], page: &Page) -> String {
    match &entry.keeper {
        Keeper::Shared => page.t("Các cơ quan làm song song", "Agencies side by side").to_string(),
        Keeper::Beside { agency, .. } => beside(&visit.app, agency, page),
        Keeper::Applicant => page.t("Chờ quý vị", "Waiting for you").to_string(),
        Keeper::Outage { cause } => motcua_messages::cause(*cause, visit.lang).to_string(),
        Keeper::Asked { agency, .. } => {
            let agency = agency_name(&visit.app, agency, visit.lang);
            format!("{} {agency}", page.t("Chờ ý kiến của", "Waiting for the opinion of"))
        }
        Keeper::Desk { agency, duty, officer } => {
            let desk = motcua_messages::duty(*duty, visit.lang);
            let agency = agency_name(&visit.app, agency, visit.lang);
            // The name as history has it; whoever has not acted yet is the desk.
            let acted = events.iter().find(|event| officer.is_some() && event.who.officer == *officer);
            match acted {
                Some(event) => format!("{}, {desk}, {agency}", event.who.name),
                None => format!("{desk}, {agency}"),
            }
        }
    }
}

/// A stay of a desk that began in time and ended late is drawn as two.
fn chart(visit: &Visit, dossier: &Dossier, events: &[Event], entries: &[Entry], page: &Page) -> String {
    let law = &visit.app.law;
    let due = dossier.due_at();
    let hours = |agency| law.hours_of(agency);
    let mut drawn: Vec<(String, i64, LedgerKind)> = Vec::new();
    let mut before_due = 0;
    for entry in entries {
        let name = who(visit, entry, events, page);
        let late_from = due.filter(|due| *due < entry.until);
        let counts_by = entry.keeper.agency().unwrap_or(&dossier.submission.competent);
        match (&entry.keeper, late_from) {
            (
                Keeper::Desk { .. } | Keeper::Shared | Keeper::Beside { .. } | Keeper::Asked { .. },
                Some(due),
            ) => {
                let agency = counts_by;
                let late = working_minutes(due.max(entry.from), entry.until, &law.calendar, hours(agency));
                let in_time = entry.working_minutes - late;
                if in_time > 0 {
                    drawn.push((name.clone(), in_time, LedgerKind::Working));
                }
                before_due += in_time;
                drawn.push((
                    format!("{name} ({})", page.t("sau hẹn", "after due")),
                    late,
                    LedgerKind::Overrun,
                ));
            }
            (Keeper::Desk { .. } | Keeper::Shared | Keeper::Beside { .. } | Keeper::Asked { .. }, None) => {
                before_due += entry.working_minutes;
                drawn.push((name, entry.working_minutes, LedgerKind::Working));
            }
            (Keeper::Applicant | Keeper::Outage { .. }, _) => {
                before_due += entry.working_minutes;
                drawn.push((name, entry.working_minutes, LedgerKind::Waiting));
            }
        }
    }
    if let (Some(due), Some(last)) = (due, entries.last())
        && last.until < due
    {
        let rest = working_minutes(last.until, due, &law.calendar, hours(&dossier.submission.competent));
        before_due += rest;
    }
    let times: Vec<String> = drawn.iter().map(|(_, minutes, _)| page.working_time(*minutes)).collect();
    let length = |minutes: i64| u64::try_from(minutes).unwrap_or_default();
    let parts: Vec<LedgerPart<'_>> = drawn
        .iter()
        .zip(&times)
        .map(|((who, minutes, kind), time)| LedgerPart { who, time, minutes: length(*minutes), kind: *kind })
        .collect();
    let label = due.map(|due| format!("{} {}", page.t("hẹn", "due"), due.day().vn()));
    let desc: Vec<String> =
        drawn.iter().zip(&times).map(|((who, _, _), time)| format!("{who}: {time}")).collect();
    motcua_charts::ledger(&Ledger {
        id: "time",
        title: page.t("Ai đã giữ hồ sơ bao lâu", "Who had the dossier for how long"),
        desc: &desc.join("; "),
        parts: &parts,
        due: label.as_deref().map(|label| (length(before_due), label)),
    })
}
