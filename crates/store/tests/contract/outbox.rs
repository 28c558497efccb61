//! Messages to other systems: written with the act, taken by one, due again when nobody
//! says how it ended; and the lease of whoever carries them out.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::{Actor, Changed};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Milestone;
use motcua_core::law::{FormDuty, Policy};
use motcua_core::outbox::{Delivery, DeliveryState, WAIT_MS_MAX};
use motcua_core::webhook::{
    EditWebhook, RegisterWebhook, RemoveWebhook, RotateSecret, SECRET_OVERLAP_MS, SendAgain, TestWebhook,
    Webhook, WebhookCommand, WebhookSecret,
};
use motcua_core::{Halt, Law, Moment};
use motcua_store::act::{Acting, carry_out};
use motcua_store::{Keep, Written, history, lease, outbox, webhook};

on_both_engines! {
    a_message_is_written_with_its_act_and_its_state_is_the_fold_of_its_history,
    a_message_is_taken_by_one_and_due_again_when_nobody_says_how_it_ended,
    what_was_given_up_is_sent_again_under_the_same_id,
    an_edit_is_kept_with_its_history_and_what_failed_at_the_old_address_is_due,
    what_was_given_up_is_forgotten_by_its_system_and_never_while_it_waits,
    a_secret_before_holds_for_a_day,
    one_server_at_a_time_has_the_lease,
    what_a_clock_of_the_future_wrote_is_due_all_the_same,
}

const ID: &str = "0199";
const SYSTEM: &str = "webhook:0199";

/// The catalogue of the repository, where Huế is served.
fn of_hue() -> Law {
    let policy = Policy { province: Some(unit("46")), form_duty: FormDuty::Nobody, ..Policy::default() };
    motcua_books::Books::embedded().law(policy).expect("the catalogue is sound")
}

fn leader() -> Actor {
    Actor::Officer(person_of("H57", &[Duty::Leader]))
}

