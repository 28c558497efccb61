//! Paying on the platform: what the person sees while nobody knows, what the platform's own messages do, money that goes
//! back through it, and its day beside ours.

use crate::kit::platform::{COLLECTS, platform};
use crate::kit::{Answer, Browser, Kit, moment};
use crate::office::{HERE, Office, PAGE_BYTES_MAX};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::DossierCode;
use motcua_core::law::Policy;
use motcua_edge::secret::secret_of;
use motcua_outside::payment_platform::pretend::{PlatformManner, PretendPlatform};
use std::sync::Arc;

const COPY: &str = "2.000635";
const NOTICES: &str = "/api/v1/payment_notices";
const NOW: &str = "2025-07-14T09:00";

/// An office of a province whose payments this platform collects, and a dossier of two copies that nobody has paid.
struct Paying {
    office: Office,
    pretend: Arc<PretendPlatform>,
    code: DossierCode,
    person: Browser,
    pay: String,
}

impl Paying {
    async fn with(manner: PlatformManner) -> Paying {
        Paying::on(manner, |kit| kit).await
    }

    async fn on(manner: PlatformManner, kit: impl FnOnce(Kit) -> Kit) -> Paying {
        let (pretend, connected) = platform(manner, moment(NOW));
        let policy = Policy { pays_online_to: AgencyCode::parse(COLLECTS).ok(), ..Policy::default() };
        let made = Kit::with(NOW, policy, |server| server.platform = Some(Box::new(connected)));
        let mut office = Office::of(kit(made)).await;
        office.add("ketoantinh", &AgencyCode::parse(COLLECTS).unwrap(), &[Duty::Registry]).await;
        let code = office.submitted_of(COPY, "default", "Lê Thị Minh").await;
        let secret = secret_of(&office.kit.app.receipt_key, &office.now(&code));
        let pay = format!("/dossiers/{code}/pay?key={secret}");
        let person = office.kit.browser();
        Paying { office, pretend, code, person, pay }
    }

    /// Presses “pay online” for two copies.
    async fn begins(&mut self) -> Answer {
        let page = self.person.get(&self.pay).await;
        let carried = page.carried();
        let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = carried.chain([("units", "2"), ("way", "online")]).collect();
        self.person.post(&self.pay, &all).await
    }

    /// Under what the platform knows the last try.
    async fn reference(&mut self, number: u32) -> String {
        format!("{}{number:02}", self.bill().await)
    }

    async fn bill(&mut self) -> String {
        let page = self.person.get(&self.pay).await;
        let text = page.text();
        let at = text.find("value=\"MC").map(|at| at + 7).expect("a bill");
        text[at..at + 13].to_string()
    }

    /// Brings what the platform said to the door, so often.
    async fn delivers(&self, times: usize) -> Vec<u16> {
        let mut platform = self.office.kit.browser();
        let mut answers = Vec::new();
        for body in self.pretend.take_notices() {
            for _ in 0..times {
                answers.push(platform.post_json(NOTICES, &body).await.status);
            }
        }
        answers
    }

