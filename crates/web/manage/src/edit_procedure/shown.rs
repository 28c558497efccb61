//! The page of fields as it is shown.

use super::boxes::{ALL_CASES, LAWS, PAPERS, WAYS};
use super::edited::Edited;
use super::kept::{KeptShown, kept};
use super::place::FIRST_DAY;
use super::rows::{BoxShown, LawShown, PaperShown, Typing, WayShown};
use crate::portal_differs;
use askama::Template;
use motcua_core::catalogue::{FeeUnit, Version, Way};
use motcua_core::{Day, Fault, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::catalogue::open_by_version;
use motcua_told::explain;

#[derive(Template)]
#[template(path = "manage/edit_procedure.html")]
struct EditProcedurePage {
    page: Page,
    errors: Wrongs,
    mark: String,
    is_overtaken: bool,
    href: String,
    back: String,
    as_text: String,
    procedure: String,
    standing: String,
    seen: String,
    from: [String; 3],
    from_hint: String,
    decision: BoxShown,
    called: BoxShown,
    called_en: BoxShown,
    plain: BoxShown,
    plain_en: BoxShown,
    steps: BoxShown,
    templates: Vec<ChoiceShown>,
    online: BoxShown,
    onlines: Vec<ChoiceShown>,
    partial_reason: BoxShown,
    result: BoxShown,
    result_en: BoxShown,
    note: BoxShown,
    note_en: BoxShown,
    cases: Vec<ChoiceShown>,
    way_choices: Vec<ChoiceShown>,
    limit_units: Vec<ChoiceShown>,
    fee_units: Vec<ChoiceShown>,
    withheld: Vec<String>,
    differs: Vec<String>,
    ways: Vec<WayShown>,
    papers: Vec<PaperShown>,
    laws: Vec<LawShown>,
    kept: Vec<KeptShown>,
}

/// Of which kind of row one more is asked for.
pub(super) fn added(form: &SentForm) -> Option<&'static str> {
    match form.get("do") {
        "more_laws" => Some(LAWS.0),
        "more_ways" => Some(WAYS.0),
        "more_papers" => Some(PAPERS.0),
        _ => None,
    }
}

