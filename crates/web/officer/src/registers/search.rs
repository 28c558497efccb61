//! The registers of an agency: their years, and looking for somebody in them.

use super::{EntryRow, href, must_be_a_keeper, row, write_down};
use askama::Template;
use axum::extract::Query;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::register::RegisterEntry;
use motcua_core::text::fold;
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_store::entry::{EntrySought, sought, years};
use serde::Deserialize;

/// Entries that a search shows.
const FOUND_MOST: u32 = 50;
/// Letters of a name that are looked for: fewer would find half the commune.
const LETTERS_LEAST: usize = 3;

#[derive(Template)]
#[template(path = "officer/registers.html")]
struct RegistersPage {
    page: Page,
    agency: String,
    registers: Vec<RegisterShown>,
    choices: Vec<ChoiceShown>,
    register: String,
    year: String,
    number: String,
    words: String,
    /// For which dossier and template an entry is looked for; empty for none.
    of: String,
    template: String,
    /// Of which dossier the decision is to be noted in the entry that is looked for; empty for none.
    note: String,
    errors: Wrongs,
    taken_in: u32,
    /// Sees what was looked for.
    may_see_looks: bool,
    found: Option<Vec<EntryRow>>,
    is_cut: bool,
}

/// A register with its years.
struct RegisterShown {
    id: String,
    name: String,
    years: Vec<(i32, i64)>,
}

/// For what an entry is looked for.
#[derive(Deserialize, Default)]
pub struct RegistersQuery {
    #[serde(default, rename = "for")]
    of: String,
    #[serde(default)]
    template: String,
    /// Which dossier's decision is to be noted.
    #[serde(default)]
    note: String,
    #[serde(default)]
    register: String,
    /// How many entries were just taken in.
    #[serde(default)]
    taken_in: u32,
}

/// `GET /officer/registers?for=&template=|note=&register=`
pub async fn get(signed: Signed, Query(asked): Query<RegistersQuery>) -> Reply {
    must_be_a_keeper(&signed)?;
    let mut pairs = Vec::new();
    if !asked.note.is_empty() {
        // Whom the dossier is about: its officers know, and no address says it.
        let decided = signed.dossier(&asked.note)?.as_decided();
        let noted = signed.visit.app.law.registers.get(&asked.register);
        let whose = noted.and_then(|register| register.noted.as_ref()?.whose(&decided.answers));
        pairs.push(("name".to_string(), whose.unwrap_or_default().to_string()));
        pairs.push(("register".to_string(), asked.register.clone()));
    }
    shown(&signed, &SentForm::of_pairs(pairs), asked, &[], None)
}

/// `POST /officer/registers`: looks for somebody. Names do not stand in addresses.
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    must_be_a_keeper(&signed)?;
    let asked = RegistersQuery {
        of: form.get("for").to_string(),
        template: form.get("template").to_string(),
        note: form.get("note").to_string(),
        register: String::new(),
        taken_in: 0,
    };
    let law = &signed.visit.app.law;
    let register = law.registers.get(form.get("register")).map(|register| register.id.clone());
    let folded = fold(form.get("name"));
    let number = form.get("number").parse::<u32>().ok();
    let year = form.get("year").parse::<i32>().ok().filter(|year| (1900..=9999).contains(year));
    let mut wrong = Vec::new();
    if !form.get("year").is_empty() && year.is_none() {
        wrong.push(Refusal::of("register.search-year").at("year"));
    }
    if !form.get("number").is_empty() && number.is_none() {
        wrong.push(Refusal::of("register.search-number").at("number"));
    }
    if folded.is_empty() && form.get("number").is_empty()
        || (1..LETTERS_LEAST).contains(&folded.chars().count())
    {
        wrong.push(Refusal::of("register.search-words").at("name").with("least", LETTERS_LEAST));
    }
    if !wrong.is_empty() {
        return shown(&signed, &form, asked, &wrong, None);
    }
    let words = [form.get("register"), form.get("year"), form.get("number"), form.get("name")];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    write_down(&signed, &words.join("; "), "").await?;
    let looked_for = EntrySought { register, year, number, folded };
    let agency = &signed.officer.agency;
    let found = signed.visit.app.read(|rows| sought(rows, agency, &looked_for, FOUND_MOST + 1))?;
    let is_cut = found.len() > FOUND_MOST as usize;
    let page = signed.visit.page("work", "", "");
    let href = |entry: &RegisterEntry| match (asked.of.as_str(), asked.note.as_str()) {
        ("", "") => href(entry),
        ("", code) => {
            let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            format!("{}/note_entry?dossier={code}", href(entry))
        }
        (code, _) => {
            let template: String = form_urlencoded::byte_serialize(asked.template.as_bytes()).collect();
            format!("/officer/dossiers/{code}/draft_result?template={template}&entry={}", entry.id)
        }
    };
    let rows = found.iter().take(FOUND_MOST as usize).map(|entry| row(&signed, entry, href(entry), &page));
    let rows = rows.collect();
    shown(&signed, &form, asked, &[], Some((rows, is_cut)))
}

fn shown(
    signed: &Signed,
    form: &SentForm,
    asked: RegistersQuery,
    wrong: &[Refusal],
    found: Option<(Vec<EntryRow>, bool)>,
) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Sổ hộ tịch", "Registers of civil status");
    let errors = Wrongs::of(wrong, lang, "name");
    errors.entitle(&mut page);
    let of_years = app.read(|rows| years(rows, &signed.officer.agency))?;
    let registers = app.law.registers.all().map(|register| RegisterShown {
        id: register.id.to_string(),
        name: page.t(&register.name, &register.name_en).to_string(),
        years: of_years
            .iter()
            .filter(|year| year.register == register.id)
            .map(|year| (year.year, year.entries))
            .collect(),
    });
    let all = ChoiceShown::new("", page.t("Mọi sổ", "All registers"));
    let choices =
        app.law.registers.all().map(|register| {
            ChoiceShown::new(register.id.as_str(), page.t(&register.name, &register.name_en))
        });
    let template = app.law.deeds.get(&asked.template).and_then(|template| template.register.as_ref());
    let (found, is_cut) = found.map_or((None, false), |(rows, is_cut)| (Some(rows), is_cut));
    let view = RegistersPage {
        agency: agency_name(app, &signed.officer.agency, lang),
        registers: registers.collect(),
        choices: std::iter::once(all).chain(choices).collect(),
        register: match (form.get("register"), template) {
            ("", Some(register)) => register.to_string(),
            (typed, _) => typed.to_string(),
        },
        year: form.get("year").to_string(),
        number: form.get("number").to_string(),
        words: form.get("name").to_string(),
        taken_in: asked.taken_in,
        may_see_looks: signed.officer.has(Duty::Leader),
        of: asked.of,
        template: asked.template,
        note: asked.note,
        errors,
        found,
        is_cut,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
