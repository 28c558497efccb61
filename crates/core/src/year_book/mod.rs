//! Sổ của một năm: what is to be said of a book beside what stands in it: where its numbers begin when it
//! was kept elsewhere before, in which volumes it is kept, and that it was closed.

mod close_book;
mod command;
mod open_book;
mod open_volume;
mod record;
mod volume;

pub use close_book::{CloseBook, close_book};
pub use command::YearBookCommand;
pub use open_book::{OpenBook, open_book};
pub use open_volume::{OpenVolume, open_volume};
pub use record::{BookKey, BookOf, Changes, Desk, ReadYearBooks, YearBook, YearBookFact};
pub use volume::{BookClosed, BookTotal, BookVolume, VolumeCount, VolumeOpened};
