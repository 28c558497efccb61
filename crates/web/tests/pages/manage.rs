//! The keeper of the catalogue: looks at it, changes a form without a programmer, and
//! never takes an open dossier's version away.

use crate::kit::{Answer, Browser, Kit, PASSWORD};
use crate::office::{BIRTH, HERE};
use crate::steps::{CENTRE, FATHER, MOTHER, Receipt, begin, birth, birth_draft, example_of};
use motcua_core::Day;
use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Accept;
use motcua_core::law_change::CatalogueFile;
use motcua_edge::act::act;
use motcua_edge::take_up::take_up;

/// The office of the province.
const PROVINCE: &str = "H57";
pub const FORM: &str = "forms/khai-sinh.1.json";
const FILE: &str = "procedures/1.001193.toml";
pub const PUT: &str = "/manage/put_into_force";

pub async fn keeper(kit: &Kit) -> Browser {
    kit.add_officer("tinh", PROVINCE, &[Duty::Leader]).await;
    signed_in(kit, "tinh").await
}

async fn signed_in(kit: &Kit, id: &str) -> Browser {
    let mut browser = kit.browser();
    browser.post("/officer/sign_in", &[("id", id), ("password", PASSWORD)]).await.location();
    browser
}

/// The form of a birth with one more question, after the child's nationality.
pub fn with_a_question(text: &str, required: bool) -> String {
    let asked = "\"nhom_mau\": { \"title\": \"Nhóm máu của trẻ\", \"x-title-en\": \"Child's blood group\", \
                 \"type\": \"string\", \"maxLength\": 10 },\n    \"noi_sinh\": {";
    let text = text.replacen("\"noi_sinh\": {", asked, 1);
    let text = text.replacen("\"noi_sinh\", \"que_quan\"]", "\"nhom_mau\", \"noi_sinh\", \"que_quan\"]", 1);
    match required {
        true => text.replacen("\"noi_sinh\", \"me\",", "\"nhom_mau\", \"noi_sinh\", \"me\",", 1),
        false => text,
    }
}

/// Checks these files and puts what was shown into force.
pub async fn puts(browser: &mut Browser, files: &[CatalogueFile]) -> Answer {
    let checked = checks(browser, files).await;
    assert_eq!(checked.status, 200, "{}", checked.main());
    let (seen, mark) = (checked.value_of("seen").unwrap(), checked.value_of("mark").unwrap());
    let more = [("seen", seen), ("mark", mark), ("do", "put"), ("reason", "Quyết định 12/QĐ-UBND")];
    let first = sends(browser, files, &more).await;
    if first.status == 303 {
        let again = sends(browser, files, &more).await;
        assert_eq!((again.status, again.location()), (303, first.location()), "pressed twice is once");
    }
    first
}

pub async fn checks(browser: &mut Browser, files: &[CatalogueFile]) -> Answer {
    sends(browser, files, &[("do", "check")]).await
}

async fn sends(browser: &mut Browser, files: &[CatalogueFile], more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (number, file) in files.iter().enumerate() {
        fields.push((format!("path.{number}"), file.path.clone()));
        // As browsers send it.
        fields.push((format!("text.{number}"), file.text.replace('\n', "\r\n")));
    }
    fields.extend(more.iter().map(|(name, value)| (name.to_string(), value.to_string())));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.multipart(PUT, &fields, &[]).await
}

pub fn file(path: &str, text: String) -> CatalogueFile {
    CatalogueFile { path: path.to_string(), text }
}

