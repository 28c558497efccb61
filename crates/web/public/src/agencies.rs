//! Who accepts and decides dossiers in a province: found by name, each with what is known of it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::directory::{Agency, AgencyCode, AgencyKind, Centre, MapPoint, Unit};
use motcua_core::text::fold;
use motcua_core::{Day, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_told::explain;
use serde::Deserialize;

/// What is looked for.
#[derive(Deserialize)]
pub struct AgencyQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    of: String,
}

/// A part of the list, by the word in its address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Centres,
    Police,
    Military,
    Province,
}

impl Group {
    const ALL: [Group; 4] = [Group::Centres, Group::Police, Group::Military, Group::Province];

    fn word(self) -> &'static str {
        match self {
            Group::Centres => "centres",
            Group::Police => "police",
            Group::Military => "military",
            Group::Province => "province",
        }
    }

    fn name(self, page: &Page) -> &'static str {
        match self {
            Group::Centres => page.t("Trung tâm phường, xã", "Centres of wards and communes"),
            Group::Police => page.t("Công an phường, xã", "Police of wards and communes"),
            Group::Military => {
                page.t("Ban chỉ huy quân sự phường, xã", "Military commands of wards and communes")
            }
            Group::Province => page.t("Cơ quan cấp tỉnh", "Agencies of the province"),
        }
    }

    fn of(kind: AgencyKind) -> Group {
        match kind {
            AgencyKind::PeopleCommittee => Group::Centres,
            AgencyKind::Police => Group::Police,
            AgencyKind::MilitaryCommand => Group::Military,
            _ => Group::Province,
        }
    }
}

#[derive(Template)]
#[template(path = "public/agencies.html")]
struct AgenciesPage {
    page: Page,
    province: String,
    query: String,
    groups: Vec<GroupChoice>,
    rows: Vec<AgencyRow>,
    /// How many of the rows have no address.
    unknown: usize,
    of_centres: bool,
}

struct GroupChoice {
    word: &'static str,
    name: &'static str,
    count: usize,
    is_chosen: bool,
}

struct AgencyRow {
    name: String,
    href: String,
    address: String,
    /// The old commune under whose name it was found.
    was: String,
}

