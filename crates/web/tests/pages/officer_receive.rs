//! A walk-in at the counter: one screen, one act, one receipt.

use crate::kit::Answer;
use crate::office::{BIRTH, HERE, Office, PAGE_BYTES_MAX, walk_in};
use motcua_core::catalogue::Way;
use motcua_core::dossier::{Dossier, DossierCode, Helper, Status};
use motcua_edge::secret::receipt_secret;
use motcua_store::worklist::most_received;

const SCREEN: &str = "/officer/receive?procedure=1.001193";

fn received(office: &Office, answer: &Answer) -> Dossier {
    let path = answer.location().strip_prefix("/officer/dossiers/").unwrap();
    let code = DossierCode::parse(path.strip_suffix("?done=receive").unwrap()).unwrap();
    office.now(&code)
}

#[tokio::test]
async fn a_walk_in_is_received_on_one_screen_and_gets_a_receipt() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let screen = browser.get(SCREEN).await;
    assert_eq!(screen.status, 200);
    assert!(screen.body.len() <= PAGE_BYTES_MAX);
    for words in
        ["17:00 thứ Hai, 14/07/2025", "Miễn lệ phí", "Giấy chứng sinh", "accesskey=\"s\"", "autofocus"]
    {
        assert!(screen.says(words), "{words}");
    }
    let key = screen.value_of("key").unwrap().to_string();
    let fields = walk_in(
        &key,
        &[
            ("handed.giay-chung-sinh", "1"),
            ("originals.giay-chung-sinh", "1"),
            ("copies.giay-chung-sinh", "2"),
            ("originals.van-ban-uy-quyen", "1"),
            ("helper", "relative"),
            ("helper_name", "Trần Thị An"),
        ],
    );
    let files: [(&str, &str, &[u8]); 1] =
        [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", crate::kit::papers::pdf("a"))];
    let first = browser.multipart("/officer/receive", &fields, &files).await;
    let dossier = received(&office, &first);
    // Sent twice, it is the same dossier.
    let second = browser.multipart("/officer/receive", &fields, &files).await;
    assert_eq!(second.location(), first.location());
    assert_eq!(office.events(dossier.code()), 2);

    let submission = &dossier.submission;
    assert_eq!((dossier.status(), submission.channel), (Status::Accepted, Way::Counter));
    assert_eq!(submission.applicant.identity, "046090001234");
    let papers: Vec<_> = submission
        .papers
        .iter()
        .map(|paper| (paper.paper.as_str(), paper.originals, paper.copies, paper.files.len()))
        .collect();
    // A count beside a paper that was neither ticked nor scanned says nothing.
    assert_eq!(papers, [("giay-chung-sinh", 1, 2, 0), ("to-khai-dang-ky-khai-sinh", 0, 0, 1)]);
    assert_eq!(submission.assistance.as_ref().map(|help| help.kind), Some(Helper::Relative));

    let page = browser.get(first.location()).await;
    let secret = receipt_secret(&office.kit.app.receipt_key, dossier.id);
    assert!(page.says("Đã tiếp nhận hồ sơ"));
    let printed = format!("/officer/dossiers/{}/receipt", dossier.code());
    assert!(page.says(&format!("href=\"{printed}\"")) && !page.says(&secret));
    assert!(browser.get(&printed).await.says(&secret), "on the paper for the person");
    let unit = &office.kit.app.law.directory.agency(&dossier.submission.receiving).unwrap().unit;
    let often = office.kit.app.read(|rows| most_received(rows, unit, dossier.submitted_at.day(), 5)).unwrap();
    assert_eq!(often.iter().map(|id| id.as_str()).collect::<Vec<_>>(), [BIRTH]);
    assert!(browser.get("/officer/receive").await.says(SCREEN));
}

