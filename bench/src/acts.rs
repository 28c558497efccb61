//! Durable dossiers a second through HTTP with 1, 8 and 64 clients, beside a bare
//! transaction of the same statements on the same engine with the same durability.

use crate::http::Client;
use crate::measure::{counted, per_second};
use crate::peer;
use crate::scale::Scale;
use crate::schema::Schema;
use crate::server::RunningServer;
use crate::work;
use motcua_core::{Law, Moment};
use motcua_store::bare::{self, Stmt};
use motcua_store::{Cell, DatabasePlace, Dialect, Store};
use std::path::Path;

const CLIENTS: [usize; 3] = [1, 8, 64];

/// What so many clients did.
struct Done {
    per_second: f64,
    /// What one took of the processors, in microseconds.
    cpu_us: f64,
}

pub fn run(scale: &Scale, binary: &Path, postgres_url: Option<&str>) {
    let law = work::law();
    println!("\n## Durable dossiers a second\n");
    println!(
        "| engine | clients | through HTTP | bare transaction | ratio | CPU of an act, µs | Node | over Node |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let folder = tempfile::tempdir().expect("a folder");
    for clients in CLIENTS {
        let place = |name: &str| folder.path().join(format!("{name}{clients}"));
        let server = RunningServer::start(binary, &place("http"), None);
        let ours = through_http(scale, &server, clients, &law);
        drop(server);
        let bare = bare_sqlite(scale, &law, &place("bare"), clients);
        let file = place("peer");
        drop(Store::open(&DatabasePlace::Sqlite(file.clone())).expect("the schema"));
        let peer = peer::PeerPlace::File(&file).start(&sample(&law, Dialect::Sqlite));
        let node = peer.map(|peer| through_http(scale, &peer, clients, &law));
        row("SQLite", clients, &ours, bare, node);
    }
    let Some(url) = postgres_url else {
        println!("| PostgreSQL | | not measured: MOTCUA_BENCH_POSTGRES is not set | | | | | |");
        return;
    };
    for clients in CLIENTS {
        let (http, bare, peer) = (Schema::new(url), Schema::new(url), Schema::new(url));
        for schema in [&bare, &peer] {
            drop(Store::open(&DatabasePlace::Postgres(schema.url())).expect("the schema"));
        }
        let server =
            RunningServer::start(binary, &folder.path().join(format!("pg{clients}")), Some(&http.url()));
        let ours = through_http(scale, &server, clients, &law);
        drop(server);
        let bare = bare_postgres(scale, &law, &bare.url(), clients);
        let peer = peer::PeerPlace::Address(&peer.url()).start(&sample(&law, Dialect::Postgres));
        let node = peer.map(|peer| through_http(scale, &peer, clients, &law));
        row("PostgreSQL", clients, &ours, bare, node);
    }
}

fn row(engine: &str, clients: usize, ours: &Done, bare: f64, node: Option<Done>) {
    let Done { per_second, cpu_us } = ours;
    let node =
        node.map(|node| (format!("{:.0}", node.per_second), format!("{:.1}", per_second / node.per_second)));
    let (node, over) = node.unwrap_or_else(|| ("not here".into(), String::new()));
    let ratio = per_second / bare;
    println!(
        "| {engine} | {clients} | {per_second:.0} | {bare:.0} | {ratio:.2} | {cpu_us:.0} | {node} | {over} |"
    );
}

/// The statements of one hand-in.
fn sample(law: &Law, dialect: Dialect) -> Vec<Stmt> {
    prepared(law, dialect, 0)()
}

fn through_http(scale: &Scale, server: &RunningServer, clients: usize, law: &Law) -> Done {
    let centres = work::centres(law);
    let cpu_before = server.cpu();
    let (count, took) = counted(clients, scale.acts, |client| {
        let mut connection = Client::connect(&server.host).expect("the server answers");
        let centre = &centres[client % centres.len()];
        let unit = law.directory.agency(centre).expect("a centre").unit.to_string();
        let centre = centre.to_string();
        let mut number = 0u64;
        move || {
            number += 1;
            let body = format!(
                "{{\"procedure\":\"1.004873\",\"channel\":\"online\",\"receiving\":\"{centre}\",\
                 \"places\":{{\"applicant_home\":\"{unit}\"}},\"answers\":{},\
                 \"applicant\":{{\"name\":\"Nguyễn Thị Hoa\",\"identity\":\"046190001234\"}}}}",
                work::ANSWERS
            );
            let headers = format!(
                "Content-Type: application/json\r\nIdempotency-Key: bench-{client:04}-{number:010}\r\n"
            );
            let answer =
                connection.send("POST", "/api/v1/dossiers", &headers, body.as_bytes()).expect("an answer");
            assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        }
    });
    let cpu = server.cpu() - cpu_before;
    Done { per_second: count as f64 / took.as_secs_f64(), cpu_us: cpu.as_secs_f64() * 1e6 / count as f64 }
}

/// Statements of so many dossiers, each with its number already put in.
fn prepared(law: &Law, dialect: Dialect, client: usize) -> impl FnMut() -> Vec<Stmt> + use<'_> {
    let day = Moment(1_751_335_200_000);
    let centres = work::centres(law);
    let mut number = client as u64 * 1_000_000;
    move || {
        number += 1;
        let mut write = work::submitted(law, number, &centres[client % centres.len()], day);
        bare::put_number(&mut write, (number % 100_000_000) as u32);
        bare::statements_of(&write, dialect).expect("a plain write")
    }
}

fn bare_sqlite(scale: &Scale, law: &Law, path: &Path, clients: usize) -> f64 {
    drop(Store::open(&DatabasePlace::Sqlite(path.to_path_buf())).expect("the schema"));
    per_second(clients, scale.acts, |client| {
        let connection = rusqlite::Connection::open(path).expect("the file");
        connection.busy_timeout(std::time::Duration::from_secs(30)).expect("a timeout");
        connection.pragma_update(None, "synchronous", "full").expect("a setting");
        let mut next = prepared(law, Dialect::Sqlite, client);
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
    per_second(clients, scale.acts, |client| {
        let mut connection = postgres::Client::connect(url, postgres::NoTls).expect("the server");
        let mut next = prepared(law, Dialect::Postgres, client);
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
