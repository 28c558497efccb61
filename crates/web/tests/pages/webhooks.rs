//! The page of webhooks: who may see it, what it refuses, and what it shows.

use crate::kit::{Answer, Browser, Kit, PASSWORD};
use motcua_core::catalogue::Duty;
use motcua_core::command::Command;
use motcua_core::outbox::DeliveryState;
use motcua_core::webhook::{PauseWebhook, WebhookCommand};
use motcua_store::{outbox, waiting_command};

const LIST: &str = "/manage/webhooks";
const NEW: &str = "/manage/webhooks/new";

async fn signed_in(kit: &Kit, id: &str, agency: &str, duty: Duty) -> Browser {
    kit.add_officer(id, agency, &[duty]).await;
    let mut browser = kit.browser();
    browser.post("/officer/sign_in", &[("id", id), ("password", PASSWORD)]).await.location();
    browser
}

async fn leader(kit: &Kit) -> Browser {
    signed_in(kit, "tinh", "H57", Duty::Leader).await
}

/// Registers a webhook; gives its address among our pages.
pub async fn registered(browser: &mut Browser) -> String {
    let key = browser.get(NEW).await.value_of("key").unwrap().to_string();
    let fields = [
        ("key", key.as_str()),
        ("name", "Kho dữ liệu Sở Nội vụ"),
        ("address", "https://lienthong.example.vn/motcua"),
        ("milestone", "accepted"),
        ("milestone", "decided"),
        ("agency", "H57.101"),
    ];
    let href = browser.post(NEW, &fields).await.location().to_string();
    assert_eq!(browser.post(NEW, &fields).await.location(), href, "sent twice it is one webhook");
    href
}

pub async fn does(browser: &mut Browser, href: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(href).await;
    // Nothing can be done with a removed one, so its page has no form.
    let key = page.value_of("key").unwrap_or("0123456789abcdef0123456789abcdef").to_string();
    let fields = [&[("key", &*key)], fields].concat();
    browser.post(&format!("{href}/{verb}"), &fields).await
}

#[tokio::test]
async fn only_the_leader_of_the_provinces_office_sees_webhooks() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut stranger = kit.browser();
    assert!(stranger.get(LIST).await.location().starts_with("/officer/sign_in"));
    for (id, agency, duty) in [("phuxuan", "H57.101", Duty::Leader), ("tinh2", "H57", Duty::Case)] {
        let mut browser = signed_in(&kit, id, agency, duty).await;
        for path in [LIST, NEW] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, 403, "{id} {path}");
        }
        let answer = browser.post(NEW, &[("key", "0123456789abcdef0123456789abcdef")]).await;
        assert_eq!(answer.status, 403, "{id}");
    }
    let mut leader = leader(&kit).await;
    assert!(leader.get("/manage/catalogue").await.main().contains(LIST));
    assert!(leader.get(LIST).await.main().contains("Chưa có hệ thống nào"));
}

#[tokio::test]
async fn a_registration_says_everything_that_is_wrong_and_keeps_what_was_typed() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = leader(&kit).await;
    let key = browser.get(NEW).await.value_of("key").unwrap().to_string();
    let answer = browser
        .post(NEW, &[("key", &key), ("name", ""), ("address", "https://169.254.169.254/latest")])
        .await;
    assert_eq!(answer.status, 422);
    let said = answer.main();
    for part in ["Ghi tên hệ thống", "nằm trong mạng nội bộ", "Chọn ít nhất một việc", "169.254.169.254"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(answer.value_of("key"), Some(&*key));
    let answer = browser
        .post(
            NEW,
            &[("key", &key), ("name", "Kho"), ("address", "http://kho.vn/"), ("milestone", "accepted")],
        )
        .await;
    assert!(answer.main().contains("https://"), "{}", answer.main());
    assert!(browser.get(LIST).await.main().contains("Chưa có hệ thống nào"), "nothing half done");
}

