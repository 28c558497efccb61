//! The rows of the page as they are shown: each closed under one line that says what stands in it,
//! so that twenty papers are twenty lines, and open where something is wrong or new.

use super::boxes::{ALL_CASES, LAWS, PAPERS, WAYS, case_box, is_blank, is_new, places};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{Case, CaseId, Version, Way};
use motcua_edge::amount::amount;
use motcua_edge::ask::Wrongs;
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use motcua_told::explain;

/// What a row is made from.
pub(super) struct Typing<'a> {
    pub(super) form: &'a SentForm,
    pub(super) errors: &'a Wrongs,
    pub(super) version: &'a Version,
    pub(super) page: &'a Page,
    /// The kind of row of which one more was asked for.
    pub(super) added: Option<&'a str>,
}

/// A box and what is wrong with it.
pub(super) struct BoxShown {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) error: String,
}

/// What every row has.
pub(super) struct RowShown {
    /// `way.3`: how its boxes begin.
    pub(super) place: String,
    /// The line that it is closed under.
    pub(super) title: String,
    /// And what else stands in it, in short.
    pub(super) says: String,
    pub(super) is_new: bool,
    /// The empty one at the end.
    pub(super) is_last: bool,
    pub(super) is_open: bool,
    pub(super) is_out: bool,
    /// The box that every row sends.
    pub(super) every: BoxShown,
}

/// A legal text.
pub(super) struct LawShown {
    pub(super) row: RowShown,
    pub(super) number: BoxShown,
    pub(super) title: BoxShown,
    pub(super) issued: BoxShown,
    pub(super) is_verified: bool,
}

/// A limit and a fee.
pub(super) struct WayShown {
    pub(super) row: RowShown,
    /// The case, at the first row of each; empty at the others and where there is one only.
    pub(super) heading: String,
    pub(super) way: BoxShown,
    pub(super) many: BoxShown,
    pub(super) unit: BoxShown,
    pub(super) is_limit_verified: bool,
    pub(super) fee_vnd: BoxShown,
    pub(super) fee_unit: BoxShown,
    pub(super) fee_text: BoxShown,
    pub(super) fee_text_en: BoxShown,
    pub(super) is_fee_verified: bool,
}

/// A paper.
pub(super) struct PaperShown {
    pub(super) row: RowShown,
    pub(super) name: BoxShown,
    pub(super) name_en: BoxShown,
    pub(super) originals: BoxShown,
    pub(super) copies: BoxShown,
    pub(super) is_required: bool,
    /// Whether a case has a form that could take its place.
    pub(super) may_be_by_form: bool,
    pub(super) by_form: BoxShown,
    /// The cases to choose from; none where there is one only.
    pub(super) cases: Vec<CaseTick>,
    pub(super) cases_error: String,
    pub(super) is_verified: bool,
}

/// A case that asks for a paper, or does not.
pub(super) struct CaseTick {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) is_ticked: bool,
}

