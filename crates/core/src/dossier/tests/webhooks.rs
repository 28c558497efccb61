//! Which systems are told of what, and who decides that.

use super::{HERE, PROVINCE_OFFICE, THERE, Town, agency, at, citizen, officer};
use crate::act::{Actor, RecordFact, Tell};
use crate::catalogue::Duty;
use crate::directory::UnitCode;
use crate::dossier::{Milestone, Status, Verb};
use crate::law::ClockStart;
use crate::memory::Memory;
use crate::outbox::{Delivery, DeliveryState};
use crate::webhook::*;
use crate::{Halt, Law, Moment};

const ID: &str = "0199";

fn law() -> Law {
    let mut law = super::law::law(ClockStart::Acceptance);
    law.policy.province = UnitCode::parse("46").ok();
    law
}

fn secret() -> WebhookSecret {
    WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into())
}

fn registering() -> RegisterWebhook {
    RegisterWebhook {
        id: ID.into(),
        name: " Kho dữ liệu  Sở Nội vụ ".into(),
        address: "https://lienthong.example.vn/motcua".into(),
        milestones: vec![Milestone::Decided, Milestone::Accepted, Milestone::Decided],
        agency: None,
        secret: secret(),
    }
}

/// What the rule says, with these webhooks and messages there.
fn judged(
    actor: &Actor,
    hooks: &[Webhook],
    deliveries: &[Delivery],
    command: impl Into<WebhookCommand>,
) -> Result<Changes, Vec<&'static str>> {
    let law = law();
    let read = &mut Memory { webhooks: hooks.to_vec(), deliveries: deliveries.to_vec(), ..Memory::default() };
    let desk = &mut Desk { law: &law, read, actor, now: at("2025-07-14T09:00") };
    command.into().carry_out(desk).map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("{fault}"),
    })
}

fn leader() -> Actor {
    officer(PROVINCE_OFFICE, &[Duty::Leader])
}

fn registered() -> Webhook {
    judged(&leader(), &[], &[], registering()).unwrap().first.after
}

fn did(hook: &Webhook, command: impl Into<WebhookCommand>) -> Webhook {
    judged(&leader(), std::slice::from_ref(hook), &[], command).unwrap().first.after
}

fn paused() -> PauseWebhook {
    PauseWebhook { id: ID.into(), reason: "bảo trì".into() }
}

fn removed() -> RemoveWebhook {
    RemoveWebhook { id: ID.into(), reason: "hết liên thông".into() }
}

#[test]
fn the_leader_of_the_provinces_office_registers_and_history_never_holds_the_secret() {
    let changes = judged(&leader(), &[], &[], registering()).unwrap();
    let hook = &changes.first.after;
    assert_eq!(hook.name, "Kho dữ liệu Sở Nội vụ");
    assert_eq!(hook.milestones, [Milestone::Accepted, Milestone::Decided]);
    assert_eq!(hook.secret, Some(secret()));
    let history = serde_json::to_string(&changes.first.events).unwrap();
    let state = serde_json::to_string(hook).unwrap();
    assert!(!history.contains("whsec") && !state.contains("whsec") && !format!("{hook:?}").contains("whsec"));
    for somebody in [
        officer(HERE, &[Duty::Leader]),
        officer(PROVINCE_OFFICE, &[Duty::Case]),
        officer(super::ELSEWHERE, &[Duty::Leader]),
    ] {
        assert_eq!(judged(&somebody, &[], &[], registering()), Err(vec!["webhook.not-yours"]));
    }
    assert_eq!(judged(&citizen(), &[], &[], registering()), Err(vec!["account.officers-only"]));
}

#[test]
fn a_registration_is_refused_with_everything_that_is_wrong() {
    let wrong = RegisterWebhook {
        name: "…".into(),
        address: "https://10.0.0.1/".into(),
        milestones: Vec::new(),
        agency: Some(agency("H99.999")),
        ..registering()
    };
    let codes = [
        "webhook.name-missing",
        "webhook.address-inside",
        "webhook.milestones-missing",
        "webhook.unknown-agency",
    ];
    assert_eq!(judged(&leader(), &[], &[], wrong), Err(codes.to_vec()));
    let again = judged(&leader(), &[registered()], &[], registering());
    assert_eq!(again, Err(vec!["webhook.registered-already"]));
}

fn editing() -> EditWebhook {
    EditWebhook {
        id: ID.into(),
        edits: 0,
        name: " Kho dữ liệu  mới ".into(),
        address: " https://moi.example.vn/motcua".into(),
        milestones: vec![Milestone::Returned, Milestone::Accepted, Milestone::Returned],
        agency: Some(agency(HERE)),
    }
}

