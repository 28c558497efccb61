//! The loop of a supplement, from the officer's marks to both versions on both
//! sides, through pages and through the API.

mod machines;
mod printed;

use crate::kit::{Answer, Browser};
use crate::office::{BIRTH, HERE, Office};
use motcua_core::act::Actor;
use motcua_core::catalogue::Way;
use motcua_core::directory::AgencyCode;
use motcua_core::document::FileRef;
use motcua_core::dossier::*;
use motcua_edge::act::act;
use motcua_edge::secret::receipt_secret;
use serde_json::{Value, json};

/// A birth registration with a blurred paper, accepted.
pub async fn accepted(office: &Office) -> DossierCode {
    accepted_with(office, &[("noi_sinh", json!("Trạm xá Lê Bih")), ("so_ban_sao", json!(3))]).await
}

/// The same with these answers; null is none.
async fn accepted_with(office: &Office, said: &[(&str, Value)]) -> DossierCode {
    let kit = &office.kit;
    let digest = kit.app.files.put(b"%PDF-mo").unwrap();
    let (name, size, media) = ("mờ.pdf".into(), 7, motcua_core::document::Media::Pdf);
    let file = FileRef { digest, name, size, media, pages: None, doubts: Vec::new() };
    let mut answers = crate::kit::answers::of("khai-sinh.1");
    for (path, value) in said {
        assert!(put_answer(&mut answers, path, Some(value.clone()).filter(|value| !value.is_null())));
    }
    let command = Submit {
        id: DossierId::v7(kit.app.now(), kit.app.random()),
        procedure: BIRTH.into(),
        case: Some("on-time".into()),
        channel: Way::Online,
        receiving: AgencyCode::parse(HERE).unwrap(),
        competent: None,
        deciding: kit.decided_here(BIRTH),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        applicant: Applicant { name: "Nguyễn Thị Hoa".into(), ..Applicant::default() },
        answers,
        papers: vec![PaperHanded::of_files("giay-chung-sinh", vec![file])],
        behalf: Default::default(),
    };
    let who = Actor::Person { name: "Nguyễn Thị Hoa".into() };
    let acted = act(&kit.app, &who, None, command.clone()).await.unwrap();
    let code = acted.after.unwrap().code().clone();
    office.carry_out(&code, Verb::Accept).await;
    code
}

fn secret(office: &Office, code: &DossierCode) -> String {
    receipt_secret(&office.kit.app.receipt_key, office.now(code).id)
}

pub fn page_of(office: &Office, code: &DossierCode, below: &str) -> String {
    format!("/dossiers/{code}{below}?key={}", secret(office, code))
}

/// The officer's form, sent with these fields.
pub async fn mark(browser: &mut Browser, code: &DossierCode, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/officer/dossiers/{code}/ask_supplement");
    let form = browser.get(&path).await;
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    let mut all = vec![("seq", &*seq), ("key", &*key)];
    all.extend_from_slice(fields);
    browser.post(&path, &all).await
}

