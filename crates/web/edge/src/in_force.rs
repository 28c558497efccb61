//! The law that is in force while the server runs: what it started with, and what
//! officials have put into force since, here or in another process on the same database.

use motcua_books::Books;
use motcua_core::Law;
use std::sync::{Arc, PoisonError, RwLock};

/// A law with the texts it was read from.
#[derive(Clone)]
pub struct LawHeld {
    /// The law.
    pub law: Arc<Law>,
    /// Its texts.
    pub books: Arc<Books>,
    /// The last change of the catalogue in it; 0 before the first.
    pub change: u32,
}

/// Holds the law for new visits. A law is never changed in place: a new one replaces it here,
/// and visits that hold the old one keep it.
pub struct InForce(RwLock<LawHeld>);

impl InForce {
    /// The law with which the server starts.
    pub fn new(books: Books, law: Law, change: u32) -> InForce {
        InForce(RwLock::new(LawHeld { law: Arc::new(law), books: Arc::new(books), change }))
    }

    /// The law now.
    pub fn now(&self) -> LawHeld {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a law in the place of an older one; an older one is left where it is.
    pub fn put(&self, held: LawHeld) {
        let mut now = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if held.change > now.change {
            *now = held;
        }
    }

    /// The law itself, to change it while a server is being set up.
    ///
    /// # Panics
    ///
    /// If a visit already holds the law.
    pub fn edit(&mut self) -> &mut Law {
        let held = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Arc::get_mut(&mut held.law).expect("nobody has been given the law yet")
    }
}
