//! Paying on the platform, whatever it says, however often and in whatever order; and money that goes back through it.

use super::*;
use crate::money::{
    BeginOnline, Difference, HearOnline, HearRefund, OnlineEnd, OnlineReference, OnlineSaid, PlatformLine,
    PlatformLineKind, PlatformRefund, RefundSaid, WithdrawRefund, reconcile,
};

impl Purse {
    /// With the platform connected; it collects for the whole province.
    fn online() -> Purse {
        let mut purse = Purse::new();
        purse.law.policy.pays_online_to = Some(agency("H57.001"));
        purse
    }

    fn begin(&mut self, id: &PaymentReference) -> Result<(), Vec<&'static str>> {
        let command = BeginOnline { id: id.clone(), code: self.dossier().code().clone() };
        self.act(&citizen(), BillCommand::from(command))
    }

    fn hear(
        &mut self,
        id: &PaymentReference,
        number: u32,
        said: OnlineSaid,
    ) -> Result<(), Vec<&'static str>> {
        self.act(&platform(), BillCommand::from(HearOnline { id: id.clone(), number, said }))
    }

    fn told(&mut self, key: &str, memo: &str, amount_vnd: u64) -> Result<(), Vec<&'static str>> {
        let agency = agency("H57.001");
        let command =
            RecordPayment { agency, way: PaymentWay::Platform, ..coming(key, amount_vnd, memo, self.now) };
        self.act(&platform(), PaymentCommand::from(command))
    }
}

fn try_of(id: &PaymentReference, number: u32) -> String {
    OnlineReference { bill: id.clone(), number }.to_string()
}

fn offered() -> OnlineSaid {
    OnlineSaid::Offered { url: "https://bank/pay/1".into() }
}

#[test]
fn a_person_pays_online_and_has_the_receipt_when_the_platform_says_so() {
    let mut purse = Purse::online();
    let id = purse.raise(3);
    purse.begin(&id).unwrap();
    assert_eq!(purse.begin(&id), Err(vec!["money.online-open"]), "two open ones can both be paid");
    purse.hear(&id, 1, offered()).unwrap();
    assert_eq!(purse.bill().open_try().unwrap().1.url.as_deref(), Some("https://bank/pay/1"));
    purse.told("T1", &try_of(&id, 1), 24_000).unwrap();
    assert_eq!((purse.bill().standing(), purse.waits("T1")), (BillStanding::Paid, None));
    assert_eq!(purse.memory.payments[0].agency, agency(HERE), "in the books of whoever is owed it");
    assert_eq!(purse.bill().online[0].end, Some(OnlineEnd::Paid));
    assert_eq!(purse.memory.receipts.len(), 1);
    for _ in 0..100 {
        assert_eq!(purse.told("T1", &try_of(&id, 1), 24_000), Err(vec!["money.payment-there"]));
    }
    for end in OnlineEnd::ALL {
        assert!(purse.hear(&id, 1, OnlineSaid::Ended(end)).is_err(), "{end:?} behind “paid” changes nothing");
    }
    assert_eq!(purse.begin(&id), Err(vec!["money.paid-already"]));
    assert_eq!((purse.memory.receipts.len(), purse.memory.payments.len()), (1, 1));
}

#[test]
fn a_go_that_ended_is_followed_by_another_and_money_for_the_first_still_counts() {
    for end in [OnlineEnd::NotTaken, OnlineEnd::Failed, OnlineEnd::Expired] {
        let mut purse = Purse::online();
        let id = purse.raise(3);
        purse.begin(&id).unwrap();
        purse.hear(&id, 1, OnlineSaid::Ended(end)).unwrap();
        assert_eq!(purse.hear(&id, 1, offered()), Err(vec!["money.online-ended"]));
        assert_eq!(purse.hear(&id, 2, offered()), Err(vec!["money.online-unknown"]));
        purse.begin(&id).unwrap();
        // “failed” was wrong: the money is here, whatever was said before.
        purse.told("T1", &try_of(&id, 1), 24_000).unwrap();
        assert_eq!(purse.bill().standing(), BillStanding::Paid, "{end:?}");
        assert_eq!(purse.bill().online[0].end, Some(OnlineEnd::Paid));
        purse.told("T2", &try_of(&id, 2), 24_000).unwrap();
        assert_eq!(purse.waits("T2"), Some(Unbound::PaidAlready), "paid twice, a person decides");
        assert_eq!(purse.bill().open_try(), None);
        assert_eq!(purse.memory.receipts.len(), 1);
    }
}

