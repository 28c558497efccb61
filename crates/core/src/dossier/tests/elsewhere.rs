//! Steps that another agency takes: where the dossier lies, whose share it is, and how the desk
//! that sent it speaks for an agency without accounts.

use super::*;

/// The tax office of the province.
const TAX: &str = "H57.301";

/// Received here, decided there, and at the tax office since Monday 09:00.
fn at_the_tax_office() -> Town {
    Town::brought_of("outside", &[Verb::Accept, Verb::Forward, Verb::Forward])
}

fn holder(town: &Town) -> String {
    let Holder { agency, duty, step, .. } = &town.dossier().holder;
    format!("{agency} {} {step}", duty.as_str())
}

fn replying(town: &Town, word: ReplyWord) -> RecordReply {
    RecordReply { code: town.code(), word, text: "CV 15/TB ngày 15/7".into(), files: Vec::new() }
}

#[test]
fn a_share_of_another_agency_lies_there_and_the_next_step_is_the_houses_again() {
    let mut town = at_the_tax_office();
    town.accounts.push(staff_of(TAX, town.now));
    assert_eq!(holder(&town), "H57.301 case 2");
    let tax = officer(TAX, &[Duty::Case]);
    assert!(town.dossier().is_seen_by(tax.officer().unwrap()));
    for stranger in [officer(HERE, &Duty::ALL), officer(THERE, &Duty::ALL)] {
        let said = town.ask(&stranger, |desk| do_verb(desk, Verb::Forward, &town.code()));
        assert_eq!(said.unwrap_err()[0].code, "dossier.not-your-unit");
    }
    town.does("2025-07-14T15:00", &tax, Verb::Forward);
    assert_eq!(holder(&town), "H57.103 case 3");
    town.does("2025-07-14T15:10", &officer(THERE, &[Duty::Case]), Verb::HandBack);
    assert_eq!(holder(&town), "H57.301 case 2", "what it did is not enough");
    town.does("2025-07-14T15:20", &tax, Verb::HandBack);
    assert_eq!(holder(&town), "H57.103 case 1", "it refuses, and says why");
    assert_eq!(town.events.last().unwrap().reason.as_deref(), Some("..."));
}

#[test]
fn an_agency_of_which_none_is_on_file_gets_no_step_and_no_other_takes_its_place() {
    let town = Town::brought_of("nowhere", &[Verb::Accept, Verb::Forward]);
    let said = town.ask(&officer(THERE, &Duty::ALL), |desk| do_verb(desk, Verb::Forward, &town.code()));
    let refusal = said.unwrap_err().remove(0);
    assert_eq!(refusal.code, "dossier.step-agency-missing");
    assert_eq!((refusal.arg("agency_kind"), refusal.arg("unit")), (Some("treasury"), Some("Phường Vỹ Dạ")));
}

#[test]
fn the_desk_that_sent_it_records_what_an_agency_without_accounts_gave_back() {
    for (word, want) in [
        (ReplyWord::Done, "H57.103 case 3"),
        (ReplyWord::Refused, "H57.103 case 1"),
        (ReplyWord::NeedsMoney, "H57.103 case 1"),
    ] {
        let mut town = at_the_tax_office();
        let reply = replying(&town, word);
        town.act(&officer(THERE, &[Duty::Case]), |desk| record_reply(desk, reply)).unwrap();
        let dossier = town.dossier();
        assert_eq!((holder(&town).as_str(), dossier.status()), (want, Status::InProcess), "{word:?}");
        let kept = &dossier.replies[0];
        assert_eq!((kept.of.as_str(), kept.word, kept.text.as_str()), (TAX, word, "CV 15/TB ngày 15/7"));
        let before: Vec<_> = dossier.earlier.iter().map(|holder| holder.agency.to_string()).collect();
        let gone = if word == ReplyWord::Done { &[HERE, THERE, TAX][..] } else { &[HERE] };
        assert_eq!(before, gone, "{word:?}: handing back goes to whoever had it before");
    }
}

