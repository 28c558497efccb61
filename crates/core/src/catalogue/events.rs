//! What happens in a life.

use super::ids::ProcedureId;

/// Something that happens in a life, and what it calls for at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEvent {
    /// Its name in addresses.
    pub id: String,
    /// In a person's own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The procedures, the first one first.
    pub procedures: Vec<ProcedureId>,
}
