//! Everything that the rules read: units and agencies, the working calendar, office
//! hours, procedures, policy. It is never changed in place: a change makes a new one
//! (`law_change::put_into_force`), and whoever reads keeps the one they began with.

mod beside;
pub mod changes;
mod departments;
mod handed_in_where;
mod undecided;
mod who_decides;

pub use beside::{AgencyChange, BesideProcedures, DayChange, HoursChange, YearChange, beside_procedures};
pub use handed_in_where::{HandedIn, TakenHere, WhyNotHere};

use crate::calendar::{ClockRules, OfficeHours, OfficeHoursSet, WorkingCalendar};
use crate::catalogue::{Case, CaseId, Catalogue, CommonReason, Version};
use crate::competence::CompetenceRules;
use crate::deed::{Compares, DeedTemplate, Deeds, Registers};
use crate::directory::{AgencyCode, AgencyKind, Directory, UnitCode};
use crate::form::{Form, Forms, GENERAL};
use crate::{BadData, Day, Refusal};
use ipnet::IpNet;

/// When the time limit of a dossier that was sent online begins to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClockStart {
    /// When an officer accepts it (NĐ 45/2020; not verified in its text). The default.
    #[default]
    Acceptance,
    /// When the person sent it.
    Submission,
}

/// Who must answer the questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormDuty {
    /// Whoever hands in online; who comes or writes may declare on paper. The default.
    #[default]
    Online,
    /// Nobody: dossiers of a time whose answers nobody has, as when a published month
    /// is replayed. Never while people hand in.
    Nobody,
}

/// What a deployment decides because the texts leave it open or could not be verified.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The province that the installation serves, where it is one.
    pub province: Option<UnitCode>,
    /// Those that it serves where they are several; none and no single one: the whole country.
    pub provinces: Vec<UnitCode>,
    /// When the clock of an online dossier starts.
    pub clock_start: ClockStart,
    /// Who must answer the questions of the form.
    pub form_duty: FormDuty,
    /// Within how many days a request for a supplement should be answered.
    pub answer_within: AnswerWithin,
    /// Whether a post's system is connected, which is asked for orders.
    pub asks_the_post: bool,
    /// Whose money the payment platform collects, where one is connected: its own and, for a province's office, that of
    /// the agencies of its province.
    pub pays_online_to: Option<AgencyCode>,
    /// Networks of the installation's own whose systems may be told of what happens
    /// ([`crate::webhook`]); none: only the open internet.
    pub told_networks: Vec<IpNet>,
}

impl Policy {
    /// Whether the installation serves this province.
    pub fn serves(&self, province: &UnitCode) -> bool {
        match &self.province {
            Some(one) => one == province,
            None => self.provinces.is_empty() || self.provinces.contains(province),
        }
    }
}

/// Within how many calendar days a person should answer a request for a supplement;
/// after it nobody is punished, but both sides see it. No text with a number was
/// found, so it is a setting and shown as not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerWithin(pub u32);

impl Default for AnswerWithin {
    fn default() -> AnswerWithin {
        AnswerWithin(30)
    }
}

/// The reference data that every rule is given.
pub struct Law {
    /// Units and agencies.
    pub directory: Directory,
    /// Working days.
    pub calendar: WorkingCalendar,
    /// Office hours by name.
    pub hours: OfficeHoursSet,
    standard_hours: OfficeHours,
    /// Procedures and step templates.
    pub catalogue: Catalogue,
    /// What is asked for in a procedure and a case.
    pub forms: Forms,
    /// The dated rules of the clock.
    pub clock: ClockRules,
    /// Who decides, by procedure. Without any nothing can be handed in.
    pub competence: CompetenceRules,
    /// Reasons that officers often give when they ask for a supplement.
    pub reasons: Vec<CommonReason>,
    /// Templates of the papers that agencies make.
    pub deeds: Deeds,
    /// Registers of civil status.
    pub registers: Registers,
    /// What the deployment decided.
    pub policy: Policy,
}

impl Law {
    /// Whether numbers of this book of an agency are drawn here.
    pub fn counts_book(&self, agency: &AgencyCode, book: &str) -> bool {
        self.makes_deeds(agency) && self.deeds.all().any(|template| template.book.as_deref() == Some(book))
    }

    /// Whether this book of an agency is kept in volumes that its papers name.
    pub fn keeps_volumes(&self, agency: &AgencyCode, book: &str) -> bool {
        let is_so = |template: &DeedTemplate| template.in_volumes && template.book.as_deref() == Some(book);
        self.makes_deeds(agency) && self.deeds.all().any(is_so)
    }

    /// Whether papers are made and registers kept at this agency: both are those of a commune's committee.
    pub fn makes_deeds(&self, agency: &AgencyCode) -> bool {
        self.directory.agency(agency).is_some_and(|agency| agency.kind == AgencyKind::PeopleCommittee)
    }

    /// By how many people the originals are compared of which this agency certifies copies, by a template
    /// that asks for so many: as its office said for this day.
    pub fn compared_by(&self, agency: &AgencyCode, asked: Compares, day: Day) -> u8 {
        let said = self.directory.agency_as_of(agency, day).map_or(1, |agency| agency.compared_by);
        asked.people.max(said)
    }

