//! `law.…`: parts of the catalogue that do not fit together.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[row(
    "law.unknown-hours",
    422,
    "Cơ quan {agency} dùng bộ giờ “{hours}” không có trong hours.toml.",
    "The agency {agency} uses the hours “{hours}”, which are not in hours.toml.",
)];
