//! A draft is saved, found again elsewhere, and filled in from two devices.

use crate::kit::{Answer, Browser, Kit};
use crate::steps::{CENTRE, PDF, begin, birth_draft};
use axum::body::Body;
use axum::http::Request;
use motcua_store::draft;

const MONDAY: &str = "2025-07-14T09:00";

/// What the script of a page sends while somebody types.
async fn types(browser: &mut Browser, draft: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(format!("{draft}/save?page={page}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json");
    browser.send(request.body(Body::from(body)).unwrap()).await
}

/// The fields that a page sends with its answers, from the page as it was opened.
fn opened<'a>(page: &'a Answer, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = answers.to_vec();
    fields.push(("seen", page.value_of("seen").unwrap()));
    fields.push(("hand", page.value_of("hand").unwrap()));
    fields
}

#[tokio::test]
async fn every_page_of_a_draft_says_when_it_was_saved() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    for (time, want) in [
        ("2025-07-14T17:30", "Đã lưu lúc 09:00<"),
        ("2025-07-16T10:00", "Đã lưu lúc 09:00 thứ Hai, 14/07/2025<"),
    ] {
        kit.set_clock(time);
        for page in ["case", "person", "papers", "check"] {
            assert!(browser.get(&format!("{draft}/{page}")).await.says(want), "{page} at {time}");
        }
    }
    browser.post(&format!("{draft}/person"), &[("name", "Hoa")]).await.location();
    assert!(browser.get(&format!("{draft}/papers")).await.says("Đã lưu lúc 10:00<"));
}

#[tokio::test]
async fn what_is_typed_is_saved_right_or_wrong_and_must_be_settled_before_the_end() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    kit.set_clock("2025-07-14T09:41");
    let typed = [("name", "Nguyễn Thị Hoa"), ("born.day", "31"), ("born.month", "6"), ("phone", "09")];
    let saved = types(&mut browser, &draft, "person", &typed).await;
    assert_eq!((saved.status, saved.text()), (200, r#"{"said":"Đã lưu lúc 09:41","seen":2}"#));
    let page = kit.browser().get(&format!("{draft}/person")).await;
    for (name, value) in typed {
        assert_eq!(page.value_of(name), Some(value), "{name}");
    }
    assert_eq!(page.value_of("address"), Some(""), "as it was typed, and nothing else");
    assert_eq!(browser.get(&format!("{draft}/check")).await.location(), format!("{draft}/person"));
    assert_eq!(browser.post(&format!("{draft}/check"), &[]).await.location(), format!("{draft}/person"));

    // Typed back to what was answered, nothing is open any more.
    let back = [
        ("name", "Nguyễn Thị Hoa"),
        ("identity", "046156000123"),
        ("born.year", "1956"),
        ("phone", "0905123456"),
        ("address", "12 Lê Lợi, phường Phú Xuân"),
        ("wanted", "counter"),
    ];
    types(&mut browser, &draft, "person", &back).await;
    assert_eq!(browser.get(&format!("{draft}/check")).await.status, 200);
    assert_eq!(types(&mut browser, &draft, "nothing", &typed).await.status, 404);
    let long = "x".repeat(100_001);
    assert_eq!(types(&mut browser, &draft, "person", &[("request", &long)]).await.status, 413);
}

#[tokio::test]
async fn a_refused_page_is_there_again_on_another_device() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let refused = browser.post(&format!("{draft}/person"), &[("name", "Hoa"), ("phone", "12")]).await;
    assert_eq!(refused.status, 422);
    let elsewhere = kit.browser().get(&format!("{draft}/person")).await;
    assert_eq!((elsewhere.value_of("name"), elsewhere.value_of("phone")), (Some("Hoa"), Some("12")));
}

#[tokio::test]
async fn the_button_saves_and_says_how_to_go_on() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let page = browser.get(&format!("{draft}/case")).await;
    assert!(page.says(&format!("formaction=\"{draft}/save?page=case\"")));
    let saved = browser.post(&format!("{draft}/save?page=case"), &[("receiving", CENTRE)]).await;
    assert_eq!(saved.location(), format!("{draft}/resume"));
    let how = Request::get(format!("{draft}/resume"))
        .header("host", "motcua.example")
        .header("referer", format!("https://motcua.example{draft}/case"));
    let how = browser.send(how.body(Body::empty()).unwrap()).await;
    for words in [
        &format!("https://motcua.example{draft}<"),
        "class=\"qr\"",
        "Đã lưu lúc 09:00",
        "được giữ đến hết thứ Tư, 13/08/2025",
        "xoá hẳn",
        "đọc, sửa và nộp được bản đang làm",
    ] {
        assert!(how.says(words), "{words}");
    }
    let again = kit.browser().get(&format!("{draft}/case")).await;
    assert!(again.says(&format!("<option value=\"{CENTRE}\" selected>")));
}