/// The page with these boxes.
pub(super) fn shown(signed: &Signed, edited: &Edited<'_>, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let (procedure, last) = (edited.procedure, edited.last);
    let mut page = signed.visit.page("manage", "", "");
    page.title = page.t(&procedure.name, &procedure.name_en).to_string();
    let name = page.title.clone();
    let errors = Wrongs::of(wrong, lang, FIRST_DAY);
    errors.entitle(&mut page);
    let typing = Typing { form, errors: &errors, version: last, page: &page, added: added(form) };
    let at = |name: &str| typing.box_of(name);
    let templates = app.law.catalogue.step_templates();
    let view = EditProcedurePage {
        // Who has not seen what somebody else put into force sends the mark of before again, and is told again.
        mark: form.filled("mark").unwrap_or(&edited.mark).to_string(),
        is_overtaken: wrong.iter().any(|refusal| refusal.code == "catalogue.overtaken"),
        href: format!("/manage/procedures/{}/edit", procedure.id),
        back: format!("/manage/catalogue?q={}", procedure.id),
        as_text: format!("/manage/put_into_force?next={}", procedure.id),
        procedure: name,
        standing: standing(signed, edited, &page)?,
        seen: explain::seen(last, &page),
        from: ["day", "month", "year"].map(|part| form.get(&format!("{FIRST_DAY}.{part}")).to_string()),
        from_hint: from_hint(edited, signed.visit.now.day(), &page),
        decision: at("decision"),
        called: at("name"),
        called_en: at("name_en"),
        plain: at("plain"),
        plain_en: at("plain_en"),
        steps: at("steps"),
        templates: templates
            .map(|one| ChoiceShown::new(one.name.as_str(), page.t(&one.title, &one.title_en)))
            .collect(),
        online: at("online"),
        onlines: vec![
            ChoiceShown::new(
                "full",
                page.t("Toàn trình: không phải đến lần nào", "In full: nobody has to come"),
            ),
            ChoiceShown::new(
                "partial",
                page.t("Một phần: có việc phải đến", "In part: for something people come"),
            ),
        ],
        partial_reason: at("partial_reason"),
        result: at("result"),
        result_en: at("result_en"),
        note: at("note"),
        note_en: at("note_en"),
        cases: case_choices(&typing),
        way_choices: way_choices(&page),
        limit_units: limit_units(&page),
        fee_units: FeeUnit::ALL.map(|unit| fee_unit(unit, &page)).into(),
        withheld: withheld(last, &page),
        differs: portal_differs::told(&app.law.catalogue, procedure, signed.visit.now.day(), &page),
        ways: typing.ways(),
        papers: typing.papers(),
        laws: typing.laws(),
        kept: kept(&app.law, last, &page),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// Which version the fields begin with, and who rests on it.
fn standing(signed: &Signed, edited: &Edited<'_>, page: &Page) -> Result<String, Fault> {
    let last = edited.last;
    let open = signed.visit.app.read(open_by_version)?;
    let open = open.iter().find(|sum| (&sum.procedure, sum.version) == (&edited.procedure.id, last.number));
    let count = page.count(open.map_or(0, |sum| sum.dossiers));
    let from = last.effective_from.vn();
    Ok(match edited.procedure.has_own_file() {
        true => format!(
            "{} {} ({} {from}): {count} {}.",
            page.t("Phiên bản mới nhất: phiên bản", "The newest version is version"),
            last.number,
            page.t("từ", "from"),
            page.t("hồ sơ đang mở", "open dossiers"),
        ),
        // The portal's record has no first day of its own.
        false => format!("{count} {}.", page.t("hồ sơ đang mở", "open dossiers")),
    })
}

fn from_hint(edited: &Edited<'_>, today: Day, page: &Page) -> String {
    let last = edited.last;
    let version = format!("{} {}", page.t("Phiên bản", "Version"), last.number);
    let (vi, en) = if last.ways.is_empty() {
        let vi = "Thủ tục chưa nhận được ở đây; từ ngày này thì nhận.";
        return page.t(vi, "Nothing is taken here yet; from this day on it is.").to_string();
    } else if last.effective_from > today {
        ("chưa áp dụng, nên được sửa ngay trong nó.", "is still to come, so it is altered itself.")
    } else {
        ("hết vào hôm trước.", "ends the day before.")
    };
    let hint = format!("{version} {}", page.t(vi, en));
    // Of the portal's record nobody knows the first day.
    if last.effective_from > today || !edited.procedure.has_own_file() {
        return hint;
    }
    let mend = page.t(
        "Chỉ khi sửa lỗi của phiên bản ấy và chưa hồ sơ nào theo nó thì ghi ngày đầu của chính nó:",
        "Only to mend a mistake in it, while no dossier rests on it, write its own first day:",
    );
    format!("{hint} {mend} {}.", last.effective_from.vn())
}

fn case_choices(typing: &Typing<'_>) -> Vec<ChoiceShown> {
    let named = typing.version.cases.iter().map(|case| case.id.as_str());
    let named = named.filter(|_| typing.version.cases.len() > 1);
    std::iter::once(ALL_CASES)
        .chain(named)
        .map(|case| ChoiceShown::new(case, typing.case_name(case)))
        .collect()
}

fn way_choices(page: &Page) -> Vec<ChoiceShown> {
    let choose = ChoiceShown::new("", page.t("Chọn cách nộp", "Choose the way"));
    let way = |way: Way| ChoiceShown::new(way.as_str(), motcua_messages::way(way, page.language()));
    std::iter::once(choose).chain(Way::ALL.map(way)).collect()
}

fn limit_units(page: &Page) -> Vec<ChoiceShown> {
    vec![
        ChoiceShown::new("working_days", page.t("ngày làm việc", "working days")),
        ChoiceShown::new("days", page.t("ngày", "days")),
        ChoiceShown::new("working_hours", page.t("giờ làm việc", "working hours")),
        ChoiceShown::new("same_day", page.t("trong ngày", "the same day")),
        ChoiceShown::new("planned", page.t("theo kế hoạch", "by a plan")),
    ]
}

fn fee_unit(unit: FeeUnit, page: &Page) -> ChoiceShown {
    let words = match unit {
        FeeUnit::Dossier => page.t("hồ sơ", "dossier"),
        FeeUnit::Copy => page.t("bản", "copy"),
        FeeUnit::Page => page.t("trang", "page"),
        FeeUnit::Act => page.t("trường hợp", "act"),
    };
    ChoiceShown::new(unit.as_str(), words)
}

/// Ways that the portal names and that cannot be offered before somebody says their limit.
fn withheld(version: &Version, page: &Page) -> Vec<String> {
    let lang = page.language();
    let line = |one: &motcua_core::catalogue::Withheld| {
        let said = if one.said.is_empty() { String::new() } else { format!(" (“{}”)", one.said) };
        format!(
            "{}: {}{said}.",
            motcua_messages::way(one.way, lang),
            motcua_messages::withheld(one.why, lang)
        )
    };
    version.withheld.iter().map(line).collect()
}
