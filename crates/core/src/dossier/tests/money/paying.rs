//! What is owed, and how it is paid or waived.

use super::*;

#[test]
fn three_copies_are_paid_in_cash_and_receipted_at_once() {
    let mut purse = Purse::new();
    let found = owed(purse.dossier(), &purse.law, &purse.memory.terms, None);
    assert_eq!(
        (found.len(), found[0].full_vnd, found[0].of),
        (1, None, FeeKind::Charge),
        "how many is not said"
    );
    for (command, refused) in [
        (TakePayment { units: None, ..purse.taking(24_000) }, "money.amount-unknown"),
        (TakePayment { units: Some(0), ..purse.taking(24_000) }, "money.units-shape"),
        (purse.taking(23_999), "money.amount-differs"),
        (TakePayment { way: PaymentWay::Transfer, ..purse.taking(24_000) }, "money.not-at-the-counter"),
        (TakePayment { way: PaymentWay::Card, ..purse.taking(24_000) }, "money.slip-missing"),
        (TakePayment { class: Some("x".into()), ..purse.taking(24_000) }, "money.no-such-class"),
        (TakePayment { class: Some("half".into()), ..purse.taking(12_000) }, "money.proof-missing"),
    ] {
        assert_eq!(purse.take(command), Err(vec![refused]));
    }
    let stranger = officer(THERE, &[Duty::Reception]);
    let refused = purse.act(&stranger, BillCommand::from(purse.taking(24_000)));
    assert!(refused.is_err(), "another office’s dossier");
    purse.take(purse.taking(24_000)).unwrap();
    assert_eq!(purse.bill().standing(), BillStanding::Paid);
    let receipt = &purse.memory.receipts[0];
    assert_eq!((receipt.number, receipt.amount_vnd, receipt.sign.as_str()), (1, 24_000, "25TAA"));
    assert_eq!(purse.bill().receipt.as_ref(), Some(&receipt.id));
    assert_eq!(purse.take(purse.taking(24_000)), Err(vec!["money.paid-already"]));
}

#[test]
fn whoever_belongs_to_a_class_pays_less_or_nothing_and_the_bill_says_why() {
    for (class, left, receipts) in [("poor", 0, 0), ("half", 12_000, 1)] {
        let mut purse = Purse::new();
        let command =
            TakePayment { class: Some(class.into()), proof: "Giấy số 12".into(), ..purse.taking(left) };
        purse.take(command).unwrap();
        let bill = purse.bill();
        assert_eq!((bill.full_vnd, bill.amount_vnd), (24_000, left));
        assert!(bill.is_settled() && bill.reduction.is_some());
        assert_eq!(purse.memory.receipts.len(), receipts);
    }
}

#[test]
fn a_transfer_is_bound_by_its_reference_and_amount_and_told_twice_it_is_one() {
    let mut purse = Purse::new();
    let id = purse.raise(3);
    let memo = format!("MBVCB.4525077405.{}.CT tu 0351000646393 NGUYEN VAN A", id.as_str().to_lowercase());
    purse.comes("FT1", 24_000, &memo).unwrap();
    assert_eq!((purse.waits("FT1"), purse.bill().standing()), (None, BillStanding::Paid));
    assert_eq!(purse.memory.receipts.len(), 1);
    assert_eq!(purse.comes("FT1", 24_000, &memo), Err(vec!["money.payment-there"]));
    assert_eq!(purse.comes("FT1", 25_000, &memo), Err(vec!["money.payment-other"]));
    purse.comes("FT2", 24_000, &memo).unwrap();
    assert_eq!(purse.waits("FT2"), Some(Unbound::PaidAlready), "paid twice: it waits");
    assert_eq!(purse.memory.receipts.len(), 1, "one receipt");
}

#[test]
fn money_that_does_not_fit_waits_with_its_reason_and_nothing_is_paid_by_it() {
    let mut purse = Purse::new();
    let id = purse.raise(3);
    let (words, other) = (id.to_string(), reference(9));
    for (name, vnd, memo, why) in [
        ("a", 24_000, "LE THI MINH chuyen tien".to_string(), Unbound::NoReference),
        ("b", 24_000, format!("{words} {other}"), Unbound::ManyReferences),
        ("c", 24_000, other.to_string(), Unbound::UnknownReference),
        ("d", 23_999, words.clone(), Unbound::TooLittle),
        ("e", 24_001, words.clone(), Unbound::TooMuch),
    ] {
        purse.comes(name, vnd, &memo).unwrap();
        assert_eq!(purse.waits(name), Some(why));
        assert_eq!(purse.bill().standing(), BillStanding::Due { left_vnd: 24_000 });
    }
    let code = purse.dossier().code().clone();
    let withdrawn = Withdraw { code, reason: why() };
    purse.act(&citizen(), DossierCommand::from(withdrawn)).unwrap();
    purse.comes("f", 24_000, &words).unwrap();
    assert_eq!(purse.waits("f"), Some(Unbound::DossierOver), "paid after withdrawal");
    assert_eq!(purse.comes("g", 0, &words), Err(vec!["money.amount-shape"]));
    let late = RecordPayment { way: PaymentWay::Platform, ..coming("h", 1, "", purse.now) };
    assert_eq!(purse.act(&registry(), PaymentCommand::from(late)), Err(vec!["money.not-told-by-you"]));
}

