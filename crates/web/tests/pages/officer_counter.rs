//! Reception in sixty seconds: the card, the pile of scans, the person's own store,
//! and the helper beside the citizen.

use crate::kit::papers::{pdf, png};
use crate::kit::{Answer, Browser};
use crate::office::{BIRTH, Office, walk_in};
use motcua_core::dossier::{Channel, Digitised, Dossier, DossierCode, Helper, Status, Verb};
use motcua_edge::secret::receipt_secret;

const SCREEN: &str = "/officer/receive?procedure=1.001193&case=on-time";
const CARD: &str = "046090001234||Trần Văn Bình|05021990|Nam|12 Lê Lợi, Phú Xuân, Huế|12072021";

async fn key_of(browser: &mut Browser) -> String {
    browser.get(SCREEN).await.value_of("key").unwrap().to_string()
}

fn received(office: &Office, answer: &Answer) -> Dossier {
    let path = answer.location().strip_prefix("/officer/dossiers/").unwrap();
    office.now(&DossierCode::parse(path.strip_suffix("?done=receive").unwrap()).unwrap())
}

/// Received here with a scan of the birth notification.
async fn first_dossier(office: &Office, browser: &mut Browser) -> Dossier {
    let key = key_of(browser).await;
    let files: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "chứng sinh.pdf", pdf("a"))];
    received(office, &browser.multipart("/officer/receive", &walk_in(&key, &[]), &files).await)
}

#[tokio::test]
async fn a_scanned_card_fills_in_the_person_and_the_last_dossier_the_rest() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    assert!(browser.get(SCREEN).await.says("name=\"card\" autocomplete=\"off\""));
    let scan = [("procedure", BIRTH), ("case", "on-time"), ("card", CARD)];
    let page = browser.post("/officer/receive/card", &scan).await;
    assert_eq!(page.status, 200);
    for (field, value) in [
        ("name", "Trần Văn Bình"),
        ("identity", "046090001234"),
        ("born.day", "5"),
        ("born.year", "1990"),
        ("address", "12 Lê Lợi, Phú Xuân, Huế"),
        ("phone", ""),
    ] {
        assert_eq!(page.value_of(field), Some(value), "{field}");
    }
    assert!(page.says("Chưa có hồ sơ trước nào"));

    let earlier = first_dossier(&office, &mut browser).await;
    let page = browser.post("/officer/receive/card", &scan).await;
    assert_eq!(page.value_of("phone"), Some("0905123456"));
    assert!(page.says(&format!("Lấy từ hồ sơ {}", earlier.code())) && page.says("số điện thoại"));
    // The number alone does it too; what was typed before the scan stays.
    let by_number = [
        ("procedure", BIRTH),
        ("card", "046 090 001 234"),
        ("email", "binh@example.vn"),
        ("channel", "counter"),
    ];
    let page = browser.post("/officer/receive/card", &by_number).await;
    assert_eq!(
        (page.value_of("name"), page.value_of("email")),
        (Some("Trần Văn Bình"), Some("binh@example.vn"))
    );
    // Another agency's officer gets nothing of it.
    let page = office.browser("xakhac").await.post("/officer/receive/card", &scan).await;
    assert!(!page.says("0905123456") && !page.says("Lấy từ hồ sơ"));

    for (typed, words) in [("", "Chưa có gì được quét"), ("https://a", "không phải mã QR của thẻ")]
    {
        let page = browser.post("/officer/receive/card", &[("procedure", BIRTH), ("card", typed)]).await;
        assert_eq!(page.status, 422);
        assert!(page.says(words) && page.says("id=\"card-error\""), "{typed}");
    }
}

