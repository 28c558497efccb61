//! Giám sát giải quyết: what the leader of the province's office sees from above, opens with a
//! reason, asks and instructs.

use crate::agencies::serving;
use crate::kit::{Answer, Browser};
use crate::manage::keeper;
use crate::office::{BIRTH, CORRECTION, Office};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyKind;
use motcua_core::dossier::Verb::*;
use motcua_core::dossier::{DossierCode, Verb};
use motcua_edge::secret::secret_of;

pub const LIST: &str = "/manage/oversight";
pub const NAME: &str = "Nguyễn Thị Hoa";

/// Two dossiers of Phú Xuân, of which one is late on Wednesday morning, and the browser of the
/// province's leader.
pub async fn late_and_not() -> (Office, DossierCode, DossierCode, Browser) {
    let office = Office::open().await;
    let late = office.dossier(NAME, &[Accept, Forward]).await;
    let soon = office.submitted_of(CORRECTION, "change", NAME).await;
    office.carry_on(&soon, &[Accept, Forward]).await;
    office.kit.set_clock("2025-07-16T09:00");
    let leader = keeper(&office.kit).await;
    (office, late, soon, leader)
}

async fn citizens_page(office: &Office, code: &DossierCode) -> Answer {
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(code));
    office.kit.browser().get(&format!("/dossiers/{code}?key={secret}")).await
}

