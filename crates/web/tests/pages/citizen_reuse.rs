//! Papers of an earlier dossier, used again online by whoever holds its receipt.

use crate::kit::{Answer, Browser, Kit};
use crate::steps::{CENTRE, FATHER, MOTHER, PDF, Receipt, begin, birth, does, fill, officer};
use motcua_core::act::{Actor, Officer};
use motcua_core::dossier::{Accept, Digitised, DossierCode, WithdrawConsent};
use motcua_edge::act::act;

const MONDAY: &str = "2025-07-14T09:00";
const HERS: &str = "046156000123";

fn code(receipt: &Receipt) -> DossierCode {
    DossierCode::parse(&receipt.code).unwrap()
}

/// Her first dossier, with a birth notification, accepted.
pub async fn accepted(kit: &Kit) -> Receipt {
    accepted_by(kit, &officer(kit).await).await
}

async fn accepted_by(kit: &Kit, lan: &Officer) -> Receipt {
    let receipt = birth(kit, &mut kit.browser()).await;
    does(kit, lan, Accept::of(code(&receipt))).await;
    receipt
}

/// A second dossier of this person, up to its papers.
pub async fn second(kit: &Kit, browser: &mut Browser, identity: &str) -> String {
    let draft = begin(browser, "1.001193").await;
    let case = [("case", "on-time"), ("receiving", CENTRE), FATHER, MOTHER, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [("name", "Nguyễn Thị Hoa"), ("identity", identity)];
    browser.post(&format!("{draft}/person"), &person).await.location();
    fill(kit, browser, &draft).await;
    draft
}

pub async fn opens(browser: &mut Browser, draft: &str, receipt: &Receipt) -> Answer {
    let path = format!("{draft}/reuse");
    browser.post(&path, &[("code", &receipt.code), ("key", &receipt.key)]).await
}

/// Goes on from the papers with what the page shows, ticked or not.
async fn chooses(browser: &mut Browser, draft: &str, ticked: bool) -> Answer {
    let page = browser.get(&format!("{draft}/papers")).await;
    let value = page.value_of("offered.1").expect("something is offered").to_string();
    let mut fields = vec![("offered.1", value.as_str())];
    fields.extend(ticked.then_some(("reuse.1", value.as_str())));
    browser.multipart(&format!("{draft}/papers"), &fields, &[]).await
}

/// A second dossier in which the birth notification of the first is to be used again.
async fn ticked(kit: &Kit, browser: &mut Browser, receipt: &Receipt) -> String {
    let draft = second(kit, browser, HERS).await;
    assert_eq!(opens(browser, &draft, receipt).await.location(), format!("{draft}/papers#reuse"));
    assert_eq!(chooses(browser, &draft, true).await.location(), format!("{draft}/check"));
    draft
}

#[tokio::test]
async fn an_accepted_paper_is_used_again_and_the_receipt_lists_its_file() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = second(&kit, &mut browser, HERS).await;
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(papers.says("Giấy tờ đã nộp lần trước") && papers.value_of("reuse.1").is_none());
    opens(&mut browser, &draft, &first).await.location();
    let papers = browser.get(&format!("{draft}/papers")).await;
    let place = format!("hồ sơ {}, ngày 14/07/2025", first.code);
    for words in [
        "Dùng lại: Giấy chứng sinh",
        &format!("Từ {place}"),
        "giấy chứng sinh.pdf ·",
        "không biết mỗi giấy có giá trị",
    ] {
        assert!(papers.says(words), "{words}: {}", papers.main());
    }
    chooses(&mut browser, &draft, true).await.location();
    assert!(browser.get(&format!("{draft}/papers")).await.says("giay-chung-sinh\" checked"));
    let check = browser.get(&format!("{draft}/check")).await;
    assert!(check.says(&format!("Dùng lại từ {place}")) && check.says("giấy chứng sinh.pdf"));
    let missing = &check.text()[check.text().find("Còn thiếu giấy tờ bắt buộc").unwrap()..];
    assert!(!missing[..missing.find("</ul>").unwrap()].contains("Giấy chứng sinh"));

    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    let before = first.stored(&kit).submission.papers[0].files[0].clone();
    let [paper] = &receipt.stored(&kit).submission.papers[..] else { panic!("one paper") };
    assert_eq!((paper.paper.as_str(), &paper.files[0]), ("giay-chung-sinh", &before));
    let Some(Digitised::Reused { from, by, .. }) = &paper.digitised else { panic!("{paper:?}") };
    assert_eq!((from, by.name.as_str()), (&code(&first), "Nguyễn Thị Hoa"));
    let page = browser.get(&receipt.href).await;
    for words in ["giấy chứng sinh.pdf", &before.digest.0[..8], "SHA-256"] {
        assert!(page.says(words), "{words}");
    }
}

#[tokio::test]
async fn what_was_ticked_can_be_left_out_again_and_a_page_that_did_not_show_it_changes_nothing() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = ticked(&kit, &mut browser, &first).await;
    let files: [(&str, &str, &[u8]); 1] = [("paper.other", "thêm.pdf", PDF)];
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    assert!(browser.get(&format!("{draft}/check")).await.says("Dùng lại từ hồ sơ"));
    chooses(&mut browser, &draft, false).await.location();
    assert!(!browser.get(&format!("{draft}/check")).await.says("Dùng lại từ hồ sơ"));
}

