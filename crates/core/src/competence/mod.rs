//! Who decides: which fact makes which agency competent (`thẩm quyền`), procedure by
//! procedure and on a day. Whoever receives a dossier is not thereby competent (NĐ
//! 118/2025 lets any centre of the province receive; the law on each procedure says
//! where it is decided).
//!
//! The rules are data (`catalogue/competence/rules.tsv`): a dated row says which places
//! must be known, what kind of agency decides there, whether any agency of the province
//! or of the country will do, and what another centre may do that is asked for it.
//! [`CompetenceRules::who_decides`] answers from the row and from what was said; what
//! cannot be answered is asked or refused, and never falls back to the receiver.

mod agencies;
mod decide;
mod facts;
mod read;
mod rule;
#[cfg(test)]
mod tests;

pub use agencies::{Competence, NoAgency};
pub use decide::{Deciders, Lacking, NotOnFile, ReceiverMay, WhoDecides};
pub use facts::{CIRCUMSTANCE_FIELD, DecidingFact, DecidingFacts, PlaceSaid, place_field};
pub use rule::{
    Circumstance, CompetenceRule, CompetenceRules, Decider, Elsewhere, FactsNeeded, NotThisProcedure,
    TerritorialScope,
};
