//! Shares that agencies have beside the holder: who has one, who gives it back, whose refusal counts,
//! what is refused meanwhile and what ends them.

use super::*;

const TAX: &str = "H57.301";
const JUSTICE: &str = "H57.802";

/// Received here, decided there, and with the tax office and the department since Monday 09:00.
fn shared() -> Town {
    Town::brought_of("beside", &[Verb::Accept, Verb::Forward, Verb::Forward])
}

/// The same, and both agencies have accounts.
fn staffed() -> Town {
    let mut town = shared();
    town.accounts.extend([TAX, JUSTICE].map(|code| staff_of(code, town.now)));
    town
}

fn lead() -> Actor {
    officer(THERE, &[Duty::Case])
}

fn holder(town: &Town) -> String {
    let Holder { agency, duty, step, .. } = &town.dossier().holder;
    format!("{agency} {} {step}", duty.as_str())
}

fn out(town: &Town) -> Vec<String> {
    let told = |share: &WorkShare| format!("{} {}", share.given.number, share.given.to.agency);
    town.dossier().shares_out().map(told).collect()
}

fn returning(town: &Town, number: Option<u32>, word: ReplyWord) -> ReturnShare {
    ReturnShare { code: town.code(), number, word, text: "CV 15/TB ngày 15/7".into(), files: Vec::new() }
}

/// This agency, or the lead for it, gives back what it has.
fn returns(town: &mut Town, when: &str, by: &Actor, number: u32, word: ReplyWord) {
    town.now = at(when);
    let command = returning(town, Some(number), word);
    town.act(by, |desk| return_share(desk, command)).unwrap_or_else(|codes| panic!("{when}: {codes:?}"));
}

fn refused(town: &Town, by: &Actor, command: impl Into<DossierCommand>) -> &'static str {
    let command = command.into();
    town.ask(by, |desk| command.carry_out(desk)).map_or_else(|refusals| refusals[0].code, |_| "ok")
}

#[test]
fn shares_go_out_together_come_back_apart_and_the_lead_goes_on_when_all_are_settled() {
    let mut town = staffed();
    assert_eq!(
        (holder(&town).as_str(), out(&town)),
        ("H57.103 case 1", vec!["1 H57.301".into(), "2 H57.802".into()])
    );
    assert_eq!(town.dossier().status(), Status::InProcess);
    for agency in [TAX, JUSTICE] {
        let Actor::Officer(one) = officer(agency, &[Duty::Case]) else { unreachable!() };
        assert!(town.dossier().is_seen_by(&one), "{agency} reads what it works on");
    }
    let why = town.ask(&lead(), |desk| do_verb(desk, Verb::Forward, &town.code())).unwrap_err().remove(0);
    let names = "Thuế thành phố Huế; Sở Tư pháp thành phố Huế";
    assert_eq!((why.code, why.arg("agencies")), ("dossier.shares-out", Some(names)));
    returns(&mut town, "2025-07-14T10:00", &officer(JUSTICE, &[Duty::Case]), 2, ReplyWord::Done);
    let why = town.ask(&lead(), |desk| do_verb(desk, Verb::Forward, &town.code())).unwrap_err().remove(0);
    assert_eq!(why.arg("agencies"), Some("Thuế thành phố Huế"), "who is awaited still");
    returns(&mut town, "2025-07-14T10:10", &officer(TAX, &[Duty::Leader]), 1, ReplyWord::Refused);
    assert_eq!((holder(&town).as_str(), out(&town).len()), ("H57.103 case 1", 0));
    // The refusal is the lead's to weigh.
    town.does("2025-07-14T11:00", &lead(), Verb::Forward);
    assert_eq!(holder(&town), "H57.103 leader 5");
    town.does("2025-07-14T11:10", &officer(THERE, &[Duty::Leader]), Verb::HandBack);
    town.does("2025-07-14T11:20", &lead(), Verb::Forward);
    assert_eq!(holder(&town), "H57.103 leader 5", "what is settled does not go out again");
    town.does("2025-07-14T11:30", &officer(THERE, &[Duty::Leader]), Verb::Decide);
    assert_eq!(town.dossier().completion().map(|(_, outcome)| outcome), Some(Outcome::Approved));
}

