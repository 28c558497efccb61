//! The one screen of reception: what was typed, what was scanned, what was found.

use super::declaration::{self, Declaration, Eye};
use super::offers::{self, CaseOffers};
use super::person::KINDS;
use super::read;
use crate::papers::{self, PaperRows, ScanRow};
use crate::words::{paper_name, person_kind, procedure_name, version_of};
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, has_centre, html};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

use askama::Template;
use axum::http::StatusCode;
use motcua_core::catalogue::{Procedure, Version, Way};
use motcua_core::competence::{DecidingFacts, ReceiverMay};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    CONSENT_DAYS_MAX, CONSENT_DAYS_USUAL, ConsentWay, Helper, RESULT, Relation, competence, counts_as,
    decided_by, wanted_fields,
};
use motcua_core::{Halt, Refusal};
use motcua_questions::{DecidingAsked, WantedAsked, wanted_asked};
use motcua_store::people::of_person;

/// What the screen has to tell beside the form itself.
#[derive(Default)]
pub(super) struct ScreenTold {
    /// What is wrong.
    pub wrong: Vec<Refusal>,
    /// What was filled in, and from where.
    pub lines: Vec<String>,
    /// It is shown for the first time.
    pub first: bool,
    /// The person has just been filled in.
    pub filled: bool,
    /// Scans have just been attached, to be looked at.
    pub attached: bool,
    /// An answer of the declaration has brought up more questions.
    pub more: bool,
    /// Where in the declaration the eye goes.
    pub eye: Eye,
}

/// A paper of the person's own store.
struct Offer {
    /// What the form carries for it.
    value: String,
    name: String,
    from: String,
    files: Vec<String>,
    chosen: bool,
    /// As which paper it is used.
    used_as: String,
}

#[derive(Template)]
#[template(path = "officer/receive.html")]
struct Receive<'a> {
    page: Page,
    errors: Wrongs,
    key: String,
    script: &'static str,
    procedure: &'a str,
    name: &'a str,
    code: &'a str,
    helps: bool,
    told: Vec<String>,
    cases: Vec<ChoiceShown>,
    case: String,
    deciding: DecidingAsked,
    /// The commune of this counter, which may be ticked for all of them; empty at a desk of the
    /// province.
    here: String,
    /// The competent agencies, where one has to be chosen.
    competents: Vec<ChoiceShown>,
    competent: String,
    /// The competent agencies to which this counter may only help to hand in online.
    help_for: Vec<ChoiceShown>,
    /// Who decides, as far as it is known.
    decided: String,
    channels: Vec<ChoiceShown>,
    channel: String,
    kinds: Vec<ChoiceShown>,
    kind: String,
    wanted: WantedAsked,
    /// Another way than this counter was chosen.
    wanted_open: bool,
    form: &'a SentForm,
    helpers: Vec<ChoiceShown>,
    helper: String,
    relations: Vec<ChoiceShown>,
    relation: String,
    consents: Vec<ChoiceShown>,
    consent: String,
    days_max: u16,
    days_usual: u16,
    behalf_open: bool,
    declaration: Option<Declaration>,
    more: bool,
    papers: PaperRows,
    scans: Vec<ScanRow>,
    targets: Vec<ChoiceShown>,
    offered: Vec<Offer>,
    offers: Vec<CaseOffers>,
    focus: &'static str,
    attached: bool,
    fresh: bool,
}

/// A key that has carried another content is spent; one that was refused is not.
fn is_spent(refusal: &Refusal) -> bool {
    refusal.code == "request.key-reused"
}

