//! The walk: what each kind of person opens, with a form filled in wrongly on the way.

mod at_home;
mod in_the_office;
mod of_the_province;

use crate::kit::album::Album;
use crate::kit::{Browser, Kit};
use crate::office::Office;
use crate::oversight;
use crate::{
    agencies, beside, certified_copies, deed_life, deeds, money, money_online, registers, returning,
    shared_results, signing, stock,
};
use motcua_core::dossier::DossierCode;
use motcua_edge::secret::secret_of;
use std::sync::Arc;

const MONDAY: &str = "2025-07-14T09:00";
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// Everywhere that somebody can go.
pub async fn everywhere(album: &Arc<Album>) {
    let kit = || Kit::at(MONDAY).shown_to(album);
    at_home::what_everybody_reads(kit()).await;
    let (many, several) = (agencies::serving(MONDAY, &["48"]), agencies::serving(MONDAY, &["46", "48"]));
    at_home::many_communes(many.shown_to(album), several.shown_to(album)).await;
    at_home::the_board(Kit::at("2025-07-01T08:00").shown_to(album)).await;
    at_home::handing_in(kit()).await;
    at_home::what_was_said_before(kit()).await;
    at_home::a_list_of_people(Office::of(kit()).await).await;
    in_the_office::every_act(Office::of(kit()).await).await;
    beside::walk(Office::of(kit()).await).await;
    in_the_office::supplements(Office::of(kit()).await).await;
    deeds::walk(Office::of(kit()).await).await;
    certified_copies::walk(Office::of(kit()).await).await;
    shared_results::walk(Office::of(kit()).await).await;
    deed_life::walk(Office::of(kit()).await).await;
    signing::walk(album).await;
    registers::walk(Office::of(kit()).await).await;
    stock::walk(Office::of(kit()).await).await;
    returning::walk(Office::of(kit()).await).await;
    money::walk(Office::of(kit()).await).await;
    money_online::walk(|kit| kit.shown_to(album)).await;
    in_the_office::linked_procedures(Office::of(kit()).await).await;
    in_the_office::the_desk(Office::of(kit()).await).await;
    in_the_office::the_counter(Office::of(kit()).await).await;
    in_the_office::beside_the_citizen(Office::of(kit()).await).await;
    in_the_office::outages(Office::of(kit()).await).await;
    in_the_office::other_calendars(Office::of(kit()).await).await;
    in_the_office::silence(album).await;
    in_the_office::files(kit()).await;
    of_the_province::the_catalogue(kit()).await;
    of_the_province::the_agencies(kit()).await;
    of_the_province::other_systems(kit()).await;
    of_the_province::the_staff(Office::of(kit()).await).await;
    oversight::walk(Office::of(kit()).await).await;
    of_the_province::simulated(album).await;
}

async fn opens(browser: &mut Browser, paths: &[&str]) {
    for path in paths {
        browser.get(path).await;
    }
}

/// What the person and everybody else see of a dossier.
async fn told(office: &Office, code: &DossierCode) {
    let secret = secret_of(&office.kit.app.receipt_key, &office.now(code));
    let mut citizen = office.kit.browser();
    for path in [
        format!("/track?code={code}"),
        format!("/receipt/{code}?key={secret}"),
        format!("/dossiers/{code}?key={secret}"),
        format!("/dossiers/{code}/withdraw?key={secret}"),
    ] {
        citizen.get(&path).await;
    }
    for seq in 1..=office.events(code) {
        citizen.get(&format!("/dossiers/{code}/notices/{seq}?key={secret}")).await;
    }
}
