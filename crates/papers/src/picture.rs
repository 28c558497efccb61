//! Pictures: decoded under a limit that is checked before memory is asked for,
//! turned upright, and written anew, so that nothing but their points remains: no
//! place where it was taken, no second file behind the first.

use crate::legible;
use crate::points::PointsLeft;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use motcua_core::Refusal;
use motcua_core::document::{Doubt, Media};
use std::io::Cursor;

/// The most points of a picture: phones of today take up to fifty million.
pub const PIXELS_MAX: u64 = 52_000_000;

/// The longest side, in points.
const SIDE_MAX: u32 = 20_000;
/// The most memory for the points of one picture: four bytes for each.
const ALLOC_MAX: u64 = PIXELS_MAX * 4;
/// JPEG is kept a little better than cameras write it.
const QUALITY: u8 = 90;

/// The picture to keep, and what may be wrong with it.
pub(crate) fn taken(bytes: &[u8], media: Media) -> Result<(Vec<u8>, Vec<Doubt>), Refusal> {
    let picture = flat(upright(bytes, media)?);
    let doubts = legible::doubts(&picture.to_luma8());
    let mut kept = Vec::new();
    let written = match media {
        Media::Png => picture.write_with_encoder(PngEncoder::new(&mut kept)),
        _ => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut kept, QUALITY)),
    };
    written.map_err(|_| broken())?;
    Ok((kept, doubts))
}

/// The points as a person would hold the picture.
fn upright(bytes: &[u8], media: Media) -> Result<DynamicImage, Refusal> {
    match media {
        Media::Png => {
            let limits = limits();
            decoded(PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(|error| refused(&error))?)
        }
        // A decoder fills the missing half with grey; nobody can read that.
        _ if !is_whole_jpeg(bytes) => Err(broken()),
        _ => decoded(JpegDecoder::new(Cursor::new(bytes)).map_err(|error| refused(&error))?),
    }
}

/// The end of the picture has come: behind its first scan stands the mark of the end. The
/// marks before it may belong to a small picture in the camera's own notes.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    const SCAN: u8 = 0xda;
    let mut at = 2;
    while let Some(&[0xff, mark, high, low]) = bytes.get(at..at + 4).and_then(<[u8]>::first_chunk::<4>) {
        if mark == SCAN {
            return bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        at += match mark {
            // Filling before a mark, and marks that stand alone.
            0xff => 1,
            0x01 | 0xd0..=0xd8 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([high, low])),
        };
    }
    // No scan at all: the decoder says so.
    true
}

/// The points of a picture in grey, as a person would hold it; none where it cannot be read, or has more than are
/// left. They are taken from those.
pub(crate) fn grey(bytes: &[u8], media: Media, left: &mut PointsLeft) -> Option<image::GrayImage> {
    let (width, height) = match media {
        Media::Png => PngDecoder::with_limits(Cursor::new(bytes), limits()).ok()?.dimensions(),
        _ => JpegDecoder::new(Cursor::new(bytes)).ok()?.dimensions(),
    };
    left.take(u64::from(width) * u64::from(height))?;
    Some(upright(bytes, media).ok()?.into_luma8())
}

/// The points of a picture in colour, as a person would hold it.
pub(crate) fn whole(bytes: &[u8], media: Media) -> Result<image::RgbImage, Refusal> {
    Ok(flat(upright(bytes, media)?).into_rgb8())
}

/// The points of a JPEG that stands in another file, in grey.
pub(crate) fn grey_of_jpeg(bytes: &[u8]) -> Option<image::GrayImage> {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    decoded(decoder).ok().map(|picture| picture.into_luma8())
}

fn decoded(mut decoder: impl ImageDecoder) -> Result<DynamicImage, Refusal> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(too_many());
    }
    decoder.set_limits(limits()).map_err(|error| refused(&error))?;
    if decoder.total_bytes() > ALLOC_MAX {
        return Err(too_many());
    }
    let orientation = decoder.orientation().map_err(|error| refused(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    limits
}

/// Eight bits for each colour; grey stays grey.
fn flat(picture: DynamicImage) -> DynamicImage {
    use DynamicImage as D;
    match picture {
        kept @ (D::ImageLuma8(_) | D::ImageRgb8(_)) => kept,
        grey @ D::ImageLuma16(_) => D::ImageLuma8(grey.into_luma8()),
        other if other.color().has_alpha() => D::ImageRgb8(on_white(&other)),
        other => D::ImageRgb8(other.into_rgb8()),
    }
}

/// Paper is white where a picture lets it through.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    let points = picture.to_rgba8();
    let mut out = image::RgbImage::new(points.width(), points.height());
    for (to, from) in out.pixels_mut().zip(points.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|value| ((value * alpha + 255 * (255 - alpha)) / 255) as u8);
    }
    out
}

fn refused(error: &ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => too_many(),
        _ => broken(),
    }
}

fn broken() -> Refusal {
    Refusal::of("document.picture-broken")
}

fn too_many() -> Refusal {
    Refusal::of("document.picture-too-large").with("limit_mp", PIXELS_MAX / 1_000_000)
}

/// A picture that is kept as a page of a PDF, as large as it is at 150 points an inch, and no wider than A4.
pub(crate) fn as_page(bytes: &[u8], media: Media) -> Result<Vec<u8>, Refusal> {
    let picture = upright(bytes, media)?;
    let (wide, high) = (picture.width(), picture.height());
    let mut jpeg = Vec::new();
    let points = flat(picture).to_rgb8();
    points.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).map_err(|_| broken())?;
    let scale = (72.0 / 150.0_f32).min(595.0 / wide as f32);
    let (across, up) = (wide as f32 * scale, high as f32 * scale);
    let mut out = Document::with_version("1.7");
    let mut drawn = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
            "Width" => i64::from(wide), "Height" => i64::from(high), "Filter" => "DCTDecode",
        },
        jpeg,
    );
    drawn.allows_compression = false;
    let drawn = out.add_object(drawn);
    let content = format!("q {across:.3} 0 0 {up:.3} 0 0 cm /Picture Do Q").into_bytes();
    let content = out.add_object(Stream::new(Dictionary::new(), content));
    let root = out.new_object_id();
    let page = out.add_object(dictionary! {
        "Type" => "Page", "Parent" => root, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(across), Object::Real(up)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Picture" => drawn } },
    });
    out.set_object(root, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let catalog = out.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    out.trailer.set("Root", catalog);
    let mut file = Vec::new();
    out.save_to(&mut file).map_err(|_| broken())?;
    Ok(file)
}
