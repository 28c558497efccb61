//! The ledger of time in words: who had a dossier, from when to when, how long, and
//! how much of it beyond their share. For everybody: desks and agencies, no names of
//! people.

use motcua_core::Moment;
use motcua_core::act::ledger::{Entry, Keeper, by_agency};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Event, Holder, ledger, ledger_beside};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};

/// One stay of a dossier.
pub struct PublicStay {
    /// Which desk of which agency, or the applicant.
    pub who: String,
    /// From when.
    pub from: String,
    /// Until when, or that they have it now.
    pub until: String,
    /// How long, in office hours.
    pub time: String,
    /// The share of the limit; empty where there is none.
    pub share: String,
    /// How much was beyond it; empty for nothing.
    pub overrun: String,
    /// They have it now.
    pub now: bool,
}

/// What one agency took.
pub struct AgencySum {
    /// Which.
    pub agency: String,
    /// How long, in office hours.
    pub time: String,
    /// Beyond its shares; empty for nothing.
    pub overrun: String,
}

/// The public ledger.
pub struct Stays {
    /// Line by line.
    pub lines: Vec<PublicStay>,
    /// Agency by agency; empty where only one had it.
    pub sums: Vec<AgencySum>,
    /// Who has it now and since when; empty when nobody does.
    pub now: String,
}

/// The ledger up to now, with what agencies did beside the holder. Neighbouring lines of one desk are
/// one here, because the people at it are not told apart.
pub fn stays(app: &App, events: &[Event], now: Moment, page: &Page) -> Stays {
    let entries = ledger(events, &app.law, now);
    let mut joined: Vec<Entry> = Vec::new();
    for entry in &entries {
        match joined.last_mut() {
            Some(last) if same_desk(&last.keeper, &entry.keeper) && last.until == entry.from => {
                last.until = entry.until;
                last.working_minutes += entry.working_minutes;
                last.overrun_minutes += entry.overrun_minutes;
                last.share_minutes = entry.share_minutes.or(last.share_minutes);
                last.open = entry.open;
            }
            _ => joined.push(entry.clone()),
        }
    }
    let aside = ledger_beside(events, &app.law, now);
    let mut all: Vec<&Entry> = joined.iter().chain(&aside).collect();
    all.sort_by_key(|entry| entry.from);
    let lines: Vec<PublicStay> = all.into_iter().map(|entry| line(app, entry, page)).collect();
    let sums = by_agency(&[entries.as_slice(), aside.as_slice()].concat());
    let sums = if sums.len() < 2 { Vec::new() } else { sums };
    let current = joined.last().filter(|entry| entry.open);
    let since = page.t("từ", "since");
    Stays {
        now: current.map_or_else(String::new, |entry| {
            let who = match entry.keeper {
                Keeper::Shared => lead_and_others(app, events, &aside, page),
                _ => who(app, &entry.keeper, page),
            };
            format!("{who}, {since} {}", page.moment(entry.from))
        }),
        sums: sums
            .iter()
            .map(|sum| AgencySum {
                agency: agency_name(app, &sum.agency, page.language()),
                time: page.working_time(sum.working_minutes),
                overrun: over(sum.overrun_minutes, page),
            })
            .collect(),
        lines,
    }
}

/// Who has the dossier while others have shares of it, and who they are.
fn lead_and_others(app: &App, events: &[Event], beside: &[Entry], page: &Page) -> String {
    let lang = page.language();
    let lead = events.iter().rev().find_map(|event| event.fact.gives_to());
    let desk = |holder: &Holder| {
        format!("{}, {}", motcua_messages::duty(holder.duty, lang), agency_name(app, &holder.agency, lang))
    };
    let others = beside.iter().filter(|entry| entry.open).filter_map(|entry| entry.keeper.agency());
    let others: Vec<String> = others.map(|agency| agency_name(app, agency, lang)).collect();
    let others = format!("{} {}", page.t("cùng lúc", "at the same time"), others.join("; "));
    lead.map(desk).into_iter().chain([others]).collect::<Vec<_>>().join(", ")
}

fn line(app: &App, entry: &Entry, page: &Page) -> PublicStay {
    PublicStay {
        who: who(app, &entry.keeper, page),
        from: page.moment(entry.from),
        until: if entry.open {
            page.t("đến nay", "until now").to_string()
        } else {
            page.moment(entry.until)
        },
        time: page.working_time(entry.working_minutes),
        share: share(entry, page),
        overrun: over(entry.overrun_minutes, page),
        now: entry.open,
    }
}

/// The share of the limit in words; empty where there is none.
pub fn share(entry: &Entry, page: &Page) -> String {
    let share = entry.share_minutes.filter(|minutes| *minutes > 0);
    share.map_or_else(String::new, |minutes| page.working_time(minutes))
}

/// What was beyond it, in words; empty for nothing.
pub fn over(minutes: i64, page: &Page) -> String {
    if minutes > 0 { page.working_time(minutes) } else { String::new() }
}

fn same_desk(one: &Keeper, two: &Keeper) -> bool {
    match (one, two) {
        (Keeper::Desk { agency, duty, .. }, Keeper::Desk { agency: other, duty: as_well, .. }) => {
            agency == other && duty == as_well
        }
        (one, two) => one == two,
    }
}

/// A desk of an agency, an agency that was asked, or the applicant.
fn who(app: &App, keeper: &Keeper, page: &Page) -> String {
    let lang = page.language();
    match keeper {
        Keeper::Shared => page.t("Các cơ quan làm song song", "Agencies side by side").to_string(),
        Keeper::Beside { agency, .. } => beside(app, agency, page),
        Keeper::Applicant => page.t("Chờ người nộp", "Waiting for the applicant").to_string(),
        Keeper::Outage { cause } => motcua_messages::cause(*cause, lang).to_string(),
        Keeper::Asked { agency, .. } => {
            format!(
                "{} {}",
                page.t("Chờ ý kiến của", "Waiting for the opinion of"),
                agency_name(app, agency, lang)
            )
        }
        Keeper::Desk { agency, duty, .. } => {
            format!("{}, {}", motcua_messages::duty(*duty, lang), agency_name(app, agency, lang))
        }
    }
}

/// An agency with a share beside the holder.
pub fn beside(app: &App, agency: &AgencyCode, page: &Page) -> String {
    format!("{} {}", page.t("Song song:", "Beside:"), agency_name(app, agency, page.language()))
}
