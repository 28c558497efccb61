//! Facts in words, the same for everybody who reads them: where a dossier stands, when it is due
//! and how that was found, what was handed in, what became of it.

mod certified_copy;
pub mod clock;
pub mod completed;
pub mod decided_by;
pub mod deed;
pub mod differs;
pub mod due;
pub mod explain;
pub mod form_print;
pub mod history;
pub mod instructions;
pub mod lead_results;
pub mod linked;
pub mod money;
pub mod notice;
pub mod paper_words;
pub mod papers;
pub mod period;
pub mod place;
pub mod qr;
pub mod reading;
pub mod receipt;
pub mod receipt_paper;
pub mod result_to_come;
pub mod shares;
pub mod signed;
pub mod slip;
pub mod standing;
pub mod stays;
pub mod text_differs;
mod unprinted;
pub mod verified;
pub mod wanted;
