//! What a page asks, given the answers; and what it sends, as answers.

use super::*;

/// A household with children, whose father is asked for only when he is to be entered.
fn household() -> Form {
    form(json!({
        "properties": {
            "co_cha": { "$ref": "motcua:part/co_khong", "title": "Có cha?", "x-title-en": "A father?" },
            "con": {
                "type": "array", "title": "Các con", "x-title-en": "Children", "minItems": 1, "maxItems": 3,
                "x-item": ["Con thứ {n}", "Child {n}"],
                "items": {
                    "type": "object", "unevaluatedProperties": false, "required": ["ho_ten"],
                    "properties": {
                        "ho_ten": { "$ref": "motcua:part/ho_ten" },
                        "ngay_sinh": { "$ref": "motcua:part/ngay" },
                        "da_mat": { "$ref": "motcua:part/co_khong", "title": "Đã mất?", "x-title-en": "Dead?" },
                    },
                    "allOf": [{
                        "if": { "properties": { "da_mat": { "const": "co" } }, "required": ["da_mat"] },
                        "then": { "properties": { "ngay_mat": { "$ref": "motcua:part/ngay_co_the_thieu", "title": "Ngày mất", "x-title-en": "Date of death" } }, "required": ["ngay_mat"] },
                    }],
                },
            },
            "viec": { "type": "array", "uniqueItems": true, "title": "Việc", "x-title-en": "Acts",
                      "items": { "enum": ["a", "b"], "x-labels": { "a": ["A", "A"], "b": ["B", "B"] } } },
            "so_con": { "title": "Số con", "x-title-en": "How many", "type": "integer", "readOnly": true },
            "ten_con": { "title": "Tên các con", "x-title-en": "Their names", "type": "string", "readOnly": true },
        },
        "required": ["co_cha"],
        "allOf": [{
            "if": { "properties": { "co_cha": { "const": "co" } }, "required": ["co_cha"] },
            "then": { "properties": { "cha": { "$ref": "motcua:part/nguoi", "title": "Cha", "x-title-en": "Father" } }, "required": ["cha"] },
        }],
        "x-pages": [
            { "id": "cha", "title": "Cha", "title_en": "Father", "fields": ["co_cha", "cha"] },
            { "id": "con", "title": "Con", "title_en": "Children", "fields": ["con", "so_con", "ten_con", "viec"] },
        ],
        "x-computed": { "so_con": { "count": "con" }, "ten_con": { "list": "con.*.ho_ten" } },
        "x-prefill": { "cha.ho_ten": "applicant.name" },
    }))
}

