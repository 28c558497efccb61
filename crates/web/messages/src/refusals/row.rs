//! What a row holds.

/// What is said of one code.
pub(crate) struct RefusalRow {
    pub(crate) code: &'static str,
    pub(crate) status: u16,
    pub(crate) vi: &'static str,
    pub(crate) en: &'static str,
}

pub(super) const fn row(code: &'static str, status: u16, vi: &'static str, en: &'static str) -> RefusalRow {
    RefusalRow { code, status, vi, en }
}
