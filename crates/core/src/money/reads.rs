//! What acts about money ask of a reader.

use super::{Bill, Closing, Payment, PaymentReference, Receipt, ReceiptSign, Term, Till};
use crate::act::OfficerId;
use crate::directory::AgencyCode;
use crate::dossier::{DossierCode, ReadDossiers};
use crate::year_book::ReadYearBooks;
use crate::{Day, Fault};

/// The reads.
pub trait ReadMoney: ReadDossiers + ReadYearBooks {
    /// The bill with this reference.
    fn bill(&mut self, id: &PaymentReference) -> Result<Option<Bill>, Fault>;

    /// The bills of a dossier, in the order in which they were raised.
    fn bills_of(&mut self, dossier: &DossierCode) -> Result<Vec<Bill>, Fault>;

    /// The payment with this id.
    fn payment(&mut self, id: &str) -> Result<Option<Payment>, Fault>;

    /// The receipt with this id.
    fn receipt(&mut self, id: &str) -> Result<Option<Receipt>, Fault>;

    /// The closing with this id.
    fn closing(&mut self, id: &str) -> Result<Option<Closing>, Fault>;

    /// The term with this id.
    fn term(&mut self, id: &str) -> Result<Option<Term>, Fault>;

    /// What holds for an agency, ended or not, in the order in which it was set: its own terms and those of its
    /// province's office.
    fn terms_of(&mut self, agency: &AgencyCode) -> Result<Vec<Term>, Fault>;

    /// The receipt books of this sign, of whatever agency.
    fn books_with_sign(&mut self, sign: &ReceiptSign) -> Result<Vec<Term>, Fault>;

    /// What an officer took at the counter on a day.
    fn till(&mut self, of: &OfficerId, agency: &AgencyCode, day: Day) -> Result<Till, Fault>;
}
