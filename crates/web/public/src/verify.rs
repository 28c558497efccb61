//! Kiểm tra giấy: by the code below a paper anybody sees whether the agency made it, under which number,
//! and whether it counts; who also knows whose it is reads it whole.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::deed::{CheckCode, DeedMade, PersonSignature};
use motcua_core::document::{FileDigest, Media};
use motcua_core::dossier::DeedStanding;
use motcua_core::text::fold;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::ask::{Wrongs, refusals, retry_after, status_of_form};
use motcua_edge::attempts::{LOOKS_AT_ONCE, Tried};
use motcua_edge::download::to_keep;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_edge::waiting::waiting;
use motcua_papers::{CODE_POINTS_MAX, PointsLeft, codes_on};
use motcua_store::files::digest_of;
use motcua_told::deed::{DeedWords, deed_words};
use motcua_told::verified::{Verified, look_up};
use serde::Deserialize;
use tokio::sync::Semaphore;

/// What was typed.
#[derive(Deserialize)]
pub struct VerifyQuery {
    #[serde(default)]
    code: String,
}

#[derive(Template)]
#[template(path = "public/verify.html")]
struct VerifyPage {
    page: Page,
    /// As it was typed.
    code: String,
    /// The name, as it was typed.
    typed_name: String,
    wrongs: Wrongs,
    found: Option<Found>,
    /// What was found of files that were sent to be checked.
    files: Vec<FileFound>,
}

/// What is known of a file that somebody holds.
struct FileFound {
    name: String,
    kind: &'static str,
    state: &'static str,
    more: String,
    /// Where its paper is; empty where none is known.
    href: String,
}

/// What everybody may know of a paper.
struct Found {
    code: String,
    title: String,
    title_en: String,
    words: DeedWords,
    number: String,
    day: String,
    agency: String,
    /// With their capacity.
    signed_by: String,
    book: String,
    whose: String,
    may_open: bool,
    /// Where an officer puts a print beside it; empty for everybody else.
    compare_href: String,
}

/// `GET /verify?code=`
pub async fn ask(visit: Visit, Query(asked): Query<VerifyQuery>) -> Reply {
    let typed = asked.code.trim();
    if typed.is_empty() {
        return Ok(shown(&visit, "", None, &[]));
    }
    match CheckCode::parse(typed) {
        Some(code) => Ok(see_other(&format!("/verify/{}", code.as_str()))),
        None => Ok(shown(&visit, typed, None, &[Refusal::of("deed.check-shape").at("code")])),
    }
}

/// `GET /verify/{code}`: where the picture on the paper leads.
pub async fn show(visit: Visit, Path(code): Path<String>) -> Reply {
    let found = look_up(&visit, &code);
    match Verified::of(&visit, &found) {
        Ok(paper) => Ok(shown(&visit, &code, Some(&paper), &[])),
        Err(halt) => Ok(shown(&visit, &code, None, &refusals(halt)?)),
    }
}

