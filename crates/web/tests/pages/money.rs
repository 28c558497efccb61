//! Charges and fees: what the province says beforehand, money at the counter and by transfer, receipts, refunds and the
//! end of a day, on their pages; and what everybody reads of it.

use crate::deeds::sealing;
use crate::kit::{Answer, Browser};
use crate::office::{ELSEWHERE, HERE, Office, PAGE_BYTES_MAX};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyKind;
use motcua_core::dossier::DossierCode;
use motcua_core::dossier::Verb::{Accept, AskPayment, Forward};
use motcua_edge::secret::secret_of;

const COPY: &str = "2.000635";
const ACCOUNT: &str = "0071001234567";
const FROM: [(&str, &str); 3] = [("from.day", "14"), ("from.month", "7"), ("from.year", "2025")];

/// The leader of the province's office.
async fn province(office: &mut Office) -> Browser {
    let directory = &office.kit.app.law.directory;
    let home = motcua_core::directory::UnitCode::parse("46").unwrap();
    let code = directory
        .agencies_in(&home)
        .find(|agency| agency.kind == AgencyKind::ProvinceOffice)
        .map(|agency| agency.code.clone())
        .expect("an office");
    office.add("lanhdaotinh", &code, &[Duty::Leader]).await;
    office.browser("lanhdaotinh").await
}

/// Says that this office has an account and a receipt book.
async fn terms(office: &mut Office) -> Browser {
    let mut hue = province(office).await;
    says_terms(&mut hue).await;
    hue
}

async fn says_terms(hue: &mut Browser) {
    let account = [
        ("agency", HERE),
        ("bank", "Vietcombank"),
        ("bin", "970436"),
        ("number", ACCOUNT),
        ("holder", "UBND PHUONG PHU XUAN"),
        ("reason", "Công văn 12"),
    ];
    let account = [&account[..], &FROM].concat();
    assert_eq!(hue.fills_in("/manage/money/set_term/account", &account).await.location(), "/manage/money");
    let book = [
        ("agency", HERE),
        ("form", "EBL01"),
        ("sign", "25TAA"),
        ("first", "1"),
        ("last", "9"),
        ("reason", "x y z"),
    ];
    let book = [&book[..], &FROM].concat();
    assert_eq!(hue.fills_in("/manage/money/set_term/book", &book).await.location(), "/manage/money");
}

async fn copies(office: &Office, name: &str) -> DossierCode {
    office.submitted_of(COPY, "default", name).await
}

fn money_of(code: &DossierCode) -> String {
    format!("/officer/dossiers/{code}/money")
}

/// Sends the form that takes money, as it stands on the page.
async fn takes(desk: &mut Browser, code: &DossierCode, fields: &[(&str, &str)]) -> Answer {
    let page = desk.get(&money_of(code)).await;
    let carried = page.carried();
    let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = carried.chain(fields.iter().copied()).collect();
    desk.post(&format!("/officer/dossiers/{code}/take_payment"), &all).await
}

fn mine(office: &Office, code: &DossierCode, below: &str) -> String {
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(code));
    format!("/dossiers/{code}{below}?key={secret}")
}

/// The bill's reference on a page.
fn reference(page: &Answer) -> String {
    let text = page.text();
    let at = text.find("/officer/bills/MC").expect("a bill") + "/officer/bills/".len();
    text[at..at + 13].to_string()
}

fn csv(rows: &[String]) -> String {
    format!("Ngân hàng\nNgày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung\n{}\n", rows.join("\n"))
}

async fn statement(desk: &mut Browser, rows: &[String]) -> Answer {
    let text = csv(rows);
    desk.multipart("/officer/statement", &[("account", ACCOUNT)], &[("file", "sao ke.csv", text.as_bytes())])
        .await
}

