//! A procedure's next version as a page of fields: what an official changes there, what becomes of
//! it, and what is said of what cannot be.

use crate::kit::{Answer, Browser, Kit};
use crate::manage::{PUT, keeper};
use crate::office::{BIRTH, HERE, PAGE_BYTES_MAX};
use crate::steps::{Receipt, birth};
use motcua_core::Trust;
use motcua_core::act::Actor;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{Duty, Way};
use motcua_core::dossier::Accept;
use motcua_edge::act::act;

/// The most fields that a form may send.
const FIELDS_MAX: usize = 1000;

/// What is typed, the box at which it is refused, and the words.
type Wrong<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

fn page_of(id: &str) -> String {
    format!("/manage/procedures/{id}/edit")
}

/// Everything that a browser would send of the form on this page.
pub fn boxes(answer: &Answer) -> Vec<(String, String)> {
    let (_, form) = answer.main().split_once("<form method=\"post\"").expect("a form");
    let mut rest = form.split_once("</form>").expect("its end").0;
    let mut all = Vec::new();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (tag, after) = rest.split_once('>').expect("tags end");
        let name = attribute(tag, "name");
        if tag.starts_with("input") {
            let is_box = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if !is_box || tag.contains(" checked") {
                all.extend(name.map(|name| (name, attribute(tag, "value").unwrap_or_default())));
            }
        } else if tag.starts_with("textarea") {
            let text = after.split("</textarea>").next().unwrap_or_default();
            all.extend(name.map(|name| (name, plain(text.strip_prefix('\n').unwrap_or(text)))));
        } else if tag.starts_with("select") {
            let options = after.split("</select>").next().unwrap_or_default();
            let options: Vec<&str> = options.split("<option").skip(1).collect();
            let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first());
            let value = chosen.and_then(|option| attribute(option, "value")).unwrap_or_default();
            all.extend(name.map(|name| (name, value)));
        }
        rest = after;
    }
    all
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(plain(rest.split('"').next().unwrap_or_default()))
}

fn plain(text: &str) -> String {
    let marks = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    marks.iter().fold(text.to_string(), |text, (mark, plain)| text.replace(mark, plain))
}

/// Sends the form of this page with these boxes typed into; an empty tick is none.
pub async fn types(browser: &mut Browser, path: &str, page: &Answer, typed: &[(&str, &str)]) -> Answer {
    let mut all = boxes(page);
    for (name, value) in typed {
        all.retain(|(there, _)| there != name);
        all.push((name.to_string(), value.to_string()));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &all).await
}

/// Puts what the page shows into force.
async fn puts(browser: &mut Browser, shown: &Answer) -> Answer {
    assert_eq!(shown.status, 200, "{}", shown.main());
    let mut all = boxes(shown);
    all.extend([("do".into(), "put".into())]);
    all.retain(|(name, _)| name != "reason" && name != "upload");
    all.push(("reason".into(), "Nghị quyết 7/NQ-HĐND".into()));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.multipart(PUT, &all, &[]).await
}

