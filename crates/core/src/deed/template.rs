//! Templates of deeds, as the catalogue keeps them in `deeds/<id>.toml`.

use super::block::PageSize;
use super::body::{self, Body, Wrong};
use super::field::{ALWAYS, DeedField, FieldKind, Filling, IN_VOLUMES, KnownFrom, NUMBER_MOST, Names, Said};
use super::in_book::{self, BookColumn, OF_BOOK};
use super::overprint::{self, Stock};
use super::written::Written;
use crate::catalogue::sheet::{Node, Sheet};
use crate::catalogue::{CaseId, DeedId, ProcedureId, RegisterId};
use crate::{BadData, Day, Refusal, Trust};
use std::collections::BTreeMap;

/// A template.
#[derive(Debug, Clone, PartialEq)]
pub struct DeedTemplate {
    /// Which.
    pub id: DeedId,
    /// What the paper is.
    pub title: String,
    /// In English.
    pub title_en: String,
    /// What follows the number: `UBND-XNTTHN`; none for a paper without one.
    pub symbol: Option<String>,
    /// The book in which it is entered; none for a paper that is in no book.
    pub book: Option<String>,
    /// The book is kept in volumes, and the paper says in which it stands.
    pub in_volumes: bool,
    /// The first day on which it is used.
    pub effective_from: Day,
    /// The last one, where it is known.
    pub effective_to: Option<Day>,
    /// Of which procedures it is the result; none named: of all.
    pub procedures: Vec<ProcedureId>,
    /// Only of these cases; none named: of all.
    pub cases: Vec<CaseId>,
    /// From which register it may be taken, where it is an extract.
    pub register: Option<RegisterId>,
    /// What must have been compared before it is made, where it certifies copies.
    pub compares: Option<Compares>,
    /// The field that names whose paper it is; none: the applicant.
    pub whose: Option<String>,
    /// The field with the number under which it is known, where it has none of a book: that of the
    /// registration, the code of a business.
    pub numbered_as: Option<String>,
    /// The chair decides in their own name, not for the committee.
    pub by_chair: bool,
    /// Whether it is the result of an approval; else of a refusal.
    pub approves: bool,
    /// On what.
    pub page: PageSize,
    /// Size of its text in points.
    pub text_size: u16,
    /// What differs from paper to paper.
    pub fields: Vec<DeedField>,
    /// What the paper is good for, and how long, for whoever receives it.
    pub good_for: String,
    /// In English.
    pub good_for_en: String,
    /// Months after which it says nothing any more.
    pub valid_months: Option<u16>,
    /// The text behind the layout, and whether somebody compared it.
    pub law: String,
    /// See `law`.
    pub trust: Trust,
    /// Whether somebody measured the places on the stock over which it is printed.
    pub stock_trust: Trust,
    /// What its book says of it beside its number and day; none: what every book of papers does.
    pub in_book: Vec<BookColumn>,
    /// Whether somebody compared these columns with the official form of the book.
    pub in_book_trust: Trust,
    pub(super) body: Body,
    /// As it stands in the file, for whoever is told where something is wrong.
    pub(super) written: Written,
    /// Over which stock it is printed; none for a paper that is printed whole.
    pub(super) stock: Option<Stock>,
}

/// What a certification of copies asks for before it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compares {
    /// By how many people the originals are compared: one or two.
    pub people: u8,
    /// The copy is electronic: what is issued holds the scans of the originals, with this paper behind them.
    pub binds: bool,
}

/// All templates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deeds(BTreeMap<DeedId, DeedTemplate>);

impl Deeds {
    /// One of them.
    pub fn get(&self, id: &str) -> Option<&DeedTemplate> {
        self.0.get(id)
    }

    /// All, in the order of ids.
    pub fn all(&self) -> impl Iterator<Item = &DeedTemplate> {
        self.0.values()
    }

