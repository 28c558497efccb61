//! Papers that decisions make: each gets the next number of its book in the decision's own transaction,
//! and is found by its code.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::act::OfficerId;
use motcua_core::deed::{Capacity, CheckCode, Filling, Said, SignAs};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::*;
use motcua_core::year_book::{BookKey, BookOf, CloseBook, OpenBook, YearBookCommand};
use motcua_store::act::Acting;
use motcua_store::deed::{
    Book, books, dossier_of, lines, replacements_waiting, to_exchange, to_sign, to_sign_by_others,
};
use motcua_store::{Written, year_book};

on_both_engines! {
    numbers_of_a_book_have_no_gap_and_none_twice_whoever_decides_at_once,
    a_book_begins_anew_each_year,
    a_paper_is_found_by_its_code_also_when_it_was_decided_anew,
    a_book_that_was_kept_elsewhere_goes_on_behind_its_last_number_and_is_closed_once,
    what_replaces_a_paper_has_a_number_of_its_own_and_waits_until_it_is_issued,
    a_book_of_certifications_is_closed_with_its_copies,
    what_waits_for_a_key_is_found_by_whoever_decided_until_it_is_signed_or_handed_back,
}

const BOOK: &str = "Sổ cấp Giấy xác nhận tình trạng hôn nhân";

/// A request for a certificate of marital status, drafted, before the leader.
fn drafted(bench: &Bench, dice: &mut Dice, when: Moment) -> DossierCode {
    let mut command = handing_in(dice.id(), HERE, "Phan Anh Đức");
    (command.procedure, command.case) = ("1.004873".into(), None);
    let code = bench.done(&citizen(), when, &submitting(command)).code().clone();
    for verb in [Verb::Accept, Verb::Forward] {
        bench.done(&clerk(HERE), when, &doing(verb, &code, dice));
    }
    let text = |name: &str| (name.to_string(), Said::Text(name.to_string()));
    let said: Filling = ["name", "born", "sex", "residence", "status", "purpose"].map(text).into();
    let draft = DraftResult { code: code.clone(), template: "xac-nhan-hon-nhan.1".into(), said, entry: None };
    bench.done(&clerk(HERE), when, &Doing::Command(draft.into()));
    bench.done(&clerk(HERE), when, &doing(Verb::Forward, &code, dice));
    code
}

pub(crate) fn signing(code: &DossierCode, random: u8) -> Doing {
    let sign =
        Some(SignAs { capacity: Capacity::Head, check: CheckCode::drawn([random; 10]), with_key: false });
    let (code, outcome, reason) = (code.clone(), Outcome::Approved, String::new());
    Doing::Command(Decide { code, outcome, reason, files: Vec::new(), sign }.into())
}

pub(crate) fn number(dossier: &Dossier) -> u32 {
    dossier.deed.as_ref().expect("a paper was made").number
}

pub(crate) fn here() -> AgencyCode {
    AgencyCode::parse(HERE).unwrap()
}

