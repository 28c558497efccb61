//! What a statement's text says of itself: which tables it touches, to what its rows
//! belong, and the text that does the same for many at once.
//!
//! Our statements are of few shapes, and by custom `?1` names what the rows belong to:
//! `insert into t (k, …) values (?1, …)`, `update t set … where k = ?1 and …`,
//! `delete from t where k = ?1 and …`. Two of them with another `?1` never touch the
//! same row. A text of any other shape is still written, alone and in its place.

use tokio_postgres::types::Type;

/// What is known of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StatementForm {
    /// Every table that it names.
    pub(super) tables: Vec<&'static str>,
    /// The column that is `?1` in every row that it touches; then it touches one table.
    pub(super) about: Option<&'static str>,
    /// A row that is there already is left as it is.
    pub(super) leaves: bool,
    /// A plain `insert`: a row that is there already is a conflict.
    pub(super) adds: bool,
    /// Touches a row once only, however often it is named in one statement.
    pub(super) once: bool,
    many: Option<Many>,
}

/// The text for many at once, around the list of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Many {
    before: String,
    after: String,
}

impl StatementForm {
    pub(super) fn of(sql: &'static str) -> StatementForm {
        insert(sql).or_else(|| change(sql)).unwrap_or_else(|| StatementForm {
            tables: tables_in(sql),
            about: None,
            leaves: false,
            adds: false,
            once: true,
            many: None,
        })
    }

    /// Whether many can be written with one statement.
    pub(super) fn is_foldable(&self) -> bool {
        self.many.is_some()
    }

    /// The text for many: each argument is a column of values. It gives back `?1` of
    /// every row that it touched (or what the text gives back itself). None when it cannot
    /// be: not of such a shape, or with an argument that is no cell.
    pub(super) fn many(&self, types: &[Type]) -> Option<String> {
        let Many { before, after } = self.many.as_ref()?;
        let array = |ty: &Type| match *ty {
            Type::INT8 => Some("bigint[]"),
            Type::TEXT | Type::VARCHAR => Some("text[]"),
            Type::BYTEA => Some("bytea[]"),
            _ => None,
        };
        let (mut columns, mut names) = (Vec::new(), Vec::new());
        for (at, ty) in types.iter().enumerate() {
            columns.push(format!("${}::{}", at + 1, array(ty)?));
            names.push(format!("p{}", at + 1));
        }
        let (columns, names) = (columns.join(", "), names.join(", "));
        (!types.is_empty()).then(|| format!("{before} unnest({columns}) as a ({names}){after}"))
    }
}

/// `insert into t (k, …) values (?1, …) [on conflict …] [returning …]`.
fn insert(sql: &'static str) -> Option<StatementForm> {
    let (table, rest) = sql.strip_prefix("insert into ")?.split_once(" (")?;
    let (columns, rest) = rest.split_once(") values (")?;
    let close = closing(rest)?;
    let (values, tail) = (&rest[..close], &rest[close + 1..]);
    let column = columns.split(',').next()?;
    if !is_name(table) || !is_name(column) || says_more(sql) || !(values == "?1" || values.starts_with("?1,"))
    {
        return None;
    }
    let leaves = tail.ends_with(" do nothing");
    let overwrites = tail.contains(" do update ");
    if !(tail.is_empty() || leaves || overwrites) {
        return None;
    }
    // The replaced row belongs to `?1` for certain only if the key has that column.
    let target = tail.strip_prefix(" on conflict (").and_then(|target| target.split_once(')'));
    let is_target = target.is_some_and(|(target, _)| target.split(", ").any(|name| name == column));
    if overwrites && !is_target {
        return None;
    }
    let end = match tail {
        "" => format!(" on conflict do nothing returning {column}"),
        _ if tail.contains(" returning ") => tail.to_string(),
        _ => format!("{tail} returning {column}"),
    };
    let before = format!("insert into {table} ({columns}) select {} from", from_rows(values)?);
    let many = (!tail.contains('?')).then_some(Many { before, after: end });
    Some(StatementForm {
        tables: vec![table],
        about: Some(column),
        leaves,
        adds: tail.is_empty(),
        once: overwrites,
        many,
    })
}

