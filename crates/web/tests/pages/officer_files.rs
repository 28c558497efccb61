//! Files as officers see them: what the virus scanner said, which papers lack a
//! file, and pages put together anew.

use crate::kit::papers::pdf;
use crate::kit::{Answer, Browser, Kit, PASSWORD};
use crate::steps::{CENTRE, Receipt, birth};
use motcua_core::catalogue::Duty;
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::dossier::DossierCode;
use motcua_edge::act::keep;
use motcua_papers::pdf::count;
use motcua_store::scan;

const MONDAY: &str = "2025-07-14T09:00";

async fn officer_at(kit: &Kit) -> Browser {
    kit.add_officer("quay", CENTRE, &[Duty::Reception]).await;
    let mut officer = kit.browser();
    officer.post("/officer/sign_in", &[("id", "quay"), ("password", PASSWORD)]).await.location();
    officer
}

pub fn digest_of_first(kit: &Kit, receipt: &Receipt) -> FileDigest {
    let code = DossierCode::parse(&receipt.code).unwrap();
    let dossier = kit.app.read(|rows| motcua_store::dossier::by_code(rows, &code)).unwrap().unwrap();
    dossier.submission.papers[0].files[0].digest.clone()
}

pub async fn scanned(kit: &Kit, digest: &FileDigest, state: Scanned) {
    kit.app.store.keep(scan::ask(digest, kit.app.now())).done().await.unwrap();
    keep(&kit.app, scan::answered(digest, state, "Test", kit.app.now())).await.unwrap();
}

#[tokio::test]
async fn what_the_scanner_said_is_shown_and_an_infected_file_is_opened_and_accepted_by_nobody() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut officer = officer_at(&kit).await;
    let page = format!("/officer/dossiers/{}", receipt.code);
    let digest = digest_of_first(&kit, &receipt);
    let file = format!("{page}/files/{}", digest.0);
    assert!(officer.get(&page).await.says("Chưa quét vi-rút"), "a dead scanner is told, not hidden");
    assert_eq!(officer.get(&file).await.status, 200);

    scanned(&kit, &digest, Scanned::Infected).await;
    let shown = officer.get(&page).await;
    assert!(shown.says("Nhiễm vi-rút") && !shown.says(&format!("href=\"{file}\"")));
    assert_eq!(officer.get(&file).await.status, 409);
    let form = officer.get(&format!("{page}/accept")).await;
    let (key, seq) = (form.value_of("key").unwrap().to_string(), form.value_of("seq").unwrap().to_string());
    let refused: Answer = officer.post(&format!("{page}/accept"), &[("key", &key), ("seq", &seq)]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.says("nhiễm vi-rút"));
    let own = kit.browser().get(&receipt.dossier("")).await;
    assert!(own.says("Nhiễm vi-rút"), "the person is told at the paper");

    scanned(&kit, &digest, Scanned::Clean).await;
    assert!(officer.get(&page).await.says("Không thấy vi-rút"));
    assert_eq!(officer.get(&file).await.status, 200);
    officer.post(&format!("{page}/accept"), &[("key", &key), ("seq", &seq)]).await.location();
}

#[tokio::test]
async fn a_dossier_says_of_each_paper_whether_there_is_a_file() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut officer = officer_at(&kit).await;
    let pages = [
        officer.get(&format!("/officer/dossiers/{}", receipt.code)).await,
        kit.browser().get(&receipt.dossier("")).await,
    ];
    // A receipt is one sheet: it names what is missing, without a list of all.
    let printed = kit.browser().get(&receipt.href).await;
    assert!(
        printed.says("Thiếu tệp: 1 trên 3 giấy tờ bắt buộc:") && !printed.says("Tờ khai đăng ký khai sinh")
    );
    for page in pages {
        assert!(page.says("Đủ tệp (1)"), "the birth certificate is there");
        assert!(page.says("Thiếu tệp: 1 trên 3 giấy tờ bắt buộc"), "one required paper is not");
        assert!(page.says("Đã kê khai trên mẫu điện tử"), "the declaration was filled in");
        assert!(page.says("1 trang · "));
    }
}

#[tokio::test]
async fn pages_of_a_dossiers_pdfs_become_a_new_file_and_the_history_says_from_where() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut officer = officer_at(&kit).await;
    let path = format!("/officer/dossiers/{}/pages", receipt.code);
    let digest = digest_of_first(&kit, &receipt);
    let field = format!("pages.{}", digest.0);
    assert!(officer.get(&path).await.says("1 trang"));

    for (typed, status) in [("2", 422), ("x", 422), ("1-", 422), ("", 422)] {
        let answer = officer.post(&path, &[(&field, typed), ("paper", "giay-chung-sinh")]).await;
        assert_eq!(answer.status, status, "{typed:?}");
    }
    let asked = [(field.as_str(), "1, 1"), ("paper", "giay-chung-sinh"), ("name", "hai trang")];
    let preview = officer.post(&path, &asked).await;
    assert!(preview.says("<b>Tệp mới sẽ có 2 trang</b>") && preview.says("value=\"hai trang\""));
    let keep = [&asked[..], &[("keep", "1")]].concat();
    let kept = officer.post(&path, &keep).await;
    let page = officer.get(kept.location()).await;
    assert!(page.says("hai trang.pdf") && page.says("giấy chứng sinh.pdf: trang 1, 1"));

    let code = DossierCode::parse(&receipt.code).unwrap();
    let dossier = kit.app.read(|rows| motcua_store::dossier::by_code(rows, &code)).unwrap().unwrap();
    let files = &dossier.submission.papers[0].files;
    assert_eq!((files.len(), files[1].pages), (2, Some(2)), "the original stays");
    let bytes = kit.app.files.get(&files[1].digest).unwrap().unwrap();
    assert_eq!(count(&bytes).unwrap(), 2);
    assert_ne!(bytes, pdf("x"));

    // Somebody else's dossier is not there.
    kit.add_officer("xuan", "H57.103", &[Duty::Reception]).await;
    let mut stranger = kit.browser();
    stranger.post("/officer/sign_in", &[("id", "xuan"), ("password", PASSWORD)]).await.location();
    assert_eq!(stranger.get(&path).await.status, 404);
}
