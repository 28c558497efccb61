//! The pages of the clock: who waits for whom, outages and moved days off, what was
//! not acknowledged, what silence means, and who had a dossier for how long.

use crate::kit::{Kit, moment};
use crate::office::{BIRTH, CORRECTION, HERE, Office};
use motcua_books::Books;
use motcua_core::act::{Actor, Officer};
use motcua_core::calendar::{ClockRules, WorkingCalendar};
use motcua_core::catalogue::{Catalogue, Duty};
use motcua_core::dossier::{Status, Verb, Verb::*};
use motcua_core::law::Policy;
use motcua_edge::act::act;
use motcua_edge::app::Server;
use motcua_edge::secret::receipt_secret;

const KEY: &str = "0123456789abcdef0123456789abcdef";

const PROVINCE: &str = "H57";

fn catalogue(folder: &str) -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue").join(folder);
    let mut files: Vec<(String, String)> = std::fs::read_dir(root)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "toml"))
        .map(|entry| {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn as_text(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// The calendar with Wednesday 16 July 2025 off and Saturday 26 July worked instead.
pub fn moved_calendar() -> WorkingCalendar {
    let mut files = catalogue("calendars");
    files.retain(|(name, _)| !name.ends_with("hours.toml"));
    let year = files.iter_mut().find(|(name, _)| name.ends_with("2025.toml")).unwrap();
    year.1.push_str(
        "\n[[day]]\ndate = \"2025-07-16\"\nname = \"Nghỉ hoán đổi\"\nname_en = \"Swapped\"\nkind = \"swap_off\"\n\
         partner = \"2025-07-26\"\ntrust = \"verified\"\n[[day]]\ndate = \"2025-07-26\"\nname = \"Làm bù\"\n\
         name_en = \"Made up\"\nkind = \"swap_worked\"\npartner = \"2025-07-16\"\ntrust = \"verified\"\n",
    );
    WorkingCalendar::read(&as_text(&files)).unwrap()
}

#[tokio::test]
async fn an_asked_agency_finds_the_question_in_its_list_and_answers_it() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept, Forward, AskOpinion]).await;
    let mut asked = office.browser("thulyxakhac").await;
    let work = asked.get("/officer/work").await;
    assert!(work.says("Cơ quan khác hỏi ý kiến") && work.says(&code.to_string()), "{}", work.main());
    let mut reception = office.browser("xakhac").await;
    assert!(!reception.get("/officer/work").await.says("Cơ quan khác hỏi ý kiến"));

    let dossier = asked.get(&format!("/officer/dossiers/{code}")).await;
    assert_eq!(dossier.status, 200);
    assert!(dossier.says("Đang chạy, chờ ý kiến của"), "{}", dossier.main());
    let path = format!("/officer/dossiers/{code}/give_opinion");
    let page = asked.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    let form = [("number", "1"), ("answer", "Chưa đăng ký tại phường"), ("seq", seq), ("key", key)];
    asked.post(&path, &form).await.location();
    assert!(!asked.get("/officer/work").await.says("Cơ quan khác hỏi ý kiến"));
    assert_eq!(office.now(&code).opinions_awaited().count(), 0);
}

#[tokio::test]
async fn what_was_sent_online_and_not_acknowledged_stands_out() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    // Sent on Monday at 09:00: eight working hours end on Tuesday at 09:30.
    for (now, late) in [("2025-07-15T09:30", false), ("2025-07-15T09:31", true)] {
        office.kit.set_clock(now);
        let mut browser = office.browser("quay").await;
        let work = browser.get("/officer/work?desk=reception&part=accept").await;
        assert_eq!(work.says("Chậm tiếp nhận"), late, "{now}: {}", work.main());
        assert_eq!(work.says("<span class=\"overdue\">quá hạn 1</span>"), late, "{now}");
        let tracked = office.kit.browser().get(&format!("/track?code={code}")).await;
        assert_eq!(tracked.says("Chậm tiếp nhận"), late, "{now}");
    }
    let metrics = office.kit.browser().get("/metrics").await;
    assert!(metrics.says("motcua_dossiers_unacknowledged 1"), "{}", metrics.text());
}

