//! Following a dossier: by its code, and with the secret of its receipt.

use crate::kit::Kit;
use crate::steps::{HOME, PDF, Receipt, birth, does, officer};
use motcua_core::act::Officer;
use motcua_core::dossier::{
    About, Accept, AskSupplement, DossierCode, Forward, RejectAtIntake, Status, WrongItem,
};
use motcua_core::law::{ClockStart, Policy};

const MONDAY: &str = "2025-07-14T09:00";

fn code(receipt: &Receipt) -> DossierCode {
    DossierCode::parse(&receipt.code).unwrap()
}

async fn accept(kit: &Kit, by: &Officer, receipt: &Receipt) {
    does(kit, by, Accept::of(code(receipt))).await;
}

async fn ask_supplement(kit: &Kit, by: &Officer, receipt: &Receipt) {
    let item = |about: &str, why: &str| WrongItem { about: About::parse(about), why: why.into() };
    let items = [item("giay-chung-sinh", "Ảnh bị mờ, <b>xin</b> chụp lại"), item("", "Thiếu chữ ký")];
    does(kit, by, {
        let (items, why_again) = (items.to_vec(), String::new());
        AskSupplement { code: code(receipt), items, complete: true, why_again }
    })
    .await;
}

#[tokio::test]
async fn by_the_code_alone_everybody_sees_the_stage_and_nobody_the_person() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let old = receipt.code.replace("H57.101", "000.00.101.H57");
    for written in [&receipt.code, &receipt.code.to_lowercase(), &receipt.code.replace('-', " "), &old] {
        let written: String = form_urlencoded::byte_serialize(written.as_bytes()).collect();
        let page = browser.get(&format!("/track?code={written}")).await;
        assert_eq!(page.status, 200, "{written}");
        for words in
            [&*receipt.code, "Mới đăng ký", "Thủ tục đăng ký khai sinh", "phường Phú Xuân", "09:00 thứ Hai"]
        {
            assert!(page.says(words), "{written}: {words}");
        }
        for secret in
            ["Nguyễn Thị Hoa", "046156000123", "0905123456", "Lê Lợi", "giấy chứng sinh", &receipt.key]
        {
            assert!(!page.says(secret), "{written}: {secret}");
        }
    }
}

#[tokio::test]
async fn an_unknown_code_and_a_malformed_one_are_told_apart_and_kept() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let unknown = browser.get("/track?code=H57.101-250714-9999").await;
    let elsewhere = browser.get("/track?code=H99.12.345-250101-0001").await;
    assert_eq!((unknown.status, elsewhere.status), (404, 404));
    let blank = |text: &str, code: &str| {
        text.replace(code, "")
            .replace(&form_urlencoded::byte_serialize(code.as_bytes()).collect::<String>(), "")
    };
    assert_eq!(
        blank(unknown.main(), "H57.101-250714-9999"),
        blank(elsewhere.main(), "H99.12.345-250101-0001")
    );
    assert_eq!(unknown.value_of("code"), Some("H57.101-250714-9999"));
    let malformed = browser.get("/track?code=H57-abc").await;
    assert_eq!((malformed.status, malformed.value_of("code")), (422, Some("H57-abc")));
    assert!(malformed.says("<title>Lỗi: Tra cứu hồ sơ") && malformed.says("id=\"code-error\""));
}

#[tokio::test]
async fn the_secret_opens_the_dossier_and_any_other_word_says_the_same() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let typed = receipt.key.to_lowercase().replace('-', " ");
    let opened = browser.post("/track", &[("code", &receipt.code), ("key", &typed)]).await;
    assert_eq!(opened.location(), receipt.dossier(""));

    let wrong = browser.post("/track", &[("code", &receipt.code), ("key", "AAAA-AAAA-AAAA-AAAA")]).await;
    let nobody =
        browser.post("/track", &[("code", "H57.101-250714-9999"), ("key", "AAAA-AAAA-AAAA-AAAA")]).await;
    assert_eq!((wrong.status, nobody.status), (422, 422));
    assert_eq!(
        wrong.main().replace(&receipt.code, ""),
        nobody.main().replace("H57.101-250714-9999", ""),
        "an unknown code and a wrong secret get the same answer"
    );
    let empty = browser.post("/track", &[("code", &receipt.code), ("key", "")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.says("id=\"key-error\"") && empty.says("Mới đăng ký"));
    let malformed = browser.post("/track", &[("code", "x"), ("key", "y")]).await;
    assert_eq!(malformed.status, 422);
    assert!(malformed.says("id=\"code-error\""));
}