/// The screen. With refusals it is shown again with everything that was typed.
pub(super) fn show(
    signed: &Signed,
    procedure: &Procedure,
    version: &Version,
    form: &SentForm,
    mut told: ScreenTold,
) -> Reply {
    // The key is no field that an officer could correct.
    told.wrong.iter_mut().filter(|refusal| is_spent(refusal)).for_each(|refusal| refusal.field = None);
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let helps = signed.officer.point.is_some();
    let mut page = match helps {
        true => signed.visit.page("receive", "Nộp thay người dân", "Hand in for somebody"),
        false => signed.visit.page("receive", "Tiếp nhận tại quầy", "Reception at the counter"),
    };
    let is_elsewhere = matches!(told.eye, Eye::Elsewhere);
    let typing = declaration::typing(signed, version, form)?;
    let declaration = typing.map(|typing| typing.shown(&told.wrong, told.eye));
    let errors = declaration::placed(Wrongs::of(&told.wrong, lang, "main"), declaration.as_ref());
    errors.entitle(&mut page);
    let spent = told.wrong.iter().any(is_spent);
    let key = form.filled("key").filter(|_| !spent).map_or_else(|| fresh_key(app), str::to_string);
    let cases: Vec<ChoiceShown> = version
        .cases
        .iter()
        .map(|case| ChoiceShown::new(case.id.as_str(), lang.t(&case.name, &case.name_en)))
        .collect();
    let only = if cases.len() == 1 { cases[0].value.clone() } else { String::new() };
    let chosen = |field: &str, usual: &str| form.filled(field).unwrap_or(usual).to_string();
    let case = Some(chosen("case", "")).filter(|case| !case.is_empty()).unwrap_or(only);
    // The scan comes first; then the eye goes where something is left to say.
    let focus = match (told.filled, case.is_empty()) {
        _ if !is_elsewhere => "",
        _ if told.attached => "papers",
        (false, _) if told.first || !errors.at("card").is_empty() => "card",
        (false, _) => "",
        (true, true) => "case",
        (true, false) => "papers",
    };
    // A card alone says nothing about papers.
    let sent = form.filled("channel").map(|_| form);
    let deciding = read::deciding(signed, &procedure.id, version);
    let said = read::places_said(signed, &procedure.id, version, form).0;
    let decided = decided(signed, procedure, version, &said, form.get("competent"));
    let usual_channel = if helps { Way::Online } else { Way::Counter };
    let targets = targets(version, &page);
    let view = Receive {
        key,
        script: motcua_edge::assets::script_href("counter"),
        procedure: procedure.id.as_str(),
        name: lang.t(&procedure.name, &procedure.name_en),
        code: procedure.code.as_deref().unwrap_or_default(),
        told: told.lines,
        cases,
        case,
        deciding: deciding.asked(|name| form.get(name), lang),
        here: read::commune_here(signed)
            .and_then(|unit| app.law.directory.unit_on(unit, signed.visit.now.day()))
            .map(|unit| unit.full_name.clone())
            .unwrap_or_default(),
        competents: deciding.to_choose(app, app.law.directory.agency(&signed.officer.agency), &said, lang),
        decided: decided.as_ref().map_or_else(
            || {
                page.t("chưa rõ, cho đến khi ghi các nơi ở mục 1", "not known until part 1 says where")
                    .to_string()
            },
            |code| agency_name(app, code, lang),
        ),
        competent: chosen("competent", ""),
        help_for: help_for(signed, procedure, &said, &told.wrong),
        channels: if helps { Vec::new() } else { channels(version, &page) },
        channel: chosen("channel", usual_channel.as_str()),
        kinds: KINDS.iter().map(|(word, kind)| ChoiceShown::new(*word, person_kind(*kind, &page))).collect(),
        kind: chosen("kind", "citizen"),
        wanted_open: !matches!(form.get(wanted_fields::WAY), "" | "counter")
            || errors.all().iter().any(|wrong| wrong.field.starts_with(wanted_fields::WAY)),
        wanted: wanted_asked(&signed.visit, |field| form.get(field)),
        form,
        helpers: helpers(&page),
        helper: chosen("helper", ""),
        relations: relations(&page),
        relation: chosen("submitter_relation", Relation::Relative.as_str()),
        consents: consents(&page, helps),
        consent: chosen("consent_way", ""),
        days_max: CONSENT_DAYS_MAX,
        days_usual: CONSENT_DAYS_USUAL,
        behalf_open: helps || form.filled("submitter_name").is_some() || errors.all().iter().any(is_behalf),
        declaration,
        more: told.more,
        papers: papers::rows(signed, version, sent, &errors, &page),
        scans: papers::scans(signed, version, form, &page),
        targets,
        offered: offered(signed, version, form, &page)?,
        // Until it is known who decides, a date by the hours of this centre.
        offers: offers::offers(signed, decided.as_ref().unwrap_or(&signed.officer.agency), version, &page)?,
        focus,
        attached: told.attached,
        fresh: told.first,
        helps,
        errors,
        page,
    };
    let status = if told.wrong.is_empty() { StatusCode::OK } else { status_of_form(&told.wrong) };
    Ok(html(status, &view))
}

/// Who decides by what was said so far; none where that is not known yet.
fn decided(
    signed: &Signed,
    procedure: &Procedure,
    version: &Version,
    said: &DecidingFacts,
    chosen: &str,
) -> Option<AgencyCode> {
    let (law, own) = (&signed.visit.app.law, &signed.officer.agency);
    let chosen = AgencyCode::parse(chosen).ok();
    let receiving = law.directory.agency(own)?;
    let asked = (&procedure.id, version);
    decided_by(law, asked, signed.visit.now.day(), receiving, said, chosen.as_ref()).ok()
}

/// The competent agencies, where this one was refused and may only help online.
fn help_for(
    signed: &Signed,
    procedure: &Procedure,
    said: &DecidingFacts,
    wrong: &[Refusal],
) -> Vec<ChoiceShown> {
    let app = &signed.visit.app;
    let receiving = app.law.directory.agency(&signed.officer.agency);
    let (Some(receiving), false) = (receiving, wrong.is_empty()) else { return Vec::new() };
    let found = competence(&app.law, &procedure.id, signed.visit.now.day(), receiving, said);
    let Ok((found, ReceiverMay::HelpOnline)) = found else { return Vec::new() };
    let with_centre = |code: &&AgencyCode| has_centre(app, code);
    let choice =
        |code: &AgencyCode| ChoiceShown::new(code.to_string(), agency_name(app, code, signed.visit.lang));
    found.agencies.iter().filter(with_centre).map(choice).collect()
}

