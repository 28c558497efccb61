//! What a print is asked for, where on it something stands, and why there is none.

use motcua_core::Moment;
use std::fmt;

/// What a print of a paper says besides the paper itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// When the paper was made, for the file's own record.
    pub made: Moment,
    /// What the file is called by whoever keeps it: the same paper, the same words.
    pub id: String,
    /// Pale words across each page of what is not the paper itself: a sample, a copy to compare with.
    pub across: Option<&'static str>,
    /// What stands below each page: how anybody checks the paper; none where nobody can.
    pub foot: Option<FootMark>,
}

/// What stands below each page, beside a code for a camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FootMark {
    /// What the code holds: an address, or what somebody types.
    pub holds: String,
    /// Two lines beside it; the first one is bold.
    pub lines: [String; 2],
    /// What the file says of itself, by which it is found again.
    pub keyword: String,
}

/// How far a printer is off, in tenths of a millimetre: what it prints is moved by so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nudge {
    /// To the right; to the left where it is below nought.
    pub right: i16,
    /// Down; up where it is below nought.
    pub down: i16,
}

/// A place on a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Which page, from 0.
    pub page: usize,
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// How wide.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// How high the page is: other rooms count from below.
    pub page_height: f32,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypesetProblem {
    /// The faces have no such letter; and the word in which it stands.
    NoLetter(char, String),
    /// These words do not fit into their place on a sheet of stock, however small.
    NoRoom(String),
    /// The file would not be what it says it is; only a mistake of this program can cause it.
    NotWritten(String),
}

impl fmt::Display for TypesetProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypesetProblem::NoLetter(letter, word) => {
                write!(to, "the faces of papers have no letter {letter:?}, which stands in {word:?}")
            }
            TypesetProblem::NoRoom(words) => write!(to, "no room on the sheet for {words:?}"),
            TypesetProblem::NotWritten(why) => write!(to, "a paper could not be written: {why}"),
        }
    }
}

impl std::error::Error for TypesetProblem {}

/// Millimetres in points.
pub(crate) const MM: f32 = 72.0 / 25.4;
