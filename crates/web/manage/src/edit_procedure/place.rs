//! Which box of the page stands for a place in the file, so that what the rules of the file refuse
//! is said where it was typed.

use super::read::TypedRows;
use motcua_core::catalogue::{CaseId, Version, Way};
use motcua_core::{BadData, Refusal};
use motcua_messages::Lang;

/// Where it is said that something is wrong with the first day, or with the version as a whole.
pub(super) const FIRST_DAY: &str = "effective_from";
/// Where it is said that something is wrong with the ways as a whole.
pub(super) const WAYS_WHOLE: &str = "ways";

/// A mistake in the file, at its box; cases and ways are called as people read them.
pub(super) fn placed(mistake: BadData, rows: &TypedRows, version: &Version, lang: Lang) -> Refusal {
    let mut why = mistake.why.at(box_of(&mistake.field, rows));
    for (name, value) in &mut why.args {
        let words = match *name {
            "case" => {
                version.case(&CaseId::from(value.as_str())).map(|case| lang.t(&case.name, &case.name_en))
            }
            "way" => Way::parse(value).map(|way| motcua_messages::way(way, lang)),
            _ => None,
        };
        if let Some(words) = words {
            *value = words.to_string();
        }
    }
    why
}

/// The boxes from the top of the page to its end; rows by the kind of row.
const DOWN_THE_PAGE: [&str; 17] = [
    FIRST_DAY,
    "decision",
    WAYS_WHOLE,
    "way",
    "paper",
    "name",
    "name_en",
    "plain",
    "plain_en",
    "steps",
    "online",
    "partial_reason",
    "result",
    "result_en",
    "note",
    "note_en",
    "law",
];

/// Refusals in the order in which their boxes stand on the page.
pub(super) fn down_the_page(mut wrong: Vec<Refusal>) -> Vec<Refusal> {
    wrong.sort_by_key(|why| {
        let mut parts = why.field.as_deref().unwrap_or_default().split('.');
        let (kind, number) = (parts.next().unwrap_or_default(), parts.next());
        let section = DOWN_THE_PAGE.iter().position(|one| *one == kind);
        let number = number.and_then(|number| number.parse::<usize>().ok()).unwrap_or_default();
        (section.unwrap_or_default(), number)
    });
    wrong
}

/// `version[1].way[2].limit` → `way.4.many`.
fn box_of(field: &str, rows: &TypedRows) -> String {
    let Some(rest) = field.strip_prefix("version[") else { return field.to_string() };
    let Some((_, inner)) = rest.split_once(']') else { return FIRST_DAY.to_string() };
    let inner = inner.trim_start_matches('.');
    let Some((kind, rest)) = inner.split_once('[') else {
        return match inner {
            "" => WAYS_WHOLE.to_string(),
            own => own.to_string(),
        };
    };
    let places = match kind {
        "law" => &rows.laws,
        "way" => &rows.ways,
        "paper" => &rows.papers,
        // A case of which no way is left.
        _ => return WAYS_WHOLE.to_string(),
    };
    let (number, name) = rest.split_once(']').unwrap_or((rest, ""));
    let place = number.parse::<usize>().ok().and_then(|number| places.get(number));
    let Some(place) = place else { return FIRST_DAY.to_string() };
    let name = match (kind, name.trim_start_matches('.')) {
        ("way", "fee_vnd" | "fee_step" | "fee_max_vnd" | "fee_trust") => "fee_vnd",
        ("way", name @ ("fee_text" | "fee_text_en")) => name,
        ("way", _) => "many",
        ("paper", "cases") => "in",
        ("paper", name @ ("name" | "name_en" | "originals" | "copies" | "by_form")) => name,
        ("law", name @ ("title" | "issued")) => name,
        ("law", _) => "number",
        (_, _) => "name",
    };
    format!("{place}.{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_from_the_top_of_the_page_down() {
        let at = |field: &'static str| Refusal::of("data.empty").at(field);
        let wrong = ["law.0.title", "name", "way.10.many", "way.9.fee_vnd", "way.9.many", "effective_from"];
        let told = down_the_page(wrong.map(at).into());
        let told: Vec<&str> = told.iter().filter_map(|why| why.field.as_deref()).collect();
        assert_eq!(
            told,
            ["effective_from", "way.9.fee_vnd", "way.9.many", "way.10.many", "name", "law.0.title"]
        );
    }

    #[test]
    fn a_place_in_the_file_is_a_box_of_the_page() {
        let place = |name: &str| name.to_string();
        let rows = TypedRows {
            laws: vec![place("law.0")],
            ways: vec![place("way.0"), place("way.4")],
            papers: vec![place("paper.1")],
        };
        for (field, want) in [
            ("name_en", "name_en"),
            ("version[1].effective_from", "effective_from"),
            ("version[1].partial_reason", "partial_reason"),
            ("version[1]", "ways"),
            ("version[1].case[0].id", "ways"),
            ("version[1].way[1].limit", "way.4.many"),
            ("version[1].way[1].way", "way.4.many"),
            ("version[1].way[0].fee_max_vnd", "way.0.fee_vnd"),
            ("version[1].way[0].fee_text_en", "way.0.fee_text_en"),
            ("version[1].way[7].fee_text", "effective_from"),
            ("version[0].law[0].number", "law.0.number"),
            ("version[1].law[0].trust", "law.0.number"),
            ("version[1].paper[0].cases", "paper.1.in"),
            ("version[1].paper[0].id", "paper.1.name"),
            ("version[1].paper[0].by_form", "paper.1.by_form"),
        ] {
            assert_eq!(box_of(field, &rows), want, "{field}");
        }
    }
}