#[tokio::test]
async fn the_catalogue_shows_versions_forms_and_who_rests_on_them() {
    let kit = Kit::at("2025-07-14T09:00");
    birth(&kit, &mut kit.browser()).await;
    let mut tinh = keeper(&kit).await;
    let page = tinh.get("/manage/catalogue?q=1.001193").await;
    for words in
        ["Thủ tục đăng ký khai sinh", "Phiên bản 1", "đang áp dụng", "từ 01/07/2025", "1 hồ sơ đang mở"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(page.says("href=\"/manage/forms/khai-sinh.1\"") && page.says("Soạn phiên bản mới"));
    assert!(tinh.get("/manage/catalogue?q=xyzxyz").await.says("Không tìm thấy thủ tục nào"));
    let mut seen = 0;
    for number in 1..99 {
        let page = tinh.get(&format!("/manage/catalogue?page={number}")).await;
        assert!(page.body.len() <= 50_000, "{} bytes", page.body.len());
        seen += page.main().matches("<h2 class=\"row-name\">").count();
        if !page.says("rel=\"next\"") {
            break;
        }
    }
    assert_eq!(seen, kit.app.law.catalogue.all().len());
    // What the national portal says otherwise is shown, and changes nothing.
    let page = tinh.get("/manage/catalogue?q=1.001612").await;
    assert!(page.says("Cổng ghi khác (20/07/2026)"), "{}", page.main());
    // Also where its next version is written.
    let page = tinh.get("/manage/procedures/1.001612/edit").await;
    assert!(page.says("Cổng ghi khác (20/07/2026)"), "{}", page.main());
    let page = tinh.get("/manage/catalogue?q=1.001662").await;
    assert!(page.says("Theo Cổng Dịch vụ công quốc gia, xem ngày"), "{}", page.main());
    let forms = tinh.get("/manage/forms?q=khai+sinh").await;
    assert!(forms.says("Tờ khai đăng ký khai sinh") && forms.says("Thủ tục đăng ký khai sinh (phiên bản 1)"));
}

#[tokio::test]
async fn every_form_is_shown_whole_with_what_it_does() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let page = tinh.get("/manage/forms/khai-sinh.1").await;
    for words in [
        "chưa kiểm chứng",
        "Chỉ hỏi khi “Có ghi phần khai về người cha không?” là “Có”",
        "phải khớp với",
        "không được sau hôm nay",
        "Thủ tục đăng ký khai sinh",
        "motcua:form/khai-sinh.1",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(tinh.get("/manage/forms/khai-sinh.7").await.status == 404);
    let law = kit.app.law.clone();
    for form in law.forms.all() {
        let page = tinh.get(&format!("/manage/forms/{}", form.id())).await;
        assert_eq!(page.status, 200, "{}", form.id());
        assert!(page.body.len() <= crate::office::PAGE_BYTES_MAX, "{}: {} bytes", form.id(), page.body.len());
        for asked in form.pages() {
            for one in form.every(asked).iter().filter(|one| !one.field.is_computed) {
                let id = format!("id=\"v-{}\"", one.path);
                assert!(
                    page.says(&id) || page.says(&format!("id=\"v-{}.d\"", one.path)),
                    "{}: {id}",
                    form.id()
                );
            }
        }
    }
}

#[tokio::test]
async fn a_form_is_changed_shown_and_asked_without_a_restart() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let page = tinh.get(&format!("{PUT}?file={FORM}")).await;
    assert!(page.says("khai-sinh.1.json") && page.says("Kiểm tra"), "{}", page.main());
    let text = kit.app.books.text(FORM).unwrap().to_string();

    // A mistake: named with file, line and place in both languages; what was typed stays.
    let wrong = [file(FORM, text.replacen("\"title\": \"Nơi sinh\"", "\"titel\": \"Nơi sinh\"", 1))];
    let answer = checks(&mut tinh, &wrong).await;
    assert_eq!(answer.status, 422);
    for words in [
        "forms/khai-sinh.1.json:",
        "/properties/noi_sinh/titel",
        "Không có từ khoá",
        "There is no keyword",
        "&#34;titel&#34;",
    ] {
        assert!(answer.says(words), "{words}: {}", answer.main());
    }
    for (path, text) in [("units/provinces.tsv", "x"), ("../x.toml", "x"), ("forms/Tờ.1.json", "{}")] {
        let answer = checks(&mut tinh, &[file(path, text.into())]).await;
        assert!(answer.status == 422 && answer.says("Không đổi được tệp"), "{path}: {}", answer.main());
    }
    let same = checks(&mut tinh, &[file(FORM, text.clone())]).await;
    assert!(same.status == 422 && same.says("Chưa có gì khác"), "{}", same.main());

    // Sound: the new form and what it changes, and nothing is in force yet.
    let files = [file(FORM, with_a_question(&text, false))];
    let checked = checks(&mut tinh, &files).await;
    assert_eq!(checked.status, 200, "{}", checked.main());
    for words in ["Nhóm máu của trẻ", "Câu hỏi", "chưa có", "sửa ngay trong", "Không có hồ sơ nào đang mở"]
    {
        assert!(checked.says(words), "{words}: {}", checked.main());
    }
    assert!(checked.says("id=\"v0-nhom_mau\""), "the form is shown");
    let draft = a_birth_begins(&kit).await;
    assert!(!kit.browser().get(&draft).await.says("Nhóm máu"));

    // Not without a reason, and not another text than was looked at.
    let (seen, mark) = (checked.value_of("seen").unwrap(), checked.value_of("mark").unwrap());
    let more = |reason| [("seen", seen), ("mark", mark), ("do", "put"), ("reason", reason)];
    assert_eq!(sends(&mut tinh, &files, &more("")).await.status, 422);
    let other = [file(FORM, with_a_question(&text, false).replace("Nhóm máu của trẻ", "Nhóm máu"))];
    let not_looked_at = sends(&mut tinh, &other, &more("Theo quyết định")).await;
    assert!(not_looked_at.status == 422 && not_looked_at.says("Văn bản đã khác lúc kiểm tra"));

    let done = sends(&mut tinh, &files, &more("Theo quyết định 12")).await;
    assert_eq!(done.location(), "/manage/changes/1");
    let change = tinh.get("/manage/changes/1").await;
    for words in ["Theo quyết định 12", "Cán bộ tinh", "09:00 thứ Hai, 14/07/2025", "nhom_mau"] {
        assert!(change.says(words), "{words}: {}", change.main());
    }
    assert!(tinh.get("/manage/changes").await.says("1. Theo quyết định 12"));
    assert!(kit.browser().get(&draft).await.says("Nhóm máu của trẻ"), "whoever comes next is asked");
    assert!(tinh.get("/manage/forms/khai-sinh.1").await.says("Nhóm máu của trẻ"));
    // And another change on top of it.
    let again = file(FORM, with_a_question(&text, false).replace("Nhóm máu của trẻ", "Nhóm máu"));
    assert_eq!(puts(&mut tinh, &[again]).await.location(), "/manage/changes/2");
    assert!(tinh.get("/manage/changes/2").await.says("Văn bản trước đó"));
}