#[tokio::test]
async fn a_pile_of_scans_goes_to_its_papers_and_waits_for_a_look() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = key_of(&mut browser).await;
    let files: [(&str, &str, &[u8]); 2] =
        [("paper.scans", "giay chung sinh.pdf", pdf("a")), ("paper.scans", "Scan_0001.pdf", pdf("b"))];
    let page = browser.multipart("/officer/receive", &walk_in(&key, &[]), &files).await;
    assert_eq!(page.status, 200, "nothing is received before somebody has looked");
    assert!(page.says("Đã gắn các tệp vào giấy tờ"));
    let scan = |name: &str| page.value_of(name).unwrap().replace("&#34;", "\"").replace("&quot;", "\"");
    let (one, two) = (scan("scan.1"), scan("scan.2"));
    let sure = walk_in(
        &key,
        &[("scan.1", &one), ("scan_to.1", "giay-chung-sinh"), ("scan.2", &two), ("scan_to.2", "other")],
    );
    let dossier = received(&office, &browser.post("/officer/receive", &sure).await);
    let held: Vec<_> = dossier
        .submission
        .papers
        .iter()
        .map(|paper| (paper.paper.as_str(), paper.files[0].name.as_str()))
        .collect();
    assert_eq!(held, [("giay-chung-sinh", "giay chung sinh.pdf"), ("other", "Scan_0001.pdf")]);
    let Some(Digitised::Scanned { by, .. }) = &dossier.submission.papers[0].digitised else { panic!() };
    assert_eq!(by.officer.as_ref().map(|id| id.0.as_str()), Some("quay"));
}

#[tokio::test]
async fn an_earlier_paper_is_used_again_with_consent_and_no_new_scan() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let earlier = first_dossier(&office, &mut browser).await;
    let scan = [("procedure", BIRTH), ("case", "on-time"), ("card", CARD)];
    let page = browser.post("/officer/receive/card", &scan).await;
    let value = page.value_of("reuse.1").unwrap().to_string();
    assert_eq!(value, format!("{}|giay-chung-sinh", earlier.code()));
    let digest = &earlier.submission.papers[0].files[0].digest.0;
    assert!(page.says(&digest[..16]) && page.says("Giấy chứng sinh"));
    assert!(page.says("<option value=\"giay-chung-sinh\" selected>"), "it is preset as what it is");

    let key = key_of(&mut browser).await;
    let chosen = [("reuse.1", value.as_str()), ("reuse_as.1", "giay-chung-sinh")];
    let refused = browser.post("/officer/receive", &walk_in(&key, &chosen)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("hãy ghi sự đồng ý của người có hồ sơ"));
    let agreed = [chosen[0], chosen[1], ("consent_reuse", "1")];
    let dossier = received(&office, &browser.post("/officer/receive", &walk_in(&key, &agreed)).await);
    let paper = &dossier.submission.papers[0];
    assert_eq!(paper.files[0].digest.0, *digest);
    assert!(matches!(&paper.digitised, Some(Digitised::Reused { from, .. }) if from == earlier.code()));
    let shown = browser.get(&format!("/officer/dossiers/{}", dossier.code())).await;
    assert!(shown.says(&format!("Dùng lại từ hồ sơ {}", earlier.code())));

    // The person takes it back: the store forgets it.
    let mut person = office.kit.browser();
    let secret = receipt_secret(&office.kit.app.receipt_key, earlier.id);
    let path = format!("/dossiers/{}/withdraw_consent?key={secret}", earlier.code());
    let ask = person.get(&path).await;
    let form_key = ask.value_of("form_key").unwrap().to_string();
    let done = person.post(&path, &[("form_key", form_key.as_str())]).await;
    assert_eq!(done.status, 303);
    let key = key_of(&mut browser).await;
    let again = browser.post("/officer/receive", &walk_in(&key, &agreed)).await;
    assert_eq!(again.status, 422);
    assert!(again.says("không có giấy tờ này để dùng lại"));
    let public = person.get(&format!("/api/v1/dossiers/{}", earlier.code())).await;
    assert!(!public.says("consent_withdrawn"), "what a person agreed to is nobody else's business");
}

