//! `motcua account import`: accounts from a list, as on `/manage/staff/import`.

use super::account::carry_out;
use super::demo::now;
use super::in_force::law_in_force;
use super::serve::open_store;
use super::served;
use super::staff::{drawn, holds_until, last_day};
use crate::config::Config;
use crate::said::{opening, said};
use motcua_core::account::staff_list::{StaffDefaults, StaffPlan};
use motcua_core::account::{AccountCommand, ImportStaff, OpenAccount};
use motcua_core::act::{Actor, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::{Halt, Refusal};
use motcua_messages::Lang;
use motcua_papers::sheet;
use motcua_store::staff_list;
use std::path::Path;

/// Says what the list would make and everything that is wrong with it. With `confirm`, and when
/// nothing is wrong, makes all accounts and prints their slips: one a line, cut by tabs.
pub fn import(
    config: &Config,
    file: &Path,
    agency: Option<&str>,
    duties: &[String],
    confirm: bool,
) -> Result<(), String> {
    let store = open_store(config)?;
    let law = law_in_force(config, &store)?.now().law;
    served::home(&law)?;
    let defaults = StaffDefaults {
        agency: agency.map(|text| known(&law, text)).transpose()?,
        duties: duties.iter().map(|word| duty(word)).collect::<Result<_, _>>()?,
    };
    let size = std::fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len();
    sheet::may_come(size).map_err(|refusal| said(&[refusal]))?;
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let lines = sheet::staff_list(&name, &bytes).map_err(|refusal| said(&[refusal]))?;
    let actor = Actor::Operator { name: config.operator.clone() };
    let today = now(config, &store).map_err(|fault| opening(&fault))?.day();
    let planned = store.read(|rows| staff_list::planned(rows, &law, &actor, today, &lines, &defaults));
    let plan = planned.map_err(|halt| match halt {
        Halt::Refused(wrong) => said(&wrong),
        Halt::Broke(fault) => opening(&fault),
    })?;
    tell(&plan)?;
    if !confirm {
        eprintln!("Chưa tạo gì; thêm --confirm để tạo. / Nothing was made; add --confirm to make them.");
        return Ok(());
    }
    let until = holds_until(config, &store)?;
    let (mut accounts, mut slips) = (Vec::new(), Vec::new());
    for planned in plan.accounts {
        let once = drawn(&OfficerId(planned.open.id.clone()));
        let OpenAccount { id, name, agency, .. } = &planned.open;
        slips.push(format!("{id}\t{}\t{name}\t{agency}\t{}", once.secret, last_day(until)));
        accounts.push(OpenAccount { password: once.hash, first_use: Some(until), ..planned.open });
    }
    if accounts.is_empty() {
        eprintln!("Không có ai mới. / Nobody is new.");
        return Ok(());
    }
    carry_out(config, &store, AccountCommand::from(ImportStaff { accounts }))?;
    slips.iter().for_each(|slip| println!("{slip}"));
    eprintln!(
        "{} tài khoản đã tạo; mật khẩu chỉ hiện lần này. / accounts made; passwords are shown only now.",
        slips.len()
    );
    Ok(())
}

/// What it would make, on the error output; refused with everything that is wrong.
fn tell(plan: &StaffPlan) -> Result<(), String> {
    if !plan.wrong.is_empty() {
        let line = |lang| {
            move |wrong: &motcua_core::account::staff_list::StaffWrong| {
                let field = wrong.refusal.field.as_deref().unwrap_or_default();
                format!("{}\t{field}\t{}", wrong.line, motcua_messages::sentence(&wrong.refusal, lang))
            }
        };
        let vi = plan.wrong.iter().map(line(Lang::Vi));
        let en = plan.wrong.iter().map(line(Lang::En));
        let both: Vec<String> = vi.zip(en).flat_map(|(vi, en)| [vi, en]).collect();
        let count = plan.wrong.len();
        return Err(format!("{}\n{count} lỗi; chưa tạo gì. / mistakes; nothing was made.", both.join("\n")));
    }
    for planned in &plan.accounts {
        let OpenAccount { id, name, agency, dated, .. } = &planned.open;
        let duties: Vec<&str> = dated.iter().map(|given| given.duty.as_str()).collect();
        eprintln!("{:?}\t{id}\t{agency}\t{name}\t{}", planned.lines, duties.join(","));
    }
    for (line, id) in &plan.known {
        eprintln!("[{line}]\t{id}\tđã có, giữ nguyên / there already, left as it is");
    }
    for (line, note) in &plan.notes {
        let words = [Lang::Vi, Lang::En].map(|lang| motcua_messages::staff_note(note, lang));
        eprintln!("[{line}]\t{}", words.join(" / "));
    }
    if !plan.unread.is_empty() {
        eprintln!("Cột không đọc / columns not read: {}", plan.unread.join(", "));
    }
    eprintln!("{} tài khoản mới / new accounts", plan.accounts.len());
    Ok(())
}

fn known(law: &motcua_core::Law, text: &str) -> Result<AgencyCode, String> {
    let code = AgencyCode::parse(text.trim()).ok().filter(|code| law.directory.agency(code).is_some());
    code.ok_or_else(|| said(&[Refusal::of("account.unknown-agency").at("agency").with("given", text)]))
}

fn duty(word: &str) -> Result<Duty, String> {
    let refused = || {
        let refusal = Refusal::of("account.unknown-duty").at("duty").with("given", word);
        said(&[refusal.with("allowed", Duty::ALL.map(Duty::as_str).join(", "))])
    };
    Duty::parse(word).ok_or_else(refused)
}
