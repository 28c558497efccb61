//! What earlier programs stored is read, and written as they wrote it: each row is a body as
//! it stood in the store before records shared one `LastEvent`.

use motcua_core::Moment;
use motcua_core::account::{Account, AccountFact};
use motcua_core::act::{Event, Officer, OfficerId, Point, PointKind, Record, Who, fold};
use motcua_core::calendar::Cause;
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Milestone;
use motcua_core::law_change::{LawFact, LawInForce, TheLaw};
use motcua_core::outage::{Outage, OutageFact};
use motcua_core::webhook::{Webhook, WebhookFact};

const ACCOUNT: &str = r#"{"seq":2,"last_at":1752458520000,"officer":{"id":"lan","name":"Lan","agency":"H57.101","duties":["reception"],"point":{"kind":"post_office","name":"B"}},"is_active":false}"#;
const OUTAGE: &str = r#"{"id":"o1","seq":2,"last_at":1752458520000,"cause":"outage","agency":"H57.101","whole_province":true,"from":1752426000000,"until":1752512400000,"reason":"mất điện","recorded_at":1752458460000,"recorded_by":{"officer":"lan","name":"Lan","agency":"H57.001"},"in_time":true,"voided":{"at":1752458520000,"by":{"officer":"lan","name":"Lan","agency":"H57.001"},"reason":"nhầm"}}"#;
const LAW: &str = r#"{"seq":2,"last_at":1752458520000,"home":"H57.001"}"#;
const WEBHOOK: &str = r#"{"id":"w1","seq":3,"last_at":1752458580000,"home":"H57.001","name":"CSDL","address":"https://a.vn/x","milestones":["submitted"],"agency":"H57.101","state":{"is":"paused","reason":"đổi máy"},"rotated_at":1752458520000}"#;

fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).unwrap()
}

fn at(minute: i64) -> Moment {
    Moment::parse("2025-07-14T09:00").unwrap().plus_ms(minute * motcua_core::MINUTE_MS)
}

/// A history in which one event comes each minute.
fn history<F>(facts: Vec<(F, &str)>) -> Vec<Event<F>> {
    let place = agency("H57.001");
    let kind = Default::default();
    let who = Who {
        officer: Some(OfficerId("lan".into())),
        name: "Lan".into(),
        agency: Some(place.clone()),
        kind,
        instead_of: None,
    };
    let event = |((fact, reason), seq): ((F, &str), u32)| {
        let reason = Some(reason.to_string()).filter(|reason| !reason.is_empty());
        Event { seq, at: at(seq.into()), who: who.clone(), place: place.clone(), reason, fact }
    };
    facts.into_iter().zip(1..).map(event).collect()
}

fn is_as_before<R: Record>(stored: &str, id: R::Id, facts: Vec<(R::Fact, &str)>) {
    let events = history(facts);
    let record: R = fold(id, &events).unwrap();
    let read: R = serde_json::from_str(stored).unwrap();
    assert_eq!(read, record);
    assert_eq!((read.seq(), read.last_at()), (events.len() as u32, events.last().unwrap().at));
    assert_eq!(serde_json::to_string(&record).unwrap(), stored);
}

#[test]
fn records_of_before_are_read_and_written_as_they_were() {
    let point = Some(Point { kind: PointKind::PostOffice, name: "B".into() });
    let (id, agency_of) = (OfficerId("lan".into()), agency("H57.101"));
    let duties = vec![Duty::Reception];
    let (name, agency, stead) = ("Lan".into(), agency_of.clone(), Default::default());
    let officer = Officer { id: id.clone(), name, agency, duties, point, stead };
    let (particulars, dated, first_use) = Default::default();
    let opened = AccountFact::Opened { officer, particulars, dated, first_use };
    is_as_before::<Account>(ACCOUNT, id, vec![(opened, ""), (AccountFact::Disabled, "")]);
    let day = Moment::parse("2025-07-14T00:00").unwrap();
    let recorded = OutageFact::Recorded {
        cause: Cause::Outage,
        agency: agency_of.clone(),
        whole_province: true,
        from: day,
        until: day.plus_ms(motcua_core::DAY_MS),
        in_time: Some(true),
    };
    is_as_before::<Outage>(OUTAGE, "o1".into(), vec![(recorded, "mất điện"), (OutageFact::Voided, "nhầm")]);
    let put = || LawFact::PutIntoForce { files: Vec::new(), altered: Vec::new(), replaced: Vec::new() };
    is_as_before::<LawInForce>(LAW, TheLaw, vec![(put(), "a"), (put(), "b")]);
    let registered = WebhookFact::Registered {
        name: "CSDL".into(),
        address: "https://a.vn/x".into(),
        milestones: vec![Milestone::Submitted],
        agency: Some(agency_of),
    };
    is_as_before::<Webhook>(
        WEBHOOK,
        "w1".into(),
        vec![(registered, ""), (WebhookFact::SecretRotated, ""), (WebhookFact::Paused, "đổi máy")],
    );
}