#[tokio::test]
async fn a_limit_and_a_fee_are_changed_by_fields_and_hold_from_their_day() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let old: Receipt = birth(&kit, &mut kit.browser()).await;
    let list = tinh.get(&format!("/manage/catalogue?q={BIRTH}")).await;
    assert!(list.says("href=\"/manage/procedures/1.001193/edit\"") && list.says("Sửa bằng văn bản"));

    let path = page_of(BIRTH);
    let page = tinh.get(&path).await;
    for words in [
        "Thủ tục đăng ký khai sinh",
        "Phiên bản mới nhất: phiên bản 1 (từ 01/07/2025): 1 hồ sơ đang mở.",
        "Trong ngày làm việc; Miễn lệ phí khi đăng ký đúng hạn",
        "bắt buộc; bản chính: 1, bản sao: 0",
        "Tờ khai khai-sinh-chua-ro-cha-me.1",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    // From tomorrow; and what nobody changed is no change.
    let (day, month) = (page.value_of("effective_from.day"), page.value_of("effective_from.month"));
    assert_eq!((day, month), (Some("15"), Some("7")));
    let typed = [
        ("decision", "45/QĐ-UBND"),
        ("way.0.many", "5"),
        ("way.0.unit", "working_days"),
        ("way.3.fee_vnd", "8.000"),
        ("way.3.fee_text", "8.000 đồng một việc"),
        ("way.3.fee_text_en", "8,000 VND each"),
        ("way.3.fee_verified", "1"),
    ];
    let shown = types(&mut tinh, &path, &page, &typed).await;
    for words in
        ["phiên bản 1 → 2", "5 ngày làm việc", "8.000 đồng một việc", "1 hồ sơ đang mở giữ phiên bản 1"]
    {
        assert!(shown.says(words), "{words}: {}", shown.main());
    }
    assert_eq!(puts(&mut tinh, &shown).await.location(), "/manage/changes/1");

    let of_today = kit.browser().get(&format!("/procedures/{BIRTH}")).await;
    assert!(!of_today.says("8.000 đồng một việc"), "{}", of_today.main());
    kit.set_clock("2025-07-15T09:00");
    let of_its_day = kit.browser().get(&format!("/procedures/{BIRTH}")).await;
    for words in ["8.000 đồng một việc", "5 ngày làm việc", "45/QĐ-UBND"] {
        assert!(of_its_day.says(words), "{words}: {}", of_its_day.main());
    }
    let app = kit.app.now_in_force();
    let version = app.law.catalogue.find(BIRTH).unwrap().version(2).unwrap().clone();
    let first = version.offer(&"on-time".into(), Way::Online).unwrap();
    assert_eq!(
        (first.limit, first.limit_trust),
        (Limit::WorkingDays(5), Trust::Assumed),
        "another limit, which nobody ticked"
    );
    let late = version.offer(&"late".into(), Way::Online).unwrap();
    assert_eq!((late.fee_vnd, late.fee_trust), (Some(8_000), Trust::Verified));

    // The dossier of yesterday is timed by version 1.
    let lan = kit.add_officer("lan", HERE, &Duty::DESKS).await;
    let code = old.stored(&kit).code().clone();
    act(&app, &Actor::Officer(lan), None, Accept::of(code)).await.unwrap();
    assert_eq!(old.stored(&kit).submission.version, 1);
    assert_eq!(old.stored(&kit).due_at(), Some(crate::kit::moment("2025-07-15T17:00")));
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_box_and_all_that_was_typed_stays() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let path = page_of(BIRTH);
    let page = tinh.get(&path).await;
    let new_way = [("way.9.case", "*"), ("way.9.way", "post"), ("way.9.fee_text", "x")];
    let table: &[Wrong] = &[
        (&[("effective_from.day", "")], "effective_from", "không phải một ngày"),
        (&[("effective_from.month", "13")], "effective_from", "“15/13/2025” không phải một ngày"),
        (&[("effective_from.year", "2024")], "effective_from", "phiên bản trước bắt đầu ngày 01/07/2025"),
        (&[("name", " ")], "name", "Không được để trống"),
        (&[("name_en", "")], "name_en", "Không được để trống"),
        (&[("steps", "x")], "steps", "Không có quy trình mẫu “x”"),
        (&[("way.0.many", "ba"), ("way.0.unit", "days")], "way.0.many", "Không đọc được thời hạn “ba”"),
        (&[("way.0.many", ""), ("way.0.unit", "days")], "way.0.many", "Không được để trống"),
        (&[("way.0.many", "0"), ("way.0.unit", "days")], "way.0.many", "Thời hạn phải lớn hơn 0"),
        (&[("way.0.many", "9999"), ("way.0.unit", "days")], "way.0.many", "Thời hạn quá dài"),
        (&[("way.0.many", "3")], "way.0.many", "thì không có số"),
        (&[("way.1.fee_vnd", "tám nghìn")], "way.1.fee_vnd", "“tám nghìn” không phải một số tiền"),
        (&[("way.1.fee_text", "")], "way.1.fee_text", "Không được để trống"),
        (&[("way.3.fee_verified", "1")], "way.3.fee_vnd", "Chưa ghi số tiền"),
        (&new_way, "way.9.many", "Không được để trống"),
        (
            &[("way.9.case", "late"), ("way.9.way", "post"), ("way.9.many", "3"), ("way.9.fee_text", "x")],
            "way.9.many",
            "được ghi hai lần",
        ),
        (&[("way.9.case", "late"), ("way.9.many", "3")], "way.9.way", "Không được để trống"),
        (
            &[("way.0.out", "1"), ("way.1.out", "1"), ("way.2.out", "1")],
            "ways",
            "Trường hợp “Đúng hạn: trong 60 ngày kể từ ngày sinh” chưa có cách nộp nào",
        ),
        (&[("paper.1.name", "")], "paper.1.name", "Không được để trống"),
        (&[("paper.1.copies", "hai")], "paper.1.copies", "không phải hai"),
        (&[("paper.1.in.on-time", ""), ("paper.1.in.late", "")], "paper.1.in", "Không được để trống"),
        (&[("paper.6.name", "Sổ hộ khẩu cũ")], "paper.6.name_en", "Không được để trống"),
        (&[("law.0.issued", "20-13-2014")], "law.0.issued", "không phải một ngày"),
        (&[("law.0.number", "")], "law.0.number", "Không được để trống"),
        (&[("law.2.number", "1/2026/QH16")], "law.2.title", "Không được để trống"),
    ];
    for (typed, at, words) in table {
        let typed: Vec<(&str, &str)> = [("decision", "giữ lại/QĐ")].iter().chain(*typed).copied().collect();
        let answer = types(&mut tinh, &path, &page, &typed).await;
        assert_eq!(answer.status, 422, "{typed:?}: {}", answer.main());
        let link = format!("<a href=\"#{at}\">");
        let told = answer.main().split(&link).nth(1).and_then(|rest| rest.split("</a>").next());
        assert!(told.is_some_and(|told| told.contains(words)), "{typed:?} {at}: {told:?}");
        assert!(answer.says("giữ lại/QĐ") && answer.says("Lỗi: "), "{typed:?}");
        for (name, value) in typed.iter().filter(|(name, value)| !value.trim().is_empty() && *name != "steps")
        {
            let kept = boxes(&answer).into_iter().find(|(there, _)| there == name);
            assert_eq!(kept.map(|(_, value)| value).as_deref(), Some(*value), "{name} of {typed:?}");
        }
    }
    // Two that cannot be read and one that is not sound are said at once.
    let typed = [("way.0.many", "ba"), ("paper.1.copies", "hai"), ("name", "")];
    let answer = types(&mut tinh, &path, &page, &typed).await;
    for at in ["way.0.many", "paper.1.copies", "name"] {
        assert!(answer.says(&format!("<a href=\"#{at}\">")), "{at}: {}", answer.main());
    }
    // In place of itself, unchanged, there is nothing to put into force.
    let typed = [("effective_from.day", "1")];
    let answer = types(&mut tinh, &path, &page, &typed).await;
    assert!(answer.status == 422 && answer.says("Chưa có gì khác"), "{}", answer.main());
    // Nor while an open dossier rests on it.
    birth(&kit, &mut kit.browser()).await;
    let typed = [("effective_from.day", "1"), ("way.0.many", "2"), ("way.0.unit", "working_days")];
    let answer = types(&mut tinh, &path, &page, &typed).await;
    assert!(answer.status == 422 && answer.says("phiên bản ấy phải giữ nguyên"), "{}", answer.main());
}

