//! Every act has a page that says what it does, keeps what was typed, and is
//! carried out once.

use crate::office::{BIRTH, CORRECTION, Office, PAGE_BYTES_MAX};
use motcua_core::dossier::{DossierCode, Status, Verb, Verb::*};

pub type Fields = &'static [(&'static str, &'static str)];

/// An act, the acts that bring a dossier there, who does it, a form that is right
/// and one that is wrong with the words that must come back.
pub struct Case {
    pub verb: Verb,
    before: &'static [Verb],
    pub who: &'static str,
    pub right: Fields,
    pub wrong: Option<(Fields, &'static str)>,
    becomes: Status,
}

const REASON: Fields = &[("reason", "Không thuộc thẩm quyền của phường")];
const SHORT: Option<(Fields, &str)> = Some((&[("reason", "ừ")], "ừ"));

pub const CASES: [Case; 20] = [
    Case { verb: Accept, before: &[], who: "quay", right: &[], wrong: None, becomes: Status::Accepted },
    Case {
        verb: RejectAtIntake,
        before: &[],
        who: "quay",
        right: REASON,
        wrong: SHORT,
        becomes: Status::RejectedAtIntake,
    },
    Case {
        verb: Forward,
        before: &[Accept],
        who: "quay",
        right: &[("to_officer", "thuly"), ("note", "Đã đối chiếu bản chính")],
        wrong: Some((&[("to_officer", "lanhdao"), ("note", "Đã đối chiếu")], "Đã đối chiếu")),
        becomes: Status::InProcess,
    },
    Case {
        verb: HandBack,
        before: &[Accept, Forward],
        who: "thuly",
        right: REASON,
        wrong: SHORT,
        becomes: Status::InProcess,
    },
    Case {
        verb: AskSupplement,
        before: &[Accept],
        who: "quay",
        right: &[
            ("mark", "paper:giay-chung-sinh"),
            ("why.paper:giay-chung-sinh", "Bản chụp mờ, cần chụp lại"),
            ("items", ""),
            ("complete", "1"),
        ],
        wrong: Some((&[("why.paper:giay-chung-sinh", ""), ("items", "ừ")], "ừ")),
        becomes: Status::AwaitingSupplement,
    },
    Case {
        verb: Supplement,
        before: &[Accept, AskSupplement],
        who: "quay",
        right: &[
            ("handed.giay-chung-sinh", "1"),
            ("originals.giay-chung-sinh", "1"),
            ("note", "Đã mang đến"),
        ],
        wrong: Some((&[("handed.other", "1"), ("originals.other", "hai"), ("note", "Gửi kèm")], "Gửi kèm")),
        becomes: Status::InProcess,
    },
    Case {
        verb: AskPayment,
        before: &[Accept, Forward],
        who: "thuly",
        right: &[("amount_vnd", "75.000"), ("reason", "Lệ phí bản sao")],
        wrong: Some((&[("amount_vnd", "nhiều"), ("reason", "Lệ phí bản sao")], "nhiều")),
        becomes: Status::AwaitingPayment,
    },
    Case {
        verb: SettlePayment,
        before: &[Accept, Forward, AskPayment],
        who: "quay",
        right: &[("proof", "Biên lai 0012345")],
        wrong: Some((&[("proof", "ừ")], "ừ")),
        becomes: Status::InProcess,
    },
    Case {
        verb: Withdraw,
        before: &[Accept],
        who: "quay",
        right: REASON,
        wrong: SHORT,
        becomes: Status::Withdrawn,
    },
    Case {
        verb: Stop,
        before: &[Accept, Forward],
        who: "thuly",
        right: REASON,
        wrong: SHORT,
        becomes: Status::Stopped,
    },
    Case {
        verb: Reopen,
        before: &[Accept, Forward, Stop],
        who: "lanhdao",
        right: REASON,
        wrong: SHORT,
        becomes: Status::InProcess,
    },
    Case {
        verb: FindCase,
        before: &[Accept, Forward],
        who: "thuly",
        right: &[("case", "verification"), ("reason", "Cần xác minh nơi sinh")],
        wrong: Some((&[("case", ""), ("reason", "Cần xác minh nơi sinh")], "Cần xác minh nơi sinh")),
        becomes: Status::InProcess,
    },
    Case {
        verb: AskOpinion,
        before: &[Accept, Forward],
        who: "thuly",
        right: &[
            ("of", "H57.102"),
            ("many", "2"),
            ("unit", "working_days"),
            ("question", "Trẻ đã đăng ký chưa?"),
        ],
        wrong: Some((
            &[("of", "H57.102"), ("many", "hai"), ("unit", "working_days"), ("question", "Đã đăng ký chưa?")],
            "Đã đăng ký chưa?",
        )),
        becomes: Status::InProcess,
    },
    Case {
        verb: GiveOpinion,
        before: &[Accept, Forward, AskOpinion],
        who: "thulyxakhac",
        right: &[("number", "1"), ("answer", "Chưa đăng ký ở phường chúng tôi")],
        wrong: Some((&[("number", "1"), ("answer", "ừ")], "ừ")),
        becomes: Status::InProcess,
    },
    Case {
        verb: RecordReply,
        before: &[Accept, Forward, Forward],
        who: "thuly",
        right: &[("word", "done"), ("text", "CV 12/VPĐK ngày 14/7: đã trích lục")],
        wrong: Some((&[("word", "refused"), ("text", "ừ")], "ừ")),
        becomes: Status::InProcess,
    },
    Case {
        verb: Extend,
        before: &[Accept, FindCase],
        who: "lanhdao",
        right: &[
            ("to.day", "31"),
            ("to.month", "07"),
            ("to.year", "2025"),
            ("to.time", "16:30"),
            ("at_fault", "H57.101"),
            ("told", "phone"),
            ("reason", "Chờ xác minh tại nơi sinh"),
        ],
        wrong: Some((
            &[
                ("to.day", "14"),
                ("to.month", "07"),
                ("to.year", "2025"),
                ("to.time", "16:30"),
                ("at_fault", "H57.101"),
                ("told", "phone"),
                ("reason", "Chờ xác minh tại nơi sinh"),
            ],
            "Chờ xác minh tại nơi sinh",
        )),
        becomes: Status::Accepted,
    },
    Case {
        verb: Decide,
        before: &[Accept, Forward, Forward],
        who: "lanhdao",
        right: &[("outcome", "refused"), ("reason", "Trẻ đã được đăng ký nơi khác")],
        wrong: Some((&[("outcome", "refused"), ("reason", "ừ")], "ừ")),
        becomes: Status::InProcess,
    },
    Case {
        verb: Issue,
        before: &[Accept, Forward, Forward, Decide],
        who: "vanthu",
        right: &[
            ("number", "125/QĐ-UBND"),
            ("book", "Sổ văn bản đi 2025"),
            ("day.day", "14"),
            ("day.month", "7"),
            ("day.year", "2025"),
        ],
        wrong: Some((
            &[
                ("number", "125/QĐ-UBND"),
                ("book", ""),
                ("day.day", "14"),
                ("day.month", "7"),
                ("day.year", "2025"),
            ],
            "125/QĐ-UBND",
        )),
        becomes: Status::Completed,
    },
    Case {
        verb: AnnounceEarly,
        before: &[Accept, Forward, Forward, Decide, Issue],
        who: "quay",
        right: &[("told", "phone"), ("note", "Chiều mai đến lấy")],
        wrong: Some((&[("told", "bồ câu"), ("note", "Chiều mai đến lấy")], "Chiều mai đến lấy")),
        becomes: Status::Completed,
    },
    Case {
        verb: ReturnResult,
        before: &[Accept, Forward, Forward, Decide, Issue],
        who: "quay",
        right: &[("how", "counter")],
        wrong: Some((&[("how", "bồ câu")], "Bằng cách nào")),
        becomes: Status::Returned,
    },
];

pub fn address(code: &impl std::fmt::Display, verb: Verb) -> String {
    format!("/officer/dossiers/{code}/{}", verb.as_str())
}

pub fn with<'a>(fields: &[(&'a str, &'a str)], seq: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut all = fields.to_vec();
    all.extend([("seq", seq), ("key", key)]);
    all
}