/// `POST /verify`: files, each compared byte by byte with the one that was issued. None is kept.
pub async fn files(visit: Visit, form: SentForm) -> Reply {
    if form.uploads.is_empty() {
        return Ok(shown(&visit, "", None, &[Refusal::of("deed.file-missing").at("file")]));
    }
    if form.uploads.len() > FILES_AT_ONCE {
        let refusal = Refusal::of("deed.too-many-files").at("file").with("limit", FILES_AT_ONCE);
        return Ok(shown(&visit, "", None, &[refusal]));
    }
    // It counts before it is judged: many sendings at once are no more than one after the other.
    let tried = Tried::Look { from: &visit.from };
    if let Err(refusal) = visit.app.attempts.begin_several(tried, LOOKS_AT_ONCE, visit.now) {
        return Ok(shown(&visit, "", None, &[refusal.at("file")]));
    }
    let page = visit.page("verify", "", "");
    let (mut found, mut left) = (Vec::with_capacity(form.uploads.len()), PointsLeft::of_a_sending());
    for upload in &form.uploads {
        let (file, name) = (upload.file.clone(), upload.name.clone());
        let read = move || -> Result<_, Halt> {
            let bytes = file.bytes()?;
            let code = match code_in(&bytes) {
                Some(code) => Some(CodeRead::InTheFile(code)),
                None => codes_on(&name, &bytes, &mut left).iter().find_map(|text| code_of(text)),
            };
            Ok((code, digest_of(&bytes), left))
        };
        let (code, digest, rest) = {
            let _turn = LOOKING.acquire().await.map_err(Fault::other)?;
            waiting(read).await?
        };
        left = PointsLeft { were_short: false, ..rest };
        found.push(match (code, rest.were_short) {
            (None, true) => not_looked_at(upload.name.clone(), &page),
            (code, _) => compared(&visit, &page, upload.name.clone(), code, &digest)?,
        });
    }
    for _ in looks(form.uploads.len(), CODE_POINTS_MAX - left.points)..LOOKS_AT_ONCE {
        visit.app.attempts.was_right(tried, visit.now);
    }
    let page = visit.page("verify", "Kiểm tra tệp", "Check files");
    let (code, typed_name, wrongs) = (String::new(), String::new(), Wrongs::default());
    Ok(html(StatusCode::OK, &VerifyPage { code, typed_name, wrongs, found: None, files: found, page }))
}

/// What a sending counts as: its share of the files or of the points that one may have, whichever is more.
fn looks(files: usize, points: u64) -> usize {
    let of_files = files.div_ceil(FILES_AT_ONCE / LOOKS_AT_ONCE);
    let of_points = usize::try_from(points.div_ceil(CODE_POINTS_MAX / LOOKS_AT_ONCE as u64));
    of_files.max(of_points.unwrap_or(LOOKS_AT_ONCE)).clamp(1, LOOKS_AT_ONCE)
}

/// One file at a time, and not in the turns of those who hand something in: nobody is known here.
static LOOKING: Semaphore = Semaphore::const_new(1);

/// Files that are looked at in one sending.
const FILES_AT_ONCE: usize = 100;

/// Where the check code of a file was found.
enum CodeRead {
    /// In what the file says of itself: it was made here, or made to look so.
    InTheFile(CheckCode),
    /// On the picture of a paper.
    OnAPicture(CheckCode),
}

/// The check code in what a code at the foot of a paper holds: an address, or the code alone.
fn code_of(text: &str) -> Option<CodeRead> {
    text.split('/').find_map(CheckCode::parse).map(CodeRead::OnAPicture)
}

