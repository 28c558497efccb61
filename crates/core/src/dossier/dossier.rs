//! What a dossier is, and what each fact makes of it.

use super::{
    AgencyReply, BookEntry, Comparison, Decision, DeedLife, DeedPassed, Digitised, DossierCode, DossierId,
    Event, Fact, HowShareEnded, Instruction, InstructionAnswer, LookedInto, Opinion, OpinionGiven, Outcome,
    PaperHanded, PartRef, Recall, Reception, Replaced, ReplyWord, ResultHeld, ResultOut, ShareEnd, State,
    Status, Submission, WorkShare,
};
use crate::act::{Cover, LastEvent, Record, RecordFact, Series};
use crate::catalogue::Duty;
use crate::deed::{DeedDraft, DeedMade};
use crate::dossier::Holder;
use crate::{Fault, MINUTE_MS, Moment};
use serde::{Deserialize, Serialize};

/// A dossier as its events make it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its name for machines.
    pub id: DossierId,
    /// The last event's number.
    pub seq: u32,
    /// When the first event happened.
    pub submitted_at: Moment,
    /// When the last event happened.
    pub last_at: Moment,
    /// What was said when it was handed in, as supplements have corrected it since;
    /// papers that came later are added here.
    pub submission: Submission,
    /// Papers that a supplement replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
    /// Other dossiers that this one opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartRef>,
    /// How often the person completed it after being asked.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub supplements: u32,
    /// Where it stands.
    pub state: State,
    /// Who has it.
    pub holder: Holder,
    /// Who had it before, for handing back.
    pub earlier: Vec<Holder>,
    /// Set at acceptance.
    pub reception: Option<Reception>,
    /// What the leader decided, while the registry has not issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decision>,
    /// What was compared with its original, where copies are certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Box<Comparison>>,
    /// The paper with which it is to end, as it was drafted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Box<DeedDraft>>,
    /// The paper that the decision made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Box<DeedMade>>,
    /// Where the result went; none while it is where the dossier was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_out: Option<ResultOut>,
    /// How often it was handed to the post.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub parcels: u32,
    /// What became of it since it was issued.
    #[serde(default, skip_serializing_if = "DeedLife::is_empty")]
    pub deed_life: DeedLife,
    /// Under which number the registry issued the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<BookEntry>,
    /// The result as files, once somebody attached it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultHeld>,
    /// Since when nothing of it may be used again and no helper may follow it: the person said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_reused_since: Option<Moment>,
    /// What other agencies were asked, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<Opinion>,
    /// What agencies without accounts here gave back, in order; the result of the one that decides
    /// is in `result`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<AgencyReply>,
    /// Shares that other agencies had beside the holder, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<WorkShare>,
    /// Steps that another agency has done: what comes back to the house does not go there again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done_elsewhere: Vec<usize>,
    /// How often its date was put off with an apology.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extensions: u32,
    /// When the person was told that the result is ready early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_at: Option<Moment>,
    /// Since when it has had its status and its desk; none in a dossier that was stored before
    /// this was kept: see [`Dossier::stands_since`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_at: Option<Moment>,
    /// Who of the province's office looked into it, each the last time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looked_into: Vec<LookedInto>,
    /// What the office of the province asked or instructed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instructions: Vec<Instruction>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Dossier {
    /// Which of the ten statuses.
    pub fn status(&self) -> Status {
        self.state.status()
    }

    /// The code people use.
    pub fn code(&self) -> &DossierCode {
        &self.submission.code
    }

    /// Since when it has had its status and its desk. Of a dossier that was stored before this was
    /// kept, since the last event.
    pub fn stands_since(&self) -> Moment {
        self.stage_at.unwrap_or(self.last_at)
    }

    /// Until when the result is promised, once accepted.
    pub fn due_at(&self) -> Option<Moment> {
        self.reception.as_ref().and_then(|reception| reception.promise.at)
    }

    /// When the result was ready and what it was.
    pub fn completion(&self) -> Option<(Moment, Outcome)> {
        match self.state {
            State::Completed { at, outcome } => Some((at, outcome)),
            State::Returned { completed_at, outcome, .. } => Some((completed_at, outcome)),
            _ => None,
        }
    }

    /// Whether the result was ready by the promised moment, to the end of that minute:
    /// receipts know no seconds. A dossier without a computable date (by a yearly plan)
    /// cannot be late.
    pub fn on_time(&self) -> Option<bool> {
        let (at, _) = self.completion()?;
        let minute = |moment: Moment| moment.0.div_euclid(MINUTE_MS);
        Some(self.due_at().is_none_or(|due| minute(at) <= minute(due)))
    }
}

