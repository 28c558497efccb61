//! Pages become a file: PDF/A-2a and PDF/UA-1, with everything that is read aloud tagged in its order.

use crate::face::{FACES, Face, LetterPlaced};
use crate::page::{Item, Kind, Laid, What};
use crate::print::{Print, TypesetProblem};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use qrcodegen::{QrCode, QrCodeEcc};
use std::num::NonZeroU16;

const LANGUAGE: &str = "vi-VN";
/// Black is 0: the words across a draft are pale, so that what is below can be read.
const PALE: u8 = 222;
/// Of a square of a code.
const HAIR: f32 = 0.02;
/// Letters from which on a code is dense.
const LONG_CODE: usize = 100;

/// Writes the file.
pub(crate) fn write(laid: &Laid, title: &str, print: &Print) -> Result<Vec<u8>, TypesetProblem> {
    let broken = |why: String| TypesetProblem::NotWritten(why);
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| broken(format!("{why:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(title, print));
    let fonts = fonts()?;
    let mut read: Vec<Vec<Identifier>> = vec![Vec::new(); laid.parts.len()];
    for sheet in &laid.sheets {
        let size = PageSettings::from_wh(laid.width, laid.height);
        let mut page = document.start_page_with(size.ok_or_else(|| broken("a page of no size".into()))?);
        let mut surface = page.surface();
        // What lies behind comes first.
        let (behind, before): (Vec<&Item>, Vec<&Item>) =
            sheet.items.iter().partition(|item| matches!(item.what, What::Mark { .. }));
        for item in behind.into_iter().chain(before) {
            let tag = match (item.part, &item.what) {
                (Some(_), _) => ContentTag::Span(SpanTag::empty()),
                (None, What::Mark { .. }) => {
                    ContentTag::Artifact(Artifact::with_kind(ArtifactType::Watermark))
                }
                (None, What::Words { .. }) => {
                    ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
                }
                (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            };
            let id = surface.start_tagged(tag);
            draw(&mut surface, &fonts, &item.what, (laid.width, laid.height));
            surface.end_tagged();
            if let Some(ids) = item.part.and_then(|part| read.get_mut(part)) {
                ids.push(id);
            }
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(title.to_string(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    document.set_outline(outline);
    document.set_tag_tree(tree(laid, title, read));
    document.finish().map_err(|why| broken(why.to_string()))
}

pub(crate) fn fonts() -> Result<[Font; 4], TypesetProblem> {
    let font = |face: Face| Font::new(face.printed().into(), 0);
    match FACES.map(font) {
        [Some(regular), Some(bold), Some(italic), Some(both)] => Ok([regular, bold, italic, both]),
        _ => Err(TypesetProblem::NotWritten("a face cannot be read".into())),
    }
}

fn metadata(title: &str, print: &Print) -> Metadata {
    let (day, at) = (print.made.day(), print.made.minute());
    let (year, month, of_month) = day.ymd();
    let two = |number: u32| u8::try_from(number).unwrap_or_default();
    let made = DateTime::new(u16::try_from(year).unwrap_or_default())
        .month(two(month))
        .day(two(of_month))
        .hour(two(u32::from(at / 60)))
        .minute(two(u32::from(at % 60)))
        .second(0)
        .utc_offset_hour(7)
        .utc_offset_minute(0);
    // By it a file that somebody holds is found again.
    let code = print.foot.iter().map(|foot| foot.keyword.clone()).collect();
    Metadata::new()
        .keywords(code)
        .title(title.to_string())
        .language(LANGUAGE.into())
        .creator("Một Cửa".into())
        .document_id(print.id.clone())
        .creation_date(made)
}

fn draw(surface: &mut Surface<'_>, fonts: &[Font; 4], what: &What, (width, height): (f32, f32)) {
    match what {
        What::Words { x, y, face, size, text, space } => {
            words(surface, fonts, *face, text, *size, Some(*space), Point::from_xy(*x, *y));
        }
        What::Rule { x, y, to_x, to_y, thickness } => {
            let mut path = PathBuilder::new();
            path.move_to(*x, *y);
            path.line_to(*to_x, *to_y);
            let Some(path) = path.finish() else { return };
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: luma::Color::black().into(),
                width: *thickness,
                ..Stroke::default()
            }));
            surface.draw_path(&path);
            surface.set_stroke(None);
            surface.set_fill(Some(Fill::default()));
        }
        What::Code { x, y, side, holds } => code(surface, holds, (*x, *y, *side)),
        What::Mark { text } => {
            // As long as three quarters of the page are wide.
            let size = (width * 1.1 / Face::Bold.width(text, 1.0)).min(width / 5.5);
            let long = Face::Bold.width(text, size);
            let turn = Transform::from_rotate_at(-50.0, width / 2.0, height / 2.0);
            surface.push_transform(&turn);
            surface.set_fill(Some(Fill { paint: luma::Color::new(PALE).into(), ..Fill::default() }));
            let start = Point::from_xy((width - long) / 2.0, height / 2.0 + size / 3.0);
            words(surface, fonts, Face::Bold, text, size, None, start);
            surface.set_fill(Some(Fill::default()));
            surface.pop();
        }
    }
}

/// Draws a text in one face, each space as wide as it is told.
pub(crate) fn words(
    surface: &mut Surface<'_>,
    fonts: &[Font; 4],
    face: Face,
    text: &str,
    size: f32,
    space: Option<f32>,
    start: Point,
) {
    let glyph = |placed: LetterPlaced| {
        let LetterPlaced { at, letter, glyph, width, right, up } = placed;
        let width = if letter == ' ' { space.map_or(width, |space| space / size) } else { width };
        let range = at..at + letter.len_utf8();
        KrillaGlyph::new(GlyphId::new(glyph), width, right, up, 0.0, range, None)
    };
    let glyphs: Vec<KrillaGlyph> = face.placed(text).into_iter().map(glyph).collect();
    surface.draw_glyphs(start, &glyphs, fonts[face as usize].clone(), text, size, false);
}

fn code(surface: &mut Surface<'_>, holds: &str, (x, y, side): (f32, f32, f32)) {
    // Squares as large as can be come before what may be missing of them. An address is far below what a code can hold.
    let missing = if holds.len() > LONG_CODE { QrCodeEcc::Low } else { QrCodeEcc::Medium };
    let Ok(code) = QrCode::encode_text(holds, missing) else { return };
    let square = side / code.size() as f32;
    // In whole squares, which take a third of the room that points take.
    surface.push_transform(&Transform::from_row(square, 0.0, 0.0, square, x, y));
    let mut path = PathBuilder::new();
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let run = (column..code.size()).take_while(|column| code.get_module(*column, row)).count() as i32;
            if run > 0 {
                // A hair wider and higher, so that no viewer shows a seam between two.
                path.extend_rect(Rect::from_xywh(column as f32, row as f32, run as f32 + HAIR, 1.0 + HAIR));
            }
            column += run.max(1);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.pop();
}

trait ExtendRect {
    fn extend_rect(&mut self, rect: Option<Rect>);
}

impl ExtendRect for PathBuilder {
    fn extend_rect(&mut self, rect: Option<Rect>) {
        if let Some(rect) = rect {
            self.push_rect(rect);
        }
    }
}

/// What is read aloud, in its order.
fn tree(laid: &Laid, title: &str, read: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.into()));
    let mut parts = laid.parts.iter().zip(read).peekable();
    let heading = |level: u16| {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        Tag::Hn(level, Some(title.to_string()))
    };
    let filled = |mut group: TagGroup, ids: Vec<Identifier>| {
        ids.into_iter().for_each(|id| group.push(id));
        group
    };
    while let Some((kind, ids)) = parts.next() {
        match kind {
            Kind::Title => tree.push(filled(TagGroup::new(heading(1)), ids)),
            Kind::Subtitle | Kind::Paragraph => tree.push(filled(TagGroup::new(Tag::P), ids)),
            Kind::Cell { table, row, is_head } => {
                let mut whole = TagGroup::new(Tag::Table);
                let (mut at, mut group) = (*row, TagGroup::new(Tag::TR));
                group.push(filled(cell(*is_head), ids));
                while let Some((Kind::Cell { row, is_head, .. }, ids)) =
                    parts.next_if(|(kind, _)| matches!(kind, Kind::Cell { table: same, .. } if same == table))
                {
                    if *row != at {
                        whole.push(std::mem::replace(&mut group, TagGroup::new(Tag::TR)));
                        at = *row;
                    }
                    group.push(filled(cell(*is_head), ids));
                }
                whole.push(group);
                tree.push(whole);
            }
        }
    }
    tree
}

fn cell(is_head: bool) -> TagGroup {
    if is_head { TagGroup::new(Tag::TH(TableHeaderScope::Column)) } else { TagGroup::new(Tag::TD) }
}