fn compared(
    visit: &Visit,
    page: &Page,
    name: String,
    code: Option<CodeRead>,
    digest: &FileDigest,
) -> Result<FileFound, Halt> {
    let unknown = |more: String| FileFound {
        name: name.clone(),
        kind: "rest",
        state: page.t("Không rõ", "Unknown"),
        more,
        href: String::new(),
    };
    let (code, is_a_picture) = match code {
        Some(CodeRead::InTheFile(code)) => (code, false),
        Some(CodeRead::OnAPicture(code)) => (code, true),
        None => {
            let none = page.t(
                "Tệp này không mang mã kiểm tra của trang này, hoặc không đọc được mã trên ảnh.",
                "The file has no check code of this site, or the code on the picture cannot be read.",
            );
            return Ok(unknown(none.into()));
        }
    };
    let found = look_up(visit, code.as_str());
    let paper = match Verified::of(visit, &found) {
        Ok(paper) => paper,
        Err(Halt::Refused(why)) => {
            let said = why.iter().map(|why| motcua_messages::sentence(why, visit.lang));
            return Ok(unknown(said.collect::<Vec<_>>().join(" ")));
        }
        Err(broke) => return Err(broke),
    };
    let is_same = paper.known.files.iter().any(|file| file.digest == *digest);
    let told = told_of(&paper, visit, page);
    let href = format!("/verify/{}", code.as_str());
    // A scan that the registry issued is what it is.
    if is_a_picture && !is_same {
        return Ok(of_a_picture(name, told, href, page));
    }
    let has_no_file = paper.known.files.is_empty();
    let (kind, state, more) = match (is_same, paper.known.standing) {
        // Also the file that whoever decided has signed: it is none until it is issued.
        (false, DeedStanding::Decided) => (told.words.kind, told.words.state, told.words.more),
        // What counts no more is told so, whatever the file is.
        (false, DeedStanding::Recalled(_) | DeedStanding::ReplacedBy(_)) if has_no_file => {
            (told.words.kind, told.words.state, told.words.more)
        }
        (false, _) if has_no_file => (
            "rest",
            page.t("Không rõ", "Unknown"),
            page.t(
                "Giấy mang mã này được cấp bản giấy, không có tệp nào được phát hành: hãy so với bản giấy.",
                "The paper with this code was given out on paper; no file of it was issued. Compare the paper.",
            )
            .to_string(),
        ),
        (true, _) => {
            let (title, until) = (page.t(&told.title, &told.title_en), &told.words.until);
            let mut what = format!("{title} {}, {}, {}", told.number, told.day, told.agency);
            for (word, said) in [
                (page.t("người ký", "signed by"), &told.signed_by),
                (page.t("dùng được đến hết ngày", "to be used until"), until),
            ] {
                if !said.is_empty() {
                    what = format!("{what}, {word} {said}");
                }
            }
            (told.words.kind, told.words.state, format!("{what}. {}", told.words.more))
        }
        (false, _) => (
            "late",
            page.t("Khác bản đã phát hành", "Not the file that was issued"),
            page.t(
                "Tệp mang mã của một giấy đã cấp nhưng không đúng từng byte với bản đã phát hành.",
                "It bears the code of a paper that was made, but is not byte for byte the file that was issued.",
            )
            .to_string(),
        ),
    };
    Ok(FileFound { name, kind, state, more, href })
}

/// There was too much in one sending, or the picture alone is too large.
fn not_looked_at(name: String, page: &Page) -> FileFound {
    let alone = page.t(
        "Trong một lần gửi có nhiều ảnh quá, hoặc ảnh này lớn quá: hãy gửi riêng ảnh này, quét 300 dpi là đủ.",
        "There were too many pictures in one sending, or this one is too large: send it alone; 300 dpi is enough.",
    );
    FileFound {
        name,
        kind: "rest",
        state: page.t("Chưa xem", "Not looked at"),
        more: alone.to_string(),
        href: String::new(),
    }
}

/// What a picture of a paper shows: which paper bears that code. Anybody can copy a code onto another paper, so the
/// picture itself is never said to be good.
fn of_a_picture(name: String, told: Found, href: String, page: &Page) -> FileFound {
    let what = format!("{} {}: {}.", page.t(&told.title, &told.title_en), told.number, told.words.state);
    let compare = page.t(
        "Ảnh không so được từng byte: hãy mở trang kiểm tra và so số, ngày, cơ quan, họ tên với giấy.",
        "A picture cannot be compared byte by byte: open the page and compare number, day, agency and name.",
    );
    FileFound {
        name,
        kind: "rest",
        state: page.t("Đọc được mã", "Code read"),
        more: format!("{what} {compare}"),
        href,
    }
}

/// The check code that our papers carry in what a file says of itself.
fn code_in(bytes: &[u8]) -> Option<CheckCode> {
    const BEFORE: &[u8] = b"<pdf:Keywords>";
    let at = bytes.windows(BEFORE.len()).position(|here| here == BEFORE)? + BEFORE.len();
    let rest = bytes.get(at..(at + 40).min(bytes.len()))?;
    let end = rest.iter().position(|byte| *byte == b'<')?;
    CheckCode::parse(std::str::from_utf8(rest.get(..end)?).ok()?)
}