#[test]
fn after_money_was_asked_for_it_goes_to_the_tax_office_again() {
    let mut town = at_the_tax_office();
    let case = officer(THERE, &[Duty::Case]);
    let reply = replying(&town, ReplyWord::NeedsMoney);
    town.act(&case, |desk| record_reply(desk, reply)).unwrap();
    town.does("2025-07-14T10:00", &case, Verb::AskPayment);
    town.does("2025-07-14T11:00", &case, Verb::SettlePayment);
    town.does("2025-07-14T11:10", &case, Verb::Forward);
    assert_eq!(holder(&town), "H57.301 case 2");
}

#[test]
fn what_came_back_is_said_in_words_and_an_agency_with_accounts_speaks_itself() {
    let mut town = at_the_tax_office();
    let case = officer(THERE, &[Duty::Case]);
    let silent = RecordReply { text: " ".into(), ..replying(&town, ReplyWord::Done) };
    let refusal = town.ask(&case, |desk| record_reply(desk, silent)).unwrap_err().remove(0);
    assert_eq!((refusal.code, refusal.field.as_deref()), ("dossier.text-missing", Some("text")));
    town.accounts.push(staff_of(TAX, town.now));
    let said = town.ask(&case, |desk| record_reply(desk, replying(&town, ReplyWord::Done)));
    assert_eq!(said.unwrap_err()[0].code, "dossier.agency-acts-itself");
    town.accounts.last_mut().unwrap().is_active = false;
    assert!(town.ask(&case, |desk| record_reply(desk, replying(&town, ReplyWord::Done))).is_ok());
    // In the house nobody speaks for anybody.
    let town = Town::brought_of("outside", &[Verb::Accept, Verb::Forward]);
    for who in [officer(HERE, &Duty::ALL), case] {
        let said = town.ask(&who, |desk| record_reply(desk, replying(&town, ReplyWord::Done)));
        assert_eq!(said.unwrap_err()[0].code, "dossier.agency-acts-itself");
    }
}

#[test]
fn from_the_agency_that_decides_what_came_back_is_the_result() {
    for (word, want, holds) in [
        (ReplyWord::Done, "completed approved", "H57.101 reception 4"),
        (ReplyWord::Refused, "completed refused", "H57.101 reception 4"),
        (ReplyWord::NeedsMoney, "in_process", "H57.101 reception 0"),
    ] {
        let mut town = Town::new();
        let levied = Submit { procedure: "levied".into(), ..handing_in() };
        town.act(&citizen(), |desk| submit(desk, levied)).unwrap();
        let here = officer(HERE, &[Duty::Reception]);
        town.does("2025-07-14T10:00", &here, Verb::Accept);
        town.does("2025-07-14T10:10", &here, Verb::Forward);
        assert_eq!(holder(&town), "H57.301 case 1");
        let reply = replying(&town, word);
        town.act(&here, |desk| record_reply(desk, reply)).unwrap();
        let outcome = town.dossier().completion().map(|(_, outcome)| match outcome {
            Outcome::Approved => " approved",
            Outcome::Refused => " refused",
        });
        let stands = format!("{}{}", town.dossier().status().as_str(), outcome.unwrap_or_default());
        assert_eq!((stands.as_str(), holder(&town).as_str()), (want, holds), "{word:?}");
    }
}

#[test]
fn each_agency_has_its_share_of_the_limit_with_a_day_of_its_own() {
    // Three days of 450 minutes and what is left of Monday: 1,710 minutes for 28 hours. The tax
    // office has 4 of them, which is 245 minutes, and counts by its own hours.
    let mut town = Town::brought_of("outside", &[]);
    town.does("2025-07-14T09:00", &officer(HERE, &Duty::ALL), Verb::Accept);
    town.does("2025-07-14T09:30", &officer(HERE, &Duty::ALL), Verb::Forward);
    town.does("2025-07-14T10:00", &officer(THERE, &Duty::ALL), Verb::Forward);
    let until = share_until(&town.events, &town.law, town.now).unwrap();
    let entries = ledger(&town.events, &town.law, at("2025-07-16T10:00"));
    let tax = entries.last().unwrap();
    let Keeper::Desk { agency: of, .. } = &tax.keeper else { panic!("{tax:?}") };
    assert_eq!(of.as_str(), TAX);
    let share = tax.share_minutes.unwrap();
    let worked = |from, to| {
        crate::calendar::working_minutes(from, to, &town.law.calendar, town.law.hours_of(&agency(TAX)))
    };
    assert_eq!(worked(at("2025-07-14T10:00"), until), share);
    assert_eq!(tax.overrun_minutes, worked(until, at("2025-07-16T10:00")), "and answers for the rest");
    let sums = by_agency(&entries);
    let over: Vec<_> =
        sums.iter().filter(|sum| sum.overrun_minutes > 0).map(|sum| sum.agency.as_str()).collect();
    assert_eq!(over, [TAX]);
    let shares: i64 = entries.iter().skip(1).filter_map(|entry| entry.share_minutes).sum();
    assert!(shares > share, "the others keep theirs: {entries:#?}");
}

