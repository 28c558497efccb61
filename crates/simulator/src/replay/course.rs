//! The course of one dossier: every act from handing in to the returned result.
//! The plan says when a dossier was handed in, accepted and completed; what lies
//! between is set here at plausible moments of the office hours.

use crate::plan::office::Office;
use crate::plan::random::Rng;
use crate::plan::{Channel, Extra, IntakeOutcome, PlannedDossier, ResolvedPlan};
use motcua_core::{MINUTE_MS, Moment};

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Something that is done to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlannedAct {
    /// Handed in, online or by post.
    Submit,
    /// Handed in at the counter and accepted at once.
    Receive,
    /// Accepted.
    Accept,
    /// Not accepted.
    RejectAtIntake,
    /// Reception gives it to a case officer.
    ForwardToCase,
    /// The case officer gives it to the leader.
    ForwardToLeader,
    /// The leader gives it back.
    HandBack,
    /// The case officer asks for what is missing.
    AskSupplement,
    /// The person answers.
    Supplement,
    /// The case officer asks for a payment.
    AskPayment,
    /// The person takes it back.
    Withdraw,
    /// The case officer stops it.
    Stop,
    /// The leader approves.
    Approve,
    /// The leader refuses.
    Refuse,
    /// The registry issues what was decided.
    Issue,
    /// Reception returns the result.
    ReturnResult,
}

/// The acts of one dossier in their order; `rng` is its own stream. Where the steps of the
/// procedure have a registry, the result is there when that has issued it, so it is then
/// that the plan has it ready.
pub fn course(
    dossier: &PlannedDossier,
    office: &Office,
    has_registry: bool,
    rng: &mut Rng,
) -> Vec<(Moment, PlannedAct)> {
    let mut acts = Vec::with_capacity(6);
    if dossier.channel != Channel::Counter {
        acts.push((dossier.submitted_at, PlannedAct::Submit));
    }
    let accepted_at = match dossier.intake {
        IntakeOutcome::Waiting => return acts,
        IntakeOutcome::Rejected(at) => {
            acts.push((at, PlannedAct::RejectAtIntake));
            return acts;
        }
        IntakeOutcome::Accepted(at) => at,
    };
    let counter = dossier.channel == Channel::Counter;
    acts.push((accepted_at, if counter { PlannedAct::Receive } else { PlannedAct::Accept }));
    let mut course = Course { acts, office, has_registry, rng };
    match dossier.resolved {
        Some(resolved) => course.complete(accepted_at, dossier.extra, resolved, dossier.channel),
        None => course.left_open(accepted_at, dossier.extra),
    }
    course.acts
}

struct Course<'a> {
    acts: Vec<(Moment, PlannedAct)>,
    office: &'a Office,
    has_registry: bool,
    rng: &'a mut Rng,
}

impl Course<'_> {
    fn at(&mut self, position: i64, deed: PlannedAct) {
        self.acts.push((self.office.moment(position), deed));
    }

    /// To the case officer soon after `from`, and in any case before `until`
    /// (both positions of working time). The position.
    fn forward_to_case(&mut self, from: i64, until: i64) -> i64 {
        let at = from + self.rng.early_between(MINUTE_MS, (2 * HOUR_MS).min((until - from) / 3));
        self.at(at, PlannedAct::ForwardToCase);
        at
    }

    /// To the leader, in the later part of what is left until then. The position.
    fn forward_to_leader(&mut self, from: i64, until: i64) -> i64 {
        let left = until - from;
        let at = until - self.rng.early_between(left / 20, (left / 2).min(4 * HOUR_MS));
        self.at(at, PlannedAct::ForwardToLeader);
        at
    }

    fn complete(&mut self, accepted_at: Moment, extra: Extra, resolved: ResolvedPlan, channel: Channel) {
        let end = self.office.position(resolved.at);
        let from = self.office.position(accepted_at);
        let before_leader = match extra {
            Extra::HandedBack { at } => {
                let back = self.office.position(at);
                let in_hand = self.forward_to_case(from, back);
                self.forward_to_leader(in_hand, back);
                self.acts.push((at, PlannedAct::HandBack));
                self.forward_to_leader(back, end)
            }
            Extra::Supplement { asked_at, answered_at: Some(answered_at) } => {
                self.forward_to_case(from, self.office.position(asked_at));
                self.acts.push((asked_at, PlannedAct::AskSupplement));
                self.acts.push((answered_at, PlannedAct::Supplement));
                self.forward_to_leader(self.office.position(answered_at), end)
            }
            _ => {
                let in_hand = self.forward_to_case(from, end);
                self.forward_to_leader(in_hand, end)
            }
        };
        let decides = if resolved.refused { PlannedAct::Refuse } else { PlannedAct::Approve };
        if self.has_registry {
            // The last quarter of what the leader and the registry need together.
            self.at(end - (end - before_leader) / 4, decides);
            self.acts.push((resolved.at, PlannedAct::Issue));
        } else {
            self.acts.push((resolved.at, decides));
        }
        // What nobody has fetched by the end of the month waits at the desk.
        let ahead = match channel {
            Channel::Online => self.rng.early_between(5 * MINUTE_MS, 5 * HOUR_MS),
            Channel::Counter | Channel::Post => {
                self.rng.early_between(20 * MINUTE_MS, 3 * self.office.day_ms())
            }
        };
        if end + ahead < self.office.end() && !self.rng.chance(50) {
            self.at(end + ahead, PlannedAct::ReturnResult);
        }
    }

    fn left_open(&mut self, accepted_at: Moment, extra: Extra) {
        let from = self.office.position(accepted_at);
        let stops_at = match extra {
            Extra::Supplement { asked_at, .. } => Some((asked_at, PlannedAct::AskSupplement)),
            Extra::PaymentAsked { asked_at } => Some((asked_at, PlannedAct::AskPayment)),
            Extra::Withdrawn { at } => Some((at, PlannedAct::Withdraw)),
            Extra::Stopped { at } => Some((at, PlannedAct::Stop)),
            Extra::None | Extra::HandedBack { .. } => None,
        };
        if let Some((at, deed)) = stops_at {
            self.forward_to_case(from, self.office.position(at));
            self.acts.push((at, deed));
            return;
        }
        // Still at one of the desks when the month ends.
        let in_hand = from + self.rng.early_between(10 * MINUTE_MS, self.office.day_ms());
        if in_hand >= self.office.end() {
            return;
        }
        self.at(in_hand, PlannedAct::ForwardToCase);
        let drafted = in_hand + self.rng.between(HOUR_MS, 4 * self.office.day_ms());
        if drafted < self.office.end() && self.rng.chance(350) {
            self.at(drafted, PlannedAct::ForwardToLeader);
        }
    }
}
