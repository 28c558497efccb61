//! Thay đổi danh mục: files are proposed, checked, shown with all that they change, and
//! put into force by one act.

use super::beside;
use super::differs::{Differs, differs};
use super::papers_differ::{ProposedPaper, proposed_papers};
use super::preview::{PreviewPage, preview};
use super::proposal::{SHEETS_MAX, changed, mark, read, sheets, wrong_names};
use super::proposed_print::proposed_print;
use askama::Template;
use axum::response::Response;
use motcua_books::{lay_over, own_file};
use motcua_core::law::beside_procedures;
use motcua_core::law::changes::between;
use motcua_core::law_change::{
    CatalogueFile, CatalogueKeeper, LawChangeCommand, Proposal, PutIntoForce, may_be_changed,
    may_change_catalogue, must_hold,
};
use motcua_core::{BadData, Fault, Halt, Law, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::app::App;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::{Failure, Reply};
use motcua_edge::form::SentForm;
use motcua_edge::in_force::LawHeld;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::signed::Signed;
use motcua_edge::take_up::take_up;
use motcua_messages::Lang;
use motcua_questions::words;
use motcua_store::{Key, answered, catalogue};
use motcua_told::differs::DifferenceLine;
use sha2::{Digest, Sha256};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "manage/put_into_force.html")]
struct PutPage {
    page: Page,
    errors: Wrongs,
    sheets: Vec<TextBox>,
    /// The boxes of one more file.
    blank: TextBox,
    mistakes: Vec<Mistake>,
    /// The files are sound; what follows is what they change.
    is_sound: bool,
    may_put: bool,
    differs: Vec<Differs>,
    /// Agencies, hours and days that differ.
    beside: Vec<DifferenceLine>,
    /// Dates that were promised may be others by the new days and hours.
    counts_time_otherwise: bool,
    others: Vec<String>,
    previews: Vec<Preview>,
    /// Papers by the proposed templates, with their samples.
    papers: Vec<ProposedPaper>,
    reason: String,
    seen: u32,
    mark: String,
    /// Places that somebody else changed otherwise meanwhile.
    clash: String,
}

struct TextBox {
    /// Names of its boxes.
    path_box: String,
    text_box: String,
    path: String,
    text: String,
    is_new: bool,
}

impl TextBox {
    fn of(number: usize, file: CatalogueFile, is_new: bool) -> TextBox {
        let (path_box, text_box) = (format!("path.{number}"), format!("text.{number}"));
        TextBox { path_box, text_box, path: file.path, text: file.text, is_new }
    }
}

/// A mistake in a file.
struct Mistake {
    place: String,
    vi: String,
    en: String,
}

struct Preview {
    id: String,
    title: String,
    pages: Vec<PreviewPage>,
}

/// What is on the page beside the sheets.
#[derive(Default)]
struct Shown {
    wrong: Vec<Refusal>,
    mistakes: Vec<BadData>,
    proposed: Option<Arc<Law>>,
    changed: Vec<CatalogueFile>,
    reason: String,
    /// Places that somebody else changed otherwise, in which this change has the last word.
    clash: Vec<String>,
}

/// `GET /manage/put_into_force?file=…&file=…`, or `?next=1.001193` for a new version.
pub(super) async fn get(signed: Signed) -> Reply {
    must_be_keeper(&signed)?;
    let app = &signed.visit.app;
    let query = signed.visit.path.split_once('?').map_or("", |(_, query)| query);
    let mut sheets: Vec<CatalogueFile> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).take(SHEETS_MAX) {
        match &*name {
            "file" => {
                let text = app.books.text(&value).filter(|_| may_be_changed(&value));
                let file = text.map(|text| CatalogueFile { path: value.to_string(), text: text.to_string() });
                let stem = value.strip_prefix("procedures/").and_then(|name| name.strip_suffix(".toml"));
                sheets.extend(file.or_else(|| first_file(app, stem?)));
            }
            // From tomorrow: nobody's rules change while they are filling in a form.
            "next" => {
                let from = signed.visit.now.day().plus(1);
                let next = app.books.next_version(&value, from);
                sheets.extend(next.unwrap_or_else(|| first_file(app, &value).into_iter().collect()));
            }
            _ => {}
        }
    }
    shown(&signed, sheets, app.change, Shown::default())
}

