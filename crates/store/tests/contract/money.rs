//! Money: what is owed is paid once, what came is one payment however often it is told, numbers of receipts are given out
//! once, and a till that is closed takes nothing more, also where two act in one instant.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::command::{Asks, Command};
use motcua_core::directory::AgencyKind;
use motcua_core::dossier::*;
use motcua_core::money::*;
use motcua_core::{Halt, Moment};
use motcua_store::act::{Acting, Prepared, carry_out, prepare};
use motcua_store::{Write, Written, money};

on_both_engines! {
    what_is_asked_for_is_paid_receipted_and_found_again,
    of_two_who_take_the_same_money_one_takes_it,
    the_last_number_of_a_receipt_book_is_given_once,
    the_same_money_told_twice_in_one_instant_is_one_payment,
    of_a_closing_and_a_payment_in_one_instant_one_is_done,
}

fn province() -> Actor {
    let home = unit("46");
    let mut offices = law().directory.agencies_in(&home);
    let office = offices.find(|agency| agency.kind == AgencyKind::ProvinceOffice).expect("an office");
    Actor::Officer(person_of(office.code.as_str(), &[Duty::Leader]))
}

fn later(hours: i64) -> Moment {
    morning().plus_ms(hours * 3_600_000)
}

fn does<C: Asks>(bench: &Bench, actor: &Actor, when: Moment, command: C) -> Result<C::Record, Halt> {
    let done = carry_out(&bench.store, &Acting::of(law(), actor, when), command)?;
    Ok(done.expect("a record"))
}

fn terms(bench: &Bench, last: u32) {
    let sign = ReceiptSign::parse("25TAA").unwrap();
    let account = BankAccount {
        bin: "970436".into(),
        bank: "Vietcombank".into(),
        number: "0071001234567".into(),
        holder: "UBND PHUONG".into(),
    };
    let book = ReceiptBook { form: "EBL01".into(), sign, of: None, first: 1, last };
    for (id, says) in [("account", TermSays::Account(account)), ("book", TermSays::Book(book))] {
        let (agency, from) = (agency(HERE), morning().day());
        let command = SetTerm { id: id.into(), agency, says, from, reason: "theo quyết định".into() };
        does(bench, &province(), morning(), TermCommand::from(command)).unwrap();
    }
}

/// A dossier that waits for 50,000 đồng.
fn waiting(bench: &Bench, dice: &mut Dice) -> DossierCode {
    let command = handing_in(dice.id(), HERE, "Phan Anh Đức");
    let code = bench.done(&citizen(), morning(), &submitting(command)).code().clone();
    for verb in [Verb::Accept, Verb::Forward, Verb::AskPayment] {
        bench.done(&clerk(HERE), morning(), &doing(verb, &code, &mut Dice(3)));
    }
    code
}

fn taking(code: &DossierCode, drawn: u8) -> BillCommand {
    let command = TakePayment {
        code: code.clone(),
        owed: OwedFor::Procedure,
        bill: PaymentReference::drawn([drawn; 8]),
        payment: format!("cash-{drawn}"),
        way: PaymentWay::Cash,
        amount_vnd: 50_000,
        units: None,
        class: None,
        proof: String::new(),
        slip: String::new(),
    };
    command.into()
}

fn prepared(bench: &Bench, command: impl Asks, when: Moment) -> Write {
    let clerk = clerk(HERE);
    let asking = Acting::of(law(), &clerk, when);
    let command: Command = command.into_command();
    match bench.store.read(|rows| prepare(rows, &asking, command)).unwrap() {
        Prepared::Write(write) => write,
        Prepared::Again(_) => panic!("a key was not sent"),
    }
}

/// Writes these, which were decided before either was written.
fn one_of(bench: &Bench, writes: [Write; 2]) {
    let written = writes.into_iter().map(|write| bench.store.write(write).wait().unwrap());
    let written: Vec<Written> = written.collect();
    assert!(matches!(written.as_slice(), [Written::Done(_), Written::Conflict]), "{written:?}");
}