    /// Puts the parts together. Every agency must name office hours that exist,
    /// and so must whoever names none; every procedure must name forms that exist.
    pub fn new(
        directory: Directory,
        calendar: WorkingCalendar,
        hours: OfficeHoursSet,
        catalogue: Catalogue,
        forms: Forms,
        clock: ClockRules,
        policy: Policy,
    ) -> Result<Law, Vec<BadData>> {
        let unknown = |name: &str, about: &str| {
            Refusal::of("law.unknown-hours").with("hours", name).with("agency", about)
        };
        let mut wrong: Vec<BadData> = directory
            .agencies()
            .iter()
            .filter(|agency| hours.get(&agency.hours).is_none())
            .map(|agency| {
                let why = unknown(&agency.hours, agency.code.as_str());
                match directory.place_of_agency(&agency.code) {
                    Some((file, line)) => BadData::new(file, line, "hours", why),
                    None => BadData::new("calendars/hours.toml", None, "hours", why),
                }
            })
            .collect();
        let Some(standard_hours) = hours.get("standard").cloned() else {
            wrong.push(BadData::new("calendars/hours.toml", None, "hours", unknown("standard", "")));
            return Err(wrong);
        };
        wrong.extend(without_form(&catalogue, &forms));
        if wrong.is_empty() {
            let calendar = clock.set_in(calendar);
            let (reasons, competence) = (Vec::new(), CompetenceRules::default());
            Ok(Law {
                directory,
                calendar,
                hours,
                standard_hours,
                catalogue,
                forms,
                clock,
                competence,
                reasons,
                deeds: Deeds::default(),
                registers: Registers::default(),
                policy,
            })
        } else {
            Err(wrong)
        }
    }

    /// The office hours of an agency; an agency that is not in the directory (any
    /// more) keeps the standard ones, so that its old dossiers stay readable.
    pub fn hours_of(&self, agency: &AgencyCode) -> &OfficeHours {
        self.directory
            .agency(agency)
            .and_then(|agency| self.hours.get(&agency.hours))
            .unwrap_or(&self.standard_hours)
    }

    /// The form of a version of a procedure in one of its cases: the case's own, else
    /// the version's, else the general one.
    pub fn form_of(&self, version: &Version, case: &CaseId) -> Option<&Form> {
        self.forms.get(version.form_in(case).unwrap_or(GENERAL))
    }

    /// The hours of whoever names none.
    pub fn standard_hours(&self) -> &OfficeHours {
        &self.standard_hours
    }

    /// Whether this agency is the office of the province in which the other one
    /// lies: what concerns the whole province is decided there.
    pub fn is_province_office_of(&self, office: &AgencyCode, agency: &AgencyCode) -> bool {
        let province = |code: &AgencyCode| {
            let agency = self.directory.agency(code)?;
            Some((agency.kind, self.directory.province_of(&agency.unit)?))
        };
        match (province(office), province(agency)) {
            (Some((AgencyKind::ProvinceOffice, here)), Some((_, there))) => here == there,
            _ => false,
        }
    }
}

/// The forms that procedures name and nobody wrote, and the papers that a form is to take
/// the place of where there is none; and days that count from an answer that no form asks
/// for.
fn without_form(catalogue: &Catalogue, forms: &Forms) -> Vec<BadData> {
    let mut wrong = Vec::new();
    for procedure in catalogue.all() {
        for (at, version) in procedure.versions.iter().enumerate() {
            let of_cases = version.cases.iter().enumerate();
            let of_cases = of_cases
                .map(|(number, case)| (format!("version[{at}].case[{number}].form"), case.form.as_deref()));
            let (file, field) = match procedure.has_own_file() {
                true => (format!("procedures/{}.toml", procedure.id), format!("version[{at}].form")),
                false => ("portal/forms.tsv".to_string(), format!("{}.form", procedure.id)),
            };
            let own = (field, Some(version.form.as_deref().unwrap_or(GENERAL)));
            for (field, form) in of_cases.chain([own]) {
                if let Some(form) = form.filter(|form| forms.get(form).is_none()) {
                    let why = Refusal::of("catalogue.unknown-form").with("form", form);
                    wrong.push(BadData::new(&file, None, field, why));
                }
            }
            for (number, case) in version.cases.iter().enumerate() {
                let Some(within) = &case.within else { continue };
                let form = forms.get(version.form_in(&case.id).unwrap_or(GENERAL));
                if form.is_none_or(|form| form.field(&within.since).is_none()) {
                    let why = Refusal::of("catalogue.unknown-answer").with("answer", &within.since);
                    let field = format!("version[{at}].case[{number}].within.since");
                    wrong.push(BadData::new(&file, None, field, why));
                }
            }
            for (number, paper) in version.papers.iter().enumerate() {
                let asking = |case: &&Case| version.papers_for(&case.id).any(|asked| asked.id == paper.id);
                let mut asking = version.cases.iter().filter(asking);
                if paper.by_form && !asking.any(|case| version.is_by_form(&case.id, paper)) {
                    let why = Refusal::of("catalogue.by-form-without-form").with("paper", &paper.id);
                    wrong.push(BadData::new(
                        &file,
                        None,
                        format!("version[{at}].paper[{number}].by_form"),
                        why,
                    ));
                }
            }
        }
    }
    wrong
}