#[tokio::test]
async fn without_the_secret_there_is_no_receipt_no_dossier_no_file_and_no_act() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let digest = receipt.stored(&kit).submission.papers[0].files[0].digest.0.clone();
    let code = &receipt.code;
    let below = [
        format!("/receipt/{code}"),
        format!("/dossiers/{code}"),
        format!("/dossiers/{code}/files/{digest}"),
        format!("/dossiers/{code}/supplement"),
        format!("/dossiers/{code}/withdraw"),
    ];
    for (nth, path) in below.iter().enumerate() {
        for key in ["", "?key=", "?key=AAAA-AAAA-AAAA-AAAA"] {
            // The door closes after five tries; a quarter of an hour later it opens.
            kit.set_clock(&format!("2025-07-14T{:02}:00", 9 + nth));
            let refused = browser.get(&format!("{path}{key}")).await;
            assert_eq!(refused.status, 404, "{path}{key}");
            assert!(refused.says("dossier.unknown") && !refused.says("Nguyễn Thị Hoa"));
        }
    }
    let unknown = browser.get("/receipt/H57.101-250714-9999?key=AAAA-AAAA-AAAA-AAAA").await;
    assert_eq!(unknown.status, 404);
    kit.set_clock("2025-07-15T09:00");
    let withdrawn =
        browser.post(&format!("/dossiers/{code}/withdraw?key=X"), &[("reason", "vì tôi thích")]).await;
    assert_eq!(withdrawn.status, 404);
    assert_eq!(receipt.stored(&kit).status(), Status::Submitted);
}

#[tokio::test]
async fn five_wrong_secrets_close_the_door_for_this_code_only_and_not_for_ever() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let (one, two) = (birth(&kit, &mut browser).await, birth(&kit, &mut browser).await);
    for _ in 0..5 {
        let wrong = browser.get(&format!("/dossiers/{}?key=AAAA", one.code)).await;
        assert_eq!(wrong.status, 404);
    }
    assert_eq!(browser.get(&one.dossier("")).await.status, 429);
    let form = browser.post("/track", &[("code", &one.code), ("key", &one.key)]).await;
    assert_eq!(form.status, 429);
    assert!(form.says("<title>Lỗi: Tra cứu hồ sơ"));
    assert_eq!(browser.get(&two.dossier("")).await.status, 200);
    assert_eq!(browser.get(&format!("/track?code={}", one.code)).await.status, 200);
    kit.set_clock("2025-07-14T09:15");
    assert_eq!(browser.get(&one.dossier("")).await.status, 200);
}

#[tokio::test]
async fn the_expected_date_becomes_a_promise_when_an_officer_accepts() {
    let kit = Kit::at("2025-07-14T14:50");
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let expected = browser.get(&receipt.href).await;
    assert!(expected.says("Dự kiến trả kết quả") && expected.says("trước 17:00 thứ Hai, 14/07/2025"));
    // The same-day cut passes while it waits, and the expected date moves.
    kit.set_clock("2025-07-14T15:30");
    assert!(browser.get(&receipt.href).await.says("trước 17:00 thứ Ba, 15/07/2025"));
    let by = officer(&kit).await;
    accept(&kit, &by, &receipt).await;
    kit.set_clock("2025-07-15T16:00");
    let promised = browser.get(&receipt.href).await;
    for words in
        ["Đã tiếp nhận hồ sơ", "Hẹn trả kết quả", "trước 17:00 thứ Ba, 15/07/2025", "mà nhận sau 15:00"]
    {
        assert!(promised.says(words), "{words}");
    }
    assert!(!promised.says("dự kiến"));
    assert!(browser.get(&receipt.dossier("")).await.says("Hôm nay, còn 1 giờ"));
    kit.set_clock("2025-07-17T08:00");
    assert!(browser.get(&format!("/track?code={}", receipt.code)).await.says("Quá hạn 2 ngày làm việc"));
}