impl Record for Dossier {
    const KIND: &'static str = "dossier";
    type Id = DossierId;
    type Fact = Fact;

    fn begin(id: DossierId, event: &Event) -> Option<Dossier> {
        let Fact::Submitted(submission) = &event.fact else { return None };
        Some(Dossier {
            id,
            seq: 1,
            submitted_at: event.at,
            last_at: event.at,
            submission: (**submission).clone(),
            replaced: Vec::new(),
            parts: Vec::new(),
            supplements: 0,
            state: State::Submitted,
            holder: Holder::reception(&submission.receiving),
            earlier: Vec::new(),
            reception: None,
            decided: None,
            comparison: None,
            draft: None,
            deed: None,
            result_out: None,
            parcels: 0,
            deed_life: DeedLife::default(),
            issued: None,
            result: None,
            not_reused_since: None,
            opinions: Vec::new(),
            replies: Vec::new(),
            shares: Vec::new(),
            done_elsewhere: Vec::new(),
            extensions: 0,
            announced_at: None,
            stage_at: Some(event.at),
            looked_into: Vec::new(),
            instructions: Vec::new(),
        })
    }

    fn apply(&mut self, event: &Event) -> Result<(), Fault> {
        let at = event.at;
        let reason = || event.reason.clone().unwrap_or_default();
        let follows = event.fact.consequence();
        if let (Some(promise), Some(reception)) = (follows.promise, &mut self.reception) {
            reception.promise = promise.clone();
        }
        let is_elsewhere =
            ![&self.submission.receiving, &self.submission.competent].contains(&&self.holder.agency);
        let step = self.holder.step;
        // To a colleague at the same desk nothing moves.
        let desk = |holder: &Holder| (holder.agency.clone(), holder.duty, holder.step);
        let moves = follows.to.is_some_and(|to| desk(to) != desk(&self.holder));
        if follows.status.is_some() || moves {
            self.stage_at = Some(at);
        }
        match &event.fact {
            Fact::Submitted(_) => {
                return Err(Fault::damaged(format!("dossier {} was handed in twice", self.id)));
            }
            Fact::Accepted { promise, digitised, fetched } => {
                self.state = State::Accepted;
                self.submission.papers.extend(fetched.iter().cloned());
                self.holder.officer = event.who.officer.clone();
                self.reception = Some(Reception::of(at, promise, *digitised));
                self.share_back(at);
            }
            Fact::PartsOpened { parts } => self.parts.extend(parts.iter().cloned()),
            Fact::RejectedAtIntake => self.state = State::RejectedAtIntake { at, reason: reason() },
            Fact::Forwarded { to } => {
                self.state = State::InProcess;
                self.done_elsewhere.extend(is_elsewhere.then_some(step));
                self.earlier.push(std::mem::replace(&mut self.holder, to.clone()));
            }
            Fact::SharesGiven { shares } => {
                self.state = State::InProcess;
                self.give_shares(shares, at);
            }
            Fact::ShareReturned { number, word, files, .. } => {
                let (text, files) = (reason(), files.clone());
                let how = HowShareEnded::Returned { word: *word, text, files };
                if !self.end_share(*number, ShareEnd { at, who: event.who.clone(), how }) {
                    return Err(Fault::damaged(format!("{} got back a share that was not out", self.id)));
                }
            }
            Fact::SharesTakenBack { numbers, .. } => {
                for number in numbers {
                    let how = HowShareEnded::TakenBack { reason: reason() };
                    self.end_share(*number, ShareEnd { at, who: event.who.clone(), how });
                }
            }
            Fact::HandedBack { to } => {
                // What the registry hands back is decided again.
                if self.decided.take().is_some() {
                    (self.result, self.deed) = (None, None);
                }
                self.earlier.pop();
                self.done_elsewhere.retain(|done| *done != to.step);
                self.holder = to.clone();
            }
            Fact::Reassigned { to } => self.holder = to.clone(),
            Fact::SupplementAsked { items, .. } => {
                self.state = State::AwaitingSupplement { since: at, items: items.clone() };
            }
            Fact::Supplemented { papers, replaces, answers, person, digitised, .. } => {
                self.state = State::InProcess;
                self.supplements += 1;
                // What was compared and drafted says what was known before.
                (self.comparison, self.draft) = (None, None);
                self.complete(at, papers, replaces, answers)?;
                self.correct_person(person)?;
                self.unsettle_shares();
                if let Some(reception) = &mut self.reception {
                    reception.digitised = *digitised;
                }
                self.share_back(at);
            }
            Fact::PaymentAsked { amount_vnd, of } => {
                self.state = State::AwaitingPayment { since: at, amount_vnd: *amount_vnd, of: *of };
            }
            Fact::PaymentSettled { .. } => {
                if let (State::AwaitingPayment { of: None, .. }, Some(reception)) =
                    (&self.state, &mut self.reception)
                {
                    reception.fee_settled = true;
                }
                self.state = State::InProcess;
            }
            Fact::Withdrawn => self.state = State::Withdrawn { at, reason: reason() },
            Fact::Stopped => self.state = State::Stopped { at, reason: reason() },
            Fact::Reopened { to, .. } => {
                self.state = State::InProcess;
                self.holder = to.clone();
                self.unsettle_shares();
            }
            Fact::CaseFound { case, .. } => {
                self.submission.case = case.clone();
                // Another case may end with another paper.
                self.draft = None;
            }
            Fact::OpinionAsked { number, of, question, limit, due, uncounted, .. } => {
                self.opinions.push(Opinion {
                    number: *number,
                    of: of.clone(),
                    question: question.clone(),
                    asked_at: at,
                    limit: *limit,
                    due: *due,
                    uncounted: *uncounted,
                    answer: None,
                });
            }
            Fact::OpinionGiven { number, answer, .. } => {
                let asked = self.opinions.iter_mut().find(|opinion| opinion.number == *number);
                let Some(opinion) = asked else {
                    return Err(Fault::damaged(format!("{} got an opinion unasked", self.id)));
                };
                opinion.answer = Some(OpinionGiven { at, who: event.who.clone(), text: answer.clone() });
            }
            Fact::ReplyRecorded { of, word, outcome, to, files, .. } => {
                match outcome {
                    Some(outcome) => {
                        self.state = State::Completed { at, outcome: *outcome };
                        self.attach_result(files, event);
                    }
                    None => self.replies.push(AgencyReply {
                        of: of.clone(),
                        word: *word,
                        text: reason(),
                        at,
                        who: event.who.clone(),
                        files: files.clone(),
                    }),
                }
                if *word == ReplyWord::Done && outcome.is_none() {
                    self.done_elsewhere.push(step);
                }
                // Given back to a desk that had it, as if that desk had never sent it on.
                let again = self.earlier.iter().rposition(|holder| desk(holder) == desk(to));
                match again.filter(|_| outcome.is_none() && *word != ReplyWord::Done) {
                    Some(at) => {
                        self.earlier.truncate(at);
                        self.holder = to.clone();
                    }
                    None => self.earlier.push(std::mem::replace(&mut self.holder, to.clone())),
                }
            }
            Fact::Extended { .. } => self.extensions += 1,
            Fact::DueMoved { .. } => {}
            Fact::AnnouncedEarly { .. } => self.announced_at = Some(at),
            Fact::SilenceRecorded { outcome, to, .. } => {
                // What was decided and not issued counts no more.
                if self.decided.take().is_some() {
                    self.result = None;
                }
                (self.deed, self.draft) = (None, None);
                self.state = State::Completed { at, outcome: *outcome };
                self.earlier.push(std::mem::replace(&mut self.holder, to.clone()));
            }
            Fact::Decided { outcome, to, files, deed, .. } => {
                self.deed.clone_from(deed);
                // To the registry it goes undone; without one the result is there.
                match to.duty {
                    Duty::Registry => self.decided = Some(Decision { at, outcome: *outcome }),
                    _ => self.state = State::Completed { at, outcome: *outcome },
                }
                self.attach_result(files, event);
                self.earlier.push(std::mem::replace(&mut self.holder, to.clone()));
            }
            Fact::Issued { outcome, entry, to, files, .. } => {
                self.decided = None;
                self.issued = Some(entry.clone());
                self.state = State::Completed { at, outcome: *outcome };
                self.attach_result(files, event);
                self.earlier.push(std::mem::replace(&mut self.holder, to.clone()));
            }
            Fact::ConsentWithdrawn => {
                self.not_reused_since = Some(at);
                if let Some(consent) = &mut self.submission.consent {
                    consent.withdrawn_at = Some(at);
                }
            }
            Fact::LookedInto => {
                if let Some(by) = &event.who.officer {
                    self.looked_into.retain(|one| one.by != *by);
                    self.looked_into.push(LookedInto { by: by.clone(), at });
                }
            }
            Fact::Instructed { number, text, limit, due } => {
                let (number, limit, due) = (*number, *limit, *due);
                let (text, who, answer) = (text.clone(), event.who.clone(), None);
                self.instructions.push(Instruction { number, text, who, at, limit, due, answer });
            }
            Fact::InstructionAnswered { number, answer } => {
                let given = self.instructions.iter_mut().find(|one| one.number == *number);
                let Some(instruction) = given else {
                    return Err(Fault::damaged(format!("{} answers what was not asked", self.id)));
                };
                let (who, text) = (event.who.clone(), answer.clone());
                instruction.answer = Some(InstructionAnswer { at, who, text });
            }
            Fact::OriginalsCompared { originals, wants_second } => {
                self.compare(originals, *wants_second, event);
            }
            Fact::ResultDrafted { draft } => self.draft = Some(draft.clone()),
            Fact::DeedRecalled { decision } => {
                let (decision, reason) = (decision.clone(), reason());
                (self.deed_life.replacement, self.deed_life.recalled) =
                    (None, Some(Recall { at, decision, reason }));
            }
            Fact::DeedReplaced { replacement } => self.deed_life.replacement = Some(replacement.clone()),
            Fact::ReplacementIssued { files, .. } => self.replace_result(files, event)?,
            Fact::DeedSigned { check, signature } => self.sign(check, signature)?,
            Fact::DeedTakenBack { check, .. } => {
                self.deed_life.taken_back.push(DeedPassed { check: check.clone(), at });
            }
            Fact::DeedHandedOut { check } => {
                self.deed_life.handed_out.push(DeedPassed { check: check.clone(), at });
            }
            Fact::PagesCut { paper, file, .. } => {
                // The first of the rows of a paper is the one that it was handed in with.
                let all = &mut self.submission.papers;
                match all.iter_mut().find(|handed| handed.paper == *paper) {
                    Some(handed) => handed.files.push(file.clone()),
                    // It was in the pile under another name.
                    None => all.push(PaperHanded {
                        digitised: Some(Digitised::Scanned { by: event.who.clone(), at }),
                        ..PaperHanded::of_files(paper, vec![file.clone()])
                    }),
                }
            }
            Fact::ReturnChosen { .. }
            | Fact::ResultSent { .. }
            | Fact::ResultTaken { .. }
            | Fact::ResultMissing { .. }
            | Fact::ResultRecovered { .. }
            | Fact::ResultPosted { .. }
            | Fact::ParcelFollowed { .. } => self.result_goes(event)?,
            Fact::Returned { how, got_at, files } => {
                self.attach_result(files, event);
                let Some((completed_at, outcome)) = self.completion() else {
                    return Err(Fault::damaged(format!("{} was returned undecided", self.id)));
                };
                let at = got_at.unwrap_or(at);
                self.state = State::Returned { at, how: *how, completed_at, outcome };
            }
        }
        if self.status().is_final() || self.completion().is_some() {
            self.overtake_shares(at, &event.who);
        }
        // The table says which status and which holder follow; this only stores them with their facts.
        let stands = follows.status.is_none_or(|status| status == self.status());
        let lies = follows.to.is_none_or(|to| *to == self.holder);
        if stands && lies {
            return Ok(());
        }
        Err(Fault::damaged(format!("{} did not become what {} makes of it", self.id, event.fact.kind())))
    }