#[test]
fn a_share_is_given_back_by_its_own_desk_or_by_the_lead_for_an_agency_that_has_nobody() {
    let (with, without) = (staffed(), shared());
    let cases = [
        (TAX, &[Duty::Case][..], 1, "ok", "ok"),
        (TAX, &[Duty::Leader], 1, "ok", "ok"),
        (TAX, &[Duty::Reception], 1, "dossier.not-your-duty", "dossier.not-your-duty"),
        (TAX, &[Duty::Case], 2, "dossier.agency-acts-itself", "dossier.not-your-unit"),
        (JUSTICE, &[Duty::Case], 2, "ok", "ok"),
        (THERE, &[Duty::Case], 1, "dossier.agency-acts-itself", "ok"),
        (THERE, &[Duty::Leader], 2, "dossier.agency-acts-itself", "ok"),
        (THERE, &[Duty::Reception], 1, "dossier.agency-acts-itself", "dossier.not-your-duty"),
        (HERE, &[Duty::Reception], 1, "dossier.agency-acts-itself", "dossier.not-your-unit"),
        (THERE, &[Duty::Case], 3, "dossier.no-share-out", "dossier.no-share-out"),
    ];
    for (agency, duties, number, want, want_without) in cases {
        let by = officer(agency, duties);
        let said = |town: &Town| refused(town, &by, returning(town, Some(number), ReplyWord::Done));
        assert_eq!((said(&with), said(&without)), (want, want_without), "{agency} {duties:?} {number}");
    }
    // Without a number it is the first that they may give back.
    let after = with.ask(&officer(JUSTICE, &[Duty::Case]), |desk| {
        return_share(desk, returning(&with, None, ReplyWord::Done))
    });
    let after = after.unwrap().first.after;
    assert_eq!(after.shares_out().map(|share| share.given.number).collect::<Vec<_>>(), [1]);
    let silent = ReturnShare { text: " ".into(), ..returning(&with, Some(1), ReplyWord::Done) };
    assert_eq!(refused(&with, &officer(TAX, &[Duty::Case]), silent), "dossier.text-missing");
}

#[test]
fn history_says_who_recorded_it_and_for_whom() {
    let mut town = shared();
    returns(&mut town, "2025-07-14T10:00", &lead(), 1, ReplyWord::Done);
    let (event, share) = (town.events.last().unwrap(), &town.dossier().shares[0]);
    let Fact::ShareReturned { of, .. } = &event.fact else { panic!("{event:?}") };
    assert_eq!((of.as_str(), event.who.agency.as_ref().unwrap().as_str()), (TAX, THERE));
    let end = share.ended.as_ref().unwrap();
    assert_eq!((end.who.agency.as_ref(), end.at), (Some(&agency(THERE)), at("2025-07-14T10:00")));
    let want = HowShareEnded::Returned {
        word: ReplyWord::Done,
        text: "CV 15/TB ngày 15/7".into(),
        files: Vec::new(),
    };
    assert_eq!(end.how, want);
}

#[test]
fn money_that_is_owed_sends_that_share_out_again_and_no_other() {
    let mut town = shared();
    returns(&mut town, "2025-07-14T10:00", &lead(), 1, ReplyWord::NeedsMoney);
    // The other works on meanwhile, and gives back what it has.
    town.does("2025-07-14T10:10", &lead(), Verb::AskPayment);
    returns(&mut town, "2025-07-14T10:20", &lead(), 2, ReplyWord::Done);
    town.does("2025-07-15T08:00", &lead(), Verb::SettlePayment);
    town.does("2025-07-15T08:10", &lead(), Verb::Forward);
    assert_eq!((holder(&town).as_str(), out(&town)), ("H57.103 case 1", vec!["3 H57.301".to_string()]));
    returns(&mut town, "2025-07-15T09:00", &lead(), 3, ReplyWord::Done);
    town.does("2025-07-15T09:10", &lead(), Verb::Forward);
    assert_eq!(holder(&town), "H57.103 leader 5");
}

