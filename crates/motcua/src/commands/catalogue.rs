//! `motcua catalogue`: check, diff, export, put into force.

use super::{demo, in_force, serve, served};
use crate::config::Config;
use crate::said::{listed, opening};
use crate::system::system_now;
use motcua_books::{Books, TriedFiles};
use motcua_core::act::{Actor, OfficerId};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{PortalDiffers, PortalSays};
use motcua_core::law::Policy;
use motcua_core::law::changes::{LawDifference, between};
use motcua_core::law_change::{CatalogueFile, LawChangeCommand, PutIntoForce, may_be_changed};
use motcua_core::{Day, Halt, Law, Refusal};
use motcua_messages::Lang;
use motcua_store::account;
use motcua_store::act::{self, Acting};
use motcua_store::dossier::open_by_procedure;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads every file and says everything that is wrong, with file, line, field and reason:
/// of this folder, else of what is in force here.
pub fn check(config: &Config, folder: Option<&Path>) -> Result<(), String> {
    let books = match folder {
        Some(folder) => Books::folder(folder).map_err(|wrong| listed(&wrong))?,
        None => in_use(config)?.0,
    };
    // Without a province: the agencies of all. Papers are made by every template.
    let law = books.sound(Policy::default(), None).map_err(|wrong| listed(&wrong))?;
    let mut gaps = law.directory.gaps();
    gaps.extend(law.undecided(system_now().day()));
    if !gaps.is_empty() {
        return Err(listed(&gaps));
    }
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
    portal_remarks(&law);
    department_remarks(&law, system_now().day());
    Ok(())
}

/// Says which fields no department sees from above: nobody wrote whose they are, or they are none's.
fn department_remarks(law: &Law, today: Day) {
    let nothing_said = law.catalogue.fields_without_department(today);
    let rows = || law.catalogue.field_departments(today);
    let of_none = rows().filter(|row| row.departments.is_empty()).map(|row| row.field.as_str());
    let assumed = rows().filter(|row| row.trust.is_assumed()).count();
    let listed = |fields: Vec<&str>| if fields.is_empty() { "-".to_string() } else { fields.join("; ") };
    println!(
        "Lĩnh vực chưa ghi sở nào theo dõi / fields of which no row says whose they are: {}\n\
         Lĩnh vực không thuộc sở nào / fields of no department: {}\n\
         {assumed} dòng của departments.tsv chưa kiểm chứng / rows not verified.",
        listed(nothing_said),
        listed(of_none.collect()),
    );
}

/// Says where the national portal has something else than a procedure's own file: no
/// mistake, but somebody should look at the publishing decision.
fn portal_remarks(law: &Law) {
    let (mut remarks, mut seen) = (Vec::new(), 0);
    for procedure in law.catalogue.all() {
        seen += usize::from(!procedure.has_own_file());
        // The newest version is the one that is still being written.
        let Some(day) = procedure.versions.last().map(|version| version.effective_from) else { continue };
        remarks.extend(law.catalogue.portal_differs(procedure, day).iter().map(portal_remark));
    }
    println!(
        "{seen} thủ tục lấy từ Cổng Dịch vụ công quốc gia; {differ} chỗ Cổng ghi khác tệp của ta (không phải lỗi).\n\
         {seen} procedures come from the national portal; in {differ} places it differs from our files (no mistake).",
        differ = remarks.len()
    );
    remarks.iter().for_each(|remark| println!("  {remark}"));
}

/// `2.000806 online: limit 10 working_days; portal 2026-07-20: 5 working_days`
fn portal_remark(differs: &PortalDiffers) -> String {
    let limits = |limits: &[Limit]| limits.iter().map(Limit::to_string).collect::<Vec<_>>().join(", ");
    let fee = |fee: &Option<u64>| fee.map_or("?".to_string(), |vnd| vnd.to_string());
    let fees = |fees: &[Option<u64>]| fees.iter().map(fee).collect::<Vec<_>>().join(", ");
    let (ours, theirs) = match &differs.says {
        PortalSays::Limit { ours, portal } => (format!("limit {}", limits(ours)), portal.to_string()),
        PortalSays::NewerLimit { ours, newer, law } => {
            (format!("limit {}", limits(ours)), format!("{newer}, {law}"))
        }
        PortalSays::Fee { ours, portal } => (format!("fee_vnd {}", fees(ours)), portal.clone()),
        PortalSays::WayMissing => ("-".to_string(), "+".to_string()),
    };
    format!("{} {}: {ours}; portal {}: {theirs}", differs.procedure, differs.way.as_str(), differs.on)
}

