//! Handing in, page by page.

use crate::kit::Kit;
use crate::kit::papers::{pdf, png};
use crate::steps::{
    BRIDE, CENTRE, FATHER, GROOM, HOME, MOTHER, PDF, Receipt, begin, birth, birth_draft, fill,
};
use motcua_core::act::Actor;
use motcua_core::dossier::{Channel, DossierId, Helper, Status};
use motcua_store::dossier::{by_id, count_by_status, events};

const MONDAY: &str = "2025-07-14T09:00";

#[tokio::test]
async fn a_person_hands_in_and_the_receipt_says_everything() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let page = browser.get(&format!("{draft}/case")).await;
    assert!(page.says("Đúng hạn: trong 60 ngày") && page.says("Bước 1 trên "));
    assert!(
        page.says(">Phường Phú Xuân</option>")
            && page.says("<option value=\"\" selected>")
            && !page.says(" checked")
    );

    let case = [
        ("case", "late"),
        ("receiving", CENTRE),
        FATHER,
        MOTHER,
        ("helper", "relative"),
        ("helper_name", "Lê Thị Na"),
    ];
    let next = browser.post(&format!("{draft}/case"), &case).await;
    assert_eq!(next.location(), format!("{draft}/person"));
    let person = [
        ("name", "  Trần   Văn Hòa "),
        ("identity", "046 156 000123"),
        ("born.day", "7"),
        ("born.month", "2"),
        ("born.year", "1956"),
        ("phone", "+84 905 123 456"),
        ("email", "hoa@example.vn"),
        ("address", "12 Lê Lợi"),
    ];
    browser.post(&format!("{draft}/person"), &person).await.location();
    fill(&kit, &mut browser, &draft).await;
    let files: [(&str, &str, &[u8]); 2] =
        [("paper.giay-chung-sinh", "giấy chứng sinh.pdf", PDF), ("paper.other", "trang 2.pdf", pdf("2"))];
    let next = browser.multipart(&format!("{draft}/papers"), &[], &files).await;
    assert_eq!(next.location(), format!("{draft}/check"));

    let check = browser.get(&format!("{draft}/check")).await;
    for words in [
        "Trần Văn Hòa",
        "07/02/1956",
        "0905123456",
        "Người thân: Lê Thị Na",
        "Quá hạn: sau 60 ngày",
        "Ủy ban nhân dân phường Phú Xuân",
        "giấy chứng sinh.pdf",
        "Còn thiếu giấy tờ bắt buộc",
        "cam đoan",
        "Dự kiến có kết quả",
        "<b>17:00 thứ Hai, 14/07/2025</b>",
    ] {
        assert!(check.says(words), "{words}");
    }

    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    assert_eq!(receipt.code, "H57.101-250714-0001");
    let page = browser.get(&receipt.href).await;
    assert_eq!(page.status, 200);
    for words in [
        "Đã nộp hồ sơ",
        &receipt.code,
        &receipt.key,
        "Dự kiến trả kết quả",
        "trước 17:00 thứ Hai, 14/07/2025",
        "Hết hạn khi hết giờ làm việc",
        "trang 2.pdf",
        "SHA-256",
        "Thiếu tệp: ",
        "Trung tâm Phục vụ hành chính công phường Phú Xuân",
    ] {
        assert!(page.says(words), "{words}");
    }

    let dossier = receipt.stored(&kit);
    let submission = &dossier.submission;
    assert_eq!((dossier.status(), submission.channel), (Status::Submitted, Channel::Online));
    assert_eq!(submission.applicant.phone, "0905123456");
    assert_eq!(submission.assistance.as_ref().map(|help| help.kind), Some(Helper::Relative));
    let history = kit.app.read(|rows| events(rows, dossier.id)).unwrap();
    assert_eq!(history[0].who, Actor::Person { name: "Trần Văn Hòa".into() }.name());
}

