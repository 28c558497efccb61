//! The result as the person has it: opened, put into a calendar, shown to others for a while.

use crate::deeds::{decided, sealing};
use crate::office::{Office, PAGE_BYTES_MAX};
use motcua_core::dossier::{DossierCode, Verb::*};
use motcua_edge::secret::secret_of;
use motcua_edge::statement::{StatementKey, short};

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

fn own(office: &Office, code: &DossierCode, page: &str) -> String {
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(code));
    format!("/dossiers/{code}{page}?key={secret}")
}

/// The link that the page shows.
fn link_in(text: &str) -> String {
    let at = text.find("/shared/").unwrap_or_else(|| panic!("{text}"));
    text[at..].chars().take("/shared/".len() + 48).collect()
}

#[tokio::test]
async fn the_person_shows_the_result_to_others_until_a_day_and_nothing_else() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut person = office.kit.browser();
    let page = person.get(&own(&office, &code, "")).await;
    for said in ["Kết quả của quý vị", "Có giá trị", "01/UBND-XNTTHN", "14/01/2026", "Chia sẻ kết quả"]
    {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    let asked = person.get(&own(&office, &code, "/share")).await;
    assert!(asked.says("Cho xem trong") && !asked.says("/shared/"));
    for days in ["365", "0", "x"] {
        let odd = person.get(&format!("{}&days={days}", own(&office, &code, "/share"))).await;
        assert!(!odd.says("/shared/"), "{days}");
    }
    let made = person.get(&format!("{}&days=7", own(&office, &code, "/share"))).await;
    assert!(made.says("Liên kết mở đến hết ngày") && made.says("21/07/2025"), "{}", made.text());
    let link = link_in(made.text());

    let mut bank = office.kit.browser();
    let seen = bank.get(&link).await;
    for said in ["PHAN ANH ĐỨC", "Có giá trị", "01-UBND-XNTTHN.pdf", "21/07/2025"] {
        assert!(seen.says(said), "{said}: {}", seen.text());
    }
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(&code));
    assert!(!seen.says(&secret) && !seen.says("0905"), "nothing else of the dossier");
    let file = office.now(&code).result.unwrap().files[0].clone();
    let got = bank.get(&format!("{link}/files/{}", file.digest.0)).await;
    assert_eq!(got.body, office.kit.app.files.get(&file.digest).unwrap().unwrap(), "byte for byte");
    let paper = office.now(&code).submission.papers.iter().flat_map(|paper| paper.files.clone()).next();
    assert!(paper.is_none_or(|paper| paper.digest != file.digest));

    office.kit.set_clock("2025-07-21T23:59");
    assert_eq!(bank.get(&link).await.status, 200);
    office.kit.set_clock("2025-07-22T00:00");
    let over = bank.get(&link).await;
    assert!(over.status == 410 && over.says("đã hết hạn ngày 21/07/2025"), "{}", over.text());
    assert_eq!(bank.get(&format!("{link}/files/{}", file.digest.0)).await.status, 410);
    let other = format!("{}{}", &link[..link.len() - 1], if link.ends_with('7') { '8' } else { '7' });
    assert_eq!(bank.get(&other).await.status, 404);
}

#[tokio::test]
async fn the_person_ends_a_link_before_its_day_and_it_says_so() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut person = office.kit.browser();
    let share = own(&office, &code, "/share");
    let made = person.get(&format!("{share}&days=7")).await;
    let link = link_in(made.text());
    let file = office.now(&code).result.unwrap().files[0].digest.0.clone();
    let mut bank = office.kit.browser();
    assert_eq!(bank.get(&link).await.status, 200);
    let end = own(&office, &code, "/end_share");
    let done = person.post(&end, &[]).await.location().to_string();
    let page = person.get(&done).await;
    assert!(page.says("Mọi liên kết tạo trước đây không mở được"), "{}", page.main());
    let over = bank.get(&link).await;
    assert!(over.status == 410 && over.says("đã kết thúc liên kết này"), "{}", over.text());
    assert_eq!(bank.get(&format!("{link}/files/{file}")).await.status, 410);
    let english = bank.get(&format!("{link}?lang=en")).await;
    assert_eq!(english.status, 410);
    // One that is made afterwards is another one, and only whoever has the receipt ends it.
    let next = link_in(person.get(&format!("{share}&days=7")).await.text());
    assert!(next != link && bank.get(&next).await.status == 200);
    let stranger = bank.post(&format!("/dossiers/{code}/end_share?key=x"), &[]).await;
    assert_eq!(stranger.status, 404);
    assert_eq!(office.browser("quay").await.post(&end, &[]).await.status, 403);
    assert_eq!(bank.get(&next).await.status, 200);
}

