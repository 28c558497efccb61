//! `motcua account …`: who may sign in. Another process may write beside a running
//! server on both engines, which asks for the account at every request.

use super::in_force::law;
use super::serve::{self, open_store, opening};
use crate::config::Config;
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use motcua_core::Refusal;
use motcua_core::account::{
    OfficerId, OpenAccount, PASSWORD_CHARS_MAX, log_in_name, must_be_strong, open_account, password_of,
};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_store::account::{self, Account};
use motcua_store::{Stmt, Store, Write, Written};
use motcua_web::edge::visit::Lang;
use motcua_web::messages;
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
    let province = UnitCode::parse(&config.province).map_err(|refusal| said(&[refusal]))?;
    let officer = open_account(&law(config)?.directory, &province, asked).map_err(|wrong| said(&wrong))?;
    let store = open_store(config)?;
    let taken = || said(&[Refusal::of("account.id-taken").at("id").with("given", &officer.id)]);
    // Before a password is asked for.
    if store.read(|rows| account::is_taken(rows, &officer.id)).map_err(|fault| opening(&fault))? {
        return Err(taken());
    }
    let password = taken_from(from, &officer.id)?;
    let account = Account { officer: officer.clone(), password: hash(&password)? };
    if !written(&store, vec![account::add(&account)])? {
        return Err(taken());
    }
    println!("Đã tạo tài khoản / account made: {} · {} · {}", officer.id, officer.name, officer.agency);
    show(from, &password);
    Ok(())
}

/// Lists accounts, open and closed: one a line, cut by tabs.
pub fn list(config: &Config, agency: Option<&str>) -> Result<(), String> {
    let directory = law(config)?.directory;
    let known = |text: &str| {
        let code = AgencyCode::parse(text.trim()).ok();
        code.filter(|code| directory.agency(code).is_some())
            .ok_or_else(|| said(&[Refusal::of("account.unknown-agency").at("agency").with("given", text)]))
    };
    let agency = agency.map(known).transpose()?;
    let store = open_store(config)?;
    let all = store.read(|rows| account::accounts(rows, agency.as_ref())).map_err(|fault| opening(&fault))?;
    for listed in &all {
        let officer = &listed.officer;
        let does = match &officer.point {
            Some(point) => format!("{}: {}", point.kind.as_str(), point.name),
            None => officer.duties.iter().map(|duty| duty.as_str()).collect::<Vec<_>>().join(","),
        };
        let state = if listed.active { "mở/open" } else { "đóng/closed" };
        println!("{}\t{}\t{}\t{does}\t{state}", officer.id, officer.agency, officer.name);
    }
    eprintln!("{} tài khoản / accounts", all.len());
    Ok(())
}

/// Closes an account.
pub fn disable(config: &Config, id: &str) -> Result<(), String> {
    let id = log_in_name(id);
    change(&open_store(config)?, &id, account::disable(&id))?;
    println!("Đã đóng tài khoản {id}; các phiên của nó đã chấm dứt. / Closed; its sessions are over.");
    Ok(())
}

/// Opens it again.
pub fn enable(config: &Config, id: &str) -> Result<(), String> {
    let id = log_in_name(id);
    change(&open_store(config)?, &id, account::enable(&id))?;
    println!("Đã mở lại tài khoản {id}. / Opened again.");
    Ok(())
}

/// Gives it another password.
pub fn password(config: &Config, id: &str, from: Password) -> Result<(), String> {
    let (store, id) = (open_store(config)?, log_in_name(id));
    if !store.read(|rows| account::is_taken(rows, &id)).map_err(|fault| opening(&fault))? {
        return Err(unknown(&id));
    }
    let password = taken_from(from, &id)?;
    change(&store, &id, account::set_password(&id, &hash(&password)?))?;
    println!("Đã đổi mật khẩu của {id}; các phiên của nó đã chấm dứt. / Changed; its sessions are over.");
    show(from, &password);
    Ok(())
}

fn unknown(id: &OfficerId) -> String {
    said(&[Refusal::of("account.unknown").at("id").with("given", id)])
}

fn change(store: &Store, id: &OfficerId, statements: Vec<Stmt>) -> Result<(), String> {
    if written(store, statements)? { Ok(()) } else { Err(unknown(id)) }
}

/// Whether it was written: not when no row or another's was met.
fn written(store: &Store, statements: Vec<Stmt>) -> Result<bool, String> {
    let written = store.write(Write::Plain(statements)).wait().map_err(|fault| opening(&fault))?;
    Ok(matches!(written, Written::Done(_)))
}

fn taken_from(from: Password, id: &OfficerId) -> Result<String, String> {
    let password = match from {
        Password::Random => {
            let mut random = [0; 16];
            serve::random(&mut random);
            return Ok(password_of(&random));
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

/// As sign-in verifies it: Argon2id with its usual cost.
pub fn hash(password: &str) -> Result<String, String> {
    let mut salt = [0; 16];
    serve::random(&mut salt);
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| format!("argon2: {error}"))
}

/// Refusals for the command line: the code, and the sentence in both languages.
pub fn said(refusals: &[Refusal]) -> String {
    refusals
        .iter()
        .map(|why| {
            let (vi, en) = (messages::sentence(why, Lang::Vi), messages::sentence(why, Lang::En));
            format!("{}\n    {vi}\n    {en}\n", why.code)
        })
        .collect()
}
