//! Registers of civil status: a birth is entered from its dossier, an extract is made of the entry ten
//! minutes later; an old book is taken in; a decision is noted; who looked is written down.

use crate::kit::Browser;
use crate::office::{Office, PAGE_BYTES_MAX};
use motcua_core::dossier::{DossierCode, Verb::*};
use motcua_store::entry::{EntrySought, sought};

const COPY: &str = "2.000635";

/// A birth that lies at the case officer.
pub async fn a_birth(office: &Office) -> DossierCode {
    let code = office.submitted("Phan Anh Đức").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    code
}

/// The birth in its register; the entry's address.
pub async fn entered(office: &Office, code: &DossierCode) -> String {
    let mut browser = office.browser("thuly").await;
    let page = format!("/officer/registers/khai-sinh/enter?dossier={code}");
    let fields = browser.get(&page).await;
    assert!(fields.body.len() < PAGE_BYTES_MAX, "{}", fields.body.len());
    let done = sends_as_shown(&mut browser, &page, &[("page", "3")]).await;
    let address = done.split('?').next().unwrap().to_string();
    assert!(address.starts_with("/officer/entries/"), "{address}");
    address
}

/// The form of a page as it is filled in already, with these fields.
async fn sends_as_shown(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> String {
    let shown = browser.get(page).await;
    let mut all: Vec<(String, String)> = shown.carried();
    for name in NAMES {
        if let Some(value) = shown.value_of(name) {
            all.push((name.to_string(), value.to_string()));
        }
    }
    all.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
    let mut all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (&**name, &**value)).collect();
    all.extend(fields);
    let address = page.split('?').next().unwrap();
    let answer = browser.post(address, &all).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().to_string()
}

const NAMES: [&str; 17] = [
    "volume",
    "day",
    "say.name",
    "say.born",
    "say.born_partly",
    "say.sex",
    "say.ethnicity",
    "say.nationality",
    "say.birthplace",
    "say.hometown",
    "say.mother",
    "say.mother_born",
    "say.mother_nationality",
    "say.father",
    "say.father_born",
    "say.declarant",
    "say.declarant_identity",
];

#[tokio::test]
async fn a_birth_is_entered_from_its_dossier_under_the_next_number_and_once() {
    let office = Office::open().await;
    let code = a_birth(&office).await;
    let mut browser = office.browser("thuly").await;
    let dossier = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(dossier.says("Ghi vào Sổ đăng ký khai sinh"), "{}", dossier.text());
    let address = entered(&office, &code).await;
    let entry = browser.get(&format!("{address}?done=enter")).await;
    for said in ["Đã ghi vào sổ.", "01/2025", &code.to_string(), "Đã mở xem"] {
        assert!(entry.says(said), "{said}: {}", entry.text());
    }
    let dossier = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(dossier.text().contains(&address) && dossier.says("Sổ đăng ký khai sinh số 01"));
    let again = browser.get(&format!("/officer/registers/khai-sinh/enter?dossier={code}")).await;
    let carried = again.carried();
    let mut fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    let values: Vec<(&str, String)> =
        NAMES.iter().filter_map(|name| Some((*name, again.value_of(name)?.to_string()))).collect();
    fields.extend(values.iter().map(|(name, value)| (*name, value.as_str())));
    fields.push(("is_sure", "1"));
    let refused = browser.post("/officer/registers/khai-sinh/enter", &fields).await;
    assert!(refused.status == 409 && refused.says("đã được ghi vào sổ này rồi"), "{}", refused.text());
    let book = browser.get("/officer/registers/khai-sinh/2025").await;
    assert!(book.says("01/2025") && book.text().contains(&address), "{}", book.text());
    let print = browser.get("/officer/registers/khai-sinh/2025/book.pdf").await;
    assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"));
}

