//! An act is acknowledged when it is durable, whatever the role, the database or the server's
//! own settings say. (On SQLite nobody else sees what the writer's connection is set to.)

use crate::world::*;
use motcua_store::{DatabasePlace, Store, setting};

/// Writes down how what sets a setting is committed.
const NOTES: &str = "create table noted (how text not null); \
    create function note() returns trigger language plpgsql as \
    $$ begin insert into noted values (current_setting('synchronous_commit')); return new; end $$; \
    create trigger note after insert on setting for each row execute function note()";

#[test]
fn the_writer_of_postgresql_waits_for_the_disk_whatever_the_settings_say() {
    let Some(bench) = Bench::postgres() else { return };
    let DatabasePlace::Postgres(url) = &bench.place else { panic!("a server") };
    bench.raw(NOTES).unwrap();
    // One that asks for more stays.
    for (set, how) in [("off", "on"), ("local", "on"), ("on", "on"), ("remote_apply", "remote_apply")] {
        let place = DatabasePlace::Postgres(format!("{url}%20-csynchronous_commit%3D{set}"));
        let store = Store::open(&place).unwrap();
        store.keep(setting::set(set, "1")).wait().unwrap();
        let noted = store.read(|rows| rows.rows("select how from noted", &[])).unwrap();
        let noted: Vec<&str> = noted.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(noted, [how], "set to {set}");
        bench.raw("delete from noted").unwrap();
    }
}
