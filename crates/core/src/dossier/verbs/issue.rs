//! Vào sổ, đóng dấu, phát hành: the registry gives the decision its number and files
//! it; from then on there is a result (ADR 0015).

use crate::act::must_say;
use crate::catalogue::Duty;
use crate::deed::DeedMade;
use crate::document::FileRef;
use crate::dossier::link::open_parts_of_result;
use crate::dossier::result::must_be_results;
use crate::dossier::steps::to_reception;
use crate::dossier::verbs::draft_result::must_be_as_entered;
use crate::dossier::{BookEntry, Changes, Desk, Dossier, DossierCode, Fact, Outcome, Rehearsal, Verb};
use crate::{Day, Halt, Law, Refusal};
use serde::{Deserialize, Serialize};

/// Issue the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Which dossier.
    pub code: DossierCode,
    /// Under which number of which book, of which day.
    pub entry: BookEntry,
    /// The sealed result as files (PDF), when the leader attached none or another.
    pub files: Vec<FileRef>,
    /// Why what was signed by hand is sealed with a key without its scan; none where the scan is there, or
    /// nothing is sealed so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscanned: Option<String>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Issue {
    let day = on.now.max(on.dossier.last_at).day();
    let entry = BookEntry { number: on.words(), book: on.words(), day };
    let known = on.dossier.deed.as_deref().and_then(|made| entry_known(on.law, made));
    let entry = match known {
        Some(known) => known.or(entry),
        None => entry,
    };
    let needed = on.dossier.deed.as_deref().map(|made| why_a_file(on.law, made));
    let files = needed.flatten().map(|_| FileRef::empty_pdf()).into_iter().collect();
    Issue { code: on.code(), entry, files, unscanned: None }
}

const NUMBER_CHARS_MAX: usize = 50;
const BOOK_CHARS_MAX: usize = 200;

/// The registry of the competent agency enters what was decided and gives it to the
/// reception desk that the person knows: the result is there, and the clock ends.
pub fn issue(desk: &mut Desk<'_>, command: Issue) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Issue)?;
    let is_at_the_registry = dossier.holder.duty == Duty::Registry;
    let decided = dossier.decided.filter(|_| is_at_the_registry);
    let decided = decided.ok_or_else(|| Refusal::of("dossier.not-decided"))?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let today = desk.now.max(dossier.last_at).day();
    let entry = checked(command.entry, decided.at.day(), today)?;
    // Of a book whose numbers are drawn here nobody types one: it would come twice.
    let is_counted = desk.law.counts_book(&dossier.submission.competent, &entry.book);
    if is_counted && dossier.deed.is_none() {
        return Err(Refusal::of("deed.book-is-counted").at("book").with("book", entry.book).into());
    }
    // What stands on the paper that the leader signed stands in the book.
    if let Some(known) = dossier.deed.as_deref().and_then(|made| entry_known(desk.law, made))
        && !known.is(&entry)
    {
        return Err(Refusal::of("deed.other-entry").at("number").with("number", known.number).into());
    }
    if let Some(made) = &dossier.deed {
        made.must_be_signed()?;
    }
    let used = dossier.deed.as_ref().and_then(|deed| deed.entry.clone());
    must_be_as_entered(desk, used.as_ref())?;
    if decided.outcome == Outcome::Approved {
        must_stand_in_its_register(desk, &dossier)?;
    }
    // What the registry attaches comes beside what the leader attached: a virus in that
    // goes back to the leader.
    desk.must_be_free_of_viruses(dossier.result.iter().flat_map(|result| &result.files))?;
    must_be_results(desk, &command.files)?;
    let attached = dossier.result.as_ref().is_some_and(|result| !result.files.is_empty());
    must_have_its_file(desk.law, dossier.deed.as_deref(), attached, &command.files)?;
    let to = to_reception(desk, &dossier)?;
    let promise = desk.last_word(&dossier)?;
    let unscanned = command.unscanned.map(|why| must_say(why, "unscanned")).transpose()?;
    let fact = Fact::Issued { outcome: decided.outcome, entry, to, files: command.files, promise, unscanned };
    let changes = desk.change(dossier, fact, None)?;
    open_parts_of_result(desk, changes)
}

/// Refuses (`register.enter-first`) to issue the paper whose number is that of a registration before the registration
/// stands in its register: the paper says that it does.
fn must_stand_in_its_register(desk: &mut Desk<'_>, dossier: &Dossier) -> Result<(), Halt> {
    let register = desk.law.registers.of_procedure(&dossier.submission.procedure);
    let Some(register) = register.filter(|register| dossier.paper_of_entry(register).is_some()) else {
        return Ok(());
    };
    match desk.read.entry_of_dossier(&register.id, &dossier.code().to_string())? {
        Some(_) => Ok(()),
        None => {
            let refusal = Refusal::of("register.enter-first").with("register", &register.name);
            Err(refusal.with("register_en", &register.name_en).into())
        }
    }
}

