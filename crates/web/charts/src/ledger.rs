//! The ledger of time: who held the dossier, for how long, one after the other,
//! and where the due date stood. The numbered list below the bar says it in
//! words.

use super::svg::{Drawing, Rect, Width, shorten, text_width};

/// Whose time it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerKind {
    /// An agency was at work and its clock ran: solid.
    Working,
    /// The office waited for the citizen and the clock stood still: hatched.
    Waiting,
    /// The clock stood still for another lawful reason: dotted.
    Stopped,
    /// An agency was at work after the due date: thick lines the other way.
    Overrun,
}

/// One stay of the dossier with one holder.
#[derive(Debug, Clone)]
pub struct LedgerPart<'a> {
    /// Who held it.
    pub who: &'a str,
    /// How long, in words (`2 giờ 10 phút`).
    pub time: &'a str,
    /// How long, in the minutes that the bar is drawn in.
    pub minutes: u64,
    /// Whose time it was.
    pub kind: LedgerKind,
}

/// Facts of the chart; every text in the reader's language.
#[derive(Debug, Clone)]
pub struct Ledger<'a> {
    /// Unique in the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What a person who does not see it should know.
    pub desc: &'a str,
    /// In the order of time.
    pub parts: &'a [LedgerPart<'a>],
    /// Where the due date stood, in minutes from the left, and its label.
    pub due: Option<(u64, &'a str)>,
}

const BAR_TOP: f64 = 24.0;
const BAR: f64 = 34.0;

/// Draws it, for the telephone and for the desk.
pub fn ledger(facts: &Ledger<'_>) -> String {
    Width::BOTH.iter().map(|width| draw(facts, *width)).collect()
}

fn draw(facts: &Ledger<'_>, width: Width) -> String {
    let list_top = BAR_TOP + BAR + 14.0;
    let row = if width == Width::Wide { 26.0 } else { 42.0 };
    let height = list_top + row * facts.parts.len() as f64;
    let mut svg = Drawing::open(facts.id, facts.title, facts.desc, width, height);
    let wait = format!("{}-wait-{}", facts.id, width.suffix());
    let stop = format!("{}-stop-{}", facts.id, width.suffix());
    svg.hatch(&wait, "wait");
    svg.dots(&stop, "stop");
    let over = format!("{}-over-{}", facts.id, width.suffix());
    svg.thick_hatch(&over, "over");
    let fill = |svg: &mut Drawing, kind: LedgerKind, at: Rect| match kind {
        LedgerKind::Working => svg.rect("solid", at),
        LedgerKind::Waiting => svg.patterned("wait", &wait, at),
        LedgerKind::Stopped => svg.patterned("stop", &stop, at),
        LedgerKind::Overrun => svg.patterned("over", &over, at),
    };

    let total: u64 = facts.parts.iter().map(|part| part.minutes).sum();
    let whole = total.max(facts.due.map_or(0, |(at, _)| at)).max(1) as f64;
    let room = width.units() - 2.0;
    svg.rect("track", Rect { x: 1.0, y: BAR_TOP, w: room, h: BAR });
    let mut before = 0;
    for (i, part) in facts.parts.iter().enumerate() {
        let x = 1.0 + room * before as f64 / whole;
        let w = room * part.minutes as f64 / whole;
        fill(&mut svg, part.kind, Rect { x, y: BAR_TOP, w: (w - 2.0).max(1.0), h: BAR });
        if w >= 22.0 {
            svg.key((x + w / 2.0 - 1.0, BAR_TOP + BAR / 2.0), i + 1);
        }
        before += part.minutes;
    }
    if let Some((at, label)) = facts.due {
        let x = 1.0 + room * at as f64 / whole;
        svg.line("limit", (x, BAR_TOP - 6.0), (x, BAR_TOP + BAR + 6.0));
        let half = text_width(label) / 2.0;
        // At an edge the text leans on it: how wide a font really is nobody knows here.
        let (anchor, x) = match x {
            x if x + half > width.units() => ("end", width.units() - 1.0),
            x if x < half => ("start", 1.0),
            x => ("middle", x),
        };
        svg.text("bold", anchor, (x, BAR_TOP - 10.0), label);
    }

    for (i, part) in facts.parts.iter().enumerate() {
        let y = list_top + row * i as f64;
        svg.key((10.0, y + 10.0), i + 1);
        fill(&mut svg, part.kind, Rect { x: 26.0, y: y + 3.0, w: 14.0, h: 14.0 });
        match width {
            Width::Wide => {
                svg.text("", "start", (48.0, y + 14.0), &shorten(part.who, 80));
                svg.text("bold", "end", (width.units() - 1.0, y + 14.0), part.time);
            }
            Width::Narrow => {
                svg.text("", "start", (48.0, y + 14.0), &shorten(part.who, 40));
                svg.text("bold", "start", (48.0, y + 30.0), part.time);
            }
        }
    }
    svg.close()
}