fn what_is_asked_for_is_paid_receipted_and_found_again(bench: &Bench) {
    terms(bench, 500);
    let code = waiting(bench, &mut Dice(1));
    let id = PaymentReference::drawn([7; 8]);
    let raise = RaiseBill { id: id.clone(), code: code.clone(), owed: OwedFor::Procedure, units: None };
    let bill = does(bench, &citizen(), later(1), BillCommand::from(raise)).unwrap();
    let here = agency(HERE);
    let due = |bench: &Bench| bench.store.read(|rows| money::bills_due(rows, &here, 10)).unwrap();
    assert_eq!(due(bench), [bill]);
    let coming = |name: &str, vnd, memo: &str| {
        let (memo, source, payer) = (memo.to_string(), "0071001234567".into(), String::new());
        let (agency, way, paid_at) = (agency(HERE), PaymentWay::Transfer, later(1));
        PaymentCommand::from(RecordPayment {
            key: name.into(),
            agency,
            way,
            amount_vnd: vnd,
            paid_at,
            payer,
            memo,
            source,
        })
    };
    let clerk = clerk(HERE);
    let lost = does(bench, &clerk, later(2), coming("FT1", 7_000, "khong ro")).unwrap();
    let waits = |bench: &Bench| bench.store.read(|rows| money::payments_waiting(rows, &here, 10)).unwrap();
    assert_eq!(waits(bench), [lost]);
    let paid = does(bench, &clerk, later(2), coming("FT2", 50_000, id.as_str())).unwrap();
    assert_eq!(paid.bill.as_ref(), Some(&id));
    assert!(due(bench).is_empty());
    let again = does(bench, &clerk, later(3), coming("FT2", 50_000, id.as_str()));
    assert_eq!(codes_of(&again.unwrap_err()), ["money.payment-there"]);
    let today = (later(2).day(), later(2).day());
    let receipts = bench.store.read(|rows| money::receipts_between(rows, &here, today, 10)).unwrap();
    let told: Vec<(u32, u64)> = receipts.iter().map(|receipt| (receipt.number, receipt.amount_vnd)).collect();
    assert_eq!(told, [(1, 50_000)]);
    let sums = bench.store.read(|rows| money::sums_by_way(rows, &here, today)).unwrap();
    let sum = TillSum { way: PaymentWay::Transfer, payments: 2, vnd: 57_000, given_back_vnd: 0 };
    assert_eq!(sums, [sum]);
    let dossier = bench.store.read(|rows| motcua_store::dossier::by_code(rows, &code)).unwrap().unwrap();
    assert_eq!(dossier.status(), Status::InProcess, "it waited for this");
    let bills = bench.store.read(|rows| money::bills_of(rows, &code)).unwrap();
    assert!(bills[0].is_settled() && bills[0].receipt.is_some());
    let history = bench.store.read(|rows| motcua_store::history::<Bill>(rows, &id)).unwrap();
    let kinds: Vec<&str> =
        history.iter().map(|event| motcua_core::act::RecordFact::kind(&event.fact)).collect();
    assert_eq!(kinds, ["bill_raised", "money_bound", "receipted"]);

    // Cancelled, its place is free for another one.
    let other = waiting(bench, &mut Dice(2));
    for drawn in [8, 9] {
        let id = PaymentReference::drawn([drawn; 8]);
        let raise = RaiseBill { id: id.clone(), code: other.clone(), owed: OwedFor::Procedure, units: None };
        does(bench, &citizen(), later(4), BillCommand::from(raise)).unwrap();
        let cancel = CancelBill { bill: id, reason: "nhầm".into() };
        does(bench, &clerk, later(4), BillCommand::from(cancel)).unwrap();
    }
    let ask = AskRefund {
        id: "transfer-FT1".into(),
        amount_vnd: 7_000,
        to: "tại quầy".into(),
        reason: "nhầm".into(),
    };
    does(bench, &clerk, later(5), PaymentCommand::from(ask)).unwrap();
    let refunds = bench.store.read(|rows| money::refunds_open(rows, &here, 10)).unwrap();
    assert_eq!(refunds.len(), 1);
}