    fn cover(&self) -> Cover<'_, DossierId> {
        let last = LastEvent { seq: self.seq, at: self.last_at };
        Cover { id: &self.id, home: &self.submission.receiving, last }
    }

    fn set_last(&mut self, last: LastEvent) {
        (self.seq, self.last_at) = (last.seq, last.at);
    }

    /// The number of its code, of one counter for each receiving agency and day; and the number of the
    /// paper with which it ends, of one for each book, agency and year.
    fn series(event: &Event) -> Option<Series> {
        match &event.fact {
            Fact::Submitted(submission) => {
                let DossierCode { agency, day, .. } = &submission.code;
                Some(Series(format!("dossier/{agency}/{day}")))
            }
            Fact::Decided { deed: Some(deed), .. } => deed.series(),
            Fact::DeedReplaced { replacement } => replacement.made.series(),
            _ => None,
        }
    }

    fn numbered(&mut self, event: &mut Event, number: u32) {
        match &mut event.fact {
            Fact::Submitted(submission) => {
                submission.code.number = number;
                self.submission.code.number = number;
            }
            Fact::Decided { deed: Some(deed), .. } => {
                deed.number = number;
                self.deed = Some(deed.clone());
            }
            Fact::DeedReplaced { replacement } => {
                replacement.made.number = number;
                self.deed_life.replacement = Some(replacement.clone());
            }
            _ => {}
        }
    }
}
