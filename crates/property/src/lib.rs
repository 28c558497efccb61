//! How tests try a property over many random cases: the same ones in every run. A case in which
//! the property fails is made smaller for as long as it still fails, and only then told.

pub use proptest::{collection, option, prelude::*, sample};

use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::fmt::Debug;

/// What all cases of all tests are drawn from.
const SEED: u64 = 2026;

/// Panics with the smallest case that was found for which this panics.
pub fn holds<S>(cases: u32, drawn: S, property: impl Fn(S::Value))
where
    S: Strategy<Value: Debug>,
{
    let config =
        Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(SEED), ..Config::default() };
    let tried = TestRunner::new(config).run(&drawn, |case| {
        property(case);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn a_property_is_tried_over_the_same_cases_in_every_run() {
        let cases = || {
            let seen = RefCell::new(Vec::new());
            holds(50, any::<u64>(), |case| seen.borrow_mut().push(case));
            seen.into_inner()
        };
        assert_eq!(cases(), cases());
        assert_eq!(cases().len(), 50);
    }

    #[test]
    fn a_case_that_fails_is_told_at_its_smallest() {
        let some = collection::vec(0..1_000_u32, 0..40);
        let fails = || holds(200, some.clone(), |all| assert!(all.iter().all(|one| *one < 500)));
        let told = *catch_unwind(AssertUnwindSafe(fails)).unwrap_err().downcast::<String>().unwrap();
        assert!(told.contains("minimal failing input: [\n    500,\n]"), "{told}");
    }
}
