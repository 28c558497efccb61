//! Birth and marriage certificates are printed over stock: what the register says, in the places of the
//! sheet, as far moved as the printer of this desk is off.

use crate::kit::Answer;
use crate::office::{Office, PAGE_BYTES_MAX};
use crate::registers::{a_birth, entered};
use motcua_core::dossier::{DossierCode, Verb::*};

/// A birth whose certificate was drafted from its entry in the register.
async fn drafted(office: &Office) -> DossierCode {
    let code = a_birth(office).await;
    entered(office, &code).await;
    let page = format!("/officer/dossiers/{code}/draft_result?template=giay-khai-sinh.1");
    let mut browser = office.browser("thuly").await;
    let shown = browser.get(&page).await;
    let is_from_it = shown.carried().iter().any(|(name, id)| name == "entry" && !id.is_empty());
    assert!(is_from_it, "the entry of this dossier is found: {}", shown.text());
    assert!(shown.value_of("say.registered_no").is_none(), "its number is not typed");
    browser.fills_in(&page, &[]).await.location();
    code
}

/// The same, decided.
async fn decided(office: &Office) -> DossierCode {
    let code = drafted(office).await;
    office.carry_on(&code, &[Forward]).await;
    let form = [("outcome", "approved"), ("capacity", "head")];
    office
        .browser("lanhdao")
        .await
        .fills_in(&format!("/officer/dossiers/{code}/decide"), &form)
        .await
        .location();
    code
}

/// The first link of a page whose address has these words.
fn href_with(answer: &Answer, words: &str) -> Option<String> {
    let links = answer.text().split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|href| href.replace("&#38;", "&")).find(|href| href.contains(words))
}

fn is_pdf(answer: &Answer) -> bool {
    answer.status == 200 && answer.header("content-type") == "application/pdf"
}

#[tokio::test]
async fn a_birth_certificate_is_printed_over_stock_and_read_as_a_page_and_a_sheet() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let mut registry = office.browser("quay").await;
    let dossier = registry.get(&format!("/officer/dossiers/{code}")).await;
    let page = href_with(&dossier, "/stock?check=").expect("where it is printed");
    let stock = registry.get(&page).await;
    for said in ["Giấy khai sinh", "Chưa ai đo chỗ in", "Tờ canh", "Dịch sang phải"] {
        assert!(stock.says(said), "{said}: {}", stock.text());
    }
    assert!(stock.body.len() < PAGE_BYTES_MAX);
    for part in ["/stock.pdf?check=", "/stock.pdf?proof=1", "/deed.pdf"] {
        let href = href_with(&stock, part).unwrap_or_else(|| panic!("{part}: {}", stock.text()));
        assert!(is_pdf(&registry.get(&href).await), "{part}");
    }
}

#[tokio::test]
async fn a_device_remembers_how_far_its_printer_is_off() {
    let office = Office::open().await;
    let code = drafted(&office).await;
    let page = format!("/officer/dossiers/{code}/stock");
    let mut browser = office.browser("thuly").await;
    let first = browser.get(&page).await;
    assert!(first.says("Đừng in lên phôi trước khi lãnh đạo ký"));
    assert_eq!((first.value_of("right"), first.value_of("down")), (Some("0"), Some("0")));
    let before = browser.get(&format!("{page}.pdf")).await;
    for (right, down) in [("x", "0"), ("0", "1,25"), ("31", "0")] {
        let wrong = browser.get(&format!("{page}?right={right}&down={down}")).await;
        assert!(wrong.status == 422 && wrong.says("không phải độ lệch"), "{}", wrong.text());
        assert_eq!(wrong.value_of("right"), Some(right), "what was typed stays");
        assert_eq!(browser.get(&format!("{page}.pdf?right={right}&down={down}")).await.status, 422);
    }
    assert_eq!(browser.get(&page).await.value_of("right"), Some("0"), "nothing wrong is remembered");
    let kept = browser.get(&format!("{page}?right=1.5&down=-2")).await;
    assert!(kept.says("Đã nhớ độ lệch"), "{}", kept.text());
    let again = browser.get(&page).await;
    assert_eq!((again.value_of("right"), again.value_of("down")), (Some("1,5"), Some("-2")));
    let after = browser.get(&format!("{page}.pdf")).await;
    assert!(is_pdf(&before) && is_pdf(&after) && before.body != after.body, "it is moved");
}

#[tokio::test]
async fn what_is_printed_whole_has_no_stock() {
    let office = Office::open().await;
    let code = crate::deeds::decided(&office).await;
    let mut browser = office.browser("vanthu").await;
    for tail in ["stock", "stock.pdf"] {
        assert_eq!(browser.get(&format!("/officer/dossiers/{code}/{tail}")).await.status, 404, "{tail}");
    }
    assert!(href_with(&browser.get(&format!("/officer/dossiers/{code}")).await, "/stock").is_none());
    let mut keeper = crate::manage::keeper(&office.kit).await;
    assert!(is_pdf(&keeper.get("/manage/deeds/giay-khai-sinh.1.stock.pdf").await));
    assert_eq!(keeper.get("/manage/deeds/xac-nhan-hon-nhan.1.stock.pdf").await.status, 404);
}

#[tokio::test]
async fn whoever_issues_a_paper_without_a_book_finds_its_number_and_its_print() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let issue = office.browser("vanthu").await.get(&format!("/officer/dossiers/{code}/issue")).await;
    assert_eq!(issue.value_of("number"), Some("01"), "{}", issue.text());
    assert_eq!(issue.value_of("book"), Some("Sổ đăng ký khai sinh"));
    assert!(href_with(&issue, "/deed.pdf").is_some() && href_with(&issue, "/stock?check=").is_some());
}

/// Everything that somebody sees on the way, for whoever looks at all pages.
pub async fn walk(office: Office) {
    let code = decided(&office).await;
    let mut registry = office.browser("quay").await;
    registry.get(&format!("/officer/dossiers/{code}/stock")).await;
    registry.get(&format!("/officer/dossiers/{code}/stock?right=x&down=1")).await;
    registry.get(&format!("/officer/dossiers/{code}/stock?right=1&down=1")).await;
    registry.get(&format!("/officer/dossiers/{code}")).await;
    registry.get("/officer/followed").await;
    registry.get("/officer/followed?month=2025-06").await;
}