#[tokio::test]
async fn a_helper_hands_in_with_consent_and_sees_only_that() {
    let office = Office::open().await;
    let others = office.submitted("Nguyễn Thị Hoa").await;
    let mut browser = office.helper().await;
    let start = browser.get("/officer/work").await;
    assert_eq!(start.location(), "/officer/helped");
    let home = browser.get("/officer/helped").await;
    assert!(home.says("Nộp thay") && !home.says("href=\"/officer/search\""));
    let theirs = format!("/officer/dossiers/{others}");
    for path in [theirs.clone(), format!("{theirs}/accept"), "/officer/search?q=hoa".to_string()] {
        assert_eq!(browser.get(&path).await.status, 404, "{path}");
    }
    let page = browser.get(SCREEN).await;
    assert!(page.says("Người có hồ sơ đồng ý cho nộp thay"));
    let key = page.value_of("key").unwrap().to_string();
    let bare = [("channel", "online")];
    let refused = browser.post("/officer/receive", &walk_in(&key, &bare)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Chưa ghi sự đồng ý"));
    let agreed = [bare[0], ("consent_way", "spoken"), ("consent_follow", "1"), ("consent_days", "10")];
    let bare = browser.post("/officer/receive", &walk_in(&key, &agreed)).await;
    assert!(bare.status == 422 && bare.says("bản quét tờ khai"));
    let files: [(&str, &str, &[u8]); 1] = [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", pdf("d"))];
    let done = browser.multipart("/officer/receive", &walk_in(&key, &agreed), &files).await;
    let code = done.location().strip_prefix("/officer/helped?done=").unwrap().to_string();
    let dossier = office.now(&DossierCode::parse(&code).unwrap());
    assert_eq!(dossier.status(), Status::Submitted, "an officer still accepts it");
    let help = dossier.submission.assistance.clone().unwrap();
    assert_eq!((help.kind, help.name.as_str()), (Helper::AgentPoint, "Điểm đại lý số 1"));
    let page = browser.get(done.location()).await;
    let print = format!("/officer/helped/receipt?code={code}");
    assert!(page.says(&code) && page.says(&print) && page.says("Trần Văn Bình"));
    assert!(
        !browser.get("/officer/helped").await.says("/receipt"),
        "the way to it does not stay on the page"
    );
    // The desk sees who handed in and what was agreed.
    let shown = office.browser("quay").await.get(&format!("/officer/dossiers/{code}")).await;
    assert!(shown.says("Điểm đại lý số 1") && shown.says("Đã nói đồng ý, có mặt"));
    let out = browser.post("/officer/sign_out", &[]).await;
    assert!(out.header("clear-site-data").contains("cache"));
}

#[tokio::test]
async fn who_does_not_receive_is_not_offered_to() {
    let office = Office::open().await;
    for (who, offered) in [("quay", true), ("thuly", false), ("lanhdao", false)] {
        let page = office.browser(who).await.get("/officer/work").await;
        assert_eq!(page.says("href=\"/officer/receive\""), offered, "{who}");
    }
}

#[tokio::test]
async fn the_receipt_is_printed_as_the_form_asks_for() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = key_of(&mut browser).await;
    let counted = [
        ("handed.giay-chung-sinh", "1"),
        ("originals.giay-chung-sinh", "1"),
        ("certified.giay-chung-sinh", "2"),
        ("submitter_name", "Lê Văn Con"),
        ("submitter_relation", "authorised"),
        ("submitter_authorisation", "12 ngày 01/07/2025"),
    ];
    let dossier = received(&office, &browser.post("/officer/receive", &walk_in(&key, &counted)).await);
    let page = browser.get(&format!("/officer/dossiers/{}?done=receive", dossier.code())).await;
    assert!(page.says("Tiếp nhận hồ sơ tiếp theo") && page.says("autofocus"));
    let receipt = browser.get(&format!("/officer/dossiers/{}/receipt", dossier.code())).await;
    for words in [
        "Liên 1: lưu",
        "Liên 2: giao người nộp",
        "Lê Văn Con, Người được ủy quyền (12 ngày 01/07/2025)",
        "Số bộ hồ sơ",
        "Chứng thực",
        "<svg class=\"qr\"",
        "Người tiếp nhận hồ sơ",
    ] {
        assert!(receipt.says(words), "{words}");
    }
}

#[tokio::test]
async fn the_leader_attaches_the_result_and_the_person_downloads_it() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Verb::Accept, Verb::Forward, Verb::Forward]).await;
    let mut leader = office.browser("lanhdao").await;
    let path = format!("/officer/dossiers/{code}/decide");
    let page = leader.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap().to_string(), page.value_of("key").unwrap().to_string());
    let fields = [("seq", seq.as_str()), ("key", key.as_str()), ("outcome", "approved")];
    let picture = png();
    let wrong: (&str, &str, &[u8]) = ("paper.result", "ket-qua.png", &picture);
    let refused = leader.multipart(&path, &fields, &[wrong]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("id=\"result-error\"") && refused.says("Kết quả phải là tệp PDF"));
    let done = leader.multipart(&path, &fields, &[("paper.result", "trích lục.pdf", pdf("c"))]).await;
    assert_eq!(done.status, 303);
    assert!(leader.get(done.location()).await.says("trích lục.pdf"));

    let dossier = office.now(&code);
    let result = dossier.result.clone().unwrap();
    assert!(
        matches!(&result.digitised, Digitised::Scanned { by, .. } if by.officer.as_ref().unwrap().0 == "lanhdao")
    );
    assert_eq!(result.shared.len(), 1, "it is in the person's own store");
    let secret = receipt_secret(&office.kit.app.receipt_key, dossier.id);
    let mut person = office.kit.browser();
    let page = person.get(&format!("/dossiers/{code}?key={secret}")).await;
    assert!(page.says("Kết quả của quý vị") && page.says("trích lục.pdf"));
    let file = format!("/dossiers/{code}/files/{}", result.files[0].digest.0);
    assert_eq!(person.get(&format!("{file}?key={secret}")).await.body, pdf("c"));
    assert_ne!(person.get(&format!("{file}?key=xxxx")).await.status, 200);
    let api = person.get(&format!("/api/v1/dossiers/{code}?key={secret}")).await;
    assert!(api.says("\"how\":\"scanned\"") && api.says("\"to\":\"personal_store\""));
}

