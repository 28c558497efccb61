//! Desks, and the parts of a desk's work: which there are, and what is done there to lists.

use motcua_core::catalogue::Duty;
use motcua_edge::page::Page;
use motcua_store::worklist::{Load, WorkPart};

/// A link to a desk or to a part of its work.
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it is.
    pub name: &'static str,
    /// How many dossiers.
    pub all: String,
    /// How many of them are overdue; empty for none.
    pub overdue: String,
    /// One is there.
    pub current: bool,
}

/// The part an officer wants to see who has not said which: where something is overdue,
/// else the first with anything in it.
pub(super) fn first_with_work(loads: &[Load]) -> WorkPart {
    let overdue = loads.iter().find(|load| load.overdue > 0);
    let first = overdue.or_else(|| loads.iter().find(|load| load.all > 0 && load.part != WorkPart::Waiting));
    first.map_or(WorkPart::InHand, |load| load.part)
}

pub(super) fn desks(all_loads: &[(Duty, Vec<Load>)], desk: Duty, page: &Page) -> Vec<Tab> {
    let tab = |(duty, loads): &(Duty, Vec<Load>)| Tab {
        href: format!("/officer/work?desk={}", duty.as_str()),
        name: motcua_messages::duty(*duty, page.language()),
        all: page.count(loads.iter().map(|load| load.all).sum()),
        overdue: some(loads.iter().map(|load| load.overdue).sum(), page),
        current: *duty == desk,
    };
    all_loads.iter().map(tab).collect()
}

/// The reception desk always shows its four; the others have nothing to accept or
/// to return.
pub(super) fn parts(loads: &[Load], part: WorkPart, desk: Duty, page: &Page) -> Vec<Tab> {
    let shown = |part: &WorkPart| {
        desk == Duty::Reception
            || matches!(part, WorkPart::InHand | WorkPart::Waiting)
            || loads.iter().any(|load| load.part == *part)
    };
    let tab = |each: WorkPart| {
        let load = loads.iter().find(|load| load.part == each);
        Tab {
            href: format!("/officer/work?desk={}&part={}", desk.as_str(), each.as_str()),
            name: part_name(each, desk, page),
            all: page.count(load.map_or(0, |load| load.all)),
            overdue: some(load.map_or(0, |load| load.overdue), page),
            current: each == part,
        }
    };
    WorkPart::ALL.into_iter().filter(shown).map(tab).collect()
}

/// The acts that this part of this desk does to lists.
pub(super) fn batches(desk: Duty, part: WorkPart, page: &Page) -> Vec<(&'static str, &'static str)> {
    let lang = page.language();
    match (desk, part) {
        (Duty::Reception, WorkPart::ToAccept) => {
            vec![("accept", lang.t("Tiếp nhận các hồ sơ được đánh dấu", "Accept those that are ticked"))]
        }
        (Duty::Reception | Duty::Case, WorkPart::InHand) => {
            vec![("forward", lang.t("Chuyển các hồ sơ được đánh dấu", "Forward those that are ticked"))]
        }
        (Duty::Leader, WorkPart::InHand) => vec![("decide", lang.t("Ký theo danh sách", "Decide on a list"))],
        (Duty::Registry, WorkPart::InHand) => {
            vec![("issue", lang.t("Vào sổ, phát hành theo danh sách", "Issue a list"))]
        }
        _ => Vec::new(),
    }
}

fn some(count: i64, page: &Page) -> String {
    if count == 0 { String::new() } else { page.count(count) }
}

pub(super) fn part_name(part: WorkPart, desk: Duty, page: &Page) -> &'static str {
    let lang = page.language();
    match (part, desk) {
        (WorkPart::ToAccept, _) => lang.t("chờ tiếp nhận", "to accept"),
        (WorkPart::InHand, Duty::Reception) => lang.t("đã tiếp nhận, đang giữ", "accepted, in hand"),
        (WorkPart::InHand, Duty::Case) => lang.t("đang thụ lý", "in hand"),
        (WorkPart::InHand, Duty::Leader) => lang.t("chờ quyết định", "to decide"),
        (WorkPart::InHand, Duty::Staff) => "",
        (WorkPart::InHand, Duty::Registry) => lang.t("chờ vào sổ, đóng dấu", "to register and seal"),
        (WorkPart::Waiting, _) => lang.t("chờ công dân", "waiting for the person"),
        (WorkPart::ToReturn, _) => lang.t("chờ trả kết quả", "results to return"),
    }
}
