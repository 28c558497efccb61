//! Birth, residence and insurance in one: the parts run at their agencies and come
//! back to the one address that the person knows.

use crate::kit::Kit;
use crate::office::{ELSEWHERE, HERE, Office};
use crate::returning::given;
use motcua_core::act::Actor;
use motcua_core::catalogue::{Duty, Way};
use motcua_core::directory::AgencyCode;
use motcua_core::document::FileRef;
use motcua_core::dossier::*;
use motcua_edge::act::act;
use motcua_edge::secret::{receipt_secret, secret_of};
use motcua_store::dossier::{by_id, parts_of};
use serde_json::Value;

/// A linked dossier that was approved, so that its parts run; and its secret.
pub async fn decided(office: &Office) -> (DossierCode, String) {
    let kit = &office.kit;
    let command = Submit {
        id: DossierId::v7(kit.app.now(), kit.app.random()),
        procedure: "2.000986".into(),
        case: None,
        channel: Way::Online,
        receiving: AgencyCode::parse(HERE).unwrap(),
        competent: None,
        deciding: kit.decided_here("2.000986"),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        applicant: Applicant { name: "Nguyễn Thị Hoa".into(), ..Applicant::default() },
        answers: kit.answers("2.000986", None),
        papers: Vec::new(),
        behalf: Default::default(),
    };
    let who = Actor::Person { name: "Nguyễn Thị Hoa".into() };
    let lead = act(&kit.app, &who, None, command.clone()).await.unwrap().after.unwrap();
    let code = lead.code().clone();
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide, Verb::Issue] {
        office.carry_out(&code, verb).await;
    }
    (code, receipt_secret(&kit.app.receipt_key, lead.id))
}

fn parts(office: &Office, code: &DossierCode) -> Vec<Dossier> {
    let lead = office.now(code);
    office.kit.app.read(|rows| parts_of(rows, &lead)).unwrap()
}

/// An officer of every duty at the agency that decides on this part.
async fn agent(kit: &Kit, part: &Dossier) -> Actor {
    let agency = part.submission.competent.as_str();
    Actor::Officer(kit.add_officer(&format!("o{agency}").to_lowercase(), agency, &Duty::DESKS).await)
}

async fn does(kit: &Kit, actor: &Actor, command: impl Into<DossierCommand>) {
    act(&kit.app, actor, None, command).await.unwrap();
}

#[tokio::test]
async fn the_lead_shows_all_parts_to_the_person_the_public_and_the_officer() {
    let office = Office::open().await;
    let (code, secret) = decided(&office).await;
    let parts = parts(&office, &code);
    assert_eq!(parts.len(), 2);
    let mut citizen = office.kit.browser();
    let mut officer = office.browser("quay").await;
    let own = citizen.get(&format!("/dossiers/{code}?key={secret}")).await;
    let public = citizen.get(&format!("/track?code={code}")).await;
    let worked = officer.get(&format!("/officer/dossiers/{code}")).await;
    for (page, whose) in [(&own, "person"), (&public, "public"), (&worked, "officer")] {
        assert_eq!(page.status, 200, "{whose}");
        for words in
            ["Đăng ký thường trú", "Cấp thẻ bảo hiểm y tế", "Thụ lý", "Đang xử lý", "thứ Tư, 23/07/2025"]
        {
            assert!(page.says(words), "{whose}: {words}");
        }
        for part in &parts {
            assert!(page.says(&part.code().to_string()), "{whose}");
        }
    }
    assert!(own.says("Các hồ sơ thành phần đang được giải quyết"));
    assert!(!public.says("Nguyễn Thị Hoa"));
    assert!(
        !worked.says("Trả kết quả</a>") && !worked.says(&format!("/officer/dossiers/{code}/return_result"))
    );
    let whole = citizen.get(&format!("/api/v1/dossiers/{code}")).await;
    let whole: Value = serde_json::from_slice(&whole.body).unwrap();
    assert_eq!(whole["parts"][0]["procedure"]["code"], "1.004222");
    let part = citizen.get(&format!("/api/v1/dossiers/{}", parts[0].code())).await;
    let part: Value = serde_json::from_slice(&part.body).unwrap();
    assert_eq!(part["lead"], code.to_string());
}

