//! Keeping up with what other processes on the same database put into force.

use super::apart::apart;
use super::app::Server;
use super::in_force::LawHeld;
use motcua_core::{BadData, Fault};
use motcua_store::catalogue;
use std::sync::Arc;

/// Why a change that another process put into force was not taken up here.
#[derive(Debug)]
pub enum NotTaken {
    /// The database.
    Broke(Fault),
    /// This program does not read the files (it is older, or its rules are others): up to
    /// this change, these mistakes. What was in force before stays.
    Unreadable(u32, Vec<BadData>),
}

/// Takes up what was put into force since by others. Gives the number of the last change
/// where there was one.
pub fn take_up(server: &Server) -> Result<Option<u32>, NotTaken> {
    apart(|| taken_up(server))
}

fn taken_up(server: &Server) -> Result<Option<u32>, NotTaken> {
    let here = server.in_force.now();
    let read = server.store.read(|rows| -> Result<_, Fault> {
        let last = catalogue::last(rows)?;
        Ok(if last > here.change { Some((last, catalogue::in_force(rows)?)) } else { None })
    });
    let Some((last, files)) = read.map_err(NotTaken::Broke)? else { return Ok(None) };
    let books = here.books.with(files.iter().map(|(file, _)| file));
    let law = books.law(here.law.policy.clone()).map_err(|wrong| NotTaken::Unreadable(last, wrong))?;
    server.in_force.put(LawHeld { law: Arc::new(law), books: Arc::new(books), change: last });
    Ok(Some(last))
}
