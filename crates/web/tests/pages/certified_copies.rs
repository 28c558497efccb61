//! Copies that are certified: compared with their originals, by one person or two, and given out as one file.

use crate::deeds::sealing;
use crate::kit::papers::{pdf, png};
use crate::office::{Office, PAGE_BYTES_MAX};
use motcua_core::deed::Said;
use motcua_core::dossier::{DossierCode, PaperHanded, Verb::*};
use motcua_papers::{pdf::count, take};

const COPIES: &str = "2.000815";

/// A request for electronic copies of two papers, a PDF and a photograph, at the case officer.
async fn at_the_case_officer(office: &Office) -> DossierCode {
    let app = office.kit.app.clone();
    let keep = move || {
        let kept = |name: &str, bytes: &[u8]| app.keep_file(&take(name, bytes).unwrap()).unwrap();
        vec![kept("bang.pdf", pdf("bang")), kept("bang diem.png", &png())]
    };
    let files = tokio::task::spawn_blocking(keep).await.unwrap();
    let papers = vec![PaperHanded::of_files("ban-chinh-giay-to-van-ban", files)];
    let deciding = office.kit.decided_here(COPIES);
    let code = office.handed_in_with(COPIES, "electronic", "Trần Văn Hưng", deciding, papers).await.unwrap();
    office.carry_on(&code, &[Accept, Forward]).await;
    code
}

fn page_of(code: &DossierCode, page: &str) -> String {
    format!("/officer/dossiers/{code}/{page}")
}

/// What is typed of both originals, with the scans that the dossier holds.
fn both(office: &Office, code: &DossierCode) -> Vec<(String, String)> {
    let files = office.now(code).submission.papers[0].files.clone();
    let names = ["Bằng tốt nghiệp đại học", "Bảng điểm"];
    let mut typed = Vec::new();
    for (row, (name, file)) in names.into_iter().zip(files).enumerate() {
        for (field, value) in [
            ("name", name),
            ("issued_by", "Đại học Huế"),
            ("pages", "1"),
            ("copies", "1"),
            ("seen", "paper"),
            ("scan", &file.digest.0),
        ] {
            typed.push((format!("{field}.{row}"), value.to_string()));
        }
    }
    typed
}

async fn compares(
    office: &Office,
    who: &str,
    code: &DossierCode,
    more: &[(&str, &str)],
) -> crate::kit::Answer {
    let typed = both(office, code);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    office.browser(who).await.fills_in(&page_of(code, "compare_originals"), &fields).await
}

