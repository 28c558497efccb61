//! What a row holds.

/// What is said of one code.
pub(in crate::messages) struct RefusalRow {
    pub(in crate::messages) code: &'static str,
    pub(in crate::messages) status: u16,
    pub(in crate::messages) vi: &'static str,
    pub(in crate::messages) en: &'static str,
}

pub(super) const fn row(code: &'static str, status: u16, vi: &'static str, en: &'static str) -> RefusalRow {
    RefusalRow { code, status, vi, en }
}
