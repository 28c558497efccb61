//! What becomes of a paper after it was issued, for everybody who holds it, has it in a book, or checks it.

use crate::api::schema::Described;
use crate::deeds::{decided, sealing};
use crate::kit::{Answer, Browser};
use crate::office::{Office, PAGE_BYTES_MAX};
use motcua_core::deed::Said;
use motcua_core::dossier::{Dossier, DossierCode};
use serde_json::json;

async fn issued(office: &Office) -> DossierCode {
    let code = decided(office).await;
    office
        .browser("vanthu")
        .await
        .fills_in(&format!("/officer/dossiers/{code}/issue"), &crate::deeds::UNSCANNED)
        .await
        .location();
    code
}

fn at(code: &DossierCode, word: &str) -> String {
    format!("/officer/dossiers/{code}/{word}")
}

fn check_of(dossier: &Dossier) -> String {
    dossier.deed.as_ref().unwrap().check.as_str().to_string()
}

const RIGHT: &str = "Chưa từng đăng ký kết hôn với ai";
const REASON: (&str, &str) = ("reason", "ghi sai tình trạng hôn nhân");

/// The form of a page as it came, with these fields and this button.
async fn sends(browser: &mut Browser, path: &str, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let carried = page.carried();
    let mut all: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    all.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
    all.extend(fields);
    browser.post(path, &all).await
}

/// Replaced by the leader: looked at, then signed.
async fn replaced(office: &Office, code: &DossierCode) {
    replaced_by(office, code, RIGHT).await;
}

/// The same by one that says this.
async fn replaced_by(office: &Office, code: &DossierCode, right: &str) {
    let mut leader = office.browser("lanhdao").await;
    let page = at(code, "replace_deed");
    let look = [("say.status", right), REASON, ("capacity", "head"), ("do", "look")];
    let fields = fields_of(office, code);
    let fields: Vec<(&str, &str)> =
        pairs(&fields).into_iter().filter(|(name, _)| *name != "say.status").collect();
    let looked = leader.fills_in(&page, &[&fields[..], &look].concat()).await;
    assert!(
        looked.status == 200 && looked.says(right) && looked.text().contains("value=\"sign\""),
        "{}",
        looked.text()
    );
    let sign = [&fields[..], &[("say.status", right), REASON, ("do", "sign"), ("capacity", "head")]].concat();
    let done = sends(&mut leader, &page, &looked, &sign).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=replace_deed"));
}

/// What the fields of the paper say, as the page has them.
fn fields_of(office: &Office, code: &DossierCode) -> Vec<(String, String)> {
    let made = office.now(code).deed.unwrap();
    let template = office.kit.app.law.deeds.get(made.template.as_str()).unwrap();
    let typed = |name: &str| match made.filling.get(name)? {
        Said::Text(text) => Some(text.clone()),
        Said::Day(day) => Some(day.vn()),
        Said::Date(date) => Some(date.vn()),
        Said::Number(number) => Some(number.to_string()),
        Said::List(_) => None,
    };
    template.fields.iter().filter_map(|field| Some((field.input(), typed(&field.name)?))).collect()
}

#[tokio::test]
async fn a_leader_recalls_a_paper_and_whoever_checks_it_reads_by_which_document() {
    let office = sealing().await;
    let code = issued(&office).await;
    let verify = format!("/verify/{}", check_of(&office.now(&code)));
    let mut leader = office.browser("lanhdao").await;
    let page = at(&code, "recall_deed");
    assert!(leader.get(&at(&code, "")[..at(&code, "").len() - 1]).await.says("Thu hồi giấy đã cấp"));
    let bare = leader.fills_in(&page, &[("decision", ""), ("reason", "")]).await;
    assert_eq!(bare.status, 422);
    let said = [("decision", "Quyết định số 9/QĐ-UBND ngày 14/7/2025"), ("reason", "cấp sai đối tượng")];
    let done = leader.fills_in(&page, &said).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=recall_deed"));

    let found = office.kit.browser().get(&verify).await;
    for said in ["Đã bị thu hồi", "Quyết định số 9/QĐ-UBND ngày 14/7/2025", "01/UBND-XNTTHN"] {
        assert!(found.says(said), "{said}: {}", found.text());
    }
    assert!(!found.says("cấp sai đối tượng") && !found.says("Đọc toàn văn"), "{}", found.text());
    let read = office.kit.browser().post(&verify, &[("name", "Phan Anh Đức")]).await;
    assert_eq!(read.status, 422, "nobody gets it as if it counted");
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
    let mine = office.kit.browser().get(&format!("/dossiers/{code}?key={secret}")).await;
    assert!(mine.says("Đã bị thu hồi") && mine.says("cấp sai đối tượng"), "{}", mine.text());
    let again = leader.get(&at(&code, "")[..at(&code, "").len() - 1]).await;
    assert!(!again.text().contains("recall_deed") && again.text().contains("replace_deed"));
}

