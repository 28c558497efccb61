//! What an office says beforehand about money, from a day on: its account, its receipt books, what the province sets for
//! a procedure. Nothing of it is changed in place: what held on a day can be seen for ever.

use super::{PayTo, ReceiptSign, VietQr};
use crate::act::{Cover, Event, LastEvent, Record, RecordFact};
use crate::catalogue::{AMOUNT_VND_MAX, CaseId, FeeKind, FeeUnit, ProcedureId};
use crate::directory::AgencyCode;
use crate::{Day, Fault, Refusal};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// The account to which people transfer money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// The bank, by the six digits that NAPAS knows it by.
    pub bin: String,
    /// The bank's name, as people know it.
    pub bank: String,
    /// Its number.
    pub number: String,
    /// Whose it is, as the bank writes it: capital letters without marks.
    pub holder: String,
}

impl BankAccount {
    /// The code that pays so much into it with these words.
    pub fn qr(&self, amount_vnd: Option<u64>, purpose: &str) -> VietQr {
        VietQr {
            bin: self.bin.clone(),
            to: PayTo::Account(self.number.clone()),
            amount_vnd,
            purpose: purpose.to_string(),
            name: self.holder.clone(),
            city: String::new(),
        }
    }
}

/// A book of receipts: a range of numbers of a sign, which an office or one of its desks uses up in order (Nghị định
/// 254/2026 Điều 25.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBook {
    /// The form: `EBL01`, or `EBL02` where the value is printed.
    pub form: String,
    /// The sign, with its year.
    pub sign: ReceiptSign,
    /// For charges or for fees; none: for both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<FeeKind>,
    /// Its first number.
    pub first: u32,
    /// Its last number.
    pub last: u32,
}

impl ReceiptBook {
    /// How many numbers it has.
    pub fn size(&self) -> u32 {
        self.last - self.first + 1
    }
}

/// What a province sets for a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// For which procedure.
    pub procedure: ProcedureId,
    /// In which case; none: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Handed in online; none: in whatever way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// A charge or a fee.
    pub of: FeeKind,
    /// What one amount is paid for.
    pub unit: FeeUnit,
    /// How much, in đồng; 0: nothing is taken.
    pub vnd: u64,
    /// The decision that says so.
    pub law: String,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "what", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TermSays {
    /// An account.
    Account(BankAccount),
    /// A receipt book.
    Book(ReceiptBook),
    /// A price.
    Price(Price),
}

impl TermSays {
    /// The word for its kind.
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

/// What can happen to a term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TermFact {
    /// It holds; why stands in the event.
    TermSet {
        /// For which agency; that of the province's office: for all of the province.
        agency: AgencyCode,
        /// What.
        says: TermSays,
        /// The first day.
        from: Day,
    },
    /// It holds no longer; why stands in the event.
    TermEnded {
        /// The last day.
        last_day: Day,
    },
}

impl RecordFact for TermFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// What an office says beforehand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its name for machines.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// For which agency; that of the province's office: for all of the province.
    pub agency: AgencyCode,
    /// What.
    pub says: TermSays,
    /// The first day.
    pub from: Day,
    /// The last day; none while no end is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Why, or by which decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Term {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

/// The account of an agency on a day: the one that was set last, its own before that of the province.
pub fn account_on<'t>(terms: &'t [Term], agency: &AgencyCode, day: Day) -> Option<&'t BankAccount> {
    let accounts = terms.iter().filter(|term| term.holds_on(day)).filter_map(|term| match &term.says {
        TermSays::Account(account) => Some((term, account)),
        TermSays::Book(_) | TermSays::Price(_) => None,
    });
    accounts.max_by_key(|(term, _)| (term.agency == *agency, term.from)).map(|(_, account)| account)
}

/// The receipt books of an agency that are open on a day for this kind of money, the first begun first. A book of
/// the province's office is of that office alone.
pub(super) fn books_on<'t>(
    terms: &'t [Term],
    agency: &'t AgencyCode,
    of: FeeKind,
    day: Day,
) -> impl Iterator<Item = (&'t Term, &'t ReceiptBook)> {
    terms.iter().filter(move |term| term.holds_on(day) && term.agency == *agency).filter_map(move |term| {
        match &term.says {
            TermSays::Book(book)
                if book.sign.year() == day.ymd().0 && book.of.is_none_or(|kind| kind == of) =>
            {
                Some((term, book))
            }
            TermSays::Book(_) | TermSays::Account(_) | TermSays::Price(_) => None,
        }
    })
}

impl TermSays {
    /// Refuses what cannot be used.
    pub(super) fn must_be_sound(&self) -> Result<(), Vec<Refusal>> {
        let wrong = match self {
            TermSays::Account(account) => {
                let wrong = account.qr(Some(1), "MC").payload().err();
                // Of its texts only the holder is the office's.
                let at_its_box = |why: Refusal| if why.field.is_none() { why.at("holder") } else { why };
                wrong.map(at_its_box).into_iter().collect()
            }
            TermSays::Book(book) => book_faults(book),
            TermSays::Price(price) => price_faults(price),
        };
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

const NUMBER_MAX: u32 = 99_999_999;
const FORMS: [&str; 2] = ["EBL01", "EBL02"];
const LAW_CHARS_MAX: usize = 200;

fn book_faults(book: &ReceiptBook) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if !FORMS.contains(&book.form.as_str()) {
        wrong.push(Refusal::of("money.receipt-form").at("form"));
    }
    if book.first == 0 || book.last < book.first || book.last > NUMBER_MAX {
        wrong.push(Refusal::of("money.receipt-range").at("last"));
    }
    if book.of.is_some_and(|kind| !kind.has_our_receipt()) {
        wrong.push(Refusal::of("money.not-our-receipt").at("of"));
    }
    wrong
}

fn price_faults(price: &Price) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if price.vnd > AMOUNT_VND_MAX {
        wrong.push(Refusal::of("money.amount-shape").at("vnd"));
    }
    if price.law.trim().is_empty() || price.law.chars().count() > LAW_CHARS_MAX {
        wrong.push(Refusal::of("money.price-law").at("law"));
    }
    wrong
}

impl Record for Term {
    const KIND: &'static str = "money_term";
    type Id = String;
    type Fact = TermFact;

    fn begin(id: String, event: &Event<TermFact>) -> Option<Term> {
        match event.fact.clone() {
            TermFact::TermSet { agency, says, from } => {
                let reason = event.reason.clone().unwrap_or_default();
                Some(Term { id, last: event.into(), agency, says, from, until: None, reason })
            }
            TermFact::TermEnded { .. } => None,
        }
    }

    fn apply(&mut self, event: &Event<TermFact>) -> Result<(), Fault> {
        match &event.fact {
            TermFact::TermEnded { last_day } if self.until.is_none() => {
                self.until = Some(*last_day);
                Ok(())
            }
            TermFact::TermEnded { .. } | TermFact::TermSet { .. } => {
                Err(Fault::damaged(format!("the term {} was set or ended twice", self.id)))
            }
        }
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
