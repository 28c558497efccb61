//! Making an account: who works where with which duties, or sits at which point
//! beside the citizen. Until an identity provider of the State says who an officer
//! is, the operator of the installation does, and whoever keeps accounts there.

use super::given::{GivenDuty, Particulars, wrong_dates};
use super::may::{Reach, is_province_office, province_of};
use super::particulars::{NAME_CHARS_MAX, name_of, particulars_of, tidy};
use super::{Account, AccountFact, Changes, Desk, PasswordHash};
use crate::act::{Changed, Officer, OfficerId, Point, PointKind, Stead};
use crate::catalogue::Duty;
use crate::directory::{AgencyCode, UnitCode};
use crate::{Halt, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Make an account; what somebody typed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAccount {
    /// Log-in name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Code of the agency.
    pub agency: String,
    /// Duties without dates, by their words; none for a helper.
    pub duties: Vec<String>,
    /// Duties with dates.
    #[serde(default)]
    pub dated: Vec<GivenDuty>,
    /// Position, identity number and e-mail.
    #[serde(default)]
    pub particulars: Particulars,
    /// The name of a helper's point; empty for staff.
    pub point: String,
    /// What kind of point, by its word.
    pub point_kind: String,
    /// The hash of the password.
    pub password: PasswordHash,
    /// Until when the password holds, which is a one-time one; none: a lasting one.
    #[serde(default)]
    pub first_use: Option<Moment>,
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
            ..OpenAccount::default()
        }
    }
}

/// The longest log-in name, and the shortest.
pub const ID_CHARS: std::ops::RangeInclusive<usize> = 3..=64;

/// A log-in name as it is kept: signing in does not tell capitals apart.
pub fn log_in_name(typed: &str) -> OfficerId {
    OfficerId(typed.trim().to_lowercase())
}

/// The operator makes it, or whoever keeps the accounts of that agency. Refused when the log-in
/// name is somebody's, open or closed, when the person has an account already, and with
/// everything else that is wrong.
pub fn open_account(desk: &mut Desk<'_>, command: OpenAccount) -> Result<Changes, Halt> {
    let reach = Reach::of(desk.law, desk.actor)?;
    Ok(begun(desk, &reach, command)?.into())
}

/// The account that this makes, for whoever reaches so far.
pub(super) fn begun(
    desk: &mut Desk<'_>,
    reach: &Reach,
    command: OpenAccount,
) -> Result<Changed<Account>, Halt> {
    let Opening { officer, particulars, dated } = opened(desk.law, &command)?;
    if !reach.covers(desk.law, &officer.agency) {
        return Err(Refusal::of("account.not-yours").at("agency").into());
    }
    for duty in officer.duties.iter().copied().chain(dated.iter().map(|given| given.duty)) {
        reach.must_give(desk.law, duty, &officer.agency)?;
    }
    if desk.read.account(&officer.id)?.is_some() {
        return Err(Refusal::of("account.id-taken").at("id").with("given", &officer.id).into());
    }
    if let Some(known) = desk.read.account_of_person(&particulars.identity, &particulars.email)? {
        return Err(person_known(desk.law, reach, &known, &particulars).into());
    }
    must_hold_for_a_while(command.first_use, desk.now)?;
    let (id, home, first_use) = (officer.id.clone(), officer.agency.clone(), command.first_use);
    let fact = AccountFact::Opened { officer, particulars, dated, first_use };
    let mut changes = desk.begin::<Account>(id, &home, fact, None)?;
    changes.first.after.password = Some(command.password);
    Ok(changes.first)
}

/// The refusal of a second account for the same person.
pub(super) fn person_known(law: &Law, reach: &Reach, known: &Account, asked: &Particulars) -> Refusal {
    let is_by_number = !asked.identity.is_empty() && known.particulars.identity == asked.identity;
    let field = if is_by_number { "identity" } else { "email" };
    // Where somebody works is told to whoever keeps the accounts there.
    if !reach.covers(law, &known.officer.agency) {
        return Refusal::of("account.person-known-elsewhere").at(field);
    }
    let refusal = Refusal::of("account.person-known").at(field).with("id", &known.officer.id);
    refusal.with("agency", &known.officer.agency)
}

/// The longest that a one-time password may hold, in days.
pub const FIRST_USE_DAYS_MAX: u32 = 60;