#[tokio::test]
async fn an_electronic_copy_is_one_file_with_the_number_on_each_page_and_the_certification_behind() {
    let office = sealing().await;
    let code = at_the_case_officer(&office).await;
    let mut officer = office.browser("thuly").await;
    let dossier = officer.get(&format!("/officer/dossiers/{code}")).await;
    assert!(dossier.says("compare_originals"));
    let early = officer.fills_in(&page_of(&code, "draft_result"), &[]).await;
    assert!(
        early.status == 409 && early.says("Chưa ghi việc đối chiếu"),
        "{} {}",
        early.status,
        early.text()
    );

    let page = officer.get(&page_of(&code, "compare_originals")).await;
    assert!(page.body.len() < PAGE_BYTES_MAX);
    assert!(page.value_of("name.0").is_some_and(|name| !name.is_empty()), "known from the form");
    let done = compares(&office, "thuly", &code, &[]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=compare_originals"));
    let told = officer.get(&format!("/officer/dossiers/{code}?done=compare_originals")).await;
    assert!(told.says("Bảng điểm (Đại học Huế): 1 trang, 1 bản. Bản giấy"), "{}", told.text());
    // 2,000 đ for each of two pages, each of another original.
    assert!(officer.get(&page_of(&code, "compare_originals")).await.says("4.000"));

    officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
    let draft = office.now(&code).draft.unwrap();
    assert!(matches!(&draft.filling["papers"], Said::List(rows) if rows.len() == 2));
    assert_eq!(draft.filling["pages"], Said::Number(2));
    office.carry_on(&code, &[Forward]).await;
    let decide = [("outcome", "approved"), ("capacity", "head")];
    office.browser("lanhdao").await.fills_in(&page_of(&code, "decide"), &decide).await.location();
    office
        .browser("vanthu")
        .await
        .fills_in(&page_of(&code, "issue"), &crate::deeds::UNSCANNED)
        .await
        .location();

    let issued = office.now(&code);
    let file = &issued.result.as_ref().unwrap().files[0];
    let bytes = office.kit.app.files.get(&file.digest).unwrap().unwrap();
    assert_eq!(count(&bytes).unwrap(), 3, "two pages of originals and the certification");
    let check = issued.deed.as_ref().unwrap().check.clone();
    let mut anybody = office.kit.browser();
    let other = [&bytes[..], b" "].concat();
    let sent: [(&str, &str, &[u8]); 2] = [("file", "đúng.pdf", &bytes), ("file", "sửa.pdf", &other)];
    let checked = anybody.multipart("/verify", &[], &sent).await;
    assert!(checked.says("Có giá trị") && checked.says("Khác bản đã phát hành"), "{}", checked.text());
    assert!(anybody.get(&format!("/verify/{}", check.as_str())).await.says("Có giá trị"));
}

#[tokio::test]
async fn the_second_person_keeps_the_list_as_it_is() {
    let office = Office::open().await;
    let code = at_the_case_officer(&office).await;
    compares(&office, "thuly", &code, &[("wants_second", "1")]).await.location();
    let mut officer = office.browser("thuly").await;
    let early = officer.fills_in(&page_of(&code, "draft_result"), &[]).await;
    assert!(early.status == 409 && early.says("cần người thứ hai"), "{}", early.text());
    let mut desk = office.browser("quay").await;
    let seen = desk.get(&page_of(&code, "compare_originals")).await;
    assert!(seen.says("Đã đối chiếu:") && seen.says("Bảng điểm"), "{}", seen.text());
    compares(&office, "quay", &code, &[]).await.location();
    assert!(office.now(&code).comparison.unwrap().second.is_some());
    officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
}

#[tokio::test]
async fn the_book_of_certifications_says_what_was_certified_and_how_often() {
    let office = Office::open().await;
    let code = at_the_case_officer(&office).await;
    compares(&office, "thuly", &code, &[("copies.0", "3")]).await.location();
    let mut officer = office.browser("thuly").await;
    officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
    office.carry_on(&code, &[Forward]).await;
    let decide = [("outcome", "approved"), ("capacity", "deputy")];
    office.browser("lanhdao").await.fills_in(&page_of(&code, "decide"), &decide).await.location();
    let name = "Sổ chứng thực bản sao điện tử từ bản chính";
    let book: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let mut registry = office.browser("vanthu").await;
    let page = registry.get(&format!("/officer/books?book={book}&year=2025")).await;
    for said in [
        "Người yêu cầu chứng thực",
        "Bằng tốt nghiệp đại học, Đại học Huế\nBảng điểm, Đại học Huế",
        "data-label=\"Số trang\" class=\"lines\">2</td>",
        "data-label=\"Số bản\" class=\"lines\">4</td>",
        // Three copies and one, each of one page.
        "8.000 đồng",
        "KT. CHỦ TỊCH Phó Chủ tịch",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    assert!(page.says("Các cột của sổ") && page.says("01/SCTĐT/BS"), "{}", page.main());
    let mut other = office.browser("thuly").await;
    other.get("/language/en?back=/officer/work").await;
    let english = other.get(&format!("/officer/books?book={book}&year=2025")).await;
    assert!(english.says("Who asked") && english.says("Who certified, capacity"), "{}", english.main());
    let print = registry.get(&format!("/officer/books.pdf?book={book}&year=2025")).await;
    assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"));
    assert_eq!(count(&print.body).unwrap(), 1);
    office.kit.set_clock("2026-01-05T09:00");
    let mut leader = office.browser("lanhdao").await;
    let close = format!("/officer/books/close_book?book={book}&year=2025");
    let page = leader.get(&close).await;
    assert!(page.says("<dt>Số bản</dt><dd>4</dd>"), "{}", page.main());
    let carried = page.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    leader.post(&close, &carried).await.location();
    let page = leader.get(&format!("/officer/books?book={book}&year=2025")).await;
    assert!(page.says("Tổng cộng 1, số cuối 1, số bản 4"), "{}", page.main());
}

#[tokio::test]
async fn the_next_volume_of_a_book_is_opened_and_papers_books_and_prints_name_it() {
    let office = Office::open().await;
    let mut officer = office.browser("thuly").await;
    let mut leader = office.browser("lanhdao").await;
    let mut certified = async || {
        let code = at_the_case_officer(&office).await;
        compares(&office, "thuly", &code, &[]).await.location();
        let draft = officer.get(&page_of(&code, "draft_result")).await;
        assert!(!draft.says("say.volume"), "nobody types what the book knows: {}", draft.main());
        officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
        let drafted = officer.get(&page_of(&code, "draft_result")).await;
        assert!(drafted.says("quyển số: ……-SCTĐT/BS"), "{}", drafted.main());
        office.carry_on(&code, &[Forward]).await;
        let decide = [("outcome", "approved"), ("capacity", "deputy")];
        leader.fills_in(&page_of(&code, "decide"), &decide).await.location();
        office.now(&code).deed.unwrap().volume_named()
    };
    assert_eq!(certified().await.as_deref(), Some("01/2025"));
    let name = "Sổ chứng thực bản sao điện tử từ bản chính";
    let book: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let shown = format!("/officer/books?book={book}&year=2025");
    let mut registry = office.browser("vanthu").await;
    let page = registry.get(&shown).await;
    assert!(page.says("Quyển 01/2025") && page.says("từ số 1; đang dùng"), "{}", page.main());
    let open = format!("/officer/books/open_volume?book={book}&volume=2");
    let asked = registry.get(&open).await;
    assert!(asked.says("Mở quyển 02/2025") && asked.says("value=\"2\""), "{}", asked.main());
    let skipped = registry.fills_in(&open, &[("first", "20")]).await;
    assert!(skipped.status == 422 && skipped.says("lý do"), "{}", skipped.main());
    let back = registry.fills_in(&open, &[("first", "20"), ("reason", "số 2 đến 19 ghi ở sổ giấy")]).await;
    assert_eq!(back.location(), format!("{shown}&volume=2"));
    assert_eq!(certified().await.as_deref(), Some("02/2025"));
    let page = registry.get(&shown).await;
    for said in ["đến 1; khóa", ": 1 việc", "20/SCTĐT/BS\nquyển 02/2025", "01/SCTĐT/BS\nquyển 01/2025"]
    {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let second = registry.get(&format!("{shown}&volume=2")).await;
    assert!(second.says("20/SCTĐT/BS") && !second.says("01/SCTĐT/BS"), "{}", second.main());
    let found = registry.get(&format!("{shown}&number=1/SCTĐT/BS")).await;
    assert!(found.says("01/SCTĐT/BS") && !found.says("20/SCTĐT/BS"), "{}", found.main());
    let print = registry.get(&format!("/officer/books.pdf?book={book}&year=2025&volume=1")).await;
    assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"));
    assert_eq!(registry.get(&format!("/officer/books.pdf?book={book}&year=2025&volume=7")).await.status, 404);
}

#[tokio::test]
async fn where_the_office_asks_for_two_people_nobody_has_to_want_the_second() {
    let kit = crate::kit::Kit::at("2025-07-13T09:00");
    let mut tinh = crate::manage::keeper(&kit).await;
    let edit = format!("/manage/agencies/{}/edit", crate::office::HERE);
    let form = tinh.get(&edit).await;
    let plain = |name: &str| form.value_of(name).unwrap_or_default().replace("&#39;", "'");
    let mut fields: Vec<(&str, String)> =
        ["name", "name_en", "centre", "address"].map(|name| (name, plain(name))).to_vec();
    fields.extend([("by_two", "1".to_string()), ("from", "14/07/2025".to_string())]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
    let page = tinh.post(&edit, &fields).await;
    crate::agencies_kept::put(&mut tinh, &page).await;
    kit.set_clock("2025-07-14T09:00");
    let office = Office::of(kit).await;
    let code = at_the_case_officer(&office).await;
    let mut officer = office.browser("thuly").await;
    let page = officer.get(&page_of(&code, "compare_originals")).await;
    assert!(page.says("Cơ quan này quy định hai người đối chiếu"), "{}", page.main());
    assert!(!page.says("wants_second"), "{}", page.main());
    let mut other = office.browser("quay").await;
    other.get("/language/en?back=/officer/work").await;
    let page = other.get(&page_of(&code, "compare_originals")).await;
    assert!(page.says("Two people compare originals here"), "{}", page.main());
    compares(&office, "thuly", &code, &[]).await.location();
    let early = officer.fills_in(&page_of(&code, "draft_result"), &[]).await;
    assert!(early.status == 409 && early.says("cần người thứ hai"), "{}", early.text());
    compares(&office, "quay", &code, &[]).await.location();
    officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
}

#[tokio::test]
async fn a_row_that_cannot_be_comes_back_with_its_reason_and_more_rows_cost_nothing() {
    let office = Office::open().await;
    let code = at_the_case_officer(&office).await;
    let refused = compares(&office, "thuly", &code, &[("pages.1", "hai"), ("name.0", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Hãy ghi tên giấy tờ") && refused.says("Hãy ghi số trang"), "{}", refused.text());
    assert!(refused.says("Bảng điểm"), "what was typed stays");
    let other = compares(&office, "thuly", &code, &[("pages.1", "2")]).await;
    assert!(other.status == 422 && other.says("Tệp này có 1 trang"), "{}", other.text());
    let strange = compares(&office, "thuly", &code, &[("seen.0", "nobody looked")]).await;
    assert!(strange.status == 422 && strange.says("bản giấy hay bản điện tử"), "{}", strange.text());
    let more = compares(&office, "thuly", &code, &[("more", "1")]).await;
    assert!(more.status == 200 && more.value_of("name.6").is_some() && more.says("Bảng điểm"));
    assert_eq!(office.now(&code).comparison, None);
    let nobody = office.browser("lanhdao").await.get(&page_of(&code, "compare_originals")).await;
    assert_eq!(nobody.status, 200, "a leader may take over");
    let other = office.submitted_of("1.004873", "default", "Phan Anh Đức").await;
    assert_eq!(office.browser("quay").await.get(&page_of(&other, "compare_originals")).await.status, 409);
}

/// Everybody who meets a certified copy, with mistakes on the way.
pub async fn walk(office: Office) {
    let code = at_the_case_officer(&office).await;
    let mut officer = office.browser("thuly").await;
    let page = page_of(&code, "compare_originals");
    officer.get(&page).await;
    compares(&office, "thuly", &code, &[("name.0", ""), ("pages.1", "x"), ("scan.1", "x")]).await;
    officer.fills_in(&page_of(&code, "draft_result"), &[]).await;
    compares(&office, "thuly", &code, &[("wants_second", "1")]).await.location();
    officer.get(&page).await;
    officer.get(&format!("/officer/dossiers/{code}?done=compare_originals")).await;
    compares(&office, "quay", &code, &[]).await.location();
    officer.fills_in(&page_of(&code, "draft_result"), &[]).await.location();
    office.carry_on(&code, &[Forward]).await;
    let decide = [("outcome", "approved"), ("capacity", "head")];
    office.browser("lanhdao").await.fills_in(&page_of(&code, "decide"), &decide).await.location();
    let mut registry = office.browser("vanthu").await;
    let name = "Sổ chứng thực bản sao điện tử từ bản chính";
    let book: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let open = format!("/officer/books/open_volume?book={book}&volume=2");
    registry.get(&open).await;
    registry.fills_in(&open, &[("first", "1")]).await;
    registry.fills_in(&open, &[]).await.location();
    registry.get(&format!("/officer/books?book={book}&year=2025&volume=1")).await;
    registry.get(&format!("/officer/books?book={book}&year=2025&number=1")).await;
}