#[tokio::test]
async fn a_receipt_of_what_was_not_accepted_does_not_say_it_was() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let by = officer(&kit).await;
    let reason = "Không thuộc thẩm quyền";
    does(&kit, &by, RejectAtIntake { code: code(&receipt), reason: reason.into() }).await;
    let page = browser.get(&receipt.href).await;
    assert!(page.says("Không được tiếp nhận"));
    for words in ["Đã tiếp nhận", "Hẹn trả", "Dự kiến trả", "Nhận kết quả tại", "GIẤY TIẾP NHẬN"]
    {
        assert!(!page.main().contains(words), "{words}");
    }
    let whole = browser.get(&receipt.dossier("")).await;
    assert!(whole.says("Hồ sơ không được tiếp nhận") && whole.says(reason) && !whole.says("/withdraw?"));
}

#[tokio::test]
async fn where_the_clock_starts_at_sending_the_expected_date_stands_still() {
    let policy = Policy { clock_start: ClockStart::Submission, ..Policy::default() };
    let kit = Kit::with("2025-07-14T14:50", policy, |_| {});
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    kit.set_clock("2025-07-14T15:30");
    assert!(browser.get(&receipt.href).await.says("trước 17:00 thứ Hai, 14/07/2025"));
}

#[tokio::test]
async fn the_person_adds_what_was_asked_for_and_the_limit_starts_anew() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let by = officer(&kit).await;
    // Before anybody asks there is nothing to add.
    assert_eq!(browser.get(&receipt.dossier("/supplement")).await.status, 409);
    accept(&kit, &by, &receipt).await;
    ask_supplement(&kit, &by, &receipt).await;

    kit.set_clock("2025-07-16T10:00");
    let page = browser.get(&receipt.dossier("")).await;
    for words in ["Xin quý vị bổ sung hồ sơ", "Ảnh bị mờ, &#60;b&#62;xin", "Thiếu chữ ký", "Tạm dừng"]
    {
        assert!(page.says(words), "{words}");
    }
    let path = receipt.dossier("/supplement");
    let form = browser.get(&path).await;
    assert!(
        form.says("name=\"paper.giay-chung-sinh\"") && !form.says("name=\"paper.to-khai-dang-ky-khai-sinh\"")
    );
    let key = form.value_of("form_key").unwrap().to_string();

    let empty = browser.multipart(&path, &[("form_key", &key), ("note", " ")], &[]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.says("<title>Lỗi: Bổ sung hồ sơ") && empty.says("href=\"#paper.giay-chung-sinh\""));
    let bad: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "a.exe", b"MZ")];
    let refused = browser.multipart(&path, &[("form_key", &key), ("note", "Đã ký lại")], &bad).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says(">Đã ký lại</textarea>") && refused.says("href=\"#paper.giay-chung-sinh\""));
    let forged = browser.multipart(&path, &[("form_key", "x"), ("note", "Đã ký lại")], &[]).await;
    assert_eq!(forged.status, 400);

    let good: [(&str, &str, &[u8]); 1] =
        [("paper.giay-chung-sinh", "chụp lại.pdf", crate::kit::papers::pdf("ro"))];
    let fields = [("form_key", &*key), ("note", "Đã ký lại")];
    assert_eq!(browser.multipart(&path, &fields, &good).await.location(), receipt.dossier(""));
    // The double click of a slow line.
    assert_eq!(browser.multipart(&path, &fields, &good).await.location(), receipt.dossier(""));
    let stored = receipt.stored(&kit);
    assert_eq!((stored.status(), stored.seq), (Status::InProcess, 4));
    let page = browser.get(&receipt.dossier("")).await;
    for words in ["Đã bổ sung", "chụp lại.pdf", "“Đã ký lại”", "17:00 thứ Tư, 16/07/2025", "Chờ quý vị"]
    {
        assert!(page.says(words), "{words}");
    }
    assert_eq!(browser.get(&path).await.status, 409);
}