#[tokio::test]
async fn whoever_looks_after_an_abandoned_child_registers_it_and_is_not_asked_for_its_parents() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let case = [("case", "parents-unknown"), ("receiving", CENTRE), FATHER, MOTHER, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    browser.post(&format!("{draft}/person"), &[("name", "Nguyễn Thị Hoa")]).await.location();
    fill(&kit, &mut browser, &draft).await;
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(papers.says("Biên bản về việc trẻ bị bỏ rơi") && !papers.says("Giấy tờ tùy thân của cha, mẹ"));
    let files: [(&str, &str, &[u8]); 1] = [("paper.bien-ban-tre-bi-bo-roi", "biên bản.pdf", PDF)];
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    let check = browser.get(&format!("{draft}/check")).await;
    for words in ["Mái ấm Hoa Sen", "Cổng chùa Diệu Đế", "biên bản.pdf"] {
        assert!(check.says(words), "{words}");
    }
    assert!(!check.says("Người mẹ") && !check.says("Dân tộc"), "{}", check.main());
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    let submission = receipt.stored(&kit).submission;
    assert_eq!(submission.form.as_deref(), Some("khai-sinh-chua-ro-cha-me.1"));
    assert!(browser.get(&receipt.href).await.says("biên bản.pdf"));
}

#[tokio::test]
async fn a_refused_page_is_the_same_page_with_the_answers_kept() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let bad = [("case", "khong-co"), ("receiving", "H57.999"), ("helper", "officer"), ("helper_name", "Na")];
    let case = browser.post(&format!("{draft}/case"), &bad).await;
    assert_eq!(case.status, 422);
    assert!(case.says("<title>Lỗi: Nơi nộp hồ sơ"));
    for field in ["case", "receiving", "helper"] {
        assert!(case.says(&format!("<li><a href=\"#{field}\">")), "{field}");
        assert!(case.says(&format!("id=\"{field}-error\"")), "{field}");
        assert!(case.says(&format!("id=\"{field}\"")), "the summary leads to {field}");
    }
    assert_eq!(case.value_of("helper_name"), Some("Na"));

    let kept = [("case", "late"), ("receiving", CENTRE), FATHER, MOTHER, ("helper", "")];
    let case = browser.post(&format!("{draft}/case"), &kept).await;
    assert!(case.says(&format!("<option value=\"{CENTRE}\" selected>")));
    assert!(case.says("value=\"late\" checked"));

    let bad = [
        ("name", " "),
        ("identity", "12345"),
        ("born.day", "31"),
        ("born.month", "6"),
        ("born.year", "2025"),
        ("phone", "113"),
        ("email", "ai-do"),
        ("address", "12 Lê Lợi"),
    ];
    let person = browser.post(&format!("{draft}/person"), &bad).await;
    assert_eq!(person.status, 422);
    assert!(person.says("<title>Lỗi: Người đứng tên hồ sơ"));
    for field in ["name", "identity", "born", "phone", "email"] {
        assert!(person.says(&format!("<li><a href=\"#{field}\">")), "{field}");
        assert!(person.says(&format!("id=\"{field}\"")), "{field}");
    }
    for (field, value) in &bad[1..] {
        assert_eq!(person.value_of(field), Some(*value), "{field}");
    }
    // Nothing of it was kept: the last page still sends back to the first.
    assert_eq!(browser.get(&format!("{draft}/check")).await.location(), format!("{draft}/case"));
    assert_eq!(browser.post(&format!("{draft}/check"), &[]).await.location(), format!("{draft}/case"));
    assert!(kit.app.read(count_by_status).unwrap().is_empty());
}

