//! The little SVG that all charts share.

use std::fmt::Write as _;

/// Text that may stand between tags and inside quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(ch),
        }
    }
    out
}

/// At most this many letters, the last an ellipsis when some had to go. The
/// whole text stands in the table beside the chart.
pub(super) fn shorten(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_string();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Whether the drawing is for a telephone or a desk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// About 290 to 400 pixels.
    Narrow,
    /// From about 640 pixels on.
    Wide,
}

impl Width {
    /// Both, in the order in which they stand in the page.
    pub(super) const BOTH: [Width; 2] = [Width::Narrow, Width::Wide];

    /// Units of the view box; letters of 12 units then stay at 11 to 16 pixels.
    pub(super) fn units(self) -> f64 {
        match self {
            Width::Narrow => 300.0,
            Width::Wide => 760.0,
        }
    }

    /// Class that the style sheet shows or hides.
    fn class(self) -> &'static str {
        match self {
            Width::Narrow => "chart-narrow",
            Width::Wide => "chart-wide",
        }
    }

    /// Keeps ids of the two drawings apart.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Width::Narrow => "n",
            Width::Wide => "w",
        }
    }
}

/// One drawing being made.
pub(super) struct Drawing {
    out: String,
}

impl Drawing {
    /// Opens the picture with its name and description.
    pub(super) fn open(id: &str, title: &str, desc: &str, width: Width, height: f64) -> Drawing {
        let key = format!("{}-{}", escape(id), width.suffix());
        let mut out = String::with_capacity(4096);
        let _ = write!(
            out,
            "<svg class=\"chart {}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{key}-t {key}-d\">\
             <title id=\"{key}-t\">{}</title><desc id=\"{key}-d\">{}</desc>",
            width.class(),
            short(width.units()),
            short(height),
            escape(title),
            escape(desc),
        );
        Drawing { out }
    }

    /// A pattern of thin lines on white, rising to the right; `class` gives the
    /// lines their colour.
    pub(super) fn hatch(&mut self, id: &str, class: &str) {
        self.lines(id, class, 45, "1.5");
    }

    /// A pattern of thick lines on white, falling to the right.
    pub(super) fn thick_hatch(&mut self, id: &str, class: &str) {
        self.lines(id, class, -45, "4");
    }

    fn lines(&mut self, id: &str, class: &str, degrees: i32, thick: &str) {
        let _ = write!(
            self.out,
            "<defs><pattern id=\"{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate({degrees})\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>\
             <path class=\"{class}\" d=\"M2 0v6\" stroke-width=\"{thick}\"/></pattern></defs>",
            escape(id),
        );
    }

    /// A pattern of dots on white; `class` gives the dots their colour.
    pub(super) fn dots(&mut self, id: &str, class: &str) {
        let _ = write!(
            self.out,
            "<defs><pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"5\" height=\"5\" fill=\"#fff\"/><path class=\"{class}\" d=\"M1.5 2.5h2\" \
             stroke-width=\"2\"/></pattern></defs>",
            escape(id),
        );
    }

    /// A rectangle that takes its looks from a class.
    pub(super) fn rect(&mut self, class: &str, at: Rect) {
        let _ = write!(self.out, "<rect class=\"{class}\" {}/>", at.attributes());
    }

    /// A rectangle filled with a pattern and drawn round with the class's line.
    pub(super) fn patterned(&mut self, class: &str, pattern: &str, at: Rect) {
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" fill=\"url(#{})\" {}/>",
            escape(pattern),
            at.attributes()
        );
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let _ = write!(
            self.out,
            "<path class=\"{class}\" d=\"M{} {}L{} {}\"/>",
            short(from.0),
            short(from.1),
            short(to.0),
            short(to.1)
        );
    }

    /// Text; `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, class: &str, anchor: &str, (x, y): (f64, f64), text: &str) {
        let anchor = if anchor == "start" { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(
            self.out,
            "<text{class} x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            short(x),
            short(y),
            escape(text)
        );
    }

    /// A number in a white disc, readable on any pattern.
    pub(super) fn key(&mut self, (x, y): (f64, f64), number: usize) {
        let _ = write!(
            self.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"9\" fill=\"#fff\" class=\"axis\"/>",
            short(x),
            short(y)
        );
        self.text("bold", "middle", (x, y + 4.0), &number.to_string());
    }

    /// Closes the picture.
    pub(super) fn close(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// Place and size.
#[derive(Clone, Copy)]
pub(super) struct Rect {
    /// Left edge.
    pub(super) x: f64,
    /// Upper edge.
    pub(super) y: f64,
    /// Width; below zero is drawn as zero.
    pub(super) w: f64,
    /// Height; below zero is drawn as zero.
    pub(super) h: f64,
}

impl Rect {
    fn attributes(self) -> String {
        format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            short(self.x),
            short(self.y),
            short(self.w.max(0.0)),
            short(self.h.max(0.0))
        )
    }
}

/// One decimal at most: finer than a pixel, and a third of the bytes.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_string()
}

/// About how wide a text of 12 units is drawn; a little too much rather than
/// too little, so that labels do not touch.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * 6.8
}
