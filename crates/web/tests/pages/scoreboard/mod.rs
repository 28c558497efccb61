//! The public board shows what happened, as it stood on the day that is asked
//! for, and every number leads to as many dossiers as it says.

mod behind;
mod form;
mod sums;
