//! A form in words that an official reads: when a question comes up, what is computed,
//! checked and filled in beforehand.

use motcua_core::form::{Answered, Check, Field, Form, Formula, Group, Kind, PrefillSource, SexOf, When};
use motcua_edge::page::Page;
use motcua_questions::words;
use serde_json::Value;

/// What a form does beside asking.
pub(super) struct FormTold {
    /// What is computed, one sentence each.
    pub computed: Vec<String>,
    /// What is checked between answers.
    pub checks: Vec<String>,
    /// What is filled in beforehand.
    pub prefill: Vec<String>,
    /// How many questions there may be.
    pub questions: usize,
}

/// All of a form.
pub(super) fn told(form: &Form, page: &Page) -> FormTold {
    let mut told = FormTold { computed: Vec::new(), checks: Vec::new(), prefill: Vec::new(), questions: 0 };
    told.computed.extend(form.computed().map(|(path, formula)| computed(form, path, formula, page)));
    group(form, form.questions(), "", page, &mut told);
    told
}

fn group(form: &Form, of: &Group, within: &str, page: &Page, told: &mut FormTold) {
    told.checks.extend(of.every_check().into_iter().map(|one| check(form, within, one, page)));
    for field in of.every() {
        let path = join(within, &field.key);
        if let Some(source) = field.prefill {
            let from = source_words(source, page);
            told.prefill.push(format!("{} ← {from}", title(form, &path, page)));
        }
        match &field.kind {
            Kind::Address(_) => told.questions += 1,
            Kind::Group(inner) => group(form, inner, &path, page, told),
            Kind::Repeated { group: inner, .. } => group(form, inner, &format!("{path}.*"), page, told),
            _ if field.is_computed => {}
            _ => told.questions += 1,
        }
    }
}

fn join(within: &str, key: &str) -> String {
    if within.is_empty() { key.to_string() } else { format!("{within}.{key}") }
}

/// `“Người cha, Ngày sinh”`: from the outer question to the inner.
fn title(form: &Form, path: &str, page: &Page) -> String {
    let (mut upto, mut names) = (String::new(), Vec::new());
    for part in path.split('.') {
        upto = join(&upto, part);
        let is_item = part == "*" || part.bytes().all(|b| b.is_ascii_digit());
        if let Some(field) = form.field(&upto).filter(|_| !is_item) {
            names.push(words(&field.title, page.language()).to_string());
        }
    }
    let name = if names.is_empty() { path.to_string() } else { names.join(", ") };
    format!("“{name}”")
}

fn check(form: &Form, within: &str, check: &Check, page: &Page) -> String {
    let name = |path: &str| title(form, &join(within, path), page);
    match check {
        Check::Identity { number, born, sex } => {
            let born = born.as_ref().map(|born| name(born));
            let sex = sex.as_ref().map(|sex| match sex {
                SexOf::Fixed(_) => page.t("giới tính của người đó", "that person’s sex").to_string(),
                SexOf::At(path) => name(path),
            });
            let with: Vec<String> = born.into_iter().chain(sex).collect();
            let with = with.join(page.t(" và ", " and "));
            format!("{} {} {with}", name(number), page.t("phải khớp với", "must agree with"))
        }
        Check::Before { field, than } => {
            format!("{} {} {}", name(field), page.t("không được sau", "must not be after"), name(than))
        }
        Check::NotAfterToday { field } => {
            format!("{} {}", name(field), page.t("không được sau hôm nay", "must not be after today"))
        }
        Check::AgeAtLeast { born, years, on } => {
            let on = on.as_ref().map(|on| format!("{} {}", page.t("vào", "on"), name(on)));
            let on = on.unwrap_or_else(|| page.t("hôm nay", "today").to_string());
            let (must, old) = (page.t("phải đủ", "must be at least"), page.t("tuổi", "years old"));
            format!("{}: {must} {years} {old} {on}", name(born))
        }
        Check::ItemsAtLeast { list, items } => {
            let (must, entries) = (page.t("phải có ít nhất", "must have at least"), page.t("mục", "entries"));
            format!("{} {must} {items} {entries}", name(list))
        }
        Check::ExactlyOne { field, value } => {
            let must = page.t("phải đúng một mục trả lời", "must have exactly one entry that says");
            format!("{} {must} “{value}”", name(field))
        }
    }
}