#[tokio::test]
async fn rows_are_added_and_taken_out_without_scripts() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let path = page_of(BIRTH);
    let page = tinh.get(&path).await;
    let typed = [
        ("do", "more_papers"),
        ("paper.6.name", "Sổ tiêm chủng"),
        ("paper.6.name_en", "Vaccination book"),
        ("decision", "46/QĐ-UBND"),
    ];
    let page = types(&mut tinh, &path, &page, &typed).await;
    assert_eq!(page.status, 200);
    let value =
        |name: &str| boxes(&page).into_iter().find(|(there, _)| there == name).map(|(_, value)| value);
    assert_eq!(value("paper.6.name").as_deref(), Some("Sổ tiêm chủng"));
    assert_eq!(value("decision").as_deref(), Some("46/QĐ-UBND"));
    assert_eq!(value("paper.7.originals").as_deref(), Some("1"), "and one row more");
    let typed = [
        ("paper.7.name", "Sổ tiêm chủng"),
        ("paper.7.name_en", "Vaccination book, copy"),
        ("paper.7.originals", "0"),
        ("paper.7.copies", "1"),
        ("paper.5.out", "1"),
        ("way.2.out", "1"),
        ("law.1.out", "1"),
        ("law.2.number", "1/2026/QH16"),
        ("law.2.title", "Luật mới"),
    ];
    let shown = types(&mut tinh, &path, &page, &typed).await;
    puts(&mut tinh, &shown).await.location();
    let app = kit.app.now_in_force();
    let version = app.law.catalogue.find(BIRTH).unwrap().version(2).unwrap();
    let papers: Vec<&str> = version.papers.iter().map(|paper| paper.id.as_str()).collect();
    assert_eq!(papers[4..], ["giay-to-cua-nguoi-nuoi-duong", "so-tiem-chung", "so-tiem-chung-2"]);
    assert_eq!((version.papers[6].originals, version.papers[6].copies), (0, 1));
    assert!(version.papers[6].cases.is_empty(), "all cases ask for it");
    assert_eq!(version.ways.len(), 8);
    let laws: Vec<&str> = version.legal_basis.iter().map(|law| law.number.as_str()).collect();
    assert_eq!(laws, ["60/2014/QH13", "1/2026/QH16"]);
    // The page now begins with what was put into force, and changes it while it is still to come.
    let page = tinh.get(&path).await;
    assert!(page.says("chưa áp dụng, nên được sửa ngay trong nó") && page.says("Sổ tiêm chủng"));
    let shown = types(&mut tinh, &path, &page, &[("effective_from.day", "20")]).await;
    puts(&mut tinh, &shown).await.location();
    let app = kit.app.now_in_force();
    let versions = &app.law.catalogue.find(BIRTH).unwrap().versions;
    let ends = versions.iter().map(|version| version.effective_from.vn()).collect::<Vec<_>>();
    assert_eq!(ends, ["01/07/2025", "20/07/2025"]);
}

