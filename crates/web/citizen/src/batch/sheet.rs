//! The sheet of a group submission: which columns it has, under the names that people
//! read, and what stands in them as answers of the form.

use motcua_core::Refusal;
use motcua_core::catalogue::{CaseId, ProcedureId, Version};
use motcua_core::competence::DecidingFacts;
use motcua_core::directory::Tier;
use motcua_core::dossier::{Applicant, put_answer};
use motcua_core::form::write::read_date;
use motcua_core::form::{Answers, Choice, Field, Form, Inside, Kind, PageOfForm, PrefillSource, Shown};
use motcua_core::text::fold;
use motcua_edge::list::ListLine;
use motcua_edge::visit::Visit;
use motcua_messages::Lang;
use motcua_questions::answered::Questions;
use motcua_questions::{DecidingContext, words};

/// The columns about the person, with the names they go by; the first is shown.
const PERSON: [(&str, [&str; 2], &[&str]); 6] = [
    ("name", ["Họ và tên", "Full name"], &["họ tên", "name"]),
    ("identity", ["Số định danh", "Identity number"], &["cccd", "số cccd", "identity"]),
    ("born", ["Ngày sinh", "Date of birth"], &["năm sinh", "born"]),
    ("phone", ["Điện thoại", "Telephone"], &["số điện thoại", "phone"]),
    ("email", ["Thư điện tử", "E-mail"], &["email"]),
    ("address", ["Địa chỉ", "Address"], &["nơi ở", "address"]),
];

/// Whose name this is, is nobody: the line shows how others are written.
const NOBODY: &str = "(Ví dụ) Nguyễn Văn A";

/// One column.
pub(super) struct Column {
    /// `name`, or `answer.` and the path of the question.
    name: String,
    /// As the heading says it.
    pub title: String,
    /// The same in the other language.
    also: String,
    /// It must be filled in in every line.
    pub needed: bool,
    /// How it is written, with what there is to choose from.
    pub how: String,
    example: String,
}

/// The columns for one case.
pub(super) struct BatchSheet<'a> {
    visit: &'a Visit,
    form: Option<&'a Form>,
    deciding: DecidingContext<'a>,
    pub columns: Vec<Column>,
}

