//! What officers see and do, and helpers beside the citizen.

use super::{KEY, MONDAY, opens, told};
use crate::kit::album::Album;
use crate::kit::papers::pdf;
use crate::kit::{Browser, Kit, PASSWORD};
use crate::office::{BIRTH, CORRECTION, HERE, Office, walk_in};
use crate::steps::{CENTRE, birth};
use crate::{clock, linked, officer_acts, officer_files, supplement};
use motcua_core::catalogue::Duty;
use motcua_core::document::Scanned;
use motcua_core::dossier::Verb::*;
use std::sync::Arc;

/// Every act, asked for, filled in wrongly, done, and overtaken by somebody else; and the
/// dossier after it, as each side sees it.
pub async fn every_act(office: Office) {
    for case in officer_acts::CASES {
        let code = officer_acts::brought(&office, &case).await;
        let path = officer_acts::address(&code, case.verb);
        let mut browser = office.browser(case.who).await;
        browser.get("/officer/work").await;
        let page = browser.get(&path).await;
        let (seq, key) =
            (page.value_of("seq").unwrap().to_string(), page.value_of("key").unwrap().to_string());
        if let Some((wrong, _)) = case.wrong {
            browser.post(&path, &officer_acts::with(wrong, &seq, &key)).await;
        }
        let right = officer_acts::with(case.right, &seq, &key);
        assert_eq!(browser.post(&path, &right).await.status, 303, "{path}");
        browser.get(&format!("/officer/dossiers/{code}?done={}", case.verb.as_str())).await;
        browser.post(&path, &officer_acts::with(case.right, &seq, KEY)).await;
        told(&office, &code).await;
    }
}

pub async fn supplements(office: Office) {
    let code = supplement::accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let marks = [
        ("mark", "field:noi_sinh"),
        ("why.field:noi_sinh", "Nơi sinh không khớp giấy tờ"),
        ("mark", "paper:giay-chung-sinh"),
        ("why.paper:giay-chung-sinh", "Ảnh bị mờ"),
        ("mark", "person:phone"),
        ("why.person:phone", "Gọi không được"),
    ];
    supplement::mark(&mut officer, &code, &marks).await;
    let meant: Vec<_> = marks.into_iter().chain([("complete", "1")]).collect();
    supplement::mark(&mut officer, &code, &meant).await;
    for path in [format!("/officer/dossiers/{code}"), format!("/officer/dossiers/{code}/notices/3")] {
        officer.get(&path).await;
    }
    officer.fills_in(&format!("/officer/dossiers/{code}/supplement"), &[]).await;
    officer.fills_in(&format!("/officer/dossiers/{code}/stop"), &[("reason", "Không bổ sung")]).await;
    told(&office, &code).await;
    let mut citizen = office.kit.browser();
    let path = supplement::page_of(&office, &code, "/supplement");
    let key = citizen.get(&path).await.value_of("form_key").unwrap().to_string();
    let half = [
        ("form_key", &*key),
        ("form.noi_sinh", "Trạm xá Lê Bình"),
        ("person.phone", "0905123456"),
        ("note", ""),
    ];
    citizen.multipart(&path, &half, &[]).await;
    citizen.multipart(&path, &half, &[("paper.giay-chung-sinh", "rõ.pdf", pdf("ro"))]).await.location();
    told(&office, &code).await;
    officer.get(&format!("/officer/dossiers/{code}")).await;
    office.carry_out(&code, Forward).await;
    let mut case = office.browser("thuly").await;
    supplement::mark(&mut case, &code, &[("mark", "field:so_ban_sao")]).await;
}

pub async fn linked_procedures(office: Office) {
    let (code, _) = linked::decided(&office).await;
    told(&office, &code).await;
    let mut officer = office.browser("quay").await;
    officer.get(&format!("/officer/dossiers/{code}")).await;
    officer.get("/officer/receive?procedure=2.000986").await;
}

