//! Staff kept in the browser: who sees whom, each act by its form, a list taken in whole, and the
//! first sign-in with a slip.

use crate::kit::{Answer, Browser, Kit, PASSWORD, moment};
use crate::office::{ELSEWHERE, HERE, Office};
use axum::body::Body;
use axum::http::{Method, Request, header};
use futures_util::{StreamExt, stream};
use motcua_core::account::{
    AccountCommand, DisableAccount, GiveDuties, GivenDuty, IssuePassword, PasswordHash, SetPassword,
};
use motcua_core::act::{Actor, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Status, Verb};
use motcua_edge::act::{Sending, send};
use motcua_store::account;

/// The office of the province.
const PROVINCE: &str = "H57";
const NEW: &str = "/manage/staff/new";
const IMPORT: &str = "/manage/staff/import";

pub async fn signed_in(kit: &Kit, id: &str) -> Browser {
    let mut browser = kit.browser();
    browser.post("/officer/sign_in", &[("id", id), ("password", PASSWORD)]).await.location();
    browser
}

/// A browser of the keeper in the province's office.
pub async fn keeper(kit: &Kit) -> Browser {
    kit.add_officer("quantri", PROVINCE, &[Duty::Staff]).await;
    signed_in(kit, "quantri").await
}

/// What stands on a slip behind this heading.
fn on_slip(answer: &Answer, heading: &str) -> String {
    let text = answer.main();
    let at = text.find(heading).unwrap_or_else(|| panic!("{heading} in {text}"));
    let from = at + text[at..].find("<dd class=\"code\">").unwrap() + 17;
    text[from..from + text[from..].find("</dd>").unwrap()].to_string()
}

/// Makes an account by the form; its slip.
pub async fn opens(browser: &mut Browser, id: &str, agency: &str) -> Answer {
    let fields = [
        ("name", "Nguyễn Thị Mới"),
        ("agency", agency),
        ("id", id),
        ("identity", "046 190 009 876"),
        ("position", "Chuyên viên"),
        ("duty.1", "1"),
        ("from.1", "1/7/2025"),
    ];
    browser.fills_in(NEW, &fields).await
}

/// A list as an office keeps it.
pub const LIST: &str = "DANH SÁCH CÁN BỘ;;;;\n;;;;\nSTT;Họ và tên;Đơn vị;Số CCCD;Nhiệm vụ\n\
     1;Lê Thị Na;H57.104;46190001234;Lãnh đạo\n2;Trần Văn An;H57.104;046090001235;Tiếp nhận, thụ lý\n* Hết\n";

/// Sends a list to be looked at.
pub async fn brings(browser: &mut Browser, list: &str) -> Answer {
    let key = browser.get(IMPORT).await.carried();
    let key = key.iter().find(|(name, _)| name == "key").map(|(_, key)| key.clone()).unwrap_or_default();
    browser.multipart(IMPORT, &[("key", &key)], &[("file", "ds.csv", list.as_bytes())]).await
}

/// Confirms what was shown.
pub async fn confirms(browser: &mut Browser, shown: &Answer) -> Answer {
    let carried = shown.carried();
    let sheet = shown.main().split("<textarea name=\"sheet\"").nth(1).expect("the list is carried");
    let sheet = sheet.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    let sheet = sheet.replace("&#34;", "\"").replace("&amp;", "&");
    let fields = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain([("sheet", sheet.as_str())]).collect();
    browser.multipart(IMPORT, &fields, &[]).await
}