#[tokio::test]
async fn the_person_takes_the_dossier_back_with_a_reason_and_once() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let path = receipt.dossier("/withdraw");
    let form = browser.get(&path).await;
    let key = form.value_of("form_key").unwrap().to_string();
    let refused = browser.post(&path, &[("form_key", &key), ("reason", "x")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("<title>Lỗi: Rút hồ sơ") && refused.says(">x</textarea>"));
    let key = refused.value_of("form_key").unwrap().to_string();
    let fields = [("form_key", &*key), ("reason", "Tôi nộp nhầm thủ tục")];
    assert_eq!(browser.post(&path, &fields).await.location(), receipt.dossier(""));
    assert_eq!(browser.post(&path, &fields).await.location(), receipt.dossier(""), "the second click");
    assert_eq!(receipt.stored(&kit).status(), Status::Withdrawn);
    let page = browser.get(&receipt.dossier("")).await;
    assert!(page.says("Quý vị đã rút hồ sơ") && page.says("“Tôi nộp nhầm thủ tục”"));
    assert!(!page.says("/withdraw?"));
    assert_eq!(browser.get(&path).await.status, 409);
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_only_from_its_own_dossier() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let digest = receipt.stored(&kit).submission.papers[0].files[0].digest.0.clone();
    let path = receipt.dossier(&format!("/files/{digest}"));
    assert!(browser.get(&receipt.dossier("")).await.says(&path));
    let file = browser.get(&path).await;
    assert_eq!((file.status, file.body.as_slice()), (200, PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"giay-chung-sinh.pdf\""));
    assert_eq!(file.header("x-content-type-options"), "nosniff");

    let draft = crate::steps::begin(&mut browser, "1.004873").await;
    let case = [("receiving", crate::steps::CENTRE), HOME, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    browser.post(&format!("{draft}/person"), &[("name", "Lê Na")]).await.location();
    crate::steps::fill(&kit, &mut browser, &draft).await;
    let other = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    for wrong in [&*digest, "abc", "..%2f..%2fmotcua.db"] {
        let refused = browser.get(&other.dossier(&format!("/files/{wrong}"))).await;
        assert_eq!(refused.status, 404, "{wrong}");
        assert!(refused.says("document.unknown"));
    }
}

#[tokio::test]
async fn the_whole_way_is_told_with_who_had_it_and_stays_light() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let by = officer(&kit).await;
    kit.set_clock("2025-07-14T10:00");
    accept(&kit, &by, &receipt).await;
    kit.set_clock("2025-07-14T11:00");
    does(&kit, &by, Forward { code: code(&receipt), to_officer: None, note: "Xin thẩm tra".into() }).await;
    kit.set_clock("2025-07-15T09:00");
    let page = browser.get(&receipt.dossier("")).await;
    for words in [
        "Nộp hồ sơ",
        "Tiếp nhận hồ sơ",
        "Chuyển bước tiếp theo",
        "“Xin thẩm tra”",
        "Cán bộ lan",
        "sau hẹn",
        "<svg class=\"chart",
    ] {
        assert!(page.says(words), "{words}");
    }
    // An hour until somebody at the desk took it, and an hour with her.
    assert_eq!(page.text().matches("<td>1 giờ</td>").count(), 2);
    assert!(page.says("<th scope=\"row\">Cán bộ lan, Tiếp nhận và trả kết quả, "));
    for path in [receipt.dossier(""), receipt.href.clone(), format!("/track?code={}", receipt.code)] {
        let answer = browser.get(&path).await;
        assert!(answer.body.len() <= 50_000 - 29_000, "{path} weighs {} bytes", answer.body.len());
        assert!(answer.header("content-security-policy").contains("form-action 'self'"));
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(!answer.says("<script") && !answer.says(" style="));
    }
    let public = browser.get(&format!("/track?code={}", receipt.code)).await;
    assert!(public.says("Đang xử lý") && !public.says("Xin thẩm tra") && !public.says("Cán bộ lan"));
}