#[tokio::test]
async fn what_is_marked_is_what_is_seen_corrected_and_kept_in_both_versions() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let form = officer.get(&format!("/officer/dossiers/{code}/ask_supplement")).await;
    for words in [
        "Lê Bih",
        "20/06/2025",
        "Phường Phú Xuân",
        "Thành phố Huế",
        "chưa nộp, bắt buộc",
        "name=\"mark\" value=\"field:noi_sinh\"",
        "Ảnh bị mờ, không đọc",
    ] {
        assert!(form.says(words), "{words}");
    }
    assert!(!form.says("2025-06-20") && !form.says(">19753<"), "as people read it: {}", form.main());
    // A tick without a reason, and required papers that nobody marked or meant.
    let unsaid = mark(&mut officer, &code, &[("mark", "field:noi_sinh")]).await;
    assert!(unsaid.status == 422 && unsaid.says("href=\"#why.field:noi_sinh\""));
    let marks = [
        ("mark", "field:noi_sinh"),
        ("why.field:noi_sinh", "Nơi sinh không khớp giấy tờ"),
        ("mark", "paper:giay-chung-sinh"),
        ("why.paper:giay-chung-sinh", "Ảnh bị mờ"),
    ];
    let incomplete = mark(&mut officer, &code, &marks).await;
    assert!(incomplete.status == 422 && incomplete.says("id=\"complete\"") && incomplete.says("Tờ khai"));
    assert!(incomplete.says("value=\"Ảnh bị mờ\""), "what was typed stays");
    let meant: Vec<_> = marks.into_iter().chain([("complete", "1")]).collect();
    mark(&mut officer, &code, &meant).await.location();

    let mut citizen = office.kit.browser();
    let path = page_of(&office, &code, "/supplement");
    let form = citizen.get(&path).await;
    for words in [
        "Nơi sinh không khớp giấy tờ",
        "<b>Trạm xá Lê Bih</b>",
        "mờ.pdf",
        "name=\"paper.giay-chung-sinh\"",
        "13/08/2025",
    ] {
        assert!(form.says(words), "{words}");
    }
    assert!(!form.says("form.so_ban_sao") && !form.says("paper.to-khai"));
    let key = form.value_of("form_key").unwrap().to_string();
    let half = [("form_key", &*key), ("form.noi_sinh", "Trạm xá Lê Bình"), ("note", "")];
    let refused = citizen.multipart(&path, &half, &[]).await;
    assert!(refused.status == 422 && refused.says("href=\"#paper.giay-chung-sinh\""));
    assert!(refused.says("value=\"Trạm xá Lê Bình\""), "what was typed stays");
    let smuggled = [("form_key", &*key), ("form.so_ban_sao", "4"), ("note", "sửa giúp")];
    assert_eq!(citizen.multipart(&path, &smuggled, &[]).await.status, 422);
    office.kit.set_clock("2025-07-16T10:00");
    let files: [(&str, &str, &[u8]); 1] =
        [("paper.giay-chung-sinh", "rõ.pdf", crate::kit::papers::pdf("ro"))];
    citizen.multipart(&path, &half, &files).await.location();

    // Two days later everybody has to sign in again.
    let mut officer = office.browser("quay").await;
    let now = office.now(&code);
    assert_eq!(now.submission.answers["noi_sinh"], "Trạm xá Lê Bình");
    assert_eq!(now.submission.answers["so_ban_sao"], 3, "what was not marked stays");
    assert_eq!((now.submission.papers.len(), now.replaced.len(), now.supplements), (1, 1, 1));
    for page in [
        citizen.get(&page_of(&office, &code, "")).await,
        officer.get(&format!("/officer/dossiers/{code}")).await,
    ] {
        for words in ["Bản trước", "Lê Bih", "Lê Bình", "mờ.pdf", "rõ.pdf", "10:00 thứ Tư, 16/07/2025"]
        {
            assert!(page.says(words), "{words}");
        }
    }
    let blurred = &now.replaced[0].paper.files[0].digest.0;
    for path in [
        page_of(&office, &code, &format!("/files/{blurred}")),
        format!("/officer/dossiers/{code}/files/{blurred}"),
    ] {
        let browser = if path.starts_with("/officer") { &mut officer } else { &mut citizen };
        assert_eq!(browser.get(&path).await.body, b"%PDF-mo", "the version before can still be opened");
    }

    // The case officer wants more: not without saying why it was not in the first.
    office.carry_out(&code, Verb::Forward).await;
    let mut case = office.browser("thuly").await;
    let again = [("mark", "field:so_ban_sao"), ("why.field:so_ban_sao", "Thiếu chữ đệm"), ("complete", "1")];
    let refused = mark(&mut case, &code, &again).await;
    assert!(refused.status == 422 && refused.says("id=\"why_again-error\""));
    let said: Vec<_> =
        again.into_iter().chain([("why_again", "Giấy chứng sinh rõ mới thấy chữ đệm")]).collect();
    mark(&mut case, &code, &said).await.location();
    let form = citizen.get(&path).await;
    assert!(form.says("Giấy chứng sinh rõ mới thấy chữ đệm") && form.says("name=\"form.so_ban_sao\""));
}