#[tokio::test]
async fn three_copies_are_paid_in_cash_and_the_receipt_says_so_in_two_copies() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let code = copies(&office, "Trần Văn Hưng").await;
    let mut desk = office.browser("quay").await;
    let page = desk.get(&money_of(&code)).await;
    assert!(page.says("Phí") && page.says("Diện miễn, giảm") && page.body.len() < PAGE_BYTES_MAX);
    let refused = takes(&mut desk, &code, &[("units", "3"), ("amount_vnd", "23.000"), ("way", "cash")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("Số tiền phải thu là 24000 đồng") || refused.says("24.000"), "{}", refused.main());
    let done = takes(&mut desk, &code, &[("units", "3"), ("amount_vnd", "24.000"), ("way", "cash")]).await;
    assert_eq!(done.location(), format!("{}?done=take_payment", money_of(&code)));
    let page = desk.get(&money_of(&code)).await;
    assert!(page.says("Đã nộp") && page.says("25TAA 00000001"));
    let bill = desk.get(&format!("/officer/bills/{}", reference(&page))).await;
    assert!(bill.says("Hai mươi bốn nghìn đồng") && bill.says("Tiền mặt"));
    let receipt = desk.get(&format!("/officer/receipts/{}-1", reference(&page))).await;
    assert!(receipt.says("BIÊN LAI THU PHÍ") && receipt.says("Liên 1") && receipt.says("Liên 2"));
    let mut stranger = office.browser("xakhac").await;
    for path in [
        money_of(&code),
        format!("/officer/bills/{}", reference(&page)),
        format!("/officer/receipts/{}-1", reference(&page)),
    ] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path} of another office");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_a_file_that_the_agencys_key_seals_once() {
    let mut office = sealing().await;
    terms(&mut office).await;
    let code = copies(&office, "Trần Văn Hưng").await;
    let mut desk = office.browser("quay").await;
    takes(&mut desk, &code, &[("units", "3"), ("amount_vnd", "24.000"), ("way", "cash")]).await.location();
    let bill = reference(&desk.get(&money_of(&code)).await);
    let (page, file) =
        (format!("/officer/receipts/{bill}-1"), format!("/officer/receipts/{bill}-1/print.pdf"));
    assert!(desk.get(&page).await.says("Chưa ký số"));
    assert!(desk.get("/officer/money").await.says("Biên lai chờ ký số bằng khóa của cơ quan: 1"));
    let print = desk.get(&file).await;
    assert!(print.body.starts_with(b"%PDF-") && !print.body.ends_with(b"%%EOF\n\n"), "a print that says so");
    let unsigned = |office: &Office| {
        let app = &office.kit.app;
        let all = app.store.read(|rows| motcua_store::money::agencies_with_unsigned(rows)).unwrap();
        all.iter()
            .flat_map(|agency| {
                app.store.read(|rows| motcua_store::money::receipts_unsigned(rows, agency, 9)).unwrap()
            })
            .collect::<Vec<_>>()
    };
    let waiting = unsigned(&office);
    assert_eq!(waiting.len(), 1);
    let (app, now) = (office.kit.app.clone(), office.kit.app.now());
    let seals = move || motcua_told::receipt_paper::sign_receipt(&app, &waiting[0], now).unwrap();
    // Twice, as two servers would.
    assert!(tokio::task::block_in_place(&seals) && tokio::task::block_in_place(&seals));
    assert_eq!(unsigned(&office).len(), 0);
    assert!(desk.get(&page).await.says("đã ký số bằng khóa của cơ quan thu"));
    let first = desk.get(&file).await.body;
    assert!(first.ends_with(b"\n\n") || first.ends_with(b"EOF\n"), "the bytes that were sealed");
    let own = mine(&office, &code, &format!("/money_receipts/{bill}-1/print.pdf"));
    assert_eq!(office.kit.browser().get(&own).await.body, first, "the same bytes for the person");
    let other = copies(&office, "Phan Văn Khác").await;
    let not_theirs = mine(&office, &other, &format!("/money_receipts/{bill}-1/print.pdf"));
    assert_eq!(office.kit.browser().get(&not_theirs).await.status, 404);
    assert_eq!(office.browser("xakhac").await.get(&file).await.status, 404);
}

