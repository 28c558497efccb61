//! Addresses of the two tiers, and old ones of three mapped to them.

use super::*;

fn place() -> Form {
    form(json!({ "properties": {
        "o": { "$ref": "motcua:part/dia_chi" },
        "chu": { "title": "Nơi ở", "x-title-en": "Where", "type": "string", "readOnly": true },
    }, "x-computed": { "chu": { "address": "o" } } }))
}

#[test]
fn an_address_is_found_however_it_was_written() {
    let form = place();
    let thuan_hoa = ("46", "19789");
    for (given, (tinh, xa), words) in [
        (json!({ "tinh": "46", "xa": "19789" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (json!({ "xa": "19789" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (json!({ "tinh": "Huế", "xa": "thuận hoá" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (json!({ "tinh": "46", "xa": "Phường Vĩnh Ninh" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (json!({ "tinh": "46", "xa": "19771" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (
            json!({ "cu": "phường Vĩnh Ninh, quận Thuận Hóa, thành phố Huế" }),
            thuan_hoa,
            "Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "cu": "12 Lê Lợi, Vĩnh Ninh, Thuận Hóa, Huế" }),
            thuan_hoa,
            "12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "cu": "tổ 3, 12 Lê Lợi, P. Vinh Ninh, TP. Hue" }),
            thuan_hoa,
            "tổ 3, 12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        // As it was called until 2024, with the districts that it has had since.
        (
            json!({ "cu": "12 Lê Lợi, Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế" }),
            thuan_hoa,
            "12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        // Without commas the kinds of the units part it.
        (
            json!({ "cu": "12 Lê Lợi phường Vĩnh Ninh quận Thuận Hóa thành phố Huế" }),
            thuan_hoa,
            "12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        (json!({ "cu": "phuong vinh ninh tp hue" }), thuan_hoa, "Phường Thuận Hóa, Thành phố Huế"),
        (
            json!({ "cu": "12 Lê Lợi; P.Vĩnh Ninh; TT-Huế" }),
            thuan_hoa,
            "12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "cu": "12 Lê Lợi - Phường Vĩnh Ninh - Quận Thuận Hóa - Thành phố Huế" }),
            thuan_hoa,
            "12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "tinh": "Tỉnh Thừa Thiên Huế", "xa": "Thuận Hóa" }),
            thuan_hoa,
            "Phường Thuận Hóa, Thành phố Huế",
        ),
        // A ward of today that has the name of an old district: what stands before it is a street, and
        // not the old ward of the name.
        (
            json!({ "cu": "Đông Ba, Phường Phú Xuân, Thành phố Huế" }),
            ("46", "19753"),
            "Đông Ba, Phường Phú Xuân, Thành phố Huế",
        ),
        // As wards and communes were called that had been merged away before July 2025.
        (
            json!({ "cu": "5 Chi Lăng, phường Phú Hiệp, thành phố Huế, tỉnh Thừa Thiên Huế" }),
            thuan_hoa,
            "5 Chi Lăng, Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "cu": "Phường Phú Hiệp, Q1, TPHCM" }),
            ("79", "26740"),
            "Phường Sài Gòn, Thành phố Hồ Chí Minh",
        ),
        (
            json!({ "tinh": "Quảng Trị", "xa": "xã Phong Thu" }),
            ("44", "19500"),
            "Xã Hướng Hiệp, Tỉnh Quảng Trị",
        ),
        (
            json!({ "cu": "45/2 Đồng Khởi, P. Bến Nghé, Q.1, TP.HCM" }),
            ("79", "26740"),
            "45/2 Đồng Khởi, Phường Sài Gòn, Thành phố Hồ Chí Minh",
        ),
        (
            json!({ "cu": "Phường Bến Nghé, Q1, TPHCM" }),
            ("79", "26740"),
            "Phường Sài Gòn, Thành phố Hồ Chí Minh",
        ),
        (
            json!({ "cu": "Vĩnh Ninh", "chi_tiet": "5 Hà Nội" }),
            thuan_hoa,
            "5 Hà Nội, Phường Thuận Hóa, Thành phố Huế",
        ),
        (
            json!({ "cu": "thôn 2, xã Tân Lập, huyện Hướng Hóa, tỉnh Quảng Trị" }),
            ("44", "19500"),
            "thôn 2, Xã Hướng Hiệp, Tỉnh Quảng Trị",
        ),
        (json!({ "cu": "xã Tân Lập", "tinh": "44" }), ("44", "19500"), "Xã Hướng Hiệp, Tỉnh Quảng Trị"),
        (
            json!({ "cu": "3 Bà Triệu, phường Phú Xuân, thành phố Huế" }),
            ("46", "19753"),
            "3 Bà Triệu, Phường Phú Xuân, Thành phố Huế",
        ),
    ] {
        let kept =
            said(&form, json!({ "o": given.clone() })).unwrap_or_else(|wrong| panic!("{given}: {wrong:?}"));
        assert_eq!((&kept["o"]["tinh"], &kept["o"]["xa"]), (&json!(tinh), &json!(xa)), "{given}");
        assert_eq!(kept["chu"], words, "{given}");
        assert_eq!(kept["o"].get("cu"), given.get("cu"), "what was written stays beside it");
    }
}

#[test]
fn what_cannot_be_mapped_is_asked_and_never_guessed() {
    let form = place();
    for (given, code, part) in [
        (json!({ "cu": "phường Đông Ba, quận Phú Xuân, Huế" }), "form.address-several", "cu"),
        (json!({ "cu": "xã Tân Lập" }), "form.address-several", "cu"),
        (json!({ "cu": "phường Phú Hiệp" }), "form.address-unknown", "cu"),
        (json!({ "cu": "trên núi" }), "form.address-unknown", "cu"),
        (json!({ "cu": "phường Vĩnh Ninh, quận Ba Đình, Hà Nội" }), "form.address-unknown", "cu"),
        (json!({ "cu": "quận Thuận Hóa, thành phố Huế" }), "form.address-unknown", "cu"),
        (json!({ "tinh": "45", "xa": "19789" }), "form.address-no-such-province", "tinh"),
        (json!({ "tinh": "44", "xa": "19789" }), "form.address-other-province", "xa"),
        (json!({ "tinh": "46", "xa": "00000" }), "form.address-no-such-commune", "xa"),
        (json!({ "tinh": "46", "xa": "19772" }), "form.address-several", "xa"),
        (json!({ "tinh": "46", "xa": "Hà Nội" }), "form.address-no-such-commune", "xa"),
        (json!({ "tinh": "46" }), "form.missing", "xa"),
        (json!({ "chi_tiet": "12 Lê Lợi" }), "form.missing", "tinh"),
    ] {
        let said = said(&form, json!({ "o": given.clone() })).unwrap_err();
        assert_eq!(said[0], (code.to_string(), format!("form.o.{part}")), "{given}");
    }
    let given = answers(json!({ "o": { "cu": "phường Đông Ba, quận Phú Xuân, Huế" } }));
    let wrong = judge(&form, given, today(), &directory()).unwrap_err();
    let want = "Phường Phú Xuân, Thành phố Huế (19753); Phường Thuận Hóa, Thành phố Huế (19789)";
    assert_eq!((wrong.len(), wrong[0].arg("candidates")), (1, Some(want)), "the person is asked which");
}
