//! Giờ riêng của một cơ quan: hours that no other has, from a day on.

use super::frame::{href_of, open};
use crate::hours::{HoursBoxes, hours_page};
use crate::put_into_force::propose;
use axum::extract::Path;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;

/// `GET /manage/agencies/{code}/hours`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let agency = open(&signed, &code)?;
    let hours = signed.visit.app.law.hours_of(&agency.code);
    let boxes = HoursBoxes::of(hours.on(signed.visit.now.day()));
    let who = signed.visit.lang.t(&agency.name, &agency.name_en);
    Ok(hours_page(&signed, who, &href_of(agency), boxes, hours, &[]))
}

/// `POST /manage/agencies/{code}/hours`
pub(super) async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let agency = open(&signed, &code)?;
    let app = &signed.visit.app;
    let hours = app.law.hours_of(&agency.code);
    let boxes = HoursBoxes::sent(&form);
    let files = boxes.read().and_then(|since| {
        let files = app.books.own_hours(&app.law.directory, &agency.code, hours, &since);
        files.map_err(|refusal| vec![refusal])
    });
    let wrong = match files {
        Ok(files) => match propose(&signed, files).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(wrong) => wrong,
    };
    let who = signed.visit.lang.t(&agency.name, &agency.name_en);
    Ok(hours_page(&signed, who, &href_of(agency), boxes, hours, &wrong))
}