#[tokio::test]
async fn a_birth_certificate_is_made_from_its_entry_and_issued_under_its_number_alone_and_in_a_list() {
    for in_a_list in [false, true] {
        let office = Office::open().await;
        let code = a_birth(&office).await;
        let draft = format!("/officer/dossiers/{code}/draft_result?template=giay-khai-sinh.1");
        let mut officer = office.browser("thuly").await;
        let said = [("say.registered_no", "999"), ("say.registered_on", "14/07/2025")];
        let early = officer.fills_in(&draft, &said).await;
        assert!(early.status == 422 && early.says("hãy ghi vào sổ trước"), "{}", early.text());
        entered(&office, &code).await;
        officer.fills_in(&draft, &[]).await.location();
        office.carry_on(&code, &[Forward]).await;
        let decide = format!("/officer/dossiers/{code}/decide");
        let approved = [("outcome", "approved"), ("capacity", "head")];
        office.browser("lanhdao").await.fills_in(&decide, &approved).await.location();
        let mut registry = office.browser("vanthu").await;
        let issue = format!("/officer/dossiers/{code}/issue");
        let page = registry.get(&issue).await;
        assert_eq!((page.status, page.value_of("number")), (200, Some("01")), "{}", page.text());
        let day = [("day.day", "14"), ("day.month", "7"), ("day.year", "2025")];
        if in_a_list {
            let item = format!("{code} {}", office.now(&code).seq);
            let fields = [("item", &*item), ("number", "125/QĐ-UBND"), ("book", "Sổ văn bản đi")];
            registry.fills_in("/officer/batch/issue", &fields).await;
        } else {
            let other = [&[("number", "125"), ("book", "Sổ đăng ký khai sinh")], &day[..]].concat();
            let refused = registry.fills_in(&issue, &other).await;
            assert!(refused.status == 422 && refused.text().contains("number-error"), "{}", refused.text());
            let its_own = [&[("number", "01"), ("book", "Sổ đăng ký khai sinh")], &day[..]].concat();
            registry.fills_in(&issue, &its_own).await.location();
        }
        let entry = office.now(&code).issued.unwrap();
        assert_eq!((&*entry.number, &*entry.book), ("01", "Sổ đăng ký khai sinh"), "list: {in_a_list}");
    }
}

#[tokio::test]
async fn an_extract_of_what_was_registered_ten_minutes_ago_says_what_the_register_says() {
    let office = Office::open().await;
    let birth = a_birth(&office).await;
    let address = entered(&office, &birth).await;
    let id = address.trim_start_matches("/officer/entries/").to_string();
    let code = office.submitted_of(COPY, "default", "Phan Anh Đức").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    let mut browser = office.browser("thuly").await;
    let draft = format!("/officer/dossiers/{code}/draft_result?template=trich-luc-khai-sinh-tu-so.1");
    let page = browser.get(&draft).await;
    let looks = format!("/officer/registers?for={code}&#38;template=trich-luc-khai-sinh-tu-so.1");
    assert!(page.text().contains(&looks), "{}", page.text());
    let child = office.kit.app.read(|rows| motcua_store::entry::get(rows, &id)).unwrap().unwrap();
    let name = child.text("name").unwrap().to_string();
    let asked =
        [("name", name.as_str()), ("for", &code.to_string()), ("template", "trich-luc-khai-sinh-tu-so.1")];
    let found = browser.post("/officer/registers", &asked).await;
    let chosen = format!("{draft}&entry={id}");
    assert!(found.text().replace("&#38;", "&").contains(&chosen), "{}", found.text());
    let page = browser.get(&chosen).await;
    assert!(page.says("Lấy từ sổ:") && page.says(&name), "{}", page.text());
    assert!(page.value_of("say.sex").is_none(), "what the register says is not typed");
    let saved = browser.fills_in(&chosen, &[]).await;
    assert!(saved.location().ends_with("#paper"), "{}", saved.text());
    let drafted = office.now(&code).draft.unwrap();
    assert_eq!(drafted.entry.as_ref().map(|used| used.id.as_str()), Some(id.as_str()));
    assert_eq!(drafted.filling.get("registered_no"), Some(&motcua_core::deed::Said::Text("01".into())));
    let kept = browser.get(&format!("/officer/dossiers/{code}/draft_result?saved=1")).await;
    assert!(kept.says(&name.to_uppercase()) && kept.says("Lấy từ sổ:"), "{}", kept.text());
    let without = browser.get(&format!("{draft}&entry=none")).await;
    assert!(!without.says("Lấy từ sổ:") && without.value_of("say.sex").is_some());
}