#[test]
fn an_edited_webhook_is_told_by_its_new_terms_under_the_rules_of_a_registration() {
    let first = registered();
    let hook = did(&first, editing());
    assert_eq!(
        (hook.name.as_str(), hook.address.as_str()),
        ("Kho dữ liệu mới", "https://moi.example.vn/motcua")
    );
    assert_eq!(
        (&*hook.milestones, hook.agency),
        (&[Milestone::Accepted, Milestone::Returned][..], Some(agency(HERE)))
    );
    assert!(
        did(&did(&first, paused()), editing()).state != WebhookState::Active,
        "one that is paused stays so"
    );
    let said = |command: EditWebhook| judged(&leader(), std::slice::from_ref(&first), &[], command);
    let wrong = EditWebhook {
        name: "…".into(),
        address: "http://169.254.169.254/latest".into(),
        milestones: Vec::new(),
        agency: Some(agency("H99.999")),
        ..editing()
    };
    let codes = [
        "webhook.name-missing",
        "webhook.address-inside",
        "webhook.milestones-missing",
        "webhook.unknown-agency",
    ];
    assert_eq!(said(wrong), Err(codes.to_vec()));
    let RegisterWebhook { name, address, milestones, agency, .. } = registering();
    let same = EditWebhook { name, address, milestones, agency, ..editing() };
    assert_eq!(said(same), Err(vec!["webhook.nothing-changed"]));
    for somebody in [officer(HERE, &[Duty::Leader]), Actor::Outside { system: first.system() }] {
        assert!(judged(&somebody, std::slice::from_ref(&first), &[], editing()).is_err(), "{somebody:?}");
    }
}

#[test]
fn of_two_who_edit_at_once_the_second_looks_again() {
    let hook = did(&registered(), editing());
    let second = EditWebhook { name: "Kho khác".into(), ..editing() };
    let said = judged(&leader(), std::slice::from_ref(&hook), &[], second.clone());
    assert_eq!(said, Err(vec!["webhook.out-of-date"]));
    // What else happened meanwhile is no reason to look again.
    let tested = did(&hook, TestWebhook { id: ID.into() });
    assert_eq!(did(&tested, EditWebhook { edits: 1, ..second }).name, "Kho khác");
}

#[test]
fn what_may_be_done_to_a_webhook_depends_on_how_it_stands() {
    let id = || ID.to_string();
    let test = || WebhookCommand::from(TestWebhook { id: id() });
    let resume = || WebhookCommand::from(ResumeWebhook { id: id() });
    let rotate = || WebhookCommand::from(RotateSecret { id: id(), secret: secret() });
    let active = registered();
    let (waits, gone) = (did(&active, paused()), did(&active, removed()));
    let (not_paused, paused_already, removed_already) =
        ("webhook.not-paused", "webhook.paused-already", "webhook.removed");
    let table: [(&str, WebhookCommand, [&str; 3]); 6] = [
        ("edit", editing().into(), ["", "", removed_already]),
        ("test", test(), ["", paused_already, removed_already]),
        ("pause", paused().into(), ["", paused_already, removed_already]),
        ("resume", resume(), [not_paused, "", removed_already]),
        ("rotate", rotate(), ["", "", removed_already]),
        ("remove", removed().into(), ["", "", removed_already]),
    ];
    for (what, command, codes) in table {
        for (hook, code) in [&active, &waits, &gone].into_iter().zip(codes) {
            let said = judged(&leader(), std::slice::from_ref(hook), &[], command.clone());
            let said = said.map_or_else(|codes| codes.join(" "), |_| String::new());
            assert_eq!(said, code, "{what} when {:?}", hook.state);
        }
        let said = judged(&leader(), &[], &[], command);
        assert_eq!(said, Err(vec!["webhook.unknown"]), "{what} of none");
    }
    assert!(did(&waits, ResumeWebhook { id: id() }).is_active());
    let silent = judged(&leader(), &[active], &[], PauseWebhook { reason: " ".into(), ..paused() });
    assert_eq!(silent, Err(vec!["dossier.reason-missing"]));
}

#[test]
fn a_system_pauses_its_own_webhook_and_nobody_elses() {
    let system = |name: &str| Actor::Outside { system: name.into() };
    let hooks = [registered()];
    let own = judged(&system("webhook:0199"), &hooks, &[], paused()).unwrap();
    assert!(!own.first.after.is_active());
    for actor in
        [system("webhook:0200"), system("bank"), Actor::Clock, citizen(), officer(HERE, &[Duty::Leader])]
    {
        assert_eq!(judged(&actor, &hooks, &[], paused()), Err(vec!["webhook.not-yours"]), "{actor:?}");
    }
}

#[test]
fn a_test_message_is_told_with_the_act() {
    let changes = judged(&leader(), &[registered()], &[], TestWebhook { id: ID.into() }).unwrap();
    let [Tell { system, kind, data, .. }] = &changes.tell[..] else { panic!("{:?}", changes.tell) };
    assert_eq!((system.as_str(), kind.as_str()), ("webhook:0199", "vn.motcua.test"));
    assert_eq!(data, "{\"webhook\":\"Kho dữ liệu Sở Nội vụ\"}");
}

