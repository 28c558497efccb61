//! The forms of the catalogue, each with the answers of its example: what people
//! would give is taken, and nothing that must be answered can be left out.

use motcua_books::Books;
use motcua_core::form::{Answers, Field, Form, Forms, GENERAL, Inside, Kind, Shown, judge};
use motcua_core::law::Policy;
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Law, Refusal};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The most questions on one page.
const QUESTIONS_MAX: usize = 12;

/// The day on which the examples are handed in.
fn today() -> Day {
    Day::parse("2025-08-01").unwrap()
}

fn law() -> Law {
    Books::embedded().law(Policy::default()).unwrap_or_else(|wrong| panic!("{wrong:#?}"))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../catalogue/forms/examples")
}

fn example(id: &str) -> Answers {
    let path = folder().join(format!("{id}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn judged(law: &Law, id: &str, answers: Answers) -> Result<Answers, Vec<Refusal>> {
    judge(law.forms.get(id).unwrap(), answers, today(), &law.directory)
}

/// The same answers with the one at this path changed, or taken away.
fn with(answers: &Answers, path: &str, value: Option<Value>) -> Answers {
    let mut whole = Value::Object(answers.clone());
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
    let mut place = &mut whole;
    for part in parents.split('.').filter(|part| !part.is_empty()) {
        place = match place {
            Value::Array(items) => &mut items[part.parse::<usize>().unwrap()],
            other => &mut other[part],
        };
    }
    let object = place.as_object_mut().unwrap();
    match value {
        Some(value) => drop(object.insert(last.to_string(), value)),
        None => drop(object.shift_remove(last).unwrap_or_else(|| panic!("{path} is not answered"))),
    }
    let Value::Object(answers) = whole else { unreachable!() };
    answers
}

/// The paths of all answers that these answers may not do without.
fn required(form: &Form, answers: &Answers) -> Vec<String> {
    fn walk(shown: &[Shown<'_>], within: Option<&Field>, out: &mut Vec<String>) {
        let answered: Vec<_> = shown.iter().filter(|question| question.value.is_some()).collect();
        for question in &answered {
            // Whoever names a commune has named its province.
            let follows =
                question.field.key == "tinh" && within.is_some_and(|f| matches!(f.kind, Kind::Address(_)));
            // A group without its only answer is no answer at all, and no item.
            let is_only = within.is_some() && answered.len() == 1;
            if question.is_required && !follows && !is_only {
                out.push(question.path.clone());
            }
            match &question.inside {
                Inside::Nothing => {}
                Inside::Group(inner) => walk(inner, Some(question.field), out),
                Inside::Items(items) => items.iter().for_each(|item| walk(item, Some(question.field), out)),
            }
        }
    }
    let mut out = Vec::new();
    for page in form.pages() {
        walk(&form.shown(page, answers), None, &mut out);
    }
    out
}

#[test]
fn every_form_has_an_example_and_takes_it() {
    let law = law();
    let mut wrong = Vec::new();
    for form in law.forms.all() {
        let answers = example(form.id());
        match judged(&law, form.id(), answers.clone()) {
            // Examples are written in the one way that is kept; what is computed comes to it.
            Ok(kept) => wrong.extend(
                answers
                    .iter()
                    .filter(|(key, value)| kept.get(*key) != Some(value))
                    .map(|(key, value)| format!("{}: {key}: {value} became {:?}", form.id(), kept.get(key))),
            ),
            Err(refusals) => {
                wrong.extend(refusals.iter().map(|refusal| format!("{}: {refusal:?}", form.id())))
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The program starts without trying it.
#[test]
fn every_schema_that_comes_with_the_program_makes_a_validator() {
    let books = Books::embedded();
    let files = books.files().filter(|(name, _)| {
        name.starts_with("forms/") && name.ends_with(".json") && !name.contains("/examples/")
    });
    let files: Vec<(&str, &str)> = files.collect();
    let tried = Forms::read(&files).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    assert_eq!(tried.all().count(), law().forms.all().count());
}

/// What an official writes is tried before it is in force, with the parts that it shares.
#[test]
fn a_schema_that_makes_no_validator_is_refused_when_it_is_read() {
    let id = "forms/parts/dia_chi.json";
    let books = Books::embedded();
    let text = books.text(id).unwrap();
    let broken = text.replacen("\"type\": \"object\"", "\"type\": \"objekt\"", 1);
    assert_ne!(text, broken);
    let file = CatalogueFile { path: id.into(), text: broken };
    let wrong = books.with([&file]).law(Policy::default()).err().expect("no law with such a part");
    assert!(wrong.iter().any(|bad| bad.why.code == "form.schema-invalid"), "{wrong:#?}");
}

#[test]
fn every_example_belongs_to_a_form() {
    let law = law();
    for file in std::fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let id = name.strip_suffix(".json").unwrap_or(&name);
        assert!(law.forms.get(id).is_some(), "{name}");
    }
}

#[test]
fn what_must_be_answered_cannot_be_left_out() {
    let law = law();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for form in law.forms.all() {
        let answers = example(form.id());
        for path in required(form, &answers) {
            tried += 1;
            let field = format!("form.{path}");
            let refused = judged(&law, form.id(), with(&answers, &path, None)).err().unwrap_or_default();
            if refused.iter().all(|refusal| refusal.field.as_deref() != Some(&field)) {
                wrong.push(format!("{}: {path}: {refused:?}", form.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 1000, "only {tried} answers were left out");
}

#[test]
fn an_answer_that_nobody_asked_for_is_refused() {
    let law = law();
    for form in law.forms.all() {
        let answers = with(&example(form.id()), "khong_ai_hoi", Some(json!("x")));
        let refused = judged(&law, form.id(), answers).unwrap_err();
        let fields: Vec<_> = refused.iter().filter_map(|refusal| refusal.field.as_deref()).collect();
        assert_eq!(fields, ["form.khong_ai_hoi"], "{}", form.id());
    }
}

#[test]
fn no_page_asks_too_much() {
    for form in law().forms.all() {
        for page in form.pages() {
            let asked =
                page.fields.iter().filter(|key| form.field(key).is_some_and(|field| !field.is_computed));
            let asked = asked.count();
            assert!((1..=QUESTIONS_MAX).contains(&asked), "{} {}: {asked}", form.id(), page.id);
        }
    }
}

#[test]
fn what_belongs_to_these_fields_has_a_form_of_its_own() {
    let fields = [
        "Hộ tịch",
        "Liên thông hộ tịch",
        "Chứng thực",
        "Đăng ký, quản lý cư trú",
        "Bảo trợ xã hội",
        "Thành lập và hoạt động hộ kinh doanh",
        "Đất đai",
        "Hoạt động xây dựng",
    ];
    let law = law();
    let mut with_form = 0;
    for procedure in law.catalogue.all().iter().filter(|procedure| procedure.has_own_file()) {
        for version in &procedure.versions {
            for case in &version.cases {
                let form = law.form_of(version, &case.id).unwrap();
                let is_own = form.id() != GENERAL;
                assert!(
                    is_own || !fields.contains(&procedure.field.as_str()),
                    "{} {}",
                    procedure.id,
                    procedure.name
                );
            }
        }
        let last = procedure.versions.last().unwrap();
        with_form += usize::from(last.form.is_some());
    }
    assert!(with_form >= 40, "{with_form}");
}

#[test]
fn answers_that_contradict_each_other_are_refused_where_they_stand() {
    let law = law();
    let table: [(&str, &str, Value, &str); 14] = [
        ("khai-tu.1", "ngay_chet", json!("2025-08-02"), "form.after-today"),
        ("khai-tu.1", "nguoi_chet.so_dinh_danh", json!("046138000125"), "identity.other-sex"),
        ("khai-tu.1", "nguoi_chet.so_dinh_danh", json!("046039000125"), "identity.other-year"),
        ("ket-hon.1", "ben_nam.ngay_sinh", json!("2005-08-02"), "form.too-young"),
        ("ket-hon.1", "ben_nu.ngay_sinh", json!("2007-08-02"), "form.too-young"),
        ("khai-sinh-nhan-cha-me-con.1", "me.ngay_sinh", json!("2025-07-01"), "form.not-before"),
        ("khai-sinh-nhan-cha-me-con.1", "me.so_dinh_danh", json!("046092001234"), "identity.other-sex"),
        ("thuong-tru.1", "thanh_vien.0.so_dinh_danh", json!("046325090021"), "identity.other-sex"),
        ("luu-tru.1", "khach.0.tu_ngay", json!("2025-07-21"), "form.not-before"),
        ("huu-tri-xa-hoi.1", "nguoi.ngay_sinh", json!("1956"), "form.too-young"),
        ("ho-kinh-doanh.1", "chu_ho.so_dinh_danh", json!("046193001234"), "identity.other-year"),
        ("tach-hop-thua.1", "thua.0.dien_tich", json!(0), "form.not-above"),
        ("dang-ky-dat-lan-dau.1", "su_dung_tu", json!("2026"), "form.after-today"),
        ("giay-phep-xay-dung.1", "so_tang", json!(2.5), "form.not-whole"),
    ];
    for (id, path, value, code) in table {
        let refused = judged(&law, id, with(&example(id), path, Some(value.clone()))).unwrap_err();
        let found: Vec<_> =
            refused.iter().map(|r| (r.code, r.field.as_deref().unwrap_or_default())).collect();
        assert!(found.contains(&(code, format!("form.{path}").as_str())), "{id} {path} {value}: {found:?}");
    }
}

#[test]
fn sums_and_counts_are_those_of_the_example() {
    let law = law();
    let table = [
        ("dang-ky-dat-lan-dau.1", "tong_dien_tich", json!(397.7)),
        ("dang-ky-dat-lan-dau.1", "so_thua", json!(2)),
        ("tach-hop-thua.1", "tong_dien_tich_moi", json!(620)),
        ("chung-thuc-ban-sao.1", "tong_so_ban", json!(8)),
        ("tach-ho.1", "so_nguoi", json!(2)),
        ("ra-soat-ho-ngheo.1", "tong_thu_nhap", json!(2_200_000)),
        ("ho-kinh-doanh.1", "tong_von_gop", json!(50_000_000)),
    ];
    for (id, key, want) in table {
        let kept = judged(&law, id, example(id)).unwrap();
        assert_eq!(kept.get(key), Some(&want), "{id} {key}");
    }
}
