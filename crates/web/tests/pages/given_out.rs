//! A dossier at another agency: on whose list it lies, and who records what came back.

use crate::office::{HERE, Office};
use motcua_core::catalogue::Duty;
use motcua_core::catalogue::StepTemplate;
use motcua_core::competence::{DecidingFact, DecidingFacts, PlaceSaid};
use motcua_core::directory::{AgencyCode, AgencyKind, DepartmentField};
use motcua_core::dossier::{Dossier, DossierCode, Status, Verb, Verb::*, ledger};
use motcua_store::dossier as stored;
use std::collections::BTreeSet;

/// Corrects a certificate: the commune decides, the land registry checks the map.
const LAND: &str = "dat-dai-dinh-chinh-giay-chung-nhan-lan-dau";

async fn at_the_land_registry(office: &Office) -> DossierCode {
    let code = office.submitted_of(LAND, "default", "Lê Văn Đất").await;
    office.carry_on(&code, &[Accept, Forward, Forward]).await;
    code
}

#[tokio::test]
async fn what_lies_at_an_agency_without_accounts_is_listed_and_its_reply_recorded() {
    let office = Office::open().await;
    let code = at_the_land_registry(&office).await;
    let mut case = office.browser("thuly").await;
    let work = case.get("/officer/work").await;
    assert!(
        work.says("Đang ở cơ quan khác") && work.says("Cơ quan này chưa có tài khoản"),
        "{}",
        work.main()
    );
    assert!(work.says("Văn phòng Đăng ký đất đai"), "{}", work.main());
    assert!(work.says("phần việc đến"), "the day of its share: {}", work.main());
    let path = format!("/officer/dossiers/{code}/record_reply");
    assert!(work.says(&format!("href=\"{path}\"")));
    let page = case.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    let form = [("word", "done"), ("text", "CV 12/VPĐK ngày 14/7"), ("seq", seq), ("key", key)];
    let done = case.post(&path, &form).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=record_reply"));
    let page = case.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Cơ quan khác trả kết quả") && page.says("CV 12/VPĐK ngày 14/7"), "{}", page.main());
    assert!(page.says("Cơ quan khác trả về"), "what it gave back is on the page");
    assert!(!case.get("/officer/work").await.says("Đang ở cơ quan khác"), "it is back");
    let slip = case.get(&format!("/officer/dossiers/{code}/hand_overs")).await;
    for words in ["Mẫu số 06", "Lê Văn Đất", "Cơ quan phối hợp", "Sớm hạn", "CV 12/VPĐK ngày 14/7"]
    {
        assert!(slip.says(words), "{words}: {}", slip.main());
    }
    assert_eq!(slip.main().matches("<tr role=\"row\"><th role=\"rowheader\"").count(), 3, "three hand-overs");
    let href = format!("/officer/dossiers/{code}/hand_overs.pdf");
    assert!(slip.says(&href));
    crate::kit::left("mau-06", &case.get(&href).await);
}

#[tokio::test]
async fn an_agency_with_accounts_has_it_on_its_own_list_and_does_its_share_itself() {
    let mut office = Office::open().await;
    let code = at_the_land_registry(&office).await;
    let registry = office.now(&code).holder.agency;
    office.add("bando", &registry, &[Duty::Case]).await;
    let mut case = office.browser("thuly").await;
    let work = case.get("/officer/work").await;
    assert!(work.says("Đang ở cơ quan khác") && !work.says("chưa có tài khoản"), "{}", work.main());
    assert_eq!(case.get(&format!("/officer/dossiers/{code}/record_reply")).await.status, 422);
    let mut registry = office.browser("bando").await;
    let work = registry.get("/officer/work").await;
    assert!(work.says(&code.to_string()) && work.says("phần việc đến"), "{}", work.main());
    let path = format!("/officer/dossiers/{code}/forward");
    let page = registry.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    let done = registry.post(&path, &[("note", "Đã trích lục"), ("seq", seq), ("key", key)]).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=forward"));
    let back = office.now(&code);
    assert_eq!((back.holder.agency.as_str(), back.status()), ("H57.101", Status::InProcess));
    assert!(case.get("/officer/work").await.says(&code.to_string()));
}

#[tokio::test]
async fn a_share_that_is_used_up_is_not_whole_again_when_the_dossier_comes_back() {
    let mut office = Office::open().await;
    let code = at_the_land_registry(&office).await;
    let registry = office.now(&code).holder.agency;
    office.add("bando", &registry, &[Duty::Case]).await;
    office.kit.set_clock("2025-09-15T09:00");
    for way in [&[][..], &[HandBack, Forward]] {
        office.carry_on(&code, way).await;
        for officer in ["bando", "thuly"] {
            let work = office.browser(officer).await.get("/officer/work").await;
            assert!(work.says("phần việc đã hết từ"), "{officer} {way:?}: {}", work.main());
            assert!(!work.says("phần việc đến"), "{officer} {way:?}: {}", work.main());
        }
    }
}