#[tokio::test]
async fn everybody_sees_which_desk_had_it_for_how_long_and_nobody_sees_who() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept, Forward, AskOpinion]).await;
    // Asked for a working day: late from Tuesday at 17:00 on.
    office.kit.set_clock("2025-07-16T10:00");
    let page = office.kit.browser().get(&format!("/track?code={code}")).await;
    for words in [
        "Ai đã giữ hồ sơ bao lâu",
        "Thụ lý, ",
        "Chờ ý kiến của",
        "đang giữ",
        "Mỗi cơ quan",
        "Ngày hẹn được tính thế nào",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(page.says("quá phần được giao 2 giờ 30 phút"), "the asked agency's: {}", page.main());
    for name in ["Nguyễn Thị Hoa", "Cán bộ quay", "Cán bộ thuly"] {
        assert!(!page.says(name), "{name}");
    }
    let english = office.kit.browser().get(&format!("/track?code={code}&lang=en")).await;
    assert!(english.says("Who had the dossier for how long"), "{}", english.main());
}

#[tokio::test]
async fn an_outage_is_recorded_shown_with_what_it_strikes_and_carried_once() {
    let office = Office::open().await;
    let mut codes = Vec::new();
    for name in ["Nguyễn Thị Hoa", "Trần Văn Bình"] {
        let code = office.submitted_of(CORRECTION, "change", name).await;
        office.carry_on(&code, &[Accept]).await;
        codes.push(code);
    }
    let today = office.submitted_of(BIRTH, "on-time", "Lê Văn Nay").await;
    office.carry_on(&today, &[Accept]).await;
    office.kit.set_clock("2025-07-16T08:00");
    let mut clerk = office.browser("thuly").await;
    assert_eq!(clerk.get("/officer/outages/new").await.status, 403);
    let mut leader = office.browser("lanhdao").await;
    let form = leader.get("/officer/outages/new").await;
    let id = form.value_of("id").unwrap().to_string();
    let typed = [
        ("id", id.as_str()),
        ("cause", "outage"),
        ("agency", HERE),
        ("from.day", "15"),
        ("from.month", "7"),
        ("from.year", "2025"),
        ("from.time", "07:30"),
        ("until.day", "15"),
        ("until.month", "7"),
        ("until.year", "2025"),
        ("until.time", "17h"),
        ("reason", "Mất điện cả phường"),
    ];
    let mut wrong = typed.to_vec();
    wrong[8].1 = "14";
    let refused = leader.post("/officer/outages/new", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Mất điện cả phường") && refused.says("class=\"error\""), "{}", refused.main());
    for _ in 0..2 {
        let done = leader.post("/officer/outages/new", &typed).await;
        assert_eq!(done.location(), format!("/officer/outages/{id}"));
    }
    let path = format!("/officer/outages/{id}");
    let preview = leader.get(&path).await;
    assert!(preview.says(&codes[0].to_string()) && preview.says(&codes[1].to_string()));
    assert!(!preview.says(&today.to_string()), "it was due before");
    assert!(preview.says("17:00 thứ Sáu, 18/07/2025"), "{}", preview.main());
    assert_eq!(office.now(&codes[0]).due_at(), Some(moment("2025-07-17T17:00")), "nothing moved yet");
    for moved in [2, 0] {
        assert_eq!(leader.post(&path, &[]).await.location(), format!("{path}?moved={moved}"));
    }
    for code in &codes {
        assert_eq!(office.now(code).due_at(), Some(moment("2025-07-18T17:00")));
        assert_eq!(office.events(code), 3, "moved once");
    }
    let page = leader.get(&format!("/officer/dossiers/{}", codes[0])).await;
    assert!(page.says("Dời ngày hẹn") && page.says("Mất điện cả phường"), "{}", page.main());
    assert!(
        page.says("không tính 1 ngày làm việc, nên ngày hẹn là 17:00 thứ Sáu, 18/07/2025"),
        "{}",
        page.main()
    );
    assert!(leader.get("/officer/outages").await.says("Mất điện cả phường"));
    assert!(leader.get(&path).await.says("Không còn hồ sơ nào"));

    // It was a mistake: taken back with a reason, and the dates move back as they moved.
    let void = format!("{path}/void");
    assert!(leader.get(&path).await.says(&void) && !clerk.get(&path).await.says(&void));
    assert_eq!((leader.get(&void).await.status, clerk.get(&void).await.status), (200, 403));
    assert_eq!(clerk.post(&void, &[("key", KEY), ("reason", "Không mất điện")]).await.status, 403);
    let refused = leader.post(&void, &[("key", KEY), ("reason", "")]).await;
    assert!(refused.status == 422 && refused.says("class=\"error\""), "{}", refused.main());
    let voiding = [("key", KEY), ("reason", "Chỉ mất điện ở phường bên")];
    for _ in 0..2 {
        assert_eq!(leader.post(&void, &voiding).await.location(), path, "pressed twice is once");
    }
    let preview = leader.get(&path).await;
    assert!(preview.says("Chỉ mất điện ở phường bên") && !preview.says(&void), "{}", preview.main());
    assert!(preview.says("17:00 thứ Năm, 17/07/2025"), "{}", preview.main());
    assert_eq!(office.now(&codes[0]).due_at(), Some(moment("2025-07-18T17:00")), "nothing moved yet");
    assert_eq!(
        leader
            .post(&void, &[("key", "0123456789abcdef0123456789abcde2"), ("reason", "Lần nữa")])
            .await
            .status,
        409
    );
    for moved in [2, 0] {
        assert_eq!(leader.post(&path, &[]).await.location(), format!("{path}?moved={moved}"));
    }
    assert_eq!(office.now(&codes[0]).due_at(), Some(moment("2025-07-17T17:00")));
    let page = leader.get(&format!("/officer/dossiers/{}", codes[0])).await;
    assert!(page.says("Bản ghi sự cố bị hủy"), "{}", page.main());
    assert!(page.says("Mất điện cả phường: Chỉ mất điện ở phường bên"), "{}", page.main());
    assert!(leader.get("/officer/outages").await.says("đã hủy"));
}

