//! The work list: what lies at the officer's desks, earliest due first.

use super::followed;
use super::foreign_seal::foreign_seal;
use super::keys_end::keys_end;
use super::owed::{
    OwedRow, ReplacementRow, ShareRow, exchange_row, instructions, owed, replacement_row, share_rows,
};
use super::registers::keeps;
use super::sign;
use super::words::{procedure_name, status_kind};
use super::work_parts::{Tab, batches, desks, first_with_work, part_name, parts};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, DossierId, Holder, Verb, WorkShare, share_until};
use motcua_core::{Fault, Law, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, has_centre, html, see_other};
use motcua_edge::signed::Signed;
use motcua_store::deed::{replacements_waiting, to_exchange};
use motcua_store::dossier::{After, events, place_in_hand};
use motcua_store::result_out;
use motcua_store::worklist::{
    WorkPart, given_out, given_out_count, instructions_owed, loads, opinions_owed, part_in_hand, shares_out,
    shares_out_count,
};
use motcua_store::{Rows, account};
use motcua_told::clock::unacknowledged_before;
use motcua_told::due::{DueWords, due_words, share_words};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Rows on one page.
const PAGE_ROWS: u32 = 50;
/// Opinions and answers that the page names, of each.
const OWED_ROWS: u32 = 50;
/// Shares beside holders that the page names.
const SHARE_ROWS: u32 = 50;
/// Dossiers at other agencies that the page names.
const GIVEN_OUT_ROWS: u32 = 20;

/// Which desk, which part of its work, and from where on.
#[derive(Deserialize)]
pub struct WorkQuery {
    #[serde(default)]
    desk: String,
    #[serde(default)]
    part: String,
    #[serde(default)]
    after: String,
}

/// A dossier in a list.
pub struct WorkRow {
    /// Its code and state, as a list of several sends it.
    pub item: String,
    /// Its code.
    pub code: String,
    /// Whose.
    pub applicant: String,
    /// Of which procedure.
    pub procedure: String,
    /// Shape of the status.
    pub kind: &'static str,
    /// The status in words.
    pub status: &'static str,
    /// Whom it was given to by name; empty for whoever has the duty.
    pub officer: String,
    /// How the due date stands.
    pub due: DueWords,
    /// Until when the desk has its share, where agencies share the limit; may be empty.
    pub share: String,
}

#[derive(Template)]
#[template(path = "officer/work.html")]
struct Work {
    page: Page,
    desks: Vec<Tab>,
    parts: Vec<Tab>,
    caption: String,
    rows: Vec<WorkRow>,
    standing: String,
    first_href: String,
    next_href: String,
    receives: bool,
    /// What may be done to several at once: where, and its name.
    batches: Vec<(&'static str, &'static str)>,
    moves: bool,
    /// That the certificate of the agency's seal ends soon or has ended; empty otherwise.
    /// Whose certificates end soon.
    keys_end: Vec<String>,
    /// How many papers wait for the officer's key; empty for none.
    to_sign: String,
    /// How many of the agency wait for somebody else's key; empty for none.
    to_sign_of_others: String,
    /// That the agency's seal bears another name than the agency; empty otherwise.
    foreign_seal: String,
    /// Sees the books of papers.
    books: bool,
    /// Keeps the book of dossiers.
    follows: bool,
    /// How many results are to be sent, looked for or taken over.
    results: i64,
    /// Keeps registers of civil status.
    registers: bool,
    /// Papers that are to replace others and wait to be issued.
    replacements: Vec<ReplacementRow>,
    /// Papers that count no more and are in somebody's hand.
    exchanged: Vec<ReplacementRow>,
    opinions: Vec<OwedRow>,
    instructions: Vec<OwedRow>,
    /// What this desk has of dossiers that others hold.
    shares: Vec<ShareRow>,
    /// How many there are, where more than the page names.
    shares_all: String,
    given_out: Vec<GivenOutRow>,
    /// How many there are, where more than the page names.
    given_out_all: String,
}

