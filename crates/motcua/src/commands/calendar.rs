//! `motcua calendar preview` and `motcua calendar move`: what a changed calendar does
//! to the dates that were promised, and moving them.

use super::demo;
use super::in_force::{books_in_force, policy};
use super::serve::open_store;
use crate::config::Config;
use crate::said::{listed, opening};
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::dossier::{Dossier, DossierCode, DossierCommand, DossierId, MoveDue, Mover};
use motcua_core::{Halt, Law, Moment};
use motcua_messages::Lang;
use motcua_store::act::{Acting, carry_out};
use motcua_store::outage::{lasting, running};
use motcua_store::{Store, account};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Rows of one read.
const READ_ROWS: u32 = 500;
/// How many dossiers are named beside a reason why they stay.
const CODES_SHOWN: usize = 5;

/// Who moves dates, and because of which decision.
pub struct MovedBecause {
    /// The log-in name of a leader who answers for the dates.
    pub officer: String,
    /// The decision that changed the days off; it stands in each history.
    pub decision: String,
}

/// Lists the running dossiers whose date is another under the catalogue in this
/// folder. Nothing is written.
pub fn preview(config: &Config, folder: Option<PathBuf>) -> Result<(), String> {
    let (law, store) = opened(config, folder)?;
    let mut total = 0;
    each(&law, &store, now(config, &store)?, |dossier, becomes| {
        total += 1;
        println!("{}\t{}\t{}", dossier.code(), written(dossier.due_at()), written(Some(becomes)));
        Ok(())
    })?;
    println!("{total} hồ sơ có ngày hẹn thay đổi / dossiers whose date changes");
    Ok(())
}

/// Moves them. What was interrupted goes on: a date that agrees is left alone.
pub fn move_all(config: &Config, folder: Option<PathBuf>, because: &MovedBecause) -> Result<(), String> {
    let (law, store) = opened(config, folder)?;
    let id = OfficerId(because.officer.clone());
    let today = now(config, &store)?.day();
    let found = store.read(|rows| account::log_in(rows, &id, today)).map_err(|fault| opening(&fault))?;
    let officer: Officer = found
        .map(|account| account.officer)
        .ok_or_else(|| format!("Không có tài khoản / no account {:?}", because.officer))?;
    let actor = Actor::Officer(officer);
    let mut moved = 0;
    // By the reason: who may not move one date may mostly move none.
    let mut left: BTreeMap<String, Vec<DossierCode>> = BTreeMap::new();
    each(&law, &store, now(config, &store)?, |dossier, _| {
        let by = Mover::Calendar { decision: because.decision.clone() };
        let command = MoveDue { code: dossier.code().clone(), by };
        let asking = Acting::of(&law, &actor, now(config, &store)?);
        match carry_out(&store, &asking, DossierCommand::from(command)) {
            Ok(_) => moved += 1,
            Err(Halt::Refused(refusals)) => {
                let why = refusals.first().map(|refusal| motcua_messages::sentence(refusal, Lang::Vi));
                left.entry(why.unwrap_or_default()).or_default().push(dossier.code().clone());
            }
            Err(Halt::Broke(fault)) => return Err(opening(&fault)),
        }
        Ok(())
    })?;
    let kept: usize = left.values().map(Vec::len).sum();
    let outcome =
        format!("{moved} hồ sơ đã dời ngày hẹn, {kept} hồ sơ giữ nguyên / dossiers moved, {kept} left");
    let reasons = left.iter().map(|(why, codes)| {
        let shown: Vec<String> = codes.iter().take(CODES_SHOWN).map(DossierCode::to_string).collect();
        let more = if codes.len() > CODES_SHOWN { ", …" } else { "" };
        format!("\n{} × {why} ({}{more})", codes.len(), shown.join(", "))
    });
    let text = outcome + &reasons.collect::<String>();
    match moved {
        0 if kept > 0 => Err(text),
        _ => {
            println!("{text}");
            if moved > 0 {
                println!(
                    "Máy chủ cũng phải chạy với lịch này (MOTCUA_CATALOGUE) thì hồ sơ mới mới được hẹn theo lịch mới. / \
                     The server must run with this calendar too (MOTCUA_CATALOGUE), or it promises by the old one."
                );
            }
            Ok(())
        }
    }
}

/// What time it is for these data.
fn now(config: &Config, store: &Store) -> Result<Moment, String> {
    demo::now(config, store).map_err(|fault| opening(&fault))
}

fn opened(config: &Config, folder: Option<PathBuf>) -> Result<(Law, Store), String> {
    let catalogue = folder.or_else(|| config.catalogue.clone());
    let config = Config { catalogue, ..config.clone() };
    let store = open_store(&config)?;
    let (books, _) = books_in_force(&config, &store)?;
    let law = books.law(policy(&config, &books)?).map_err(|wrong| listed(&wrong))?;
    Ok((law, store))
}

/// Each running dossier that is due today or later and gets another date.
fn each(
    law: &Law,
    store: &Store,
    now: Moment,
    mut then: impl FnMut(&Dossier, Moment) -> Result<(), String>,
) -> Result<(), String> {
    let by = Mover::Calendar { decision: String::new() };
    let mut after: Option<DossierId> = None;
    loop {
        let page = store.read(|rows| running(rows, now.day().at(0), after, READ_ROWS));
        let page = page.map_err(|fault| opening(&fault))?;
        let since =
            page.iter().filter_map(|dossier| Some(dossier.reception.as_ref()?.promise.counted_from)).min();
        let recorded = store.read(|rows| lasting(rows, since.unwrap_or(now)));
        let recorded = recorded.map_err(|fault| opening(&fault))?;
        for dossier in &page {
            let moved = by.would_move(law, dossier, &recorded);
            if let Some(becomes) = moved.map_err(|refusal| motcua_messages::sentence(&refusal, Lang::Vi))? {
                then(dossier, becomes)?;
            }
        }
        match page.last() {
            Some(last) => after = Some(last.id),
            None => return Ok(()),
        }
    }
}

/// `2026-11-27 17:00`, for a list that a program may read.
fn written(at: Option<Moment>) -> String {
    at.map_or_else(|| "-".to_string(), |at| format!("{} {}", at.day(), at.clock()))
}