fn numbers_of_a_book_have_no_gap_and_none_twice_whoever_decides_at_once(bench: &Bench) {
    let mut dice = Dice(91);
    let codes: Vec<DossierCode> = (0..8).map(|_| drafted(bench, &mut dice, morning())).collect();
    // Each is decided twice at the same time; one of the two is too late and takes no number.
    let writes: Vec<_> = (0..16)
        .map(|at| bench.prepared(&clerk(HERE), morning(), &signing(&codes[at / 2], at as u8)))
        .collect();
    let pending = bench.while_the_writer_waits(|| {
        writes.into_iter().map(|write| bench.store.write(write)).collect::<Vec<_>>()
    });
    let mut numbers = Vec::new();
    for written in pending {
        match written.wait().unwrap() {
            Written::Done(Some(changes)) => numbers.push(number(&changed(*changes))),
            Written::Done(None) => panic!("something was decided"),
            Written::Conflict => {}
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    let all = bench.store.read(|rows| books(rows, &here())).unwrap();
    let book = Book { name: BOOK.into(), year: 2025, last: 8 };
    assert_eq!(all.as_slice(), std::slice::from_ref(&book));
    let page = bench.store.read(|rows| lines(rows, &here(), &book, 1..7, 3)).unwrap();
    assert_eq!(page.iter().map(|line| line.number).collect::<Vec<_>>(), [6, 5, 4]);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn a_book_begins_anew_each_year(bench: &Bench) {
    let mut dice = Dice(92);
    for (when, random, want) in
        [("2025-12-31T09:00", 1, 1), ("2025-12-31T09:30", 2, 2), ("2026-01-05T08:00", 3, 1)]
    {
        let code = drafted(bench, &mut dice, at(when));
        let decided = bench.done(&clerk(HERE), at(when), &signing(&code, random));
        assert_eq!(number(&decided), want, "{when}");
    }
    let years: Vec<i64> =
        bench.store.read(|rows| books(rows, &here())).unwrap().iter().map(|book| book.year).collect();
    assert_eq!(years, [2026, 2025]);
}

fn a_paper_is_found_by_its_code_also_when_it_was_decided_anew(bench: &Bench) {
    let mut dice = Dice(93);
    let code = drafted(bench, &mut dice, morning());
    bench.done(&clerk(HERE), morning(), &signing(&code, 1));
    bench.done(&clerk(HERE), morning(), &doing(Verb::HandBack, &code, &mut dice));
    let again = bench.done(&clerk(HERE), morning(), &signing(&code, 2));
    assert_eq!(number(&again), 2, "what was drawn is not drawn again");
    for random in [1, 2] {
        let check = CheckCode::drawn([random; 10]);
        let found = bench.store.read(|rows| dossier_of(rows, &check)).unwrap();
        assert_eq!(found.as_ref().map(|found| found.code()), Some(&code));
    }
    assert_eq!(bench.store.read(|rows| dossier_of(rows, &CheckCode::drawn([3; 10]))).unwrap(), None);
}

fn what_replaces_a_paper_has_a_number_of_its_own_and_waits_until_it_is_issued(bench: &Bench) {
    let mut dice = Dice(94);
    let code = drafted(bench, &mut dice, morning());
    bench.done(&clerk(HERE), morning(), &signing(&code, 1));
    bench.done(&clerk(HERE), morning(), &doing(Verb::Issue, &code, &mut dice));
    let replacing = |random: u8, purpose: &str| {
        let said: Filling = [("purpose".to_string(), Said::Text(purpose.into()))].into();
        let sign =
            SignAs { capacity: Capacity::Head, check: CheckCode::drawn([random; 10]), with_key: false };
        let reason = "ghi sai mục đích".to_string();
        Doing::Command(ReplaceDeed { code: code.clone(), said, reason, sign }.into())
    };
    let waiting = || bench.store.read(|rows| replacements_waiting(rows, &here(), 9)).unwrap();
    bench.done(&clerk(HERE), morning(), &replacing(2, "vay vốn"));
    assert_eq!(waiting().len(), 1);
    // Signed anew before it was issued: the number before is given up, and one still waits.
    let again = bench.done(&clerk(HERE), morning(), &replacing(3, "mua nhà"));
    assert_eq!(waiting(), std::slice::from_ref(&again));
    let issuing = IssueReplacement { code: code.clone(), files: Vec::new(), unscanned: None };
    let issued = bench.done(&clerk(HERE), morning(), &Doing::Command(issuing.into()));
    assert_eq!((number(&issued), waiting().len()), (3, 0));
    for random in [1, 2, 3] {
        let check = CheckCode::drawn([random; 10]);
        let found = bench.store.read(|rows| dossier_of(rows, &check)).unwrap().unwrap();
        assert_eq!(found.deed_with(&check).is_some(), random != 2, "{random}");
    }
    let held = |agency: &str| {
        let agency = AgencyCode::parse(agency).unwrap();
        bench.store.read(|rows| to_exchange(rows, &agency, 9)).unwrap().len()
    };
    bench.done(&clerk(HERE), morning(), &doing(Verb::ReturnResult, &code, &mut dice));
    assert_eq!(held(HERE), 0, "the person got the one that counts");
    let later = |minutes: i64| morning().plus_ms(minutes * 60_000);
    bench.done(&clerk(HERE), later(1), &replacing(4, "đi học"));
    let issuing = IssueReplacement { code: code.clone(), files: Vec::new(), unscanned: None };
    bench.done(&clerk(HERE), later(2), &Doing::Command(issuing.clone().into()));
    assert_eq!((held(HERE), held("H99")), (1, 0));
    let taking = |random: u8| {
        let check = CheckCode::drawn([random; 10]);
        Doing::Command(TakeBackDeed { code: code.clone(), check, gone: None }.into())
    };
    bench.done(&clerk(HERE), later(3), &taking(3));
    assert_eq!(held(HERE), 0);
    // One that comes back when nothing stands for it: what is issued later is handed out.
    let recalling = RecallDeed {
        code: code.clone(),
        decision: "Quyết định số 9/QĐ-UBND".into(),
        reason: "ghi sai họ tên".into(),
    };
    bench.done(&clerk(HERE), later(4), &Doing::Command(recalling.into()));
    assert_eq!(held(HERE), 1);
    bench.done(&clerk(HERE), later(5), &taking(4));
    assert_eq!(held(HERE), 0);
    bench.done(&clerk(HERE), later(6), &replacing(5, "du học"));
    bench.done(&clerk(HERE), later(7), &Doing::Command(issuing.into()));
    assert_eq!(held(HERE), 1);
    let handing = HandOutDeed { code: code.clone(), check: CheckCode::drawn([5; 10]) };
    bench.done(&clerk(HERE), later(8), &Doing::Command(handing.into()));
    assert_eq!(held(HERE), 0);
    let book = Book { name: BOOK.into(), year: 2025, last: 5 };
    let numbers = bench.store.read(|rows| lines(rows, &here(), &book, 1..9, 9)).unwrap();
    assert_eq!(numbers.iter().map(|line| line.number).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn what_waits_for_a_key_is_found_by_whoever_decided_until_it_is_signed_or_handed_back(bench: &Bench) {
    let mut dice = Dice(96);
    let leader = clerk(HERE).officer().unwrap().id.clone();
    let waiting =
        |who: &str| bench.store.read(|rows| to_sign(rows, &OfficerId(who.into()), 9)).unwrap().len();
    let beside = |agency: &AgencyCode, who: &str| {
        let found = bench.store.read(|rows| to_sign_by_others(rows, agency, &OfficerId(who.into()), 9));
        found.unwrap().len()
    };
    let mut codes = Vec::new();
    for random in [1, 2] {
        let code = drafted(bench, &mut dice, morning());
        let sign = SignAs { capacity: Capacity::Head, check: CheckCode::drawn([random; 10]), with_key: true };
        let (outcome, reason) = (Outcome::Approved, String::new());
        let deciding = Decide { code: code.clone(), outcome, reason, files: Vec::new(), sign: Some(sign) };
        bench.done(&clerk(HERE), morning(), &Doing::Command(deciding.into()));
        codes.push(code);
    }
    assert_eq!((waiting(&leader.0), waiting("khac"), waiting("")), (2, 0, 0));
    let elsewhere = AgencyCode::parse("H99").unwrap();
    assert_eq!((beside(&here(), "khac"), beside(&here(), &leader.0), beside(&elsewhere, "khac")), (2, 0, 0));
    let signing = SignDeed { code: codes[0].clone(), check: CheckCode::drawn([1; 10]), signed: None };
    bench.done(&clerk(HERE), morning(), &Doing::Command(signing.into()));
    assert_eq!((waiting(&leader.0), beside(&here(), "khac")), (1, 1));
    bench.done(&clerk(HERE), morning(), &doing(Verb::HandBack, &codes[1], &mut dice));
    assert_eq!(waiting(&leader.0), 0);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

/// A request for certified copies with this many of one original, compared and drafted, before the leader.
pub(crate) fn to_certify(bench: &Bench, dice: &mut Dice, copies: u32) -> DossierCode {
    let mut command = handing_in(dice.id(), HERE, "Phan Anh Đức");
    (command.procedure, command.case) = ("2.000815".into(), Some("paper".into()));
    (command.channel, command.deciding) = (Channel::Counter, Default::default());
    let receive = Receive(decided(command));
    let code = bench.done(&clerk(HERE), morning(), &Doing::Command(receive.into())).code().clone();
    let original = ComparedOriginal {
        name: "Bằng tốt nghiệp".into(),
        issued_by: "Đại học Huế".into(),
        pages: 1,
        copies,
        seen: OriginalSeen::Paper,
        scan: None,
    };
    let originals = vec![original];
    let compare = CompareOriginals { code: code.clone(), originals, wants_second: false };
    bench.done(&clerk(HERE), morning(), &doing(Verb::Forward, &code, dice));
    bench.done(&clerk(HERE), morning(), &Doing::Command(compare.into()));
    let draft = DraftResult {
        code: code.clone(),
        template: "loi-chung-ban-sao.1".into(),
        said: Filling::new(),
        entry: None,
    };
    bench.done(&clerk(HERE), morning(), &Doing::Command(draft.into()));
    bench.done(&clerk(HERE), morning(), &doing(Verb::Forward, &code, dice));
    code
}

/// The same, signed.
fn certified(bench: &Bench, dice: &mut Dice, copies: u32, random: u8) -> DossierCode {
    let code = to_certify(bench, dice, copies);
    bench.done(&clerk(HERE), morning(), &signing(&code, random));
    code
}

fn a_book_of_certifications_is_closed_with_its_copies(bench: &Bench) {
    let mut dice = Dice(98);
    let codes = [(3, 1), (5, 2), (7, 3)].map(|(copies, random)| certified(bench, &mut dice, copies, random));
    // The registry hands one back: its number is given up, and its copies were not made.
    bench.done(&clerk(HERE), morning(), &doing(Verb::HandBack, &codes[1], &mut dice));
    let of = BookOf::Deeds("Sổ chứng thực bản sao từ bản chính".into());
    let key = BookKey { of: of.clone(), agency: here(), year: 2025 };
    let totals = bench.store.read(|rows| year_book::totals_in(rows, law(), &key, 1)).unwrap();
    let said: Vec<(&str, u64)> = totals.iter().map(|total| (total.of.as_str(), total.sum)).collect();
    assert_eq!(said, [("Số bản", 10)]);
    let (officer, when) = (clerk(HERE), at("2026-01-05T09:00"));
    let closing = YearBookCommand::from(CloseBook { of, year: 2025 });
    let asking = Acting::of(law(), &officer, when);
    let closed = motcua_store::act::carry_out(&bench.store, &asking, closing).unwrap().unwrap();
    let closed = closed.closed.unwrap();
    assert_eq!((closed.entries, closed.last, &closed.totals), (3, 3, &totals));
    let kept = bench.store.read(|rows| year_book::get(rows, &key.id())).unwrap().unwrap();
    assert_eq!(kept.closed, Some(closed));
}

fn a_book_that_was_kept_elsewhere_goes_on_behind_its_last_number_and_is_closed_once(bench: &Bench) {
    let mut dice = Dice(95);
    let carried = |when: Moment, command: YearBookCommand| {
        let officer = clerk(HERE);
        match motcua_store::act::carry_out(&bench.store, &Acting::of(law(), &officer, when), command) {
            Ok(book) => Ok(book.expect("a book")),
            Err(halt) => Err(codes_of(&halt)),
        }
    };
    let opening = |last_elsewhere: u32| OpenBook {
        name: BOOK.into(),
        last_elsewhere,
        volume: 0,
        reason: "sổ giấy năm nay".into(),
    };
    let key = BookKey { of: BookOf::Deeds(BOOK.into()), agency: here(), year: 2025 };
    let opened = carried(morning(), opening(128).into()).unwrap();
    assert_eq!(carried(morning(), opening(3).into()).unwrap_err(), ["book.in-use"]);
    assert_eq!(bench.store.read(|rows| year_book::get(rows, &key.id())).unwrap(), Some(opened));
    for (random, want) in [(1, 129), (2, 130)] {
        let code = drafted(bench, &mut dice, morning());
        assert_eq!(number(&bench.done(&clerk(HERE), morning(), &signing(&code, random))), want);
    }
    let closing = || CloseBook { of: key.of.clone(), year: 2025 };
    assert_eq!(carried(morning(), closing().into()).unwrap_err(), ["book.year-runs"]);
    let closed = carried(at("2026-01-05T09:00"), closing().into()).unwrap().closed.unwrap();
    assert_eq!((closed.last, closed.entries), (130, 2));
    assert_eq!(carried(at("2026-01-05T09:00"), closing().into()).unwrap_err(), ["book.closed"]);
    let kept = bench.store.read(|rows| year_book::get(rows, &key.id())).unwrap().unwrap();
    assert_eq!((kept.last_elsewhere, kept.closed.is_some()), (128, true), "one record from open to close");
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}
