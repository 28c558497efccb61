//! What the product says of the shares of several agencies, in the oracle's words.

use motcua_core::act::ledger::{AgencyTime, Entry, Keeper, by_agency};
use motcua_core::dossier::{
    Dossier, Event, HowShareEnded, ShareKept, WorkShare, hand_overs, ledger, ledger_beside,
};
use motcua_core::{Law, Moment};
use serde_json::{Value, json};

/// Adds the ledger up to this moment, the shares beside it, the slip of hand-overs and the sums by agency.
pub fn tell(answer: &mut Value, dossier: &Dossier, happened: &[Event], law: &Law, now: Moment) {
    let entries = ledger(happened, law, now);
    answer["ledger"] = entries.iter().filter(|entry| entry.from < entry.until).map(line).collect();
    let slips = hand_overs(happened, law).into_iter();
    answer["slips"] = slips.map(|all| all.kept.map(slip)).collect::<Vec<_>>().into();
    let sums = by_agency(&entries).into_iter().filter(|sum| sum.working_minutes > 0);
    let sum = |sum: AgencyTime| (sum.agency.to_string(), json!([sum.working_minutes, sum.overrun_minutes]));
    answer["agencies"] = sums.map(sum).collect();
    let beside = ledger_beside(happened, law, now);
    answer["beside"] = beside.iter().zip(&dossier.shares).map(|(entry, share)| side(entry, share)).collect();
}

/// A share: its line, its date and how it ended.
fn side(entry: &Entry, share: &WorkShare) -> Value {
    let mut told = line(entry);
    if let Some(told) = told.as_array_mut() {
        let how = share.ended.as_ref().map(|end| match &end.how {
            HowShareEnded::Returned { word, .. } => word.as_str(),
            HowShareEnded::TakenBack { .. } => "taken back",
            HowShareEnded::Overtaken => "overtaken",
        });
        told.extend([json!(share.given.due), json!(how)]);
    }
    told
}

/// A line of the ledger as the oracle writes it.
fn line(entry: &Entry) -> Value {
    let who = match &entry.keeper {
        Keeper::Shared => "shared".to_string(),
        Keeper::Beside { agency, share, .. } => format!("{agency} share {share}"),
        Keeper::Applicant => "person".to_string(),
        Keeper::Outage { .. } => "outage".to_string(),
        Keeper::Asked { agency, opinion } => format!("{agency} opinion {opinion}"),
        Keeper::Desk { agency, duty, .. } => format!("{agency} {}", duty.as_str()),
    };
    json!([
        who,
        entry.from,
        entry.until,
        entry.working_minutes,
        entry.share_minutes,
        entry.used_minutes,
        entry.overrun_minutes
    ])
}

/// How a desk kept its share, as the oracle writes it.
fn slip(kept: ShareKept) -> Value {
    match kept {
        ShareKept::Early => json!(["early", 0]),
        ShareKept::OnTime => json!(["on time", 0]),
        ShareKept::Overdue(by) => json!(["overdue", by]),
    }
}
