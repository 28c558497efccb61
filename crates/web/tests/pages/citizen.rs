//! What everybody sees before handing anything in.

use crate::kit::{Browser, Kit, moment};
use motcua_core::calendar::{Limit, due};
use motcua_core::directory::AgencyCode;
use motcua_edge::page::Page;
use motcua_messages::Lang;
use motcua_told::explain::explain;

const MONDAY: &str = "2025-07-14T09:00";

const PAGES: [&str; 11] = [
    "/",
    "/procedures",
    "/procedures?q=khai+sinh",
    "/procedures?q=zzzz",
    "/procedures/1.001193",
    "/procedures/1.004859",
    "/track",
    "/help",
    "/accessibility",
    "/privacy",
    "/sources",
];

/// The style sheet is 28 kB of the 50 kB that a page may weigh.
async fn css_bytes(browser: &mut Browser, page: &str) -> usize {
    let from = page.find("href=\"/assets/motcua-").unwrap() + 6;
    let href = &page[from..from + page[from..].find('"').unwrap()];
    let answer = browser.get(href).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/css; charset=utf-8"));
    answer.body.len()
}

#[tokio::test]
async fn every_page_is_light_guarded_and_works_without_a_script() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    for path in PAGES {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        let text = answer.text().to_string();
        for word in ["<script", " style=", " onclick", "javascript:"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path} has one heading of the first rank");
        let requests = 1 + ["<link ", "<img ", "<iframe ", "<source "]
            .map(|tag| text.matches(tag).count())
            .iter()
            .sum::<usize>();
        assert!(requests <= 6, "{path} makes {requests} requests");
        let bytes = answer.body.len() + css_bytes(&mut browser, &text).await;
        assert!(bytes <= 50_000, "{path} weighs {bytes} bytes");
    }
}

#[tokio::test]
async fn every_page_speaks_both_languages_and_remembers_which() {
    let kit = Kit::at(MONDAY);
    for path in PAGES {
        let mut browser = kit.browser();
        let vietnamese = browser.get(path).await;
        assert!(vietnamese.says("<html lang=\"vi\">") && vietnamese.says("Thủ tục"), "{path}");
        let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let switch = browser.get(&format!("/language/en?back={back}")).await;
        assert_eq!(switch.location(), path);
        let english = browser.get(path).await;
        assert!(english.says("<html lang=\"en\">") && english.says("Procedures"), "{path}");
        assert_ne!(vietnamese.main(), english.main(), "{path}");
    }
    let asked = kit.browser().get("/track?lang=en").await;
    assert!(asked.says("<html lang=\"en\">"));
}

#[tokio::test]
async fn choosing_the_language_never_leads_to_another_site() {
    let kit = Kit::at(MONDAY);
    for back in
        ["https://evil.example/", "//evil.example", "/%09/evil.example", "/%5Cevil.example", "/%0A/x", "x"]
    {
        let answer = kit.browser().get(&format!("/language/en?back={back}")).await;
        assert_eq!(answer.location(), "/", "{back}");
    }
}

/// The procedures that a search shows, in order.
async fn found(browser: &mut Browser, query: &str) -> Vec<String> {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let answer = browser.get(&format!("/procedures?q={query}")).await;
    let links = answer.main().split("<li><a href=\"/procedures/").skip(1);
    links.map(|rest| rest.split('"').next().unwrap().to_string()).collect()
}

#[tokio::test]
async fn however_it_is_written_the_same_is_found() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    for forms in [
        ["đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH"],
        ["hoà giải", "hòa giải", "hoa giai"],
        ["1.001193", "1001193", "1.001193.000.00.00.H57"],
    ] {
        let first = found(&mut browser, forms[0]).await;
        assert!(!first.is_empty(), "{}", forms[0]);
        for form in &forms[1..] {
            assert_eq!(found(&mut browser, form).await, first, "{form}");
        }
    }
    assert_eq!(found(&mut browser, "dang ky khai sinh").await[0], "1.001193");
    let nothing = browser.get("/procedures?q=zzzzqq").await;
    assert!(nothing.says("Không tìm thấy thủ tục nào") && nothing.status == 200);
}