/// Says what the catalogue in `folder` changes, version by version, against what is in
/// force; and how many open dossiers keep the old rules.
pub fn diff(config: &Config, folder: PathBuf, count: bool) -> Result<(), String> {
    let old = in_use(config)?.0;
    let old = old.law(in_force::policy(config, &old)?).map_err(|wrong| listed(&wrong))?;
    let new = in_force::law(&Config { catalogue: Some(folder), ..config.clone() })?;
    let open: BTreeMap<String, i64> = if count {
        let store = serve::open_store(config)?;
        store.read(open_by_procedure).map_err(|fault| opening(&fault))?.into_iter().collect()
    } else {
        BTreeMap::new()
    };
    let changes = between(&old, &new);
    let mut told = BTreeSet::new();
    for change in &changes {
        let id = &change.procedure;
        let found = new.catalogue.procedure(id).or_else(|| old.catalogue.procedure(id));
        let name = found.map(|procedure| procedure.name.as_str()).unwrap_or_default();
        match (change.was, change.is) {
            (None, Some(is)) => println!("+ {id} {name} (v{is})"),
            (Some(was), None) => println!("- {id} {name} (v{was})"),
            (was, is) => println!("~ {id} {name} (v{} → v{})", was.unwrap_or(0), is.unwrap_or(0)),
        }
        change.changes.iter().for_each(|change| println!("    {}", line(change)));
        if let Some(open) = open.get(id.as_str()).filter(|_| told.insert(id.clone())) {
            println!("    {open} hồ sơ đang mở giữ phiên bản của mình / open dossiers keep their version");
        }
    }
    let procedures: BTreeSet<_> = changes.iter().map(|change| &change.procedure).collect();
    println!("{} thủ tục thay đổi / procedures changed", procedures.len());
    Ok(())
}

/// Writes what is in force into a folder, file by file, sound or not: to keep it in
/// version control, or to mend it.
pub fn export(config: &Config, folder: &Path) -> Result<(), String> {
    let (books, last) = in_use(config)?;
    books.write_to(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    println!(
        "Đã ghi {count} tệp (đến thay đổi số {last}). / Wrote {count} files (up to change {last}).",
        count = books.files().count()
    );
    Ok(())
}

/// Puts the files of a folder that differ into force, by the same rule as the page.
pub fn put_into_force(config: &Config, folder: &Path, because: ChangedBecause) -> Result<(), String> {
    let store = serve::open_store(config)?;
    let (now, last) = in_force::books_in_force(config, &store)?;
    let theirs = Books::folder(folder).map_err(|wrong| listed(&wrong))?;
    let differs = |(path, text): &(&str, &str)| may_be_changed(path) && now.text(path) != Some(text);
    let file = |(path, text): (&str, &str)| CatalogueFile { path: path.into(), text: text.into() };
    let files: Vec<CatalogueFile> = theirs.files().filter(differs).map(file).collect();
    let policy = in_force::policy(config, &now)?;
    // What cannot be read any more is mended against the files below it.
    let standing_law = match now.law(policy.clone()) {
        Ok(law) => law,
        Err(_) => in_force::law(config)?,
    };
    let tried = TriedFiles { files: &files, before: &standing_law };
    let proposed = now.with(&files).sound(policy, Some(tried)).map_err(|wrong| listed(&wrong))?;
    let at = demo::now(config, &store).map_err(|fault| opening(&fault))?;
    let actor = match because.officer {
        None => Actor::Operator { name: config.operator.clone() },
        Some(id) => {
            let id = OfficerId(id);
            let found = store.read(|rows| account::log_in(rows, &id, at.day()));
            let officer = found.map_err(|fault| opening(&fault))?.map(|account| account.officer);
            Actor::Officer(officer.ok_or_else(|| format!("Không có tài khoản / no account {:?}", id.0))?)
        }
    };
    served::home(&standing_law)?;
    let names: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let command = LawChangeCommand::from(PutIntoForce { files, reason: because.reason, seen: last });
    let said = |refusal: &Refusal| {
        format!(
            "{}\n{}",
            motcua_messages::sentence(refusal, Lang::Vi),
            motcua_messages::sentence(refusal, Lang::En)
        )
    };
    let proposed = Arc::new(proposed);
    // The files were read above.
    let proposing = |_: &[CatalogueFile]| Ok(proposed.clone());
    let asking = Acting { proposing: Some(&proposing), ..Acting::of(&standing_law, &actor, at) };
    match act::carry_out(&store, &asking, command) {
        Ok(law) => {
            println!(
                "Thay đổi số {0} đã có hiệu lực: {1} / change {0} is in force: {1}",
                law.map_or(0, |law| law.last.seq),
                names.join(", ")
            );
            Ok(())
        }
        Err(Halt::Refused(refusals)) => Err(refusals.iter().map(said).collect::<Vec<_>>().join("\n")),
        Err(Halt::Broke(fault)) => Err(opening(&fault)),
    }
}

/// Who changes the catalogue, and why.
pub struct ChangedBecause {
    /// The log-in name of the leader of the province's office; without one it is the operator.
    pub officer: Option<String>,
    /// The decision or the mistake behind it.
    pub reason: String,
}

/// What is in force: the files, with what was put over them where there is a database.
fn in_use(config: &Config) -> Result<(Books, u32), String> {
    let is_there = config.database_url.is_some() || config.data.join("motcua.db").exists();
    if is_there {
        in_force::books_in_force(config, &serve::open_store(config)?)
    } else {
        Ok((in_force::books(config)?, 0))
    }
}

/// `limit on-time/online: 3 working_days → 2 working_days`
fn line(change: &LawDifference) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "∅".into());
    format!("{} {}: {} → {}", change.part.as_str(), change.key, side(&change.before), side(&change.after))
}
