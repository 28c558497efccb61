//! `GET /api/v1/papers/{code}`: whether a paper counts, by the check code at its foot; and whether a file is
//! the one that was issued, by its digest, so that nobody sends it.

use super::answer::json;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::dossier::DeedStanding;
use motcua_edge::failure::Reply;
use motcua_edge::visit::Visit;
use motcua_told::period::Query;
use motcua_told::verified::{Verified, look_up};
use serde::Serialize;

/// What everybody may know of a paper.
#[derive(Serialize)]
struct PaperChecked {
    code: String,
    title: String,
    title_en: String,
    state: &'static str,
    /// In force, recalled or replaced since then; none for a paper that was not issued.
    since: Option<String>,
    number: Option<String>,
    day: String,
    agency: String,
    /// As the paper names them.
    signed_by: String,
    /// Whether their signature is in the file.
    signed_with_key: bool,
    book: Option<String>,
    /// Masked.
    whose: String,
    valid_until: Option<String>,
    /// By which document it was recalled.
    recalled_by: Option<String>,
    replaced_by: Option<Successor>,
    /// Whether the file with the digest that was asked about is the one that was issued; none where no
    /// digest was given.
    same_file: Option<bool>,
}

/// The paper that stands for another.
#[derive(Serialize)]
struct Successor {
    number: String,
    day: String,
}

/// `GET /api/v1/papers/{code}?sha256=`
pub async fn paper(visit: Visit, Path(code): Path<String>) -> Reply {
    let digest = Query::of(&visit.path).get("sha256").map(|text| text.to_ascii_lowercase());
    let found = look_up(&visit, &code);
    let paper = Verified::of(&visit, &found)?;
    let (made, template) = (paper.known.made, paper.template);
    let (number, book) = paper.number_and_book(&visit.app.law);
    let until = template.last_day(made.day);
    let is_over = until.is_some_and(|until| until < visit.now.day());
    let (state, since) = match paper.known.standing {
        DeedStanding::Decided => ("not_issued", None),
        DeedStanding::InForce(at) if is_over => ("over", Some(at)),
        DeedStanding::InForce(at) => ("in_force", Some(at)),
        DeedStanding::Recalled(recall) => ("recalled", Some(recall.at)),
        DeedStanding::ReplacedBy(former) => ("replaced", Some(former.replaced_at)),
    };
    let successor = match paper.known.standing {
        DeedStanding::ReplacedBy(former) => paper.dossier.deed_with(&former.by),
        _ => None,
    };
    let answer = PaperChecked {
        code: made.check.to_string(),
        title: template.title.clone(),
        title_en: template.title_en.clone(),
        state,
        since: since.map(|at| at.iso()),
        number: Some(number).filter(|number| !number.is_empty()),
        day: made.day.to_string(),
        agency: made.agency_name(),
        signed_by: made.signed_by(),
        signed_with_key: made.signature.file().is_some(),
        book: Some(book).filter(|book| !book.is_empty()),
        whose: paper.masked(),
        valid_until: until.map(|until| until.to_string()),
        recalled_by: match paper.known.standing {
            DeedStanding::Recalled(recall) => Some(recall.decision.clone()),
            _ => None,
        },
        replaced_by: successor
            .map(|next| Successor { number: next.made.number_and_symbol(), day: next.made.day.to_string() }),
        same_file: digest.map(|digest| paper.known.files.iter().any(|file| file.digest.0 == digest)),
    };
    Ok(json(StatusCode::OK, &answer))
}
