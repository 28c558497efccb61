//! Outside systems, one folder for each: a real client, and a pretend system that
//! ships, so that every way in which the real one can fail is rehearsed.

pub mod clamd;
pub mod post;
pub mod s3;
pub mod webhook;