/// A dossier that this desk has given to another agency.
struct GivenOutRow {
    /// Where it can be recorded what came back, or the dossier.
    href: String,
    code: String,
    procedure: String,
    /// Which agency has it.
    agency: String,
    /// Since when.
    since: String,
    due: DueWords,
    share: String,
    /// The agency has no accounts here: this desk records what comes back.
    records: bool,
}

/// `GET /officer/work?desk=&part=&after=`
pub async fn work(signed: Signed, Query(asked): Query<WorkQuery>) -> Reply {
    let (app, officer, now) = (&signed.visit.app, &signed.officer, signed.visit.now);
    if officer.point.is_some() {
        return Ok(see_other("/officer/helped"));
    }
    let of_desks = |duty: &Duty| Duty::DESKS.contains(duty) && officer.has(*duty);
    let desk = Duty::parse(&asked.desk).filter(of_desks).or_else(|| Duty::DESKS.into_iter().find(of_desks));
    let Some(desk) = desk else {
        // Whoever only keeps accounts has their work there.
        return match officer.has(Duty::Staff) {
            true => Ok(see_other("/manage/staff")),
            false => Err(Refusal::of("account.no-duty-today").into()),
        };
    };
    let after = after(&asked.after);
    // Whose desk answers for the agency.
    let answers = matches!(desk, Duty::Case | Duty::Leader);
    let late_if_sent_before = unacknowledged_before(&app.law, app.law.hours_of(&officer.agency), now);
    let replacements = match desk {
        Duty::Registry => app.read(|rows| replacements_waiting(rows, &officer.agency, OWED_ROWS))?,
        _ => Vec::new(),
    };
    let of_others = match desk {
        Duty::Leader => sign::count_of_others(&signed)?,
        _ => 0,
    };
    let held = match desk {
        Duty::Reception => app.read(|rows| to_exchange(rows, &officer.agency, OWED_ROWS))?,
        _ => Vec::new(),
    };
    let receives = officer.has(Duty::Reception) && has_centre(app, &officer.agency);
    let results_due = match receives {
        true => app.read(|rows| result_out::due_at(rows, &officer.agency))?,
        false => 0,
    };
    let (all_loads, part, listed, names, owed_opinions, instructed, beside, out) = app.read(|rows| {
        let mut all_loads = Vec::new();
        for duty in Duty::DESKS.into_iter().filter(|duty| officer.has(*duty)) {
            all_loads.push((duty, loads(rows, &officer.agency, duty, now, late_if_sent_before)?));
        }
        let here = all_loads.iter().find(|(duty, _)| *duty == desk).map(|(_, loads)| loads.as_slice());
        let part = WorkPart::parse(&asked.part).unwrap_or_else(|| first_with_work(here.unwrap_or_default()));
        let dossiers = part_in_hand(rows, &officer.agency, desk, part, after, PAGE_ROWS)?;
        let listed = with_shares(rows, &app.law, now, dossiers)?;
        let names = names(rows, &signed)?;
        let owed_opinions =
            if answers { opinions_owed(rows, &officer.agency, OWED_ROWS)? } else { Vec::new() };
        let instructed =
            if answers { instructions_owed(rows, &officer.agency, OWED_ROWS)? } else { Vec::new() };
        let shares = shares_out(rows, &officer.agency, desk, SHARE_ROWS)?;
        // What the page can name needs no counting.
        let all = match shares.len() as u32 {
            SHARE_ROWS => shares_out_count(rows, &officer.agency, desk)?,
            _ => 0,
        };
        let out = given_out_of(rows, &signed, desk)?;
        Ok::<_, Fault>((all_loads, part, listed, names, owed_opinions, instructed, (shares, all), out))
    })?;
    let page = signed.visit.page("work", "Việc của tôi", "My work");
    let here = all_loads.iter().find(|(duty, _)| *duty == desk).map(|(_, loads)| loads.clone());
    let here = here.unwrap_or_default();
    let in_part = here.iter().find(|load| load.part == part).map_or(0, |load| load.all);
    let base = format!("/officer/work?desk={}&part={}", desk.as_str(), part.as_str());
    let full = listed.len() as u32 == PAGE_ROWS;
    let next_href = listed.last().filter(|_| full).map_or_else(String::new, |(last, _)| {
        let After { at, id } = place_in_hand(last);
        format!("{base}&after={at}.{id}")
    });
    // What the agency is asked itself is on its list already.
    let answers_for =
        |out: &&Out| out.records && !out.dossier.instructed_agencies().contains(&&officer.agency);
    let lang = signed.visit.lang;
    let name = part_name(part, desk, &page);
    html_of(Work {
        desks: desks(&all_loads, desk, &page),
        parts: parts(&here, part, desk, &page),
        caption: format!("{}, {name}", motcua_messages::duty(desk, lang)),
        standing: format!(
            "{} / {} {}",
            page.count(listed.len() as i64),
            page.count(in_part),
            page.t("hồ sơ", "dossiers")
        ),
        rows: listed.iter().map(|listed| row(app, listed, now, &page, &names)).collect(),
        first_href: if after.is_some() { base } else { String::new() },
        next_href,
        receives,
        moves: officer.has(Duty::Leader),
        results: results_due,
        registers: keeps(app, officer),
        keys_end: keys_end(&signed, desk, &names, &page),
        to_sign: match sign::count(&signed)? {
            0 => String::new(),
            count => page.count(count as i64),
        },
        to_sign_of_others: match of_others {
            0 => String::new(),
            count => page.count(count as i64),
        },
        foreign_seal: foreign_seal(&signed, desk, &page),
        books: officer.has(Duty::Registry) || officer.has(Duty::Leader),
        follows: followed::may(officer).is_ok(),
        replacements: replacements.iter().filter_map(|dossier| replacement_row(&signed, dossier)).collect(),
        exchanged: held.iter().filter_map(|dossier| exchange_row(&signed, dossier)).collect(),
        opinions: owed_opinions.iter().flat_map(|dossier| owed(&signed, dossier, &page)).collect(),
        instructions: instructed
            .iter()
            .chain(out.dossiers.iter().filter(answers_for).map(|out| &out.dossier))
            .flat_map(|dossier| instructions(&signed, dossier, &page))
            .collect(),
        shares_all: if beside.1 > beside.0.len() as i64 { page.count(beside.1) } else { String::new() },
        shares: beside.0.iter().flat_map(|dossier| share_rows(&signed, dossier, desk, &page)).collect(),
        batches: batches(desk, part, &page),
        given_out_all: if out.all > out.dossiers.len() as i64 { page.count(out.all) } else { String::new() },
        given_out: out.dossiers.iter().flat_map(|out| given_out_rows(&signed, out, &page)).collect(),
        page,
    })
}