#[tokio::test]
async fn a_dossier_that_is_accepted_after_an_outage_was_recorded_is_promised_with_it() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    let mut leader = office.browser("lanhdao").await;
    let form = leader.get("/officer/outages/new").await;
    let id = form.value_of("id").unwrap().to_string();
    // Each half-day by itself loses nothing; together they lose Wednesday.
    for (id, from, until) in
        [(id.as_str(), "07:30", "09:30"), (&id.replace(char::is_alphabetic, "0"), "13:30", "15:30")]
    {
        let typed = [
            ("id", id),
            ("cause", "outage"),
            ("agency", HERE),
            ("from.day", "16"),
            ("from.month", "7"),
            ("from.year", "2025"),
            ("from.time", from),
            ("until.day", "16"),
            ("until.month", "7"),
            ("until.year", "2025"),
            ("until.time", until),
            ("reason", "Nâng cấp hệ thống"),
        ];
        assert_eq!(leader.post("/officer/outages/new", &typed).await.status, 303);
    }
    let mut desk = office.browser("quay").await;
    let page = desk.get(&format!("/officer/dossiers/{code}/accept")).await;
    assert!(page.says("18/07/2025"), "the form says the date that the act will give: {}", page.main());
    // So does whoever only expects it: the person who looks, and the counter's screen.
    let tracked = office.kit.browser().get(&format!("/track?code={code}")).await;
    assert!(tracked.says("18/07/2025"), "{}", tracked.main());
    let secret = receipt_secret(&office.kit.app.receipt_key, office.now(&code).id);
    let asked = axum::http::Request::get(format!("/api/v1/dossiers/{code}")).header("x-receipt-key", secret);
    let told = office.kit.browser().send(asked.body(axum::body::Body::empty()).unwrap()).await;
    assert!(told.says("2025-07-18T17:00:00+07:00"), "{}", told.text());
    let counter = desk.get(&format!("/officer/receive?procedure={CORRECTION}")).await;
    assert!(counter.says("18/07/2025"), "{}", counter.main());
    office.carry_on(&code, &[Accept]).await;
    assert_eq!(office.now(&code).due_at(), Some(moment("2025-07-18T17:00")));
    let page = desk.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Ngày hẹn có tính") && page.says("Nâng cấp hệ thống"), "{}", page.main());
}