#[test]
fn the_day_of_a_share_knows_what_the_desk_has_used_before_and_what_the_person_took() {
    // 245 minutes for the tax office: 09:00 to 11:30 and 13:30 to 15:05.
    let mut town = at_the_tax_office();
    let case = officer(THERE, &[Duty::Case]);
    let until = |town: &Town| share_until(&town.events, &town.law, town.now).map(written);
    let first = until(&town);
    town.now = at("2025-07-14T14:30");
    let reply = replying(&town, ReplyWord::NeedsMoney);
    town.act(&case, |desk| record_reply(desk, reply)).unwrap();
    town.does("2025-07-14T15:00", &case, Verb::AskPayment);
    assert_eq!(until(&town), None, "the person has it");
    town.does("2025-07-16T08:00", &case, Verb::SettlePayment);
    town.does("2025-07-16T08:30", &case, Verb::Forward);
    let again = until(&town);
    assert_eq!((first.as_deref(), again.as_deref()), (Some("2025-07-14T15:05"), Some("2025-07-16T09:05")));
    // 35 minutes were left when it came back.
    let entries = ledger(&town.events, &town.law, at("2025-07-16T10:00"));
    assert_eq!(entries.last().map(|last| last.overrun_minutes), Some(55));
}

#[test]
fn the_slip_says_of_each_desk_what_its_whole_turn_was() {
    let mut town = at_the_tax_office();
    town.accounts.push(staff_of(TAX, town.now));
    let tax = officer(TAX, &[Duty::Case]);
    // 245 minutes were its share: 145 beyond it on Tuesday at 08:00, and half an hour after the person has paid.
    town.does("2025-07-15T08:00", &tax, Verb::AskPayment);
    town.does("2025-07-16T08:00", &officer(HERE, &[Duty::Reception]), Verb::SettlePayment);
    town.does("2025-07-16T08:30", &tax, Verb::Forward);
    let kept: Vec<_> = hand_overs(&town.events, &town.law).into_iter().map(|all| all.kept).collect();
    assert_eq!(kept, [Some(ShareKept::Early), Some(ShareKept::Early), Some(ShareKept::Overdue(145 + 30))]);
}

#[test]
fn what_a_desk_took_beyond_its_share_is_charged_once_though_the_share_grows() {
    let mut town = at_the_tax_office();
    town.accounts.push(staff_of(TAX, town.now));
    let tax = officer(TAX, &[Duty::Case]);
    town.does("2025-07-15T10:00", &tax, Verb::HandBack);
    let over = |town: &Town| {
        let sums = by_agency(&ledger(&town.events, &town.law, town.now));
        sums.iter().find(|sum| sum.agency.as_str() == TAX).unwrap().overrun_minutes
    };
    let before = over(&town);
    assert!(before > 0);
    // With the new date the share has room for what was used, and for the hour to come.
    town.does("2025-07-15T10:10", &officer(THERE, &Duty::ALL), Verb::Forward);
    town.now = at("2025-07-15T10:20");
    let command = Extend {
        code: town.code(),
        to: at("2025-07-25T17:00"),
        at_fault: agency(TAX),
        told: Notice::Sms,
        reason: "Chờ cơ quan thuế".into(),
    };
    town.act(&officer(THERE, &[Duty::Leader]), |desk| extend(desk, command)).unwrap();
    town.now = at("2025-07-15T11:10");
    assert_eq!(over(&town), before, "what was found stays, and nothing is found twice");
}