#[tokio::test]
async fn a_person_pays_by_transfer_and_the_bank_that_tells_it_twice_adds_nothing() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let code = copies(&office, "Lê Thị Minh").await;
    let mut person = office.kit.browser();
    let own = person.get(&mine(&office, &code, "")).await;
    assert!(own.says("Xem và nộp"));
    let pay = mine(&office, &code, "/pay");
    let refused = person.fills_in(&pay, &[("units", "0")]).await;
    assert_eq!((refused.status, refused.says("Số lượng phải từ 1")), (422, true));
    assert_eq!(person.fills_in(&pay, &[("units", "2")]).await.location(), pay);
    let page = person.get(&pay).await;
    assert!(page.says("Còn phải nộp") && page.says("16.000 đồng") && page.says(ACCOUNT) && page.says("<svg"));
    assert!(page.body.len() < PAGE_BYTES_MAX);
    let text = page.text();
    let at = text.find("MC").expect("a reference");
    let reference = text[at..at + 13].to_string();

    let mut desk = office.browser("vanthu").await;
    let (head, tail) = reference.split_at(5);
    let paid = format!("14/07/2025,FT2521300001,,\"16,000\",\"MBVCB.4525.{head} {tail}.CT tu 0351\"");
    let lost = "14/07/2025,FT2521300002,,\"50,000\",khong co ma".to_string();
    let wrong = statement(&mut desk, &["31/02/2025,FT1,,5,x".to_string()]).await;
    assert_eq!((wrong.status, wrong.says("Dòng 3: không đọc được ngày")), (422, true), "{}", wrong.main());
    let taken = statement(&mut desk, &[paid.clone(), lost]).await;
    assert!(
        taken.says("Khớp khoản thu</dt><dd>1") && taken.says("Chờ người xử lý</dt><dd>1"),
        "{}",
        taken.main()
    );
    let again = statement(&mut desk, &[paid]).await;
    assert!(again.says("Tiền vào mới</dt><dd>0") && again.says("Đã có từ trước</dt><dd>1"));
    let page = person.get(&pay).await;
    assert!(page.says("Đã nộp") && page.says("Không còn khoản nào phải nộp"));
    let receipt = mine(&office, &code, &format!("/money_receipts/{reference}-1"));
    assert!(person.get(&receipt).await.says("Mười sáu nghìn đồng"));
    let other = copies(&office, "Phan Văn Khác").await;
    let not_theirs = mine(&office, &other, &format!("/money_receipts/{reference}-1"));
    assert_eq!(person.get(&not_theirs).await.status, 404);
}

/// Money without a bill: where it lies, and its address.
async fn lost_money(office: &Office) -> (Browser, String) {
    let mut desk = office.browser("vanthu").await;
    statement(&mut desk, &["14/07/2025,FT2521300002,,\"50,000\",khong co ma".to_string()]).await;
    let mut quay = office.browser("quay").await;
    quay.get("/officer/money").await;
    (quay, "/officer/payments/transfer-0071001234567-FT2521300002".to_string())
}