#[tokio::test]
async fn when_the_state_moves_a_day_off_a_leader_sees_what_changes_and_moves_it_once() {
    let office = Office::of(Kit::with("2025-07-14T09:00", Policy::default(), |_| {})).await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    assert_eq!(office.now(&code).due_at(), Some(moment("2025-07-17T17:00")));
    let mut leader = office.browser("lanhdao").await;
    assert!(leader.get("/officer/calendar").await.says("đều khớp với lịch đang dùng"));

    // The server starts again with the new calendar.
    let office = office.again(|server| server.in_force.edit().calendar = moved_calendar());
    let mut leader = office.browser("lanhdao").await;
    let preview = leader.get("/officer/calendar").await;
    assert!(
        preview.says(&code.to_string()) && preview.says("17:00 thứ Sáu, 18/07/2025"),
        "{}",
        preview.main()
    );
    let page = leader.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Lịch làm việc đã thay đổi sau khi hẹn"), "{}", page.main());
    assert!(page.says("/move_due\""), "{}", page.main());
    let mut clerk = office.browser("thuly").await;
    assert!(!clerk.get("/officer/calendar").await.says(&code.to_string()), "a clerk answers for no date");
    assert_eq!(leader.post("/officer/calendar", &[("decision", "")]).await.status, 422);
    for moved in [1, 0] {
        let done = leader.post("/officer/calendar", &[("decision", "Công điện 99/CĐ-TTg")]).await;
        assert_eq!(done.location(), format!("/officer/calendar?moved={moved}"));
    }
    assert_eq!(office.now(&code).due_at(), Some(moment("2025-07-18T17:00")));
    let tracked = leader.get(&format!("/officer/dossiers/{code}")).await;
    assert!(
        tracked.says("Công điện 99/CĐ-TTg") && tracked.says("Lịch làm việc thay đổi"),
        "{}",
        tracked.main()
    );
}

#[tokio::test]
async fn one_dossier_is_moved_by_its_own_page_too() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    let office = office.again(|server| server.in_force.edit().calendar = moved_calendar());
    let mut leader = office.browser("lanhdao").await;
    let path = format!("/officer/dossiers/{code}/move_due");
    let page = leader.get(&path).await;
    assert!(page.says("17:00 thứ Sáu, 18/07/2025"), "{}", page.main());
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    leader.post(&path, &[("reason", "Công điện 99/CĐ-TTg"), ("seq", seq), ("key", key)]).await.location();
    assert_eq!(office.now(&code).due_at(), Some(moment("2025-07-18T17:00")));
    assert_eq!(leader.get(&path).await.status, 422, "and now it agrees");
}

/// From now on a correction of which nobody says anything for five days is approved.
pub fn silence_is_approval(server: &mut Server) {
    let mut procedures = catalogue("procedures");
    let correction = procedures.iter_mut().find(|(name, _)| name.ends_with("1.004859.toml")).unwrap();
    correction.1.push_str("\n[version.silence]\nafter = \"5 working_days\"\nmeans = \"approved\"\narticle = \"Luật thử, Điều 1\"\n");
    let steps = catalogue("steps");
    server.in_force.edit().catalogue = Catalogue::read(&as_text(&procedures), &as_text(&steps)).unwrap();
}

#[tokio::test]
async fn silence_is_told_from_its_day_on_and_can_be_recorded() {
    let kit = Kit::with("2025-07-14T09:00", Policy::default(), silence_is_approval);
    let office = Office::of(kit).await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    let path = format!("/officer/dossiers/{code}/record_silence");
    office.kit.set_clock("2025-07-24T16:59");
    let mut browser = office.browser("quay").await;
    assert_eq!(browser.get(&path).await.status, 422);
    let tracked = format!("/track?code={code}");
    assert!(!office.kit.browser().get(&tracked).await.says("Luật thử, Điều 1"));
    office.kit.set_clock("2025-07-25T08:00");
    assert!(office.kit.browser().get(&tracked).await.says("Luật thử, Điều 1"));
    // The session of the day before is over.
    let mut browser = office.browser("quay").await;
    let page = browser.get(&path).await;
    assert!(page.says("Luật thử, Điều 1") && page.says("Đồng ý"), "{}", page.main());
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    browser.post(&path, &[("seq", seq), ("key", key)]).await.location();
    assert_eq!(office.now(&code).status(), Status::Completed);
}

#[tokio::test]
async fn an_early_result_says_that_nobody_was_told_until_somebody_was() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept, Forward, Forward, Decide, Issue]).await;
    let mut browser = office.browser("quay").await;
    assert!(browser.get("/officer/work?part=return").await.says("Có kết quả sớm, chưa báo"));
    office.carry_on(&code, &[AnnounceEarly]).await;
    assert!(!browser.get("/officer/work?part=return").await.says("Có kết quả sớm, chưa báo"));
    assert!(browser.get(&format!("/officer/dossiers/{code}")).await.says("Đã báo có kết quả sớm lúc"));
}

