//! The public board shows what happened, as it stood on the day that is asked
//! for, and every number leads to as many dossiers as it says.

#[path = "../july/mod.rs"]
mod july;
#[path = "../kit/mod.rs"]
mod kit;

mod behind;
mod form;
mod sums;
