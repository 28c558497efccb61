//! Procedures as versioned data: cases, limits, fees, papers, steps.
//!
//! The law lives in `catalogue/` at the root of the repository, one file a
//! procedure, written so that an official can read and change it. This module
//! reads those files ([`Catalogue::read`] names every mistake at once, with its
//! line), answers what a version offers, and finds a procedure from the words a
//! citizen uses.

mod fee;
mod ids;
mod load;
mod procedure;
mod reasons;
mod search;
mod sheet;
mod spelling;
pub mod steps;

pub use fee::{FeeStep, FeeUnit};
pub use ids::{CaseId, PaperId, ProcedureId, national_code};
pub use procedure::{
    Case, Competent, DecidedBy, LegalText, Level, Offer, Online, Opens, Paper, Part, Procedure, Silence,
    SilenceMeans, Unverified, Version, Way,
};
pub use reasons::{CommonReason, ReasonAbout, read_reasons};
pub use steps::{Duty, StepTemplate, WorkStep};

use crate::BadData;
use search::Index;
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
    index: Index,
    often: Vec<ProcedureId>,
}

impl Catalogue {
    /// Reads files given as (name, text). The stem of a file's name is the id of
    /// what is in it. Either everything is sound, or **all** mistakes are
    /// returned, in the order of files and lines.
    pub fn read(procedures: &[(&str, &str)], steps: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
        let (procedures, steps) = load::read(procedures, steps)?;
        Ok(Catalogue::of(procedures, steps))
    }

    fn of(mut procedures: Vec<Procedure>, steps: BTreeMap<String, StepTemplate>) -> Catalogue {
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
        let index = Index::of(&procedures);
        Catalogue {
            procedures,
            by_id,
            by_code,
            steps,
            fields: fields.into_values().collect(),
            index,
            often: Vec::new(),
        }
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
        self.by_code.get(&code).map(|at| &self.procedures[*at])
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
        for at in self.index.search(query, limit) {
            if !found.contains(&at) {
                found.push(at);
            }
        }
        found.truncate(limit);
        found.into_iter().map(|at| &self.procedures[at]).collect()
    }
}

#[cfg(test)]
mod tests;