impl<'a> BatchSheet<'a> {
    /// For the form of this case.
    pub fn of(
        visit: &'a Visit,
        (procedure, version): (&'a ProcedureId, &'a Version),
        case: &CaseId,
    ) -> BatchSheet<'a> {
        let (law, day, near) = (&*visit.app.law, visit.now.day(), Some(&visit.app.province));
        let deciding = DecidingContext { law, procedure, version, day, near };
        let form = visit.app.law.form_of(version, case);
        let lang = visit.lang;
        let person = |(name, titles, _): &(&str, [&str; 2], &[&str])| {
            let example = match *name {
                "name" => NOBODY,
                "identity" => "046190001234",
                "born" => "5/3/1990",
                "phone" => "0905 123 456",
                "email" => "",
                _ => "12 Lê Lợi",
            };
            let how = match *name {
                "born" => lang.t("5/3/1990, hoặc chỉ năm", "5/3/1990, or only the year"),
                "identity" => lang.t("12 chữ số", "12 digits"),
                _ => "",
            };
            Column {
                name: (*name).to_string(),
                title: lang.t(titles[0], titles[1]).to_string(),
                also: lang.t(titles[1], titles[0]).to_string(),
                needed: *name == "name",
                how: how.to_string(),
                example: example.to_string(),
            }
        };
        let mut columns: Vec<Column> = PERSON.iter().map(person).collect();
        let place = law.directory.children_on(&visit.app.province, day).next();
        let asked =
            deciding.asked(|_| "", lang).places.into_iter().zip(deciding.asked(|_| "", other(lang)).places);
        columns.extend(asked.map(|(asked, also)| {
            Column {
                name: asked.id,
                title: asked.label.to_string(),
                also: also.label.to_string(),
                needed: true,
                how: match asked.nots.is_empty() {
                    true => lang.t("tên xã, phường", "the commune or ward"),
                    false => lang.t(
                        "tên xã, phường; hoặc “nước ngoài”, “không rõ”",
                        "the commune or ward; or “abroad”, “unknown”",
                    ),
                }
                .to_string(),
                example: place.map(|unit| unit.full_name.clone()).unwrap_or_default(),
            }
        }));
        if let Some(form) = form {
            let names = Questions::of_form(&visit.app, form, lang);
            let others = Questions::of_form(&visit.app, form, other(lang));
            let every: Vec<Shown<'_>> = form.pages().iter().flat_map(|page| form.every(page)).collect();
            let mut asked = Vec::new();
            leaves(&every, true, &mut asked);
            for (field, path, needed) in asked {
                // What the columns about the person say is not asked twice.
                if field.prefill.is_some() {
                    continue;
                }
                let title = names.name(&path);
                let is_known = columns.iter().any(|column| fold(&column.title) == fold(&title));
                let title = if is_known { format!("{title} ({path})") } else { title };
                let (how, example) = written(visit, field, &path);
                let also = others.name(&path);
                columns.push(Column { name: format!("answer.{path}"), title, also, needed, how, example });
            }
        }
        BatchSheet { visit, form, deciding, columns }
    }

    /// The column with this heading: by its title, by another name of a person's column,
    /// or by the path of a question.
    pub fn column(&self, heading: &str) -> Option<String> {
        let heading = heading.trim().trim_end_matches('*').trim();
        let said = fold(heading);
        if said.is_empty() {
            return None;
        }
        let titled = |is_said: &dyn Fn(&Column) -> bool| self.columns.iter().find(|column| is_said(column));
        let column = titled(&|column| fold(&column.title) == said)
            .or_else(|| titled(&|column| fold(&column.also) == said));
        if let Some(column) = column {
            return Some(column.name.clone());
        }
        let is_said = |(_, titles, others): &&(&str, [&str; 2], &[&str])| {
            titles.iter().chain(others.iter()).any(|name| fold(name) == said)
        };
        if let Some((name, _, _)) = PERSON.iter().find(is_said) {
            return Some((*name).to_string());
        }
        self.form?.field(heading).map(|_| format!("answer.{heading}"))
    }

    /// What the column is called in which this refusal's field stands.
    pub fn title(&self, field: &str) -> Option<String> {
        let name = field.strip_prefix("form.").map_or(field.to_string(), |path| format!("answer.{path}"));
        let path = field.strip_prefix("form.").unwrap_or_default();
        // What the form asks too, the columns about the person answer.
        let name = match self.form.and_then(|form| form.field(path)).and_then(|field| field.prefill) {
            Some(PrefillSource::Name) => "name".to_string(),
            Some(PrefillSource::Identity) => "identity".to_string(),
            Some(PrefillSource::Born) => "born".to_string(),
            Some(PrefillSource::Phone) => "phone".to_string(),
            Some(PrefillSource::Email) => "email".to_string(),
            Some(PrefillSource::Address) | None => name,
        };
        let column = self.columns.iter().find(|column| column.name == name);
        let named = || {
            Some(
                Questions::of_form(&self.visit.app, self.form?, self.visit.lang)
                    .name(field.strip_prefix("form.")?),
            )
        };
        column.map(|column| column.title.clone()).or_else(named)
    }

    /// A sheet to fill in, as sheet programs here open it: the headings and a line that
    /// shows how they are written, and that is not handed in.
    pub fn template(&self) -> String {
        let row = |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";");
        let heading = |column: &Column| format!("{}{}", column.title, if column.needed { " *" } else { "" });
        let headings = row(self.columns.iter().map(heading).collect());
        let examples = row(self.columns.iter().map(|column| column.example.clone()).collect());
        format!("\u{feff}{headings}\r\n{examples}\r\n")
    }

    /// Whether the line is a person's, and not the one that shows how.
    pub fn is_meant(line: &ListLine) -> bool {
        line.cells.get("name").is_none_or(|name| name != NOBODY)
    }

    /// Refused when what is said of a person goes over several lines: no name or number
    /// does, so a quotation mark has swallowed somebody. An address may.
    pub fn must_be_one_person(line: &ListLine) -> Result<(), Refusal> {
        let names = PERSON.iter().map(|(name, _, _)| *name).filter(|name| *name != "address");
        let broken = names.filter_map(|name| line.cells.get(name));
        match broken.map(|cell| cell.matches('\n').count()).max().unwrap_or(0) {
            0 => Ok(()),
            more => Err(Refusal::of("request.list-quote-lines")
                .at("list")
                .with("line", line.number)
                .with("last", line.number + more)),
        }
    }

    /// The person of a line.
    pub fn applicant(line: &ListLine) -> Applicant {
        let cell = |name: &str| line.cells.get(name).cloned().unwrap_or_default();
        Applicant {
            name: cell("name"),
            identity: cell("identity"),
            born: read_date(&cell("born")),
            phone: cell("phone"),
            email: cell("email"),
            address: cell("address"),
            ..Applicant::default()
        }
    }

    /// What a line says of everything on which it hangs who decides, and what cannot be read.
    pub fn deciding(&self, line: &ListLine) -> (DecidingFacts, Vec<Refusal>) {
        self.deciding.said(|name| line.cells.get(name).map(String::as_str).unwrap_or_default())
    }

    /// The answers of a line: what stands in its columns, and what the person's columns
    /// say where the form asks for that.
    pub fn answers(&self, line: &ListLine, applicant: &Applicant) -> Answers {
        let mut answers = Answers::new();
        let Some(form) = self.form else { return answers };
        let mut pairs = Vec::new();
        for (name, cell) in &line.cells {
            let Some(path) = name.strip_prefix("answer.") else { continue };
            let field = form.field(path);
            let several = matches!(field.map(|field| &field.kind), Some(Kind::Choices(_)));
            let parts: Vec<&str> = if several { cell.split([';', ',']).collect() } else { vec![cell] };
            pairs.extend(parts.into_iter().map(|part| (path.to_string(), meant(field, part.trim()))));
        }
        let pages: Vec<&PageOfForm> = form.pages().iter().collect();
        motcua_questions::take(self.visit, form, &pages, &pairs, &mut answers);
        let person = applicant.clone().checked(self.visit.now.day()).unwrap_or_else(|_| applicant.clone());
        for (path, value) in motcua_questions::of_applicant(self.visit, &person, &self.shown(&answers)) {
            let _ = put_answer(&mut answers, &path, Some(value));
        }
        answers
    }

    /// The questions that these answers bring up.
    pub fn shown(&self, answers: &Answers) -> Vec<Shown<'_>> {
        let pages = self.form.into_iter().flat_map(|form| form.pages().iter().map(move |page| (form, page)));
        pages.flat_map(|(form, page)| form.shown(page, answers)).collect()
    }
}

