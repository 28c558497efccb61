//! What a procedure is. Time limits and fees hang on (way × case), as they do in
//! the records of the national portal, never on the procedure as a whole.

use super::fee::{FeeKind, FeeStep, FeeUnit};
use super::ids::{CaseId, PaperId, ProcedureId};
use super::seen::{Origin, SeenOnPortal, Withheld};
pub use super::way::Way;
use crate::calendar::Limit;
use crate::{Day, Trust};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How much can be done online (NĐ 224/2026).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Online {
    /// `toàn trình`: the person never has to come.
    Full,
    /// `một phần`: some part needs the person; the reason must be published.
    Partial,
}

impl Online {
    /// Both of them.
    pub const ALL: [Online; Online::COUNT] = [Online::Full, Online::Partial];

    /// As it is written in files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The one with this word.
    pub fn parse(text: &str) -> Option<Online> {
        text.parse().ok()
    }
}

/// The level of government whose procedure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Commune, ward or special zone.
    Commune,
    /// Province or centrally run city.
    Province,
}

/// The kind of agency that decides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Competent {
    /// The people's committee of the commune.
    PeopleCommittee,
    /// The police, in their own central system.
    Police,
    /// The land registration office (VPĐKĐĐ) and its branches.
    LandRegistry,
    /// Another agency of the province.
    ProvinceOffice,
}

impl Competent {
    /// All of them.
    pub const ALL: [Competent; Competent::COUNT] =
        [Competent::PeopleCommittee, Competent::Police, Competent::LandRegistry, Competent::ProvinceOffice];

    /// The word used in the files and by programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The one with this word.
    pub fn parse(text: &str) -> Option<Competent> {
        text.parse().ok()
    }
}

/// Who can tell which case a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The applicant answers it before the form.
    Applicant,
    /// The officer finds it while handling: verification is needed.
    Officer,
}

/// A procedure (`thủ tục hành chính`) through all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its name in this system.
    pub id: ProcedureId,
    /// The national code, `d.dddddd`, when it has been found.
    pub code: Option<String>,
    /// Whether code and name were seen together in public material.
    pub code_trust: Trust,
    /// Other codes under which it has been seen.
    pub other_codes: Vec<String>,
    /// Vietnamese name, as published.
    pub name: String,
    /// English name, ours.
    pub name_en: String,
    /// Field of administration (`lĩnh vực`).
    pub field: String,
    /// Its English name; the same for every procedure of the field.
    pub field_en: String,
    /// Whose procedure it is.
    pub level: Level,
    /// Who decides.
    pub competent: Competent,
    /// What people call it in everyday speech.
    pub keywords: Vec<String>,
    /// What it does for a person, in a few plain words; empty where nobody has written
    /// them yet.
    pub plain: String,
    /// The same in English.
    pub plain_en: String,
    /// Where the catalogue has it from.
    pub origin: Origin,
    /// Who decides, in the portal's words; empty where it does not say.
    pub authority: String,
    /// From the oldest to the newest; at least one.
    pub versions: Vec<Version>,
}

/// The procedure as one decision has it, from one day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1, in order. A dossier keeps the number it was accepted under.
    pub number: u32,
    /// The first day it holds.
    pub effective_from: Day,
    /// The last day it holds; open when absent.
    pub effective_to: Option<Day>,
    /// The decision that published it, when known.
    pub decision: Option<String>,
    /// How much can be done online.
    pub online: Online,
    /// The published reason for a partial online service, when known
    /// (NĐ 224/2026 asks for one).
    pub partial_reason: Option<String>,
    /// The name of the step template.
    pub steps: String,
    /// The form, where it is not the general one.
    pub form: Option<String>,
    /// What the person receives; empty when not known.
    pub result: String,
    /// The same in English.
    pub result_en: String,
    /// What else must be known; may be empty.
    pub note: String,
    /// The same in English.
    pub note_en: String,
    /// The legal texts it rests on, as far as known.
    pub legal_basis: Vec<LegalText>,
    /// At least one.
    pub cases: Vec<Case>,
    /// What is offered: limits and fees by way and case. Read on the portal, it may be
    /// empty: the procedure can be read and not handed in.
    pub ways: Vec<Offer>,
    /// Ways that the portal names and by which nothing can be handed in here.
    pub withheld: Vec<Withheld>,
    /// When and where it was read on the portal; `None` where that is not its source.
    pub seen: Option<SeenOnPortal>,
    /// What the dossier is made of.
    pub papers: Vec<Paper>,
    /// The most of the waiting for another agency's opinion that is left out of the
    /// limit; all of it counts when absent.
    pub wait_for_opinion: Option<Limit>,
    /// What it means when the agency says nothing, where a text says so.
    pub silence: Option<Silence>,
    /// Dossiers of other procedures that it opens (`liên thông`).
    pub parts: Vec<Part>,
}

