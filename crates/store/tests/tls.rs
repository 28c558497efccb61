//! TLS to PostgreSQL: each `sslmode` against a server with a certificate of a self-made
//! authority, and against databases that want TLS or will not have it.

#[path = "../../../xtask/src/test/postgres.rs"]
#[allow(dead_code, reason = "the chores start their server in another way")]
mod server;
#[path = "../../../xtask/src/test/tools.rs"]
#[allow(dead_code, reason = "the chores look for more")]
mod tools;

use motcua_core::FaultKind;
use motcua_store::{DatabasePlace, Store, setting};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use server::PostgresServer;
use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;

/// The name in the server's certificate.
const NAMED: &str = "db.motcua.example";

/// Who may enter which database, and how.
const RULES: &str = "local all all trust
hostssl tls_only all 127.0.0.1/32 trust
hostnossl clear_only all 127.0.0.1/32 trust
hostssl sealed all 127.0.0.1/32 scram-sha-256
host either all 127.0.0.1/32 trust
";

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// What the server needs beside its database.
fn lay_out(data: &Path, authority: &Authority) -> Result<(), String> {
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new([NAMED.to_string()]).unwrap().signed_by(&key, authority).unwrap();
    let write = |name: &str, text: &str| fs::write(data.join(name), text).map_err(|error| error.to_string());
    write("server.crt", &certificate.pem())?;
    write("server.key", &key.serialize_pem())?;
    write("pg_hba.conf", RULES)?;
    tools::output(std::process::Command::new("chmod").arg("600").arg(data.join("server.key"))).map(drop)
}

/// How somebody got in: whether all connections of the store are with TLS.
fn reached(url: &str) -> Result<bool, String> {
    let store = Store::open(&DatabasePlace::Postgres(url.to_string())).map_err(|fault| {
        assert!(matches!(fault.kind, FaultKind::Unavailable | FaultKind::Other), "{fault}");
        fault.detail
    })?;
    store.keep(setting::set("written", "yes")).wait().expect("the writer gets in too");
    let sql = "select count(*), count(nullif(ssl, false)) from pg_stat_ssl natural join pg_stat_activity \
               where datname = current_database() and backend_type = 'client backend'";
    let row = store.read(|rows| rows.row(sql, &[])).unwrap().unwrap();
    let (all, with_tls) = (row.int(0).unwrap(), row.int(1).unwrap());
    assert!(all >= 2 && (with_tls == 0 || with_tls == all), "{with_tls} of {all} with TLS");
    Ok(with_tls == all)
}

#[test]
fn each_sslmode_means_what_it_means_to_libpq() {
    let (ours, another) = (authority("Ours"), authority("Another"));
    let folder = tempfile::tempdir().unwrap();
    let root = |name: &str, authority: &Authority| {
        let path = folder.path().join(name);
        fs::write(&path, authority.pem()).unwrap();
        format!("sslrootcert={}", path.display())
    };
    let (ours_root, another_root) = (root("ours.crt", &ours), root("another.crt", &another));
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let port_setting = format!("port={port}");
    let settings = ["listen_addresses=127.0.0.1", &port_setting, "ssl=on"];
    let server = match PostgresServer::start_with("tls", &settings, |data| lay_out(data, &ours)) {
        Ok(server) => server,
        Err(why) => {
            assert!(tools::environment("CI").is_none(), "CI tests TLS to PostgreSQL too: {why}");
            let _ = writeln!(std::io::stderr(), "SKIPPED PostgreSQL: {why}");
            return;
        }
    };
    let mut near =
        postgres::Client::connect(&format!("{}&port={port}", server.url()), postgres::NoTls).unwrap();
    near.batch_execute("alter role motcua password 'mật khẩu'").unwrap();
    for database in ["tls_only", "clear_only", "sealed", "either"] {
        near.execute(&format!("create database {database}"), &[]).unwrap();
    }

    let (tls, clear) = (Ok(true), Ok(false));
    let table: [(&str, &str, &str, Result<bool, &str>); 30] = [
        // The words alone; without any, `prefer`.
        ("either", NAMED, "", tls),
        ("either", NAMED, "sslmode=disable", clear),
        ("either", NAMED, "sslmode=allow", clear),
        ("either", NAMED, "sslmode=prefer", tls),
        ("either", NAMED, "sslmode=require", tls),
        ("tls_only", NAMED, "", tls),
        ("tls_only", NAMED, "sslmode=disable", Err("no encryption")),
        ("tls_only", NAMED, "sslmode=allow", tls),
        ("tls_only", NAMED, "sslmode=prefer", tls),
        ("tls_only", NAMED, "sslmode=require", tls),
        ("clear_only", NAMED, "", clear),
        ("clear_only", NAMED, "sslmode=disable", clear),
        ("clear_only", NAMED, "sslmode=allow", clear),
        ("clear_only", NAMED, "sslmode=prefer", clear),
        ("clear_only", NAMED, "sslmode=require", Err("SSL encryption")),
        // With the root that vouches for the server.
        ("either", NAMED, &format!("sslmode=verify-ca&{ours_root}"), tls),
        ("either", NAMED, &format!("sslmode=verify-full&{ours_root}"), tls),
        ("tls_only", NAMED, &format!("sslmode=verify-full&{ours_root}"), tls),
        ("either", "other.motcua.example", &format!("sslmode=verify-ca&{ours_root}"), tls),
        ("either", "other.motcua.example", &format!("sslmode=require&{ours_root}"), tls),
        (
            "either",
            "other.motcua.example",
            &format!("sslmode=verify-full&{ours_root}"),
            Err("not valid for name"),
        ),
        ("either", "127.0.0.1", &format!("sslmode=verify-full&{ours_root}"), Err("not valid for name")),
        // With another root.
        ("either", NAMED, &format!("sslmode=verify-ca&{another_root}"), Err("UnknownIssuer")),
        ("either", NAMED, &format!("sslmode=verify-full&{another_root}"), Err("UnknownIssuer")),
        ("either", NAMED, &format!("sslmode=require&{another_root}"), Err("UnknownIssuer")),
        ("either", NAMED, &format!("sslmode=prefer&{another_root}"), clear),
        ("tls_only", NAMED, &format!("sslmode=prefer&{another_root}"), Err("no encryption")),
        ("either", NAMED, "sslrootcert=system", Err("UnknownIssuer")),
        // The password is bound to the certificate, and only to it.
        ("sealed", NAMED, "sslmode=require&password=m%E1%BA%ADt%20kh%E1%BA%A9u&channel_binding=require", tls),
        ("sealed", NAMED, "sslmode=require&password=other", Err("password authentication failed")),
    ];
    for (database, host, words, expected) in table {
        let url =
            format!("postgres:///{database}?user=motcua&host={host}&hostaddr=127.0.0.1&port={port}&{words}");
        let url = url.trim_end_matches('&');
        match (reached(url), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{url}: with TLS?"),
            (Err(why), Err(said)) => assert!(why.contains(said), "{url}: {why}"),
            (found, expected) => panic!("{url}: {found:?}, not {expected:?}"),
        }
    }
}
