-- Recorded outages, as core::dossier::Outage has them.
create table outage (
    id text not null primary key,
    recorded_at bigint not null,
    body text not null
);
create index outage_by_time on outage (recorded_at, id);

-- The opinions that other agencies owe, for their work lists: what
-- core::dossier::Dossier::opinions_awaited says, row by row.
create table opinion_owed (
    dossier bytea not null,
    number bigint not null,
    agency text not null,
    due_at bigint not null,
    primary key (dossier, number)
) {without_rowid};
create index opinion_owed_by_agency on opinion_owed (agency, due_at, dossier, number);