/// The page of the form on which the child is named, of a new draft.
async fn a_birth_begins(kit: &Kit) -> String {
    let mut browser = kit.browser();
    let draft = begin(&mut browser, BIRTH).await;
    let case = [("case", "on-time"), ("receiving", CENTRE), FATHER, MOTHER, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [
        ("name", "Nguyễn Thị Hoa"),
        ("identity", "046156000123"),
        ("born.year", "1956"),
        ("phone", "0905123456"),
    ];
    browser.post(&format!("{draft}/person"), &person).await.location();
    browser.get(&draft).await.location().to_string()
}

/// Version 2 of a birth from this day: five days, one paper more, one question more that
/// must be answered.
pub fn version_two(kit: &Kit, from: &str) -> Vec<CatalogueFile> {
    let books = &kit.app.books;
    let mut files = books.next_version(BIRTH, Day::parse(from).unwrap()).unwrap();
    assert_eq!(files[1].path, "forms/khai-sinh.2.json");
    let at = files[0].text.rfind("\n[[version]]").unwrap();
    let (before, new) = files[0].text.split_at(at);
    let paper = "\n[[version.paper]]\nid = \"giay-hen-tiem\"\nname = \"Sổ tiêm chủng\"\nname_en = \"Vaccination book\"\n\
                 originals = 0\ncopies = 1\nrequired = false\ntrust = \"assumed\"\n";
    let new = new.replace("limit = \"same_day\"", "limit = \"5 working_days\"");
    files[0].text = format!("{before}{new}{paper}");
    files[1].text = with_a_question(&files[1].text, true);
    files
}

#[tokio::test]
async fn open_dossiers_keep_their_version_and_drafts_are_told_what_changed() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let old: Receipt = birth(&kit, &mut kit.browser()).await;
    let mut waiting = kit.browser();
    let draft = birth_draft(&kit, &mut waiting).await;

    // The form and the version under it cannot be altered in place any more.
    let text = kit.app.books.text(FORM).unwrap().to_string();
    let procedure = kit.app.books.text(FILE).unwrap().to_string();
    for files in [
        [file(FORM, with_a_question(&text, false))],
        [file(FILE, procedure.replacen("limit = \"same_day\"", "limit = \"2 working_days\"", 1))],
    ] {
        let refused = checks(&mut tinh, &files).await;
        assert_eq!(refused.status, 422);
        for words in
            ["1 hồ sơ đang mở theo phiên bản 1 của thủ tục 1.001193", "soạn phiên bản mới", &old.code]
        {
            assert!(
                refused.main().to_lowercase().contains(&words.to_lowercase()),
                "{words}: {}",
                refused.main()
            );
        }
        assert!(!refused.says("value=\"put\""), "there is nothing to press");
    }

    // A new version beside it, from tomorrow.
    let files = version_two(&kit, "2025-07-15");
    let checked = checks(&mut tinh, &files).await;
    for words in [
        "phiên bản 1 → 2",
        "Trong ngày làm việc",
        "5 ngày làm việc",
        "Sổ tiêm chủng",
        "Nhóm máu của trẻ",
        "1 hồ sơ đang mở giữ phiên bản 1",
        &old.code,
    ] {
        assert!(checked.says(words), "{words}: {}", checked.main());
    }
    assert_eq!(puts(&mut tinh, &files).await.location(), "/manage/changes/1");

    // The next day: the old dossier is judged, shown and timed by version 1.
    kit.set_clock("2025-07-15T09:00");
    let lan = kit.add_officer("lan", HERE, &Duty::DESKS).await;
    let app = kit.app.now_in_force();
    let code = old.stored(&kit).code().clone();
    let actor = Actor::Officer(lan);
    act(&app, &actor, None, Accept::of(code.clone())).await.unwrap();
    let stored = old.stored(&kit);
    assert_eq!((stored.submission.version, stored.submission.form.as_deref()), (1, Some("khai-sinh.1")));
    assert_eq!(stored.due_at(), Some(crate::kit::moment("2025-07-15T17:00")), "the same day, not five");
    let mut officer = signed_in(&kit, "lan").await;
    let page = officer.get(&format!("/officer/dossiers/{}", old.code)).await;
    assert!(!page.says("Nhóm máu") && !page.says("Sổ tiêm chủng"), "{}", page.main());
    let ask = officer.get(&format!("/officer/dossiers/{}/ask_supplement", old.code)).await;
    assert!(ask.says("Giấy chứng sinh") && !ask.says("Sổ tiêm chủng"), "a supplement is asked by version 1");

    // The draft of yesterday goes on under version 2, with all that was typed.
    let page = waiting.get(&draft).await.location().to_string();
    assert!(page.contains("/form/"), "the new question is asked: {page}");
    let asked = waiting.get(&page).await;
    for words in ["Quy định của thủ tục đã thay đổi", "Nhóm máu của trẻ", "Sổ tiêm chủng", "5 ngày làm việc"]
    {
        assert!(asked.says(words), "{words}: {}", asked.main());
    }
    let law = kit.app.now_in_force().law.clone();
    let mut answers = example_of(law.forms.get("khai-sinh.1").unwrap());
    assert_eq!(
        asked.value_of("ten_tre"),
        answers.iter().find(|(name, _)| name == "ten_tre").map(|(_, v)| v.as_str())
    );
    answers.push(("nhom_mau".into(), "O+".into()));
    let fields: Vec<(&str, &str)> = answers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let mut next = waiting.post(&page, &fields).await.location().to_string();
    while next.contains("/form/") {
        next = waiting.post(&next, &fields).await.location().to_string();
    }
    let check = waiting.get(&format!("{draft}/check")).await;
    assert!(check.says("giấy chứng sinh.pdf") && check.says("O+"), "{}", check.main());
    let new = Receipt::of(&waiting.post(&format!("{draft}/check"), &[]).await);
    let stored = new.stored(&kit);
    assert_eq!((stored.submission.version, stored.submission.form.as_deref()), (2, Some("khai-sinh.2")));
    let code = stored.code().clone();
    let app = kit.app.now_in_force();
    act(&app, &actor, None, Accept::of(code.clone())).await.unwrap();
    assert_eq!(new.stored(&kit).due_at(), Some(crate::kit::moment("2025-07-22T17:00")));
    // The session of the day before is over.
    let page = signed_in(&kit, "tinh").await.get("/manage/catalogue?q=1.001193").await;
    for words in ["Phiên bản 2", "Phiên bản 1", "đã hết", "từ 01/07/2025 đến 14/07/2025"] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
}

