//! Where a result goes: said by the person, sent with a list to another centre, handed to the post.

use crate::kit::Browser;
use crate::office::{BIRTH, ELSEWHERE, Office, PAGE_BYTES_MAX};
use crate::steps::{FATHER, HOME, MOTHER};
use motcua_core::act::Actor;
use motcua_core::dossier::{
    DossierCode, FollowParcel, ParcelNews, ParcelState, ResultOut, Status, Verb, WantedReturn,
};
use motcua_edge::act::act;
use motcua_edge::secret::secret_of;

const POST: [(&str, &str); 3] =
    [("wanted", "post"), ("wanted_commune", "Phường Phú Xuân"), ("wanted_detail", "12 Lê Lợi")];
const CENTRE: [(&str, &str); 2] = [("wanted", "centre"), ("wanted_centre", ELSEWHERE)];
const READY: [Verb; 5] = [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide, Verb::Issue];

fn mine(office: &Office, code: &DossierCode, below: &str) -> String {
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(code));
    format!("/dossiers/{code}{below}?key={secret}")
}

fn at(code: &DossierCode, word: &str) -> String {
    format!("/officer/dossiers/{code}/{word}")
}

/// Ready, and wanted so by the person.
async fn ready(office: &Office, wanted: &[(&str, &str)]) -> DossierCode {
    let code = office.dossier("Nguyễn Thị Hoa", &READY).await;
    let page = mine(office, &code, "/choose_return");
    office.kit.browser().fills_in(&page, wanted).await.location();
    code
}

/// The list that the reception makes of these, which are wanted at the other centre.
pub async fn given(browser: &mut Browser, codes: &[&DossierCode]) -> String {
    let page = browser.get("/officer/results").await;
    let mut fields = page.carried();
    let ticked = codes.iter().enumerate();
    fields.extend(ticked.map(|(nth, code)| (format!("dossier.{}", nth + 1), code.to_string())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.post("/officer/results/hand_over_results", &fields).await.location().to_string()
}

/// What the post says happened today.
fn today(state: &str) -> [(&str, &str); 4] {
    [("state", state), ("day.day", "14"), ("day.month", "7"), ("day.year", "2025")]
}

#[tokio::test]
async fn a_person_changes_where_the_result_goes_and_reads_it_on_the_dossiers_page() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Verb::Accept]).await;
    let mut person = office.kit.browser();
    let (page, change) = (mine(&office, &code, ""), mine(&office, &code, "/choose_return"));
    assert!(person.get(&page).await.says("Đổi nơi nhận kết quả"));
    let bare = person.fills_in(&change, &[("wanted", "post")]).await;
    assert_eq!(bare.status, 422);
    for words in ["Hãy ghi số nhà", "Không tìm thấy xã, phường này"] {
        assert!(bare.says(words), "{words}: {}", bare.text());
    }
    assert!(!bare.says("Hãy ghi số điện thoại"), "the person's own number will do");
    assert_eq!(person.fills_in(&change, &POST).await.location(), page);
    let shown = person.get(&page).await;
    for words in ["Qua bưu chính", "12 Lê Lợi", "0905123456", "Quý vị"] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    // Where somebody lives is told to nobody who only knows the code.
    let public = office.kit.browser().get(&format!("/track?code={code}")).await;
    assert!(!public.says("Lê Lợi") && !public.says("Đổi nơi nhận"), "{}", public.text());
    // Nor is it to an officer who sends no parcels.
    let worked_at = format!("/officer/dossiers/{code}");
    let worked = office.browser("thuly").await.get(&worked_at).await;
    assert!(worked.says("Qua bưu chính") && !worked.says("Lê Lợi"), "{}", worked.text());
    assert!(office.browser("quay").await.get(&worked_at).await.says("12 Lê Lợi"));
    let again = person.get(&change).await;
    assert!(again.text().contains("value=\"12 Lê Lợi\""), "{}", again.text());
    let mut other = office.browser("thuly").await;
    assert_eq!(other.get(&at(&code, "choose_return")).await.status, 403);
    let mut desk = office.browser("quay").await;
    let done = desk.fills_in(&at(&code, "choose_return"), &CENTRE).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=choose_return"));
    assert!(person.get(&page).await.says("Theo lời người nộp"));
}