#[tokio::test]
async fn what_counts_no_more_is_said_to_and_not_given_out() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut person = office.kit.browser();
    let made = person.get(&format!("{}&days=30", own(&office, &code, "/share"))).await;
    let link = link_in(made.text());
    let file = office.now(&code).result.unwrap().files[0].digest.0.clone();
    let recall = [("decision", "Quyết định số 9/QĐ-UBND"), ("reason", "cấp sai đối tượng")];
    let page = format!("/officer/dossiers/{code}/recall_deed");
    office.browser("lanhdao").await.fills_in(&page, &recall).await.location();
    let seen = office.kit.browser().get(&link).await;
    assert!(seen.says("Đã bị thu hồi") && !seen.says("PHAN ANH ĐỨC") && !seen.says("01-UBND-XNTTHN.pdf"));
    assert_eq!(office.kit.browser().get(&format!("{link}/files/{file}")).await.status, 404);
}

#[tokio::test]
async fn only_the_person_shares_and_only_what_is_there() {
    let office = sealing().await;
    let early = office.submitted_of("1.004873", "default", "Phan Anh Đức").await;
    let refused = office.kit.browser().get(&own(&office, &early, "/share")).await;
    assert!(refused.status == 409 && refused.says("chưa có kết quả"), "{}", refused.text());
    let code = issued(&office).await;
    let officer = office.browser("quay").await.get(&own(&office, &code, "/share")).await;
    assert_eq!(officer.status, 403);
    let stranger = office.kit.browser().get(&format!("/dossiers/{code}/share?key=x&days=7")).await;
    assert!(stranger.status == 404 && !stranger.says("/shared/"));
}

#[tokio::test]
async fn the_last_day_of_a_paper_goes_into_a_calendar() {
    let office = sealing().await;
    let code = issued(&office).await;
    let mut person = office.kit.browser();
    assert!(person.get(&own(&office, &code, "")).await.says("Ghi ngày hết hạn vào lịch"));
    let entry = person.get(&own(&office, &code, "/until.ics")).await;
    assert_eq!(entry.header("content-type"), "text/calendar; charset=utf-8");
    let text = entry.text();
    assert!(text.contains("20260114") && !text.contains("Phan Anh"), "{text}");
    office.kit.set_clock("2026-01-15T09:00");
    assert!(!person.get(&own(&office, &code, "")).await.says("Ghi ngày hết hạn vào lịch"), "it is over");
    let early = office.submitted_of("1.004873", "default", "Phan Anh Đức").await;
    office.carry_on(&early, &[Accept]).await;
    assert_eq!(person.get(&own(&office, &early, "/until.ics")).await.status, 409);
}

#[tokio::test]
async fn a_paper_is_checked_without_a_network_by_a_page_that_was_saved() {
    let office = sealing().await;
    let code = issued(&office).await;
    let made = office.now(&code).deed.unwrap();
    let mut anybody = office.kit.browser();
    assert!(anybody.get("/verify").await.says("/verify/offline"));
    let about = anybody.get("/verify/offline").await;
    assert!(about.says("Khóa công khai") && about.body.len() < PAGE_BYTES_MAX);
    let saved = anybody.get("/verify/offline.html").await;
    assert!(saved.header("content-disposition").contains("attachment"));
    let text = saved.text();
    let key = StatementKey::of(&office.kit.app.receipt_key);
    let named = hex::encode(short(made.agency.as_str()));
    for said in [hex::encode(key.public()), named, made.agency_name(), "UBND-XNTTHN".to_string()] {
        assert!(text.contains(&said), "{said}");
    }
    assert!(!text.contains("{{") && !text.contains("Phan Anh"), "it is about nobody");
    // With a network the same code leads to the page that knows whether the paper counts.
    let statement = key.statement(&made, "Phan Anh Đức").unwrap();
    let online = anybody.get(&format!("/V/{}/{statement}", made.check.as_str())).await;
    assert_eq!(online.location(), format!("/verify/{}", made.check.as_str()));
}

/// The person and whoever is shown the result.
pub async fn walk(office: Office) {
    let code = issued(&office).await;
    let mut person = office.kit.browser();
    for page in ["", "/share"] {
        person.get(&own(&office, &code, page)).await;
    }
    let made = person.get(&format!("{}&days=7", own(&office, &code, "/share"))).await;
    let link = link_in(made.text());
    let mut bank = office.kit.browser();
    bank.get(&link).await;
    bank.get("/shared/x").await;
    bank.get("/verify/offline").await;
}