#[tokio::test]
async fn a_birth_date_may_be_a_year_alone_but_no_day_without_its_month() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    for (day, month, year, want) in [
        ("", "", "1941", Some("1941")),
        ("", "3", "1941", Some("03/1941")),
        ("9", "3", "1941", Some("09/03/1941")),
        ("", "", "", Some("Không cung cấp")),
        ("9", "", "1941", None),
        ("29", "2", "2025", None),
        ("9", "3", "", None),
        ("9", "3", "41", None),
        ("x", "3", "1941", None),
    ] {
        let fields = [("name", "Hoa"), ("born.day", day), ("born.month", month), ("born.year", year)];
        let answer = browser.post(&format!("{draft}/person"), &fields).await;
        let shown = format!("{day}/{month}/{year}");
        match want {
            None => assert_eq!(answer.status, 422, "{shown}"),
            Some(words) => {
                answer.location();
                assert!(browser.get(&format!("{draft}/check")).await.says(words), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn sent_twice_it_is_one_dossier() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let (mut other, path) = (kit.browser(), format!("{draft}/check"));
    let (one, two) = tokio::join!(browser.post(&path, &[]), other.post(&path, &[]));
    assert_eq!(one.location(), two.location());
    let again = browser.post(&path, &[]).await;
    assert_eq!(again.location(), one.location());
    assert_eq!(kit.app.read(count_by_status).unwrap(), [(Status::Submitted, 1)]);
}

#[tokio::test]
async fn a_draft_that_was_handed_in_leads_to_its_receipt_from_every_page() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    for page in ["", "/case", "/person", "/papers", "/check"] {
        assert_eq!(browser.get(&format!("{draft}{page}")).await.location(), receipt.href, "{page}");
    }
    for page in ["/case", "/person", "/papers", "/check"] {
        assert_eq!(browser.post(&format!("{draft}{page}"), &[("name", "")]).await.location(), receipt.href);
    }
}

#[tokio::test]
async fn nobody_comes_to_a_receipt_by_the_id_of_a_dossier() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    let id = receipt.stored(&kit).id;
    for page in ["", "/case", "/check"] {
        let answer = browser.get(&format!("/submit/{id}{page}")).await;
        assert_eq!(answer.status, 404);
        assert!(answer.says("draft.unknown") && !answer.says(&receipt.key));
    }
    let draft_id = DossierId::parse(draft.trim_start_matches("/submit/")).unwrap();
    assert!(kit.app.read(|rows| by_id(rows, draft_id)).unwrap().is_none());
}

#[tokio::test]
async fn a_draft_that_is_not_there_is_a_404_in_the_same_words() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    for id in ["0197c347-9da0-7fff-bfff-ffffffffffff", "abc", "%00", "..%2f..%2fetc"] {
        for page in ["case", "person", "papers", "check"] {
            let got = browser.get(&format!("/submit/{id}/{page}")).await;
            assert_eq!(got.status, 404, "{id}/{page}");
            assert!(got.says("draft.unknown"));
            let posted = browser.post(&format!("/submit/{id}/{page}"), &[("name", "x")]).await;
            assert_eq!(posted.status, 404, "{id}/{page}");
        }
    }
}

#[tokio::test]
async fn thay_doi_leads_to_the_question_and_straight_back() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let check = browser.get(&format!("{draft}/check")).await;
    for place in ["case?from=check#receiving", "person?from=check#phone", "papers?from=check"] {
        assert!(check.says(&format!("href=\"{draft}/{place}\"")), "{place}");
    }
    let page = browser.get(&format!("{draft}/person?from=check")).await;
    assert_eq!(page.value_of("from"), Some("check"));
    assert_eq!(page.value_of("name"), Some("Nguyễn Thị Hoa"));
    assert_eq!(page.value_of("born.year"), Some("1956"));
    assert!(page.says(&format!("class=\"back\" href=\"{draft}/check\"")));
    let changed = browser.post(&format!("{draft}/person"), &[("from", "check"), ("name", "Lê Na")]).await;
    assert_eq!(changed.location(), format!("{draft}/check"));
    // A refused change still knows where it came from.
    let refused = browser.post(&format!("{draft}/person"), &[("from", "check"), ("name", "")]).await;
    assert_eq!((refused.status, refused.value_of("from")), (422, Some("check")));
    // Nothing that is still open is passed over on the way back.
    let case =
        [("from", "check"), ("case", "late"), ("receiving", CENTRE), FATHER, MOTHER, ("helper", "nobody")];
    assert_eq!(browser.post(&format!("{draft}/case"), &case).await.location(), format!("{draft}/person"));
    browser.post(&format!("{draft}/person"), &[("from", "check"), ("name", "Lê Na")]).await.location();
    assert_eq!(browser.post(&format!("{draft}/case"), &case).await.location(), format!("{draft}/check"));
}

#[tokio::test]
async fn only_a_choice_is_asked_and_an_officers_case_is_none() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    // One case; two, of which an officer finds one.
    for procedure in ["1.004873", "1.000894"] {
        let draft = begin(&mut browser, procedure).await;
        assert!(!browser.get(&format!("{draft}/case")).await.says("name=\"case\""), "{procedure}");
        let case = [("receiving", CENTRE), HOME, BRIDE, GROOM, ("helper", "nobody")];
        browser.post(&format!("{draft}/case"), &case).await.location();
        browser.post(&format!("{draft}/person"), &[("name", "Lê Na")]).await.location();
        fill(&kit, &mut browser, &draft).await;
        Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    }
    let draft = begin(&mut browser, "1.004859").await;
    let page = browser.get(&format!("{draft}/case")).await;
    assert!(page.says("Bổ sung thông tin hộ tịch") && !page.says("Cần xác minh"));
}