#[tokio::test]
async fn money_that_waits_is_bound_by_a_person_or_given_back_by_two() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let code = copies(&office, "Trần Văn Hưng").await;
    let (mut quay, payment) = lost_money(&office).await;
    assert!(quay.get("/officer/money").await.says("Nội dung không có mã thanh toán"));
    let page = quay.get(&payment).await;
    assert!(page.says("Gắn với khoản thu") && page.says("Đề nghị hoàn trả") && !page.says("Duyệt hoàn trả"));
    let key = page.value_of("key").unwrap().to_string();
    let bind = [("key", key.as_str()), ("bill", "MC123"), ("reason", "gọi báo")];
    let refused = quay.post(&format!("{payment}/bind_payment"), &bind).await;
    assert_eq!((refused.status, refused.says("Không có khoản thu nào mang mã này")), (422, true));
    let ask = [("key", key.as_str()), ("amount_vnd", "50.001"), ("to", "tại quầy"), ("reason", "nhầm số")];
    assert_eq!(quay.post(&format!("{payment}/ask_refund"), &ask).await.status, 422);
    let page = quay.get(&payment).await;
    let key = page.value_of("key").unwrap().to_string();
    let ask = [("key", key.as_str()), ("amount_vnd", "50.000"), ("to", "tại quầy"), ("reason", "nhầm số")];
    assert_eq!(
        quay.post(&format!("{payment}/ask_refund"), &ask).await.location(),
        format!("{payment}?done=ask_refund")
    );
    let mut leader = office.browser("lanhdao").await;
    let key = leader.get(&payment).await.value_of("key").unwrap().to_string();
    let done = leader.post(&format!("{payment}/approve_refund"), &[("key", &key)]).await;
    assert_eq!(done.location(), format!("{payment}?done=approve_refund"));
    let key = quay.get(&payment).await.value_of("key").unwrap().to_string();
    let send = [("key", key.as_str()), ("way", "transfer"), ("proof", "Phiếu chi 7")];
    quay.post(&format!("{payment}/send_refund"), &send).await.location();
    let page = quay.get(&payment).await;
    assert!(page.says("Phiếu chi 7") && page.says("Đã hoàn: 50.000 đồng"));
    assert!(!quay.get("/officer/money").await.says("khong co ma"), "nothing waits any more");
    assert_eq!(quay.get(&money_of(&code)).await.status, 200);
}

#[tokio::test]
async fn a_missing_five_thousand_is_explained_and_the_money_taken_over_by_another() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let code = copies(&office, "Trần Văn Hưng").await;
    let mut desk = office.browser("quay").await;
    takes(&mut desk, &code, &[("units", "3"), ("amount_vnd", "24.000"), ("way", "cash")]).await;
    let till = "/officer/till";
    assert!(desk.get(till).await.says("24.000 đồng"));
    assert_eq!(
        desk.fills_in(till, &[("cash_vnd", ""), ("card_vnd", "0")]).await.status,
        422,
        "nothing was counted"
    );
    assert_eq!(desk.fills_in(till, &[("cash_vnd", "19.000"), ("card_vnd", "0")]).await.status, 422);
    let closed = [("cash_vnd", "19.000"), ("card_vnd", "0"), ("explained", "thối nhầm")];
    let closing = desk.fills_in(till, &closed).await.location().to_string();
    assert!(desk.get(&closing).await.says("−5.000 đồng"));
    assert_eq!(desk.get(till).await.location(), closing, "it is closed");
    let another = copies(&office, "Lê Thị Minh").await;
    let late = takes(&mut desk, &another, &[("units", "1"), ("amount_vnd", "8.000"), ("way", "cash")]).await;
    assert_eq!((late.status, late.says("đã chốt")), (409, true));
    let mut leader = office.browser("lanhdao").await;
    assert!(leader.get("/officer/money").await.says("chờ nhận tiền"));
    leader.fills_in(&closing, &[("note", "đã nhận")]).await.location();
    assert!(leader.get(&closing).await.says("đã nhận"));
    let payments = leader.get("/officer/money/payments.csv").await;
    assert!(payments.text().contains(",cash,24000,0,Trần Văn Hưng"), "{}", payments.text());
    let receipts = leader.get("/officer/money/receipts.csv").await;
    assert!(receipts.text().contains("EBL01,25TAA,00000001,2025-07-14,charge"), "{}", receipts.text());
}