fn computed(form: &Form, path: &str, formula: &Formula, page: &Page) -> String {
    let how = match formula {
        Formula::Count(_) => page.t("đếm số mục của", "counts"),
        Formula::Sum(_) => page.t("cộng", "adds up"),
        Formula::Age(_) => page.t("tuổi hôm nay theo", "age today by"),
        Formula::Address(_) => page.t("viết thành câu từ", "writes out"),
        Formula::List(_) => page.t("nối", "joins"),
    };
    format!("{} = {how} {}", title(form, path, page), title(form, formula.path(), page))
}

fn source_words(source: PrefillSource, page: &Page) -> &str {
    match source {
        PrefillSource::Name => page.t("họ tên người nộp", "the applicant’s name"),
        PrefillSource::Identity => page.t("số định danh người nộp", "the applicant’s identity number"),
        PrefillSource::Born => page.t("ngày sinh người nộp", "the applicant’s date of birth"),
        PrefillSource::Phone => page.t("điện thoại người nộp", "the applicant’s telephone"),
        PrefillSource::Email => page.t("thư điện tử người nộp", "the applicant’s e-mail"),
        PrefillSource::Address => page.t("địa chỉ người nộp", "the applicant’s address"),
    }
}

/// When a question is asked; empty when it always is. `path` is its place.
pub(super) fn comes_up(form: &Form, path: &str, field: &Field, page: &Page) -> String {
    let beside = path.rsplit_once('.').map_or("", |(within, _)| within);
    let all: Vec<String> = field.when.iter().map(|when| condition(form, beside, when, page)).collect();
    if all.is_empty() {
        return String::new();
    }
    format!("{} {}", page.t("Chỉ hỏi khi", "Asked only when"), all.join(page.t(" và ", " and ")))
}

fn condition(form: &Form, beside: &str, when: &When, page: &Page) -> String {
    let path = join(beside, &when.key);
    let field = form.field(&path);
    let name = field.map(|field| words(&field.title, page.language()).to_string());
    let name = format!("“{}”", name.unwrap_or_else(|| when.key.clone()));
    let label = |value: &Value| format!("“{}”", label(field, value, page));
    let not = |vi: &'static str, en: &'static str, vi_not: &'static str, en_not: &'static str| {
        if when.otherwise { page.t(vi_not, en_not).to_string() } else { page.t(vi, en).to_string() }
    };
    match &when.answered {
        Answered::OneOf(values) => {
            let is = not("là", "is", "không phải là", "is not");
            let values: Vec<String> = values.iter().map(label).collect();
            format!("{name} {is} {}", values.join(page.t(" hoặc ", " or ")))
        }
        Answered::With(value) => {
            let has = not("có chọn", "includes", "không chọn", "does not include");
            format!("{name} {has} {}", label(value))
        }
        Answered::Anyhow => {
            format!("{name} {}", not("đã được trả lời", "is answered", "để trống", "is left empty"))
        }
        Answered::SoThat => {
            let how = not(
                "được trả lời như tờ khai nêu",
                "is answered as the form says",
                "không được trả lời như tờ khai nêu",
                "is not answered as the form says",
            );
            format!("{name} {how}")
        }
    }
}

/// An answer in the form's own words.
fn label(field: Option<&Field>, value: &Value, page: &Page) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    match field.map(|field| &field.kind) {
        Some(Kind::Choice(choices) | Kind::Choices(choices)) => {
            let found = choices.iter().find(|choice| choice.value == text);
            found.map_or(text, |choice| words(&choice.label, page.language()).to_string())
        }
        _ => text,
    }
}
