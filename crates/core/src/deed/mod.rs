//! Văn bản, giấy: what an agency makes from what it knows (a certificate, an extract, a decision,
//! a receipt), by a template of the catalogue. A template is versioned and dated; a paper stays what it
//! was made of: the template's id and what its fields said ([`Filling`]). How it stands on a page is
//! another room's business; here it becomes a list of [`DeedBlock`]s, which a PDF, a page for a phone and a
//! test read alike.

mod block;
mod body;
mod check;
mod field;
mod fill;
mod paper;
mod sample;
mod template;
pub mod words;

pub use block::{
    Column, ColumnsLine, Deed, DeedBlock, DeedCell, Heading, NATIONAL, PageSize, Role, Run, by_column,
};
pub use check::CheckCode;
pub use field::{DeedField, FieldKind, Filling, KnownFrom, Said};
pub use paper::{Capacity, DeedDraft, DeedMade, SignAs};
pub use template::{DeedTemplate, Deeds};

#[cfg(test)]
mod tests;