    /// Reads files of templates, or says everything that is wrong in them.
    pub fn read(files: &[(&str, &str)]) -> Result<Deeds, Vec<BadData>> {
        let (mut deeds, mut bad) = (BTreeMap::new(), Vec::new());
        for (file, text) in files {
            let sheet = Sheet::of(file, text);
            if let Some(tree) = sheet.tree() {
                let root = sheet.root(&tree);
                let template = read(&root);
                root.done();
                let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
                if let Some(template) = template {
                    if template.id.as_str() != stem {
                        root.wrong("id", Refusal::of("deed.not-its-file").with("id", &template.id));
                    }
                    deeds.insert(template.id.clone(), template);
                }
            }
            bad.extend(sheet.into_bad());
        }
        if bad.is_empty() { Ok(Deeds(deeds)) } else { Err(bad) }
    }
}

impl DeedTemplate {
    /// Whether papers by both are the same; when they end, what they are good for, who compared them,
    /// what their book says, how large a number may be and where their words stand on stock may differ.
    pub fn says_the_same(&self, other: &DeedTemplate) -> bool {
        let unbound = |field: &DeedField| DeedField { least: 0, greatest: 0, ..field.clone() };
        let like = |template: &DeedTemplate| DeedTemplate {
            fields: template.fields.iter().map(unbound).collect(),
            effective_to: None,
            law: String::new(),
            trust: Trust::Assumed,
            stock_trust: Trust::Assumed,
            stock: None,
            in_book: Vec::new(),
            in_book_trust: Trust::Assumed,
            numbered_as: None,
            good_for: String::new(),
            good_for_en: String::new(),
            written: Written::default(),
            ..template.clone()
        };
        like(self) == like(other)
    }

    /// Whether it says the same in the same places, also on stock.
    pub fn prints_the_same(&self, other: &DeedTemplate) -> bool {
        self.says_the_same(other) && self.stock == other.stock
    }

    /// Whether it is printed over stock.
    pub fn has_stock(&self) -> bool {
        self.stock.is_some()
    }

    /// The last day on which a paper that bears this day can be used; none for one that does not end.
    pub fn last_day(&self, made: Day) -> Option<Day> {
        made.plus_months(self.valid_months?)
    }

    /// Whose paper it is, as it says itself; none where it names nobody.
    pub fn whose<'f>(&self, filling: &'f Filling) -> Option<&'f str> {
        match filling.get(self.whose.as_ref()?)? {
            Said::Text(name) => Some(name),
            _ => None,
        }
    }

    /// The number under which it is known, where it has none of a book.
    pub fn known_number<'f>(&self, filling: &'f Filling) -> Option<&'f str> {
        match filling.get(self.numbered_as.as_ref()?)? {
            Said::Text(number) => Some(number),
            _ => None,
        }
    }

    /// Of what a paper says, what its own fields say: not who made and signed it.
    pub fn own(&self, filling: &Filling) -> Filling {
        let own = filling.iter().filter(|(name, _)| self.field(name).is_some());
        own.map(|(name, said)| (name.clone(), said.clone())).collect()
    }

    /// Whether it is of this procedure and case.
    pub fn is_for(&self, procedure: &ProcedureId, case: &CaseId) -> bool {
        let is_of_it = self.procedures.is_empty() || self.procedures.contains(procedure);
        is_of_it && (self.cases.is_empty() || self.cases.contains(case))
    }

    /// Whether papers are made by it on this day.
    pub fn is_in_use(&self, day: Day) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&DeedField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

const TEXT_SIZES: std::ops::RangeInclusive<u16> = 9..=16;
/// Letters of what follows a number, and of the name of a book: with its number they stand in an entry.
const SYMBOL_MOST: usize = 40;
const BOOK_MOST: usize = 200;
/// Letters of a field that names no other bound.
const MOST: u16 = 500;

