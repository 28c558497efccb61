//! Lists: each item is an act of its own with its own outcome, and a list that is
//! sent again repeats nothing.

use crate::kit::{Answer, Browser};
use crate::office::{HERE, Office};
use axum::body::Body;
use axum::http::Request;
use motcua_core::dossier::{DossierCode, Status, Verb};
use serde_json::{Value, json};

pub const PROCEDURE: &str = "1.004873";
pub const LIST: &str = "/procedures/1.004873/batch";

/// The list with the answers of the form in columns of their own, the same in each line.
pub fn with_answers(list: &str) -> String {
    let answers = [
        ("nguoi.ho_ten", "Lê Na"),
        ("nguoi.ngay_sinh", "1990"),
        ("nguoi.gioi_tinh", "nu"),
        ("nguoi.dan_toc", "Kinh"),
        ("nguoi.quoc_tich", "Việt Nam"),
        ("nguoi.noi_cu_tru.tinh", "46"),
        // As a sheet has it. An old commune of this name lies in two of today's.
        ("nguoi.noi_cu_tru.xa", "Phường Phú Xuân"),
        ("quan_he_nguoi_yeu_cau", "nguoi_duoc_uy_quyen"),
        ("tinh_trang", "chua_ket_hon"),
        ("da_chuyen_noi_o", "khong"),
        ("muc_dich", "vay_von"),
    ];
    let home = ("Nơi cư trú của người có hồ sơ", "Phường Phú Xuân");
    let (columns, cells): (Vec<&str>, Vec<&str>) = [home].into_iter().chain(answers).unzip();
    let mut lines = list.lines();
    let heading = lines.next().unwrap();
    let mut whole = format!("{heading}\t{}\n", columns.join("\t"));
    for line in lines {
        whole.push_str(&format!("{line}\t{}\n", cells.join("\t")));
    }
    whole
}

fn dossiers(office: &Office) -> i64 {
    let counts = office.kit.app.read(motcua_store::dossier::count_by_status).unwrap();
    counts.into_iter().map(|(_, count)| count).sum()
}

pub async fn hand_in(browser: &mut Browser, key: &str, list: &str) -> Answer {
    let fields = [
        ("form_key", key),
        ("receiving", HERE),
        ("helper", "agent_point"),
        ("helper_name", "Điểm đại lý số 3"),
        ("consent", "1"),
        ("list", list),
    ];
    browser.multipart(LIST, &fields, &[]).await
}

#[tokio::test]
async fn every_line_becomes_a_dossier_or_is_told_why_and_sending_again_repeats_nothing() {
    let office = Office::open().await;
    let mut agent = office.kit.browser();
    let form = agent.get(LIST).await;
    assert!(form.status == 200 && form.says("Nộp cho nhiều người"));
    assert!(
        agent.get(&format!("/procedures/{PROCEDURE}")).await.says(LIST),
        "and is found from the procedure"
    );
    let key = form.value_of("form_key").unwrap().to_string();
    let list = with_answers(
        "Họ và tên\tSố định danh\tNgày sinh\nLê Thị Na\t046190001234\t1990\n\tthiếu tên\t\nTrần An\t\t2001-02-30\nPhạm Bình\t\t\n",
    );
    let told = hand_in(&mut agent, &key, &list).await;
    assert_eq!(told.status, 200);
    for words in
        ["<b>2</b> / 4", "Dòng 3", "Dòng 4", "Lê Thị Na", "Phạm Bình", "H57.101-250714-0001", "/receipt/"]
    {
        assert!(told.says(words), "{words}: {}", told.main());
    }
    assert_eq!(dossiers(&office), 2);
    let again = hand_in(&mut agent, &key, &list).await;
    assert!(again.says("<b>2</b> / 4"), "the same answer");
    assert_eq!(dossiers(&office), 2, "and nothing new");
    let right = list.replace("2001-02-30", "2001-02-28").replace("\tthiếu tên\t", "Võ Cúc\t\t");
    let rest = hand_in(&mut agent, &key, &right).await;
    assert!(rest.says("<b>4</b> / 4"), "{}", rest.main());
    assert_eq!(dossiers(&office), 4);
    let other = hand_in(&mut agent, &key, &right.replace("Phạm Bình", "Người Khác")).await;
    assert!(other.says("<b>3</b> / 4"), "a line that is done never becomes another person's");
    assert_eq!(dossiers(&office), 4);
}