#[tokio::test]
async fn what_is_marked_is_asked_as_the_form_asks_it() {
    let office = Office::open().await;
    let old = json!({ "tinh": "46", "xa": "19753", "cu": "xã Phú Thượng, thành phố Huế" });
    let said =
        [("que_quan", Value::Null), ("me.noi_cu_tru", old), ("co_cha", json!("khong")), ("cha", Value::Null)];
    let code = accepted_with(&office, &said).await;
    let mut officer = office.browser("quay").await;
    let form = officer.get(&format!("/officer/dossiers/{code}/ask_supplement")).await;
    // In the order of the form, an address as one, and what was left empty too.
    let places = ["ten_tre", "que_quan", "me.ho_ten", "me.noi_cu_tru", "co_cha"]
        .map(|path| form.text().find(&format!("name=\"mark\" value=\"field:{path}\"")));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    assert!(!form.says("field:me.noi_cu_tru.xa") && form.says("địa chỉ cũ: xã Phú Thượng"));
    let marked = ["ngay_sinh", "que_quan", "me.noi_cu_tru", "co_cha"];
    let names: Vec<_> =
        marked.iter().map(|path| (format!("field:{path}"), format!("why.field:{path}"))).collect();
    let mut marks = vec![("complete", "1")];
    for (about, why) in &names {
        marks.extend([("mark", about.as_str()), (why.as_str(), "Không khớp giấy chứng sinh")]);
    }
    mark(&mut officer, &code, &marks).await.location();

    let path = page_of(&office, &code, "/supplement");
    let mut citizen = office.kit.browser();
    let form = citizen.get(&path).await;
    for words in [
        "name=\"form.ngay_sinh.d\" value=\"20\"",
        "<b>20/06/2025</b>",
        "<select class=\"wide-30\" id=\"form.me.noi_cu_tru.tinh\"",
        "value=\"Phường Phú Xuân\"",
        "type=\"radio\" id=\"form.co_cha\"",
        "Chưa khai.",
    ] {
        assert!(form.says(words), "{words}: {}", form.main());
    }
    assert!(!form.says("2025-06-20") && !form.says("value=\"19753\"") && !form.says("form.cha."));
    let key = form.value_of("form_key").unwrap().to_string();
    let mut fields = vec![
        ("form_key", key.as_str()),
        ("form.ngay_sinh.d", "21"),
        ("form.ngay_sinh.m", "6"),
        ("form.ngay_sinh.y", "2025"),
        ("form.que_quan.tinh", "46"),
        ("form.que_quan.xa", "Phường Thuận Hóa"),
        ("form.que_quan.chi_tiet", ""),
        ("form.que_quan.cu", ""),
        ("form.me.noi_cu_tru.tinh", "46"),
        ("form.me.noi_cu_tru.xa", "Phường Thuận Hóa"),
        ("form.me.noi_cu_tru.chi_tiet", "3 Lê Lợi"),
        ("form.me.noi_cu_tru.cu", "xã Phú Thượng, thành phố Huế"),
        ("form.co_cha", "co"),
        ("note", ""),
    ];
    // The new answer brings up a part that nobody marked; it is asked, not refused.
    let more = citizen.multipart(&path, &fields, &[]).await;
    assert!(more.status == 422 && more.says("href=\"#form.cha.ho_ten\""), "{}", more.main());
    for words in
        ["Câu hỏi thêm theo lời khai mới", "name=\"form.cha.ho_ten\"", "value=\"3 Lê Lợi\"", "value=\"21\""]
    {
        assert!(more.says(words), "{words}");
    }
    fields.extend([
        ("form.cha.ho_ten", "Trần Văn Minh"),
        ("form.cha.ngay_sinh.d", "2"),
        ("form.cha.ngay_sinh.m", "11"),
        ("form.cha.ngay_sinh.y", "1990"),
        ("form.cha.dan_toc", "Kinh"),
        ("form.cha.quoc_tich", "Việt Nam"),
        ("form.cha.noi_cu_tru.tinh", "46"),
        ("form.cha.noi_cu_tru.xa", "Phường Phú Xuân"),
    ]);
    let sent = citizen.multipart(&path, &fields, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.main());
    let now = office.now(&code).submission.answers;
    assert_eq!(now["ngay_sinh"], "2025-06-21");
    assert_eq!(now["que_quan"]["xa"], "19789");
    assert_eq!(
        now["me"]["noi_cu_tru"],
        json!({ "tinh": "46", "xa": "19789", "chi_tiet": "3 Lê Lợi" }),
        "no old address of a place that is another"
    );
    assert_eq!(now["cha"]["noi_cu_tru"]["xa"], "19753");
    assert_eq!((&now["me"]["ho_ten"], &now["so_ban_sao"]), (&json!("Nguyễn Thị Hoa"), &json!(2)));
    let both = citizen.get(&page_of(&office, &code, "")).await;
    for words in ["20/06/2025", "21/06/2025", "Phường Thuận Hóa", "Người cha, Họ, chữ đệm, tên"]
    {
        assert!(both.says(words), "{words}: {}", both.main());
    }
    assert!(!both.says("{&quot;") && !both.says("2025-06-21"), "{}", both.main());
}

