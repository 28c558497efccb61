//! Papers of a dossier: by which templates they are made, what is known already and need not be typed
//! (answers, the person, the agency, who signs), and who may draft.

use super::{Applicant, BookEntry, Comparison, Dossier, Outcome};
use crate::act::Officer;
use crate::catalogue::{DeedId, ProcedureId};
use crate::deed::{
    Capacity, DeedField, DeedMade, DeedTemplate, Deeds, EntryUsed, FieldKind, Filling, KnownFrom, Register,
    Registers, Said, date_of,
};
use crate::directory::AgencyCode;
use crate::form::{Field, Form, InWords, at, date_in_words};
use crate::register::{DecidedDossier, EntryNote, RegisterEntry};
use crate::{BadData, Day, Law, Refusal};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is known of a dossier.
pub struct KnownFacts<'k> {
    law: &'k Law,
    dossier: &'k Dossier,
    form: Option<&'k Form>,
    words: InWords<'k>,
    entry: Option<&'k RegisterEntry>,
    day: Day,
}

impl<'k> KnownFacts<'k> {
    /// Of this dossier, with units and agencies named as on this day.
    pub fn new(law: &'k Law, dossier: &'k Dossier, day: Day) -> KnownFacts<'k> {
        let submission = &dossier.submission;
        let version = law
            .catalogue
            .procedure(&submission.procedure)
            .and_then(|procedure| procedure.version(submission.version));
        let form = version.and_then(|version| law.form_of(version, &submission.case));
        let words = InWords { english: false, directory: &law.directory, day: Some(day) };
        KnownFacts { law, dossier, form, words, entry: None, day }
    }

    /// With an entry of a register that was chosen.
    pub fn with_entry(self, entry: Option<&'k RegisterEntry>) -> KnownFacts<'k> {
        KnownFacts { entry, ..self }
    }

    /// What it says for each of these fields that names a source.
    pub fn filling(&self, fields: &[DeedField]) -> Filling {
        let said = |field: &DeedField| Some((field.name.clone(), self.known(field)?));
        fields.iter().filter_map(said).collect()
    }

    /// The first of its sources that says something. Of what the chosen entry is asked for, nothing else
    /// says it: also where the entry says nothing.
    fn known(&self, field: &DeedField) -> Option<Said> {
        let is_of_the_entry = self.is_of_the_entry(field);
        let counts = |from: &&KnownFrom| !is_of_the_entry || matches!(from, KnownFrom::Entry(_));
        field.from.iter().filter(counts).find_map(|from| self.said(from, field))
    }

    /// Whether an entry was chosen that is asked for this.
    pub fn is_of_the_entry(&self, field: &DeedField) -> bool {
        self.entry.is_some() && field.from.iter().any(|from| matches!(from, KnownFrom::Entry(_)))
    }

    /// Whether somebody says it: nothing is known, or it may be said otherwise than it is known. What
    /// stands in a register is said as it stands there, and nothing is said in its place.
    pub fn is_open(&self, field: &DeedField) -> bool {
        !self.is_of_the_entry(field) && (field.may_edit || self.known(field).is_none())
    }

    /// What a paper says that replaces one which said `before`: what is typed now, and of a register what
    /// that says now.
    pub fn replacing(&self, template: &DeedTemplate, before: Filling, said: Filling) -> Filling {
        let is_typed = |name: &String| template.field(name).is_none_or(|field| !self.is_of_the_entry(field));
        let typed = before.into_iter().chain(said).filter(|(name, _)| is_typed(name));
        let of_entry = template.fields.iter().filter(|field| self.is_of_the_entry(field));
        let of_entry = of_entry.filter_map(|field| Some((field.name.clone(), self.known(field)?)));
        typed.collect::<Filling>().into_iter().chain(of_entry).collect()
    }

    /// What the paper says of itself: who makes it, where, who signs for whom.
    pub fn of_the_agency(&self, signer: Option<&Officer>) -> Filling {
        let agency = &self.dossier.submission.competent;
        let directory = &self.law.directory;
        let (name, place) = directory.agency_as_of(agency, self.day).map_or_else(
            || (agency.to_string(), String::new()),
            |agency| {
                let then = directory.unit_on(&agency.unit, self.day);
                let unit = then.or_else(|| directory.history_of(&agency.unit).last());
                (agency.name.clone(), unit.map(|unit| unit.place().to_string()).unwrap_or_default())
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

    /// The same with who signs, and in what capacity.
    pub fn of_the_signer(&self, template: &DeedTemplate, signer: &Officer, capacity: Capacity) -> Filling {
        let [authority, post] = capacity.lines(template.by_chair).map(|line| Said::Text(line.to_string()));
        let mut all = self.of_the_agency(Some(signer));
        all.extend([("authority".to_string(), authority), ("post".to_string(), post)]);
        all
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
            KnownFrom::Entry(path) => self.entered(self.entry?, path, field.kind)?,
            KnownFrom::Compared(path) => {
                let comparison = self.dossier.comparison.as_ref()?;
                match (path.as_str(), field.kind) {
                    ("originals", FieldKind::List) => comparison.rows(&field.columns),
                    ("names", FieldKind::Text) => Said::Text(comparison.names()),
                    ("copies", FieldKind::Number) => Said::Number(comparison.copies()),
                    ("pages", FieldKind::Number) => Said::Number(comparison.pages()),
                    _ => return None,
                }
            }
        };
        Some(said).filter(|said| !said.is_empty())
    }

    fn entered(&self, entry: &RegisterEntry, path: &str, kind: FieldKind) -> Option<Said> {
        if let Some(said) = entry.said.get(path) {
            let (raw, words) = match said {
                Said::Text(text) => (text.clone(), text.clone()),
                Said::Day(day) => (day.to_string(), day.vn()),
                Said::Date(date) => (date.to_string(), date.vn()),
                Said::Number(number) => (number.to_string(), number.to_string()),
                Said::List(_) => return (kind == FieldKind::List).then(|| said.clone()),
            };
            return typed(kind, &raw, &words);
        }
        let place = &entry.place;
        let text = match path {
            "number" => place.number.clone(),
            "volume" => place.volume.clone(),
            "day" => return typed(kind, &entry.day.to_string(), &entry.day.vn()),
            "agency" => self.law.directory.agency(&place.agency)?.name.clone(),
            "book" => self.law.registers.get(place.register.as_str())?.name.clone(),
            "notes" => {
                let note = |note: &EntryNote| format!("{} ({})", note.text, note.decision);
                entry.notes.iter().map(note).collect::<Vec<_>>().join("; ")
            }
            _ => return None,
        };
        typed(kind, &text, &text)
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
        FieldKind::Date => date_of(raw).map(Said::Date),
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

impl Dossier {
    /// The entries of registers from which its papers were taken: of the draft, of the one that was decided, and of
    /// the one that is to replace it.
    pub fn entries_used(&self) -> impl Iterator<Item = &EntryUsed> {
        let drafted = self.draft.as_ref().and_then(|draft| draft.entry.as_ref());
        let made = self.deed.as_deref().into_iter();
        let made = made.chain(self.deed_life.replacement.as_deref().map(|waits| &waits.made));
        drafted.into_iter().chain(made.filter_map(|made| made.entry.as_ref()))
    }

    /// Refuses (`register.not-of-this`) to enter it in this register of this agency: it is of another
    /// procedure, decided elsewhere, not accepted, or ended otherwise than asked for.
    pub fn must_be_entered_in(&self, register: &Register, agency: &AgencyCode) -> Result<(), Refusal> {
        let submission = &self.submission;
        let is_of_it = submission.competent == *agency && register.procedures.contains(&submission.procedure);
        let outcome = self.completion().map(|(_, outcome)| outcome);
        let ended = self.status().is_final() && outcome.is_none();
        match is_of_it && self.reception.is_some() && !ended && outcome != Some(Outcome::Refused) {
            true => Ok(()),
            false => Err(Refusal::of("register.not-of-this")),
        }
    }

    /// The templates by which its papers were drafted or made.
    pub fn templates_used(&self) -> impl Iterator<Item = &DeedId> {
        let drafted = self.draft.as_deref().map(|draft| &draft.template);
        drafted.into_iter().chain(self.deeds_known().map(|known| &known.made.template))
    }

    /// The paper that was decided, where its number is that of the registration in this register.
    pub fn paper_of_entry(&self, register: &Register) -> Option<&DeedMade> {
        let made = self.deed.as_deref()?;
        (!register.draws && made.number > 0 && made.book.as_ref() == Some(&register.name)).then_some(made)
    }

    /// Refuses an entry in this register that is not what the paper says which was decided: another number
    /// (`register.paper-number`), or something else in a field that both have (`register.paper-says`).
    pub fn must_be_entered_as(
        &self,
        register: &Register,
        number: &str,
        said: &Filling,
    ) -> Result<(), Vec<Refusal>> {
        let Some(made) = self.paper_of_entry(register) else { return Ok(()) };
        let mut wrong = Vec::new();
        if number.trim().parse() != Ok(made.number) {
            wrong.push(Refusal::of("register.paper-number").at("number").with("number", made.number));
        }
        for field in &register.fields {
            let [paper, entry] = [&made.filling, said]
                .map(|filling| filling.get(&field.name).map(|said| field.written(said)).unwrap_or_default());
            if made.filling.contains_key(&field.name) && paper != entry {
                wrong.push(field.refused("register.paper-says").with("paper", paper));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

impl Dossier {
    /// What is to be known of it before its decision is noted in a register. Before the registry issued it its
    /// number may still be given up, so it has none.
    pub fn as_decided(&self) -> DecidedDossier {
        let submission = &self.submission;
        let is_granted = self.completion().is_some_and(|(_, outcome)| outcome == Outcome::Approved);
        let issued = self.issued.as_ref().filter(|_| is_granted);
        DecidedDossier {
            code: self.code().to_string(),
            agency: submission.competent.clone(),
            procedure: submission.procedure.clone(),
            answers: submission.answers.clone(),
            number: issued.map(|entry| (entry.number.clone(), entry.day)),
            is_recalled: self.deed_life.recalled.is_some(),
        }
    }
}

impl DeedTemplate {
    /// Whether papers of this dossier are made by it on this day.
    pub fn is_of(&self, dossier: &Dossier, day: Day) -> bool {
        let submission = &dossier.submission;
        self.is_for(&submission.procedure, &submission.case) && self.is_in_use(day)
    }
}

/// What every entry of a register says, whatever its fields are.
const OF_EVERY_ENTRY: [&str; 6] = ["number", "volume", "day", "agency", "book", "notes"];

impl Law {
    /// Whether a paper by this template is the proof of an entry whose number is drawn here (`numbered_as`, in a
    /// register with `draws`): without one it would be a number that nobody drew.
    pub fn stands_in_a_register(&self, template: &DeedTemplate) -> bool {
        let register = template.register.as_ref().and_then(|id| self.registers.get(id.as_str()));
        template.numbered_as.is_some() && register.is_some_and(|register| register.draws)
    }

    /// What templates and registers name and the rest of the catalogue does not have: procedures, answers
    /// that no form of any version of their procedures asks for, registers and their fields.
    fn wrong_in_deeds(&self) -> Vec<BadData> {
        let mut wrong = Vec::new();
        for template in self.deeds.all() {
            let file = format!("deeds/{}.toml", template.id);
            let register = template.register.as_ref().map(|id| (id, self.registers.get(id.as_str())));
            if let Some((id, None)) = register {
                let why = Refusal::of("register.unknown").with("register", id);
                wrong.push(BadData::new(&file, None, "register", why));
            }
            let register = register.and_then(|(_, register)| register);
            wrong.extend(self.wrong_sources(&file, &template.procedures, &template.fields, register));
        }
        for register in self.registers.all() {
            let file = format!("registers/{}.toml", register.id);
            wrong.extend(self.wrong_sources(&file, &register.procedures, &register.fields, None));
            let noted = register.noted.iter().flat_map(|noted| &noted.procedures);
            for id in noted.filter(|id| self.catalogue.procedure(id).is_none()) {
                let why = Refusal::of("deed.unknown-procedure").with("procedure", id);
                wrong.push(BadData::new(&file, None, "noted.procedures", why));
            }
        }
        wrong
    }

    fn wrong_sources(
        &self,
        file: &str,
        procedures: &[ProcedureId],
        fields: &[DeedField],
        register: Option<&Register>,
    ) -> Vec<BadData> {
        let mut wrong = Vec::new();
        let mut refuse = |field: &str, why| wrong.push(BadData::new(file, None, field, why));
        let mut forms = Vec::new();
        for id in procedures {
            let Some(procedure) = self.catalogue.procedure(id) else {
                refuse("procedures", Refusal::of("deed.unknown-procedure").with("procedure", id));
                continue;
            };
            for version in &procedure.versions {
                forms.extend(version.cases.iter().filter_map(|case| self.form_of(version, &case.id)));
            }
        }
        for field in fields {
            for from in &field.from {
                let is_known = match from {
                    KnownFrom::Answer(path) => forms.iter().any(|form| form.field(path).is_some()),
                    KnownFrom::Applicant(path) => Applicant::FIELDS.contains(&path.as_str()),
                    KnownFrom::DossierCode | KnownFrom::DayReceived | KnownFrom::ProcedureName => true,
                    KnownFrom::Compared(path) => match (path.as_str(), field.kind) {
                        ("originals", FieldKind::List) => field.columns.len() <= Comparison::COLUMNS,
                        ("names", FieldKind::Text) | ("copies" | "pages", FieldKind::Number) => true,
                        _ => false,
                    },
                    KnownFrom::Entry(path) => register.is_some_and(|register| {
                        register.field(path).is_some() || OF_EVERY_ENTRY.contains(&path.as_str())
                    }),
                };
                if !is_known {
                    let why = Refusal::of("deed.unknown-source").with("source", from);
                    refuse(&field.name, why.with("name", &field.name));
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
    /// The templates by which papers of this dossier are made on this day.
    pub fn deeds_of(&self, dossier: &Dossier, day: Day) -> Vec<&DeedTemplate> {
        let is_made = self.makes_deeds(&dossier.submission.competent);
        self.deeds.all().filter(|template| is_made && template.is_of(dossier, day)).collect()
    }

    /// The template by which copies are certified in this dossier on this day; none where none are.
    pub fn certification_of(&self, dossier: &Dossier, day: Day) -> Option<&DeedTemplate> {
        self.deeds_of(dossier, day).into_iter().find(|template| template.compares.is_some())
    }

    /// The one with this id, where papers of this dossier are made by it on this day.
    pub fn deed_of(&self, dossier: &Dossier, day: Day, id: &DeedId) -> Option<&DeedTemplate> {
        self.deeds_of(dossier, day).into_iter().find(|template| template.id == *id)
    }

    /// The same with these templates and registers; or every one that is of a procedure or asks for an
    /// answer that is not there.
    pub fn with_deeds(mut self, deeds: Deeds, registers: Registers) -> Result<Law, Vec<BadData>> {
        (self.deeds, self.registers) = (deeds, registers);
        let wrong = self.wrong_in_deeds();
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}