#[test]
fn a_wrong_sum_pays_nothing_and_another_sum_of_the_same_money_is_kept_beside_it() {
    let mut purse = Purse::online();
    let id = purse.raise(3);
    purse.begin(&id).unwrap();
    purse.told("T1", &try_of(&id, 1), 23_000).unwrap();
    assert_eq!(purse.waits("T1"), Some(Unbound::TooLittle));
    assert_eq!(purse.bill().standing(), BillStanding::Due { left_vnd: 24_000 });
    assert_eq!(purse.bill().open_try(), None, "the person can go on");
    purse.told("T1", &try_of(&id, 1), 24_000).unwrap();
    assert_eq!(purse.memory.payments[0].amount_vnd, 23_000, "what was written down first stays");
    assert_eq!(purse.memory.payments[0].told_otherwise_vnd, [24_000]);
    assert_eq!(purse.told("T1", &try_of(&id, 1), 24_000), Err(vec!["money.payment-there"]), "once");
    assert_eq!(purse.bill().standing(), BillStanding::Due { left_vnd: 24_000 });
    purse.told("T2", "dvcH571012511030042", 24_000).unwrap();
    assert_eq!(purse.waits("T2"), Some(Unbound::NoReference));
    purse.told("T3", id.as_str(), 24_000).unwrap();
    assert_eq!(purse.waits("T3"), None, "scanned from the bill itself");
}

#[test]
fn only_the_platform_says_what_became_of_it_and_only_where_one_is_connected() {
    let mut purse = Purse::new();
    let id = purse.raise(3);
    assert_eq!(purse.begin(&id), Err(vec!["money.no-platform"]));
    let mut purse = Purse::online();
    let id = purse.raise(3);
    let mut other = BeginOnline { id: id.clone(), code: purse.dossier().code().clone() };
    other.id = reference(77);
    assert_eq!(purse.act(&citizen(), BillCommand::from(other)), Err(vec!["money.bill-unknown"]));
    purse.begin(&id).unwrap();
    for actor in [citizen(), reception(), leader(), Actor::Outside { system: "post".into() }, Actor::Clock] {
        let hear = HearOnline { id: id.clone(), number: 1, said: OnlineSaid::Ended(OnlineEnd::Failed) };
        assert_eq!(purse.act(&actor, BillCommand::from(hear)), Err(vec!["money.not-told-by-you"]));
        let record =
            RecordPayment { way: PaymentWay::Platform, ..coming("T1", 24_000, id.as_str(), purse.now) };
        assert_eq!(purse.act(&actor, PaymentCommand::from(record)), Err(vec!["money.not-told-by-you"]));
    }
    for url in ["javascript:alert(1)", "", "https://a\nb", "ftp://x"] {
        let said = OnlineSaid::Offered { url: url.into() };
        assert_eq!(purse.hear(&id, 1, said), Err(vec!["money.online-address"]), "{url}");
    }
    assert_eq!(purse.hear(&id, 1, OnlineSaid::Ended(OnlineEnd::Paid)), Err(vec!["money.online-unknown"]));
    assert_eq!(purse.hear(&id, 0, offered()), Err(vec!["money.online-unknown"]));
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    match count {
        0 => vec![Vec::new()],
        _ => {
            let shorter = orders(count - 1);
            let put = |rest: &Vec<usize>, at: usize| {
                let mut one = rest.clone();
                one.insert(at, count - 1);
                one
            };
            shorter.iter().flat_map(|rest| (0..count).map(|at| put(rest, at)).collect::<Vec<_>>()).collect()
        }
    }
}

#[test]
fn in_whatever_order_it_is_told_a_bill_has_one_receipt_and_no_dong_is_lost() {
    for order in orders(6) {
        let mut purse = Purse::online();
        let id = purse.raise(3);
        purse.begin(&id).unwrap();
        for step in &order {
            // What is refused is told again and is no other for it.
            let _ = match step {
                0 => purse.hear(&id, 1, offered()),
                1 => purse.hear(&id, 1, OnlineSaid::Ended(OnlineEnd::Failed)),
                2 => purse.told("T1", &try_of(&id, 1), 24_000),
                3 => purse.told("T1", &try_of(&id, 1), 24_000),
                4 => purse.told("T2", &try_of(&id, 1), 24_000),
                _ => purse.comes("FT1", 1_000, id.as_str()),
            };
        }
        let came: u64 = purse.memory.payments.iter().map(|payment| payment.amount_vnd).sum();
        assert_eq!(came, 49_000, "{order:?}");
        let bound = purse.memory.payments.iter().filter(|payment| payment.bill.is_some());
        let bound: u64 = bound.map(|payment| payment.amount_vnd).sum();
        assert_eq!((bound, purse.bill().came_vnd()), (24_000, 24_000), "{order:?}");
        let receipts: u64 = purse.memory.receipts.iter().map(|receipt| receipt.amount_vnd).sum();
        assert_eq!((purse.memory.receipts.len(), receipts), (1, 24_000), "{order:?}");
        assert_eq!(purse.bill().online[0].end, Some(OnlineEnd::Paid), "{order:?}");
    }
}