/// A one-time password ends, and not before it began.
pub(super) fn must_hold_for_a_while(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    let most = now.plus_ms(i64::from(FIRST_USE_DAYS_MAX) * crate::DAY_MS);
    match until.is_none_or(|until| now < until && until <= most) {
        true => Ok(()),
        false => Err(Refusal::of("account.first-use-days").with("limit", FIRST_USE_DAYS_MAX)),
    }
}

/// What an account begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The officer or helper, with the duties that have no dates.
    pub officer: Officer,
    /// What else was said of them.
    pub particulars: Particulars,
    /// Duties with dates.
    pub dated: Vec<GivenDuty>,
}

/// What this would begin with, or everything that is wrong with it. Whether
/// the log-in name is free is known only where accounts are kept. Of a province that the
/// installation does not serve nobody would see a dossier.
pub fn opened(law: &Law, asked: &OpenAccount) -> Result<Opening, Vec<Refusal>> {
    let directory = &law.directory;
    let mut wrong = Vec::new();
    let id = log_in_name(&asked.id);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if !ID_CHARS.contains(&id.0.len()) || !id.0.chars().all(plain) {
        let refusal = Refusal::of("account.id-shape").at("id").with("given", &asked.id);
        wrong.push(refusal.with("least", ID_CHARS.start()).with("most", ID_CHARS.end()));
    }
    let name = name_of(&asked.name).map_err(|refusal| wrong.push(refusal)).unwrap_or_default();
    let particulars = particulars_of(&asked.particulars).map_err(|all| wrong.extend(all)).unwrap_or_default();
    let agency = AgencyCode::parse(asked.agency.trim()).ok().and_then(|code| directory.agency(&code));
    if agency.is_none() {
        wrong.push(Refusal::of("account.unknown-agency").at("agency").with("given", &asked.agency));
    }
    let province = agency.and_then(|agency| province_of(law, &agency.code));
    if province.is_some_and(|province| !law.policy.serves(province)) {
        let served = law.policy.province.iter().chain(&law.policy.provinces).map(UnitCode::as_str);
        let refusal = Refusal::of("account.other-province").at("agency").with("given", &asked.agency);
        wrong.push(refusal.with("province", served.collect::<Vec<_>>().join(", ")));
    }
    let mut given = asked.dated.clone();
    given.extend(duties_of(&asked.duties).map_err(|all| wrong.extend(all)).unwrap_or_default());
    wrong.extend(wrong_dates(&given));
    if let Some(agency) = agency {
        wrong.extend(must_be_possible(law, &given, &agency.code).err());
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
    let (asks_duties, asks_point) = (
        !asked.duties.is_empty() || !asked.dated.is_empty(),
        !asked.point.trim().is_empty() || !asked.point_kind.trim().is_empty(),
    );
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
            let (always, dated): (Vec<_>, Vec<_>) = given.into_iter().partition(GivenDuty::is_always);
            let duties = always.into_iter().map(|given| given.duty).collect();
            let (agency, stead) = (agency.code.clone(), Stead::Own);
            let officer = Officer { id, name, agency, duties, point, stead };
            Ok(Opening { officer, particulars, dated })
        }
        _ => Err(wrong),
    }
}

/// The duties with these words, without dates, each once.
pub(super) fn duties_of(words: &[String]) -> Result<Vec<GivenDuty>, Vec<Refusal>> {
    let (mut given, mut wrong): (Vec<GivenDuty>, Vec<Refusal>) = (Vec::new(), Vec::new());
    for word in words {
        match Duty::parse(word) {
            Some(duty) if given.iter().any(|known| known.duty == duty) => {}
            Some(duty) => given.push(GivenDuty::always(duty)),
            None => wrong.push(
                Refusal::of("account.unknown-duty")
                    .at("duty")
                    .with("given", word)
                    .with("allowed", Duty::ALL.map(Duty::as_str).join(", ")),
            ),
        }
    }
    if wrong.is_empty() { Ok(given) } else { Err(wrong) }
}

/// Accounts are kept in the province's office alone.
pub(super) fn must_be_possible(law: &Law, given: &[GivenDuty], agency: &AgencyCode) -> Result<(), Refusal> {
    match given.iter().any(|given| given.duty == Duty::Staff) && !is_province_office(law, agency) {
        true => Err(Refusal::of("account.staff-elsewhere").at("duty")),
        false => Ok(()),
    }
}
