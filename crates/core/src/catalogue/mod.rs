//! Procedures as versioned data: cases, limits, fees, papers, steps.
//!
//! The law lives in `catalogue/` at the root of the repository, one file a
//! procedure, written so that an official can read and change it. What has no file yet
//! comes from the tables that were read on the national portal ([`Catalogue::with_portal`]).
//! This module reads those files ([`Catalogue::read`] names every mistake at once, with its
//! line), answers what a version offers, and finds a procedure from the words a
//! citizen uses.

mod departments;
mod events;
mod fee;
mod ids;
mod load;
mod portal;
mod procedure;
mod reasons;
mod reductions;
mod returns;
mod search;
mod seen;
pub(crate) mod sheet;
mod spelling;
pub mod steps;
mod table;
mod way;

pub use departments::FieldDepartment;
pub use events::LifeEvent;
pub use fee::{AMOUNT_VND_MAX, FeeKind, FeeStep, FeeUnit};
pub use ids::{CaseId, DeedId, PaperId, ProcedureId, RegisterId, national_code};
pub use portal::{CodeChange, GovernmentLevel, PortalDiffers, PortalSays, ProcedureElsewhere};
pub use procedure::{
    Case, Competent, DecidedBy, LegalText, Level, Offer, Online, Opens, Paper, Part, Procedure, Silence,
    SilenceMeans, Unverified, Version,
};
pub use reasons::{CommonReason, ReasonAbout, read_reasons};
pub use reductions::ReductionClass;
pub use returns::{InPerson, ReturnRules};
pub use seen::{Origin, SeenOnPortal, WhyWithheld, Withheld};
pub use steps::{Duty, StepAgency, StepTemplate, WorkStep};
pub use way::Way;

use crate::{BadData, Day, Refusal};
use search::{Index, Speech};
use std::collections::{BTreeMap, HashMap};

/// A field of administration (`lĩnh vực`) that has procedures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureField {
    /// Its Vietnamese name, as the procedures write it.
    pub name: String,
    /// Its English name.
    pub name_en: String,
    /// How many procedures belong to it.
    pub procedures: usize,
}

/// All procedures and step templates, in memory.
#[derive(Debug)]
pub struct Catalogue {
    procedures: Vec<Procedure>,
    by_id: HashMap<ProcedureId, usize>,
    by_code: HashMap<String, usize>,
    steps: BTreeMap<String, StepTemplate>,
    fields: Vec<ProcedureField>,
    departments: Vec<FieldDepartment>,
    returns: ReturnRules,
    reductions: Vec<ReductionClass>,
    index: Index,
    speech: Speech,
    often: Vec<ProcedureId>,
    events: Vec<LifeEvent>,
    /// The portal's record of procedures that have their own file, by code.
    beside: BTreeMap<String, Procedure>,
    changes: Vec<CodeChange>,
    elsewhere: Vec<ProcedureElsewhere>,
    elsewhere_index: Index,
}

impl Catalogue {
    /// Reads files given as (name, text). The stem of a file's name is the id of
    /// what is in it. Either everything is sound, or **all** mistakes are
    /// returned, in the order of files and lines.
    pub fn read(procedures: &[(&str, &str)], steps: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        let (procedures, steps) = load::read(procedures, steps)?;
        Ok(Catalogue::of(procedures, steps, Speech::default()))
    }

    fn of(
        mut procedures: Vec<Procedure>,
        steps: BTreeMap<String, StepTemplate>,
        mut speech: Speech,
    ) -> Catalogue {
        speech.learn(procedures.iter().map(|procedure| procedure.name.as_str()));
        procedures.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id = procedures.iter().enumerate().map(|(at, p)| (p.id.clone(), at)).collect();
        let by_code = procedures
            .iter()
            .enumerate()
            .flat_map(|(at, p)| p.codes().map(move |code| (code.to_string(), at)))
            .collect();
        let mut fields: BTreeMap<String, ProcedureField> = BTreeMap::new();
        for procedure in &procedures {
            fields
                .entry(procedure.field.clone())
                .or_insert_with(|| ProcedureField {
                    name: procedure.field.clone(),
                    name_en: procedure.field_en.clone(),
                    procedures: 0,
                })
                .procedures += 1;
        }
        let index = search::of_procedures(&procedures, &speech);
        Catalogue {
            procedures,
            by_id,
            by_code,
            steps,
            fields: fields.into_values().collect(),
            departments: Vec::new(),
            returns: ReturnRules::default(),
            reductions: Vec::new(),
            index,
            speech,
            often: Vec::new(),
            events: Vec::new(),
            beside: BTreeMap::new(),
            changes: Vec::new(),
            elsewhere: Vec::new(),
            elsewhere_index: Index::default(),
        }
    }

