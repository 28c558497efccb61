//! Registers of civil status, as the catalogue keeps them in `registers/<id>.toml`: what an entry says,
//! and of which procedures entries are made. The fields are written as those of a paper's template are.

use super::field::{DeedField, FieldKind, Filling, Said};
use super::noted::{self, DecisionsNoted};
use super::template::field;
use crate::catalogue::sheet::{Node, Sheet};
use crate::catalogue::{ProcedureId, RegisterId};
use crate::form::Answers;
use crate::{BadData, Refusal, Trust};
use std::collections::BTreeMap;

/// A register.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// Which.
    pub id: RegisterId,
    /// What it is called.
    pub name: String,
    /// In English.
    pub name_en: String,
    /// From dossiers of which procedures entries are made.
    pub procedures: Vec<ProcedureId>,
    /// Fields that name whom an entry is about; it is found by each of them.
    pub whose: Vec<String>,
    /// The field with the day on which the first of them was born.
    pub born: Option<String>,
    /// Fields with their identity numbers.
    pub identities: Vec<String>,
    /// Whether the numbers of new entries are drawn here; else they are those of the papers that are
    /// made with them.
    pub draws: bool,
    /// Fields of which one says whole what the other says as far as it is known: an entry says one of both.
    pub in_part: Vec<[String; 2]>,
    /// Which decisions are noted in it from their dossiers.
    pub noted: Option<DecisionsNoted>,
    /// What an entry says.
    pub fields: Vec<DeedField>,
    /// The text behind it, and whether somebody compared it.
    pub law: String,
    /// See `law`.
    pub trust: Trust,
}

/// All registers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Registers(BTreeMap<RegisterId, Register>);

impl Registers {
    /// One of them.
    pub fn get(&self, id: &str) -> Option<&Register> {
        self.0.get(id)
    }

    /// All, in the order of ids.
    pub fn all(&self) -> impl Iterator<Item = &Register> {
        self.0.values()
    }

    /// The one in which dossiers of this procedure are entered.
    pub fn of_procedure(&self, procedure: &ProcedureId) -> Option<&Register> {
        self.all().find(|register| register.procedures.contains(procedure))
    }

    /// Those in which a decision of this procedure, in a dossier that answered this, is noted.
    pub fn noting(&self, procedure: &ProcedureId, answers: &Answers) -> impl Iterator<Item = &Register> {
        self.all()
            .filter(|register| register.noted.as_ref().is_some_and(|noted| noted.is_of(procedure, answers)))
    }

    /// Reads files of registers, or says everything that is wrong in them.
    pub fn read(files: &[(&str, &str)]) -> Result<Registers, Vec<BadData>> {
        let (mut all, mut bad) = (BTreeMap::new(), Vec::new());
        for (file, text) in files {
            let sheet = Sheet::of(file, text);
            if let Some(tree) = sheet.tree() {
                let root = sheet.root(&tree);
                let register = read(&root);
                root.done();
                let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
                if let Some(register) = register {
                    if register.id.as_str() != stem {
                        root.wrong("id", Refusal::of("deed.not-its-file").with("id", &register.id));
                    }
                    all.insert(register.id.clone(), register);
                }
            }
            bad.extend(sheet.into_bad());
        }
        if bad.is_empty() { Ok(Registers(all)) } else { Err(bad) }
    }
}

impl Register {
    /// Whether entries of the other register, as it was, are entries of this one.
    pub fn holds_what_is_in(&self, other: &Register) -> bool {
        other.fields.iter().all(|was| self.field(&was.name).is_some_and(|now| now.kind == was.kind))
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&DeedField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Takes out what a note says in another way: the part where the whole is said now, and the whole where
    /// only a part of it is known now.
    pub fn say_once(&self, changes: &mut Filling) {
        let nothing = || Said::Text(String::new());
        for [whole, part] in &self.in_part {
            let says = |name: &String| changes.get(name).is_some_and(|said| !said.is_empty());
            if says(whole) {
                changes.insert(part.clone(), nothing());
            } else if says(part) {
                changes.insert(whole.clone(), nothing());
            }
        }
    }

    /// Refuses what says neither the whole nor a part of what must be said.
    pub fn unsaid(&self, said: &Filling) -> Vec<Refusal> {
        let says = |name: &String| said.get(name).is_some_and(|said| !said.is_empty());
        let lacks = self.in_part.iter().filter(|pair| !pair.iter().any(says));
        let refused = |[_, part]: &[String; 2]| Some(self.field(part)?.refused("deed.field-missing"));
        lacks.filter_map(refused).collect()
    }
}

fn read(root: &Node<'_>) -> Option<Register> {
    let fields: Vec<Option<DeedField>> = root.tables("field").iter().map(field).collect();
    let fields: Option<Vec<DeedField>> = fields.into_iter().collect();
    for (at, field) in fields.iter().flatten().enumerate() {
        if fields.iter().flatten().take(at).any(|before| before.name == field.name) {
            root.wrong("field", Refusal::of("deed.field-twice").with("name", &field.name));
        }
    }
    let (id, name, name_en) = (root.text("id"), root.text("name"), root.text("name_en"));
    let (procedures, draws) = (root.texts("procedures"), root.flag_or_no("draws"));
    let (whose, identities) = (root.texts("whose"), root.texts("identities"));
    let born = root.optional_text("born");
    let is = |name: &str, kinds: &[FieldKind]| {
        fields.iter().flatten().any(|field| field.name == name && kinds.contains(&field.kind))
    };
    let is_known = fields.is_some();
    let must_be = |key: &str, name: &str, kinds: &[FieldKind]| {
        if is_known && !is(name, kinds) {
            root.wrong(key, Refusal::of("deed.unknown-field").with("name", name));
        }
    };
    for name in whose.iter().flatten() {
        must_be("whose", name, &[FieldKind::Text]);
    }
    for name in identities.iter().flatten() {
        must_be("identities", name, &[FieldKind::Text]);
    }
    if let Some(Some(name)) = &born {
        must_be("born", name, &[FieldKind::Day, FieldKind::Date, FieldKind::Text]);
    }
    let mut in_part = Vec::new();
    for pair in root.texts("in_part").into_iter().flatten() {
        let names: Vec<&str> = pair.split_whitespace().collect();
        let kinds = &[FieldKind::Day, FieldKind::Date, FieldKind::Text];
        names.iter().for_each(|name| must_be("in_part", name, kinds));
        match names[..] {
            [whole, part] => in_part.push([whole.to_string(), part.to_string()]),
            _ => root.wrong("in_part", Refusal::of("deed.cells").with("found", names.len()).with("want", 2)),
        }
    }
    let noted = match root.optional_table("noted")? {
        Some(node) => Some(noted::read(&node, fields.as_deref().unwrap_or_default())?),
        None => None,
    };
    if whose.as_ref().is_some_and(Vec::is_empty) {
        root.wrong("whose", Refusal::of("register.nobody"));
    }
    let law = root.text("law");
    let trust = root.choice("trust", &[("verified", Trust::Verified), ("assumed", Trust::Assumed)]);
    Some(Register {
        id: id?.into(),
        name: name?,
        name_en: name_en?,
        procedures: procedures?.into_iter().map(ProcedureId::from).collect(),
        whose: whose?,
        born: born?,
        identities: identities?,
        draws: draws?,
        in_part,
        noted,
        fields: fields?,
        law: law?,
        trust: trust?,
    })
}
