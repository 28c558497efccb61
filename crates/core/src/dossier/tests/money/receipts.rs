//! Refunds, receipts and their books, prices, the end of a day; and whatever comes in whatever order.

use super::*;

#[test]
fn money_goes_back_by_two_people_and_its_receipt_holds_no_longer() {
    let mut purse = Purse::new();
    purse.take(purse.taking(24_000)).unwrap();
    let payment = purse.memory.payments[0].id.clone();
    let ask =
        |vnd| AskRefund { id: payment.clone(), amount_vnd: vnd, to: "tại quầy".into(), reason: why() };
    let both = officer(HERE, &Duty::ALL);
    assert_eq!(purse.act(&both, PaymentCommand::from(ask(24_001))), Err(vec!["money.refund-amount"]));
    purse.act(&both, PaymentCommand::from(ask(24_000))).unwrap();
    assert_eq!(purse.act(&both, PaymentCommand::from(ask(1))), Err(vec!["money.refund-open"]));
    let approve = ApproveRefund { id: payment.clone() };
    assert_eq!(purse.act(&both, PaymentCommand::from(approve.clone())), Err(vec!["money.second-person"]));
    let send = SendRefund { id: payment.clone(), way: PaymentWay::Transfer, proof: "phiếu chi 7".into() };
    assert_eq!(purse.act(&both, PaymentCommand::from(send.clone())), Err(vec!["money.not-approved"]));
    purse.act(&leader(), PaymentCommand::from(approve)).unwrap();
    purse.act(&reception(), PaymentCommand::from(send.clone())).unwrap();
    assert_eq!(purse.act(&reception(), PaymentCommand::from(send)), Err(vec!["money.no-refund"]));
    assert!(purse.bill().is_refunded() && purse.bill().receipt.is_none());
    assert!(purse.memory.receipts[0].voided.is_some());
    assert_eq!(purse.bill().standing(), BillStanding::Paid, "what was paid once is not due again");
    assert_eq!(purse.memory.payments[0].held_vnd(), 0);
}

#[test]
fn a_wrong_receipt_keeps_its_number_and_another_one_names_it() {
    let mut purse = Purse::new();
    purse.take(purse.taking(24_000)).unwrap();
    let id = purse.memory.receipts[0].id.clone();
    let void = VoidReceipt { id: id.clone(), reason: why(), again: true, payer: "Trần Văn Hưng".into() };
    purse.act(&reception(), ReceiptCommand::from(void.clone())).unwrap();
    assert_eq!(purse.act(&reception(), ReceiptCommand::from(void)), Err(vec!["money.voided-already"]));
    let [first, second] = &purse.memory.receipts[..] else { panic!("two receipts") };
    assert!(first.voided.is_some() && second.voided.is_none());
    assert_eq!((first.number, second.number, second.payer.as_str()), (1, 2, "Trần Văn Hưng"));
    assert_eq!(second.replaces.as_ref(), Some(&id));
    assert_eq!(purse.bill().receipt.as_ref(), Some(&second.id));
}

#[test]
fn without_a_receipt_book_money_is_taken_and_its_receipt_given_later() {
    let mut purse = Purse::new();
    let (until, id) = (purse.now.day(), "book".to_string());
    purse.act(&province(), TermCommand::from(EndTerm { id, last_day: until, reason: why() })).unwrap();
    purse.now = at("2025-07-15T09:00");
    purse.take(purse.taking(24_000)).unwrap();
    let bill = purse.bill().id.clone();
    assert!(purse.memory.receipts.is_empty());
    let issue = || ReceiptCommand::from(IssueReceipt { bill: bill.clone() });
    assert_eq!(purse.act(&reception(), issue()), Err(vec!["money.no-receipt-book"]));
    purse.set("next", book("25TAB", 100, 100)).unwrap();
    purse.act(&reception(), issue()).unwrap();
    assert_eq!(purse.memory.receipts[0].number, 100, "a range begins where it begins");
    assert_eq!(purse.act(&reception(), issue()), Err(vec!["money.receipted-already"]));
}

