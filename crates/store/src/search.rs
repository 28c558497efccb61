//! Finding dossiers by what people say: words of a name, of the procedure or of the code,
//! and numbers, the last of them perhaps not to its end.
//!
//! An agency finds only its own dossiers, and so everything here is kept agency by agency.
//! Its newest dossiers are looked through one by one: that ends soon for what many share,
//! such as a common name or the beginning of every number. What is rare among the newest
//! is asked of the engine's index of words, in which a word stands once for each agency,
//! so that a question costs what one agency has of it and not the whole country.

use crate::sql::{Dialect, Stmt};
use crate::stored::read_all;
use crate::{Cell, Rows, args};
use motcua_core::Fault;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, Submission};
use motcua_core::text;
use std::collections::BTreeSet;

/// Dossiers that were found.
#[derive(Debug, Default)]
pub struct DossiersFound {
    /// The newest of them.
    pub dossiers: Vec<Dossier>,
    /// There are others.
    pub has_more: bool,
}

/// No word that is kept is longer, and PostgreSQL refuses to look for one.
const WORD_BYTES_MAX: usize = 1000;
/// So many words of a question are looked for.
const WORDS_MAX: usize = 12;
/// So many of an agency's newest dossiers are looked through: about as long as the index
/// takes for a word that a large agency has as often.
const NEWEST: u32 = 2000;

// `like '%'` is true of every text: a question of fewer words leaves the other places so.
const AMONG_NEWEST: &str = "select d.body from \
     (select submitted_at, dossier from dossier_words where agency = ?1 and submitted_at >= coalesce( \
     (select submitted_at from dossier_words where agency = ?1 order by submitted_at desc, dossier desc \
     limit 1 offset ?2), ?3) and words like ?5 and words like ?6 and words like ?7 and words like ?8 \
     and words like ?9 and words like ?10 and words like ?11 and words like ?12 and words like ?13 \
     and words like ?14 and words like ?15 and words like ?16 \
     order by submitted_at desc, dossier desc limit ?4) f \
     join dossier d on d.id = f.dossier order by f.submitted_at desc, f.dossier desc";
const BY_INDEX_SQLITE: &str = "select d.body from dossier_search s join dossier d on d.rowid = s.rowid \
     where dossier_search match ?1 order by s.rowid desc limit ?2";
// Materialized: else the planner may walk through all rows by time, which is what the
// index is there to avoid. The expression is that of the index.
const BY_INDEX_POSTGRES: &str = "with found as materialized (select submitted_at, dossier from dossier_words \
     where array_to_tsvector(string_to_array(ltrim(replace(rtrim(words), ' ', ' ' || agency || '_')), ' ')) \
     @@ cast(cast(?1 as text) as tsquery)) select d.body from \
     (select submitted_at, dossier from found order by submitted_at desc, dossier desc limit ?2) f \
     join dossier d on d.id = f.dossier order by f.submitted_at desc, f.dossier desc";

/// The newest dossiers of an agency of which all these words are true.
pub fn search(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    query: &str,
    limit: u32,
) -> Result<DossiersFound, Fault> {
    let folded = text::fold(query);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
    let Some((last, whole)) = words.split_last() else { return Ok(DossiersFound::default()) };
    if words.iter().any(|word| word.len() > WORD_BYTES_MAX) {
        return Ok(DossiersFound::default());
    }
    let most = limit.saturating_add(1);
    let mut asked = args![agency.as_str(), NEWEST, i64::MIN, most];
    asked.extend(whole.iter().map(|word| Cell::from(format!("% {word} %"))));
    asked.push(Cell::from(format!("% {last}%")));
    asked.resize_with(4 + WORDS_MAX, || Cell::from("%"));
    let mut found = rows.rows(AMONG_NEWEST, &asked)?;
    if found.len() < most as usize {
        // Words are letters and digits only after folding, codes of agencies too but for
        // their points; quoted all the same.
        let own = agency.as_str();
        found = match rows.dialect() {
            Dialect::Sqlite => {
                let whole: String = whole.iter().map(|word| format!("\"{own}_{word}\" ")).collect();
                rows.rows(BY_INDEX_SQLITE, &args![format!("{whole}\"{own}_{last}\"*"), most])?
            }
            Dialect::Postgres => {
                let whole: String = whole.iter().map(|word| format!("'{own}_{word}' & ")).collect();
                rows.rows(BY_INDEX_POSTGRES, &args![format!("{whole}'{own}_{last}':*"), most])?
            }
        };
    }
    let has_more = found.len() > limit as usize;
    found.truncate(limit as usize);
    Ok(DossiersFound { dossiers: read_all(found)?, has_more })
}

const WORDS_ADD: &str =
    "insert into dossier_words (dossier, agency, submitted_at, words) values (?1, ?2, ?3, ?4)";
const WORDS_CHANGE: &str =
    "update dossier_words set words = ?4 where dossier = ?1 and agency = ?2 and submitted_at = ?3";
const INDEX_ADD: &str =
    "insert into dossier_search (rowid, text) values ((select rowid from dossier where id = ?1), ?2)";
// The index keeps no text of its own: it forgets the words that it is told.
const INDEX_TAKE_OUT: &str = "insert into dossier_search (dossier_search, rowid, text) \
     values ('delete', (select rowid from dossier where id = ?1), ?2)";

/// The rows of a dossier that is new; `more` are the words beside those in it.
pub(crate) fn added(dossier: &Dossier, more: &str, dialect: Dialect, out: &mut Vec<Stmt>) {
    let words = words_of(dossier, more);
    if let Dialect::Sqlite = dialect {
        out.push(index(INDEX_ADD, dossier, &words));
    }
    out.extend(rows(WORDS_ADD, dossier, &words));
}

/// The rows of a dossier whose person was corrected.
pub(crate) fn changed(before: &Dossier, after: &Dossier, more: &str, dialect: Dialect, out: &mut Vec<Stmt>) {
    let words = words_of(after, more);
    // PostgreSQL's index follows the rows by itself.
    if let Dialect::Sqlite = dialect {
        out.push(index(INDEX_TAKE_OUT, before, &words_of(before, more)));
        out.push(index(INDEX_ADD, after, &words));
    }
    out.extend(rows(WORDS_CHANGE, after, &words));
}

/// Every word once.
fn words_of(dossier: &Dossier, more: &str) -> String {
    let applicant = &dossier.submission.applicant;
    let all = [&applicant.name, &applicant.identity, &applicant.phone, &dossier.code().to_string()];
    let own = text::fold(&all.map(String::as_str).join(" "));
    let words: BTreeSet<&str> =
        own.split(' ').chain(more.split(' ')).filter(|word| !word.is_empty()).collect();
    words.into_iter().fold(String::from(" "), |all, word| all + word + " ")
}

/// Who may look for it.
fn agencies(submission: &Submission) -> BTreeSet<&str> {
    BTreeSet::from([submission.receiving.as_str(), submission.competent.as_str()])
}

fn rows<'a>(sql: &'static str, dossier: &'a Dossier, words: &'a str) -> impl Iterator<Item = Stmt> + use<'a> {
    agencies(&dossier.submission).into_iter().map(move |agency| {
        Stmt::one(sql, args![dossier.id.0.as_slice(), agency, dossier.submitted_at.0, words])
    })
}

fn index(sql: &'static str, dossier: &Dossier, words: &str) -> Stmt {
    let of_agency = |agency: &str| words.trim_end().replace(' ', &format!(" {agency}_"));
    let text: String = agencies(&dossier.submission).into_iter().map(of_agency).collect();
    Stmt::new(sql, args![dossier.id.0.as_slice(), text])
}