/// The sign-in, the work lists, the search, and acts on many dossiers at once.
pub async fn the_desk(office: Office) {
    let mut codes = Vec::new();
    for name in ["Lê Một", "Lê Hai", "Lê Ba"] {
        codes.push(office.submitted(name).await);
    }
    let mut stranger = office.kit.browser();
    stranger.get("/officer/sign_in?next=/officer/work").await;
    stranger.post("/officer/sign_in", &[("id", "quay"), ("password", "khong-phai")]).await;
    let act = format!("/officer/dossiers/{}/reject_at_intake", codes[0]);
    let held = stranger.post(&act, &[("key", KEY), ("seq", "1"), ("reason", "Không thuộc thẩm quyền")]).await;
    let carried = held.carried();
    let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let right: Vec<_> = carried.chain([("id", "quay"), ("password", PASSWORD)]).collect();
    stranger.post("/officer/sign_in", &right).await;

    let mut desk = office.browser("quay").await;
    for part in ["accept", "forward", "return", "waiting", "due"] {
        desk.get(&format!("/officer/work?part={part}")).await;
    }
    opens(&mut desk, &["/officer/search", "/officer/search?q=le", "/officer/search?q=zzzz"]).await;
    let items = |office: &Office| -> Vec<String> {
        codes.iter().map(|code| format!("{code} {}", office.now(code).seq)).collect()
    };
    let listed = items(&office);
    let query: Vec<String> = listed.iter().map(|item| format!("item={}", item.replace(' ', "+"))).collect();
    let page = desk.get(&format!("/officer/batch/accept?{}", query.join("&"))).await;
    office.carry_out(&codes[1], Accept).await;
    many(&mut desk, "accept", page.value_of("key").unwrap(), &listed, &[]).await;
    many(&mut desk, "forward", KEY, &items(&office), &[("reason", "Đã đối chiếu")]).await;
    for code in &codes {
        office.carry_out(code, Forward).await;
    }
    let mut leader = office.browser("lanhdao").await;
    opens(&mut leader, &["/officer/work", "/officer/batch/decide"]).await;
    many(&mut leader, "decide", KEY, &items(&office), &[("outcome", "refused")]).await;
    many(&mut leader, "decide", KEY, &items(&office), &[("outcome", "approved")]).await;
    let mut registry = office.browser("vanthu").await;
    opens(&mut registry, &["/officer/work", "/officer/batch/issue"]).await;
    let book = ("book", "Sổ văn bản đi 2025");
    many(&mut registry, "issue", KEY, &items(&office), &[("number", "số mới"), book]).await;
    office.kit.set_clock("2025-07-17T10:00");
    let mut desk = office.browser("quay").await;
    let late = office.submitted("Lê Bốn").await;
    office.kit.set_clock("2025-07-21T10:00");
    let mut again = office.browser("quay").await;
    opens(&mut again, &["/officer/work?desk=reception&part=accept", "/officer/work"]).await;
    desk.get(&format!("/officer/dossiers/{late}")).await;
    opens(&mut office.browser("thuly").await, &["/officer/work"]).await;
}

async fn many(browser: &mut Browser, verb: &str, key: &str, items: &[String], more: &[(&str, &str)]) {
    let mut fields = vec![("key", key)];
    fields.extend(items.iter().flat_map(|item| [("item", item.as_str()), ("listed", item.as_str())]));
    fields.extend_from_slice(more);
    browser.post(&format!("/officer/batch/{verb}"), &fields).await;
}

/// Reception: the choice, the card, the pile of scans, the person's own papers.
pub async fn the_counter(office: Office) {
    let screen = "/officer/receive?procedure=1.001193&case=on-time";
    let card = "046090001234||Trần Văn Bình|05021990|Nam|12 Lê Lợi, Phú Xuân, Huế|12072021";
    let mut browser = office.browser("quay").await;
    opens(
        &mut browser,
        &["/officer/receive", "/officer/receive?q=khai+sinh", "/officer/receive?q=zzzz", screen],
    )
    .await;
    for card in ["", card] {
        browser
            .post("/officer/receive/card", &[("procedure", BIRTH), ("case", "on-time"), ("card", card)])
            .await;
    }
    let wrong = walk_in(KEY, &[("name", ""), ("born.month", "13"), ("phone", "12"), ("channel", "")]);
    let bad: [(&str, &str, &[u8]); 2] =
        [("paper.scans", "virus.exe", b"MZ"), ("paper.giay-chung-sinh", "a.pdf", b"x")];
    browser.multipart("/officer/receive", &wrong, &bad).await;
    let pile: [(&str, &str, &[u8]); 2] =
        [("paper.scans", "giay chung sinh.pdf", pdf("a")), ("paper.scans", "Scan_0001.pdf", pdf("b"))];
    browser.multipart("/officer/receive", &walk_in(KEY, &[]), &pile).await;
    browser.post("/officer/receive", &walk_in(KEY, &[("do", "declare")])).await;
    let asked = walk_in(KEY, &[("declare", "1"), ("asked", "")]);
    browser.post("/officer/receive", &asked).await;
    let files: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "chứng sinh.pdf", pdf("a"))];
    let key = browser.get(screen).await.value_of("key").unwrap().to_string();
    let done =
        browser.multipart("/officer/receive", &walk_in(&key, &[]), &files).await.location().to_string();
    let dossier = done.split('?').next().unwrap();
    opens(&mut browser, &[&done, &format!("{dossier}/receipt"), "/officer/receive"]).await;
    let scan = [("procedure", BIRTH), ("case", "on-time"), ("card", card)];
    let value = browser.post("/officer/receive/card", &scan).await.value_of("reuse.1").unwrap().to_string();
    let key = browser.get(screen).await.value_of("key").unwrap().to_string();
    let chosen = [("reuse.1", value.as_str()), ("reuse_as.1", "giay-chung-sinh")];
    browser.post("/officer/receive", &walk_in(&key, &chosen)).await;
    browser.get("/officer/receive?procedure=1.004859").await;
}

