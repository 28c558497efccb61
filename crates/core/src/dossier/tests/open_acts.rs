//! What is offered to somebody is what the rules would accept of them, through whole lives.

use super::*;
use motcua_property::{Strategy, any, collection, holds, prop, sample};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What chance has to say about one act of a life: how long after the last one it comes, and
/// which of those it is that are possible then.
#[derive(Debug, Clone)]
pub(super) struct Chance {
    pub(super) minutes: i64,
    leads_on: bool,
    which: sample::Index,
}

/// A life of so many acts at most.
pub(super) fn life(acts: usize, minutes_most: i64) -> impl Strategy<Value = Vec<Chance>> {
    let chance = (0..minutes_most, prop::bool::weighted(0.8), any::<sample::Index>());
    let chance = chance.prop_map(|(minutes, leads_on, which)| Chance { minutes, leads_on, which });
    collection::vec(chance, 0..=acts)
}

impl Chance {
    /// One of the acts that are possible: mostly one that leads on, so that random
    /// lives are not all short.
    pub(super) fn pick(&self, possible: &[(Actor, Verb)]) -> Option<(Actor, Verb)> {
        use Verb::*;
        let leads_on = |act: &&(Actor, Verb)| {
            !matches!(act.1, Withdraw | RejectAtIntake | HandBack | Stop | RecordSilence)
        };
        let ahead: Vec<_> = possible.iter().filter(leads_on).cloned().collect();
        let from = if self.leads_on && !ahead.is_empty() { &ahead } else { possible };
        (!from.is_empty()).then(|| self.which.get(from).clone())
    }
}

/// Every combination of duties at the two agencies, and a stranger.
fn officers() -> Vec<Officer> {
    let mut all = Vec::new();
    for code in [HERE, THERE, ELSEWHERE] {
        for mask in 1..16_usize {
            let duties: Vec<Duty> = Duty::ALL
                .into_iter()
                .enumerate()
                .filter(|(bit, _)| mask >> bit & 1 == 1)
                .map(|(_, d)| d)
                .collect();
            let Actor::Officer(officer) = officer(code, &duties) else { unreachable!() };
            all.push(officer);
        }
    }
    all
}

#[test]
fn what_is_offered_is_accepted_and_what_is_accepted_is_offered() {
    let officers = officers();
    let seen: RefCell<BTreeMap<Status, usize>> = RefCell::default();
    holds(60, (any::<bool>(), prop::bool::weighted(0.6), life(30, 2)), |(is_sealed, is_passed_on, life)| {
        let mut town = Town::new();
        let procedure = if is_sealed { "sealed" } else { "p" };
        let competent = is_passed_on.then(|| agency(THERE));
        town.act(&citizen(), |desk| {
            submit(desk, Submit { procedure: procedure.into(), competent, ..handing_in() })
        })
        .unwrap();
        for chance in life {
            *seen.borrow_mut().entry(town.dossier().status()).or_default() += 1;
            let code = town.code();
            let mut possible = Vec::new();
            for officer in &officers {
                let actor = Actor::Officer(officer.clone());
                let offered = town.open_to(&actor);
                for verb in Verb::ALL {
                    let said = town.ask(&actor, |desk| do_verb(desk, verb, &code));
                    let what =
                        (verb.as_str(), &officer.id.0, town.dossier().status(), &town.dossier().holder);
                    // These are asked in the test at another time, or of another cause.
                    if !matches!(verb, Verb::MoveDue | Verb::RecordSilence) {
                        assert_eq!(offered.contains(&verb), said.is_ok(), "{what:?}: {:?}", said.err());
                    }
                    possible.extend(said.is_ok().then(|| (actor.clone(), verb)));
                }
                assert!(
                    offered.is_empty() || town.dossier().is_seen_by(officer),
                    "nothing unseen is offered"
                );
            }
            // Each verb is as likely as another, however many could do it.
            possible.sort_by_key(|(_, verb)| *verb);
            possible.dedup_by_key(|(_, verb)| *verb);
            let Some((actor, verb)) = chance.pick(&possible) else { break };
            town.now = town.now.plus_ms(crate::MINUTE_MS);
            town.act(&actor, |desk| do_verb(desk, verb, &code)).unwrap();
        }
    });
    let seen = seen.into_inner();
    assert_eq!(seen.len(), Status::ALL.len(), "every status was met: {seen:?}");
}

#[test]
fn neither_another_system_nor_the_clock_nor_the_operator_does_what_people_do() {
    for status in Status::ALL {
        let town = Town::at_status(status);
        for actor in [
            Actor::Outside { system: "gov.vn".into() },
            Actor::Clock,
            Actor::Operator { name: "root".into() },
        ] {
            assert_eq!(town.open_to(&actor), [], "{status:?} {actor:?}");
            let code = town.code();
            let taken_back = town.ask(&actor, |desk| withdraw_consent(desk, WithdrawConsent { code }));
            assert_eq!(taken_back.unwrap_err()[0].code, "account.people-only");
            let handed_in = town.ask(&actor, |desk| submit(desk, handing_in()));
            assert_eq!(handed_in.unwrap_err()[0].code, "account.people-only");
        }
    }
}

#[test]
fn what_may_not_be_seen_is_refused_in_the_words_of_what_is_not_there() {
    let town = Town::at_status(Status::InProcess);
    let stranger = officer(ELSEWHERE, &Duty::ALL);
    let nowhere = DossierCode { number: 99, ..town.code() };
    for verb in Verb::ALL {
        let unseen = town.ask(&stranger, |desk| do_verb(desk, verb, &town.code())).unwrap_err();
        let missing = town.ask(&stranger, |desk| do_verb(desk, verb, &nowhere)).unwrap_err();
        assert_eq!(
            (unseen[0].code, missing[0].code),
            ("dossier.unknown", "dossier.unknown"),
            "{}",
            verb.as_str()
        );
        assert_eq!(unseen[0].arg("code"), Some(town.code().to_string().as_str()));
        assert_eq!(missing[0].arg("code"), Some(nowhere.to_string().as_str()));
    }
}
