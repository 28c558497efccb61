//! A dossier's life, and two officers at once.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::fold;
use motcua_core::dossier::*;
use motcua_core::text::line;
use motcua_store::Written;
use motcua_store::dossier::by_code;

on_both_engines! {
    what_is_stored_is_what_the_events_make,
    of_two_acts_on_one_state_one_is_done_and_the_other_is_decided_again,
    of_fifty_officers_who_accept_at_once_one_does,
    a_refused_act_writes_nothing,
    what_people_write_comes_back_letter_by_letter,
}

fn what_is_stored_is_what_the_events_make(bench: &Bench) {
    let mut dice = Dice(1);
    let clerk = clerk(HERE);
    let first = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Nguyễn Thị Hoa")));
    let code = first.code().clone();
    assert_eq!(code.to_string(), "H57.101-250714-0001");
    let life = [
        (Verb::Accept, Status::Accepted),
        (Verb::AskSupplement, Status::AwaitingSupplement),
        (Verb::Supplement, Status::InProcess),
        (Verb::Forward, Status::InProcess),
        (Verb::HandBack, Status::InProcess),
        (Verb::Forward, Status::InProcess),
        (Verb::AskPayment, Status::AwaitingPayment),
        (Verb::SettlePayment, Status::InProcess),
        (Verb::Stop, Status::Stopped),
        (Verb::Reopen, Status::InProcess),
        (Verb::Forward, Status::InProcess),
        (Verb::Decide, Status::InProcess),
        (Verb::Issue, Status::Completed),
        (Verb::ReturnResult, Status::Returned),
    ];
    let mut now = morning();
    for (index, (verb, status)) in life.into_iter().enumerate() {
        now = now.plus_ms(17 * 60_000);
        let after = bench.done(&clerk, now, &doing(verb, &code, &mut dice));
        assert_eq!((after.status(), after.seq as usize), (status, index + 2), "{}", verb.as_str());
        let stored = bench.store.read(|rows| by_code(rows, &code)).unwrap().unwrap();
        let events = bench.events(first.id);
        assert_eq!(stored, after, "{}: as it was acknowledged", verb.as_str());
        assert_eq!(
            stored,
            fold::<Dossier>(first.id, &events).unwrap(),
            "{}: as its events say",
            verb.as_str()
        );
        assert_eq!(bench.dossier(first.id).as_ref(), Some(&stored));
        assert_eq!(events.len(), index + 2);
    }
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn of_two_acts_on_one_state_one_is_done_and_the_other_is_decided_again(bench: &Bench) {
    let mut dice = Dice(2);
    let clerk = clerk(HERE);
    let first = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Lê Văn An")));
    let code = first.code().clone();
    let one = bench.prepared(&clerk, morning(), &doing(Verb::Accept, &code, &mut dice));
    let reject = doing(Verb::RejectAtIntake, &code, &mut dice);
    let other = bench.prepared(&clerk, morning(), &reject);
    let (one, other) = bench.while_the_writer_waits(|| (bench.store.write(one), bench.store.write(other)));
    assert!(matches!(one.wait().unwrap(), Written::Done(Some(_))), "the first is done");
    assert!(matches!(other.wait().unwrap(), Written::Conflict), "the second was too late");
    assert_eq!(bench.dossier(first.id).unwrap().status(), Status::Accepted);
    let again = bench.act(&clerk, morning(), None, &reject).err().expect("refused on the new state");
    assert_eq!(codes_of(&again), ["dossier.wrong-status"]);
    assert_eq!(bench.events(first.id).len(), 2);
}

fn of_fifty_officers_who_accept_at_once_one_does(bench: &Bench) {
    let mut dice = Dice(3);
    let first = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Lê Văn An")));
    let accept = accepting(first.code());
    let done = std::thread::scope(|scope| {
        let officers: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| bench.act(&clerk(HERE), morning(), None, &accept).is_ok()))
            .collect();
        officers.into_iter().filter_map(|officer| officer.join().unwrap().then_some(())).count()
    });
    assert_eq!(done, 1);
    assert_eq!(bench.events(first.id).len(), 2);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn a_refused_act_writes_nothing(bench: &Bench) {
    let mut dice = Dice(4);
    let first = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Lê Văn An")));
    let rows_before = size(bench);
    let mut unlawful = handing_in(dice.id(), HERE, "");
    unlawful.papers = vec![PaperHanded { originals: 1, ..PaperHanded::of_files("no-such", vec![]) }];
    let refused = [
        (citizen(), submitting(unlawful), "dossier.unknown-paper"),
        (citizen(), accepting(first.code()), "account.officers-only"),
        (clerk("H57.103"), accepting(first.code()), "dossier.unknown"),
        (clerk(HERE), doing(Verb::ReturnResult, first.code(), &mut dice), "dossier.wrong-status"),
    ];
    for (actor, doing, code) in refused {
        let halt = bench.act(&actor, morning(), None, &doing).err().expect(code);
        assert!(codes_of(&halt).contains(&code), "{halt:?}");
    }
    assert_eq!(size(bench), rows_before);
}

fn size(bench: &Bench) -> [i64; 4] {
    [
        bench.count("select count(*) from dossier"),
        bench.count("select count(*) from event"),
        bench.count("select count(*) from tally"),
        bench.count("select cast(sum(last) as bigint) from series"),
    ]
}

fn what_people_write_comes_back_letter_by_letter(bench: &Bench) {
    let mut dice = Dice(5);
    let texts = [
        "O'Brien \"Bobby\"; drop table dossier; --",
        "Nguye\u{302}\u{303}n Thi\u{323} Ho\u{300}a",
        "Y Ƀhăm Êban 👩🏽‍🌾🇻🇳 𠀋 \u{feff}",
        "?1 $1 %s {} \\ \\u0000 \n\t\r\u{1}",
    ];
    for text in texts {
        let mut command = handing_in(dice.id(), HERE, "Y Ƀhăm Êban O'Brien 𠀋");
        command.applicant.address = text.trim().into();
        let told = bench.done(&citizen(), morning(), &submitting(command));
        let kept = bench.dossier(told.id).unwrap();
        assert_eq!(kept, told);
        assert_eq!(kept.submission.applicant.address, line(text), "as one line of composed letters");
        assert_eq!(fold::<Dossier>(told.id, &bench.events(told.id)).unwrap(), told);
    }
}
