//! What stands around every page of a draft: where one is, that it is saved, and
//! what another device has done meanwhile.

use super::carried::{Renewed, renewed};
use super::from::From;
use super::kept::Opened;
use super::receive::End;
use super::typed::differences;
use axum::http::StatusCode;
use motcua_core::{Moment, Refusal};
use motcua_edge::assets;
use motcua_edge::form::Pairs;
use motcua_edge::page::Page;
use motcua_edge::visit::Visit;

/// The frame of a page of a draft.
pub(super) struct Frame {
    /// What is being handed in.
    pub procedure: String,
    /// `Bước 2 trên 4`.
    pub step: String,
    /// The page before, or the check page for whoever came from it.
    pub back: String,
    /// `check` or nothing.
    pub from: &'static str,
    /// `Đã lưu lúc 09:41`.
    pub saved: String,
    /// What the page says when it could not be saved.
    pub unsaved: &'static str,
    /// Where the page is saved.
    pub save: String,
    /// How to go on elsewhere.
    pub resume: String,
    /// How often the page had been saved.
    pub seen: u32,
    /// Tells this opened page from others.
    pub hand: String,
    /// What another device has typed; none when nobody was quicker.
    pub meanwhile: Option<Meanwhile>,
    /// What a new version changed since the draft was begun.
    pub renewed: Option<Renewed>,
    /// Saves while one types.
    pub script: &'static str,
}

/// What another device has typed in the same page.
pub(super) struct Meanwhile {
    /// What happened.
    pub heading: String,
    /// What to do about it.
    pub advice: &'static str,
    /// The question and what the other device says to it.
    pub lines: Vec<(String, String)>,
}

impl Frame {
    /// Around this page (`person`) of the draft.
    pub(super) fn of(visit: &Visit, opened: &Opened, name: &str, from: &From) -> Result<Frame, Refusal> {
        let (procedure, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        let pages = opened.draft.page_names(&visit.app.law, version);
        let place = pages.iter().position(|page| page == name).unwrap_or_default();
        let back = match (from.is_check(), place.checked_sub(1).and_then(|before| pages.get(before))) {
            (true, _) => format!("/submit/{}/check", opened.id),
            (false, Some(before)) => format!("/submit/{}/{before}", opened.id),
            (false, None) => format!("/procedures/{}", procedure.id),
        };
        let page = visit.page("procedures", "", "");
        let step = match page.lang {
            "en" => format!("Step {} of {}", place + 1, pages.len()),
            _ => format!("Bước {} trên {}", place + 1, pages.len()),
        };
        let hand = hex::encode(visit.app.random::<4>());
        Ok(Frame {
            procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
            step,
            back,
            from: from.word(),
            saved: saved(&page, opened.saved_at, visit.now),
            unsaved: page.t("Chưa lưu được. Đang thử lại.", "Not saved. Trying again."),
            save: format!("/submit/{}/save?page={name}", opened.id),
            resume: format!("/submit/{}/resume", opened.id),
            seen: opened.draft.pages.rev(name),
            hand,
            meanwhile: None,
            renewed: renewed(visit, &opened.draft, (procedure, version), &page),
            script: assets::script_href("draft"),
        })
    }

    /// Says what the other device has typed where it differs from `mine`: what is
    /// shown now. `label` names the question of a field.
    pub(super) fn tell(
        &mut self,
        visit: &Visit,
        opened: &Opened,
        name: &str,
        mine: &Pairs,
        end: Option<&End>,
        label: impl Fn(&str) -> String,
    ) {
        let page = visit.page("procedures", "", "");
        let aside = opened.draft.pages.get(name).and_then(|kept| kept.aside.as_ref());
        let (heading, advice, other) = match (end, aside) {
            (Some(End::Overtaken(current)), _) => (
                page.t(
                    "Trang này vừa được lưu khác đi từ một máy khác",
                    "This page has just been saved otherwise from another device",
                )
                .to_string(),
                page.t(
                    "Dưới đây là những gì quý vị vừa gõ. Xin so lại rồi bấm “Tiếp tục”.",
                    "Below is what you have just typed. Please compare, then press “Continue”.",
                ),
                current,
            ),
            (_, Some(aside)) => (
                format!(
                    "{} {}",
                    page.t(
                        "Từ một máy khác quý vị còn gõ khác, lúc",
                        "On another device you typed otherwise, at"
                    ),
                    at(&page, aside.at, visit.now)
                ),
                page.t(
                    "Xin so lại; bấm “Tiếp tục” là giữ những gì ghi trong các ô dưới đây.",
                    "Please compare; “Continue” keeps what stands in the boxes below.",
                ),
                &aside.pairs,
            ),
            _ => return,
        };
        let mut lines: Vec<(String, String)> = Vec::new();
        for (field, value) in differences(mine, other) {
            let label = label(field);
            // The boxes of a date are one question.
            match lines.iter_mut().find(|(known, _)| *known == label) {
                Some((_, known)) => known.push_str(&format!(" / {value}")),
                None => lines.push((label, value.to_string())),
            }
        }
        if !lines.is_empty() {
            self.meanwhile = Some(Meanwhile { heading, advice, lines });
        }
    }
}

/// `Đã lưu lúc 09:41`, with the day when it is not today.
pub(super) fn saved(page: &Page, when: Moment, now: Moment) -> String {
    format!("{} {}", page.t("Đã lưu lúc", "Saved at"), at(page, when, now))
}

fn at(page: &Page, when: Moment, now: Moment) -> String {
    if when.day() == now.day() { when.clock() } else { page.moment(when) }
}

/// The status of a page after its answers were received.
pub(super) fn status_of(end: Option<&End>) -> StatusCode {
    match end {
        Some(End::Overtaken(_)) => StatusCode::CONFLICT,
        Some(End::Refused(refused)) => motcua_edge::ask::status_of_form(refused),
        Some(End::Accepted) | None => StatusCode::OK,
    }
}

/// What is wrong with the answers.
pub(super) fn refused(end: Option<&End>) -> &[Refusal] {
    match end {
        Some(End::Refused(refused)) => refused,
        _ => &[],
    }
}