/// Paid online, and a leader has agreed to give all of it back.
fn going_back() -> (Purse, String) {
    let mut purse = Purse::online();
    let id = purse.raise(3);
    purse.begin(&id).unwrap();
    purse.told("T1", &try_of(&id, 1), 24_000).unwrap();
    let payment = purse.memory.payments[0].id.clone();
    let ask =
        AskRefund { id: payment.clone(), amount_vnd: 24_000, to: "người nộp".into(), reason: why() };
    purse.act(&reception(), PaymentCommand::from(ask)).unwrap();
    purse.act(&leader(), PaymentCommand::from(ApproveRefund { id: payment.clone() })).unwrap();
    (purse, payment)
}

fn sending(id: &str, way: PaymentWay) -> PaymentCommand {
    SendRefund { id: id.into(), way, proof: "FT9".into() }.into()
}

fn heard(id: &str, order: u32, said: RefundSaid) -> PaymentCommand {
    HearRefund { id: id.into(), refund: 1, order, said }.into()
}

fn sent() -> RefundSaid {
    RefundSaid::Sent { number: "RF1".into() }
}

#[test]
fn a_refund_goes_through_the_platform_once_and_is_sent_when_it_says_so() {
    let (mut purse, id) = going_back();
    let asked = PaymentCommand::into_command(sending(&id, PaymentWay::Platform));
    let changes = asked.carry_out(&purse.law, &mut purse.memory, &reception(), purse.now).unwrap();
    let told: Vec<PlatformRefund> =
        changes.tell.iter().map(|tell| serde_json::from_str(&tell.data).unwrap()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].payment.as_str(), told[0].order, told[0].amount_vnd), (&*id, 1, 24_000));
    purse.act(&reception(), sending(&id, PaymentWay::Platform)).unwrap();
    assert_eq!(purse.bill().held_vnd(), 24_000, "unknown is not sent");
    // Nobody sends it a second time by another way meanwhile, or says that it stays.
    for way in [PaymentWay::Cash, PaymentWay::Transfer] {
        assert_eq!(purse.act(&reception(), sending(&id, way)), Err(vec!["money.refund-handed"]));
    }
    let withdraw = WithdrawRefund { id: id.clone(), reason: why() };
    assert_eq!(purse.act(&leader(), PaymentCommand::from(withdraw)), Err(vec!["money.refund-handed"]));
    purse.act(&reception(), sending(&id, PaymentWay::Platform)).unwrap();
    assert_eq!(purse.memory.payments[0].refunds[0].orders, 1, "asked again, it is the same order");
    assert_eq!(purse.act(&leader(), heard(&id, 1, sent())), Err(vec!["money.not-told-by-you"]));
    assert_eq!(purse.act(&platform(), heard(&id, 2, sent())), Err(vec!["money.no-refund"]));
    purse.act(&platform(), heard(&id, 1, sent())).unwrap();
    assert_eq!((purse.memory.payments[0].held_vnd(), purse.bill().held_vnd()), (0, 0));
    assert!(purse.memory.receipts[0].voided.is_some(), "its receipt holds no longer");
    for said in [sent(), RefundSaid::Refused { why: "x".into() }] {
        assert_eq!(purse.act(&platform(), heard(&id, 1, said)), Err(vec!["money.no-refund"]));
    }
}