#[tokio::test]
async fn what_the_province_asks_of_an_agency_without_accounts_the_desk_that_sent_it_answers() {
    let mut office = Office::open().await;
    office.add("tinh", &AgencyCode::parse("H57").unwrap(), &[Duty::Leader]).await;
    // The land registry decides on it, and nobody there signs in.
    let code = office.submitted_of("1.012783", "default", "Lê Văn Đất").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    let path = format!("/manage/oversight/instruct?item={code}");
    let mut above = office.browser("tinh").await;
    let page = above.get(&path).await;
    let fields =
        [("item", &*code.to_string()), ("text", "Báo cáo tiến độ"), ("many", "1"), ("unit", "working_days")];
    let key = page.value_of("key").unwrap().to_string();
    let form: Vec<_> = fields.into_iter().chain([("key", &*key)]).collect();
    let sent = above.post("/manage/oversight/instruct", &form).await;
    assert_eq!(sent.location(), format!("/manage/oversight/{code}?done=instruct"));
    let mut desk = office.browser("quay").await;
    let answer = format!("/officer/dossiers/{code}/answer_instruction");
    let work = desk.get("/officer/work").await;
    assert!(work.says("Báo cáo tiến độ") && work.says(&answer), "{}", work.main());
    let page = desk.get(&answer).await;
    let (number, key) = (page.value_of("number").unwrap(), page.value_of("key").unwrap());
    let form = [("number", number), ("answer", "Đã gửi công văn nhắc"), ("key", key)];
    let done = desk.post(&answer, &form).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=answer_instruction"));
    assert!(!desk.get("/officer/work").await.says("Báo cáo tiến độ"), "answered");
}

/// What whoever has it does next.
fn next(dossier: &Dossier) -> Verb {
    match (dossier.status(), dossier.holder.duty) {
        (Status::Submitted, _) => Accept,
        (Status::Completed, _) => ReturnResult,
        (_, Duty::Leader) => Decide,
        (_, Duty::Registry) => Issue,
        _ => Forward,
    }
}

#[tokio::test]
async fn every_procedure_of_several_agencies_walks_from_desk_to_desk_to_its_result() {
    let mut office = Office::open().await;
    let law = office.kit.app.law.clone();
    let day = office.kit.app.now().day();
    let commune = law.directory.agency(&AgencyCode::parse(HERE).unwrap()).unwrap().unit.clone();
    for (id, kind) in [("vpdk", AgencyKind::LandRegistry), ("thue", AgencyKind::Tax)] {
        let agency = law.directory.covering(kind, None, &commune, day).unwrap().code.clone();
        office.add(id, &agency, &Duty::DESKS).await;
    }
    // Also those that the land registry decides for itself.
    let goes_out = |steps: &StepTemplate| steps.name.starts_with("land_");
    let mut walked = 0;
    for procedure in law.catalogue.all() {
        let Some(version) = procedure.version_on(day) else { continue };
        let steps = law.catalogue.steps(&version.steps).unwrap();
        if !goes_out(steps) {
            continue;
        }
        let case = version.cases[0].id.as_str();
        let code = office.submitted_of(procedure.id.as_str(), case, "Lê Văn Đất").await;
        let mut held = BTreeSet::new();
        for _ in 0..20 {
            let dossier = office.now(&code);
            held.insert(law.directory.agency(&dossier.holder.agency).unwrap().kind);
            if dossier.status() == Status::Returned {
                break;
            }
            office.carry_out(&code, next(&dossier)).await;
        }
        let dossier = office.now(&code);
        assert_eq!(dossier.status(), Status::Returned, "{}", procedure.id);
        let named = steps.steps.iter().filter_map(|step| step.agency).map(|agency| agency.kind);
        let mut wanted: BTreeSet<_> = named.collect();
        wanted.insert(AgencyKind::PeopleCommittee);
        wanted.insert(law.directory.agency(&dossier.submission.competent).unwrap().kind);
        assert_eq!(held, wanted, "{}: who had it", procedure.id);
        let events = office.kit.app.read(|rows| stored::events(rows, dossier.id)).unwrap();
        let lines = ledger(&events, &law, office.kit.app.now());
        let accounted: BTreeSet<_> = lines
            .iter()
            .filter_map(|line| line.keeper.agency())
            .map(|agency| law.directory.agency(agency).unwrap().kind)
            .collect();
        assert_eq!(accounted, wanted, "{}: whose time is counted", procedure.id);
        walked += 1;
    }
    assert_eq!(walked, 18, "the land procedures that several agencies handle");
}

/// Walks until the result is returned; the kinds of agencies that had it, in order.
async fn walked(office: &Office, code: &DossierCode, next: impl Fn(&Dossier) -> Verb) -> Vec<AgencyKind> {
    let law = office.kit.app.law.clone();
    let mut held = Vec::new();
    for _ in 0..20 {
        let dossier = office.now(code);
        let kind = law.directory.agency(&dossier.holder.agency).unwrap().kind;
        if held.last() != Some(&kind) {
            held.push(kind);
        }
        if dossier.status() == Status::Returned {
            return held;
        }
        office.carry_out(code, next(&dossier)).await;
    }
    panic!("{code} did not come to its result: {held:?}");
}