#[test]
fn what_was_refused_or_taken_back_goes_out_again_once_the_dossier_is_another() {
    for (way, want) in [
        (&[Verb::AskSupplement, Verb::Supplement][..], vec!["3 H57.301"]),
        (&[Verb::Stop, Verb::Reopen], vec!["3 H57.301"]),
        (&[Verb::AskPayment, Verb::SettlePayment], vec![]),
    ] {
        for word in [Some(ReplyWord::Refused), None] {
            let mut town = shared();
            returns(&mut town, "2025-07-14T10:00", &lead(), 2, ReplyWord::Done);
            match word {
                Some(word) => returns(&mut town, "2025-07-14T10:10", &lead(), 1, word),
                None => drop(town.does("2025-07-14T10:10", &lead(), Verb::TakeBackShare)),
            }
            for verb in way {
                let by = [lead(), officer(HERE, &Duty::ALL), officer(THERE, &[Duty::Leader])];
                let able =
                    by.iter().find(|by| town.ask(by, |desk| do_verb(desk, *verb, &town.code())).is_ok());
                town.does("2025-07-14T10:20", &able.unwrap().clone(), *verb);
            }
            town.does("2025-07-14T10:30", &lead(), Verb::Forward);
            assert_eq!(out(&town), want, "{word:?} {way:?}");
        }
    }
}

#[test]
fn the_lead_takes_back_one_share_or_all_and_says_why() {
    let town = staffed();
    let taking = |number| TakeBackShare { code: town.code(), number, reason: "quá lâu".into() };
    for (number, left) in [(Some(1), vec![2]), (Some(2), vec![1]), (None, vec![])] {
        let after = town.ask(&lead(), |desk| take_back_share(desk, taking(number))).unwrap().first.after;
        let out: Vec<u32> = after.shares_out().map(|share| share.given.number).collect();
        assert_eq!(out, left, "{number:?}");
        assert_eq!(after.done_elsewhere.len(), 2 - left.len(), "it goes on without them");
    }
    assert_eq!(refused(&town, &lead(), taking(Some(9))), "dossier.no-share-out");
    let silent = TakeBackShare { reason: " ".into(), ..taking(None) };
    assert_eq!(refused(&town, &lead(), silent), "dossier.reason-missing");
    assert_eq!(refused(&town, &officer(TAX, &Duty::ALL), taking(None)), "dossier.not-your-unit");
}

/// What becomes of the two shares that are out (`2`: both stay; `0`: both end with it) when this is done
/// to the dossier; or the refusal.
#[rustfmt::skip]
const MEANWHILE: &str = "
verb              after            what
accept            -                dossier.wrong-status
reject_at_intake  -                dossier.wrong-status
forward           -                dossier.shares-out
hand_back         -                dossier.shares-out
ask_supplement    -                2
supplement        ask_supplement   2
ask_payment       -                2
settle_payment    ask_payment      2
withdraw          -                0
stop              -                0
reopen            stop             0
find_case         -                2
ask_opinion       -                2
give_opinion      ask_opinion      2
record_reply      -                dossier.shares-out
return_share      -                1
take_back_share   -                0
extend            -                2
move_due          -                2
record_silence    -                0
decide            -                dossier.shares-out
issue             -                dossier.shares-out
announce_early    record_silence   0
return_result     record_silence   0
";