#[test]
fn only_what_has_ended_and_is_its_own_is_sent_again() {
    let delivery = |system: &str, state| Delivery {
        id: "msg_1".into(),
        system: system.into(),
        kind: "vn.motcua.test".into(),
        subject: String::new(),
        data: "{}".into(),
        at: Moment(0),
        state,
        tries: 3,
        next_at: Moment(0),
        answer: "500".into(),
        ended_at: None,
    };
    let own = "webhook:0199";
    for (message, code) in [
        (delivery(own, DeliveryState::Dead), ""),
        (delivery(own, DeliveryState::Delivered), ""),
        (delivery(own, DeliveryState::Waiting), "webhook.delivery-waits"),
        (delivery("webhook:0200", DeliveryState::Dead), "webhook.unknown-delivery"),
    ] {
        let command = SendAgain { id: ID.into(), delivery: message.id.clone() };
        let said = judged(&leader(), &[registered()], std::slice::from_ref(&message), command);
        let said = said.map_or_else(|codes| codes.join(" "), |_| String::new());
        assert_eq!(said, code, "{message:?}");
    }
}

/// What a webhook is told of the last event of this dossier.
fn told(hook: &Webhook, town: &Town) -> Option<Tell> {
    hook.told_of(town.dossier(), town.events.last().unwrap())
}

fn hook_of(milestones: &[Milestone], of: Option<&str>) -> Webhook {
    let command =
        RegisterWebhook { milestones: milestones.to_vec(), agency: of.map(agency), ..registering() };
    judged(&leader(), &[], &[], command).unwrap().first.after
}

#[test]
fn a_webhook_is_told_of_its_milestones_of_its_agency_since_it_is_there() {
    let decided = Town::at_status(Status::Completed);
    let all = hook_of(&Milestone::ALL, None);
    let tell = told(&all, &decided).unwrap();
    assert_eq!(tell.kind, "vn.motcua.dossier.decided");
    let code = decided.dossier().code().to_string();
    assert_eq!(tell.subject, code);
    let data: serde_json::Value = serde_json::from_str(&tell.data).unwrap();
    assert_eq!((data["code"].as_str(), data["status"].as_str()), (Some(code.as_str()), Some("completed")));
    assert_eq!(data["outcome"], "approved");
    assert_eq!(data["due_at"].as_str().map(|due| &due[..10]), Some(&decided.due()[..10]));
    assert!(!tell.data.contains("Nguyễn") && !tell.data.contains("theo quy định"), "{}", tell.data);

    assert_eq!(told(&hook_of(&[Milestone::Accepted], None), &decided), None);
    for (of, is_told) in [(HERE, true), (THERE, true), (PROVINCE_OFFICE, false)] {
        assert_eq!(told(&hook_of(&Milestone::ALL, Some(of)), &decided).is_some(), is_told, "{of}");
    }
    assert_eq!(told(&did(&all, removed()), &decided), None);
    assert!(told(&did(&all, paused()), &decided).is_some(), "it waits until it is resumed");
}

#[test]
fn what_an_office_does_inside_is_told_to_nobody() {
    let all = hook_of(&Milestone::ALL, None);
    for (way, is_told) in [
        (&[][..], true),
        (&[Verb::Accept], true),
        (&[Verb::Accept, Verb::Forward], false),
        (&[Verb::Accept, Verb::Forward, Verb::AskOpinion], false),
        (&[Verb::Accept, Verb::Forward, Verb::AskSupplement], true),
    ] {
        assert_eq!(told(&all, &Town::brought(way)).is_some(), is_told, "{way:?}");
    }
}

#[test]
fn a_milestone_has_the_word_of_its_fact() {
    for status in Status::ALL {
        for event in &Town::at_status(status).events {
            if let Some(milestone) = event.fact.milestone() {
                assert_eq!(milestone.as_str(), event.fact.kind());
            }
        }
    }
    for milestone in Milestone::ALL {
        assert_eq!(Milestone::parse(milestone.as_str()), Some(milestone));
        assert_eq!(serde_json::to_value(milestone).unwrap(), milestone.as_str());
    }
}

#[test]
fn a_message_is_a_cloud_event_and_the_same_at_every_try() {
    let message = Delivery {
        id: "msg_1".into(),
        system: "webhook:0199".into(),
        kind: "vn.motcua.dossier.accepted".into(),
        subject: "H57.101-250714-0001".into(),
        data: "{\"code\":\"H57.101-250714-0001\"}".into(),
        at: at("2025-07-14T09:00"),
        state: DeliveryState::Waiting,
        tries: 0,
        next_at: Moment(0),
        answer: String::new(),
        ended_at: None,
    };
    let source = source_of(&UnitCode::parse("46").unwrap());
    let said = cloud_event(&source, &message);
    assert_eq!(
        said,
        "{\"specversion\":\"1.0\",\"id\":\"msg_1\",\"source\":\"/motcua/46\",\
         \"type\":\"vn.motcua.dossier.accepted\",\"subject\":\"H57.101-250714-0001\",\
         \"time\":\"2025-07-14T09:00:00+07:00\",\"datacontenttype\":\"application/json\",\
         \"data\":{\"code\":\"H57.101-250714-0001\"}}"
    );
    let tried = Delivery { tries: 4, answer: "500".into(), next_at: Moment(9), ..message };
    assert_eq!(cloud_event(&source, &tried), said);
}