#[test]
fn the_desks_of_the_house_follow_what_they_gave_out_until_it_is_back() {
    let out = |town: &Town| -> Vec<String> {
        town.dossier().given_out_by().map(|desk| format!("{} {}", desk.agency, desk.duty.as_str())).collect()
    };
    let town = Town::brought_of("outside", &[Verb::Accept]);
    assert_eq!(out(&town), [""; 0]);
    let town = Town::brought_of("outside", &[Verb::Accept, Verb::Forward]);
    assert_eq!(out(&town), ["H57.101 reception"]);
    let mut town = at_the_tax_office();
    assert_eq!(out(&town), ["H57.103 case", "H57.101 reception"]);
    town.accounts.push(staff_of(TAX, town.now));
    town.does("2025-07-14T15:00", &officer(TAX, &[Duty::Case]), Verb::Forward);
    assert_eq!(out(&town), ["H57.101 reception"], "the deciding agency has it again");
    town.does("2025-07-14T15:10", &officer(THERE, &Duty::ALL), Verb::Stop);
    assert_eq!(out(&town), [""; 0]);
}

#[test]
fn it_comes_back_to_the_desk_where_whoever_sent_it_has_left() {
    let mut town = Town::brought_of("outside", &[Verb::Accept]);
    let lan = officer(THERE, &[Duty::Case]);
    let Actor::Officer(her) = lan.clone() else { unreachable!() };
    town.accounts.push(Account::of(her.clone(), town.now));
    let to_lan = Forward { code: town.code(), to_officer: Some(her.id.clone()), note: String::new() };
    town.act(&officer(HERE, &Duty::ALL), |desk| forward(desk, to_lan)).unwrap();
    town.does("2025-07-14T10:00", &lan, Verb::Forward);
    for (is_active, want) in [(true, Some(her.id)), (false, None)] {
        town.accounts.last_mut().unwrap().is_active = is_active;
        let reply = replying(&town, ReplyWord::Refused);
        let after = town.ask(&officer(THERE, &[Duty::Leader]), |desk| record_reply(desk, reply)).unwrap();
        assert_eq!(after.first.after.holder.officer, want);
    }
}

#[test]
fn to_a_colleague_at_the_same_desk_the_share_does_not_begin_again() {
    let mut town = Town::brought_of("outside", &[Verb::Accept]);
    let leader = officer(THERE, &[Duty::Leader]);
    let lan = officer(THERE, &[Duty::Case]);
    let Actor::Officer(her) = lan.clone() else { unreachable!() };
    town.accounts.push(Account::of(her.clone(), town.now));
    town.does("2025-07-14T10:00", &officer(HERE, &Duty::ALL), Verb::Forward);
    let until = share_until(&town.events, &town.law, town.now);
    town.now = at("2025-07-15T10:00");
    let command = Reassign { code: town.code(), to_officer: Some(her.id), reason: "nghỉ ốm".into() };
    town.act(&leader, |desk| reassign(desk, command)).unwrap();
    assert!(until.is_some());
    assert_eq!(share_until(&town.events, &town.law, town.now), until);
}

#[test]
fn what_comes_back_from_the_second_agency_does_not_go_to_the_first_again() {
    for word in [ReplyWord::NeedsMoney, ReplyWord::Refused] {
        let mut town = Town::brought_of("twice", &[Verb::Accept, Verb::Forward, Verb::Forward]);
        let case = officer(THERE, &[Duty::Case]);
        assert_eq!(holder(&town), "H57.001 case 2");
        let done = replying(&town, ReplyWord::Done);
        town.act(&case, |desk| record_reply(desk, done)).unwrap();
        assert_eq!(holder(&town), "H57.301 case 3");
        let reply = replying(&town, word);
        town.act(&case, |desk| record_reply(desk, reply)).unwrap();
        assert_eq!(holder(&town), "H57.103 case 1");
        town.does("2025-07-14T11:00", &case, Verb::Forward);
        assert_eq!(holder(&town), "H57.301 case 3", "{word:?}");
        // The first one has it again only when somebody gives it back to it.
        town.accounts.extend([staff_of(TAX, town.now), staff_of(PROVINCE_OFFICE, town.now)]);
        town.does("2025-07-14T11:10", &officer(TAX, &[Duty::Case]), Verb::HandBack);
        town.does("2025-07-14T11:20", &case, Verb::HandBack);
        town.does("2025-07-14T11:30", &officer(HERE, &[Duty::Reception]), Verb::Forward);
        town.does("2025-07-14T11:40", &case, Verb::Forward);
        assert_eq!(holder(&town), "H57.301 case 3");
    }
}

