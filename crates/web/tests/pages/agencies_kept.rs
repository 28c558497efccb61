//! The keeper of the catalogue changes agencies, centres, hours and days off on pages of fields; what
//! has been stays as it was.

use crate::kit::{Answer, Browser, Kit, PASSWORD};
use crate::manage::{PUT, keeper};
use motcua_core::directory::AgencyCode;

const MONDAY: &str = "2025-07-14T09:00";
pub const COMMITTEE: &str = "/manage/agencies/H57.101";

/// The texts of the files that a page proposes, as it shows them.
fn proposed(page: &Answer) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for number in 0.. {
        let Some(path) = page.value_of(&format!("path.{number}")).filter(|path| !path.is_empty()) else {
            break;
        };
        let (_, rest) = page.text().split_once(&format!("name=\"text.{number}\"")).unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        let (text, _) = rest.split_once("</textarea>").unwrap();
        let text = text.trim_start_matches('\n').replace("&#34;", "\"").replace("&#39;", "'");
        let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
        fields.push((format!("path.{number}"), path.to_string()));
        fields.push((format!("text.{number}"), text));
    }
    assert!(!fields.is_empty(), "{}", page.main());
    fields
}

/// Puts what a page of fields proposed into force.
pub async fn put(browser: &mut Browser, page: &Answer) {
    assert_eq!(page.status, 200, "{}", page.main());
    let done = presses(browser, page, &[]).await;
    assert!(done.location().starts_with("/manage/changes/"), "{}", done.location());
}

/// Presses "put into force" on the page that shows what changes.
async fn presses(browser: &mut Browser, page: &Answer, more: &[(&str, &str)]) -> Answer {
    let mut fields = proposed(page);
    let value = |name: &str| page.value_of(name).unwrap_or_default().to_string();
    for (name, value) in [("seen", value("seen")), ("mark", value("mark")), ("clash", value("clash"))] {
        fields.push((name.to_string(), value));
    }
    fields.push(("do".to_string(), "put".to_string()));
    fields.push(("reason".to_string(), "Quyết định 12/QĐ-UBND".to_string()));
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain(more.iter().copied()).collect();
    browser.multipart(PUT, &fields, &[]).await
}

/// The boxes of an agency as they stand, with these instead.
fn boxes(page: &Answer, instead: &[(&str, &str)]) -> Vec<(String, String)> {
    let names = ["name", "name_en", "centre", "address", "telephone", "opening", "point", "from"];
    let plain = |name: &str| page.value_of(name).unwrap_or_default().replace("&#39;", "'");
    let mut all: Vec<(String, String)> = names.iter().map(|name| (name.to_string(), plain(name))).collect();
    if page.says("name=\"verified\" value=\"1\" checked") {
        all.push(("verified".to_string(), "1".to_string()));
    }
    if page.says("name=\"by_two\" value=\"1\"") && page.says("aria-describedby=\"by_two-hint\" checked") {
        all.push(("by_two".to_string(), "1".to_string()));
    }
    for (name, value) in instead {
        all.retain(|(known, _)| known != name);
        all.push((name.to_string(), value.to_string()));
    }
    all
}

