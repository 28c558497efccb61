//! Giấy tờ đã nộp lần trước: papers of earlier dossiers whose receipts the person holds,
//! used again instead of being sent again. To tick one is the person's own consent. The
//! draft only names them: whether they are still there is asked whenever they are shown,
//! and by the rule when the dossier is handed in.

use super::draft::{Draft, OTHER, Ticked};
use motcua_core::catalogue::Version;
use motcua_core::dossier::{Dossier, PaperHanded, RESULT, Reusable, Reuse, counts_as};
use motcua_core::{Halt, Refusal};
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, procedure_name};
use motcua_edge::visit::Visit;
use motcua_store::dossier::by_code;
use motcua_told::completed::paper_name;

/// An earlier dossier that was opened with its receipt.
pub(super) struct Earlier {
    /// Its code.
    pub code: String,
    /// What it was about.
    pub procedure: String,
    /// When it was handed in.
    pub day: String,
    /// Why nothing of it can be used again; empty when something can.
    pub nothing: String,
}

/// A paper that can be used again.
pub(super) struct Offer {
    /// Its place on the page, from 1.
    pub nth: usize,
    /// `H57.101-250714-0001|giay-chung-sinh`
    pub value: String,
    /// What it is.
    pub name: String,
    /// `hồ sơ H57.101-250714-0001, ngày 14/07/2025`: where it stands.
    pub place: String,
    /// Its files, with their sizes.
    pub files: String,
    /// It is ticked.
    pub chosen: bool,
    /// As which paper it counts.
    paper: String,
    held: Reusable,
}

/// What the opened dossiers offer to this one.
pub(super) struct Store {
    /// The dossiers.
    pub earlier: Vec<Earlier>,
    /// Ticked papers that are not there any more.
    pub gone: Vec<String>,
    offers: Vec<Offer>,
}

/// What can be used again in this draft now.
pub(super) fn offered(visit: &Visit, draft: &Draft, version: &Version, page: &Page) -> Result<Store, Halt> {
    let mut store = Store { earlier: Vec::new(), gone: Vec::new(), offers: Vec::new() };
    for code in &draft.opened {
        let Some(dossier) = visit.app.read(|rows| by_code(rows, code))? else { continue };
        let found = dossier.offered_to(&draft.applicant);
        let nothing = match &found {
            Ok(held) if held.is_empty() => page
                .t(
                    "Chưa có giấy tờ nào dùng lại được: hồ sơ chưa được tiếp nhận, không có tệp, hoặc sự đồng ý đã được rút lại.",
                    "Nothing can be used again: it is not accepted yet, holds no files, or the consent was taken back.",
                )
                .to_string(),
            Ok(_) => String::new(),
            Err(refusal) => motcua_messages::sentence(refusal, visit.lang),
        };
        store.earlier.push(Earlier {
            code: code.to_string(),
            procedure: procedure_name(&visit.app, &dossier.submission.procedure, visit.lang),
            day: dossier.submitted_at.day().vn(),
            nothing,
        });
        for held in found.unwrap_or_default() {
            store.offer(visit, draft, version, &dossier, held, page);
        }
    }
    let gone = draft.reuse.iter().filter(|ticked| store.of(&value_of(&ticked.reuse)).is_none());
    let gone = gone.map(|Ticked { reuse, .. }| {
        format!("{} ({})", paper_name(Some(version), &reuse.paper, page), reuse.from)
    });
    store.gone = gone.collect();
    Ok(store)
}