#[test]
fn only_somebody_who_can_do_the_work_makes_an_agency_act_itself() {
    let mut town = at_the_tax_office();
    let case = officer(THERE, &[Duty::Case]);
    let Actor::Officer(clerk) = officer(TAX, &[Duty::Reception]) else { unreachable!() };
    town.accounts.push(Account::of(clerk, town.now));
    assert!(town.ask(&case, |desk| record_reply(desk, replying(&town, ReplyWord::Done))).is_ok());
    let Actor::Officer(leader) = officer(TAX, &[Duty::Leader]) else { unreachable!() };
    town.accounts.push(Account::of(leader, town.now));
    let said = town.ask(&case, |desk| record_reply(desk, replying(&town, ReplyWord::Done)));
    assert_eq!(said.unwrap_err()[0].code, "dossier.agency-acts-itself");
}

#[test]
fn where_the_deciding_agency_has_nobody_left_the_centre_that_received_it_records() {
    let mut town = at_the_tax_office();
    let Actor::Officer(clerk) = officer(HERE, &[Duty::Reception]) else { unreachable!() };
    town.accounts = vec![Account::of(clerk, town.now)];
    let said =
        town.ask(&officer(THERE, &[Duty::Case]), |desk| record_reply(desk, replying(&town, ReplyWord::Done)));
    assert_eq!(said.unwrap_err()[0].code, "dossier.not-your-unit");
    let reply = replying(&town, ReplyWord::Done);
    assert!(town.ask(&officer(HERE, &[Duty::Reception]), |desk| record_reply(desk, reply)).is_ok());
}

#[test]
fn what_the_leader_has_signed_no_reply_changes() {
    let mut town = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide]);
    town.accounts.retain(|account| account.officer.agency == agency(HERE));
    for word in ReplyWord::ALL {
        let reply = replying(&town, word);
        let said = town.ask(&officer(HERE, &Duty::ALL), |desk| record_reply(desk, reply));
        assert_eq!(said.unwrap_err()[0].code, "dossier.decided-already", "{word:?}");
    }
}

#[test]
fn a_virus_among_the_papers_is_approved_by_no_reply() {
    let mut town = Town::new();
    let handed = PaperHanded::of_files("form", vec![files::file("1", crate::document::Media::Pdf)]);
    let levied = Submit { procedure: "levied".into(), papers: vec![handed], ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, levied)).unwrap();
    let here = officer(HERE, &[Duty::Reception]);
    town.does("2025-07-14T10:00", &here, Verb::Accept);
    town.does("2025-07-14T10:10", &here, Verb::Forward);
    let digest = town.dossier().submission.papers[0].files[0].digest.clone();
    town.infected.push(digest);
    for (word, want) in [(ReplyWord::Done, "document.infected"), (ReplyWord::Refused, "ok")] {
        let said = town.ask(&here, |desk| record_reply(desk, replying(&town, word)));
        assert_eq!(said.map_or_else(|all| all[0].code, |_| "ok"), want, "{word:?}");
    }
}

#[test]
fn what_offices_say_among_themselves_is_not_told_to_the_person() {
    let to = Holder::reception(&agency(HERE));
    let reply = |outcome| Fact::ReplyRecorded {
        of: agency(TAX),
        word: ReplyWord::Refused,
        outcome,
        to: to.clone(),
        files: Vec::new(),
        promise: None,
    };
    for (fact, want) in [
        (reply(None), true),
        // Why the agency that decides has refused, the person must read.
        (reply(Some(Outcome::Refused)), false),
        // Its way through the house is the person's to know.
        (Fact::Forwarded { to: to.clone() }, false),
        (Fact::HandedBack { to: to.clone() }, false),
        (Fact::Stopped, false),
        (Fact::RejectedAtIntake, false),
    ] {
        assert_eq!(fact.is_among_offices(), want, "{}", fact.kind());
    }
}
