//! How much one place may ask of the page that checks papers; and a print beside the kept paper, for an officer.

use crate::deeds::{decided, sealing};
use crate::kit::Browser;
use crate::kit::papers::{pdf, png};
use crate::office::Office;
use motcua_core::catalogue::Duty;
use motcua_core::deed::CheckCode;
use motcua_core::dossier::DossierCode;
use motcua_edge::attempts::{CODES_FROM_ONE_PLACE_MAX, LOOKS_AT_ONCE, LOOKS_FROM_ONE_PLACE_MAX};

/// The address of a code that no paper has.
fn unknown(nth: usize) -> String {
    let mut drawn = [9; 10];
    drawn[..2].copy_from_slice(&(nth as u16).to_be_bytes());
    CheckCode::drawn(drawn).as_str().to_string()
}

#[tokio::test]
async fn who_asks_for_codes_that_nobody_has_is_stopped_by_network_and_right_codes_cost_nothing() {
    let office = sealing().await;
    let code = decided(&office).await;
    let right = office.now(&code).deed.unwrap().check.as_str().to_string();
    let at = |address: &str| office.kit.browser_at(address);
    let mut hall = at("2001:db8::1");
    for _ in 0..CODES_FROM_ONE_PLACE_MAX + 10 {
        assert_eq!(hall.get(&format!("/verify/{right}")).await.status, 200);
    }
    for nth in 0..CODES_FROM_ONE_PLACE_MAX {
        // Each from another address of one network, at the page, as it is typed, and as machines ask.
        let mut guesser = at(&format!("2001:db8::{nth:x}"));
        let asked = unknown(nth);
        let answer = match nth % 3 {
            0 => guesser.get(&format!("/verify/{asked}")).await,
            1 => {
                let typed = guesser.get(&format!("/verify?code={asked}")).await;
                guesser.get(typed.location()).await
            }
            _ => guesser.get(&format!("/api/v1/papers/{asked}")).await,
        };
        assert_eq!(answer.status, 404, "{nth}");
    }
    for (lang, said) in [("vi", "Hãy đợi 15 phút"), ("en", "Wait 15 minutes")] {
        hall.cookies.insert("lang".into(), lang.into());
        let closed = hall.get(&format!("/verify/{}", unknown(9_000))).await;
        assert_eq!((closed.status, closed.header("retry-after")), (429, "900"));
        assert!(closed.says(said), "{}", closed.text());
        assert_eq!(closed.value_of("code"), Some(unknown(9_000).as_str()), "what was typed stays");
    }
    let machine = hall.get(&format!("/api/v1/papers/{right}")).await;
    assert_eq!((machine.status, machine.header("retry-after")), (429, "900"));
    assert!(machine.text().contains("account.too-many-tries"), "{}", machine.text());

    for elsewhere in ["2001:db8:0:1::1", "192.0.2.1"] {
        assert_eq!(at(elsewhere).get(&format!("/verify/{right}")).await.status, 200, "{elsewhere}");
        assert_eq!(at(elsewhere).get(&format!("/verify/{}", unknown(0))).await.status, 404, "{elsewhere}");
    }
    let mut nowhere = office.kit.browser();
    assert_eq!(nowhere.get(&format!("/verify/{right}")).await.status, 200, "an unknown address is nobody’s");
    office.kit.set_clock("2025-07-14T09:16");
    assert_eq!(hall.get(&format!("/verify/{right}")).await.status, 200);
}

async fn sent(browser: &mut Browser, files: usize) -> crate::kit::Answer {
    browser.multipart("/verify", &[], &vec![("file", "x.pdf", pdf("x")); files]).await
}

#[tokio::test]
async fn a_place_has_so_many_looks_at_files_and_codes_are_answered_all_the_same() {
    let office = sealing().await;
    let code = decided(&office).await;
    let right = office.now(&code).deed.unwrap().check.as_str().to_string();
    let mut hall = office.kit.browser_at("192.0.2.1");
    let full = 5;
    for _ in 0..full {
        assert_eq!(sent(&mut hall, 100).await.status, 200);
    }
    // What a full sending could need has to be there before one is looked at.
    let single = LOOKS_FROM_ONE_PLACE_MAX - full * LOOKS_AT_ONCE - (LOOKS_AT_ONCE - 1);
    for nth in 0..single {
        assert_eq!(sent(&mut hall, 1).await.status, 200, "{nth}");
    }
    for (lang, said) in [("vi", "Hãy đợi 15 phút rồi gửi lại"), ("en", "Wait 15 minutes and send them again")]
    {
        hall.cookies.insert("lang".into(), lang.into());
        let closed = sent(&mut hall, 1).await;
        assert_eq!((closed.status, closed.header("retry-after")), (429, "900"));
        assert!(closed.says(said), "{}", closed.text());
    }
    assert_eq!(hall.get(&format!("/verify/{right}")).await.status, 200);
    assert_eq!(sent(&mut office.kit.browser_at("192.0.2.2"), 1).await.status, 200);
    office.kit.set_clock("2025-07-14T09:15");
    assert_eq!(sent(&mut hall, 100).await.status, 200);
}