#[tokio::test]
async fn taking_nothing_takes_two_and_a_wrong_receipt_is_replaced() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let (first, second) = (copies(&office, "Trần Văn Hưng").await, copies(&office, "Lê Thị Minh").await);
    let mut desk = office.browser("quay").await;
    takes(&mut desk, &first, &[("units", "3"), ("amount_vnd", "24.000"), ("way", "cash")]).await;
    let bill = reference(&desk.get(&money_of(&first)).await);
    let receipt = format!("/officer/receipts/{bill}-1");
    let void = format!("{receipt}/void_receipt");
    let key = desk.get(&receipt).await.value_of("key").unwrap().to_string();
    assert_eq!(desk.post(&void, &[("key", &key)]).await.status, 422, "why?");
    let key = desk.get(&receipt).await.value_of("key").unwrap().to_string();
    let again = [("key", key.as_str()), ("reason", "sai tên"), ("again", "yes"), ("payer", "Trần Văn Hùng")];
    desk.post(&void, &again).await.location();
    assert!(desk.get(&receipt).await.says("Đã hủy"));
    assert!(desk.get(&format!("/officer/receipts/{bill}-2")).await.says("Trần Văn Hùng"));

    let page = desk.get(&money_of(&second)).await;
    let carried = page.carried();
    let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = carried.chain([("units", "1")]).collect();
    let raised =
        desk.post(&format!("/officer/dossiers/{second}/raise_bill"), &all).await.location().to_string();
    let page = desk.get(&raised).await;
    assert!(page.says("<svg") && page.says("Đề nghị miễn thu"));
    let key = page.value_of("key").unwrap().to_string();
    assert_eq!(
        desk.post(&format!("{raised}/ask_waiver"), &[("key", &key), ("reason", "x")]).await.status,
        422
    );
    let key = desk.get(&raised).await.value_of("key").unwrap().to_string();
    desk.post(&format!("{raised}/ask_waiver"), &[("key", &key), ("reason", "thiên tai")]).await.location();
    let mut leader = office.browser("lanhdao").await;
    let page = leader.get(&raised).await;
    assert!(page.says("Duyệt miễn thu"));
    let key = page.value_of("key").unwrap().to_string();
    leader.post(&format!("{raised}/approve_waiver"), &[("key", &key)]).await.location();
    assert!(leader.get(&raised).await.says("Không phải nộp"));
}

#[tokio::test]
async fn a_dossier_that_waits_goes_on_when_its_money_is_here() {
    let mut office = Office::open().await;
    terms(&mut office).await;
    let code = office.dossier("Phan Anh Đức", &[Accept, Forward, AskPayment]).await;
    let mut desk = office.browser("quay").await;
    let done =
        takes(&mut desk, &code, &[("amount_vnd", "75.000"), ("way", "card"), ("slip", "000123")]).await;
    done.location();
    assert_eq!(office.now(&code).status().as_str(), "in_process");
    let mut person = office.kit.browser();
    assert!(person.get(&mine(&office, &code, "")).await.says("Đã nộp đủ"));
}

#[tokio::test]
async fn only_the_province_says_accounts_receipts_and_prices_and_what_is_wrong_stands_at_its_box() {
    let mut office = Office::open().await;
    let mut leader = office.browser("lanhdao").await;
    assert_eq!(leader.get("/manage/money").await.status, 403);
    let mut hue = terms(&mut office).await;
    let page = hue.get("/manage/money").await;
    assert!(page.says(ACCOUNT) && page.says("25TAA: 1–9") && page.says("đang áp dụng"));
    for (what, field, value, says) in [
        ("account", "bin", "97043", "đúng 6 chữ số"),
        ("account", "holder", "Ủy ban", "chỉ chữ không dấu"),
        ("book", "sign", "25TFA", "Ký hiệu gồm"),
        ("book", "first", "5", "trùng với dải"),
        ("price", "vnd", "nhiều", "số nguyên đồng"),
        ("price", "procedure", "x", "thủ tục"),
        ("price", "from.day", "1", "từ hôm nay"),
    ] {
        let fields = [
            ("agency", HERE),
            ("bank", "B"),
            ("bin", "970436"),
            ("number", "12345"),
            ("holder", "UBND"),
            ("form", "EBL01"),
            ("sign", "25TAA"),
            ("first", "100"),
            ("last", "200"),
            ("procedure", COPY),
            ("unit", "copy"),
            ("of", "charge"),
            ("vnd", "9.000"),
            ("law", "NQ 12"),
            ("from.day", "14"),
            ("from.month", "7"),
            ("from.year", "2025"),
            ("reason", "theo quyết định"),
        ];
        let fields: Vec<(&str, &str)> =
            fields.into_iter().map(|(name, was)| (name, if name == field { value } else { was })).collect();
        let refused = hue.fills_in(&format!("/manage/money/set_term/{what}"), &fields).await;
        assert!(matches!(refused.status, 409 | 422 | 404), "{what} {field}: {}", refused.status);
        assert!(refused.says(says), "{what} {field}: {}", refused.main());
    }
    let ended = hue.get("/manage/money").await;
    let at = ended.text().find("/manage/money/").map(|at| &ended.text()[at..]).expect("a term");
    let href = at.split('"').next().expect("an address").to_string();
    assert!(href.ends_with("/end_term"), "{href}");
    let yesterday =
        [("last_day.day", "13"), ("last_day.month", "7"), ("last_day.year", "2025"), ("reason", "x y z")];
    assert_eq!(hue.fills_in(&href, &yesterday).await.status, 422);
    let today =
        [("last_day.day", "14"), ("last_day.month", "7"), ("last_day.year", "2025"), ("reason", "x y z")];
    assert_eq!(hue.fills_in(&href, &today).await.location(), "/manage/money");
}

