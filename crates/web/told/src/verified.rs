//! A paper that somebody holds, by its check code: what became of it, and how little of it everybody may
//! know.

use crate::deed::{PaperOf, file_name, template};
use motcua_core::deed::{CheckCode, DeedTemplate};
use motcua_core::dossier::{DeedKnown, DeedStanding, Dossier, entry_known};
use motcua_core::{Fault, Halt, Law, Refusal};
use motcua_edge::app::App;
use motcua_edge::attempts::Tried;
use motcua_edge::files::must_not_be_infected;
use motcua_edge::visit::Visit;
use motcua_store::deed::dossier_of;
use std::sync::Arc;

/// The file of a paper.
pub struct KeptPaper {
    /// As it is kept.
    pub name: String,
    /// As it is given out.
    pub good_name: String,
    /// Reads it, or prints it: waits for a disk.
    pub read: Box<dyn FnOnce() -> Result<Vec<u8>, Halt> + Send>,
}

/// A paper with the dossier that it belongs to.
pub struct Verified<'v> {
    /// The dossier.
    pub dossier: &'v Dossier,
    /// The paper.
    pub known: DeedKnown<'v>,
    /// By which template.
    pub template: &'v DeedTemplate,
}

/// The code that was asked for, and the dossier in which a paper was made with it. Codes that no paper has are
/// counted by where they come from.
pub fn look_up(visit: &Visit, code: &str) -> Result<(CheckCode, Dossier), Halt> {
    let code = CheckCode::parse(code).ok_or_else(|| Refusal::of("deed.check-shape").at("code"))?;
    let tried = Tried::Code { from: &visit.from };
    visit.app.attempts.check(tried, visit.now).map_err(|refusal| refusal.at("code"))?;
    let found = visit.app.read(|rows| dossier_of(rows, &code))?;
    let Some(dossier) = found else {
        visit.app.attempts.wrong(tried, visit.now);
        return Err(Refusal::of("deed.check-unknown").at("code").into());
    };
    Ok((code, dossier))
}

impl<'v> Verified<'v> {
    /// The paper with this code. One that was decided anew since is there no more under it: what it
    /// said is not shown, that it counts no more is.
    pub fn of(visit: &'v Visit, found: &'v Result<(CheckCode, Dossier), Halt>) -> Result<Verified<'v>, Halt> {
        let (code, dossier) = found.as_ref().map_err(Halt::clone)?;
        let known = dossier.deed_with(code);
        let known = known.ok_or_else(|| Refusal::of("deed.withdrawn").at("code"))?;
        Ok(Verified { dossier, known, template: template(&visit.app, known.made.template.as_str())? })
    }

    /// Whose paper it is, as it says itself.
    pub fn whose(&self) -> &str {
        self.dossier.whose(self.template, self.known.made)
    }

    /// `P… … …`: enough to see that a paper in the hand may be of the same person, too little to guess who.
    pub fn masked(&self) -> String {
        let name = self.whose();
        let first = name.trim().chars().next().map(String::from).unwrap_or_default();
        let words = name.split_whitespace().count().max(1);
        format!("{first}{}", vec!["…"; words].join(" "))
    }

    /// The file that was issued; where none was, the paper as it was decided, to compare with.
    pub fn kept_file(&self, app: &Arc<App>) -> Result<KeptPaper, Fault> {
        let (app, dossier) = (app.clone(), self.dossier.clone());
        let print = PaperOf::of(&app, self.known.made)?;
        let name = file_name(&print, self.dossier);
        // The one that was sealed here; else what the registry attached first.
        let files = self.known.files;
        let issued = files.iter().find(|file| file.name == name).or(files.first()).cloned();
        let kept_as = issued.as_ref().map_or(&name, |file| &file.name).clone();
        let read = move || -> Result<Vec<u8>, Halt> {
            match issued {
                Some(file) => {
                    must_not_be_infected(&app, &file)?;
                    let bytes = app.files.get(&file.digest)?;
                    bytes.ok_or_else(|| Refusal::of("document.unknown").into())
                }
                None => print.to_compare(&app, &dossier),
            }
        };
        Ok(KeptPaper { name: kept_as, good_name: name, read: Box::new(read) })
    }

    /// Its number and the book in which it stands, drawn when it was decided or those of the registration; empty
    /// where there is none.
    pub fn number_and_book(&self, law: &Law) -> (String, String) {
        let made = self.known.made;
        match entry_known(law, made) {
            Some(_) if made.number > 0 => (made.number_and_symbol(), made.book.clone().unwrap_or_default()),
            Some(known) => (known.number, known.book.unwrap_or_default()),
            None => Default::default(),
        }
    }

    /// Whether it counts.
    pub fn is_in_force(&self) -> bool {
        matches!(self.known.standing, DeedStanding::InForce(_))
    }
}
