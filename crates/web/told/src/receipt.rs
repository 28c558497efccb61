//! Giấy tiếp nhận, on the screen and on paper: for the person, and for the officer who prints it for them.

use crate::form_print;
use crate::linked::{self, PartView, relatives};
use crate::papers::{PaperView, papers_handed};
use crate::slip::{Slip, slip};
use crate::standing::{self, DueView};
use crate::wanted::{out_words, wanted_of};
use askama::Template;
use axum::http::StatusCode;
use motcua_core::act::Officer;
use motcua_core::dossier::{Dossier, Status, WantedReturn};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::files::{PapersStanding, standing as standing_of_papers};
use motcua_edge::keyed;
use motcua_edge::page::{Page, agency_name_on, html};
use motcua_edge::secret::secret_of;
use motcua_edge::visit::Visit;
use motcua_questions::{Block, of_dossier};
use motcua_store::dossier::events;

#[derive(Template)]
#[template(path = "told/receipt.html")]
struct ReceiptPage {
    page: Page,
    code: String,
    secret: String,
    /// The person's own page of the dossier; empty for an officer, who has another.
    href: String,
    /// Where an officer came from; empty for the person.
    back: String,
    /// Form 01 as a print; empty before acceptance.
    pdf_href: String,
    /// Sent and not accepted yet.
    waits: bool,
    /// When it was accepted; empty when it was not.
    accepted_at: String,
    /// Work on it goes on, or the result waits to be collected.
    goes_on: bool,
    status: &'static str,
    status_kind: &'static str,
    submitted_at: String,
    procedure: String,
    receiving: String,
    centre: String,
    /// Where and how the result is had.
    wanted: String,
    /// Where it is once it has left; empty before.
    out: String,
    /// The person comes for it.
    is_collected: bool,
    competent: String,
    applicant: String,
    answers: Vec<Block>,
    /// This device remembers it.
    is_remembered: bool,
    papers: Vec<PaperView>,
    held: PapersStanding,
    due: Option<DueView>,
    parts: Vec<PartView>,
    to_come: Vec<String>,
    /// Form 01, once accepted.
    slip: Option<Slip>,
}

/// Who looks at the receipt.
pub enum Reader<'a> {
    /// Whoever has its secret.
    Person {
        /// This device remembers it.
        is_remembered: bool,
    },
    /// An officer or a helper who prints it for the person: the secret stands on the paper
    /// and not on the screen, and nothing leads to what only the person does.
    Officer {
        /// Who.
        officer: &'a Officer,
        /// Where they came from.
        back: String,
    },
}

