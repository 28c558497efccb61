//! Form 01 (TT 03/2025/TT-VPCP), "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", as it is
//! printed: what was received, from whom, by whom, until when.

use crate::explain::{self, limit};
use crate::paper_words::submitter_words;
use crate::place::place_on;
use crate::qr;
use crate::wanted::wanted_of;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{Digitised, Dossier, Event, Fact, HowHeld, PaperHanded, Submission, papers_held};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name_on};

/// What the form says.
pub struct Slip {
    /// The agency that issues it.
    pub issuer: String,
    /// Where it is, as stands before the date.
    pub place: String,
    /// Its centre.
    pub centre: String,
    /// The code as a QR.
    pub qr: String,
    /// What the form asks for, in its order.
    pub facts: Vec<(&'static str, String)>,
    /// What was handed in.
    pub papers: Vec<SlipPaper>,
    /// Who handed it in.
    pub handed_by: String,
    /// Who took it.
    pub received_by: String,
}

/// A paper with its counts; empty for none.
#[derive(Default)]
pub struct SlipPaper {
    /// What it is.
    pub name: String,
    /// How many originals.
    pub originals: String,
    /// How many certified copies.
    pub certified: String,
    /// How many plain copies.
    pub copies: String,
    /// How many files.
    pub files: String,
}

/// The form of an accepted dossier, which may have a lead; none before that.
pub fn slip(
    app: &App,
    (dossier, lead): (&Dossier, Option<&Dossier>),
    version: Option<&Version>,
    procedure: &str,
    events: &[Event],
    page: &Page,
) -> Option<Slip> {
    let (reception, lang) = (dossier.reception.as_ref()?, page.language());
    let (submission, applicant) = (&dossier.submission, &dossier.submission.applicant);
    let receiving = app.law.directory.agency_as_of(&submission.receiving, reception.at.day());
    let centre = receiving.and_then(|agency| agency.centre.as_ref());
    let centre = centre.map(|centre| centre.name.clone()).unwrap_or_default();
    let offer = version.and_then(|version| version.offer(&submission.case, submission.channel));
    let due = match reception.promise.at {
        Some(at) => page.moment(at),
        None => page.t("theo kế hoạch hằng năm", "by the yearly plan").to_string(),
    };
    let accepted = events.iter().find(|event| matches!(event.fact, Fact::Accepted { .. }));
    let submitter = submission.submitter.as_ref();
    let fact = |vi, en, value: String| (lang.t(vi, en), value);
    let mut facts = vec![
        fact("Tiếp nhận hồ sơ của", "Received from", applicant.name.clone()),
        fact(
            "Người nộp thay",
            "Handed in by",
            submitter.map(|by| submitter_words(by, page)).unwrap_or_default(),
        ),
        fact("Địa chỉ", "Address", applicant.address.clone()),
        fact(
            "Điện thoại",
            "Telephone",
            [applicant.phone.as_str(), applicant.email.as_str()].join("  ").trim().to_string(),
        ),
        fact("Nội dung yêu cầu", "Request", procedure.to_string()),
        fact("Số bộ hồ sơ", "Sets", "01".to_string()),
        fact("Thời hạn theo quy định", "Time limit by law", limit(reception.promise.limit, lang)),
        fact("Tiếp nhận lúc", "Received at", page.moment(reception.at)),
        fact("Hẹn trả kết quả lúc", "Due at", due),
        fact("Nơi trả kết quả", "Returned at", wanted_of(app, dossier, lead, page)),
        fact("Phí, lệ phí", "Fee", offer.map(|offer| explain::fee(offer, page)).unwrap_or_default()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    Some(Slip {
        issuer: agency_name_on(app, &submission.receiving, reception.at.day(), lang),
        place: place_on(app, &submission.receiving, reception.at.day()),
        centre,
        qr: qr::svg(&dossier.code().to_string(), page.t("Mã hồ sơ", "Code")).unwrap_or_default(),
        papers: rows(submission, version, page),
        handed_by: submitter.map_or_else(|| applicant.name.clone(), |by| by.name.clone()),
        received_by: accepted.map(|event| event.who.name.clone()).unwrap_or_default(),
        facts,
    })
}

/// What was handed in, and before it what was filled in as a form.
fn rows(submission: &Submission, version: Option<&Version>, page: &Page) -> Vec<SlipPaper> {
    let held = version.map(|version| papers_held(version, submission)).unwrap_or_default().into_iter();
    let is_handed = |id: &str| submission.papers.iter().any(|handed| handed.paper == id);
    let answered = held.filter(|one| one.held == HowHeld::AsAnswers && !is_handed(one.paper.id.as_str()));
    let answered = answered.map(|one| SlipPaper {
        name: page.t(&one.paper.name, &one.paper.name_en).to_string(),
        files: page.t("mẫu điện tử", "form").to_string(),
        ..SlipPaper::default()
    });
    answered.chain(submission.papers.iter().map(|paper| row(paper, version, page))).collect()
}

fn row(paper: &PaperHanded, version: Option<&Version>, page: &Page) -> SlipPaper {
    let some = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let found = version.and_then(|version| version.papers.iter().find(|one| one.id.as_str() == paper.paper));
    let other = || page.t("Giấy tờ khác", "Another paper").to_string();
    let name = found.map_or_else(other, |paper| page.t(&paper.name, &paper.name_en).to_string());
    SlipPaper {
        name: match &paper.digitised {
            _ if paper.is_only_shown() => format!("{} – {}", name, page.t("xuất trình", "shown")),
            Some(Digitised::Fetched { source, .. }) => format!("{name} – {source}"),
            _ => name,
        },
        originals: some(paper.originals.into()),
        certified: some(paper.certified.into()),
        copies: some(paper.copies.into()),
        files: some(paper.files.len()),
    }
}
