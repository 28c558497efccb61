//! Soạn phiên bản mới: the next version of a procedure as fields. What they make is shown with all
//! that it changes, and put into force there.

mod boxes;
mod edited;
mod kept;
mod place;
mod read;
mod rows;
mod shown;

use super::proposal::read as read_files;
use super::put_into_force::propose;
use axum::Router;
use axum::extract::Path;
use axum::routing;
use edited::Edited;
use motcua_core::Refusal;
use motcua_edge::app::Server;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;
use place::{FIRST_DAY, down_the_page, placed};
use std::sync::Arc;

/// Its address.
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/manage/procedures/{id}/edit", routing::get(get).post(post))
}

/// `GET /manage/procedures/{id}/edit`
async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let edited = Edited::of(&signed, &id)?;
    shown::shown(&signed, &edited, &boxes::of(&edited.edit), &[])
}

/// `POST /manage/procedures/{id}/edit`: shows what the fields change, or the fields again with one
/// row more or with what is wrong.
async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let edited = Edited::of(&signed, &id)?;
    if shown::added(&form).is_some() {
        return shown::shown(&signed, &edited, &form, &[]);
    }
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let read::Typed { edit, mut wrong, rows } = read::read(&form, edited.last, &edited.edit);
    if form.get("mark") != edited.mark {
        wrong.push(Refusal::of("catalogue.overtaken").at(FIRST_DAY).with("number", app.change));
    }
    match edit.file(&app.books, edited.procedure, today) {
        Err(refusal) => wrong.push(refusal),
        Ok(file) => {
            // Also beside what could not be read: everything that is wrong is said at once.
            let mistakes = read_files(app, vec![file.clone()]).await?.1.err().unwrap_or_default();
            let mistakes =
                mistakes.into_iter().map(|mistake| placed(mistake, &rows, edited.last, signed.visit.lang));
            let others: Vec<Refusal> =
                mistakes.filter(|other| wrong.iter().all(|why| why.field != other.field)).collect();
            wrong.extend(others);
            if wrong.is_empty() {
                match propose(&signed, vec![file]).await? {
                    Ok(page) => return Ok(page),
                    Err(refusals) => {
                        wrong.extend(refusals.into_iter().map(|refusal| refusal.at(FIRST_DAY)));
                    }
                }
            }
        }
    }
    shown::shown(&signed, &edited, &form, &down_the_page(wrong))
}