#[tokio::test]
async fn who_looks_in_a_register_is_written_down_and_others_see_nothing() {
    let office = Office::open().await;
    let code = a_birth(&office).await;
    let address = entered(&office, &code).await;
    let mut browser = office.browser("thuly").await;
    let few = browser.post("/officer/registers", &[("name", "ab")]).await;
    assert!(few.status == 422 && few.says("ít nhất 3 chữ"), "{}", few.text());
    let year = browser.post("/officer/registers", &[("name", "phan anh"), ("year", "hai")]).await;
    assert_eq!(year.status, 422);
    let none = browser.post("/officer/registers", &[("name", "khong co ai")]).await;
    assert!(none.says("Không có mục nào như vậy"), "{}", none.text());
    browser.get(&address).await;
    let looks = browser.get(&address).await.text().matches("(thuly)").count();
    assert_eq!(looks, 2, "each look, also this one");
    let mut leader = office.browser("lanhdao").await;
    let journal = leader.get("/officer/registers/looks").await;
    assert!(journal.says("khong co ai") && journal.text().contains(&address), "{}", journal.text());
    assert_eq!(browser.get("/officer/registers/looks").await.status, 403);
    for words in [("number", "%"), ("year", "-5")] {
        assert_eq!(browser.post("/officer/registers", &[words]).await.status, 422, "{words:?}");
    }
    for path in [
        "/officer/registers",
        "/officer/registers/khai-sinh/2025",
        "/officer/registers/khai-sinh/enter",
        &address,
    ] {
        assert_eq!(office.browser("quay").await.get(path).await.status, 403, "{path}");
    }
    assert_eq!(browser.get("/officer/entries/x").await.status, 404);
    assert_eq!(browser.get("/officer/registers/x/enter").await.status, 404);
}

#[tokio::test]
async fn a_correction_is_noted_with_its_decision_and_what_was_stays_readable() {
    let office = Office::open().await;
    let code = a_birth(&office).await;
    let address = entered(&office, &code).await;
    let mut browser = office.browser("thuly").await;
    let page = format!("{address}/note_entry");
    let bare = browser.fills_in(&page, &[("decision", ""), ("reason", "")]).await;
    assert_eq!(bare.status, 422);
    let note = [
        ("decision", "Quyết định 12/QĐ-UBND"),
        ("reason", "cải chính nơi sinh"),
        ("say.birthplace", "Trạm y tế Phú Xuân"),
    ];
    let done = sends_as_shown(&mut browser, &page, &note).await;
    assert_eq!(done, format!("{address}?done=note_entry"));
    let entry = browser.get(&address).await;
    for said in ["Trạm y tế Phú Xuân", "cải chính nơi sinh", "Quyết định 12/QĐ-UBND", "trước đó ghi"]
    {
        assert!(entry.says(said), "{said}: {}", entry.text());
    }
    let void = [("decision", "Quyết định 13/QĐ-UBND"), ("reason", "ghi nhầm"), ("voids", "1")];
    let mut leader = office.browser("lanhdao").await;
    sends_as_shown(&mut leader, &page, &void).await;
    assert!(leader.get(&address).await.says("Đã hủy"));
    assert_eq!(leader.get(&page).await.status, 409);
}

/// A correction that was issued, of a birth in an old book here; the dossier and the entry's address.
pub async fn a_correction(office: &Office) -> (DossierCode, String) {
    let code = office.submitted_of("1.004859", "change", "Nguyễn Thị Hoa").await;
    let mut browser = office.browser("thuly").await;
    let page = "/officer/registers/khai-sinh/enter";
    let old = [
        ("number", "214"),
        ("volume", "02"),
        ("day", "20/04/1992"),
        ("say.name", "Nguyễn Thị Hoa"),
        ("say.born_partly", "1992"),
        ("say.sex", "Nữ"),
        ("say.nationality", "Việt Nam"),
        ("say.birthplace", "Trạm y tế Phú Hội"),
    ];
    let entry = browser.fills_in(page, &old).await.location().split('?').next().unwrap().to_string();
    office.carry_on(&code, &[Accept, Forward, Forward]).await;
    let early = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(!early.says("Ghi chú vào Sổ đăng ký khai sinh"), "nothing was decided: {}", early.main());
    let note = browser.get(&format!("{entry}/note_entry?dossier={code}")).await;
    assert_eq!(note.status, 409, "{}", note.main());
    office.carry_on(&code, &[Decide, Issue]).await;
    (code, entry)
}

