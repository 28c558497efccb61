//! Papers of a dossier: by which templates they are made, what is known already and need not be typed
//! (answers, the person, the agency, who signs), and who may draft.

use super::{Applicant, BookEntry, Dossier};
use crate::act::Officer;
use crate::catalogue::DeedId;
use crate::deed::{DeedField, DeedMade, DeedTemplate, Deeds, FieldKind, Filling, KnownFrom, Said};
use crate::directory::{AgencyCode, AgencyKind};
use crate::form::{Field, Form, InWords, at, date_in_words};
use crate::{BadData, Day, Law, Refusal};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is known of a dossier.
pub struct KnownFacts<'k> {
    law: &'k Law,
    dossier: &'k Dossier,
    form: Option<&'k Form>,
    words: InWords<'k>,
}

impl<'k> KnownFacts<'k> {
    /// Of this dossier, with units named as on this day.
    pub fn new(law: &'k Law, dossier: &'k Dossier, day: Day) -> KnownFacts<'k> {
        let submission = &dossier.submission;
        let version = law
            .catalogue
            .procedure(&submission.procedure)
            .and_then(|procedure| procedure.version(submission.version));
        let form = version.and_then(|version| law.form_of(version, &submission.case));
        let words = InWords { english: false, directory: &law.directory, day: Some(day) };
        KnownFacts { law, dossier, form, words }
    }

    /// What it says for each field of a template that names a source.
    pub fn filling(&self, template: &DeedTemplate) -> Filling {
        let said = |field: &DeedField| {
            let said = field.from.iter().find_map(|from| self.said(from, field))?;
            Some((field.name.clone(), said))
        };
        template.fields.iter().filter_map(said).collect()
    }

    /// What the paper says of itself: who makes it, where, who signs for whom.
    pub fn of_the_agency(&self, signer: Option<&Officer>) -> Filling {
        let agency = &self.dossier.submission.competent;
        let (name, place) = self.law.directory.agency(agency).map_or_else(
            || (agency.to_string(), String::new()),
            |agency| {
                let unit = self.law.directory.history_of(&agency.unit).last();
                (agency.name.clone(), unit.map(|unit| unit.name.clone()).unwrap_or_default())
            },
        );
        let mut all = vec![
            ("agency", name.to_uppercase()),
            ("agency_name", name),
            ("place", place),
            ("dossier", self.dossier.code().to_string()),
        ];
        all.extend(signer.map(|signer| ("signer", signer.name.clone())));
        all.into_iter().map(|(name, text)| (name.to_string(), Said::Text(text))).collect()
    }

    fn said(&self, from: &KnownFrom, field: &DeedField) -> Option<Said> {
        let said = match from {
            KnownFrom::Answer(path) => self.answered(path, field)?,
            KnownFrom::Applicant(path) => {
                let text = self.dossier.submission.applicant.field(path)?;
                let words = if path == "born" { date_in_words(text) } else { text.to_string() };
                typed(field.kind, text, &words)?
            }
            KnownFrom::DossierCode => Said::Text(self.dossier.code().to_string()),
            KnownFrom::DayReceived => Said::Day(self.dossier.reception.as_ref()?.at.day()),
            KnownFrom::ProcedureName => {
                Said::Text(self.law.catalogue.procedure(&self.dossier.submission.procedure)?.name.clone())
            }
        };
        Some(said).filter(|said| !said.is_empty())
    }

    fn answered(&self, path: &str, field: &DeedField) -> Option<Said> {
        let answer = at(&self.dossier.submission.answers, path)?;
        let question = self.form.and_then(|form| form.field(path));
        match (field.kind, answer) {
            (FieldKind::List, Value::Array(items)) => {
                let rows = items.iter().enumerate().map(|(row, item)| {
                    let cell = |column: &String| {
                        let value = item.as_object().and_then(|item| at(item, column));
                        let question: Option<&Field> =
                            self.form.and_then(|form| form.field(&format!("{path}.{row}.{column}")));
                        let words = value.map(|value| self.words.value(question, value)).unwrap_or_default();
                        (column.clone(), words)
                    };
                    field.columns.iter().map(cell).collect::<BTreeMap<_, _>>()
                });
                Some(Said::List(rows.collect()))
            }
            (FieldKind::List, _) => None,
            (kind, answer) => {
                let raw = answer.as_str().map_or_else(|| answer.to_string(), str::to_string);
                typed(kind, &raw, &self.words.value(question, answer))
            }
        }
    }
}

