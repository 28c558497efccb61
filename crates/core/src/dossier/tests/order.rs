//! What may be done in which status. Columns are the portal's numbers.

use super::*;

#[rustfmt::skip]
const ORDER: &str = "
verb              1  2  3  4  5  6  7  8  9 10
accept            x  .  .  .  .  .  .  .  .  .
reject_at_intake  x  .  .  .  .  .  .  .  .  .
forward           .  x  .  x  .  .  .  .  .  .
hand_back         .  .  .  x  .  .  .  .  .  .
ask_supplement    .  x  .  x  .  .  .  .  .  .
supplement        .  .  .  .  x  .  .  .  .  .
ask_payment       .  .  .  x  .  .  .  .  .  .
settle_payment    .  .  .  .  .  x  .  .  .  .
withdraw          x  x  .  x  x  x  .  .  .  .
stop              .  .  .  x  x  x  .  .  .  .
reopen            .  .  .  .  .  .  .  x  .  .
find_case         .  x  .  x  .  .  .  .  .  .
ask_opinion       .  .  .  x  .  .  .  .  .  .
give_opinion      .  .  .  x  x  x  .  .  .  .
record_reply      .  .  .  x  .  .  .  .  .  .
return_share      .  .  .  x  x  x  .  .  .  .
take_back_share   .  .  .  x  .  .  .  .  .  .
extend            .  x  .  x  .  .  .  .  .  .
move_due          .  x  .  x  .  x  .  .  .  .
record_silence    .  x  .  x  .  .  .  .  .  .
announce_early    .  .  .  .  .  .  .  .  x  .
decide            .  .  .  x  .  .  .  .  .  .
issue             .  .  .  x  .  .  .  .  .  .
return_result     .  .  .  .  .  .  .  .  x  .
";

/// What each verb leads to; none: it stays as it stands.
const LEADS_TO: [(Verb, Option<Status>); 24] = [
    (Verb::Accept, Some(Status::Accepted)),
    (Verb::RejectAtIntake, Some(Status::RejectedAtIntake)),
    (Verb::Forward, Some(Status::InProcess)),
    (Verb::HandBack, Some(Status::InProcess)),
    (Verb::AskSupplement, Some(Status::AwaitingSupplement)),
    (Verb::Supplement, Some(Status::InProcess)),
    (Verb::AskPayment, Some(Status::AwaitingPayment)),
    (Verb::SettlePayment, Some(Status::InProcess)),
    (Verb::Withdraw, Some(Status::Withdrawn)),
    (Verb::Stop, Some(Status::Stopped)),
    (Verb::Reopen, Some(Status::InProcess)),
    (Verb::FindCase, None),
    (Verb::AskOpinion, None),
    (Verb::GiveOpinion, None),
    (Verb::RecordReply, None),
    (Verb::ReturnShare, None),
    (Verb::TakeBackShare, None),
    (Verb::Extend, None),
    (Verb::MoveDue, None),
    (Verb::RecordSilence, Some(Status::Completed)),
    (Verb::AnnounceEarly, None),
    (Verb::Decide, Some(Status::Completed)),
    (Verb::Issue, Some(Status::Completed)),
    (Verb::ReturnResult, Some(Status::Returned)),
];