#[tokio::test]
async fn a_webhook_is_edited_and_a_refused_form_keeps_what_was_typed() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = leader(&kit).await;
    let href = registered(&mut browser).await;
    let edit = format!("{href}/edit");
    assert!(browser.get(&href).await.main().contains(&edit));
    let form = browser.get(&edit).await;
    let (key, edits) =
        (form.value_of("key").unwrap().to_string(), form.value_of("edits").unwrap().to_string());
    assert_eq!(form.value_of("address"), Some("https://lienthong.example.vn/motcua"));
    assert!(form.main().contains("value=\"H57.101\" selected"), "{}", form.main());
    let is_ticked =
        |answer: &Answer, milestone: &str| answer.main().contains(&format!("value=\"{milestone}\" checked"));
    assert!(is_ticked(&form, "decided") && !is_ticked(&form, "returned"), "{}", form.main());
    let fields = |address: &'static str, milestone: &'static str| {
        [
            ("key", key.clone()),
            ("edits", edits.clone()),
            ("name", "Kho dữ liệu mới".into()),
            ("address", address.into()),
            ("milestone", milestone.into()),
            ("agency", String::new()),
        ]
    };
    let mut post = async |fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&edit, &fields).await
    };
    let refused = post(&fields("http://10.0.0.1/", "returned")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.main().contains("nằm trong mạng nội bộ"), "{}", refused.main());
    assert_eq!(refused.value_of("address"), Some("http://10.0.0.1/"));
    assert!(is_ticked(&refused, "returned") && !is_ticked(&refused, "decided"), "{}", refused.main());
    let good = fields("https://moi.example.vn/motcua", "returned");
    for _ in 0..2 {
        assert!(post(&good).await.location().ends_with("done=edit"), "sent twice it is one edit");
    }
    // Another form, opened before.
    let mut late = fields("https://ba.example.vn/", "decided");
    late[0].1 = "0123456789abcdef0123456789abcdef".into();
    let refused = post(&late).await;
    assert_eq!(refused.status, 409);
    assert!(refused.main().contains("vừa sửa"), "{}", refused.main());
    assert_eq!(
        (refused.value_of("edits"), refused.value_of("address")),
        (Some("1"), Some("https://ba.example.vn/"))
    );
    let page = browser.get(&href).await;
    for part in
        ["Kho dữ liệu mới", "Trả kết quả", "Mọi hồ sơ của tỉnh", "Sửa", "https://moi.example.vn/motcua"]
    {
        assert!(page.main().contains(part), "{part} in {}", page.main());
    }
    let in_english = browser.get(&format!("{href}?lang=en")).await;
    assert!(in_english.main().contains("Edited"), "{}", in_english.main());
    does(&mut browser, &href, "remove", &[("reason", "hết liên thông")]).await.location();
    assert!(!browser.get(&href).await.main().contains(&edit), "a removed one is not edited");
    assert_eq!(browser.get("/manage/webhooks/none/edit").await.status, 404);
    let mut other = signed_in(&kit, "phuxuan", "H57.101", Duty::Leader).await;
    assert_eq!(other.get(&edit).await.status, 403);
}

#[tokio::test]
async fn a_webhook_is_registered_tried_paused_and_removed_and_says_who_did_what() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = leader(&kit).await;
    let href = registered(&mut browser).await;
    let page = browser.get(&href).await;
    let secret = |page: &Answer| {
        let main = page.main();
        let from = main.find("whsec_").expect("the secret");
        main[from..].split('<').next().unwrap().to_string()
    };
    let first = secret(&page);
    assert!(page.main().contains("Tiếp nhận hồ sơ") && page.main().contains("lienthong.example.vn"));

    let done = does(&mut browser, &href, "rotate_secret", &[]).await.location().to_string();
    let page = browser.get(&done).await;
    assert!(page.main().contains("Đã đổi khóa") && page.main().contains("hai chữ ký"));
    let second = secret(&page);
    assert!(second != first);
    // Pressed twice: the second press gets the answer of the first; a second change is refused,
    // because the receiver would be left behind.
    let key = browser.get(&href).await.value_of("key").unwrap().to_string();
    for _ in 0..2 {
        let again = browser.post(&format!("{href}/test"), &[("key", &key)]).await;
        assert!(again.location().ends_with("done=test"));
    }
    assert_eq!(
        kit.app
            .read(|rows| outbox::latest(
                rows,
                &format!("webhook:{}", href.rsplit('/').next().unwrap()),
                None,
                None,
                10
            ))
            .unwrap()
            .len(),
        1
    );
    let again = does(&mut browser, &href, "rotate_secret", &[]).await;
    assert_eq!((again.status, secret(&browser.get(&href).await)), (409, second));

    does(&mut browser, &href, "test", &[]).await.location();
    let page = browser.get(&href).await;
    assert!(page.main().contains("vn.motcua.test") && page.main().contains("Đang chờ"));

    let refused = does(&mut browser, &href, "pause", &[("reason", " ")]).await;
    assert_eq!(refused.status, 422);
    does(&mut browser, &href, "pause", &[("reason", "bảo trì cuối tuần")]).await.location();
    assert!(browser.get(LIST).await.main().contains("bảo trì cuối tuần"));
    let refused = does(&mut browser, &href, "test", &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.main().contains("đang tạm dừng"), "{}", refused.main());
    does(&mut browser, &href, "resume", &[]).await.location();

    let id = href.rsplit('/').next().unwrap().to_string();
    let system = format!("webhook:{id}");
    let of = |state| kit.app.read(|rows| outbox::latest(rows, &system, state, None, 10)).unwrap();
    let message = of(None).remove(0);
    kit.app
        .store
        .keep(outbox::ended(&message.id, 0, DeliveryState::Dead, "500", kit.app.now()))
        .done()
        .await
        .unwrap();
    let page = browser.get(&format!("{href}?state=dead")).await;
    assert!(page.main().contains("Không gửi được") && page.main().contains("500"), "{}", page.main());
    let one = browser.get(&format!("{href}/deliveries/{}", message.id)).await;
    assert!(one.main().contains("specversion") && one.main().contains(&message.id), "{}", one.main());
    assert!(!one.main().contains("Được giữ đến"), "somebody may still send it again");
    // Sent again from its own page.
    let fields = ["key", "delivery"].map(|name| (name, one.value_of(name).unwrap()));
    browser.post(&format!("{href}/send_again"), &fields).await.location();
    assert_eq!(of(Some(DeliveryState::Waiting)).len(), 2);
    assert_eq!(does(&mut browser, &href, "send_again", &[("delivery", &message.id)]).await.status, 409);
    assert_eq!(does(&mut browser, &href, "send_again", &[("delivery", "msg_0")]).await.status, 404);

    does(&mut browser, &href, "remove", &[("reason", "hết liên thông")]).await.location();
    let page = browser.get(&href).await;
    for part in ["Đăng ký", "Đổi khóa ký", "Gửi tin thử", "Tạm dừng", "Gửi lại một tin", "Gỡ", "Cán bộ tinh"]
    {
        assert!(page.main().contains(part), "{part}");
    }
    assert!(!page.main().contains("whsec_"), "a removed one has no use for it");
    assert_eq!(of(Some(DeliveryState::Waiting)).len(), 2, "whoever carries it finds it removed");
    assert_eq!(does(&mut browser, &href, "test", &[]).await.status, 409);
    assert_eq!(browser.get("/manage/webhooks/none").await.status, 404);
    assert_eq!(does(&mut browser, &href, "fly", &[]).await.status, 404);
}