#[test]
fn every_verb_has_its_case() {
    // The first two have tests of their own in `clock.rs`: they need another calendar and
    // another catalogue. Of shares that lie beside each other all is in `beside.rs`.
    let elsewhere = [MoveDue, RecordSilence, ReturnShare, TakeBackShare];
    let here = Verb::ALL.into_iter().filter(|verb| !elsewhere.contains(verb));
    assert_eq!(CASES.map(|case| case.verb).to_vec(), here.collect::<Vec<_>>());
}

/// A dossier that stands where this act can be done.
pub async fn brought(office: &Office, case: &Case) -> DossierCode {
    let (procedure, of) = match case.verb {
        FindCase | Extend | AnnounceEarly => (CORRECTION, "change"),
        // The land registry, which has no accounts here, has a share in it.
        RecordReply => ("dat-dai-dinh-chinh-giay-chung-nhan-lan-dau", "default"),
        _ => (BIRTH, "on-time"),
    };
    let code = office.submitted_of(procedure, of, "Nguyễn Thị Hoa").await;
    office.carry_on(&code, case.before).await;
    code
}

#[tokio::test]
async fn every_act_says_what_is_at_stake_keeps_what_was_typed_and_happens_once() {
    let office = Office::open().await;
    for case in CASES {
        let verb = case.verb.as_str();
        let code = brought(&office, &case).await;
        let path = address(&code, case.verb);
        let mut browser = office.browser(case.who).await;

        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{verb}: {}", page.text());
        assert!(page.says(&code.to_string()) && page.says("Nguyễn Thị Hoa"), "{verb}");
        assert!(page.body.len() <= PAGE_BYTES_MAX, "{verb}");
        let seq = page.value_of("seq").unwrap().to_string();
        let key = page.value_of("key").unwrap().to_string();
        let before = office.events(&code);

        if let Some((wrong, kept)) = case.wrong {
            let again = browser.post(&path, &with(wrong, &seq, &key)).await;
            assert_eq!(again.status, 422, "{verb}: {}", again.text());
            assert!(again.says("<title>Lỗi: "), "{verb}");
            assert!(again.says("error-summary") && again.says("class=\"error\""), "{verb}");
            assert!(again.says(kept) || case.verb == ReturnResult, "{verb}");
            assert_eq!(again.value_of("seq"), Some(seq.as_str()), "{verb}");
            assert_eq!(office.events(&code), before, "{verb} was refused");
        }

        for _ in 0..2 {
            let done = browser.post(&path, &with(case.right, &seq, &key)).await;
            assert_eq!(done.location(), format!("/officer/dossiers/{code}?done={verb}"));
            assert_eq!(office.events(&code), before + 1, "{verb} happens once");
        }
        assert_eq!(office.now(&code).status(), case.becomes, "{verb}");
        assert_eq!(browser.get(&format!("/officer/dossiers/{code}?done={verb}")).await.status, 200);

        // Whoever still has the old page is told, and nothing more is written.
        let old = browser.post(&path, &with(case.right, &seq, &"a".repeat(32))).await;
        assert_eq!(old.status, 409, "{verb}: {}", old.text());
        assert!(old.says("Hồ sơ đã thay đổi"), "{verb}");
        assert_eq!(office.events(&code), before + 1, "{verb}");
    }
}