fn secret(nth: u8) -> WebhookSecret {
    WebhookSecret(format!("whsec_{nth}fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
}

fn registering() -> RegisterWebhook {
    RegisterWebhook {
        id: ID.into(),
        name: "Kho dữ liệu".into(),
        address: "https://lienthong.example.vn/motcua".into(),
        milestones: Milestone::ALL.to_vec(),
        agency: None,
        secret: secret(1),
    }
}

fn does(bench: &Bench, law: &Law, command: impl Into<WebhookCommand>) -> Result<Webhook, Vec<&'static str>> {
    let leader = leader();
    let asking = Acting::of(law, &leader, morning());
    match carry_out(&bench.store, &asking, command.into()) {
        Ok(after) => Ok(after.expect("no key was given")),
        Err(halt @ Halt::Refused(_)) => Err(codes_of(&halt)),
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

/// A webhook with a message for trying.
fn tested(bench: &Bench, law: &Law) -> Delivery {
    does(bench, law, registering()).unwrap();
    does(bench, law, TestWebhook { id: ID.into() }).unwrap();
    due(bench, morning()).remove(0)
}

fn due(bench: &Bench, now: Moment) -> Vec<Delivery> {
    bench.store.read(|rows| outbox::due(rows, SYSTEM, now, 10)).unwrap()
}

fn get(bench: &Bench, id: &str) -> Delivery {
    bench.store.read(|rows| outbox::get(rows, id)).unwrap().expect("a message")
}

fn keeps(bench: &Bench, keep: Keep) -> bool {
    matches!(bench.store.keep(keep).wait().unwrap(), Written::Done(_))
}

fn a_message_is_written_with_its_act_and_its_state_is_the_fold_of_its_history(bench: &Bench) {
    let law = of_hue();
    let message = tested(bench, &law);
    assert_eq!(
        (message.kind.as_str(), message.state, message.at),
        ("vn.motcua.test", DeliveryState::Waiting, morning())
    );
    assert_eq!(bench.store.read(outbox::systems_waiting).unwrap(), [SYSTEM]);
    let events = bench.store.read(|rows| history::<Webhook>(rows, &ID.to_string())).unwrap();
    let folded = Changed::<Webhook>::new(ID.to_string(), events).unwrap().after;
    let stored = bench.store.read(|rows| webhook::get(rows, ID)).unwrap().unwrap();
    assert_eq!(stored, folded);
    assert_eq!(does(bench, &law, registering()), Err(vec!["webhook.registered-already"]));
    // Nothing of the secret but in its own column.
    assert_eq!(bench.count("select count(*) from event where body like '%whsec%'"), 0);
    assert_eq!(bench.count("select count(*) from webhook where body like '%whsec%'"), 0);
    assert_eq!(bench.count("select count(*) from webhook where secret like 'whsec_1%'"), 1);
    // Whoever carries it finds that nobody is to be told any more.
    does(bench, &law, RemoveWebhook { id: ID.into(), reason: "hết liên thông".into() }).unwrap();
    assert_eq!(get(bench, &message.id).state, DeliveryState::Waiting);
}

fn a_message_is_taken_by_one_and_due_again_when_nobody_says_how_it_ended(bench: &Bench) {
    let law = of_hue();
    let message = tested(bench, &law);
    let soon = morning().plus_ms(60_000);
    assert!(keeps(bench, outbox::taken(&message, soon)));
    assert!(!keeps(bench, outbox::taken(&message, soon)), "somebody else took it");
    assert!(due(bench, morning()).is_empty());
    // Whoever took it was killed: it is due again, one try later.
    let again = due(bench, soon).remove(0);
    assert_eq!((again.id.as_str(), again.tries), (message.id.as_str(), 1));
    assert!(keeps(bench, outbox::taken(&again, soon.plus_ms(60_000))));
    // The one that was only slow answers late: it is too late to say anything.
    keeps(bench, outbox::ended(&message.id, 1, DeliveryState::Dead, "late", soon));
    assert_eq!(get(bench, &message.id).state, DeliveryState::Waiting);
    keeps(bench, outbox::in_vain(&message.id, 2, "500", soon.plus_ms(1)));
    assert_eq!(get(bench, &message.id).answer, "500");
    let last = due(bench, soon.plus_ms(1)).remove(0);
    keeps(bench, outbox::taken(&last, soon.plus_ms(60_000)));
    keeps(bench, outbox::put_off(&message.id, 3, "paused", soon.plus_ms(2)));
    assert_eq!(get(bench, &message.id).tries, 2, "what was not tried does not count");
    keeps(bench, outbox::taken(&due(bench, soon.plus_ms(2))[0], soon.plus_ms(60_000)));
    keeps(bench, outbox::ended(&message.id, 3, DeliveryState::Delivered, "204", soon));
    let ended = get(bench, &message.id);
    assert_eq!(
        (ended.state, ended.answer.as_str(), ended.ended_at),
        (DeliveryState::Delivered, "204", Some(soon))
    );
    assert!(due(bench, Moment(i64::MAX)).is_empty());
    let old = |before| bench.store.read(|rows| outbox::delivered_before(rows, before)).unwrap();
    assert!(old(soon).is_empty(), "not before its time");
    keeps(bench, outbox::forgotten(&old(soon.plus_ms(1)), soon));
    assert_eq!(bench.count("select count(*) from outbox"), 1, "not before its time either");
    keeps(bench, outbox::forgotten(&old(soon.plus_ms(1)), soon.plus_ms(1)));
    assert_eq!(bench.count("select count(*) from outbox"), 0);
}

fn what_was_given_up_is_sent_again_under_the_same_id(bench: &Bench) {
    let law = of_hue();
    let message = tested(bench, &law);
    let again = || SendAgain { id: ID.into(), delivery: message.id.clone() };
    assert_eq!(does(bench, &law, again()), Err(vec!["webhook.delivery-waits"]));
    keeps(bench, outbox::taken(&message, morning()));
    keeps(bench, outbox::ended(&message.id, 1, DeliveryState::Dead, "500", morning()));
    let counts = bench.store.read(|rows| outbox::counts(rows, SYSTEM)).unwrap();
    assert_eq!(counts, [(DeliveryState::Dead, 1)]);
    does(bench, &law, again()).unwrap();
    let waits = due(bench, morning()).remove(0);
    assert_eq!((waits.id.as_str(), waits.tries, waits.ended_at), (message.id.as_str(), 0, None));
    let history = bench.store.read(|rows| history::<Webhook>(rows, &ID.to_string())).unwrap();
    assert_eq!(history.last().unwrap().who.name, "Trần Văn Bình", "who sent it again is known");
    // The list: newest first, by state, and what is older than one.
    does(bench, &law, TestWebhook { id: ID.into() }).unwrap();
    let latest = |state, before: Option<&Delivery>| {
        bench.store.read(|rows| outbox::latest(rows, SYSTEM, state, before, 10)).unwrap()
    };
    let all = latest(None, None);
    assert_eq!(all.len(), 2);
    assert_eq!(latest(None, Some(&all[0])), all[1..]);
    assert!(latest(Some(DeliveryState::Dead), None).is_empty());
    assert_eq!(latest(Some(DeliveryState::Waiting), None), all);
}

fn an_edit_is_kept_with_its_history_and_what_failed_at_the_old_address_is_due(bench: &Bench) {
    let law = of_hue();
    let failed = tested(bench, &law);
    keeps(bench, outbox::taken(&failed, morning()));
    let later = morning().plus_ms(3_600_000);
    keeps(bench, outbox::in_vain(&failed.id, 1, "404", later));
    let edit = |edits, address: &str| {
        let RegisterWebhook { id, name, milestones, agency, .. } = registering();
        EditWebhook { id, edits, name, address: address.into(), milestones, agency }
    };
    let renamed = EditWebhook { name: "Kho khác".into(), ..edit(0, &registering().address) };
    does(bench, &law, renamed).unwrap();
    assert!(due(bench, morning()).is_empty(), "it is where it was");
    does(bench, &law, edit(1, "https://moi.example.vn/motcua")).unwrap();
    assert_eq!(due(bench, morning())[0].id, failed.id);
    assert_eq!(does(bench, &law, edit(1, "https://ba.example.vn/")), Err(vec!["webhook.out-of-date"]));
    let events = bench.store.read(|rows| history::<Webhook>(rows, &ID.to_string())).unwrap();
    let folded = Changed::<Webhook>::new(ID.to_string(), events).unwrap().after;
    let stored = bench.store.read(|rows| webhook::get(rows, ID)).unwrap().unwrap();
    assert_eq!((stored.address.as_str(), stored.edits), ("https://moi.example.vn/motcua", 2));
    assert_eq!(stored, folded);
    let secrets = bench.store.read(|rows| webhook::secrets(rows, ID, morning())).unwrap();
    assert_eq!(secrets, [secret(1)], "the secret stays");
}

fn what_was_given_up_is_forgotten_by_its_system_and_never_while_it_waits(bench: &Bench) {
    let law = of_hue();
    let message = tested(bench, &law);
    keeps(bench, outbox::taken(&message, morning()));
    keeps(bench, outbox::ended(&message.id, 1, DeliveryState::Dead, "500", morning()));
    let soon = morning().plus_ms(1);
    let old =
        |system: &str, before| bench.store.read(|rows| outbox::dead_before(rows, system, before)).unwrap();
    assert!(old(SYSTEM, morning()).is_empty() && old("webhook:0200", soon).is_empty());
    let read = old(SYSTEM, soon);
    assert_eq!(read, [message.id.as_str()]);
    // Somebody sends it again between the look and the write.
    does(bench, &law, SendAgain { id: ID.into(), delivery: message.id.clone() }).unwrap();
    keeps(bench, outbox::forgotten(&read, soon));
    assert_eq!(get(bench, &message.id).state, DeliveryState::Waiting);
    keeps(bench, outbox::taken(&get(bench, &message.id), morning()));
    keeps(bench, outbox::ended(&message.id, 1, DeliveryState::Dead, "500", morning()));
    keeps(bench, outbox::forgotten(&read, soon));
    assert_eq!(bench.count("select count(*) from outbox"), 0);
}

fn a_secret_before_holds_for_a_day(bench: &Bench) {
    let law = of_hue();
    does(bench, &law, registering()).unwrap();
    let secrets =
        |after_ms| bench.store.read(|rows| webhook::secrets(rows, ID, morning().plus_ms(after_ms))).unwrap();
    assert_eq!(secrets(0), [secret(1)]);
    does(bench, &law, RotateSecret { id: ID.into(), secret: secret(2) }).unwrap();
    assert_eq!(secrets(SECRET_OVERLAP_MS - 1), [secret(2), secret(1)]);
    assert_eq!(secrets(SECRET_OVERLAP_MS), [secret(2)]);
    does(bench, &law, TestWebhook { id: ID.into() }).unwrap();
    assert_eq!(secrets(0), [secret(2), secret(1)], "another act leaves them alone");
    // Pressed twice: the receiver still holds the first, which would sign nothing any more.
    let again = does(bench, &law, RotateSecret { id: ID.into(), secret: secret(3) });
    assert_eq!(again, Err(vec!["webhook.secret-just-changed"]));
    let none = does(bench, &law, RotateSecret { id: ID.into(), secret: WebhookSecret("whsec_1".into()) });
    assert_eq!(none, Err(vec!["webhook.secret-shape"]));
}

fn one_server_at_a_time_has_the_lease(bench: &Bench) {
    let held = || bench.store.read(|rows| lease::held(rows, "work")).unwrap();
    let takes = |holder: &str, seen| keeps(bench, lease::taken("work", holder, seen));
    assert_eq!(held(), None);
    assert!(takes("a", None));
    assert!(!takes("b", None), "somebody was quicker");
    let first = held().unwrap();
    assert_eq!((first.holder.as_str(), first.beat), ("a", 0));
    assert!(takes("a", Some(&first)), "its own it keeps");
    assert!(!takes("b", Some(&first)), "it has been kept since");
    let second = held().unwrap();
    assert!(takes("b", Some(&second)), "the other was silent for long enough");
    assert!(!takes("a", Some(&first)));
    keeps(bench, lease::given_back("work", "a"));
    assert_eq!(held().unwrap().holder, "b", "nobody gives back what is another's");
    keeps(bench, lease::given_back("work", "b"));
    assert!(takes("a", None));
}

fn what_a_clock_of_the_future_wrote_is_due_all_the_same(bench: &Bench) {
    let law = of_hue();
    let message = tested(bench, &law);
    let soon = morning().plus_ms(60_000);
    keeps(bench, outbox::taken(&message, soon));
    keeps(bench, outbox::in_vain(&message.id, 1, "500", morning().plus_ms(WAIT_MS_MAX)));
    assert!(due(bench, morning()).is_empty(), "it waits as long as a message can");
    keeps(bench, outbox::in_vain(&message.id, 1, "500", Moment(i64::MAX)));
    assert_eq!(due(bench, morning()).len(), 1, "no message waits for ever");
}