#[tokio::test]
async fn each_keeper_sees_their_own_people_and_nobody_else_sees_any() {
    let office = Office::open().await;
    let mut keeper = keeper(&office.kit).await;
    let all = keeper.get("/manage/staff").await;
    assert!(all.says("Cán bộ quay") && all.says("Cán bộ xakhac"), "{}", all.main());
    let found = keeper.get("/manage/staff?q=thuly").await;
    assert!(found.says("Cán bộ thuly") && !found.says("Cán bộ quay"), "{}", found.main());
    let there = keeper.get(&format!("/manage/staff?agency={ELSEWHERE}")).await;
    assert!(there.says("Cán bộ xakhac") && !there.says("Cán bộ quay"));
    let mut head = office.browser("lanhdao").await;
    let mine = head.get(&format!("/manage/staff?agency={ELSEWHERE}")).await;
    assert!(mine.says("Cán bộ quay") && !mine.says("Cán bộ xakhac"), "{}", mine.main());
    assert_eq!(head.get("/manage/staff/people/xakhac").await.status, 404, "of another agency");
    for path in ["/manage/staff", NEW, IMPORT, "/manage/staff/people/quay"] {
        let status = office.browser("thuly").await.get(path).await.status;
        assert_eq!(status, 403, "{path}");
    }
    // Whoever only keeps accounts has their work here.
    assert_eq!(keeper.get("/officer/work").await.location(), "/manage/staff");
    assert!(!keeper.get("/manage/staff").await.says("Việc của tôi"));
}

#[tokio::test]
async fn a_new_officer_signs_in_with_the_slip_and_does_nothing_before_choosing_a_password() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut keeper = keeper(&kit).await;
    let slip = opens(&mut keeper, "moi", HERE).await;
    assert_eq!((slip.status, slip.header("cache-control")), (200, "no-store"), "{}", slip.main());
    assert!(slip.says("21/07/2025"), "the last day stands on it");
    let secret = on_slip(&slip, "Mật khẩu dùng một lần");
    let read = kit.app.read(|rows| account::log_in(rows, &OfficerId("moi".into()), kit.app.now().day()));
    let kept = read.unwrap().unwrap();
    assert!(kept.password.starts_with("$once$") && !kept.password.contains(&secret));
    let mut new = kit.browser();
    let typed = secret.to_uppercase().replace('-', " ");
    new.post("/officer/sign_in", &[("id", "moi"), ("password", &typed)]).await.location();
    for path in
        ["/officer/work", "/officer/search?q=a", "/manage/staff", "/officer/dossiers/H57.101-250714-0001"]
    {
        assert_eq!(new.get(path).await.location(), "/officer/password", "{path}");
    }
    let (short, long) = ("ngan", "con ga trong gay o o");
    for (password, again, said) in [
        (short, short, "Mật khẩu cần ít nhất"),
        (long, "khac han", "không giống nhau"),
        (secret.as_str(), secret.as_str(), "khác mật khẩu đang dùng"),
    ] {
        let refused = new.post("/officer/password", &[("password", password), ("again", again)]).await;
        assert!(refused.status == 422 && refused.says(said), "{} {}", refused.status, refused.main());
    }
    let chosen = new.post("/officer/password", &[("password", long), ("again", long)]).await;
    assert_eq!(chosen.location(), "/officer/work");
    assert_eq!(new.get("/officer/work").await.status, 200, "and now they work");
    let mut again = kit.browser();
    let old = again.post("/officer/sign_in", &[("id", "moi"), ("password", &secret)]).await;
    assert_eq!(old.status, 401, "the slip is worth nothing any more");
    // Later a password is changed only by whoever knows the present one.
    let other = "mot cau khac dai hon";
    for (present, status) in [("khong biet mat khau", 422), (long, 303)] {
        let fields = [("present", present), ("password", other), ("again", other)];
        assert_eq!(new.post("/officer/password", &fields).await.status, status, "{present}");
    }
    let history = keeper.get("/manage/staff/people/moi").await;
    assert!(history.says("Tự đổi mật khẩu") && history.says("đang mở"), "{}", history.main());
}