/// The sheet with its first line and these cells by the title of their column.
fn filled_in(sheet: &str, people: &[&[(&str, &str)]]) -> String {
    let heading = sheet.trim_start_matches('\u{feff}').lines().next().unwrap();
    let titles: Vec<&str> = heading.split(';').map(|title| title.trim_end_matches(" *")).collect();
    let mut list = sheet.lines().take(2).fold(String::new(), |list, line| list + line + "\n");
    for person in people {
        for (title, _) in *person {
            assert!(titles.contains(title), "{title} in {heading}");
        }
        let cell =
            |title: &&str| person.iter().find(|(known, _)| known == title).map_or("", |(_, cell)| *cell);
        list.push_str(&(titles.iter().map(cell).collect::<Vec<_>>().join(";") + "\n"));
    }
    list
}

#[tokio::test]
async fn a_sheet_is_downloaded_and_filled_in_as_people_write() {
    let office = Office::open().await;
    let mut agent = office.kit.browser();
    let form = agent.get(LIST).await;
    let key = form.value_of("form_key").unwrap().to_string();
    let start = form.text().find("/batch/sheet.csv?case=").expect("the sheet is found from the page");
    let path = form.text()[start..].split('"').next().unwrap();
    let sheet = agent.get(&format!("/procedures/{PROCEDURE}{path}")).await;
    assert!(sheet.header("content-type").starts_with("text/csv"));
    let sheet = sheet.text().to_string();
    assert!(sheet.starts_with("\u{feff}Họ và tên *;Số định danh;Ngày sinh;"), "{sheet}");
    let one = [
        ("Số định danh", "046190001234"),
        ("Điện thoại", "0905.123.456"),
        ("Nơi cư trú của người có hồ sơ", "phường phú xuân"),
        ("Người cần xác nhận tình trạng hôn nhân, Giới tính", "Nữ"),
        ("Người cần xác nhận tình trạng hôn nhân, Dân tộc", "Kinh"),
        ("Người cần xác nhận tình trạng hôn nhân, Quốc tịch", "Việt Nam"),
        ("Người cần xác nhận tình trạng hôn nhân, Nơi cư trú, Tỉnh, thành phố", "Thành phố Huế"),
        ("Người cần xác nhận tình trạng hôn nhân, Nơi cư trú, Xã, phường, đặc khu", "phường Phú Xuân"),
        ("Quý vị là gì của người này?", "Người được ủy quyền"),
        ("Hiện nay người này", "Chưa đăng ký kết hôn với ai"),
        ("Từ khi đủ tuổi kết hôn, có từng thường trú nơi khác không?", "Không"),
        ("Dùng giấy này để làm gì?", "Vay vốn"),
    ];
    let person = |name, born| -> Vec<(&str, &str)> {
        [("Họ và tên", name), ("Ngày sinh", born)].into_iter().chain(one).collect()
    };
    let (slashes, spaces, year) =
        (person("Lê Thị Na", "05/03/1990"), person("Lê Thị Hai", "5 3 1990"), person("Lê Thị Ba", "1990"));
    let mut wrong = person("Lê Thị Bốn", "31/02/1990");
    wrong.retain(|(title, _)| !title.ends_with("Dân tộc"));
    let list = filled_in(&sheet, &[&slashes, &spaces, &year, &wrong]);
    let told = hand_in(&mut agent, &key, &list).await;
    assert!(told.says("<b>3</b> / 4"), "the line that shows how is nobody's: {}", told.main());
    for words in ["Dòng 6", "Cột “Ngày sinh”: ", "Cột “Người cần xác nhận tình trạng hôn nhân, Dân tộc”"]
    {
        assert!(told.says(words), "{words}: {}", told.main());
    }
    assert!(!told.says("nguoi.dan_toc"));
    assert_eq!(dossiers(&office), 3);
}

