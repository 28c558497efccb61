//! What a store promises, whichever engine it runs on. Every test here runs on
//! SQLite (a file of its own) and on PostgreSQL (a schema of its own), when
//! `MOTCUA_TEST_POSTGRES` names a server.

#[path = "../world/mod.rs"]
mod world;

mod beside;
mod catalogue;
mod clock;
mod codes;
mod deeds;
mod durable;
mod entries;
mod feed;
mod figures;
mod groups;
mod history;
mod interleavings;
mod keys;
mod life;
mod linked;
mod lists;
mod money;
mod outbox;
mod oversight;
mod people;
mod printed;
mod readers;
mod returning;
mod scans;
mod schema;
mod search;
mod shares;
mod shelf;
mod signed_files;
mod small;
mod staff;
mod uploads;
mod volumes;