fn is_behalf(wrong: &motcua_edge::ask::Wrong) -> bool {
    wrong.field.starts_with("submitter_") || wrong.field.starts_with("consent_")
}

/// As which paper a scan or an earlier paper is taken.
fn targets(version: &Version, page: &Page) -> Vec<ChoiceShown> {
    let papers = version
        .papers
        .iter()
        .map(|paper| ChoiceShown::new(paper.id.as_str(), page.t(&paper.name, &paper.name_en)));
    papers.chain([ChoiceShown::new("other", page.t("Giấy tờ khác", "Another paper"))]).collect()
}

/// The person's own store, once their number is known; helpers see none of it.
fn offered(signed: &Signed, version: &Version, form: &SentForm, page: &Page) -> Result<Vec<Offer>, Halt> {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let number: String = form.get("identity").chars().filter(char::is_ascii_digit).collect();
    if signed.officer.point.is_some() || number.len() != 12 {
        return Ok(Vec::new());
    }
    let earlier = app.read(|rows| of_person(rows, &number, EARLIER_MAX))?;
    let mut seen: Vec<String> = Vec::new();
    let mut offers = Vec::new();
    for dossier in &earlier {
        let theirs = version_of(app, &dossier.submission);
        for paper in dossier.reusable() {
            let digest = paper.files.iter().map(|file| file.digest.0.clone()).collect::<String>();
            if seen.contains(&digest) || offers.len() >= OFFERS_MAX {
                continue;
            }
            seen.push(digest);
            let value = format!("{}|{}", paper.from, paper.paper);
            let name = match paper.paper.as_str() {
                RESULT => procedure_name(app, &dossier.submission.procedure, lang),
                id => paper_name(theirs, id, lang),
            };
            let asked: Vec<_> = version.papers.iter().collect();
            let same = counts_as(&paper.paper, paper.called(theirs), &asked);
            let nth = offers.len() + 1;
            offers.push(Offer {
                chosen: form.get(&format!("reuse.{nth}")) == value,
                used_as: form
                    .filled(&format!("reuse_as.{nth}"))
                    .unwrap_or(same.map_or("other", |same| same.id.as_str()))
                    .to_string(),
                name: if paper.paper == RESULT {
                    format!("{}: {name}", page.t("Kết quả", "Result"))
                } else {
                    name
                },
                from: format!("{}, {}", paper.from, page.day(paper.at.day())),
                files: paper
                    .files
                    .iter()
                    .map(|file| {
                        format!("{} · SHA-256 {}", file.name, &file.digest.0[..16.min(file.digest.0.len())])
                    })
                    .collect(),
                value,
            });
        }
    }
    Ok(offers)
}

/// How many of a person's dossiers are looked through, and how many papers shown.
const EARLIER_MAX: u32 = 20;
const OFFERS_MAX: usize = 12;

/// The ways in which a person at the counter can be served.
fn channels(version: &Version, page: &Page) -> Vec<ChoiceShown> {
    let offered = |way: Way| version.ways.iter().any(|offer| offer.way == way);
    let choice = |way: Way| {
        let choice = ChoiceShown::new(way.as_str(), motcua_messages::way(way, page.language()));
        match way {
            Way::Counter => choice,
            Way::Online => choice.hint(page.t(
                "Nộp hộ: cán bộ nhập thay ngay tại quầy",
                "On behalf: typed in for the person at the counter",
            )),
            Way::Post => choice.hint(page.t("Hồ sơ gửi đến trong phong bì", "Came in an envelope")),
        }
    };
    [Way::Counter, Way::Online, Way::Post].into_iter().filter(|way| offered(*way)).map(choice).collect()
}

fn helpers(page: &Page) -> Vec<ChoiceShown> {
    let nobody = ChoiceShown::new("", page.t("Không có ai hỗ trợ", "Nobody helped"));
    let helper =
        |helper: Helper| ChoiceShown::new(helper.as_str(), motcua_messages::helper(helper, page.language()));
    [nobody].into_iter().chain(Helper::ALL.into_iter().map(helper)).collect()
}

fn relations(page: &Page) -> Vec<ChoiceShown> {
    let all = Relation::ALL.into_iter();
    all.map(|one| ChoiceShown::new(one.as_str(), motcua_messages::relation(one, page.language()))).collect()
}

fn consents(page: &Page, helps: bool) -> Vec<ChoiceShown> {
    let none = ChoiceShown::new("", page.t("Chưa hỏi", "Not asked"));
    let way =
        |way: ConsentWay| ChoiceShown::new(way.as_str(), motcua_messages::consent_way(way, page.language()));
    (!helps).then_some(none).into_iter().chain(ConsentWay::ALL.into_iter().map(way)).collect()
}

/// So that a template can ask for the answers as they were typed.
impl Receive<'_> {
    fn typed(&self, field: &str) -> &str {
        self.form.get(field)
    }

    fn ticked(&self, field: &str) -> bool {
        self.form.filled(field).is_some()
    }
}
