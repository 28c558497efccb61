//! PDF as it stands on the disk: objects, cross-references, updates.

pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod inflate;
pub(crate) mod object;
pub(crate) mod parse;
pub(crate) mod work;
pub(crate) mod write;
pub(crate) mod xref;
