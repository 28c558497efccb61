//! Making an account: who works where with which duties, or sits at which point
//! beside the citizen. Until an identity provider of the State says who an officer
//! is, the operator of the installation does.

use super::record::must_be_operator;
use super::{Account, AccountFact, Changes, Desk, PasswordHash};
use crate::act::{Officer, OfficerId, Point, PointKind};
use crate::catalogue::Duty;
use crate::directory::{AgencyCode, UnitCode};
use crate::{Halt, Law, Refusal};
use serde::{Deserialize, Serialize};

/// Make an account; what an operator typed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAccount {
    /// Log-in name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Code of the agency.
    pub agency: String,
    /// Duties, by their words; none for a helper.
    pub duties: Vec<String>,
    /// The name of a helper's point; empty for staff.
    pub point: String,
    /// What kind of point, by its word.
    pub point_kind: String,
    /// The hash of the password.
    pub password: PasswordHash,
}

impl OpenAccount {
    /// What would have to be typed for this officer or helper.
    pub fn of(officer: &Officer, password: PasswordHash) -> OpenAccount {
        let point = officer.point.as_ref();
        OpenAccount {
            id: officer.id.0.clone(),
            name: officer.name.clone(),
            agency: officer.agency.to_string(),
            duties: officer.duties.iter().map(|duty| duty.as_str().to_string()).collect(),
            point: point.map(|point| point.name.clone()).unwrap_or_default(),
            point_kind: point.map(|point| point.kind.as_str().to_string()).unwrap_or_default(),
            password,
        }
    }
}

/// The longest log-in name, and the shortest.
pub const ID_CHARS: std::ops::RangeInclusive<usize> = 3..=64;
/// The longest name of a person or a point.
const NAME_CHARS_MAX: usize = 200;

/// A log-in name as it is kept: signing in does not tell capitals apart.
pub fn log_in_name(typed: &str) -> OfficerId {
    OfficerId(typed.trim().to_lowercase())
}

/// Whoever runs the program makes it. Refused when the log-in name is somebody's, open or
/// closed, and with everything else that is wrong.
pub fn open_account(desk: &mut Desk<'_>, command: OpenAccount) -> Result<Changes, Halt> {
    must_be_operator(desk.actor)?;
    let officer = opened(desk.law, &command)?;
    if desk.read.account(&officer.id)?.is_some() {
        return Err(Refusal::of("account.id-taken").at("id").with("given", &officer.id).into());
    }
    let (id, home) = (officer.id.clone(), officer.agency.clone());
    let mut changes = desk.begin::<Account>(id, &home, AccountFact::Opened { officer }, None)?;
    changes.first.after.password = Some(command.password);
    Ok(changes)
}

/// The officer or helper that this makes, or everything that is wrong with it. Whether
/// the log-in name is free is known only where accounts are kept. An installation serves
/// one province: of another one nobody would see a dossier.
pub fn opened(law: &Law, asked: &OpenAccount) -> Result<Officer, Vec<Refusal>> {
    let directory = &law.directory;
    let mut wrong = Vec::new();
    let id = log_in_name(&asked.id);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if !ID_CHARS.contains(&id.0.len()) || !id.0.chars().all(plain) {
        let refusal = Refusal::of("account.id-shape").at("id").with("given", &asked.id);
        wrong.push(refusal.with("least", ID_CHARS.start()).with("most", ID_CHARS.end()));
    }
    let name = tidy(&asked.name);
    if !name.chars().any(char::is_alphabetic) || name.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("account.name-missing").at("name").with("limit", NAME_CHARS_MAX));
    }
    let agency = AgencyCode::parse(asked.agency.trim()).ok().and_then(|code| directory.agency(&code));
    if agency.is_none() {
        wrong.push(Refusal::of("account.unknown-agency").at("agency").with("given", &asked.agency));
    }
    let lies_in = |province: &UnitCode| {
        let unit = agency.map(|agency| &agency.unit);
        unit.is_none_or(|unit| directory.province_of(unit).unwrap_or(unit) == province)
    };
    if let Some(province) = law.policy.province.as_ref().filter(|province| !lies_in(province)) {
        let refusal = Refusal::of("account.other-province").at("agency").with("given", &asked.agency);
        wrong.push(refusal.with("province", province));
    }
    let mut duties = Vec::new();
    for word in &asked.duties {
        match Duty::parse(word) {
            Some(duty) if duties.contains(&duty) => {}
            Some(duty) => duties.push(duty),
            None => wrong.push(
                Refusal::of("account.unknown-duty")
                    .at("duty")
                    .with("given", word)
                    .with("allowed", Duty::ALL.map(Duty::as_str).join(", ")),
            ),
        }
    }
    let point = match (tidy(&asked.point), asked.point_kind.trim()) {
        (point, "") if point.is_empty() => None,
        (point, kind) => match PointKind::parse(kind) {
            Some(kind) if (1..=NAME_CHARS_MAX).contains(&point.chars().count()) => {
                Some(Point { kind, name: point })
            }
            _ => {
                let allowed = PointKind::ALL.map(PointKind::as_str).join(", ");
                wrong.push(Refusal::of("account.point-shape").at("point").with("allowed", allowed));
                None
            }
        },
    };
    let (asks_duties, asks_point) =
        (!asked.duties.is_empty(), !asked.point.trim().is_empty() || !asked.point_kind.trim().is_empty());
    if asks_duties == asks_point {
        // With both, somebody would accept what they handed in themselves.
        wrong.push(Refusal::of("account.duties-or-point").at("duty"));
    }
    // A helper hands in at the centre of the point's agency.
    if asks_point && agency.is_some_and(|agency| agency.centre.is_none()) {
        wrong.push(Refusal::of("account.no-centre").at("agency").with("given", &asked.agency));
    }
    match agency {
        Some(agency) if wrong.is_empty() => {
            Ok(Officer { id, name, agency: agency.code.clone(), duties, point })
        }
        _ => Err(wrong),
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The shortest password that is taken, in characters: no law's, but what makes
/// guessing hopeless beside the log-in's limit of tries.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// The longest, in characters: hashing must not be a way to keep a server busy.
pub const PASSWORD_CHARS_MAX: usize = 256;

/// Whether a password may be used.
pub fn must_be_strong(password: &str, id: &OfficerId) -> Result<(), Refusal> {
    let refusal = |code| Err(Refusal::of(code).at("password").with("limit", PASSWORD_CHARS_MIN));
    match password.chars().count() {
        ..PASSWORD_CHARS_MIN => refusal("account.password-short"),
        chars if chars > PASSWORD_CHARS_MAX => {
            Err(Refusal::of("account.password-long").at("password").with("limit", PASSWORD_CHARS_MAX))
        }
        _ if password.to_lowercase().contains(&id.0) => refusal("account.password-is-name"),
        _ => Ok(()),
    }
}

/// A password of 80 random bits that can be read out and typed: no letter looks
/// like another or like a digit.
pub fn password_of(random: &[u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut text = String::new();
    for (nth, byte) in random.iter().enumerate() {
        if nth > 0 && nth % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    text
}
