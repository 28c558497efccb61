//! The post: it takes orders for parcels, and says how far each is. The real client speaks a small HTTP of our own,
//! which an adapter of a post answers; the pretend post fails in the ways in which posts do.

pub mod http;
pub mod pretend;

use motcua_core::dossier::{ParcelNews, ParcelOrder};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Why the post did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostRefused {
    /// It did not answer, or not in a way that is understood: nobody knows whether it did.
    NoAnswer(String),
    /// It said no: it will not take this parcel.
    Never(String),
}

impl fmt::Display for PostRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PostRefused::NoAnswer(why) | PostRefused::Never(why) => f.write_str(why),
        }
    }
}

/// An answer that is awaited.
pub type Asked<T> = Pin<Box<dyn Future<Output = Result<T, PostRefused>> + Send>>;

/// Whoever can be asked to carry a parcel.
pub trait PostOffice: Send + Sync {
    /// Makes an order; gives its number. Asked twice under one name, it is one order.
    fn order(&self, name: &str, order: &ParcelOrder) -> Asked<String>;

    /// What has happened to a parcel so far: in whatever order, the same perhaps more than once. What it says in
    /// words that nobody here knows is left out.
    fn track(&self, number: &str) -> Asked<Vec<ParcelNews>>;
}
