//! When an agency's share ends, and what it took.

use super::*;
use crate::act::Changed;

const TAX: &str = "H57.301";

/// The change that the event with this number made.
fn change(town: &Town, number: usize) -> Changed<Dossier> {
    let stands = |many: usize| fold::<Dossier>(town.dossier().id, &town.events[..many]).unwrap();
    Changed {
        before: (number > 1).then(|| stands(number - 1)),
        after: stands(number),
        events: vec![town.events[number - 1].clone()],
        number_pending: false,
    }
}

/// The shares that ended in its life, event by event.
fn ended(town: &Town) -> Vec<ShareEnded> {
    let of = |number: usize| {
        let past = || Ok(town.events[..number - 1].to_vec());
        shares_ended(&change(town, number), &town.law, past).unwrap()
    };
    (1..=town.events.len()).flat_map(of).collect()
}

fn told(town: &Town) -> Vec<(String, String, i64)> {
    let line = |share: ShareEnded| (share.agency.to_string(), written(share.at), share.overrun_minutes);
    ended(town).into_iter().map(line).collect()
}

#[test]
fn a_share_ends_when_the_agency_gives_it_on_or_there_is_a_result_and_says_how_late() {
    let mut town = Town::brought_of("outside", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    town.accounts.push(staff_of(TAX, town.now));
    town.does("2025-07-15T16:00", &officer(TAX, &[Duty::Case]), Verb::Forward);
    let there = officer(THERE, &Duty::ALL);
    town.does("2025-07-15T16:10", &there, Verb::Forward);
    town.does("2025-07-15T16:20", &there, Verb::Decide);
    let tax = by_agency(&ledger(&town.events, &town.law, town.now));
    let tax = tax.iter().find(|time| time.agency.as_str() == TAX).unwrap();
    assert!(tax.overrun_minutes > 0);
    let line = |of: &str, when: &str, late| (of.to_string(), when.to_string(), late);
    assert_eq!(
        told(&town),
        [
            line(HERE, "2025-07-14T09:00", 0),
            line(THERE, "2025-07-14T09:00", 0),
            line(TAX, "2025-07-15T16:00", tax.overrun_minutes),
            line(THERE, "2025-07-15T16:20", 0),
        ]
    );
    assert_eq!(ended(&town)[2].working_minutes, tax.working_minutes);
}

#[test]
fn what_gives_it_to_nobody_else_ends_no_share() {
    use Verb::*;
    for (way, want) in [
        (&[][..], &[][..]),
        (&[Accept], &[]),
        (&[RejectAtIntake], &[HERE]),
        (&[Withdraw], &[HERE]),
        (&[Accept, Forward], &[HERE]),
        (&[Accept, Forward, AskSupplement], &[HERE]),
        (&[Accept, Forward, AskPayment], &[HERE]),
        (&[Accept, Forward, Forward], &[HERE]),
        (&[Accept, Forward, Stop], &[HERE, THERE]),
        (&[Accept, Forward, HandBack], &[HERE, THERE]),
        (&[Accept, Forward, Forward, Decide], &[HERE, THERE]),
        (&[Accept, Forward, Forward, Decide, ReturnResult], &[HERE, THERE]),
    ] {
        let town = Town::brought(way);
        let whose: Vec<String> = ended(&town).into_iter().map(|share| share.agency.to_string()).collect();
        assert_eq!(whose, want, "{way:?}");
    }
}

#[test]
fn an_agency_that_was_asked_has_a_share_too_and_several_events_of_one_act_end_what_each_ends() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    let there = officer(THERE, &Duty::ALL);
    town.does("2025-07-14T10:00", &there, Verb::AskOpinion);
    let answer = GiveOpinion { code: town.code(), number: None, answer: "đồng ý".into() };
    town.now = at("2025-07-18T10:00");
    town.act(&officer(HERE, &[Duty::Case]), |desk| give_opinion(desk, answer)).unwrap();
    let shares = told(&town);
    assert_eq!((shares[1].0.as_str(), shares[1].1.as_str()), (HERE, "2025-07-18T10:00"));
    assert!(shares[1].2 > 0, "two working days, and it took four: {shares:?}");
    let at_once = Changed {
        before: None,
        after: town.dossier().clone(),
        events: town.events.clone(),
        number_pending: false,
    };
    let past = || panic!("a new dossier has no past");
    let opinions: Vec<ShareEnded> = ended(&town).into_iter().filter(|share| share.opinion > 0).collect();
    assert_eq!(
        shares_ended(&at_once, &town.law, past).unwrap(),
        opinions,
        "no stay that began in the same act"
    );
}

#[test]
fn an_opinion_that_is_never_given_is_as_late_as_the_decision_without_it() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    let there = officer(THERE, &Duty::ALL);
    town.does("2025-07-14T10:00", &there, Verb::AskOpinion);
    town.does("2025-07-18T10:00", &there, Verb::Forward);
    town.does("2025-07-18T10:10", &there, Verb::Decide);
    let shares = ended(&town);
    let never: Vec<&ShareEnded> = shares.iter().filter(|share| share.opinion == 1).collect();
    let [never] = never.as_slice() else { panic!("{shares:?}") };
    assert_eq!((never.agency.as_str(), written(never.at)), (HERE, "2025-07-18T10:10".to_string()));
    assert!(never.overrun_minutes > 10 * 60, "{never:?}");
}