    /// Adds how people say things (`speech.tsv`), by which questions and keywords are read.
    pub fn with_speech(self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        Ok(Catalogue::of(self.procedures, self.steps, load::speech(files)?))
    }

    /// Adds what was read on the national portal (`portal/*.tsv`): procedures that have no
    /// file of their own; where one has the same code, it stays as it is, and the record is
    /// kept beside it ([`Catalogue::portal_record`]). Comes after [`Catalogue::with_speech`]
    /// and before the other files.
    pub fn with_portal(self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        let tables = portal::read(files)?;
        let (mut procedures, mut beside, mut bad) = (self.procedures, BTreeMap::new(), Vec::new());
        for record in tables.records {
            let code = record.id.to_string();
            for version in &record.versions {
                if !self.steps.contains_key(&version.steps) {
                    let why = Refusal::of("catalogue.unknown-steps").with("steps", &version.steps);
                    bad.push(BadData::new("portal/procedures.tsv", None, format!("{code}.agency"), why));
                }
            }
            let english = self.fields.iter().find(|field| field.name == record.field);
            if english.is_some_and(|field| field.name_en != record.field_en) {
                let why = Refusal::of("catalogue.field-translated-twice").with("field", &record.field);
                bad.push(BadData::new(
                    "portal/fields.tsv",
                    None,
                    "field_en",
                    why.with("other", "procedures/"),
                ));
            } else if self.by_code.contains_key(&code) {
                beside.insert(code, record);
            } else if !tables.hidden.contains_key(&code) {
                procedures.push(record);
            }
        }
        if !bad.is_empty() {
            return Err(bad);
        }
        let elsewhere_index = search::of_elsewhere(&tables.elsewhere);
        let (changes, elsewhere) = (tables.changes, tables.elsewhere);
        let whole = Catalogue::of(procedures, self.steps, self.speech);
        Ok(Catalogue { beside, changes, elsewhere, elsewhere_index, ..whole })
    }

    /// Adds what happens in a life (`life_events.toml`); each procedure must be there.
    pub fn with_life_events(mut self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        self.events = load::life_events(files, |id| self.by_id.contains_key(id))?;
        Ok(self)
    }

    /// What happens in a life, in the order in which pages show it.
    pub fn life_events(&self) -> &[LifeEvent] {
        &self.events
    }

    /// The portal's record of a procedure that has its own file.
    pub fn portal_record(&self, procedure: &Procedure) -> Option<&Procedure> {
        self.beside.get(procedure.code.as_deref()?)
    }

    /// Where the portal says something else than a procedure's own file on this day.
    pub fn portal_differs(&self, procedure: &Procedure, day: Day) -> Vec<PortalDiffers> {
        let record = self.portal_record(procedure);
        record.map(|record| portal::differs(procedure, record, day)).unwrap_or_default()
    }

    /// The codes that gave way to one of this procedure, and those that took its place.
    pub fn code_changes<'a>(&'a self, procedure: &'a Procedure) -> impl Iterator<Item = &'a CodeChange> {
        let concerns =
            |change: &&CodeChange| procedure.codes().any(|code| code == change.old || code == change.new);
        self.changes.iter().filter(concerns)
    }

    /// The names of procedures that a commune does not handle.
    pub fn elsewhere(&self) -> &[ProcedureElsewhere] {
        &self.elsewhere
    }

    /// What counters of the country receive most, the most common first: for a counter
    /// that has not received anything yet.
    pub fn often(&self) -> &[ProcedureId] {
        &self.often
    }

    /// Reads `counter.toml`; each procedure of it must be in the catalogue.
    pub fn with_often(mut self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        self.often = load::often(files, |id| self.by_id.contains_key(id))?;
        Ok(self)
    }