/// The desk that sent it records the result of an agency where nobody signs in.
fn next_recorded(dossier: &Dossier) -> Verb {
    match dossier.status() {
        Status::InProcess => RecordReply,
        _ => next(dossier),
    }
}

#[tokio::test]
async fn what_social_insurance_decides_is_taken_and_comes_back_with_its_result() {
    let mut office = Office::open().await;
    let law = office.kit.app.law.clone();
    let day = office.kit.app.now().day();
    let commune = law.directory.agency(&AgencyCode::parse(HERE).unwrap()).unwrap().unit.clone();
    let insurance = law.directory.covering(AgencyKind::SocialInsurance, None, &commune, day).unwrap();
    let there_and_back =
        [AgencyKind::PeopleCommittee, AgencyKind::SocialInsurance, AgencyKind::PeopleCommittee];
    for signs_in in [false, true] {
        if signs_in {
            office.add("bhxh", &insurance.code, &Duty::DESKS).await;
        }
        let next = if signs_in { next } else { next_recorded };
        let mut taken = 0;
        for procedure in law.catalogue.all() {
            let version = procedure.version_on(day).unwrap();
            if version.steps != "social_insurance" || version.ways.is_empty() {
                continue;
            }
            let (id, case) = (procedure.id.as_str(), version.cases[0].id.as_str());
            let code = office.submitted_of(id, case, "Lê Văn Hưu").await;
            assert_eq!(walked(&office, &code, next).await, there_and_back, "{id}, signs in: {signs_in}");
            assert_eq!(office.now(&code).submission.competent, insurance.code, "{id}");
            taken += 1;
        }
        assert_eq!(taken, 23, "all but the two of which the portal gives a limit without a unit");
    }
}

#[tokio::test]
async fn what_the_commune_examines_for_a_department_lies_at_both() {
    let mut office = Office::open().await;
    let law = office.kit.app.law.clone();
    let day = office.kit.app.now().day();
    let commune = law.directory.agency(&AgencyCode::parse(HERE).unwrap()).unwrap().unit.clone();
    let department =
        |field| law.directory.covering(AgencyKind::Department, Some(field), &commune, day).unwrap();
    let (home, roads) = (department(DepartmentField::HomeAffairs), department(DepartmentField::Construction));
    office.add("noivu", &home.code, &Duty::DESKS).await;
    office.add("xaydung", &roads.code, &Duty::DESKS).await;
    let (committee, department) = (AgencyKind::PeopleCommittee, AgencyKind::Department);
    for procedure in ["2.002755", "2.002757"] {
        // It is taken at the counter only, and accepted there.
        let code = office.submitted_of(procedure, "default", "Lê Văn Cựu").await;
        office.carry_on(&code, &[Forward]).await;
        let dossier = office.now(&code);
        assert_eq!(
            (dossier.holder.agency.as_str(), dossier.holder.duty),
            (HERE, Duty::Case),
            "the commune first"
        );
        assert_eq!(walked(&office, &code, next).await, [committee, department, committee], "{procedure}");
        assert_eq!(office.now(&code).submission.competent, home.code);
    }
    // Who decides on a road is whoever keeps it.
    let on_a = |road: &str| DecidingFacts {
        circumstance: Some(road.into()),
        places: [(DecidingFact::HappenedAt, PlaceSaid::at(&commune))].into(),
        ..DecidingFacts::default()
    };
    for procedure in ["1.013061", "1.013274"] {
        let of_commune =
            office.handed_in(procedure, "default", "Lê Văn Đường", on_a("commune_road")).await.unwrap();
        assert_eq!(walked(&office, &of_commune, next).await, [committee], "{procedure}");
        let of_department =
            office.handed_in(procedure, "default", "Lê Văn Đường", on_a("department_road")).await.unwrap();
        assert_eq!(office.now(&of_department).submission.competent, roads.code, "{procedure}");
        assert_eq!(
            walked(&office, &of_department, next).await,
            [committee, department, committee],
            "{procedure}"
        );
        let of_ministry = office.handed_in(procedure, "default", "Lê Văn Đường", on_a("ministry_road")).await;
        assert_eq!(of_ministry.err(), Some("competence.no-agency"), "{procedure}");
    }
}

#[tokio::test]
async fn what_the_army_decides_is_read_with_where_to_bring_it() {
    let office = Office::open().await;
    let mut citizen = office.kit.browser();
    for (procedure, words) in [
        ("1.013144", "nộp giấy tại Ủy ban nhân dân hoặc Ban Chỉ huy quân sự phường, xã"),
        ("2.002764", "nộp tại đơn vị quân đội của quân nhân"),
    ] {
        let page = citizen.get(&format!("/procedures/{procedure}")).await;
        assert!(page.says(words), "{procedure}: {}", page.main());
        assert!(!page.says("Nộp hồ sơ trực tuyến"), "{procedure}");
    }
}
