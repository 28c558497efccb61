//! Rows without a history, as they are handed to the writer.

use crate::sql::Stmt;

/// Changes of rows that have no history: sessions, drafts, pieces of uploads, settings.
/// Only this crate can make them; a caller hands them to the writer.
#[derive(Debug, Clone, Default)]
pub struct Keep(pub(crate) Vec<Stmt>);

impl Keep {
    /// Both, in this order, all or nothing.
    pub fn and(mut self, more: Keep) -> Keep {
        self.0.extend(more.0);
        self
    }

    /// Nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Stmt> for Keep {
    fn from(statement: Stmt) -> Keep {
        Keep(vec![statement])
    }
}

impl FromIterator<Keep> for Keep {
    fn from_iter<I: IntoIterator<Item = Keep>>(all: I) -> Keep {
        Keep(all.into_iter().flat_map(|keep| keep.0).collect())
    }
}