/// A value of this kind: of its raw form, or in words.
fn typed(kind: FieldKind, raw: &str, words: &str) -> Option<Said> {
    match kind {
        FieldKind::Text => Some(Said::Text(words.trim().to_string())),
        FieldKind::Day => Day::parse(raw).map(Said::Day),
        FieldKind::Number => raw.parse().ok().map(Said::Number),
        FieldKind::List => None,
    }
}

impl Dossier {
    /// Refuses whoever may not draft its result now.
    pub fn must_be_drafted_by(&self, officer: &Officer) -> Result<(), Refusal> {
        self.must_be_held_by(officer)?;
        if self.reception.is_none() || self.completion().is_some() || self.status().is_final() {
            return Err(Refusal::of("deed.not-now"));
        }
        if self.decided.is_some() {
            return Err(Refusal::of("dossier.decided-already"));
        }
        Ok(())
    }
}

impl DeedTemplate {
    /// Whether papers of this dossier are made by it on this day.
    pub fn is_of(&self, dossier: &Dossier, day: Day) -> bool {
        let submission = &dossier.submission;
        self.is_for(&submission.procedure, &submission.case) && self.is_in_use(day)
    }
}

impl Deeds {
    /// What templates name and the rest of the catalogue does not have: procedures, and answers that no
    /// form of any version of their procedures asks for.
    fn wrong_in(&self, law: &Law) -> Vec<BadData> {
        let mut wrong = Vec::new();
        for template in self.all() {
            let mut refuse = |field: &str, why| {
                wrong.push(BadData::new(&format!("deeds/{}.toml", template.id), None, field, why));
            };
            let mut forms = Vec::new();
            for id in &template.procedures {
                let Some(procedure) = law.catalogue.procedure(id) else {
                    refuse("procedures", Refusal::of("deed.unknown-procedure").with("procedure", id));
                    continue;
                };
                for version in &procedure.versions {
                    forms.extend(version.cases.iter().filter_map(|case| law.form_of(version, &case.id)));
                }
            }
            for field in &template.fields {
                for from in &field.from {
                    let is_known = match from {
                        KnownFrom::Answer(path) => forms.iter().any(|form| form.field(path).is_some()),
                        KnownFrom::Applicant(path) => Applicant::FIELDS.contains(&path.as_str()),
                        KnownFrom::DossierCode | KnownFrom::DayReceived | KnownFrom::ProcedureName => true,
                    };
                    if !is_known {
                        let why = Refusal::of("deed.unknown-source").with("source", from);
                        refuse(&field.name, why.with("name", &field.name));
                    }
                }
            }
        }
        wrong
    }
}

impl DeedMade {
    /// As it stands in its book; none for a paper that is in none.
    pub fn entry(&self) -> Option<BookEntry> {
        let book = self.book.clone()?;
        Some(BookEntry { number: self.number_and_symbol(), book, day: self.day })
    }
}

impl Law {
    /// Whether papers are made at this agency: all templates are those of a commune's committee.
    pub fn makes_deeds(&self, agency: &AgencyCode) -> bool {
        self.directory.agency(agency).is_some_and(|agency| agency.kind == AgencyKind::PeopleCommittee)
    }

    /// The templates by which papers of this dossier are made on this day.
    pub fn deeds_of(&self, dossier: &Dossier, day: Day) -> Vec<&DeedTemplate> {
        let is_made = self.makes_deeds(&dossier.submission.competent);
        self.deeds.all().filter(|template| is_made && template.is_of(dossier, day)).collect()
    }

    /// The one with this id, where papers of this dossier are made by it on this day.
    pub fn deed_of(&self, dossier: &Dossier, day: Day, id: &DeedId) -> Option<&DeedTemplate> {
        self.deeds_of(dossier, day).into_iter().find(|template| template.id == *id)
    }

    /// Whether numbers of this book of an agency are drawn here.
    pub fn counts_book(&self, agency: &AgencyCode, book: &str) -> bool {
        self.makes_deeds(agency) && self.deeds.all().any(|template| template.book.as_deref() == Some(book))
    }

    /// The same with these templates; or every template that is of a procedure or asks for an answer
    /// that is not there.
    pub fn with_deeds(mut self, deeds: Deeds) -> Result<Law, Vec<BadData>> {
        let wrong = deeds.wrong_in(&self);
        self.deeds = deeds;
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}