async fn sends(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// The keeper on a later day, when the session of before has ended.
async fn keeper_on(kit: &Kit, time: &str) -> Browser {
    kit.set_clock(time);
    let mut browser = kit.browser();
    browser.post("/officer/sign_in", &[("id", "tinh"), ("password", PASSWORD)]).await.location();
    browser
}

#[tokio::test]
async fn an_agency_gets_another_name_from_a_day_on_and_papers_of_before_keep_theirs() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let list = tinh.get("/manage/agencies?q=thuan+hoa").await;
    assert!(list.says("Ủy ban nhân dân phường Thuận Hóa"), "{}", list.main());
    let form = tinh.get(&format!("{COMMITTEE}/edit")).await;
    let name = form.value_of("name").unwrap().to_string();
    let sent = boxes(&form, &[("name", "Ủy ban nhân dân phường Sông Hương"), ("from", "01/08/2025")]);
    let page = sends(&mut tinh, &format!("{COMMITTEE}/edit"), &sent).await;
    for words in ["Cơ quan: H57.101", "từ 01/08/2025: Ủy ban nhân dân phường Sông Hương", "đến 31/07/2025"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(tinh.get(COMMITTEE).await.says(&name), "nothing is in force yet");
    put(&mut tinh, &page).await;
    let one = tinh.get(COMMITTEE).await;
    assert!(one.says(&format!("<h1>{name}</h1>")) && one.says("hẹn từ 01/08/2025"), "{}", one.main());
    let mut tinh = keeper_on(&kit, "2025-08-01T09:00").await;
    let one = tinh.get(COMMITTEE).await;
    assert!(one.says("<h1>Ủy ban nhân dân phường Sông Hương</h1>") && one.says(&name), "{}", one.main());
    assert!(tinh.get("/manage/changes/1").await.says("Quyết định 12/QĐ-UBND"));
}

#[tokio::test]
async fn an_office_has_originals_compared_by_two_from_a_day_on() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let edit = format!("{COMMITTEE}/edit");
    let form = tinh.get(&edit).await;
    assert!(form.says("Hai người đối chiếu bản chính"), "{}", form.main());
    // Never from today on: what was compared this morning was compared by one.
    for (from, why) in [("", "Ghi ngày"), ("14/07/2025", "trong những ngày đã qua")] {
        let page = sends(&mut tinh, &edit, &boxes(&form, &[("by_two", "1"), ("from", from)])).await;
        assert!(page.status == 422 && page.says(why), "{from}: {}", page.main());
        assert!(page.says("aria-describedby=\"by_two-hint\" checked"), "what was ticked stays");
    }
    let page = sends(&mut tinh, &edit, &boxes(&form, &[("by_two", "1"), ("from", "01/08/2025")])).await;
    assert!(page.says("hai người đối chiếu bản chính"), "{}", page.main());
    put(&mut tinh, &page).await;
    assert!(tinh.get(COMMITTEE).await.says("Một người; hai người khi mẫu lời chứng đòi"));
    let mut tinh = keeper_on(&kit, "2025-08-01T09:00").await;
    assert!(tinh.get(COMMITTEE).await.says("<dd>Hai người</dd>"));
    // Another change leaves it as it is.
    let form = tinh.get(&edit).await;
    let page = sends(&mut tinh, &edit, &boxes(&form, &[("address", "1 Đống Đa")])).await;
    put(&mut tinh, &page).await;
    assert!(tinh.get(COMMITTEE).await.says("<dd>Hai người</dd>"));
    // Who certifies nothing is not asked.
    assert!(!tinh.get("/manage/agencies/H57.001/edit").await.says("Hai người đối chiếu"));
}