fn of_two_who_take_the_same_money_one_takes_it(bench: &Bench) {
    terms(bench, 500);
    let code = waiting(bench, &mut Dice(3));
    one_of(bench, [1, 2].map(|drawn| prepared(bench, taking(&code, drawn), later(1))));
    let bills = bench.store.read(|rows| money::bills_of(rows, &code)).unwrap();
    assert_eq!(bills.len(), 1);
    let again = does(bench, &clerk(HERE), later(2), taking(&code, 3));
    assert_eq!(codes_of(&again.unwrap_err()), ["money.paid-already"]);
}

fn the_last_number_of_a_receipt_book_is_given_once(bench: &Bench) {
    terms(bench, 1);
    let codes = [4, 5].map(|seed| waiting(bench, &mut Dice(seed)));
    one_of(bench, [0, 1].map(|at| prepared(bench, taking(&codes[at], 10 + at as u8), later(1))));
    // Asked again, the money is taken and its receipt stays owed.
    let bill = does(bench, &clerk(HERE), later(2), taking(&codes[1], 12)).unwrap();
    assert!(bill.is_settled() && bill.receipt.is_none());
    let here = agency(HERE);
    let owed = bench.store.read(|rows| money::bills_to_see(rows, &here, "receipt", 10)).unwrap();
    assert_eq!(owed, [bill]);
}

fn the_same_money_told_twice_in_one_instant_is_one_payment(bench: &Bench) {
    let told = || {
        let (agency, way, paid_at) = (agency(HERE), PaymentWay::Transfer, later(1));
        let (memo, payer, source) = (String::new(), String::new(), String::new());
        let key = "FT9".to_string();
        PaymentCommand::from(RecordPayment { key, agency, way, amount_vnd: 5, paid_at, payer, memo, source })
    };
    one_of(bench, [prepared(bench, told(), later(1)), prepared(bench, told(), later(1))]);
}

fn of_a_closing_and_a_payment_in_one_instant_one_is_done(bench: &Bench) {
    terms(bench, 500);
    let codes = [6, 7].map(|seed| waiting(bench, &mut Dice(seed)));
    does(bench, &clerk(HERE), later(1), taking(&codes[0], 20)).unwrap();
    let close = |cash_vnd| {
        let (day, explained) = (later(1).day(), String::new());
        ClosingCommand::from(CloseTill { day, cash_vnd, card_vnd: 0, explained })
    };
    let take = prepared(bench, taking(&codes[1], 21), later(2));
    let closing = prepared(bench, close(50_000), later(2));
    one_of(bench, [take, closing]);
    // Counted again, with what came in meanwhile and what went back out of it.
    let ask = AskRefund {
        id: "cash-cash-20".into(),
        amount_vnd: 10_000,
        to: "tại quầy".into(),
        reason: "thừa".into(),
    };
    does(bench, &clerk(HERE), later(3), PaymentCommand::from(ask)).unwrap();
    let leader = Actor::Officer(person_of(HERE, &[Duty::Leader]));
    let id = || "cash-cash-20".to_string();
    does(bench, &leader, later(3), PaymentCommand::from(ApproveRefund { id: id() })).unwrap();
    let send = SendRefund { id: id(), way: PaymentWay::Cash, proof: "phiếu chi 7".into() };
    does(bench, &clerk(HERE), later(3), PaymentCommand::from(send)).unwrap();
    let closing = does(bench, &clerk(HERE), later(3), close(90_000)).unwrap();
    assert!(!closing.differs());
    let open = bench.store.read(|rows| money::tills_open(rows, &agency(HERE), later(3).day())).unwrap();
    assert!(open.is_empty());
    let code = waiting(bench, &mut Dice(8));
    let take = does(bench, &clerk(HERE), later(3), taking(&code, 22));
    assert_eq!(codes_of(&take.unwrap_err()), ["money.till-closed"]);
}