/// The procedures that the list shows page by page, each once, by id.
async fn listed(browser: &mut Browser, asked: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for number in 1..1000 {
        let answer = browser.get(&format!("/procedures?page={number}{asked}")).await;
        let links = answer.main().split("<li><a href=\"/procedures/").skip(1);
        seen.extend(links.map(|rest| rest.split('"').next().unwrap().to_string()));
        if !answer.says("rel=\"next\"") {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    seen
}

#[tokio::test]
async fn browsing_goes_page_by_page_and_by_field() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let all = listed(&mut browser, "").await;
    assert_eq!(all.len(), kit.app.law.catalogue.all().len());
    let of_field = listed(&mut browser, "&field=H%E1%BB%99+t%E1%BB%8Bch").await;
    let wanted = kit.app.law.catalogue.all().iter().filter(|procedure| procedure.field == "Hộ tịch");
    assert!(wanted.map(|procedure| procedure.id.as_str()).eq(of_field.iter().map(String::as_str)));
    // Beyond the last page is the last page; what is no number is the first.
    assert_eq!(browser.get("/procedures?page=99999").await.status, 200);
    assert_eq!(browser.get("/procedures?page=-x").await.status, 200);
}

#[tokio::test]
async fn what_was_read_on_the_portal_says_so_once_and_promises_nothing_it_does_not_know() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    // Read on the portal, with a limit for each way.
    let page = browser.get("/procedures/1.001662").await;
    for words in [
        "Đăng ký khai thác nước dưới đất",
        "Đăng ký giếng khoan",
        "Theo Cổng Dịch vụ công quốc gia, xem ngày",
        "chưa ai đối chiếu với quyết định công bố",
        "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/",
        "7 ngày làm việc",
        "Nộp hồ sơ trực tuyến",
        "Cổng không ghi ngày có hiệu lực.",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert_eq!(page.main().matches("status-tag unverified").count(), 0, "{}", page.main());
    // No limit that could be promised: it can be read, and is taken nowhere.
    let page = browser.get("/procedures/1.000280").await;
    for words in ["02 tháng và 15 ngày làm việc", "không hẹn được ngày trả", "Cổng Dịch vụ công quốc gia"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(!page.says("Nộp hồ sơ trực tuyến"), "{}", page.main());
    let refused = browser.post("/procedures/1.000280/submit", &[]).await;
    assert!(refused.status == 422 && refused.says("dossier.way-not-offered"), "{}", refused.main());
    // A code that gave way to another.
    let page = browser.get("/procedures/1.116909").await;
    assert!(page.says("1.001776 → 1.116909, thấy tháng 10/2026"), "{}", page.main());
}

#[tokio::test]
async fn what_happens_in_a_life_leads_to_its_procedures() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let home = browser.get("/").await;
    assert!(home.says("href=\"/procedures?event=nguoi-mat\""), "{}", home.main());
    let page = browser.get("/procedures?event=nguoi-mat").await;
    assert!(
        page.says("<h2>Người thân qua đời</h2>") && page.says("Thủ tục đăng ký khai tử"),
        "{}",
        page.main()
    );
    assert!(browser.get("/procedures?event=nothing").await.says("Thủ tục hành chính"));
}

#[tokio::test]
async fn what_a_commune_does_not_handle_is_told_with_who_does() {
    let kit = Kit::at(MONDAY);
    let page = kit
        .browser()
        .get("/procedures?q=th%E1%BB%A7+t%E1%BB%A5c+h%E1%BA%A3i+quan+x%C4%83ng+d%E1%BA%A7u")
        .await;
    for words in
        ["Không do xã, phường giải quyết", "Bộ Tài chính", "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_as_text() {
    let kit = Kit::at(MONDAY);
    let probe = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for path in [
        format!("/procedures?q={probe}"),
        format!("/track?code={probe}"),
        format!("/procedures?field={probe}"),
    ] {
        let answer = kit.browser().get(&path).await;
        assert!(!answer.says("<script"), "{path}");
    }
}

#[tokio::test]
async fn a_procedure_is_found_by_any_written_code_and_says_what_is_not_verified() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    for code in ["1.001193", "1001193", "1.001193.000.00.00.H57", "1.001193.02"] {
        let answer = browser.get(&format!("/procedures/{code}")).await;
        assert_eq!(answer.status, 200, "{code}");
        for words in [
            "<h1>Thủ tục đăng ký khai sinh</h1>",
            "Giấy chứng sinh",
            "Chỉ nộp nếu có",
            "Quá hạn: sau 60 ngày kể từ ngày sinh",
            "Trong ngày làm việc",
            "Miễn lệ phí khi đăng ký đúng hạn",
            "Luật Hộ tịch 60/2014/QH13",
            "Ký duyệt",
            "Làm giấy khai sinh cho con",
            "Chưa ai đối chiếu với văn bản đã công bố:",
            "thành phần hồ sơ (6/6)",
            "action=\"/procedures/1.001193/submit\"",
        ] {
            assert!(answer.says(words), "{code}: {words}");
        }
        // One sentence says it; a mark stands only where a datum differs from the rest.
        assert!(answer.main().matches("status-tag unverified").count() <= 3, "{}", answer.main());
    }
    let unknown = browser.get("/procedures/9.999999").await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.says("catalogue.unknown-procedure"));
}