#[tokio::test]
async fn a_slip_runs_out_and_a_new_one_is_issued() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut keeper = keeper(&kit).await;
    let secret = on_slip(&opens(&mut keeper, "moi", HERE).await, "Mật khẩu dùng một lần");
    kit.set_clock("2025-07-22T08:00");
    let mut new = kit.browser();
    let late = new.post("/officer/sign_in", &[("id", "moi"), ("password", &secret)]).await;
    assert!(late.status == 401 && late.says("đã hết hạn"), "{}", late.main());
    let wrong = new.post("/officer/sign_in", &[("id", "moi"), ("password", "something else")]).await;
    assert!(!wrong.says("đã hết hạn"), "whoever does not know it learns nothing");
    let mut keeper = signed_in(&kit, "quantri").await;
    let person = keeper.get("/manage/staff/people/moi").await;
    let key = person.value_of("key").unwrap().to_string();
    let issue = "/manage/staff/people/moi/issue_password";
    let slip = keeper.post(issue, &[("key", &key)]).await;
    let fresh = on_slip(&slip, "Mật khẩu dùng một lần");
    assert_ne!(fresh, secret);
    let again = keeper.post(issue, &[("key", &key)]).await;
    assert!(again.location().ends_with("?done=issue_password"), "pressed twice, it is shown once");
    let session = new.post("/officer/sign_in", &[("id", "moi"), ("password", &fresh)]).await;
    assert_eq!(session.status, 303);
}

#[tokio::test]
async fn a_list_is_shown_with_its_mistakes_and_taken_in_whole() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut keeper = keeper(&kit).await;
    let bad = LIST.replace("46190001234", "4.619E+10").replace("Tiếp nhận, thụ lý", "vua");
    let shown = brings(&mut keeper, &bad).await;
    assert_eq!(shown.status, 422);
    for said in ["Số định danh", "làm tròn", "Nhiệm vụ", "Không có nhiệm vụ “vua”"] {
        assert!(shown.says(said), "{said}: {}", shown.main());
    }
    assert!(!shown.main().contains("name=\"confirm\""), "nothing can be confirmed");
    let shown = brings(&mut keeper, LIST).await;
    assert_eq!(shown.status, 200, "{}", shown.main());
    assert!(shown.says("nalt") && shown.says("antv") && shown.says("046190001234"), "{}", shown.main());
    let count = |kit: &Kit| kit.app.read(|rows| account::accounts(rows, None)).unwrap().len();
    assert_eq!(count(&kit), 1, "nothing is made yet");
    let slips = confirms(&mut keeper, &shown).await;
    assert_eq!((slips.status, count(&kit)), (200, 3), "{}", slips.main());
    assert_eq!(slips.main().matches("class=\"account-card\"").count(), 2);
    let again = confirms(&mut keeper, &shown).await;
    assert!(again.status == 200 && count(&kit) == 3 && again.says("Đã có tài khoản"), "{}", again.main());
    let mut na = kit.browser();
    let secret = on_slip(&slips, "Mật khẩu dùng một lần");
    assert_eq!(na.post("/officer/sign_in", &[("id", "nalt"), ("password", &secret)]).await.status, 303);
    for (name, bytes, said) in [
        ("ds.pdf", &b"%PDF-1.7"[..], ".csv (UTF-8)"),
        ("ds.csv", &b"T\xean;Email\n"[..], ".csv (UTF-8)"),
        ("ds.csv", &b"a;b\n1;2\n"[..], "Không thấy dòng tiêu đề"),
    ] {
        let refused = keeper.multipart(IMPORT, &[], &[("file", name, bytes)]).await;
        assert!(refused.status == 422 && refused.says(said), "{name}: {}", refused.main());
    }
}