#[test]
fn every_verb_is_accepted_where_the_table_says_and_refused_everywhere_else() {
    let able = [HERE, THERE].map(|code| officer(code, &Duty::ALL));
    // In process means at the case officer's desk, before the leader, or at the registry.
    let before_the_leader = Town::brought(&[Verb::Accept, Verb::Forward, Verb::Forward]);
    let signed = [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide];
    let at_the_registry = Town::brought_of("sealed", &signed);
    let at_the_tax_office = Town::brought_of("outside", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    for status in Status::ALL {
        let town = Town::at_status(status);
        let asked = asked_before(status);
        let mut towns = vec![&town, &asked];
        if status == Status::InProcess {
            towns.extend([&before_the_leader, &at_the_registry, &at_the_tax_office]);
        }
        let shared = shared_before(status);
        towns.extend(&shared);
        for (verb, leads_to) in LEADS_TO {
            let answers: Vec<_> = towns
                .iter()
                .flat_map(|town| {
                    able.iter().map(|actor| town.ask(actor, |desk| do_verb(desk, verb, &town.code())))
                })
                .collect();
            let what = format!("{} in {}", verb.as_str(), status.as_str());
            if is_marked(verb, status) {
                let after =
                    answers.iter().find_map(|answer| Some(answer.as_ref().ok()?.first.after.status()));
                assert_eq!(after, Some(leads_to.unwrap_or(status)), "{what}: {answers:?}");
                continue;
            }
            for answer in answers {
                let refusals = answer.expect_err(&what);
                assert_eq!(refusals.len(), 1, "{what}: {refusals:?}");
                assert_eq!(refusals[0].code, "dossier.wrong-status", "{what}");
                assert_eq!(refusals[0].arg("verb"), Some(verb.as_str()));
                assert_eq!(refusals[0].arg("status"), Some(status.as_str()));
            }
        }
    }
}

/// The same, after another agency was asked for its opinion, where that can be.
fn asked_before(status: Status) -> Town {
    use Verb::*;
    match status {
        Status::InProcess => Town::brought(&[Accept, Forward, AskOpinion]),
        Status::AwaitingSupplement => Town::brought(&[Accept, Forward, AskOpinion, AskSupplement]),
        Status::AwaitingPayment => Town::brought(&[Accept, Forward, AskOpinion, AskPayment]),
        other => Town::at_status(other),
    }
}

/// The same, while two agencies have shares of it, where that can be.
fn shared_before(status: Status) -> Option<Town> {
    use Verb::*;
    let shared =
        |more: &[Verb]| Some(Town::brought_of("beside", &[&[Accept, Forward, Forward][..], more].concat()));
    match status {
        Status::InProcess => shared(&[]),
        Status::AwaitingSupplement => shared(&[AskSupplement]),
        Status::AwaitingPayment => shared(&[AskPayment]),
        Status::Submitted
        | Status::Accepted
        | Status::RejectedAtIntake
        | Status::Withdrawn
        | Status::Stopped
        | Status::Completed
        | Status::Returned => None,
    }
}

fn is_marked(verb: Verb, status: Status) -> bool {
    let line = ORDER.lines().find(|line| line.split_whitespace().next() == Some(verb.as_str()));
    let mark = line.and_then(|line| line.split_whitespace().nth(usize::from(status.number())));
    match mark {
        Some("x") => true,
        Some(".") => false,
        _ => panic!("{} has no mark for {}", verb.as_str(), status.as_str()),
    }
}

#[test]
fn what_is_over_stays_over_except_what_was_stopped() {
    for status in Status::ALL {
        let possible = Verb::ALL.into_iter().filter(|verb| is_marked(*verb, status)).count();
        let is_over = possible == 0 || status == Status::Stopped;
        assert_eq!(status.is_final(), is_over, "{}", status.as_str());
    }
}

#[test]
fn a_history_that_no_act_could_have_made_is_damage() {
    let events = Town::at_status(Status::Returned).events;
    let id = DossierId([7; 16]);
    let fold = |events: &[Event]| fold::<Dossier>(id, events).map(|dossier| dossier.status());
    assert_eq!(fold(&events).unwrap(), Status::Returned);
    let without_the_first = fold(&events[1..]);
    let mut with_a_gap = events.clone();
    with_a_gap.remove(2);
    let mut handed_in_twice = events[..1].to_vec();
    handed_in_twice.push(Event { seq: 2, ..events[0].clone() });
    let mut returned_undecided = events[..2].to_vec();
    returned_undecided.push(Event { seq: 3, ..events.last().unwrap().clone() });
    for (what, folded) in [
        ("nothing", fold(&[])),
        ("without the first", without_the_first),
        ("with a gap", fold(&with_a_gap)),
        ("handed in twice", fold(&handed_in_twice)),
        ("returned undecided", fold(&returned_undecided)),
    ] {
        assert_eq!(folded.expect_err(what).kind, crate::FaultKind::Damaged, "{what}");
    }
}
