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
    assert_eq!((refusal.code, refusal.field.as_deref()), ("dossier.reason-missing", Some("text")));
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
    // Three days of 450 minutes and what is left of Monday: 1,800 minutes for 28 hours. The tax
    // office has 4 of them, which is 257 minutes, and counts by its own hours.
    let mut town = Town::brought_of("outside", &[]);
    town.does("2025-07-14T09:00", &officer(HERE, &Duty::ALL), Verb::Accept);
    town.does("2025-07-14T09:30", &officer(HERE, &Duty::ALL), Verb::Forward);
    town.does("2025-07-14T10:00", &officer(THERE, &Duty::ALL), Verb::Forward);
    let until = town.dossier().share_until(&town.law).unwrap();
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