#[tokio::test]
async fn who_stands_in_sees_and_does_the_work_and_the_history_says_thay() {
    let office = Office::open().await;
    let kit = &office.kit;
    let code = office.dossier("Lê Thị Na", &[Verb::Accept]).await;
    kit.add_officer("thuly2", HERE, &[Duty::Registry]).await;
    let to = [("to_officer", "thuly")];
    let page = format!("/officer/dossiers/{code}/forward");
    office.browser("quay").await.fills_in(&page, &to).await.location();
    let mut helper = office.browser("vanthu").await;
    let status = helper.get(&page).await.status;
    assert_eq!(status, 403, "not theirs");
    let mut head = office.browser("lanhdao").await;
    let stand = "/manage/staff/people/thuly/let_stand_in";
    let fields = [("officer", "vanthu"), ("duty", "case"), ("from", "14/7/2025"), ("to", "18/7/2025")];
    let done = head.fills_in(stand, &fields).await;
    assert_eq!(done.location(), "/manage/staff/people/thuly?done=let_stand_in");
    let work = helper.get("/officer/work?desk=case&part=hand").await;
    assert!(work.says(&code.to_string()) && work.says("Làm thay: Cán bộ thuly"), "{}", work.text());
    helper.fills_in(&page, &[("note", "đủ điều kiện")]).await.location();
    let told = helper.get(&format!("/officer/dossiers/{code}")).await;
    assert!(told.says("Cán bộ vanthu (thay Cán bộ thuly)"), "{}", told.main());
    // Over, it is over.
    kit.set_clock("2025-07-21T09:00");
    let mut helper = office.browser("vanthu").await;
    let work = helper.get("/officer/work?desk=case").await;
    assert!(!work.says("Làm thay"), "{}", work.text());
}

#[tokio::test]
async fn whoever_is_away_says_so_on_their_own_page_and_ends_it_there_when_back() {
    let office = Office::open().await;
    let mut head = office.browser("lanhdao").await;
    let own = head.get("/manage/staff/people/lanhdao").await;
    assert!(own.says("href=\"/manage/staff/people/lanhdao/let_stand_in\""), "{}", own.main());
    let fields = [("officer", "quay"), ("duty", "case"), ("from", "14/07/2025"), ("to", "20/07/2025")];
    let given = head.fills_in("/manage/staff/people/thuly/let_stand_in", &fields).await;
    assert_eq!(given.location(), "/manage/staff/people/thuly?done=let_stand_in");
    // Whoever keeps no accounts has a page of their own account, and of no other.
    let mut back = office.browser("thuly").await;
    assert_eq!(back.get("/manage/staff/people/lanhdao").await.status, 403);
    let own = back.get("/manage/staff/people/thuly").await;
    assert!(own.status == 200 && own.says("Người làm thay") && !own.says("/edit_account"), "{}", own.main());
    let key = own.value_of("key").unwrap().to_string();
    let path = "/manage/staff/people/thuly/end_stand_in";
    let ended = back.post(path, &[("key", &key), ("officer", "quay")]).await;
    assert_eq!(ended.location(), "/manage/staff/people/thuly?done=end_stand_in");
    assert!(!back.get("/manage/staff/people/thuly").await.says("/end_stand_in"));
    assert!(back.get("/officer/password").await.says("/manage/staff/people/thuly"));
}

#[tokio::test]
async fn an_account_is_closed_on_the_page_that_gives_its_dossiers_away() {
    let office = Office::open().await;
    let code = office.dossier("Lê Thị Na", &[Verb::Accept]).await;
    let forward = format!("/officer/dossiers/{code}/forward");
    office.browser("quay").await.fills_in(&forward, &[("to_officer", "thuly")]).await.location();
    let mut head = office.browser("lanhdao").await;
    let page = "/manage/staff/people/thuly/disable_account";
    let shown = head.get(page).await;
    assert!(shown.says(&code.to_string()), "{}", shown.main());
    let kept = head.fills_in(page, &[]).await;
    assert!(kept.status == 409 && kept.says("còn giữ 1 hồ sơ"), "{}", kept.main());
    let dossier = code.to_string();
    let unsaid = head.fills_in(page, &[("dossier", &dossier)]).await;
    assert!(unsaid.status == 422, "a reason is asked for: {}", unsaid.main());
    let fields = [("dossier", dossier.as_str()), ("handover", "chuyển công tác")];
    assert_eq!(
        head.fills_in(page, &fields).await.location(),
        "/manage/staff/people/thuly?done=disable_account"
    );
    assert_eq!(office.now(&code).holder.officer, None, "the desk has it");
    let refused =
        office.kit.browser().post("/officer/sign_in", &[("id", "thuly"), ("password", PASSWORD)]).await;
    assert_eq!(refused.status, 401);
    let key = head.get("/manage/staff/people/thuly").await.value_of("key").unwrap().to_string();
    let again = head.post("/manage/staff/people/thuly/enable_account", &[("key", &key)]).await;
    assert_eq!(again.location(), "/manage/staff/people/thuly?done=enable_account");
}