/// A dossier of a list, with the day of the share of whoever has it; none where no share runs.
pub type Listed = (Dossier, Option<Moment>);

/// These with the day of each one's share. Only where agencies share the limit its history is read.
pub fn with_shares(
    rows: &mut dyn Rows,
    law: &Law,
    now: Moment,
    dossiers: Vec<Dossier>,
) -> Result<Vec<Listed>, Fault> {
    let with_share = |dossier: Dossier| {
        let until = match dossier.is_shared(law) {
            true => share_until(&events(rows, dossier.id)?, law, now),
            false => None,
        };
        Ok((dossier, until))
    };
    dossiers.into_iter().map(with_share).collect()
}

/// What a desk has given to other agencies.
struct GivenOut {
    /// The longest out first.
    dossiers: Vec<Out>,
    all: i64,
}

/// A dossier at another agency.
struct Out {
    dossier: Dossier,
    /// Until when that agency has its share.
    share: Option<Moment>,
    /// This desk records what comes back.
    records: bool,
    /// The shares of which this desk records what comes back.
    spoken_for: Vec<u32>,
}

fn given_out_of(rows: &mut dyn Rows, signed: &Signed, desk: Duty) -> Result<GivenOut, Fault> {
    let (agency, now) = (&signed.officer.agency, signed.visit.now);
    let day = now.day();
    // The same few desks come again and again.
    let mut known: BTreeMap<(AgencyCode, Duty), bool> = BTreeMap::new();
    let mut dossiers = Vec::new();
    let out = given_out(rows, agency, desk, GIVEN_OUT_ROWS)?;
    let is_here = |keeper: &Holder| keeper.agency == *agency && keeper.duty == desk;
    for (dossier, share) in with_shares(rows, &signed.visit.app.law, now, out)? {
        let mut sits = |of: &AgencyCode, duty: Duty| {
            let at = (of.clone(), duty);
            if let Some(sits) = known.get(&at) {
                return Ok(*sits);
            }
            let sits = account::has_staff(rows, of, duty, day)?;
            known.insert(at, sits);
            Ok(sits)
        };
        let records = dossier.recorded_by(&mut sits)?.is_some_and(is_here);
        let mut spoken_for = Vec::new();
        for share in dossier.shares_out() {
            if dossier.share_recorded_by(share, &mut sits)?.is_some_and(is_here) {
                spoken_for.push(share.given.number);
            }
        }
        dossiers.push(Out { dossier, share, records, spoken_for });
    }
    // What the page can name needs no counting.
    let all = match dossiers.len() as u32 {
        GIVEN_OUT_ROWS => given_out_count(rows, agency, desk)?,
        few => i64::from(few),
    };
    Ok(GivenOut { dossiers, all })
}

