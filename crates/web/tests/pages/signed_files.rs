//! What officers and citizens are told of the signatures in files that were handed in.

use crate::kit::{Browser, Kit, PASSWORD};
use crate::officer_files::digest_of_first;
use crate::steps::{CENTRE, Receipt, birth};
use motcua_core::Moment;
use motcua_core::catalogue::Duty;
use motcua_core::document::{FileDigest, SignatureFound, SignatureWord, SignaturesFound, Unread};
use motcua_edge::act::keep;
use motcua_store::signed_file;

const MONDAY: &str = "2025-07-14T09:00";

/// A signature of this worth.
pub fn signature(word: SignatureWord) -> SignatureFound {
    SignatureFound {
        word,
        by: "Nguyễn Văn An <b>".into(),
        organisation: "Bệnh viện Trung ương Huế".into(),
        issuer: "CA công cộng".into(),
        claimed: Moment::parse("2025-07-11T08:30"),
        stamped: None,
        is_time_stamp: false,
    }
}

/// What was found in a file, as the work behind the pages keeps it.
pub async fn found(kit: &Kit, digest: &FileDigest, signatures: Vec<SignatureFound>, unread: Option<Unread>) {
    let found = SignaturesFound { at: kit.app.now(), signatures, unread };
    keep(&kit.app, signed_file::answered(digest, Some(&found), "test").unwrap()).await.unwrap();
}

async fn officer_at(kit: &Kit) -> Browser {
    kit.add_officer("quay", CENTRE, &[Duty::Reception]).await;
    let mut officer = kit.browser();
    officer.post("/officer/sign_in", &[("id", "quay"), ("password", PASSWORD)]).await.location();
    officer
}

async fn both(kit: &Kit, officer: &mut Browser, receipt: &Receipt) -> [String; 2] {
    let officers = officer.get(&format!("/officer/dossiers/{}", receipt.code)).await.text().to_string();
    let persons = kit.browser().get(&receipt.dossier("")).await.text().to_string();
    [officers, persons]
}

#[tokio::test]
async fn each_signature_is_told_to_the_officer_and_to_the_person_and_what_is_open_is_never_called_wrong() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut officer = officer_at(&kit).await;
    let digest = digest_of_first(&kit, &receipt);
    let [officers, persons] = both(&kit, &mut officer, &receipt).await;
    assert!(officers.contains("Chưa kiểm tra chữ ký số"), "nobody has looked yet");
    assert!(!persons.contains("chữ ký số"), "the person has nothing to do with that");

    let open = "không có nghĩa là chữ ký sai";
    for (word, tag, says_open) in [
        (SignatureWord::Valid, "Chữ ký số hợp lệ", false),
        (SignatureWord::Changed, "Không khớp chữ ký số", false),
        (SignatureWord::UnknownIssuer, "Chưa kết luận được: chưa rõ nơi cấp chứng thư", true),
        (SignatureWord::Expired, "Chứng thư ngoài thời hạn", false),
        (SignatureWord::Revoked, "Chứng thư đã bị thu hồi", false),
        (SignatureWord::Unconcluded, "Chữ ký số: chưa kết luận được", false),
    ] {
        found(&kit, &digest, vec![signature(word)], None).await;
        for page in both(&kit, &mut officer, &receipt).await {
            assert!(page.contains(tag), "{tag}: {page}");
            assert!(page.contains("Nguyễn Văn An &#60;b&#62;, Bệnh viện Trung ương Huế"), "{page}");
            assert!(page.contains("(theo máy của người ký)") && page.contains("CA công cộng"));
            assert_eq!(page.contains(open), says_open, "{tag}");
        }
    }
    for why in [Unread::Broken, Unread::TooMuch, Unread::OtherKind] {
        found(&kit, &digest, vec![], Some(why)).await;
        for page in both(&kit, &mut officer, &receipt).await {
            assert!(page.contains("chưa kết luận được") && page.contains(open), "{why:?}");
        }
    }
    let two = vec![signature(SignatureWord::Valid), signature(SignatureWord::Changed)];
    found(&kit, &digest, two, None).await;
    for page in both(&kit, &mut officer, &receipt).await {
        assert!(page.contains("Chữ ký số hợp lệ") && page.contains("Không khớp chữ ký số"));
    }
    keep(&kit.app, signed_file::answered(&digest, None, "test").unwrap()).await.unwrap();
    // Those of the last answer do not stay: nothing is said of a file without any.
    for page in both(&kit, &mut officer, &receipt).await {
        assert!(!page.contains("Chữ ký số hợp lệ") && !page.contains("Chưa kiểm tra chữ ký"));
    }
}

#[tokio::test]
async fn whoever_takes_pages_from_a_signed_file_is_told_that_its_signature_stays_behind() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut officer = officer_at(&kit).await;
    let digest = digest_of_first(&kit, &receipt);
    let path = format!("/officer/dossiers/{}/pages", receipt.code);
    let warning = "trang lấy ra sẽ không còn chữ ký";
    assert!(!officer.get(&path).await.says(warning));
    found(&kit, &digest, vec![signature(SignatureWord::Valid)], None).await;
    assert!(officer.get(&path).await.says(warning));

    let before = kit.app.files.get(&digest).unwrap().unwrap();
    let field = format!("pages.{}", digest.0);
    let form = [(field.as_str(), "1"), ("paper", "giay-chung-sinh"), ("keep", "1")];
    officer.post(&path, &form).await.location();
    assert_eq!(kit.app.files.get(&digest).unwrap().unwrap(), before, "the original is as it came");
}
