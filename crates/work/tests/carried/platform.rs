//! Money that comes and goes through the payment platform, however that behaves: once, and never what nobody knows.

use crate::office::{MINUTE, Office, handing_in, officer, round};
use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::command::{Asks, Command};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{AskPayment, DossierCode, Verb, least};
use motcua_core::money::{
    ApproveRefund, AskRefund, BeginOnline, Bill, BillCommand, BillStanding, OnlineEnd, OnlineOrder,
    OnlineReference, OwedFor, PLATFORM, Payment, PaymentCommand, PaymentReference, PaymentWay, RaiseBill,
    SendRefund,
};
use motcua_core::{Halt, Moment};
use motcua_outside::payment_platform::http::HttpPlatform;
use motcua_outside::payment_platform::pretend::{
    PRETEND_PARTNER, PRETEND_SECRET, PlatformManner, PretendPlatform,
};
use motcua_outside::payment_platform::{
    NoticeWrong, PaymentPlatform, PlatformNotice, PlatformRefused, PlatformSays,
};
use motcua_outside::s3::Secret;
use motcua_store::act::{Acting, carry_out_any};
use motcua_store::money;
use motcua_work::platform::{ASKS_AFTER_MS, PlatformQuestions, RefundCarrier};
use motcua_work::runner::{Carrier, Runner};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::task::block_in_place;

const HERE: &str = "H57.101";
const OWED: u64 = 50_000;
const DAY: i64 = 24 * 60 * MINUTE;

struct Paying {
    office: Office,
    pretend: Arc<PretendPlatform>,
    platform: Arc<dyn PaymentPlatform>,
    runner: Arc<Runner>,
    questions: PlatformQuestions,
    code: DossierCode,
    bill: PaymentReference,
}

fn connected(pretend: &PretendPlatform, secret: &str) -> Arc<dyn PaymentPlatform> {
    let patience = Duration::from_secs(5);
    let secret = Secret::new(secret);
    Arc::new(HttpPlatform::new(&pretend.address(), PRETEND_PARTNER, secret, patience).unwrap())
}

impl Paying {
    /// A dossier that waits for 50,000 đồng, and its bill; with this platform.
    fn with(manner: PlatformManner) -> Paying {
        let office = Office::new();
        let collects = AgencyCode::parse("H57").unwrap();
        let clock = office.clock.clone();
        let now = move || Moment(clock.load(Ordering::SeqCst));
        let pretend = PretendPlatform::begin(manner, Arc::new(now)).unwrap();
        let platform = connected(&pretend, PRETEND_SECRET);
        let carrier: Box<dyn Carrier> = Box::new(RefundCarrier { platform: platform.clone() });
        let runner = office.runner_to(carrier);
        let questions = PlatformQuestions::new(office.store.clone(), platform.clone(), collects);
        let mut dossier = office.dossier(&citizen(), handing_in(1));
        let clerk = officer(HERE, &Duty::DESKS);
        for verb in [Verb::Accept, Verb::Forward] {
            dossier = office.dossier(&clerk, least(&office.law, office.now(), &dossier, verb));
        }
        let (code, reason) = (dossier.code().clone(), "phí theo quy định".to_string());
        let ask = AskPayment { code, amount_vnd: OWED, of: None, reason };
        dossier = office.dossier(&clerk, ask);
        let (code, bill) = (dossier.code().clone(), PaymentReference::drawn([7; 8]));
        let raise = RaiseBill { id: bill.clone(), code: code.clone(), owed: OwedFor::Procedure, units: None };
        let paying = Paying { office, pretend, platform, runner, questions, code, bill };
        paying.does(&citizen(), BillCommand::from(raise)).unwrap();
        paying
    }

    fn does(&self, actor: &Actor, command: impl Asks) -> Result<(), Halt> {
        self.carries(actor, command.into_command())
    }

    fn carries(&self, actor: &Actor, command: Command) -> Result<(), Halt> {
        let asking = Acting::of(&self.office.law, actor, self.office.now());
        block_in_place(|| carry_out_any(&self.office.store, &asking, command)).map(drop)
    }

    fn bill(&self) -> Bill {
        self.office.store.read(|rows| money::bill(rows, &self.bill)).unwrap().unwrap()
    }

    fn payments(&self) -> Vec<Payment> {
        self.office.store.read(|rows| money::payments_online_on(rows, self.office.now().day())).unwrap()
    }

    /// What the page does when a person presses: a try, and what the platform says of it. Gives its reference.
    async fn begins(&self) -> String {
        let begin = BeginOnline { id: self.bill.clone(), code: self.code.clone() };
        self.does(&citizen(), BillCommand::from(begin)).unwrap();
        let bill = self.bill();
        let (number, one) = bill.open_try().unwrap();
        let reference = OnlineReference { bill: self.bill.clone(), number };
        let order = OnlineOrder {
            reference: reference.clone(),
            amount_vnd: one.amount_vnd,
            words: format!("HO SO {}", self.code),
            at: one.begun_at,
        };
        let says = match self.platform.create(&order).await {
            Ok(url) => PlatformSays::Open { url: Some(url) },
            Err(PlatformRefused::Never(_)) => PlatformSays::Ended(OnlineEnd::NotTaken),
            Err(PlatformRefused::NoAnswer(_)) => return reference.to_string(),
        };
        self.hears(PlatformNotice { reference: reference.to_string(), says });
        reference.to_string()
    }

