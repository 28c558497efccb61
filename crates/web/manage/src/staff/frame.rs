//! What every page of one person's account is made from.

use motcua_core::account::{Account, AccountCommand, Reach};
use motcua_core::act::OfficerId;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Dossier;
use motcua_core::{Day, Fault, Halt, Refusal};
use motcua_edge::act::{Acted, Sending, send};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::form::SentForm;
use motcua_edge::page::agency_name;
use motcua_edge::sent::key_of;
use motcua_edge::signed::Signed;
use motcua_store::account;

/// The page of an account.
pub(super) fn href_of(id: &OfficerId) -> String {
    let id: String = form_urlencoded::byte_serialize(id.0.as_bytes()).collect();
    format!("/manage/staff/people/{id}")
}

/// How far the officer's keeping of accounts reaches, also as a stand-in.
pub(super) fn reach_of(signed: &Signed) -> Result<Reach, Refusal> {
    Reach::of(&signed.visit.app.law, &signed.viewer())
}

/// Whoever keeps accounts, and the one that is meant. One that is not theirs is not there.
pub(super) fn kept(signed: &Signed, id: &str) -> Result<(Account, Reach), Halt> {
    let (found, reach) = found(signed, id)?;
    let found = found.filter(|account| is_theirs(signed, &reach, account));
    Ok((found.ok_or_else(|| Refusal::of("page.unknown"))?, reach))
}

/// One's own account, whoever one is; else as [`kept`].
pub(super) fn own_or_kept(signed: &Signed, id: &str) -> Result<(Account, Option<Reach>), Halt> {
    if signed.officer.id.0 == id {
        let own = signed.visit.app.read(|rows| account::get(rows, &signed.officer.id))?;
        return Ok((own.ok_or_else(|| Refusal::of("page.unknown"))?, reach_of(signed).ok()));
    }
    kept(signed, id).map(|(account, reach)| (account, Some(reach)))
}

/// The same, also of whoever has left and still holds dossiers where they keep accounts.
pub(super) fn kept_or_holding(signed: &Signed, id: &str) -> Result<(Account, Reach), Halt> {
    let (found, reach) = found(signed, id)?;
    let Some(account) = found else { return Err(Refusal::of("page.unknown").into()) };
    if is_theirs(signed, &reach, &account) || !held(signed, &reach, &account.officer.id)?.is_empty() {
        return Ok((account, reach));
    }
    Err(Refusal::of("page.unknown").into())
}

fn found(signed: &Signed, id: &str) -> Result<(Option<Account>, Reach), Halt> {
    let reach = reach_of(signed)?;
    Ok((signed.visit.app.read(|rows| account::get(rows, &OfficerId(id.to_string())))?, reach))
}

fn is_theirs(signed: &Signed, reach: &Reach, account: &Account) -> bool {
    let law = &signed.visit.app.law;
    let next = account.next.as_ref().map(|next| &next.agency);
    reach.covers(law, &account.on(signed.visit.now.day()).agency)
        || next.is_some_and(|agency| reach.covers(law, agency))
}

/// The most dossiers that one form gives away; whoever holds more sends it again.
pub(super) const HELD_MAX: u32 = 300;

/// The open dossiers that somebody holds by name, of those that this keeper may give to others:
/// those of another agency are no more theirs to see than its people.
pub(super) fn held(signed: &Signed, reach: &Reach, id: &OfficerId) -> Result<Vec<Dossier>, Fault> {
    let app = &signed.visit.app;
    let held = app.read(|rows| account::dossiers_held_by(rows, id, HELD_MAX))?;
    Ok(held.into_iter().filter(|dossier| reach.covers(&app.law, &dossier.holder.agency)).collect())
}

/// Carries an act on accounts out, once for this form.
pub(super) async fn acted(
    signed: &Signed,
    form: &SentForm,
    about: &str,
    command: impl Into<AccountCommand>,
) -> Result<Acted<Account>, Halt> {
    let command = command.into();
    let key = key_of(form, &format!("{} {about}", command.name()))?;
    let sending = Sending { key: Some(key), ..Sending::default() };
    send(&signed.visit.app, &signed.actor()?, sending, command).await
}

/// The agencies whose people they keep, by name.
pub(super) fn agencies(signed: &Signed, reach: &Reach) -> Vec<ChoiceShown> {
    let (law, lang) = (&signed.visit.app.law, signed.visit.lang);
    let mine = law.directory.agencies().iter().filter(|agency| reach.covers(law, &agency.code));
    let mine = mine.filter(|agency| {
        let province = law.directory.province_of(&agency.unit).unwrap_or(&agency.unit);
        law.policy.serves(province)
    });
    let named = mine.map(|agency| {
        ChoiceShown::new(agency.code.as_str(), agency_name(&signed.visit.app, &agency.code, lang))
    });
    let mut named: Vec<ChoiceShown> = named.collect();
    named.sort_by(|one, two| one.text.cmp(&two.text));
    named
}

/// The agency that was typed, where it is one.
pub(super) fn agency_typed(signed: &Signed, typed: &str) -> Option<AgencyCode> {
    let code = AgencyCode::parse(typed).ok()?;
    signed.visit.app.law.directory.agency(&code).map(|agency| agency.code.clone())
}

/// `01/08/2025`, or nothing.
pub(super) fn vn(day: Option<Day>) -> String {
    day.map(Day::vn).unwrap_or_default()
}
