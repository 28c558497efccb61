//! What the office of the province keeps: the catalogue, and what other systems are told.

use super::{MONDAY, opens};
use crate::agencies_kept::{COMMITTEE, put};
use crate::kit::Kit;
use crate::kit::album::Album;
use crate::office::{BIRTH, HERE, Office};
use crate::steps::{birth, birth_draft};
use crate::{edit_procedure, manage, staff, webhooks};
use motcua_core::account::DisableAccount;
use motcua_core::act::OfficerId;
use motcua_core::directory::AgencyKind;
use motcua_core::dossier::Verb;
use motcua_core::outbox::DeliveryState;
use motcua_edge::app::DemoAccount;
use motcua_store::outbox;
use std::sync::Arc;

pub async fn the_catalogue(kit: Kit) {
    let mut keeper = manage::keeper(&kit).await;
    let mut waiting = kit.browser();
    birth(&kit, &mut kit.browser()).await;
    let draft = birth_draft(&kit, &mut waiting).await;
    opens(&mut keeper, &["/manage/catalogue", "/manage/catalogue?q=zzzz", "/manage/catalogue?q=1.001193"])
        .await;
    opens(&mut keeper, &["/manage/changes", "/manage/forms", "/manage/forms?q=zzzz", manage::PUT]).await;
    keeper.get("/manage/forms/khai-sinh.1").await;
    opens(
        &mut keeper,
        &["/manage/deeds", "/manage/deeds/xac-nhan-hon-nhan.1", "/manage/deeds/giay-khai-sinh.1"],
    )
    .await;
    keeper.get(&format!("{}?file={}", manage::PUT, manage::FORM)).await;
    let text = kit.app.books.text(manage::FORM).unwrap().to_string();
    for text in
        [text.replacen("\"title\"", "\"titel\"", 1), manage::with_a_question(&text, false), text.clone()]
    {
        manage::checks(&mut keeper, &[manage::file(manage::FORM, text)]).await;
    }
    keeper.get(&format!("{}?version_of={BIRTH}", manage::PUT)).await;
    let fields = format!("/manage/procedures/{BIRTH}/edit");
    let page = keeper.get(&fields).await;
    for typed in [
        &[("do", "more_laws")][..],
        &[("name", ""), ("way.0.fee_vnd", "x"), ("paper.0.copies", "x")],
        &[("paper.1.out", "1")],
    ] {
        edit_procedure::types(&mut keeper, &fields, &page, typed).await;
    }
    // A linked procedure, and one that only the portal's tables have.
    opens(&mut keeper, &["/manage/procedures/2.000986/edit", "/manage/procedures/1.001662/edit"]).await;
    let files = manage::version_two(&kit, "2025-07-15");
    manage::puts(&mut keeper, &files).await.location();
    opens(&mut keeper, &["/manage/changes", "/manage/changes/1"]).await;
    kit.set_clock("2025-07-15T09:00");
    let page = waiting.get(&draft).await.location().to_string();
    waiting.get(&page).await;
}