    async fn presses(&mut self, below: &str, bill: &str) -> Answer {
        let to = self.pay.replace("/pay?", &format!("/{below}?"));
        self.person.post(&to, &[("bill", bill)]).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_pays_online_and_a_bank_that_is_late_and_says_it_a_hundred_times_adds_nothing() {
    let mut paying = Paying::with(PlatformManner::LateAndTwice).await;
    let page = paying.person.get(&paying.pay).await;
    assert!(page.says("Thanh toán trực tuyến") && !page.says("Lấy mã chuyển khoản"), "no account is said");
    assert_eq!(paying.begins().await.location(), paying.pay);
    let page = paying.person.get(&paying.pay).await;
    for words in ["Sang trang thanh toán: 16.000 đồng", "Hỏi lại kết quả", "Đang chờ kết quả", "/pay/MC"]
    {
        assert!(page.says(words) || page.text().contains(words), "{words} in {}", page.main());
    }
    assert!(page.body.len() < PAGE_BYTES_MAX);
    let bill = paying.bill().await;
    let reference = paying.reference(1).await;
    // Pressed again, it goes on with the first.
    assert_eq!(paying.presses("begin_online", &bill).await.location(), paying.pay);
    assert_eq!(paying.pretend.orders(), 1);
    let counter = format!("/officer/dossiers/{}/money", paying.code);
    let tried = "lượt nộp trực tuyến chưa rõ kết quả";
    assert!(paying.office.browser("quay").await.get(&counter).await.says(tried), "before it is taken twice");
    assert!(paying.pretend.pay(&reference, 16_000));
    assert!(paying.person.get(&paying.pay).await.says("Còn phải nộp"), "it is late");
    let answers = paying.delivers(100).await;
    assert_eq!((answers.len(), answers.iter().all(|status| *status == 200)), (200, true));
    let page = paying.person.get(&paying.pay).await;
    assert!(page.says("Đã nộp") && page.says("Không còn khoản nào phải nộp"), "{}", page.main());
    let mut desk = paying.office.browser("quay").await;
    assert!(!desk.get(&counter).await.says(tried));
    let page = desk.get(&format!("/officer/bills/{bill}")).await;
    assert!(page.says("Lượt 1") && page.says("Đã trả tiền"), "{}", page.main());
    assert_eq!(page.text().matches("/officer/payments/platform-").count(), 1, "one payment");
    // Paid once more, by scanning: the office that is owed it sees it, and the person does.
    assert!(paying.pretend.pay(&bill, 16_000));
    assert_eq!(paying.delivers(1).await, [200, 200]);
    for words in ["Đã nhận", "đang chờ cán bộ xử lý", "Khoản này đã nộp trước đó", "Xin đừng nộp thêm"]
    {
        let page = paying.person.get(&paying.pay).await;
        assert!(page.says(words), "{words} in {}", page.main());
    }
    assert!(desk.get("/officer/money").await.says("Khoản này đã nộp trước đó"));
    let page = desk.get(&format!("/officer/bills/{bill}")).await;
    assert_eq!(page.text().matches("/officer/payments/platform-").count(), 2, "{}", page.main());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_platform_does_not_answer_the_page_says_so_and_begins_no_second_payment() {
    let mut paying = Paying::with(PlatformManner::Silent).await;
    let to = paying.begins().await.location().to_string();
    let page = paying.person.get(&to).await;
    assert!(page.says("Xin đừng nộp lại") && page.says("Chưa rõ nền tảng đã nhận chưa"), "{}", page.main());
    assert!(!page.says("Sang trang thanh toán"));
    let bill = paying.bill().await;
    assert!(paying.presses("ask_online", &bill).await.location().ends_with("&unanswered=1"));
    paying.pretend.behave(PlatformManner::Honest);
    assert_eq!(paying.presses("ask_online", &bill).await.location(), paying.pay);
    let page = paying.person.get(&paying.pay).await;
    assert!(page.says("Nền tảng thanh toán không nhận"), "{}", page.main());
    assert_eq!(paying.presses("begin_online", &bill).await.location(), paying.pay);
    assert!(paying.person.get(&paying.pay).await.says("Sang trang thanh toán"));
    let reference = paying.reference(2).await;
    assert!(paying.pretend.break_off(&reference, true));
    assert_eq!(paying.delivers(2).await, [200, 200]);
    assert!(paying.person.get(&paying.pay).await.says("Không thành công"));
    // Whoever holds the key of another dossier asks about this bill in vain.
    let other = paying.office.submitted_of(COPY, "default", "Phan Văn Khác").await;
    let secret = secret_of(&paying.office.kit.app.receipt_key, &paying.office.now(&other));
    for below in ["begin_online", "ask_online"] {
        let to = format!("/dossiers/{other}/{below}?key={secret}");
        let refused = paying.person.post(&to, &[("bill", bill.as_str())]).await;
        assert_eq!(refused.status, 404, "{below}");
    }
    let mut quay = paying.office.browser("quay").await;
    assert_eq!(
        quay.post(&paying.pay.replace("/pay?", "/begin_online?"), &[("bill", &bill)]).await.status,
        403
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_the_platform_has_not_signed_or_nobody_can_read_do_nothing() {
    let mut paying = Paying::with(PlatformManner::Honest).await;
    paying.begins().await;
    let reference = paying.reference(1).await;
    assert!(paying.pretend.pay(&reference, 16_000));
    let said = paying.pretend.take_notices().remove(0);
    let mut machine = paying.office.kit.browser();
    for (from, to, status) in
        [("16000", "99999", 403), ("\"00\"", "\"01\"", 403), ("MaXacThuc", "MaXacThuk", 403), ("{", "[", 400)]
    {
        assert_eq!(machine.post_json(NOTICES, &said.replacen(from, to, 1)).await.status, status, "{from}");
    }
    assert!(paying.person.get(&paying.pay).await.says("Còn phải nộp"));
    assert_eq!(machine.post_json(NOTICES, &said).await.status, 200);
    assert!(paying.person.get(&paying.pay).await.says("Đã nộp"));
    let bare = Office::open().await;
    assert_eq!(bare.kit.browser().post_json(NOTICES, &said).await.status, 409, "no platform is connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn money_goes_back_through_the_platform_and_the_day_is_compared() {
    let mut paying = Paying::with(PlatformManner::Honest).await;
    paying.begins().await;
    let reference = paying.reference(1).await;
    assert!(paying.pretend.pay(&reference, 16_000));
    paying.delivers(1).await;
    let bill = &reference[..13];
    let mut quay = paying.office.browser("quay").await;
    let page = quay.get(&format!("/officer/bills/{bill}")).await;
    let text = page.text();
    let at = text.find("/officer/payments/").expect("a payment");
    let payment = text[at..].split('"').next().unwrap().to_string();
    let key = quay.get(&payment).await.value_of("key").unwrap().to_string();
    let ask = [("key", key.as_str()), ("amount_vnd", "16.000"), ("to", "người nộp"), ("reason", "hồ sơ rút")];
    quay.post(&format!("{payment}/ask_refund"), &ask).await.location();
    let mut leader = paying.office.browser("lanhdao").await;
    let key = leader.get(&payment).await.value_of("key").unwrap().to_string();
    leader.post(&format!("{payment}/approve_refund"), &[("key", &key)]).await.location();
    let page = quay.get(&payment).await;
    assert!(page.says("Thanh toán trực tuyến"), "a way back: {}", page.main());
    let key = page.value_of("key").unwrap().to_string();
    quay.post(&format!("{payment}/send_refund"), &[("key", &key), ("way", "platform")]).await.location();
    let page = quay.get(&payment).await;
    assert!(page.says("Đã yêu cầu, chờ trả lời") && page.says("Hỏi lại"), "{}", page.main());
    assert!(!page.says("Ghi đã hoàn trả"));
    let key = page.value_of("key").unwrap().to_string();
    let cash = [("key", key.as_str()), ("way", "cash"), ("proof", "phiếu chi 1")];
    assert_eq!(quay.post(&format!("{payment}/send_refund"), &cash).await.status, 409);

    assert!(paying.pretend.pay("khong ro", 5_000));
    paying.pretend.take_notices();
    assert_eq!(quay.get("/officer/online_day").await.status, 403);
    let mut keeper = paying.office.browser("ketoantinh").await;
    assert!(keeper.get("/officer/money").await.says("Đối soát nền tảng thanh toán"));
    let page = keeper.get("/officer/online_day?day=2025-07-14").await;
    for words in ["21.000 đồng", "16.000 đồng", "Nền tảng có, ở đây chưa ghi", "5.000 đồng"]
    {
        assert!(page.says(words), "{words} in {}", page.main());
    }
    paying.pretend.behave(PlatformManner::Silent);
    assert!(keeper.get("/officer/online_day?day=2025-07-14").await.says("chưa trả lời"));
    assert_eq!(quay.get(&format!("/officer/dossiers/{}/money", paying.code)).await.status, 200);
    assert_ne!(HERE, COLLECTS);
}

/// Opens what there is to see of it.
pub async fn walk(shown_to: impl FnOnce(Kit) -> Kit) {
    let mut paying = Paying::on(PlatformManner::Silent, shown_to).await;
    let to = paying.begins().await.location().to_string();
    paying.person.get(&to).await;
    paying.pretend.behave(PlatformManner::Honest);
    let bill = paying.bill().await;
    paying.presses("ask_online", &bill).await;
    paying.person.get(&paying.pay).await;
    paying.presses("begin_online", &bill).await;
    paying.person.get(&paying.pay).await;
    paying.office.browser("quay").await.get(&format!("/officer/bills/{bill}")).await;
    let reference = paying.reference(2).await;
    assert!(paying.pretend.pay(&reference, 15_000));
    let mut keeper = paying.office.browser("ketoantinh").await;
    keeper.get("/officer/online_day?day=2025-07-14").await;
    paying.delivers(1).await;
    keeper.get("/officer/online_day?day=2025-07-14").await;
}