#[tokio::test]
async fn only_the_keeper_changes_it_and_two_at_once_are_told() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    kit.add_officer("lanhdao", HERE, &[Duty::Leader]).await;
    kit.add_officer("thuly", PROVINCE, &[Duty::Case]).await;
    let text = with_a_question(kit.app.books.text(FORM).unwrap(), false);
    for id in ["lanhdao", "thuly"] {
        let mut other = signed_in(&kit, id).await;
        assert_eq!(other.get(PUT).await.status, 403, "{id}");
        assert_eq!(checks(&mut other, &[file(FORM, text.clone())]).await.status, 403, "{id}");
        assert_eq!(other.get("/manage/catalogue").await.status, 200, "looking is everybody's");
        assert!(!other.get("/manage/catalogue").await.says("Thay đổi danh mục"));
    }
    assert_eq!(kit.browser().get("/manage/catalogue").await.status, 303);

    kit.add_officer("tinh2", PROVINCE, &[Duty::Leader]).await;
    let mut second = signed_in(&kit, "tinh2").await;
    let reasons = [file(
        "reasons/supplement.toml",
        kit.app.books.text("reasons/supplement.toml").unwrap().replacen(
            "text = \"",
            "text = \"Xin lưu ý: ",
            1,
        ),
    )];
    let checked = checks(&mut second, &reasons).await;
    let (seen, mark) = (checked.value_of("seen").unwrap(), checked.value_of("mark").unwrap());
    puts(&mut tinh, &[file(FORM, text)]).await.location();
    let more = [("seen", seen), ("mark", mark), ("do", "put"), ("reason", "Sửa câu chữ")];
    let late = sends(&mut second, &reasons, &more).await;
    assert_eq!(late.status, 409, "{}", late.main());
    assert!(late.says("thay đổi số 1") && late.says("Xin lưu ý: "), "and what was typed stays");
    assert_eq!(puts(&mut second, &reasons).await.location(), "/manage/changes/2");
}

