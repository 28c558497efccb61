//! What a change of the catalogue changes, in words: procedure by procedure, part by part,
//! with the open dossiers that keep their version.

use motcua_core::law::changes::VersionChange;
use motcua_core::law_change::OpenUnder;
use motcua_core::{Fault, Law};
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_store::catalogue::open_of;
use motcua_told::differs::{DifferenceLine, line};

/// The differences of one version.
pub(super) struct Differs {
    /// The procedure.
    pub name: String,
    /// Which version, against which.
    pub which: String,
    /// Part by part.
    pub lines: Vec<DifferenceLine>,
    /// Whose version stays: how many, under which.
    pub open: Vec<String>,
    /// Some of them by their codes.
    pub codes: Vec<String>,
    /// There are more than those.
    pub more: bool,
}

/// Dossiers that are named; the others are counted.
const NAMED: u32 = 20;

/// All differences between two laws.
pub(super) fn differs(
    app: &App,
    new: &Law,
    changes: &[VersionChange],
    open: &[OpenUnder],
    page: &Page,
) -> Result<Vec<Differs>, Fault> {
    changes.iter().map(|change| one(app, new, change, open, page)).collect()
}

fn one(
    app: &App,
    new: &Law,
    change: &VersionChange,
    open: &[OpenUnder],
    page: &Page,
) -> Result<Differs, Fault> {
    let id = &change.procedure;
    let found = new.catalogue.procedure(id).or_else(|| app.law.catalogue.procedure(id));
    let version = page.t("phiên bản", "version");
    let which = match (change.was, change.is) {
        (None, Some(is)) => format!("{} {version} {is}", page.t("mới:", "new:")),
        (Some(was), None) => format!("{version} {was} {}", page.t("không còn", "is gone")),
        (Some(was), Some(is)) if was == is => {
            format!("{} {version} {is}", page.t("sửa ngay trong", "altered within"))
        }
        (was, is) => {
            let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            format!("{version} {} → {}", number(was), number(is))
        }
    };
    let mut sums = Vec::new();
    for sum in open.iter().filter(|sum| sum.procedure == *id && sum.dossiers > 0) {
        let (count, keep) =
            (page.count(sum.dossiers), page.t("hồ sơ đang mở giữ phiên bản", "open dossiers keep version"));
        sums.push(format!("{count} {keep} {}", sum.version));
    }
    let codes = if sums.is_empty() { Vec::new() } else { app.read(|rows| open_of(rows, id, NAMED + 1))? };
    let lang = page.language();
    let code = |(code, version, status): &(_, u32, _)| {
        format!(
            "{code} ({} {version}, {})",
            page.t("phiên bản", "version"),
            motcua_messages::status(*status, lang)
        )
    };
    Ok(Differs {
        name: found.map_or_else(|| id.to_string(), |one| page.t(&one.name, &one.name_en).to_string()),
        which,
        lines: change.changes.iter().map(|change| line(change, page)).collect(),
        open: sums,
        more: codes.len() > NAMED as usize,
        codes: codes.iter().take(NAMED as usize).map(code).collect(),
    })
}
