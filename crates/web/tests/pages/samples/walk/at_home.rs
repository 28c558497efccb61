//! What people read at home, and hand in from there.

use super::opens;
use crate::kit::{Kit, PASSWORD};
use crate::office::{BIRTH, CORRECTION, Office};
use crate::steps::{CENTRE, FATHER, MOTHER, Receipt, begin, birth, birth_draft, fill};
use crate::{batch, citizen_reuse, july};
use motcua_core::catalogue::Duty;

pub async fn what_everybody_reads(kit: Kit) {
    let mut browser = kit.browser();
    opens(&mut browser, &["/", "/help", "/accessibility", "/privacy", "/sources", "/nowhere"]).await;
    opens(
        &mut browser,
        &["/procedures", "/procedures?q=khai+sinh", "/procedures?q=zzzz", "/procedures?page=2"],
    )
    .await;
    for id in [BIRTH, CORRECTION, "1.000419", "2.000986", "1.013134"] {
        browser.get(&format!("/procedures/{id}")).await;
    }
    opens(&mut browser, &["/track", "/track?code=x", "/track?code=H57.101-250714-9999", "/scoreboard"]).await;
    browser.post("/track", &[("code", ""), ("key", "")]).await;
    opens(&mut browser, &["/agencies", "/agencies?q=zzzz", "/agencies/H57.101", "/agencies/H57.201"]).await;
}

/// In a province of many communes, and where several provinces are served.
pub async fn many_communes(many: Kit, several: Kit) {
    let mut browser = many.browser();
    let draft = begin(&mut browser, BIRTH).await;
    browser.get(&format!("{draft}/case")).await;
    browser.post(&format!("{draft}/case"), &[("receiving", "tan")]).await;
    opens(&mut browser, &["/agencies"]).await;
    opens(&mut several.browser(), &["/", "/province?back=%2Fagencies"]).await;
}

/// The board of July with the dossiers behind its numbers.
pub async fn the_board(kit: Kit) {
    let july = july::July::until_the_14th_on(kit).await;
    let kit = &july.kit;
    let mut browser = kit.browser();
    opens(
        &mut browser,
        &["/", "/scoreboard", "/scoreboard?from=2025-07-14&to=2025-07-01", "/scoreboard?unit=19753"],
    )
    .await;
    let both = "from=2025-07-01&to=2025-07-14&with_from=2025-06-01&with_to=2025-06-14";
    browser.get(&format!("/scoreboard?{both}")).await;
    for path in
        ["/scoreboard/19753", "/scoreboard/46/dossiers?of=received", "/scoreboard/19753/dossiers?of=late"]
    {
        browser.get(path).await;
    }
    browser.get("/scoreboard/19753/dossiers?of=received&from=2025-06-01&to=2025-06-30").await;
    kit.add_officer("quay", july::PHU_XUAN.1, &[Duty::Reception]).await;
    browser.post("/officer/sign_in", &[("id", "quay"), ("password", PASSWORD)]).await;
    browser.get("/scoreboard/19753/dossiers?of=received").await;
}