#[tokio::test]
async fn a_name_that_was_refused_stays_in_its_field_also_when_there_are_no_more_tries() {
    let office = sealing().await;
    let code = decided(&office).await;
    let address = format!("/verify/{}", office.now(&code).deed.unwrap().check.as_str());
    let mut guesser = office.kit.browser();
    for nth in 0..7 {
        let refused = guesser.post(&address, &[("name", "Phan Anh Ai")]).await;
        assert_eq!(refused.status, if nth < 5 { 422 } else { 429 });
        assert!(refused.says("Họ tên không khớp") == (nth < 5), "{}", refused.text());
        assert_eq!(refused.header("retry-after"), if nth < 5 { "" } else { "900" });
    }
}

/// A paper that was issued with its seal, its check code and its file.
async fn issued(office: &Office) -> (DossierCode, String, Vec<u8>) {
    let code = decided(office).await;
    office
        .browser("vanthu")
        .await
        .fills_in(&format!("/officer/dossiers/{code}/issue"), &crate::deeds::UNSCANNED)
        .await
        .location();
    let dossier = office.now(&code);
    let file = office.kit.app.files.get(&dossier.result.as_ref().unwrap().files[0].digest).unwrap().unwrap();
    (code, dossier.deed.unwrap().check.as_str().to_string(), file)
}

#[tokio::test]
async fn an_officer_puts_a_print_beside_the_kept_paper_and_words_that_differ_are_marked() {
    let office = sealing().await;
    let (code, check, file) = issued(&office).await;
    let (_, _, another) = issued(&office).await;
    let address = format!("/officer/compare_print/{check}");
    let mut registry = office.browser("vanthu").await;
    assert!(registry.get(&format!("/officer/dossiers/{code}")).await.text().contains(&address));
    assert!(registry.get(&format!("/verify/{check}")).await.text().contains(&address));
    let asks = registry.get(&address).await;
    assert!(
        asks.says("01/UBND-XNTTHN") && asks.says("Có giá trị") && !asks.text().contains("<img"),
        "{}",
        asks.text()
    );

    let first = [("first", "1")];
    let same = registry.multipart(&address, &first, &[("file", "in.pdf", &file)]).await;
    assert_eq!((same.status, same.header("cache-control")), (200, "no-store"), "{}", same.text());
    assert!(same.says("không khác bản đã lưu"), "{}", same.main().chars().take(3_000).collect::<String>());
    assert_eq!(same.text().matches("src=\"data:image/jpeg;base64,").count(), 2);
    assert!(same.says("GIẤY XÁC NHẬN") && same.says("Số: 01/UBND-XNTTHN"), "what the kept page says");

    let other = registry.multipart(&address, &first, &[("file", "in.pdf", &another)]).await;
    assert!(other.says("Chữ khác bản đã lưu"), "{}", other.status);
    assert!(
        other.says("<del>01/UBND-XNTTHN</del> <ins>02/UBND-XNTTHN</ins>"),
        "{}",
        other.main().split("<img").next().unwrap()
    );

    let photograph = png();
    let seen = registry.multipart(&address, &[("first", "2")], &[("file", "anh.png", &photograph)]).await;
    assert!(seen.says("Ảnh không đọc được thành chữ") && seen.says("Trang 2"), "{}", seen.status);
    assert_eq!(seen.text().matches("Không có trang này.").count(), 2, "each page has one side");
    assert_eq!(
        office.kit.app.files.get(&motcua_store::files::digest_of(&photograph)).unwrap(),
        None,
        "nothing is kept"
    );
    assert!(!office.kit.has_arriving());
    registry.cookies.insert("lang".into(), "en".into());
    let english = registry.multipart(&address, &first, &[("file", "in.pdf", &another)]).await;
    assert!(
        english.says("Words that differ") && english.says("What the kept page says"),
        "{}",
        english.status
    );
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused_at_its_field_and_only_who_reads_the_dossier_compares() {
    let office = sealing().await;
    let (_, check, file) = issued(&office).await;
    let address = format!("/officer/compare_print/{check}");
    let mut registry = office.browser("vanthu").await;
    let broken = b"%PDF-1.7\nkhong co trang nao\n%%EOF\n";
    for (first, files, said) in [
        ("1", vec![], "Hãy chọn ảnh chụp"),
        ("1", vec![("file", "a.pdf", &file[..]), ("file", "b.pdf", &file[..])], "Mỗi lần so một tệp"),
        ("9", vec![("file", "a.pdf", &file[..])], "Ghi số trang từ 1 đến 6"),
        ("x", vec![("file", "a.pdf", &file[..])], "Ghi số trang từ 1 đến 6"),
        ("1", vec![("file", "a.pdf", &broken[..])], "Không vẽ được các trang của “a.pdf”"),
    ] {
        let refused = registry.multipart(&address, &[("first", first)], &files).await;
        assert!(refused.status == 422 && refused.says(said), "{said}: {}", refused.text());
        assert_eq!(refused.value_of("first"), Some(first));
    }
    office.kit.add_officer("noikhac", "H57.102", &[Duty::Leader]).await;
    let mut elsewhere = office.browser("noikhac").await;
    assert_eq!(elsewhere.get(&address).await.status, 403);
    let sent = [("file", "a.pdf", &file[..])];
    assert_eq!(elsewhere.multipart(&address, &[("first", "1")], &sent).await.status, 403);
    let mut anybody = office.kit.browser();
    assert!(anybody.get(&address).await.location().starts_with("/officer/sign_in"));
    assert!(!anybody.get(&format!("/verify/{check}")).await.text().contains("compare_print"));
    assert_eq!(registry.get(&format!("/officer/compare_print/{}", unknown(1))).await.status, 404);
}
