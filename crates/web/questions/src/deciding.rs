//! The places on which it hangs who decides: asked, and read again. The same for the
//! person's own page and for the counter.

use motcua_core::catalogue::{ProcedureId, Version};
use motcua_core::competence::{CIRCUMSTANCE_FIELD, DecidingFact, DecidingFacts, PlaceSaid, place_field};
use motcua_core::directory::{Agency, UnitCode};
use motcua_core::dossier::{competence, decided_by};
use motcua_core::{Day, Law, Refusal};
use motcua_edge::app::App;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::page::agency_name;
use motcua_messages::{Lang, deciding_fact, place_said};

/// The questions, with what was typed.
pub struct DecidingAsked {
    /// What the matter may be about; empty where that decides nothing.
    pub circumstances: Vec<ChoiceShown>,
    /// The chosen one.
    pub circumstance: String,
    /// One for each place.
    pub places: Vec<PlaceAsked>,
}

/// One place.
pub struct PlaceAsked {
    /// The name of its box.
    pub id: String,
    /// The question.
    pub label: &'static str,
    /// What was typed.
    pub text: String,
    /// The name of the answer that it is in no commune; empty where it must be in one.
    pub not_id: String,
    /// The answers of that.
    pub nots: Vec<ChoiceShown>,
    /// The chosen one.
    pub not: String,
}

impl DecidingAsked {
    /// Whether there is nothing to ask: the same agency decides wherever anything is.
    pub fn is_empty(&self) -> bool {
        self.circumstances.is_empty() && self.places.is_empty()
    }
}

/// For whom it is asked: the procedure, and where it is handed in.
pub struct DecidingContext<'a> {
    /// The law under which it is asked.
    pub law: &'a Law,
    /// Which procedure.
    pub procedure: &'a ProcedureId,
    /// Its version, for the dossiers that it will open.
    pub version: &'a Version,
    /// On which day.
    pub day: Day,
    /// The province whose communes are meant where no province is written.
    pub near: Option<&'a UnitCode>,
}

/// The name of the answer that a place is in no commune of the country.
fn not_field(fact: DecidingFact) -> String {
    format!("{}.not", place_field(fact))
}

impl DecidingContext<'_> {
    /// The questions as they stand with what was typed, by the names of the boxes.
    pub fn asked<'t>(&self, typed: impl Fn(&str) -> &'t str, lang: Lang) -> DecidingAsked {
        let known = self.law.competence.circumstances(self.procedure, self.day);
        let mut circumstances: Vec<ChoiceShown> =
            known.iter().map(|one| ChoiceShown::new(&*one.word, lang.t(&one.name, &one.name_en))).collect();
        let of_every_matter = self
            .law
            .competence
            .in_force(self.procedure, self.day)
            .any(|rule| rule.circumstance.is_none() && rule.when.is_empty());
        if !circumstances.is_empty() && of_every_matter {
            circumstances.push(ChoiceShown::new("", lang.t("Việc khác", "Something else")));
        }
        let circumstance = typed(CIRCUMSTANCE_FIELD).to_string();
        let nots = || {
            vec![
                ChoiceShown::new("", lang.t("Không: đã ghi ở trên", "No: it is written above")),
                ChoiceShown::new("abroad", lang.t("Ở nước ngoài", "Abroad")),
                ChoiceShown::new("unknown", lang.t("Không rõ, không khai", "Not known or not declared")),
            ]
        };
        let place = |fact: DecidingFact| {
            let (id, not_id) = (place_field(fact), not_field(fact));
            PlaceAsked {
                label: deciding_fact(fact, lang),
                text: typed(&id).to_string(),
                not: typed(&not_id).to_string(),
                nots: if fact.may_be_unknown() { nots() } else { Vec::new() },
                not_id: if fact.may_be_unknown() { not_id } else { String::new() },
                id,
            }
        };
        let said = self.said(&typed).0;
        let facts = self.law.deciding_facts(self.procedure, self.version, self.day, &said);
        let places = facts.into_iter().map(place).collect();
        DecidingAsked { circumstances, circumstance, places }
    }

    /// What was said, and what cannot be read.
    pub fn said<'t>(&self, typed: impl Fn(&str) -> &'t str) -> (DecidingFacts, Vec<Refusal>) {
        let asked = (self.procedure, self.version);
        self.law.deciding_written(asked, self.day, self.near, typed(CIRCUMSTANCE_FIELD), |fact| {
            let not = typed(&not_field(fact));
            if not.is_empty() { typed(&place_field(fact)) } else { not }
        })
    }

    /// The agencies of which one has to be chosen, by what was said; none where it is clear who
    /// decides, or not yet known.
    pub fn to_choose(
        &self,
        app: &App,
        receiving: Option<&Agency>,
        said: &DecidingFacts,
        lang: Lang,
    ) -> Vec<ChoiceShown> {
        let Some(receiving) = receiving else { return Vec::new() };
        let asked = (self.procedure, self.version);
        let unclear = decided_by(self.law, asked, self.day, receiving, said, None).err().unwrap_or_default();
        if !unclear.iter().any(|refusal| refusal.code == "competence.choose") {
            return Vec::new();
        }
        let found = competence(self.law, self.procedure, self.day, receiving, said);
        let agencies = found.map(|(found, _)| found.agencies).unwrap_or_default();
        agencies.iter().map(|code| ChoiceShown::new(code.to_string(), agency_name(app, code, lang))).collect()
    }

    /// The boxes as they would be filled with what was said.
    pub fn pairs(&self, said: &DecidingFacts) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if let Some(word) = &said.circumstance {
            pairs.push((CIRCUMSTANCE_FIELD.to_string(), word.clone()));
        }
        for (fact, place) in &said.places {
            match place {
                PlaceSaid::In(_) => {
                    let name = || place_said(place, &self.law.directory, self.day, Lang::Vi);
                    let text = said.written.get(fact).cloned().unwrap_or_else(name);
                    pairs.push((place_field(*fact), text));
                }
                PlaceSaid::Abroad | PlaceSaid::Unknown => pairs.push((not_field(*fact), place.to_string())),
            }
        }
        pairs
    }
}
