//! What holds of whatever is sent: nothing panics, and what is kept is kept the same again.

use super::hostile::town;
use super::*;
use motcua_property::{BoxedStrategy, Just, Strategy, any, collection, holds, option, prop_oneof, sample};

/// Texts that look like answers, and any others.
fn text() -> impl Strategy<Value = String> {
    let likely = [
        "",
        " ",
        "Lê An",
        "2/3/2025",
        "31-12-1999",
        "1990",
        "0905 123 456",
        "+84 905.123.456",
        "1.234,50",
        "46",
        "046 190 001 234",
        "nam",
        "a",
        "Phường Phú Xuân",
        "e\u{200b}\u{301}",
        "Nguye\u{302}\u{303}n",
    ];
    prop_oneof![3 => sample::select(likely.map(String::from).to_vec()), 1 => any::<String>()]
}

/// A key that the form knows, or one that it does not.
fn key() -> impl Strategy<Value = String> {
    let known = [
        "ho_ten",
        "ngay",
        "phone",
        "nguoi",
        "con",
        "viec",
        "gioi_tinh",
        "ngay_sinh",
        "so_dinh_danh",
        "noi_cu_tru",
        "dan_toc",
        "quoc_tich",
        "tinh",
        "xa",
        "chi_tiet",
        "cu",
        "tuoi",
        "other",
    ];
    sample::select(known.map(String::from).to_vec())
}

fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        6 => text().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => (-3..200_i64).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
    ];
    let inside = |inner: BoxedStrategy<Value>| {
        prop_oneof![
            collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    };
    leaf.prop_recursive(4, 24, 4, inside).boxed()
}

fn object(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Answers> {
    collection::vec((key(), inner), 0..5).prop_map(|pairs| pairs.into_iter().collect())
}

/// Answers that are right, written in some way.
fn right() -> impl Strategy<Value = Answers> {
    let one = |key: &'static str, ways: Vec<Value>| {
        option::of(sample::select(ways)).prop_map(move |said| said.map(|said| (key.to_string(), said)))
    };
    let old = json!({ "cu": "12 Lê Lợi, P. Vĩnh Ninh, Q. Thuận Hóa, TP Huế" });
    let lives = [json!({ "tinh": "46", "xa": "19753", "chi_tiet": " 3  Lê Lợi" }), old];
    let person = |place| json!({ "ho_ten": "Lê  An", "gioi_tinh": "nam", "noi_cu_tru": place });
    let all = (
        one("ho_ten", vec![json!("Nguyễn Thị  Hoa"), json!("Nguye\u{302}\u{303}n Thi\u{323} Hoa")]),
        one("ngay", vec![json!("2/3/2025"), json!("2025-02-28"), json!(" 31-12-1999 ")]),
        one("phone", vec![json!("0905 123 456"), json!("+84 905.123.456")]),
        one("nguoi", lives.map(person).to_vec()),
        one("con", vec![json!([{ "tuoi": "3" }, { "tuoi": 120 }]), json!([{ "tuoi": 7 }, {}])]),
        one("viec", vec![json!(["a", " a", ""]), json!("a")]),
        one("gioi_tinh", vec![json!("nam"), json!(" nu")]),
    );
    all.prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].into_iter().flatten().collect())
}

#[test]
fn what_is_tidy_stays_as_it_is() {
    let form = town();
    holds(2_000, object(value()), |given| {
        let once = form.tidy(given);
        assert_eq!(form.tidy(once.clone()), once);
    });
}

#[test]
fn what_is_judged_right_is_judged_right_again_and_stays_as_it_is() {
    let (form, directory) = (town(), directory());
    let kept_right = std::cell::Cell::new(0);
    holds(2_000, prop_oneof![right().boxed(), object(value()).boxed()], |given| {
        if let Ok(kept) = judge(&form, given, today(), &directory) {
            kept_right.update(|right| right + usize::from(!kept.is_empty()));
            assert_eq!(judge(&form, kept.clone(), today(), &directory), Ok(kept));
        }
    });
    assert!(kept_right.get() > 500, "{kept_right:?} were right and not empty");
}
