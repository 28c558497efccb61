//! A line the size of a word: which way, not how much.

use super::svg::{escape, short};
use std::fmt::Write as _;

const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 28.0;
const EDGE: f64 = 4.0;

/// Values from the oldest to the newest, from zero up; a missing value breaks
/// the line. `title` says in words what the line says.
pub fn sparkline(title: &str, values: &[Option<u64>]) -> String {
    let highest = values.iter().flatten().copied().max().unwrap_or(0).max(1);
    let step = (WIDTH - 2.0 * EDGE) / values.len().saturating_sub(1).max(1) as f64;
    let place = |i: usize, value: u64| {
        (EDGE + step * i as f64, HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * value as f64 / highest as f64)
    };
    let mut path = String::new();
    let mut pen_down = false;
    let mut last = None;
    for (i, value) in values.iter().enumerate() {
        let Some(value) = value else {
            pen_down = false;
            continue;
        };
        let (x, y) = place(i, *value);
        let _ = write!(path, "{}{} {}", if pen_down { 'L' } else { 'M' }, short(x), short(y));
        pen_down = true;
        last = Some((x, y));
    }
    let end = last.map_or_else(String::new, |(x, y)| {
        format!("<circle class=\"solid\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", short(x), short(y))
    });
    format!(
        "<svg class=\"chart spark\" viewBox=\"0 0 {} {}\" role=\"img\"><title>{}</title>\
         <path class=\"stroke\" d=\"{path}\"/>{end}</svg>",
        short(WIDTH),
        short(HEIGHT),
        escape(title)
    )
}