#[tokio::test]
async fn what_was_looked_up_in_a_national_database_is_received_without_a_paper() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let looked_up = |source| {
        let paper = ("fetched.giay-chung-sinh", source);
        walk_in(&key, &[paper, ("originals.giay-chung-sinh", "1"), ("handed.to-khai-dang-ky-khai-sinh", "1")])
    };
    let refused = browser.multipart("/officer/receive", &looked_up("?"), &[]).await;
    assert!(refused.status == 422 && refused.says("href=\"#fetched.giay-chung-sinh\""), "{}", refused.main());
    let first = browser.multipart("/officer/receive", &looked_up("CSDL hộ tịch điện tử"), &[]).await;
    let dossier = received(&office, &first);
    let paper = dossier.submission.papers.iter().find(|paper| paper.paper == "giay-chung-sinh").unwrap();
    assert!(paper.is_fetched() && paper.originals == 0, "{paper:?}");
    let page = browser.get(&format!("/officer/dossiers/{}", dossier.code())).await;
    assert!(page.says("Tra cứu trong CSDL hộ tịch điện tử, bởi "), "{}", page.main());
    let secret = receipt_secret(&office.kit.app.receipt_key, dossier.id);
    let receipt = browser.get(&format!("/receipt/{}?key={secret}", dossier.code())).await;
    assert!(receipt.says("Giấy chứng sinh") && receipt.says("CSDL hộ tịch điện tử"), "{}", receipt.main());
}

#[tokio::test]
async fn a_required_paper_that_nobody_sent_may_be_looked_up_at_the_acceptance() {
    let office = Office::open().await;
    let code = office.dossier("Lê Na", &[]).await;
    let mut browser = office.browser("quay").await;
    let path = format!("/officer/dossiers/{code}/accept");
    let form = browser.get(&path).await;
    assert!(form.says("name=\"fetched.giay-chung-sinh\""), "{}", form.main());
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    let with = |source| [("seq", &*seq), ("key", &*key), ("fetched.giay-chung-sinh", source)];
    let refused = browser.post(&path, &with("?")).await;
    assert!(refused.status == 422 && refused.says("href=\"#fetched.giay-chung-sinh\""), "{}", refused.main());
    browser.post(&path, &with("CSDL hộ tịch điện tử")).await.location();
    assert!(office.now(&code).submission.papers.iter().any(|paper| paper.is_fetched()));
    let page = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(
        page.says("Giấy chứng sinh") && page.says("Tra cứu trong CSDL hộ tịch điện tử"),
        "{}",
        page.main()
    );
}

#[tokio::test]
async fn a_file_goes_out_as_a_file_and_only_with_its_own_dossier() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let files: [(&str, &str, &[u8]); 1] =
        [("paper.giay-chung-sinh", "chứng sinh.pdf", crate::kit::papers::pdf("b"))];
    let answer = browser.multipart("/officer/receive", &walk_in(&key, &[]), &files).await;
    let dossier = received(&office, &answer);
    let digest = &dossier.submission.papers[0].files[0].digest.0;
    let path = format!("/officer/dossiers/{}/files/{digest}", dossier.code());
    let file = browser.get(&path).await;
    assert_eq!((file.status, file.body.as_slice()), (200, crate::kit::papers::pdf("b")));
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    let disposition = file.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename*=UTF-8''ch%E1%BB%A9ng%20"), "{disposition}");
    assert!(!disposition.contains('"'));
    let other = office.submitted("Nguyễn Thị Hoa").await;
    assert_eq!(browser.get(&format!("/officer/dossiers/{other}/files/{digest}")).await.status, 404);
    assert_eq!(browser.get(&path.replace(digest, &"0".repeat(64))).await.status, 404);
    assert_eq!(office.browser("xakhac").await.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_refused_form_keeps_the_answers_and_the_scans() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let wrong =
        walk_in(&key, &[("name", ""), ("born.month", "13"), ("phone", "0905 12"), ("address", "12 Lê Lợi")]);
    let files: [(&str, &str, &[u8]); 1] =
        [("paper.giay-chung-sinh", "scan.pdf", crate::kit::papers::pdf("c"))];
    let again = browser.multipart("/officer/receive", &wrong, &files).await;
    assert_eq!(again.status, 422);
    assert!(again.says("<title>Lỗi: "));
    for field in ["name", "born", "phone"] {
        assert!(again.says(&format!("id=\"{field}-error\"")), "{field}");
    }
    assert_eq!(again.value_of("phone"), Some("0905 12"));
    assert_eq!(again.value_of("address"), Some("12 Lê Lợi"));
    assert!(again.says("scan.pdf"));
    let kept = again.value_of("kept.giay-chung-sinh").unwrap();
    let kept = kept.replace("&#34;", "\"").replace("&quot;", "\"");
    let key = again.value_of("key").unwrap().to_string();

    let right = walk_in(&key, &[("kept.giay-chung-sinh", kept.as_str())]);
    let dossier = received(&office, &browser.post("/officer/receive", &right).await);
    let papers = &dossier.submission.papers;
    assert_eq!((papers.len(), papers[0].files[0].name.as_str()), (1, "scan.pdf"));

    // Nobody else can carry that file into a dossier, nor change what it is.
    let mut other = office.browser("quay2").await;
    let key = other.get(SCREEN).await.value_of("key").unwrap().to_string();
    let changed = kept.replace("scan.pdf", "khac.pdf");
    let stolen = walk_in(&key, &[("kept.giay-chung-sinh", kept.as_str())]);
    assert_ne!(other.post("/officer/receive", &stolen).await.status, 303);
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let forged = walk_in(&key, &[("kept.giay-chung-sinh", changed.as_str())]);
    assert_ne!(browser.post("/officer/receive", &forged).await.status, 303);
}

