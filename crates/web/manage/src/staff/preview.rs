//! What a list would make, as a page shows it before anything is made.

use super::told;
use crate::list_mistake::ListMistake;
use motcua_core::account::staff_list::{StaffColumn, StaffPlan};
use motcua_core::directory::AgencyCode;
use motcua_core::document::SheetLine;
use motcua_edge::page::{Page, agency_name};
use motcua_edge::signed::Signed;
use motcua_papers::sheet::cells;

/// The preview of a list.
pub(super) struct PreviewShown {
    /// The list itself, for the form that confirms it.
    pub(super) sheet: String,
    pub(super) is_sound: bool,
    pub(super) count: String,
    /// How many mistakes there are.
    pub(super) mistakes: String,
    pub(super) wrong: Vec<ListMistake>,
    /// How many more mistakes there are than are shown; empty for none. So with the others.
    pub(super) more_wrong: String,
    pub(super) accounts: Vec<AccountLine>,
    pub(super) more: String,
    pub(super) known: Vec<String>,
    pub(super) more_known: String,
    pub(super) notes: Vec<String>,
    pub(super) more_notes: String,
    pub(super) unread: String,
}

/// An account that would be made.
pub(super) struct AccountLine {
    pub(super) lines: String,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) agency: String,
    pub(super) duties: String,
    pub(super) key: String,
}

/// People, mistakes and remarks that are shown; of more than these the page says how many.
const SHOWN_MAX: usize = 300;

pub(super) fn preview(signed: &Signed, plan: &StaffPlan, lines: &[SheetLine], page: &Page) -> PreviewShown {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let on_line = |number: usize| format!("{} {number}", page.t("dòng", "line"));
    let wrong = plan.wrong.iter().take(SHOWN_MAX).map(|wrong| {
        let column = column(wrong.refusal.field.as_deref().unwrap_or_default(), page);
        ListMistake::of(wrong.line, column, &wrong.refusal, lang)
    });
    let accounts = plan.accounts.iter().take(SHOWN_MAX).map(|planned| {
        let (open, known) = (&planned.open, &planned.open.particulars);
        AccountLine {
            lines: planned.lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
            name: open.name.clone(),
            id: open.id.clone(),
            agency: AgencyCode::parse(&open.agency)
                .map_or_else(|_| open.agency.clone(), |code| agency_name(app, &code, lang)),
            duties: told::all_given(&open.dated, page),
            key: if known.identity.is_empty() { known.email.clone() } else { known.identity.clone() },
        }
    });
    let known = plan.known.iter().map(|(line, id)| format!("{}: {id}", on_line(*line)));
    let notes = plan
        .notes
        .iter()
        .map(|(line, note)| format!("{}: {}", on_line(*line), motcua_messages::staff_note(note, lang)));
    let notes = notes.take(SHOWN_MAX);
    let more = |all: usize| match all.saturating_sub(SHOWN_MAX) {
        0 => String::new(),
        more => page.count(more as i64),
    };
    PreviewShown {
        sheet: cells::written(lines),
        is_sound: plan.wrong.is_empty() && !plan.accounts.is_empty(),
        count: page.count(plan.accounts.len() as i64),
        mistakes: page.count(plan.wrong.len() as i64),
        wrong: wrong.collect(),
        more_wrong: more(plan.wrong.len()),
        accounts: accounts.collect(),
        more: more(plan.accounts.len()),
        known: known.take(SHOWN_MAX).collect(),
        more_known: more(plan.known.len()),
        notes: notes.collect(),
        more_notes: more(plan.notes.len()),
        unread: plan.unread.join(", "),
    }
}

/// The column of a field, as headings say it.
fn column(field: &str, page: &Page) -> &'static str {
    let lang = page.language();
    let Some(column) = StaffColumn::ALL.into_iter().find(|column| column.as_str() == field) else {
        return "";
    };
    match column {
        StaffColumn::Id => lang.t("Tên đăng nhập", "Log-in name"),
        StaffColumn::Name => lang.t("Họ và tên", "Full name"),
        StaffColumn::Agency => lang.t("Cơ quan", "Agency"),
        StaffColumn::Identity => lang.t("Số định danh", "Identity number"),
        StaffColumn::Email => lang.t("Thư điện tử", "E-mail"),
        StaffColumn::Position => lang.t("Chức vụ", "Position"),
        StaffColumn::Duty => lang.t("Nhiệm vụ", "Duty"),
        StaffColumn::From => lang.t("Từ ngày", "From"),
        StaffColumn::To => lang.t("Đến ngày", "To"),
    }
}
