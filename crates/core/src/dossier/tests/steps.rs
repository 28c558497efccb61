//! From desk to desk: forward by the template, back to the one before.

use super::*;

/// `agency duty step` of whoever has it.
fn holder(town: &Town) -> String {
    let Holder { agency, duty, step, .. } = &town.dossier().holder;
    format!("{agency} {} {step}", duty.as_str())
}

#[test]
fn forward_goes_to_the_next_step_with_another_duty_at_the_agency_whose_it_is() {
    let mut town = Town::brought(&[]);
    let all = [HERE, THERE].map(|code| officer(code, &Duty::ALL));
    let way = [
        (0, Verb::Accept, "H57.101 reception 0"),
        (0, Verb::Forward, "H57.103 case 1"),
        // The second step of the case desk is done at the same desk.
        (1, Verb::Forward, "H57.103 leader 3"),
        // What is decided goes back to the desk that the person knows.
        (1, Verb::Decide, "H57.101 reception 4"),
        (0, Verb::ReturnResult, "H57.101 reception 4"),
    ];
    for (who, verb, want) in way {
        town.does("2025-07-14T10:00", &all[who], verb);
        assert_eq!(holder(&town), want, "after {}", verb.as_str());
    }
}

#[test]
fn what_lies_before_the_leader_is_decided_and_not_forwarded() {
    let town = Town::brought(&[Verb::Accept, Verb::Forward, Verb::Forward]);
    let code = town.code();
    let said = town.ask(&officer(THERE, &Duty::ALL), |desk| do_verb(desk, Verb::Forward, &code));
    assert_eq!(said.unwrap_err()[0].code, "dossier.no-next-step");
    let town = Town::brought(&[Verb::Accept, Verb::Forward]);
    let said = town.ask(&officer(THERE, &Duty::ALL), |desk| do_verb(desk, Verb::Decide, &code));
    assert_eq!(said.unwrap_err()[0].code, "dossier.not-before-the-leader");
}

#[test]
fn hand_back_returns_to_the_one_before_and_to_the_same_person() {
    let mut town = Town::brought(&[]);
    let (mai, here) = (officer(HERE, &[Duty::Reception]), officer(HERE, &Duty::ALL));
    let (case, leader) = (officer(THERE, &[Duty::Case]), officer(THERE, &[Duty::Leader]));
    town.does("2025-07-14T09:00", &mai, Verb::Accept);
    let at_reception = town.dossier().holder.clone();
    assert_eq!(at_reception.officer, Some(OfficerId("reception@H57.101".into())));
    town.does("2025-07-14T09:10", &mai, Verb::Forward);
    let at_case = town.dossier().holder.clone();
    town.does("2025-07-14T09:20", &case, Verb::Forward);
    town.does("2025-07-14T09:30", &leader, Verb::HandBack);
    assert_eq!(town.dossier().holder, at_case);
    town.does("2025-07-14T09:40", &case, Verb::HandBack);
    assert_eq!(town.dossier().holder, at_reception);
    assert_eq!(town.dossier().status(), Status::InProcess, "it was accepted and stays so");
    let code = town.code();
    let said = town.ask(&mai, |desk| do_verb(desk, Verb::HandBack, &code));
    assert_eq!(said.unwrap_err()[0].code, "dossier.nobody-before");
    let said = town.ask(&officer(HERE, &[Duty::Case]), |desk| do_verb(desk, Verb::Forward, &code));
    assert_eq!(said.unwrap_err()[0].code, "dossier.not-your-duty");
    town.does("2025-07-14T09:50", &here.clone(), Verb::Forward);
    assert_eq!(town.dossier().holder, at_case, "and forward it goes again");
}

#[test]
fn a_person_can_be_named_and_then_only_they_or_their_leader_have_it() {
    let mut town = Town::brought(&[Verb::Accept]);
    let code = town.code();
    let lan = OfficerId("case+registry@H57.103".into());
    let to = |id: &str| Forward {
        code: code.clone(),
        to_officer: Some(OfficerId(id.into())),
        note: " gấp ".into(),
    };
    let Actor::Officer(at_the_desk) = officer(THERE, &[Duty::Case, Duty::Registry]) else { unreachable!() };
    let Actor::Officer(elsewhere) = officer(THERE, &[Duty::Leader]) else { unreachable!() };
    let closed = Officer { id: OfficerId("closed".into()), ..at_the_desk.clone() };
    town.accounts = [&at_the_desk, &elsewhere, &closed].map(|one| Account::of(one.clone(), town.now)).into();
    town.accounts[2].is_active = false;
    for nobody in ["nobody", &elsewhere.id.0, "closed"] {
        let said = town.ask(&officer(HERE, &Duty::ALL), |desk| forward(desk, to(nobody)));
        assert_eq!(said.unwrap_err()[0].code, "dossier.no-such-officer", "{nobody}");
    }
    let to_lan = to(&lan.0);
    town.act(&officer(HERE, &Duty::ALL), |desk| forward(desk, to_lan)).unwrap();
    assert_eq!(town.dossier().holder.officer, Some(lan));
    assert_eq!(town.events.last().unwrap().reason.as_deref(), Some("gấp"), "the note is kept");
    for (duties, want) in [
        (&[Duty::Case, Duty::Registry][..], "ok"),
        (&[Duty::Case], "dossier.held-by-another"),
        (&[Duty::Leader], "ok"),
    ] {
        let said = town.ask(&officer(THERE, duties), |desk| do_verb(desk, Verb::Forward, &code));
        let said = said.map_or_else(|refusals| refusals[0].code, |_| "ok");
        assert_eq!(said, want, "{duties:?}");
    }
}

#[test]
fn a_reason_is_words_and_a_refused_one_changes_nothing() {
    let town = Town::brought(&[Verb::Accept, Verb::Forward, Verb::Forward]);
    let code = town.code();
    let leader = officer(THERE, &[Duty::Leader]);
    let long = "vì ".repeat(1000);
    for (outcome, reason, want) in [
        (Outcome::Approved, "", "ok"),
        (Outcome::Refused, "", "dossier.reason-missing"),
        (Outcome::Refused, " \n ", "dossier.reason-missing"),
        (Outcome::Refused, "ok", "dossier.reason-missing"),
        (Outcome::Refused, long.as_str(), "dossier.reason-too-long"),
        (Outcome::Refused, "không đủ điều kiện", "ok"),
    ] {
        let command =
            Decide { code: code.clone(), outcome, reason: reason.into(), files: Vec::new(), sign: None };
        let said = town.ask(&leader, |desk| decide(desk, command));
        let said = said.map_or_else(|refusals| refusals[0].code, |_| "ok");
        assert_eq!(said, want, "{outcome:?} {reason:.10?}");
    }
}

#[test]
fn one_who_takes_it_back_and_one_who_stops_it_end_it_each_in_their_way() {
    for (verb, status) in [(Verb::Withdraw, Status::Withdrawn), (Verb::Stop, Status::Stopped)] {
        let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
        let actor = if verb == Verb::Withdraw { citizen() } else { officer(THERE, &[Duty::Leader]) };
        let after = town.does("2025-07-15T08:00", &actor, verb).clone();
        assert_eq!(after.status(), status);
        let (State::Withdrawn { at: when, reason } | State::Stopped { at: when, reason }) = after.state
        else {
            panic!("{:?}", after.state)
        };
        assert_eq!((written(when).as_str(), reason.as_str()), ("2025-07-15T08:00", "..."));
    }
}
