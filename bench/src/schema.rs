//! A schema of its own on a PostgreSQL server, gone at the end, so that no measurement
//! meets the rows of another.

use std::sync::atomic::{AtomicU32, Ordering};

/// The schema.
pub struct Schema {
    server: String,
    name: String,
}

impl Schema {
    /// A new one in the database that this address names.
    pub fn new(server: &str) -> Schema {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("motcua_bench_{}_{next}", std::process::id());
        let mut client = postgres::Client::connect(server, postgres::NoTls).expect("the server");
        client.batch_execute(&format!("create schema {name}")).expect("a schema");
        Schema { server: server.to_string(), name }
    }

    /// The address that leads into it.
    pub fn url(&self) -> String {
        let mark = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{mark}options=-csearch_path%3D{}", self.server, self.name)
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        if let Ok(mut client) = postgres::Client::connect(&self.server, postgres::NoTls) {
            let _ = client.batch_execute(&format!("drop schema if exists {} cascade", self.name));
        }
    }
}