#[tokio::test]
async fn what_has_been_is_not_made_otherwise_and_no_commune_is_left_alone() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let form = tinh.get(&format!("{COMMITTEE}/edit")).await;
    for (from, why) in [
        ("14/07/2025", "trong những ngày đã qua"),
        ("01/07/2025", "trong những ngày đã qua"),
        ("", "Ghi ngày"),
    ] {
        let sent = boxes(&form, &[("name", "Ủy ban nhân dân phường Sông Hương"), ("from", from)]);
        let page = sends(&mut tinh, &format!("{COMMITTEE}/edit"), &sent).await;
        assert!(page.status == 422 && page.says(why), "{from}: {}", page.main());
        assert!(page.says("value=\"Ủy ban nhân dân phường Sông Hương\""), "what was typed stays");
    }
    let ended =
        tinh.post(&format!("{COMMITTEE}/end"), &[("last", "13/07/2025"), ("successor", "H57.102")]).await;
    assert!(ended.status == 422 && ended.says("trong những ngày đã qua"), "{}", ended.main());
    let alone =
        tinh.post(&format!("{COMMITTEE}/end"), &[("last", "31/07/2025"), ("successor", "H57.102")]).await;
    assert!(
        alone.status == 422 && alone.says("Ủy ban nhân dân"),
        "a commune has no committee: {}",
        alone.main()
    );
    let hours = [("from", "14/07/2025"), ("opens.0", "08:00"), ("closes.0", "12:00"), ("article", "QĐ 1")];
    let page = tinh.post("/manage/hours/standard", &hours).await;
    assert!(page.status == 422 && page.says("Hãy đổi từ 15/07/2025"), "{}", page.main());
    let off = [("kind", "off"), ("date", "14/07/2025"), ("name", "Nghỉ"), ("name_en", "Off")];
    let page = tinh.post("/manage/calendar?year=2025", &off).await;
    assert!(page.status == 422 && page.says("Ngày 14/07/2025 đã qua hoặc là hôm nay"), "{}", page.main());
    // Nor as text.
    let next = "province = \"46\"\n\n[[agency]]\ncode = \"H57.901\"\ncode_trust = \"assumed\"\nkind = \"tax\"\nunit = \"46\"\n\
                covers = [\"19774\"]\nname = \"A\"\nname_en = \"A\"\nvalid_from = \"2025-07-02\"\nvalid_to = \"2025-07-03\"\n";
    let sheet = [("path.0", "agencies/46.toml"), ("text.0", next), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    assert!(
        page.status == 422 && page.says("trong những ngày đã qua"),
        "served by another then: {}",
        page.main()
    );
    let sheet = [("path.0", "agencies/46.toml"), ("text.0", "province = \"48\"\n"), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    assert!(page.status == 422 && page.says("Tệp phải mang tên tỉnh của nó"), "{}", page.main());
    let text = "province = \"46\"\n\n[[agency]]\ncode = \"H57.101\"\ncode_trust = \"assumed\"\nkind = \"people_committee\"\n\
                unit = \"19753\"\nname = \"Khác\"\nname_en = \"Other\"\n";
    let sheet = [("path.0", "agencies/46.toml"), ("text.0", text), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    assert!(page.status == 422 && page.says("trong những ngày đã qua"), "{}", page.main());
    assert!(!page.says("value=\"put\""));
    let sheet = [("path.0", "agencies/48.toml"), ("text.0", "province = \"48\"\n"), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    assert!(page.says("là của tỉnh khác"), "{}", page.main());
    let codes = [("path.0", "agencies/provinces.toml"), ("text.0", "x = 1\n"), ("do", "check")];
    assert!(tinh.multipart(PUT, &codes, &[]).await.says("Không đổi được tệp"));
}

#[tokio::test]
async fn a_planned_change_opens_no_way_into_the_past_and_is_taken_out_again() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let edit = format!("{COMMITTEE}/edit");
    let form = tinh.get(&edit).await;
    let sent = boxes(&form, &[("name", "Ủy ban nhân dân phường Sông Hương"), ("from", "01/09/2025")]);
    let page = sends(&mut tinh, &edit, &sent).await;
    let text = proposed(&page)[1].1.clone();
    put(&mut tinh, &page).await;
    // Other hours, in the block of the planned name only.
    let at = text.rfind("hours = ").unwrap();
    let early = format!("{}hours = \"early\"{}", &text[..at], &text[at + text[at..].find('\n').unwrap()..]);
    let sheet = [("path.0", "agencies/46.toml"), ("text.0", early.as_str()), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    assert!(page.status == 422 && page.says("Giờ làm việc của"), "{}", page.main());
    // Today's record is the one that is edited, and its address is set right, not that of September.
    let form = tinh.get(&edit).await;
    assert!(form.says("Đã có thay đổi hẹn từ ngày 01/09/2025"), "{}", form.main());
    assert!(!form.value_of("name").unwrap().contains("Sông Hương"));
    let page = sends(&mut tinh, &edit, &boxes(&form, &[("address", "1 Đống Đa")])).await;
    put(&mut tinh, &page).await;
    assert!(kit.browser().get("/agencies/H57.101").await.says("1 Đống Đa"));
    let page = tinh.post(&edit, &[("undo", "2025-09-01")]).await;
    put(&mut tinh, &page).await;
    let form = tinh.get(&edit).await;
    assert!(!form.says("Đã có thay đổi hẹn"), "{}", form.main());
    let mut tinh = keeper_on(&kit, "2025-09-01T09:00").await;
    assert!(!tinh.get(COMMITTEE).await.says("Sông Hương"));
}

#[tokio::test]
async fn what_ended_and_what_was_never_there_stay_so() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let new = [
        ("kind", "tax"),
        ("code", "H57.901"),
        ("covers", "Thuận Hóa"),
        ("name", "Thuế cơ sở 1"),
        ("name_en", "Tax Office 1"),
        ("from", "15/07/2025"),
    ];
    let page = tinh.post("/manage/agencies/new", &new).await;
    put(&mut tinh, &page).await;
    // It has not begun, and may be taken out.
    let page = tinh.post("/manage/agencies/H57.901/edit", &[("undo", "2025-07-15")]).await;
    put(&mut tinh, &page).await;
    assert_eq!(tinh.get("/manage/agencies/H57.901").await.status, 404);
    let page = tinh.post("/manage/agencies/new", &new).await;
    put(&mut tinh, &page).await;
    let page = tinh.post("/manage/agencies/H57.901/end", &[("last", "31/07/2025"), ("successor", "")]).await;
    let text = proposed(&page)[1].1.clone();
    put(&mut tinh, &page).await;
    let mut tinh = keeper_on(&kit, "2025-08-04T09:00").await;
    assert!(tinh.get("/manage/agencies/H57.901/edit").await.says("đã kết thúc hoạt động"));
    let block = &text[text.find("[[agency]]").unwrap()..];
    let after = block.replace("2025-07-15", "2025-08-01").replace("2025-07-31", "2025-08-02");
    let sheets = [
        format!("{text}\n{}", after.replace("Thuế cơ sở 1", "Thuế khác")),
        text.replace("valid_to = \"2025-07-31\"", "valid_to = \"2025-07-31\"\nsuccessor = \"H57.721\""),
        text.replace("valid_to = \"2025-07-31\"", "valid_to = \"2025-08-31\""),
    ];
    for text in &sheets {
        let sheet = [("path.0", "agencies/46.toml"), ("text.0", text.as_str()), ("do", "check")];
        let page = tinh.multipart(PUT, &sheet, &[]).await;
        assert!(page.status == 422 && page.says("trong những ngày đã qua"), "{text}: {}", page.main());
    }
}

#[tokio::test]
async fn nobody_ticks_an_address_as_compared_by_mending_a_telephone() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let edit = format!("{COMMITTEE}/edit");
    let form = tinh.get(&edit).await;
    assert!(form.says("name=\"verified\" value=\"1\" checked"), "that there is such a committee is known");
    let page = sends(&mut tinh, &edit, &boxes(&form, &[("address", "1 Đống Đa")])).await;
    let line = proposed(&page)[1].1.clone();
    assert!(line.lines().any(|line| line.starts_with("H57.101\t") && line.ends_with("assumed")), "{line}");
    // Unticked at once, without a day.
    let mut sent = boxes(&form, &[]);
    sent.retain(|(name, _)| name != "verified");
    let page = sends(&mut tinh, &edit, &sent).await;
    assert!(page.status == 200 && proposed(&page)[1].1.contains("trust = \"assumed\""), "{}", page.main());
}

#[tokio::test]
async fn where_people_find_it_is_set_right_at_once() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let form = tinh.get(&format!("{COMMITTEE}/edit")).await;
    let sent = boxes(
        &form,
        &[("address", "1 Đống Đa"), ("telephone", "0234 3 123 456"), ("point", "16.46, 107.59")],
    );
    let page = sends(&mut tinh, &format!("{COMMITTEE}/edit"), &sent).await;
    put(&mut tinh, &page).await;
    let shown = kit.browser().get("/agencies/H57.101").await;
    assert!(shown.says("1 Đống Đa") && shown.says("0234 3 123 456"), "{}", shown.main());
    let wrong = boxes(&form, &[("point", "Huế")]);
    let page = sends(&mut tinh, &format!("{COMMITTEE}/edit"), &wrong).await;
    assert!(page.status == 422 && page.says("id=\"point-error\""), "{}", page.main());
}