#[tokio::test]
async fn the_leader_of_the_province_sees_what_is_late_where_and_nothing_of_the_person() {
    let (_office, late, soon, mut leader) = late_and_not().await;
    let work = leader.get("/officer/work").await;
    assert!(work.text().contains(&format!("href=\"{LIST}\"")), "the way there stands on every page");
    let page = leader.get(LIST).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for words in [
        "Giám sát giải quyết",
        "Phường Phú Xuân",
        "Quá hạn 1 ngày làm việc",
        "Đang xử lý: Thụ lý,",
        "từ 09:00",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(page.says(&late.to_string()) && !page.says(&soon.to_string()), "{}", page.main());
    assert!(page.says("<b class=\"due late\">1</b>"), "{}", page.main());
    let page = leader.get(&format!("{LIST}?standing=soon")).await;
    assert!(page.says(&soon.to_string()) && !page.says(&late.to_string()), "{}", page.main());
    let page = leader.get(&format!("{LIST}?standing=running")).await;
    assert!(page.says(&soon.to_string()) && page.says(&late.to_string()), "{}", page.main());
    let page = leader.get(&format!("{LIST}?standing=resting")).await;
    assert!(page.says("Không có hồ sơ nào như vậy"), "{}", page.main());
    let all = leader.get(&format!("{LIST}?communes=all")).await;
    assert!(all.says("Phường Kim Long") && !all.says(&late.to_string()), "{}", all.main());
    for asked in ["", "?standing=soon", "?standing=running"] {
        let page = leader.get(&format!("{LIST}{asked}")).await;
        for private in [NAME, "046090001234", "0905123456"] {
            assert!(!page.says(private), "{private} on {asked}");
        }
    }
    let english = leader.get(&format!("{LIST}?lang=en")).await;
    assert!(english.says("Phu Xuan Ward") && english.says("Overdue by 1 working day"), "{}", english.main());
}

#[tokio::test]
async fn the_list_is_narrowed_by_commune_field_procedure_agency_and_officer() {
    let (_office, late, soon, mut leader) = late_and_not().await;
    for (asked, says_late, says_soon) in [
        ("unit=19753", true, true),
        ("unit=19774", false, false),
        ("field=Hộ+tịch", true, true),
        ("field=Hộ+tịch&procedure=1.001193", true, false),
        ("procedure=1.004859", false, true),
        ("unit=19753&agency=H57.101", true, true),
        ("agency=H57.102", false, false),
        ("agency=H57.101&officer=nobody", false, false),
    ] {
        let page = leader.get(&format!("{LIST}?standing=running&{asked}")).await;
        let says = (page.says(&format!(">{late}</a>")), page.says(&format!(">{soon}</a>")));
        assert_eq!(says, (says_late, says_soon), "{asked}: {}", page.main());
    }
    let page = leader.get(&format!("{LIST}?standing=running&unit=19753&field=Hộ+tịch")).await;
    for words in ["Thủ tục đăng ký khai sinh (1)", "Ủy ban nhân dân phường Phú Xuân (2)", "Hộ tịch (2)"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
}

#[tokio::test]
async fn a_page_of_fifty_leads_on_and_is_small() {
    let office = Office::open().await;
    for nth in 0..53 {
        office.dossier(&format!("Nguyễn Thị {nth}"), &[Accept, Forward]).await;
    }
    office.kit.set_clock("2025-07-16T09:00");
    let mut leader = keeper(&office.kit).await;
    let page = leader.get(LIST).await;
    assert!(page.body.len() <= 50_000, "{} bytes", page.body.len());
    assert_eq!(page.main().matches("name=\"item\"").count(), 50);
    let (_, next) = page.main().split_once("rel=\"next\" href=\"").expect("a second page");
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    let page = leader.get(&next).await;
    assert_eq!(page.main().matches("name=\"item\"").count(), 3, "{}", page.main());
    let all = leader.get(&format!("{LIST}?communes=all")).await;
    assert!(all.body.len() <= 50_000, "{} bytes", all.body.len());
}

#[tokio::test]
async fn a_dossier_from_above_says_how_it_stands_and_nothing_of_the_person() {
    let (office, _, code, mut leader) = late_and_not().await;
    office.carry_on(&code, &[AskSupplement]).await;
    let path = format!("{LIST}/{code}");
    let page = leader.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for words in [
        "Ngày hẹn được tính thế nào",
        "Sổ thời gian",
        "Lịch sử",
        "Số mục phải bổ sung: 1",
        "người nộp",
        "Cán bộ quay",
        "Hỏi, chỉ đạo",
        "Xem nội dung hồ sơ",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    for private in [NAME, "046090001234", "0905123456", "Thiếu giấy chứng sinh", "Theo quy định"] {
        assert!(!page.says(private), "{private}: {}", page.main());
    }
    assert!(page.body.len() <= 50_000, "{} bytes", page.body.len());
    assert_eq!(leader.get(&format!("/officer/dossiers/{code}")).await.status, 404, "not opened yet");
    assert_eq!(leader.get(&format!("{LIST}/H57.101-250714-0999")).await.status, 404);
}

#[tokio::test]
async fn nobody_else_sees_anything_from_above() {
    let (office, code, _, _) = late_and_not().await;
    for id in ["lanhdao", "thuly"] {
        let mut browser = office.browser(id).await;
        assert!(!browser.get("/officer/work").await.text().contains(LIST), "{id}");
        for path in [
            LIST.to_string(),
            format!("{LIST}/{code}"),
            format!("{LIST}/{code}/look_into"),
            format!("{LIST}/instruct?item={code}"),
        ] {
            assert_eq!(browser.get(&path).await.status, 403, "{id} {path}");
        }
    }
    let stranger = office.kit.browser().get(LIST).await;
    assert!(stranger.location().starts_with("/officer/sign_in"), "{}", stranger.location());
}

/// Sở Tư pháp, whose field a birth is; Sở Nội vụ has none of the dossiers.
#[tokio::test]
async fn the_leader_of_a_department_sees_its_fields_in_the_communes_and_nothing_else() {
    let (office, code, _, _) = late_and_not().await;
    for (id, agency, duty) in [
        ("tuphap", "H57.802", Duty::Leader),
        ("noivu", "H57.801", Duty::Leader),
        ("chuyenvien", "H57.802", Duty::Case),
    ] {
        office.kit.add_officer(id, agency, &[duty]).await;
    }
    let mut justice = office.browser("tuphap").await;
    assert!(justice.get("/officer/work").await.text().contains(&format!("href=\"{LIST}\"")));
    let list = justice.get(LIST).await;
    for words in
        ["thuộc lĩnh vực của cơ quan bạn", "Hộ tịch", &code.to_string(), "<b class=\"due late\">1</b>"]
    {
        assert!(list.says(words), "{words}: {}", list.main());
    }
    assert!(!list.says(NAME), "{}", list.main());
    assert_eq!(justice.get(&format!("{LIST}/{code}")).await.status, 200);
    let read = format!("/officer/dossiers/{code}");
    assert_eq!(justice.get(&read).await.status, 404, "not opened yet");
    let done = justice
        .fills_in(&format!("{LIST}/{code}/look_into"), &[("reason", "Giải quyết kiến nghị số 12")])
        .await;
    assert_eq!(done.location(), read);
    assert!(justice.get(&read).await.says(NAME));
    let item = code.to_string();
    let asking =
        [("item", item.as_str()), ("many", "2"), ("unit", "working_hours"), ("text", "Vì sao quá hạn?")];
    let done = justice.fills_in(&format!("{LIST}/instruct?item={code}"), &asking).await;
    assert_eq!(done.location(), format!("{LIST}/{code}?done=instruct"));
    assert!(office.browser("thuly").await.get("/officer/work").await.says("Vì sao quá hạn?"));

    let mut affairs = office.browser("noivu").await;
    let list = affairs.get(&format!("{LIST}?standing=running&procedure=1.001193")).await;
    assert!(list.says("Không có hồ sơ nào như vậy") && !list.says(&item), "{}", list.main());
    assert!(!affairs.get(LIST).await.says("Vì sao quá hạn?"), "nor what was asked");
    for path in [
        format!("{LIST}/{code}"),
        format!("{LIST}/{code}/look_into"),
        format!("{LIST}/instruct?item={code}"),
        read,
    ] {
        assert_eq!(affairs.get(&path).await.status, 404, "{path}");
    }
    let mut other = office.browser("chuyenvien").await;
    assert_eq!(other.get(LIST).await.status, 403, "who leads it, not who works there");
    assert!(!other.get("/officer/work").await.text().contains(LIST));
    // What keeps the catalogue and the webhooks is the province's office.
    assert_eq!(justice.get("/manage/webhooks").await.status, 403);
}

#[tokio::test]
async fn the_leader_of_another_province_finds_none_of_these_dossiers() {
    let office = Office::of(serving("2025-07-14T09:00", &["46", "48"])).await;
    let code = office.dossier(NAME, &[Accept, Forward]).await;
    office.kit.set_clock("2025-07-16T09:00");
    let directory = &office.kit.app.law.directory;
    let mut offices = directory.agencies().iter().filter(|one| one.kind == AgencyKind::ProvinceOffice);
    let other = offices.find(|one| one.unit.as_str() == "48").expect("the office of Đà Nẵng");
    office.kit.add_officer("danang", other.code.as_str(), &[Duty::Leader]).await;
    let mut leader = office.browser("danang").await;
    let list = leader.get(&format!("{LIST}?standing=running")).await;
    assert_eq!(list.status, 200, "{}", list.text());
    assert!(!list.says(&code.to_string()) && list.says("Không có hồ sơ nào như vậy"), "{}", list.main());
    for path in [
        format!("{LIST}/{code}"),
        format!("{LIST}/{code}/look_into"),
        format!("{LIST}/instruct?item={code}"),
        format!("/officer/dossiers/{code}"),
    ] {
        assert_eq!(leader.get(&path).await.status, 404, "{path}");
    }
    let mut own = keeper(&office.kit).await;
    assert!(own.get(&format!("{LIST}?standing=running")).await.says(&code.to_string()));
}

#[tokio::test]
async fn looking_into_a_dossier_takes_a_reason_that_the_person_reads_and_lasts_for_hours() {
    let (office, code, _, mut leader) = late_and_not().await;
    let (ask, read) = (format!("{LIST}/{code}/look_into"), format!("/officer/dossiers/{code}"));
    let refused = leader.fills_in(&ask, &[("reason", " ")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Hãy ghi rõ lý do"), "{}", refused.main());
    assert_eq!(leader.get(&read).await.status, 404);
    let done = leader.fills_in(&ask, &[("reason", "Giải quyết kiến nghị số 12")]).await;
    assert_eq!(done.location(), read);
    let page = leader.get(&read).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.says(NAME) && page.says("chỉ đọc, đến"), "{}", page.main());
    assert!(page.says("17:00 thứ Tư, 16/07/2025"), "eight hours from 09:00: {}", page.main());
    assert!(page.says("Lúc này hồ sơ không chờ bạn làm gì"), "{}", page.main());
    // Read and nothing else.
    for below in ["accept", "forward", "pages", "receipt", "answer_instruction"] {
        assert_eq!(leader.get(&format!("{read}/{below}")).await.status, 404, "{below}");
    }
    let above = leader.get(&format!("{LIST}/{code}")).await;
    assert!(above.says("Mở nội dung hồ sơ") && above.says("Giải quyết kiến nghị số 12"), "{}", above.main());
    assert!(!above.says(NAME), "{}", above.main());
    // The person and the agency read who did and why.
    let citizen = citizens_page(&office, &code).await;
    for words in ["Lãnh đạo cấp tỉnh đã xem nội dung hồ sơ", "Cán bộ tinh", "Giải quyết kiến nghị số 12"]
    {
        assert!(citizen.says(words), "{words}: {}", citizen.main());
    }
    let mut commune = office.browser("thuly").await;
    assert!(commune.get(&read).await.says("Giải quyết kiến nghị số 12"));
    let stranger = office.kit.browser().get(&format!("/api/v1/dossiers/{code}")).await;
    assert!(stranger.says("forwarded") && !stranger.says("looked_into"), "{}", stranger.text());
    for (now, status) in [("2025-07-16T16:59", 200), ("2025-07-16T17:00", 404)] {
        office.kit.set_clock(now);
        let mut leader = office.browser("tinh").await;
        assert_eq!(leader.get(&read).await.status, status, "{now}");
    }
}

#[tokio::test]
async fn an_instruction_reaches_the_agency_which_answers_and_the_province_reads_it() {
    let (office, code, _, mut leader) = late_and_not().await;
    let (ask, item) = (format!("{LIST}/instruct?item={code}"), code.to_string());
    let with = |text| [("item", item.as_str()), ("many", "2"), ("unit", "working_hours"), ("text", text)];
    let refused = leader.fills_in(&ask, &with("")).await;
    assert_eq!(refused.status, 422, "{}", refused.main());
    assert!(refused.says(&item), "the list stays: {}", refused.main());
    let done = leader.fills_in(&ask, &with("Vì sao quá hạn? Trả kết quả ngay")).await;
    assert_eq!(done.location(), format!("{LIST}/{code}?done=instruct"));
    let above = leader.get(done.location()).await;
    assert!(above.says("Vì sao quá hạn?") && above.says("Trả lời trước"), "{}", above.main());
    assert!(above.says("Đã gửi câu hỏi, chỉ đạo"), "{}", above.main());

    let mut commune = office.browser("thuly").await;
    let work = commune.get("/officer/work").await;
    for words in ["Câu hỏi, chỉ đạo của tỉnh", "Vì sao quá hạn?", "Trả lời trước", "11:00"]
    {
        assert!(work.says(words), "{words}: {}", work.main());
    }
    assert!(!office.browser("quay").await.get("/officer/work").await.says("Câu hỏi, chỉ đạo của tỉnh"));
    office.kit.set_clock("2025-07-16T14:00");
    assert!(commune.get("/officer/work").await.says("Quá hạn trả lời"));
    let late = leader.get(&format!("{LIST}/{code}")).await;
    assert!(late.says("Quá hạn trả lời"), "{}", late.main());
    let list = leader.get(LIST).await;
    assert!(list.says("Câu hỏi, chỉ đạo chưa trả lời") && list.says("Vì sao quá hạn?"), "{}", list.main());

    let answer = format!("/officer/dossiers/{code}/answer_instruction");
    assert!(commune.get(&format!("/officer/dossiers/{code}")).await.says(&answer));
    let refused = commune.fills_in(&answer, &[("answer", "")]).await;
    assert_eq!(refused.status, 422, "{}", refused.main());
    let done = commune.fills_in(&answer, &[("answer", "Đã trình lãnh đạo ký")]).await;
    let page = commune.get(done.location()).await;
    assert!(page.says("Đã trả lời câu hỏi, chỉ đạo của tỉnh"), "{}", page.main());
    assert!(!commune.get("/officer/work").await.says("Câu hỏi, chỉ đạo của tỉnh"));
    assert_eq!(commune.get(&answer).await.status, 422, "nothing waits any more");
    assert!(!leader.get(LIST).await.says("Câu hỏi, chỉ đạo chưa trả lời"));
    let above = leader.get(&format!("{LIST}/{code}")).await;
    for words in ["Đã trình lãnh đạo ký", "Trả lời sau hạn", "Cán bộ thuly"] {
        assert!(above.says(words), "{words}: {}", above.main());
    }
    // The person sees that the province asked, and not what.
    let citizen = citizens_page(&office, &code).await;
    assert!(citizen.says("Cấp tỉnh hỏi, chỉ đạo"), "{}", citizen.main());
    for said in ["Vì sao quá hạn?", "Đã trình lãnh đạo ký"] {
        assert!(!citizen.says(said), "{said}: {}", citizen.main());
    }
}

#[tokio::test]
async fn what_is_done_from_above_overtakes_no_form_that_is_open_at_the_commune() {
    let (office, code, _, mut leader) = late_and_not().await;
    let mut commune = office.browser("thuly").await;
    let path = format!("/officer/dossiers/{code}/forward");
    let (open, beside) = (commune.get(&path).await, commune.get(&path).await);
    let (seq, key) = (open.value_of("seq").unwrap(), open.value_of("key").unwrap());
    leader.fills_in(&format!("{LIST}/{code}/look_into"), &[("reason", "kiến nghị số 12")]).await;
    let item = code.to_string();
    let asking = [("item", item.as_str()), ("many", "1"), ("unit", "working_days"), ("text", "Báo cáo")];
    leader.fills_in(&format!("{LIST}/instruct?item={code}"), &asking).await;
    let form = |key| [("key", key), ("seq", seq), ("note", "Hồ sơ đủ trang")];
    let done = commune.post(&path, &form(key)).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=forward"), "{}", done.text());
    // What the commune itself did does overtake it.
    let again = commune.post(&path, &form(beside.value_of("key").unwrap())).await;
    assert_eq!(again.status, 409, "{}", again.text());
}

#[tokio::test]
async fn one_instruction_is_sent_for_each_dossier_that_is_ticked_and_once() {
    let (office, one, two, mut leader) = late_and_not().await;
    let (one, two) = (one.to_string(), two.to_string());
    let ask = format!("{LIST}/instruct?item={one}&item={two}");
    let page = leader.get(&ask).await;
    assert_eq!(page.main().matches("name=\"item\"").count(), 2);
    let key = page.value_of("key").unwrap().to_string();
    let (one, two) = (one.as_str(), two.as_str());
    let form = |key: &str| {
        [
            ("key", key),
            ("listed", one),
            ("listed", two),
            ("item", one),
            ("item", two),
            ("text", "Báo cáo lý do"),
            ("many", "1"),
            ("unit", "working_days"),
        ]
        .map(|(name, value)| (name, value.to_string()))
    };
    let send = async |leader: &mut Browser, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        leader.post(&format!("{LIST}/instruct"), &fields).await
    };
    for _ in 0..2 {
        let done = send(&mut leader, &form(&key)).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert!(done.says("<b>2</b> / 2"), "{}", done.main());
    }
    for code in [one, two] {
        let code = DossierCode::parse(code).unwrap();
        assert_eq!(office.now(&code).instructions.len(), 1, "sent twice it is one");
    }
    let mut none = form(&key).to_vec();
    none.retain(|(name, _)| *name != "item");
    let refused = send(&mut leader, &none).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Danh sách chưa có mục nào") && refused.says(two), "{}", refused.main());
    assert_eq!(leader.get(&format!("{LIST}/instruct")).await.status, 422, "nothing was ticked");
}

/// For the samples: everything of these pages.
pub async fn walk(office: Office) {
    let code = office.dossier(NAME, &[Accept, Forward]).await;
    let other = office.submitted_of(BIRTH, "on-time", NAME).await;
    let acts: [Verb; 3] = [Accept, Forward, AskSupplement];
    office.carry_on(&other, &acts).await;
    let third = office.dossier(NAME, &[Accept, Forward]).await;
    office.kit.set_clock("2025-07-16T09:00");
    let mut leader = keeper(&office.kit).await;
    for path in [
        LIST.to_string(),
        format!("{LIST}?communes=all"),
        format!("{LIST}?standing=resting"),
        format!("{LIST}?standing=soon&unit=19753"),
        format!("{LIST}?standing=running&unit=19753&field=Hộ+tịch&agency=H57.101"),
        format!("{LIST}/{code}"),
        format!("{LIST}/{other}"),
        format!("{LIST}/shares"),
        format!("{LIST}/shares?from=x"),
    ] {
        leader.get(&path).await;
    }
    office.kit.add_officer("tuphap", "H57.802", &[Duty::Leader]).await;
    office.browser("tuphap").await.get(LIST).await;
    let (code, third) = (code.to_string(), third.to_string());
    let reassign = format!("{LIST}/reassign?item={code}&item={third}");
    leader.fills_in(&reassign, &[("item", &*code), ("reason", " ")]).await;
    let both = [("item", &*code), ("item", &*third), ("to_officer", "thuly"), ("reason", "nghỉ ốm")];
    leader.fills_in(&reassign, &both).await;
    for (path, fields) in [
        (format!("{LIST}/{code}/look_into"), vec![("reason", " ")]),
        (format!("{LIST}/{code}/look_into"), vec![("reason", "Giải quyết kiến nghị số 12")]),
        (format!("{LIST}/instruct?item={code}"), vec![("item", &*code), ("text", ""), ("many", "x")]),
        (
            format!("{LIST}/instruct?item={code}&item={third}"),
            vec![
                ("item", &*code),
                ("item", &*third),
                ("text", "Báo cáo lý do"),
                ("many", "1"),
                ("unit", "working_hours"),
            ],
        ),
    ] {
        leader.fills_in(&path, &fields).await;
    }
    leader.get(&format!("/officer/dossiers/{code}")).await;
    leader.get(&format!("{LIST}/{code}?done=instruct")).await;
    let mut commune = office.browser("thuly").await;
    commune.get("/officer/work").await;
    commune.get(&format!("/officer/dossiers/{code}")).await;
    let answer = format!("/officer/dossiers/{code}/answer_instruction");
    commune.fills_in(&answer, &[("answer", "")]).await;
    commune.fills_in(&answer, &[("answer", "Đã trình lãnh đạo ký")]).await;
    commune.get(&format!("/officer/dossiers/{code}?done=answer_instruction")).await;
    leader.get(&format!("{LIST}/{code}")).await;
    let stopped = DossierCode::parse(&code).unwrap();
    office.carry_on(&stopped, &[Stop]).await;
    leader.get(&format!("{LIST}/shares")).await;
    leader.get(&format!("{LIST}/shares/dossiers?agency=H57.101")).await;
    leader.get(&format!("{LIST}/shares/dossiers?agency=H57.101&late=1")).await;
}

#[tokio::test]
async fn a_dossier_is_found_by_its_code() {
    let (_office, late, _, mut leader) = late_and_not().await;
    assert!(leader.get(LIST).await.says("name=\"code\""));
    let found = leader.get(&format!("{LIST}?code={late}")).await;
    assert_eq!(found.location(), format!("{LIST}/{late}"));
    let wrong = leader.get(&format!("{LIST}?code=khong+phai")).await;
    assert!(wrong.status == 422 && wrong.says("dossier.code-shape"), "{}", wrong.main());
}
