//! One act for many dossiers of a work list: accepting, forwarding, and the leader's
//! sign-off list. Each dossier is its own act through the same rule, with its own
//! outcome; the page at the end says which were done and why the others were not.

use super::act::{capacities_or_none, signs, suggested_book};
use super::deed::kept;
use super::rehearse::{beside, rehearse};
use super::sign;
use super::words::{procedure_name, version_of};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{
    self as rules, BATCH_MAX, BookEntry, Dossier, DossierCode, DossierCommand, EntryKnown, Outcome, Verb,
    must_be_a_batch,
};
use motcua_core::{Halt, Law, Refusal};
use motcua_edge::app::App;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::batch::{Ended, item};
use motcua_edge::failure::Reply;
use motcua_edge::files::standing;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::sent::{fresh_key, must_be_ours};
use motcua_edge::signed::Signed;
use motcua_store::Key;
use motcua_store::act::SeenDossier;
use motcua_store::worklist::{WorkPart, part_in_hand};
use motcua_told::deed::paper_of;
use motcua_told::due::{DueWords, due_words};
use motcua_told::shares::with_others;
use sha2::{Digest, Sha256};

/// A dossier of the list.
struct BatchRow {
    /// Its code and the state that the officer saw, as the form sends it.
    item: String,
    code: String,
    applicant: String,
    procedure: String,
    due: DueWords,
    /// Required papers that are not there, to be seen before it is accepted; empty for none.
    lacks: String,
    ticked: bool,
    /// The paper that the decision signs, or that is issued: its address and what it is called.
    paper: Option<(String, String)>,
    /// Why it cannot be done now; empty when it can.
    why_not: String,
}

#[derive(Template)]
#[template(path = "officer/batch/ask.html")]
struct Ask {
    page: Page,
    heading: &'static str,
    button: &'static str,
    does: &'static str,
    rows: Vec<BatchRow>,
    key: String,
    outcomes: Vec<ChoiceShown>,
    outcome: String,
    /// For whom drafted papers are signed; empty where none is.
    capacities: Vec<ChoiceShown>,
    capacity: String,
    words: Option<&'static str>,
    reason: String,
    /// What is issued is numbered.
    numbers: bool,
    number: String,
    book: String,
    /// Papers that were signed by hand get the seal of the agency here: whoever has no scan says why.
    seals_by_hand: bool,
    unscanned: String,
    errors: Wrongs,
    /// For the signature below a printed list.
    signer: String,
    agency: String,
    date: String,
}

/// One item after the batch.
struct BatchItem {
    code: String,
    applicant: String,
    procedure: String,
    /// What came of it; empty for what was not done.
    what: String,
    why: String,
}

#[derive(Template)]
#[template(path = "officer/batch/done.html")]
struct Done {
    page: Page,
    /// Whoever did it has papers to sign with their key.
    signs: bool,
    heading: &'static str,
    done: Vec<BatchItem>,
    refused: Vec<BatchItem>,
    all: usize,
}

/// The acts that may be done to a list.
const VERBS: [Verb; 4] = [Verb::Accept, Verb::Forward, Verb::Decide, Verb::Issue];

const OUTCOMES: [(&str, Outcome); 2] = [("approved", Outcome::Approved), ("refused", Outcome::Refused)];

fn verb_named(word: &str) -> Result<Verb, Refusal> {
    Verb::parse(word).filter(|verb| VERBS.contains(verb)).ok_or_else(|| Refusal::of("page.unknown"))
}

/// `H57.101-250714-0001 3`: a dossier and the event up to which it was seen.
fn item_of(text: &str) -> Result<(DossierCode, u32), Refusal> {
    let malformed = || Refusal::of("request.malformed");
    let (code, seq) = text.trim().rsplit_once(' ').ok_or_else(malformed)?;
    Ok((DossierCode::parse(code)?, seq.parse().map_err(|_| malformed())?))
}

