//! The database of the demonstration: filled once, then left alone. A mark in it
//! says how far the filling came; without that mark nothing is ever deleted.

use super::progress::Progress;
use super::stage::Stage;
use super::{in_force, serve};
use crate::config::{ClockStartSetting, Config};
use crate::password::hash;
use crate::said::{opening, said};
use crate::system::system_now;
use motcua_core::account::{AccountCommand, OpenAccount, PasswordHash};
use motcua_core::act::Actor;
use motcua_core::law::FormDuty;
use motcua_core::{Fault, Halt};
use motcua_simulator::replay::replay;
use motcua_simulator::staff::Staff;
use motcua_store::act::{self, Acting};
use motcua_store::{Store, account, dossier, setting};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Every account of the demonstration has this password.
pub(super) const PASSWORD: &str = "mot-cua";

/// How far the filling came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing in it.
    Empty,
    /// The filling was begun and not ended.
    HalfDone,
    /// Filled.
    Done,
    /// Holds something else.
    Foreign,
}

fn state(store: &Store, scenario: &str) -> Result<State, Fault> {
    store.read(|rows| {
        Ok(match setting::get(rows, setting::SCENARIO)? {
            Some(mark) if mark == done(scenario) => State::Done,
            Some(mark) if mark == filling(scenario) => State::HalfDone,
            Some(_) => State::Foreign,
            None if account::is_any(rows)? || !dossier::count_by_status(rows)?.is_empty() => State::Foreign,
            None => State::Empty,
        })
    })
}

fn filling(scenario: &str) -> String {
    format!("{scenario} filling")
}

fn done(scenario: &str) -> String {
    format!("{scenario} done")
}

/// The filled database: filled now, when it is empty or was left half done.
pub(super) fn open(config: &Config, stage: &Stage, staff: &Staff) -> Result<Store, String> {
    let broke = |fault: Fault| opening(&fault);
    let store = serve::open_store(config)?;
    if state(&store, &stage.id).map_err(broke)? == State::Done {
        return Ok(store);
    }
    // Two fillings at once would be each other's half-done database.
    let _lock = lock(&config.data)?;
    let store = match state(&store, &stage.id).map_err(broke)? {
        State::Done => return Ok(store),
        State::Empty => store,
        State::HalfDone if config.database_url.is_some() => return Err(HALF_DONE_ON_A_SERVER.into()),
        State::HalfDone => {
            eprintln!("{BEGINS_AGAIN}");
            drop(store);
            delete(&config.data)?;
            serve::open_store(config)?
        }
        State::Foreign => return Err(FOREIGN.into()),
    };
    fill(config, stage, staff, &store)?;
    Ok(store)
}

const BEGINS_AGAIN: &str = "Lần tạo dữ liệu trước bị ngắt giữa chừng; tạo lại từ đầu.\n\
    The last filling was interrupted; the simulated database is built anew.";
const HALF_DONE_ON_A_SERVER: &str = "Lần tạo dữ liệu mô phỏng trước trên máy chủ PostgreSQL này bị ngắt giữa chừng. Hãy xóa và tạo lại cơ sở dữ \
     liệu rỗng, rồi chạy lại.\n\
     The last filling of this PostgreSQL database was interrupted. Drop it, create it empty, and start again.";
const FOREIGN: &str = "Cơ sở dữ liệu này đã có dữ liệu không phải của bản chạy thử; không ghi gì thêm. Hãy chọn thư \
     mục khác (MOTCUA_DATA) hoặc cơ sở dữ liệu rỗng (MOTCUA_DATABASE_URL).\n\
     This database holds something that is not the demonstration's; nothing was written. Choose another folder \
     (MOTCUA_DATA) or an empty database (MOTCUA_DATABASE_URL).";

fn lock(folder: &Path) -> Result<File, String> {
    let path = folder.join("demo.lock");
    let file = File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err("Một tiến trình khác đang tạo dữ liệu mô phỏng trong thư mục này.\n\
             Another process is filling this folder right now."
                .into())
        }
        Err(TryLockError::Error(error)) => Err(format!("{}: {error}", path.display())),
    }
}

