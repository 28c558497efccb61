//! The office's own forms as prints: for the person with their secret, for whoever gives them out.

use crate::kit::left;
use crate::office::Office;
use motcua_core::dossier::Verb::*;
use motcua_edge::secret::secret_of;

#[tokio::test]
async fn a_receipt_and_a_request_are_prints_for_the_person_and_at_the_desk() {
    let office = Office::open().await;
    let code = office.dossier("Trần Văn Bình", &[Accept, AskSupplement]).await;
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(&code));
    let mut person = office.kit.browser();
    assert!(person.get(&format!("/receipt/{code}?key={secret}")).await.says("print.pdf"));
    for path in [
        format!("/receipt/{code}/print.pdf?key={secret}"),
        format!("/dossiers/{code}/notices/3.pdf?key={secret}"),
    ] {
        let print = person.get(&path).await;
        assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"), "{path}");
        assert!(print.body.starts_with(b"%PDF-1.7") && print.body.len() < 60_000, "{}", print.body.len());
        let stranger = person.get(&path.replace(&secret[..4], "AAAA")).await;
        assert_eq!(stranger.status, 404, "{path}");
    }
    let mut desk = office.browser("quay").await;
    for page in ["receipt.pdf", "notices/3.pdf"] {
        let print = desk.get(&format!("/officer/dossiers/{code}/{page}")).await;
        assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"), "{page}");
    }
    assert!(desk.get(&format!("/officer/dossiers/{code}")).await.says("Đã mở để in"), "it is written down");
    let case = office.browser("thuly").await.get(&format!("/officer/dossiers/{code}/receipt.pdf")).await;
    assert_ne!(case.status, 200, "the secret is for whoever receives");
}

#[tokio::test]
async fn before_it_is_accepted_there_is_no_receipt_to_print() {
    let office = Office::open().await;
    let code = office.submitted("Trần Văn Bình").await;
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(&code));
    let none = office.kit.browser().get(&format!("/receipt/{code}/print.pdf?key={secret}")).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn the_book_of_dossiers_is_read_and_printed_month_by_month_by_whoever_receives() {
    let office = Office::open().await;
    let code = office.dossier("Trần Văn Bình", &[Accept]).await;
    let mut desk = office.browser("quay").await;
    assert!(desk.get("/officer/work").await.says("/officer/followed"));
    let book = desk.get("/officer/followed").await;
    for said in
        [&code.to_string(), "Trần Văn Bình", "tháng 7 năm 2025", "/officer/followed.pdf?month=2025-07"]
    {
        assert!(book.says(said), "{said}: {}", book.text());
    }
    assert!(!book.says("Tháng sau"), "the month is not over");
    let before = desk.get("/officer/followed?month=2025-06").await;
    assert!(before.says("Không có hồ sơ nào") && before.says("Tháng sau"), "{}", before.text());
    for wrong in ["2025-13", "x", "2025"] {
        assert_eq!(desk.get(&format!("/officer/followed?month={wrong}")).await.status, 404, "{wrong}");
    }
    left("mau-07", &desk.get("/officer/followed.pdf?month=2025-07").await);
    let other = office.browser("thuly").await.get("/officer/followed").await;
    assert_eq!(other.status, 403, "{}", other.text());
}
