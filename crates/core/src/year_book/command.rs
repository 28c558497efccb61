//! Every act about books, as data.

use super::{Changes, CloseBook, Desk, OpenBook, close_book, open_book};
use crate::act::command::commands;

commands! {
    /// Every act about books, as data.
    YearBookCommand {
        open_book(OpenBook),
        close_book(CloseBook),
    }
}
