//! Dossiers to measure with: made by the real actions, in memory.

use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::{Duty, ProcedureId};
use motcua_core::directory::{AgencyCode, AgencyKind, UnitCode};
use motcua_core::dossier::{
    self, Accept, Applicant, BookEntry, Changes, Channel, Decide, Desk, DossierCommand, DossierId, Forward,
    Issue, Outcome, ReturnResult, ReturnWay, Submit,
};
use motcua_core::form::Answers;
use motcua_core::law::Policy;
use motcua_core::memory::Memory;
use motcua_core::{Day, Law, Moment};
use motcua_store::act::to_write;
use motcua_store::{Key, Write};
use std::sync::OnceLock;

/// What is answered in the form of every dossier.
pub const ANSWERS: &str = include_str!("../../catalogue/forms/examples/xac-nhan-hon-nhan.1.json");

/// The same, read once.
fn answers() -> &'static Answers {
    static READ: OnceLock<Answers> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(ANSWERS).expect("an example"))
}

const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Võ"];
const MIDDLE: [&str; 6] = ["Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hữu"];
const GIVEN: [&str; 12] =
    ["Hoa", "Hòa", "Lan", "Hùng", "Dũng", "Đức", "Mai", "Thủy", "An", "Bình", "Châu", "Giang"];

/// The law of the repository's own catalogue, as an installation for one province has it.
pub fn law() -> Law {
    let policy = Policy { province: UnitCode::parse("46").ok(), ..Policy::default() };
    motcua_books::Books::embedded().law(policy).expect("the embedded catalogue is sound")
}

/// The committees of the province with their centres.
pub fn centres(law: &Law) -> Vec<AgencyCode> {
    law.directory
        .agencies()
        .iter()
        .filter(|agency| agency.centre.is_some() && agency.kind == AgencyKind::PeopleCommittee)
        .map(|agency| agency.code.clone())
        .collect()
}

/// One officer with every duty of an agency.
pub fn officer(agency: &AgencyCode) -> Officer {
    Officer {
        id: OfficerId(format!("bench.{agency}").to_lowercase()),
        name: "Cán bộ Đo Lường".into(),
        agency: agency.clone(),
        duties: Duty::DESKS.to_vec(),
        point: None,
        stead: Default::default(),
    }
}

fn submission(law: &Law, number: u64, receiving: &AgencyCode, now: Moment) -> Submit {
    let pick = |list: &[&'static str], by: u64| list[(number / by) as usize % list.len()];
    let mut random = [0; 10];
    random[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    Submit {
        id: DossierId::v7(Moment(number as i64), random),
        procedure: ProcedureId::from("1.004873"),
        case: None,
        channel: Channel::Online,
        receiving: receiving.clone(),
        competent: None,
        deciding: law.all_decided_at(&ProcedureId::from("1.004873"), now.day(), receiving),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant {
            name: format!("{} {} {}", pick(&FAMILY, 1), pick(&MIDDLE, 8), pick(&GIVEN, 48)),
            // A man born in the 20th century, whoever it is.
            identity: format!("0460{:08}", number % 100_000_000),
            ..Applicant::default()
        },
        answers: answers().clone(),
        papers: Vec::new(),
    }
}

/// One dossier handed in, under a key of its own.
pub fn submitted(law: &Law, number: u64, receiving: &AgencyCode, now: Moment) -> Write {
    let key = Key { key: format!("api:bench-{number}"), digest: [7; 32] };
    to_write(law, handed_in(law, number, receiving, now), Some(key), |_| Ok(Vec::new()))
        .expect("the agency is known")
}

fn handed_in(law: &Law, number: u64, receiving: &AgencyCode, now: Moment) -> Changes {
    let actor = &Actor::Person { name: "Người dân".into() };
    let desk = &mut Desk { law, read: &mut Memory::default(), actor, now };
    dossier::submit(desk, submission(law, number, receiving, now)).expect("a plain submission is accepted")
}

/// A dossier with its life so far in one write: one in ten is still in hand, the
/// others have their results.
pub fn lived(law: &Law, number: u64, receiving: &AgencyCode, day: Day) -> Write {
    let actor = &Actor::Officer(officer(receiving));
    let at = |hour: u16, minute: u64| day.at(hour * 60 + (minute % 60) as u16);
    let mut all = handed_in(law, number, receiving, at(7, number));
    let code = all.first.after.code().clone();
    let forward = || Forward { code: code.clone(), to_officer: None, note: String::new() };
    let entry = BookEntry { number: number.to_string(), book: "Sổ văn bản đi".into(), day };
    let (outcome, how) = (Outcome::Approved, ReturnWay::Online);
    let steps: [(Moment, DossierCommand); 6] = [
        (at(8, number), Accept::of(code.clone()).into()),
        (at(9, number), forward().into()),
        (at(10, number), forward().into()),
        (
            at(13, 59),
            Decide { code: code.clone(), outcome, reason: String::new(), files: Vec::new(), sign: None }
                .into(),
        ),
        (at(14, number), Issue { code: code.clone(), entry, files: Vec::new(), unscanned: None }.into()),
        (at(15, number), ReturnResult { code: code.clone(), how, files: Vec::new() }.into()),
    ];
    let done = if number.is_multiple_of(10) { (number / 10) as usize % 3 + 1 } else { steps.len() };
    for (now, step) in steps.into_iter().take(done) {
        let read = &mut Memory::of(&all.first.after);
        let more = step.carry_out(&mut Desk { law, read, actor, now }).expect("a plain act is accepted");
        all.first.events.extend(more.first.events);
        all.first.after = more.first.after;
    }
    to_write(law, all, None, |_| Ok(Vec::new())).expect("the agency is known")
}