#[tokio::test]
async fn a_file_that_is_refused_does_not_undo_what_was_ticked_beside_it() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = second(&kit, &mut browser, HERS).await;
    opens(&mut browser, &draft, &first).await.location();
    let value = format!("{}|giay-chung-sinh", first.code);
    let fields = [("offered.1", value.as_str()), ("reuse.1", value.as_str())];
    let files: [(&str, &str, &[u8]); 1] = [("paper.other", "x.pdf", b"no pdf")];
    let refused = browser.multipart(&format!("{draft}/papers"), &fields, &files).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("giay-chung-sinh\" checked"), "{}", refused.main());
}

#[tokio::test]
async fn a_wrong_secret_is_refused_at_its_box_and_counted() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = second(&kit, &mut browser, HERS).await;
    let wrong = Receipt { key: "AAAA-AAAA-AAAA-AAAA".into(), ..first.clone() };
    for _ in 0..5 {
        let refused = opens(&mut browser, &draft, &wrong).await;
        assert_eq!((refused.status, refused.value_of("code")), (404, Some(first.code.as_str())));
        assert!(refused.says("<title>Lỗi: Giấy tờ") && refused.says("<li><a href=\"#code\">"));
        assert!(refused.says("id=\"code-error\"") && !refused.says("offered."));
    }
    assert_eq!(
        opens(&mut browser, &draft, &first).await.status,
        429,
        "the door is closed for the right one too"
    );
    assert!(!browser.get(&format!("{draft}/papers")).await.says("offered."));
}

#[tokio::test]
async fn a_receipt_does_not_make_the_papers_somebody_elses() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    for (identity, words) in [("046156000124", "khác số định danh"), ("", "Hãy ghi số định danh")]
    {
        let draft = second(&kit, &mut browser, identity).await;
        let refused = opens(&mut browser, &draft, &first).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says(words) && refused.says("id=\"code-error\""), "{}", refused.main());
        assert!(!refused.says("offered."));
    }
    // Whose dossier it is was changed after the tick: refused when it is handed in.
    let draft = ticked(&kit, &mut browser, &first).await;
    let person = [("name", "Trần Văn Hòa"), ("identity", "046156000124")];
    browser.post(&format!("{draft}/person"), &person).await.location();
    let refused = browser.post(&format!("{draft}/check"), &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("khác số định danh") && refused.says("href=\"#answer-papers\""));
    assert!(refused.says("Không còn dùng lại được"));
}

#[tokio::test]
async fn what_was_not_opened_with_its_receipt_cannot_be_ticked() {
    let kit = Kit::at(MONDAY);
    let lan = officer(&kit).await;
    let (first, other) = (accepted_by(&kit, &lan).await, accepted_by(&kit, &lan).await);
    let mut browser = kit.browser();
    let draft = second(&kit, &mut browser, HERS).await;
    opens(&mut browser, &draft, &first).await.location();
    let forged = format!("{}|giay-chung-sinh", other.code);
    let refused = browser.multipart(&format!("{draft}/papers"), &[("reuse.1", &forged)], &[]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.says("href=\"#reuse\"") && refused.says("id=\"reuse\"") && refused.says("id=\"reuse-error\"")
    );
}

#[tokio::test]
async fn a_paper_whose_consent_was_taken_back_is_refused_when_handed_in_and_nothing_typed_is_lost() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = ticked(&kit, &mut browser, &first).await;
    let person = Actor::Person { name: "Nguyễn Thị Hoa".into() };
    let back = WithdrawConsent { code: code(&first) };
    act(&kit.app, &person, None, back).await.unwrap();
    let refused = browser.post(&format!("{draft}/check"), &[]).await;
    assert_eq!(refused.status, 422);
    for words in [
        "không có giấy tờ này để dùng lại",
        "href=\"#answer-papers\"",
        "Không còn dùng lại được",
        "Nguyễn Thị Hoa",
    ] {
        assert!(refused.says(words), "{words}: {}", refused.main());
    }
    // The page of the papers says so, leaves it out, and a file can be sent instead.
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(papers.says("Không còn dùng lại được") && papers.says("sự đồng ý đã được rút lại"));
    let files: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "bản khác.pdf", PDF)];
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    assert!(browser.get(&receipt.href).await.says("bản khác.pdf"));
}

#[tokio::test]
async fn a_dossier_from_which_answers_were_taken_over_counts_as_opened() {
    let kit = Kit::at(MONDAY);
    let first = accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = second(&kit, &mut browser, HERS).await;
    let with = [("code", first.code.as_str()), ("key", first.key.as_str())];
    browser.post(&format!("{draft}/prefill?next=person"), &with).await.location();
    assert!(browser.get(&format!("{draft}/papers")).await.says("Dùng lại: Giấy chứng sinh"));
}

#[tokio::test]
async fn a_dossier_that_is_not_accepted_offers_nothing_and_says_so() {
    let kit = Kit::at(MONDAY);
    let first = birth(&kit, &mut kit.browser()).await;
    let mut browser = kit.browser();
    browser.get("/language/en?back=/").await;
    let draft = second(&kit, &mut browser, HERS).await;
    opens(&mut browser, &draft, &first).await.location();
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(papers.says("Nothing can be used again: it is not accepted yet") && !papers.says("offered."));
}
