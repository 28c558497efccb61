//! How many dossiers are late in which commune, and the list of them.

use super::above::above_of;
use super::asked::Asked;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::catalogue::ProcedureId;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Above, AboveScope, Dossier, DossierCode, Instruction};
use motcua_core::{Fault, Moment};
use motcua_edge::app::App;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html, procedure_name, see_other};
use motcua_edge::signed::Signed;
use motcua_store::account::officers_at;
use motcua_store::dossier::{After, place_in_hand};
use motcua_store::oversight::{
    Facet, LateAt, Overseen, OverseenPart, facets, instructed, late_by_unit, listed,
};
use motcua_told::due::{DueWords, due_words};
use motcua_told::instructions;
use motcua_told::shares::with_others;
use std::collections::{BTreeMap, BTreeSet};

/// Rows on one page.
const PAGE_ROWS: u32 = 50;
/// Instructions that wait for an answer, above the list.
const AWAITED_ABOVE: u32 = 10;
/// The communes above the list: those with the most late dossiers.
const COMMUNES_ABOVE: usize = 12;

#[derive(Template)]
#[template(path = "manage/oversight.html")]
struct Oversight {
    page: Page,
    /// The fields that a department sees; empty for the office of the province, which sees all.
    own_fields: String,
    tabs: Vec<StandingTab>,
    /// Instructions that wait for an answer.
    awaited: Vec<AwaitedRow>,
    communes: Vec<CommuneRow>,
    /// All communes, when the page shows some of them; empty when it shows all.
    all_communes: String,
    /// The page shows communes only.
    is_communes: bool,
    /// What narrows the list, as hidden fields of the form that narrows it further.
    standing: &'static str,
    unit: String,
    unit_name: String,
    fields: Vec<ChoiceShown>,
    field: String,
    procedures: Vec<ChoiceShown>,
    procedure: String,
    agencies: Vec<ChoiceShown>,
    agency: String,
    officers: Vec<ChoiceShown>,
    officer: String,
    /// Where everything that the chosen officer holds is reassigned; empty where nobody is chosen, and
    /// for a department.
    desk_href: String,
    /// The list with nothing that narrows it; empty when nothing does.
    all_href: String,
    caption: &'static str,
    rows: Vec<OverseenRow>,
    first_href: String,
    next_href: String,
}

/// A part of the list.
struct StandingTab {
    href: String,
    name: &'static str,
    /// How many; dots where nobody has counted.
    count: String,
    kind: &'static str,
    current: bool,
}

/// An instruction that waits for an answer.
struct AwaitedRow {
    code: String,
    agency: String,
    text: String,
    kind: &'static str,
    words: &'static str,
    due: String,
}

struct CommuneRow {
    href: String,
    name: String,
    late: String,
    is_late: bool,
    soon: String,
}

/// A dossier, without the person.
struct OverseenRow {
    code: String,
    procedure: String,
    /// Its status, and which desk of which agency has it.
    stage: String,
    since: String,
    due: DueWords,
}

/// What the list can be narrowed by.
struct Choices {
    procedures: Vec<(String, i64)>,
    agencies: Vec<(String, i64)>,
    officers: Vec<(String, i64)>,
    names: BTreeMap<String, String>,
}

