//! A dossier with everything on one page, and its files.

pub mod facts;
pub mod history;
mod time;

use super::act::place;
use super::compare_originals;
use super::deed;
use super::deed_life::{self, DeedRow};
use super::receipt;
use super::registers;
use super::rehearse::{beside, open_acts};
use super::words::{Names, procedure_name, version_of};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use facts::{Pair, PaperShown};
use history::EventLine;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier as Case, State, Verb, WantedReturn};
use motcua_core::{Fault, Refusal};
use motcua_edge::download::to_keep;
use motcua_edge::failure::Reply;
use motcua_edge::files::{PapersStanding, must_not_be_infected, standing as standing_of_papers};
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_questions::answered::Questions;
use motcua_questions::{Block, of_dossier};
use motcua_store::{dossier, printed};
use motcua_told::clock::{ClockWords, clock_words};
use motcua_told::completed::{SupplementChange, answer_by, asked, changes};
use motcua_told::decided_by;
use motcua_told::deed::recall_words;
use motcua_told::due::{DueWords, due_words};
use motcua_told::explain::{explain, limit, paused};
use motcua_told::instructions::{InstructionRow, instructions};
use motcua_told::linked::{self, LeadView, PartView, relatives};
use motcua_told::paper_words::{book_entry, consent_words, submitter_words};
use motcua_told::shares::{ShareView, beside_words, shares};
use motcua_told::wanted::{doubled_words, out_words, wanted_in_short, wanted_of};
use serde::Deserialize;
use time::TimeLedger;

/// What the officer has just done here.
#[derive(Deserialize)]
pub struct DossierQuery {
    #[serde(default)]
    done: String,
}

/// A button.
pub struct ActButton {
    /// Where it leads.
    pub href: String,
    /// What it does.
    pub name: &'static str,
    /// The key that is held with Alt; empty beyond the ninth.
    pub key: String,
    /// The one that most often comes next.
    pub main: bool,
}

