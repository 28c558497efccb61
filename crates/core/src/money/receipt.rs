//! Biên lai: that an office took money for a charge or a fee (Nghị định 254/2026 Điều 23–29, Thông tư 91/2026 Phụ lục
//! I). Its number counts from 1 in each receipt book and year; a receipt that was wrong is voided with its reason and
//! keeps its number.

use super::{PaymentReference, PaymentWay, ReceiptSign};
use crate::act::{Cover, Event, LastEvent, Record, RecordFact, Series, Who};
use crate::catalogue::FeeKind;
use crate::directory::AgencyCode;
use crate::document::FileRef;
use crate::dossier::DossierCode;
use crate::{Day, Fault, Moment};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What can happen to a receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReceiptFact {
    /// It was given.
    ReceiptIssued {
        /// Its number: the store draws it behind `before`.
        number: u32,
        /// The number before the first one of its book.
        before: u32,
        /// The book, a term of the agency.
        book: String,
        /// The sign of its series.
        sign: ReceiptSign,
        /// Its form: `EBL01`.
        form: String,
        /// Which agency gives it.
        agency: AgencyCode,
        /// For which bill.
        bill: PaymentReference,
        /// For which dossier.
        dossier: DossierCode,
        /// A charge or a fee.
        of: FeeKind,
        /// For what.
        title: String,
        /// Who paid.
        payer: String,
        /// How much, in đồng.
        amount_vnd: u64,
        /// By which way.
        way: PaymentWay,
        /// When it was paid.
        paid_at: Moment,
        /// Which receipt it stands for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<String>,
    },
    /// The agency's seal is in its file.
    ReceiptSigned {
        /// The file: these bytes and no others.
        file: FileRef,
    },
    /// It holds no longer; why stands in the event.
    ReceiptVoided,
}

impl RecordFact for ReceiptFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// That a receipt holds no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidedReceipt {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// Why.
    pub reason: String,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its name for machines: the bill's reference and which receipt of it it is.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Its number.
    pub number: u32,
    /// The number before the first one of its book.
    pub before: u32,
    /// Its book.
    pub book: String,
    /// The sign of its series.
    pub sign: ReceiptSign,
    /// Its form.
    pub form: String,
    /// Which agency gave it.
    pub agency: AgencyCode,
    /// For which bill.
    pub bill: PaymentReference,
    /// For which dossier.
    pub dossier: DossierCode,
    /// A charge or a fee.
    pub of: FeeKind,
    /// For what.
    pub title: String,
    /// Who paid.
    pub payer: String,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// By which way.
    pub way: PaymentWay,
    /// When it was paid.
    pub paid_at: Moment,
    /// When it was given.
    pub issued_at: Moment,
    /// Who took the money.
    pub collector: Who,
    /// Which receipt it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Its file with the agency's seal; none while nobody has sealed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileRef>,
    /// None while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<VoidedReceipt>,
}

/// Digits of a number on a receipt (Thông tư 91/2026: at most eight).
const DIGITS: usize = 8;

/// The name of the next receipt of a bill.
pub fn receipt_id(bill: &PaymentReference, given: u32) -> String {
    format!("{bill}-{}", given + 1)
}

impl Receipt {
    /// Its number as it is printed.
    pub fn printed_number(&self) -> String {
        format!("{:0DIGITS$}", self.number)
    }

    /// The day on which it was given.
    pub fn day(&self) -> Day {
        self.issued_at.day()
    }
}

/// The counter of a receipt book.
pub fn series_of(book: &str) -> Series {
    Series(format!("receipt/{book}"))
}

impl Record for Receipt {
    const KIND: &'static str = "receipt";
    type Id = String;
    type Fact = ReceiptFact;

    fn begin(id: String, event: &Event<ReceiptFact>) -> Option<Receipt> {
        let ReceiptFact::ReceiptIssued {
            number,
            before,
            book,
            sign,
            form,
            agency,
            bill,
            dossier,
            of,
            title,
            payer,
            amount_vnd,
            way,
            paid_at,
            replaces,
        } = event.fact.clone()
        else {
            return None;
        };
        Some(Receipt {
            id,
            last: event.into(),
            number,
            before,
            book,
            sign,
            form,
            agency,
            bill,
            dossier,
            of,
            title,
            payer,
            amount_vnd,
            way,
            paid_at,
            issued_at: event.at,
            collector: event.who.clone(),
            replaces,
            file: None,
            voided: None,
        })
    }

    fn apply(&mut self, event: &Event<ReceiptFact>) -> Result<(), Fault> {
        match &event.fact {
            ReceiptFact::ReceiptVoided if self.voided.is_none() => {
                let reason = event.reason.clone().unwrap_or_default();
                self.voided = Some(VoidedReceipt { at: event.at, by: event.who.clone(), reason });
                Ok(())
            }
            ReceiptFact::ReceiptSigned { file } if self.file.is_none() => {
                self.file = Some(file.clone());
                Ok(())
            }
            ReceiptFact::ReceiptVoided
            | ReceiptFact::ReceiptSigned { .. }
            | ReceiptFact::ReceiptIssued { .. } => {
                Err(Fault::damaged(format!("the receipt {} was given, sealed or voided twice", self.id)))
            }
        }
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }

    fn series(event: &Event<ReceiptFact>) -> Option<Series> {
        match &event.fact {
            ReceiptFact::ReceiptIssued { book, .. } => Some(series_of(book)),
            ReceiptFact::ReceiptSigned { .. } | ReceiptFact::ReceiptVoided => None,
        }
    }

    fn numbered(&mut self, event: &mut Event<ReceiptFact>, drawn: u32) {
        if let ReceiptFact::ReceiptIssued { number, before, .. } = &mut event.fact {
            *number = *before + drawn;
            self.number = *number;
        }
    }
}