#[tokio::test]
async fn an_act_is_closed_to_other_duties_and_unknown_to_other_agencies() {
    let office = Office::open().await;
    // Who has no part in it: the registry, and for what the registry does, the case officer.
    let mut registry = office.browser("vanthu").await;
    let mut case_officer = office.browser("thuly").await;
    let mut elsewhere = office.browser("xakhac").await;
    for case in CASES {
        let verb = case.verb.as_str();
        let code = brought(&office, &case).await;
        let path = address(&code, case.verb);
        let (seq, key) = (office.now(&code).seq.to_string(), "b".repeat(32));
        let form = with(case.right, &seq, &key);
        let before = office.events(&code);

        let closed_to = if case.verb == Issue { &mut case_officer } else { &mut registry };
        assert_eq!(closed_to.get(&path).await.status, 403, "{verb}");
        assert_eq!(closed_to.post(&path, &form).await.status, 403, "{verb}");

        // An agency that was asked sees the dossier.
        let asked = case.verb == GiveOpinion;
        let foreign = elsewhere.get(&path).await;
        let unknown = elsewhere.get(&address(&"H57.101-250714-9999", case.verb)).await;
        assert_eq!((foreign.status, unknown.status), (if asked { 403 } else { 404 }, 404), "{verb}");
        assert_eq!(elsewhere.post(&path, &form).await.status, foreign.status, "{verb}");
        assert_eq!(office.events(&code), before, "{verb}");
    }
}