#[test]
fn of_every_verb_it_is_said_what_becomes_of_the_shares_that_are_out() {
    let mut seen = std::collections::BTreeSet::new();
    for line in MEANWHILE.lines().filter(|line| !line.is_empty()).skip(1) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let verb = Verb::parse(words[0]).expect("a verb");
        let mut town = shared();
        let able = |town: &Town, verb: Verb| {
            let all = [THERE, HERE].map(|code| officer(code, &Duty::ALL));
            let said = all.map(|by| town.ask(&by, |desk| do_verb(desk, verb, &town.code())));
            let [first, second] = said;
            first.or(second)
        };
        if let Some(before) = Verb::parse(words[1]) {
            let after = able(&town, before).unwrap();
            town.events.extend(after.first.events);
            town.dossier = Some(after.first.after);
        }
        let said = able(&town, verb);
        let said = match said {
            Ok(changes) => changes.first.after.shares_out().count().to_string(),
            Err(refusals) => refusals[0].code.to_string(),
        };
        assert_eq!(said, words[2], "{line}");
        seen.insert(verb);
    }
    assert_eq!(seen.len(), Verb::ALL.len(), "no verb is missing");
}

#[test]
fn an_agency_with_a_share_does_nothing_else_to_the_dossier() {
    let town = staffed();
    for by in [TAX, JUSTICE] {
        assert_eq!(town.open_to(&officer(by, &Duty::ALL)), [Verb::ReturnShare], "{by}");
    }
}

#[test]
fn each_share_has_its_date_by_the_hours_of_its_agency_and_together_they_take_the_longest_of_the_limit() {
    // Three days of 450 minutes and 360 of Monday: 1,710 minutes for 2 + 10 + 6 + 4 + 8 hours.
    let town = shared();
    let [tax, justice] = &town.dossier().shares[..] else { panic!("two shares") };
    let worked = |share: &WorkShare| {
        let hours = town.law.hours_of(&share.given.to.agency);
        crate::calendar::working_minutes(share.given_at, share.given.due.unwrap(), &town.law.calendar, hours)
    };
    assert_eq!(
        (worked(tax), worked(justice)),
        (1710 * 16 / 30 - 1710 * 12 / 30, 1710 * 18 / 30 - 1710 * 12 / 30)
    );
    let template = town.law.catalogue.steps("beside").unwrap();
    assert_eq!((template.hours(), template.shares(300)), (30, vec![20, 100, 40, 60, 40, 80, 0]));
}

#[test]
fn each_share_is_a_track_of_its_own_and_the_lead_is_not_charged_for_the_wait() {
    // 228 minutes for the tax office from 09:00 (14:48), 342 for the department (Tuesday 08:42).
    let mut town = shared();
    let now = at("2025-07-15T10:00");
    returns(&mut town, "2025-07-14T14:00", &lead(), 1, ReplyWord::Done);
    let told = |town: &Town, now| -> Vec<(String, i64, i64, bool)> {
        let lines = ledger_beside(&town.events, &town.law, now);
        let line = |line: Entry| {
            let agency = line.keeper.agency().unwrap().to_string();
            (agency, line.working_minutes, line.overrun_minutes, line.open)
        };
        lines.into_iter().map(line).collect()
    };
    let justice_until = town.dossier().shares[1].given.due.unwrap();
    let hours = town.law.hours_of(&agency(JUSTICE));
    let over = crate::calendar::working_minutes(justice_until, now, &town.law.calendar, hours);
    assert!(over > 0);
    let took = crate::calendar::working_minutes(at("2025-07-14T09:00"), now, &town.law.calendar, hours);
    let tax = told(&town, now).remove(0);
    assert_eq!((tax.0.as_str(), tax.2, tax.3), (TAX, 0, false));
    assert_eq!(told(&town, now)[1], (JUSTICE.to_string(), took, over, true));
    returns(&mut town, "2025-07-15T10:00", &lead(), 2, ReplyWord::Done);
    let main = ledger(&town.events, &town.law, at("2025-07-15T11:00"));
    let kept: Vec<&Keeper> = main.iter().map(|line| &line.keeper).collect();
    let [.., Keeper::Shared, Keeper::Desk { .. }] = kept[..] else { panic!("{main:#?}") };
    let sums = by_agency(&main);
    let lead = sums.iter().find(|sum| sum.agency.as_str() == THERE).unwrap();
    assert_eq!((lead.working_minutes, lead.overrun_minutes), (60, 0), "only what came after the wait");
    assert_eq!(sums.iter().map(|sum| sum.agency.as_str()).collect::<Vec<_>>(), [HERE, THERE]);
}