#[derive(Template)]
#[template(path = "officer/dossier.html")]
struct Dossier {
    page: Page,
    code: String,
    heading: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    done: String,
    /// It was just received at the counter.
    received: bool,
    receipt_href: String,
    /// When it was opened to be printed, and by whom.
    printings: Vec<String>,
    standing: Vec<String>,
    clock: ClockWords,
    acts: Vec<ActButton>,
    /// Until when whoever looked into it from above may read it; empty for its own officers.
    read_until: String,
    /// What the province asked or instructed.
    instructions: Vec<InstructionRow>,
    may_answer: bool,
    facts: Vec<Pair>,
    applicant: Vec<Pair>,
    answers: Vec<Block>,
    papers: Vec<PaperShown>,
    held: PapersStanding,
    result: Vec<PaperShown>,
    replies: Vec<PaperShown>,
    /// What agencies do or did beside the holder.
    shares: Vec<ShareView>,
    /// Whose shares the officer's own desk waits for; empty when for none.
    awaited: String,
    /// Where the result is drafted; empty for whoever may not.
    /// Where its originals are compared; empty where nobody asks for it, or this officer may not.
    compare_href: String,
    draft_href: String,
    /// The papers that were signed, or the draft.
    deeds: Vec<DeedRow>,
    /// Where it is entered in a register, or its entry.
    register: Option<(String, String)>,
    /// Where its decision was noted in registers, and is to be.
    noting: registers::note_entry::NotingShown,
    /// What may be done with the one that was issued.
    deed_acts: Vec<(&'static str, String)>,
    /// What may be done about where the result goes: the last word of the address, and its name.
    result_acts: Vec<(&'static str, &'static str)>,
    /// Where the slip of hand-overs is; empty before anything was handed over.
    slip_href: String,
    digitised: bool,
    changes: Vec<SupplementChange>,
    lead: Option<LeadView>,
    parts: Vec<PartView>,
    to_come: Vec<String>,
    history: Vec<EventLine>,
    /// The form to print of what was just done.
    form: Option<(String, String)>,
    time: TimeLedger,
    steps: Vec<String>,
    is_assumed: bool,
}

/// `GET /officer/dossiers/{code}?done=`
pub async fn dossier(signed: Signed, Path(code): Path<String>, Query(asked): Query<DossierQuery>) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let (app, officer, now) = (&signed.visit.app, &signed.officer, signed.visit.now);
    let (events, names) = app.read(|rows| {
        let events = dossier::events(rows, dossier.id)?;
        let names = Names::of(rows, &dossier, &events)?;
        Ok::<_, Fault>((events, names))
    })?;
    let code = dossier.code().to_string();
    let title = format!("{} {code}", signed.visit.lang.t("Hồ sơ", "Dossier"));
    let page = signed.visit.page("work", &title, &title);
    let lang = signed.visit.lang;
    let competent = &dossier.submission.competent;
    let promise = dossier.reception.as_ref().map(|reception| &reception.promise);
    let explained = promise.map(|promise| promise.explain(&app.law, competent)).transpose()?;
    let questions = Questions::of(app, &dossier.submission, lang);
    let (lead, parts) = relatives(app, &dossier)?;
    let beside = beside(app, &dossier)?;
    let may_print = receipt::may_print(officer, &dossier).is_ok();
    let printings = app.read(|rows| printed::of(rows, dossier.id))?;
    let (kind, status) = linked::status(&dossier, &parts, lang);
    let history = history::lines(app, &dossier, &events, &names, &page);
    let view = Dossier {
        heading: procedure_name(app, &dossier.submission.procedure, lang),
        kind,
        status,
        to_come: linked::to_come(app, version_of(app, &dossier.submission), &dossier, &parts, lang),
        due: due_words(&dossier, &app.law, now, &page),
        done: done(&asked.done, &page),
        received: asked.done == "receive",
        receipt_href: if may_print { format!("/officer/dossiers/{code}/receipt") } else { String::new() },
        printings: printings
            .iter()
            .map(|one| format!("{} ({})", page.moment(one.at), one.officer.0))
            .collect(),
        standing: standing(&signed, &dossier, &page),
        clock: clock_words(
            app,
            &dossier,
            now,
            &page,
            parts.iter().all(motcua_core::dossier::Dossier::is_ended),
        )?,
        read_until: match dossier.is_seen_by(officer) {
            true => String::new(),
            false => dossier
                .is_looked_into_until(officer, &app.law, now)
                .map_or_else(String::new, |until| page.moment(until)),
        },
        instructions: instructions(app, &dossier, now, &page),
        may_answer: dossier.is_seen_by(officer)
            && dossier.instruction_for(officer, None, beside.speaks(&dossier)?).is_ok(),
        acts: acts(&open_acts(&app.law, officer, now, &dossier, &beside), &dossier, &page),
        facts: facts_of(&signed, (&dossier, lead.as_ref()), &names, &page),
        applicant: facts::applicant(&dossier.submission.applicant, &page),
        answers: of_dossier(app, &dossier, &page),
        papers: facts::papers(app, &dossier, &page)?,
        held: standing_of_papers(version_of(app, &dossier.submission), &dossier.submission, &page),
        result: facts::result(app, &dossier, &page)?,
        replies: facts::replies(app, &dossier, &page)?,
        shares: shares(app, &dossier, now, &page),
        awaited: match dossier.holder.is_worked_or_led_by(officer) {
            true => beside_words(app, &dossier, &page),
            false => String::new(),
        },
        compare_href: match compare_originals::may_compare(&signed, &dossier) {
            true => format!("/officer/dossiers/{code}/compare_originals"),
            false => String::new(),
        },
        draft_href: match deed::may_draft(&signed, &dossier) {
            true => format!("/officer/dossiers/{code}/draft_result"),
            false => String::new(),
        },
        deeds: deed_life::rows(&signed, &dossier, &page)?,
        register: registers::enter::of_dossier(&signed, &dossier, &page)?,
        noting: registers::note_entry::of_dossier(&signed, &dossier, &page)?,
        deed_acts: match dossier.is_seen_by(officer) {
            true => deed_life::acts(&signed, &dossier, &page),
            false => Vec::new(),
        },
        result_acts: result_acts(&signed, &dossier, &page),
        slip_href: match dossier.earlier.is_empty() || !dossier.is_seen_by(officer) {
            true => String::new(),
            false => format!("/officer/dossiers/{code}/hand_overs"),
        },
        digitised: dossier.reception.as_ref().is_some_and(|reception| reception.digitised),
        changes: changes(version_of(app, &dossier.submission), questions, &dossier, &events, &page, |file| {
            format!("/officer/dossiers/{code}/files/{}", file.digest.0)
        }),
        lead: lead.map(|lead| {
            let code = lead.code().to_string();
            LeadView { href: format!("/officer/dossiers/{code}"), code }
        }),
        // A part at another agency is seen here and opened there.
        parts: linked::parts(app, &parts, now, &page, |part, below| {
            let here = below.is_empty() && part.is_seen_by(officer);
            if here { format!("/officer/dossiers/{}", part.code()) } else { String::new() }
        })?,
        form: history.last().filter(|_| !asked.done.is_empty()).and_then(|line| line.form.clone()),
        history,
        time: time::time_ledger(app, &dossier, &events, &names, now, &page),
        steps: explained
            .map(|due| explain(&due, &app.law.clock, &page))
            .into_iter()
            .flatten()
            .chain(paused(&dossier.state, &page))
            .collect(),
        is_assumed: promise.is_some_and(|promise| promise.trust.is_assumed()),
        code,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// `GET /officer/dossiers/{code}/files/{digest}`: one of this dossier's files, to
/// be kept rather than shown: whoever sent it could have put anything into it.
pub async fn file(signed: Signed, Path((code, digest)): Path<(String, String)>) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let unknown = || Refusal::of("document.unknown");
    let file = dossier.file_for_officers(&digest).ok_or_else(unknown)?;
    must_not_be_infected(&signed.visit.app, file)?;
    let (store, wanted) = (signed.visit.app.files.clone(), file.digest.clone());
    let read = tokio::task::spawn_blocking(move || store.get(&wanted)).await.map_err(Fault::other)?;
    let bytes = read?.ok_or_else(unknown)?;
    Ok(to_keep(&file.name, file.media, bytes))
}

/// What has just been done, as a notice; nothing for a word that is no act.
fn done(word: &str, page: &Page) -> String {
    match (word, Verb::parse(word)) {
        ("receive", _) => page
            .t("Đã tiếp nhận hồ sơ và hẹn ngày trả.", "The dossier is received and has its due date.")
            .into(),
        ("answer_instruction", _) => {
            page.t("Đã trả lời câu hỏi, chỉ đạo của tỉnh.", "The province has its answer.").into()
        }
        ("recall_deed", _) => page
            .t(
                "Đã thu hồi giấy. Báo người nộp và thu lại bản giấy.",
                "The paper is recalled. Tell the applicant, and take the paper back.",
            )
            .into(),
        ("replace_deed", _) => page
            .t("Đã ký bản thay thế, chờ văn thư phát hành.", "Signed; the registry is to issue it.")
            .into(),
        ("choose_return", _) => {
            page.t("Đã ghi nơi nhận kết quả mới.", "Where the result goes is written down.").into()
        }
        ("post_result", _) => {
            page.t("Đã ghi việc giao bưu chính.", "It is recorded that the post has the result.").into()
        }
        ("follow_parcel", _) => {
            page.t("Đã ghi tình trạng bưu gửi.", "What became of the parcel is recorded.").into()
        }
        ("recover_result", _) => {
            page.t("Đã ghi là có lại kết quả.", "It is recorded that the result is there again.").into()
        }
        ("issue_replacement", _) => page
            .t(
                "Đã phát hành bản thay thế. Báo người nộp đến đổi, thu lại bản cũ.",
                "Issued. Ask the applicant to come and exchange the first one.",
            )
            .into(),
        ("compare_originals", _) => {
            page.t("Đã ghi việc đối chiếu bản chính.", "The comparison is kept.").into()
        }
        (_, Some(verb)) => {
            format!("{} {}", page.t("Đã thực hiện:", "Done:"), motcua_messages::verb(verb, page.language()))
        }
        _ => String::new(),
    }
}

/// What the state itself has to say: why it stands still, or why it ended.
fn standing(signed: &Signed, dossier: &Case, page: &Page) -> Vec<String> {
    let version = version_of(&signed.visit.app, &dossier.submission);
    let said = match &dossier.state {
        State::AwaitingSupplement { items, .. } => {
            let until = answer_by(&signed.visit.app, dossier, signed.visit.now).map(|(day, over)| {
                let words = match over {
                    false => {
                        page.t("Chờ người nộp bổ sung đến hết ngày", "The applicant is asked to answer by")
                    }
                    true => page.t(
                        "Người nộp chưa bổ sung; đã quá ngày",
                        "The applicant has not answered; it is past",
                    ),
                };
                format!("{words} {day} ({})", page.t("chưa kiểm chứng", "not verified"))
            });
            let questions = Questions::of(&signed.visit.app, &dossier.submission, page.language());
            items.iter().map(|item| asked(version, questions, item, page)).chain(until).collect()
        }
        State::AwaitingPayment { amount_vnd, .. } => vec![page.money(*amount_vnd)],
        State::RejectedAtIntake { reason, .. }
        | State::Withdrawn { reason, .. }
        | State::Stopped { reason, .. } => vec![reason.clone()],
        _ => Vec::new(),
    };
    said.into_iter().chain(of_the_paper(dossier, page)).collect()
}

/// What whoever hands the result out must know of its paper.
fn of_the_paper(dossier: &Case, page: &Page) -> Vec<String> {
    let life = &dossier.deed_life;
    let recalled = life.recalled.as_ref().map(|recall| {
        format!(
            "{} {}",
            page.t("Giấy kết quả đã bị thu hồi.", "The paper is recalled."),
            recall_words(recall, page)
        )
    });
    let waits = life.replacement.as_ref().map(|_| {
        page.t(
            "Bản thay thế đã ký, chờ văn thư phát hành; phát hành rồi mới trả kết quả.",
            "A replacement is signed and waits for the registry; the result is returned once it is issued.",
        )
        .to_string()
    });
    recalled.into_iter().chain(waits).collect()
}

/// The buttons. Where the lead waits for shares, nothing that it can do most often comes next.
fn acts(verbs: &[Verb], dossier: &Case, page: &Page) -> Vec<ActButton> {
    let (code, waits) = (dossier.code(), dossier.shares_out().next().is_some());
    let act = |(index, verb): (usize, &Verb)| ActButton {
        href: format!("/officer/dossiers/{code}/{}", verb.as_str()),
        name: motcua_messages::verb(*verb, page.language()),
        key: if index < 9 { (index + 1).to_string() } else { String::new() },
        main: index == 0 && (!waits || place(*verb) == 0),
    };
    let mut sorted = verbs.to_vec();
    sorted.sort_by_key(|verb| place(*verb));
    sorted.iter().enumerate().map(act).collect()
}

/// What this officer may do about where the result goes.
fn result_acts(signed: &Signed, dossier: &Case, page: &Page) -> Vec<(&'static str, &'static str)> {
    let mut acts = Vec::new();
    if dossier.must_be_recovered_by(&signed.officer).is_ok() {
        acts.push(("recover_result", page.t("Đã có lại kết quả", "The result is there again")));
    }
    // A part is in the parcel of its lead.
    let is_part = dossier.submission.lead.is_some();
    if is_part || signed.officer.must_have(Duty::Reception, &dossier.submission.receiving).is_err() {
        return acts;
    }
    let is_ready = dossier.must_be_here_to_go().is_ok();
    let by_post = matches!(dossier.submission.wanted, WantedReturn::Post(_));
    let is_out = dossier.parcel().is_some_and(|parcel| !parcel.state.is_final());
    if is_ready && by_post {
        acts.push(("post_result", page.t("Giao bưu chính", "Hand to the post")));
    }
    if is_out && !dossier.status().is_final() {
        acts.push(("follow_parcel", page.t("Ghi tình trạng bưu gửi", "Record what became of the parcel")));
    }
    if dossier.must_be_changeable().is_ok() {
        acts.push(("choose_return", page.t("Đổi nơi nhận kết quả", "Change where the result goes")));
    }
    acts
}

fn facts_of(
    signed: &Signed,
    (dossier, lead): (&Case, Option<&Case>),
    names: &Names,
    page: &Page,
) -> Vec<Pair> {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let submission = &dossier.submission;
    let case = version_of(app, submission).and_then(|version| {
        // The only case of a procedure says nothing.
        version.case(&submission.case).filter(|_| version.cases.len() > 1)
    });
    let holder = (!dossier.status().is_final()).then(|| names.desk(app, &dossier.holder, page));
    let helper = submission.assistance.as_ref().map(|help| {
        format!("{} {}", motcua_messages::helper(help.kind, lang), help.name).trim_end().to_string()
    });
    let submitter = submission.submitter.as_ref().map(|by| submitter_words(by, page));
    let consent = submission.consent.as_ref().map(|given| consent_words(given, page));
    let promise = dossier.reception.as_ref().map(|reception| &reception.promise);
    let outcome = dossier
        .completion()
        .map(|(at, outcome)| format!("{}, {}", motcua_messages::outcome(outcome, lang), page.moment(at)));
    let decided = dossier.decided.map(|decided| {
        format!("{}, {}", motcua_messages::outcome(decided.outcome, lang), page.moment(decided.at))
    });
    let issued = dossier.issued.as_ref().map(|entry| book_entry(entry, page));
    let places = decided_by::places(app, dossier, page);
    // Of a part what is so of its lead's.
    let goes = lead.filter(|lead| dossier.lies_with(lead)).unwrap_or(dossier);
    [
        (page.t("Người nộp", "Applicant"), Some(submission.applicant.name.clone())),
        (page.t("Kết quả", "Result"), outcome),
        (page.t("Đã quyết định, chờ phát hành", "Decided, to be issued"), decided),
        (page.t("Phát hành", "Issued"), issued),
        (page.t("Đang giữ", "Held by"), holder),
        (
            page.t("Cùng lúc", "At the same time"),
            Some(beside_words(app, dossier, page)).filter(|all| !all.is_empty()),
        ),
        (page.t("Trường hợp", "Case"), case.map(|case| lang.t(&case.name, &case.name_en).to_string())),
        (page.t("Cách nộp", "Handed in"), Some(motcua_messages::way(submission.channel, lang).to_string())),
        (page.t("Người hỗ trợ", "Helped by"), helper),
        (page.t("Người nộp thay", "Handed in by"), submitter),
        (page.t("Sự đồng ý", "Consent"), consent),
        (page.t("Nơi tiếp nhận", "Received by"), Some(agency_name(app, &submission.receiving, lang))),
        (page.t("Nơi giải quyết", "Decided by"), Some(agency_name(app, &submission.competent, lang))),
        (page.t("Vì", "Because of"), Some(places).filter(|places| !places.is_empty())),
        (
            page.t("Nhận kết quả", "The result"),
            Some(match signed.officer.must_have(Duty::Reception, &submission.receiving) {
                Ok(()) => wanted_of(app, dossier, lead, page),
                Err(_) => wanted_in_short(app, dossier, lead, page),
            }),
        ),
        (page.t("Kết quả đang ở", "Where the result is"), out_words(app, goes, page)),
        (
            page.t("Vận đơn thừa", "Order too many"),
            dossier.parcel().and_then(|parcel| doubled_words(parcel, page)),
        ),
        (page.t("Thời hạn", "Time limit"), promise.map(|promise| limit(promise.limit, lang))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(Pair { name: name.to_string(), value: value? }))
    .collect()
}