#[tokio::test]
async fn the_counter_asks_where_the_result_goes_and_the_receipt_says_it() {
    let office = Office::open().await;
    let mut desk = office.browser("quay").await;
    let page = desk.get(&format!("/officer/receive?procedure={BIRTH}")).await;
    assert!(page.body.len() < PAGE_BYTES_MAX && page.says("Nhận kết quả ở nơi khác"));
    let key = "0123456789abcdef0123456789abcdef";
    let fields = crate::office::walk_in(key, &[FATHER, MOTHER, HOME, POST[0], POST[1], POST[2]]);
    let done = desk.multipart("/officer/receive", &fields, &[]).await;
    let code = done.location().split(['/', '?']).nth(3).unwrap().to_string();
    let code = DossierCode::parse(&code).unwrap();
    assert!(matches!(office.now(&code).submission.wanted, WantedReturn::Post(_)));
    let receipt = desk.get(&at(&code, "receipt")).await;
    assert!(receipt.says("12 Lê Lợi"), "{}", receipt.text());
}

#[tokio::test]
async fn a_result_goes_with_a_list_to_another_centre_which_takes_it_over_and_returns_it() {
    let office = Office::open().await;
    let (first, second) = (ready(&office, &CENTRE).await, ready(&office, &CENTRE).await);
    let mut desk = office.browser("quay").await;
    assert!(desk.get("/officer/work").await.says("Kết quả chuyển đi"));
    let list = given(&mut desk, &[&first, &second]).await;
    let shown = desk.get(&list).await;
    for words in ["Phiếu bàn giao kết quả số 1/2025", &first.to_string(), &second.to_string(), "Người giao"]
    {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    assert!(!shown.text().contains("name=\"came."), "who gave it does not take it");
    let mut person = office.kit.browser();
    assert!(person.get(&mine(&office, &first, "")).await.says("Kết quả đang được chuyển"));
    assert_eq!(office.browser("thulyxakhac").await.get(&list).await.status, 404);

    let mut there = office.browser("xakhac").await;
    assert!(there.get("/officer/results").await.says("chờ ký nhận"));
    let page = there.get(&list).await;
    let key = page.value_of("key").unwrap().to_string();
    let one = first.to_string();
    let refused = there.post(&list, &[("key", &key), ("came.1", &one)]).await;
    assert_eq!(refused.status, 422, "something is missing, and nothing is said about it");
    let taken = [("key", key.as_str()), ("came.1", one.as_str()), ("note", "bì chỉ có một giấy")];
    assert_eq!(there.post(&list, &taken).await.location(), list);
    assert!(person.get(&mine(&office, &first, "")).await.says("Nhận tại"));
    assert!(matches!(office.now(&second).result_out, Some(ResultOut::Missing { .. })));
    // It stands on the lists of both, and the person is told so, whatever they choose now.
    assert!(desk.get("/officer/results").await.says("Nơi nhận báo thiếu"));
    assert!(there.get("/officer/results").await.says("Đã báo thiếu khi nhận"));
    let change = mine(&office, &second, "/choose_return");
    person.fills_in(&change, &[("wanted", "counter")]).await.location();
    for page in [mine(&office, &second, ""), mine(&office, &second, "/receipt")] {
        let page = page.replace(&format!("/dossiers/{second}/receipt"), &format!("/receipt/{second}"));
        let shown = person.get(&page).await;
        assert!(shown.says("Chưa đến nơi") && !shown.says("Nhận tại"), "{page}: {}", shown.text());
        assert!(!shown.says("Nhận kết quả tại"), "{page}: {}", shown.text());
    }
    assert!(person.get(&mine(&office, &second, "")).await.says("quý vị chưa cần đến"));
    let recover = at(&second, "recover_result");
    assert_eq!(desk.fills_in(&recover, &[("note", "trong tủ")]).await.status, 422, "found, or made again?");
    assert_eq!(desk.fills_in(&recover, &[("how", "found")]).await.status, 422, "and where?");
    let done = desk.fills_in(&recover, &[("how", "found"), ("note", "trong tủ")]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{second}?done=recover_result"));
    assert!(!desk.get("/officer/results").await.says("Nơi nhận báo thiếu"));
    assert!(person.get(&mine(&office, &second, "")).await.says("Nhận tại"));
    assert_eq!(desk.get(&recover).await.status, 409);
    let done = there.fills_in(&at(&first, "return_result"), &[("how", "counter")]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{first}?done=return_result"));
    assert_eq!(office.now(&first).status(), Status::Returned);
}

#[tokio::test]
async fn without_a_post_system_an_officer_types_the_number_and_what_became_of_the_parcel() {
    let office = Office::open().await;
    let code = ready(&office, &POST).await;
    let mut desk = office.browser("quay").await;
    assert!(desk.get("/officer/results").await.says("Giao bưu chính"));
    let wrong = desk.fills_in(&at(&code, "post_result"), &[("order", "số 1")]).await;
    assert_eq!(wrong.status, 422);
    desk.fills_in(&at(&code, "post_result"), &[("order", "VN123")]).await.location();
    let mut person = office.kit.browser();
    let page = mine(&office, &code, "");
    assert!(person.get(&page).await.says("VN123"));
    assert_eq!(person.get(&mine(&office, &code, "/choose_return")).await.status, 409);
    let follow = at(&code, "follow_parcel");
    assert_eq!(desk.fills_in(&follow, &[]).await.status, 422, "nothing was chosen");
    desk.fills_in(&follow, &today("sent_back")).await.location();
    assert_eq!(office.now(&code).parcel().map(|parcel| parcel.state), Some(ParcelState::SentBack));
    let trouble = desk.get("/officer/results").await;
    assert!(trouble.says("Bưu gửi không đến nơi") && trouble.says("Gọi người nộp"), "{}", trouble.text());
    assert!(person.get(&page).await.says("Quý vị hãy chọn lại nơi nhận"));
    desk.fills_in(&at(&code, "choose_return"), &POST).await.location();
    desk.fills_in(&at(&code, "post_result"), &[("order", "VN124")]).await.location();
    desk.fills_in(&follow, &today("delivered")).await.location();
    assert_eq!(office.now(&code).status(), Status::Returned);
    assert!(person.get(&page).await.says("Qua bưu chính"));
}

#[tokio::test]
async fn a_list_is_taken_back_from_its_page_and_only_there() {
    let office = Office::open().await;
    let code = ready(&office, &CENTRE).await;
    let (mut desk, mut there) = (office.browser("quay").await, office.browser("xakhac").await);
    let list = given(&mut desk, &[&code]).await;
    let back = format!("{list}/take_back_results");
    assert!(!there.get(&list).await.text().contains(&back), "who takes it over does not take it back");
    assert_eq!(taken_back(&mut desk, &list, "").await.status, 422, "why?");
    taken_back(&mut desk, &list, "nhầm nơi").await.location();
    for browser in [&mut desk, &mut there] {
        let shown = browser.get(&list).await;
        assert!(shown.says("Đã thu lại") && shown.says("nhầm nơi"), "{}", shown.text());
    }
    assert!(!there.get("/officer/results").await.says("chờ ký nhận"));
    let again = given(&mut desk, &[&code]).await;
    assert_ne!(again, list);
    assert!(desk.get("/officer/results").await.says("Phiếu đang chuyển, chưa ký nhận"));
}

#[tokio::test]
async fn the_lists_of_two_centres_made_from_one_page_are_two_lists() {
    let office = Office::open().await;
    let here = ready(&office, &CENTRE).await;
    let there = ready(&office, &[("wanted", "centre"), ("wanted_centre", "H57.103")]).await;
    let mut desk = office.browser("quay").await;
    let page = desk.get("/officer/results").await;
    let forms: Vec<String> = page.text().split("<form ").skip(1).map(str::to_string).collect();
    let mut lists = Vec::new();
    for (code, to) in [(&here, ELSEWHERE), (&there, "H57.103")] {
        let form = forms.iter().find(|form| form.contains(&code.to_string())).unwrap();
        let value = |name: &str| {
            let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
            rest.split('"').next().unwrap().to_string()
        };
        let (key, id, code) = (value("key"), value("id"), code.to_string());
        let fields = [("key", key.as_str()), ("id", id.as_str()), ("to", to), ("dossier.1", code.as_str())];
        lists.push(desk.post("/officer/results/hand_over_results", &fields).await.location().to_string());
    }
    assert_ne!(lists[0], lists[1]);
    assert!(office.now(&there).goes_to().is_some_and(|agency| agency.as_str() == "H57.103"));
}

/// Takes a list back from its page, with this reason.
async fn taken_back(browser: &mut Browser, list: &str, reason: &str) -> crate::kit::Answer {
    let page = browser.get(list).await;
    let key = page.value_of("key").unwrap().to_string();
    browser.post(&format!("{list}/take_back_results"), &[("key", &key), ("reason", reason)]).await
}

#[tokio::test]
async fn a_parcel_that_the_post_lost_is_nobodys_to_collect_until_the_paper_is_made_again() {
    let office = Office::open().await;
    let mut desk = office.browser("quay").await;
    let code = lost(&office, &mut desk).await;
    let mut person = office.kit.browser();
    let page = mine(&office, &code, "");
    let shown = person.get(&page).await;
    assert!(
        shown.says("Bưu chính làm thất lạc kết quả") && shown.says("quý vị chưa cần đến"),
        "{}",
        shown.text()
    );
    person.fills_in(&mine(&office, &code, "/choose_return"), &[("wanted", "counter")]).await.location();
    assert!(!person.get(&page).await.says("Nhận tại"));
    let lists = desk.get("/officer/results").await;
    assert!(lists.says(&code.to_string()) && lists.says("Đã có lại"), "{}", lists.text());
    let made = [("how", "made_again"), ("note", "Bản sao số 5 ngày 14/7")];
    desk.fills_in(&at(&code, "recover_result"), &made).await.location();
    let shown = person.get(&page).await;
    assert!(shown.says("Nhận tại") && shown.says("Bản sao số 5"), "{}", shown.text());
    assert!(!desk.get("/officer/results").await.says(&code.to_string()));
}

#[tokio::test]
async fn a_paper_that_the_post_took_no_order_for_is_handed_over_again() {
    let office = Office::open().await;
    let code = ready(&office, &POST).await;
    let mut desk = office.browser("quay").await;
    desk.fills_in(&at(&code, "post_result"), &[]).await.location();
    let news = ParcelNews { state: ParcelState::NotOrdered, at: office.kit.app.now() };
    let refused = FollowParcel { code: code.clone(), parcel: 1, order: String::new(), news };
    let post = Actor::Outside { system: "post".into() };
    act(&office.kit.app, &post, None, refused).await.unwrap();
    let lists = desk.get("/officer/results").await;
    assert!(lists.says("Giao bưu chính lại") && lists.says("Bản giấy còn ở đây"), "{}", lists.text());
    let mut person = office.kit.browser();
    let page = mine(&office, &code, "");
    assert!(person.get(&page).await.says("Kết quả chưa gửi được"));
    desk.fills_in(&at(&code, "post_result"), &[("order", "VN5")]).await.location();
    let shown = person.get(&page).await;
    assert!(shown.says("VN5") && shown.says("Kết quả đang được chuyển"), "{}", shown.text());
}

/// A parcel that the post lost, with the form for what is there again on the way.
async fn lost(office: &Office, desk: &mut Browser) -> DossierCode {
    let code = ready(office, &POST).await;
    desk.fills_in(&at(&code, "post_result"), &[("order", "VN9")]).await.location();
    desk.fills_in(&at(&code, "follow_parcel"), &today("lost")).await.location();
    desk.fills_in(&at(&code, "recover_result"), &[]).await;
    code
}

/// What everybody sees of it, with a form filled in wrongly on the way.
pub async fn walk(office: Office) {
    let (sent, posted) = (ready(&office, &CENTRE).await, ready(&office, &POST).await);
    let mut person = office.kit.browser();
    person
        .fills_in(&mine(&office, &posted, "/choose_return"), &[("wanted", "post"), ("wanted_detail", "")])
        .await;
    let mut desk = office.browser("quay").await;
    desk.get("/officer/results").await;
    let list = given(&mut desk, &[&sent]).await;
    desk.get(&list).await;
    desk.get(&at(&posted, "choose_return")).await;
    desk.fills_in(&at(&posted, "post_result"), &[("order", "số 1")]).await;
    desk.fills_in(&at(&posted, "post_result"), &[("order", "VN1")]).await.location();
    desk.fills_in(&at(&posted, "follow_parcel"), &[]).await;
    desk.fills_in(&at(&posted, "follow_parcel"), &today("failed")).await.location();
    let mut there = office.browser("xakhac").await;
    there.get("/officer/results").await;
    let page = there.get(&list).await;
    let key = page.value_of("key").unwrap_or_default().to_string();
    there.post(&list, &[("key", &key)]).await;
    let code = sent.to_string();
    there.post(&list, &[("key", key.as_str()), ("came.1", code.as_str())]).await;
    there.get(&list).await;
    desk.get("/officer/results").await;
    lost(&office, &mut desk).await;
    desk.get(&format!("/officer/dossiers/{posted}?done=follow_parcel")).await;
    for code in [&sent, &posted] {
        person.get(&mine(&office, code, "")).await;
    }
}
