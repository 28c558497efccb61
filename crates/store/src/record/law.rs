//! The row of the catalogue in force, its files, and the versions that a change alters.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::act::{Changed, Record};
use motcua_core::law_change::{LawFact, LawInForce};

impl Stored for LawInForce {
    const TABLE: Table = table!("law");

    fn added(&self, body: String) -> Stmt {
        let args = args![LawInForce::KIND, self.last.seq, body];
        Stmt::one("insert into law (id, seq, body) values (?1, ?2, ?3)", args)
    }

    /// The texts by their names. A dossier that was opened meanwhile under a version which the
    /// change alters, or a draft by a template that it replaces, makes it a conflict: then the rule judges again.
    fn beside(changed: &Changed<LawInForce>, out: &mut Vec<Stmt>) {
        for event in &changed.events {
            let LawFact::PutIntoForce { files, altered, replaced } = &event.fact;
            out.extend(files.iter().map(|file| {
                Stmt::one(
                    "insert into catalogue_file (number, path, text) values (?1, ?2, ?3)",
                    args![event.seq, file.path.as_str(), file.text.as_str()],
                )
            }));
            out.extend(altered.iter().map(|(procedure, version)| {
                Stmt::one(
                    "insert into catalogue_altered (number, procedure, version) \
                 select cast(?1 as bigint), cast(?2 as text), cast(?3 as bigint) where not exists \
                 (select 1 from dossier where open = 1 and procedure = ?2 and version = ?3)",
                    args![event.seq, procedure.as_str(), *version],
                )
            }));
            out.extend(replaced.iter().map(|template| {
                Stmt::one(
                    "insert into template_replaced (number, template) \
                 select cast(?1 as bigint), cast(?2 as text) where not exists \
                 (select 1 from template_used where template = ?2)",
                    args![event.seq, template.as_str()],
                )
            }));
        }
    }
}