#[tokio::test]
async fn papers_stay_until_they_are_taken_out() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let path = format!("{draft}/papers");
    let more: [(&str, &str, &[u8]); 3] = [
        ("paper.giay-chung-sinh", "trang 2.png", &png()),
        ("paper.giay-chung-sinh", "giấy chứng sinh.pdf", PDF),
        ("paper.van-ban-uy-quyen", "", b""),
    ];
    let stayed = browser.multipart(&path, &[("stay", "1")], &more).await;
    assert_eq!(stayed.location(), path);
    let page = browser.get(&path).await;
    assert!(page.says("giấy chứng sinh.pdf") && page.says("trang 2.png"));
    assert_eq!(page.main().matches("name=\"remove\"").count(), 2, "the same file twice is one");

    let value = page.value_of("remove").unwrap().to_string();
    let removed = browser.multipart(&path, &[("remove", &value)], &[]).await;
    assert_eq!(removed.location(), path);
    let page = browser.get(&path).await;
    assert!(!page.says("giấy chứng sinh.pdf") && page.says("trang 2.png"));
}

#[tokio::test]
async fn a_file_that_may_not_be_handed_in_is_said_at_its_paper_and_the_good_one_beside_it_stays() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let path = format!("{draft}/papers");
    let large = vec![b'%'; 20 * 1024 * 1024 + 1];
    let table: [(&str, &str, &[u8], u16, &str); 6] = [
        ("paper.giay-chung-sinh", "anh.exe", b"MZ", 422, "paper.giay-chung-sinh"),
        ("paper.giay-chung-sinh", "anh.jpg", b"%PDF-1.7", 422, "paper.giay-chung-sinh"),
        ("paper.other", "rong.pdf", b"", 422, "paper.other"),
        ("paper.other", "trang.html", b"<script>", 422, "paper.other"),
        ("paper.khong-co", "a.pdf", PDF, 422, "paper.other"),
        ("paper.giay-chung-sinh", "lon.pdf", &large, 413, "paper.giay-chung-sinh"),
    ];
    for (nth, (field, name, bytes, status, at)) in table.into_iter().enumerate() {
        // Of a form that no page of ours sends, or that cannot be read, nothing is taken.
        let stays = nth < 4;
        let good = format!("tot-{nth}.pdf");
        let files: [(&str, &str, &[u8]); 2] = [("paper.other", &good, pdf(&good)), (field, name, bytes)];
        let answer = browser.multipart(&path, &[], &files).await;
        assert_eq!(answer.status, status, "{name}");
        assert!(answer.says("<title>Lỗi: Giấy tờ"), "{name}");
        assert!(answer.says(&format!("<li><a href=\"#{at}\">")), "{name}");
        assert_eq!((answer.says("giấy chứng sinh.pdf"), answer.says(&good)), (true, stays), "{name}");
        assert_eq!(answer.says("các tệp khác đã được giữ"), status == 422, "{name}");
    }
    let many: Vec<(&str, &str, &[u8])> = (0..41).map(|_| ("paper.other", "a.pdf", PDF)).collect();
    assert_eq!(browser.multipart(&path, &[], &many).await.status, 422);
}

#[tokio::test]
async fn nothing_that_is_typed_becomes_markup() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let probe = "Na \"><script>alert(1)</script><img src=x onerror=alert(1)>";
    let draft = begin(&mut browser, "1.001193").await;
    let case = [
        ("case", "late"),
        ("receiving", CENTRE),
        FATHER,
        MOTHER,
        ("helper", "volunteer"),
        ("helper_name", probe),
    ];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [("name", probe), ("address", probe)];
    browser.post(&format!("{draft}/person"), &person).await.location();
    fill(&kit, &mut browser, &draft).await;
    let files: [(&str, &str, &[u8]); 1] = [("paper.other", "<script>x<img src=x>.pdf", PDF)];
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    let refused = [("case", probe), ("receiving", probe), ("helper", probe), ("helper_name", probe)];
    let mut answers = vec![browser.post(&format!("{draft}/case"), &refused).await];
    for page in ["case", "person", "papers", "check"] {
        answers.push(browser.get(&format!("{draft}/{page}")).await);
    }
    // What was refused is kept as typed, and nothing is handed in before it is settled.
    assert_eq!(answers.pop().unwrap().location(), format!("{draft}/case"));
    browser.post(&format!("{draft}/case"), &case).await.location();
    answers.push(browser.get(&format!("{draft}/check")).await);
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    answers.push(browser.get(&receipt.href).await);
    answers.push(browser.get(&receipt.dossier("")).await);
    answers.push(browser.get(&format!("/track?code={}", receipt.code)).await);
    for (nth, answer) in answers.iter().enumerate() {
        let text = answer.text();
        assert!(!text.contains("<script>") && !text.contains("<img"), "answer {nth}");
    }
    assert!(answers[6].says("&#60;script&#62;"), "it is shown as it was typed");
}

