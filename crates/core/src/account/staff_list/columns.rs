//! Which columns a list of staff may have, by the headings that they were found under.

use crate::text::fold;
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// A column that is read; all others are named and left alone.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray, EnumCount,
)]
#[strum(serialize_all = "snake_case")]
pub enum StaffColumn {
    /// Tên đăng nhập
    Id,
    /// Họ và tên
    Name,
    /// Cơ quan, đơn vị
    Agency,
    /// Số định danh
    Identity,
    /// Thư điện tử
    Email,
    /// Chức vụ
    Position,
    /// Nhiệm vụ
    Duty,
    /// Từ ngày
    From,
    /// Đến ngày
    To,
}

impl StaffColumn {
    /// All of them, in the order in which a list is written.
    pub const ALL: [StaffColumn; StaffColumn::COUNT] = *StaffColumn::VARIANTS.first_chunk().unwrap();

    /// The name of the field that a refusal is about.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The column with this heading.
    pub(super) fn headed(heading: &str) -> Option<StaffColumn> {
        let said = fold(heading);
        StaffColumn::ALL.into_iter().find(|column| column.headings().contains(&said.as_str()))
    }

    /// Headings in small letters without marks.
    fn headings(self) -> &'static [&'static str] {
        match self {
            StaffColumn::Id => &["ten dang nhap", "tai khoan", "log in name", "login", "username", "id"],
            StaffColumn::Name => {
                &["ho va ten", "ho ten", "ho chu dem va ten", "ho va ten can bo", "full name", "name"]
            }
            StaffColumn::Agency => &[
                "co quan",
                "don vi",
                "co quan don vi",
                "don vi cong tac",
                "noi cong tac",
                "ma co quan",
                "agency",
            ],
            StaffColumn::Identity => &[
                "cccd",
                "so cccd",
                "can cuoc",
                "so can cuoc",
                "can cuoc cong dan",
                "so can cuoc cong dan",
                "so dinh danh",
                "so dinh danh ca nhan",
                "so cccd cmnd",
                "so cmnd cccd",
                "identity",
                "identity number",
            ],
            StaffColumn::Email => &[
                "email",
                "e mail",
                "dia chi email",
                "thu dien tu",
                "email cong vu",
                "thu dien tu cong vu",
                "hop thu cong vu",
            ],
            StaffColumn::Position => &["chuc vu", "chuc danh", "chuc vu chuc danh", "position"],
            StaffColumn::Duty => &["nhiem vu", "vai tro", "duty", "duties"],
            StaffColumn::From => &["tu ngay", "ngay bat dau", "from"],
            StaffColumn::To => &["den ngay", "ngay ket thuc", "to"],
        }
    }
}