/// A line of a dossier at another agency; of one that lies here, a line for each share of it.
fn given_out_rows(signed: &Signed, out: &Out, page: &Page) -> Vec<GivenOutRow> {
    if out.dossier.holder.agency != signed.officer.agency {
        return vec![given_out_row(signed, out, page)];
    }
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, page.language());
    let dossier = &out.dossier;
    let row = |share: &WorkShare| {
        let records = out.spoken_for.contains(&share.given.number);
        let href = format!("/officer/dossiers/{}", dossier.code());
        GivenOutRow {
            href: if records { format!("{href}/{}", Verb::ReturnShare.as_str()) } else { href },
            code: dossier.code().to_string(),
            procedure: procedure_name(app, &dossier.submission.procedure, lang),
            agency: agency_name(app, &share.given.to.agency, lang),
            since: page.moment(share.given_at),
            due: due_words(dossier, &app.law, now, page),
            share: share_words(share.given.due, now, page),
            records,
        }
    };
    dossier.shares_out().map(row).collect()
}

fn given_out_row(signed: &Signed, out: &Out, page: &Page) -> GivenOutRow {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, page.language());
    let Out { dossier, share, records, .. } = out;
    let records = *records && dossier.must_admit(Verb::RecordReply).is_ok();
    let href = format!("/officer/dossiers/{}", dossier.code());
    GivenOutRow {
        href: if records { format!("{href}/{}", Verb::RecordReply.as_str()) } else { href },
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        agency: agency_name(app, &dossier.holder.agency, lang),
        since: page.moment(dossier.stands_since()),
        due: due_words(dossier, &app.law, now, page),
        share: share_words(*share, now, page),
        records,
    }
}

fn html_of(work: Work) -> Reply {
    Ok(html(StatusCode::OK, &work))
}

/// A dossier as a line of a list.
pub fn row(
    app: &App,
    (dossier, share): &Listed,
    now: Moment,
    page: &Page,
    names: &BTreeMap<OfficerId, String>,
) -> WorkRow {
    let lang = page.language();
    let officer = dossier.holder.officer.as_ref();
    WorkRow {
        item: format!("{} {}", dossier.code(), dossier.seq),
        code: dossier.code().to_string(),
        applicant: dossier.submission.applicant.name.clone(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        officer: officer.map_or_else(String::new, |id| names.get(id).unwrap_or(&id.0).clone()),
        due: due_words(dossier, &app.law, now, page),
        share: share_words(*share, now, page),
    }
}

/// Who works where the officer works.
pub fn names(rows: &mut dyn Rows, signed: &Signed) -> Result<BTreeMap<OfficerId, String>, Fault> {
    let colleagues = account::officers_at(rows, &signed.officer.agency, signed.visit.now.day())?;
    Ok(colleagues.into_iter().map(|officer| (officer.id, officer.name)).collect())
}

fn after(text: &str) -> Option<After> {
    let (at, id) = text.split_once('.')?;
    Some(After { at: at.parse().ok()?, id: DossierId::parse(id)? })
}