/// The paths of the open questions, required ones with a star.
fn paths(shown: &[Shown<'_>]) -> Vec<String> {
    let mut all = Vec::new();
    for one in shown {
        all.push(format!("{}{}", one.path, if one.is_required { "*" } else { "" }));
        match &one.inside {
            Inside::Nothing => {}
            Inside::Group(inner) => all.extend(paths(inner)),
            Inside::Items(items) => items.iter().for_each(|item| all.extend(paths(item))),
        }
    }
    all
}

#[test]
fn a_page_asks_what_the_answers_open() {
    let form = household();
    let page = &form.pages()[0];
    let closed = form.shown(page, &Answers::new());
    assert_eq!((paths(&closed), closed[0].opens_others), (vec!["co_cha*".to_string()], true));
    let with = answers(json!({ "co_cha": "co" }));
    let shown = form.shown(page, &with);
    let open = paths(&shown);
    assert_eq!(open[..3], ["co_cha*", "cha*", "cha.ho_ten*"]);
    assert!(open.contains(&"cha.noi_cu_tru.xa*".to_string()), "{open:?}");
    assert_eq!((shown[0].opens_others, shown[1].opens_others), (true, false));
    let Inside::Group(inner) = &shown[1].inside else { panic!("a person is a group") };
    assert_eq!(inner[0].field.prefill, Some(PrefillSource::Name));
    assert!(matches!(inner[1].field.kind, Kind::PartialDate));
    assert_eq!(form.page_of("con.0.ho_ten").map(|page| page.id.as_str()), Some("con"));
}

#[test]
fn items_are_shown_with_their_numbers_and_their_own_conditions() {
    let form = household();
    let page = &form.pages()[1];
    let want = ["con", "con.0.ho_ten*", "con.0.ngay_sinh", "con.0.da_mat", "so_con", "ten_con", "viec"];
    assert_eq!(paths(&form.shown(page, &Answers::new())), want, "as many items as must be");
    let two = answers(json!({ "con": [{}, { "da_mat": "co" }] }));
    assert_eq!(paths(&form.shown(page, &two))[7], "con.1.ngay_mat*", "behind what it depends on");
    assert_eq!(form.field("con.1.ngay_mat").unwrap().path, "con.*.ngay_mat");
    assert!(form.field("con.x.ngay_mat").is_none() && form.field("con.0.tuoi").is_none());
}

#[test]
fn what_a_browser_sends_becomes_answers() {
    let form = household();
    let mut kept = answers(json!({ "co_cha": "khong", "con": [{ "ho_ten": "Cũ Kỹ" }] }));
    let pairs = [
        ("con.0.ho_ten", "  Nguyễn   Văn An "),
        ("con.0.ngay_sinh.d", "3"),
        ("con.0.ngay_sinh.m", "2"),
        ("con.0.ngay_sinh.y", "2020"),
        ("con.1.ho_ten", "Nguyễn Thị Bình"),
        ("con.1.ngay_sinh.d", "30"),
        ("con.1.ngay_sinh.m", "2"),
        ("con.1.ngay_sinh.y", "2021"),
        ("con.2.ho_ten", ""),
        ("viec", "b"),
        ("viec", "a"),
        ("viec", "b"),
        ("co_cha", "co"),
        ("token", "x"),
        ("con.999.ho_ten", "Quá Nhiều"),
    ];
    form.take(&form.pages()[1], &mut kept, pairs);
    let want = json!({
        "co_cha": "khong",
        "con": [{ "ho_ten": "Nguyễn Văn An", "ngay_sinh": "2020-02-03" },
                { "ho_ten": "Nguyễn Thị Bình", "ngay_sinh": "2021-02-30" }, {}],
        "viec": ["b", "a"],
    });
    assert_eq!(Value::Object(kept.clone()), want, "another page's answer stays; an opened item too");
    let wrong_date = wrong(&[("form.date-shape", "form.con.1.ngay_sinh")]);
    assert_eq!(said(&form, Value::Object(kept)), Err(wrong_date));
}

#[test]
fn what_is_not_asked_is_dropped_and_what_follows_is_computed() {
    let form = household();
    let given = json!({
        "co_cha": "khong", "cha": { "ho_ten": "Không Hỏi" }, "so_con": 99,
        "con": [{ "ho_ten": "Lê An", "da_mat": "khong", "ngay_mat": "2020" }, { "ho_ten": "Lê Bình" }, {}],
    });
    let want = json!({
        "co_cha": "khong",
        "con": [{ "ho_ten": "Lê An", "da_mat": "khong" }, { "ho_ten": "Lê Bình" }],
        "so_con": 2, "ten_con": "Lê An, Lê Bình",
    });
    assert_eq!(said(&form, given), Ok(want));
    let stray = json!({ "co_cha": "khong", "con": [{ "ho_ten": "Lê An", "tuoi": 3 }], "khac": 1 });
    let want = wrong(&[("form.unknown-field", "form.con.0.tuoi"), ("form.unknown-field", "form.khac")]);
    assert_eq!(said(&form, stray), Err(want));
}

#[test]
fn one_wrong_answer_in_a_part_that_was_asked_for_leaves_its_other_answers_alone() {
    let form = household();
    let given = json!({
        "co_cha": "co", "cha": { "ho_ten": "Lê Anh", "ngay_sinh": "1990-13-31" },
        "con": [{ "ho_ten": "Lê An", "da_mat": "co", "ngay_mat": "2020-02-31" }],
    });
    let said = said(&form, given).unwrap_err();
    let codes: Vec<&str> = said.iter().map(|(code, _)| code.as_str()).collect();
    assert!(!codes.contains(&"form.unknown-field"), "{said:?}");
    let places: Vec<&str> = said.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["form.cha.ngay_sinh", "form.con.0.ngay_mat"], "{said:?}");
    let disguised = json!({ "co_cha": "khong", "con": [{ "ho_ten": "Lê An" }], "cha.ho_ten": "Lê Anh" });
    let want = wrong(&[("form.unknown-field", "form.cha.ho_ten")]);
    assert_eq!(super::said(&form, disguised), Err(want), "a name that only looks like a path");
}

#[test]
fn the_whole_form_can_be_seen_with_what_brings_each_question_up() {
    let form = household();
    let pages: Vec<Vec<Shown<'_>>> = form.pages().iter().map(|page| form.every(page)).collect();
    let father = pages[0].iter().find(|one| one.path == "cha").expect("also what is not asked now");
    assert!(father.is_required);
    let want = When { key: "co_cha".into(), answered: Answered::OneOf(vec![json!("co")]), otherwise: false };
    assert_eq!(father.field.when, [want]);
    let children = pages[1].iter().find(|one| one.path == "con").unwrap();
    let Inside::Items(items) = &children.inside else { panic!("a list") };
    let died = items[0].iter().find(|one| one.path == "con.0.ngay_mat").expect("inside a list too");
    assert_eq!(died.field.when[0].key, "da_mat");
    assert!(items[0].iter().any(|one| one.path == "con.0.ho_ten" && one.field.when.is_empty()));
    assert_eq!(form.computed().map(|(path, _)| path).collect::<Vec<_>>(), ["so_con", "ten_con"]);
}