/// `GET /officer/batch/{verb}?item=…&item=…`: the list to look through. Without items
/// it is everything that lies at the desk for this act.
pub async fn get(signed: Signed, Path(verb): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let verb = verb_named(&verb)?;
    let query = query.unwrap_or_default();
    let asked: Vec<String> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "item")
        .map(|(_, value)| value.into_owned())
        .collect();
    if asked.len() > BATCH_MAX {
        must_be_a_batch(asked.len())?;
    }
    let dossiers = match asked.is_empty() {
        true => at_the_desk(&signed, verb)?,
        false => {
            let mut found = Vec::with_capacity(asked.len());
            for text in &asked {
                found.push(signed.dossier(&item_of(text)?.0.to_string())?);
            }
            found
        }
    };
    let ticked = |_: &str| true;
    shown(&signed, verb, &dossiers, ticked, &SentForm::default(), &[])
}

/// What lies at the desk from which this act is done, earliest due first.
fn at_the_desk(signed: &Signed, verb: Verb) -> Result<Vec<Dossier>, Halt> {
    let officer = &signed.officer;
    let first = Duty::DESKS.into_iter().find(|duty| officer.has(*duty)).unwrap_or(Duty::Reception);
    let (duty, part) = match verb {
        Verb::Accept => (Duty::Reception, WorkPart::ToAccept),
        Verb::Decide => (Duty::Leader, WorkPart::InHand),
        Verb::Issue => (Duty::Registry, WorkPart::InHand),
        _ => (first, WorkPart::InHand),
    };
    if !officer.has(duty) {
        return Err(Refusal::of("dossier.not-your-duty").with("duty", duty.as_str()).into());
    }
    let limit = BATCH_MAX as u32;
    Ok(signed.visit.app.read(|rows| part_in_hand(rows, &officer.agency, duty, part, None, limit))?)
}

/// `POST /officer/batch/{verb}`: each item that is ticked, one after the other.
pub async fn post(signed: Signed, Path(verb): Path<String>, form: SentForm) -> Reply {
    let verb = verb_named(&verb)?;
    let items: Vec<String> =
        form.under("item").filter(|(rest, _)| rest.is_empty()).map(|(_, value)| value.to_string()).collect();
    let key = form.get("key");
    must_be_ours(key)?;
    let command =
        match must_be_a_batch(items.len()).map_err(Halt::from).and_then(|()| command(&signed, verb, &form)) {
            Ok(command) => command,
            Err(halt) => {
                let listed: Vec<(DossierCode, u32)> = form
                    .under("listed")
                    .filter(|(rest, _)| rest.is_empty())
                    .take(BATCH_MAX)
                    .map(|(_, text)| item_of(text))
                    .collect::<Result<_, _>>()?;
                let mut dossiers = Vec::with_capacity(listed.len());
                for (code, _) in &listed {
                    dossiers.push(signed.dossier(&code.to_string())?);
                }
                let ticked = |item: &str| items.iter().any(|ticked| ticked == item);
                return shown(&signed, verb, &dossiers, ticked, &form, &refusals(halt)?);
            }
        };
    let lang = signed.visit.lang;
    let heading = heading(verb, &signed);
    let page = signed.visit.page("work", heading, heading);
    let (mut told, mut refused, mut numbers) = (Vec::new(), Vec::new(), 0);
    for text in &items {
        let (code, seq) = item_of(text)?;
        let dossier = signed.dossier(&code.to_string()).ok();
        let (applicant, procedure) = dossier
            .as_ref()
            .map(|dossier| (&dossier.submission.applicant.name, &dossier.submission.procedure))
            .map(|(name, id)| (name.clone(), procedure_name(&signed.visit.app, id, lang)))
            .unwrap_or_default();
        let key = key_of(key, verb, text, &form);
        let seen = Some(SeenDossier { code: &code, seq });
        let ended = match asked(&signed, &command, &code, dossier.as_ref(), numbers).await {
            Ok(command) => item(&signed.visit.app, &signed.actor()?, key, seen, command).await,
            Err(Halt::Refused(wrong)) => Ended::Refused(wrong),
            Err(Halt::Broke(_)) => Ended::Broke,
        };
        numbers += usize::from(
            ended.is_done()
                && dossier.as_ref().is_none_or(|dossier| known(&signed.visit.app.law, dossier).is_none()),
        );
        let what = match &ended {
            Ended::Done(dossier) => came_of(&signed, verb, dossier, &page),
            _ => String::new(),
        };
        let line = BatchItem { code: code.to_string(), applicant, procedure, what, why: ended.why(lang) };
        if ended.is_done() { told.push(line) } else { refused.push(line) }
    }
    let signs = verb == Verb::Decide && sign::count(&signed)? > 0;
    Ok(html(StatusCode::OK, &Done { page, signs, heading, all: items.len(), done: told, refused }))
}