/// `GET /agencies?q=&of=`
pub async fn agencies(visit: Visit, Query(asked): Query<AgencyQuery>) -> Reply {
    if let Some(ask) = visit.ask_province() {
        return Ok(see_other(&ask));
    }
    let page = visit.page("agencies", "Cơ quan, trung tâm", "Agencies and centres");
    let (app, today) = (&visit.app, visit.now.day());
    let directory = &app.law.directory;
    let chosen = Group::ALL.into_iter().find(|group| group.word() == asked.of);
    let query: String = asked.q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let all = of_province(&visit, today);
    let is_shown = |agency: &Agency| match chosen {
        Some(group) => Group::of(agency.kind) == group,
        // Without any word: where people hand in.
        None => !query.is_empty() || Group::of(agency.kind) == Group::Centres,
    };
    let listed: Vec<(&Unit, &Agency)> = all.iter().filter(|(_, agency)| is_shown(agency)).copied().collect();
    let shown: Vec<AgencyRow> = if query.is_empty() {
        listed.iter().map(|(unit, agency)| row(&visit, unit, agency, String::new())).collect()
    } else {
        found(&visit, &listed, &query, today)
    };
    let groups = Group::ALL.into_iter().map(|one| GroupChoice {
        word: one.word(),
        name: one.name(&page),
        count: all.iter().filter(|(_, agency)| Group::of(agency.kind) == one).count(),
        is_chosen: chosen == Some(one),
    });
    let province = directory.unit_on(&app.province, today);
    let view = AgenciesPage {
        province: province
            .map(|unit| visit.lang.t(&unit.full_name, &unit.full_name_en).to_string())
            .unwrap_or_default(),
        groups: groups.collect(),
        unknown: shown.iter().filter(|row| row.address.is_empty()).count(),
        of_centres: query.is_empty() && chosen.is_none_or(|group| group == Group::Centres),
        rows: shown,
        query,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

const QUERY_CHARS_MAX: usize = 200;

/// How many agencies a search shows.
const FOUND_MAX: usize = 60;

/// The agencies of the province and its communes on this day: those of the province first, then
/// by the name of the commune.
fn of_province(visit: &Visit, today: Day) -> Vec<(&Unit, &Agency)> {
    let directory = &visit.app.law.directory;
    let mut communes: Vec<&Unit> = directory.children_on(&visit.app.province, today).collect();
    communes.sort_by_cached_key(|unit| fold(&unit.name));
    let units = directory.unit_on(&visit.app.province, today).into_iter().chain(communes);
    units
        .flat_map(|unit| directory.agencies_in_on(&unit.code, today).map(move |agency| (unit, agency)))
        .collect()
}

/// What answers to the words: names of agencies, and of communes, the old ones too.
fn found(visit: &Visit, all: &[(&Unit, &Agency)], query: &str, today: Day) -> Vec<AgencyRow> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut rows = Vec::new();
    let mut seen: Vec<&AgencyCode> = Vec::new();
    for (unit, agency) in all {
        let name = format!(" {}", fold(visit.lang.t(&agency.name, &agency.name_en)));
        if !words.is_empty() && words.iter().all(|word| name.contains(&format!(" {word}"))) {
            rows.push(row(visit, unit, agency, String::new()));
            seen.push(&agency.code);
        }
    }
    for hit in visit.app.law.directory.find_units(query, today, FOUND_MAX) {
        let Some(was) = hit.was else { continue };
        for (unit, agency) in all.iter().filter(|(unit, _)| unit.code == hit.unit.code) {
            if agency.kind == AgencyKind::PeopleCommittee && !seen.contains(&&agency.code) {
                rows.push(row(visit, unit, agency, was.old_name.clone()));
                seen.push(&agency.code);
            }
        }
    }
    rows.truncate(FOUND_MAX);
    rows
}

fn row(visit: &Visit, unit: &Unit, agency: &Agency, was: String) -> AgencyRow {
    let name = match agency.kind {
        AgencyKind::PeopleCommittee => visit.lang.t(&unit.full_name, &unit.full_name_en),
        _ => visit.lang.t(&agency.name, &agency.name_en),
    };
    let address = agency.centre.as_ref().and_then(|centre| centre.address.clone());
    AgencyRow {
        name: name.to_string(),
        href: format!("/agencies/{}", agency.code),
        address: address.unwrap_or_default(),
        was,
    }
}

#[derive(Template)]
#[template(path = "public/agency.html")]
struct AgencyPage {
    page: Page,
    name: String,
    kind: &'static str,
    unit: String,
    code: String,
    code_assumed: bool,
    name_assumed: bool,
    centre: Option<CentreView>,
    hours: String,
    hours_assumed: bool,
    /// What it was called, and until when.
    earlier: Vec<(String, String)>,
    /// Since when it is closed, and who took its work over.
    closed: String,
    successor: Option<(String, String)>,
}

struct CentreView {
    name: String,
    address: String,
    telephone: String,
    opening: String,
    /// As it is written, and as a device opens it.
    point: Option<(String, String)>,
    assumed: bool,
}

impl CentreView {
    fn of(centre: &Centre) -> CentreView {
        let text = |known: &Option<String>| known.clone().unwrap_or_default();
        let knows = centre.address.is_some() || centre.telephone.is_some() || centre.opening.is_some();
        CentreView {
            name: centre.name.clone(),
            address: text(&centre.address),
            telephone: text(&centre.telephone),
            opening: text(&centre.opening),
            point: centre.point.map(written),
            assumed: (knows || centre.point.is_some()) && centre.trust.is_assumed(),
        }
    }
}

fn written(point: MapPoint) -> (String, String) {
    let text = point.to_string();
    let geo = format!("geo:{}", text.replace(' ', ""));
    (text, geo)
}

/// `GET /agencies/{code}`
pub async fn agency(visit: Visit, Path(code): Path<String>) -> Reply {
    let law = &visit.app.law;
    let (directory, today) = (&law.directory, visit.now.day());
    let code = AgencyCode::parse(&code).ok();
    let agency = code.as_ref().and_then(|code| directory.agency_as_of(code, today));
    let agency = agency.ok_or_else(|| Refusal::of("directory.unknown-agency"))?;
    let page = visit.page("agencies", &agency.name, &agency.name_en);
    let unit = directory.unit_on(&agency.unit, today);
    let hours = law.hours_of(&agency.code);
    let called = |agency: &Agency| visit.lang.t(&agency.name, &agency.name_en).to_string();
    let earlier = directory.earlier_names(&agency.code, today).into_iter();
    let successor = directory.agency_instead(&agency.code, today).filter(|other| other.code != agency.code);
    let view = AgencyPage {
        name: called(agency),
        kind: match agency.field {
            Some(field) => motcua_messages::department_field(field, visit.lang),
            None => motcua_messages::agency_kind(agency.kind, visit.lang),
        },
        unit: unit
            .map(|unit| visit.lang.t(&unit.full_name, &unit.full_name_en).to_string())
            .unwrap_or_default(),
        code: agency.code.to_string(),
        code_assumed: agency.code_trust.is_assumed(),
        name_assumed: agency.trust.is_assumed(),
        centre: agency.centre.as_deref().map(CentreView::of),
        hours: explain::hours_in_words(hours.on(today), visit.lang),
        hours_assumed: hours.trust_on(today).is_assumed(),
        earlier: earlier.map(|(agency, until)| (called(agency), until.vn())).collect(),
        closed: match agency.valid_to {
            Some(last) if last < today => last.vn(),
            _ => String::new(),
        },
        successor: successor.map(|other| (called(other), format!("/agencies/{}", other.code))),
        page,
    };
    Ok(html(StatusCode::OK, &view))
}
