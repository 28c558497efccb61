//! Đưa vào áp dụng: an official changes files of the catalogue while the program runs.
//!
//! Whoever hands in is bound by what was in force then, so a version on which open
//! dossiers rest is never altered: a change of it is a new version beside it.

use super::gaps::must_leave_no_gap;
use super::new_agencies::must_fit;
use super::past::{must_begin_no_earlier, must_keep_the_past};
use super::whose::{CatalogueKeeper, must_be_theirs};
use super::{CatalogueFile, Changes, Desk, LawFact, LawInForce, OpenUnder, TheLaw, may_be_changed};
use crate::act::must_say_why;
use crate::catalogue::DeedId;
use crate::deed::DeedTemplate;
use crate::law::beside_procedures;
use crate::law::changes::{VersionChange, between};
use crate::{Day, Halt, Law, Refusal};
use serde::{Deserialize, Serialize};

/// Put these files into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutIntoForce {
    /// New files and changed ones, whole.
    pub files: Vec<CatalogueFile>,
    /// Why.
    pub reason: String,
    /// The last change that the sender saw.
    pub seen: u32,
}

/// The most that one change may hold.
const FILES_MAX: usize = 40;

/// Judges a change. Refused for whoever does not answer for the catalogue, without a
/// reason, for files that are not sound, when another change came in between, and for what
/// [`must_hold`] forbids.
pub fn put_into_force(desk: &mut Desk<'_>, command: PutIntoForce) -> Result<Changes, Halt> {
    let keeper = CatalogueKeeper::of(desk.law, desk.actor)?;
    let in_force = desk.read.law_in_force()?;
    let last = in_force.as_ref().map_or(0, |law| law.last.seq);
    if command.seen != last {
        return Err(Refusal::of("catalogue.overtaken").with("number", last).into());
    }
    let mut wrong = Vec::new();
    let mut files = command.files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() {
        wrong.push(Refusal::of("catalogue.nothing-changed").at("files"));
    }
    if files.len() > FILES_MAX {
        wrong.push(Refusal::of("catalogue.too-many-files").at("files").with("limit", FILES_MAX));
    }
    for file in files.iter().filter(|file| !may_be_changed(&file.path)) {
        wrong.push(Refusal::of("catalogue.not-changed-here").at("files").with("file", &file.path));
    }
    let reason = must_say_why(command.reason).map_err(|why| wrong.push(why)).unwrap_or_default();
    // What is not changed here is not read.
    if files.iter().any(|file| !may_be_changed(&file.path)) {
        return Err(wrong.into());
    }
    let proposed = desk.read.proposed(&files)?;
    let changes = between(desk.law, &proposed);
    let used = desk.read.templates_used()?;
    let proposal = Proposal { files: &files, law: &proposed, changes: &changes, used: &used };
    let open = desk.read.open_by_version()?;
    wrong.extend(must_hold(desk.law, keeper, &proposal, &open, desk.now.day()));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let altered = changes.iter().filter(|change| change.is_in_place());
    let altered = altered.filter_map(|change| Some((change.procedure.clone(), change.was?))).collect();
    // Those that had begun: nobody may draft by them until this is written.
    let begun = desk.law.deeds.all().filter(|template| template.effective_from <= desk.now.day());
    let replaced = begun.filter(|template| {
        proposed.deeds.get(template.id.as_str()).is_some_and(|now| !now.says_the_same(template))
    });
    let replaced = replaced.map(|template| template.id.clone()).collect();
    let fact = LawFact::PutIntoForce { files, altered, replaced };
    match in_force {
        None => {
            let home = keeper.home(desk.law).ok_or_else(|| Refusal::of("catalogue.not-yours"))?;
            desk.begin::<LawInForce>(TheLaw, &home, fact, Some(reason))
        }
        Some(law) => desk.change(law, fact, Some(reason)),
    }
}

/// Sound files, and the law that they make.
pub struct Proposal<'a> {
    /// New files and changed ones.
    pub files: &'a [CatalogueFile],
    /// The law with them.
    pub law: &'a Law,
    /// What that changes in procedures.
    pub changes: &'a [VersionChange],
    /// Templates by which a paper was drafted or made.
    pub used: &'a [DeedId],
}

/// What forbids sound files: what is another province's or binds it too, versions that open dossiers rest on,
/// days that have passed, communes that nobody would serve, and agencies that cannot be.
pub fn must_hold(
    law: &Law,
    keeper: CatalogueKeeper<'_>,
    proposal: &Proposal<'_>,
    open: &[OpenUnder],
    today: Day,
) -> Vec<Refusal> {
    let beside = beside_procedures(law, proposal.law);
    let mut wrong = must_be_theirs(law, keeper, proposal.files, &beside);
    wrong.extend(must_be_kept(proposal.changes, open));
    wrong.extend(must_fit(law, &beside));
    wrong.extend(must_keep_templates(law, proposal, today));
    wrong.extend(must_keep_the_past(law, proposal.law, &beside, today));
    wrong.extend(must_begin_no_earlier(law, proposal.law, proposal.changes, today));
    wrong.extend(must_leave_no_gap(law, proposal.law, &beside, today));
    wrong
}

/// A template of papers that is or was used says for good what papers say: only its last day may be
/// written. What is to look otherwise is a template of its own. One that begins today and by which nobody has
/// drafted yet is still put right in its place. A register loses no field: its entries have said something in it.
fn must_keep_templates(law: &Law, proposal: &Proposal<'_>, today: Day) -> Vec<Refusal> {
    let proposed = proposal.law;
    let begun = law.deeds.all().filter(|template| template.effective_from <= today);
    let begun = begun.filter(|template| {
        let is_fresh = template.effective_from == today && !proposal.used.contains(&template.id);
        let now = proposed.deeds.get(template.id.as_str());
        !(is_fresh && now.is_some_and(|now| now.effective_from >= today))
    });
    let is_another = |template: &&DeedTemplate| {
        let now = proposed.deeds.get(template.id.as_str());
        now.is_none_or(|now| !now.says_the_same(template))
    };
    let refused = |template: &DeedTemplate| {
        Refusal::of("deed.in-use").at("files").with("file", format!("deeds/{}.toml", template.id))
    };
    let registers = law.registers.all().filter(|register| {
        let now = proposed.registers.get(register.id.as_str());
        now.is_none_or(|now| !now.holds_what_is_in(register))
    });
    let of_registers = registers.map(|register| {
        Refusal::of("deed.in-use").at("files").with("file", format!("registers/{}.toml", register.id))
    });
    begun.filter(is_another).map(refused).chain(of_registers).collect()
}

/// The versions that open dossiers rest on and that would not stay as they are.
fn must_be_kept(changes: &[VersionChange], open: &[OpenUnder]) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    for change in changes.iter().filter(|change| change.is_in_place()) {
        let is_it =
            |open: &&OpenUnder| open.procedure == change.procedure && Some(open.version) == change.was;
        if let Some(open) = open.iter().find(is_it).filter(|open| open.dossiers > 0) {
            let why = Refusal::of("catalogue.open-dossiers-keep-their-version").at("files");
            let why = why.with("procedure", &open.procedure).with("version", open.version);
            wrong.push(why.with("next", open.version + 1).with("dossiers", open.dossiers));
        }
    }
    wrong
}