#[tokio::test]
async fn a_procedure_that_is_not_offered_online_has_no_button_and_no_way_around_it() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let page = browser.get("/procedures/1.013134").await;
    assert!(page.says("chưa nộp trực tuyến được") && !page.says("1.013134/submit"));
    let forced = browser.post("/procedures/1.013134/submit", &[]).await;
    assert_eq!(forced.status, 422);
    assert!(forced.says("dossier.way-not-offered"));
}

#[tokio::test]
async fn before_its_first_day_a_procedure_is_shown_and_cannot_be_handed_in() {
    let kit = Kit::at("2025-06-30T09:00");
    let mut browser = kit.browser();
    let page = browser.get("/procedures/1.001193").await;
    assert!(page.says("có hiệu lực từ 01/07/2025") && !page.says("1.001193/submit"));
    let forced = browser.post("/procedures/1.001193/submit", &[]).await;
    assert_eq!(forced.status, 422);
    assert!(forced.says("catalogue.not-in-force"));
}

#[tokio::test]
async fn home_says_what_is_open_now() {
    let kit = Kit::at(MONDAY);
    for (time, words) in [
        ("2025-07-14T09:00", "đến 11:30"),
        ("2025-07-14T11:30", "mở lại lúc 13:30 thứ Hai, 14/07/2025"),
        ("2025-07-14T16:59", "đến 17:00"),
        ("2025-07-14T17:00", "mở lại lúc 07:30 thứ Ba, 15/07/2025"),
        ("2025-07-18T18:00", "mở lại lúc 07:30 thứ Hai, 21/07/2025"),
        ("2025-09-01T10:00", "mở lại lúc 07:30 thứ Tư, 03/09/2025"),
    ] {
        kit.set_clock(time);
        let answer = kit.browser().get("/").await;
        assert!(answer.says(words), "{time}: {words}");
        assert!(answer.says("40 Trung tâm"));
    }
}

#[test]
fn a_due_date_is_explained_in_sentences_and_weekends_only_once() {
    let kit = Kit::at(MONDAY);
    let law = &kit.app.law;
    let hours = law.hours_of(&AgencyCode::parse("H57.101").unwrap());
    let table: [(&str, Limit, &[&str]); 5] = [
        (
            "2025-07-14T15:01",
            Limit::SameDay,
            &[
                "Bắt đầu tính từ 15:01 thứ Hai, 14/07/2025.",
                "Việc giải quyết trong ngày mà nhận sau 15:00 thì trả vào ngày làm việc tiếp theo.",
                "Hết hạn khi hết giờ làm việc của ngày cuối: 17:00 thứ Ba, 15/07/2025.",
            ],
        ),
        (
            "2025-07-17T09:00",
            Limit::WorkingDays(3),
            &[
                "Bắt đầu tính từ 09:00 thứ Năm, 17/07/2025.",
                "Ngày bắt đầu (thứ Năm, 17/07/2025) không tính vào thời hạn (Bộ luật Dân sự 2015 Điều 147 khoản 2).",
                "Không tính ngày nghỉ cuối tuần: 19–20/07/2025.",
                "Hết hạn khi hết giờ làm việc của ngày cuối: 17:00 thứ Ba, 22/07/2025.",
            ],
        ),
        (
            "2025-07-14T09:00",
            Limit::WorkingDays(25),
            &[
                "Bắt đầu tính từ 09:00 thứ Hai, 14/07/2025.",
                "Ngày bắt đầu (thứ Hai, 14/07/2025) không tính vào thời hạn (Bộ luật Dân sự 2015 Điều 147 khoản 2).",
                "Không tính 10 ngày thứ Bảy, Chủ nhật trong khoảng từ 19/07/2025 đến 17/08/2025.",
                "Hết hạn khi hết giờ làm việc của ngày cuối: 17:00 thứ Hai, 18/08/2025.",
            ],
        ),
        (
            "2025-07-14T12:00",
            Limit::WorkingHours(2),
            &[
                "Bắt đầu tính từ 12:00 thứ Hai, 14/07/2025.",
                "Chỉ tính trong giờ làm việc: 07:30–11:30 và 13:30–17:00 – chưa kiểm chứng.",
                "Nhận ngoài giờ làm việc, nên đồng hồ chạy từ 13:30 thứ Hai, 14/07/2025.",
                "Đủ số giờ làm việc vào lúc 15:30 thứ Hai, 14/07/2025.",
            ],
        ),
        (
            "2025-07-14T09:00",
            Limit::Planned,
            &[
                "Bắt đầu tính từ 09:00 thứ Hai, 14/07/2025.",
                "Thời hạn theo kế hoạch hằng năm của cơ quan, nên không tính được một ngày cụ thể.",
            ],
        ),
    ];
    let vi = Page::bare(&kit.app, Lang::Vi, "/", String::new());
    let en = Page::bare(&kit.app, Lang::En, "/", String::new());
    for (received, limit, want) in table {
        let due = due(moment(received), limit, &law.calendar, hours).unwrap();
        assert_eq!(explain(&due, &law.clock, &vi), want, "{received} {limit}");
        assert_eq!(explain(&due, &law.clock, &en).len(), want.len(), "{received} {limit}");
    }
}