/// `POST /verify/{code}`: the paper itself, for who knows whose it is.
pub async fn open(visit: Visit, Path(code): Path<String>, form: SentForm) -> Reply {
    let found = look_up(&visit, &code);
    let paper = match Verified::of(&visit, &found) {
        Ok(paper) => paper,
        Err(halt) => return Ok(shown(&visit, &code, None, &refusals(halt)?)),
    };
    let typed: String = form.get("name").chars().take(NAME_SHOWN_MAX).collect();
    let wrong = |refusal: Refusal| {
        Ok(with_name(&visit, Typed { code: &code, name: &typed }, Some(&paper), &[refusal.at("name")]))
    };
    // Of the code itself, however it was typed: else each way to write it would give more tries.
    let tried = Tried::Paper { code: paper.known.made.check.as_str(), from: &visit.from };
    if let Err(refusal) = visit.app.attempts.begin(tried, visit.now) {
        return wrong(refusal);
    }
    let (said, is) = (fold(form.get("name")), fold(paper.whose()));
    if said.is_empty() || said != is || !paper.is_in_force() {
        return wrong(Refusal::of("deed.name-wrong"));
    }
    visit.app.attempts.was_right(tried, visit.now);
    let kept = paper.kept_file(&visit.app)?;
    Ok(to_keep(&kept.good_name, Media::Pdf, waiting(kept.read).await?))
}

/// Who signed, and where by hand: a file with the agency's seal alone does not bear their signature.
fn signed_by(made: &DeedMade, page: &Page) -> String {
    let who = made.signed_by();
    match &made.signature {
        PersonSignature::ByHand if !who.is_empty() => {
            format!("{who} ({})", page.t("ký tay trên bản giấy", "by hand, on paper"))
        }
        PersonSignature::ByHand | PersonSignature::Awaited { .. } | PersonSignature::Signed { .. } => who,
    }
}

/// What everybody may know of it.
fn told_of(paper: &Verified<'_>, visit: &Visit, page: &Page) -> Found {
    let (made, template) = (paper.known.made, paper.template);
    let (number, book) = paper.number_and_book(&visit.app.law);
    let words = deed_words(paper.dossier, &paper.known, template, visit.now.day(), page);
    Found {
        code: made.check.to_string(),
        title: template.title.clone(),
        title_en: template.title_en.clone(),
        number,
        day: page.day(made.day),
        agency: made.agency_name(),
        signed_by: signed_by(made, page),
        book,
        whose: paper.masked(),
        may_open: paper.is_in_force(),
        compare_href: match visit.officer {
            Some(_) => format!("/officer/compare_print/{}", made.check.as_str()),
            None => String::new(),
        },
        words,
    }
}

/// What was typed into the page before.
struct Typed<'t> {
    code: &'t str,
    name: &'t str,
}

/// How much of a name comes back to be mended.
const NAME_SHOWN_MAX: usize = 200;

fn shown(visit: &Visit, code: &str, paper: Option<&Verified<'_>>, refused: &[Refusal]) -> Response {
    with_name(visit, Typed { code, name: "" }, paper, refused)
}

fn with_name(visit: &Visit, typed: Typed<'_>, paper: Option<&Verified<'_>>, refused: &[Refusal]) -> Response {
    let mut page = visit.page("verify", "Kiểm tra giấy", "Check a paper");
    let wrongs = Wrongs::of(refused, visit.lang, "code");
    wrongs.entitle(&mut page);
    let found = paper.map(|paper| told_of(paper, visit, &page));
    let status = if refused.is_empty() { StatusCode::OK } else { status_of_form(refused) };
    let (code, typed_name) = (typed.code.to_string(), typed.name.to_string());
    let shown = VerifyPage { code, typed_name, wrongs, found, files: Vec::new(), page };
    retry_after(html(status, &shown), refused)
}
