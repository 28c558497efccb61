//! Everything once more before it counts, and the one button that hands it in.

use super::draft::Draft;
use super::frame::Frame;
use super::kept::{self, DraftAddress, Opened, dossier_id};
use super::reuse;
use motcua_edge::act::{Acted, ROUNDS_MAX, Sending, send_once, storm};
use motcua_edge::ask::{Wrong, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::keyed::receipt_href;
use motcua_edge::page::{Page, agency_name, html, procedure_name, see_other};
use motcua_edge::visit::Visit;
use motcua_told::explain;
use motcua_told::papers::{PaperView, papers_handed, with_dangers, with_signatures};
use motcua_told::standing::{DueView, due_if_accepted};
use motcua_told::wanted::wanted_words;

use askama::Template;
use axum::extract::Path;
use motcua_core::act::Actor;
use motcua_core::catalogue::{Version, Way};
use motcua_core::competence::{DecidingFact, place_field};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{
    Behalf, Channel, DossierCommand, PaperHanded, Submit, case_fits, competence, wanted_fields,
};
use motcua_core::{Halt, Law, Refusal, form};
use motcua_messages::Lang;
use motcua_store::Key;
use sha2::{Digest, Sha256};

#[derive(Template)]
#[template(path = "citizen/check.html")]
struct CheckPage {
    page: Page,
    frame: Frame,
    sections: Vec<Section>,
    papers: Vec<PaperView>,
    papers_href: String,
    missing: Vec<String>,
    /// Papers that were to be used again and are not there any more.
    gone: Vec<String>,
    terms: Option<Terms>,
    wrongs: Vec<Wrong>,
}

/// What the person is promised and what it costs, before they hand in.
struct Terms {
    /// As if the dossier were accepted now.
    due: DueView,
    /// The fee in words.
    fee: String,
    /// The fee is not confirmed.
    fee_assumed: bool,
    /// That the terms were only read on the national portal.
    seen: String,
    /// Who decides.
    competent: String,
    /// Why: the rule's text and whether it was read there.
    because: Option<DecidedBecause>,
    /// The procedures of the dossiers that it will open at other agencies.
    parts: Vec<String>,
}

/// The places that make an agency competent, and the law that says so.
struct DecidedBecause {
    places: Vec<String>,
    article: String,
    assumed: bool,
}

/// The answers of one page.
struct Section {
    /// Its name in links from above.
    id: String,
    heading: String,
    answers: Vec<Answer>,
}

struct Answer {
    name: String,
    /// Empty when it was not given.
    value: String,
    /// To the question, and back here.
    href: String,
}

/// `GET /submit/{draft}/check`
pub(super) async fn check(visit: Visit, Path(id): Path<String>) -> Reply {
    match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => shown(&visit, &opened, &[]),
        DraftAddress::HandedIn(receipt) => Ok(see_other(&receipt)),
    }
}

/// `POST /submit/{draft}/check`: hands it in. Sent twice, it is one dossier. What was saved
/// or taken in since it was read is read first: nothing that was acknowledged stays behind.
pub(super) async fn submit(visit: Visit, Path(id): Path<String>) -> Reply {
    for _ in 0..ROUNDS_MAX {
        let opened = match kept::find(&visit, &id)? {
            DraftAddress::Draft(opened) => opened,
            DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
        };
        let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        let command = match command(&visit, &opened, version) {
            Ok(command) => command,
            Err(page) => return Ok(see_other(&format!("/submit/{}/{page}", opened.id))),
        };
        let actor = Actor::Person { name: command.applicant.name.clone() };
        // What it says is guarded by what it uses up.
        let digest = Sha256::digest(opened.id.0).into();
        let key = Key { key: format!("form:{}", opened.id), digest };
        let sending = Sending { key: Some(key), uses: opened.use_up(visit.now), ..Sending::default() };
        match send_once(&visit.app, &actor, &sending, DossierCommand::from(command)).await {
            Ok(Some(Acted { after: Some(dossier), .. })) => {
                motcua_upload::forget_late(&visit.app, &motcua_upload::of_draft(opened.id));
                return Ok(see_other(&receipt_href(&visit, &dossier)));
            }
            // Handed in before, or changed meanwhile: to be found as what it is now.
            Ok(_) => {}
            Err(halt) => return shown(&visit, &opened, &refusals(halt)?),
        }
    }
    Err(storm("handing in").into())
}

/// The command that the draft stands for, or the page that is still open.
fn command(visit: &Visit, opened: &Opened, version: &Version) -> Result<Submit, String> {
    let (draft, law) = (&opened.draft, &visit.app.law);
    if let Some(page) = draft.next_page(law, version, visit.now.day()) {
        return Err(page);
    }
    Ok(Submit {
        id: dossier_id(opened.id),
        procedure: draft.procedure.clone(),
        case: draft.case.clone(),
        channel: Channel::Online,
        receiving: draft.receiving.clone().ok_or("case")?,
        competent: draft.competent.clone(),
        deciding: draft.deciding.clone(),
        wanted: draft.wanted.clone(),
        support_point: None,
        assistance: draft.assistance.clone(),
        behalf: Behalf {
            reuse: draft.reuse.iter().map(|ticked| ticked.reuse.clone()).collect(),
            ..Behalf::default()
        },
        applicant: draft.applicant.clone(),
        answers: draft.form(law, version).map(|form| draft.known_answers(form)).unwrap_or_default(),
        papers: draft.papers.clone(),
    })
}