#[tokio::test]
async fn a_branch_is_added_and_an_agency_ends() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let new = [
        ("kind", "tax"),
        ("code", "H57.901"),
        ("covers", "Phường Thuận Hóa\nPhú Xuân"),
        ("name", "Thuế cơ sở 1 thành phố Huế"),
        ("name_en", "Tax Office 1 of Hue"),
        ("from", "01/08/2025"),
    ];
    let page = tinh.post("/manage/agencies/new", &new).await;
    assert!(
        page.says("phụ trách Phường Phú Xuân, Phường Thuận Hóa")
            || page.says("phụ trách Phường Thuận Hóa, Phường Phú Xuân"),
        "{}",
        page.main()
    );
    put(&mut tinh, &page).await;
    assert!(tinh.get("/manage/agencies/H57.901").await.says("Thuế cơ sở 1 thành phố Huế"));
    for (name, value, why) in [
        ("code", "H57.901", "Đã có cơ quan mang mã H57.901"),
        ("code", "901", "id=\"code-error\""),
        ("kind", "", "Chọn loại cơ quan"),
        ("kind", "department", "id=\"field-error\""),
        ("covers", "Phường Bến Nghé", "Không có xã, phường"),
        ("name", "", "id=\"name-error\""),
        ("from", "hôm nào", "không phải một ngày"),
        ("from", "", "Ghi ngày"),
        ("from", "05/07/2025", "trong những ngày đã qua"),
        ("code", "H17.901", "phải bắt đầu bằng mã của tỉnh"),
        ("kind", "province_office", "không ghi từng xã"),
        ("kind", "police", "không thuộc cấp này"),
        ("unit", "Phú Xuân", "không ghi từng xã"),
        ("name", "Thuế\u{202e}", "không có ký tự ẩn"),
    ] {
        let other = new.iter().map(|(name, value)| match *name {
            "code" => (*name, "H57.902"),
            "covers" => (*name, "Vỹ Dạ"),
            _ => (*name, *value),
        });
        let mut sent: Vec<(&str, &str)> = other.filter(|(known, _)| *known != name).collect();
        sent.push((name, value));
        let page = tinh.post("/manage/agencies/new", &sent).await;
        assert!(page.status == 422 && page.says(why), "{name} {value}: {}", page.main());
    }
    let page = tinh.post("/manage/agencies/H57.901/end", &[("last", "31/12/2025"), ("successor", "")]).await;
    put(&mut tinh, &page).await;
    assert!(tinh.get("/manage/agencies/H57.901").await.says("đến hết ngày 31/12/2025"));
    let page = tinh.post("/manage/agencies/H57.901/end", &[("do", "stay")]).await;
    put(&mut tinh, &page).await;
    assert!(!tinh.get("/manage/agencies/H57.901").await.says("đến hết ngày"));
}