#[test]
fn what_an_agency_used_before_the_person_paid_is_not_given_it_again() {
    let mut town = shared();
    let first = town.dossier().shares[0].given.due.unwrap();
    let hours = town.law.hours_of(&agency(TAX));
    let worked = |from, to| crate::calendar::working_minutes(from, to, &town.law.calendar, hours);
    let whole = worked(at("2025-07-14T09:00"), first);
    let used = worked(at("2025-07-14T09:00"), at("2025-07-14T14:00"));
    let left = whole - used;
    assert!(left > 0);
    returns(&mut town, "2025-07-14T14:00", &lead(), 1, ReplyWord::NeedsMoney);
    returns(&mut town, "2025-07-14T14:00", &lead(), 2, ReplyWord::Done);
    town.does("2025-07-15T08:00", &lead(), Verb::Forward);
    let again = town.dossier().shares[2].given.due.unwrap();
    let hours = town.law.hours_of(&agency(TAX));
    let got = crate::calendar::working_minutes(at("2025-07-15T08:00"), again, &town.law.calendar, hours);
    assert_eq!(got, left);
    returns(&mut town, "2025-07-16T08:00", &lead(), 3, ReplyWord::NeedsMoney);
    town.does("2025-07-16T08:30", &lead(), Verb::Forward);
    assert_eq!(town.dossier().shares[3].given.due, Some(at("2025-07-16T08:30")), "nothing is left");
}

#[test]
fn the_slip_names_what_went_out_and_came_back_and_how_each_agency_kept_its_share() {
    let mut town = shared();
    returns(&mut town, "2025-07-14T14:00", &lead(), 1, ReplyWord::Done);
    returns(&mut town, "2025-07-15T10:00", &lead(), 2, ReplyWord::Done);
    town.does("2025-07-15T10:10", &lead(), Verb::Forward);
    let told: Vec<_> = hand_overs(&town.events, &town.law)
        .into_iter()
        .map(|all| (all.from.agency.to_string(), all.to.agency.to_string(), all.kept))
        .collect();
    let late = told[4].2;
    let line = |from: &str, to: &str, kept| (from.to_string(), to.to_string(), kept);
    assert!(matches!(late, Some(ShareKept::Overdue(_))), "{told:?}");
    assert_eq!(
        told,
        [
            line(HERE, THERE, Some(ShareKept::Early)),
            line(THERE, TAX, None),
            line(THERE, JUSTICE, None),
            line(TAX, THERE, Some(ShareKept::Early)),
            line(JUSTICE, THERE, late),
            line(THERE, THERE, Some(ShareKept::Early)),
        ]
    );
}

#[test]
fn the_desk_that_gave_shares_out_follows_them_until_they_are_back() {
    let followed = |town: &Town| -> Vec<String> {
        town.dossier().given_out_by().map(|desk| format!("{} {}", desk.agency, desk.duty.as_str())).collect()
    };
    let mut town = shared();
    assert_eq!(followed(&town), ["H57.103 case", "H57.101 reception"]);
    returns(&mut town, "2025-07-14T14:00", &lead(), 1, ReplyWord::Done);
    returns(&mut town, "2025-07-14T14:00", &lead(), 2, ReplyWord::Done);
    assert_eq!(followed(&town), ["H57.101 reception"]);
}

#[test]
fn a_history_from_before_shares_reads_as_it_did() {
    let town = Town::at_status(Status::InProcess);
    let stored = serde_json::to_value(town.dossier()).unwrap();
    assert!(stored.get("shares").is_none(), "nothing new in what has no shares");
    assert_eq!(&serde_json::from_value::<Dossier>(stored).unwrap(), town.dossier());
    let shared = shared();
    let stored = serde_json::to_value(shared.dossier()).unwrap();
    assert_eq!(&serde_json::from_value::<Dossier>(stored).unwrap(), shared.dossier());
}