/// `GET /manage/oversight`
pub(super) async fn list(signed: Signed, Query(asked): Query<Asked>) -> Reply {
    let above = above_of(&signed)?;
    if !asked.code.trim().is_empty() {
        let code = DossierCode::parse(asked.code.trim()).map_err(|refusal| refusal.at("code"))?;
        return Ok(see_other(&format!("/manage/oversight/{code}")));
    }
    let (app, now) = (&signed.visit.app, signed.visit.now);
    let overseen = asked.overseen(&app.law, above, now);
    let is_communes = asked.communes == "all";
    // Where one looks for more, what waits is not in the way.
    let is_first = !is_communes && !asked.is_narrowed() && asked.after.is_empty();
    let (late_at, dossiers, choices, awaited) = app.read(|rows| {
        let late_at = late_by_unit(rows, &overseen)?;
        let choices = choices(rows, &overseen)?;
        let dossiers =
            if is_communes { Vec::new() } else { listed(rows, &overseen, asked.after(), PAGE_ROWS)? };
        let awaited = if is_first { instructed(rows, &overseen.above, AWAITED_ABOVE)? } else { Vec::new() };
        Ok::<_, Fault>((late_at, dossiers, choices, awaited))
    })?;
    let page = signed.visit.page("oversight", "Giám sát giải quyết", "Oversight");
    let full = dossiers.len() as u32 == PAGE_ROWS;
    let next_href = dossiers.last().filter(|_| full).map_or_else(String::new, |last| {
        let After { at, id } = place_in_hand(last);
        Asked { after: format!("{at}.{id}"), ..asked.clone() }.href()
    });
    let top = asked.at_the_top();
    let mut communes = communes(app, &top, &overseen, &late_at, is_communes, &page);
    let is_cut = communes.len() > COMMUNES_ABOVE && !is_communes;
    if is_cut {
        communes.truncate(COMMUNES_ABOVE);
    }
    // Deep in the list or in one commune nobody looks for another.
    if overseen.unit.is_some() || !asked.after.is_empty() {
        communes.clear();
    }
    let view = Oversight {
        own_fields: own_fields(app, &overseen.above, &page),
        tabs: OverseenPart::ALL.into_iter().map(|standing| tab(standing, &top, &late_at, &page)).collect(),
        all_communes: if is_communes { String::new() } else { all_communes(&top) },
        awaited: awaited.iter().flat_map(|dossier| waiting(app, dossier, now, &page)).collect(),
        communes,
        is_communes,
        standing: asked.standing().as_str(),
        unit_name: overseen.unit.as_ref().map_or_else(String::new, |unit| unit_name(app, unit, &page)),
        unit: asked.unit.clone(),
        fields: fields(app, &asked, &choices, &page),
        field: asked.field.clone(),
        procedures: procedures(app, &asked, &choices, &page),
        procedure: asked.procedure.clone(),
        agencies: agencies(app, &asked, &choices, &page),
        agency: asked.agency.clone(),
        officers: officers(&asked, &choices, &page),
        officer: asked.officer.clone(),
        desk_href: match &overseen.above.scope {
            AboveScope::Province if !asked.officer.is_empty() => desk_href(&asked.officer),
            AboveScope::Province | AboveScope::Communes(_) => String::new(),
        },
        all_href: match asked.is_narrowed() {
            true => Asked { standing: asked.standing.clone(), ..Asked::default() }.href(),
            false => String::new(),
        },
        caption: name_of(asked.standing(), &page),
        rows: dossiers.iter().map(|dossier| row(app, dossier, now, &page)).collect(),
        first_href: if asked.after.is_empty() { String::new() } else { top.href() },
        next_href,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

fn desk_href(officer: &str) -> String {
    let officer: String = form_urlencoded::byte_serialize(officer.as_bytes()).collect();
    format!("/manage/oversight/reassign?officer={officer}")
}

fn own_fields(app: &App, above: &Above, page: &Page) -> String {
    let AboveScope::Communes(own) = &above.scope else { return String::new() };
    let procedures = own.iter().filter_map(|id| app.law.catalogue.procedure(id));
    let fields: BTreeSet<&str> = procedures.map(|of| page.t(&of.field, &of.field_en)).collect();
    fields.into_iter().collect::<Vec<_>>().join("; ")
}

/// The instructions of a dossier that wait for an answer.
fn waiting(app: &App, dossier: &Dossier, now: Moment, page: &Page) -> Vec<AwaitedRow> {
    let row = |one: &Instruction| {
        let (kind, words) = instructions::standing(one, now, page);
        AwaitedRow {
            code: dossier.code().to_string(),
            agency: agency_name(app, &dossier.submission.competent, page.language()),
            text: one.text.chars().take(160).collect(),
            kind,
            words,
            due: page.moment(one.due),
        }
    };
    dossier.instructions_open().take(OPEN_NAMED).map(row).collect()
}

/// Open instructions of one dossier that the list names; its own page has all.
const OPEN_NAMED: usize = 3;

fn all_communes(top: &Asked) -> String {
    Asked { communes: "all".to_string(), unit: String::new(), ..top.clone() }.href()
}

/// Each choice narrows by itself, so that what it offers is what the others leave.
fn choices(rows: &mut dyn motcua_store::Rows, overseen: &Overseen) -> Result<Choices, Fault> {
    let any_procedure = Overseen { procedures: None, ..overseen.clone() };
    let any_agency = Overseen { agency: None, officer: None, ..overseen.clone() };
    let any_officer = Overseen { officer: None, ..overseen.clone() };
    // Of a whole province too many agencies have something to be chosen from.
    let names_agencies = overseen.unit.is_some() || overseen.agency.is_some();
    let colleagues = match &overseen.agency {
        Some(agency) => officers_at(rows, agency, overseen.now.day())?,
        None => Vec::new(),
    };
    Ok(Choices {
        procedures: facets(rows, &any_procedure, Facet::Procedure)?,
        agencies: if names_agencies { facets(rows, &any_agency, Facet::Agency)? } else { Vec::new() },
        officers: match overseen.agency {
            None => Vec::new(),
            Some(_) => facets(rows, &any_officer, Facet::Officer)?,
        },
        names: colleagues.into_iter().map(|officer| (officer.id.0, officer.name)).collect(),
    })
}

/// The communes, the one with the most late dossiers first; with all of them also those in which
/// nothing is late.
fn communes(
    app: &App,
    top: &Asked,
    overseen: &Overseen,
    late_at: &[LateAt],
    all: bool,
    page: &Page,
) -> Vec<CommuneRow> {
    let mut found: Vec<LateAt> = late_at.to_vec();
    if all {
        let today = overseen.now.day();
        for unit in app.law.directory.children_on(&overseen.above.province, today) {
            if !late_at.iter().any(|at| at.unit == unit.code) {
                found.push(LateAt { unit: unit.code.clone(), late: 0, soon: 0 });
            }
        }
    }
    found.sort_by_key(|at| (-at.late, -at.soon, at.unit.clone()));
    let row = |at: &LateAt| CommuneRow {
        href: Asked { unit: at.unit.to_string(), communes: String::new(), ..top.clone() }.href(),
        name: unit_name(app, &at.unit, page),
        late: page.count(at.late),
        is_late: at.late > 0,
        soon: page.count(at.soon),
    };
    found.iter().map(row).collect()
}

fn unit_name(app: &App, unit: &motcua_core::directory::UnitCode, page: &Page) -> String {
    if unit.is_province() {
        return page.t("Các cơ quan cấp tỉnh", "Agencies of the province itself").to_string();
    }
    let known = app.law.directory.history_of(unit).last();
    known.map_or_else(|| unit.to_string(), |unit| page.t(&unit.full_name, &unit.full_name_en).to_string())
}

fn tab(standing: OverseenPart, top: &Asked, late_at: &[LateAt], page: &Page) -> StandingTab {
    let (count, kind) = match standing {
        OverseenPart::Late => (Some(late_at.iter().map(|at| at.late).sum()), "late"),
        OverseenPart::Soon => (Some(late_at.iter().map(|at| at.soon).sum()), "soon"),
        OverseenPart::Running | OverseenPart::Resting => (None, ""),
    };
    let word = standing.as_str().to_string();
    StandingTab {
        href: Asked { standing: word, communes: String::new(), ..top.clone() }.href(),
        name: name_of(standing, page),
        kind: if count.is_some_and(|count: i64| count > 0) { kind } else { "" },
        count: count.map_or_else(|| page.t("Xem", "See").to_string(), |count| page.count(count)),
        current: standing == top.standing(),
    }
}

fn name_of(standing: OverseenPart, page: &Page) -> &'static str {
    let lang = page.language();
    match standing {
        OverseenPart::Late => lang.t("quá hạn", "late"),
        OverseenPart::Soon => lang.t("sắp đến hạn", "late soon"),
        OverseenPart::Running => lang.t("đang tính hạn", "running"),
        OverseenPart::Resting => {
            lang.t("chờ tiếp nhận, chờ công dân, chờ trả", "to accept, waiting, to return")
        }
    }
}

/// The first choice narrows nothing; then one for each, with how many there are.
fn with_counts(
    any: &str,
    all: impl Iterator<Item = (String, String, i64)>,
    chosen: &str,
    page: &Page,
) -> Vec<ChoiceShown> {
    let mut choices = vec![ChoiceShown::new("", any)];
    choices.extend(
        all.map(|(value, name, count)| ChoiceShown::new(value, format!("{name} ({})", page.count(count)))),
    );
    if !chosen.is_empty() && !choices.iter().any(|choice| choice.value == chosen) {
        choices.push(ChoiceShown::new(chosen, format!("{chosen} ({})", page.count(0))));
    }
    choices
}

fn fields(app: &App, asked: &Asked, choices: &Choices, page: &Page) -> Vec<ChoiceShown> {
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (id, count) in &choices.procedures {
        if let Some(procedure) = app.law.catalogue.procedure(&ProcedureId::from(id.as_str())) {
            let name = page.t(&procedure.field, &procedure.field_en).to_string();
            *counts.entry((procedure.field.clone(), name)).or_default() += count;
        }
    }
    let all = counts.into_iter().map(|((value, name), count)| (value, name, count));
    with_counts(page.t("Mọi lĩnh vực", "Every field"), all, &asked.field, page)
}

/// The procedures of the field; too many are open at once to be listed without one.
fn procedures(app: &App, asked: &Asked, choices: &Choices, page: &Page) -> Vec<ChoiceShown> {
    if asked.field.is_empty() && asked.procedure.is_empty() {
        return Vec::new();
    }
    let of_field = choices.procedures.iter().filter_map(|(id, count)| {
        let id = ProcedureId::from(id.as_str());
        let procedure = app.law.catalogue.procedure(&id)?;
        let fits = asked.field.is_empty() || procedure.field == asked.field;
        fits.then(|| (id.to_string(), procedure_name(app, &id, page.language()), *count))
    });
    with_counts(page.t("Mọi thủ tục", "Every procedure"), of_field, &asked.procedure, page)
}

fn agencies(app: &App, asked: &Asked, choices: &Choices, page: &Page) -> Vec<ChoiceShown> {
    let named = choices.agencies.iter().map(|(code, count)| {
        let name = AgencyCode::parse(code).map(|code| agency_name(app, &code, page.language()));
        (code.clone(), name.unwrap_or_else(|_| code.clone()), *count)
    });
    let choices =
        with_counts(page.t("Mọi cơ quan đang giữ", "Whichever agency has it"), named, &asked.agency, page);
    if choices.len() > 1 { choices } else { Vec::new() }
}

fn officers(asked: &Asked, choices: &Choices, page: &Page) -> Vec<ChoiceShown> {
    let named = choices
        .officers
        .iter()
        .map(|(id, count)| (id.clone(), choices.names.get(id).unwrap_or(id).clone(), *count));
    let choices = with_counts(page.t("Mọi cán bộ", "Every officer"), named, &asked.officer, page);
    if choices.len() > 1 { choices } else { Vec::new() }
}

fn row(app: &App, dossier: &Dossier, now: Moment, page: &Page) -> OverseenRow {
    let lang = page.language();
    OverseenRow {
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        stage: with_others(
            app,
            dossier,
            format!(
                "{}: {}, {}",
                motcua_messages::status(dossier.status(), lang),
                motcua_messages::duty(dossier.holder.duty, lang),
                agency_name(app, &dossier.holder.agency, lang)
            ),
            page,
        ),
        since: format!("{} {}", page.t("từ", "since"), page.moment(dossier.stands_since())),
        due: due_words(dossier, &app.law, now, page),
    }
}