#[tokio::test]
async fn a_quotation_mark_in_the_wrong_place_puts_nobody_into_another_persons_dossier() {
    let office = Office::open().await;
    let mut agent = office.kit.browser();
    let key = agent.get(LIST).await.value_of("form_key").unwrap().to_string();
    let five = with_answers("Họ và tên\nLê Một\nLê Hai\nLê Ba\nLê Bốn\nLê Năm\n");
    let marked = |places: &[(&str, &str)]| {
        places.iter().fold(five.clone(), |list, (name, becomes)| list.replacen(name, becomes, 1))
    };
    for (list, sentence) in [
        (marked(&[("vay_von\nLê Hai", "\"vay_von\nLê Hai")]), "Dòng 2 có dấu ngoặc kép mở mà không đóng"),
        (marked(&[("Lê Ba", "\"Lê Ba")]), "Dòng 4 có dấu ngoặc kép mở mà không đóng"),
        (marked(&[("Lê Hai", "\"Lê\" Hai")]), "Dòng 3 có dấu ngoặc kép đóng trước khi hết ô"),
        (marked(&[("Lê Hai", "Lê \"Hai\"")]), "Dòng 3 có dấu ngoặc kép ở giữa ô"),
        (marked(&[("Lê Hai", "\"Lê Hai"), ("Lê Bốn", "Lê Bốn\"")]), "mở ở dòng 3 kéo đến dòng 5"),
        (marked(&[("Lê Một\t", "\"Lê Một\n"), ("\nLê Hai\t", "\nLê Hai\"\t")]), "kéo đến dòng 4"),
        ("Họ và tên\n\"Lê Một\nLê Hai\"\n".to_string(), "mở ở dòng 2 kéo đến dòng 3"),
    ] {
        let refused = hand_in(&mut agent, &key, &list).await;
        assert_eq!(refused.status, 422, "{list}");
        assert!(refused.says("id=\"list-error\"") && refused.says(sentence), "{list}: {}", refused.main());
    }
    assert_eq!(dossiers(&office), 0);
    let told = hand_in(&mut agent, &key, &five).await;
    assert!(
        told.says("<b>5</b> / 5") && told.says("5 dòng có người, từ dòng 2 đến dòng 6"),
        "{}",
        told.main()
    );
}