#[tokio::test]
async fn the_counter_asks_what_is_marked_as_the_form_does() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let marks = [
        ("mark", "field:ngay_sinh"),
        ("why.field:ngay_sinh", "Không khớp"),
        // As marks were made before an address was one answer.
        ("mark", "field:me.noi_cu_tru.xa"),
        ("why.field:me.noi_cu_tru.xa", "Xã đã sáp nhập"),
        ("complete", "1"),
    ];
    mark(&mut officer, &code, &marks).await.location();
    let path = format!("/officer/dossiers/{code}/supplement");
    let form = officer.get(&path).await;
    assert!(
        form.says("name=\"form.ngay_sinh.m\" value=\"06\"") && form.says("value=\"Phường Phú Xuân\""),
        "{}",
        form.main()
    );
    assert!(form.says("handed.other") && !form.says("handed.giay-chung-sinh"), "no paper was asked for");
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    let mut fields = vec![
        ("seq", seq.as_str()),
        ("key", key.as_str()),
        ("form.ngay_sinh.d", "31"),
        ("form.ngay_sinh.m", "6"),
        ("form.ngay_sinh.y", "2025"),
        ("form.me.noi_cu_tru.tinh", "46"),
        ("form.me.noi_cu_tru.xa", "Phường Thuận Hóa"),
        ("form.me.noi_cu_tru.chi_tiet", "12 đường Chi Lăng, tổ 4"),
    ];
    let refused = officer.multipart(&path, &fields, &[]).await;
    assert!(
        refused.status == 422 && refused.says("href=\"#form.ngay_sinh\"") && refused.says("value=\"31\""),
        "{}",
        refused.main()
    );
    fields[2].1 = "21";
    officer.multipart(&path, &fields, &[]).await.location();
    let now = office.now(&code).submission.answers;
    assert_eq!((&now["ngay_sinh"], &now["me"]["noi_cu_tru"]["xa"]), (&json!("2025-06-21"), &json!("19789")));
}

