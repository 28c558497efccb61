//! Reading `competence/rules.tsv` and `competence/circumstances.tsv`. Officials edit
//! them by hand: every mistake is told with its line, and all at once.

use super::facts::{DecidingFact, PlaceSaid};
use super::rule::{
    Circumstance, CompetenceRule, CompetenceRules, Decider, Elsewhere, FactsNeeded, NotThisProcedure,
    TerritorialScope,
};
use crate::catalogue::ProcedureId;
use crate::directory::table::{self, Place, TRUSTS, TableRow, trust_word};
use crate::directory::{AgencyKind, DepartmentField};
use crate::{BadData, Refusal};
use std::str::FromStr;
use strum::VariantArray;

const RULE_COLUMNS: &[&str] =
    &["code", "circumstance", "from", "to", "when", "facts", "who", "scope", "elsewhere", "article", "trust"];
const CIRCUMSTANCE_COLUMNS: &[&str] = &["word", "name", "name_en"];

impl CompetenceRules {
    /// Reads the data files, given as name and text. No file: no rule, and nothing can be
    /// handed in.
    pub fn read(files: &[(&str, &str)]) -> Result<CompetenceRules, Vec<BadData>> {
        let mut bad = Vec::new();
        let mut rules: Vec<(Place<'_>, CompetenceRule)> = Vec::new();
        let mut circumstances = Vec::new();
        for (name, text) in files {
            if name.ends_with("competence/rules.tsv") {
                rules.extend(table::read(name, text, RULE_COLUMNS, &mut bad, rule));
            } else if name.ends_with("competence/circumstances.tsv") {
                let read = table::read(name, text, CIRCUMSTANCE_COLUMNS, &mut bad, circumstance);
                circumstances.extend(read.into_iter().map(|(_, one)| one));
            } else {
                bad.push(BadData::new(name, None, "", Refusal::of("directory.file-unknown")));
            }
        }
        check(&rules, &circumstances, &mut bad);
        if !bad.is_empty() {
            return Err(bad);
        }
        let mut rules: Vec<CompetenceRule> = rules.into_iter().map(|(_, rule)| rule).collect();
        // Stable: within a procedure the first row that fits decides.
        rules.sort_by(|one, other| one.procedure.cmp(&other.procedure));
        Ok(CompetenceRules { rules, circumstances })
    }
}

fn circumstance(row: &mut TableRow<'_, '_>) -> Option<Circumstance> {
    let (word, name, name_en) = (row.text("word"), row.text("name"), row.text("name_en"));
    Some(Circumstance { word: word?, name: name?, name_en: name_en? })
}

fn rule(row: &mut TableRow<'_, '_>) -> Option<CompetenceRule> {
    let procedure = row.text("code");
    let (from, to) = (row.day("from"), row.day_if_any("to"));
    let when = when(row);
    let needs = needs(row);
    let decider = decider(row);
    let scope = row.word("scope", TerritorialScope::VARIANTS, TerritorialScope::as_str);
    let elsewhere = row.word("elsewhere", Elsewhere::VARIANTS, Elsewhere::as_str);
    let trust = row.word("trust", &TRUSTS, trust_word);
    let filled = |cell: &str| (!matches!(cell, "" | "-")).then(|| cell.to_string());
    let rule = CompetenceRule {
        procedure: ProcedureId::from(procedure?.as_str()),
        circumstance: filled(row.cell("circumstance")),
        from: from?,
        to: to?,
        when: when?,
        needs: needs?,
        decider: decider?,
        scope: scope?,
        elsewhere: elsewhere?,
        article: filled(row.cell("article")).unwrap_or_default(),
        trust: trust?,
    };
    let needs_a_place = !matches!(rule.decider, Decider::Levels | Decider::WrongPage | Decider::Nobody(_))
        && rule.scope != TerritorialScope::Country;
    if needs_a_place && rule.needs == FactsNeeded::None {
        row.wrong("facts", Refusal::of("competence.facts-missing").with("scope", rule.scope.as_str()));
        return None;
    }
    if rule.article.is_empty() && !rule.trust.is_assumed() && rule.decider != Decider::WrongPage {
        row.wrong("article", Refusal::of("competence.article-missing"));
        return None;
    }
    Some(rule)
}

/// One word of a list, as the files write it.
fn one_of<T: FromStr>(row: &mut TableRow<'_, '_>, column: &'static str, word: &str) -> Option<T> {
    let read = T::from_str(word).ok();
    if read.is_none() {
        row.wrong(column, Refusal::of("competence.unknown-word").with("value", word));
    }
    read
}

/// `guardian_home=abroad`, or several with commas between
fn when(row: &mut TableRow<'_, '_>) -> Option<Vec<(DecidingFact, PlaceSaid)>> {
    let cell = row.cell("when");
    let parts: Vec<&str> = cell.split(',').filter(|part| !part.is_empty()).collect();
    let mut conditions = Vec::new();
    for part in parts {
        let (fact, said) = part.split_once('=').unwrap_or((part, ""));
        let fact: Option<DecidingFact> = one_of(row, "when", fact);
        let said = PlaceSaid::parse(said);
        if said.is_none() {
            row.wrong("when", Refusal::of("competence.unknown-word").with("value", part));
        }
        conditions.push((fact?, said?));
    }
    Some(conditions)
}

/// `father_home|mother_home`, `deceased_last_home>deceased_place`, `-`
fn needs(row: &mut TableRow<'_, '_>) -> Option<FactsNeeded> {
    let cell = row.cell("facts");
    if matches!(cell, "" | "-") {
        return Some(FactsNeeded::None);
    }
    let in_order = cell.contains('>');
    let words: Vec<&str> = cell.split(if in_order { '>' } else { '|' }).collect();
    let facts: Vec<Option<DecidingFact>> = words.iter().map(|word| one_of(row, "facts", word)).collect();
    let facts: Vec<DecidingFact> = facts.into_iter().collect::<Option<_>>()?;
    Some(if in_order { FactsNeeded::FirstOf(facts) } else { FactsNeeded::AnyOf(facts) })
}

/// `people_committee`, `department:construction`, `refused:competence.adopter-abroad`, …
fn decider(row: &mut TableRow<'_, '_>) -> Option<Decider> {
    let cell = row.cell("who");
    if let Some(field) = cell.strip_prefix("department:") {
        let found = DepartmentField::ALL.into_iter().find(|one| one.as_str() == field);
        if found.is_none() {
            row.wrong("who", Refusal::of("competence.unknown-word").with("value", cell));
        }
        return found.map(Decider::Department);
    }
    if let Some(why) = cell.strip_prefix("refused:") {
        return one_of::<NotThisProcedure>(row, "who", why).map(Decider::Nobody);
    }
    let special = match cell {
        "unit_body" => Some(Decider::UnitBody),
        "ministry" => Some(Decider::Ministry),
        "levels" => Some(Decider::Levels),
        "wrong_page" => Some(Decider::WrongPage),
        _ => None,
    };
    let kinds = AgencyKind::ALL.into_iter().filter(|kind| *kind != AgencyKind::Department);
    let kind = || kinds.into_iter().find(|kind| kind.as_str() == cell).map(Decider::Kind);
    let found = special.or_else(kind);
    if found.is_none() {
        row.wrong("who", Refusal::of("competence.unknown-word").with("value", cell));
    }
    found
}

/// Words that nothing explains, days that end before they begin, and rows of which two
/// hold at once for the same matter.
fn check(rules: &[(Place<'_>, CompetenceRule)], circumstances: &[Circumstance], bad: &mut Vec<BadData>) {
    let mut by_code: Vec<&(Place<'_>, CompetenceRule)> = rules.iter().collect();
    by_code.sort_by(|(_, one), (_, other)| one.procedure.cmp(&other.procedure));
    for (at, (place, rule)) in by_code.iter().map(|row| (row.0, &row.1)).enumerate() {
        if let Some(word) = &rule.circumstance
            && !circumstances.iter().any(|known| known.word == *word)
        {
            bad.push(place.bad("circumstance", Refusal::of("competence.unknown-word").with("value", word)));
        }
        if rule.to.is_some_and(|to| to < rule.from) {
            bad.push(place.bad("to", Refusal::of("competence.ends-before-it-begins")));
        }
        let same = |other: &CompetenceRule| {
            other.procedure == rule.procedure
                && other.circumstance == rule.circumstance
                && other.when == rule.when
        };
        let later = by_code[at + 1..].iter().take_while(|(_, other)| other.procedure == rule.procedure);
        for (other_place, other) in later.map(|row| (row.0, &row.1)).filter(|(_, other)| same(other)) {
            let overlaps =
                rule.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| rule.from <= to);
            if overlaps {
                let why = Refusal::of("competence.two-rules-at-once").with("other_line", place.line);
                bad.push(other_place.bad("from", why));
            }
        }
    }
}