/// A file to begin with, for a procedure that only the portal's tables have.
fn first_file(app: &App, id: &str) -> Option<CatalogueFile> {
    let procedure = app.law.catalogue.procedure(&id.into())?;
    (!procedure.has_own_file()).then(|| own_file(procedure))
}

/// `POST /manage/put_into_force`: checks; with `do=put`, what was checked is put into force.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    must_be_keeper(&signed)?;
    let app = &signed.visit.app;
    let reason = form.get("reason").to_string();
    let with = |wrong: Vec<Refusal>| Shown { wrong, reason: reason.clone(), ..Shown::default() };
    let sheets = match sheets(&form, &app.books).await {
        Ok(sheets) => sheets,
        Err(halt) => return shown(&signed, Vec::new(), app.change, with(refusals(halt)?)),
    };
    // Pressed twice: the first press put it into force, and there is nothing left to change.
    let is_put = form.get("do") == "put";
    if is_put && let Some(before) = app.read(|rows| answered(rows, &key_of_change(&form)))? {
        return Ok(see_other(&format!("/manage/changes/{}", before.seq)));
    }
    let seen = form.filled("seen").and_then(|seen| seen.parse().ok()).unwrap_or(app.change);
    let (sheets, mut clash) = over_the_newest(app, sheets, seen)?;
    let is_overtaken = seen < app.change;
    if form.filled("over").is_none() || !is_put {
        clash.extend(form.get("clash").split("; ").filter(|place| !place.is_empty()).map(str::to_string));
    }
    let files = changed(&sheets, &app.books);
    let mut wrong = wrong_names(&sheets);
    if files.is_empty() && wrong.is_empty() {
        wrong.push(Refusal::of("catalogue.nothing-changed").at("path.0"));
    }
    if !wrong.is_empty() {
        return shown(&signed, sheets, app.change, with(wrong));
    }
    let (books, law) = read(app, files.clone()).await?;
    let proposed = match law {
        Ok(law) => Arc::new(law),
        Err(mistakes) => return shown(&signed, sheets, app.change, Shown { mistakes, ..with(Vec::new()) }),
    };
    if let Some(asked) = form.filled("print") {
        return proposed_print(asked, &proposed, signed.visit.now).await;
    }
    let mut wrong = forbidden(&signed, &files, &proposed)?;
    if is_put && is_overtaken {
        // What is put is what was looked at, and this is looked at now.
        wrong.push(Refusal::of("catalogue.overtaken").at("reason").with("number", app.change));
    } else if is_put && !clash.is_empty() {
        wrong.push(Refusal::of("catalogue.both-changed").at("over").with("places", clash.join("; ")));
    }
    if is_put && wrong.is_empty() {
        match put(&signed, &form, &files, &proposed).await? {
            Ok(change) => {
                let held = LawHeld { law: proposed, books: Arc::new(books), change };
                app.in_force.put(held);
                return Ok(see_other(&format!("/manage/changes/{change}")));
            }
            Err(refusals) => wrong = refusals,
        }
    }
    let proposed = Some(proposed);
    clash.dedup();
    shown(&signed, sheets, app.change, Shown { proposed, changed: files, clash, ..with(wrong) })
}

/// Sheets that were made from the catalogue as of change `seen`, laid over what is in force now,
/// and the places that were changed otherwise meanwhile.
fn over_the_newest(
    app: &App,
    sheets: Vec<CatalogueFile>,
    seen: u32,
) -> Result<(Vec<CatalogueFile>, Vec<String>), Halt> {
    let mut clashes = Vec::new();
    if seen >= app.change {
        return Ok((sheets, clashes));
    }
    let mut laid = Vec::new();
    for sheet in sheets {
        let base = app.read(|rows| catalogue::before(rows, seen + 1, &sheet.path))?;
        let base = base.as_deref().or_else(|| app.books.below_all(&sheet.path));
        let over = lay_over(base, &sheet, app.books.text(&sheet.path));
        laid.push(over.file);
        clashes.extend(over.clashes);
    }
    Ok((laid, clashes))
}

