//! `command.…`: commands that were kept and are sent later.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "command.unknown-version",
        422,
        "Lệnh này ở dạng {version}, chương trình chỉ đọc được dạng {known}. Lệnh vẫn được giữ; hãy cập nhật chương trình rồi gửi lại.",
        "This command is of version {version}; the program knows {known}. It is kept: update the program and send it again.",
    ),
    row(
        "command.unreadable",
        422,
        "Lệnh này không đọc được: {detail}",
        "This command cannot be read: {detail}",
    ),
];