#[tokio::test]
async fn an_act_out_of_order_is_a_conflict_and_an_unknown_one_is_not_found() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let mut browser = office.browser("quay").await;
    assert_eq!(browser.get(&address(&code, ReturnResult)).await.status, 409);
    assert_eq!(browser.get(&format!("/officer/dossiers/{code}/burn")).await.status, 404);
    // Forms without the hidden part were not made by us.
    assert_eq!(browser.post(&address(&code, Accept), &[]).await.status, 400);
    assert_eq!(browser.post(&address(&code, Accept), &[("seq", "1"), ("key", "short")]).await.status, 400);
}

#[tokio::test]
async fn of_two_officers_at_once_one_wins_and_the_other_sees_what_happened() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let (mut one, mut two) = (office.browser("quay").await, office.browser("quay2").await);
    let (accept, reject) = (address(&code, Accept), address(&code, RejectAtIntake));
    let first = one.get(&accept).await;
    let second = two.get(&reject).await;
    let (seq, one_key) = (first.value_of("seq").unwrap(), first.value_of("key").unwrap());
    let two_key = second.value_of("key").unwrap();
    let why = [("reason", "Không thuộc thẩm quyền của phường")];
    let (accepting, rejecting) = (with(&[], seq, one_key), with(&why, seq, two_key));
    let (first, second) = tokio::join!(one.post(&accept, &accepting), two.post(&reject, &rejecting));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(office.events(&code), 2);
    if second.status == 409 {
        assert!(second.says("Tiếp nhận hồ sơ") && second.says("Cán bộ quay,"), "{}", second.main());
        assert!(second.says("Không thuộc thẩm quyền của phường"), "what was typed is not lost");
    }
}

#[tokio::test]
async fn an_overtaken_form_that_is_still_possible_can_be_sent_again() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Accept, Forward]).await;
    let mut browser = office.browser("thuly").await;
    let path = address(&code, AskSupplement);
    let page = browser.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap().to_string(), page.value_of("key").unwrap().to_string());
    office.carry_out(&code, AskPayment).await;
    office.kit.set_clock("2025-07-14T10:00");
    let mut reception = office.browser("quay").await;
    let settle = reception.get(&address(&code, SettlePayment)).await;
    let settled =
        with(&[("proof", "Biên lai 7")], settle.value_of("seq").unwrap(), settle.value_of("key").unwrap());
    reception.post(&address(&code, SettlePayment), &settled).await.location();

    let typed = [("items", "Thiếu văn bản ủy quyền"), ("complete", "1")];
    let again = browser.post(&path, &with(&typed, &seq, &key)).await;
    assert_eq!(again.status, 409);
    assert!(again.says("Thiếu văn bản ủy quyền") && again.says("Biên lai 7"));
    let (new_seq, new_key) = (again.value_of("seq").unwrap(), again.value_of("key").unwrap());
    assert_ne!((new_seq, new_key), (seq.as_str(), key.as_str()));
    browser.post(&path, &with(&typed, new_seq, new_key)).await.location();
    assert_eq!(office.now(&code).status(), Status::AwaitingSupplement);
}

#[tokio::test]
async fn a_key_never_answers_for_another_act() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let other = office.submitted("Trần Văn Bình").await;
    let mut browser = office.browser("quay").await;
    let key = "c".repeat(32);
    browser.post(&address(&code, Accept), &with(&[], "1", &key)).await.location();
    let reused = browser.post(&address(&other, Accept), &with(&[], "1", &key)).await;
    assert_eq!(reused.status, 422);
    assert_eq!(office.events(&other), 1);
}