    fn hears(&self, notice: PlatformNotice) {
        if let Some(command) = notice.command(&AgencyCode::parse("H57").unwrap()) {
            // What is known already is refused, and heard all the same.
            let _ = self.carries(&Actor::Outside { system: PLATFORM.into() }, command);
        }
    }

    /// Brings what the platform has said so far to the door, so often.
    fn delivers(&self, times: usize) {
        let said = self.pretend.take_notices();
        for _ in 0..times {
            for body in &said {
                self.hears(self.platform.notice(&serde_json::from_str(body).unwrap()).unwrap());
            }
        }
    }

    /// Whatever is due: refunds, questions, what the platform's answers ask for.
    async fn turn(&self) {
        round(&self.runner).await;
        block_in_place(|| {
            while self.runner.answer().unwrap() > 0 {}
            self.questions.round(self.office.now()).unwrap();
            while self.runner.answer().unwrap() > 0 {}
        });
    }

    async fn minutes(&self, minutes: i64) {
        for _ in 0..minutes {
            self.office.later(MINUTE);
            self.turn().await;
        }
    }

    fn must_be_paid_once(&self, manner: PlatformManner) {
        let (bill, payments) = (self.bill(), self.payments());
        assert_eq!(bill.standing(), BillStanding::Paid, "{manner:?}");
        assert_eq!((payments.len(), payments[0].amount_vnd, bill.came_vnd()), (1, OWED, OWED), "{manner:?}");
        assert_eq!(bill.online.last().unwrap().end, Some(OnlineEnd::Paid), "{manner:?}");
        assert_eq!(self.pretend.moved().len(), 1, "{manner:?}");
    }
}