#[tokio::test]
async fn the_receipt_of_the_lead_opens_and_completes_its_parts_and_no_other_does() {
    let office = Office::open().await;
    let (code, secret) = decided(&office).await;
    let kit = &office.kit;
    let part = parts(&office, &code).remove(0);
    assert_eq!(secret_of(&kit.app.receipt_key, &part), secret);
    let police = agent(kit, &part).await;
    let ask = AskSupplement {
        code: part.code().clone(),
        items: vec![WrongItem { about: About::Whole, why: "Thiếu giấy tờ chỗ ở".into() }],
        complete: true,
        why_again: String::new(),
    };
    does(kit, &police, ask.clone()).await;
    let mut citizen = kit.browser();
    let lead = citizen.get(&format!("/dossiers/{code}?key={secret}")).await;
    let path = format!("/dossiers/{}/supplement?key={secret}", part.code());
    assert!(lead.says(&path), "the answer is given where the lead is followed");
    let own = receipt_secret(&kit.app.receipt_key, part.id);
    assert_eq!(
        citizen.get(&path.replace(&secret, &own)).await.status,
        404,
        "a part has no secret of its own"
    );
    let form = citizen.get(&path).await;
    let key = form.value_of("form_key").unwrap().to_string();
    citizen.multipart(&path, &[("form_key", &key), ("note", "Tôi ở nhà thuê")], &[]).await.location();
    assert_eq!(parts(&office, &code)[0].status(), Status::InProcess);
    let page = citizen.get(&format!("/dossiers/{}?key={secret}", part.code())).await;
    assert!(page.says(&format!("/dossiers/{code}?key={secret}")), "and leads back");
}

#[tokio::test]
async fn all_results_are_handed_over_together_when_the_last_part_is_done() {
    let office = Office::open().await;
    let (code, secret) = decided(&office).await;
    let kit = &office.kit;
    settled(&office, &code).await;
    let mut officer = office.browser("quay").await;
    let path = format!("/officer/dossiers/{code}/return_result");
    let form = officer.get(&path).await;
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    officer.post(&path, &[("seq", &seq), ("key", &key), ("how", "counter")]).await.location();
    assert_eq!(office.now(&code).status(), Status::Returned);
    assert!(parts(&office, &code).iter().all(|part| part.status() == Status::Returned));
    let page = kit.browser().get(&format!("/dossiers/{code}?key={secret}")).await;
    assert!(page.says("Đã trả kết quả"));
}

#[tokio::test]
async fn the_lead_shows_what_came_of_each_part_and_their_files_byte_for_byte() {
    let office = Office::open().await;
    let (code, secret) = decided(&office).await;
    let kit = &office.kit;
    let mut person = kit.browser();
    let own = format!("/dossiers/{code}?key={secret}");
    let early = person.get(&own).await;
    assert_eq!(early.text().matches("Chưa có kết quả.").count(), 2, "{}", early.text());
    let scan = crate::kit::papers::pdf("the bao hiem");
    let app = kit.app.clone();
    let keep = move || app.keep_file(&motcua_papers::take("thẻ bảo hiểm.pdf", scan).unwrap());
    let file = tokio::task::spawn_blocking(keep).await.unwrap().unwrap();
    settled_with(&office, &code, std::slice::from_ref(&file)).await;
    let parts = parts(&office, &code);
    let (refused, approved) = (parts[0].code(), parts[1].code());
    let page = person.get(&own).await;
    let text = page.text();
    let list = &text[text.find("Kết quả của các hồ sơ thành phần").unwrap()..];
    let list = &list[..list.find("</section>").unwrap()];
    assert!(!list.contains("Chưa có kết quả"), "{list}");
    let (first, second) = list.split_at(list.find(&approved.to_string()).unwrap());
    assert!(first.contains(&refused.to_string()) && first.contains("Từ chối"), "{list}");
    assert!(first.contains("Kết quả là bản giấy, không có tệp."), "{list}");
    let href = format!("/dossiers/{approved}/files/{}?key={secret}", file.digest.0);
    assert!(second.contains(&href) && second.contains("thẻ bảo hiểm.pdf"), "{list}");
    let read = person.get(&href).await;
    assert_eq!((read.status, &read.body[..]), (200, scan));
    assert!(
        read.header("content-disposition").contains("th%E1%BA%BB"),
        "{}",
        read.header("content-disposition")
    );

    let mut desk = office.browser("quay").await;
    let hands = desk.get(&format!("/officer/dossiers/{code}/return_result")).await;
    for said in [code.to_string(), refused.to_string(), approved.to_string(), "thẻ bảo hiểm.pdf".into()]
    {
        assert!(hands.says(&said), "{said}: {}", hands.text());
    }
    let english = person.get(&format!("{own}&lang=en")).await;
    assert!(english.says("What came of the parts") && english.says("It is on paper, without a file."));
}