/// When a part is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opens {
    /// With the acceptance of the lead.
    AtAcceptance,
    /// When the lead has been decided, and approved.
    AfterDecision,
}

/// A dossier of another procedure that one of this procedure opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which case of it.
    pub case: CaseId,
    /// When.
    pub opens: Opens,
    /// Whether this way through the agencies was seen in an official text.
    pub trust: Trust,
}

/// What it means when the agency says nothing for so long after the due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// How long after the due date.
    pub after: Limit,
    /// What it means then.
    pub means: SilenceMeans,
    /// The text that says so.
    pub article: String,
}

/// What silence can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceMeans {
    /// The request is granted.
    Approved,
    /// The request is refused.
    Refused,
}

/// A legal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalText {
    /// Number and sign, `78/2015/QH13`.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// When it was issued, when known.
    pub issued: Option<Day>,
    /// Whether the reference was seen in the procedure's own record.
    pub trust: Trust,
}

/// A case (`trường hợp`): what makes limits, fees or papers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name in files and URLs.
    pub id: CaseId,
    /// What people read.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Who can tell.
    pub decided_by: DecidedBy,
    /// Its own form, where it has one.
    pub form: Option<String>,
    /// Within how many days of what it holds, where the law says so.
    pub within: Option<Within>,
}

/// A case that holds only for so many days after something that the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// The answer with the day from which they count; that day is not counted.
    pub since: String,
    /// How many days; the last of them gives way to the next working day (Civil Code art
    /// 148.5).
    pub days: u32,
}

/// What one way of submitting offers in one case, or in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The case it holds for; `None` (`"*"` in the file) where no other offer
    /// names the case.
    pub case: Option<CaseId>,
    /// How the dossier comes in.
    pub way: Way,
    /// The statutory time limit.
    pub limit: Limit,
    /// Whether the limit was seen in statute or portal text.
    pub limit_trust: Trust,
    /// The fee for one `fee_unit`, in đồng; absent when not known. See
    /// [`Offer::fee_for`].
    pub fee_vnd: Option<u64>,
    /// What the amount is paid for.
    pub fee_unit: FeeUnit,
    /// Whether it is a charge or a fee, where the file says so. See [`Offer::fee_kind`].
    pub fee_kind: Option<FeeKind>,
    /// Another price from some unit on.
    pub fee_step: Option<FeeStep>,
    /// The most that one copy (or dossier) costs, in đồng.
    pub fee_max_vnd: Option<u64>,
    /// The fee in words.
    pub fee_text: String,
    /// The same in English.
    pub fee_text_en: String,
    /// Whether the fee was seen in an official text.
    pub fee_trust: Trust,
}

impl Offer {
    /// Whether it is a charge or a fee. What is paid by the page, the copy or the act pays for a service, unless the
    /// file says otherwise.
    pub fn fee_kind(&self) -> FeeKind {
        self.fee_kind.unwrap_or(match self.fee_unit {
            FeeUnit::Dossier => FeeKind::Fee,
            FeeUnit::Copy | FeeUnit::Page | FeeUnit::Act => FeeKind::Charge,
        })
    }

    /// What so many units cost, in đồng; `None` when the fee is not known. For
    /// a fee by the page this is **one** copy of so many pages: the ceiling
    /// holds for each copy, so several copies are several sums.
    pub fn fee_for(&self, units: u32) -> Option<u64> {
        let price = self.fee_vnd?;
        let after = self.fee_step.map_or(0, |step| units.saturating_sub(step.from - 1));
        let sum =
            u64::from(units - after) * price + u64::from(after) * self.fee_step.map_or(0, |step| step.vnd);
        Some(self.fee_max_vnd.map_or(sum, |most| sum.min(most)))
    }
}