#[tokio::test]
async fn hours_and_days_off_change_from_a_day_on_and_promised_dates_stay() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let hours = [
        ("from", "01/08/2025"),
        ("opens.0", "7:00"),
        ("closes.0", "12:00"),
        ("article", "QĐ 7"),
        ("verified", "1"),
    ];
    let page = tinh.post("/manage/hours/standard", &hours).await;
    assert!(
        page.says("từ 01/08/2025: 07:00–12:00") && page.says("Ngày hẹn theo lịch mới"),
        "{}",
        page.main()
    );
    put(&mut tinh, &page).await;
    assert!(tinh.get("/manage/hours").await.says("từ 01/08/2025: 07:00–12:00 (QĐ 7)"));
    for (name, value, why) in [
        ("opens.0", "25:00", "id=\"opens.0-error\""),
        ("closes.0", "06:00", "id=\"opens.0-error\""),
        ("article", "", "id=\"article-error\""),
        ("from", "", "Ghi ngày"),
    ] {
        let mut sent: Vec<(&str, &str)> = hours.iter().filter(|(known, _)| *known != name).copied().collect();
        sent.push((name, value));
        let page = tinh.post("/manage/hours/standard", &sent).await;
        assert!(page.status == 422 && page.says(why), "{name} {value}: {}", page.main());
    }
    let own = [("from", "01/08/2025"), ("opens.0", "08:00"), ("closes.0", "16:00"), ("article", "QĐ 8")];
    let page = tinh.post(&format!("{COMMITTEE}/hours"), &own).await;
    put(&mut tinh, &page).await;
    let mut tinh = keeper_on(&kit, "2025-08-01T09:00").await;
    assert!(tinh.get(COMMITTEE).await.says("08:00–16:00"));
    assert!(tinh.get("/manage/agencies/H57.102").await.says("07:00–12:00"));
    let swap = [
        ("kind", "swap"),
        ("date", "15/08/2025"),
        ("partner", "23/08/2025"),
        ("name", "Nghỉ"),
        ("name_en", "Off"),
    ];
    let page = tinh.post("/manage/calendar?year=2025", &swap).await;
    assert!(page.says("nghỉ hoán đổi") && page.says("làm bù"), "{}", page.main());
    put(&mut tinh, &page).await;
    let year = tinh.get("/manage/calendar?year=2025").await;
    assert!(year.says("15/08/2025") && year.says("23/08/2025"), "{}", year.main());
    let page = tinh.post("/manage/calendar?year=2025", &[("undo", "2025-08-15")]).await;
    put(&mut tinh, &page).await;
    let year = tinh.get("/manage/calendar?year=2025").await;
    assert!(!year.says("15/08/2025") && !year.says("23/08/2025"), "{}", year.main());
}

