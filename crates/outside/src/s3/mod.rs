//! Files in an S3 service, each as one object under its digest. An object is there
//! whole or not at all; what S3 has acknowledged is durable. Whatever else happens
//! (no network, no answer, a refused key) is a fault that loses nothing: the file
//! that was to be kept stays where it arrived.

mod bucket;
pub mod pretend;
mod send;
mod settings;
mod shelf;

pub use bucket::{NotReady, S3};
pub use settings::{Mistake, Secret, Settings};
