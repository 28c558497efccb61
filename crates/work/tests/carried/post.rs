//! Results that go by post: ordered once however often that is asked, followed in whatever way the post tells it.

use crate::office::{MINUTE, Office, handing_in, officer, round};
use motcua_core::Moment;
use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{
    Dossier, DossierCode, FollowParcel, ParcelNews, ParcelState, PostAddress, PostResult, ResultStage, State,
    Submit, Verb, WantedReturn, least,
};
use motcua_outside::post::PostOffice;
use motcua_outside::post::pretend::{PostManner, PretendPost};
use motcua_store::{dossier, result_out};
use motcua_work::post::PostQuestions;
use motcua_work::runner::Runner;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use tokio::task::block_in_place;

const STEP: i64 = 60 * MINUTE;

struct Posting {
    office: Office,
    post: Arc<PretendPost>,
    runner: Arc<Runner>,
    questions: PostQuestions,
    code: DossierCode,
}

impl Posting {
    /// A result that was handed to this post, which has not been told yet.
    fn with(manner: PostManner) -> Posting {
        let office = Office::new();
        let clock = office.clock.clone();
        let now = Arc::new(move || Moment(clock.load(Ordering::SeqCst)));
        let post = PretendPost::new(manner, STEP, now);
        let runner = office.post_runner(post.clone());
        let asked: Arc<dyn PostOffice> = post.clone();
        let questions = PostQuestions { store: office.store.clone(), post: asked, last: Mutex::default() };
        let code = posted(&office, 1, "");
        Posting { office, post, runner, questions, code }
    }

    fn dossier(&self) -> Dossier {
        self.office.store.read(|rows| dossier::by_code(rows, &self.code)).unwrap().unwrap()
    }

    fn state(&self) -> ParcelState {
        self.dossier().parcel().unwrap().state
    }

    /// Whatever is due: orders, what the post says, what that asks for.
    async fn turn(&self) {
        round(&self.runner).await;
        block_in_place(|| {
            while self.runner.answer().unwrap() > 0 {}
            self.questions.round().unwrap();
            while self.runner.answer().unwrap() > 0 {}
        });
    }

    /// So many hours, one after the other.
    async fn hours(&self, hours: usize) {
        for _ in 0..hours {
            self.office.later(STEP);
            self.turn().await;
        }
    }
}