#[tokio::test]
async fn a_helper_with_an_account_follows_the_people_of_a_list() {
    let office = Office::open().await;
    let mut helper = office.helper().await;
    assert!(helper.get("/officer/helped").await.says("href=\"/procedures\""));
    let form = helper.get(LIST).await;
    for words in ["name=\"consent_way\"", "name=\"follow\"", "value=\"Điểm đại lý số 1\""] {
        assert!(form.says(words), "{words}: {}", form.main());
    }
    let key = form.value_of("form_key").unwrap().to_string();
    let list = with_answers("Họ và tên\tSố định danh\tNgày sinh\nLê Thị Na\t046190001234\t1990\n");
    let unsaid = hand_in(&mut helper, &key, &list).await;
    assert!(unsaid.status == 422 && unsaid.says("href=\"#consent_way\""), "{}", unsaid.main());
    let fields = [
        ("form_key", &*key),
        ("receiving", HERE),
        ("helper", "agent_point"),
        ("helper_name", "Điểm"),
        ("consent", "1"),
        ("consent_way", "signed"),
        ("follow", "1"),
        ("list", &*list),
    ];
    let told = helper.multipart(LIST, &fields, &[]).await;
    assert!(told.says("<b>1</b> / 1"), "{}", told.main());
    assert!(helper.get("/officer/helped").await.says("Lê Thị Na"));
    let code = DossierCode::parse("H57.101-250714-0001").unwrap();
    let id = office.now(&code).id;
    let printed = office.kit.app.read(|rows| motcua_store::printed::of(rows, id)).unwrap();
    let printed: Vec<(&str, &str)> =
        printed.iter().map(|one| (one.officer.0.as_str(), one.what.as_str())).collect();
    assert_eq!(printed, [("diem1", "list")], "the secrets were shown to the helper");
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_refused_as_a_whole_and_kept() {
    let office = Office::open().await;
    let mut agent = office.kit.browser();
    let key = "a".repeat(32);
    let long = format!("Họ và tên\n{}", "Lê Na\n".repeat(201));
    for (list, field) in [
        ("", "list"),
        ("Tuổi\n3", "list"),
        (&*long, "list"),
        ("Họ và tên,Điện thoại\nAn,0905123456,dư", "list"),
    ] {
        let refused = hand_in(&mut agent, &key, list).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.says("id=\"list-error\""), "{}", refused.main());
    }
    let bare = agent.multipart(LIST, &[("form_key", &*key), ("list", "Họ và tên\nLê Na")], &[]).await;
    for field in ["receiving", "helper", "helper_name", "consent"] {
        assert!(bare.says(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(bare.says("Lê Na</textarea>"), "what was pasted stays");
    assert_eq!(dossiers(&office), 0);
}

async fn list_of(
    browser: &mut Browser,
    verb: &str,
    codes: &[&DossierCode],
    office: &Office,
) -> (String, Vec<String>) {
    let items: Vec<String> = codes.iter().map(|code| format!("{code} {}", office.now(code).seq)).collect();
    let query: Vec<String> = items.iter().map(|item| format!("item={}", item.replace(' ', "+"))).collect();
    let page = browser.get(&format!("/officer/batch/{verb}?{}", query.join("&"))).await;
    assert_eq!(page.status, 200, "{}", page.main());
    (page.value_of("key").unwrap().to_string(), items)
}

async fn send(
    browser: &mut Browser,
    verb: &str,
    key: &str,
    items: &[String],
    more: &[(&str, &str)],
) -> Answer {
    let mut fields = vec![("key", key)];
    fields.extend(items.iter().map(|item| ("item", item.as_str())));
    fields.extend(items.iter().map(|item| ("listed", item.as_str())));
    fields.extend_from_slice(more);
    browser.post(&format!("/officer/batch/{verb}"), &fields).await
}

#[tokio::test]
async fn a_list_is_accepted_forwarded_and_signed_each_dossier_by_itself() {
    let office = Office::open().await;
    let mut codes = Vec::new();
    for name in ["Lê Một", "Lê Hai", "Lê Ba"] {
        codes.push(office.submitted(name).await);
    }
    let mut desk = office.browser("quay").await;
    let work = desk.get("/officer/work?desk=reception&part=accept").await;
    assert!(work.says("formaction=\"/officer/batch/accept\"") && work.says("name=\"item\""));
    let all: Vec<&DossierCode> = codes.iter().collect();
    let (key, items) = list_of(&mut desk, "accept", &all, &office).await;
    // Somebody was quicker with one of them.
    office.carry_out(&codes[1], Verb::Accept).await;
    let told = send(&mut desk, "accept", &key, &items, &[]).await;
    assert!(told.says("<b>2</b> / 3") && told.says("<b>1</b>"), "{}", told.main());
    assert!(codes.iter().all(|code| office.now(code).status() == Status::Accepted));
    let events: Vec<usize> = codes.iter().map(|code| office.events(code)).collect();
    let again = send(&mut desk, "accept", &key, &items, &[]).await;
    assert!(again.says("<b>2</b> / 3"), "the same answer");
    assert_eq!(events, codes.iter().map(|code| office.events(code)).collect::<Vec<_>>(), "nothing twice");

    let (key, items) = list_of(&mut desk, "forward", &all, &office).await;
    let told = send(&mut desk, "forward", &key, &items, &[("reason", "Đã đối chiếu")]).await;
    assert!(told.says("<b>3</b> / 3"));
    for code in &codes {
        office.carry_out(code, Verb::Forward).await;
    }
    let mut leader = office.browser("lanhdao").await;
    let list = leader.get("/officer/batch/decide").await;
    for words in ["Danh sách trình ký", "Lê Một", "Lê Hai", "Lê Ba", "Người ký"] {
        assert!(list.says(words), "{words}");
    }
    let key = list.value_of("key").unwrap().to_string();
    let items: Vec<String> = codes.iter().map(|code| format!("{code} {}", office.now(code).seq)).collect();
    let unsaid = send(&mut leader, "decide", &key, &items[..2], &[("outcome", "refused")]).await;
    assert!(unsaid.status == 422 && unsaid.says("id=\"reason-error\""));
    let told = send(&mut leader, "decide", &key, &items[..2], &[("outcome", "approved")]).await;
    assert!(told.says("<b>2</b> / 2"));
    let ends: Vec<Status> = codes.iter().map(|code| office.now(code).status()).collect();
    assert_eq!(ends, [Status::InProcess; 3], "what is signed waits at the registry");

    let mut registry = office.browser("vanthu").await;
    let list = registry.get("/officer/batch/issue").await;
    assert!(list.says("Lê Một") && list.says("Lê Hai") && !list.says("Lê Ba"), "{}", list.main());
    let key = list.value_of("key").unwrap().to_string();
    let items: Vec<String> = codes.iter().map(|code| format!("{code} {}", office.now(code).seq)).collect();
    let book = ("book", "Sổ văn bản đi 2025");
    let unsaid = send(&mut registry, "issue", &key, &items[..2], &[("number", "số mới"), book]).await;
    assert!(unsaid.status == 422 && unsaid.says("id=\"number-error\""), "{}", unsaid.main());
    let told = send(&mut registry, "issue", &key, &items[..2], &[("number", "099/QĐ-UBND"), book]).await;
    assert!(told.says("<b>2</b> / 2"), "{}", told.main());
    let numbers = codes.iter().map(|code| office.now(code).issued.map(|entry| entry.number));
    let numbers: Vec<Option<String>> = numbers.collect();
    assert_eq!(numbers, [Some("099/QĐ-UBND".into()), Some("100/QĐ-UBND".into()), None]);
    let ends: Vec<Status> = codes.iter().map(|code| office.now(code).status()).collect();
    assert_eq!(ends, [Status::Completed, Status::Completed, Status::InProcess]);
}

#[tokio::test]
async fn a_list_of_nothing_of_too_much_or_of_another_act_is_refused() {
    let office = Office::open().await;
    let code = office.submitted("Lê Na").await;
    let mut desk = office.browser("quay").await;
    let key = "b".repeat(32);
    assert_eq!(send(&mut desk, "accept", &key, &[], &[]).await.status, 422);
    let many: Vec<String> = (0..201).map(|_| format!("{code} 1")).collect();
    assert_eq!(send(&mut desk, "accept", &key, &many, &[]).await.status, 422);
    assert_eq!(desk.get("/officer/batch/stop").await.status, 404);
    assert_eq!(desk.get("/officer/batch/decide").await.status, 403, "not their duty");
    assert_eq!(office.kit.browser().get("/officer/batch/accept").await.status, 303, "signed in first");
    assert_eq!(office.now(&code).status(), Status::Submitted);
}

async fn api(browser: &mut Browser, key: &str, body: &Value) -> (u16, Value) {
    let request = Request::post("/api/v1/batches")
        .header("content-type", "application/json")
        .header("idempotency-key", format!("{key:0<16}"))
        .body(Body::from(body.to_string()));
    let answer = browser.send(request.unwrap()).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test]
async fn machines_send_batches_with_an_outcome_for_each_item() {
    let office = Office::open().await;
    let mut browser = office.kit.browser();
    let answers = office.kit.answers(PROCEDURE, None);
    let person = |name: &str| json!({ "procedure": PROCEDURE, "channel": "online", "receiving": HERE, "places": { "applicant_home": "19753" }, "applicant": { "name": name }, "answers": answers });
    let mut body = json!({ "dossiers": [person("Lê Na"), person(""), 7, person("Trần An")] });
    let (status, told) = api(&mut browser, "k", &body).await;
    assert_eq!((status, &told["done"], &told["not_done"]), (200, &json!(2), &json!(2)), "{told}");
    let ends: Vec<u64> =
        told["items"].as_array().unwrap().iter().map(|item| item["status"].as_u64().unwrap()).collect();
    assert_eq!(ends, [201, 422, 422, 201]);
    assert_eq!(told["items"][1]["errors"][0]["code"], "applicant.name-missing");
    body["dossiers"][1] = person("Phạm Bình");
    let (_, again) = api(&mut browser, "k", &body).await;
    assert_eq!((&again["done"], &again["items"][0]), (&json!(3), &told["items"][0]), "{again}");
    assert_eq!(dossiers(&office), 3);
    for wrong in [
        json!({}),
        json!({ "dossiers": [] }),
        json!({ "dossiers": 1 }),
        json!({ "dossiers": [1], "more": 1 }),
    ] {
        assert_eq!(api(&mut browser, "w", &wrong).await.0, 422, "{wrong}");
    }
}
