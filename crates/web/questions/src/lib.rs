//! A form of the catalogue on a page: its questions as people answer them (`ask`),
//! and the answers as people read them (`told`). The same for citizens, officers
//! and whoever keeps the catalogue; what is asked and what is right, `core::form`
//! says.

mod address;
pub mod answered;
mod ask;
mod correcting;
mod deciding;
mod known;
mod pairs;
mod person;
mod question;
mod told;
mod wanted;
mod words;

pub use ask::{pieces, within};
pub use correcting::{AskedAtMark, Correcting};
pub use deciding::{DecidingAsked, DecidingContext, PlaceAsked};
pub use known::{Known, leaves, of_applicant, of_earlier};
pub use pairs::{PairsButton, asked, expand_missing, pairs_of, place_codes, step, take};
pub use person::{date_of_boxes, person_asked, person_in_words, person_placed, person_said};
pub use question::{Piece, Question, QuestionContext, words_of_hint};
pub use told::{Block, of_dossier, told};
pub use wanted::{WantedAsked, wanted_asked, wanted_field, wanted_pairs, wanted_said};
pub use words::words;