#[tokio::test]
async fn a_correction_that_a_dossier_decided_is_noted_from_that_dossier() {
    let office = Office::open().await;
    let (code, entry) = a_correction(&office).await;
    let mut browser = office.browser("thuly").await;
    let dossier = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(dossier.says("Quyết định chưa được ghi chú vào sổ hộ tịch"), "{}", dossier.main());
    let look = format!("/officer/registers?note={code}&register=khai-sinh");
    assert!(dossier.text().replace("&#38;", "&").contains(&look), "{}", dossier.main());
    let search = browser.get(&look).await;
    assert_eq!(search.value_of("name"), Some("Nguyễn Thị Hoa"), "known from the dossier");
    let sought = [("note", code.to_string()), ("name", "Nguyễn Thị Hoa".to_string())];
    let sought: Vec<(&str, &str)> = sought.iter().map(|(name, value)| (*name, &**value)).collect();
    let found = browser.post("/officer/registers", &sought).await;
    let page = format!("{entry}/note_entry?dossier={code}");
    assert!(found.text().contains(&page), "{}", found.main());
    let note = browser.get(&page).await;
    assert!(note.says("14/8/1992 → <b>18/4/1992</b>") && note.says("Chữ đệm của mẹ"), "{}", note.main());
    assert_eq!(note.value_of("say.born"), Some("18/04/1992"));
    assert_eq!(note.value_of("say.born_partly"), Some(""), "the whole day takes the place of the part");
    assert!(note.says("ghi một ô thì ô kia được bỏ") && !note.says("name=\"decision\""), "{}", note.main());
    let refused = browser.fills_in(&page, &[("reason", "")]).await;
    assert!(refused.status == 422 && refused.says("Chữ đệm của mẹ"), "{}", refused.main());
    let done = sends_as_shown(&mut browser, &page, &[("reason", "cải chính ngày sinh")]).await;
    assert_eq!(done, format!("{entry}?done=note_entry"));
    let shown = browser.get(&entry).await;
    for said in
        ["18/04/1992", "cải chính ngày sinh", "Ngày sinh như ghi trong sổ", "“1992”", &code.to_string()]
    {
        assert!(shown.says(said), "{said}: {}", shown.main());
    }
    let dossier = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(dossier.says("Đã ghi chú vào") && dossier.text().contains(&entry), "{}", dossier.main());
    assert!(!dossier.says("chưa được ghi chú"), "{}", dossier.main());
    let twice = browser.get(&page).await;
    assert!(twice.status == 409 && twice.says("đã được ghi chú vào mục này"), "{}", twice.main());
    browser.get("/language/en?back=/officer/work").await;
    let english = browser.get(&format!("/officer/dossiers/{code}")).await;
    assert!(english.says("Noted in the") && english.says("Register of births No. 214"), "{}", english.main());
    // The desk that keeps no registers sees nothing of it.
    let desk = office.browser("quay").await.get(&format!("/officer/dossiers/{code}")).await;
    assert!(!desk.says("Đã ghi chú vào"), "{}", desk.main());
}

const OLD_BOOK: &str = "Số;Quyển số;Trang số;Ngày đăng ký;Họ, chữ đệm, tên người được khai sinh;Ngày, tháng, năm sinh như ghi trong sổ;Giới tính;Quốc tịch;Nơi sinh;Ghi thêm\n\
45;02;17;01/04/1998;Võ Thị Xuân;04/03/1998;Nữ;Việt Nam;Trạm y tế xã;x\n\
46/1998;02;17;02/04/1998;Võ Văn Hạ;1998;Nam;Việt Nam;Trạm y tế xã;\n";