/// The single questions, with those that are needed whatever else is answered.
fn leaves<'f>(shown: &[Shown<'f>], needed: bool, out: &mut Vec<(&'f Field, String, bool)>) {
    for one in shown.iter().filter(|one| !one.field.is_computed) {
        let needed = needed && one.is_required && one.field.when.is_empty();
        match (&one.inside, &one.field.kind) {
            // As it was written before the two tiers is for those who know no other.
            (Inside::Group(inside), Kind::Address(_)) => {
                let inside = inside.iter().filter(|part| part.field.key != "cu");
                let part = |part: &Shown<'f>| {
                    (part.field, part.path.clone(), needed && part.field.key != "chi_tiet")
                };
                out.extend(inside.map(part));
            }
            (Inside::Group(inside), _) => leaves(inside, needed, out),
            (Inside::Items(items), Kind::Repeated { min, .. }) => {
                items.iter().for_each(|inside| leaves(inside, needed && *min > 0, out));
            }
            _ => out.push((one.field, one.path.clone(), needed)),
        }
    }
}

/// How a column is written, and an example of it.
fn written(visit: &Visit, field: &Field, path: &str) -> (String, String) {
    let lang = visit.lang;
    let labels = |choices: &[Choice]| {
        choices.iter().map(|choice| words(&choice.label, lang).to_string()).collect::<Vec<_>>()
    };
    let province = visit.app.law.directory.unit_on(&visit.app.province, visit.now.day());
    let place = |part: &str| match part {
        "tinh" => province.map(|unit| unit.full_name.clone()),
        "xa" => visit
            .app
            .law
            .directory
            .children_on(&visit.app.province, visit.now.day())
            .find(|unit| unit.level == Tier::Commune)
            .map(|unit| unit.full_name.clone()),
        _ => None,
    };
    match &field.kind {
        Kind::Choice(choices) => {
            let all = labels(choices);
            (all.join(" / "), all.first().cloned().unwrap_or_default())
        }
        Kind::Choices(choices) => {
            let all = labels(choices);
            let how = format!(
                "{} ({})",
                all.join(" / "),
                lang.t("nhiều thì cách bằng dấu chấm phẩy", "several with semicolons")
            );
            (how, all.first().cloned().unwrap_or_default())
        }
        Kind::Date => (lang.t("ngày/tháng/năm", "day/month/year").to_string(), "5/3/1990".to_string()),
        Kind::PartialDate => (
            lang.t("ngày/tháng/năm, hoặc chỉ năm", "day/month/year, or only the year").to_string(),
            "1990".to_string(),
        ),
        Kind::Number { unit, .. } => (unit.clone(), "1".to_string()),
        Kind::Phone => (String::new(), "0905 123 456".to_string()),
        Kind::Identity => (lang.t("12 chữ số", "12 digits").to_string(), "046190001234".to_string()),
        _ => (
            motcua_questions::words_of_hint(field, lang),
            place(path.rsplit('.').next().unwrap_or_default()).unwrap_or_default(),
        ),
    }
}

/// A cell as the form keeps it: of a choice its word where the label was written.
fn meant(field: Option<&Field>, cell: &str) -> String {
    let choices: &[Choice] = match field.map(|field| &field.kind) {
        Some(Kind::Choice(choices) | Kind::Choices(choices)) => choices,
        _ => &[],
    };
    let said = fold(cell);
    let is_said = |choice: &&Choice| {
        choice.value == cell
            || [&choice.label.vi, &choice.label.en].into_iter().any(|label| fold(label) == said)
    };
    choices.iter().find(is_said).map_or_else(|| cell.to_string(), |choice| choice.value.clone())
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    }
}

fn quoted(cell: &str) -> String {
    match cell.contains([';', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_string(),
    }
}
