//! Signing in, the work list, finding, and the page of a dossier.

use crate::kit::{Answer, Kit, PASSWORD};
use crate::office::{HERE, Office, PAGE_BYTES_MAX};
use axum::body::Body;
use axum::http::Request;
use motcua_core::account::{DisableAccount, EnableAccount};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Verb::*;
use motcua_core::law::Policy;
use motcua_edge::app::DemoAccount;

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_door_and_back() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let wanted = format!("/officer/dossiers/{code}");
    let mut browser = office.kit.browser();
    let door = browser.get(&wanted).await;
    let path = door.location().to_string();
    assert!(path.starts_with("/officer/sign_in?next=%2Fofficer%2Fdossiers%2F"), "{path}");
    let next = browser.get(&path).await.value_of("next").unwrap().to_string();
    assert_eq!(next, wanted);
    let form = [("id", "QUAY"), ("password", PASSWORD), ("next", next.as_str())];
    let answer = browser.post("/officer/sign_in", &form).await;
    assert_eq!(answer.location(), wanted);
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert_eq!(browser.get(&wanted).await.status, 200);
    // Signed in, the door is open.
    assert_eq!(browser.get("/officer/sign_in").await.location(), "/officer/work");
    browser.post("/officer/sign_out", &[]).await.location();
    assert_eq!(browser.get(&wanted).await.status, 303);
    // A form without a session is refused, not led away.
    assert_eq!(browser.post(&format!("{wanted}/accept"), &[]).await.status, 401);
}

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_goes_through_the_sign_in() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let act = format!("/officer/dossiers/{code}/reject_at_intake");
    let mut browser = office.browser("quay").await;
    let page = browser.get(&act).await;
    let [key, seq] = ["key", "seq"].map(|name| page.value_of(name).unwrap().to_string());
    office.kit.set_clock("2025-07-14T22:00");
    let why = "Không thuộc thẩm quyền & \"thiếu\" giấy";
    let door = browser.post(&act, &[("key", &key), ("seq", &seq), ("reason", why)]).await;
    assert_eq!(door.status, 401);
    assert!(door.says("vẫn giữ ở đây"));
    let held = |page: &Answer, name: &str| unescaped(page.value_of(name).unwrap());

    // A mistyped password does not lose it either.
    let (to, fields) = (held(&door, "next"), held(&door, "held"));
    let form =
        |password| [("id", "quay"), ("password", password), ("next", to.as_str()), ("held", fields.as_str())];
    let wrong = browser.post("/officer/sign_in", &form("khong-phai")).await;
    assert_eq!((wrong.status, held(&wrong, "held")), (401, fields.clone()));
    let signed_in = browser.post("/officer/sign_in", &form(PASSWORD)).await;
    assert_eq!((signed_in.status, held(&signed_in, "reason")), (200, why.to_string()));
    assert!(signed_in.says(&format!("action=\"{act}\"")), "and nothing was done by signing in");
    assert!(browser.get(&format!("/officer/dossiers/{code}")).await.says("Mới đăng ký"));

    let sent = [("key", key.as_str()), ("seq", seq.as_str()), ("reason", why)];
    browser.post(&act, &sent).await.location();
    assert!(browser.get(&format!("/officer/dossiers/{code}")).await.says("Từ chối tiếp nhận"));
}

fn unescaped(text: &str) -> String {
    text.replace("&#38;", "&").replace("&#34;", "\"").replace("&#39;", "'")
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let office = Office::open().await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "/officer/../../x\r\nA: b"] {
        let form = [("id", "quay"), ("password", PASSWORD), ("next", next)];
        assert_eq!(office.kit.browser().post("/officer/sign_in", &form).await.location(), "/officer/work");
    }
}

#[tokio::test]
async fn wrong_passwords_that_come_at_once_are_no_more_than_one_after_the_other() {
    let office = Office::open().await;
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let mut browser = office.kit.browser();
        sending.spawn(async move {
            browser.post("/officer/sign_in", &[("id", "quay"), ("password", "khong-phai")]).await.status
        });
    }
    let mut said = std::collections::BTreeMap::new();
    while let Some(status) = sending.join_next().await {
        *said.entry(status.unwrap()).or_insert(0) += 1;
    }
    assert_eq!(said, [(401, 5), (429, 35)].into());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_the_same_and_five_close_the_door() {
    let office = Office::open().await;
    let mut browser = office.kit.browser();
    let wrong = browser.post("/officer/sign_in", &[("id", "quay"), ("password", "khong-phai")]).await;
    let nobody = browser.post("/officer/sign_in", &[("id", "nobody"), ("password", "khong-phai")]).await;
    assert_eq!((wrong.status, nobody.status), (401, 401));
    let same = |text: &str| text.replace("quay", "").replace("nobody", "");
    assert_eq!(same(wrong.main()), same(nobody.main()));
    assert_eq!(wrong.value_of("id"), Some("quay"));
    assert!(!wrong.says("khong-phai"), "a password never comes back");
    for _ in 0..4 {
        browser.post("/officer/sign_in", &[("id", "quay"), ("password", "khong-phai")]).await;
    }
    let right = [("id", "quay"), ("password", PASSWORD)];
    assert_eq!(browser.post("/officer/sign_in", &right).await.status, 429);
    office.kit.set_clock("2025-07-14T09:16");
    assert_eq!(browser.post("/officer/sign_in", &right).await.status, 303);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_stays_out_until_it_is_opened() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    assert_eq!(browser.get("/officer/work").await.status, 200);
    let id = OfficerId("quay".into());
    office.kit.keep_account(DisableAccount { id: id.clone(), leaves_dossiers: false }).await;
    assert!(browser.get("/officer/work").await.location().starts_with("/officer/sign_in"));
    let right = [("id", "quay"), ("password", PASSWORD)];
    assert_eq!(office.kit.browser().post("/officer/sign_in", &right).await.status, 401);
    office.kit.keep_account(EnableAccount { id: id.clone() }).await;
    assert_eq!(office.kit.browser().post("/officer/sign_in", &right).await.status, 303);
    assert_ne!(browser.get("/officer/work").await.status, 200, "what was signed in before stays over");
}