#[test]
fn a_receipt_book_is_of_its_year_its_numbers_are_given_out_once_and_the_next_book_follows() {
    let mut purse = Purse::new();
    for (says, refused) in [
        (book("25TAA", 3, 9), "money.receipt-range-taken"),
        (book("25TAA", 0, 9), "money.receipt-range"),
        (book("25TAA", 9, 8), "money.receipt-range"),
        (book("25TAA", 4, 100_000_000), "money.receipt-range"),
    ] {
        assert_eq!(purse.set("x", says), Err(vec![refused]));
    }
    let there = SetTerm {
        id: "there".into(),
        agency: agency(THERE),
        says: book("25TAA", 2, 2),
        from: purse.now.day(),
        reason: why(),
    };
    assert_eq!(
        purse.act(&province(), TermCommand::from(there.clone())),
        Err(vec!["money.receipt-range-taken"])
    );
    assert_eq!(purse.act(&leader(), TermCommand::from(there)), Err(vec!["money.not-your-terms"]));
    // Used up, the next book follows; without one the receipt stays owed.
    purse.take(purse.taking(24_000)).unwrap();
    let again = |purse: &Purse| {
        let id = purse.bill().receipt.clone().expect("a receipt");
        ReceiptCommand::from(VoidReceipt { id, reason: why(), again: true, payer: String::new() })
    };
    for _ in 2..=3 {
        let command = again(&purse);
        purse.act(&reception(), command).unwrap();
    }
    let command = again(&purse);
    assert_eq!(purse.act(&reception(), command.clone()), Err(vec!["money.no-receipt-book"]));
    purse.set("more", book("25TAB", 7, 9)).unwrap();
    purse.act(&reception(), command).unwrap();
    let given: Vec<(&str, u32)> =
        purse.memory.receipts.iter().map(|receipt| (receipt.sign.as_str(), receipt.number)).collect();
    assert_eq!(given, [("25TAA", 1), ("25TAA", 2), ("25TAA", 3), ("25TAB", 7)]);

    // The last minute of a year takes from its book; the first of the next has none yet.
    let mut purse = Purse::new();
    purse.now = at("2025-12-31T23:59");
    purse.take(purse.taking(24_000)).unwrap();
    assert_eq!(purse.memory.receipts.len(), 1);
    let void = VoidReceipt {
        id: purse.memory.receipts[0].id.clone(),
        reason: why(),
        again: true,
        payer: String::new(),
    };
    purse.now = at("2026-01-01T00:00");
    assert_eq!(
        purse.act(&reception(), ReceiptCommand::from(void.clone())),
        Err(vec!["money.no-receipt-book"])
    );
    purse.set("next", book("26TAA", 1, 9)).unwrap();
    purse.act(&reception(), ReceiptCommand::from(void)).unwrap();
    let last = purse.memory.receipts.last().unwrap();
    assert_eq!((last.sign.as_str(), last.number), ("26TAA", 1));
}

#[test]
fn what_the_province_sets_goes_before_the_catalogue_from_its_day_on() {
    let mut purse = Purse::new();
    let price = |vnd, case: Option<&str>, online| {
        let procedure = "p".into();
        let (case, law) = (case.map(Into::into), "Nghị quyết 12".to_string());
        let (of, unit) = (FeeKind::Fee, crate::catalogue::FeeUnit::Dossier);
        TermSays::Price(Price { procedure, case, online, of, unit, vnd, law })
    };
    let amount = |purse: &Purse| {
        let found = owed(purse.dossier(), &purse.law, &purse.memory.terms, Some(3));
        found.first().and_then(|one| one.full_vnd)
    };
    assert_eq!(amount(&purse), Some(24_000));
    purse.set("a", price(20_000, None, None)).unwrap();
    assert_eq!(amount(&purse), Some(20_000));
    purse.set("b", price(10_000, None, Some(true))).unwrap();
    assert_eq!(amount(&purse), Some(10_000), "handed in online");
    purse.set("c", price(0, Some("near"), None)).unwrap();
    assert_eq!(amount(&purse), None, "nothing is taken in this case");
    assert_eq!(purse.set("d", price(1, Some("moon"), None)), Err(vec!["money.no-such-case"]));
    let early = SetTerm {
        id: "e".into(),
        agency: agency(HERE),
        says: price(1, None, None),
        from: purse.now.day().plus(-1),
        reason: why(),
    };
    assert_eq!(purse.act(&province(), TermCommand::from(early)), Err(vec!["money.term-in-the-past"]));
}