#[test]
fn a_refund_that_the_platform_refuses_goes_another_way_or_by_another_order() {
    let (mut purse, id) = going_back();
    let refused = RefundSaid::Refused { why: "tài khoản đã đóng".into() };
    purse.act(&reception(), sending(&id, PaymentWay::Platform)).unwrap();
    purse.act(&platform(), heard(&id, 1, refused.clone())).unwrap();
    assert_eq!(purse.memory.payments[0].refunds[0].refused, "tài khoản đã đóng");
    purse.act(&reception(), sending(&id, PaymentWay::Platform)).unwrap();
    assert_eq!(purse.memory.payments[0].refunds[0].orders, 2, "another order");
    assert_eq!(purse.act(&platform(), heard(&id, 1, sent())), Err(vec!["money.no-refund"]), "the old one");
    purse.act(&platform(), heard(&id, 2, refused)).unwrap();
    purse.act(&reception(), sending(&id, PaymentWay::Transfer)).unwrap();
    assert_eq!(purse.memory.payments[0].held_vnd(), 0);
    // What came at the counter goes back at the counter.
    let mut cash = Purse::online();
    cash.take(cash.taking(24_000)).unwrap();
    let id = cash.memory.payments[0].id.clone();
    let ask = AskRefund { id: id.clone(), amount_vnd: 1_000, to: "người nộp".into(), reason: why() };
    cash.act(&reception(), PaymentCommand::from(ask)).unwrap();
    cash.act(&leader(), PaymentCommand::from(ApproveRefund { id: id.clone() })).unwrap();
    assert_eq!(cash.act(&reception(), sending(&id, PaymentWay::Platform)), Err(vec!["money.refund-way"]));
}

#[test]
fn a_day_of_the_platform_is_compared_and_each_difference_named() {
    let (mut purse, id) = going_back();
    purse.told("T2", "khong ro", 5_000).unwrap();
    purse.told("T3", "khong ro", 6_000).unwrap();
    purse.act(&reception(), sending(&id, PaymentWay::Platform)).unwrap();
    purse.act(&platform(), heard(&id, 1, sent())).unwrap();
    let line = |kind, transaction: &str, amount_vnd| PlatformLine {
        kind,
        reference: String::new(),
        transaction: transaction.into(),
        amount_vnd,
        at: purse.now,
    };
    use PlatformLineKind::{Came, WentBack};
    let agreed = [
        line(Came, "T1", 24_000),
        line(Came, "T2", 5_000),
        line(Came, "T3", 6_000),
        line(WentBack, "T1", 24_000),
    ];
    let found = reconcile(&agreed, &purse.memory.payments, &[]);
    assert_eq!((found.agree, found.there_vnd, found.here_vnd), (3, 35_000, 35_000));
    assert_eq!(found.differences, []);
    let other = [
        line(Came, "T1", 24_000),
        line(Came, "T2", 4_000),
        line(Came, "T-4", 9_000),
        line(WentBack, "T9", 7),
    ];
    let found = reconcile(&other, &purse.memory.payments, &[]);
    let want = [
        ("platform-T2", Difference::OtherSum { there_vnd: 4_000, here_vnd: 5_000 }),
        ("platform-T3", Difference::NotThere { here_vnd: 6_000 }),
        ("platform-T-4", Difference::NotHere { there_vnd: 9_000 }),
        ("platform-T1", Difference::WentBack { there_vnd: 0, here_vnd: 24_000 }),
        ("platform-T9", Difference::WentBack { there_vnd: 7, here_vnd: 0 }),
    ];
    assert_eq!(found.differences, want.map(|(id, difference)| (id.to_string(), difference)));
}

#[test]
fn two_numbers_of_the_platform_never_have_one_name() {
    let names = ["A1", "A.1", "A-1", "A_1", "A 1", "A_2e1", "Ậ1", "!!!", ""].map(crate::money::platform_key);
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
    assert!(
        names.iter().flat_map(|name| name.bytes()).all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    );
}

#[test]
fn what_waits_is_in_the_books_of_whoever_is_owed_what_it_was_meant_for() {
    let mut purse = Purse::online();
    let id = purse.raise(3);
    purse.begin(&id).unwrap();
    purse.take(TakePayment { units: None, ..purse.taking(24_000) }).unwrap();
    purse.told("T1", &try_of(&id, 1), 24_000).unwrap();
    purse.told("T2", "khong ro", 24_000).unwrap();
    let of = |key: &str| {
        let found = purse.memory.payments.iter().find(|payment| payment.id.ends_with(key)).unwrap();
        (found.agency.to_string(), found.unbound, found.meant.clone())
    };
    assert_eq!(of("T1"), (HERE.to_string(), Some(Unbound::PaidAlready), Some(id.clone())));
    assert_eq!(of("T2"), ("H57.001".to_string(), Some(Unbound::NoReference), None));
}
