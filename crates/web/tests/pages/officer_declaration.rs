//! The declaration typed in at the counter: the questions of the case's form on the one
//! screen of reception.

use crate::kit::{Answer, Browser};
use crate::office::Office;
use crate::steps::HOME;
use motcua_core::dossier::{Dossier, DossierCode};
use serde_json::json;

const MARITAL: &str = "1.004873";
const PATH: &str = "/officer/receive";

/// Somebody at the counter, seen for the first time.
const AN: [(&str, &str); 7] = [
    ("procedure", MARITAL),
    ("case", "default"),
    ("channel", "counter"),
    ("name", "Phan Anh Đức"),
    ("identity", "046 096 004 471"),
    ("handed.to-khai", "1"),
    HOME,
];

/// What he says.
const SAID: [(&str, &str); 12] = [
    ("form.nguoi.ho_ten", "Phan Anh Đức"),
    ("form.nguoi.ngay_sinh.d", "30"),
    ("form.nguoi.ngay_sinh.m", "7"),
    ("form.nguoi.ngay_sinh.y", "1996"),
    ("form.nguoi.gioi_tinh", "nam"),
    ("form.nguoi.so_dinh_danh", "046 096 004 471"),
    ("form.nguoi.dan_toc", "Kinh"),
    ("form.nguoi.quoc_tich", "Việt Nam"),
    ("form.nguoi.noi_cu_tru.tinh", "46"),
    ("form.nguoi.noi_cu_tru.xa", "Phường Phú Xuân"),
    ("form.quan_he_nguoi_yeu_cau", "ban_than"),
    ("form.tinh_trang", "chua_ket_hon"),
];

type Fields<'a> = Vec<(&'a str, &'a str)>;

fn fields<'a>(parts: &[&[(&'a str, &'a str)]]) -> Fields<'a> {
    parts.concat()
}

async fn screen(browser: &mut Browser) -> String {
    let page = browser.get(&format!("{PATH}?procedure={MARITAL}")).await;
    page.value_of("key").unwrap().to_string()
}

fn received(office: &Office, answer: &Answer) -> Dossier {
    let path = answer.location().strip_prefix("/officer/dossiers/").unwrap();
    office.now(&DossierCode::parse(path.strip_suffix("?done=receive").unwrap()).unwrap())
}

#[tokio::test]
async fn a_declaration_is_typed_in_and_what_an_answer_brings_up_is_asked_before_it_counts() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = screen(&mut browser).await;
    let open = browser.post(PATH, &fields(&[&AN, &[("key", &key), ("do", "declare")]])).await;
    assert_eq!(open.status, 200);
    // What stands on the screen is not typed again, and says where it comes from.
    assert_eq!(open.value_of("form.nguoi.ho_ten"), Some("Phan Anh Đức"));
    assert_eq!(open.value_of("form.nguoi.so_dinh_danh"), Some("046096004471"));
    assert!(open.says("Lấy từ mục 2"));
    let asked = open.value_of("asked").unwrap().to_string();

    let said = [("form.da_chuyen_noi_o", "khong"), ("form.muc_dich", "khac")];
    let sent = [("key", key.as_str()), ("declare", "1"), ("asked", asked.as_str())];
    let more = browser.post(PATH, &fields(&[&AN, &sent, &SAID, &said])).await;
    assert_eq!(more.status, 200);
    assert!(more.says("Có thêm câu hỏi ở phần tờ khai") && more.says("Việc gì?"));
    assert_eq!(more.value_of("form.nguoi.noi_cu_tru.xa"), Some("Phường Phú Xuân"));
    let asked = more.value_of("asked").unwrap().to_string();

    let sent = [("key", key.as_str()), ("declare", "1"), ("asked", asked.as_str())];
    let purpose = [("form.muc_dich_khac", "Xin visa")];
    let done = browser.post(PATH, &fields(&[&AN, &sent, &SAID, &said, &purpose])).await;
    let submission = received(&office, &done).submission;
    assert_eq!(submission.form.as_deref(), Some("xac-nhan-hon-nhan.1"));
    assert_eq!(submission.answers["muc_dich_khac"], "Xin visa");
    assert_eq!(submission.answers["nguoi"]["noi_cu_tru"], json!({ "tinh": "46", "xa": "19753" }));
    assert_eq!(submission.answers["nguoi"]["ngay_sinh"], "1996-07-30");
}

