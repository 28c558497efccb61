//! Văn bản, giấy: what an agency makes from what it knows (a certificate, an extract, a decision,
//! a receipt), by a template of the catalogue. A template is versioned and dated; a paper stays what it
//! was made of: the template's id and what its fields said ([`Filling`]). How it stands on a page is
//! another room's business; here it becomes a list of [`DeedBlock`]s, which a PDF, a page for a phone and a
//! test read alike.

mod bare;
mod block;
mod body;
mod check;
mod field;
mod fill;
mod in_book;
mod judged;
mod noted;
mod overprint;
mod paper;
mod register;
mod sample;
mod template;
mod typed;
pub mod words;
mod written;

pub use bare::BareLabel;
pub use block::{
    Column, ColumnsLine, Deed, DeedBlock, DeedCell, Heading, NATIONAL, PageSize, Role, Run, by_column,
};
pub use check::CheckCode;
pub use field::{DeedField, FieldKind, Filling, KnownFrom, Said};
pub use in_book::BookColumn;
pub(crate) use in_book::usual as usual_in_book;
pub use judged::judged;
pub use noted::{ChangeAsked, DecisionsNoted};
pub use overprint::{Overlay, Overprint, StockPlace, Tenths, tenths};
pub use paper::{Capacity, DeedDraft, DeedMade, EntryUsed, PersonSignature, SignAs};
pub use register::{Register, Registers};
pub use template::{Compares, DeedTemplate, Deeds};
pub use typed::{date_of, day_of};

#[cfg(test)]
mod tests;
