//! Whether the case that somebody chose can be theirs, by what they say themselves.

use crate::catalogue::Case;
use crate::form::Answers;
use crate::{Day, Law, Refusal};
use serde_json::Value;

/// Refuses (`dossier.case-too-late`, at `case`) a case that is only open for a number of days
/// after a date in the answers, when they are over. The day of handing in counts: deciding
/// or completing the dossier later does not make it late. A date that is only a year or a month says
/// nothing here.
pub fn case_fits(law: &Law, case: &Case, answers: &Answers, handed_in: Day) -> Result<(), Refusal> {
    let Some(within) = &case.within else { return Ok(()) };
    let since = answers.get(&within.since).and_then(Value::as_str).and_then(Day::parse);
    let Some(since) = since else { return Ok(()) };
    let days = i32::try_from(within.days).unwrap_or(i32::MAX / 2);
    let last = law.calendar.next_working(since.plus(days - 1));
    if handed_in <= last {
        return Ok(());
    }
    let refusal = Refusal::of("dossier.case-too-late").at("case").with("days", within.days);
    Err(refusal.with("since", since.vn()).with("last", last.vn()))
}
