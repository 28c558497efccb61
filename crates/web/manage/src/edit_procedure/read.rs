//! From the boxes of the page to the edit. What cannot be read is said at its box; what can be read
//! and is not sound, the rules of the file say (`place.rs` finds the box).

use super::boxes::{ALL_CASES, LAWS, PAPERS, WAYS, case_box, is_blank, is_new, places};
use motcua_books::edit::{LawEdit, PaperEdit, ProcedureEdit, WayEdit};
use motcua_core::account::typed_day;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{CaseId, FeeUnit, Online, Version, Way};
use motcua_core::{Day, Refusal};
use motcua_edge::amount::amount;
use motcua_edge::form::SentForm;

/// What was typed, and everything in it that cannot be read.
pub(super) struct Typed {
    /// What could not be read stands in it as something harmless.
    pub(super) edit: ProcedureEdit,
    pub(super) wrong: Vec<Refusal>,
    pub(super) rows: TypedRows,
}

/// The place on the page of each row that stays, in the order of the file.
#[derive(Default)]
pub(super) struct TypedRows {
    pub(super) laws: Vec<String>,
    pub(super) ways: Vec<String>,
    pub(super) papers: Vec<String>,
}

/// Reads the whole page. `was` is what stood in it at first.
pub(super) fn read(form: &SentForm, version: &Version, was: &ProcedureEdit) -> Typed {
    let mut reader = Reader { form, version, wrong: Vec::new(), rows: TypedRows::default() };
    let edit = ProcedureEdit {
        from: reader.first_day().unwrap_or(was.from),
        decision: reader.line("decision"),
        name: reader.line("name"),
        name_en: reader.line("name_en"),
        plain: reader.line("plain"),
        plain_en: reader.line("plain_en"),
        steps: reader.line("steps"),
        online: reader.one_of("online", Online::parse).unwrap_or(was.online),
        partial_reason: reader.line("partial_reason"),
        result: reader.line("result"),
        result_en: reader.line("result_en"),
        note: reader.lines("note"),
        note_en: reader.lines("note_en"),
        laws: reader.laws(),
        ways: reader.ways(),
        papers: reader.papers(),
    };
    Typed { edit, wrong: reader.wrong, rows: reader.rows }
}

struct Reader<'f> {
    form: &'f SentForm,
    version: &'f Version,
    wrong: Vec<Refusal>,
    rows: TypedRows,
}

impl<'f> Reader<'f> {
    /// Browsers break a long line where somebody pressed Enter; names have none.
    fn line(&self, name: &str) -> String {
        self.form.get(name).replace("\r\n", " ").replace('\n', " ")
    }

    fn lines(&self, name: &str) -> String {
        self.form.get(name).replace("\r\n", "\n")
    }

    fn is_ticked(&self, name: &str) -> bool {
        self.form.filled(name).is_some()
    }

    /// One of the words of a list; another one was never on the page.
    fn one_of<T>(&mut self, name: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
        let found = parse(self.form.get(name));
        if found.is_none() {
            self.wrong.push(Refusal::of("request.malformed").at(name.to_string()));
        }
        found
    }

    fn first_day(&mut self) -> Option<Day> {
        let boxes = ["day", "month", "year"].map(|part| self.form.get(&format!("effective_from.{part}")));
        let typed = if boxes.concat().is_empty() { String::new() } else { boxes.join("/") };
        let read = typed_day(&typed, "effective_from");
        let read = read.and_then(|day| day.ok_or_else(|| Refusal::of("data.empty").at("effective_from")));
        read.map_err(|why| self.wrong.push(why)).ok()
    }

    /// The rows that stay: not those that are taken out, nor one in which nothing was typed.
    fn staying(&self, kind: (&str, &str)) -> Vec<String> {
        let stays = |place: &String| !self.is_ticked(&format!("{place}.out")) && !is_blank(self.form, place);
        places(self.form, kind).into_iter().filter(stays).collect()
    }

    fn laws(&mut self) -> Vec<LawEdit> {
        self.rows.laws = self.staying(LAWS);
        let mut laws = Vec::new();
        for place in self.rows.laws.clone() {
            let box_of = |name: &str| format!("{place}.{name}");
            let issued = typed_day(self.form.get(&box_of("issued")), "issued");
            let issued = issued.map_err(|why| self.wrong.push(why.at(box_of("issued")))).unwrap_or_default();
            laws.push(LawEdit {
                was: self.line(&box_of("was")),
                number: self.line(&box_of("number")),
                title: self.line(&box_of("title")),
                issued,
                is_verified: self.is_ticked(&box_of("verified")),
            });
        }
        laws
    }