#[test]
fn the_payment_platform_tells_what_came_by_it_and_nothing_else() {
    let mut purse = Purse::new();
    let bill = purse.raise(3);
    let told =
        |id: &str, way| RecordPayment { way, ..coming(id, 24_000, bill.as_str(), at("2025-07-14T09:30")) };
    let other = Actor::Outside { system: "webhook:1".into() };
    for (actor, way) in [
        (platform(), PaymentWay::Transfer),
        (platform(), PaymentWay::Cash),
        (other, PaymentWay::Platform),
        (citizen(), PaymentWay::Platform),
        (Actor::Clock, PaymentWay::Platform),
    ] {
        let refused = purse.act(&actor, PaymentCommand::from(told("x", way)));
        assert_eq!(refused, Err(vec!["money.not-told-by-you"]));
    }
    for at in 0..100 {
        let done = purse.act(&platform(), PaymentCommand::from(told("GD1", PaymentWay::Platform)));
        assert_eq!(done.is_ok(), at == 0, "told a hundred times it is one");
    }
    assert_eq!((purse.memory.payments.len(), purse.memory.receipts.len()), (1, 1));
}

#[test]
fn nobody_takes_what_the_dossier_wants_no_more() {
    // Withdrawn: a bill of before is taken neither at the counter nor from the bank.
    let mut purse = Purse::new();
    let bill = purse.raise(3);
    let code = purse.dossier().code().clone();
    purse.act(&citizen(), DossierCommand::from(Withdraw { code, reason: why() })).unwrap();
    assert_eq!(purse.take(purse.taking(24_000)), Err(vec!["money.nothing-owed"]));
    assert!(owed(purse.dossier(), &purse.law, &purse.memory.terms, Some(3)).is_empty());
    purse.comes("a", 24_000, bill.as_str()).unwrap();
    assert_eq!(purse.waits("a"), Some(Unbound::DossierOver));

    // Asked for, and paid at the treasury: the officer records the proof.
    let mut purse = Purse::with(&[Verb::Accept, Verb::Forward, Verb::AskPayment]);
    let bill = purse.raise(1);
    let code = purse.dossier().code().clone();
    let settle = SettlePayment { code, proof: "biên lai kho bạc 7".into(), paid_on: None };
    purse.act(&officer(HERE, &Duty::ALL), DossierCommand::from(settle)).unwrap();
    assert!(
        owed(purse.dossier(), &purse.law, &purse.memory.terms, Some(1)).is_empty(),
        "not asked for twice"
    );
    assert_eq!(purse.take(purse.taking(50_000)), Err(vec!["money.nothing-owed"]));
    purse.comes("b", 50_000, bill.as_str()).unwrap();
    assert_eq!(purse.waits("b"), Some(Unbound::SettledElsewhere));
}

#[test]
fn what_comes_into_the_account_of_the_province_is_the_offices_that_is_owed_it() {
    let mut purse = Purse::new();
    let bill = purse.raise(3);
    let office = agency("H57.001");
    let told = |key: &str, source: &str, memo: &str| {
        let (agency, source) = (office.clone(), source.into());
        RecordPayment { agency, source, ..coming(key, 24_000, memo, at("2025-07-14T09:30")) }
    };
    // The account of the ward is its own: the office's statement says nothing of it.
    purse.act(&province(), PaymentCommand::from(told("a", "999", bill.as_str()))).unwrap();
    assert_eq!(purse.waits("a"), Some(Unbound::OtherAgency));
    purse.act(&province(), PaymentCommand::from(told("b", "0071001234567", bill.as_str()))).unwrap();
    let payment = purse.memory.payments.last().unwrap();
    assert_eq!((payment.unbound, &payment.agency), (None, &agency(HERE)), "in the books of the ward");
    let stranger = purse.act(&registry(), PaymentCommand::from(told("c", "0071001234567", "x")));
    assert_eq!(stranger, Err(vec!["money.not-told-by-you"]), "the office’s statement is the office’s");
    let desk = PaymentCommand::from(coming("d", 1, "", at("2025-07-14T09:30")));
    assert_eq!(purse.act(&reception(), desk), Err(vec!["dossier.not-your-duty"]));
}

