//! ASN.1 as certificates and signatures use it: read in place, written as DER.

pub(crate) mod oid;
pub(crate) mod read;
pub(crate) mod write;
