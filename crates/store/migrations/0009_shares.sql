-- The shares of dossiers that ended at an agency (core::dossier::shares_ended), for the figures of who
-- overran by how much. `opinion` is its number in the dossier, 0 for a stay. Written with the event and never changed:
-- a past period stays as it stood.
create table share_ended (
    dossier bytea not null,
    seq bigint not null,
    opinion bigint not null,
    province text not null,
    unit text not null,
    procedure text not null,
    agency text not null,
    ended_day bigint not null,
    ended_at bigint not null,
    working_minutes bigint not null,
    overrun_minutes bigint not null,
    primary key (dossier, seq, opinion)
) {without_rowid};
-- Holds all that the sums read.
create index share_ended_by_day on share_ended (
    province, ended_day, agency, unit, procedure, overrun_minutes, working_minutes
);