pub async fn the_agencies(kit: Kit) {
    let mut keeper = manage::keeper(&kit).await;
    let (edit, end, hours) =
        (format!("{COMMITTEE}/edit"), format!("{COMMITTEE}/end"), format!("{COMMITTEE}/hours"));
    let import = "/manage/agencies/import";
    opens(&mut keeper, &["/manage/agencies", "/manage/agencies?q=zzzz", COMMITTEE, "/manage/agencies/new"])
        .await;
    // The register of land serves a province, and may serve a part of it.
    let registry =
        kit.app.law.directory.agencies().iter().find(|agency| agency.kind == AgencyKind::LandRegistry);
    let registry = format!("/manage/agencies/{}", registry.unwrap().code);
    opens(&mut keeper, &[&edit, &end, &hours, &registry, &format!("{registry}/edit"), import]).await;
    opens(&mut keeper, &["/manage/hours", "/manage/hours/standard", "/manage/calendar"]).await;
    let named = [
        ("name", "Ủy ban nhân dân phường mới"),
        ("name_en", "A ward"),
        ("centre", ""),
        ("from", "01/12/2027"),
    ];
    let page = keeper.post(&edit, &named).await;
    put(&mut keeper, &page).await;
    keeper.get(&edit).await;
    keeper.post(&edit, &[("point", "x"), ("covers", "x")]).await;
    keeper.post("/manage/agencies/new", &[("code", "x"), ("covers", "Bến Nghé")]).await;
    keeper.multipart(import, &[], &[("file", "a.csv", "Cơ quan;Tọa độ\nH57.101;x\nx;\n".as_bytes())]).await;
    keeper.multipart(import, &[], &[]).await;
    let from =
        [("from", "01/08/2026"), ("opens.0", "07:00"), ("closes.0", "12:00"), ("article", "QĐ 7/QĐ-UBND")];
    for (path, fields) in [("/manage/hours/standard", from.as_slice()), (&hours, &from)] {
        let page = keeper.post(path, fields).await;
        put(&mut keeper, &page).await;
    }
    keeper.post("/manage/hours/standard", &[("from", "x"), ("opens.0", "x")]).await;
    keeper.post("/manage/calendar?year=2026", &[("date", "x")]).await;
    let swap = [("kind", "swap"), ("date", "01/12/2028"), ("partner", "09/12/2028")];
    let named = [("name", "Quốc khánh"), ("name_en", "National Day")];
    let page = keeper.post("/manage/calendar?year=2028", &[swap.as_slice(), &named].concat()).await;
    put(&mut keeper, &page).await;
    opens(&mut keeper, &["/manage/calendar?year=2028", "/manage/calendar?year=2040", "/manage/hours"]).await;
    keeper.post("/manage/calendar?year=2028", &[("do", "announced")]).await;
    let page = keeper.post("/manage/calendar?year=2028", &[("do", "announced"), ("source", "TB 1")]).await;
    put(&mut keeper, &page).await;
    let branch = [("kind", "tax"), ("code", "H57.901"), ("covers", "Phường Thuận Hóa")];
    let named = [("name", "Thuế cơ sở 1"), ("name_en", "Tax Office 1"), ("from", "01/12/2028")];
    let page = keeper.post("/manage/agencies/new", &[branch.as_slice(), &named].concat()).await;
    put(&mut keeper, &page).await;
    let branch = "/manage/agencies/H57.901";
    let page = keeper.post(&format!("{branch}/end"), &[("last", "31/12/2028"), ("successor", "")]).await;
    put(&mut keeper, &page).await;
    opens(&mut keeper, &["/manage/agencies?q=H57.901", branch, &format!("{branch}/end")]).await;
}

pub async fn other_systems(kit: Kit) {
    let mut keeper = manage::keeper(&kit).await;
    opens(&mut keeper, &["/manage/webhooks"]).await;
    keeper.fills_in("/manage/webhooks/new", &[("address", "https://169.254.169.254/latest")]).await;
    let href = webhooks::registered(&mut keeper).await;
    let edit = format!("{href}/edit");
    opens(&mut keeper, &[&edit, "/manage/waiting_commands"]).await;
    keeper.fills_in(&edit, &[("address", "https://169.254.169.254/latest")]).await;
    for (verb, fields) in [
        ("rotate_secret", [].as_slice()),
        ("test", &[]),
        ("pause", &[("reason", " ")]),
        ("pause", &[("reason", "bảo trì cuối tuần")]),
        ("resume", &[]),
    ] {
        let done = webhooks::does(&mut keeper, &href, verb, fields).await;
        if done.status == 303 {
            opens(&mut keeper, &[done.location(), "/manage/webhooks"]).await;
        }
    }
    let system = format!("webhook:{}", href.rsplit('/').next().unwrap());
    let message = kit.app.read(|rows| outbox::latest(rows, &system, None, None, 10)).unwrap().remove(0);
    let dead = outbox::ended(&message.id, 0, DeliveryState::Dead, "500", kit.app.now());
    kit.app.store.keep(dead).done().await.unwrap();
    opens(&mut keeper, &[&format!("{href}?state=dead"), &format!("{href}/deliveries/{}", message.id)]).await;
    let done = webhooks::does(&mut keeper, &href, "remove", &[("reason", "hết liên thông")]).await;
    opens(&mut keeper, &[done.location(), &href, "/manage/webhooks"]).await;
}