#[tokio::test]
async fn a_person_is_edited_given_duties_and_transferred_by_their_forms() {
    let office = Office::open().await;
    let mut keeper = keeper(&office.kit).await;
    let base = "/manage/staff/people/quay";
    let edit = format!("{base}/edit_account");
    let wrong = keeper.fills_in(&edit, &[("name", ""), ("email", "x")]).await;
    assert!(wrong.status == 422 && wrong.says("không phải địa chỉ thư điện tử"), "{}", wrong.main());
    let fields = [("name", "Trần Thị Quầy"), ("position", "Chuyên viên"), ("email", "quay@a.vn")];
    keeper.fills_in(&edit, &fields).await.location();
    let duties = format!("{base}/give_duties");
    let rows = [("duty.0", "1"), ("duty.1", "1")];
    let bad: Vec<_> = rows.into_iter().chain([("from.1", "31/2/2025")]).collect();
    let refused = keeper.fills_in(&duties, &bad).await;
    assert!(refused.status == 422 && refused.says("31/2/2025"), "{}", refused.main());
    let good: Vec<_> = rows.into_iter().chain([("from.1", "1/8/2025"), ("to.1", "31/8/2025")]).collect();
    keeper.fills_in(&duties, &good).await.location();
    let told = keeper.get(base).await;
    assert!(told.says("Thụ lý (01/08/2025 – 31/08/2025)") && told.says("Trần Thị Quầy"), "{}", told.main());
    let transfer = format!("{base}/transfer");
    let fields = [("agency", ELSEWHERE), ("from", "1/9/2025"), ("duty.1", "1")];
    keeper.fills_in(&transfer, &fields).await.location();
    assert!(keeper.get(base).await.says("Sắp chuyển đến"));
    office.kit.set_clock("2025-09-01T09:00");
    let mut quay = signed_in(&office.kit, "quay").await;
    let work = quay.get("/officer/work").await;
    assert!(!work.says("phường Phú Xuân") && work.says("đang thụ lý"), "{}", work.text());
}

#[tokio::test]
async fn whoever_has_no_duty_today_is_told_so() {
    let office = Office::open().await;
    let until = motcua_core::Day::parse("2025-07-14");
    let duties = vec![GivenDuty { duty: Duty::Case, from: None, to: until }];
    office.kit.keep_account(GiveDuties { id: OfficerId("thuly".into()), seen: 1, duties }).await;
    assert_eq!(office.browser("thuly").await.get("/officer/work").await.status, 200);
    office.kit.set_clock("2025-07-15T09:00");
    let over = office.browser("thuly").await.get("/officer/work").await;
    assert!(over.status == 403 && over.says("không có nhiệm vụ"), "{}", over.text());
}

/// Sends a form of which the second half comes after this was done to an account.
async fn sends_slowly(
    kit: &Kit,
    browser: &mut Browser,
    path: &str,
    fields: &[(String, String)],
    meanwhile: AccountCommand,
) -> Answer {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let (first, rest) = text.split_at(text.len() / 2);
    let (app, first, rest) = (kit.app.clone(), first.to_string(), rest.to_string());
    let late = async move {
        let operator = Actor::Operator { name: "test".into() };
        send(&app, &operator, Sending::default(), meanwhile).await.unwrap();
        Ok::<_, std::io::Error>(rest)
    };
    let body = stream::once(async { Ok(first) }).chain(stream::once(late));
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from_stream(body));
    browser.send(request.unwrap()).await
}