impl Typing<'_> {
    pub(super) fn box_of(&self, id: impl Into<String>) -> BoxShown {
        let id = id.into();
        let value = self.form.get(&id).to_string();
        BoxShown { error: self.errors.at(&id).to_string(), value, id }
    }

    pub(super) fn is_ticked(&self, id: &str) -> bool {
        self.form.filled(id).is_some()
    }

    /// The rows that were sent, and an empty one to fill in: where one more was asked for there
    /// are as many as before and one.
    fn places(&self, kind: (&str, &str)) -> Vec<(String, bool)> {
        let mut all: Vec<(String, bool)> = Vec::new();
        let mut next = 0;
        for place in places(self.form, kind) {
            let number = place[kind.0.len()..].parse::<usize>().unwrap_or_default();
            next = next.max(number + 1);
            all.push((place, false));
        }
        let has_blank = all.iter().any(|(place, _)| is_blank(self.form, place));
        if self.added == Some(kind.0) || !has_blank {
            all.push((format!("{}{next}", kind.0), true));
        }
        all
    }

    fn row(&self, kind: (&str, &str), place: &str, is_last: bool, title: String, says: String) -> RowShown {
        let is_new = is_last || is_new(self.form, place);
        let is_wrong = self
            .errors
            .all()
            .iter()
            .any(|wrong| wrong.field.strip_prefix(place).is_some_and(|rest| rest.starts_with('.')));
        let is_filled = is_new && !is_last && !is_blank(self.form, place);
        RowShown {
            is_open: is_wrong || is_filled || (is_new && self.added == Some(kind.0)),
            is_out: self.is_ticked(&format!("{place}.out")),
            every: self.box_of(format!("{place}{}", kind.1)),
            place: place.to_string(),
            title,
            says,
            is_new,
            is_last,
        }
    }

    pub(super) fn laws(&self) -> Vec<LawShown> {
        let law = |(place, is_last): &(String, bool)| {
            let at = |name: &str| self.box_of(format!("{place}.{name}"));
            let (number, title) = (at("number"), at("title"));
            LawShown {
                row: self.row(LAWS, place, *is_last, number.value.clone(), title.value.clone()),
                number,
                title,
                issued: at("issued"),
                is_verified: self.is_ticked(&format!("{place}.verified")),
            }
        };
        self.places(LAWS).iter().map(law).collect()
    }

    pub(super) fn ways(&self) -> Vec<WayShown> {
        let mut before = String::new();
        let mut ways = Vec::new();
        for (place, is_last) in self.places(WAYS) {
            let at = |name: &str| self.box_of(format!("{place}.{name}"));
            let way = Way::parse(&at("way").value);
            let way = way.map(|way| motcua_messages::way(way, self.page.language())).unwrap_or_default();
            let row = self.row(WAYS, &place, is_last, way.to_string(), self.limit_and_fee(&place));
            let is_named = self.version.cases.len() > 1 && !row.is_new && row.every.value != before;
            before.clone_from(&row.every.value);
            ways.push(WayShown {
                heading: if is_named { self.case_name(&row.every.value) } else { String::new() },
                row,
                way: at("way"),
                many: at("many"),
                unit: at("unit"),
                is_limit_verified: self.is_ticked(&format!("{place}.limit_verified")),
                fee_vnd: at("fee_vnd"),
                fee_unit: at("fee_unit"),
                fee_text: at("fee_text"),
                fee_text_en: at("fee_text_en"),
                is_fee_verified: self.is_ticked(&format!("{place}.fee_verified")),
            });
        }
        ways
    }

    /// `3 ngày làm việc; Miễn lệ phí`, as it was typed where it cannot be read.
    fn limit_and_fee(&self, place: &str) -> String {
        let typed = |name: &str| self.form.get(&format!("{place}.{name}"));
        let said = format!("{} {}", typed("many"), typed("unit"));
        let limit = Limit::parse(said.trim());
        let limit = limit.map_or(said, |limit| explain::limit(limit, self.page.language()));
        let fee = match self.page.t(typed("fee_text"), typed("fee_text_en")) {
            "" => amount(typed("fee_vnd")).map(|vnd| self.page.money(vnd)).unwrap_or_default(),
            words => words.to_string(),
        };
        [limit.trim(), &fee].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn case_name(&self, case: &str) -> String {
        let found = self.version.case(&CaseId::from(case));
        match found {
            Some(case) => self.page.t(&case.name, &case.name_en).to_string(),
            None if case == ALL_CASES && self.version.cases.len() == 1 => {
                self.page.t("Mọi trường hợp", "All cases").to_string()
            }
            None => self.page.t("Các trường hợp còn lại", "All other cases").to_string(),
        }
    }

    pub(super) fn papers(&self) -> Vec<PaperShown> {
        let has_form = |case: &Case| self.version.form_in(&case.id).is_some();
        let may_be_by_form = self.version.cases.iter().any(has_form);
        let paper = |(place, is_last): &(String, bool)| {
            let at = |name: &str| self.box_of(format!("{place}.{name}"));
            let is_ticked = |name: &str| self.is_ticked(&format!("{place}.{name}"));
            let (name, name_en) = (at("name"), at("name_en"));
            let words = self.page.t(&name.value, &name_en.value).to_string();
            let (mut originals, mut copies) = (at("originals"), at("copies"));
            if *is_last {
                (originals.value, copies.value) = ("1".into(), "0".into());
            }
            let says = format!(
                "{}: {}, {}: {}",
                self.page.t("bản chính", "originals"),
                originals.value,
                self.page.t("bản sao", "copies"),
                copies.value
            );
            let is_required = *is_last || is_ticked("required");
            let needed = match is_required {
                true => self.page.t("bắt buộc", "required"),
                false => self.page.t("chỉ nộp nếu có", "only if there is one"),
            };
            let tick = |case: &Case| {
                let id = case_box(place, &case.id);
                let name = self.page.t(&case.name, &case.name_en).to_string();
                CaseTick { is_ticked: *is_last || self.is_ticked(&id), id, name }
            };
            let cases = self.version.cases.iter().filter(|_| self.version.cases.len() > 1);
            PaperShown {
                row: self.row(PAPERS, place, *is_last, words, format!("{needed}; {says}")),
                name,
                name_en,
                originals,
                copies,
                is_required,
                may_be_by_form,
                by_form: at("by_form"),
                cases: cases.map(tick).collect(),
                cases_error: self.errors.at(&format!("{place}.in")).to_string(),
                is_verified: is_ticked("verified"),
            }
        };
        self.places(PAPERS).iter().map(paper).collect()
    }
}