/// The result of one more dossier, handed to the post with this number.
fn posted(office: &Office, nth: u8, order: &str) -> DossierCode {
    let address = PostAddress {
        receiver: "Nguyễn Thị Hòa".into(),
        phone: "0905123456".into(),
        commune: UnitCode::parse("19753").unwrap(),
        detail: "12 Lê Lợi".into(),
    };
    let citizen = Actor::Person { name: "Nguyễn Thị Hòa".into() };
    let wanted = WantedReturn::Post(address);
    let mut dossier = office.dossier(&citizen, Submit { wanted, ..handing_in(nth) });
    let clerk = officer("H57.101", &Duty::DESKS);
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide, Verb::Issue] {
        dossier = office.dossier(&clerk, least(&office.law, office.now(), &dossier, verb));
    }
    let code = dossier.code().clone();
    office.dossier(&clerk, PostResult { code: code.clone(), order: order.into() });
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn several_results_in_one_envelope_are_all_returned() {
    let posting = Posting::with(PostManner::Honest);
    posting.turn().await;
    let order = posting.dossier().parcel().unwrap().order.clone();
    let other = posted(&posting.office, 2, &order);
    posting.hours(6).await;
    let other = posting.office.store.read(|rows| dossier::by_code(rows, &other)).unwrap().unwrap();
    for one in [posting.dossier(), other] {
        assert!(matches!(one.state, State::Returned { .. }), "{}: {:?}", one.code(), one.result_out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_post_delivers_is_returned_however_it_tells_it() {
    for manner in [PostManner::Honest, PostManner::Muddled] {
        let posting = Posting::with(manner);
        posting.turn().await;
        assert_eq!(posting.state(), ParcelState::Ordered, "{manner:?}");
        let ordered = posting.office.now();
        posting.hours(6).await;
        let State::Returned { at, .. } = posting.dossier().state else { panic!("{manner:?}: not returned") };
        assert_eq!(at, ordered.plus_ms(3 * STEP), "{manner:?}: when it happened, not when it was told");
        let events = posting.dossier().seq;
        posting.hours(3).await;
        assert_eq!(posting.dossier().seq, events, "{manner:?}: nothing comes after the end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_answer_was_lost_is_made_once() {
    let posting = Posting::with(PostManner::AnswersLost);
    posting.turn().await;
    assert_eq!((posting.state(), posting.post.orders()), (ParcelState::HandedOver, 1));
    posting.hours(6).await;
    assert_eq!(posting.post.orders(), 1);
    assert!(matches!(posting.dossier().state, State::Returned { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_order_is_made_of_a_parcel_whose_number_an_officer_has_from_the_post_itself() {
    let posting = Posting::with(PostManner::Honest);
    let (code, news) =
        (posting.code.clone(), ParcelNews { state: ParcelState::Taken, at: posting.office.now() });
    let typed = FollowParcel { code, parcel: 1, order: "TAY1".into(), news };
    posting.office.dossier(&officer("H57.101", &Duty::DESKS), typed);
    posting.turn().await;
    assert_eq!(posting.post.orders(), 0);
    assert_eq!(posting.dossier().parcel().unwrap().order, "TAY1");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_is_kept_where_an_officer_said_more_while_the_posts_answer_was_under_way() {
    let posting = Posting::with(PostManner::AnswersLost);
    round(&posting.runner).await;
    posting.office.later(STEP);
    let (code, news) =
        (posting.code.clone(), ParcelNews { state: ParcelState::Failed, at: posting.office.now() });
    let said = FollowParcel { code, parcel: 1, order: String::new(), news };
    posting.office.dossier(&officer("H57.101", &Duty::DESKS), said);
    posting.hours(1).await;
    assert_eq!(posting.post.orders(), 1);
    let parcel = posting.dossier().parcel().unwrap().clone();
    assert!(!parcel.order.is_empty(), "{parcel:?}");
    posting.hours(5).await;
    assert!(matches!(posting.dossier().state, State::Returned { .. }), "and it is followed by it");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_was_given_up_is_said_to_be_none() {
    let posting = Posting::with(PostManner::Silent);
    posting.turn().await;
    assert_eq!(posting.state(), ParcelState::HandedOver, "no answer is no refusal");
    for _ in 0..12 {
        posting.hours(1).await;
        posting.office.later(30 * STEP);
    }
    posting.turn().await;
    assert_eq!((posting.state(), posting.post.orders()), (ParcelState::NotOrdered, 0));
    assert!(posting.dossier().must_be_here_to_go().is_ok(), "it can be handed to the post again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_silent_says_nothing_of_a_parcel_and_is_asked_again() {
    let posting = Posting::with(PostManner::Honest);
    posting.turn().await;
    posting.post.behave(PostManner::Silent);
    posting.hours(3).await;
    assert_eq!(posting.state(), ParcelState::Ordered, "no news is no failure");
    posting.post.behave(PostManner::Honest);
    posting.hours(1).await;
    assert!(matches!(posting.dossier().state, State::Returned { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_lost_or_brought_back_is_on_the_list_of_the_reception() {
    for (manner, state) in [
        (PostManner::Refuses, ParcelState::NotOrdered),
        (PostManner::Loses, ParcelState::Lost),
        (PostManner::SendsBack, ParcelState::SentBack),
    ] {
        let posting = Posting::with(manner);
        posting.turn().await;
        posting.hours(5).await;
        assert_eq!(posting.state(), state, "{manner:?}");
        let here = &posting.dossier().submission.receiving;
        let trouble = posting
            .office
            .store
            .read(|rows| result_out::of_stage(rows, here, ResultStage::PostTrouble, 5))
            .unwrap();
        assert_eq!(trouble.len(), 1, "{manner:?}");
    }
}