/// What the form on this page carries, with these fields.
async fn filled(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let carried = browser.get(path).await.carried();
    carried
        .into_iter()
        .chain(fields.iter().map(|(name, value)| (name.to_string(), value.to_string())))
        .collect()
}

#[tokio::test]
async fn a_slow_form_does_not_outlive_the_session_in_which_it_began() {
    let (id, hash) = (OfficerId("moi".into()), || PasswordHash("$once$0".into()));
    let until = moment("2025-07-20T00:00");
    // A slip that somebody found opens a form, and the owner is quicker.
    for meanwhile in [
        AccountCommand::from(SetPassword { id: id.clone(), password: hash() }),
        IssuePassword { id: id.clone(), password: hash(), until }.into(),
        DisableAccount { id: id.clone(), leaves_dossiers: false }.into(),
    ] {
        let kit = Kit::at("2025-07-14T09:00");
        let mut keeper = keeper(&kit).await;
        let secret = on_slip(&opens(&mut keeper, "moi", HERE).await, "Mật khẩu dùng một lần");
        let mut new = kit.browser();
        new.post("/officer/sign_in", &[("id", "moi"), ("password", &secret)]).await.location();
        let chosen = "con ga trong gay o o";
        let fields = filled(&mut new, "/officer/password", &[("password", chosen), ("again", chosen)]).await;
        let shown = format!("{meanwhile:?}");
        let late = sends_slowly(&kit, &mut new, "/officer/password", &fields, meanwhile).await;
        assert_eq!(late.status, 401, "{shown}: {}", late.main());
        let tried = kit.browser().post("/officer/sign_in", &[("id", "moi"), ("password", chosen)]).await;
        assert_eq!(tried.status, 401, "{shown}");
    }
    // So with every act: a dossier is not accepted by whoever was shut out meanwhile, and duties
    // are given by who somebody is at that moment.
    let office = Office::open().await;
    let kit = &office.kit;
    let code = office.submitted("Lê Thị Na").await;
    let accept = format!("/officer/dossiers/{code}/accept");
    let mut desk = office.browser("quay").await;
    let fields = filled(&mut desk, &accept, &[]).await;
    let shut = DisableAccount { id: OfficerId("quay".into()), leaves_dossiers: false };
    assert_eq!(sends_slowly(kit, &mut desk, &accept, &fields, shut.into()).await.status, 401);
    assert_eq!(office.now(&code).status(), Status::Submitted, "nobody accepted it");
    let give = "/manage/staff/people/thuly/give_duties";
    let mut head = office.browser("lanhdao").await;
    let fields = filled(&mut head, give, &[("duty.0", "1")]).await;
    let duties = vec![GivenDuty::always(Duty::Case)];
    let no_head = GiveDuties { id: OfficerId("lanhdao".into()), seen: 1, duties };
    let late = sends_slowly(kit, &mut head, give, &fields, no_head.into()).await;
    assert!(late.status == 403 && late.says("không quản lý tài khoản"), "{} {}", late.status, late.main());
    let thuly = kit.app.read(|rows| account::get(rows, &OfficerId("thuly".into()))).unwrap().unwrap();
    assert_eq!(thuly.officer.duties, [Duty::Case], "nothing was given");
}