#[tokio::test]
async fn the_office_of_the_province_moves_dates_of_every_agency_in_it() {
    let office = Office::open().await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    if office.kit.app.law.directory.agency(&agency(PROVINCE)).is_none() {
        panic!("the catalogue has lost the office of the province");
    }
    let officer: Officer = office.kit.add_officer("tinh", PROVINCE, &[Duty::Leader]).await;
    let actor = Actor::Officer(officer);
    let seen = act(&office.kit.app, &actor, None, {
        let by = motcua_core::dossier::Mover::Calendar { decision: "theo lịch".into() };
        motcua_core::dossier::MoveDue { code: code.clone(), by }
    });
    let Err(motcua_core::Halt::Refused(refusals)) = seen.await else { panic!("it agrees with the calendar") };
    assert_eq!(refusals[0].code, "dossier.nothing-moves", "not unknown");
    assert!(Verb::MoveDue.in_order(&office.now(&code).state).is_ok());
}

fn agency(code: &str) -> motcua_core::directory::AgencyCode {
    motcua_core::directory::AgencyCode::parse(code).unwrap()
}

/// The clock of the catalogue with other numbers and another article.
fn other_clock() -> ClockRules {
    let mut text = Books::embedded().text("clock.toml").unwrap().to_string();
    for (was, becomes) in [
        ("name = \"extensions_most\"\nvalue = \"1\"", "name = \"extensions_most\"\nvalue = \"3\""),
        ("name = \"extend_before\"\nvalue = \"1 day\"", "name = \"extend_before\"\nvalue = \"2 days\""),
        ("value = \"7 working_days\"", "value = \"9 working_days\""),
        (
            "Nghị định 61/2018/NĐ-CP Điều 19 khoản 9, nay là Nghị định 118/2025/NĐ-CP",
            "Nghị định 999/2025/NĐ-CP Điều 7 khoản 2",
        ),
    ] {
        assert!(text.contains(was), "{was}");
        text = text.replace(was, becomes);
    }
    ClockRules::read(&[("clock.toml", &text)]).unwrap()
}

#[tokio::test]
async fn what_pages_say_of_the_law_is_what_the_catalogue_says() {
    let kit = Kit::with("2025-07-14T09:00", Policy::default(), |server| {
        server.in_force.edit().clock = other_clock();
    });
    let office = Office::of(kit).await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept, Forward, Forward]).await;
    let mut leader = office.browser("lanhdao").await;
    let (page, path) = (format!("/officer/dossiers/{code}"), format!("/officer/dossiers/{code}/extend"));
    let form = leader.get(&path).await;
    let rule = "nhiều nhất 3 lần, chậm nhất 2 ngày trước ngày hết hạn (Nghị định 999/2025/NĐ-CP Điều 7 khoản 2 – chưa kiểm chứng)";
    assert!(form.says(rule) && !form.says("Điều 19 khoản 9"), "{}", form.main());
    let form = leader.get(&format!("{path}?lang=en")).await;
    let rule =
        "3 times at most, by 2 days before the due date (Decree 999/2025/NĐ-CP article 7.2 – not verified)";
    assert!(form.says(rule), "{}", form.main());
    office.carry_on(&code, &[Extend]).await;
    let told = leader.get(&format!("{page}?lang=vi")).await;
    assert!(told.says("(Nghị định 999/2025/NĐ-CP Điều 7 khoản 2 – chưa kiểm chứng)."), "{}", told.main());
    // The day before the date that was set: too late by these rules, in time by the real ones.
    let due = office.now(&code).due_at().unwrap();
    office.kit.set_clock(&format!("{}T08:00", due.day().plus(-1)));
    let mut leader = office.browser("lanhdao").await;
    let late = leader.get(&path).await;
    assert!(
        late.says("chậm nhất 2 ngày trước ngày hết hạn") && late.says("Nghị định 999/2025"),
        "{}",
        late.main()
    );
    assert!(leader.get("/officer/outages/new").await.says("Ít nhất 9 ngày làm việc trước khi bắt đầu"));
    assert!(office.kit.browser().get("/sources").await.says("Nghị định 999/2025/NĐ-CP Điều 7 khoản 2"));
}
