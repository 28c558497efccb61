//! Charts drawn on the server: plain facts in, one string of SVG out.
//!
//! They obey three rules. Every value that is drawn is also written, or stands
//! in the table beside the chart. No meaning hangs on colour: patterns, numbers
//! and words carry it too. No `style` attribute and no script, because the
//! content security policy forbids both; looks come from `assets/css/parts.css`.
//!
//! A chart that has letters in it is drawn twice, for a telephone and for a
//! desk, and the style sheet shows one of them: shrinking one drawing would
//! leave letters of five pixels on the telephone.

mod bar;
mod ledger;
mod numbers;
mod ranking;
mod sparkline;
mod svg;
#[cfg(test)]
mod tests;
mod trend;

pub use bar::bar;
pub use ledger::{Ledger, LedgerKind, LedgerPart, ledger};
pub use numbers::Numbers;
pub use ranking::{Ranking, RankingRow, ranking};
pub use sparkline::sparkline;
pub use trend::{Trend, TrendDay, trend};
