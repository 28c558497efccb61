//! CMS SignedData: the envelope of a signature and of a time stamp.

pub(crate) mod make;
pub(crate) mod read;
