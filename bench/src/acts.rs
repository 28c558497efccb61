//! Durable dossiers a second through HTTP with 1, 8 and 64 clients, beside a bare
//! transaction of the same statements on the same engine with the same durability.

use crate::http::Client;
use crate::measure::per_second;
use crate::scale::Scale;
use crate::server::Server;
use crate::work;
use motcua_core::{Law, Moment};
use motcua_store::bare::{self, Stmt};
use motcua_store::{Cell, Dialect, Place, Store};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

const CLIENTS: [usize; 3] = [1, 8, 64];

pub fn run(scale: &Scale, binary: &Path, postgres_url: Option<&str>) {
    let law = work::law();
    println!("\n## Durable dossiers a second\n");
    println!("| engine | clients | through HTTP | bare transaction | ratio |");
    println!("|---|---|---|---|---|");
    let folder = tempfile::tempdir().expect("a folder");
    for clients in CLIENTS {
        let ours =
            through_http(scale, binary, &folder.path().join(format!("http{clients}")), None, clients, &law);
        let bare = bare_sqlite(scale, &law, &folder.path().join(format!("bare{clients}.db")), clients);
        row("SQLite", clients, ours, bare);
    }
    let Some(url) = postgres_url else {
        println!("| PostgreSQL | | not measured: MOTCUA_BENCH_POSTGRES is not set | | |");
        return;
    };
    for clients in CLIENTS {
        let ours = through_http(
            scale,
            binary,
            &folder.path().join(format!("pg{clients}")),
            Some(url),
            clients,
            &law,
        );
        let bare = bare_postgres(scale, &law, url, clients);
        row("PostgreSQL", clients, ours, bare);
    }
}

fn row(engine: &str, clients: usize, ours: f64, bare: f64) {
    println!("| {engine} | {clients} | {ours:.0} | {bare:.0} | {:.2} |", ours / bare);
}

fn through_http(
    scale: &Scale,
    binary: &Path,
    data: &Path,
    url: Option<&str>,
    clients: usize,
    law: &Law,
) -> f64 {
    let server = Server::start(binary, data, url);
    let centres = work::centres(law);
    // Keys must be new on a database that was measured before.
    let run = data.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let salt = std::process::id();
    per_second(clients, scale.acts, |client| {
        let mut connection = Client::connect(&server.host).expect("the server answers");
        let centre = centres[client % centres.len()].to_string();
        let (run, mut number) = (run.clone(), 0u64);
        move || {
            number += 1;
            let body = format!(
                "{{\"procedure\":\"1.004873\",\"channel\":\"online\",\"receiving\":\"{centre}\",\"answers\":{},\
                 \"applicant\":{{\"name\":\"Nguyễn Thị Hoa\",\"identity\":\"046190001234\"}}}}",
                work::ANSWERS
            );
            let headers = format!(
                "Content-Type: application/json\r\nIdempotency-Key: {salt}-{run}-{client}-{number}\r\n"
            );
            let answer =
                connection.send("POST", "/api/v1/dossiers", &headers, body.as_bytes()).expect("an answer");
            assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        }
    })
}

/// Statements of so many dossiers, each with its number already put in.
fn prepared(law: &Law, dialect: Dialect, client: usize, round: u64) -> impl FnMut() -> Vec<Stmt> + use<'_> {
    // A round of its own day and ids, so that no code is there twice.
    let day = Moment(1_751_335_200_000 + round as i64 * motcua_core::DAY_MS);
    let from = round * 1_000_000_000 + u64::from(std::process::id()) * 100_000_000_000;
    let centres = work::centres(law);
    let mut number = from + client as u64 * 10_000_000;
    move || {
        number += 1;
        let mut write = work::submitted(law, number, &centres[client % centres.len()], day);
        bare::put_number(&mut write, (number % 100_000_000) as u32);
        bare::statements_of(&write, dialect).expect("a plain write")
    }
}

fn bare_sqlite(scale: &Scale, law: &Law, path: &Path, clients: usize) -> f64 {
    drop(Store::open(&Place::Sqlite(path.to_path_buf())).expect("the schema"));
    per_second(clients, scale.acts, |client| {
        let connection = rusqlite::Connection::open(path).expect("the file");
        connection.busy_timeout(std::time::Duration::from_secs(30)).expect("a timeout");
        connection.pragma_update(None, "synchronous", "full").expect("a setting");
        let mut next = prepared(law, Dialect::Sqlite, client, 0);
        move || {
            let statements = next();
            let run = |sql: &str| connection.prepare_cached(sql).expect("sql").execute([]).expect(sql);
            run("begin immediate");
            for Stmt { sql, args, .. } in statements {
                let mut statement = connection.prepare_cached(sql).expect(sql);
                statement.execute(rusqlite::params_from_iter(args.iter().map(sqlite_value))).expect(sql);
            }
            run("commit");
        }
    })
}

fn sqlite_value(cell: &Cell) -> rusqlite::types::Value {
    use rusqlite::types::Value;
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(value) => Value::Integer(*value),
        Cell::Text(value) => Value::Text(value.clone()),
        Cell::Bytes(value) => Value::Blob(value.clone()),
    }
}

fn bare_postgres(scale: &Scale, law: &Law, url: &str, clients: usize) -> f64 {
    static ROUND: AtomicU64 = AtomicU64::new(1);
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    per_second(clients, scale.acts, |client| {
        let mut connection = postgres::Client::connect(url, postgres::NoTls).expect("the server");
        let mut next = prepared(law, Dialect::Postgres, client, round);
        let mut known = std::collections::HashMap::new();
        move || {
            let statements = next();
            for Stmt { sql, .. } in &statements {
                if !known.contains_key(sql) {
                    known.insert(*sql, connection.prepare(&sql.replace('?', "$")).expect("sql"));
                }
            }
            let mut transaction = connection.transaction().expect("begin");
            for Stmt { sql, args, .. } in &statements {
                let args: Vec<&(dyn postgres::types::ToSql + Sync)> =
                    args.iter().map(|cell| cell as _).collect();
                transaction.execute(&known[sql], &args).expect("a statement");
            }
            transaction.commit().expect("commit");
        }
    })
}
