//! Small facts that history keeps: how somebody was told, why a date moved, parts and pages.

use super::DossierId;
use crate::catalogue::ProcedureId;
use crate::document::FileDigest;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How a person was told something (NĐ 61/2018 art 19.9).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Notice {
    /// Tin nhắn SMS
    Sms,
    /// Thư điện tử
    Email,
    /// Gọi điện thoại
    Phone,
    /// Mạng xã hội (Zalo …)
    Social,
    /// Tại quầy
    InPerson,
    /// Văn bản gửi qua bưu chính
    Letter,
}

impl Notice {
    /// All ways.
    pub const ALL: [Notice; Notice::COUNT] =
        [Notice::Sms, Notice::Email, Notice::Phone, Notice::Social, Notice::InPerson, Notice::Letter];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The way with this word.
    pub fn parse(text: &str) -> Option<Notice> {
        text.parse().ok()
    }
}

/// A part of a dossier, as its lead knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// Which dossier.
    pub id: DossierId,
    /// Of which procedure.
    pub procedure: ProcedureId,
}

/// Why a date was moved, as history keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The system did not work.
    Outage,
    /// Force majeure.
    ForceMajeure,
    /// An outage that had moved it should not have been recorded.
    OutageVoided,
    /// The State moved a day off.
    Calendar,
}

/// Pages of a file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagesOf {
    /// Which file.
    pub digest: FileDigest,
    /// Its name then.
    pub name: String,
    /// Which pages, counted from 1, in their new order.
    pub pages: Vec<u32>,
}