/// The receipt, on the screen and on paper.
pub fn shown(visit: &Visit, dossier: &Dossier, reader: &Reader<'_>) -> Reply {
    let app = &visit.app;
    let mut page = match reader {
        Reader::Person { .. } => visit.page("track", "", ""),
        Reader::Officer { .. } => visit.page("work", "", ""),
    };
    let (href, back) = match reader {
        Reader::Person { .. } => (keyed::href(visit, dossier, ""), String::new()),
        Reader::Officer { back, .. } => (String::new(), back.clone()),
    };
    let part_href = |part: &Dossier, below: &str| match reader {
        Reader::Person { .. } => keyed::href(visit, part, below),
        Reader::Officer { officer, .. } if below.is_empty() && part.is_seen_by(officer) => {
            format!("/officer/dossiers/{}", part.code())
        }
        Reader::Officer { .. } => String::new(),
    };
    page.title = format!("{} {}", page.t("Giấy tiếp nhận", "Receipt"), dossier.code());
    let submission = &dossier.submission;
    let procedure = app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    // A receipt names agencies as they were called when it was made out.
    let handed_in = dossier.submitted_at.day();
    let receiving = app.law.directory.agency_as_of(&submission.receiving, handed_in);
    let centre = receiving.and_then(|agency| agency.centre.as_ref());
    let named = procedure.map_or_else(
        || submission.procedure.to_string(),
        |procedure| page.t(&procedure.name, &procedure.name_en).to_string(),
    );
    let history = app.read(|rows| events(rows, dossier.id))?;
    let (lead, parts) = relatives(app, dossier)?;
    let (status_kind, status) = linked::status(dossier, &parts, visit.lang);
    // What is not said of a part's own result is so of its lead's.
    let goes = lead.as_ref().filter(|lead| dossier.lies_with(lead)).unwrap_or(dossier);
    let view = ReceiptPage {
        slip: slip(app, (dossier, lead.as_ref()), version, &named, &history, &page),
        code: dossier.code().to_string(),
        secret: secret_of(&app.receipt_key, dossier),
        pdf_href: match (&dossier.reception, reader) {
            (None, _) => String::new(),
            (Some(_), Reader::Person { .. }) => keyed::receipt_print_href(visit, dossier),
            (Some(_), Reader::Officer { officer, .. }) if officer.point.is_some() => String::new(),
            (Some(_), Reader::Officer { .. }) => format!("/officer/dossiers/{}/receipt.pdf", dossier.code()),
        },
        href,
        back,
        waits: dossier.status() == Status::Submitted,
        accepted_at: dossier.reception.as_ref().map(|r| page.moment(r.at)).unwrap_or_default(),
        goes_on: dossier.reception.is_some() && !dossier.status().is_final(),
        status,
        status_kind,
        to_come: linked::to_come(app, version, dossier, &parts, visit.lang),
        parts: linked::parts(app, &parts, visit.now, &page, part_href)?,
        submitted_at: page.moment(dossier.submitted_at),
        procedure: named,
        receiving: agency_name_on(app, &submission.receiving, handed_in, visit.lang),
        centre: centre.map(|centre| centre.name.clone()).unwrap_or_default(),
        wanted: wanted_of(app, dossier, lead.as_ref(), &page),
        out: out_words(app, goes, &page).filter(|_| !dossier.status().is_final()).unwrap_or_default(),
        is_collected: matches!(
            lead.as_ref().unwrap_or(dossier).submission.wanted,
            WantedReturn::Counter | WantedReturn::Centre { .. }
        ) && goes.must_be_at_hand().is_ok(),
        competent: agency_name_on(app, &submission.competent, handed_in, visit.lang),
        applicant: submission.applicant.name.clone(),
        answers: of_dossier(app, dossier, &page),
        is_remembered: matches!(reader, Reader::Person { is_remembered: true }),
        papers: papers_handed(version, &submission.papers, &page),
        held: standing_of_papers(version, submission, &page),
        due: standing::due(app, dossier, visit.now, &page)?,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// Form 01 as a print of A5, the person's copy with their secret. Refused (`page.unknown`) before the
/// dossier is accepted.
pub async fn printed(visit: &Visit, dossier: &Dossier) -> Reply {
    let app = &visit.app;
    let page = form_print::in_vietnamese(app);
    let procedure = app.law.catalogue.procedure(&dossier.submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(dossier.submission.version));
    let named =
        procedure.map_or_else(|| dossier.submission.procedure.to_string(), |known| known.name.clone());
    let history = app.read(|rows| events(rows, dossier.id))?;
    let (lead, _) = relatives(app, dossier)?;
    let slip = slip(app, (dossier, lead.as_ref()), version, &named, &history, &page);
    let slip = slip.ok_or_else(|| Halt::from(Refusal::of("page.unknown")))?;
    let (code, secret) = (dossier.code().to_string(), secret_of(&app.receipt_key, dossier));
    let at = dossier.reception.as_ref().map_or(dossier.submitted_at, |reception| reception.at);
    let here = app.clone();
    let name = format!("Giấy tiếp nhận {code}.pdf");
    let work = move || form_print::receipt_pdf(&here, &slip, &code, &secret, at);
    let pdf = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, pdf))
}
