//! Work list, search, a dossier, the board at a million dossiers; start-up time
//! and memory with them. The baseline is a static file over the same server.

use crate::http::Client;
use crate::measure::percentiles;
use crate::scale::Scale;
use crate::schema::Schema;
use crate::server::RunningServer;
use crate::work;
use argon2::password_hash::PasswordHasher;
use motcua_core::account::{AccountCommand, OpenAccount, PasswordHash};
use motcua_core::act::Actor;
use motcua_core::command::Kept;
use motcua_core::dossier::Dossier;
use motcua_core::{Day, Moment};
use motcua_store::act::{self, Acting};
use motcua_store::{DatabasePlace, Pending, Store, Written};
use std::collections::VecDeque;
use std::path::Path;
use std::time::Instant;

const PASSWORD: &str = "mot-cua-do-luong";

/// Prints the tables of both engines.
pub fn run(scale: &Scale, binary: &Path, postgres_url: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = DatabasePlace::Sqlite(folder.path().join("motcua.db"));
    measure(scale, binary, folder.path(), ("SQLite", file, None));
    match postgres_url {
        Some(url) => {
            let folder = tempfile::tempdir().expect("a folder");
            let schema = Schema::new(url);
            let place = DatabasePlace::Postgres(schema.url());
            measure(scale, binary, folder.path(), ("PostgreSQL", place, Some(&schema.url())));
        }
        None => println!("\nPostgreSQL: not measured, MOTCUA_BENCH_POSTGRES is not set"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn measure(
    scale: &Scale,
    binary: &Path,
    data: &Path,
    (engine, place, url): (&str, DatabasePlace, Option<&str>),
) {
    let dossiers = scale.dossiers;
    let law = work::law();
    let centres = work::centres(&law);
    let begun = Instant::now();
    let code = fill(&place, dossiers);
    eprintln!("{engine}: filled with {dossiers} dossiers in {:.0} s", begun.elapsed().as_secs_f64());

    let server = RunningServer::start(binary, data, url);
    println!("\n## Start and memory with {dossiers} dossiers, {engine}\n");
    println!("| what | figure |\n|---|---|");
    println!("| ready after | {:.0} ms |", server.ready_after.as_secs_f64() * 1000.0);
    println!("| resident, idle | {:.0} MB |", server.resident_kb() as f64 / 1000.0);

    let mut client = Client::connect(&server.host).expect("the server answers");
    let cookie = sign_in(&mut client, &work::officer(&centres[0]).id.0);
    let signed = format!("Cookie: {cookie}\r\n");
    let home = client.send("GET", "/", "", b"").expect("home");
    let home = String::from_utf8_lossy(&home.body).into_owned();
    let css = home
        .split("href=\"")
        .find(|part| part.starts_with("/assets/motcua-"))
        .and_then(|part| part.split('"').next());
    let css = css.unwrap_or("/assets/favicon.svg").to_string();
    let names = ["nguyen thi hoa", "Trần Văn Hùng", "le minh l", "046000", "hoàng ngọc dũng"];
    let units: Vec<String> = centres
        .iter()
        .filter_map(|code| law.directory.agency(code).map(|agency| agency.unit.to_string()))
        .collect();

    println!("\n## Reads at {dossiers} dossiers, {engine}, one client, milliseconds\n");
    println!("| page | p50 | p95 | p99 |\n|---|---|---|---|");
    let mut page = |name: &str, headers: &str, path: &dyn Fn(usize) -> String| {
        let [p50, p95, p99] = percentiles(scale.reads, |round| {
            let answer = client.send("GET", &path(round), headers, b"").expect("an answer");
            assert!(answer.status == 200 || answer.status == 303, "{name}: {}", answer.status);
        });
        println!("| {name} | {p50:.2} | {p95:.2} | {p99:.2} |");
    };
    page("static file (baseline)", "", &|_| css.clone());
    page("work list", &signed, &|_| "/officer/work?desk=case".into());
    page("search by name", &signed, &|round| {
        format!("/officer/search?q={}", names[round % names.len()].replace(' ', "%20"))
    });
    page("open a dossier", &signed, &|_| format!("/officer/dossiers/{code}"));
    page("track by code", "", &|_| format!("/track?code={code}"));
    page("board of the province, a month", "", &|_| {
        "/scoreboard?unit=46&from=2025-07-01&to=2025-07-31".into()
    });
    page("board of a commune, a month", "", &|round| {
        format!("/scoreboard?unit={}&from=2025-07-01&to=2025-07-31", units[round % units.len()])
    });
    page("figures by API, a month", "", &|_| {
        "/api/v1/scoreboard?unit=46&from=2025-07-01&to=2025-07-31".into()
    });
    page("figures by API, a year", "", &|_| {
        "/api/v1/scoreboard?unit=46&from=2025-07-01&to=2026-06-30".into()
    });
    page("procedures by words", "", &|_| "/api/v1/procedures?q=dang%20ky%20khai%20sinh".into());
    println!("\nresident after the reads: {:.0} MB", server.resident_kb() as f64 / 1000.0);
}

/// Fills a database through the store's own writer. Gives the code of a dossier
/// that the first centre received.
fn fill(place: &DatabasePlace, dossiers: u64) -> String {
    let law = work::law();
    let centres = work::centres(&law);
    let store = Store::open(place).expect("the schema");
    let password = argon2::Argon2::default()
        .hash_password_with_salt(PASSWORD.as_bytes(), b"bench-salt-bench")
        .expect("a hash")
        .to_string();
    let operator = Actor::Operator { name: "bench".into() };
    let asking = Acting::of(&law, &operator, Moment(0));
    for centre in &centres {
        let command = OpenAccount::of(&work::officer(centre), PasswordHash(password.clone()));
        act::carry_out(&store, &asking, AccountCommand::from(command)).expect("an account");
    }
    let first = Day::of(2025, 7, 1).expect("a day");
    let mut flying = VecDeque::new();
    let mut code = String::new();
    let mut settle = |pending: Pending| {
        let Written::Done(Some(changes)) = pending.wait().expect("a write") else { return };
        if let Some(one) = Dossier::of(changes.first).filter(|_| code.is_empty()) {
            code = one.after.code().to_string();
        }
    };
    for number in 0..dossiers {
        let day = first.plus((number * 365 / dossiers) as i32);
        let centre = &centres[(number % centres.len() as u64) as usize];
        flying.push_back(store.write(work::lived(&law, number, centre, day)));
        if flying.len() > 2000
            && let Some(oldest) = flying.pop_front()
        {
            settle(oldest);
        }
    }
    flying.into_iter().for_each(settle);
    code
}

fn sign_in(client: &mut Client, id: &str) -> String {
    let body = format!("id={id}&password={PASSWORD}");
    let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
    let answer = client.send("POST", "/officer/sign_in", headers, body.as_bytes()).expect("an answer");
    let cookie = answer.header("set-cookie").expect("the officer signs in");
    cookie.split(';').next().unwrap_or_default().to_string()
}