#[tokio::test]
async fn a_leader_signs_a_replacement_as_it_was_looked_at_and_the_registry_issues_it() {
    let office = sealing().await;
    let code = issued(&office).await;
    let first = check_of(&office.now(&code));
    replaced(&office, &code).await;
    let mut registry = office.browser("vanthu").await;
    let work = registry.get("/officer/work").await;
    assert!(work.says("Bản thay thế chờ phát hành") && work.says("02/UBND-XNTTHN"), "{}", work.text());
    assert!(office.kit.browser().get(&format!("/verify/{first}")).await.says("Có giá trị"));
    let page = registry.get(&at(&code, "issue_replacement")).await;
    assert!(page.body.len() < PAGE_BYTES_MAX && page.says("ghi sai tình trạng hôn nhân"));
    let bare = registry.multipart(&at(&code, "issue_replacement"), &pairs(&page.carried()), &[]).await;
    assert!(bare.status == 422 && bare.says("hãy gắn bản quét đã ký"), "{}", bare.text());
    let done = registry.multipart(&at(&code, "issue_replacement"), &unscanned(&page.carried()), &[]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=issue_replacement"));
    assert!(!registry.get("/officer/work").await.says("Bản thay thế chờ phát hành"));

    let second = check_of(&office.now(&code));
    let old = office.kit.browser().get(&format!("/verify/{first}")).await;
    for said in ["Đã được thay thế", "02/UBND-XNTTHN"] {
        assert!(old.says(said), "{said}: {}", old.text());
    }
    assert!(!old.text().contains(&second), "the code of the new one is not given to whoever has the old one");
    let new = office.kit.browser().get(&format!("/verify/{second}")).await;
    assert!(new.says("Có giá trị") && new.says("02/UBND-XNTTHN"));
    let read = office.kit.browser().post(&format!("/verify/{second}"), &[("name", "Phan Anh Đức")]).await;
    assert_eq!(read.header("content-type"), "application/pdf");
    let checked = office.kit.browser().multipart("/verify", &[], &[("file", "x.pdf", &read.body)]).await;
    assert!(checked.says("Có giá trị"), "{}", checked.text());
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
    let mine = office.kit.browser().get(&format!("/dossiers/{code}?key={secret}")).await;
    assert!(mine.says("thay cho giấy số 01/UBND-XNTTHN") && mine.says(RIGHT), "{}", mine.text());
    let dossier = registry.get(&format!("/officer/dossiers/{code}")).await;
    for said in ["01-UBND-XNTTHN.pdf", "02-UBND-XNTTHN.pdf", "Đã được thay thế", "Có giá trị"] {
        assert!(dossier.says(said), "{said}");
    }
    let print = registry.get(&format!("/officer/dossiers/{code}/deed.pdf?check={first}")).await;
    assert_eq!(print.header("content-type"), "application/pdf");
    let book: String =
        form_urlencoded::byte_serialize("Sổ cấp Giấy xác nhận tình trạng hôn nhân".as_bytes()).collect();
    let book = registry.get(&format!("/officer/books?book={book}&year=2025")).await;
    assert!(book.says("đã được thay thế") && book.says("đã phát hành"), "{}", book.text());
}

#[tokio::test]
async fn what_was_changed_after_it_was_looked_at_is_shown_again_and_not_signed() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut leader = office.browser("lanhdao").await;
    let page = at(&code, "replace_deed");
    let fields = fields_of(&office, &code);
    let mut fields = pairs(&fields);
    fields.retain(|(name, _)| *name != "say.status");
    let look = [&fields[..], &[("say.status", RIGHT), REASON, ("capacity", "head"), ("do", "look")]].concat();
    let looked = leader.fills_in(&page, &look).await;
    let other =
        [&fields[..], &[("say.status", "vay vốn"), REASON, ("do", "sign"), ("capacity", "head")]].concat();
    let shown = sends(&mut leader, &page, &looked, &other).await;
    assert!(shown.status == 200 && shown.says("vay vốn"), "{}", shown.text());
    assert!(office.now(&code).deed_life.is_empty(), "nothing was signed");
    let without = [&fields[..], &[("say.status", "vay vốn"), REASON, ("do", "sign")]].concat();
    let refused = sends(&mut leader, &page, &shown, &without).await;
    assert!(refused.status == 422 && refused.says("ký với tư cách nào"), "{}", refused.text());
}

