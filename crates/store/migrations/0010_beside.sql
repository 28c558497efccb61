-- The shares that agencies have beside the holder of a dossier (core::dossier::WorkShare), while they are
-- out: the list of the desk that has one.
create table share_out (
    dossier bytea not null,
    number bigint not null,
    agency text not null,
    duty text not null,
    due_at bigint not null,
    primary key (dossier, number)
) {without_rowid};
create index share_out_by_desk on share_out (agency, duty, due_at, dossier, number);

-- Several of them may end with one event, so its place among the shares that ended is `share` too: the
-- number in the dossier, 0 for a stay and an opinion.
create table share_ended_beside (
    dossier bytea not null,
    seq bigint not null,
    opinion bigint not null,
    share bigint not null,
    province text not null,
    unit text not null,
    procedure text not null,
    agency text not null,
    ended_day bigint not null,
    ended_at bigint not null,
    working_minutes bigint not null,
    overrun_minutes bigint not null,
    primary key (dossier, seq, opinion, share)
) {without_rowid};
insert into share_ended_beside (dossier, seq, opinion, share, province, unit, procedure, agency, ended_day, ended_at,
    working_minutes, overrun_minutes)
    select dossier, seq, opinion, 0, province, unit, procedure, agency, ended_day, ended_at, working_minutes,
    overrun_minutes from share_ended;
drop table share_ended;
alter table share_ended_beside rename to share_ended;
create index share_ended_by_day on share_ended (
    province, ended_day, agency, unit, procedure, overrun_minutes, working_minutes
);
