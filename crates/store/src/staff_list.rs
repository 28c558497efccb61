//! Lists of staff, judged against the accounts that there are.

use crate::Rows;
use crate::reader::StoreReader;
use motcua_core::account::staff_list::{self, StaffDefaults, StaffPlan};
use motcua_core::act::Actor;
use motcua_core::document::SheetLine;
use motcua_core::{Day, Halt, Law};

/// What a list would make here; see [`staff_list::planned`].
pub fn planned(
    rows: &mut dyn Rows,
    law: &Law,
    actor: &Actor,
    today: Day,
    lines: &[SheetLine],
    defaults: &StaffDefaults,
) -> Result<StaffPlan, Halt> {
    let mut reader = StoreReader { rows, law, proposing: None };
    staff_list::planned(law, actor, today, &mut reader, lines, defaults)
}