/// What is asked of one item: with the file that is issued, where that is the paper that was decided.
async fn asked(
    signed: &Signed,
    command: &Command,
    code: &DossierCode,
    dossier: Option<&Dossier>,
    numbers: usize,
) -> Result<DossierCommand, Halt> {
    let mut command = command(code.clone(), dossier, numbers)?;
    if let (DossierCommand::Issue(issue), Some(dossier)) = (&mut command, dossier) {
        let (law, officer, now) = (&signed.visit.app.law, &signed.officer, signed.visit.now);
        let beside = beside(&signed.visit.app, dossier)?;
        if rehearse(law, officer, now, dossier, &beside, Verb::Issue).is_ok() {
            let made = dossier.deed.as_deref();
            let sealed = kept(signed, dossier, made, issue.unscanned.as_deref()).await?;
            // The reason is that of what is sealed without a scan, of no other one in the list.
            let is_it = sealed.is_some() && made.is_some_and(|made| made.signature.is_by_hand());
            issue.unscanned = issue.unscanned.take().filter(|_| is_it);
            issue.files.extend(sealed);
        }
    }
    Ok(command)
}

/// When it is due, who has it now, what was decided, under which number it was entered.
fn came_of(signed: &Signed, verb: Verb, dossier: &Dossier, page: &Page) -> String {
    let (app, lang) = (&signed.visit.app, page.language());
    let desk = || {
        let duty = motcua_messages::duty(dossier.holder.duty, lang);
        let desk = format!("{duty}, {}", agency_name(app, &dossier.holder.agency, lang));
        format!("{} {}", page.t("đang ở", "now at"), with_others(app, dossier, desk, page))
    };
    match verb {
        Verb::Accept => match dossier.due_at() {
            Some(due) => format!("{} {}", page.t("hẹn trả", "due"), page.moment(due)),
            None => page.t("hẹn trả theo kế hoạch hằng năm", "due by the yearly plan").to_string(),
        },
        Verb::Decide => match dossier
            .decided
            .as_ref()
            .map(|decision| decision.outcome)
            .or(dossier.completion().map(|(_, outcome)| outcome))
        {
            Some(outcome) => format!("{}; {}", motcua_messages::outcome(outcome, lang), desk()),
            None => desk(),
        },
        Verb::Issue => match &dossier.issued {
            Some(entry) => format!("{} {}", page.t("số", "number"), entry.number),
            None => desk(),
        },
        _ => desk(),
    }
}

/// What is done to each item: one of the acts that the pages of a single dossier do. How
/// many of the list were done before it gives the numbers of what is issued.
type Command =
    Box<dyn Fn(DossierCode, Option<&Dossier>, usize) -> Result<DossierCommand, Halt> + Send + Sync>;

