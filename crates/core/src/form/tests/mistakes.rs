//! Every mistake in a form file is named, with file, line and place.

use super::*;

/// Codes and places of all that is wrong with a form that says this.
fn found(more: Value) -> Vec<(String, String)> {
    let bad = read(more).err().unwrap_or_default();
    assert!(bad.iter().all(|bad| bad.file == "forms/thu.1.json" && bad.line.is_some()), "{bad:#?}");
    bad.into_iter().map(|bad| (bad.why.code.to_string(), bad.field)).collect()
}

#[test]
fn each_mistake_has_its_code_and_place() {
    let text = |title: &str| json!({ "title": title, "x-title-en": title, "type": "string" });
    let page = |fields: Value| json!([{ "id": "a", "title": "A", "title_en": "A", "fields": fields }]);
    let table: Vec<(Value, &str, &str)> = vec![
        (
            json!({ "properties": { "a": { "$ref": "motcua:part/khong_co" } } }),
            "form.ref-unknown",
            "/properties/a/$ref",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-pages": page(json!(["a", "b"])) }),
            "form.page-unknown-field",
            "/x-pages/0/fields/1",
        ),
        (
            json!({ "properties": { "a": text("A"), "b": text("B") }, "x-pages": page(json!(["a"])) }),
            "form.field-on-no-page",
            "/x-pages",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-pages": page(json!(["a", "a"])) }),
            "form.field-on-two-pages",
            "/x-pages/0/fields/1",
        ),
        (
            json!({ "properties": { "a": { "title": "A", "type": "string" } } }),
            "form.english-missing",
            "/properties/a/title",
        ),
        (
            json!({ "properties": { "a": { "$ref": "motcua:part/ho_ten", "title": "Tên" } } }),
            "form.english-missing",
            "/properties/a/title",
        ),
        (json!({ "properties": { "a": { "type": "string" } } }), "form.title-missing", "/properties/a"),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "enum": ["x"] } } }),
            "form.label-missing",
            "/properties/a/enum",
        ),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "type": "boolean" } } }),
            "form.kind-unknown",
            "/properties/a/type",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-checks": [{ "check": "before", "field": "a", "than": "b" }] }),
            "form.path-unknown",
            "/x-checks",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-checks": [{ "check": "after", "field": "a" }] }),
            "form.check-unreadable",
            "/x-checks/0",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-checks": [{ "check": "exactly_one", "field": "a", "value": "co" }] }),
            "form.check-unreadable",
            "/x-checks/0",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-prefill": { "b": "applicant.name" } }),
            "form.path-unknown",
            "/x-prefill/b",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-prefill": { "a": "applicant.shoes" } }),
            "data.not-one-of",
            "/x-prefill/a",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-computed": { "a": { "count": "con" } } }),
            "form.computed-not-read-only",
            "/properties/a",
        ),
        (
            json!({ "properties": { "a": text("A") }, "x-computed": { "a": { "guess": "a" } } }),
            "data.not-one-of",
            "/x-computed/a",
        ),
        (json!({ "properties": { "a": text("A") }, "required": ["b"] }), "form.path-unknown", "/required"),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "type": "strin" } } }),
            "form.schema-invalid",
            "/properties/a/type",
        ),
        (json!({ "properties": { "a": text("A") }, "requird": ["a"] }), "form.keyword-unknown", "/requird"),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "type": "string", "format": "ngày" } } }),
            "form.format-unknown",
            "/properties/a/format",
        ),
        (json!({ "properties": { "Tên": text("A") } }), "form.key-shape", "/properties/Tên"),
        (json!({ "properties": { "a": text("A") }, "unevaluatedProperties": true }), "form.open", ""),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "type": "array", "x-item": ["A", "A"], "items": { "type": "object", "unevaluatedProperties": false } } } }),
            "form.no-most",
            "/properties/a/maxItems",
        ),
        (
            json!({ "properties": { "a": { "title": "A", "x-title-en": "A", "type": "array", "maxItems": 3, "items": { "type": "object", "unevaluatedProperties": false } } } }),
            "form.item-unnamed",
            "/properties/a/x-item",
        ),
        (json!({ "properties": { "a": text("A") }, "$id": "motcua:form/khac.1" }), "form.id-differs", "/$id"),
        (
            json!({ "properties": { "a": text("A") }, "allOf": [{ "if": { "properties": { "b": { "const": "x" } } }, "then": {} }] }),
            "form.path-unknown",
            "/allOf",
        ),
    ];
    for (more, code, place) in table {
        let all = found(more.clone());
        assert!(all.contains(&(code.to_string(), place.to_string())), "{more:#}\n{all:#?}");
    }
}

#[test]
fn a_sound_form_has_none_and_all_mistakes_come_at_once() {
    let sound = json!({ "properties": { "a": { "$ref": "motcua:part/nguoi" } } });
    assert_eq!(found(sound), []);
    let three = json!({ "properties": { "a": { "type": "string" }, "b": { "title": "B", "type": "string" } }, "required": ["c"] });
    assert_eq!(found(three).len(), 3);
    let bad = Forms::read(&[("forms/a.1.json", "{\n  \"a\": 1,\n}")]).unwrap_err();
    assert_eq!((bad[0].why.code, bad[0].line), ("data.syntax", Some(3)));
    let circle = r#"{"$id":"motcua:part/a","title":"A","x-title-en":"A","type":"object","properties":{"a":{"$ref":"motcua:part/a"}},"unevaluatedProperties":false}"#;
    let form = r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"motcua:form/b.1","title":"B","x-title-en":"B","type":"object","properties":{"a":{"$ref":"motcua:part/a"}},"unevaluatedProperties":false,"x-pages":[{"id":"a","title":"A","title_en":"A","fields":["a"]}]}"#;
    let bad = Forms::read(&[("forms/parts/a.json", circle), ("forms/b.1.json", form)]).unwrap_err();
    assert!(bad.iter().any(|bad| bad.why.code == "form.circle"), "{bad:#?}");
}
