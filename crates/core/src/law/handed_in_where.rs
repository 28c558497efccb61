//! Whether a procedure can be handed in here at all, and by which ways: every page, program
//! and counter asks this one rule, so that none sends people where another refuses them.

use super::Law;
use crate::catalogue::{Procedure, Way};
use crate::competence::{CompetenceRule, Decider, NotOnFile};
use crate::{Day, Refusal};

/// Where a procedure is handed in on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedIn<'l> {
    /// Here, by these ways.
    Here(TakenHere<'l>),
    /// Nowhere here.
    NotHere(WhyNotHere),
}

/// How it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenHere<'l> {
    /// The first row by which somebody decides.
    pub rule: &'l CompetenceRule,
    /// In their usual order.
    pub ways: Vec<Way>,
}

/// Why nothing is taken here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotHere {
    /// No version holds on this day.
    NotInForce,
    /// Every way is withheld: the table of limits says why.
    NoWay,
    /// Nobody is known to decide, whatever is said.
    Undecided(NotOnFile),
}

impl NotOnFile {
    /// The code of the refusal.
    pub fn code(self) -> &'static str {
        match self {
            NotOnFile::NoRule => "competence.not-on-file",
            NotOnFile::NotInForce => "competence.not-in-force",
            NotOnFile::Levels => "competence.levels",
            NotOnFile::WrongPage => "competence.wrong-page",
        }
    }
}

impl WhyNotHere {
    /// The code of the refusal.
    pub fn code(self) -> &'static str {
        match self {
            WhyNotHere::NotInForce => "catalogue.not-in-force",
            WhyNotHere::NoWay => "competence.no-way",
            WhyNotHere::Undecided(why) => why.code(),
        }
    }
}

impl HandedIn<'_> {
    /// Whether it is taken by this way.
    pub fn by(&self, way: Way) -> bool {
        matches!(self, HandedIn::Here(taken) if taken.ways.contains(&way))
    }

    /// Why it is not taken at all.
    pub fn why_not(&self) -> Option<WhyNotHere> {
        match self {
            HandedIn::Here(_) => None,
            HandedIn::NotHere(why) => Some(*why),
        }
    }
}

impl Law {
    /// Whether and by which ways a procedure can be handed in on this day.
    pub fn handed_in(&self, procedure: &Procedure, day: Day) -> HandedIn<'_> {
        let Some(version) = procedure.version_on(day) else {
            return HandedIn::NotHere(WhyNotHere::NotInForce);
        };
        let ways: Vec<Way> =
            Way::ALL.into_iter().filter(|way| version.ways.iter().any(|offer| offer.way == *way)).collect();
        if ways.is_empty() {
            return HandedIn::NotHere(WhyNotHere::NoWay);
        }
        let decides = |rule: &&CompetenceRule| why_nobody(rule.decider).is_none();
        match self.competence.in_force(&procedure.id, day).find(decides) {
            Some(rule) => HandedIn::Here(TakenHere { rule, ways }),
            None => HandedIn::NotHere(self.nobody_decides(procedure, day)),
        }
    }

    fn nobody_decides(&self, procedure: &Procedure, day: Day) -> WhyNotHere {
        let mut rules = self.competence.in_force(&procedure.id, day);
        rules.find_map(|rule| why_nobody(rule.decider)).unwrap_or_else(|| {
            let has_other_days = !self.competence.of(&procedure.id).is_empty();
            WhyNotHere::Undecided(if has_other_days { NotOnFile::NotInForce } else { NotOnFile::NoRule })
        })
    }

    /// Refused where a procedure is not taken by this way on this day.
    pub fn must_be_handed_in(&self, procedure: &Procedure, day: Day, way: Way) -> Result<(), Refusal> {
        let handed_in = self.handed_in(procedure, day);
        match handed_in.why_not() {
            None if handed_in.by(way) => Ok(()),
            None | Some(WhyNotHere::NoWay) => {
                Err(Refusal::of("dossier.way-not-offered").at("channel").with("channel", way.as_str()))
            }
            Some(why) => Err(Refusal::of(why.code()).at("procedure").with("day", day.vn())),
        }
    }
}

/// Why nobody decides by such a row, whatever is said of places.
fn why_nobody(decider: Decider) -> Option<WhyNotHere> {
    match decider {
        Decider::Levels => Some(WhyNotHere::Undecided(NotOnFile::Levels)),
        Decider::WrongPage => Some(WhyNotHere::Undecided(NotOnFile::WrongPage)),
        // What was said may be no matter of it; something else may be.
        Decider::Kind(_)
        | Decider::Department(_)
        | Decider::UnitBody
        | Decider::Ministry
        | Decider::Nobody(_) => None,
    }
}