#[tokio::test]
async fn a_counter_that_is_not_competent_helps_to_hand_in_online_to_the_one_that_is() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let screen = browser.get(SCREEN).await;
    assert_eq!(screen.value_of("place.father_home"), Some(""), "nothing is taken to be here unsaid");
    assert!(screen.says("Mọi nơi để trống là Phường Phú Xuân"));
    let key = screen.value_of("key").unwrap().to_string();
    let living = [("place.father_home", "Kim Long"), ("place.mother_home", "không rõ")];
    let refused = browser.post("/officer/receive", &walk_in(&key, &living)).await;
    assert_eq!(refused.status, 422);
    for words in
        ["Ủy ban nhân dân phường Kim Long", "name=\"help_for\"", "value=\"H57.102\"", "Giúp nộp trực tuyến"]
    {
        assert!(refused.says(words), "{words}: {}", refused.main());
    }
    let helping = [&living[..], &[("do", "help_online"), ("help_for", "H57.102")]].concat();
    let files: [(&str, &str, &[u8]); 1] = [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", pdf("d"))];
    let unsaid = browser.multipart("/officer/receive", &walk_in(&key, &helping), &files).await;
    assert!(unsaid.status == 422 && unsaid.says("Chưa ghi sự đồng ý"), "{}", unsaid.main());
    let agreed = [&helping[..], &[("help_agreed", "1")]].concat();
    let done = browser.multipart("/officer/receive", &walk_in(&key, &agreed), &files).await;
    let code = done.location().strip_prefix("/officer/helped?done=").unwrap().to_string();
    assert!(code.starts_with("H57.102-"), "{code}");
    let submission = office.now(&DossierCode::parse(&code).unwrap()).submission;
    assert_eq!((submission.channel, submission.competent.as_str()), (Channel::Online, "H57.102"));
    assert_eq!(submission.assistance.map(|help| help.kind), Some(Helper::Officer));
    assert!(browser.get(done.location()).await.says(&format!("/officer/helped/receipt?code={code}")));
    // Nowhere else: neither where nobody lives, nor what this counter may take itself.
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let stranger = [&agreed[..], &[("help_for", "H57.103")]].concat();
    let own = [&agreed[..], &[("place.mother_home", "Phường Phú Xuân"), ("help_for", "H57.101")]].concat();
    for fields in [stranger, own] {
        let refused = browser.multipart("/officer/receive", &walk_in(&key, &fields), &files).await;
        assert_eq!(refused.status, 403, "{}", refused.main());
    }
}

#[tokio::test]
async fn one_tick_says_that_every_place_left_empty_is_here_and_none_is_here_unsaid() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    assert!(browser.get(SCREEN).await.says("chưa rõ, cho đến khi ghi các nơi ở mục 1"));
    let empty = [("place.father_home", ""), ("place.mother_home", "")];
    let refused = browser.post("/officer/receive", &walk_in(&key, &empty)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("id=\"place.father_home-error\"") && refused.says("id=\"place.mother_home-error\""));
    let elsewhere =
        [empty[0], ("place.mother_home.not", "unknown"), ("place.mother_home", ""), ("place.here", "1")];
    let dossier = received(&office, &browser.post("/officer/receive", &walk_in(&key, &elsewhere)).await);
    let said: Vec<String> =
        dossier.submission.deciding.places.values().map(|place| place.to_string()).collect();
    assert_eq!(said, ["19753", "unknown"], "what was said otherwise stays");
}