/// Under which number a paper that was decided is known already, so that nobody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryKnown {
    /// The number.
    pub number: String,
    /// Of which book; none where whoever issues it says so.
    pub book: Option<String>,
    /// Of which day; none where it is the day on which it is issued.
    pub day: Option<Day>,
}

impl EntryKnown {
    /// The entry, with what is not known from this one.
    pub fn or(self, issued: BookEntry) -> BookEntry {
        let book = self.book.unwrap_or(issued.book);
        BookEntry { number: self.number, book, day: self.day.unwrap_or(issued.day) }
    }

    fn is(&self, entry: &BookEntry) -> bool {
        self.clone().or(entry.clone()) == *entry
    }
}

/// The number that was drawn when the paper was decided; else that of the registration, where the paper stands under
/// it (`numbered_as`) in the register that it was taken from, if there is one.
pub fn entry_known(law: &Law, made: &DeedMade) -> Option<EntryKnown> {
    if let Some(BookEntry { number, book, day }) = made.entry() {
        return Some(EntryKnown { number, book: Some(book), day: Some(day) });
    }
    let template = law.deeds.get(made.template.as_str())?;
    let number = template.known_number(&made.filling).filter(|number| !number.is_empty())?;
    let register = template.register.as_ref().and_then(|id| law.registers.get(id.as_str()));
    let book = register.map(|register| register.name.clone());
    Some(EntryKnown { number: number.to_string(), book, day: None })
}

/// Refuses to issue without its file what is one: an electronic copy (`comparison.no-file`), a paper that
/// was signed with a key (`deed.signed-without-file`). What the leader attached before may be that copy, and never
/// what was signed afterwards.
pub(super) fn must_have_its_file(
    law: &Law,
    made: Option<&DeedMade>,
    is_attached: bool,
    files: &[FileRef],
) -> Result<(), Refusal> {
    let Some(made) = made.filter(|_| files.is_empty()) else { return Ok(()) };
    match why_a_file(law, made).filter(|_| !is_attached || made.signature.file().is_some()) {
        Some(code) => Err(Refusal::of(code).at("result")),
        None => Ok(()),
    }
}

/// Why this paper is nothing without a file; none for one that is printed and signed by hand.
fn why_a_file(law: &Law, made: &DeedMade) -> Option<&'static str> {
    let template = law.deeds.get(made.template.as_str());
    let is_bound = template.and_then(|template| template.compares).is_some_and(|asked| asked.binds);
    match (is_bound, made.signature.file()) {
        (true, _) => Some("comparison.no-file"),
        (false, Some(_)) => Some("deed.signed-without-file"),
        (false, None) => None,
    }
}

/// The entry without stray spaces; refused with everything that is wrong with it.
fn checked(entry: BookEntry, decided: Day, today: Day) -> Result<BookEntry, Vec<Refusal>> {
    let BookEntry { number, book, day } = entry;
    let (number, book) = (number.trim().to_string(), book.trim().to_string());
    let mut wrong = Vec::new();
    if number.is_empty() || number.chars().count() > NUMBER_CHARS_MAX {
        wrong.push(Refusal::of("dossier.issue-number").at("number").with("most", NUMBER_CHARS_MAX));
    }
    if book.is_empty() || book.chars().count() > BOOK_CHARS_MAX {
        wrong.push(Refusal::of("dossier.issue-book").at("book").with("most", BOOK_CHARS_MAX));
    }
    if day < decided || today < day {
        wrong.push(Refusal::of("dossier.issue-day").at("day").with("decided", decided.vn()));
    }
    if wrong.is_empty() { Ok(BookEntry { number, book, day }) } else { Err(wrong) }
}

impl Dossier {
    /// Refuses a verb that this state does not allow to anybody.
    pub fn must_admit(&self, verb: Verb) -> Result<(), Refusal> {
        verb.in_order(&self.state)?;
        self.must_not_be_decided(verb)
    }

    /// Refuses to change a dossier on which the leader has decided. To work on it again, the
    /// registry hands it back.
    fn must_not_be_decided(&self, verb: Verb) -> Result<(), Refusal> {
        use Verb::*;
        let changes_it = matches!(
            verb,
            Forward | AskSupplement | AskPayment | FindCase | AskOpinion | RecordReply | Withdraw | Stop
        );
        if changes_it && self.decided.is_some() {
            return Err(Refusal::of("dossier.decided-already"));
        }
        Ok(())
    }
}