#[tokio::test]
async fn what_a_removed_webhook_did_not_take_can_be_looked_at_for_a_while_and_is_not_sent_again() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = leader(&kit).await;
    let href = registered(&mut browser).await;
    does(&mut browser, &href, "test", &[]).await.location();
    let system = format!("webhook:{}", href.rsplit('/').next().unwrap());
    let message = kit.app.read(|rows| outbox::latest(rows, &system, None, None, 10)).unwrap().remove(0);
    let dead = outbox::ended(&message.id, 0, DeliveryState::Dead, "500", kit.app.now());
    kit.app.store.keep(dead).done().await.unwrap();
    does(&mut browser, &href, "remove", &[("reason", "hết liên thông")]).await.location();
    let page = browser.get(&format!("{href}?state=dead")).await;
    assert!(page.main().contains(&message.id) && page.says("xóa như tin đã đến: 30"), "{}", page.main());
    assert!(!page.main().contains("send_again"), "{}", page.main());
    let one = browser.get(&format!("{href}/deliveries/{}", message.id)).await;
    assert!(one.main().contains("Được giữ đến") && one.main().contains("13/08/2025"), "{}", one.main());
    assert!(!one.main().contains("send_again"), "{}", one.main());
    assert_eq!(does(&mut browser, &href, "send_again", &[("delivery", &message.id)]).await.status, 409);
}

#[tokio::test]
async fn commands_that_were_not_understood_are_listed_with_their_system_and_why() {
    const COMMANDS: &str = "/manage/waiting_commands";
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = leader(&kit).await;
    assert!(browser.get(COMMANDS).await.main().contains("Không có lệnh nào"));
    assert!(!browser.get(LIST).await.main().contains(COMMANDS));
    let href = registered(&mut browser).await;
    let id = href.rsplit('/').next().unwrap().to_string();
    let pause = WebhookCommand::from(PauseWebhook { id: id.clone(), reason: "410 Gone".into() });
    let (system, at) = (format!("webhook:{id}"), kit.app.now());
    for (name, system, why) in [
        ("msg_1.1", system.as_str(), "command.unknown-version"),
        ("msg_2.1", "webhook:none", "fault.damaged"),
        ("msg_3.1", system.as_str(), ""),
    ] {
        let put = waiting_command::put(name, system, &Command::Webhook(pause.clone()), at).unwrap();
        kit.app.store.keep(put.and(waiting_command::kept(name, why))).done().await.unwrap();
    }
    let page = browser.get(COMMANDS).await;
    for part in [
        "Kho dữ liệu Sở Nội vụ",
        href.as_str(),
        "webhook:none",
        "09:00",
        "command.unknown-version",
        "fault.damaged",
        "có dấu hiệu hỏng",
        // Another program looked at it; this one reads it.
        "Chương trình này đọc được",
    ] {
        assert!(page.main().contains(part), "{part} in {}", page.main());
    }
    assert!(!page.main().contains("msg_3.1"), "nobody has looked at that one yet");
    assert!(page.body.len() <= 50_000, "{} bytes", page.body.len());
    let list = browser.get(LIST).await;
    assert!(list.main().contains(COMMANDS), "{}", list.main());
    assert!(browser.get(&format!("{COMMANDS}?lang=en")).await.main().contains("looks damaged"));
    let mut other = signed_in(&kit, "phuxuan", "H57.101", Duty::Leader).await;
    assert_eq!(other.get(COMMANDS).await.status, 403);
}