/// The half-done database file and its log. Files handed in stay: they are named
/// by their content and the same ones come again.
fn delete(folder: &Path) -> Result<(), String> {
    for name in ["motcua.db", "motcua.db-wal", "motcua.db-shm"] {
        let path = folder.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn fill(config: &Config, stage: &Stage, staff: &Staff, store: &Store) -> Result<(), String> {
    eprintln!(
        "Tạo dữ liệu mô phỏng / filling with simulated data: {} → {}",
        stage.title,
        config.database_url.as_deref().map_or_else(|| config.data.display().to_string(), without_password),
    );
    let started = system_now();
    // The published figures count the limit from acceptance, whatever is configured
    // for what comes after.
    let mut law = in_force::law(&Config { clock_start: ClockStartSetting::Acceptance, ..config.clone() })?;
    // Nothing was published of what people answered, and nothing is made up.
    law.policy.form_duty = FormDuty::Nobody;
    let files = crate::shelf::open(config)?;
    // Once for all accounts: they share the password, and a start should not wait for
    // hundreds of hashes.
    let password = hash(PASSWORD)?;
    let keep = |rows| store.keep(rows).wait().map_err(|fault| opening(&fault));
    keep(setting::set(setting::SCENARIO, &filling(&stage.id)))?;
    let helpers = staff.helpers(&law);
    let actor = Actor::Operator { name: config.operator.clone() };
    for officer in staff.all().chain(&helpers) {
        // A filling that was interrupted has made some of them.
        if store.read(|rows| account::get(rows, &officer.id)).map_err(|f| opening(&f))?.is_none() {
            let command = OpenAccount::of(officer, PasswordHash(password.clone()));
            let asking = Acting::of(&law, &actor, stage.from.at(0));
            act::carry_out(store, &asking, AccountCommand::from(command)).map_err(|halt| told(&halt))?;
        }
    }
    let Some(scenario) = &stage.scenario else {
        return keep(setting::set(setting::SCENARIO, &done(&stage.id))).map(drop);
    };
    let mut progress = Progress::new();
    let replayed = replay(&law, scenario, staff, store, &files, |done, of| progress.show(done, of));
    let replayed = replayed.map_err(|halt| told(&halt))?;
    keep(setting::set(setting::SCENARIO, &done(&stage.id)))?;
    let took_ms = (system_now().0 - started.0).max(1) as u64;
    let dossiers = replayed.dossiers.len();
    eprintln!(
        "{dossiers} hồ sơ / dossiers, {} thao tác / acts: {},{} s ({} hồ sơ/s)",
        replayed.acts,
        took_ms / 1000,
        took_ms % 1000 / 100,
        dossiers as u64 * 1000 / took_ms,
    );
    Ok(())
}

/// An address of a server as it may be shown.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_string(),
    }
}

fn told(halt: &Halt) -> String {
    match halt {
        Halt::Broke(fault) => opening(fault),
        Halt::Refused(refusals) => said(refusals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_store::DatabasePlace;

    #[test]
    fn what_a_database_holds_is_told_by_its_mark_and_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).unwrap();
        let mark = |text: &str| {
            store.keep(setting::set(setting::SCENARIO, text)).wait().unwrap();
            state(&store, "hue-2025-07").unwrap()
        };
        assert_eq!(state(&store, "hue-2025-07").unwrap(), State::Empty);
        assert_eq!(mark("hue-2025-07 filling"), State::HalfDone);
        assert_eq!(mark("hue-2025-07 done"), State::Done);
        assert_eq!(mark("da-nang-2026-01 done"), State::Foreign);
    }

    #[test]
    fn a_database_with_accounts_of_its_own_is_never_touched() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().into(), ..Config::default() };
        let stage = Stage::of(&config, &in_force::books(&config).unwrap(), None, false).unwrap();
        let law = in_force::law(&config).unwrap();
        let province = motcua_core::directory::UnitCode::parse("46").unwrap();
        let staff = Staff::of(&law, &province, stage.from, 1);
        let store = serve::open_store(&config).unwrap();
        let officer = staff.all().next().unwrap().clone();
        let command = OpenAccount::of(&officer, PasswordHash("of their own".into()));
        let root = Actor::Operator { name: "root".into() };
        let asking = Acting::of(&law, &root, motcua_core::Moment(0));
        act::carry_out(&store, &asking, AccountCommand::from(command)).unwrap();
        drop(store);
        assert_eq!(open(&config, &stage, &staff).err().as_deref(), Some(FOREIGN));
        let store = serve::open_store(&config).unwrap();
        let kept =
            store.read(|rows| account::log_in(rows, &officer.id, motcua_core::Day(0))).unwrap().unwrap();
        assert_eq!(kept.password, "of their own");
    }

    #[test]
    fn only_one_process_fills_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path()).unwrap();
        assert!(lock(folder.path()).unwrap_err().contains("Another process"));
        drop(first);
        lock(folder.path()).unwrap();
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        assert_eq!(without_password("postgres://u:secret@db/motcua"), "postgres://…@db/motcua");
        assert_eq!(without_password("postgres://db/motcua"), "postgres://db/motcua");
    }
}