pub async fn the_staff(office: Office) {
    let code = office.dossier("Lê Thị Na", &[Verb::Accept]).await;
    let forward = format!("/officer/dossiers/{code}/forward");
    office.browser("quay").await.fills_in(&forward, &[("to_officer", "thuly")]).await.location();
    let mut keeper = staff::keeper(&office.kit).await;
    opens(
        &mut keeper,
        &["/manage/staff", "/manage/staff?q=zzzz", "/manage/staff/new", "/manage/staff/import"],
    )
    .await;
    keeper
        .fills_in("/manage/staff/new", &[("name", ""), ("email", "x"), ("from.0", "x"), ("duty.0", "1")])
        .await;
    keeper.fills_in("/manage/staff/new", &[("name", ""), ("email", "x")]).await;
    staff::opens(&mut keeper, "moi", HERE).await;
    staff::brings(&mut keeper, &staff::LIST.replace("Tiếp nhận", "vua")).await;
    let shown = staff::brings(&mut keeper, staff::LIST).await;
    staff::confirms(&mut keeper, &shown).await;
    keeper.multipart("/manage/staff/import", &[], &[]).await;
    let (person, held) = ("/manage/staff/people/thuly", code.to_string());
    let stand_in = [("officer", "vanthu"), ("duty", "case"), ("from", "14/7/2025"), ("to", "18/7/2025")];
    for (verb, wrong) in [
        ("edit_account", &[("name", "")][..]),
        ("give_duties", &[("from.1", "x")]),
        ("let_stand_in", &[("to", "x")]),
        ("transfer", &[("from", "x")]),
        ("disable_account", &[]),
        ("reassign", &[("dossier", &held)]),
    ] {
        keeper.get(&format!("{person}/{verb}")).await;
        keeper.fills_in(&format!("{person}/{verb}"), wrong).await;
    }
    keeper.fills_in(&format!("{person}/let_stand_in"), &stand_in).await.location();
    opens(&mut keeper, &[person, &format!("{person}?done=let_stand_in"), "/manage/staff/people/vanthu"])
        .await;
    opens(&mut keeper, &["/manage/staff/people/quantri", "/manage/staff/people/quay/reassign"]).await;
    office.browser("vanthu").await.get("/officer/work").await;
    let mut clerk = office.browser("quay").await;
    clerk.get("/officer/password").await;
    clerk.post("/officer/password", &[("password", "x"), ("again", "y")]).await;
    office.kit.keep_account(DisableAccount { id: OfficerId("moi".into()), leaves_dossiers: false }).await;
    opens(&mut keeper, &["/manage/staff/people/moi", "/manage/staff"]).await;
}

/// A world of which everything is simulated says so, and lets everybody in.
pub async fn simulated(album: &Arc<Album>) {
    let kit = Kit::with(MONDAY, Default::default(), |server| {
        server.simulated = true;
        server.demo_accounts.push(DemoAccount {
            id: "quay".into(),
            role: "Tiếp nhận".into(),
            role_en: "Reception".into(),
            agency: "Phường Phú Xuân".into(),
            password: "mot-cua".into(),
        });
    });
    opens(&mut kit.shown_to(album).browser(), &["/", "/privacy", "/sources", "/officer/sign_in"]).await;
}