fn read(root: &Node<'_>) -> Option<DeedTemplate> {
    let in_volumes = root.flag_or_no("in_volumes");
    let more = if in_volumes == Some(true) { IN_VOLUMES } else { &[] };
    let fields: Vec<Option<DeedField>> = root.tables("field").iter().map(field).collect();
    let fields: Option<Vec<DeedField>> = fields.into_iter().collect();
    for (at, field) in fields.iter().flatten().enumerate() {
        let is_double = fields.iter().flatten().take(at).any(|before| before.name == field.name);
        if is_double || ALWAYS.iter().chain(more).any(|(known, _)| *known == field.name) {
            root.wrong("field", Refusal::of("deed.field-twice").with("name", &field.name));
        }
    }
    let own = fields.as_deref().unwrap_or_default();
    let names = Names { fields: own, more };
    // With a broken list of fields, what is unknown in the text is not worth saying.
    let say = |key: &str, first: usize, wrong: Vec<Wrong>| {
        for (line, why) in wrong.into_iter().filter(|_| fields.is_some()) {
            root.wrong_in_line(key, first + line, why);
        }
    };
    let mut written = Written::default();
    let body = root.lines("body").map(|lines| {
        let (body, blocks, wrong) = body::read(&lines.text, &names);
        say("body", lines.first, wrong);
        written.body(&lines, blocks);
        body
    });
    let in_book = match root.has("in_book") {
        true => root.lines("in_book").map(|lines| {
            let (columns, wrong) = in_book::read(&lines.text, &Names { fields: own, more: OF_BOOK });
            say("in_book", lines.first, wrong);
            columns
        }),
        false => Some(Vec::new()),
    };
    let stock = match root.has("overprint") {
        true => root.lines("overprint").map(|lines| {
            let (stock, wrong) = overprint::read(&lines.text, &names);
            say("overprint", lines.first, wrong);
            written.overprint(&lines);
            Some(stock)
        }),
        false => Some(None),
    };
    let (id, title, title_en) = (root.text("id"), root.text("title"), root.text("title_en"));
    let (symbol, book) = (root.optional_text("symbol"), root.optional_text("book"));
    if in_volumes == Some(true) && book.as_ref().is_some_and(Option::is_none) {
        root.wrong("in_volumes", Refusal::of("deed.volumes-of-no-book"));
    }
    let (from, to) = (root.day("effective_from"), root.optional_day("effective_to"));
    let (procedures, cases) = (root.texts("procedures"), root.texts("cases"));
    let outcomes = [("approved", true), ("refused", false)];
    let approves = root.choice_or("outcome", &outcomes, true);
    let (whose, register) = (root.optional_text("whose"), root.optional_text("register"));
    let people = root.optional_number::<u8>("compared_by", 1, "deed.compared-by");
    if people.flatten().is_some_and(|people| people > 2) {
        root.wrong(
            "compared_by",
            Refusal::of("deed.compared-by").with("value", people.flatten().unwrap_or(0)),
        );
    }
    let binds = root.flag_or_no("binds_scans");
    let is_named = |name: &String| {
        fields.iter().flatten().any(|field| field.name == *name && field.kind == FieldKind::Text)
    };
    let numbered_as = root.optional_text("numbered_as");
    for (key, named) in [("whose", &whose), ("numbered_as", &numbered_as)] {
        if let Some(name) = named.iter().flatten().find(|name| fields.is_some() && !is_named(name)) {
            root.wrong(key, Refusal::of("deed.unknown-field").with("name", name));
        }
    }
    for (key, text, most) in [("symbol", &symbol, SYMBOL_MOST), ("book", &book, BOOK_MOST)] {
        if text.iter().flatten().any(|text| text.chars().count() > most) {
            root.wrong(key, Refusal::of("deed.too-long").with("most", most));
        }
    }
    let by_chair = root.choice_or("by", &[("committee", false), ("chair", true)], false);
    let page = root.choice_or("page", &[("a4", PageSize::A4), ("a5", PageSize::A5)], PageSize::A4);
    let text_size = root.optional_number::<u16>("text_size", 1, "deed.not-a-size");
    if let Some(Some(size)) = text_size.filter(|size| size.is_some_and(|size| !TEXT_SIZES.contains(&size))) {
        root.wrong("text_size", Refusal::of("deed.not-a-size").with("value", size));
    }
    let (good_for, good_for_en) = (root.text_or_empty("good_for"), root.text_or_empty("good_for_en"));
    let valid_months = root.optional_number("valid_months", 1, "data.number-too-small");
    let law = root.text("law");
    let sure = [("verified", Trust::Verified), ("assumed", Trust::Assumed)];
    let trust = root.choice("trust", &sure);
    let stock_trust = root.choice_or("overprint_trust", &sure, Trust::Assumed);
    let in_book_trust = root.choice_or("in_book_trust", &sure, Trust::Assumed);
    Some(DeedTemplate {
        id: id?.into(),
        title: title?,
        title_en: title_en?,
        symbol: symbol?,
        book: book?,
        in_volumes: in_volumes?,
        effective_from: from?,
        effective_to: to?,
        procedures: procedures?.into_iter().map(ProcedureId::from).collect(),
        cases: cases?.into_iter().map(CaseId::from).collect(),
        register: register?.map(RegisterId::from),
        compares: match (people?, binds?) {
            (None, false) => None,
            (people, binds) => Some(Compares { people: people.unwrap_or(1), binds }),
        },
        whose: whose?,
        numbered_as: numbered_as?,
        by_chair: by_chair?,
        approves: approves?,
        page: page?,
        text_size: text_size?.unwrap_or(13),
        fields: fields?,
        good_for: good_for?,
        good_for_en: good_for_en?,
        valid_months: valid_months?,
        law: law?,
        trust: trust?,
        stock_trust: stock_trust?,
        in_book: in_book?,
        in_book_trust: in_book_trust?,
        body: body?,
        written,
        stock: stock?,
    })
}

