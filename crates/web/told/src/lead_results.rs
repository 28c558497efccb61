//! The results of linked dossiers in one list: what each is, its number and day, its files, whether it counts; and
//! what has none yet says so.

use crate::deed::{deed_words, paper_facts, template};
use crate::linked;
use crate::standing::status_kind;
use motcua_core::dossier::{DeedStanding, Dossier};
use motcua_core::{Fault, Moment};
use motcua_edge::app::App;
use motcua_edge::page::{Page, procedure_name};

/// The result of one of several linked dossiers.
pub struct LeadResult {
    /// The code of its dossier.
    pub code: String,
    /// What it is: the paper, else the procedure.
    pub title: String,
    /// For which procedure; empty where the title says it.
    pub procedure: String,
    /// Shape of the tag.
    pub kind: &'static str,
    /// Whether it counts, or where the dossier stands.
    pub state: &'static str,
    /// More about one that counts no more, or is not there.
    pub more: String,
    /// Number, day, until when, what for.
    pub facts: Vec<(&'static str, String)>,
    /// Its files, byte for byte as they were issued.
    pub files: Vec<ResultFile>,
    /// Where others check it; empty where it is no paper of ours.
    pub check_href: String,
}

/// A file of a result.
pub struct ResultFile {
    /// What it is called.
    pub name: String,
    /// Where it is; empty where whoever looks may not have it.
    pub href: String,
}

/// The results of these dossiers, in their order. `href` gives the address of a file.
pub fn lead_results(
    app: &App,
    dossiers: &[&Dossier],
    now: Moment,
    page: &Page,
    href: impl Fn(&Dossier, &str) -> String,
) -> Result<Vec<LeadResult>, Fault> {
    let one = |dossier: &&Dossier| result_of(app, dossier, now, page, &href);
    dossiers.iter().map(one).collect()
}

fn result_of(
    app: &App,
    dossier: &Dossier,
    now: Moment,
    page: &Page,
    href: &impl Fn(&Dossier, &str) -> String,
) -> Result<LeadResult, Fault> {
    let lang = page.language();
    let procedure = procedure_name(app, &dossier.submission.procedure, lang);
    let file = |file: &motcua_core::document::FileRef| ResultFile {
        name: file.name.clone(),
        href: href(dossier, &file.digest.0),
    };
    // One that was taken back is given out by nobody.
    let files = dossier.result_to_show().unwrap_or_default().iter().map(file).collect();
    let code = dossier.code().to_string();
    let known = dossier.deeds_known().next().filter(|known| known.standing != DeedStanding::Decided);
    if let Some(known) = known {
        let template = template(app, known.made.template.as_str())?;
        let words = deed_words(dossier, &known, template, now.day(), page);
        let counts = matches!(known.standing, DeedStanding::InForce(_));
        return Ok(LeadResult {
            code,
            title: page.t(&template.title, &template.title_en).to_string(),
            procedure,
            kind: words.kind,
            state: words.state,
            facts: paper_facts(known.made, &words, page),
            more: if counts { String::new() } else { words.more },
            files,
            check_href: format!("/verify/{}", known.made.check.as_str()),
        });
    }
    let facts = dossier.issued.as_ref().map(|entry| {
        let number = (page.t("Số, ký hiệu", "Number"), entry.number.clone());
        vec![number, (page.t("Ngày ghi trên giấy", "Day on the paper"), page.day(entry.day))]
    });
    let (kind, state, more) = match dossier.completion() {
        Some((_, outcome)) => (
            status_kind(dossier.status()),
            motcua_messages::outcome(outcome, lang),
            match files_or_paper(dossier) {
                true => String::new(),
                false => page
                    .t("Kết quả là bản giấy, không có tệp.", "It is on paper, without a file.")
                    .to_string(),
            },
        ),
        None => {
            let (kind, state) = linked::status(dossier, &[], lang);
            let more = match dossier.is_ended() {
                true => page.t("Kết thúc mà không có kết quả.", "It ended without a result."),
                false => page.t("Chưa có kết quả.", "There is no result yet."),
            };
            (kind, state, more.to_string())
        }
    };
    let (title, procedure, check_href) = (procedure, String::new(), String::new());
    Ok(LeadResult {
        code,
        title,
        procedure,
        kind,
        state,
        more,
        facts: facts.unwrap_or_default(),
        files,
        check_href,
    })
}

fn files_or_paper(dossier: &Dossier) -> bool {
    dossier.result_to_show().is_ok_and(|files| !files.is_empty())
}