    /// Adds which department answers for which field (`departments.tsv`).
    pub fn with_departments(mut self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        self.departments = departments::read(files)?;
        Ok(self)
    }

    /// Adds how results may be returned (`returns.toml`); each procedure of it must be in the catalogue.
    pub fn with_returns(mut self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        self.returns = returns::read(files, |id| self.by_id.contains_key(id))?;
        Ok(self)
    }

    /// Adds who pays less by law (`reductions.toml`); each procedure of it must be in the catalogue.
    pub fn with_reductions(mut self, files: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        self.reductions = reductions::read(files, |id| self.by_id.contains_key(id))?;
        Ok(self)
    }

    /// Who pays less for a procedure on a day.
    pub fn reductions(&self, procedure: &ProcedureId, day: Day) -> impl Iterator<Item = &ReductionClass> {
        self.reductions.iter().filter(move |class| class.holds(procedure, day))
    }

    /// How results may be returned.
    pub fn returns(&self) -> &ReturnRules {
        &self.returns
    }

    /// What holds on this day of which department answers for which field.
    pub fn field_departments(&self, day: Day) -> impl Iterator<Item = &FieldDepartment> {
        self.departments.iter().filter(move |row| row.holds_on(day))
    }

    /// The fields of which nothing says on this day who answers for them.
    pub fn fields_without_department(&self, day: Day) -> Vec<&str> {
        let is_known = |name: &str| self.field_departments(day).any(|row| row.field == name);
        self.fields.iter().map(|field| field.name.as_str()).filter(|name| !is_known(name)).collect()
    }

    /// The procedure with this id.
    pub fn procedure(&self, id: &ProcedureId) -> Option<&Procedure> {
        self.by_id.get(id).map(|at| &self.procedures[*at])
    }

    /// The procedure with this id or national code, however it is written:
    /// `1.001193`, `1001193`, `1.001193.000.00.00.H57` (a province's copy),
    /// `1.001193.02` (a service under it).
    pub fn find(&self, text: &str) -> Option<&Procedure> {
        if let Some(at) = self.by_id.get(text.trim()) {
            return Some(&self.procedures[*at]);
        }
        let code = national_code(text)?;
        let at = self.by_code.get(&code).or_else(|| self.by_changed_code(&code))?;
        Some(&self.procedures[*at])
    }

    /// Where the procedure stands that has the code which took this one's place, or whose
    /// code gave way to it.
    fn by_changed_code(&self, code: &str) -> Option<&usize> {
        let of = |code: &String| self.by_code.get(code);
        let newer =
            self.changes.iter().filter(|change| change.old == code).find_map(|change| of(&change.new));
        newer.or_else(|| {
            self.changes.iter().filter(|change| change.new == code).find_map(|change| of(&change.old))
        })
    }

    /// Every procedure, in the order of ids.
    pub fn all(&self) -> &[Procedure] {
        &self.procedures
    }

    /// The fields of administration, in the order of their names.
    pub fn fields(&self) -> &[ProcedureField] {
        &self.fields
    }

    /// The step template with this name.
    pub fn steps(&self, name: &str) -> Option<&StepTemplate> {
        self.steps.get(name)
    }

    /// All step templates, in the order of names.
    pub fn step_templates(&self) -> impl Iterator<Item = &StepTemplate> {
        self.steps.values()
    }

    /// The procedures that these words mean, best first, at most `limit`.
    /// Marks, capitals, small misspellings and an unfinished last word do not
    /// matter; Vietnamese, English and codes are understood.
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Procedure> {
        let mut found: Vec<usize> = Vec::new();
        if let Some(named) = self.find(query) {
            found.extend(self.by_id.get(&named.id));
        }
        for at in search::procedures(&self.index, &self.procedures, &self.speech, query) {
            if !found.contains(&at) {
                found.push(at);
            }
        }
        found.truncate(limit);
        found.into_iter().map(|at| &self.procedures[at]).collect()
    }

    /// The procedures of other agencies that these words mean, best first, at most `limit`.
    pub fn search_elsewhere(&self, query: &str, limit: usize) -> Vec<&ProcedureElsewhere> {
        let found = search::elsewhere(&self.elsewhere_index, &self.speech, query);
        found.into_iter().take(limit).map(|at| &self.elsewhere[at]).collect()
    }
}

#[cfg(test)]
mod tests;
