//! Yêu cầu bổ sung: exactly which paper or answer is wrong and why, once and
//! completely. The clock stops.

use crate::act::must_say_why;
use crate::calendar::{Move, moved_at};
use crate::catalogue::{Duty, Paper, Version};
use crate::dossier::form_under;
use crate::dossier::{
    About, Changes, Desk, Dossier, DossierCode, Fact, HowHeld, Reception, Rehearsal, State, Verb, WrongItem,
    answer_at, papers_held,
};
use crate::{Cited, Halt, Law, MINUTE_MS, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Ask the person, once and completely ([`SUPPLEMENT_ONCE`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskSupplement {
    /// Which dossier.
    pub code: DossierCode,
    /// What is wrong or missing, each with its why.
    pub items: Vec<WrongItem>,
    /// The officer confirms that required papers that are missing and not marked are not needed.
    pub complete: bool,
    /// After a supplement: why this was not asked for in the first request.
    pub why_again: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> AskSupplement {
    let items = vec![WrongItem { about: About::Whole, why: on.words() }];
    AskSupplement { code: on.code(), items, complete: true, why_again: on.words() }
}

/// The most things that one request can be about.
const ITEMS_MAX: usize = 100;
/// By which text a request is made once and completely.
pub const SUPPLEMENT_ONCE: Cited<'_> =
    Cited::assumed("Nghị định 61/2018/NĐ-CP Điều 17, nay là Nghị định 118/2025/NĐ-CP");

/// The reception desk asks until the dossier is forwarded, and its holder at any time.
pub fn ask_supplement(desk: &mut Desk<'_>, command: AskSupplement) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskSupplement)?;
    let officer = desk.actor.officer()?;
    let at_reception = dossier.state == State::Accepted
        && officer.must_have(Duty::Reception, &dossier.submission.receiving).is_ok();
    if !at_reception {
        dossier.must_be_held_by(officer)?;
    }
    let version = desk.version_of(&dossier)?;
    let items = marked(desk.law, version, &dossier, command.items)?;
    let missing = missing_papers(version, &dossier, &items);
    if !command.complete && !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|paper| paper.name.as_str()).collect();
        let papers = names.join("; ");
        let refusal = Refusal::of("dossier.missing-not-marked").at("complete").under(SUPPLEMENT_ONCE.article);
        return Err(refusal.with("papers", papers).into());
    }
    let why_again = match dossier.supplements {
        0 => None,
        _ => Some(must_say_why(command.why_again).map_err(|refusal| match refusal.code {
            "dossier.reason-missing" => {
                Refusal::of("dossier.why-again").at("why_again").under(SUPPLEMENT_ONCE.article)
            }
            _ => refusal.at("why_again"),
        })?),
    };
    let late_after = asked_late_after(desk.law, &dossier, desk.now);
    desk.change(dossier, Fact::SupplementAsked { items, late_after }, why_again)
}

/// When a request made now comes too late, the moment until which it should have been
/// made: within `ask_supplement_within` from the reception, or from when it was last
/// completed, without what was lost to outages, and in any case before the result was due.
/// A late request is still made, because the result depends on it; but the limit starts
/// again, and that must not hide the delay.
pub fn asked_late_after(law: &Law, dossier: &Dossier, now: Moment) -> Option<Moment> {
    let Reception { at: accepted, promise, .. } = dossier.reception.as_ref()?;
    // Where the clock starts with the sending, nobody could ask before the reception.
    let from = promise.counted_from.max(*accepted);
    let rule = law.clock.ask_supplement_within(from.day());
    let hours = law.hours_of(&dossier.submission.competent);
    let lost: Vec<Move> =
        promise.moves.iter().filter(|each| matches!(each, Move::Lost { .. })).cloned().collect();
    // Beyond the years that the calendar knows nobody can say.
    let within = moved_at(from, rule.value, &lost, &law.calendar, hours).ok().flatten()?;
    let until = promise.at.map_or(within, |due| due.min(within));
    (now.0.div_euclid(MINUTE_MS) > until.0.div_euclid(MINUTE_MS)).then_some(until)
}

/// Everything that is wrong with what was marked, or the marks with clean reasons.
fn marked(
    law: &Law,
    version: &Version,
    dossier: &Dossier,
    items: Vec<WrongItem>,
) -> Result<Vec<WrongItem>, Halt> {
    if items.is_empty() {
        return Err(Refusal::of("dossier.nothing-asked").at("items").under(SUPPLEMENT_ONCE.article).into());
    }
    if items.len() > ITEMS_MAX {
        return Err(Refusal::of("dossier.too-many-items").at("items").with("limit", ITEMS_MAX).into());
    }
    let mut wrong = Vec::new();
    let mut clean: Vec<WrongItem> = Vec::with_capacity(items.len());
    for WrongItem { about, why } in items {
        let field = format!("why.{about}");
        if clean.iter().any(|earlier| earlier.about == about) {
            wrong.push(Refusal::of("dossier.item-twice").at(field.clone()).with("about", &about));
        }
        if let Err(refusal) = must_be_known(law, version, dossier, &about) {
            wrong.push(refusal.at(field.clone()));
        }
        match must_say_why(why) {
            Ok(why) => clean.push(WrongItem { about, why }),
            Err(refusal) => wrong.push(refusal.at(field)),
        }
    }
    if wrong.is_empty() { Ok(clean) } else { Err(wrong.into()) }
}

/// Only what the procedure asks for or the person handed in can be wrong.
fn must_be_known(law: &Law, version: &Version, dossier: &Dossier, about: &About) -> Result<(), Refusal> {
    let submission = &dossier.submission;
    let clipped = |text: &str| text.chars().take(60).collect::<String>();
    match about {
        About::Whole => Ok(()),
        About::Paper(id) => {
            let asked = version.papers_for(&submission.case).any(|paper| paper.id.as_str() == id);
            let handed = submission.papers.iter().any(|paper| paper.paper == *id);
            if asked || handed || id == "other" {
                return Ok(());
            }
            Err(Refusal::of("dossier.unknown-paper").with("paper", clipped(id)))
        }
        About::Field(path) if answer_at(&submission.answers, path).is_some() => Ok(()),
        // What the form asks may be missing altogether.
        About::Field(path) if form_under(law, submission).is_some_and(|form| form.field(path).is_some()) => {
            Ok(())
        }
        About::Person(field) if submission.applicant.field(field).is_some() => Ok(()),
        About::Field(name) | About::Person(name) => {
            Err(Refusal::of("dossier.unknown-field").with("field", clipped(name)))
        }
    }
}

/// The papers that this case requires, that nobody handed in, on paper, as files or by
/// filling in their form, and that are not marked: what a complete request must be asked
/// about.
pub fn missing_papers<'a>(version: &'a Version, dossier: &Dossier, items: &[WrongItem]) -> Vec<&'a Paper> {
    let marked =
        |id: &str| items.iter().any(|item| matches!(&item.about, About::Paper(paper) if paper == id));
    let lacking = papers_held(version, &dossier.submission).into_iter();
    let lacking = lacking.filter(|one| one.held == HowHeld::Not).map(|one| one.paper);
    lacking.filter(|paper| paper.required && !marked(paper.id.as_str())).collect()
}