#[test]
fn a_missing_five_thousand_is_found_at_the_end_of_the_day_and_kept_with_its_reason() {
    let mut purse = Purse::new();
    purse.take(purse.taking(24_000)).unwrap();
    let close = |cash_vnd, explained: &str| {
        let (day, explained) = (at("2025-07-14T17:00").day(), explained.to_string());
        ClosingCommand::from(CloseTill { day, cash_vnd, card_vnd: 0, explained })
    };
    assert_eq!(purse.act(&reception(), close(19_000, "")), Err(vec!["dossier.reason-missing"]));
    purse.act(&reception(), close(19_000, "thối nhầm tiền lẻ")).unwrap();
    let closing = &purse.memory.closings[0];
    assert_eq!((closing.difference_vnd(), closing.differs()), (-5_000, true));
    assert_eq!(closing.counted[0].sum.vnd, 24_000);
    assert_eq!(purse.act(&reception(), close(24_000, "")), Err(vec!["money.till-closed-already"]));
    let Actor::Officer(clerk) = reception() else { unreachable!() };
    let id = closing_id(&clerk.id, &clerk.agency, purse.now.day());
    let confirm = || ClosingCommand::from(ConfirmTill { id: id.clone(), note: String::new() });
    assert_eq!(purse.act(&reception(), confirm()), Err(vec!["dossier.not-your-duty"]));
    purse.act(&leader(), confirm()).unwrap();
    assert_eq!(purse.act(&leader(), confirm()), Err(vec!["money.confirmed-already"]));
    // Nothing is taken for a day that is closed.
    let another = TakePayment { owed: OwedFor::Asked { at: purse.now }, ..purse.taking(1) };
    assert_eq!(purse.take(another), Err(vec!["money.till-closed"]));
}

#[test]
fn what_is_given_back_in_cash_is_missing_in_no_till() {
    let mut purse = Purse::new();
    purse.take(purse.taking(24_000)).unwrap();
    let id = purse.memory.payments[0].id.clone();
    let ask = AskRefund { id: id.clone(), amount_vnd: 8_000, to: "tại quầy".into(), reason: why() };
    purse.act(&reception(), PaymentCommand::from(ask)).unwrap();
    purse.act(&leader(), PaymentCommand::from(ApproveRefund { id: id.clone() })).unwrap();
    let send = |way| PaymentCommand::from(SendRefund { id: id.clone(), way, proof: "phiếu chi 7".into() });
    assert_eq!(purse.act(&reception(), send(PaymentWay::Card)), Err(vec!["money.refund-way"]));
    purse.act(&reception(), send(PaymentWay::Cash)).unwrap();
    let day = purse.now.day();
    let close = CloseTill { day, cash_vnd: 16_000, card_vnd: 0, explained: String::new() };
    purse.act(&reception(), ClosingCommand::from(close)).unwrap();
    assert!(!purse.memory.closings[0].differs());
    let ask = AskRefund { id: id.clone(), amount_vnd: 8_000, to: "tại quầy".into(), reason: why() };
    purse.act(&reception(), PaymentCommand::from(ask)).unwrap();
    purse.act(&leader(), PaymentCommand::from(ApproveRefund { id: id.clone() })).unwrap();
    assert_eq!(purse.act(&reception(), send(PaymentWay::Cash)), Err(vec!["money.till-closed"]));
    purse.act(&reception(), send(PaymentWay::Transfer)).unwrap();
}

#[test]
fn no_source_takes_the_name_of_anothers_money() {
    let mut purse = Purse::new();
    purse.take(TakePayment { payment: "FT1".into(), ..purse.taking(24_000) }).unwrap();
    purse.comes("FT1", 24_000, "").unwrap();
    let ids: Vec<&str> = purse.memory.payments.iter().map(|payment| payment.id.as_str()).collect();
    assert_eq!(ids, ["cash-FT1", "transfer-FT1"]);
}

#[test]
fn a_bill_that_was_wrong_is_cancelled_and_another_one_takes_its_place() {
    let mut purse = Purse::new();
    let wrong = purse.raise(3);
    let again = RaiseBill {
        id: reference(50),
        code: purse.dossier().code().clone(),
        owed: OwedFor::Procedure,
        units: Some(2),
    };
    assert_eq!(purse.act(&citizen(), BillCommand::from(again.clone())), Err(vec!["money.bill-there"]));
    let cancel = CancelBill { bill: wrong.clone(), reason: why() };
    purse.act(&reception(), BillCommand::from(cancel)).unwrap();
    purse.act(&citizen(), BillCommand::from(again)).unwrap();
    purse.comes("a", 24_000, wrong.as_str()).unwrap();
    assert_eq!(purse.waits("a"), Some(Unbound::NothingOwed), "for the one that was cancelled");
    purse.comes("b", 16_000, reference(50).as_str()).unwrap();
    assert_eq!(purse.waits("b"), None);
}