#[tokio::test]
async fn another_site_cannot_hand_in_for_a_person() {
    use axum::body::Body;
    use axum::http::Request;
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let request = Request::post(format!("{draft}/check")).header("sec-fetch-site", "cross-site");
    let answer = browser.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 403);
    assert!(kit.app.read(count_by_status).unwrap().is_empty());
}

#[tokio::test]
async fn handing_in_works_in_english() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    browser.get("/language/en?back=/").await;
    let draft = begin(&mut browser, "1.001193").await;
    let refused = browser.post(&format!("{draft}/case"), &[]).await;
    assert!(refused.says("<title>Error: Where to hand in"));
    let receipt = birth(&kit, &mut browser).await;
    let page = browser.get(&receipt.href).await;
    assert!(page.says("The dossier is handed in") && page.says("Expected result"));
    assert!(browser.get(&receipt.dossier("")).await.says("Nothing to do now"));
}

#[tokio::test]
async fn a_parent_of_another_province_does_not_stand_in_the_way() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let father = ("place.father_home", "Phường Hải Châu, Thành phố Đà Nẵng");
    let case = [("case", "on-time"), ("receiving", CENTRE), father, MOTHER, ("helper", "nobody")];
    assert_eq!(browser.post(&format!("{draft}/case"), &case).await.location(), format!("{draft}/person"));
    // Here neither lives: the page says where, as far as this province knows it.
    let elsewhere = [case[0], ("receiving", "H57.102"), case[2], case[3], case[4]];
    let refused = browser.post(&format!("{draft}/case"), &elsewhere).await;
    assert!(refused.status == 422 && refused.says("Ủy ban nhân dân phường Phú Xuân"), "{}", refused.main());
}

#[tokio::test]
async fn a_child_of_unknown_parents_is_registered_where_it_lives() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let unknown = [("place.father_home.not", "unknown"), ("place.mother_home", "không rõ")];
    let case =
        [("case", "parents-unknown"), ("receiving", CENTRE), unknown[0], unknown[1], ("helper", "nobody")];
    assert!(!browser.get(&format!("{draft}/case")).await.says("name=\"place.child_home\""));
    let asked = browser.post(&format!("{draft}/case"), &case).await;
    assert!(asked.status == 422 && asked.says("name=\"place.child_home\""), "{}", asked.main());
    let living = [&case[..], &[("place.child_home", "Phường Phú Xuân")]].concat();
    assert_eq!(browser.post(&format!("{draft}/case"), &living).await.location(), format!("{draft}/person"));
}

#[tokio::test]
async fn a_child_whose_parents_live_abroad_is_registered_where_it_stays() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    for (father, mother) in
        [("nước ngoài", "nước ngoài"), ("nước ngoài", "không rõ"), ("không rõ", "nước ngoài")]
    {
        for (procedure, case) in [("1.001193", "on-time"), ("2.000528", "default")] {
            let draft = begin(&mut browser, procedure).await;
            let parents = [("place.father_home", father), ("place.mother_home", mother)];
            let case =
                [&parents[..], &[("case", case), ("receiving", CENTRE), ("helper", "nobody")]].concat();
            let asked = browser.post(&format!("{draft}/case"), &case).await;
            assert!(asked.status == 422 && asked.says("name=\"place.child_home\""), "{}", asked.main());
            let staying = [&case[..], &[("place.child_home", "Phường Phú Xuân")]].concat();
            let next = browser.post(&format!("{draft}/case"), &staying).await;
            assert_eq!(next.location(), format!("{draft}/person"), "{procedure} {father} {mother}");
        }
    }
}
