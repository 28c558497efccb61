//! Every act about books, as data.

use super::{Changes, CloseBook, Desk, OpenBook, OpenVolume, close_book, open_book, open_volume};
use crate::act::command::commands;

commands! {
    /// Every act about books, as data.
    YearBookCommand {
        open_book(OpenBook),
        open_volume(OpenVolume),
        close_book(CloseBook),
    }
}