/// A citizen hands in online, with mistakes, and stops and goes on.
pub async fn handing_in(kit: Kit) {
    let mut browser = kit.browser();
    let draft = begin(&mut browser, BIRTH).await;
    browser.fills_in(&format!("{draft}/case"), &[]).await;
    let case = [
        ("case", "on-time"),
        ("receiving", CENTRE),
        FATHER,
        MOTHER,
        ("helper", "relative"),
        ("helper_name", "Tý"),
    ];
    browser.post(&format!("{draft}/case"), &case).await;
    browser.get(&format!("{draft}/case")).await;
    browser
        .fills_in(&format!("{draft}/person"), &[("phone", "12"), ("born.day", "31"), ("born.month", "2")])
        .await;
    browser.post(&format!("{draft}/person"), &[("name", "Lê Na")]).await;
    browser.get(&format!("{draft}/prefill?next=person")).await;
    browser.fills_in(&format!("{draft}/prefill?next=person"), &[("code", "x"), ("key", "y")]).await;
    let form = browser.get(&draft).await.location().to_string();
    browser.fills_in(&form, &[]).await;
    fill(&kit, &mut browser, &draft).await;
    let papers = format!("{draft}/papers");
    browser.get(&papers).await;
    browser.multipart(&papers, &[], &[("paper.giay-chung-sinh", "x.pdf", b"no pdf")]).await;
    browser.get(&format!("{draft}/check")).await;
    browser.get(&format!("{draft}/resume")).await;
    browser.post(&format!("{draft}/resume"), &[]).await;
    browser.get("/resume").await;
    browser.post("/resume", &[("code", "x")]).await;

    let mut browser = kit.browser();
    let receipt = birth(&kit, &mut browser).await;
    let whole = receipt.dossier("");
    opens(&mut browser, &[&receipt.href, &whole, &format!("/track?code={}", receipt.code)]).await;
    browser.post("/track", &[("code", &receipt.code), ("key", "")]).await;
    browser.post(&format!("/receipt/{}/remember", receipt.code), &[("key", &receipt.key)]).await;
    browser.get(&receipt.href).await;
    browser.fills_in(&receipt.dossier("/withdraw"), &[("reason", "x")]).await;
    browser.get(&receipt.dossier("/withdraw_consent")).await;
    let again = birth_draft(&kit, &mut browser).await;
    browser.get(&format!("{again}/prefill?next=person")).await;
    browser.post(&format!("{again}/prefill?next=person"), &[("receipt", &receipt.code)]).await;
    opens(&mut browser, &[&format!("{again}/person"), &format!("{again}/check")]).await;

    // On two devices at once.
    let person = format!("{again}/person");
    let mut other = kit.browser();
    let here = browser.get(&person).await;
    let there = other.get(&person).await;
    for (browser, page, name) in [(&mut browser, here, "Lê Na"), (&mut other, there, "Lê Ba")] {
        let carried = page.carried();
        let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        browser.post(&person, &carried.chain([("name", name)]).collect::<Vec<_>>()).await;
    }
}

/// Papers and answers of an earlier dossier.
pub async fn what_was_said_before(kit: Kit) {
    let first = citizen_reuse::accepted(&kit).await;
    let mut browser = kit.browser();
    let draft = citizen_reuse::second(&kit, &mut browser, "046156000123").await;
    citizen_reuse::opens(&mut browser, &draft, &Receipt { key: "AAAA".into(), ..first.clone() }).await;
    citizen_reuse::opens(&mut browser, &draft, &first).await;
    let page = browser.get(&format!("{draft}/papers")).await;
    let value = page.value_of("offered.1").unwrap().to_string();
    let ticked = [("offered.1", value.as_str()), ("reuse.1", value.as_str())];
    browser.multipart(&format!("{draft}/papers"), &ticked, &[]).await;
    opens(&mut browser, &[&format!("{draft}/papers"), &format!("{draft}/check")]).await;
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    opens(&mut browser, &[&receipt.href, &receipt.dossier("")]).await;
    browser.fills_in(&first.dossier("/withdraw_consent"), &[]).await;
    browser.get(&first.dossier("/withdraw_consent")).await;
    browser.get(&first.dossier("")).await;
}

pub async fn a_list_of_people(office: Office) {
    let mut helper = office.helper().await;
    for browser in [&mut office.kit.browser(), &mut helper] {
        let key = browser.get(batch::LIST).await.value_of("form_key").unwrap().to_string();
        browser.multipart(batch::LIST, &[("form_key", &*key), ("list", "")], &[]).await;
        let list = batch::with_answers("Họ và tên\tNgày sinh\nLê Thị Na\t1990\nTrần An\t2001-02-30\n");
        batch::hand_in(browser, &key, &list).await;
    }
}
