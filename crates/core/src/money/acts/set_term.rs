//! Khai báo tài khoản, dải biên lai, mức thu.

use super::super::{Changes, Desk, MoneyChange, Term, TermFact, TermSays};
use super::must_be_id;
use crate::act::{Officer, must_say_why};
use crate::directory::AgencyCode;
use crate::{Day, Halt, Law, Refusal};
use serde::{Deserialize, Serialize};

/// Say what holds about money from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTerm {
    /// Its name for machines, made by whoever sends the command.
    pub id: String,
    /// For which agency; the province's office: for the whole province, where it is an account or a price.
    pub agency: AgencyCode,
    /// What.
    pub says: TermSays,
    /// The first day.
    pub from: Day,
    /// Why, or by which decision.
    pub reason: String,
}

/// A leader of the province's office, for an agency of the province, from today on at the earliest: what was paid before
/// was paid by what held then. Numbers of receipts are given out once.
pub fn set_term(desk: &mut Desk<'_>, command: SetTerm) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?.clone();
    must_keep(&officer, &command.agency, desk.law)?;
    must_be_id(&command.id)?;
    if desk.read.term(&command.id)?.is_some() {
        return Err(Refusal::of("money.id-shape").into());
    }
    if command.from < desk.now.day() {
        return Err(Refusal::of("money.term-in-the-past").at("from").into());
    }
    command.says.must_be_sound()?;
    match &command.says {
        TermSays::Price(price) => {
            let procedure = desk.law.catalogue.procedure(&price.procedure);
            let unknown = || Refusal::of("catalogue.unknown-procedure").at("procedure");
            let version = procedure.ok_or_else(unknown)?.version_on(command.from);
            if let Some(case) = &price.case
                && version.is_none_or(|version| version.case(case).is_none())
            {
                return Err(Refusal::of("money.no-such-case").at("case").into());
            }
        }
        TermSays::Book(book) => {
            let overlaps = |term: &Term| match &term.says {
                TermSays::Book(other) => {
                    other.sign == book.sign && other.first <= book.last && book.first <= other.last
                }
                TermSays::Account(_) | TermSays::Price(_) => false,
            };
            let theirs = desk.read.books_with_sign(&book.sign)?;
            if let Some(other) =
                theirs.iter().find(|term| overlaps(term) && same_province(term, &command.agency, desk.law))
            {
                let refusal = Refusal::of("money.receipt-range-taken").at("first");
                return Err(refusal.with("agency", &other.agency).into());
            }
        }
        TermSays::Account(_) => {}
    }
    let reason = must_say_why(command.reason)?;
    let fact = TermFact::TermSet { agency: command.agency.clone(), says: command.says, from: command.from };
    Ok(desk.begin::<Term>(command.id, &command.agency, fact, Some(reason))?.map(MoneyChange::Term))
}

/// Refuses whoever does not keep what holds for this agency.
pub(super) fn must_keep(officer: &Officer, agency: &AgencyCode, law: &Law) -> Result<(), Refusal> {
    let known = law
        .directory
        .agency(agency)
        .ok_or_else(|| Refusal::of("dossier.unknown-agency").at("agency").with("agency", agency))?;
    let theirs = law.directory.province_of(&known.unit);
    match officer.leads_the_province(law) && officer.province(law) == theirs {
        true => Ok(()),
        false => Err(Refusal::of("money.not-your-terms")),
    }
}

fn same_province(term: &Term, agency: &AgencyCode, law: &Law) -> bool {
    let province = |code: &AgencyCode| law.directory.province_of(&law.directory.agency(code)?.unit);
    province(&term.agency) == province(agency)
}
