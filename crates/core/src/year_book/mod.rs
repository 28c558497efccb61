//! Sổ của một năm: what is to be said of a book beside what stands in it: where its numbers begin when it
//! was kept elsewhere before, and that it was closed.

mod close_book;
mod command;
mod open_book;
mod record;

pub use close_book::{CloseBook, close_book};
pub use command::YearBookCommand;
pub use open_book::{OpenBook, open_book};
pub use record::{
    BookClosed, BookKey, BookOf, BookTotal, Changes, Desk, ReadYearBooks, YearBook, YearBookFact,
};
