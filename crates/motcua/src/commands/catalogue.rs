//! `motcua catalogue check` and `motcua catalogue diff`

use super::serve;
use crate::config::Config;
use motcua_books::Books;
use motcua_core::BadData;
use motcua_core::law::Policy;
use motcua_core::law::changes::{Change, Side, diff as changes};
use motcua_store::dossier::open_by_procedure;
use motcua_web::messages;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Reads every file and says everything that is wrong, with file, line, field and reason.
pub fn check(folder: Option<&Path>) -> Result<(), String> {
    let books = match folder {
        Some(folder) => Books::folder(folder).map_err(|wrong| listed(&wrong))?,
        None => Books::embedded(),
    };
    let law = books.law(Policy::default()).map_err(|wrong| listed(&wrong))?;
    let procedures = law.catalogue.all();
    let unverified: usize =
        procedures.iter().filter_map(|p| p.versions.last()).map(|version| version.unverified().len()).sum();
    println!(
        "Danh mục đọc được: {} thủ tục, {} cơ quan; {unverified} dữ kiện chưa kiểm chứng.\n\
         The catalogue is sound: {} procedures, {} agencies; {unverified} facts not verified.",
        procedures.len(),
        law.directory.agencies().len(),
        procedures.len(),
        law.directory.agencies().len(),
    );
    Ok(())
}

/// Says what the catalogue in `folder` changes, procedure by procedure, against the
/// one that is in use; and how many open dossiers keep the old rules.
pub fn diff(config: &Config, folder: PathBuf, count: bool) -> Result<(), String> {
    let old = serve::law(config)?;
    let new = serve::law(&Config { catalogue: Some(folder), ..config.clone() })?;
    let open: BTreeMap<String, i64> = if count {
        let store = serve::open_store(config)?;
        store.read(open_by_procedure).map_err(|fault| serve::opening(&fault))?.into_iter().collect()
    } else {
        BTreeMap::new()
    };
    let mut changed = 0;
    for procedure in new.catalogue.all() {
        let was = old.catalogue.procedure(&procedure.id).and_then(|procedure| procedure.versions.last());
        let Some(version) = procedure.versions.last() else { continue };
        let Some(was) = was else {
            changed += 1;
            println!("+ {} {}", procedure.id, procedure.name);
            continue;
        };
        let found = changes(Side { law: &old, version: was }, Side { law: &new, version });
        if found.is_empty() && was.number == version.number {
            continue;
        }
        changed += 1;
        println!("~ {} {} (v{} → v{})", procedure.id, procedure.name, was.number, version.number);
        found.iter().for_each(|change| println!("    {}", line(change)));
        if let Some(open) = open.get(procedure.id.as_str()) {
            println!("    {open} hồ sơ đang mở giữ phiên bản của mình / open dossiers keep their version");
        }
    }
    let is_gone = |id| new.catalogue.procedure(id).is_none();
    for gone in old.catalogue.all().iter().filter(|procedure| is_gone(&procedure.id)) {
        changed += 1;
        println!("- {} {}", gone.id, gone.name);
    }
    println!("{changed} thủ tục thay đổi / procedures changed");
    Ok(())
}

/// `limit on-time/online: 3 working_days → 2 working_days`
fn line(change: &Change) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "∅".into());
    format!("{} {}: {} → {}", change.part.as_str(), change.key, side(&change.before), side(&change.after))
}

/// All mistakes, a paragraph each, and how many.
pub fn listed(wrong: &[BadData]) -> String {
    let mut text: String = wrong.iter().map(|bad| messages::bad_data(bad) + "\n").collect();
    text.push_str(&format!("{} lỗi / mistakes", wrong.len()));
    text
}