#[tokio::test]
async fn whoever_goes_is_listed_at_both_places_and_leaves_their_dossiers_to_the_old_one() {
    let office = Office::open().await;
    let kit = &office.kit;
    let code = office.dossier("Lê Thị Na", &[Verb::Accept]).await;
    let forward = format!("/officer/dossiers/{code}/forward");
    office.browser("quay").await.fills_in(&forward, &[("to_officer", "thuly")]).await.location();
    kit.add_officer("dauxakhac", ELSEWHERE, &[Duty::Leader]).await;
    let mut keeper = keeper(kit).await;
    let fields = [("agency", ELSEWHERE), ("from", "1/8/2025"), ("duty.1", "1")];
    keeper.fills_in("/manage/staff/people/thuly/transfer", &fields).await.location();
    let person = "href=\"/manage/staff/people/thuly\"";
    for agency in [HERE, ELSEWHERE] {
        let list = keeper.get(&format!("/manage/staff?agency={agency}")).await;
        assert!(list.main().contains(person) && list.says("Từ 01/08/2025"), "{agency}: {}", list.main());
    }
    // The head of the new place sees who comes, and nothing of what they hold at the old one.
    let reassign = "/manage/staff/people/thuly/reassign";
    let coming = office.browser("dauxakhac").await.get(reassign).await;
    assert!(coming.status == 200 && !coming.says(&code.to_string()), "{}", coming.main());
    assert!(!coming.says("Cán bộ quay"), "{}", coming.main());
    assert!(office.browser("lanhdao").await.get(reassign).await.says(&code.to_string()));
    kit.set_clock("2025-08-01T09:00");
    let mut keeper = signed_in(kit, "quantri").await;
    for (agency, is_there) in [(HERE, false), (ELSEWHERE, true)] {
        let list = keeper.get(&format!("/manage/staff?agency={agency}")).await;
        assert_eq!(list.main().contains(person), is_there, "{agency}: {}", list.main());
        assert!(!list.says("Từ 01/08/2025"), "{agency}: {}", list.main());
    }
    let mut head = office.browser("lanhdao").await;
    let list = head.get("/manage/staff").await;
    assert!(list.says("còn giữ đích danh hồ sơ ở đây") && list.main().contains(reassign), "{}", list.main());
    assert_eq!(head.get("/manage/staff/people/thuly").await.status, 404, "no more theirs");
    let held = code.to_string();
    let fields = [("dossier", held.as_str()), ("handover", "đã chuyển công tác")];
    assert_eq!(head.fills_in(reassign, &fields).await.location(), "/manage/staff?done=reassign");
    assert_eq!(office.now(&code).holder.officer, None, "the desk has it");
    assert_eq!(head.get(reassign).await.status, 404, "and nothing is left to reassign");
    assert!(!head.get("/manage/staff").await.says("còn giữ đích danh"));
}

#[tokio::test]
async fn what_is_confirmed_is_bounded_as_what_was_brought() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut keeper = keeper(&kit).await;
    let (head, person) = ("Họ và tên\tSố CCCD\tNhiệm vụ\tĐơn vị\n", "Na\t046090001234\tLãnh đạo\tH57.104\n");
    let (lines, cells) = ("\t\n".repeat(20_000), "\t".repeat(200_000));
    for (what, sheet, status) in [
        ("a list", format!("{head}{person}"), 200),
        ("lines without end", format!("{head}{person}{lines}"), 422),
        ("cells without end", format!("{head}{person}{cells}"), 422),
    ] {
        let answer = keeper.multipart(IMPORT, &[("sheet", sheet.as_str())], &[]).await;
        assert_eq!(answer.status, status, "{what}");
        assert_eq!(answer.says("Danh sách quá lớn"), status == 422, "{what}: {}", answer.main());
    }
    // However many mistakes there are, the page stays one that somebody can read.
    let bad: String = (0..1_000).map(|at| format!("Na\t{at}\tcase\tH57.104\n")).collect();
    let answer = keeper.multipart(IMPORT, &[("sheet", &format!("{head}{bad}"))], &[]).await;
    assert!(answer.status == 422 && answer.says("1.000"), "{}", answer.main());
    assert!(answer.says("và còn 700 lỗi nữa") && answer.text().len() < 300_000, "{}", answer.text().len());
}