/// A paper the dossier is made of (`thành phần hồ sơ`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name in files and URLs.
    pub id: PaperId,
    /// What people read.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// How many originals.
    pub originals: u32,
    /// How many copies.
    pub copies: u32,
    /// `false` when it is handed in only if the person has it.
    pub required: bool,
    /// The answers of the form say all that it says: who filled the form in hands in no
    /// file of it (`biểu mẫu điện tử`).
    pub by_form: bool,
    /// The cases that ask for it; empty means all.
    pub cases: Vec<CaseId>,
    /// Whether it was seen in the procedure's official record.
    pub trust: Trust,
}

/// Something in a version that nobody has confirmed yet, so that a page can say
/// which, and a keeper of the catalogue can work the list off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unverified {
    /// The limit of this offer.
    Limit(Option<CaseId>, Way),
    /// The fee of this offer.
    Fee(Option<CaseId>, Way),
    /// This paper.
    Paper(PaperId),
    /// The legal text with this number.
    LegalText(String),
    /// The decision that published the version is not known.
    Decision,
    /// A partial online service without its published reason.
    PartialReason,
    /// That a dossier of this procedure is opened as a part.
    Part(ProcedureId),
}

impl Procedure {
    /// The version in force on this day.
    pub fn version_on(&self, day: Day) -> Option<&Version> {
        self.versions.iter().find(|version| version.holds_on(day))
    }

    /// The version with this number.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// Whether people keep a file of it; what only the portal's tables have is not part
    /// of what a published month is replayed with.
    pub fn has_own_file(&self) -> bool {
        self.origin == Origin::OwnFile
    }

    /// The national code and the others it has been seen under.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.code.iter().chain(&self.other_codes).map(String::as_str)
    }
}

impl Version {
    /// `true` from the first to the last day, both included.
    pub fn holds_on(&self, day: Day) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// What this way offers in this case: an offer that names the case wins over
    /// one for all. `None` when the case does not exist or the way is not open.
    pub fn offer(&self, case: &CaseId, way: Way) -> Option<&Offer> {
        self.case(case)?;
        let of_way = || self.ways.iter().filter(|offer| offer.way == way);
        of_way()
            .find(|offer| offer.case.as_ref() == Some(case))
            .or_else(|| of_way().find(|offer| offer.case.is_none()))
    }

    /// The papers this case asks for, in the order of the file.
    pub fn papers_for(&self, case: &CaseId) -> impl Iterator<Item = &Paper> {
        self.papers.iter().filter(move |paper| paper.cases.is_empty() || paper.cases.contains(case))
    }

    /// The case with this id.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == *id)
    }

    /// The id of the form that is filled in in this case: the case's own, else the
    /// version's; `None` where the general form does.
    pub fn form_in(&self, case: &CaseId) -> Option<&str> {
        let own = self.case(case).and_then(|case| case.form.as_deref());
        own.or(self.form.as_deref())
    }

    /// The answers of this case's form take the place of a file of this paper.
    pub fn is_by_form(&self, case: &CaseId, paper: &Paper) -> bool {
        paper.by_form && self.form_in(case).is_some()
    }

    /// The cases an applicant can choose between; one only means no question.
    pub fn cases_for_applicant(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| case.decided_by == DecidedBy::Applicant)
    }

    /// Everything in this version that has not been confirmed.
    pub fn unverified(&self) -> Vec<Unverified> {
        let mut found = Vec::new();
        for offer in &self.ways {
            if offer.limit_trust.is_assumed() {
                found.push(Unverified::Limit(offer.case.clone(), offer.way));
            }
            if offer.fee_trust.is_assumed() {
                found.push(Unverified::Fee(offer.case.clone(), offer.way));
            }
        }
        let papers = self.papers.iter().filter(|paper| paper.trust.is_assumed());
        found.extend(papers.map(|paper| Unverified::Paper(paper.id.clone())));
        let laws = self.legal_basis.iter().filter(|law| law.trust.is_assumed());
        found.extend(laws.map(|law| Unverified::LegalText(law.number.clone())));
        let parts = self.parts.iter().filter(|part| part.trust.is_assumed());
        found.extend(parts.map(|part| Unverified::Part(part.procedure.clone())));
        if self.decision.is_none() && self.seen.is_none() {
            found.push(Unverified::Decision);
        }
        if self.online == Online::Partial && self.partial_reason.is_none() && self.seen.is_none() {
            found.push(Unverified::PartialReason);
        }
        found
    }
}