fn shown(visit: &Visit, opened: &Opened, refused: &[Refusal]) -> Reply {
    let draft = &opened.draft;
    let (_, version) = draft.procedure(&visit.app.law, visit.now)?;
    if let Some(page) = draft.next_page(&visit.app.law, version, visit.now.day()) {
        return Ok(see_other(&format!("/submit/{}/{page}", opened.id)));
    }
    let mut page = visit.page("procedures", "Kiểm tra trước khi nộp", "Check before handing in");
    // Said before the button is pressed, and not twice.
    let mut refused = refused.to_vec();
    if let Some(case) = draft.case(version).filter(|_| refused.is_empty()) {
        let answers = draft.form(&visit.app.law, version).map(|form| draft.known_answers(form));
        let day = visit.now.day();
        refused.extend(case_fits(&visit.app.law, case, &answers.unwrap_or_default(), day).err());
    }
    let refused = refused.as_slice();
    let wrongs = Wrongs::of(refused, visit.lang, "submit");
    wrongs.entitle(&mut page);
    // Nothing can be typed here: each mistake leads to the page of its question.
    let wrongs = wrongs
        .all()
        .iter()
        .map(|wrong| Wrong {
            field: format!("answer-{}", anchor(&opened.draft, &visit.app.law, version, &wrong.field)),
            text: wrong.text.clone(),
        })
        .collect();
    let store = reuse::offered(visit, draft, version, &page)?;
    let shown = CheckPage {
        frame: Frame::of(visit, opened, "check", &super::from::From::default())?,
        sections: sections(visit, opened, version, &page)?,
        papers: with_signatures(
            &visit.app,
            with_dangers(&visit.app, papers(draft, version, &store, &page), &page)?,
            &page,
        )?,
        papers_href: format!("/submit/{}/papers?from=check", opened.id),
        missing: draft
            .missing(version)
            .into_iter()
            .map(|paper| page.t(&paper.name, &paper.name_en).to_string())
            .collect(),
        gone: store.gone,
        terms: terms(visit, opened, version, &page)?,
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}

/// The papers that were sent and those that are used again, with where these come from.
fn papers(draft: &Draft, version: &Version, store: &reuse::Store, page: &Page) -> Vec<PaperView> {
    let ticked = store.ticked(draft);
    let reused = ticked.iter().map(|(paper, _)| paper.clone());
    let all: Vec<PaperHanded> = draft.papers.iter().cloned().chain(reused).collect();
    let mut views = papers_handed(Some(version), &all, page);
    let words = page.t("Dùng lại từ", "Used again from");
    for (paper, place) in ticked {
        if let Some(view) = views.iter_mut().find(|view| view.id == paper.paper) {
            view.digitised.push(format!("{words} {place}"));
        }
    }
    views
}

/// The terms of the chosen case; none where it is not offered online, which handing
/// in will refuse.
fn terms(visit: &Visit, opened: &Opened, version: &Version, page: &Page) -> Result<Option<Terms>, Halt> {
    let (draft, law) = (&opened.draft, &visit.app.law);
    let offer = draft.case(version).and_then(|case| version.offer(&case.id, Way::Online));
    let Ok(competent) = draft.decided_by(law, version, visit.now.day()) else { return Ok(None) };
    let Some(offer) = offer else { return Ok(None) };
    let parts = version.parts.iter().map(|part| procedure_name(&visit.app, &part.procedure, visit.lang));
    Ok(Some(Terms {
        parts: parts.collect(),
        due: due_if_accepted(&visit.app, offer, &competent, visit.now, page)?,
        fee: explain::fee(offer, page),
        fee_assumed: offer.fee_trust.is_assumed(),
        seen: explain::seen(version, page),
        competent: agency_name(&visit.app, &competent, visit.lang),
        because: because(visit, draft, &competent),
    }))
}

/// Why this agency decides: by the places that make it so, not those of another one.
fn because(visit: &Visit, draft: &Draft, competent: &AgencyCode) -> Option<DecidedBecause> {
    let law = &visit.app.law;
    let receiving = law.directory.agency(draft.receiving.as_ref()?)?;
    let found = competence(law, &draft.procedure, visit.now.day(), receiving, &draft.deciding);
    let (found, _) = found.ok()?;
    let fact = |(fact, _): &(DecidingFact, UnitCode)| {
        motcua_messages::lower_first(motcua_messages::deciding_fact(*fact, visit.lang))
    };
    let deciders = found.only(competent);
    Some(DecidedBecause {
        places: deciders.because.iter().map(fact).collect(),
        article: motcua_messages::law(&deciders.rule.article, visit.lang),
        assumed: deciders.rule.trust.is_assumed(),
    })
}

/// The part of this page that shows the answer of a field.
fn anchor(draft: &Draft, law: &Law, version: &Version, field: &str) -> String {
    let of_form = field.strip_prefix("form.").and_then(|path| draft.form(law, version)?.page_of(path));
    if let Some(page) = of_form {
        return format!("form-{}", page.id);
    }
    match field {
        "case" | "receiving" | "competent" | "procedure" | "helper" | "channel" => "case",
        _ if field.starts_with("place.") => "case",
        "papers" | "reuse" => "papers",
        _ if field.starts_with("paper.") => "papers",
        "name" | "identity" | "born" | "phone" | "email" | "address" => "person",
        _ if field.starts_with(wanted_fields::WAY) => "person",
        _ => "submit",
    }
    .to_string()
}

fn sections(visit: &Visit, opened: &Opened, version: &Version, page: &Page) -> Result<Vec<Section>, Halt> {
    let Draft { applicant, assistance, receiving, .. } = &opened.draft;
    let to = |place: &str, id: &str| format!("/submit/{}/{place}?from=check#{id}", opened.id);
    let answer = |vi, en, value: String, place: &str, id: &str| Answer {
        name: visit.lang.t(vi, en).to_string(),
        value,
        href: to(place, id),
    };
    let mut first = Vec::new();
    if version.cases_for_applicant().nth(1).is_some() {
        let case = opened.draft.case(version).map(|case| page.t(&case.name, &case.name_en).to_string());
        first.push(answer("Trường hợp", "Case", case.unwrap_or_default(), "case", "case"));
    }
    let centre = receiving.as_ref().map(|code| agency_name(&visit.app, code, visit.lang));
    first.push(answer("Nơi nhận hồ sơ", "Received by", centre.unwrap_or_default(), "case", "receiving"));
    for (fact, said) in &opened.draft.deciding.places {
        let (vi, en) = (
            motcua_messages::deciding_fact(*fact, Lang::Vi),
            motcua_messages::deciding_fact(*fact, Lang::En),
        );
        let place = motcua_messages::place_said(said, &visit.app.law.directory, visit.now.day(), visit.lang);
        first.push(answer(vi, en, place, "case", &place_field(*fact)));
    }
    let helper = match assistance {
        None => page.t("Tôi tự nộp", "Nobody").to_string(),
        Some(help) if help.name.is_empty() => motcua_messages::helper(help.kind, visit.lang).to_string(),
        Some(help) => format!("{}: {}", motcua_messages::helper(help.kind, visit.lang), help.name),
    };
    first.push(answer("Người giúp nộp", "Helped by", helper, "case", "helper"));
    let person = vec![
        answer("Họ và tên", "Full name", applicant.name.clone(), "person", "name"),
        answer("Số định danh cá nhân", "Identity number", applicant.identity.clone(), "person", "identity"),
        answer(
            "Ngày sinh",
            "Date of birth",
            motcua_core::form::date_in_words(&applicant.born),
            "person",
            "born",
        ),
        answer("Điện thoại", "Telephone", applicant.phone.clone(), "person", "phone"),
        answer("Thư điện tử", "E-mail", applicant.email.clone(), "person", "email"),
        answer("Địa chỉ", "Address", applicant.address.clone(), "person", "address"),
        answer(
            "Nhận kết quả",
            "The result",
            wanted(visit, &opened.draft, page),
            "person",
            wanted_fields::WAY,
        ),
    ];
    let section = |id: &str, vi, en, answers| Section {
        id: id.to_string(),
        heading: visit.lang.t(vi, en).to_string(),
        answers,
    };
    let mut sections = vec![
        section("case", "Nơi nộp", "Where", first),
        section("person", "Người đứng tên hồ sơ", "Whose dossier", person),
    ];
    sections.extend(of_form(visit, opened, version, page));
    Ok(sections)
}

/// How the result is wanted.
fn wanted(visit: &Visit, draft: &Draft, page: &Page) -> String {
    let words = |receiving| wanted_words(&visit.app, &draft.wanted, receiving, page);
    draft.receiving.as_ref().map(words).unwrap_or_default()
}

/// The answers of the procedure's form, with what was computed from them.
fn of_form(visit: &Visit, opened: &Opened, version: &Version, page: &Page) -> Vec<Section> {
    let law = &visit.app.law;
    let Some(form) = opened.draft.form(law, version) else { return Vec::new() };
    let day = visit.now.day();
    let answers = opened.draft.known_answers(form);
    let answers = form::judge(form, answers.clone(), day, &law.directory).unwrap_or(answers);
    let mut seen = Vec::new();
    let blocks = motcua_questions::told(form, &answers, page, &law.directory, day, true).into_iter();
    let sections = blocks.map(|block| {
        // A page with groups in it has several sections; links lead to its first.
        let nth = seen.iter().filter(|known| **known == block.page).count();
        let id = if nth == 0 { format!("form-{}", block.page) } else { format!("form-{}-{nth}", block.page) };
        seen.push(block.page.clone());
        let answers = block.answers.into_iter().map(|(name, value, path)| Answer {
            name,
            value,
            href: format!("/submit/{}/form/{}?from=check#{path}", opened.id, block.page),
        });
        Section { id, heading: block.heading, answers: answers.collect() }
    });
    sections.collect()
}