fn citizen() -> Actor {
    Actor::Person { name: "Nguyễn Thị Hòa".into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_here_once_however_the_platform_tells_it() {
    for manner in [
        PlatformManner::Honest,
        PlatformManner::LateAndTwice,
        PlatformManner::AnswersLost,
        PlatformManner::LosesNotices,
        PlatformManner::TakesItBack,
    ] {
        let paying = Paying::with(manner);
        let reference = paying.begins().await;
        assert!(paying.pretend.pay(&reference, OWED), "{manner:?}");
        assert!(!paying.pretend.pay(&reference, OWED), "an order is paid once");
        paying.delivers(100);
        paying.minutes(3).await;
        paying.must_be_paid_once(manner);
        paying.delivers(1);
        paying.office.later(DAY);
        block_in_place(|| paying.questions.day_before(paying.office.now()).unwrap());
        block_in_place(|| while paying.runner.answer().unwrap() > 0 {});
        paying.office.later(-DAY);
        paying.must_be_paid_once(manner);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_that_the_platform_has_never_heard_of_or_that_ended_makes_room_for_another() {
    let paying = Paying::with(PlatformManner::Silent);
    let silent = paying.begins().await;
    paying.minutes(2).await;
    assert!(paying.bill().open_try().is_some(), "unknown is not failed");
    paying.pretend.behave(PlatformManner::Honest);
    assert!(!paying.pretend.break_off(&silent, true), "it never came there");
    paying.minutes(2).await;
    assert_eq!(paying.bill().online[0].end, Some(OnlineEnd::NotTaken));
    for (in_time, end) in [(true, OnlineEnd::Failed), (false, OnlineEnd::Expired)] {
        let reference = paying.begins().await;
        assert!(paying.pretend.break_off(&reference, in_time));
        paying.delivers(2);
        assert_eq!(paying.bill().online.last().unwrap().end, Some(end));
    }
    paying.pretend.behave(PlatformManner::Refuses);
    paying.begins().await;
    assert_eq!(paying.bill().online.last().unwrap().end, Some(OnlineEnd::NotTaken));
    assert_eq!(paying.bill().standing(), BillStanding::Due { left_vnd: OWED });
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_while_it_is_fresh_and_a_page_that_was_lost_is_found_again() {
    let paying = Paying::with(PlatformManner::AnswersLost);
    paying.begins().await;
    assert_eq!(paying.bill().open_try().unwrap().1.url, None, "its answer was lost");
    paying.office.later(ASKS_AFTER_MS);
    paying.turn().await;
    paying.office.later(1);
    // The first question's answer is lost too.
    paying.turn().await;
    paying.turn().await;
    assert!(paying.bill().open_try().unwrap().1.url.is_some(), "{:?}", paying.bill().online);
    assert_eq!(paying.pretend.orders(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_the_list_of_the_day_tells_is_written_down_the_day_after() {
    let paying = Paying::with(PlatformManner::LosesNotices);
    assert!(paying.pretend.pay("dvcH571012511030042", 7_000), "of another system");
    assert!(paying.pretend.pay(paying.bill.as_str(), OWED), "scanned from the bill");
    paying.minutes(3).await;
    assert_eq!(paying.payments().len(), 0);
    paying.office.later(DAY);
    for _ in 0..3 {
        block_in_place(|| paying.questions.day_before(paying.office.now()).unwrap());
        block_in_place(|| while paying.runner.answer().unwrap() > 0 {});
    }
    paying.office.later(-DAY);
    let came: Vec<(u64, bool)> =
        paying.payments().iter().map(|payment| (payment.amount_vnd, payment.bill.is_some())).collect();
    assert_eq!(came.len(), 2);
    assert!(came.contains(&(7_000, false)) && came.contains(&(OWED, true)), "{came:?}");
    assert_eq!(paying.bill().standing(), BillStanding::Paid);
}

#[tokio::test(flavor = "multi_thread")]
async fn less_than_is_owed_pays_nothing_and_a_message_of_somebody_else_is_none() {
    let paying = Paying::with(PlatformManner::Honest);
    let reference = paying.begins().await;
    assert!(paying.pretend.pay(&reference, OWED - 1_000));
    let said = paying.pretend.take_notices();
    let message: serde_json::Value = serde_json::from_str(&said[0]).unwrap();
    let stranger = connected(&paying.pretend, "another secret");
    assert_eq!(stranger.notice(&message), Err(NoticeWrong::NotSigned));
    for (field, value) in [("SoTien", OWED.to_string()), ("MaLoi", "01".into()), ("MaDoiTac", "X".into())] {
        let mut forged = message.clone();
        forged[field] = value.into();
        assert_eq!(paying.platform.notice(&forged), Err(NoticeWrong::NotSigned), "{field}");
    }
    assert_eq!(paying.platform.notice(&serde_json::json!([])), Err(NoticeWrong::Shape("JSON")));
    paying.hears(paying.platform.notice(&message).unwrap());
    assert_eq!(paying.bill().standing(), BillStanding::Due { left_vnd: OWED });
    assert_eq!(paying.payments()[0].bill, None);
    assert_eq!(paying.bill().online[0].end, Some(OnlineEnd::Paid), "it is over, and another can be begun");
}

/// Paid online, with a refund that two people agreed to and that the platform is asked for.
async fn refund(manner: PlatformManner) -> (Paying, String) {
    let paying = Paying::with(PlatformManner::Honest);
    let reference = paying.begins().await;
    assert!(paying.pretend.pay(&reference, OWED));
    paying.delivers(1);
    let id = paying.payments()[0].id.clone();
    let (amount_vnd, to, reason) = (OWED, "người nộp".to_string(), "hồ sơ bị từ chối".to_string());
    let ask = AskRefund { id: id.clone(), amount_vnd, to, reason };
    paying.does(&officer(HERE, &[Duty::Reception]), PaymentCommand::from(ask)).unwrap();
    let Actor::Officer(mut binh) = officer(HERE, &[Duty::Leader]) else { unreachable!() };
    binh.id.0.push('2');
    paying.does(&Actor::Officer(binh), PaymentCommand::from(ApproveRefund { id: id.clone() })).unwrap();
    paying.pretend.behave(manner);
    sends(&paying, &id);
    (paying, id)
}

fn sends(paying: &Paying, id: &str) {
    let send = SendRefund { id: id.into(), way: PaymentWay::Platform, proof: String::new() };
    paying.does(&officer(HERE, &[Duty::Reception]), PaymentCommand::from(send)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn money_goes_back_once_whatever_becomes_of_the_answer() {
    for manner in [PlatformManner::Honest, PlatformManner::LateAndTwice, PlatformManner::AnswersLost] {
        let (paying, id) = refund(manner).await;
        // Pressed again while nobody knows.
        sends(&paying, &id);
        paying.minutes(120).await;
        let payment = &paying.payments()[0];
        assert_eq!((payment.held_vnd(), paying.bill().held_vnd()), (0, 0), "{manner:?}");
        assert_eq!(paying.pretend.moved().len(), 2, "{manner:?}: it went once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_is_refused_says_why_and_one_that_nobody_answers_stays_unknown() {
    let (paying, _) = refund(PlatformManner::Refuses).await;
    paying.minutes(1).await;
    let payment = &paying.payments()[0];
    assert_eq!((payment.refunds[0].refused.as_str(), payment.refunds[0].handed_at), ("account closed", None));
    assert_eq!(payment.held_vnd(), OWED);
    let (paying, id) = refund(PlatformManner::Silent).await;
    paying.minutes(3).await;
    assert!(paying.payments()[0].refunds[0].handed_at.is_some(), "unknown is not failed");
    paying.pretend.behave(PlatformManner::Honest);
    sends(&paying, &id);
    paying.minutes(120).await;
    assert_eq!(paying.payments()[0].held_vnd(), 0);
    assert_eq!(paying.pretend.moved().len(), 2);
}