#[tokio::test]
async fn a_list_of_centres_is_taken_in_whole_or_not_at_all() {
    let kit = Kit::at(MONDAY);
    let mut tinh = keeper(&kit).await;
    let import = "/manage/agencies/import";
    let sheet = tinh.get("/manage/agencies/import/sheet.csv").await;
    assert!(sheet.says("H57.101") && sheet.says("Địa chỉ"));
    let wrong = "Danh sách nơi tiếp nhận\nCơ quan;Địa chỉ;Tọa độ\nphường Thuận Hóa;1 Đống Đa;Huế\nH57.999;2 Đống Đa;\n\
                 H48.101;3 Đống Đa;\nH57.101;4 Đống Đa;\nH57.101;5 Đống Đa;\n;6 Đống Đa;\n";
    let page = tinh.multipart(import, &[], &[("file", "a.csv", wrong.as_bytes())]).await;
    assert_eq!(page.status, 422);
    for words in ["5</b> lỗi", ">3</th>", ">4</th>", ">5</th>", ">7</th>", ">8</th>", "H57.999"] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    let right = "Cơ quan;Địa chỉ;Điện thoại\nThuận Hóa;1 Đống Đa;0234 3 123 456\nỦy ban nhân dân phường Phú Xuân;2 Đống Đa;\n";
    let page = tinh.multipart(import, &[], &[("file", "a.csv", right.as_bytes())]).await;
    put(&mut tinh, &page).await;
    let directory = &kit.app.law.directory;
    let code = |name: &str| {
        let found = directory.agencies().iter().find(|agency| agency.name == name).unwrap();
        found.code.clone()
    };
    for (name, address) in
        [("Ủy ban nhân dân phường Thuận Hóa", "1 Đống Đa"), ("Ủy ban nhân dân phường Phú Xuân", "2 Đống Đa")]
    {
        let code: AgencyCode = code(name);
        assert!(kit.browser().get(&format!("/agencies/{code}")).await.says(address), "{name}");
    }
    for (name, bytes, why) in [
        ("a.csv", "Cơ quan\nThuận Hóa\n".as_bytes(), "Không thấy dòng tiêu đề"),
        ("a.pdf", b"%PDF".as_slice(), "Hãy chọn tệp"),
        ("a.csv", "Cơ quan;Địa chỉ\n".as_bytes(), "không có dòng nào"),
        ("a.csv", "Cơ quan;Điện thoại\nPhú Xuân;2343822222\n".as_bytes(), "thiếu số 0 ở đầu"),
    ] {
        let page = tinh.multipart(import, &[], &[("file", name, bytes)]).await;
        assert!(page.status == 422 && page.says(why), "{why}: {}", page.main());
    }
}

