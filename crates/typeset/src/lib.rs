//! Papers that an agency makes, as pages: a [`Deed`] is laid out by the rules of Nghị định 30/2020
//! (appendix I) in the metric of Times, and written as PDF/A-2a and PDF/UA-1. It asks nothing of the
//! machine: four faces are carried here, and the same paper gives the same bytes.
//!
//! `face` knows the letters, `line` breaks words into lines, `page/` puts them where they stand, and
//! `pdf` writes it. `trial` makes papers by a template before it is used.

mod face;
mod line;
mod mark;
mod page;
mod pdf;
mod print;
mod trial;
mod unhinted;

pub use face::printable;
pub use mark::{page_marks, seal_mark, seal_mark_height, signature_mark};
pub use print::{Area, FootMark, Nudge, Print, TypesetProblem};
pub use trial::wrong_in;

use motcua_core::deed::{Deed, Overprint};

/// A paper as a file.
#[derive(Debug, Clone)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where whoever signs puts the picture of a signature; none on a paper that leaves no room.
    pub signature: Option<Area>,
}

/// Makes the file.
pub fn typeset(deed: &Deed, print: &Print) -> Result<Typeset, TypesetProblem> {
    let laid = page::lay_out(deed, print)?;
    let pdf = pdf::write(&laid, &deed.title, print)?;
    Ok(Typeset { pdf, pages: laid.sheets.len(), signature: laid.signature })
}

/// Makes the file that is printed over a sheet of stock: nothing but the data, in the places that were
/// measured, and moved as far as the printer is off. Refused (`NoRoom`) where some words do not fit.
pub fn overprint(over: &Overprint, nudge: Nudge, print: &Print) -> Result<Typeset, TypesetProblem> {
    let laid = page::lay_over(over, nudge, print)?;
    let pdf = pdf::write(&laid, &over.title, print)?;
    Ok(Typeset { pdf, pages: laid.sheets.len(), signature: None })
}

/// Makes the sheet by which a printer is set right: the same with frames, rulers and crosses.
pub fn proof(over: &Overprint, nudge: Nudge, print: &Print) -> Result<Typeset, TypesetProblem> {
    let laid = page::lay_proof(over, nudge, print)?;
    let pdf = pdf::write(&laid, &over.title, print)?;
    Ok(Typeset { pdf, pages: laid.sheets.len(), signature: None })
}
