//! An address as it is asked: the province from a list, the commune by its name
//! with suggestions, and the old three-level one as it was written.

use super::question::{Piece, Question, QuestionContext, question, typed};
use motcua_core::directory::{Tier, UnitCode};
use motcua_core::form::Shown;
use motcua_core::text::fold;
use motcua_edge::ask::ChoiceShown;

/// The questions of one address, in the row.
pub(super) fn row(
    whole: &Shown<'_>,
    inside: &[Shown<'_>],
    asking: &QuestionContext<'_>,
    needed: bool,
    out: &mut Vec<Piece>,
) {
    let answer = |key: &str| {
        let one = inside.iter().find(|one| one.field.key == key);
        one.map(|one| typed(one.value.as_ref())).unwrap_or_default()
    };
    let chosen = match answer("tinh") {
        // Whoever must give an address most likely lives here.
        empty if empty.is_empty() && needed && answer("cu").is_empty() => asking.province.to_string(),
        code => code,
    };
    let candidates = candidates(&whole.path, asking);
    for one in inside {
        let base = question(one, asking);
        let asked = match one.field.key.as_str() {
            "tinh" => Question {
                shape: "select",
                options: provinces(asking),
                chosen: vec![chosen.clone()],
                again: true,
                ..base
            },
            "xa" if !candidates.is_empty() => Question {
                shape: "one",
                options: candidates.clone(),
                hint: asking.lang.t("Xin chọn một", "Please choose one").to_string(),
                ..base
            },
            "xa" => Question {
                value: commune_name(&base.value, asking),
                hint: asking
                    .lang
                    .t("Gõ tên; tên xã, phường cũ cũng được", "Type the name; an old commune’s will do")
                    .to_string(),
                list: if chosen.is_empty() { String::new() } else { format!("{LIST}{chosen}") },
                complete: "off",
                ..base
            },
            _ => base,
        };
        // In an address that may be left out nothing is needed by itself.
        let optional = asked.optional || !needed;
        out.push(Piece::Ask(Box::new(Question { optional, ..asked })));
    }
    if !answer("cu").is_empty()
        && let Some(name) = full_name(&answer("xa"), asking)
    {
        let now = asking.lang.t("Địa chỉ cũ này nay thuộc", "This old address is now in");
        out.push(Piece::Note(format!("{now} {name}.")));
    }
}

fn provinces(asking: &QuestionContext<'_>) -> Vec<ChoiceShown> {
    let mut all: Vec<ChoiceShown> = asking
        .directory
        .units_on(Tier::Province, asking.today)
        .map(|unit| ChoiceShown::new(unit.code.as_str(), asking.lang.t(&unit.full_name, &unit.full_name_en)))
        .collect();
    all.sort_by_key(|choice| fold(&choice.text));
    all.insert(0, ChoiceShown::new("", asking.lang.t("Chọn tỉnh, thành phố", "Choose a province or city")));
    all
}

const LIST: &str = "xa-";

/// The names of the communes of a province, to complete what one types. One list
/// serves all addresses of the page.
pub(super) fn suggestions(id: String, asking: &QuestionContext<'_>) -> Piece {
    let province = id.strip_prefix(LIST).and_then(|code| UnitCode::parse(code).ok());
    let communes = province.iter().flat_map(|code| asking.directory.children_on(code, asking.today));
    let mut names: Vec<String> = communes.map(|unit| unit.full_name.clone()).collect();
    names.sort_by_key(|name| fold(name));
    Piece::Suggestions { id, names }
}

/// A code as its name, with the code where the name alone is not clear; anything
/// else as it was typed.
fn commune_name(value: &str, asking: &QuestionContext<'_>) -> String {
    let Some(unit) =
        UnitCode::parse(value).ok().and_then(|code| asking.directory.unit_on(&code, asking.today))
    else {
        return value.to_string();
    };
    let Some(province) = &unit.parent else { return value.to_string() };
    let same = asking
        .directory
        .children_on(province, asking.today)
        .filter(|other| fold(&other.name) == fold(&unit.name))
        .count();
    if same > 1 { format!("{} ({})", unit.full_name, unit.code) } else { unit.full_name.clone() }
}

fn full_name(value: &str, asking: &QuestionContext<'_>) -> Option<String> {
    let code = UnitCode::parse(value).ok()?;
    let unit = asking.directory.unit_on(&code, asking.today)?;
    let province = unit.parent.as_ref().and_then(|code| asking.directory.unit_on(code, asking.today));
    Some(match province {
        Some(province) => format!("{}, {}", unit.full_name, province.full_name),
        None => unit.full_name.clone(),
    })
}

/// The communes that an address may mean, where there are several.
fn candidates(path: &str, asking: &QuestionContext<'_>) -> Vec<ChoiceShown> {
    let about = [format!("form.{path}.xa"), format!("form.{path}.cu")];
    let several = asking.refused.iter().find(|refusal| {
        refusal.code == "form.address-several"
            && refusal.field.as_deref().is_some_and(|field| about.iter().any(|known| known == field))
    });
    let named = several.and_then(|refusal| refusal.arg("candidates")).unwrap_or_default();
    let mut choices: Vec<ChoiceShown> = named
        .split("; ")
        .filter_map(|candidate| {
            let (name, code) = candidate.strip_suffix(')')?.rsplit_once(" (")?;
            Some(ChoiceShown::new(code, name))
        })
        .collect();
    if !choices.is_empty() {
        choices.push(ChoiceShown::new(
            "",
            asking.lang.t("Không có ở đây, để tôi gõ lại", "None of these, let me type again"),
        ));
    }
    choices
}
