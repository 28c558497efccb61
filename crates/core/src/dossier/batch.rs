//! Batches: a list of which each item is an act of its own, with its own outcome.
//! Here only what a list may be; what is done to an item is judged by the rule of
//! that act.

use crate::Refusal;

/// The most items of one batch: as many as a person can check at a glance.
pub const BATCH_MAX: usize = 200;

/// Refuses a list with nothing in it, or with more than anybody looks through.
pub fn must_be_a_batch(items: usize) -> Result<(), Refusal> {
    match items {
        0 => Err(Refusal::of("dossier.batch-empty").at("items")),
        1..=BATCH_MAX => Ok(()),
        more => {
            let refusal = Refusal::of("dossier.batch-too-long").at("items");
            Err(refusal.with("items", more).with("limit", BATCH_MAX))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_something_and_not_more_than_one_look_takes_in() {
        for (items, want) in [
            (0, "dossier.batch-empty"),
            (1, "ok"),
            (BATCH_MAX, "ok"),
            (BATCH_MAX + 1, "dossier.batch-too-long"),
        ] {
            assert_eq!(
                must_be_a_batch(items).map_or_else(|refusal| refusal.code, |()| "ok"),
                want,
                "{items}"
            );
        }
    }
}