pub async fn beside_the_citizen(office: Office) {
    let mut helper = office.helper().await;
    let screen = "/officer/receive?procedure=1.001193&case=on-time";
    let key = helper.get(screen).await.value_of("key").unwrap().to_string();
    helper.get("/officer/helped").await;
    helper.post("/officer/receive", &walk_in(&key, &[("channel", "online")])).await;
    let agreed =
        [("channel", "online"), ("consent_way", "spoken"), ("consent_follow", "1"), ("consent_days", "10")];
    let files: [(&str, &str, &[u8]); 1] = [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", pdf("d"))];
    let done =
        helper.multipart("/officer/receive", &walk_in(&key, &agreed), &files).await.location().to_string();
    let code = done.strip_prefix("/officer/helped?done=").unwrap();
    opens(&mut helper, &[&done, &format!("/officer/helped/receipt?code={code}")]).await;
    office.browser("quay").await.get(&format!("/officer/dossiers/{code}")).await;
}

pub async fn outages(office: Office) {
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    office.kit.set_clock("2025-07-16T08:00");
    let mut leader = office.browser("lanhdao").await;
    opens(&mut leader, &["/officer/outages", "/officer/calendar"]).await;
    let id = leader.fills_in("/officer/outages/new", &[]).await.value_of("id").unwrap().to_string();
    let typed = [
        ("id", id.as_str()),
        ("cause", "outage"),
        ("agency", HERE),
        ("from.day", "15"),
        ("from.month", "7"),
        ("from.year", "2025"),
        ("from.time", "07:30"),
        ("until.day", "15"),
        ("until.month", "7"),
        ("until.year", "2025"),
        ("until.time", "17h"),
        ("reason", "Mất điện cả phường"),
    ];
    let path = leader.post("/officer/outages/new", &typed).await.location().to_string();
    leader.get(&path).await;
    let moved = leader.post(&path, &[]).await.location().to_string();
    opens(&mut leader, &[&moved, &format!("/officer/dossiers/{code}")]).await;
    let void = format!("{path}/void");
    leader.fills_in(&void, &[("reason", "")]).await;
    leader.fills_in(&void, &[("reason", "Chỉ mất điện ở phường bên")]).await;
    opens(&mut leader, &[&path, "/officer/outages"]).await;
    opens(&mut office.browser("thuly").await, &["/officer/outages", &path]).await;
    told(&office, &code).await;
}

pub async fn other_calendars(office: Office) {
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    let office = office.again(|server| server.in_force.edit().calendar = clock::moved_calendar());
    let mut leader = office.browser("lanhdao").await;
    let (page, act) = (format!("/officer/dossiers/{code}"), format!("/officer/dossiers/{code}/move_due"));
    opens(&mut leader, &[&page, &act, "/officer/calendar"]).await;
    leader.fills_in(&act, &[("reason", "x")]).await;
    leader.post("/officer/calendar", &[("decision", "")]).await;
    let done = leader.post("/officer/calendar", &[("decision", "Công điện 99/CĐ-TTg")]).await;
    leader.get(done.location()).await;
    told(&office, &code).await;
}

pub async fn silence(album: &Arc<Album>) {
    let kit = Kit::with(MONDAY, Default::default(), clock::silence_is_approval).shown_to(album);
    let office = Office::of(kit).await;
    let code = office.submitted_of(CORRECTION, "change", "Nguyễn Thị Hoa").await;
    office.carry_on(&code, &[Accept]).await;
    office.kit.set_clock("2025-07-25T08:00");
    told(&office, &code).await;
    let mut browser = office.browser("quay").await;
    browser.get(&format!("/officer/dossiers/{code}")).await;
    browser.fills_in(&officer_acts::address(&code, RecordSilence), &[]).await.location();
}

/// What the scanner said, and pages put together anew.
pub async fn files(kit: Kit) {
    let receipt = birth(&kit, &mut kit.browser()).await;
    kit.add_officer("quay", CENTRE, &[Duty::Reception]).await;
    let mut officer = kit.browser();
    officer.post("/officer/sign_in", &[("id", "quay"), ("password", PASSWORD)]).await;
    let page = format!("/officer/dossiers/{}", receipt.code);
    let digest = officer_files::digest_of_first(&kit, &receipt);
    for state in [Scanned::Infected, Scanned::Clean] {
        officer_files::scanned(&kit, &digest, state).await;
        officer.get(&page).await;
        kit.browser().get(&receipt.dossier("")).await;
    }
    let (pages, field) = (format!("{page}/pages"), format!("pages.{}", digest.0));
    officer.get(&pages).await;
    for typed in ["x", "1, 1"] {
        officer.post(&pages, &[(&field, typed), ("paper", "giay-chung-sinh"), ("name", "hai trang")]).await;
    }
}