#[tokio::test]
async fn nobody_else_recalls_or_replaces_and_a_key_seals_for_the_registry_alone() {
    let office = sealing().await;
    let code = issued(&office).await;
    for word in ["recall_deed", "replace_deed", "issue_replacement"] {
        let refused = office.browser("thuly").await.get(&at(&code, word)).await;
        assert_eq!(refused.status, 403, "{word}");
    }
    let early = decided(&office).await;
    assert_eq!(office.browser("lanhdao").await.get(&at(&early, "recall_deed")).await.status, 409);
    assert_eq!(office.browser("vanthu").await.get(&at(&code, "issue_replacement")).await.status, 409);
}

#[tokio::test]
async fn other_systems_are_told_the_same_and_may_ask_about_a_file_without_sending_it() {
    let office = sealing().await;
    let described = Described::by(&office.kit).await;
    let code = decided(&office).await;
    let first = check_of(&office.now(&code));
    let asked = |check: &str, more: &str| format!("/api/v1/papers/{check}{more}");
    let mut machine = office.kit.browser();
    let path = "/api/v1/papers/{code}";
    let early = described.checked("get", path, &machine.get(&asked(&first, "")).await);
    assert_eq!(
        (&early["state"], &early["since"], &early["same_file"]),
        (&json!("not_issued"), &json!(null), &json!(null))
    );
    office.browser("vanthu").await.fills_in(&at(&code, "issue"), &crate::deeds::UNSCANNED).await.location();
    let file = office.now(&code).result.unwrap().files[0].digest.0.to_uppercase();
    let told = described.checked("get", path, &machine.get(&asked(&first, &format!("?sha256={file}"))).await);
    let want = json!({ "state": "in_force", "number": "01/UBND-XNTTHN", "day": "2025-07-14", "whose": "P… … …", "valid_until": "2026-01-14", "same_file": true });
    for (name, value) in want.as_object().unwrap() {
        assert_eq!(&told[name], value, "{name}");
    }
    let other = described.checked("get", path, &machine.get(&asked(&first, "?sha256=00")).await);
    assert_eq!(other["same_file"], json!(false));
    replaced(&office, &code).await;
    issues_replacement(&office, &code).await;
    let old = described.checked("get", path, &machine.get(&asked(&first, "")).await);
    assert_eq!(
        (&old["state"], &old["replaced_by"]["number"]),
        (&json!("replaced"), &json!("02/UBND-XNTTHN"))
    );
    let second = check_of(&office.now(&code));
    let said = [("decision", "Quyết định số 9/QĐ-UBND"), ("reason", "cấp sai đối tượng")];
    office.browser("lanhdao").await.fills_in(&at(&code, "recall_deed"), &said).await.location();
    let gone = described.checked("get", path, &machine.get(&asked(&second, "")).await);
    assert_eq!(
        (&gone["state"], &gone["recalled_by"]),
        (&json!("recalled"), &json!("Quyết định số 9/QĐ-UBND"))
    );
    let unknown = motcua_core::deed::CheckCode::drawn([1; 10]);
    for (check, status) in [(unknown.as_str(), 404), ("x", 422)] {
        let answer = machine.get(&asked(check, "")).await;
        assert_eq!(answer.status, status);
        described.checked("get", path, &answer);
    }
}

