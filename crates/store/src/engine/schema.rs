//! The steps of the schema.

use motcua_core::Fault;

/// One step of the schema.
pub(crate) struct Migration {
    pub(crate) number: i64,
    pub(crate) common: &'static str,
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

/// A database that a newer program has changed is not touched by an older one.
pub(crate) fn must_know(newest: Option<i64>, migrations: &[Migration]) -> Result<(), Fault> {
    let known = migrations.last().map_or(0, |migration| migration.number);
    match newest {
        Some(newest) if newest > known => Err(Fault::other(format!(
            "the database has the schema {newest} of a newer program; this one knows {known}"
        ))),
        _ => Ok(()),
    }
}

/// All of them, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        common: include_str!("../../migrations/0001_base.sql"),
        sqlite: include_str!("../../migrations/0001_base.sqlite.sql"),
        postgres: include_str!("../../migrations/0001_base.postgres.sql"),
    },
    Migration {
        number: 2,
        common: include_str!("../../migrations/0002_printed.sql"),
        sqlite: include_str!("../../migrations/0002_printed.sqlite.sql"),
        postgres: include_str!("../../migrations/0002_printed.postgres.sql"),
    },
    Migration {
        number: 3,
        common: include_str!("../../migrations/0003_outside.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 4,
        common: include_str!("../../migrations/0004_waiting.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 5,
        common: include_str!("../../migrations/0005_paged.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 6,
        common: include_str!("../../migrations/0006_given_out.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 7,
        common: include_str!("../../migrations/0007_staff.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 8,
        common: include_str!("../../migrations/0008_above.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 9,
        common: include_str!("../../migrations/0009_shares.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 10,
        common: include_str!("../../migrations/0010_beside.sql"),
        sqlite: "",
        postgres: include_str!("../../migrations/0010_beside.postgres.sql"),
    },
    Migration {
        number: 11,
        common: include_str!("../../migrations/0011_deeds.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 12,
        common: include_str!("../../migrations/0012_replaced.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 13,
        common: include_str!("../../migrations/0013_entries.sql"),
        sqlite: include_str!("../../migrations/0013_entries.sqlite.sql"),
        postgres: include_str!("../../migrations/0013_entries.postgres.sql"),
    },
    Migration {
        number: 14,
        common: include_str!("../../migrations/0014_year_books.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 15,
        common: include_str!("../../migrations/0015_results_out.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 16,
        common: include_str!("../../migrations/0016_signed_files.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 17,
        common: include_str!("../../migrations/0017_papers_to_take_back.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 18,
        common: include_str!("../../migrations/0018_noted_from.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 19,
        common: include_str!("../../migrations/0019_in_one_instant.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 20,
        common: include_str!("../../migrations/0020_money.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 21,
        common: include_str!("../../migrations/0021_volumes.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 22,
        common: include_str!("../../migrations/0022_online.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 23,
        common: include_str!("../../migrations/0023_signed_receipts.sql"),
        sqlite: "",
        postgres: "",
    },
];