#[tokio::test]
async fn nobody_else_keeps_agencies() {
    let kit = Kit::at(MONDAY);
    kit.add_officer("phuong", "H57.101", &[motcua_core::catalogue::Duty::Leader]).await;
    let mut phuong = kit.browser();
    phuong.post("/officer/sign_in", &[("id", "phuong"), ("password", PASSWORD)]).await.location();
    for path in ["/manage/agencies", COMMITTEE, "/manage/agencies/new", "/manage/hours", "/manage/calendar"] {
        assert_eq!(phuong.get(path).await.status, 403, "{path}");
    }
    let mut tinh = keeper(&kit).await;
    assert_eq!(tinh.get("/manage/agencies/H48.101").await.status, 404);
    assert_eq!(tinh.get("/manage/hours/none").await.status, 404);
}

#[tokio::test]
async fn a_second_press_takes_nothing_of_a_colleague_out() {
    let kit = Kit::at(MONDAY);
    let (mut one, mut two) = (keeper(&kit).await, kit.browser());
    two.post("/officer/sign_in", &[("id", "tinh"), ("password", PASSWORD)]).await.location();
    let new = |code: &'static str, covers: &'static str, name: &'static str| {
        [
            ("kind", "tax"),
            ("code", code),
            ("covers", covers),
            ("name", name),
            ("name_en", name),
            ("from", "01/08/2025"),
        ]
    };
    let first = one.post("/manage/agencies/new", &new("H57.901", "Phường Thuận Hóa", "Thuế cơ sở 1")).await;
    let second = two.post("/manage/agencies/new", &new("H57.902", "Phú Xuân", "Thuế cơ sở 2")).await;
    put(&mut one, &first).await;
    let late = presses(&mut two, &second, &[]).await;
    assert_eq!(late.status, 409, "{}", late.main());
    assert!(
        late.says("H57.902") && !late.says("Cơ quan: H57.901"),
        "only what is one's own: {}",
        late.main()
    );
    let done = presses(&mut two, &late, &[]).await;
    assert_eq!(done.location(), "/manage/changes/2");
    for code in ["H57.901", "H57.902"] {
        assert_eq!(two.get(&format!("/manage/agencies/{code}")).await.status, 200, "{code}");
    }
    // Both give the same agency another name: whose stands is said, not taken.
    let form = one.get(&format!("{COMMITTEE}/edit")).await;
    let named = |name: &'static str| boxes(&form, &[("name", name), ("from", "01/08/2025")]);
    let first = sends(&mut one, &format!("{COMMITTEE}/edit"), &named("Ủy ban nhân dân A")).await;
    let second = sends(&mut two, &format!("{COMMITTEE}/edit"), &named("Ủy ban nhân dân B")).await;
    put(&mut one, &first).await;
    let late = presses(&mut two, &second, &[]).await;
    assert!(late.status == 409 && late.says("name=\"over\""), "{}", late.main());
    let again = presses(&mut two, &late, &[]).await;
    assert!(again.status == 422 && again.says("id=\"over-error\""), "{}", again.main());
    assert_eq!(presses(&mut two, &again, &[("over", "1")]).await.location(), "/manage/changes/4");
}
