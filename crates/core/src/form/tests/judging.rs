//! Answers are taken as the law of the form says, or refused with a code at the place.

use super::*;

fn birth() -> Form {
    let text = include_str!("../../../../../catalogue/forms/khai-sinh.1.json");
    let mut files = PARTS.to_vec();
    files.push(("forms/khai-sinh.1.json", text));
    Forms::read(&files).unwrap_or_else(|bad| panic!("{bad:#?}")).0.into_values().next().unwrap()
}

fn a_birth() -> Value {
    json!({
        "ten_tre": "Nguyễn Thị  Mai", "ngay_sinh": "12/7/2025", "gioi_tinh": "nu", "dan_toc": "Kinh",
        "quoc_tich": "Việt Nam", "noi_sinh": "Bệnh viện Trung ương Huế",
        "me": { "ho_ten": "Trần Thị Hoa", "ngay_sinh": "1995", "so_dinh_danh": "046 195 001 234",
                "noi_cu_tru": { "cu": "12 Lê Lợi, P. Vĩnh Ninh, Q. Thuận Hóa, TP Huế" } },
        "co_cha": "khong", "quan_he": "me", "so_ban_sao": "3",
    })
}

#[test]
fn a_birth_is_kept_in_the_one_way_of_writing() {
    let want = json!({
        "ten_tre": "Nguyễn Thị Mai", "ngay_sinh": "2025-07-12", "gioi_tinh": "nu", "dan_toc": "Kinh",
        "quoc_tich": "Việt Nam", "noi_sinh": "Bệnh viện Trung ương Huế",
        "me": { "ho_ten": "Trần Thị Hoa", "ngay_sinh": "1995", "so_dinh_danh": "046195001234",
                "noi_cu_tru": { "cu": "12 Lê Lợi, P. Vĩnh Ninh, Q. Thuận Hóa, TP Huế",
                                "tinh": "46", "xa": "19789", "chi_tiet": "12 Lê Lợi" } },
        "co_cha": "khong", "quan_he": "me", "so_ban_sao": 3,
    });
    assert_eq!(said(&birth(), a_birth()), Ok(want.clone()));
    assert_eq!(said(&birth(), want.clone()), Ok(want), "once more changes nothing");
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_pages() {
    let mut given = a_birth();
    given["so_ban_sao"] = json!("nhiều");
    given["quan_he"] = json!("hàng xóm");
    given["ngay_sinh"] = json!("30/2/2025");
    given["me"]["so_dinh_danh"] = json!("046095001234");
    given["me"]["noi_cu_tru"] = json!({ "cu": "ở trên núi" });
    given["co_cha"] = json!("co");
    given.as_object_mut().unwrap().shift_remove("ten_tre");
    let want = wrong(&[
        ("form.missing", "form.ten_tre"),
        ("form.date-shape", "form.ngay_sinh"),
        ("identity.other-sex", "form.me.so_dinh_danh"),
        ("form.address-unknown", "form.me.noi_cu_tru.cu"),
        ("form.missing", "form.cha"),
        ("form.not-one-of", "form.quan_he"),
        ("form.number-unreadable", "form.so_ban_sao"),
    ]);
    assert_eq!(said(&birth(), given), Err(want));
}

#[test]
fn a_rule_in_a_branch_holds_only_where_the_branch_does() {
    let line = json!({
        "type": "object", "unevaluatedProperties": false, "required": ["main"],
        "properties": { "main": { "$ref": "motcua:part/co_khong", "title": "Chính?", "x-title-en": "Main?" } },
    });
    let choice = json!({
        "enum": ["old", "poor"], "title": "Diện", "x-title-en": "Condition",
        "x-labels": { "old": ["Già", "Old"], "poor": ["Nghèo", "Poor"] },
    });
    let form = form(json!({
        "properties": {
            "why": choice,
            "born": { "$ref": "motcua:part/ngay_co_the_thieu", "title": "Sinh", "x-title-en": "Born" },
            "lines": {
                "type": "array", "maxItems": 5, "title": "Ngành", "x-title-en": "Lines",
                "x-item": ["Ngành {n}", "Line {n}"], "items": line,
            },
        },
        "required": ["why"],
        "allOf": [{
            "if": { "properties": { "why": { "const": "old" } }, "required": ["why"] },
            "then": { "x-checks": [
                { "check": "age_at_least", "born": "born", "years": 75 },
                { "check": "items_at_least", "list": "lines", "items": 2 },
            ] },
        }],
        "x-checks": [{ "check": "exactly_one", "field": "lines.*.main", "value": "co" }],
    }));
    let lines = |all: &[&str]| all.iter().map(|main| json!({ "main": main })).collect::<Value>();
    // Today is 1 August 2025.
    for (why, born, main, want) in [
        ("old", "1950-08-01", &["co", "khong"][..], vec![]),
        ("old", "1950-08-02", &["co", "khong"], vec![("form.too-young", "form.born")]),
        ("poor", "1950-08-02", &["co"], vec![]),
        ("old", "1950", &["co"], vec![("form.too-few", "form.lines")]),
        ("poor", "1950", &["khong", "khong"], vec![("form.not-exactly-one", "form.lines.0.main")]),
        ("poor", "1950", &["co", "khong", "co"], vec![("form.not-exactly-one", "form.lines.2.main")]),
        ("poor", "1950", &[], vec![]),
    ] {
        let given = json!({ "why": why, "born": born, "lines": lines(main) });
        assert_eq!(said(&form, given).err().unwrap_or_default(), wrong(&want), "{why} {born} {main:?}");
    }
}
