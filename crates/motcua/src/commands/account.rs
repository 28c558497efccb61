//! `motcua account …`: who may sign in. Another process may write beside a running
//! server on both engines, which asks for the account at every request.

use super::in_force::law_in_force;
use super::serve::open_store;
use super::served;
use crate::config::Config;
use crate::password::hash;
use crate::said::{opening, said};
use crate::system::random;
use motcua_core::account::{
    AccountCommand, DisableAccount, EnableAccount, OpenAccount, PASSWORD_CHARS_MAX, PasswordHash,
    SetPassword, log_in_name, must_be_strong, opened, password_of,
};
use motcua_core::act::{Actor, OfficerId};
use motcua_core::command::Asks;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{DossierCommand, Reassign};
use motcua_core::{Halt, Refusal};
use motcua_store::act::{self, Acting};
use motcua_store::{Store, account};
use std::io::{BufRead, Read};

/// Where a password comes from; never from the command line, which others can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Password {
    /// A line of standard input.
    Stdin,
    /// Made here and shown once.
    Random,
}

/// Makes an account.
pub fn add(config: &Config, asked: &OpenAccount, from: Password) -> Result<(), String> {
    let store = open_store(config)?;
    let law = law_in_force(config, &store)?.now().law;
    served::home(&law)?;
    // Before a password is asked for.
    let officer = opened(&law, asked).map_err(|wrong| said(&wrong))?.officer;
    if store.read(|rows| account::get(rows, &officer.id)).map_err(|fault| opening(&fault))?.is_some() {
        return Err(said(&[Refusal::of("account.id-taken").at("id").with("given", &officer.id)]));
    }
    let password = taken_from(from, &officer.id)?;
    let command = OpenAccount { password: PasswordHash(hash(&password)?), ..asked.clone() };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã tạo tài khoản / account made: {} · {} · {}", officer.id, officer.name, officer.agency);
    show(from, &password);
    Ok(())
}

/// Does something, in the name of whoever runs this program.
pub fn carry_out<C: Asks>(config: &Config, store: &Store, command: C) -> Result<(), String> {
    let law = law_in_force(config, store)?.now().law;
    let actor = Actor::Operator { name: config.operator.clone() };
    let now = super::demo::now(config, store).map_err(|fault| opening(&fault))?;
    match act::carry_out(store, &Acting::of(&law, &actor, now), command) {
        Ok(_) => Ok(()),
        Err(Halt::Refused(wrong)) => Err(said(&wrong)),
        Err(Halt::Broke(fault)) => Err(opening(&fault)),
    }
}

/// Lists accounts, open and closed: one a line, cut by tabs.
pub fn list(config: &Config, agency: Option<&str>) -> Result<(), String> {
    let store = open_store(config)?;
    let law = law_in_force(config, &store)?.now().law;
    let known = |text: &str| {
        let code = AgencyCode::parse(text.trim()).ok();
        code.filter(|code| law.directory.agency(code).is_some())
            .ok_or_else(|| said(&[Refusal::of("account.unknown-agency").at("agency").with("given", text)]))
    };
    let agency = agency.map(known).transpose()?;
    let all = store.read(|rows| account::accounts(rows, agency.as_ref())).map_err(|fault| opening(&fault))?;
    let today = super::demo::now(config, &store).map_err(|fault| opening(&fault))?.day();
    for listed in &all {
        let officer = listed.on(today);
        let does = match &officer.point {
            Some(point) => format!("{}: {}", point.kind.as_str(), point.name),
            None => officer.duties.iter().map(|duty| duty.as_str()).collect::<Vec<_>>().join(","),
        };
        let state = if listed.is_active { "mở/open" } else { "đóng/closed" };
        println!("{}\t{}\t{}\t{does}\t{state}", officer.id, officer.agency, officer.name);
    }
    eprintln!("{} tài khoản / accounts", all.len());
    Ok(())
}

/// Closes an account.
pub fn disable(config: &Config, id: &str, to_desk: bool, leaves_dossiers: bool) -> Result<(), String> {
    let (store, id) = (open_store(config)?, log_in_name(id));
    if to_desk {
        dossiers_to_desk(config, &store, &id)?;
    }
    let command = DisableAccount { id: id.clone(), leaves_dossiers };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã đóng tài khoản {id}; các phiên của nó đã chấm dứt. / Closed; its sessions are over.");
    Ok(())
}

/// Leaves the dossiers that somebody holds by name to whoever is at their desks, each by itself.
pub fn dossiers_to_desk(config: &Config, store: &Store, id: &OfficerId) -> Result<(), String> {
    let held = store.read(|rows| account::dossiers_held_by(rows, id, u32::MAX));
    let held = held.map_err(|fault| opening(&fault))?;
    for dossier in &held {
        let (code, to_officer) = (dossier.code().clone(), None);
        let command = Reassign { code, to_officer, reason: "Cán bộ thôi giữ nhiệm vụ".into() };
        carry_out(config, store, DossierCommand::from(command))?;
    }
    println!("{} hồ sơ đã giao cho bàn / dossiers left to the desk", held.len());
    Ok(())
}

/// Opens it again.
pub fn enable(config: &Config, id: &str) -> Result<(), String> {
    let id = log_in_name(id);
    let command = EnableAccount { id: id.clone() };
    carry_out(config, &open_store(config)?, AccountCommand::from(command))?;
    println!("Đã mở lại tài khoản {id}. / Opened again.");
    Ok(())
}

/// Gives it another password.
pub fn password(config: &Config, id: &str, from: Password) -> Result<(), String> {
    let (store, id) = (open_store(config)?, log_in_name(id));
    if store.read(|rows| account::get(rows, &id)).map_err(|fault| opening(&fault))?.is_none() {
        return Err(said(&[Refusal::of("account.unknown").at("id").with("given", &id)]));
    }
    let password = taken_from(from, &id)?;
    let command = SetPassword { id: id.clone(), password: PasswordHash(hash(&password)?) };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã đổi mật khẩu của {id}; các phiên của nó đã chấm dứt. / Changed; its sessions are over.");
    show(from, &password);
    Ok(())
}

fn taken_from(from: Password, id: &OfficerId) -> Result<String, String> {
    let password = match from {
        Password::Random => {
            let mut bytes = [0; 16];
            random(&mut bytes);
            return Ok(password_of(&bytes));
        }
        Password::Stdin => {
            let mut line = String::new();
            // A little more than the longest, so that the longest is told from too long.
            let enough = 4 * PASSWORD_CHARS_MAX as u64 + 8;
            let mut input = std::io::stdin().lock().take(enough);
            input.read_line(&mut line).map_err(|error| format!("stdin: {error}"))?;
            line.trim_end_matches(['\r', '\n']).to_string()
        }
    };
    must_be_strong(&password, id).map_err(|refusal| said(&[refusal]))?;
    Ok(password)
}

fn show(from: Password, password: &str) {
    if from == Password::Random {
        println!("Mật khẩu (chỉ hiện lần này) / Password (shown only now): {password}");
    }
}