/// `update t set … where k = ?1 [and …]` and `delete from t where k = ?1 [and …]`.
fn change(sql: &'static str) -> Option<StatementForm> {
    let (table, before, condition) = match sql.strip_prefix("delete from ") {
        Some(rest) => {
            let (table, condition) = rest.split_once(" where ")?;
            (table, format!("delete from {table} using"), condition)
        }
        None => {
            let (table, rest) = sql.strip_prefix("update ")?.split_once(" set ")?;
            let (set, condition) = rest.split_once(" where ")?;
            let column = condition.split(' ').next()?;
            // A statement that gives a row another owner touches more than `?1`.
            if set.split(", ").any(|one| one.split(' ').next() == Some(column) && !is_itself(one)) {
                return None;
            }
            (table, format!("update {table} set {} from", from_rows(set)?), condition)
        }
    };
    let (column, rest) = condition.split_once(" = ?1")?;
    let is_conjunction = rest.is_empty() || rest.starts_with(" and ");
    if !is_name(table) || !is_name(column) || says_more(sql) || !is_conjunction || has_open_or(rest) {
        return None;
    }
    let after = format!(" where {} returning a.p1", from_rows(condition)?);
    Some(StatementForm {
        tables: vec![table],
        about: Some(column),
        leaves: false,
        adds: false,
        once: true,
        many: Some(Many { before, after }),
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// `seq = seq`: what a statement says that only wants to hold a row.
fn is_itself(assignment: &str) -> bool {
    assignment.split_once(" = ").is_some_and(|(left, right)| left == right)
}

/// Whether the statement has a subquery: what it touches then depends on other rows.
fn says_more(sql: &str) -> bool {
    sql.contains("select ")
}

/// An `or` that is not in brackets.
fn has_open_or(condition: &str) -> bool {
    let mut depth = 0;
    condition.split(' ').any(|word| {
        let is_or = depth == 0 && word == "or";
        depth += word.matches('(').count() as i32 - word.matches(')').count() as i32;
        is_or
    })
}

/// Where the bracket closes that is open at the beginning.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            _ if quoted => {}
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `?12` → `a.p12`.
fn from_rows(text: &str) -> Option<String> {
    let mut parts = text.split('?');
    let mut out = parts.next()?.to_string();
    for part in parts {
        part.starts_with(|first: char| first.is_ascii_digit()).then_some(())?;
        out.push_str("a.p");
        out.push_str(part);
    }
    Some(out)
}

fn tables_in(sql: &'static str) -> Vec<&'static str> {
    let mut tables = Vec::new();
    let mut words = sql.split([' ', '(', ')', ',']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        if matches!(word, "into" | "from" | "update" | "join" | "using")
            && let Some(table) =
                words.peek().filter(|table| is_name(table) && !matches!(**table, "set" | "select"))
        {
            tables.push(*table);
        }
    }
    tables.sort_unstable();
    tables.dedup();
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(sql: &'static str, types: &[Type]) -> Option<String> {
        StatementForm::of(sql).many(types)
    }

    #[test]
    fn many_rows_are_written_with_one_text() {
        let (int, text, bytes) = (Type::INT8, Type::TEXT, Type::BYTEA);
        let table: [(&str, Vec<Type>, &str); 6] = [
            (
                "insert into event (dossier, seq, body) values (?1, ?2, ?3)",
                vec![bytes.clone(), int.clone(), text.clone()],
                "insert into event (dossier, seq, body) select a.p1, a.p2, a.p3 from \
                 unnest($1::bytea[], $2::bigint[], $3::text[]) as a (p1, p2, p3) \
                 on conflict do nothing returning dossier",
            ),
            (
                "insert into words (dossier, text) values (?1, to_vector(string_to_array(?2, ')')))",
                vec![bytes.clone(), text.clone()],
                "insert into words (dossier, text) select a.p1, to_vector(string_to_array(a.p2, ')')) from \
                 unnest($1::bytea[], $2::text[]) as a (p1, p2) on conflict do nothing returning dossier",
            ),
            (
                "insert into named (digest) values (?1) on conflict (digest) do nothing",
                vec![text.clone()],
                "insert into named (digest) select a.p1 from unnest($1::text[]) as a (p1) \
                 on conflict (digest) do nothing returning digest",
            ),
            (
                "insert into sum (day, n) values (?1, ?2) on conflict (day) do update set n = sum.n + excluded.n \
                 returning n, day",
                vec![int.clone(), int.clone()],
                "insert into sum (day, n) select a.p1, a.p2 from unnest($1::bigint[], $2::bigint[]) as a (p1, p2) \
                 on conflict (day) do update set n = sum.n + excluded.n returning n, day",
            ),
            (
                "update dossier set seq = ?3, body = ?11 where id = ?1 and seq = ?2",
                vec![bytes.clone(), int.clone(), int.clone()],
                "update dossier set seq = a.p3, body = a.p11 from \
                 unnest($1::bytea[], $2::bigint[], $3::bigint[]) as a (p1, p2, p3) \
                 where id = a.p1 and seq = a.p2 returning a.p1",
            ),
            (
                "delete from draft where id = ?1 and (body = ?2 or body = '')",
                vec![bytes, text],
                "delete from draft using unnest($1::bytea[], $2::text[]) as a (p1, p2) \
                 where id = a.p1 and (body = a.p2 or body = '') returning a.p1",
            ),
        ];
        for (sql, types, many) in table {
            assert_eq!(folded(sql, &types).as_deref(), Some(many), "{sql}");
        }
        assert_eq!(folded("delete from draft where id = ?1", &[Type::JSONB]), None, "no cell is JSON");
    }

    #[test]
    fn what_cannot_be_told_from_the_text_is_written_alone() {
        for sql in [
            // Not about one thing.
            "delete from session where expires_at < ?1",
            "delete from draft_code where draft = ?1 or expires_at <= ?2",
            "update officer set active = 0",
            // The row goes over to something else.
            "update upload set owner = ?2 where owner = ?1",
            // The replaced row may belong to something else.
            "insert into officer (name, id) values (?1, ?2) on conflict (id) do update set name = excluded.name",
            // `?1` is another column.
            "insert into officer (name, id) values (?2, ?1)",
            // What it touches hangs on other rows.
            "delete from scan where digest = ?1 and digest in (select digest from shelved)",
            "insert into change (number, at) select ?1, ?2 where not exists (select 1 from dossier)",
        ] {
            let form = StatementForm::of(sql);
            assert_eq!((form.about, form.is_foldable()), (None, false), "{sql}");
        }
    }

    #[test]
    fn a_text_that_is_about_one_thing_need_not_be_foldable() {
        let sql = "insert into shelved (digest, at) values (?1, ?2) on conflict (digest) do update \
                   set at = excluded.at where shelved.leaving_at < ?3";
        let form = StatementForm::of(sql);
        assert_eq!((form.about, form.is_foldable()), (Some("digest"), false));
    }

    #[test]
    fn every_table_of_a_text_is_found() {
        let table: [(&str, &[&str]); 4] = [
            ("delete from session where expires_at < ?1", &["session"]),
            (
                "delete from scan where digest in (select digest from shelved where digest = ?1)",
                &["scan", "shelved"],
            ),
            (
                "insert into change (number) select cast(?1 as bigint) where not exists (select 1 from dossier)",
                &["change", "dossier"],
            ),
            ("insert into a (b) values (?2) on conflict (b) do update set b = 1", &["a"]),
        ];
        for (sql, tables) in table {
            assert_eq!(StatementForm::of(sql).tables, tables, "{sql}");
        }
    }
}