#[test]
fn every_way_to_a_due_date_is_a_sentence_in_both_languages() {
    let kit = Kit::at(MONDAY);
    let law = &kit.app.law;
    let hours = law.hours_of(&AgencyCode::parse("H57.101").unwrap());
    let pages = [Lang::Vi, Lang::En].map(|lang| Page::bare(&kit.app, lang, "/", String::new()));
    let limits =
        [Limit::SameDay, Limit::WorkingHours(8), Limit::WorkingDays(5), Limit::Days(30), Limit::Days(800)];
    for received in
        ["2025-04-24T09:00", "2025-08-29T16:00", "2025-12-30T23:00", "2026-02-10T06:00", "2027-12-30T10:00"]
    {
        for limit in limits {
            let due = due(moment(received), limit, &law.calendar, hours).unwrap();
            for page in &pages {
                for sentence in explain(&due, &law.clock, page) {
                    assert!(
                        sentence.ends_with('.') && !sentence.contains("  "),
                        "{received} {limit}: {sentence}"
                    );
                }
            }
        }
    }
    let made_up = due(moment("2025-04-24T09:00"), Limit::WorkingDays(5), &law.calendar, hours).unwrap();
    let sentences = explain(&made_up, &law.clock, &pages[0]).join("\n");
    assert!(sentences.contains("là ngày làm việc (Làm bù"), "{sentences}");
    assert!(sentences.contains("Không tính 30/04/2025: Ngày Chiến thắng"), "{sentences}");
}

/// What the counter would refuse whatever is typed is offered nowhere, and the officer is not sent
/// to their own centre.
#[tokio::test]
async fn a_procedure_of_which_nobody_knows_who_decides_sends_nobody_to_a_counter() {
    let office = crate::office::Office::open().await;
    let law = office.kit.app.law.clone();
    let mut browser = office.kit.browser();
    let mut desk = office.browser("quay").await;
    for id in ["1.001257", "1.010801", "1.013855", "1.014359"] {
        let procedure = law.catalogue.find(id).unwrap();
        let why = law.handed_in(procedure, office.kit.app.now().day()).why_not();
        assert_eq!(why.map(|why| why.code()), Some("competence.levels"), "{id}");
        let page = browser.get(&format!("/procedures/{id}")).await;
        for words in ["Chưa nhận ở đây", "Chưa rõ cấp nào giải quyết", "Chưa nộp trực tuyến được"]
        {
            assert!(page.says(words), "{id} {words}: {}", page.main());
        }
        for words in ["bất kỳ", "Nhận trực tuyến", "Xin đến Trung tâm Phục vụ hành chính công.", "/submit"]
        {
            assert!(!page.says(words), "{id} {words}: {}", page.main());
        }
        let english = browser.get(&format!("/procedures/{id}?lang=en")).await;
        assert!(english.says("Not taken here"), "{}", english.main());
        browser.get("/?lang=vi").await;
        let forced = browser.post(&format!("/procedures/{id}/submit"), &[]).await;
        assert!(forced.status == 422 && forced.says("competence.levels"), "{id}: {}", forced.main());
        assert_eq!(browser.get(&format!("/procedures/{id}/batch")).await.status, 422, "{id}");
        let told = browser.get(&format!("/api/v1/procedures/{id}")).await;
        let told: serde_json::Value = serde_json::from_str(told.text()).unwrap();
        assert_eq!(told["handed_in"], serde_json::json!({ "ways": [], "why_not": "competence.levels" }));
        assert!(told["online"].is_null(), "{id}");
        let counter = desk.get(&format!("/officer/receive?procedure={id}")).await;
        assert_eq!(counter.status, 200);
        assert!(counter.says("Hãy hỏi cơ quan của tỉnh giữ danh mục"), "{id}: {}", counter.main());
        assert!(!counter.says("Hãy hỏi Trung tâm"), "{id}: {}", counter.main());
        let received = desk.post("/officer/receive", &[("procedure", id)]).await;
        assert!(received.status == 422 && received.says("Quầy chưa nhận được"), "{id}");
    }
    assert!(browser.get("/procedures?q=1.010801").await.says("Chưa nhận ở đây"));
    assert!(desk.get("/officer/receive?q=1.010801").await.says("Chưa nhận ở đây"));
    // What is taken says so as before.
    assert!(browser.get("/procedures/1.001193").await.says("/procedures/1.001193/submit"));
}
