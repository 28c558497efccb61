//! `motcua account edit`, `duties`, `let_stand_in`, `transfer` …: what changes of a person, by the
//! operator. The province's office and heads of agencies do the same on `/manage/staff`.

use super::account::{carry_out, dossiers_to_desk};
use super::demo::now;
use super::serve::open_store;
use crate::config::Config;
use crate::said::{opening, said};
use crate::system::random;
use motcua_core::account::{
    Account, AccountCommand, EditAccount, EndStandIn, GiveDuties, GivenDuty, IssuePassword, LetStandIn,
    Particulars, Transfer, log_in_name, typed_day,
};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::{Day, Moment, Refusal};
use motcua_edge::password::OneTime;
use motcua_store::{Store, account};

/// What becomes another; what is none stays.
pub struct Edited {
    /// Full name.
    pub name: Option<String>,
    /// Chức vụ.
    pub position: Option<String>,
    /// The twelve digits.
    pub identity: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// The post to which somebody goes.
pub struct Post {
    /// Code of the agency.
    pub agency: String,
    /// From which day; none: today.
    pub from: Option<String>,
    /// As what.
    pub position: String,
    /// With which duties.
    pub duty: Vec<String>,
}

/// Changes what is known of a person.
pub fn edit(config: &Config, id: &str, edited: &Edited) -> Result<(), String> {
    let store = open_store(config)?;
    let account = found(&store, id)?;
    let or = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
    let known = &account.particulars;
    let command = EditAccount {
        id: account.officer.id.clone(),
        seen: account.last.seq,
        name: or(&edited.name, &account.officer.name),
        particulars: Particulars {
            position: or(&edited.position, &known.position),
            identity: or(&edited.identity, &known.identity),
            email: or(&edited.email, &known.email),
        },
    };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã lưu / kept: {}", account.officer.id);
    Ok(())
}

/// Gives these duties and no others.
pub fn duties(config: &Config, id: &str, words: &[String]) -> Result<(), String> {
    let store = open_store(config)?;
    let account = found(&store, id)?;
    let (id, seen) = (account.officer.id, account.last.seq);
    let command = GiveDuties { id: id.clone(), seen, duties: given(words)? };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã giao nhiệm vụ / duties given: {id}");
    Ok(())
}

/// Lets a colleague stand in.
pub fn let_stand_in(
    config: &Config,
    (away, colleague): (&str, &str),
    duties: Vec<String>,
    (from, to): (&str, &str),
) -> Result<(), String> {
    let (id, officer) = (log_in_name(away), log_in_name(colleague));
    let command =
        LetStandIn { id: id.clone(), officer: officer.clone(), duties, from: day(from)?, to: day(to)? };
    carry_out(config, &open_store(config)?, AccountCommand::from(command))?;
    println!("{officer} làm thay {id} / stands in for {id}");
    Ok(())
}

/// Ends it.
pub fn end_stand_in(config: &Config, away: &str, colleague: &str) -> Result<(), String> {
    let command = EndStandIn { id: log_in_name(away), officer: log_in_name(colleague) };
    carry_out(config, &open_store(config)?, AccountCommand::from(command))?;
    println!("Đã kết thúc / ended");
    Ok(())
}

/// Sends somebody to another post.
pub fn transfer(config: &Config, id: &str, post: Post, to_desk: bool) -> Result<(), String> {
    let store = open_store(config)?;
    let account = found(&store, id)?;
    let from = match &post.from {
        Some(typed) => day(typed)?,
        None => now(config, &store).map_err(|fault| opening(&fault))?.day(),
    };
    let duties = given(&post.duty)?;
    let (id, seen) = (account.officer.id, account.last.seq);
    if to_desk {
        dossiers_to_desk(config, &store, &id)?;
    }
    let Post { agency, position, .. } = post;
    let command = Transfer { id: id.clone(), seen, agency, from, position, duties };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("Đã điều chuyển {id} từ {} / transferred", from.vn());
    Ok(())
}

/// Gives a one-time password, and shows it once.
pub fn issue_password(config: &Config, id: &str) -> Result<(), String> {
    let store = open_store(config)?;
    let account = found(&store, id)?;
    let until = holds_until(config, &store)?;
    let once = drawn(&account.officer.id);
    let command = IssuePassword { id: account.officer.id.clone(), password: once.hash, until };
    carry_out(config, &store, AccountCommand::from(command))?;
    println!("{}: dùng một lần, đến hết / one-time, to the end of {}", account.officer.id, last_day(until));
    println!("Mật khẩu (chỉ hiện lần này) / Password (shown only now): {}", once.secret);
    Ok(())
}

/// A one-time password for this account.
pub fn drawn(id: &OfficerId) -> OneTime {
    let mut bytes = [0; 16];
    random(&mut bytes);
    OneTime::drawn(id, &bytes)
}

/// Until when one that is drawn now holds.
pub fn holds_until(config: &Config, store: &Store) -> Result<Moment, String> {
    let today = now(config, store).map_err(|fault| opening(&fault))?.day();
    Ok(today.plus(i32::try_from(config.first_use_days).unwrap_or(i32::MAX)).at(24 * 60))
}

/// The last day on which it holds.
pub fn last_day(until: Moment) -> String {
    until.plus_ms(-1).day().vn()
}

fn found(store: &Store, id: &str) -> Result<Account, String> {
    let id = log_in_name(id);
    let found = store.read(|rows| account::get(rows, &id)).map_err(|fault| opening(&fault))?;
    found.ok_or_else(|| said(&[Refusal::of("account.unknown").at("id").with("given", &id)]))
}

fn day(typed: &str) -> Result<Day, String> {
    let refused = || said(&[Refusal::of("account.date").with("given", typed)]);
    typed_day(typed, "day").ok().flatten().ok_or_else(refused)
}

/// `case`, `case:01/07/2025..31/12/2025`, `case:01/07/2025..`.
fn given(words: &[String]) -> Result<Vec<GivenDuty>, String> {
    let one = |word: &String| -> Result<GivenDuty, String> {
        let (duty, days) = word.split_once(':').unwrap_or((word, ".."));
        let (from, to) = days.split_once("..").unwrap_or((days, days));
        let unknown = || {
            let refusal = Refusal::of("account.unknown-duty").at("duty").with("given", duty);
            said(&[refusal.with("allowed", Duty::ALL.map(Duty::as_str).join(", "))])
        };
        let end = |text: &str| if text.trim().is_empty() { Ok(None) } else { day(text).map(Some) };
        Ok(GivenDuty { duty: Duty::parse(duty).ok_or_else(unknown)?, from: end(from)?, to: end(to)? })
    };
    words.iter().map(one).collect()
}