/// What the form carries for a scan, as the browser sends it back.
fn carried(page: &Answer, field: &str) -> String {
    let value = page.value_of(field).unwrap_or_else(|| panic!("no {field}: {}", page.main()));
    value.replace("&#34;", "\"").replace("&quot;", "\"")
}

#[tokio::test]
async fn of_a_pile_of_scans_the_good_ones_stay_and_every_bad_one_is_named() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let first = [("paper.scans", "giay-chung-sinh.pdf", crate::kit::papers::pdf("c"))];
    let kept = browser.multipart("/officer/receive", &walk_in(&key, &[]), &first).await;
    assert!(kept.status == 200 && kept.says("Đã gắn các tệp"));
    let scan = carried(&kept, "scan.1");
    let with_first = walk_in(&key, &[("scan.1", scan.as_str()), ("scan_to.1", "giay-chung-sinh")]);
    let pile: [(&str, &str, &[u8]); 3] = [
        ("paper.scans", "can-cuoc.pdf", crate::kit::papers::pdf("d")),
        ("paper.scans", "virus.exe", b"MZ"),
        ("paper.scans", "rong.pdf", b""),
    ];
    let refused = browser.multipart("/officer/receive", &with_first, &pile).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.says("Đã gắn các tệp"), "not under a green notice");
    for words in
        ["giay-chung-sinh.pdf</b>", "can-cuoc.pdf</b>", "id=\"paper.scans-error\"", "virus.exe", "rong.pdf"]
    {
        assert!(refused.says(words), "{words}: {}", refused.main());
    }
    assert!(!refused.says("virus.exe</b>"));
    let (one, two) = (carried(&refused, "scan.1"), carried(&refused, "scan.2"));
    let both = [
        ("scan.1", one.as_str()),
        ("scan_to.1", "giay-chung-sinh"),
        ("scan.2", two.as_str()),
        ("scan_to.2", "other"),
    ];
    // A count that is wrong takes no file away either.
    let miscounted: Vec<_> =
        [("handed.giay-chung-sinh", "1"), ("copies.giay-chung-sinh", "-1")].into_iter().chain(both).collect();
    let refused = browser
        .multipart(
            "/officer/receive",
            &walk_in(&key, &miscounted),
            &[("paper.giay-to-tuy-than-cua-cha-me", "to-khai.pdf", crate::kit::papers::pdf("e"))],
        )
        .await;
    assert!(refused.status == 422 && refused.says("can-cuoc.pdf</b>"));
    let third = carried(&refused, "kept.giay-to-tuy-than-cua-cha-me");
    let right: Vec<_> =
        [("kept.giay-to-tuy-than-cua-cha-me", third.as_str())].into_iter().chain(both).collect();
    let dossier = received(&office, &browser.post("/officer/receive", &walk_in(&key, &right)).await);
    let files = dossier.submission.papers.iter().flat_map(|paper| &paper.files);
    let mut names: Vec<_> = files.map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["can-cuoc.pdf", "giay-chung-sinh.pdf", "to-khai.pdf"]);
}

#[tokio::test]
async fn what_cannot_be_received_is_said_at_its_field() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let table: [(&[(&str, &str)], &str); 6] = [
        (&[("case", "")], "case-error"),
        (&[("case", "khong-co")], "case-error"),
        (&[("channel", "carrier-pigeon")], "channel-error"),
        (&[("handed.giay-chung-sinh", "1"), ("copies.giay-chung-sinh", "-1")], "paper.giay-chung-sinh-error"),
        (&[("identity", "12")], "identity-error"),
        (&[("handed.khong-co", "1")], "class=\"error\""),
    ];
    for (wrong, place) in table {
        let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
        let again = browser.post("/officer/receive", &walk_in(&key, wrong)).await;
        assert_eq!(again.status, 422, "{wrong:?}");
        assert!(again.says(place), "{wrong:?}");
        assert_eq!(again.value_of("name"), Some("Trần Văn Bình"), "{wrong:?}");
    }
    // A form that was sent before with other words gets a new key, not a second dossier.
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    browser.post("/officer/receive", &walk_in(&key, &[])).await.location();
    let other = browser.post("/officer/receive", &walk_in(&key, &[("name", "Người Khác")])).await;
    assert_eq!(other.status, 422);
    assert_ne!(other.value_of("key"), Some(key.as_str()));
    assert_eq!(browser.get("/officer/receive?procedure=khong-co").await.status, 404);
}