/// Every page of money, with something wrong on the way.
pub async fn walk(mut office: Office) {
    let mut hue = province(&mut office).await;
    for what in ["account", "book", "price"] {
        hue.fills_in(&format!("/manage/money/set_term/{what}"), &[("agency", ELSEWHERE)]).await;
    }
    says_terms(&mut hue).await;
    let page = hue.get("/manage/money").await;
    let at = page.text().find("/manage/money/").map(|at| &page.text()[at..]).expect("a term");
    let href = at.split('"').next().expect("an address").to_string();
    hue.fills_in(&href, &[]).await;
    let (first, second) = (copies(&office, "Trần Văn Hưng").await, copies(&office, "Lê Thị Minh").await);
    let mut desk = office.browser("quay").await;
    desk.get("/officer/money").await;
    takes(&mut desk, &first, &[("units", "0"), ("amount_vnd", "x"), ("way", "card")]).await;
    takes(&mut desk, &first, &[("units", "3"), ("amount_vnd", "24.000"), ("way", "cash")]).await.location();
    let bill = reference(&desk.get(&money_of(&first)).await);
    desk.get(&format!("/officer/bills/{bill}")).await;
    desk.get(&format!("/officer/receipts/{bill}-1")).await;
    let mut person = office.kit.browser();
    person.get(&mine(&office, &first, "/pay")).await;
    person.get(&mine(&office, &first, &format!("/money_receipts/{bill}-1"))).await;
    let pay = mine(&office, &second, "/pay");
    person.fills_in(&pay, &[("units", "x")]).await;
    person.fills_in(&pay, &[("units", "2")]).await.location();
    person.get(&pay).await;
    let raised = reference(&desk.get(&money_of(&second)).await);
    desk.get(&format!("/officer/bills/{raised}")).await;
    let mut clerk = office.browser("vanthu").await;
    clerk.get("/officer/statement").await;
    statement(&mut clerk, &["31/02/2025,FT1,,5,x".to_string()]).await;
    let (mut quay, payment) = lost_money(&office).await;
    quay.get(&payment).await;
    let key = quay.get(&payment).await.value_of("key").unwrap().to_string();
    let ask = [("key", key.as_str()), ("amount_vnd", "50.000"), ("to", "tại quầy"), ("reason", "nhầm số")];
    quay.post(&format!("{payment}/ask_refund"), &ask).await.location();
    office.browser("lanhdao").await.get(&payment).await;
    desk.fills_in("/officer/till", &[("cash_vnd", "x")]).await;
    let closed = [("cash_vnd", "19.000"), ("card_vnd", "0"), ("explained", "thối nhầm")];
    let closing = desk.fills_in("/officer/till", &closed).await.location().to_string();
    office.browser("lanhdao").await.get(&closing).await;
    desk.get("/officer/money").await;
}