/// What forbids these files, as the rule will judge them when they are put into force.
fn forbidden(signed: &Signed, files: &[CatalogueFile], law: &Law) -> Result<Vec<Refusal>, Halt> {
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let (open, used) = app
        .read(|rows| Ok::<_, Fault>((catalogue::open_by_version(rows)?, catalogue::templates_used(rows)?)))?;
    let changes = between(&app.law, law);
    let proposal = Proposal { files, law, changes: &changes, used: &used };
    Ok(must_hold(&app.law, CatalogueKeeper::OfProvince(&signed.officer), &proposal, &open, today))
}

/// Files that a page of fields has written, on the page that shows all that they change
/// before they are put into force. What is wrong with them comes back, to be said on the page of
/// fields, which has kept what was typed.
pub(super) async fn propose(
    signed: &Signed,
    files: Vec<CatalogueFile>,
) -> Result<Result<Response, Vec<Refusal>>, Failure> {
    must_be_keeper(signed)?;
    let app = &signed.visit.app;
    let files = changed(&files, &app.books);
    if files.is_empty() {
        return Ok(Err(vec![Refusal::of("catalogue.nothing-changed")]));
    }
    let proposed = match read(app, files.clone()).await?.1 {
        Ok(law) => Arc::new(law),
        Err(mistakes) => return Ok(Err(mistakes.into_iter().map(|mistake| mistake.why).collect())),
    };
    let mut wrong = forbidden(signed, &files, &proposed)?;
    if !wrong.is_empty() {
        // A page of fields shows no files.
        wrong.iter_mut().for_each(|refusal| refusal.field = None);
        return Ok(Err(wrong));
    }
    let what = Shown { proposed: Some(proposed), changed: files.clone(), ..Shown::default() };
    shown(signed, files, app.change, what).map(Ok)
}

/// The same change of the same law is the same request, however often it is sent.
fn key_of_change(form: &SentForm) -> Key {
    let (seen, mark) = (form.get("seen"), form.get("mark"));
    let digest = Sha256::digest(format!("{seen} {mark}")).into();
    Key { key: format!("change:{seen}:{mark}"), digest }
}

/// Puts what was looked at into force: the number of the change, or why not.
async fn put(
    signed: &Signed,
    form: &SentForm,
    files: &[CatalogueFile],
    proposed: &Arc<Law>,
) -> Result<Result<u32, Vec<Refusal>>, Halt> {
    // What nobody has looked at is looked at first.
    if form.get("mark") != mark(files) {
        return Ok(Err(vec![Refusal::of("catalogue.not-looked-at").at("reason")]));
    }
    let command = PutIntoForce {
        files: files.to_vec(),
        reason: form.get("reason").to_string(),
        seen: form.get("seen").parse().unwrap_or(0),
    };
    let app = &signed.visit.app;
    // This process has not read the change that the page was made from: what is made from the law here
    // would leave that change out.
    if command.seen > app.change {
        let server = app.clone();
        // What cannot be read here is logged by whoever follows the changes.
        let _ = tokio::task::spawn_blocking(move || take_up(&server)).await;
        return Ok(Err(vec![Refusal::of("catalogue.overtaken").at("reason").with("number", command.seen)]));
    }
    // The files were read for this page already.
    let proposing = |_: &[CatalogueFile]| Ok(proposed.clone());
    let key = Some(key_of_change(form));
    let sending = Sending { key, proposing: Some(&proposing), ..Sending::default() };
    match send(app, &signed.actor()?, sending, LawChangeCommand::from(command)).await {
        Ok(acted) => Ok(Ok(acted.seq)),
        Err(halt) => {
            let mut wrong = refusals(halt)?;
            for refusal in wrong.iter_mut().filter(|refusal| refusal.code == "catalogue.overtaken") {
                *refusal = refusal.clone().at("reason");
                let server = app.clone();
                // What cannot be read here is logged by whoever follows the changes.
                let _ = tokio::task::spawn_blocking(move || take_up(&server)).await;
            }
            Ok(Err(wrong))
        }
    }
}