#[tokio::test]
async fn a_short_code_leads_to_the_draft_for_a_day() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let given = browser.post(&format!("{draft}/resume"), &[]).await;
    let start = given.text().find("class=\"dossier-code\"").unwrap();
    let code = &given.text()[start..][given.text()[start..].find('>').unwrap() + 1..][..11];
    assert!(given.says("đến 09:00 thứ Ba, 15/07/2025"));
    let mut telephone = kit.browser();
    for (typed, want) in [(code.to_string(), 303), (code.to_lowercase().replace('-', " "), 303)] {
        let answer = telephone.post("/resume", &[("code", &typed)]).await;
        assert_eq!(answer.status, want, "{typed}");
        assert_eq!(answer.location(), draft);
    }
    kit.set_clock("2025-07-15T09:00");
    let late = telephone.post("/resume", &[("code", code)]).await;
    assert!(late.status == 422 && late.says("đã quá 24 giờ"));
    assert_eq!(late.value_of("code"), Some(code));
    // Everybody in a hall may have one address: it is closed after fifty wrong tries, not five.
    let others = (0..46).map(|nth| nth.to_string());
    let typed = ["", "x", "AAAAA-AAAAA"].map(String::from).into_iter().chain(others);
    for (typed, status) in
        typed.zip(std::iter::repeat(422)).chain([("46".to_string(), 422), ("47".into(), 429)])
    {
        let answer = telephone.post("/resume", &[("code", &typed)]).await;
        assert_eq!(answer.status, status, "{typed}");
        assert!(answer.says("id=\"code-error\""), "{typed}");
    }
}

#[tokio::test]
async fn the_second_device_is_told_what_the_first_saved_and_loses_nothing() {
    let kit = Kit::at(MONDAY);
    let (mut desk, mut telephone) = (kit.browser(), kit.browser());
    let draft = birth_draft(&kit, &mut desk).await;
    let path = format!("{draft}/person");
    let (on_desk, on_telephone) = (desk.get(&path).await, telephone.get(&path).await);
    let first =
        opened(&on_desk, &[("name", "Nguyễn Thị Hoa"), ("phone", "0914000111"), ("born.year", "1956")]);
    desk.post(&path, &first).await.location();
    kit.set_clock("2025-07-14T09:10");
    let second = opened(&on_telephone, &[("name", "Nguyễn Thị Hòa"), ("born.year", "1957")]);
    let told = telephone.post(&path, &second).await;
    assert_eq!(told.status, 409);
    for words in ["vừa được lưu khác đi", "<dd>Nguyễn Thị Hoa</dd>", "<dd>0914000111</dd>", "<dd>1956</dd>"]
    {
        assert!(told.says(words), "{words}");
    }
    assert_eq!(told.value_of("name"), Some("Nguyễn Thị Hòa"));

    // The desk sees what the telephone has typed beside what is saved.
    let at_desk = desk.get(&path).await;
    assert_eq!(at_desk.value_of("name"), Some("Nguyễn Thị Hoa"));
    assert!(at_desk.says("còn gõ khác, lúc 09:10") && at_desk.says("<dd>Nguyễn Thị Hòa</dd>"));
    assert_eq!(desk.get(&format!("{draft}/check")).await.status, 200, "what was saved first stands");

    // The telephone has seen both and goes on.
    let again = opened(&told, &[("name", "Nguyễn Thị Hòa"), ("born.year", "1957")]);
    telephone.post(&path, &again).await.location();
    let check = desk.get(&format!("{draft}/check")).await;
    assert!(check.says("Nguyễn Thị Hòa") && check.says("1957"));
    assert!(!desk.get(&path).await.says("còn gõ khác"));
}

#[tokio::test]
async fn typing_on_a_page_that_moved_on_is_kept_beside_and_the_script_is_told() {
    let kit = Kit::at(MONDAY);
    let (mut desk, mut telephone) = (kit.browser(), kit.browser());
    let draft = birth_draft(&kit, &mut desk).await;
    let path = format!("{draft}/person");
    let on_telephone = telephone.get(&path).await;
    desk.post(&path, &[("name", "Hoa")]).await.location();
    let typed = types(&mut telephone, &draft, "person", &opened(&on_telephone, &[("name", "Hòa")])).await;
    assert_eq!(typed.status, 409);
    assert!(typed.says("được giữ riêng"));
    let page = desk.get(&path).await;
    assert!(page.value_of("name") == Some("Hoa") && page.says("<dd>Hòa</dd>"));
}

#[tokio::test]
async fn two_devices_on_two_pages_never_undo_each_other() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let (person, papers) = (format!("{draft}/person"), format!("{draft}/papers"));
    let files: [(&str, &str, &[u8]); 1] = [("paper.other", "thêm.pdf", PDF)];
    let (mut one, mut two, mut three) = (kit.browser(), kit.browser(), kit.browser());
    let (a, b, c) = tokio::join!(
        one.post(&person, &[("name", "Lê Na")]),
        two.multipart(&papers, &[], &files),
        types(&mut three, &draft, "case", &[("helper_name", "Tý")]),
    );
    assert_eq!((a.status, b.status, c.status), (303, 303, 200));
    assert_eq!(browser.get(&person).await.value_of("name"), Some("Lê Na"));
    assert!(browser.get(&papers).await.says("thêm.pdf"));
    assert_eq!(browser.get(&format!("{draft}/case")).await.value_of("helper_name"), Some("Tý"));
}

#[tokio::test]
async fn a_draft_that_nobody_touched_for_a_month_is_forgotten() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    kit.set_clock("2025-08-13T09:00");
    assert_eq!(browser.get(&format!("{draft}/check")).await.status, 200, "thirty days to the minute");
    kit.set_clock("2025-08-13T09:01");
    assert_eq!(browser.get(&format!("{draft}/check")).await.status, 404);
    begin(&mut browser, "1.001193").await;
    let id = motcua_core::dossier::DossierId::parse(draft.trim_start_matches("/submit/")).unwrap();
    assert_eq!(kit.app.read(|rows| draft::get(rows, id)).unwrap(), None, "and deleted");
}
