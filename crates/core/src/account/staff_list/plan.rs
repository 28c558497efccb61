//! What a list would make, and everything that stands in its way. Nothing is made here.

use super::line::{AgencyNames, Otherwise, StaffLine, read as read_line};
use super::log_in::LogIns;
use super::read_list::{StaffNote, read};
use crate::account::given::{DUTIES_MAX, too_many_duties};
use crate::account::open_account::person_known;
use crate::account::{GivenDuty, IMPORTED_MAX, OpenAccount, Reach, ReadAccounts, opened};
use crate::act::{Actor, OfficerId};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::document::SheetLine;
use crate::text::fold;
use crate::{Day, Fault, Halt, Law, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// What holds for all lines that say nothing themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffDefaults {
    /// Everybody works here; none: the list says where.
    pub agency: Option<AgencyCode>,
    /// With these duties; none: the list says which.
    pub duties: Vec<Duty>,
}

/// What a list would make.
#[derive(Debug, Clone, Default)]
pub struct StaffPlan {
    /// The accounts, without their passwords.
    pub accounts: Vec<PlannedAccount>,
    /// People who have an account there already: nothing is done to it.
    pub known: Vec<(usize, OfficerId)>,
    /// What a person should look at.
    pub notes: Vec<(usize, StaffNote)>,
    /// Headings of columns that are not read.
    pub unread: Vec<String>,
    /// What stands in its way, in the order of the list.
    pub wrong: Vec<StaffWrong>,
}

/// An account that a list would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAccount {
    /// On which lines its person stands.
    pub lines: Vec<usize>,
    /// How it would be made.
    pub open: OpenAccount,
}

/// What is wrong on a line; its field is a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffWrong {
    /// The line's number; 0 for the list as a whole.
    pub line: usize,
    /// What.
    pub refusal: Refusal,
}

/// Somebody on the list, who may stand on several lines.
struct Somebody {
    lines: Vec<usize>,
    first: StaffLine,
    given: Vec<GivenDuty>,
}

/// Reads and judges a list for whoever keeps these accounts. Refused as a whole when it is no
/// list of staff, or when they keep none.
pub fn planned(
    law: &Law,
    actor: &Actor,
    today: Day,
    read_accounts: &mut dyn ReadAccounts,
    lines: &[SheetLine],
    defaults: &StaffDefaults,
) -> Result<StaffPlan, Halt> {
    let reach = Reach::of(law, actor)?;
    let found = read(lines)?;
    let mut plan = StaffPlan { unread: found.unread, notes: found.notes, ..StaffPlan::default() };
    let otherwise = Otherwise { agency: defaults.agency.as_ref(), duties: &defaults.duties };
    let names = AgencyNames::of(law, &reach);
    let mut people: Vec<Somebody> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for person in &found.lines {
        let line = match read_line(&names, person, &otherwise, &mut plan.notes) {
            Ok(line) => line,
            Err(all) => {
                plan.refuse(person.number, all);
                continue;
            }
        };
        let keys = [line.particulars.identity.clone(), line.particulars.email.clone()];
        let keys = keys.into_iter().filter(|key| !key.is_empty());
        let keys: Vec<String> = keys.collect();
        let known: BTreeSet<usize> = keys.iter().filter_map(|key| by_key.get(key).copied()).collect();
        if let [one, _, ..] = known.iter().collect::<Vec<_>>()[..] {
            // Its number is one person's and its e-mail another's.
            let refusal = Refusal::of("staff.key-of-another").at("identity");
            plan.refuse(line.number, vec![refusal.with("line", people[*one].first.number)]);
            continue;
        }
        match known.first().copied() {
            Some(nth) => match joined(&mut people[nth], &line) {
                Ok(()) => by_key.extend(keys.into_iter().map(|key| (key, nth))),
                Err(refusal) => plan.refuse(line.number, vec![refusal]),
            },
            None => {
                by_key.extend(keys.into_iter().map(|key| (key, people.len())));
                if let Some(other) = by_name.insert(fold(&line.name), line.number) {
                    plan.notes.push((line.number, StaffNote::Namesake { other }));
                }
                let (lines, given) = (vec![line.number], line.given.clone());
                people.push(Somebody { lines, first: line, given });
            }
        }
    }
    let mut log_ins = LogIns::default();
    people.iter().for_each(|somebody| log_ins.take(&somebody.first.id));
    let mut named = BTreeSet::new();
    for somebody in people {
        plan.judge(law, &reach, today, read_accounts, somebody, &mut log_ins, &mut named)?;
    }
    plan.must_be_led(today, read_accounts)?;
    if plan.accounts.len() > IMPORTED_MAX {
        plan.refuse(0, vec![Refusal::of("staff.too-long").at("list").with("limit", IMPORTED_MAX)]);
    }
    if plan.accounts.is_empty() && plan.known.is_empty() && plan.wrong.is_empty() {
        plan.refuse(0, vec![Refusal::of("staff.nobody").at("list")]);
    }
    plan.wrong.sort_by_key(|wrong| wrong.line);
    plan.notes.sort_by_key(|(line, _)| *line);
    Ok(plan)
}