pub(super) fn must_be_keeper(signed: &Signed) -> Result<(), Halt> {
    let app = &signed.visit.app;
    Ok(may_change_catalogue(&app.law, &signed.officer)?)
}

fn shown(signed: &Signed, sheets: Vec<CatalogueFile>, seen: u32, what: Shown) -> Reply {
    let (visit, app) = (&signed.visit, &signed.visit.app);
    let mut page = visit.page("manage", "Thay đổi danh mục", "Change the catalogue");
    // What is about the files as a whole is said at the first of them.
    let at_first = |refusal: &Refusal| match refusal.field.as_deref() {
        Some("files") => refusal.clone().at("path.0"),
        _ => refusal.clone(),
    };
    let wrong: Vec<Refusal> = what.wrong.iter().map(at_first).collect();
    let errors = Wrongs::of(&wrong, visit.lang, "path.0");
    let (mut differing, mut previews, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut papers = Vec::new();
    let (mut beside, mut counts_time_otherwise) = (Vec::new(), false);
    if let Some(proposed) = &what.proposed {
        let open = app.read(catalogue::open_by_version)?;
        differing = differs(app, proposed, &between(&app.law, proposed), &open, &page)?;
        let others_differ = beside_procedures(&app.law, proposed);
        beside = beside::told(app, &others_differ, &page);
        counts_time_otherwise = others_differ.counts_time_otherwise();
        papers = proposed_papers(&what.changed, &app.law, proposed);
        previews = forms_of(&what.changed, proposed, signed, &page);
        others = what.changed.iter().map(|file| file.path.clone()).collect();
    }
    let status = match what.mistakes.is_empty() {
        true => status_of_form(&what.wrong),
        false => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
    };
    if what.mistakes.is_empty() {
        errors.entitle(&mut page);
    } else {
        page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
    }
    let is_new = |path: &str| app.books.text(path).is_none();
    let put = PutPage {
        is_sound: what.proposed.is_some(),
        may_put: what.proposed.is_some()
            && what.wrong.iter().all(|refusal| refusal.field.as_deref() != Some("files")),
        mistakes: what.mistakes.iter().map(mistake).collect(),
        mark: mark(&what.changed),
        blank: TextBox::of(sheets.len(), CatalogueFile { path: String::new(), text: String::new() }, true),
        sheets: sheets
            .into_iter()
            .enumerate()
            .map(|(number, file)| {
                let is_new = is_new(&file.path);
                TextBox::of(number, file, is_new)
            })
            .collect(),
        differs: differing,
        beside,
        counts_time_otherwise,
        others,
        previews,
        papers,
        reason: what.reason,
        clash: what.clash.join("; "),
        seen,
        errors,
        page,
    };
    Ok(html(status, &put))
}

/// The proposed forms, as they would be filled in.
fn forms_of(files: &[CatalogueFile], law: &Law, signed: &Signed, page: &Page) -> Vec<Preview> {
    let mut previews = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let id = file.path.strip_prefix("forms/").and_then(|name| name.strip_suffix(".json"));
        let Some(form) = id.and_then(|id| law.forms.get(id)) else { continue };
        previews.push(Preview {
            id: form.id().to_string(),
            title: words(form.title(), page.language()).to_string(),
            pages: preview(form, &law.directory, &signed.visit, page, &format!("v{number}-")),
        });
    }
    previews
}

fn mistake(bad: &BadData) -> Mistake {
    let line = bad.line.map(|line| format!(":{line}")).unwrap_or_default();
    let field = if bad.field.is_empty() { String::new() } else { format!(" {}", bad.field) };
    Mistake {
        place: format!("{}{line}{field}", bad.file),
        vi: motcua_messages::sentence(&bad.why, Lang::Vi),
        en: motcua_messages::sentence(&bad.why, Lang::En),
    }
}