#[tokio::test]
async fn what_only_the_portals_tables_have_gets_its_own_file() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let id = "1.001662";
    let before = kit.app.law.catalogue.find(id).unwrap().clone();
    assert!(!before.has_own_file());
    let page = tinh.get(&page_of(id)).await;
    assert!(page.says("Theo Cổng Dịch vụ công quốc gia"), "{}", page.main());
    let typed = [("way.0.many", "12"), ("way.0.unit", "days"), ("way.0.limit_verified", "1")];
    let shown = types(&mut tinh, &page_of(id), &page, &typed).await;
    assert!(shown.says("phiên bản 1 → 2") && shown.says("12 ngày"), "{}", shown.main());
    puts(&mut tinh, &shown).await.location();
    let app = kit.app.now_in_force();
    let after = app.law.catalogue.find(id).unwrap();
    assert!(after.has_own_file() && after.versions.len() == 2);
    let offer = &after.versions[1].ways[0];
    assert_eq!((offer.limit, offer.limit_trust), (Limit::Days(12), Trust::Verified));
    assert_eq!(offer.fee_trust, before.versions[0].ways[0].fee_trust, "as sure as it was");
    assert_eq!(after.versions[0].ways, before.versions[0].ways);
}

#[tokio::test]
async fn the_page_is_the_keepers_and_two_at_once_are_told() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let path = page_of(BIRTH);
    kit.add_officer("lanhdao", HERE, &[Duty::Leader]).await;
    let mut leader = kit.browser();
    leader
        .post("/officer/sign_in", &[("id", "lanhdao"), ("password", crate::kit::PASSWORD)])
        .await
        .location();
    assert_eq!((leader.get(&path).await.status, leader.post(&path, &[]).await.status), (403, 403));
    assert_eq!(tinh.get(&page_of("9.999999")).await.status, 404);
    let seen = tinh.get(&path).await;
    let shown = types(&mut tinh, &path, &seen, &[("decision", "1/QĐ-UBND")]).await;
    puts(&mut tinh, &shown).await.location();
    let late = types(&mut tinh, &path, &seen, &[("decision", "2/QĐ-UBND")]).await;
    assert!(late.says("thay đổi số 1") && late.says("2/QĐ-UBND"), "{}", late.main());
    assert_eq!(late.status, 409);
    let again = types(&mut tinh, &path, &late, &[]).await;
    assert_eq!(again.status, 409, "a second press does not undo what the other did: {}", again.main());
    let opened = tinh.get(&path).await;
    let again = types(&mut tinh, &path, &opened, &[("decision", "2/QĐ-UBND")]).await;
    assert_eq!(again.status, 200, "{}", again.main());
}

#[tokio::test]
async fn the_longest_procedure_fits_on_the_page_and_into_a_form() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let mut all: Vec<_> = kit.app.law.catalogue.all().iter().collect();
    let length = |version: &motcua_core::catalogue::Version| version.papers.len() + 2 * version.ways.len();
    all.sort_by_key(|one| std::cmp::Reverse(one.versions.last().map(length)));
    let longest = &all[0].id;
    let page = tinh.get(&page_of(longest.as_str())).await;
    let sent = boxes(&page).len();
    assert!(sent < FIELDS_MAX * 3 / 4, "{longest}: {sent} fields");
    assert!(page.body.len() < 2 * PAGE_BYTES_MAX, "{longest}: {} bytes", page.body.len());
}