#[tokio::test]
async fn another_process_on_the_database_takes_the_change_up() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut tinh = keeper(&kit).await;
    let other = kit.beside();
    let before = other.now_in_force();
    assert_eq!(take_up(&other).unwrap(), None);
    let text = with_a_question(kit.app.books.text(FORM).unwrap(), false);
    puts(&mut tinh, &[file(FORM, text.clone())]).await.location();
    // Who works there before it has been taken up is told, and sees it with the next check.
    let mut there = kit.browser_of(&other);
    there.post("/officer/sign_in", &[("id", "tinh"), ("password", PASSWORD)]).await.location();
    let mine = [file(FORM, text.replace("Nhóm máu của trẻ", "Nhóm máu"))];
    let late = puts(&mut there, &mine).await;
    assert!(late.status == 409 && late.says("thay đổi số 1"), "{}", late.main());
    assert_eq!(puts(&mut there, &mine).await.location(), "/manage/changes/2");
    assert_eq!(take_up(&kit.app).unwrap(), Some(2));
    assert_eq!(take_up(&other).unwrap(), None);
    assert_eq!(take_up(&kit.app).unwrap(), None);
    let asks =
        |app: &motcua_edge::app::App| app.law.forms.get("khai-sinh.1").unwrap().field("nhom_mau").is_some();
    assert!(asks(&other.now_in_force()) && !asks(&before), "a visit under way keeps the law it began with");
}