pub(super) fn field(node: &Node<'_>) -> Option<DeedField> {
    let kinds = [
        ("text", FieldKind::Text),
        ("day", FieldKind::Day),
        ("date", FieldKind::Date),
        ("number", FieldKind::Number),
        ("list", FieldKind::List),
    ];
    let (name, label, label_en) = (node.text("name"), node.text("label"), node.text("label_en"));
    let kind = node.choice_or("kind", &kinds, FieldKind::Text);
    let (columns, from) = (node.texts("columns"), node.optional_text("from"));
    let from = from.and_then(|sources| known_from(node, sources.as_deref().unwrap_or_default()));
    let (may_edit, is_required) = (node.flag_or_no("edit"), node.flag_or_no("required"));
    let most = node.optional_number("most", 1, "data.number-too-small");
    let least = node.optional_number::<u64>("least", 0, "data.number-too-small");
    let greatest = node.optional_number::<u64>("greatest", 1, "data.number-too-small");
    let (labels, labels_en) = (node.texts("column_labels"), node.texts("column_labels_en"));
    let sample = node.text("sample");
    node.done();
    let (kind, columns, from) = (kind?, columns?, from?);
    let (least, greatest) = (least?, greatest?);
    let bounds = (least.unwrap_or(0), greatest.unwrap_or(NUMBER_MOST));
    if bounds.0 > bounds.1 || (kind != FieldKind::Number && (least.is_some() || greatest.is_some())) {
        node.wrong("least", Refusal::of("deed.number-range"));
    }
    let column_labels = [labels?, labels_en?];
    for (key, labels) in ["column_labels", "column_labels_en"].into_iter().zip(&column_labels) {
        if !labels.is_empty() && labels.len() != columns.len() {
            let (found, want) = (labels.len(), columns.len());
            node.wrong(key, Refusal::of("deed.cells").with("found", found).with("want", want));
        }
    }
    if let Some(sample) = sample.as_ref().filter(|sample| Said::of_sample(kind, &columns, sample).is_none()) {
        node.wrong("sample", Refusal::of("deed.not-a-sample").with("value", sample));
    }
    if (kind == FieldKind::List) == columns.is_empty() {
        node.wrong("columns", Refusal::of("deed.list-columns"));
    }
    let may_edit = may_edit? || from.is_empty();
    Some(DeedField {
        name: name?,
        label: label?,
        label_en: label_en?,
        kind,
        columns,
        column_labels,
        from,
        may_edit,
        is_required: is_required?,
        most: most?.unwrap_or(MOST),
        least: bounds.0,
        greatest: bounds.1,
        sample: sample?,
    })
}

/// The sources that stand one after the other; none where one of them is of no kind that there is.
fn known_from(node: &Node<'_>, sources: &str) -> Option<Vec<KnownFrom>> {
    let known = |source: &str| {
        let known = KnownFrom::parse(source);
        if known.is_none() {
            node.wrong("from", Refusal::of("deed.no-such-source").with("source", source));
        }
        known
    };
    sources.split_whitespace().map(known).collect()
}