#[tokio::test]
async fn a_file_of_a_paper_that_counts_no_more_is_told_so_also_where_only_paper_was_given_out() {
    let office = Office::open().await;
    let code = issued(&office).await;
    assert!(office.now(&code).result.is_none_or(|result| result.files.is_empty()), "no file was issued");
    let print = office.browser("vanthu").await.get(&at(&code, "deed.pdf")).await.body;
    let mut anybody = office.kit.browser();
    let dropped: [(&str, &str, &[u8]); 1] = [("file", "x.pdf", &print)];
    let found = anybody.multipart("/verify", &[], &dropped).await;
    assert!(found.says("được cấp bản giấy") && !found.says("Có giá trị"), "{}", found.text());
    let said = [("decision", "Quyết định số 9/QĐ-UBND"), ("reason", "cấp sai đối tượng")];
    office.browser("lanhdao").await.fills_in(&at(&code, "recall_deed"), &said).await.location();
    let found = anybody.multipart("/verify", &[], &dropped).await;
    assert!(found.says("Đã bị thu hồi") && !found.says("được cấp bản giấy"), "{}", found.text());
}

/// The replacement is issued by the registry.
async fn issues_replacement(office: &Office, code: &DossierCode) {
    let mut registry = office.browser("vanthu").await;
    let page = registry.get(&at(code, "issue_replacement")).await;
    registry.multipart(&at(code, "issue_replacement"), &unscanned(&page.carried()), &[]).await.location();
}

#[tokio::test]
async fn the_reception_desk_takes_the_old_paper_back_and_hands_out_the_new_one() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mine = |office: &Office| {
        let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
        format!("/dossiers/{code}?key={secret}")
    };
    let mut desk = office.browser("quay").await;
    desk.fills_in(&at(&code, "return_result"), &[("how", "counter")]).await.location();
    let work = desk.get("/officer/work?desk=reception").await;
    assert!(work.status == 200 && !work.says("Giấy phải đổi"), "{}", work.text());
    office.kit.set_clock("2025-07-14T15:00");
    replaced(&office, &code).await;
    let bring = "Quý vị còn giữ bản cũ số 01/UBND-XNTTHN";
    assert!(!office.kit.browser().get(&mine(&office)).await.says(bring), "nothing stands for it yet");
    issues_replacement(&office, &code).await;
    assert!(office.kit.browser().get(&mine(&office)).await.says(bring));

    let work = desk.get("/officer/work?desk=reception").await;
    assert!(work.says("Giấy phải đổi") && work.says("01/UBND-XNTTHN"), "{}", work.text());
    let page = at(&code, "take_back_deed");
    let shown = desk.get(&page).await;
    for said in ["01-UBND-XNTTHN", "đã được thay thế", "Trao bản thay thế", "02-UBND-XNTTHN"] {
        assert!(shown.says(said), "{said}: {}", shown.text());
    }
    assert!(shown.body.len() < PAGE_BYTES_MAX);
    for fields in [&[("reason", "")][..], &[("way", "came"), ("reason", "bị mất")]] {
        let wrong = desk.fills_in(&page, fields).await;
        assert!(wrong.status == 422 && wrong.says("Hãy chọn"), "{}", wrong.text());
    }
    let wrong = desk.fills_in(&page, &[("way", "gone"), ("reason", "")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("reason-error"), "{}", wrong.text());
    let refused = office.browser("thuly").await.get(&page).await;
    assert_eq!(refused.status, 403);
    let done = desk.fills_in(&page, &[("way", "gone"), ("reason", "bị mất, có cam kết")]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=take_back_deed"));
    let work = desk.get("/officer/work?desk=reception").await;
    assert!(work.status == 200 && !work.says("Giấy phải đổi"), "{}", work.text());
    let told = office.kit.browser().get(&mine(&office)).await;
    assert!(!told.says(bring) && told.says("Đã thu lại bản cũ") && told.says("bị mất, có cam kết"));
    assert_eq!(desk.get(&page).await.status, 409);
}

#[tokio::test]
async fn what_was_issued_after_the_old_paper_came_back_is_handed_out_once() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut desk = office.browser("quay").await;
    desk.fills_in(&at(&code, "return_result"), &[("how", "counter")]).await.location();
    let page = at(&code, "hand_out_deed");
    assert_eq!(desk.get(&page).await.status, 409, "nothing is owed");
    office.kit.set_clock("2025-07-14T14:00");
    let said = [("decision", "Quyết định số 9/QĐ-UBND"), ("reason", "ghi sai họ tên")];
    office.browser("lanhdao").await.fills_in(&at(&code, "recall_deed"), &said).await.location();
    desk.fills_in(&at(&code, "take_back_deed"), &[("way", "came"), ("reason", "")]).await.location();
    office.kit.set_clock("2025-07-14T15:00");
    replaced(&office, &code).await;
    issues_replacement(&office, &code).await;
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
    let mine = format!("/dossiers/{code}?key={secret}");
    let come = "Quý vị chưa nhận bản này";
    assert!(office.kit.browser().get(&mine).await.says(come));
    let work = desk.get("/officer/work?desk=reception").await;
    assert!(work.says("Trao bản mới 02/UBND-XNTTHN"), "{}", work.text());
    let shown = desk.get(&page).await;
    assert!(shown.says("02-UBND-XNTTHN") && shown.says("người nộp chưa nhận"), "{}", shown.text());
    assert!(shown.body.len() < PAGE_BYTES_MAX);
    assert_eq!(office.browser("thuly").await.get(&page).await.status, 403);
    let done = desk.fills_in(&page, &[]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=hand_out_deed"));
    assert!(!desk.get("/officer/work?desk=reception").await.says("Giấy phải đổi"));
    let told = office.kit.browser().get(&mine).await;
    assert!(!told.says(come) && told.says("Đã trao bản thay thế"), "{}", told.text());
    assert_eq!(desk.get(&page).await.status, 409);
}

/// With why the scan of what was signed by hand is not there.
fn unscanned(carried: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs(carried).into_iter().chain(crate::deeds::UNSCANNED).collect()
}

fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter().map(|(name, value)| (&**name, &**value)).collect()
}