impl Store {
    /// One offer more; the same files are offered once.
    fn offer(
        &mut self,
        visit: &Visit,
        draft: &Draft,
        version: &Version,
        dossier: &Dossier,
        held: Reusable,
        page: &Page,
    ) {
        let digests =
            |held: &Reusable| held.files.iter().map(|file| file.digest.0.clone()).collect::<Vec<_>>();
        if self.offers.iter().any(|known| digests(&known.held) == digests(&held)) {
            return;
        }
        let procedure = visit.app.law.catalogue.procedure(&dossier.submission.procedure);
        let theirs = procedure.and_then(|procedure| procedure.version(dossier.submission.version));
        let asked = counts_as(&held.paper, held.called(theirs), &draft.to_send(version));
        let paper = asked.map_or(OTHER, |paper| paper.id.as_str()).to_string();
        let name = match held.paper.as_str() {
            RESULT => {
                let result = theirs.map_or("", |theirs| page.t(&theirs.result, &theirs.result_en));
                format!("{}: {result}", page.t("Kết quả", "Result"))
            }
            id => paper_name(theirs, id, page),
        };
        let reuse = Reuse { paper: paper.clone(), from: held.from.clone(), from_paper: held.paper.clone() };
        let value = value_of(&reuse);
        let files: Vec<String> =
            held.files.iter().map(|file| format!("{} · {}", file.name, page.bytes(file.size))).collect();
        self.offers.push(Offer {
            nth: self.offers.len() + 1,
            chosen: draft.reuse.iter().any(|ticked| value_of(&ticked.reuse) == value),
            place: format!(
                "{} {}, {} {}",
                page.t("hồ sơ", "dossier"),
                held.from,
                page.t("ngày", "of"),
                held.at.day().vn()
            ),
            files: files.join(", "),
            value,
            name,
            paper,
            held,
        });
    }

    fn of(&self, value: &str) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.value == value)
    }

    /// Whether anything can be used again.
    pub(super) fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// Takes out what counts as this paper, to stand at its question.
    pub(super) fn take(&mut self, paper: &str) -> Vec<Offer> {
        let (here, rest) =
            std::mem::take(&mut self.offers).into_iter().partition(|offer| offer.paper == paper);
        self.offers = rest;
        here
    }

    /// What is ticked and still there: as it will be handed in, and where it comes from.
    pub(super) fn ticked(&self, draft: &Draft) -> Vec<(PaperHanded, &str)> {
        let ticked = draft.reuse.iter().filter_map(|ticked| {
            let offer = self.of(&value_of(&ticked.reuse))?;
            Some((PaperHanded::of_files(&ticked.reuse.paper, offer.held.files.clone()), offer.place.as_str()))
        });
        ticked.collect()
    }
}

/// Ticks what the page ticked, and nothing else of what it showed: a page that did not
/// show an offer says nothing about it. What is not there any more goes; refused is what
/// was ticked and is not there.
pub(super) fn tick(
    visit: &Visit,
    draft: &mut Draft,
    version: &Version,
    form: &SentForm,
) -> Result<Vec<Refusal>, Halt> {
    if draft.opened.is_empty() {
        return Ok(Vec::new());
    }
    let store = offered(visit, draft, version, &visit.page("", "", ""))?;
    let shown: Vec<&str> = form.under("offered.").map(|(_, value)| value).collect();
    draft.reuse.retain(|ticked| {
        let value = value_of(&ticked.reuse);
        store.of(&value).is_some() && !shown.contains(&value.as_str())
    });
    let mut refused = Vec::new();
    for (_, value) in form.under("reuse.") {
        let Some(offer) = store.of(value) else {
            let code: String = value.split('|').next().unwrap_or_default().chars().take(40).collect();
            refused.push(Refusal::of("reuse.not-there").at("reuse").with("code", code));
            continue;
        };
        let reuse = Reuse {
            paper: offer.paper.clone(),
            from: offer.held.from.clone(),
            from_paper: offer.held.paper.clone(),
        };
        draft.reuse.retain(|known| value_of(&known.reuse) != value);
        draft.reuse.push(Ticked { reuse, files: offer.held.files.len() });
    }
    Ok(refused)
}

fn value_of(reuse: &Reuse) -> String {
    format!("{}|{}", reuse.from, reuse.from_paper)
}
