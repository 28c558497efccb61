//! The bar inside a table row. Silent, because the row writes the number.

use super::svg::short;

/// A share of a whole as a small bar; an empty track when nothing was counted.
pub fn bar(numerator: u64, denominator: u64) -> String {
    let share = if denominator == 0 { 0.0 } else { 100.0 * numerator as f64 / denominator as f64 };
    format!(
        "<svg class=\"chart bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         focusable=\"false\"><path class=\"track\" d=\"M0 0h100v8H0z\"/>\
         <path class=\"solid\" stroke-width=\"0\" d=\"M0 0h{}v8H0z\"/></svg>",
        short(share.min(100.0))
    )
}