#[tokio::test]
async fn an_old_book_is_seen_first_and_then_taken_in_whole() {
    let office = Office::open().await;
    let mut browser = office.browser("thuly").await;
    let sheet = browser.get("/officer/registers/khai-sinh/import/sheet.csv").await;
    let headings = sheet.text().trim_start_matches('\u{feff}').to_string();
    assert!(headings.starts_with("Số;Quyển số;Trang số;Ngày đăng ký;Họ"), "{headings}");
    let page = "/officer/registers/khai-sinh/import";
    let none = browser.multipart(page, &[("key", &"0".repeat(32))], &[]).await;
    assert!(none.status == 422, "{}", none.text());
    let carried = browser.get(page).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    let bad = OLD_BOOK.replace("01/04/1998", "hôm qua");
    let refused = browser.multipart(page, &carried, &[("file", "so.csv", bad.as_bytes())]).await;
    assert!(refused.status == 422 && refused.says("Dòng 2:"), "{}", refused.text());
    let headings: Vec<String> = headings.trim().split(';').map(str::to_string).collect();
    let list = OLD_BOOK.replacen("Ngày, tháng, năm sinh như ghi trong sổ", &headings[6], 1);
    let preview = browser.multipart(page, &carried, &[("file", "so.csv", list.as_bytes())]).await;
    assert!(
        preview.status == 200 && preview.says("Số mục: 2") || preview.says("<b>2</b>"),
        "{}",
        preview.text()
    );
    assert!(preview.says("Ghi thêm"), "a column that is not read is named");
    let everybody = |office: &Office| {
        let agency = motcua_core::directory::AgencyCode::parse("H57.101").unwrap();
        let all = EntrySought { year: Some(1998), ..EntrySought::default() };
        office.kit.app.read(|rows| sought(rows, &agency, &all, 9)).unwrap().len()
    };
    assert_eq!(everybody(&office), 0, "nothing is entered before somebody confirms");
    let again = preview.carried();
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (&**name, &**value)).collect();
    let done = browser.post(page, &again).await.location().to_string();
    assert_eq!(done, "/officer/registers?taken_in=2");
    assert!(browser.get(&done).await.says("Đã ghi vào sổ số mục"));
    assert_eq!(everybody(&office), 2);
    let book = browser.get("/officer/registers/khai-sinh/1998").await;
    assert!(book.says("46/1998") && book.says("Võ Thị Xuân"), "{}", book.text());
    let fresh = browser.get(page).await.carried();
    let fresh: Vec<(&str, &str)> = fresh.iter().map(|(name, value)| (&**name, &**value)).collect();
    let twice = browser.multipart(page, &fresh, &[("file", "so.csv", list.as_bytes())]).await;
    assert!(twice.status == 422 && twice.says("đã có mục khác"), "{}", twice.text());
}

#[tokio::test]
async fn a_book_goes_on_behind_the_paper_one_and_is_closed_when_its_year_is_over() {
    let office = Office::open().await;
    let mut registry = office.browser("vanthu").await;
    assert!(registry.get("/officer/books").await.says("Ghi số đã dùng cuối cùng"));
    let page = "/officer/books/open_book";
    let bad =
        registry.fills_in(page, &[("name", MARITAL_BOOK), ("last_elsewhere", "x"), ("reason", "")]).await;
    assert!(bad.status == 422 && bad.says("từ 1 đến 99999"), "{}", bad.text());
    let said = [("name", MARITAL_BOOK), ("last_elsewhere", "128"), ("reason", "sổ giấy năm nay")];
    assert_eq!(registry.fills_in(page, &said).await.location(), "/officer/books");
    let code = crate::deeds::decided(&office).await;
    assert_eq!(office.now(&code).deed.unwrap().number, 129);
    assert!(!registry.get(page).await.says(MARITAL_BOOK), "it has given a number");

    let birth = a_birth(&office).await;
    let address = entered(&office, &birth).await;
    let mut leader = office.browser("lanhdao").await;
    let book = "/officer/registers/khai-sinh/2025";
    assert!(!leader.get(book).await.text().contains("close_book"), "its year runs");
    office.kit.set_clock("2026-01-05T09:00");
    let mut leader = office.browser("lanhdao").await;
    let close = "/officer/books/close_book?register=khai-sinh&year=2025";
    assert!(leader.get(book).await.text().replace("&#38;", "&").contains(close));
    assert!(leader.get(close).await.says("Tổng cộng ở đây"));
    let carried = leader.get(close).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(leader.post(close, &carried).await.location(), book);
    assert!(leader.get(book).await.says("Đã khóa"), "it says so");
    assert_eq!(leader.get(close).await.status, 409);
    let papers: String = form_urlencoded::byte_serialize(MARITAL_BOOK.as_bytes()).collect();
    let papers = leader.get(&format!("/officer/books/close_book?book={papers}&year=2025")).await;
    assert!(papers.says("129"), "{}", papers.text());
    // What a decision changes later is noted all the same.
    let note =
        [("decision", "Quyết định 1/QĐ-UBND"), ("reason", "cải chính"), ("say.birthplace", "Trạm y tế")];
    let mut officer = office.browser("thuly").await;
    sends_as_shown(&mut officer, &format!("{address}/note_entry"), &note).await;
    assert_eq!(officer.get(close).await.status, 403);
}