fn command(signed: &Signed, verb: Verb, form: &SentForm) -> Result<Command, Halt> {
    let words = form.get("reason").to_string();
    match verb {
        Verb::Accept => Ok(Box::new(|code, _, _| Ok(rules::Accept::of(code).into()))),
        Verb::Forward => Ok(Box::new(move |code, _, _| {
            Ok(rules::Forward { code, to_officer: None, note: words.clone() }.into())
        })),
        Verb::Issue => {
            let (first, book) = (form.get("number").to_string(), form.get("book").to_string());
            let mut wrong = Vec::new();
            if !first.is_empty() && numbered(&first, 0).is_none() {
                wrong.push(Refusal::of("request.first-number").at("number"));
            }
            if book.trim().is_empty() {
                wrong.push(Refusal::of("dossier.issue-book").at("book").with("most", 200));
            }
            if !wrong.is_empty() {
                return Err(wrong.into());
            }
            let unscanned = form.filled("unscanned").map(str::to_string);
            let (day, law) = (signed.visit.now.day(), signed.visit.app.law.clone());
            Ok(Box::new(move |code, dossier, before| {
                let number = numbered(&first, before).unwrap_or_default();
                let entry = BookEntry { number, book: book.clone(), day };
                let entry = match dossier.and_then(|dossier| known(&law, dossier)) {
                    Some(known) => known.or(entry),
                    None => entry,
                };
                let (files, unscanned) = (Vec::new(), unscanned.clone());
                Ok(rules::Issue { code, entry, files, unscanned }.into())
            }))
        }
        _ => {
            let chosen = OUTCOMES.iter().find(|(word, _)| *word == form.get("outcome"));
            let (_, outcome) = *chosen.ok_or_else(|| Refusal::of("dossier.outcome-missing").at("outcome"))?;
            if outcome == Outcome::Refused && words.chars().count() < 3 {
                return Err(Refusal::of("dossier.reason-missing").at("reason").into());
            }
            let (app, officer) = (signed.visit.app.clone(), signed.officer.id.clone());
            let capacity = form.get("capacity").to_string();
            Ok(Box::new(move |code, dossier, _| {
                let sign = match dossier {
                    Some(dossier) => signs(&app, &officer, dossier, outcome, &capacity)?,
                    None => None,
                };
                let (reason, files) = (words.clone(), Vec::new());
                Ok(rules::Decide { code, outcome, reason, files, sign }.into())
            }))
        }
    }
}

/// Under which number the paper of this dossier is known already.
fn known(law: &Law, dossier: &Dossier) -> Option<EntryKnown> {
    rules::entry_known(law, dossier.deed.as_deref()?)
}

/// The number so many after the first: `009/QĐ-UBND` and 2 give `011/QĐ-UBND`. None
/// where the first does not begin with one.
fn numbered(first: &str, after: usize) -> Option<String> {
    let first = first.trim();
    let end = first.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(first.len());
    let (digits, rest) = first.split_at(end);
    let number = digits.parse::<u32>().ok()?.checked_add(u32::try_from(after).ok()?)?;
    Some(format!("{number:0width$}{rest}", width = end))
}

/// The key of one item: of the list's key and the item. The digest holds what was
/// asked of it, so that a key never answers for another act.
fn key_of(key: &str, verb: Verb, item: &str, form: &SentForm) -> Key {
    let mut digest = Sha256::new();
    let said = ["outcome", "capacity", "reason", "number", "book", "unscanned"].map(|field| form.get(field));
    for part in [verb.as_str(), item].into_iter().chain(said) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let code = item.split(' ').next().unwrap_or_default();
    Key { key: format!("form:{key}:{code}"), digest: digest.finalize().into() }
}

fn lacking(app: &App, dossier: &Dossier, page: &Page) -> String {
    let submission = &dossier.submission;
    let held = standing(version_of(app, submission), submission, page);
    match held.lacking {
        0 => String::new(),
        _ => format!("{}: {}", held.words, held.lacking_names),
    }
}

fn heading(verb: Verb, signed: &Signed) -> &'static str {
    let lang = signed.visit.lang;
    match verb {
        Verb::Decide => lang.t("Danh sách trình ký", "Sign-off list"),
        Verb::Issue => lang.t("Vào sổ, phát hành theo danh sách", "Issue a list"),
        Verb::Accept => lang.t("Tiếp nhận theo danh sách", "Accept a list"),
        _ => lang.t("Chuyển bước theo danh sách", "Forward a list"),
    }
}

