//! `motcua files sweep`: removes files that nobody names, or says how many there are.

use super::serve::open_store;
use crate::config::Config;
use crate::said::opening;
use crate::shelf;
use crate::sweep::Sweep;
use crate::system::system_now;
use motcua_store::setting;

/// Looks at every file once; may run beside a server.
pub fn sweep(config: &Config, dry_run: bool) -> Result<(), String> {
    let store = open_store(config)?;
    let simulated = store.read(|rows| setting::get(rows, setting::SCENARIO));
    if simulated.map_err(|fault| opening(&fault))?.is_some() {
        // Its files were taken in by another clock than the system's.
        return Err("Dữ liệu mô phỏng: máy chủ chạy thử tự dọn. / \
             This is a demonstration: its server sweeps by its own clock."
            .into());
    }
    let files = shelf::open(config)?;
    let sweep = Sweep {
        store: &store,
        files: &files,
        grace_days: config.files_grace_days,
        now: &system_now,
        shelf_now: system_now(),
        dry_run,
        stop: &|| false,
    };
    let swept = sweep.run().map_err(|fault| opening(&fault))?;
    let (vi, en) = match dry_run {
        true => ("tệp sẽ bị xóa vì không hồ sơ nào dùng", "files would be removed, as nobody names them"),
        false => ("tệp đã xóa vì không hồ sơ nào dùng", "files removed, as nobody names them"),
    };
    println!("{} / {} {vi} ({} byte) / {en}", swept.gone, swept.seen, swept.bytes);
    Ok(())
}