#[tokio::test]
async fn a_demonstration_shows_its_log_ins_and_a_real_office_shows_none() {
    let demo = Kit::with("2025-07-14T09:00", Policy::default(), |app| {
        app.simulated = true;
        app.demo_accounts.push(DemoAccount {
            id: "quay".into(),
            role: "Tiếp nhận".into(),
            role_en: "Reception".into(),
            agency: "Phường Phú Xuân".into(),
            password: PASSWORD.into(),
        });
    });
    demo.add_officer("quay", HERE, &[Duty::Reception]).await;
    let mut browser = demo.browser();
    let page = browser.get("/officer/sign_in").await;
    assert!(page.says("Tài khoản dùng thử") && page.says("Phường Phú Xuân"));
    let form = [("id", "quay"), ("password", page.value_of("password").map_or(PASSWORD, |_| PASSWORD))];
    browser.post("/officer/sign_in", &form).await.location();
    assert!(!Kit::at("2025-07-14T09:00").browser().get("/officer/sign_in").await.says("dùng thử"));
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hoa").await;
    let mut browser = office.browser("quay").await;
    let request = Request::builder()
        .method("POST")
        .uri(format!("/officer/dossiers/{code}/accept"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(format!("seq=1&key={}", "d".repeat(32))));
    assert_eq!(browser.send(request.unwrap()).await.status, 403);
    assert_eq!(office.events(&code), 1);
}

#[tokio::test]
async fn the_work_list_shows_what_to_do_by_due_date() {
    let office = Office::open().await;
    let overdue = office.dossier("Quá Hạn", &[Accept]).await;
    office.kit.set_clock("2025-07-15T10:20");
    let today = office.dossier("Hôm Nay", &[Accept]).await;
    let waiting = office.dossier("Đang Chờ", &[Accept, AskSupplement]).await;
    let done = office.dossier("Có Kết Quả", &[Accept, Forward, Forward, Decide, Issue]).await;
    let new = office.submitted("Mới Nộp").await;
    let with_case = office.dossier("Thụ Lý", &[Accept, Forward]).await;
    let mut browser = office.browser("quay").await;

    let list = browser.get("/officer/work").await;
    assert!(list.body.len() <= PAGE_BYTES_MAX);
    let at = |words: &str| list.main().find(words).unwrap_or_else(|| panic!("{words}\n{}", list.main()));
    assert!(at(&overdue.to_string()) < at(&today.to_string()), "earliest due first");
    assert!(list.says("Quá hạn 2 giờ 50 phút"), "{}", list.main());
    assert!(list.says("Hôm nay, còn 4 giờ 40 phút"), "{}", list.main());
    for absent in [&waiting, &done, &new, &with_case] {
        assert!(!list.main().contains(&absent.to_string()), "{absent} belongs elsewhere");
    }
    for (part, code) in [("accept", &new), ("waiting", &waiting), ("return", &done)] {
        let list = browser.get(&format!("/officer/work?desk=reception&part={part}")).await;
        assert!(list.says(&format!("/officer/dossiers/{code}")), "{part}");
    }
    assert!(browser.get("/officer/work?part=waiting").await.says("Tạm dừng, chờ bổ sung"));
    let case = office.browser("thuly").await.get("/officer/work").await;
    assert!(case.says(&with_case.to_string()) && !case.says(&overdue.to_string()));
    // A desk that is not one's own is not opened.
    assert!(!browser.get("/officer/work?desk=case").await.says(&with_case.to_string()));
    assert!(!office.browser("xakhac").await.get("/officer/work").await.says("H57.101"));
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_stopped() {
    let office = Office::open().await;
    let mut codes = Vec::new();
    for number in 0..53 {
        codes.push(office.submitted(&format!("Người Thứ {number}")).await.to_string());
    }
    let mut browser = office.browser("quay").await;
    let first = browser.get("/officer/work?part=accept").await;
    assert!(first.body.len() <= PAGE_BYTES_MAX);
    let next = first.main().split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = browser.get(&next.replace("&#38;", "&").replace("&amp;", "&")).await;
    let mut seen: Vec<String> = Vec::new();
    for page in [&first, &second] {
        let found = page.main().split("/officer/dossiers/").skip(1);
        seen.extend(found.map(|rest| rest.split('"').next().unwrap().to_string()));
    }
    seen.sort();
    codes.sort();
    assert_eq!(seen, codes);
    assert!(!second.says("rel=\"next\"") && second.says("Về đầu danh sách"));
}

#[tokio::test]
async fn a_dossier_is_found_by_name_number_and_code_however_they_are_written() {
    let office = Office::open().await;
    let code = office.submitted("Nguyễn Thị Hòa").await;
    let mut browser = office.browser("quay").await;
    let there = format!("/officer/dossiers/{code}");
    for written in ["h57.101-250714-0001", "H57.101 250714 0001", "000.101.H57-250714-0001"] {
        let query = written.replace(' ', "+");
        assert_eq!(browser.get(&format!("/officer/search?q={query}")).await.location(), there, "{written}");
    }
    for words in ["nguyen thi hoa", "Hòa", "thi ho", "046 090 001 234", "+84 905 123 456", "250714 0001"] {
        let query: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let found = browser.get(&format!("/officer/search?q={query}")).await;
        assert_eq!(found.status, 200);
        assert!(found.says(&there), "{words}");
    }
    let mut elsewhere = office.browser("xakhac").await;
    for words in ["nguyen+thi+hoa", "h57.101-250714-0001"] {
        let found = elsewhere.get(&format!("/officer/search?q={words}")).await;
        assert_eq!((found.status, found.says(&there)), (200, false), "{words}");
    }
}

#[tokio::test]
async fn of_what_many_share_the_newest_are_shown_and_the_page_says_that_there_are_more() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let mut codes = Vec::new();
    for _ in 0..51 {
        codes.push(office.submitted("Nguyễn Thị Hòa").await);
    }
    let mut asked = async |query: &str| browser.get(&format!("/officer/search?q={query}")).await;
    let many = asked("hoa").await;
    assert!(many.says("<h2>Hơn 50 hồ sơ</h2>") && many.says("Chỉ hiện những hồ sơ mới nhất."));
    assert_eq!(codes.iter().filter(|code| many.says(&format!("/officer/dossiers/{code}"))).count(), 50);
    let one = asked(&format!("hoa+{}", codes[0].to_string().replace('-', "+"))).await;
    assert!(one.says("<h2>1 hồ sơ</h2>") && one.says(&format!("/officer/dossiers/{}", codes[0])));
}

#[tokio::test]
async fn a_dossier_shows_its_whole_life() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Accept]).await;
    office.kit.set_clock("2025-07-14T10:00");
    office.carry_out(&code, Forward).await;
    office.kit.set_clock("2025-07-15T09:00");
    let page = office.browser("thuly").await.get(&format!("/officer/dossiers/{code}")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.len() <= PAGE_BYTES_MAX);
    for words in [
        "Nguyễn Thị Hoa",
        "046090001234",
        "Tiếp nhận hồ sơ",
        "“Hồ sơ đủ”",
        "Cán bộ quay",
        "Quá hạn 1 giờ 30 phút",
        "17:00 thứ Hai, 14/07/2025",
        "<svg",
        "1 giờ</td>",
        "/hand_back\"",
    ] {
        assert!(page.says(words), "{words}\n{}", page.main());
    }
    for absent in ["/accept\"", "/decide\"", "/return_result\"", "/receipt"] {
        assert!(!page.says(absent), "{absent} is not for the case officer now");
    }
    let elsewhere = office.browser("xakhac").await.get(&format!("/officer/dossiers/{code}")).await;
    assert_eq!(elsewhere.status, 404);
    assert!(!elsewhere.says("Nguyễn Thị Hoa"));
}

#[tokio::test]
async fn what_people_typed_is_text_on_every_page() {
    let office = Office::open().await;
    let name = "Hoa <script>alert(1)</script> \"><img src=x onerror=alert(2)>";
    let code = office.dossier(name, &[Accept, Forward, Forward]).await;
    let mut leader = office.browser("lanhdao").await;
    let probe = "%3Cscript%3Ealert(1)%3C/script%3E\"><img+src=x+onerror=alert(2)>";
    for path in [
        "/officer/work".to_string(),
        format!("/officer/dossiers/{code}"),
        format!("/officer/dossiers/{code}/decide"),
        format!("/officer/dossiers/{code}/hand_back"),
        "/officer/search?q=hoa".to_string(),
        format!("/officer/search?q={}", probe.replace('"', "%22").replace(['<', '>'], "%3C")),
        "/officer/dossiers/%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_string(),
    ] {
        let page = leader.get(&path).await;
        assert!(!page.says("<script") && !page.says("<img src=x"), "{path}");
        assert!(page.header("content-security-policy").contains("default-src 'none'"), "{path}");
    }
}