fn shown(
    signed: &Signed,
    verb: Verb,
    dossiers: &[Dossier],
    ticked: impl Fn(&str) -> bool,
    form: &SentForm,
    refused: &[Refusal],
) -> Reply {
    let (app, officer, now) = (&signed.visit.app, &signed.officer, signed.visit.now);
    let heading = heading(verb, signed);
    let mut page = signed.visit.page("work", heading, heading);
    let errors = Wrongs::of(refused, page.language(), "items");
    errors.entitle(&mut page);
    let lang = page.language();
    let row = |dossier: &Dossier| {
        let item = format!("{} {}", dossier.code(), dossier.seq);
        let why_not = match rehearse(&app.law, officer, now, dossier, &beside(app, dossier)?, verb) {
            Ok(_) => String::new(),
            Err(Halt::Refused(refusals)) => {
                refusals.first().map(|refusal| motcua_messages::sentence(refusal, lang)).unwrap_or_default()
            }
            Err(halt) => return Err(halt),
        };
        Ok(BatchRow {
            ticked: why_not.is_empty() && ticked(&item),
            item,
            code: dossier.code().to_string(),
            applicant: dossier.submission.applicant.name.clone(),
            procedure: procedure_name(app, &dossier.submission.procedure, lang),
            lacks: match verb {
                Verb::Accept => lacking(app, dossier, &page),
                _ => String::new(),
            },
            due: due_words(dossier, &app.law, now, &page),
            paper: match verb {
                Verb::Decide | Verb::Issue => paper_of(app, dossier)?.map(|paper| {
                    (format!("/officer/dossiers/{}/deed.pdf", dossier.code()), paper.deed.title)
                }),
                _ => None,
            },
            why_not,
        })
    };
    let rows = dossiers.iter().map(row).collect::<Result<_, Halt>>()?;
    let outcome =
        |(word, outcome): (&str, Outcome)| ChoiceShown::new(word, motcua_messages::outcome(outcome, lang));
    let view = Ask {
        does: match verb {
            Verb::Accept => lang.t(
                "Mỗi hồ sơ được tiếp nhận riêng và có ngày hẹn riêng. Hồ sơ nào không tiếp nhận được thì giữ nguyên, kèm lý do.",
                "Each dossier is accepted by itself and has its own due date. One that cannot be accepted stays as it is, with the reason.",
            ),
            Verb::Decide => lang.t(
                "Bỏ dấu những hồ sơ cần xem riêng. Mỗi hồ sơ được quyết định riêng; hồ sơ nào không ký được thì giữ nguyên, kèm lý do.",
                "Untick what needs a look of its own. Each dossier is decided by itself; one that cannot be signed stays as it is, with the reason.",
            ),
            Verb::Issue => lang.t(
                "Mỗi kết quả được vào sổ riêng, hôm nay, theo thứ tự bên dưới; số tăng dần từ số đầu. Hồ sơ nào không phát hành được thì giữ nguyên và không mất số.",
                "Each result is entered by itself, today, in the order below; the numbers go up from the first. One that cannot be issued stays as it is and takes no number.",
            ),
            _ => lang.t(
                "Mỗi hồ sơ được chuyển riêng; hồ sơ nào không chuyển được thì giữ nguyên, kèm lý do.",
                "Each dossier is forwarded by itself; one that cannot be stays as it is, with the reason.",
            ),
        },
        seals_by_hand: verb == Verb::Issue
            && dossiers.iter().filter_map(|dossier| dossier.deed.as_deref()).any(|made| {
                made.signature.is_by_hand() && app.seals.has(&made.agency)
            }),
        unscanned: form.get("unscanned").to_string(),
        outcomes: match verb {
            Verb::Decide => OUTCOMES.into_iter().map(outcome).collect(),
            _ => Vec::new(),
        },
        outcome: form.get("outcome").to_string(),
        capacities: match verb == Verb::Decide && dossiers.iter().any(|dossier| dossier.draft.is_some()) {
            true => capacities_or_none(&page),
            false => Vec::new(),
        },
        capacity: form.get("capacity").to_string(),
        words: match verb {
            Verb::Accept | Verb::Issue => None,
            Verb::Decide => Some(lang.t("Ý kiến; bắt buộc khi từ chối", "Opinion; needed for a refusal")),
            _ => Some(lang.t("Ghi chú cho người nhận", "A note for whoever gets them")),
        },
        reason: form.get("reason").to_string(),
        numbers: verb == Verb::Issue,
        number: form.get("number").to_string(),
        book: form.filled("book").map_or_else(|| suggested_book(now.day(), &page), str::to_string),
        key: match form.get("key") {
            "" => fresh_key(app),
            key => key.to_string(),
        },
        signer: officer.name.clone(),
        agency: agency_name(app, &officer.agency, lang),
        date: now.day().vn(),
        rows,
        button: match verb {
            Verb::Decide => lang.t("Ký các hồ sơ được đánh dấu", "Decide on those that are ticked"),
            verb => motcua_messages::verb(verb, lang),
        },
        heading,
        errors,
        page,
    };
    Ok(html(status_of_form(refused), &view))
}