#[tokio::test]
async fn typed_in_for_the_person_is_online_and_never_alone() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let online = walk_in(&key, &[("channel", "online")]);
    let bare = browser.post("/officer/receive", &online).await;
    assert_eq!(bare.status, 422);
    assert!(bare.says("bản quét tờ khai"));
    let files: [(&str, &str, &[u8]); 1] =
        [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", crate::kit::papers::pdf("d"))];
    let answer = browser.multipart("/officer/receive", &online, &files).await;
    let submission = received(&office, &answer).submission;
    assert_eq!(submission.channel, Way::Online);
    assert_eq!(submission.assistance.map(|help| help.kind), Some(Helper::Officer));
}

#[tokio::test]
async fn only_a_reception_desk_receives() {
    let office = Office::open().await;
    let mut case = office.browser("thuly").await;
    assert_eq!(case.get("/officer/receive").await.status, 403);
    assert_eq!(case.post("/officer/receive", &walk_in(&"e".repeat(32), &[])).await.status, 403);
    assert!(!case.get("/officer/work").await.says("accesskey=\"n\""));
    // What one counter receives is its own, whatever the form says.
    let mut elsewhere = office.browser("xakhac").await;
    let key = elsewhere.get(SCREEN).await.value_of("key").unwrap().to_string();
    let there = [("place.father_home", "Phường Kim Long"), ("place.mother_home", "unknown")];
    let said = [&[("receiving", HERE)][..], &there].concat();
    let answer = elsewhere.post("/officer/receive", &walk_in(&key, &said)).await;
    assert!(answer.location().starts_with("/officer/dossiers/H57.102-"));
}

#[tokio::test]
async fn a_procedure_is_found_by_words_without_marks() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let found = browser.get("/officer/receive?q=khai+sinh").await;
    assert!(found.says(SCREEN));
    assert!(browser.get("/officer/receive?q=zzzz").await.says("Không tìm thấy thủ tục"));
}

#[tokio::test]
async fn a_file_in_which_a_virus_was_found_leaves_the_form_so_that_another_can_come() {
    use motcua_core::document::Scanned;
    use motcua_store::{files::digest_of, scan};
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = browser.get(SCREEN).await.value_of("key").unwrap().to_string();
    let (bad, clean) = (crate::kit::papers::pdf("nhiem"), crate::kit::papers::pdf("sach"));
    let field = "paper.giay-chung-sinh";
    let nameless: Vec<(&str, &str)> =
        walk_in(&key, &[]).into_iter().filter(|(name, _)| *name != "name").collect();
    let refused = browser.multipart("/officer/receive", &nameless, &[(field, "nhiễm.pdf", bad)]).await;
    assert_eq!(refused.status, 422);
    let token = refused.value_of("kept.giay-chung-sinh").unwrap().replace("&#34;", "\"");

    // The scanner answers while the name is typed.
    let (app, now) = (&office.kit.app, office.kit.app.now());
    let found = scan::answered(&digest_of(bad), Scanned::Infected, "Test", now);
    motcua_edge::act::keep(app, scan::ask(&digest_of(bad), now).and(found)).await.unwrap();
    let with_it = walk_in(&key, &[("kept.giay-chung-sinh", &token)]);
    let refused = browser.multipart("/officer/receive", &with_it, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("“nhiễm.pdf” có vi-rút"), "{}", refused.main());
    assert_eq!(refused.value_of("kept.giay-chung-sinh"), None, "it is not sent once more");
    let done =
        browser.multipart("/officer/receive", &walk_in(&key, &[]), &[(field, "sạch.pdf", clean)]).await;
    let files: Vec<String> = received(&office, &done)
        .submission
        .papers
        .iter()
        .flat_map(|paper| paper.files.iter().map(|file| file.name.clone()))
        .collect();
    assert_eq!(files, ["sạch.pdf"]);
}