#[tokio::test]
async fn what_is_wrong_with_the_person_and_with_the_declaration_is_said_at_once() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = screen(&mut browser).await;
    let opened = browser.post(PATH, &fields(&[&AN, &[("key", &key), ("do", "declare")]])).await;
    let asked = opened.value_of("asked").unwrap().to_string();
    // Nothing was answered: that is no declaration on paper.
    let mut person = AN;
    person[3].1 = "";
    let sent = [("key", key.as_str()), ("declare", "1"), ("asked", asked.as_str())];
    let wrong = browser.post(PATH, &fields(&[&person, &sent, &[("form.nguoi.ho_ten", "")]])).await;
    assert_eq!(wrong.status, 422);
    for field in ["name", "form.nguoi.ngay_sinh", "form.tinh_trang"] {
        assert!(wrong.says(&format!("href=\"#{field}\"")), "{field} in the summary");
        assert!(wrong.says(&format!("id=\"{field}-error\"")), "{field}");
    }
    assert!(wrong.says("Người cần xác nhận tình trạng hôn nhân – Ngày sinh"));

    // On paper after all: it is received without answers.
    let paper = browser.post(PATH, &fields(&[&AN, &sent, &SAID, &[("do", "on_paper")]])).await;
    assert!(paper.says("value=\"declare\"") && !paper.says("form.nguoi"));
    let done = browser.post(PATH, &fields(&[&AN, &[("key", &key)]])).await;
    let submission = received(&office, &done).submission;
    assert_eq!((submission.form, submission.answers.len()), (None, 0));
}

#[tokio::test]
async fn a_list_grows_and_shrinks_and_scans_in_the_same_sending_are_kept() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let key = screen(&mut browser).await;
    let here = [("key", key.as_str()), ("declare", "1"), ("form.da_chuyen_noi_o", "co")];
    let place = [("form.noi_da_o.0.tu.y", "2016"), ("add", "form.noi_da_o")];
    let scan: [(&str, &str, &[u8]); 1] = [("paper.to-khai", "to khai.pdf", crate::kit::papers::pdf("a"))];
    let two = browser.multipart(PATH, &fields(&[&AN, &here, &SAID, &place]), &scan).await;
    assert_eq!((two.status, two.value_of("form.noi_da_o.0.tu.y")), (200, Some("2016")));
    assert!(two.says("name=\"form.noi_da_o.1.dia_chi.tinh\" autofocus"), "the eye goes to the new place");
    assert!(two.value_of("kept.to-khai").is_some());
    let second = [("form.noi_da_o.0.tu.y", "2016"), ("form.noi_da_o.1.tu.y", "2019")];
    let gone = [("remove", "form.noi_da_o.0")];
    let one = browser.post(PATH, &fields(&[&AN, &here, &SAID, &second, &gone])).await;
    assert_eq!(one.value_of("form.noi_da_o.0.tu.y"), Some("2019"));
    assert!(!one.says("form.noi_da_o.1"));
}

#[tokio::test]
async fn an_earlier_dossier_of_the_person_fills_in_persons_and_places_and_says_so() {
    let office = Office::open().await;
    let code = office.submitted_of(MARITAL, "default", "Trần Văn Bình").await;
    let mut browser = office.browser("quay").await;
    let key = screen(&mut browser).await;
    let mut person = AN;
    person[4].1 = "046 090 001 234";
    let open = browser.post(PATH, &fields(&[&person, &[("key", &key), ("do", "declare")]])).await;
    assert!(open.says(&format!("Lấy từ hồ sơ {code}, ngày 14/07/2025")));
    assert_eq!(open.value_of("form.nguoi.dan_toc"), Some("Kinh"));
    assert!(!open.says("Tòa án nhân dân"), "its own matter is not taken over");
    // What was taken out again stays out.
    let asked = open.value_of("asked").unwrap().to_string();
    let sent = [("key", key.as_str()), ("declare", "1"), ("asked", asked.as_str())];
    let again = browser.post(PATH, &fields(&[&person, &sent, &[("form.nguoi.dan_toc", "")]])).await;
    assert_eq!((again.status, again.value_of("form.nguoi.dan_toc")), (422, Some("")));
    // Another commune's counter sees nothing of it.
    let mut elsewhere = office.browser("xakhac").await;
    let key = screen(&mut elsewhere).await;
    let open = elsewhere.post(PATH, &fields(&[&person, &[("key", &key), ("do", "declare")]])).await;
    assert!(!open.says(&code.to_string()));
}

#[tokio::test]
async fn the_case_says_which_form_it_is() {
    let office = Office::open().await;
    let mut browser = office.browser("quay").await;
    let page = browser.get(&format!("{PATH}?procedure={}", crate::office::BIRTH)).await;
    let key = page.value_of("key").unwrap().to_string();
    let birth = crate::office::walk_in(&key, &[("case", ""), ("do", "declare")]);
    let none = browser.post(PATH, &birth).await;
    assert_eq!(none.status, 422);
    assert!(none.says("id=\"case-error\"") && !none.says("name=\"form."));
    assert_eq!(none.value_of("name"), Some("Trần Văn Bình"));
}
