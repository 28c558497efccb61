//! Thêm cơ quan: a branch, an office of the province, a committee that was founded.

use super::centre_boxes::CentreBoxes;
use super::edit::covers_typed;
use crate::keeper::{day_typed, province_kept};
use crate::put_into_force::propose;
use askama::Template;
use axum::response::Response;
use motcua_books::edit::{AgencySaid, NewAgency};
use motcua_core::directory::{AgencyCode, AgencyKind, DepartmentField, UnitCode};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Halt, Refusal, Trust};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_messages::{agency_kind, department_field};

#[derive(Template)]
#[template(path = "manage/agencies/new.html")]
struct NewAgencyPage {
    page: Page,
    errors: Wrongs,
    code: String,
    code_verified: bool,
    kinds: Vec<ChoiceShown>,
    kind: String,
    fields: Vec<ChoiceShown>,
    field: String,
    unit: String,
    covers: String,
    own_name: String,
    name_en: String,
    from: String,
    centre: CentreBoxes,
    is_verified: bool,
}

/// `GET /manage/agencies/new`
pub(super) async fn get(signed: Signed) -> Reply {
    let province = province_kept(&signed)?;
    let form = SentForm::of_pairs(vec![("code".to_string(), free_code(&signed, &province))]);
    Ok(shown(&signed, &form, &[]))
}

/// `POST /manage/agencies/new`
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    let province = province_kept(&signed)?;
    let wrong = match files(&signed, &province, &form) {
        Ok(files) => match propose(&signed, files).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(halt) => refusals(halt)?,
    };
    Ok(shown(&signed, &form, &wrong))
}

/// The first number that no agency of the province has, beginning with those of branches.
fn free_code(signed: &Signed, province: &UnitCode) -> String {
    let directory = &signed.visit.app.law.directory;
    let Some(head) = directory.agency_code_of(province) else { return String::new() };
    let free = (900..1_000).map(|number| format!("{}.{number}", head.code));
    let is_free = |code: &String| AgencyCode::parse(code).is_ok_and(|code| directory.agency(&code).is_none());
    free.into_iter().find(is_free).unwrap_or_default()
}

fn files(signed: &Signed, province: &UnitCode, form: &SentForm) -> Result<Vec<CatalogueFile>, Halt> {
    let app = &signed.visit.app;
    let mut wrong: Vec<Refusal> = Vec::new();
    let mut read = |field: &'static str, code: Result<AgencyCode, Refusal>| {
        code.map_err(|refusal| wrong.push(refusal.at(field))).ok()
    };
    let code = read("code", AgencyCode::parse(form.get("code")));
    let kind = AgencyKind::ALL.into_iter().find(|kind| kind.as_str() == form.get("kind"));
    if kind.is_none() {
        wrong.push(Refusal::of("directory.kind-missing").at("kind"));
    }
    let field = DepartmentField::ALL.into_iter().find(|field| field.as_str() == form.get("field"));
    let field = field.filter(|_| kind == Some(AgencyKind::Department));
    if kind == Some(AgencyKind::Department) && field.is_none() {
        wrong.push(Refusal::of("directory.department-without-field").at("field"));
    }
    let mut units = covers_typed(signed, province, form.get("unit"), &mut wrong);
    wrong.iter_mut().filter(|one| one.field.as_deref() == Some("covers")).for_each(|one| {
        *one = one.clone().at("unit");
    });
    let unit = units.pop().unwrap_or_else(|| province.clone());
    let covers = match unit == *province {
        true => covers_typed(signed, province, form.get("covers"), &mut wrong),
        false => Vec::new(),
    };
    if unit != *province && form.filled("covers").is_some() {
        wrong.push(Refusal::of("directory.no-branches").at("covers").with("code", form.get("code")));
    }
    let from = day_typed(form, "from").map_err(|refusal| wrong.push(refusal)).ok();
    let trust = if form.filled("verified").is_some() { Trust::Verified } else { Trust::Assumed };
    let code_trust = if form.filled("code_verified").is_some() { Trust::Verified } else { Trust::Assumed };
    let day = from.unwrap_or(signed.visit.now.day());
    let usual = kind.map(|kind| app.law.directory.usual_names(kind, field, &unit, day)).unwrap_or_default();
    let centre = CentreBoxes::sent(form).read(&usual.centre, &mut wrong);
    let named = |typed: &str, usual: &str| if typed.is_empty() { usual } else { typed }.to_string();
    // A branch is one of several: it has a name of its own.
    for name in ["name", "name_en"] {
        if !covers.is_empty() && form.get(name).is_empty() {
            wrong.push(Refusal::of("directory.field-empty").at(name));
        }
    }
    let said = AgencySaid {
        name: named(form.get("name"), &usual.name),
        name_en: named(form.get("name_en"), &usual.name_en),
        covers,
        centre,
        compared_by: 1,
        trust,
    };
    match (code, kind) {
        (Some(code), Some(kind)) if wrong.is_empty() => {
            let of = NewAgency { code, code_trust, kind, field, unit, from };
            Ok(vec![app.books.new_agency(&app.law.directory, &of, &said)?])
        }
        _ => Err(wrong.into()),
    }
}

fn shown(signed: &Signed, form: &SentForm, wrong: &[Refusal]) -> Response {
    let lang = signed.visit.lang;
    let mut page = signed.visit.page("manage", "Thêm cơ quan", "Add an agency");
    let errors = Wrongs::of(wrong, lang, "code");
    errors.entitle(&mut page);
    let choose = || std::iter::once(ChoiceShown::new("", lang.t("Chọn", "Choose")));
    let kinds =
        AgencyKind::ALL.into_iter().map(|kind| ChoiceShown::new(kind.as_str(), agency_kind(kind, lang)));
    let fields = DepartmentField::ALL.into_iter();
    let fields = fields.map(|field| ChoiceShown::new(field.as_str(), department_field(field, lang)));
    let text = |name: &str| form.get(name).to_string();
    let view = NewAgencyPage {
        code: text("code"),
        code_verified: form.filled("code_verified").is_some(),
        kinds: choose().chain(kinds).collect(),
        kind: text("kind"),
        fields: choose().chain(fields).collect(),
        field: text("field"),
        unit: text("unit"),
        covers: text("covers"),
        own_name: text("name"),
        name_en: text("name_en"),
        from: text("from"),
        centre: CentreBoxes::sent(form),
        is_verified: form.filled("verified").is_some(),
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