/// Every page of it, with mistakes on the way.
pub async fn walk(office: Office) {
    let code = issued(&office).await;
    let mut leader = office.browser("lanhdao").await;
    leader.get(&at(&code, "recall_deed")).await;
    leader.fills_in(&at(&code, "recall_deed"), &[("decision", ""), ("reason", "")]).await;
    leader.get(&at(&code, "replace_deed")).await;
    leader.fills_in(&at(&code, "replace_deed"), &[("say.status", ""), ("do", "look")]).await;
    replaced(&office, &code).await;
    let mut registry = office.browser("vanthu").await;
    registry.get("/officer/work").await;
    let page = registry.get(&at(&code, "issue_replacement")).await;
    let txt: &[u8] = b"no pdf";
    let carried = page.carried();
    registry
        .multipart(&at(&code, "issue_replacement"), &pairs(&carried), &[("paper.result", "x.txt", txt)])
        .await;
    registry.multipart(&at(&code, "issue_replacement"), &unscanned(&carried), &[]).await.location();
    let mut desk = office.browser("quay").await;
    desk.fills_in(&at(&code, "return_result"), &[("how", "counter")]).await.location();
    office.kit.set_clock("2025-07-14T15:00");
    replaced_by(&office, &code, "Đã ly hôn, chưa kết hôn với ai").await;
    issues_replacement(&office, &code).await;
    desk.get("/officer/work?desk=reception").await;
    desk.get(&at(&code, "take_back_deed")).await;
    desk.fills_in(&at(&code, "take_back_deed"), &[("way", "gone"), ("reason", "")]).await;
    desk.fills_in(&at(&code, "take_back_deed"), &[("way", "came"), ("reason", "")]).await.location();
    let first = office.now(&code).deed_life.former[0].made.check.clone();
    let mut anybody = office.kit.browser();
    anybody.get(&format!("/verify/{}", first.as_str())).await;
    office.kit.set_clock("2025-07-14T15:10");
    let said = [("decision", "Quyết định số 9/QĐ-UBND"), ("reason", "cấp sai đối tượng")];
    leader.fills_in(&at(&code, "recall_deed"), &said).await.location();
    leader.get(&format!("/officer/dossiers/{code}?done=recall_deed")).await;
    anybody.get(&format!("/verify/{}", check_of(&office.now(&code)))).await;
    desk.fills_in(&at(&code, "take_back_deed"), &[("way", "came"), ("reason", "")]).await.location();
    office.kit.set_clock("2025-07-14T16:00");
    replaced_by(&office, &code, "Độc thân").await;
    issues_replacement(&office, &code).await;
    desk.get("/officer/work?desk=reception").await;
    desk.get(&at(&code, "hand_out_deed")).await;
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
    anybody.get(&format!("/dossiers/{code}?key={secret}")).await;
}
