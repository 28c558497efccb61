//! What strangers send instead of answers: refused in good order, never a panic.

use super::*;

pub(super) fn town() -> Form {
    form(json!({
        "properties": {
            "ho_ten": { "$ref": "motcua:part/ho_ten" },
            "ngay": { "$ref": "motcua:part/ngay" },
            "phone": { "$ref": "motcua:part/dien_thoai" },
            "nguoi": { "$ref": "motcua:part/nguoi" },
            "con": {
                "type": "array", "title": "Con", "x-title-en": "Children", "maxItems": 2, "x-item": ["Con {n}", "Child {n}"],
                "items": { "type": "object", "unevaluatedProperties": false, "properties": { "tuoi": { "title": "Tuổi", "x-title-en": "Age", "type": "integer", "minimum": 0, "maximum": 120 } } },
            },
            "viec": { "type": "array", "title": "Việc", "x-title-en": "Acts", "items": { "enum": ["a"], "x-labels": { "a": ["A", "A"] } } },
            "gioi_tinh": { "$ref": "motcua:part/gioi_tinh" },
        },
    }))
}

/// An object in an object in an object …
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!("x"), |inner, _| json!({ "nguoi": inner }))
}

#[test]
fn bad_answers_are_refused_at_their_place() {
    let form = town();
    let table: Vec<(Value, &str, &str)> = vec![
        (json!({ "ho_ten": 7 }), "form.wrong-type", "form.ho_ten"),
        (json!({ "ho_ten": ["Lê", "An"] }), "form.wrong-type", "form.ho_ten"),
        (json!({ "ho_ten": { "a": 1 } }), "form.wrong-type", "form.ho_ten"),
        (json!({ "ho_ten": true }), "form.wrong-type", "form.ho_ten"),
        (json!({ "ho_ten": "An" }), "form.name-shape", "form.ho_ten"),
        (json!({ "ho_ten": "Lê 4n" }), "form.name-shape", "form.ho_ten"),
        (json!({ "ho_ten": "<script>alert(1)</script> x" }), "form.name-shape", "form.ho_ten"),
        (json!({ "ho_ten": "Lê ".repeat(40) }), "form.too-long", "form.ho_ten"),
        (json!({ "ngay": "2025-02-30" }), "form.date-shape", "form.ngay"),
        (json!({ "ngay": 20250228 }), "form.wrong-type", "form.ngay"),
        (json!({ "ngay": { "d": 1 } }), "form.wrong-type", "form.ngay"),
        (json!({ "phone": "12" }), "form.phone-shape", "form.phone"),
        (json!({ "nguoi": [] , "ho_ten": "An" }), "form.name-shape", "form.ho_ten"),
        (json!({ "nguoi": "Lê An" }), "form.wrong-type", "form.nguoi"),
        (json!({ "nguoi": [1] }), "form.wrong-type", "form.nguoi"),
        (json!({ "nguoi": { "ho_ten": null, "gioi_tinh": "nam" } }), "form.missing", "form.nguoi.ho_ten"),
        (json!({ "nguoi": { "ho_ten": "Lê An", "x": 1 } }), "form.unknown-field", "form.nguoi.x"),
        (
            json!({ "nguoi": { "ho_ten": "Lê An", "noi_cu_tru": "Huế" } }),
            "form.wrong-type",
            "form.nguoi.noi_cu_tru",
        ),
        (
            json!({ "nguoi": { "ho_ten": "Lê An", "noi_cu_tru": { "xa": 19789 } } }),
            "form.missing",
            "form.nguoi.noi_cu_tru.tinh",
        ),
        (json!({ "con": { "0": { "tuoi": 3 } } }), "form.wrong-type", "form.con"),
        (json!({ "con": [3] }), "form.wrong-type", "form.con.0"),
        (json!({ "con": [[]] , "ho_ten": "An" }), "form.name-shape", "form.ho_ten"),
        (json!({ "con": [{ "tuoi": 1 }, { "tuoi": 2 }, { "tuoi": 3 }] }), "form.too-many", "form.con"),
        (json!({ "con": [{ "tuoi": -1 }] }), "form.too-small", "form.con.0.tuoi"),
        (json!({ "con": [{ "tuoi": 1e300 }] }), "form.too-big", "form.con.0.tuoi"),
        (json!({ "con": [{ "tuoi": 1.5 }] }), "form.not-whole", "form.con.0.tuoi"),
        (json!({ "con": [{ "tuoi": "ba" }] }), "form.number-unreadable", "form.con.0.tuoi"),
        (json!({ "con": vec![json!({}); 201] }), "form.too-many", "form.con"),
        (json!({ "viec": ["b"] }), "form.not-one-of", "form.viec.0"),
        (json!({ "gioi_tinh": "khác" }), "form.not-one-of", "form.gioi_tinh"),
        (json!({ "__proto__": { "x": 1 } }), "form.unknown-field", "form.__proto__"),
        (json!({ "a.b": 1 }), "form.unknown-field", "form.a.b"),
        (json!({ "k".repeat(5000): 1 }), "form.unknown-field", &format!("form.{}", "k".repeat(60))),
        (json!({ "ho_ten": "x".repeat(4001) }), "form.too-long", "form.ho_ten"),
        (nested(9), "form.too-deep", "form.nguoi"),
        (nested(100), "form.too-deep", "form.nguoi"),
        (
            Value::Object((0..40).map(|n| (format!("k{n}"), json!("ư".repeat(3999)))).collect()),
            "form.too-much",
            "form",
        ),
    ]
    .into_iter()
    .map(|(given, code, place)| (given, code, &*String::leak(place.to_string())))
    .collect();
    for (given, code, place) in table {
        let shown: String = given.to_string().chars().take(100).collect();
        let said = said(&form, given).expect_err(&shown);
        assert_eq!(said[0], (code.to_string(), place.to_string()), "{shown}");
    }
}

#[test]
fn what_says_nothing_is_no_answer() {
    let form = town();
    for given in [
        json!({}),
        json!({ "ho_ten": "" }),
        json!({ "ho_ten": " \u{a0}\n\u{feff} " }),
        json!({ "ho_ten": null, "ngay": "  ", "nguoi": {}, "con": [], "viec": [""] }),
        json!({ "nguoi": { "ho_ten": "", "noi_cu_tru": { "tinh": "", "chi_tiet": " " } } }),
        json!({ "con": [{}, { "tuoi": "" }] }),
    ] {
        assert_eq!(said(&form, given.clone()), Ok(json!({})), "{given}");
    }
}

#[test]
fn signs_that_nobody_sees_are_not_kept() {
    let form = town();
    for given in [
        "Nguye\u{302}\u{303}n\u{200b} \u{0}Thi\u{323}\u{7} Hoa\u{feff}",
        "Nguye\u{200b}\u{302}\u{2060}\u{303}n Thi\u{feff}\u{323} Hoa",
    ] {
        assert_eq!(
            said(&form, json!({ "ho_ten": given })),
            Ok(json!({ "ho_ten": "Nguyễn Thị Hoa" })),
            "{given}"
        );
    }
}