impl StaffPlan {
    fn refuse(&mut self, line: usize, all: Vec<Refusal>) {
        self.wrong.extend(all.into_iter().map(|refusal| StaffWrong { line, refusal }));
    }

    #[expect(clippy::too_many_arguments, reason = "what one person of a list is judged by")]
    fn judge(
        &mut self,
        law: &Law,
        reach: &Reach,
        today: Day,
        read: &mut dyn ReadAccounts,
        somebody: Somebody,
        log_ins: &mut LogIns,
        named: &mut BTreeSet<String>,
    ) -> Result<(), Fault> {
        let Somebody { lines, first, given } = somebody;
        let (line, agency) = (first.number, &first.agency);
        if !reach.covers(law, agency) {
            self.refuse(line, vec![Refusal::of("account.not-yours").at("agency")]);
            return Ok(());
        }
        let particulars = &first.particulars;
        if let Some(known) = read.account_of_person(&particulars.identity, &particulars.email)? {
            let is_here = known.is_active && known.on(today).agency == *agency;
            match is_here && fold(&known.officer.name) == fold(&first.name) {
                true => self.known.push((line, known.officer.id)),
                false => self.refuse(line, vec![person_known(law, reach, &known, particulars)]),
            }
            return Ok(());
        }
        let mut wrong = Vec::new();
        let id = match first.id.as_str() {
            "" => log_ins.for_name(&first.name, read)?,
            id => {
                let is_taken =
                    !named.insert(id.to_string()) || read.account(&OfficerId(id.into()))?.is_some();
                if is_taken {
                    wrong.push(Refusal::of("account.id-taken").at("id").with("given", id));
                }
                id.to_string()
            }
        };
        let open = OpenAccount {
            id,
            name: first.name.clone(),
            agency: agency.to_string(),
            dated: given,
            particulars: particulars.clone(),
            ..OpenAccount::default()
        };
        for given in &open.dated {
            if !reach.may_give(law, given.duty, agency) {
                let refusal = Refusal::of("account.duty-above").at("duty");
                wrong.push(refusal.with("duty", given.duty.as_str()));
            }
        }
        wrong.extend(opened(law, &open).err().unwrap_or_default());
        match wrong.is_empty() {
            true => self.accounts.push(PlannedAccount { lines, open }),
            false => self.refuse(line, wrong),
        }
        Ok(())
    }

    /// Every agency that gets people has, or gets, somebody who leads it.
    fn must_be_led(&mut self, today: Day, read: &mut dyn ReadAccounts) -> Result<(), Fault> {
        let mut led: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for planned in &self.accounts {
            let comes =
                |given: &GivenDuty| given.duty == Duty::Leader && given.to.is_none_or(|to| today <= to);
            let leads = planned.open.dated.iter().any(comes);
            let line = planned.lines.first().copied().unwrap_or_default();
            led.entry(&planned.open.agency).or_insert((line, false)).1 |= leads;
        }
        let mut headless = Vec::new();
        for (agency, (line, leads)) in led {
            let Ok(code) = AgencyCode::parse(agency) else { continue };
            if !leads && !read.is_led(&code, today)? {
                headless.push((line, Refusal::of("staff.no-head").at("agency").with("agency", agency)));
            }
        }
        headless.into_iter().for_each(|(line, refusal)| self.refuse(line, vec![refusal]));
        Ok(())
    }
}

/// The same person on another line: with other duties, or at another time.
fn joined(known: &mut Somebody, line: &StaffLine) -> Result<(), Refusal> {
    let first = &known.first;
    let at = |code, field: &'static str| Refusal::of(code).at(field).with("line", first.number);
    let (theirs, ours) = (&first.particulars, &line.particulars);
    if !theirs.identity.is_empty() && !ours.identity.is_empty() && theirs.identity != ours.identity {
        return Err(at("staff.email-of-another", "email"));
    }
    if fold(&first.name) != fold(&line.name) {
        let field = if theirs.identity == ours.identity { "identity" } else { "email" };
        return Err(at("staff.key-of-another", field));
    }
    if first.agency != line.agency {
        return Err(at("staff.two-accounts", "agency"));
    }
    // Each line is compared with those before it.
    if known.given.len() + line.given.len() > DUTIES_MAX {
        return Err(too_many_duties());
    }
    if line.given.iter().any(|given| known.given.contains(given)) {
        return Err(at("staff.doubled", "identity"));
    }
    // What the first line left out the second says; what both say is the same.
    let (theirs, ours) = (&mut known.first.particulars, &line.particulars);
    let said = [
        ("identity", &mut theirs.identity, &ours.identity),
        ("email", &mut theirs.email, &ours.email),
        ("position", &mut theirs.position, &ours.position),
        ("id", &mut known.first.id, &line.id),
    ];
    let number = known.first.number;
    for (field, theirs, ours) in said {
        if !theirs.is_empty() && !ours.is_empty() && theirs != ours {
            return Err(Refusal::of("staff.line-differs").at(field).with("line", number));
        }
        if theirs.is_empty() {
            theirs.clone_from(ours);
        }
    }
    known.given.extend(line.given.iter().cloned());
    known.lines.push(line.number);
    Ok(())
}
