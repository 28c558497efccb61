//! What every proof of the store needs: the law of the repository, officers,
//! things to hand in, a die that falls the same way each time, and a store on
//! either engine that cleans up after itself.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

mod acts;
mod bench;
mod oracle;
pub mod shares;

pub use acts::*;
pub use bench::*;
pub use oracle::*;

use motcua_books::Books;
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::DossierId;
use motcua_core::law::{FormDuty, Policy};
use motcua_core::{Day, Halt, Law, Moment};
use std::sync::OnceLock;

/// Phú Xuân, Vỹ Dạ and Thuận Hóa, with their units.
pub const TOWNS: [(&str, &str); 3] = [("H57.101", "19753"), ("H57.103", "19777"), ("H57.104", "19789")];

/// The agency of most tests.
pub const HERE: &str = "H57.101";
/// Another agency of the same province.
pub const THERE: &str = "H57.103";

/// The catalogue of the repository.
pub fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    // What is asked in a form is no matter of the store.
    let policy = Policy { form_duty: FormDuty::Nobody, ..Policy::default() };
    LAW.get_or_init(|| Books::embedded().law(policy).expect("the catalogue is sound"))
}

pub fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).expect("an agency code")
}

pub fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).expect("a unit code")
}

pub fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// A day of the tests: Monday 14 July 2025, in the morning.
pub fn morning() -> Moment {
    at("2025-07-14T08:00")
}

pub fn person_of(code: &str, duties: &[Duty]) -> Officer {
    let words: Vec<&str> = duties.iter().map(|duty| duty.as_str()).collect();
    Officer {
        id: OfficerId(format!("{}.{code}", words.join("-"))),
        name: "Trần Văn Bình".into(),
        agency: agency(code),
        duties: duties.to_vec(),
        point: None,
        stead: Default::default(),
    }
}

/// An officer who has every duty of a small commune.
pub fn clerk(code: &str) -> Actor {
    Actor::Officer(person_of(code, &Duty::DESKS))
}

pub fn citizen() -> Actor {
    Actor::Person { name: "Nguyễn Thị Hòa".into() }
}

/// The codes of a refusal, or what broke.
pub fn codes_of(halt: &Halt) -> Vec<&'static str> {
    match halt {
        Halt::Refused(all) => all.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("not refused but broken: {fault}"),
    }
}

/// A die: the same falls from the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `sides`.
    pub fn below(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    pub fn id(&mut self) -> DossierId {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes());
        DossierId(bytes)
    }
}

/// What a child says to the test that started it: one line, whole or not at all.
pub fn say(line: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes())
        .and_then(|()| out.flush())
        .expect("a parent that listens");
}
