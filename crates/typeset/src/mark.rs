//! The mark of a signature or seal: a page as large as the place where it stands, without tags, that
//! another room lays upon the paper.

use crate::face::{ASCENT, Face, LINE};
use crate::line::lines;
use crate::pdf::{fonts, words};
use crate::print::TypesetProblem;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::{Document, SerializeSettings};
use motcua_core::deed::Run;

/// The red of seals (NĐ 30/2020, appendix I: the picture of an agency's seal is red).
const RED: Colour = (190, 20, 30);
/// The blue of persons' signatures (the same appendix: the picture of a signature is blue).
const BLUE: Colour = (20, 60, 170);
const BLACK: Colour = (0, 0, 0);
const WHITE: Colour = (255, 255, 255);
const SIZE: f32 = 8.0;
const PAD: f32 = 4.0;
/// Above and below the one line of a mark on a page: it stands between the foot of a paper and the edge.
const TIGHT: f32 = 1.5;

/// Draws the mark of a seal: these lines in a red frame. Lines that do not fit below are left out.
pub fn seal_mark(said: &[String], width: f32, height: f32) -> Result<Vec<u8>, TypesetProblem> {
    drawn(std::slice::from_ref(&said), (width, height), PAD, RED, None)
}

/// The same for a person's signature, in blue.
pub fn signature_mark(said: &[String], width: f32, height: f32) -> Result<Vec<u8>, TypesetProblem> {
    drawn(std::slice::from_ref(&said), (width, height), PAD, BLUE, None)
}

/// Draws what each page of a certified copy bears, one line: a page for each, white, so that it can be read upon
/// whatever was scanned.
pub fn page_marks(said: &[String]) -> Result<Vec<u8>, TypesetProblem> {
    let wide = said.iter().map(|line| Face::Regular.width(line, SIZE)).fold(0.0, f32::max);
    let lines: Vec<[String; 1]> = said.iter().map(|line| [line.clone()]).collect();
    // A hair more, so that no rounding breaks the line.
    drawn(&lines, (wide + 2.0 * PAD + 0.5, SIZE * LINE + 2.0 * TIGHT), TIGHT, BLACK, Some(WHITE))
}

type Colour = (u8, u8, u8);

fn drawn<Lines: AsRef<[String]>>(
    pages: &[Lines],
    (width, height): (f32, f32),
    pad: f32,
    colour: Colour,
    ground: Option<Colour>,
) -> Result<Vec<u8>, TypesetProblem> {
    let broken = |why: &str| TypesetProblem::NotWritten(why.to_string());
    // The paper has its own tags and colours; this becomes a part of it.
    let settings =
        SerializeSettings { enable_tagging: false, no_device_cs: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let fonts = fonts()?;
    let of = |(red, green, blue): Colour| rgb::Color::new(red, green, blue);
    let ink = of(colour);
    for said in pages {
        let mut page = document.start_page_with(
            PageSettings::from_wh(width, height).ok_or_else(|| broken("a mark of no size"))?,
        );
        let mut surface = page.surface();
        let frame = Rect::from_xywh(0.6, 0.6, width - 1.2, height - 1.2);
        let mut path = PathBuilder::new();
        path.push_rect(frame.ok_or_else(|| broken("a mark of no size"))?);
        surface.set_fill(ground.map(|ground| Fill { paint: of(ground).into(), ..Fill::default() }));
        surface.set_stroke(Some(Stroke { paint: ink.into(), width: 1.0, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint: ink.into(), ..Fill::default() }));
        let mut y = pad;
        for text in said.as_ref() {
            let runs = [Run { text: text.clone(), bold: false, italic: false }];
            for line in lines(&runs, SIZE, width - 2.0 * PAD, 0.0)? {
                if y + SIZE * LINE > height - pad + 1.0 {
                    break;
                }
                for segment in line.segments(SIZE, None) {
                    let start = Point::from_xy(PAD + segment.x, y + SIZE * ASCENT);
                    words(&mut surface, &fonts, segment.face, &segment.text, SIZE, None, start);
                }
                y += SIZE * LINE;
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|why| broken(&why.to_string()))
}

/// How high a mark with these lines is.
pub fn seal_mark_height(said: &[String], width: f32) -> f32 {
    let all = said.iter().map(|text| {
        let runs = [Run { text: text.clone(), bold: false, italic: false }];
        lines(&runs, SIZE, width - 2.0 * PAD, 0.0).map_or(1, |lines| lines.len())
    });
    all.sum::<usize>() as f32 * SIZE * LINE + 2.0 * PAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{What, lay_out};
    use crate::print::{FootMark, Print};
    use motcua_core::deed::{Deed, PageSize};

    /// The mark stands so far from the edge of a page (`papers::pdf::bind`), smaller on a smaller page.
    const FROM_THE_EDGE: f32 = 8.0;

    #[test]
    fn what_a_certified_page_bears_stands_below_the_foot_of_our_own_papers_and_beside_its_code() {
        let said = "Bản sao chứng thực số 12345/2025-SCT/BS, ngày 31/12/2025. Trang 100/100. \
                    Mã kiểm tra: 7K2M-9QXT-4B8N-HW3P-5";
        let wide = Face::Regular.width(said, SIZE) + 2.0 * PAD + 0.5;
        let (whole, upper) = (595.0, FROM_THE_EDGE + SIZE * LINE + 2.0 * TIGHT);
        for page in [PageSize::A4, PageSize::A5] {
            let deed = Deed { title: String::new(), page, size: 13, blocks: Vec::new(), is_draft: false };
            let lines = ["Mã kiểm tra: 7K2M".to_string(), "Kiểm tra giấy này: quét mã".to_string()];
            let foot = FootMark { holds: "https://x.vn".into(), lines, keyword: String::new() };
            let made = motcua_core::Moment(0);
            let laid =
                lay_out(&deed, &Print { made, id: "x".into(), across: None, foot: Some(foot) }).unwrap();
            let scale = laid.width / whole;
            let left = laid.width - (wide + FROM_THE_EDGE) * scale;
            let mut seen = 0;
            for item in &laid.sheets[0].items {
                match &item.what {
                    What::Words { y, size, .. } => {
                        let lowest = laid.height - y - 0.22 * size;
                        assert!(lowest > upper * scale, "{page:?}: {lowest} points above the edge");
                    }
                    What::Code { x, side, .. } => assert!(x + side < left, "{page:?}"),
                    What::Rule { .. } | What::Mark { .. } => panic!("an empty paper"),
                }
                seen += 1;
            }
            assert_eq!(seen, 3, "a code and two lines");
        }
    }
}