    fn ways(&mut self) -> Vec<WayEdit> {
        let mut ways = Vec::new();
        for place in self.staying(WAYS) {
            let box_of = |name: &str| format!("{place}.{name}");
            let Some(way) = Way::parse(self.form.get(&box_of("way"))) else {
                self.wrong.push(Refusal::of("data.empty").at(box_of("way")));
                continue;
            };
            let case = Some(self.form.get(&box_of("case"))).filter(|case| *case != ALL_CASES);
            ways.push(WayEdit {
                case: case.map(CaseId::from),
                way,
                limit: self.limit(&place),
                is_limit_verified: self.is_ticked(&box_of("limit_verified")),
                fee_vnd: self.fee(box_of("fee_vnd")),
                fee_unit: self.one_of(&box_of("fee_unit"), FeeUnit::parse).unwrap_or(FeeUnit::Dossier),
                fee_text: self.line(&box_of("fee_text")),
                fee_text_en: self.line(&box_of("fee_text_en")),
                is_fee_verified: self.is_ticked(&box_of("fee_verified")),
            });
            self.rows.ways.push(place);
        }
        ways
    }

    fn limit(&mut self, place: &str) -> Limit {
        let (many, unit) = (self.form.get(&format!("{place}.many")), self.form.get(&format!("{place}.unit")));
        let at = format!("{place}.many");
        let of_no_number = Limit::parse(unit).ok();
        let unreadable = |why: Refusal| match why.code {
            "calendar.limit-unreadable" => Refusal::of(why.code).with("limit", many),
            _ => why,
        };
        let read = match (many, of_no_number) {
            ("", Some(limit)) => Ok(limit),
            ("", None) => Err(Refusal::of("data.empty")),
            (_, Some(_)) => Err(Refusal::of("catalogue.limit-needs-no-number")),
            (many, None) => Limit::parse(&format!("{many} {unit}")).map_err(unreadable),
        };
        read.map_err(|why| self.wrong.push(why.at(at))).unwrap_or(Limit::SameDay)
    }

    fn fee(&mut self, name: String) -> Option<u64> {
        let typed = self.form.filled(&name)?;
        let why = match amount(typed) {
            None => Refusal::of("catalogue.fee-unreadable"),
            Some(vnd) if i64::try_from(vnd).is_err() => Refusal::of("data.number-too-big"),
            Some(vnd) => return Some(vnd),
        };
        self.wrong.push(why.with("value", typed).at(name));
        None
    }

    fn papers(&mut self) -> Vec<PaperEdit> {
        self.rows.papers = self.staying(PAPERS);
        let mut papers = Vec::new();
        for place in self.rows.papers.clone() {
            let box_of = |name: &str| format!("{place}.{name}");
            let id = self.form.filled(&box_of("id")).filter(|_| !is_new(self.form, &place));
            papers.push(PaperEdit {
                id: id.map(Into::into),
                name: self.line(&box_of("name")),
                name_en: self.line(&box_of("name_en")),
                originals: self.count(box_of("originals")),
                copies: self.count(box_of("copies")),
                is_required: self.is_ticked(&box_of("required")),
                by_form: self.is_ticked(&box_of("by_form")),
                cases: self.cases(&place),
                is_verified: self.is_ticked(&box_of("verified")),
            });
        }
        papers
    }

    fn count(&mut self, name: String) -> u32 {
        let typed = self.form.get(&name);
        let why = match typed.parse::<u32>() {
            Ok(count) => return count,
            Err(_) if typed.is_empty() => Refusal::of("data.empty"),
            Err(_) => Refusal::of("data.wrong-type").with("want", "0, 1, 2 …").with("got", typed),
        };
        self.wrong.push(why.at(name));
        0
    }

    /// The cases that ask for a paper; where there is one only, nobody is asked which.
    fn cases(&mut self, place: &str) -> Vec<CaseId> {
        let all = self.version.cases.iter().map(|case| case.id.clone());
        if self.version.cases.len() == 1 {
            return all.collect();
        }
        let ticked: Vec<CaseId> = all.filter(|case| self.is_ticked(&case_box(place, case))).collect();
        if ticked.is_empty() {
            self.wrong.push(Refusal::of("data.empty").at(format!("{place}.in")));
        }
        ticked
    }
}