#[test]
fn a_person_binds_what_waits_and_what_is_missing_stays_due() {
    let mut purse = Purse::new();
    let bill = purse.raise(3);
    purse.comes("a", 20_000, "nop tien ban sao").unwrap();
    let bind = |id: &str| BindPayment { id: format!("transfer-{id}"), bill: bill.clone(), reason: why() };
    purse.act(&reception(), PaymentCommand::from(bind("a"))).unwrap();
    assert_eq!(purse.bill().standing(), BillStanding::Due { left_vnd: 4_000 });
    assert_eq!(purse.act(&reception(), PaymentCommand::from(bind("a"))), Err(vec!["money.bound-already"]));
    assert!(purse.memory.receipts.is_empty(), "not paid in full");
    purse.take(purse.taking(4_000)).unwrap();
    assert_eq!(purse.memory.receipts[0].amount_vnd, 24_000);
    purse.comes("b", 24_000, "").unwrap();
    purse.act(&reception(), PaymentCommand::from(bind("b"))).unwrap();
    assert_eq!(
        purse.bill().standing(),
        BillStanding::Over { by_vnd: 24_000 },
        "paid twice: seen and to be given back"
    );
    assert_eq!(purse.memory.receipts.len(), 1);
}

#[test]
fn what_was_asked_for_settles_the_dossier_that_waits_for_it() {
    for by_transfer in [false, true] {
        let mut purse = Purse::with(&[Verb::Accept, Verb::Forward, Verb::AskPayment]);
        assert_eq!(purse.dossier().status(), Status::AwaitingPayment);
        let due = purse.dossier().due_at();
        purse.now = at("2025-07-15T10:00");
        if by_transfer {
            let id = purse.raise(1);
            assert_eq!(purse.bill().amount_vnd, 50_000, "what the officer asked for");
            purse.comes("a", 50_000, id.as_str()).unwrap();
        } else {
            purse.take(TakePayment { units: None, ..purse.taking(50_000) }).unwrap();
        }
        assert_eq!(purse.dossier().status(), Status::InProcess);
        assert!(purse.dossier().due_at() > due, "the waiting is not the office’s");
    }
}

#[test]
fn what_the_tax_office_wants_is_owed_beside_the_fee_and_has_no_receipt_of_ours() {
    let mut purse = Purse::with(&[Verb::Accept, Verb::Forward]);
    let code = purse.dossier().code().clone();
    let of = Some(FeeKind::Land);
    let ask = AskPayment { code, amount_vnd: 1_250_000, of, reason: why() };
    purse.act(&officer(HERE, &Duty::ALL), DossierCommand::from(ask)).unwrap();
    let found = owed(purse.dossier(), &purse.law, &purse.memory.terms, Some(1));
    let told: Vec<(FeeKind, Option<u64>)> = found.iter().map(|one| (one.of, one.full_vnd)).collect();
    assert_eq!(told, [(FeeKind::Charge, Some(8_000)), (FeeKind::Land, Some(1_250_000))]);
    let land = found[1].owed;
    purse.take(TakePayment { units: Some(1), ..purse.taking(8_000) }).unwrap();
    assert_eq!(purse.dossier().status(), Status::AwaitingPayment, "the fee is not the land");
    let bill = reference(77);
    purse.take(TakePayment { owed: land, bill, units: None, ..purse.taking(1_250_000) }).unwrap();
    assert_eq!(purse.dossier().status(), Status::InProcess);
    assert_eq!(purse.memory.receipts.len(), 1);
    let refused = purse.act(&reception(), ReceiptCommand::from(IssueReceipt { bill: reference(77) }));
    assert_eq!(refused, Err(vec!["money.not-our-receipt"]));
}

#[test]
fn taking_nothing_takes_two_people_and_a_ground() {
    let mut purse = Purse::new();
    let bill = purse.raise(3);
    let both = officer(HERE, &Duty::ALL);
    let ask = AskWaiver { bill: bill.clone(), reason: why() };
    purse.act(&both, BillCommand::from(ask.clone())).unwrap();
    assert_eq!(purse.act(&both, BillCommand::from(ask)), Err(vec!["money.waiver-asked"]));
    let approve = ApproveWaiver { bill: bill.clone() };
    assert_eq!(purse.act(&both, BillCommand::from(approve.clone())), Err(vec!["money.second-person"]));
    assert_eq!(
        purse.act(&reception(), BillCommand::from(approve.clone())),
        Err(vec!["dossier.not-your-duty"])
    );
    purse.act(&leader(), BillCommand::from(approve)).unwrap();
    assert_eq!(purse.bill().standing(), BillStanding::Free);
    purse.comes("a", 24_000, bill.as_str()).unwrap();
    assert_eq!(purse.waits("a"), Some(Unbound::NothingOwed));
}