/// Whatever comes in whatever order, any of it several times: a bill has at most one receipt that holds, money that came
/// is bound or waits, the sums agree, and a bill that was paid once is never due again.
#[test]
fn in_any_order_of_what_is_told_and_told_again_the_sums_agree() {
    motcua_property::holds(200, motcua_property::collection::vec(0_u8..12, 1..40), |steps| {
        let mut purse = Purse::new();
        let bill = purse.raise(3);
        let words = bill.to_string();
        let mut was_settled = false;
        for (at, step) in steps.iter().enumerate() {
            purse.now = purse.now.plus_ms(60_000);
            let name = format!("FT{}", step % 4);
            let last = purse.memory.payments.last().map(|payment| payment.id.clone()).unwrap_or_default();
            let _ = match step {
                0..=3 => purse.comes(&name, 24_000, &words),
                4 => purse.comes(&format!("x{at}"), 20_000, &words),
                5 => purse.comes(&format!("y{at}"), 30_000, "khong co ma"),
                6 => purse.take(purse.taking(purse.bill().left_vnd())),
                7 => {
                    let bind = BindPayment { id: last, bill: bill.clone(), reason: why() };
                    purse.act(&reception(), PaymentCommand::from(bind))
                }
                8 => {
                    let ask =
                        AskRefund { id: last, amount_vnd: 1_000, to: "tại quầy".into(), reason: why() };
                    purse.act(&reception(), PaymentCommand::from(ask))
                }
                9 => purse.act(&leader(), PaymentCommand::from(ApproveRefund { id: last })),
                10 => {
                    let send =
                        SendRefund { id: last, way: PaymentWay::Transfer, proof: "phiếu chi".into() };
                    purse.act(&reception(), PaymentCommand::from(send))
                }
                _ => purse.act(&reception(), ReceiptCommand::from(IssueReceipt { bill: bill.clone() })),
            };
            let holding = purse.memory.receipts.iter().filter(|receipt| receipt.voided.is_none());
            let holding: Vec<&str> = holding.map(|receipt| receipt.id.as_str()).collect();
            assert!(holding.len() <= 1, "{holding:?}");
            assert_eq!(holding.first().copied(), purse.bill().receipt.as_deref());
            let bound: u64 = purse
                .memory
                .payments
                .iter()
                .filter(|payment| payment.bill.as_ref() == Some(&bill))
                .map(crate::money::Payment::held_vnd)
                .sum();
            assert_eq!(purse.bill().held_vnd(), bound, "what the bill holds is what its payments hold");
            assert!(!was_settled || purse.bill().is_settled(), "a final state never moves back");
            was_settled = purse.bill().is_settled();
            let numbers: Vec<u32> = purse.memory.receipts.iter().map(|receipt| receipt.number).collect();
            let counted: Vec<u32> = (1..).take(numbers.len()).collect();
            assert_eq!(numbers, counted, "no number is left out");
        }
    });
}

#[test]
fn the_seal_comes_behind_a_receipt_once_and_by_nobody_but_the_server() {
    let mut purse = Purse::new();
    purse.take(purse.taking(24_000)).unwrap();
    let id = purse.memory.receipts[0].id.clone();
    let sealing = |name: &str| SignReceipt { id: id.clone(), file: super::super::registry::pdf(name) };
    for actor in [citizen(), reception(), leader(), province(), platform()] {
        let refused = purse.act(&actor, ReceiptCommand::from(sealing("a.pdf")));
        assert_eq!(refused, Err(vec!["money.not-yours-to-sign"]));
    }
    purse.act(&Actor::Clock, ReceiptCommand::from(sealing("a.pdf"))).unwrap();
    let again = purse.act(&Actor::Clock, ReceiptCommand::from(sealing("b.pdf")));
    assert_eq!(again, Err(vec!["money.signed-already"]));
    assert_eq!(purse.memory.receipts[0].file.as_ref().unwrap().name, "a.pdf");
    // It is voided without a change of its bytes; the one that takes its place has none yet.
    let void = VoidReceipt { id: id.clone(), reason: why(), again: true, payer: String::new() };
    purse.act(&reception(), ReceiptCommand::from(void)).unwrap();
    assert!(purse.memory.receipts[0].voided.is_some() && purse.memory.receipts[0].file.is_some());
    assert_eq!(purse.memory.receipts[1].file, None);
}