#[tokio::test]
async fn what_is_said_of_the_person_can_be_marked_and_corrected_on_both_sides() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let form = officer.get(&format!("/officer/dossiers/{code}/ask_supplement")).await;
    assert!(form.says("name=\"mark\" value=\"person:born\"") && form.says("Nguyễn Thị Hoa"));
    let marks = [
        ("mark", "person:born"),
        ("why.person:born", "Chưa ghi"),
        ("mark", "person:phone"),
        ("why.person:phone", "Gọi không được"),
        ("complete", "1"),
    ];
    mark(&mut officer, &code, &marks).await.location();

    let mut citizen = office.kit.browser();
    let seen = citizen.get(&page_of(&office, &code, "")).await;
    assert!(seen.says("Số điện thoại: Gọi không được"), "{}", seen.main());
    let path = page_of(&office, &code, "/supplement");
    let form = citizen.get(&path).await;
    for words in ["name=\"person.born.y\"", "name=\"person.phone\"", "Gọi không được", "Chưa khai."] {
        assert!(form.says(words), "{words}: {}", form.main());
    }
    assert!(!form.says("person.name") && !form.says("form.noi_sinh"), "only what was marked");
    let key = form.value_of("form_key").unwrap().to_string();
    let mut fields = vec![
        ("form_key", key.as_str()),
        ("person.born.d", "31"),
        ("person.born.m", "2"),
        ("person.born.y", "1990"),
        ("person.phone", "+84 905 123 456"),
        ("note", ""),
    ];
    let refused = citizen.multipart(&path, &fields, &[]).await;
    assert!(refused.status == 422 && refused.says("href=\"#person.born\""), "{}", refused.main());
    assert!(refused.says("value=\"31\"") && refused.says("value=\"+84 905 123 456\""), "typed stays");
    let smuggled = [&fields[..], &[("person.name", "Trần Thị Khác")]].concat();
    assert_eq!(citizen.multipart(&path, &smuggled, &[]).await.status, 422);
    fields[1].1 = "3";
    citizen.multipart(&path, &fields, &[]).await.location();
    let now = office.now(&code).submission.applicant;
    assert_eq!((&*now.name, &*now.born, &*now.phone), ("Nguyễn Thị Hoa", "1990-02-03", "0905123456"));
    for page in [
        citizen.get(&page_of(&office, &code, "")).await,
        officer.get(&format!("/officer/dossiers/{code}")).await,
    ] {
        for words in ["Bản trước", "03/02/1990", "0905123456"] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
    }
    let public = office.kit.browser().get(&format!("/track/{code}")).await;
    assert!(!public.says("0905123456") && !public.says("1990"), "{}", public.main());

    // At the counter: the officer types what the person says.
    office.carry_out(&code, Verb::Forward).await;
    let mut case = office.browser("thuly").await;
    let again = [
        ("mark", "person:identity"),
        ("why.person:identity", "Chưa ghi số định danh"),
        ("complete", "1"),
        ("why_again", "Giấy tờ mới cho thấy"),
    ];
    mark(&mut case, &code, &again).await.location();
    let path = format!("/officer/dossiers/{code}/supplement");
    let form = officer.get(&path).await;
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    let of_a_man = [("seq", &*seq), ("key", &*key), ("person.identity", "046 080 001 234")];
    let refused = officer.multipart(&path, &of_a_man, &[]).await;
    assert!(refused.status == 422 && refused.says("href=\"#person.identity\""), "{}", refused.main());
    let hers = [("seq", &*seq), ("key", &*key), ("person.identity", "046 190 001 234")];
    officer.multipart(&path, &hers, &[]).await.location();
    assert_eq!(office.now(&code).submission.applicant.identity, "046190001234");
}

#[tokio::test]
async fn after_the_day_both_sides_see_that_nobody_answered() {
    let office = Office::open().await;
    let code = office.dossier("Lê Na", &[Verb::Accept, Verb::AskSupplement]).await;
    for (clock, over) in [("2025-08-13T23:59", false), ("2025-08-14T00:00", true)] {
        office.kit.set_clock(clock);
        let mut officer = office.browser("quay").await;
        let mut citizen = office.kit.browser();
        let seen = citizen.get(&page_of(&office, &code, "")).await;
        let worked = officer.get(&format!("/officer/dossiers/{code}")).await;
        let listed = officer.get("/officer/work?desk=reception&part=waiting").await;
        assert_eq!(seen.says("Đã quá ngày 13/08/2025"), over, "{clock}");
        assert_eq!(worked.says("đã quá ngày 13/08/2025"), over, "{clock}");
        assert_eq!(listed.says("quá ngày chờ bổ sung"), over, "{clock}");
        assert!(seen.says("chưa kiểm chứng") && worked.says("chưa kiểm chứng"), "no text has the number");
    }
}

#[tokio::test]
async fn a_request_that_comes_too_late_is_warned_of_and_read_by_both_sides() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let path = format!("/officer/dossiers/{code}/ask_supplement");
    assert!(!officer.get(&path).await.says("Yêu cầu muộn"));
    office.kit.set_clock("2025-07-21T09:00");
    let mut officer = office.browser("quay").await;
    let late = "Yêu cầu muộn: chậm nhất phải là ";
    let form = officer.get(&path).await;
    assert!(form.says(late) && form.says("Trong 3 ngày làm việc kể từ khi tiếp nhận"), "{}", form.main());
    let marks =
        [("mark", "field:noi_sinh"), ("why.field:noi_sinh", "Nơi sinh không khớp"), ("complete", "1")];
    mark(&mut officer, &code, &marks).await.location();
    assert!(officer.get(&format!("/officer/dossiers/{code}")).await.says(late));
    assert!(office.kit.browser().get(&page_of(&office, &code, "")).await.says(late));
}