#[tokio::test]
async fn results_of_parts_stand_on_the_list_of_their_lead_and_their_pages_say_where_they_are() {
    let office = Office::open().await;
    let (code, secret) = decided(&office).await;
    let mut person = office.kit.browser();
    let choose = format!("/dossiers/{code}/choose_return?key={secret}");
    let centre = [("wanted", "centre"), ("wanted_centre", ELSEWHERE)];
    person.fills_in(&choose, &centre).await.location();
    let mut desk = office.browser("quay").await;
    let waits = desk.get("/officer/results").await;
    assert!(waits.says("Chưa gửi được") && waits.says("Không có kết quả nào chờ chuyển"), "{}", waits.text());
    settled(&office, &code).await;
    let parts = parts(&office, &code);
    let (came, missed) = (parts[0].code().clone(), parts[1].code().clone());
    let own = |code: &DossierCode| format!("/dossiers/{code}?key={secret}");
    for code in [&code, &came, &missed] {
        let page = person.get(&own(code)).await;
        assert!(page.says("Sắp được chuyển đến") && !page.says("Nhận tại"), "{}", page.text());
        let told = person.get(&format!("/api/v1/dossiers/{code}?key={secret}")).await;
        let told: Value = serde_json::from_slice(&told.body).unwrap();
        assert_eq!(told["wanted"]["way"], "centre", "{code}");
    }
    let list = given(&mut desk, &[&code]).await;
    let mut there = office.browser("xakhac").await;
    let shown = there.get(&list).await;
    for one in [&code, &came, &missed] {
        assert!(shown.says(&one.to_string()), "{}", shown.text());
        assert!(person.get(&own(one)).await.says("Kết quả đang được chuyển"));
    }
    let (key, first, second) =
        (shown.value_of("key").unwrap().to_string(), code.to_string(), came.to_string());
    let taken = [("key", &*key), ("came.1", &first), ("came.2", &second), ("note", "thiếu thẻ")];
    there.post(&list, &taken).await.location();
    assert!(person.get(&own(&came)).await.says("Nhận tại"));
    let astray = person.get(&own(&missed)).await;
    assert!(astray.says("Chưa đến nơi") && astray.says("quý vị chưa cần đến"), "{}", astray.text());
    let apart = there.get(&format!("/officer/dossiers/{code}/return_result")).await;
    assert!(apart.says("không ở cùng chỗ"), "{}", apart.text());

    let found = [("how", "found"), ("note", "kẹt trong bì")];
    desk.fills_in(&format!("/officer/dossiers/{missed}/recover_result"), &found).await.location();
    assert!(desk.get("/officer/results").await.says("Đã tìm thấy, sắp được chuyển đến"));
    let list = given(&mut desk, &[&missed]).await;
    let page = there.get(&list).await;
    let (key, third) = (page.value_of("key").unwrap().to_string(), missed.to_string());
    there.post(&list, &[("key", &*key), ("came.1", &third)]).await.location();
    let path = format!("/officer/dossiers/{code}/return_result");
    there.fills_in(&path, &[("how", "counter")]).await.location();
    assert_eq!(office.now(&missed).status(), Status::Returned);
}

/// Brings all parts to their ends.
async fn settled(office: &Office, code: &DossierCode) {
    settled_with(office, code, &[]).await;
}

/// The same; what was approved has these files.
async fn settled_with(office: &Office, code: &DossierCode, files: &[FileRef]) {
    let kit = &office.kit;
    for (part, outcome) in parts(office, code).iter().zip([Outcome::Refused, Outcome::Approved]) {
        let actor = agent(kit, part).await;
        let code = part.code().clone();
        let forwarding = Forward { code: code.clone(), to_officer: None, note: String::new() };
        does(kit, &actor, forwarding.clone()).await;
        let files = if outcome == Outcome::Approved { files.to_vec() } else { Vec::new() };
        let deciding = Decide { code, outcome, reason: "Theo quy định".into(), files, sign: None };
        does(kit, &actor, deciding.clone()).await;
        if kit.app.read(|rows| by_id(rows, part.id)).unwrap().unwrap().decided.is_some() {
            let entry =
                BookEntry {
                    number: "7".into(), book: "Sổ văn bản đi".into(), day: kit.app.now().day()
                };
            let issuing = Issue { code: part.code().clone(), entry, files: Vec::new(), unscanned: None };
            does(kit, &actor, issuing.clone()).await;
        }
    }
}