const MARITAL_BOOK: &str = "Sổ cấp Giấy xác nhận tình trạng hôn nhân";

/// Every page of it, with mistakes on the way.
pub async fn walk(office: Office) {
    let code = a_birth(&office).await;
    let mut browser = office.browser("thuly").await;
    let mut registry = office.browser("vanthu").await;
    registry.get("/officer/books/open_book").await;
    registry.fills_in("/officer/books/open_book", &[("last_elsewhere", "x"), ("reason", "")]).await;
    let (decided, old) = a_correction(&office).await;
    browser.get(&format!("/officer/dossiers/{decided}")).await;
    browser.get(&format!("/officer/registers?note={decided}&register=khai-sinh")).await;
    browser.get(&format!("{old}/note_entry?dossier={decided}")).await;
    browser.get("/officer/registers").await;
    browser.post("/officer/registers", &[("name", "ab")]).await;
    browser.get("/officer/registers/khai-sinh/enter").await;
    let enter = format!("/officer/registers/khai-sinh/enter?dossier={code}");
    browser.get(&enter).await;
    browser.fills_in(&enter, &[("day", "x"), ("volume", ""), ("say.name", "")]).await;
    let address = entered(&office, &code).await;
    browser.get(&format!("{address}?done=enter")).await;
    let alike = browser.get(&enter).await;
    let carried = alike.carried();
    let values: Vec<(&str, String)> =
        NAMES.iter().filter_map(|name| Some((*name, alike.value_of(name)?.to_string()))).collect();
    let key = "0".repeat(32);
    let mut fields: Vec<(&str, &str)> = vec![("key", &key), ("number", "77")];
    fields.extend(values.iter().map(|(name, value)| (*name, value.as_str())));
    let _ = carried;
    browser.post("/officer/registers/khai-sinh/enter", &fields).await;
    let name = alike.value_of("say.name").unwrap_or_default().to_string();
    browser.post("/officer/registers", &[("name", &name)]).await;
    browser.get("/officer/registers/khai-sinh/2025").await;
    browser.get(&format!("{address}/note_entry")).await;
    browser.fills_in(&format!("{address}/note_entry"), &[("decision", ""), ("reason", "")]).await;
    let note = [
        ("decision", "Quyết định 12/QĐ-UBND"),
        ("reason", "cải chính nơi sinh"),
        ("say.birthplace", "Trạm y tế"),
    ];
    sends_as_shown(&mut browser, &format!("{address}/note_entry"), &note).await;
    let page = "/officer/registers/khai-sinh/import";
    let carried = browser.get(page).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.multipart(page, &carried, &[]).await;
    browser.multipart(page, &carried, &[("file", "so.csv", OLD_BOOK.as_bytes())]).await;
    let mut leader = office.browser("lanhdao").await;
    let void = [("decision", "Quyết định 13/QĐ-UBND"), ("reason", "ghi nhầm"), ("voids", "1")];
    sends_as_shown(&mut leader, &format!("{address}/note_entry"), &void).await;
    leader.get(&address).await;
    let copy = office.submitted_of(COPY, "default", "Phan Anh Đức").await;
    office.carry_on(&copy, &[Accept, Forward]).await;
    browser.get(&format!("/officer/registers?for={copy}&template=trich-luc-khai-sinh-tu-so.1")).await;
    browser.get(&format!("/officer/dossiers/{copy}/draft_result?template=trich-luc-khai-sinh-tu-so.1")).await;
    office.kit.set_clock("2026-01-05T09:00");
    let mut leader = office.browser("lanhdao").await;
    let close = "/officer/books/close_book?register=khai-sinh&year=2025";
    for path in
        ["/officer/registers/khai-sinh/1990", "/officer/registers/khai-sinh/2025", "/officer/registers/looks"]
    {
        leader.get(path).await;
    }
    let page = leader.get(close).await;
    leader.post(close, &pairs(&page.carried())).await.location();
    leader.get("/officer/registers/khai-sinh/2025").await;
}

fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter().map(|(name, value)| (&**name, &**value)).collect()
}
